//! Cards, banners, badges, shared cards, tables of odds and answers.

use campaign::say::{self, Card, CouponAmount};
use campaign::{Campaign, Locale};
use pricing::{Instant, OfferId, Sku};

use super::{ALL_SAMPLES, at, sample};

#[track_caller]
fn card_of(campaign: &Campaign, coupon: &str, locale: Locale) -> Card {
    say::card(
        campaign,
        campaign.coupon(&OfferId::new(coupon)).unwrap(),
        locale,
    )
}

#[test]
fn cards() {
    let campaign = sample("brand-day");
    let amount = |symbol: &str, figure: &str, unit| CouponAmount {
        symbol: symbol.to_owned(),
        figure: figure.to_owned(),
        unit,
    };
    let expected = |words: [&str; 6]| {
        let [name, threshold, only, claim, limit, validity] = words.map(str::to_owned);
        Card {
            name,
            amount: amount("¥", "15", ""),
            threshold,
            cap: String::new(),
            only,
            claim,
            limit,
            validity,
        }
    };
    assert_eq!(
        card_of(&campaign, "tea-15", Locale::ZhCn),
        expected([
            "茶品类券",
            "满 149 元可用",
            "仅限茶、茶器商品",
            "9月18日 20:00 – 9月20日 22:00 领取，绿卡会员 9月18日 10:00 起可领",
            "每人限领 1 张",
            "9月20日 24:00 到期",
        ])
    );
    assert_eq!(
        card_of(&campaign, "tea-15", Locale::En),
        expected([
            "Tea coupon",
            "Spend ¥149 or more",
            "only for goods in Tea, Teaware",
            "Claim Sep 18, 20:00 – Sep 20, 22:00; Green Card members from Sep 18, 10:00",
            "Limit 1 each",
            "Expires Sep 20, 24:00",
        ])
    );
    // A rate, its cap, and a prize that is not claimed.
    let campaign = sample("618-2026");
    let drinks = campaign.coupons.iter().find(|coupon| {
        let offer = campaign.ruleset.offer(&coupon.id).unwrap();
        offer.cap.is_some()
    });
    let card = say::card(&campaign, drinks.unwrap(), Locale::ZhTw);
    assert_eq!(card.amount, amount("", "9", "折"));
    assert_eq!(
        (card.threshold.as_str(), card.cap.as_str()),
        ("滿 99 元可用", "最高折 30 元")
    );
    let won = card_of(&campaign, "draw-6", Locale::ZhCn);
    assert_eq!((won.claim.as_str(), won.limit.as_str()), ("", ""));
    assert_eq!(won.validity, "领取后 3 天内有效，最晚 6月21日 24:00");
}

#[test]
fn banners() {
    let campaign = sample("double11-2026");
    let check = |now: &str, locale, expected: [&str; 4]| {
        let banner = say::banner(&campaign, at(now), locale);
        let found = [&banner.phase, &banner.offers, &banner.time, &banner.session];
        assert_eq!(found, expected, "{now}");
    };
    let gives = "满 200 减 20，满 300 减 50，满 500 减 100；领券满 599 减 80";
    check(
        "2026-11-05T00:00:00+08:00",
        Locale::ZhCn,
        [
            "预热",
            gives,
            "11月10日 20:00 开始",
            "整点秒杀：11月10日 20:00 开抢",
        ],
    );
    check(
        "2026-11-11T10:00:00+08:00",
        Locale::ZhCn,
        [
            "正式开抢",
            gives,
            "11月12日 24:00 结束",
            "整点秒杀：11月11日 12:00 结束",
        ],
    );
    check(
        "2026-11-12T23:59:59+08:00",
        Locale::En,
        [
            "Last day",
            "¥20 off ¥200+, ¥50 off ¥300+, ¥100 off ¥500+; coupon: ¥80 off ¥599+",
            "Ends Nov 12, 24:00",
            "",
        ],
    );
    check(
        "2026-11-13T00:00:00+08:00",
        Locale::ZhTw,
        ["兌獎期", "", "活動已結束，兌獎至 11月19日 24:00 止", ""],
    );
    check(
        "2026-11-20T00:00:00+08:00",
        Locale::ZhCn,
        ["", "", "活动已结束", ""],
    );
}

#[test]
fn shared_cards() {
    let mut campaign = sample("double11-2026");
    let now = at("2026-11-11T10:00:00+08:00");
    let card = say::share_card(&campaign, now, Locale::ZhCn);
    assert_eq!(
        card.title,
        "好物灯市：满 200 减 20，满 300 减 50，满 500 减 100；领券满 599 减 80"
    );
    assert_eq!(card.text, "灯亮了，回家添几样好东西（11月12日 24:00 结束）");
    campaign.slogan = campaign::Text::default();
    assert_eq!(
        say::share_card(&campaign, now, Locale::En).text,
        "Ends Nov 12, 24:00"
    );
    #[cfg(feature = "planner")]
    {
        campaign.plan.share_card = Some(campaign::plan::ShareCard {
            title: campaign::Text::new("自己的标题", None, Some("Our own title")),
            text: campaign::Text::default(),
            platform_look: false,
        });
        let card = say::share_card(&campaign, now, Locale::En);
        assert_eq!(
            (card.title.as_str(), card.text.as_str()),
            ("Our own title", "Ends Nov 12, 24:00")
        );
    }
}

#[track_caller]
fn badges_of(name: &str, sku: &str, now: &str, locale: Locale, expected: &[&str]) {
    let campaign = sample(name);
    let product = campaign.product(&Sku::new(sku)).unwrap();
    let badges = say::badges(&campaign, product, at(now), locale);
    let found: Vec<&str> = badges.iter().map(|badge| badge.text.as_str()).collect();
    // What is there for every product of a sample says nothing about this one.
    let own: Vec<&str> = found.into_iter().take(expected.len()).collect();
    assert_eq!(own, expected, "{name} {sku}");
}

#[test]
fn badges() {
    let d11 = "double11-2026";
    let session = "2026-11-11T10:00:00+08:00";
    let between = "2026-11-11T13:00:00+08:00";
    badges_of(d11, "gaiwan", session, Locale::ZhCn, &["秒杀", "满200减20"]);
    badges_of(
        d11,
        "gaiwan",
        session,
        Locale::ZhTw,
        &["限時秒殺", "滿200折20"],
    );
    badges_of(
        d11,
        "gaiwan",
        session,
        Locale::En,
        &["Flash sale", "¥20 off ¥200+"],
    );
    badges_of(d11, "gaiwan", between, Locale::ZhCn, &["满200减20"]);
    badges_of(
        d11,
        "candle",
        between,
        Locale::ZhCn,
        &["第二件半价", "满200减20"],
    );
    badges_of(d11, "candle", between, Locale::En, &["2nd item half price"]);
    badges_of(
        d11,
        "cushion",
        between,
        Locale::ZhCn,
        &["5折", "黑卡会员折上9折"],
    );
    badges_of(
        d11,
        "cushion",
        between,
        Locale::En,
        &["50% off", "Extra 10% off for Black Card members"],
    );
    badges_of(
        d11,
        "tea-set",
        between,
        Locale::ZhCn,
        &["预售", "满200减20"],
    );
    // Before the start there is nothing but what is on.
    badges_of(
        d11,
        "cushion",
        "2026-11-01T00:00:00+08:00",
        Locale::ZhCn,
        &[],
    );
    let may = "2026-06-17T10:00:00+08:00";
    badges_of(
        "618-2026",
        "mat",
        may,
        Locale::ZhCn,
        &["秒杀", "8折", "银卡会员7.5折", "3件149元"],
    );
    badges_of(
        "618-2026",
        "mat",
        may,
        Locale::ZhTw,
        &["限時秒殺", "8折", "銀卡會員75折", "3件149元"],
    );
    // Early access stands with its name until the session starts.
    let brand = "brand-day";
    badges_of(
        brand,
        "jasmine",
        "2026-09-19T09:30:00+08:00",
        Locale::ZhCn,
        &["绿卡会员提前抢"],
    );
    badges_of(
        brand,
        "jasmine",
        "2026-09-19T10:00:00+08:00",
        Locale::ZhCn,
        &["秒杀"],
    );
    badges_of(
        brand,
        "gaiwan",
        "2026-09-19T10:00:00+08:00",
        Locale::ZhCn,
        &["套餐"],
    );
    let presale = "2026-10-25T00:00:00+08:00";
    let campaign = sample("presale-2026");
    let on: Vec<String> = campaign
        .products
        .iter()
        .flat_map(|product| say::badges(&campaign, product, at(presale), Locale::ZhCn))
        .map(|badge| badge.text)
        .collect();
    for text in ["预售", "3人团", "砍价"] {
        assert!(on.iter().any(|badge| badge == text), "{text} {on:?}");
    }
    // A coupon for some says for whom.
    let campaign = sample(d11);
    let badges = say::badges(&campaign, &campaign.products[0], at(between), Locale::ZhCn);
    let new = badges.iter().find(|badge| badge.offer.as_str() == "new-10");
    assert_eq!(new.unwrap().text, "首次下单的账号领券立减10元");
}

/// A price that a badge promises to everyone is the one that the engine takes.
#[test]
fn a_badge_is_what_is_charged() {
    for name in ALL_SAMPLES {
        let campaign = sample(name);
        for now in turns(&campaign) {
            for product in &campaign.products {
                let mut cart = pricing::Cart::default();
                cart.lines.push(product.line(1, true));
                let buyer = pricing::Buyer::default();
                let quote = campaign.ruleset.quote(&cart, &buyer, now).unwrap();
                for badge in say::badges(&campaign, product, now, Locale::ZhCn) {
                    let offer = campaign.ruleset.offer(&badge.offer).unwrap();
                    let open = offer.audience == pricing::Audience::Everyone
                        && offer.grant == pricing::Grant::Open
                        && offer.requires.is_empty();
                    if offer.layer == pricing::Layer::ITEM && open {
                        let mut applied = quote.applied.iter();
                        let taken = applied.any(|applied| applied.offer == badge.offer);
                        assert!(taken, "{name} {badge:?}");
                    }
                }
            }
        }
    }
}

/// Every instant at which something starts or ends.
pub fn turns(campaign: &Campaign) -> Vec<Instant> {
    let mut turns = vec![Instant::from_ms(0)];
    while let Some(next) = campaign::timeline::next_change_after(campaign, *turns.last().unwrap()) {
        turns.push(next);
    }
    turns
}

#[test]
fn odds() {
    let campaign = sample("double11-2026");
    let rows = say::odds_table(&campaign, &campaign.draws[0], Locale::ZhCn);
    let row = |index: usize| {
        let row: &say::OddsRow = &rows[index];
        [&row.prize, &row.odds, &row.stock, &row.value].map(String::as_str)
    };
    assert_eq!(row(0), ["5 元券", "30.6%", "3,000 份", "¥5"]);
    assert_eq!(row(2), ["50 积分", "18%", "不限量", "¥0.50"]);
    assert_eq!(row(3), ["谢谢参与", "20%", "", ""]);
    assert_eq!(row(rows.len() - 1), ["合计", "100%", "", ""]);
    let rows = say::odds_table(&campaign, &campaign.draws[0], Locale::En);
    assert_eq!(rows[2].stock, "no limit");
}

#[test]
fn answers() {
    let campaign = sample("double11-2026");
    let answer = |locale, id: &str| {
        let questions = say::faq(&campaign, locale);
        let found = questions.into_iter().find(|question| question.id == id);
        found.unwrap_or_else(|| panic!("{id}")).answer
    };
    assert_eq!(
        answer(Locale::ZhCn, "use"),
        [
            "结算时自动选用最省的一组，也可以自己指定或不用。",
            "每单限用 1 张店铺券，可与满减同享，以满减前的金额判断门槛。",
            "每单限用 1 张平台券，可与满减同享，以减去前面各项优惠后的金额计算。",
            "每单限用 1 张红包，可与满减同享。",
        ]
    );
    assert_eq!(
        answer(Locale::ZhCn, "expiry")[0],
        "见面礼券：11月12日 24:00 到期。"
    );
    assert!(
        answer(Locale::En, "order")[0].starts_with("Offers work in this order: sale prices → ")
    );
    assert!(
        answer(Locale::ZhTw, "refund")
            .last()
            .unwrap()
            .starts_with("部分退款依商品")
    );
    assert!(answer(Locale::En, "odds")[0].contains("¥5 coupon 30.6%, "));
    assert!(
        answer(Locale::En, "odds")[0]
            .ends_with("; 100% in all, the same for everyone; not every turn wins.")
    );
    assert_eq!(
        answer(Locale::En, "contact")[1],
        "Customer service 400-820-1111"
    );
    #[cfg(feature = "planner")]
    assert!(answer(Locale::ZhCn, "own")[0].contains("Apple 不是赞助者"));
    // A campaign without coupons and draws is not asked about them.
    let mut bare = sample("presale-2026");
    bare.coupons.clear();
    bare.draws.clear();
    let ids: Vec<&str> = say::faq(&bare, Locale::ZhCn)
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, ["order", "refund", "contact"]);
}
