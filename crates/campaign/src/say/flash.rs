//! Flash sales in sentences, and who starts sooner.

use pricing::{Benefit, Off};

use super::date::duration;
use super::fill::{AS_IT_IS, Slot, push};
use super::scope::fact_name;
use super::sentence::basis;
use super::teller::Teller;
use crate::model::{Basis, Campaign, Coupon, FlashSale, Session};
use crate::words;

impl Teller<'_> {
    /// Tells what a flash sale sells and when.
    pub(super) fn flash(&mut self, sale: &FlashSale) {
        let campaign = self.campaign;
        let mut limited = false;
        let mut bases = [false; 3];
        for (index, session) in sale.sessions.iter().enumerate() {
            self.sessions(&sale.sessions, index);
            for item in &session.items {
                limited |= item.quota.is_some();
                if let Some(product) = campaign.product(&item.sku)
                    && let Some(compare) = &product.compare_at
                {
                    bases[compare.basis as usize] = true;
                }
            }
        }
        if limited {
            self.plain(&words!(
                "标明限量的商品，抢到名额才有秒杀价，没抢到按下单时的其他价格结算。",
                "標示限量的商品，搶到名額才享秒殺價，未搶到則依下單時的其他價格結帳。",
                "Where a quantity is stated, the flash price needs a slot; without one you pay the other price of the moment.",
            ));
            self.done();
        }
        for kind in [
            Basis::Lowest7Days,
            Basis::Lowest30Days,
            Basis::SuggestedRetail,
        ] {
            if bases[kind as usize] {
                let words = &words!(
                    "划线的日常价为{0}。",
                    "劃線的原價為{0}。",
                    "A struck-through price is the {0}.",
                );
                self.naming(words, basis(kind, self.locale));
                self.done();
            }
        }
    }

    /// Tells of a session and of all later ones that sell the same, unless an earlier one did.
    fn sessions(&mut self, sessions: &[Session], index: usize) {
        let campaign = self.campaign;
        let session = &sessions[index];
        for earlier in &sessions[..index] {
            if alike(campaign, earlier, session) {
                return;
            }
        }
        for other in &sessions[index..] {
            if alike(campaign, session, other) {
                if !self.text.is_empty() {
                    self.text
                        .push_str(words!("、", "、", "; ").get(self.locale));
                }
                let span = Slot::Span(&other.window, &campaign.zone);
                push(&mut self.text, AS_IT_IS, self.locale, &[span]);
            }
        }
        self.text
            .push_str(words!("：", "：", ": ").get(self.locale));
        let mut first = true;
        for item in &session.items {
            let (Some(product), Some(offer)) = (
                campaign.product(&item.sku),
                campaign.ruleset.offer(&item.offer),
            ) else {
                continue;
            };
            if !first {
                self.text
                    .push_str(words!("；", "；", "; ").get(self.locale));
            }
            first = false;
            let words = match item.quota {
                Some(_) => &words!(
                    "{0} {1}（前 {3} 件，每人限 {2} 件）",
                    "{0} {1}（前 {3} 件，每人限 {2} 件）",
                    "{0} {1} (first {3}, up to {2} each)",
                ),
                None => &words!(
                    "{0} {1}（每人限 {2} 件）",
                    "{0} {1}（每人限 {2} 件）",
                    "{0} {1} (up to {2} each)",
                ),
            };
            let mut values = [
                Slot::Text(product.name.get(self.locale)),
                Slot::Text(""),
                Slot::Count(u64::from(item.per_buyer)),
                Slot::Count(u64::from(item.quota.unwrap_or(0))),
            ];
            match offer.benefit {
                Benefit::UnitPrice { price } => {
                    values[1] = Slot::Money(price, &campaign.currency);
                }
                Benefit::Reduce {
                    off: Off::Rate(rate),
                    ..
                } => values[1] = Slot::Zhe(rate),
                _ => {}
            }
            push(&mut self.text, words, self.locale, &values);
        }
        for early in &session.early {
            let words = &words!("{0}提前 {1}开抢", "{0}提前 {1}開搶", "{0} {1} earlier");
            let name = fact_name(campaign, &early.audience, self.locale);
            let sooner = duration(session.window.from.since(early.from), self.locale);
            self.say(words, &[Slot::Text(name), Slot::Text(&sooner)]);
        }
        self.end();
    }

    /// Adds who can claim a coupon sooner, and from when.
    #[inline(never)]
    pub(super) fn early_claims(&mut self, coupon: &Coupon) {
        for early in &coupon.early {
            let words = &words!("{0} {1} 起可领", "{0} {1} 起可領", "{0} from {1}");
            let name = fact_name(self.campaign, &early.audience, self.locale);
            let from = Slot::At(early.from, &self.campaign.zone);
            self.say(words, &[Slot::Text(name), from]);
        }
    }
}

/// Whether two sessions sell the same at the same prices, and start as much sooner for the same.
fn alike(campaign: &Campaign, a: &Session, b: &Session) -> bool {
    if a.items.len() != b.items.len() || a.early.len() != b.early.len() {
        return false;
    }
    for (a, b) in a.items.iter().zip(&b.items) {
        let offers = (
            campaign.ruleset.offer(&a.offer),
            campaign.ruleset.offer(&b.offer),
        );
        let (Some(first), Some(second)) = offers else {
            return false;
        };
        let same = a.sku == b.sku && a.quota == b.quota && a.per_buyer == b.per_buyer;
        if !same || first.benefit != second.benefit {
            return false;
        }
    }
    for (one, other) in a.early.iter().zip(&b.early) {
        let sooner = a.window.from.since(one.from);
        if one.audience != other.audience || sooner != b.window.from.since(other.from) {
            return false;
        }
    }
    true
}
