//! From the text of a campaign file to a running campaign.

use std::rc::Rc;

use super::{Clocked, Options, PERSONALISATION, Page};
use crate::api::local::{LocalApi, LocalOptions};
use crate::runtime::outbox::Outbox;

impl Page {
    /// Goes on with what has come before the second part of the module was there.
    pub fn complete(&self) {
        let early = self.inner().and_then(|inner| inner.early.take());
        if let Some(early) = early {
            self.read(&early.file, early.clock);
        }
    }

    pub(super) fn read(&self, file: &str, clock: Clocked) {
        let parsed = campaign::parse(file);
        let Some(campaign) = parsed.campaign else {
            self.withdraw();
            let first = parsed.problems.first().map_or_else(String::new, |problem| {
                [&problem.path, ": ", &problem.message].concat()
            });
            self.emit(
                "dacu-fault",
                &crate::runtime::told::texts(&[
                    ("reason", "campaign_malformed"),
                    ("problem", &first),
                ]),
            );
            return;
        };
        self.start(Rc::new(campaign), clock);
    }

    /// Takes back what was shown of a file of which the rest is wrong.
    fn withdraw(&self) {
        if self
            .inner()
            .is_some_and(|inner| inner.api.borrow().is_none())
        {
            self.change(|model| model.campaign = None);
        }
    }

    /// The shopper turns personalisation on or off; the element's attribute does the rest.
    pub fn personalise(&self, on: bool) {
        let Some(inner) = self.inner() else { return };
        let word = if on { "on" } else { "off" };
        inner.storage.set(PERSONALISATION, word);
        let _ = inner.host.set_attribute("personalisation", word);
        let detail = crate::runtime::told::texts(&[("set", word)]);
        self.emit("dacu-personalisation", &detail);
    }

    fn start(&self, campaign: Rc<campaign::Campaign>, clock: Clocked) {
        let Some(inner) = self.inner() else { return };
        {
            let mut model = inner.model.borrow_mut();
            model.campaign = Some(Rc::clone(&campaign));
            model.me = None;
            model.live = None;
            model.asks.clear();
            model.now = None;
        }
        let page = *self;
        let options = inner.options.borrow().clone();
        self.dress(&campaign);
        let api = LocalApi::new(LocalOptions {
            campaign: Rc::clone(&campaign),
            storage: Rc::clone(&inner.storage),
            clock: Rc::new(move || page.api_clock()),
            buyer: sample_buyer(&campaign, &options),
            latency_ms: options.latency_ms,
            missing: Rc::new(move || page.want_more()),
        });
        api.set_faults(options.faults.clone());
        api.set_paused(options.paused);
        *inner.api.borrow_mut() = Some(Rc::new(api));
        *inner.outbox.borrow_mut() = Some(Outbox::open(Rc::clone(&inner.storage), &campaign.id));
        inner.next_change.set(None);
        *inner.phase.borrow_mut() = None;
        if let Clocked::Anew(_) = clock {
            self.apply_clock();
        }
        self.restore_cart();
        match clock {
            Clocked::Anew(date) => self.begin_clock(date),
            Clocked::Runs => self.tick(),
        }
        self.ask_me();
        self.ask_live();
        self.resume();
        self.requote();
        self.emit(
            "dacu-ready",
            &crate::runtime::told::texts(&[("campaign", &campaign.id)]),
        );
    }

    /// Follows a change of attributes, but for those that concern the clock and the file.
    pub(super) fn reconfigure(&self, before: &Options, options: &Options) {
        let Some(inner) = self.inner() else { return };
        let campaign = inner.model.borrow().campaign.clone();
        let api = inner.api.borrow().clone();
        if let (Some(campaign), Some(api)) = (campaign, api) {
            api.set_latency(options.latency_ms);
            api.set_faults(options.faults.clone());
            api.set_paused(options.paused);
            if before.buyer != options.buyer {
                api.set_buyer(sample_buyer(&campaign, options));
            }
            if before.cart != options.cart && options.cart.is_some() {
                inner.storage.remove(&inner.key("cart"));
                self.restore_cart();
                self.requote();
            }
        }
        if before.server_now != options.server_now {
            self.pulled();
        }
        if before.buyer != options.buyer {
            self.ask_me();
        }
        if before.paused != options.paused {
            self.ask_live();
        }
    }

    /// Serves another sample buyer, as `Dacu.setBuyer` asks.
    pub fn set_buyer(&self, buyer: &str) {
        if let Some(inner) = self.inner() {
            let mut options = inner.options.borrow().clone();
            options.buyer = (!buyer.is_empty()).then(|| buyer.to_owned());
            self.configure(options);
        }
    }

    /// Forgets everything stored for this campaign: the preview's «start anew».
    pub fn reset(&self) {
        let Some(inner) = self.inner() else { return };
        if let Some(api) = inner.api.borrow().as_ref() {
            api.reset();
        }
        inner.storage.remove(&inner.key("cart"));
        inner.storage.remove(&inner.key("outbox"));
        inner.storage.remove(&inner.key("experiments"));
        let campaign = inner.model.borrow().campaign.clone();
        if let Some(campaign) = campaign {
            self.start(campaign, Clocked::Anew(None));
        }
    }

    /// Another tab has written: its cart and its wallet are this tab's too.
    pub(super) fn stored_elsewhere(&self, key: &str) {
        let Some(inner) = self.inner() else { return };
        if key.ends_with(&inner.key("cart")) {
            self.restore_cart();
            self.requote();
        } else if key.ends_with(&inner.key("server")) {
            self.ask_me();
            self.ask_live();
        }
    }
}

fn sample_buyer(
    campaign: &campaign::Campaign,
    options: &Options,
) -> Option<campaign::model::SampleBuyer> {
    let buyers = &campaign.samples.buyers;
    match &options.buyer {
        Some(name) => buyers.iter().find(|buyer| buyer.id == *name).cloned(),
        None => buyers.first().cloned(),
    }
}
