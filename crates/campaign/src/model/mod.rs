//! The campaign as parsed: types that cannot hold a wrong value.
//!
//! References between parts are checked when a file is parsed, so an id found here can be looked up.
//! Offers are kept in the engine's own terms ([`pricing::Offer`]): texts, widgets and quotes read
//! the same fields.

mod coupon;
mod draw;
mod flash;
mod goods;
mod head;
mod samples;

use pricing::{Cart, Instant, Money, OfferId, Ruleset, Sku, Window};

pub use coupon::{Coupon, EarlyAccess, Ladder, Release, Validity};
pub use draw::{Draw, Prize, PrizeKind, Sector, Task, TaskKind};
pub use flash::{FlashItem, FlashSale, Session};
pub use goods::{Basis, CompareAt, Product, Promotion};
pub use head::{
    AudienceName, Channel, Currency, Organiser, Phase, PhaseKind, Shop, TagName, Theme, Zone,
};
pub use samples::{SampleBuyer, SampleCart, Samples};

pub use crate::play::{Arrival, Bargain, Event, Play};
use crate::text::Text;

/// One campaign file, whole.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Unique at the merchant; part of storage keys and of the API's paths.
    pub id: String,
    /// Rises with every published change.
    pub version: u32,
    /// FNV-1a over the canonical form of the file.
    pub hash: u64,
    /// What the campaign is called.
    pub name: Text,
    /// One line under the name; may be empty.
    pub slogan: Text,
    /// Local time of every date that shoppers read.
    pub zone: Zone,
    /// Currency of every amount.
    pub currency: Currency,
    /// Where it may be shown.
    pub channels: Vec<Channel>,
    /// Which tokens dress it.
    pub theme: Theme,
    /// Who runs it (主办方).
    pub organiser: Organiser,
    /// Shops whose goods take part.
    pub shops: Vec<Shop>,
    /// Phases, nested or overlapping; the one with the highest precedence that is on wins.
    pub phases: Vec<Phase>,
    /// Facts that offers name, with the words shoppers read.
    pub audiences: Vec<AudienceName>,
    /// Tags that scopes name, with the words shoppers read.
    pub tags: Vec<TagName>,
    /// Goods that widgets show.
    pub products: Vec<Product>,
    /// Freight before offers.
    pub freight: Money,
    /// Promotions other than coupons and flash prices.
    pub offers: Vec<Promotion>,
    /// Coupons.
    pub coupons: Vec<Coupon>,
    /// Coupons shown as one ladder.
    pub ladders: Vec<Ladder>,
    /// Flash sales.
    pub flash_sales: Vec<FlashSale>,
    /// Draws.
    pub draws: Vec<Draw>,
    /// Every promotion, coupon and flash price, compiled.
    pub ruleset: Ruleset,
    /// Experiments.
    pub experiments: Experiments,
    /// Carts and buyers that the preview offers.
    pub samples: Samples,
    /// What planners and lints read.
    #[cfg(feature = "planner")]
    pub plan: crate::plan::Plan,
}

/// The experiments of a file. Without the feature `experiment` it only tells whether there are any,
/// and a campaign is made in the same words either way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experiments {
    /// In the order of the file.
    #[cfg(feature = "experiment")]
    pub list: Vec<crate::experiment::Experiment>,
    /// Whether there are any.
    #[cfg(not(feature = "experiment"))]
    pub any: bool,
}

impl Campaign {
    /// The product with this sku.
    #[must_use]
    #[inline(never)]
    pub fn product(&self, sku: &Sku) -> Option<&Product> {
        self.products.iter().find(|product| product.sku == *sku)
    }

    /// The coupon with this id.
    #[must_use]
    #[inline(never)]
    pub fn coupon(&self, id: &OfferId) -> Option<&Coupon> {
        self.coupons.iter().find(|coupon| coupon.id == *id)
    }

    /// The draw with this id.
    #[must_use]
    #[inline(never)]
    pub fn draw(&self, id: &str) -> Option<&Draw> {
        self.draws.iter().find(|draw| draw.id == id)
    }

    /// The flash item whose offer this is, that of early access too, with its session.
    #[must_use]
    #[inline(never)]
    pub fn flash_item(&self, offer: &OfferId) -> Option<(&Session, &FlashItem)> {
        for sale in &self.flash_sales {
            for session in &sale.sessions {
                for item in &session.items {
                    if item.offer == *offer || item.early.contains(offer) {
                        return Some((session, item));
                    }
                }
            }
        }
        None
    }

    /// Whether what a conditional price waits for can still happen at `at`, as far as the campaign
    /// says: a deposit can be paid only while its own window is open, before that of the balance.
    #[must_use]
    pub fn can_come(&self, offer: &OfferId, at: Instant) -> bool {
        for promotion in &self.offers {
            if promotion.id == *offer
                && let Play::Presale { deposit, .. } = promotion.play
            {
                return deposit.contains(at);
            }
        }
        true
    }

    /// A cart of these products at their list prices, with the campaign's freight; a line is named
    /// after its sku, and skus the campaign does not have are left out.
    #[must_use]
    pub fn cart(&self, lines: &[(Sku, u32, bool)]) -> Cart {
        let mut cart = Cart {
            freight: Money::ZERO,
            lines: Vec::new(),
        };
        for (sku, quantity, ticked) in lines {
            let Some(product) = self.product(sku) else {
                continue;
            };
            if *ticked {
                cart.freight = self.freight;
            }
            cart.lines.push(product.line(*quantity, *ticked));
        }
        cart
    }

    /// From the first phase's start to the last phase's end, the time after the campaign aside.
    #[must_use]
    pub fn window(&self) -> Window {
        hull(&self.phases, |kind| kind != PhaseKind::After)
    }
}

/// From the first start to the last end of the phases of some kinds; all of time if there are none.
#[inline(never)]
pub(crate) fn hull(phases: &[Phase], picks: fn(PhaseKind) -> bool) -> Window {
    let mut hull = Window {
        from: Instant::MAX,
        until: Instant::MIN,
    };
    for phase in phases {
        if picks(phase.kind) {
            hull.from = hull.from.min(phase.window.from);
            hull.until = hull.until.max(phase.window.until);
        }
    }
    if hull.until == Instant::MIN {
        return Window::ALWAYS;
    }
    hull
}
