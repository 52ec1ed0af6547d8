//! What the coupons show at an instant. No browser in here.

use campaign::model::{Coupon, Ladder};
use campaign::say::{self, CouponAmount};
use campaign::{Campaign, Locale, Words, timeline};
use pricing::{Audience, Instant, Layer, Offer, OfferId, Reason, Standing};
use protocol::{Code, Me, MyCoupon, Refusal, Reply, Request, Stock};

use super::ladder;
use super::state::{Facts, Held, Left, State, refused, state_of};
use super::words::{
    BEATEN, CLAIMED_ALOUD, FAILED_ALOUD, FEWER, GONE, HELD, IN_USE, LEFT, LIMIT, LIMIT_HELD, MORE,
    ONE_AN_ORDER, OPENS, RELEASE, TITLE, WALLET, WITH_REDUCTION, face,
};
use crate::runtime::model::Model;
use crate::ui::tier::Tier;
use crate::widgets::offer::{self, Asked, COMMA, Memo, Press, When};
use crate::widgets::phrase::{copy, moment, plain, weave};

/// So few are left that it is worth a warning; also a tenth of what was released.
const FEW: u32 = 20;

/// Tickets that stand on the page at first.
const SHOWN: usize = 6;

/// The coupons as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The language, for parts that have words of their own.
    pub locale: Locale,
    /// Ladders, then other coupons.
    pub groups: Vec<Group>,
    /// The button that shows or hides the last tickets.
    pub more: Option<String>,
    /// Whether it has shown them.
    pub all: bool,
    /// What the buyer holds, prizes included; nothing while unknown or empty.
    pub wallet: Option<Wallet>,
    /// What a screen reader is told when it changes.
    pub spoken: String,
}

/// A ladder, or the coupons that belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its heading; may be empty.
    pub title: String,
    /// A line under it; may be empty.
    pub sub: String,
    /// Its steps as a picture.
    pub tier: Option<Box<Tier>>,
    /// Its tickets, highest first.
    pub tickets: Vec<Ticket>,
}

/// What the buyer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// What the list is called.
    pub title: &'static str,
    /// How many can be used.
    pub count: String,
    /// Amount, then name and terms, one a coupon.
    pub rows: Vec<(String, String)>,
    /// Whether the list is open.
    pub open: bool,
}

/// A coupon as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The coupon.
    pub id: OfferId,
    /// How it stands.
    pub state: State,
    /// Whether it is the highest step of its ladder.
    pub top: bool,
    /// Its large figure.
    pub amount: CouponAmount,
    /// Its name.
    pub name: String,
    /// What it asks and what it is good for.
    pub threshold: String,
    /// When it can be used; may be empty.
    pub valid: String,
    /// Why it stands as it does; may be empty.
    pub why: String,
    /// Whether that needs attention.
    pub warn: bool,
    /// Its stock with the time it was true, or what it does in this cart; may be empty.
    pub meta: String,
    /// Words of its button, or of its seal's button.
    pub button: &'static str,
    /// What the button does; nothing for one that rests.
    pub press: Press,
    /// Words of the seal; empty where it is not stamped.
    pub seal: &'static str,
    /// Whether it was stamped before the shopper's eyes.
    pub stamped: bool,
}

/// What the coupons of a page show, once there is a campaign. With `only`, that ladder alone.
#[must_use]
pub fn view(model: &Model, only: Option<&str>, memo: &Memo) -> Option<View> {
    let campaign = model.campaign.as_deref()?;
    let locale = model.locale;
    let look = Look {
        model,
        campaign,
        memo,
        locale,
    };
    let mut groups = Vec::new();
    let mut count = 0;
    for ladder in &campaign.ladders {
        if only.is_some_and(|only| ladder.id != only) {
            continue;
        }
        let mut tickets = Vec::new();
        for (at, id) in ladder.coupons.iter().enumerate().rev() {
            look.add(&mut tickets, &mut count, id, at + 1 == ladder.coupons.len());
        }
        if !tickets.is_empty() {
            groups.push(look.ladder(ladder, tickets));
        }
    }
    if only.is_none() {
        look.others(&mut groups, &mut count);
    }
    if groups.is_empty() {
        return None;
    }
    let more = (count > SHOWN).then(|| match memo.all {
        true => plain(&FEWER, locale),
        false => MORE.with(locale, &say::count((count - SHOWN) as u64)),
    });
    Some(View {
        locale,
        groups,
        more,
        all: memo.all,
        wallet: look.wallet(),
        spoken: memo.spoken.clone(),
    })
}

/// What a final answer to a claim says aloud.
#[must_use]
pub fn said(
    model: &Model,
    _memo: &Memo,
    request: &Request,
    answer: &Result<Reply, Refusal>,
) -> Option<String> {
    let Request::Claim { coupon } = request else {
        return None;
    };
    let campaign = model.campaign.as_deref()?;
    let locale = model.locale;
    let claimed = campaign.coupon(coupon)?;
    let name = claimed.name.get(locale);
    let why;
    let words = match answer {
        Ok(_) => CLAIMED_ALOUD.get(locale),
        Err(refusal) => match &refusal.code {
            Code::NotEligible(fact) => {
                why = say::reason(campaign, &Reason::NotEligible(fact.clone()), locale);
                &why
            }
            Code::NotStarted(at) => {
                why = OPENS.with(locale, &say::date_time(*at, &campaign.zone, locale));
                &why
            }
            code => match refused(code) {
                // The answer was lost, and the wallet has told meanwhile what it was.
                State::Failed if offer::is_full(model, claimed) => CLAIMED_ALOUD.get(locale),
                State::Failed => FAILED_ALOUD.get(locale),
                state @ (State::LoginNeeded | State::Paused) => face(state, false).why.get(locale),
                state => face(state, false).button.get(locale),
            },
        },
    };
    Some(offer::said(name, words, locale))
}

struct Look<'a> {
    model: &'a Model,
    campaign: &'a Campaign,
    memo: &'a Memo,
    locale: Locale,
}

impl Look<'_> {
    fn ladder(&self, ladder: &Ladder, tickets: Vec<Ticket>) -> Group {
        let reach = self.memo.reach.as_deref();
        Group {
            title: copy(&ladder.name, self.locale),
            sub: self.together(&ladder.coupons),
            tier: ladder::tier(self.campaign, &ladder.coupons, reach, self.locale),
            tickets,
        }
    }

    /// Coupons that stand on no ladder follow the last one.
    fn others(&self, groups: &mut Vec<Group>, count: &mut usize) {
        let mut tickets = Vec::new();
        for coupon in &self.campaign.coupons {
            if coupon.claimable && !self.is_on_a_ladder(&coupon.id) {
                self.add(&mut tickets, count, &coupon.id, false);
            }
        }
        match groups.last_mut() {
            Some(last) => last.tickets.append(&mut tickets),
            None if tickets.is_empty() => {}
            None => groups.push(Group {
                title: plain(&TITLE, self.locale),
                sub: String::new(),
                tier: None,
                tickets,
            }),
        }
    }

    fn is_on_a_ladder(&self, id: &OfferId) -> bool {
        for ladder in &self.campaign.ladders {
            if ladder.coupons.contains(id) {
                return true;
            }
        }
        false
    }

    /// Whether only one of them works an order, and with what it goes.
    fn together(&self, coupons: &[OfferId]) -> String {
        let ruleset = &self.campaign.ruleset;
        let mut place = None;
        for id in coupons {
            let Some(offer) = ruleset.offer(id) else {
                continue;
            };
            let here = (offer.layer, offer.group);
            if *place.get_or_insert(here) != here {
                return String::new();
            }
        }
        let mut with = "";
        for offer in ruleset.offers() {
            if matches!(offer.layer, Layer::SHOP_REDUCTION | Layer::CROSS_SHOP) && !offer.exclusive
            {
                with = WITH_REDUCTION.get(self.locale);
            }
        }
        [ONE_AN_ORDER.get(self.locale), with].concat()
    }

    /// Counts a coupon, and adds its ticket while there is room for it.
    fn add(&self, tickets: &mut Vec<Ticket>, count: &mut usize, id: &OfferId, top: bool) {
        let known = self.campaign.coupon(id);
        if let (Some(coupon), Some(offer)) = (known, self.campaign.ruleset.offer(id)) {
            *count += 1;
            if self.memo.all || *count <= SHOWN {
                tickets.push(self.ticket(coupon, offer, top));
            }
        }
    }

    fn ticket(&self, coupon: &Coupon, offer: &Offer, top: bool) -> Ticket {
        let (campaign, locale) = (self.campaign, self.locale);
        let id = &coupon.id;
        let mut seen = Seen {
            look: self,
            coupon,
            offer,
            top,
            held: Held::Nothing,
            count: 0,
            best: None,
        };
        seen.find_mine();
        let asked = offer::asked(self.model, id, coupon.claim.until);
        let state = state_of(&seen.facts(asked));
        let face = face(
            state,
            match state {
                State::NotStarted => self.memo.reminded.contains(id),
                State::LimitReached => seen.held == Held::Usable,
                _ => asked == Asked::Open,
            },
        );
        let unanswered = self.memo.unanswered(id, face.press);
        let scope = say::scope(campaign, &offer.scope, locale);
        let mut threshold = say::coupon_threshold(campaign, offer, locale);
        if !scope.is_empty() {
            // On a line of its own, which `pre-line` keeps.
            threshold.push('\n');
            threshold.push_str(&scope);
        }
        Ticket {
            id: id.clone(),
            state,
            top,
            amount: say::coupon_amount(campaign, offer, locale),
            name: copy(&coupon.name, locale),
            threshold,
            valid: seen.text(face.valid),
            warn: face.warn || unanswered.is_some(),
            why: unanswered.unwrap_or_else(|| seen.text(face.why)),
            meta: seen.text(face.meta),
            button: face.button.get(locale),
            press: face.press,
            seal: face.seal.get(locale),
            stamped: state == State::Claimed && self.memo.stamped.contains(id),
        }
    }

    fn held(&self, coupon: &MyCoupon) -> Held {
        match (&coupon.used_by, self.model.now) {
            (Some(_), _) => Held::Used,
            (None, Some(now)) if now >= coupon.expires_at => Held::Expired,
            (None, _) => Held::Usable,
        }
    }

    fn wallet(&self) -> Option<Wallet> {
        let me = self.model.me.as_deref()?;
        let (campaign, locale) = (self.campaign, self.locale);
        let comma = COMMA.get(locale);
        let mut rows = Vec::new();
        for mine in &me.coupons {
            let known = campaign.coupon(&mine.offer);
            let (Some(coupon), Some(offer)) = (known, campaign.ruleset.offer(&mine.offer)) else {
                continue;
            };
            if self.held(mine) != Held::Usable {
                continue;
            }
            let valid = say::coupon_validity(coupon, Some(mine.claimed_at), &campaign.zone, locale);
            let asks = say::coupon_threshold(campaign, offer, locale);
            let terms = [coupon.name.get(locale), comma, &asks, comma, &valid].concat();
            rows.push((ladder::gives(campaign, offer, locale), terms));
        }
        if rows.is_empty() {
            return None;
        }
        Some(Wallet {
            title: WALLET.get(locale),
            count: say::count(rows.len() as u64),
            rows,
            open: self.memo.wallet,
        })
    }
}

/// A coupon with what the buyer holds of it.
struct Seen<'a> {
    look: &'a Look<'a>,
    coupon: &'a Coupon,
    offer: &'a Offer,
    top: bool,
    held: Held,
    count: u32,
    best: Option<&'a MyCoupon>,
}

impl Seen<'_> {
    /// Looks into the wallet: one that can be used is better than any other.
    fn find_mine(&mut self) {
        let Some(me) = self.look.model.me.as_deref() else {
            return;
        };
        for mine in &me.coupons {
            if mine.offer != self.coupon.id {
                continue;
            }
            self.count += 1;
            let held = self.look.held(mine);
            if self.held == Held::Nothing || (self.held != Held::Usable && held == Held::Usable) {
                self.held = held;
                self.best = Some(mine);
            }
        }
    }

    fn facts<'m>(&self, asked: Asked<'m>) -> Facts<'m> {
        let (model, coupon) = (self.look.model, self.coupon);
        let me = model.me.as_deref();
        Facts {
            known: model.now.is_some() && me.is_some(),
            held: self.held,
            full: offer::is_full(model, coupon),
            asked,
            when: match model.now {
                // What could never be used is not given out.
                Some(now) if now >= coupon.validity.expires_at(now) => When::Over,
                _ => offer::when(model, offer::claim(model, coupon)).unwrap_or(When::During),
            },
            paused: offer::is_paused(model),
            logged_in: me.is_some_and(|me| me.logged_in),
            standing: match (&self.offer.audience, me) {
                (Audience::Everyone, _) => Standing::Holds,
                (Audience::Asserted(_), None) => Standing::Unknown,
                (Audience::Asserted(fact), Some(me)) => standing(me, fact),
            },
            left: match offer::stock(model, &coupon.id) {
                None => Left::Unknown,
                Some(stock) => left(stock),
            },
            online: model.online,
        }
    }

    fn text(&self, words: &Words) -> String {
        weave(words.get(self.look.locale), &|letter| self.slot(letter))
    }

    /// What a slot of a line says, by the first letter of its name.
    fn slot(&self, letter: u8) -> String {
        let Look {
            model,
            campaign,
            locale,
            ..
        } = *self.look;
        let (coupon, zone) = (self.coupon, &campaign.zone);
        let now = model.now.unwrap_or(Instant::MAX);
        let stock = offer::stock(model, &coupon.id);
        let next =
            timeline::next_release(coupon, now).filter(|release| release.at < coupon.claim.until);
        let count = match (letter, next, stock, self.best) {
            (b'v', ..) => return say::coupon_validity(coupon, None, zone, locale),
            (b'c', _, _, Some(best)) => {
                return say::coupon_validity(coupon, Some(best.claimed_at), zone, locale);
            }
            (b'e', _, _, Some(best)) => {
                return say::reason(campaign, &Reason::Expired(best.expires_at), locale);
            }
            (b'u', _, _, Some(best)) => return short(best.used_by.as_deref().unwrap_or("")),
            (b'a', ..) => return say::audience(campaign, &self.offer.audience, locale),
            (b'f', ..) => return say::date_time(offer::claim(model, coupon).from, zone, locale),
            (b'd', ..) => return say::end_time(coupon.claim.until, zone, locale),
            (b'i', ..) => return self.in_cart(),
            (b'r', None, ..) => return self.text(&GONE),
            (b'r', ..) => return self.text(&RELEASE),
            (b'o', Some(next), ..) => return moment(campaign, next.at, now, locale),
            (b'n', Some(next), ..) => next.count,
            (b'k', ..) if self.count > 0 => return self.text(&HELD),
            (b's', _, Some(_), _) => return self.text(&LEFT),
            (b'k', _, Some(_), _) if self.top => return self.text(&LEFT),
            (b't', ..) => return say::time(offer::as_of(model).unwrap_or(now), zone),
            (b'l', _, Some(stock), _) => stock.remaining,
            (b'b', ..) if self.count == 0 => return self.text(&LIMIT),
            (b'b', ..) => return self.text(&LIMIT_HELD),
            (b'm', ..) => coupon.per_buyer,
            (b'h', ..) => self.count,
            _ => return String::new(),
        };
        say::count(count.into())
    }

    /// What a coupon in the wallet does in this cart.
    fn in_cart(&self) -> String {
        let Look {
            model,
            campaign,
            locale,
            ..
        } = *self.look;
        let Some(quote) = &model.quote else {
            return String::new();
        };
        for applied in &quote.applied {
            if applied.offer == self.coupon.id {
                return plain(&IN_USE, locale);
            }
        }
        for unused in &quote.unused {
            if unused.offer == self.coupon.id {
                return match &unused.reason {
                    Reason::BeatenBy(_) => plain(&BEATEN, locale),
                    reason @ Reason::Short(_) => say::reason(campaign, reason, locale),
                    _ => String::new(),
                };
            }
        }
        String::new()
    }
}

fn standing(me: &Me, fact: &pricing::Fact) -> Standing {
    for (known, holds) in &me.facts {
        if known == fact {
            return match holds {
                true => Standing::Holds,
                false => Standing::Fails,
            };
        }
    }
    Standing::Unknown
}

pub(super) fn left(stock: &Stock) -> Left {
    match stock.remaining {
        0 => Left::Nothing,
        few if few <= FEW || few <= stock.released / 10 => Left::Few,
        _ => Left::Enough,
    }
}

/// A long order number by its ends, four letters each.
fn short(order: &str) -> String {
    let letters = order.chars().count();
    if letters <= 10 {
        return order.to_owned();
    }
    let mut short = String::new();
    for (at, letter) in order.chars().enumerate() {
        if at == 4 {
            short.push('…');
        }
        if at < 4 || at + 4 >= letters {
            short.push(letter);
        }
    }
    short
}
