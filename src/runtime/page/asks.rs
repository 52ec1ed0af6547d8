//! Everything asked of the server, and what its answers change.

use std::rc::Rc;

use pricing::OfferId;
use protocol::{Key, Refusal, Reply, Request};
use reactive_graph::owner::on_cleanup;

use super::Page;
use crate::api::{CampaignApi, Done, entropy};
use crate::runtime::model::{AskState, Verdict};
use crate::runtime::outbox::{Begun, Next};
use crate::runtime::ticker::wall_ms;
use crate::runtime::told;

/// Hears every final answer to what the shopper asked.
pub type Heard = Rc<dyn Fn(&Request, &Result<Reply, Refusal>)>;

/// A registered [`Heard`].
pub struct Watcher {
    id: u32,
    heard: Heard,
}

impl Page {
    /// Claims a coupon.
    pub fn claim(&self, coupon: &OfferId) {
        self.ask(Request::Claim {
            coupon: coupon.clone(),
        });
    }

    /// Takes a turn of a draw.
    pub fn draw(&self, draw: &str) {
        self.ask(Request::Draw {
            draw: draw.to_owned(),
        });
    }

    /// Reserves one unit at a flash price.
    pub fn reserve(&self, offer: &OfferId) {
        self.ask(Request::Reserve {
            offer: offer.clone(),
            units: 1,
        });
    }

    /// Says that a task was done.
    pub fn do_task(&self, draw: &str, task: &str) {
        self.ask(Request::DoTask {
            draw: draw.to_owned(),
            task: task.to_owned(),
        });
    }

    /// Calls `heard` with every final answer, for as long as the current reactive owner lives.
    pub fn hear(&self, heard: Heard) {
        let Some(inner) = self.inner() else { return };
        let id = {
            let mut watchers = inner.watchers.borrow_mut();
            let id = watchers.last().map_or(0, |last| last.id + 1);
            watchers.push(Watcher { id, heard });
            id
        };
        let page = *self;
        on_cleanup(move || {
            if let Some(inner) = page.inner() {
                inner
                    .watchers
                    .borrow_mut()
                    .retain(|watcher| watcher.id != id);
            }
        });
    }

    /// Asks for something that changes the buyer's holdings: the key is stored before it is sent.
    fn ask(&self, request: Request) {
        let begun = self.outbox(|outbox| outbox.begin(&request, entropy(), wall_ms()));
        if let Some(Begun::New(key) | Begun::Again(key)) = begun {
            self.note(&request, AskState::Open);
            self.send(Rc::new((key, request)));
        }
    }

    /// Sends again what an earlier page, another tab or a lost network has left open.
    pub(super) fn resume(&self) {
        let now = wall_ms();
        let due = self.outbox(|outbox| outbox.resume(now)).unwrap_or_default();
        for entry in due {
            self.note(&entry.request, AskState::Open);
            self.send_at(entry.next_at - now, Rc::new((entry.key, entry.request)));
        }
    }

    #[inline(never)]
    fn note(&self, request: &Request, state: AskState) {
        self.change(|model| model.note(request, state));
    }

    fn outbox<T>(&self, act: impl FnOnce(&mut crate::runtime::outbox::Outbox) -> T) -> Option<T> {
        let inner = self.inner()?;
        let mut outbox = inner.outbox.borrow_mut();
        outbox.as_mut().map(act)
    }

    #[inline(never)]
    fn send_at(&self, in_ms: i64, sent: Rc<(Key, Request)>) {
        let page = *self;
        self.later(in_ms, Rc::new(move || page.send(Rc::clone(&sent))));
    }

    #[inline(never)]
    fn send(&self, sent: Rc<(Key, Request)>) {
        let page = *self;
        let (key, request) = (*sent).clone();
        self.transmit(
            Some(key),
            request,
            Box::new(move |answer| page.answered(&sent, answer)),
        );
    }

    #[inline(never)]
    pub(super) fn transmit(&self, key: Option<Key>, request: Request, done: Done) {
        let api = self.inner().and_then(|inner| inner.api.borrow().clone());
        if let Some(api) = api {
            api.send(key, request, done);
        }
    }

    fn answered(&self, sent: &Rc<(Key, Request)>, answer: Result<Reply, Refusal>) {
        let (key, request) = &**sent;
        match &answer {
            Ok(reply) => {
                self.outbox(|outbox| outbox.settle(key));
                self.change(|model| model.forget(request));
                self.absorb(reply);
                self.tell(request, reply);
            }
            Err(refusal) => {
                let bytes = entropy();
                let jitter = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
                let now = wall_ms();
                match self.outbox(|outbox| outbox.failed(key, refusal, jitter, now)) {
                    Some(Next::RetryAt(at)) => return self.send_at(at - now, Rc::clone(sent)),
                    // Another tab has got the answer meanwhile; the wallet says what it was.
                    Some(Next::Final) if refusal.is_retryable() => {
                        self.change(|model| model.forget(request));
                        return self.ask_me();
                    }
                    _ => {}
                }
                self.note(request, AskState::Failed(refusal.clone()));
                self.emit(
                    "dacu-fault",
                    &told::texts(&[("reason", refusal.code.name()), ("request", request.kind())]),
                );
                // A refusal may mean that what the page believed is out of date; and what was not
                // answered may have been granted.
                self.ask_live();
                self.ask_me();
            }
        }
        self.notify(request, &answer);
    }

    fn notify(&self, request: &Request, answer: &Result<Reply, Refusal>) {
        let Some(inner) = self.inner() else { return };
        let heard: Vec<Heard> = inner
            .watchers
            .borrow()
            .iter()
            .map(|watcher| Rc::clone(&watcher.heard))
            .collect();
        // Outside the borrow: a watcher may ask again or go.
        for heard in heard {
            heard(request, answer);
        }
    }

    fn tell(&self, request: &Request, reply: &Reply) {
        let mut detail: Vec<(&str, &str)> = Vec::new();
        match request {
            Request::Claim { coupon } => detail.push(("coupon", coupon.as_str())),
            Request::Reserve { offer, .. } => detail.push(("offer", offer.as_str())),
            Request::Draw { draw } => detail.push(("draw", draw)),
            Request::DoTask { draw, task } => detail.extend([("draw", &**draw), ("task", task)]),
            _ => return,
        }
        if let Reply::Drawn { drawn, .. } = reply {
            detail.push(("prize", &drawn.prize));
        }
        self.emit(&["dacu-", request.kind()].concat(), &told::texts(&detail));
    }

    pub(super) fn ask_me(&self) {
        self.ask_quietly(Request::Me);
    }

    pub(super) fn ask_live(&self) {
        self.ask_quietly(Request::Live);
    }

    #[inline(never)]
    fn ask_quietly(&self, request: Request) {
        let page = *self;
        self.transmit(
            None,
            request,
            Box::new(move |answer| {
                if let Ok(reply) = &answer {
                    page.absorb(reply);
                }
            }),
        );
    }

    pub(super) fn ask_price(&self, request: Request) {
        let page = *self;
        self.transmit(
            None,
            request,
            Box::new(move |answer| page.price_answered(&answer)),
        );
    }

    fn price_answered(&self, answer: &Result<Reply, Refusal>) {
        // A cart that changed meanwhile has taken the question back.
        if self.with(|model| model.verdict != Verdict::Asked) {
            return;
        }
        let payable = self.with(|model| model.quote.as_ref().map(|quote| quote.payable));
        let verdict = match answer {
            Ok(Reply::Quoted {
                payable: theirs, ..
            }) if Some(*theirs) == payable => Verdict::Agrees,
            Ok(Reply::Quoted {
                payable: theirs, ..
            }) => Verdict::Differs(*theirs),
            _ => Verdict::Unreachable,
        };
        self.change(|model| model.verdict = verdict);
        if verdict == Verdict::Agrees {
            let quote = self.with(told::quote);
            self.emit("dacu-checkout", &quote);
        }
    }

    fn absorb(&self, reply: &Reply) {
        let me = match reply {
            Reply::Me(me) | Reply::Claimed(me) | Reply::Reserved(me) | Reply::Drawn { me, .. } => {
                me
            }
            Reply::Live(live) => {
                let live = Rc::new(live.clone());
                return self.change(|model| model.live = Some(live));
            }
            Reply::Time { .. } | Reply::Quoted { .. } => return,
        };
        let same = self.with(|model| model.me.as_deref() == Some(me));
        if !same {
            let me = Rc::new(me.clone());
            self.change(|model| model.me = Some(me));
            self.requote();
        }
    }
}
