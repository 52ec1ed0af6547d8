//! Experiments as parsed.

use pricing::{OfferId, Window};

use super::bucket::{BUCKETS, Range, WHOLE};
use crate::model::Theme;
use crate::text::Text;

/// An experiment: variations of a campaign, each for a part of the shoppers.
///
/// The unit is the shopper: the id under which the merchant knows a buyer, or a visitor until then,
/// and never a device or a page view, so that nobody sees two prices or two pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// Unique in the file; exposure events carry it.
    pub id: String,
    /// As analysts read it; may be empty.
    pub name: Text,
    /// What is hashed before the shopper's id. It stays when the experiment gets another id.
    pub seed: String,
    /// Which hash: 2, or 1 to go on with an old experiment.
    pub hash_version: u32,
    /// Variations; the first is the campaign as it stands.
    pub variations: Vec<Variation>,
    /// How many of the shoppers take part, in ten-thousandths.
    pub coverage: u32,
    /// The part of a namespace it keeps to, so that others of it never share a shopper.
    pub namespace: Option<Namespace>,
    /// When it runs.
    pub window: Window,
    /// The phases in which it runs; all of them if none is named.
    pub phases: Vec<String>,
    /// Everyone who takes part sees this variation: the experiment is decided.
    pub force: Option<usize>,
    /// Rises when shoppers are to be bucketed anew.
    pub bucket_version: u32,
    /// Shoppers who were bucketed under an earlier version than this take no part.
    pub min_bucket_version: u32,
    /// Who agreed that prices, thresholds or odds are tested.
    pub review: Option<Review>,
}

/// One variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variation {
    /// Unique in the experiment; exposure events and sticky assignments carry it.
    pub id: String,
    /// Its part of those who take part, in ten-thousandths; all sum to 10 000.
    pub weight: u32,
    /// What is different.
    pub changes: Vec<Change>,
}

/// What a variation changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Headings read otherwise.
    Texts(Vec<Rewording>),
    /// Widgets stand in this order.
    Order(Vec<Widget>),
    /// Another set of tokens.
    Theme(Theme),
    /// These offers are of this variation alone: it changes prices or thresholds and needs a review.
    Offers(Vec<OfferId>),
    /// Other odds of a draw: it needs a review.
    Odds(Odds),
}

impl Change {
    /// Whether it touches what a shopper pays or can win.
    #[must_use]
    pub fn is_material(&self) -> bool {
        matches!(self, Self::Offers(_) | Self::Odds(_))
    }
}

/// A heading and what it reads in a variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// Which one.
    pub place: TextPlace,
    /// Its text.
    pub text: Text,
}

/// A text that an experiment may change. Generated rules are none: they say what holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPlace {
    /// The name of the campaign.
    Name,
    /// The line under it.
    Slogan,
    /// The heading of a coupon ladder.
    Ladder(String),
    /// The heading of a flash sale.
    FlashSale(String),
    /// The heading of a draw.
    Draw(String),
}

/// A widget, for their order on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// `<dacu-countdown>`.
    Countdown,
    /// `<dacu-coupons>`.
    Coupons,
    /// `<dacu-draw>`.
    Draw,
    /// `<dacu-flash-sale>`.
    FlashSale,
    /// `<dacu-cart>`.
    Cart,
    /// `<dacu-rules>`.
    Rules,
}

/// The odds of a draw in a variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odds {
    /// The draw.
    pub draw: String,
    /// One for each of its prizes, in their order, in millionths; they sum to 1 000 000.
    pub ppm: Vec<u32>,
}

/// A part of a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// Which one.
    pub id: String,
    /// The part.
    pub part: Span,
}

/// A span of ten-thousandths: it holds `from` and not `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First inside.
    pub from: u32,
    /// First after it.
    pub until: u32,
}

impl Span {
    /// The same in hundred-millionths.
    #[must_use]
    pub fn range(self) -> Range {
        Range {
            from: parts(self.from),
            until: parts(self.until),
        }
    }
}

/// Ten-thousandths as hundred-millionths.
pub(super) fn parts(ten_thousandths: u32) -> i64 {
    i64::from(ten_thousandths) * (WHOLE / i64::from(BUCKETS))
}

/// Who agreed that an experiment treats shoppers unequally, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// A person, not a team.
    pub reviewer: String,
    /// The local day, as `2026-10-01`.
    pub date: String,
    /// Why it is fair.
    pub reason: Text,
}
