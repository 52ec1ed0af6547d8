//! A platform's way to compute, where an offer does not say.

use campaign::Campaign;
use pricing::{
    Base, Benefit, Funder, GiftBy, Grant, Kind, Money, Offer, OfferId, Overflow, Platform,
    ShareBase, Spare, Threshold,
};

use super::kinds::{ONE, document};

const OFFERS: &str = r#"
    { "id": "group", "kind": "group_buy", "scope": { "skus": ["tea"] }, "price": 7900, "size": 3, "hours": 24 },
    { "id": "half", "kind": "nth_item", "places": [{ "nth": 2, "rate": 5000 }] },
    { "id": "full", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }] },
    { "id": "cross", "kind": "per_each_reduction", "cross_shop": true, "each": 30000, "off": 5000 },
    { "id": "gift", "kind": "gift", "tiers": [{ "threshold": 9900, "gifts": [{ "sku": "cup" }] }] },
    { "id": "points", "kind": "points", "worth": 1 },
    { "id": "freight", "kind": "free_freight", "threshold": 9900 },
    { "id": "own", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 2000 }],
      "base": "list", "share_base": "remaining", "spare": "first", "grain": 1,
      "on_overflow": "redistribute", "funder": "brand", "exclusive": true }"#;

const COUPON: &str = r#""level": "platform", "name": "例", "threshold": 9900, "amount": 1000, "claimable": false,
    "validity": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }"#;

#[track_caller]
fn campaign(preset: Option<Platform>) -> Campaign {
    let head = preset.map_or(String::new(), |platform| {
        format!(r#""preset": "{}", "#, platform.name())
    });
    let text = document(ONE, OFFERS)
        .replacen("\"version\"", &format!("{head}\"version\""), 1)
        .replacen(
            "\"offers\"",
            &format!(r#""coupons": [{{ "id": "coupon", {COUPON} }}], "offers""#),
            1,
        );
    let parsed = campaign::parse(&text);
    assert_eq!(parsed.problems, []);
    parsed.campaign.unwrap()
}

/// What thresholds and steps of an offer are measured on.
fn base(offer: &Offer) -> Option<Base> {
    match (&offer.benefit, offer.threshold) {
        (Benefit::TiersByAmount { base, .. } | Benefit::PerEach { base, .. }, _) => Some(*base),
        (_, Threshold::Amount { base, .. }) => Some(base),
        (Benefit::Gift(ladder), _) => match ladder.by {
            GiftBy::Amount(base) => Some(base),
            GiftBy::Count => None,
        },
        _ => None,
    }
}

#[test]
fn offers_are_those_of_their_platform() {
    for platform in Platform::ALL {
        let campaign = campaign(Some(platform));
        for (id, kind) in [
            ("group", Kind::GroupBuy),
            ("half", Kind::MultiUnit),
            ("full", Kind::ShopReduction),
            ("cross", Kind::CrossShop),
            ("points", Kind::Points),
            ("freight", Kind::Freight),
            ("coupon", Kind::PlatformCoupon),
        ] {
            let found = campaign.ruleset.offer(&OfferId::new(id)).unwrap();
            let mut expected = platform.offer(kind, OfferId::new(id), found.benefit.clone());
            expected.group = found.group;
            expected.scope = found.scope.clone();
            expected.window = found.window;
            if let Threshold::Amount { least, .. } = found.threshold {
                expected.threshold = platform.threshold(kind, least);
            }
            assert_eq!(*found, expected, "{} {id}", platform.name());
        }
    }
}

#[test]
fn what_an_offer_says_itself_holds_under_every_platform() {
    for preset in Platform::ALL.map(Some).into_iter().chain([None]) {
        let campaign = campaign(preset);
        let own = campaign.ruleset.offer(&OfferId::new("own")).unwrap();
        assert_eq!(base(own), Some(Base::List));
        assert_eq!(own.share_base, ShareBase::Remaining);
        assert_eq!(own.spare, Spare::First);
        assert_eq!(own.grain, Money::new(1));
        assert_eq!(own.overflow, Overflow::Redistribute);
        assert_eq!(own.funder, Funder::Brand);
        assert!(own.exclusive);
    }
}

#[test]
fn bases_differ_by_platform() {
    let bases = |preset| {
        let campaign = campaign(preset);
        ["full", "cross", "coupon", "gift", "freight"]
            .map(|id| base(campaign.ruleset.offer(&OfferId::new(id)).unwrap()).unwrap())
    };
    use Base::{AfterItem, Remaining};
    let parallel = [AfterItem, AfterItem, AfterItem, AfterItem, Remaining];
    assert_eq!(bases(Some(Platform::TmallParallel)), parallel);
    assert_eq!(bases(Some(Platform::Tmall2016)), [Remaining; 5]);
    assert_eq!(bases(Some(Platform::Jd)), parallel);
    assert_eq!(bases(Some(Platform::Youzan)), [Remaining; 5]);
    let usual = [AfterItem, AfterItem, Remaining, AfterItem, Remaining];
    assert_eq!(bases(None), usual);
}

#[test]
fn a_flash_price_works_alone_where_the_platform_says_so() {
    let flash = r#""flash_sales": [{ "id": "f", "name": "例", "sessions": [{ "id": "s",
        "from": "2026-11-11T10:00:00+08:00", "until": "2026-11-11T12:00:00+08:00",
        "items": [{ "sku": "tea", "price": 9000, "quota": 100 }] }] }], "version""#;
    for (preset, alone) in [("jd", false), ("youzan", true)] {
        let text = document(ONE, "").replacen(
            "\"version\"",
            &format!(r#""preset": "{preset}", {flash}"#),
            1,
        );
        let campaign = campaign::parse(&text).campaign.unwrap();
        let offer = campaign
            .ruleset
            .offer(&OfferId::new("flash:s:tea"))
            .unwrap();
        assert_eq!(offer.exclusive, alone, "{preset}");
        assert_eq!(offer.grant, Grant::Token);
    }
}

#[test]
fn a_platform_that_is_not_known() {
    let text = document(ONE, "").replacen("\"version\"", "\"preset\": \"taobao\", \"version\"", 1);
    let parsed = campaign::parse(&text);
    let problem = &parsed.problems[0];
    assert_eq!((problem.path.as_str(), problem.code), ("preset", "choice"));
    assert!(parsed.campaign.is_none());
}
