//! What a flash sale shows at an instant. No browser in here.

use campaign::model::{FlashItem, FlashSale, Product, Session};
use campaign::say::{self, MoneyParts};
use campaign::{Campaign, Locale, Words, timeline};
use pricing::{Buyer, ItemPrice, LineId, Money, OfferId, Sku, Token};
use protocol::{Refusal, Reply, Request};

use super::state::{Facts, State, refused, state_of};
use super::words::{
    ADDED_ALOUD, ALL_OVER, EACH, EACH_BUYER, ENDS, FIRST, FLASH_PRICE, GONE, GONE_AT, GOT_ALOUD,
    HELD_IN_CART, HELD_UNTIL, IN_ALL, IS_OVER, NEXT, NO_ITEM, NO_SESSION, ON, OVER, SLOTS, SOON,
    STARTS, STOCK, SYNCING, TO_END, TO_START, TOMORROW, WITH_SLOT, WITHOUT_SLOT, YESTERDAY, face,
};
use crate::runtime::model::Model;
use crate::ui::tier::permille;
use crate::widgets::offer::{self, Asked, Choice, Memo, Press, When};
use crate::widgets::phrase::{copy, moment, plain, weave};

const DAY_MS: i64 = 86_400_000;

/// A flash sale as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its heading.
    pub title: String,
    /// A line under it; may be empty.
    pub sub: String,
    /// The strip.
    pub tabs: Vec<Tab>,
    /// The session that is shown.
    pub shown: Option<usize>,
    /// The session that would be shown if the shopper had not chosen.
    pub by_itself: Option<usize>,
    /// The line between strip and items.
    pub bar: Option<Bar>,
    /// Its items.
    pub items: Vec<Item>,
    /// What stands where there are none: a line and a quieter one.
    pub empty: Option<[&'static str; 2]>,
    /// What a screen reader is told when it changes.
    pub spoken: String,
}

/// A session in the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// `20:00`.
    pub time: String,
    /// A word: its day, or how it stands today.
    pub say: String,
    /// Both in full, for screen readers.
    pub spoken: String,
}

/// The line between strip and items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// When the session starts or ends, or that it is over.
    pub text: String,
    /// What is counted, or what comes next.
    pub label: String,
    /// Milliseconds left; nothing where nothing is counted.
    pub left_ms: Option<i64>,
}

/// An item as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its offer.
    pub offer: OfferId,
    /// How it stands.
    pub state: State,
    /// Its picture, relative to the campaign file; may be empty.
    pub picture: String,
    /// Its name.
    pub name: String,
    /// Size, colour, origin; may be empty.
    pub spec: String,
    /// What the quota price asks; may be empty.
    pub note: String,
    /// What is left or how it stands; may be empty.
    pub stock: String,
    /// The stock bar, in thousandths of what there was.
    pub bar: Option<i64>,
    /// What the struck price rests on, and that price; or what is paid without a slot.
    pub reference: Reference,
    /// The word before the price; may be empty.
    pub tag: &'static str,
    /// The price.
    pub price: MoneyParts,
    /// Words of its button.
    pub button: &'static str,
    /// What the button does; nothing for one that rests.
    pub press: Press,
}

/// What stands over a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Nothing.
    Nothing,
    /// A struck price: its basis and the amount.
    Struck(&'static str, String),
    /// What is paid without a slot.
    Without(String),
}

/// The flash sale of this id, or the first.
fn sale_of<'a>(campaign: &'a Campaign, only: Option<&str>) -> Option<&'a FlashSale> {
    campaign
        .flash_sales
        .iter()
        .find(|sale| only.is_none_or(|only| sale.id == only))
}

/// The session that is on, the later one of two, else the one that starts next; nothing once all
/// are over. Without a clock it is the first.
fn by_itself(model: &Model, sale: &FlashSale) -> Option<usize> {
    let mut next = None;
    for (at, session) in sale.sessions.iter().enumerate().rev() {
        match offer::when(model, offer::session(model, session)) {
            Some(When::During) => return Some(at),
            Some(When::Over) => {}
            _ => next = Some(at),
        }
    }
    next
}

/// The session that is shown: the shopper's choice, until it is over and another one has come.
fn shown(model: &Model, sale: &FlashSale, memo: &Memo, by_itself: Option<usize>) -> Option<usize> {
    let Some(choice) = memo.choice else {
        return by_itself;
    };
    match sale.sessions.get(choice.session) {
        None => by_itself,
        Some(session)
            if choice.instead_of != by_itself
                && offer::when(model, session.window) == Some(When::Over) =>
        {
            by_itself
        }
        Some(_) => Some(choice.session),
    }
}

/// The choice of a session of a strip where another one would stand by itself.
#[must_use]
pub fn choice(session: usize, by_itself: Option<usize>) -> Option<Choice> {
    (by_itself != Some(session)).then_some(Choice {
        session,
        instead_of: by_itself,
    })
}

/// What a flash sale of a page shows, once there is a campaign with one.
#[must_use]
pub fn view(model: &Model, only: Option<&str>, memo: &Memo) -> Option<View> {
    let campaign = model.campaign.as_deref()?;
    let sale = sale_of(campaign, only)?;
    let locale = model.locale;
    let look = Look {
        model,
        campaign,
        memo,
        locale,
    };
    let by_itself = by_itself(model, sale);
    let shown = shown(model, sale, memo, by_itself);
    let mut view = View {
        title: copy(&sale.name, locale),
        sub: String::new(),
        tabs: Vec::with_capacity(sale.sessions.len()),
        shown,
        by_itself,
        bar: None,
        items: Vec::new(),
        empty: None,
        spoken: memo.spoken.clone(),
    };
    for session in &sale.sessions {
        view.tabs.push(look.tab(session));
    }
    let empty = if let Some(session) = shown.and_then(|at| sale.sessions.get(at)) {
        look.session(&mut view, session);
        view.bar = Some(look.bar(sale, session));
        view.items.is_empty().then_some(&NO_ITEM)
    } else if view.tabs.is_empty() {
        Some(&NO_SESSION)
    } else {
        Some(&ALL_OVER)
    };
    view.empty = empty.map(|[line, note]| [line.get(locale), note.get(locale)]);
    Some(view)
}

/// What a final answer to a reservation says aloud; nothing for what is not in this sale.
#[must_use]
pub fn said(
    model: &Model,
    memo: &Memo,
    request: &Request,
    answer: &Result<Reply, Refusal>,
) -> Option<String> {
    let Request::Reserve { offer, .. } = request else {
        return None;
    };
    let product = product_of(model, memo.only.as_deref(), offer)?;
    let words = match answer {
        Ok(_) => &GOT_ALOUD,
        Err(refusal) => match refused(&refusal.code) {
            State::SoldOut => &GONE,
            State::Upcoming => &SOON,
            State::LimitReached => face(State::LimitReached, false).button,
            state => face(state, false).stock,
        },
    };
    Some(aloud(model, product, words))
}

/// What is put in the cart for an offer, and what is said then.
#[must_use]
pub fn said_added(model: &Model, memo: &Memo, offer: &OfferId) -> Option<(Sku, String)> {
    let product = product_of(model, memo.only.as_deref(), offer)?;
    Some((product.sku.clone(), aloud(model, product, &ADDED_ALOUD)))
}

fn aloud(model: &Model, product: &Product, words: &Words) -> String {
    let locale = model.locale;
    offer::said(product.name.get(locale), words.get(locale), locale)
}

/// What the cart needs for the units that were granted: the line to tick, or the product to add.
/// Nothing if it has them: asked twice, it adds once.
#[must_use]
pub fn cart_needs(model: &Model, only: Option<&str>, offer: &OfferId) -> Option<Need> {
    let product = product_of(model, only, offer)?;
    let now = model.now?;
    let mut granted = 0;
    for token in &model.me.as_ref()?.tokens {
        if token.offer == *offer && token.expires_at > now {
            granted += token.units;
        }
    }
    if granted == 0 {
        return None;
    }
    for line in &model.cart.lines {
        if line.sku == product.sku && line.quantity >= granted {
            return (!line.ticked).then(|| Need::Tick(line.id.clone()));
        }
    }
    Some(Need::Add(product.sku.clone()))
}

/// What a cart needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// One more unit.
    Add(Sku),
    /// A tick.
    Tick(LineId),
}

/// The product of an item of the sale.
fn product_of<'a>(model: &'a Model, only: Option<&str>, offer: &OfferId) -> Option<&'a Product> {
    let campaign = model.campaign.as_deref()?;
    for session in &sale_of(campaign, only)?.sessions {
        for item in &session.items {
            if item.offer == *offer {
                return campaign.product(&item.sku);
            }
        }
    }
    None
}

/// How many of each one buyer can have, where it is the same for all items.
fn each(session: &Session) -> Option<u32> {
    let first = session.items.first()?.per_buyer;
    for item in &session.items {
        if item.per_buyer != first {
            return None;
        }
    }
    Some(first)
}

struct Look<'a> {
    model: &'a Model,
    campaign: &'a Campaign,
    memo: &'a Memo,
    locale: Locale,
}

impl Look<'_> {
    fn tab(&self, session: &Session) -> Tab {
        let (zone, locale) = (&self.campaign.zone, self.locale);
        let from = session.window.from;
        let when = offer::when(self.model, offer::session(self.model, session));
        let state = match when {
            None => "",
            Some(When::Before) => SOON.get(locale),
            Some(When::During) => ON.get(locale),
            Some(When::Over) => OVER.get(locale),
        };
        let days = self.model.now.map(|now| {
            timeline::day_start(from, zone).since(timeline::day_start(now, zone)) / DAY_MS
        });
        let say = match days {
            Some(0) => state,
            _ if when == Some(When::During) => state,
            Some(-1) => YESTERDAY.get(locale),
            Some(1) => TOMORROW.get(locale),
            _ => "",
        };
        Tab {
            time: say::time(from, zone),
            say: if say.is_empty() {
                say::date(from, zone, locale)
            } else {
                say.to_owned()
            },
            spoken: [&say::date_time(from, zone, locale), " ", state].concat(),
        }
    }

    fn bar(&self, sale: &FlashSale, session: &Session) -> Bar {
        let (campaign, locale) = (self.campaign, self.locale);
        let window = offer::session(self.model, session);
        let mut bar = Bar {
            text: String::new(),
            label: String::new(),
            left_ms: None,
        };
        let Some(now) = self.model.now else {
            let from = say::date_time(window.from, &campaign.zone, locale);
            bar.text = STARTS.with(locale, &from);
            bar.label = plain(&SYNCING, locale);
            return bar;
        };
        if now >= window.until {
            bar.text = plain(&IS_OVER, locale);
            if let Some(next) = timeline::next_session(sale, now) {
                bar.label = NEXT.with(locale, &moment(campaign, next.window.from, now, locale));
            }
            return bar;
        }
        let (words, label, at) = if now < window.from {
            (&STARTS, &TO_START, window.from)
        } else {
            (&ENDS, &TO_END, window.until)
        };
        bar.text = words.with(locale, &moment(campaign, at, now, locale));
        bar.label = plain(label, locale);
        bar.left_ms = Some(at.since(now));
        bar
    }

    /// The items of the session that is shown, and the line under the heading.
    fn session(&self, view: &mut View, session: &Session) {
        view.sub = say::date(session.window.from, &self.campaign.zone, self.locale);
        let each = each(session);
        if let Some(each) = each {
            let limit = EACH.with(self.locale, &say::count(each.into()));
            view.sub.push_str(&limit);
        }
        let buyer = self.model.buyer();
        for item in &session.items {
            if let Some(product) = self.campaign.product(&item.sku) {
                let mut seen = Seen {
                    look: self,
                    session,
                    item,
                    token: self.token(&item.offer),
                    in_cart: self.in_cart(&item.sku),
                    limit_said: each.is_some(),
                    price: product.price,
                };
                view.items.push(seen.item(product, &buyer));
            }
        }
    }

    fn token(&self, offer: &OfferId) -> Option<&Token> {
        let now = self.model.now?;
        let counts =
            |token: &&Token| token.offer == *offer && token.expires_at > now && token.units > 0;
        self.model.me.as_ref()?.tokens.iter().find(counts)
    }

    /// Units in the cart.
    fn in_cart(&self, sku: &Sku) -> Option<u32> {
        for line in &self.model.cart.lines {
            if line.sku == *sku {
                return Some(line.quantity);
            }
        }
        None
    }
}

/// An item with what the buyer holds of it.
struct Seen<'a> {
    look: &'a Look<'a>,
    session: &'a Session,
    item: &'a FlashItem,
    token: Option<&'a Token>,
    in_cart: Option<u32>,
    limit_said: bool,
    /// What one unit costs.
    price: Money,
}

impl Seen<'_> {
    fn item(&mut self, product: &Product, buyer: &Buyer) -> Item {
        let Look {
            model,
            campaign,
            memo,
            locale,
        } = *self.look;
        let item = self.item;
        let stock = offer::stock(model, &item.offer);
        let asked = offer::asked(model, &item.offer, self.session.window.until);
        let state = state_of(&Facts {
            when: offer::when(model, offer::session(model, self.session)),
            quota: item.quota.is_some(),
            granted: self.token.is_some(),
            asked,
            full: self.in_cart.is_some_and(|units| units >= item.per_buyer),
            paused: offer::is_paused(model),
            logged_in: model.me.as_ref().map(|me| me.logged_in),
            gone: stock.is_some_and(|stock| stock.remaining == 0),
            online: model.online,
        });
        let face = face(
            state,
            match state {
                State::Upcoming => memo.reminded.contains(&item.offer),
                State::Offline => asked == Asked::Open,
                _ => item.quota.is_none(),
            },
        );
        let bar = stock.filter(|_| face.press == Press::Reserve && state == State::Open);
        let price = self.price_of(product, buyer);
        let is_this = |offer: &OfferId| item.offer == *offer || item.early.contains(offer);
        let with_slot = match &price.conditional {
            Some((offer, with_slot)) if is_this(offer) && item.quota.is_some() => Some(*with_slot),
            _ => None,
        };
        let tag = if with_slot.is_some() {
            WITH_SLOT.get(locale)
        } else if price.offer.as_ref().is_some_and(is_this) {
            FLASH_PRICE.get(locale)
        } else {
            ""
        };
        let currency = &campaign.currency;
        self.price = with_slot.unwrap_or(price.unit);
        Item {
            offer: item.offer.clone(),
            state,
            picture: product.picture.clone(),
            name: copy(&product.name, locale),
            spec: copy(&product.spec, locale),
            note: match with_slot {
                Some(_) => self.text(&FIRST),
                None => String::new(),
            },
            stock: (memo.unanswered(&item.offer, face.press))
                .unwrap_or_else(|| self.text(face.stock)),
            bar: bar.map(|stock| permille(stock.remaining.into(), stock.released.into())),
            reference: match product.compare_at {
                _ if with_slot.is_some() => {
                    let without = say::money(price.unit, currency, locale);
                    Reference::Without(WITHOUT_SLOT.with(locale, &without))
                }
                Some(compare) if compare.price > self.price => Reference::Struck(
                    say::basis(compare.basis, locale),
                    say::money(compare.price, currency, locale),
                ),
                _ => Reference::Nothing,
            },
            tag,
            price: say::money_parts(self.price, currency, locale),
            button: face.button.get(locale),
            press: face.press,
        }
    }

    /// What one unit costs, by the engine: now in a session that is on, else at its start.
    fn price_of(&self, product: &Product, buyer: &Buyer) -> ItemPrice {
        let one = product.line(1, true);
        let window = offer::session(self.look.model, self.session);
        let at = match self.look.model.now {
            Some(now) if window.contains(now) => now,
            _ => window.from,
        };
        self.look.campaign.ruleset.price_of(&one, buyer, at)
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
        let (item, from) = (self.item, offer::session(model, self.session).from);
        let now = model.now.unwrap_or(from);
        let (as_of, stock) = (offer::as_of(model), offer::stock(model, &item.offer));
        let count = match (letter, item.quota, stock) {
            (b'f', ..) => return moment(campaign, from, now, locale),
            (b'u', ..) => {
                let until = self.token.map_or(now, |token| token.expires_at);
                return moment(campaign, until, now, locale);
            }
            (b't', ..) => return say::time(as_of.unwrap_or(now), &campaign.zone),
            (b'p', ..) => return say::money_short(self.price, &campaign.currency, locale),
            (b'q', Some(_), _) => return self.text(&IN_ALL),
            (b's', _, Some(_)) => return self.text(&STOCK),
            (b's', ..) => return self.text(&SLOTS),
            (b'e', None, _) if !self.limit_said => return self.text(&EACH_BUYER),
            (b'h', ..) if self.in_cart.is_some() => return self.text(&HELD_IN_CART),
            (b'h', ..) => return self.text(&HELD_UNTIL),
            (b'g', ..) if as_of.is_some() => return self.text(&GONE_AT),
            (b'g', ..) => return self.text(&GONE),
            (b'm', ..) => item.per_buyer,
            (b'n', Some(quota), _) => quota,
            (b'l', _, Some(stock)) => stock.remaining,
            _ => return String::new(),
        };
        say::count(count.into())
    }
}
