//! Models for tests, made as the page makes them: a real campaign, parsed; a real cart, quoted.

use std::rc::Rc;

use campaign::Campaign;
use pricing::{Cart, Instant, Line, OfferId, Sku, Tag};
use protocol::{Me, MyCoupon};

use crate::runtime::model::Model;

/// The sample campaign that most states can be reached in.
pub const DOUBLE_11: &str = include_str!("../../public/campaigns/double11-2026.json");

/// A campaign of two shops.
pub const MIDYEAR: &str = include_str!("../../public/campaigns/618-2026.json");

/// A campaign with a ladder by count.
pub const SPRING: &str = include_str!("../../public/campaigns/spring-2027.json");

/// A campaign of deposits and other prices that tokens make.
pub const PRESALE: &str = include_str!("../../public/campaigns/presale-2026.json");

/// A campaign with early access.
pub const BRAND_DAY: &str = include_str!("../../public/campaigns/brand-day.json");

/// An instant as a campaign file writes one: `2026-11-11T10:02:00+08:00`.
#[track_caller]
pub fn at(text: &str) -> Instant {
    campaign::civil::parse_instant(text).unwrap_or_else(|_| panic!("{text} is no instant"))
}

/// A campaign that has no errors.
#[track_caller]
pub fn campaign(text: &str) -> Rc<Campaign> {
    let parsed = campaign::parse(text);
    match parsed.campaign {
        Some(campaign) => Rc::new(campaign),
        None => panic!("{:#?}", parsed.problems),
    }
}

/// A logged-in buyer about whom the server has said these facts and who holds these coupons, all
/// claimed at the start of the main sale and good to its end.
pub fn me(facts: &[(&str, bool)], coupons: &[&str]) -> Me {
    Me {
        logged_in: true,
        facts: facts
            .iter()
            .map(|(fact, holds)| (Tag::new(fact), *holds))
            .collect(),
        coupons: coupons
            .iter()
            .map(|coupon| MyCoupon {
                offer: OfferId::new(coupon),
                claimed_at: at("2026-11-10T20:00:00+08:00"),
                expires_at: at("2026-11-13T00:00:00+08:00"),
                used_by: None,
            })
            .collect(),
        ..Me::default()
    }
}

/// A page's model at an instant: `cart` is skus, units and ticks. Without `now` the server's time
/// is unknown, and without `me` the server has not yet said what the buyer holds.
#[track_caller]
pub fn model(
    campaign_json: &str,
    now: Option<&str>,
    cart: &[(&str, u32, bool)],
    me: Option<Me>,
) -> Model {
    let campaign = campaign(campaign_json);
    let lines = cart
        .iter()
        .map(|(sku, quantity, ticked)| line(&campaign, sku, *quantity, *ticked))
        .collect();
    let mut model = Model {
        now: now.map(at),
        cart: Cart {
            lines,
            freight: campaign.freight,
        },
        campaign: Some(campaign),
        me: me.map(Rc::new),
        online: true,
        ..Model::default()
    };
    requote(&mut model);
    model
}

/// Prices the cart anew, after a test has changed the model.
#[track_caller]
pub fn requote(model: &mut Model) {
    let (Some(campaign), Some(now)) = (&model.campaign, model.now) else {
        model.quote = None;
        return;
    };
    let quote = campaign.ruleset.quote(&model.cart, &model.buyer(), now);
    model.quote = Some(Rc::new(quote.expect("a cart of a test has a quote")));
}

#[track_caller]
fn line(campaign: &Campaign, sku: &str, quantity: u32, ticked: bool) -> Line {
    let product = campaign
        .product(&Sku::new(sku))
        .unwrap_or_else(|| panic!("no product {sku}"));
    product.line(quantity, ticked)
}
