//! The server's decisions, with no browser in them: who gets what, and who is told why not.
//!
//! Rules that the campaign file leaves open, decided here once:
//!
//! - Daily chances end with the local day; earned ones last as long as the draw, and daily ones are
//!   used first.
//! - The odds stay as published until the end: when the prize that came out cannot be given, the turn
//!   gives the draw's consolation prize or its [`PrizeKind::Nothing`]; a draw without them refuses
//!   the turn as sold out and the chance is kept.
//! - A coupon won needs no claim, counts towards no limit and takes nothing from the coupon's
//!   stock: the prize has a stock of its own.
//! - Tasks that are an order are counted by a shop's server, not on a page's word: they are
//!   [`Code::Unknown`] here.
//! - There are no other shoppers: stock falls only by what this browser's buyers take.
//!
//! [`PrizeKind::Nothing`]: campaign::model::PrizeKind::Nothing

use std::rc::Rc;

use campaign::Campaign;
use campaign::hash::fnv1a;
use campaign::json::{Value, write};
use campaign::model::SampleBuyer;
use pricing::{Audience, Buyer, Instant, OfferId, Window};
use protocol::{Code, Drawn, Key, Notice, Refusal, Reply, Request};

use super::state::{List, Row, State};

mod claims;
mod draws;
mod holdings;
mod quote;
mod reserve;
#[cfg(test)]
mod tests;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const MINUTE_MS: i64 = 60_000;

/// A server of one campaign for one buyer.
#[derive(Clone)]
pub struct Server {
    /// The campaign.
    pub campaign: Rc<Campaign>,
    /// Who asks; nothing for a guest.
    pub buyer: Option<Rc<SampleBuyer>>,
    /// Whether claims, draws, reservations and tasks are refused for now.
    pub paused: bool,
    /// The merchant's word.
    pub notice: Option<Notice>,
    /// How coarse the server's clock is, in milliseconds.
    pub resolution_ms: u32,
}

/// One request at the counter: all that a decision looks at.
struct Visit<'a> {
    server: &'a Server,
    campaign: &'a Campaign,
    /// The buyer's id; empty for a guest.
    who: &'a str,
    /// The buyer, if logged in.
    buyer: Option<&'a SampleBuyer>,
    state: &'a mut State,
    now: Instant,
    dice: &'a mut dyn FnMut() -> u64,
    /// What came out of a turn.
    prize: &'a str,
}

impl Server {
    /// Answers a request at `now` and keeps in `state` what came of it.
    ///
    /// A request that changes something needs a key, and is carried out once a key: the same key
    /// gets the first answer again, with the holdings of today, for as long as `state` keeps it. `dice` gives words of 64 random
    /// bits.
    ///
    /// # Errors
    ///
    /// Every refusal that [`Refusal::is_retryable`] says is not retryable; the network's own
    /// failures are no business of a server. [`Code::KeyConflict`] also where the key is missing.
    pub fn handle(
        &self,
        state: &mut State,
        key: Option<&Key>,
        request: &Request,
        now: Instant,
        dice: &mut dyn FnMut() -> u64,
    ) -> Result<Reply, Refusal> {
        if let Some(told) = self.tell(state, request, now) {
            return Ok(told);
        }
        let mut visit = self.visit(state, now, dice);
        let answer = match request {
            Request::Quote { lines, choice, .. } => visit.quote(lines, choice),
            _ => visit.once(key, request),
        };
        answer.map_err(Refusal::new)
    }

    /// Answers a question that needs no decision: the time, what is left, what the buyer holds.
    pub fn tell(&self, state: &mut State, request: &Request, now: Instant) -> Option<Reply> {
        let mut nothing = || 0;
        let visit = self.visit(state, now, &mut nothing);
        match request {
            Request::Time => Some(Reply::Time {
                now,
                resolution_ms: self.resolution_ms,
            }),
            Request::Live => Some(Reply::Live(visit.live())),
            Request::Me => Some(Reply::Me(visit.me())),
            _ => None,
        }
    }

    fn visit<'a>(
        &'a self,
        state: &'a mut State,
        now: Instant,
        dice: &'a mut dyn FnMut() -> u64,
    ) -> Visit<'a> {
        let buyer = self.buyer.as_deref();
        Visit {
            server: self,
            campaign: &self.campaign,
            who: buyer.map_or("", |buyer| &buyer.id),
            buyer: buyer.filter(|buyer| buyer.logged_in),
            state,
            now,
            dice,
            prize: "",
        }
    }
}

impl Visit<'_> {
    /// Carries a request out, unless its key was here before.
    fn once(&mut self, key: Option<&Key>, request: &Request) -> Result<Reply, Code> {
        let Some(key) = key else {
            return Err(Code::KeyConflict);
        };
        let print = self.print(request);
        if self.state.of(List::Answers, key.as_str()).is_empty() {
            self.decide(key, request, print);
        }
        match self.state.of(List::Answers, key.as_str()).first() {
            Some(row) if row.count == print => self.reply(request, row),
            _ => Err(Code::KeyConflict),
        }
    }

    /// Who asks for what, as a number: all 64 bits, as the signed one with the same ones.
    fn print(&self, request: &Request) -> i64 {
        let asked = write(&Value::List(vec![Value::text(self.who), request.to_json()]));
        fnv1a(asked.as_bytes()).cast_signed()
    }

    /// Decides and keeps the answer. Refusals are kept too: were it decided anew, a refusal that
    /// arrives late could hide that the same key was granted meanwhile.
    fn decide(&mut self, key: &Key, request: &Request, print: i64) {
        let decided = match request {
            _ if self.server.paused => Err(Code::Paused),
            Request::Claim { coupon } => self.claim(coupon),
            Request::Draw { draw } => self.draw(draw),
            Request::Reserve { offer, units } => self.reserve(offer, *units),
            Request::DoTask { draw, task } => self.task(draw, task),
            _ => Err(Code::Unknown),
        };
        let (what, part, more) = match &decided {
            Ok(()) => ("", self.prize, 0),
            Err(code) => (code.name(), code.fact(), code.at().map_or(0, Instant::ms)),
        };
        let (who, now) = (key.as_str(), self.now);
        let row = self.state.add(List::Answers, who, what, part, now);
        row.count = print;
        row.more = more;
    }

    /// What a kept answer says, with the holdings of today.
    fn reply(&self, request: &Request, row: &Row) -> Result<Reply, Code> {
        if !row.what.is_empty() {
            return Err(row.refusal());
        }
        let me = self.me();
        Ok(match request {
            Request::Claim { .. } => Reply::Claimed(me),
            Request::Reserve { .. } => Reply::Reserved(me),
            Request::Draw { .. } => Reply::Drawn {
                drawn: Drawn {
                    prize: row.part.clone(),
                    at: Instant::from_ms(row.at),
                },
                me,
            },
            _ => Reply::Me(me),
        })
    }

    /// Whether it is on, and the buyer has logged in.
    fn check(&self, window: &Window) -> Result<(), Code> {
        if self.now >= window.until {
            Err(Code::Ended)
        } else if self.now < window.from {
            Err(Code::NotStarted(window.from))
        } else if self.buyer.is_none() {
            Err(Code::LoginNeeded)
        } else {
            Ok(())
        }
    }

    /// What the server knows of a buyer who has logged in.
    fn known(&self) -> Option<Buyer> {
        Some(Buyer {
            facts: self.buyer?.facts.clone(),
            ..Buyer::default()
        })
    }

    /// Whether the buyer is in the offer's audience. What the server does not know of a buyer does
    /// not hold.
    fn check_audience(&self, offer: &OfferId) -> Result<(), Code> {
        let offer = self.campaign.ruleset.offer(offer);
        if let Some(Audience::Asserted(fact)) = offer.map(|offer| &offer.audience) {
            for (known, holds) in self.buyer.map_or(&[][..], |buyer| &buyer.facts) {
                if known == fact && *holds {
                    return Ok(());
                }
            }
            return Err(Code::NotEligible(fact.clone()));
        }
        Ok(())
    }

    /// The local day, counted from 1970.
    fn day(&self) -> i64 {
        let offset = i64::from(self.campaign.zone.offset_minutes) * MINUTE_MS;
        self.now.plus_ms(offset).ms().div_euclid(DAY_MS)
    }
}

/// A count as it is told: whole, and within its type.
fn count(number: i64) -> u32 {
    number.clamp(0, i64::from(u32::MAX)) as u32
}
