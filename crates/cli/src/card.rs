//! `dacu card`: the static cards of a campaign, as the markup that a page embeds.
//!
//! They are what shoppers see before the widgets are live, and for good where these cannot be: without
//! WebAssembly, custom elements, scripts or network. So everything in them holds at any time: the
//! window, prices with the time at which they hold, and a link. Nothing counts down and nothing is said
//! to be left.

use std::path::PathBuf;

use campaign::model::{Campaign, FlashItem, Session};
use campaign::{Locale, Words, say, words};
use pricing::Benefit;

use crate::Said;
use crate::input;
use crate::markup::escaped;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The campaign file.
    pub file: PathBuf,
    /// The address at which the page finds the campaign file.
    pub src: String,
    /// Where a shopper can buy without the widgets.
    pub link: String,
    /// The language of the cards.
    pub locale: Locale,
}

/// Prints the markup.
#[must_use]
pub fn run(request: &Request) -> Said {
    match input::campaign(&request.file) {
        Ok(campaign) => Said::well(
            Cards {
                campaign: &campaign,
                request,
            }
            .write(),
        ),
        Err(fault) => Said::bad_input(&fault.words),
    }
}

const GO: Words = words!("去看看", "去看看", "Have a look");
const FLASH: Words = words!("限时秒杀", "限時秒殺", "Flash sale");
const LIMITED: Words = words!(
    "限量 {0} 件，抢到名额才有此价",
    "限量 {0} 件，搶到名額才享此價",
    "{0} in all, for those who win a slot",
);
const RULES: Words = words!("活动规则", "活動規則", "Rules");

struct Cards<'a> {
    campaign: &'a Campaign,
    request: &'a Request,
}

/// One card: its heading, some lines under it, and rows of a figure with what it is for.
#[derive(Default)]
struct Card {
    title: String,
    text: String,
    rows: Vec<(String, String)>,
}

impl Cards<'_> {
    fn write(&self) -> String {
        let Request { src, locale, .. } = self.request;
        let mut out = format!(
            "<dacu-campaign src=\"{}\" lang=\"{}\">\n",
            escaped(src),
            locale.tag()
        );
        let mut put = |kind: &str, card: Option<Card>| {
            if let Some(card) = card {
                out += &format!("  <dacu-{kind}>\n{}  </dacu-{kind}>\n", self.markup(&card));
            }
        };
        put("countdown", Some(self.when()));
        put("coupons", self.coupons());
        put("flash-sale", self.flash());
        put("draw", self.draw());
        put("cart", self.section("reduction"));
        put("rules", Some(self.rules()));
        out + "</dacu-campaign>\n"
    }

    fn markup(&self, card: &Card) -> String {
        let mut out = format!(
            "    <div class=\"dacu-card\">\n      <h2 class=\"dacu-card__title\">{}</h2>\n",
            escaped(&card.title)
        );
        if !card.text.is_empty() {
            let text = lines(&card.text);
            out += &format!("      <p class=\"dacu-card__text\">{text}</p>\n");
        }
        if !card.rows.is_empty() {
            out += "      <ul class=\"dacu-card__list\">\n";
            for (figure, what) in &card.rows {
                let (figure, what) = (escaped(figure), lines(what));
                out += &format!("        <li><b>{figure}</b><span>{what}</span></li>\n");
            }
            out += "      </ul>\n";
        }
        let (link, go) = (escaped(&self.request.link), GO.get(self.request.locale));
        out += &format!("      <a class=\"dacu-btn\" href=\"{link}\">{go}</a>\n    </div>\n");
        out
    }

    fn when(&self) -> Card {
        let Self { campaign, request } = self;
        Card {
            title: campaign.name.get(request.locale).to_owned(),
            text: say::span(campaign.window(), &campaign.zone, request.locale),
            rows: Vec::new(),
        }
    }

    fn coupons(&self) -> Option<Card> {
        let Self { campaign, request } = self;
        let locale = request.locale;
        let claimable = campaign.coupons.iter().filter(|coupon| coupon.claimable);
        let rows = claimable.map(|coupon| {
            let card = say::card(campaign, coupon, locale);
            let say::CouponAmount {
                symbol,
                figure,
                unit,
            } = &card.amount;
            let what: [&str; 4] = [&card.threshold, &card.cap, &card.only, &card.validity];
            (format!("{symbol}{figure}{unit}"), joined(&what, locale))
        });
        let rows = rows.collect();
        Some(Card {
            text: String::new(),
            rows,
            ..self.section("coupons")?
        })
    }

    /// Every item with its price and when it holds.
    fn flash(&self) -> Option<Card> {
        let Self { campaign, request } = self;
        let sessions = campaign.flash_sales.iter().flat_map(|sale| &sale.sessions);
        let rows = sessions.flat_map(|session| {
            let items = session.items.iter();
            items.filter_map(|item| self.item(session, item))
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| Card {
            title: FLASH.get(request.locale).to_owned(),
            text: String::new(),
            rows,
        })
    }

    fn item(&self, session: &Session, item: &FlashItem) -> Option<(String, String)> {
        let Self { campaign, request } = self;
        let locale = request.locale;
        let offer = campaign.ruleset.offer(&item.offer)?;
        let product = campaign.product(&item.sku)?;
        let figure = match offer.benefit {
            Benefit::UnitPrice { price } => say::money_short(price, &campaign.currency, locale),
            _ => say::offer_title(campaign, offer, locale),
        };
        let span = say::span(session.window, &campaign.zone, locale);
        let quota = item.quota.map_or_else(String::new, |units| {
            LIMITED
                .get(locale)
                .replace("{0}", &say::count(units.into()))
        });
        let when = joined(&[&span, &quota], locale);
        Some((figure, [product.name.get(locale), &when].join("\n")))
    }

    fn draw(&self) -> Option<Card> {
        let Self { campaign, request } = self;
        let draw = campaign.draws.first()?;
        let mut rows = say::odds_table(campaign, draw, request.locale);
        // The last row only adds them up.
        rows.pop();
        let rows = rows.into_iter().map(|row| (row.odds, row.prize));
        Some(Card {
            text: say::span(draw.window, &campaign.zone, request.locale),
            rows: rows.collect(),
            ..self.section("draw")?
        })
    }

    fn rules(&self) -> Card {
        let locale = self.request.locale;
        let sections = say::rules(self.campaign, locale);
        let rows = sections.into_iter();
        Card {
            title: RULES.get(locale).to_owned(),
            text: String::new(),
            rows: rows
                .map(|section| (section.title, section.lines.join("\n")))
                .collect(),
        }
    }

    /// A part of the rules by itself.
    fn section(&self, id: &str) -> Option<Card> {
        let sections = say::rules(self.campaign, self.request.locale);
        let section = sections.into_iter().find(|section| section.id == id)?;
        Some(Card {
            title: section.title,
            text: section.lines.join("\n"),
            rows: Vec::new(),
        })
    }
}

/// A text with its line breaks.
fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// What is not empty of some words, with commas between.
fn joined(words: &[&str], locale: Locale) -> String {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(words!("，", "，", ", ").get(locale))
}
