//! What the server tells of a buyer's holdings and of the stock.

use campaign::model::PrizeKind;
use pricing::{Instant, OfferId, Token};
use protocol::{Live, Me, MyCoupon, MyPrize, Stock};

use super::super::state::{LISTS, List, Row};
use super::claims::released;
use super::{Visit, count};

impl Visit<'_> {
    /// What this buyer holds. Holdings are shown to those who have logged in.
    pub(super) fn me(&self) -> Me {
        let mut me = Me::default();
        let mut who = "";
        if let Some(buyer) = self.buyer {
            who = &buyer.id;
            me.logged_in = true;
            me.facts = buyer.facts.clone();
            me.points = buyer.points;
        }
        for draw in &self.campaign.draws {
            me.chances.push((draw.id.clone(), draw.daily_chances));
        }
        for (list, _) in &LISTS {
            for row in self.state.rows(*list) {
                if row.who == who {
                    self.tell(&mut me, *list, row);
                }
            }
        }
        me
    }

    /// Adds what a row of this buyer's comes to today.
    fn tell(&self, me: &mut Me, list: List, row: &Row) {
        let today = row.at == self.day();
        match list {
            List::Claims => self.hold(me, &OfferId::new(&row.what), row.at),
            List::Units => {
                let offer = OfferId::new(&row.what);
                if let Some((session, item)) = self.campaign.flash_item(&offer) {
                    // The price before the start is another offer, and the same units are kept for it.
                    for offer in item.early.iter().chain([&item.offer]) {
                        me.tokens.push(Token {
                            offer: offer.clone(),
                            units: count(row.count),
                            price: None,
                            expires_at: session.window.until,
                        });
                    }
                }
            }
            List::Turns => {
                for (draw, left) in &mut me.chances {
                    if *draw == row.what {
                        let used = if today { row.count } else { 0 };
                        *left = count(i64::from(*left) - used + row.more);
                    }
                }
            }
            List::Tasks if today => {
                for _ in 0..row.count {
                    me.tasks_done.push((row.what.clone(), row.part.clone()));
                }
            }
            List::Prizes => self.won(me, &row.what, &row.part, row.at),
            List::Tasks | List::Answers => {}
        }
    }

    /// Adds a coupon that came at `at`.
    fn hold(&self, me: &mut Me, offer: &OfferId, at: i64) {
        let claimed_at = Instant::from_ms(at);
        if let Some(coupon) = self.campaign.coupon(offer) {
            me.coupons.push(MyCoupon {
                offer: offer.clone(),
                claimed_at,
                expires_at: coupon.validity.expires_at(claimed_at),
                used_by: None,
            });
        }
    }

    /// Adds a prize and what it is worth.
    fn won(&self, me: &mut Me, draw: &str, prize: &str, at: i64) {
        let won = MyPrize {
            draw: draw.to_owned(),
            prize: prize.to_owned(),
            at: Instant::from_ms(at),
        };
        // Newest first.
        me.prizes.insert(0, won);
        let draw = self.campaign.draw(draw);
        for known in draw.map_or(&[][..], |draw| &draw.prizes) {
            if known.id == prize {
                match &known.kind {
                    PrizeKind::Points(points) => {
                        me.points = me.points.saturating_add(u64::from(*points));
                    }
                    PrizeKind::Coupon(offer) => self.hold(me, offer, at),
                    PrizeKind::Goods | PrizeKind::Nothing => {}
                }
            }
        }
    }

    /// What is left of everything that has an end.
    pub(super) fn live(&self) -> Live {
        let mut live = Live {
            as_of: self.now,
            stock: Vec::new(),
            notice: self.server.notice.clone(),
            paused: self.server.paused,
        };
        for coupon in &self.campaign.coupons {
            if coupon.claimable {
                // Before claiming starts: what will be there when it does, so that a page whose
                // figures are seconds old does not open as sold out.
                let released = released(coupon, self.now.max(coupon.claim.from));
                self.left(&mut live, &coupon.id, List::Claims, released);
            }
        }
        for sale in &self.campaign.flash_sales {
            for session in &sale.sessions {
                for item in &session.items {
                    if let Some(quota) = item.quota {
                        self.left(&mut live, &item.offer, List::Units, i64::from(quota));
                    }
                }
            }
        }
        live
    }

    /// Tells what is left of what was released of an offer.
    fn left(&self, live: &mut Live, offer: &OfferId, list: List, released: i64) {
        let taken = self.state.sum(list, None, offer.as_str(), "");
        live.stock.push(Stock {
            offer: offer.clone(),
            remaining: count(released - taken),
            released: count(released),
        });
    }
}
