//! Worked orders of the platforms, built from presets. Amounts in fen.

use pricing::{
    Base, Benefit, Buyer, Cart, Funder, GiftBy, GiftLadder, GiftTier, Grant, HeldCoupon, Kind,
    Layer, Off, Offer, Overflow, Per, Platform, Quote, Rate, Rounding, ShareBase, Spare, Threshold,
    Tier,
};

use crate::build::{amount, cart, fen, held, holding, line, quote, rate, reason, short, used};

use Kind::{
    CrossShop, Deposit, Discount, Flash, Member, PlatformCoupon, Points, ShopCoupon, ShopReduction,
};
use Platform::{Jd, Tmall2016, TmallParallel, Youzan};

/// An amount off from a threshold; coupons are held by [`pays`].
fn off(platform: Platform, kind: Kind, id: &str, least: i64, off: i64) -> Offer {
    let (off, per) = (amount(off), Per::Order);
    let mut made = platform.offer(kind, id.into(), Benefit::Reduce { off, per });
    made.threshold = platform.threshold(kind, fen(least));
    made
}

/// A rate off; 8折 is 2000.
fn rated(platform: Platform, kind: Kind, id: &str, per: Per, off: u16) -> Offer {
    let off = rate(off);
    platform.offer(kind, id.into(), Benefit::Reduce { off, per })
}

fn per_each(platform: Platform, kind: Kind, id: &str, each: i64, off: i64) -> Offer {
    let benefit = Benefit::PerEach {
        each: fen(each),
        off: fen(off),
        times: None,
        base: Base::List,
    };
    platform.offer(kind, id.into(), benefit)
}

fn deposit(paid: i64, counts_as: i64) -> Offer {
    let (paid, counts_as) = (fen(paid), fen(counts_as));
    Tmall2016.offer(Deposit, "定金".into(), Benefit::Deposit { paid, counts_as })
}

fn goods(list: i64) -> Cart {
    cart(vec![line("goods", list, 1)])
}

/// What a shopper pays who holds every coupon.
#[track_caller]
fn pays(offers: Vec<Offer>, cart: &Cart, payable: i64) -> Quote {
    let coupons = offers.iter().filter(|offer| offer.grant == Grant::Coupon);
    let ids: Vec<&str> = coupons.map(|offer| offer.id.as_str()).collect();
    let buyer = Buyer {
        points: 100,
        ..holding(&ids)
    };
    let quote = quote(offers.clone(), cart, &buyer);
    assert_eq!(quote.payable, fen(payable));
    quote
}

/// What the first lines gave to the first offer at work.
fn shares(quote: &Quote) -> Vec<i64> {
    let mut shares = Vec::new();
    for line in &quote.lines {
        for share in line.shares.iter().filter(|share| share.applied == 0) {
            shares.push(share.amount.minor());
        }
    }
    shares
}

#[test]
fn names() {
    for platform in Platform::ALL {
        assert_eq!(Platform::from_name(platform.name()), Some(platform));
    }
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
    assert_eq!(TmallParallel.name(), "tmall_parallel");
    assert_eq!(Platform::from_name("tmall"), None);
    assert_eq!(Kind::from_name(""), None);
    assert!(Kind::ALL.is_sorted_by_key(|kind| kind.layer()));
}

#[test]
fn settings() {
    #[track_caller]
    fn check(platform: Platform, kind: Kind, base: Base, share: ShareBase, over: Overflow) {
        let made = per_each(platform, kind, "o", 100, 1);
        assert_eq!((made.share_base, made.overflow), (share, over));
        let Benefit::PerEach { base: inside, .. } = made.benefit else {
            panic!("another benefit");
        };
        assert_eq!((inside, platform.base(kind)), (base, base));
    }
    let (clamp, move_on) = (Overflow::Clamp, Overflow::Redistribute);
    let (item, left) = (ShareBase::AfterItem, ShareBase::Remaining);
    check(TmallParallel, ShopCoupon, Base::AfterItem, left, move_on);
    check(TmallParallel, CrossShop, Base::AfterItem, item, clamp);
    check(TmallParallel, Points, Base::Remaining, left, move_on);
    check(Tmall2016, ShopCoupon, Base::Remaining, left, move_on);
    check(
        Tmall2016,
        CrossShop,
        Base::Remaining,
        left,
        Overflow::Refuse,
    );
    check(Jd, ShopReduction, Base::AfterItem, item, clamp);
    check(Youzan, ShopReduction, Base::Remaining, left, move_on);

    let made = |platform: Platform, kind| per_each(platform, kind, "o", 100, 1);
    for (platform, kind, grain, spare) in [
        (Jd, CrossShop, 100, Spare::Last),
        (Jd, PlatformCoupon, 1, Spare::Last),
        (Youzan, ShopReduction, 1, Spare::Last),
        (TmallParallel, CrossShop, 1, Spare::LargestRemainder),
    ] {
        let made = made(platform, kind);
        assert_eq!((made.grain, made.spare), (fen(grain), spare));
    }
    for (platform, kind, grant, funder) in [
        (
            TmallParallel,
            PlatformCoupon,
            Grant::Coupon,
            Funder::Platform,
        ),
        (TmallParallel, ShopCoupon, Grant::Coupon, Funder::Shop),
        (Jd, Points, Grant::Open, Funder::Platform),
        (Jd, Kind::GroupBuy, Grant::Token, Funder::Shop),
        (Youzan, PlatformCoupon, Grant::Coupon, Funder::Shop),
    ] {
        let made = made(platform, kind);
        assert_eq!((made.grant, made.funder), (grant, funder));
    }
    assert!(made(Youzan, Flash).exclusive && !made(Youzan, Discount).exclusive);
    assert!(!made(Jd, Flash).exclusive);
    assert_eq!(made(Jd, Kind::Beside).layer, Layer::BESIDE);
    let ladder = GiftLadder {
        by: GiftBy::Amount(Base::List),
        tiers: vec![GiftTier {
            least: 1,
            gifts: Vec::new(),
        }],
        times: 1,
    };
    let gift = TmallParallel.offer(ShopReduction, "o".into(), Benefit::Gift(ladder));
    let Benefit::Gift(ladder) = gift.benefit else {
        panic!("another benefit");
    };
    assert_eq!(ladder.by, GiftBy::Amount(Base::AfterItem));
}

/// 2015–16, haobala.com/soft/52316.html.
#[test]
fn e1_e2_in_sequence() {
    let two = |least, gives| {
        vec![
            off(Tmall2016, ShopReduction, "店铺", 30_000, 2_000),
            off(Tmall2016, CrossShop, "平台", least, gives),
        ]
    };
    pays(two(40_000, 1_000), &goods(50_000), 47_000);
    let quote = pays(two(50_000, 3_000), &goods(50_000), 48_000);
    assert_eq!(reason(&quote, "平台"), Some(&short(2_000)));
    // The same in parallel reaches both.
    let both = vec![
        off(TmallParallel, ShopReduction, "店铺", 30_000, 2_000),
        off(TmallParallel, CrossShop, "平台", 50_000, 3_000),
    ];
    pays(both, &goods(50_000), 45_000);
}

/// The rule of August 2020, in a third-party copy.
#[test]
fn e6_in_parallel() {
    let offers = vec![
        off(TmallParallel, ShopCoupon, "店铺", 40_000, 38_000),
        off(TmallParallel, CrossShop, "跨店", 40_000, 5_000),
    ];
    let quote = pays(offers, &goods(40_000), 0);
    assert_eq!(used(&quote), ["店铺", "跨店"]);
    assert_eq!(quote.applied[1].amount, fen(2_000));
    // What a line cannot take is not moved to another.
    let mut shop = off(TmallParallel, ShopCoupon, "店铺", 20_000, 19_000);
    shop.scope.skus.push("a".into());
    let offers = vec![shop, off(TmallParallel, CrossShop, "跨店", 40_000, 5_000)];
    let two = cart(vec![line("a", 20_000, 1), line("b", 20_000, 1)]);
    let quote = pays(offers, &two, 17_500);
    assert_eq!(quote.lines[1].payable, fen(17_500));
}

/// A platform's reduction larger than what is left was refused before August 2020.
#[test]
fn a_share_too_large_was_refused() {
    let offers = vec![
        off(Tmall2016, ShopCoupon, "店铺", 40_000, 38_000),
        off(Tmall2016, CrossShop, "跨店", 1_000, 5_000),
    ];
    pays(offers, &goods(40_000), 2_000);
}

/// Thresholds of both coupons on the price, doc.crmeb.com/crmebjavalandmer/crmebjavamerv16/13644.
#[test]
fn e8_shop_and_platform_coupon() {
    let offers = vec![
        off(TmallParallel, ShopCoupon, "店铺券", 10_000, 2_000),
        off(TmallParallel, PlatformCoupon, "平台券", 10_000, 2_000),
    ];
    pays(offers, &goods(10_000), 6_000);
}

/// 满100减20 and 满200减50 on 370, whichever works first.
#[test]
fn e10_the_best_order() {
    for (first, second) in [(0, 1), (1, 0)] {
        let mut offers = vec![
            off(Tmall2016, ShopCoupon, "100-20", 10_000, 2_000),
            off(Tmall2016, ShopCoupon, "200-50", 20_000, 5_000),
        ];
        for (offer, turn) in offers.iter_mut().zip([first, second]) {
            offer.group = turn as u16;
            offer.priority = turn;
        }
        pays(offers, &goods(37_000), 30_000);
    }
}

/// The fen of an open-source shop after Youzan: two units at 100 and three at 50 in scope, four at
/// 30 outside.
fn youzan_cart() -> Cart {
    let mut lines = vec![line("a", 100, 2), line("b", 50, 3), line("c", 30, 4)];
    for line in &mut lines[..2] {
        line.tags.push("in".into());
    }
    cart(lines)
}

fn in_scope(mut offer: Offer) -> Offer {
    offer.scope.tags.push("in".into());
    offer
}

#[test]
fn e13_a_coupon_by_rate_with_a_cap() {
    let mut half = in_scope(rated(Youzan, ShopCoupon, "5折", Per::Order, 5_000));
    half.threshold = Youzan.threshold(ShopCoupon, fen(350));
    half.cap = Some(fen(70));
    let quote = pays(vec![half], &youzan_cart(), 400);
    assert_eq!(shares(&quote), [40, 30]);
}

#[test]
fn e14_points() {
    let (worth, share) = (fen(1), Rate::WHOLE);
    let points = Youzan.offer(Points, "积分".into(), Benefit::Points { worth, share });
    let quote = pays(vec![in_scope(points)], &youzan_cart(), 370);
    assert_eq!(quote.applied[0].amount, fen(100));
    let alone = cart(youzan_cart().lines[..2].to_vec());
    let (worth, share) = (fen(1), Rate::WHOLE);
    let points = Youzan.offer(Points, "积分".into(), Benefit::Points { worth, share });
    pays(vec![points], &alone, 250);
}

/// Every 150 less 70 from three pieces on, or every 100 less 10: the better one.
#[test]
fn e15_competing_reductions() {
    let mut three = per_each(Youzan, ShopReduction, "每150减70", 15_000, 7_000);
    three.threshold = Threshold::Count { least: 3 };
    let offers = vec![
        three,
        per_each(Youzan, ShopReduction, "每100减10", 10_000, 1_000),
    ];
    let lines = vec![
        line("a", 39_000, 1),
        line("b", 11_000, 1),
        line("c", 11_000, 1),
    ];
    let quote = pays(offers, &cart(lines), 61_000 - 28_000);
    assert_eq!(used(&quote), ["每150减70"]);
}

/// Coupons that save the same: by threshold, expiry, claim and id, as WeChat Pay publishes it.
#[test]
fn e16_the_order_of_equals() {
    let coupons = |rows: [(&str, i64, i64, i64, i64); 2], chosen: &str| {
        let mut offers = Vec::new();
        let mut wallet: Vec<HeldCoupon> = Vec::new();
        for (id, value, least, expires, claimed) in rows {
            offers.push(off(TmallParallel, PlatformCoupon, id, least, value));
            wallet.push(held(id, claimed, expires));
        }
        let buyer = Buyer {
            coupons: wallet,
            ..Buyer::default()
        };
        let quote = quote(offers, &goods(500), &buyer);
        assert_eq!(used(&quote), [chosen]);
    };
    coupons([("a", 500, 300, 2_000, 0), ("b", 500, 400, 2_000, 0)], "b");
    coupons([("a", 500, 400, 3_000, 0), ("b", 500, 400, 2_000, 0)], "b");
    coupons([("a", 500, 400, 2_000, 5), ("b", 500, 400, 2_000, 4)], "b");
    coupons([("a", 500, 400, 2_000, 4), ("b", 500, 400, 2_000, 4)], "a");
}

/// Flash prices stand alone; of time-limited and member price the better one counts; the rest works
/// on what is left.
#[test]
fn youzan_chain() {
    let price = fen(8_000);
    let mut flash = Youzan.offer(Flash, "秒杀".into(), Benefit::UnitPrice { price });
    flash.scope.skus.push("a".into());
    let offers = vec![
        flash,
        rated(Youzan, Discount, "7折", Per::Unit, 3_000),
        rated(Youzan, Member, "会员9折", Per::Unit, 1_000),
        off(Youzan, ShopReduction, "满150减10", 15_000, 1_000),
        off(Youzan, ShopCoupon, "满145减5", 14_500, 500),
    ];
    let two = cart(vec![line("a", 10_000, 1), line("b", 10_000, 1)]);
    let quote = pays(offers, &two, 15_000 - 1_000);
    // 80 and not 70: a flash price is not bettered by a discount.
    assert_eq!(quote.lines[0].after_item, fen(8_000));
    assert_eq!(quote.lines[1].after_item, fen(7_000));
    assert_eq!(reason(&quote, "满145减5"), Some(&short(500)));
}

/// A presale of 1000 with 100 down that count as 200, kunweng.com/redian/show-35737.html.
#[test]
fn e3_e4_deposits() {
    let offers = vec![
        deposit(10_000, 20_000),
        off(Tmall2016, ShopReduction, "店铺", 80_000, 1_000),
        off(Tmall2016, CrossShop, "平台", 60_000, 1_000),
    ];
    let quote = pays(offers, &goods(100_000), 88_000);
    assert_eq!(quote.deposit, fen(10_000));
    let quote = pays(vec![deposit(10_000, 20_000)], &goods(80_000), 70_000);
    assert_eq!(quote.balance(), fen(60_000));
}

/// A coupon's threshold looks at what an expanded deposit leaves.
#[test]
fn e5_a_deposit_can_cost_a_threshold() {
    let offers = |counts_as| {
        vec![
            deposit(5_000, counts_as),
            off(Tmall2016, ShopCoupon, "券", 15_000, 3_000),
        ]
    };
    pays(offers(5_000), &goods(18_800), 15_800);
    let quote = pays(offers(15_000), &goods(18_800), 8_800);
    assert_eq!(reason(&quote, "券"), Some(&short(6_200)));
}

/// Whole yuan and the last line takes the rest: 22 and 8 of 30, of which the first takes 20.
#[test]
fn e7_whole_yuan() {
    let only_a = |mut offer: Offer| {
        offer.scope.skus.push("a".into());
        offer
    };
    let offers = vec![
        only_a(off(Jd, ShopReduction, "促销", 0, 10_000)),
        only_a(off(Jd, ShopCoupon, "券", 0, 3_000)),
        per_each(Jd, CrossShop, "每满200减30", 20_000, 3_000),
    ];
    let two = || cart(vec![line("a", 15_000, 1), line("b", 5_000, 1)]);
    let quote = pays(offers.clone(), &two(), 4_200);
    let lines: Vec<i64> = quote
        .lines
        .iter()
        .map(|line| line.payable.minor())
        .collect();
    assert_eq!(lines, [0, 4_200]);
    // Exact cents would leave 42.50.
    let mut exact = offers;
    exact[2].grain = fen(1);
    pays(exact, &two(), 4_250);
}

/// 92折 and 每满100减10 on 200, in either order; a price with a part of a yuan is rounded down.
#[test]
fn e9_the_order_is_data() {
    let whole_yuan = |mut offer: Offer| {
        offer.rounding = Rounding::PriceDown;
        offer.grain = fen(100);
        offer
    };
    let offers = |first, second| {
        let rated = rated(Tmall2016, first, "92折", Per::Order, 800);
        vec![
            whole_yuan(rated),
            per_each(Tmall2016, second, "每满100减10", 10_000, 1_000),
        ]
    };
    pays(offers(ShopReduction, ShopCoupon), &goods(20_000), 17_400);
    pays(offers(ShopCoupon, ShopReduction), &goods(20_000), 16_500);
}

/// Seven coupons 满X打n折; the best chain is 1000 → 100 → 70,
/// github.com/changebooks/optimal-permutation.
#[test]
fn e11_the_best_chain() {
    let mut offers = Vec::new();
    for (at, rate_off) in [3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000]
        .into_iter()
        .enumerate()
    {
        let least = (at as i64 + 1) * 10_000;
        let id = format!("满{}", least / 100);
        let mut made = rated(Tmall2016, ShopCoupon, &id, Per::Order, rate_off);
        made.threshold = Tmall2016.threshold(ShopCoupon, fen(least));
        made.group = at as u16;
        made.priority = -(at as i32);
        offers.push(made);
    }
    let quote = pays(offers, &goods(100_000), 7_000);
    assert_eq!(used(&quote), ["满700", "满100"]);
}

/// The last line takes what sharing leaves over.
#[test]
fn e12_tiers_and_the_last_line() {
    let tiers = [(100, 20), (200, 50)].map(|(least, off)| Tier {
        least,
        off: Off::Amount(fen(off)),
    });
    let benefit = Benefit::TiersByAmount {
        tiers: tiers.to_vec(),
        base: Base::List,
    };
    let tiers = in_scope(Youzan.offer(ShopReduction, "满减".into(), benefit));
    let quote = pays(vec![tiers], &youzan_cart(), 420);
    assert_eq!(shares(&quote), [28, 22]);
}

#[test]
fn e14_points_over_lines() {
    let (worth, share) = (fen(1), Rate::WHOLE);
    let points = Youzan.offer(Points, "积分".into(), Benefit::Points { worth, share });
    let quote = pays(vec![in_scope(points)], &youzan_cart(), 370);
    assert_eq!(shares(&quote), [57, 43]);
}

/// How JD shares an amount is a matter of its reductions and coupons alone.
#[test]
fn jd_shares_reductions_its_own_way() {
    let made = |kind| {
        let off = amount(1);
        let per = Per::Order;
        Platform::Jd.offer(kind, "o".into(), Benefit::Reduce { off, per })
    };
    for kind in [Kind::ShopReduction, Kind::ShopCoupon, Kind::CrossShop] {
        assert_eq!(made(kind).overflow, Overflow::Clamp);
    }
    for kind in [Kind::Discount, Kind::RedPacket, Kind::Points] {
        let made = made(kind);
        let plain = Offer::new("o".into(), made.layer, made.benefit.clone());
        assert_eq!((made.overflow, made.spare), (plain.overflow, plain.spare));
        assert_eq!(made.share_base, plain.share_base);
    }
}
