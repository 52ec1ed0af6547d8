//! What may change in a campaign that has started.

use campaign::Campaign;
use campaign::compare::{Class, compare};
use pricing::Instant;

use super::{at, sample, sample_text};

/// In the middle of the sample: one flash session is over, one is on, others are to come.
const NOON: &str = "2026-11-11T10:30:00+08:00";

/// The sample with changes, as a later version.
#[track_caller]
fn proposed(changes: &[(&str, &str)]) -> Campaign {
    let mut text = sample_text("double11-2026").replacen("\"version\": 1", "\"version\": 2", 1);
    for (from, to) in changes {
        let changed = text.replacen(from, to, 1);
        assert!(changed != text, "`{from}` is not in the sample");
        text = changed;
    }
    let parsed = campaign::parse(&text);
    parsed
        .campaign
        .unwrap_or_else(|| panic!("{:#?}", parsed.problems))
}

/// Each change as `forbidden coupons.x.amount higher`.
fn seen(running: &Campaign, proposed: &Campaign, now: Instant) -> Vec<String> {
    let shown = |change: campaign::compare::Change| {
        assert!(!change.message.is_empty());
        let class = match change.class {
            Class::Open => "open",
            Class::Favourable => "favourable",
            Class::Forbidden => "forbidden",
        };
        format!("{class} {} {}", change.path, change.code)
    };
    compare(running, proposed, now)
        .into_iter()
        .map(shown)
        .collect()
}

#[track_caller]
fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let running = sample("double11-2026");
    let proposed = proposed(changes);
    assert_eq!(seen(&running, &proposed, at(NOON)), expected);
    // Before anyone has seen it, all of it is open.
    let before = Instant::from_ms(running.window().from.ms() - 1);
    let open = seen(&running, &proposed, before);
    assert_eq!(open.len(), expected.len());
    assert!(
        open.iter().all(|change| change.starts_with("open ")),
        "{open:?}"
    );
}

/// One change, and the same the other way round.
#[track_caller]
fn check_both(from: &str, to: &str, path: &str, codes: [&str; 2]) {
    let running = sample("double11-2026");
    let changed = proposed(&[(from, to)]);
    let favourable = format!("favourable {path} {}", codes[0]);
    assert_eq!(seen(&running, &changed, at(NOON)), [favourable]);
    let mut back = running.clone();
    back.version = 3;
    let forbidden = format!("forbidden {path} {}", codes[1]);
    assert_eq!(seen(&changed, &back, at(NOON)), [forbidden]);
}

const LOWER: [&str; 2] = ["lower", "higher"];
const HIGHER: [&str; 2] = ["higher", "lower"];
const WIDER: [&str; 2] = ["wider", "narrower"];
const ADDED: [&str; 2] = ["added", "removed"];

#[test]
fn the_same_campaign_has_no_changes() {
    let running = sample("double11-2026");
    assert_eq!(seen(&running, &running, at(NOON)), [""; 0]);
    // Words are free, and need no version of their own.
    let mut renamed = proposed(&[
        ("好物灯市", "灯市"),
        ("限时 5 折", "五折"),
        ("见面礼券", "礼券"),
    ]);
    renamed.version = 1;
    assert_eq!(seen(&running, &renamed, at(NOON)), [""; 0]);
}

#[test]
fn prices_thresholds_and_reductions() {
    check_both(
        "\"price\": 19900,\n      \"floor\": 9000",
        "\"price\": 19800,\n      \"floor\": 9000",
        "products.tea-set.price",
        LOWER,
    );
    check_both(
        "\"floor\": 9000",
        "\"floor\": 8900",
        "products.tea-set.floor",
        LOWER,
    );
    check_both("\"freight\": 1000", "\"freight\": 0", "freight", LOWER);
    check_both(
        "\"rate\": 5000",
        "\"rate\": 4900",
        "offers.sale-50.benefit",
        WIDER,
    );
    check_both(
        "\"threshold\": 20000, \"off\": 2000",
        "\"threshold\": 19900, \"off\": 2000",
        "offers.full.benefit",
        WIDER,
    );
    check_both(
        "\"threshold\": 20000, \"off\": 2000",
        "\"threshold\": 20000, \"off\": 2100",
        "offers.full.benefit",
        WIDER,
    );
    check_both(
        "{ \"threshold\": 20000, \"off\": 2000 },",
        "{ \"threshold\": 10000, \"off\": 900 }, { \"threshold\": 20000, \"off\": 2000 },",
        "offers.full.benefit",
        WIDER,
    );
    check_both(
        "\"worth\": 1, \"share\": 5000",
        "\"worth\": 1, \"share\": 6000",
        "offers.points.benefit",
        WIDER,
    );
    check_both(
        "\"threshold\": 9900 }",
        "\"threshold\": 9800 }",
        "offers.free-freight.threshold",
        LOWER,
    );
    check_both(
        "\"threshold\": 19900,",
        "\"threshold\": 19800,",
        "coupons.coupon-15.threshold",
        LOWER,
    );
    check_both(
        "\"amount\": 1500",
        "\"amount\": 1600",
        "coupons.coupon-15.benefit",
        WIDER,
    );
    check_both(
        "\"cap\": 20000",
        "\"cap\": 20001",
        "coupons.free-order.cap",
        HIGHER,
    );
    check_both(
        "\"scope\": { \"skus\": [\"cushion\"] }",
        "\"scope\": { \"skus\": [\"cushion\", \"lamp\"] }",
        "offers.sale-50.scope",
        WIDER,
    );
    check_both(
        "\"scope\": { \"tags\": [\"sale\"] }",
        "\"scope\": {}",
        "offers.black-extra.scope",
        WIDER,
    );
    check_both(
        "\"scope\": { \"without\": [\"limited\"] }",
        "\"scope\": {}",
        "coupons.free-order.scope",
        WIDER,
    );
    check(
        &[(
            "\"skus\": [\"cushion\"] }",
            "\"skus\": [\"cushion\"], \"max_price\": 9900 }",
        )],
        &["forbidden offers.sale-50.scope narrower"],
    );
    let each = |fields: &str| {
        let offers = "\"offers\": [";
        let offer = [
            "\"offers\": [{ \"id\": \"each\", \"kind\": \"per_each_reduction\", ",
            fields,
            " },",
        ]
        .concat();
        proposed(&[(offers, &offer)])
    };
    let running = each("\"each\": 30000, \"off\": 4000, \"times\": 3");
    for (fields, expected) in [
        (
            "\"each\": 29900, \"off\": 4000, \"times\": 3",
            "favourable offers.each.benefit wider",
        ),
        (
            "\"each\": 30000, \"off\": 4000",
            "favourable offers.each.benefit wider",
        ),
        (
            "\"each\": 30000, \"off\": 4000, \"times\": 2",
            "forbidden offers.each.benefit narrower",
        ),
        (
            "\"each\": 29900, \"off\": 3900, \"times\": 3",
            "forbidden offers.each.benefit narrower",
        ),
    ] {
        let mut proposed = each(fields);
        proposed.version = 3;
        assert_eq!(seen(&running, &proposed, at(NOON)), [expected]);
    }
    // More here and less there is not in the favour of every buyer.
    check(
        &[(
            "\"threshold\": 20000, \"off\": 2000",
            "\"threshold\": 19000, \"off\": 1900",
        )],
        &["forbidden offers.full.benefit narrower"],
    );
    check(
        &[(
            "\"level\": \"shop\",\n      \"name\": { \"zh-CN\": \"新客立减\"",
            "\"level\": \"platform\",\n      \"name\": { \"zh-CN\": \"新客立减\"",
        )],
        &[
            // Shop coupons that it competed with have one rival fewer, the platform coupon has one more.
            "favourable coupons.coupon-15.stack_group wider",
            "favourable coupons.coupon-30.stack_group wider",
            "favourable coupons.coupon-80.stack_group wider",
            "favourable coupons.draw-20.stack_group wider",
            "favourable coupons.draw-5.stack_group wider",
            "forbidden coupons.new-10 changed",
            "forbidden coupons.new-10.stack_group narrower",
            "forbidden coupons.platform-25.stack_group narrower",
        ],
    );
    check(
        &[(
            "\"price\": 19900, \"basis\": \"lowest_30_days\" }\n    }\n  ],",
            "\"price\": 29900, \"basis\": \"lowest_30_days\" }\n    }\n  ],",
        )],
        &["forbidden products.tea-set.compare_at changed"],
    );
    check(
        &[("\"tags\": [\"tea\", \"limited\"]", "\"tags\": [\"tea\"]")],
        &["forbidden products.gaiwan changed"],
    );
}

#[test]
fn what_is_added_or_taken_away() {
    check_both(
        "\"offers\": [",
        "\"offers\": [{ \"id\": \"more\", \"kind\": \"full_reduction\", \"tiers\": [{ \"threshold\": 100, \"off\": 1 }] },",
        "offers.more",
        ADDED,
    );
    check_both(
        "\"products\": [",
        "\"products\": [{ \"sku\": \"new\", \"name\": \"新品\", \"price\": 100 },",
        "products.new",
        ADDED,
    );
    check(
        &[(
            "\"offers\": [",
            "\"offers\": [{ \"id\": \"only\", \"kind\": \"full_reduction\", \"exclusive\": true, \"stack_group\": \"x\", \
             \"tiers\": [{ \"threshold\": 100, \"off\": 1 }] },",
        )],
        &[
            "favourable offers.only added",
            "forbidden offers.only.exclusive changed",
        ],
    );
    check(
        &[(
            "\"kind\": \"points\",",
            "\"kind\": \"points\", \"priority\": 3,",
        )],
        &["forbidden offers.points changed"],
    );
}

#[test]
fn stocks_and_limits() {
    check_both(
        "\"releases\": [{ \"count\": 5000 }]",
        "\"releases\": [{ \"count\": 5001 }]",
        "coupons.coupon-15.releases",
        WIDER,
    );
    check_both(
        "\"at\": \"2026-11-11T14:00:00+08:00\", \"count\": 200",
        "\"at\": \"2026-11-11T13:00:00+08:00\", \"count\": 200",
        "coupons.coupon-30.releases",
        WIDER,
    );
    check_both(
        "\"per_buyer\": 5,",
        "\"per_buyer\": 6,",
        "coupons.draw-20.per_buyer",
        HIGHER,
    );
    check_both(
        "\"quota\": 100, \"per_buyer\": 1 }\n          ]\n        },\n        {\n          \"id\": \"1111-1400\"",
        "\"quota\": 101, \"per_buyer\": 1 }\n          ]\n        },\n        {\n          \"id\": \"1111-1400\"",
        "flash_sales.flash:1111-1000:candle.quota",
        HIGHER,
    );
    check_both(
        "\"price\": 16800, \"quota\"",
        "\"price\": 16700, \"quota\"",
        "flash_sales.flash:1111-1000:lamp.benefit",
        WIDER,
    );
    // Without a quota the price is everyone's.
    check(
        &[("\"price\": 16800, \"quota\": 300,", "\"price\": 16800,")],
        &[
            "favourable flash_sales.flash:1111-1000:lamp.grant wider",
            "favourable flash_sales.flash:1111-1000:lamp.quota higher",
        ],
    );
    // The session of the evening before is over.
    check(
        &[(
            "\"price\": 5900, \"quota\": 200, \"per_buyer\": 2",
            "\"price\": 6000, \"quota\": 100, \"per_buyer\": 1",
        )],
        &[
            "open flash_sales.flash:1110-2000:nuts.benefit narrower",
            "open flash_sales.flash:1110-2000:nuts.per_buyer lower",
            "open flash_sales.flash:1110-2000:nuts.quota lower",
        ],
    );
}

const CLAIM: &str = "\"claim\": { \"from\": \"2026-11-10T20:00:00+08:00\", \"until\": \"2026-11-13T00:00:00+08:00\" }";

/// The same with another start and end, by hour and day.
fn claim(from: &str, until: &str) -> String {
    format!(
        "\"claim\": {{ \"from\": \"2026-11-{from}:00:00+08:00\", \"until\": \"2026-11-{until}:00:00+08:00\" }}"
    )
}

#[test]
fn deadlines() {
    let notices = "\"notices\": [{ \"level\": \"extension\", \"text\": \"领券延长至 14 日 0 点\" }], \"schema\"";
    let notice = ("\"schema\"", notices);
    // Earlier never, later only with the notice.
    let (shorter, longer) = (claim("10T20", "12T23"), claim("10T20", "14T00"));
    check(
        &[(CLAIM, &shorter)],
        &["forbidden coupons.coupon-15.claim.until earlier"],
    );
    let valid = (
        "\"validity\": { \"from\": \"2026-11-10T20:00:00+08:00\", \"until\": \"2026-11-13",
        "\"validity\": { \"from\": \"2026-11-10T20:00:00+08:00\", \"until\": \"2026-11-15",
    );
    check(
        &[(CLAIM, &longer), valid],
        &[
            "forbidden coupons.coupon-15.until later",
            "forbidden coupons.coupon-15.claim.until later",
        ],
    );
    check(
        &[(CLAIM, &longer), valid, notice],
        &[
            "favourable coupons.coupon-15.until later",
            "favourable coupons.coupon-15.claim.until later",
        ],
    );
    check(
        &[(CLAIM, &claim("10T19", "13T00"))],
        &[
            "favourable coupons.coupon-15.claim.from earlier",
            "favourable coupons.coupon-15.releases wider",
        ],
    );
    check(
        &[(CLAIM, &claim("11T11", "13T00"))],
        &[
            "forbidden coupons.coupon-15.claim.from later",
            "forbidden coupons.coupon-15.releases narrower",
        ],
    );
    check(
        &[(CLAIM, &claim("11T10", "13T00"))],
        &[
            "open coupons.coupon-15.claim.from later",
            "favourable coupons.coupon-15.releases wider",
        ],
    );
    check(&[notice], &[]);

    // Once only, and what was said stays said.
    let once = proposed(&[(CLAIM, &longer), valid, notice]);
    let mut twice = proposed(&[(CLAIM, &claim("10T20", "15T00")), valid, notice]);
    twice.version = 3;
    let again = "forbidden coupons.coupon-15.claim.until later";
    assert_eq!(seen(&once, &twice, at(NOON)), [again]);
    let mut silent = once.clone();
    silent.version = 3;
    silent.plan.notices.clear();
    assert_eq!(
        seen(&once, &silent, at(NOON)),
        ["forbidden notices changed"]
    );

    // A phase put behind the last one moves what lasts as long as the campaign.
    check(
        &[(
            "\"phases\": [",
            "\"phases\": [{ \"id\": \"encore\", \"kind\": \"extension\", \"name\": \"返场\", \
            \"from\": \"2026-11-13T00:00:00+08:00\", \"until\": \"2026-11-14T00:00:00+08:00\" },",
        )],
        &[
            "forbidden phases.encore later",
            "forbidden offers.black-extra.until later",
            "forbidden offers.candle-half.until later",
            "forbidden offers.free-freight.until later",
            "forbidden offers.full.until later",
            "forbidden offers.points.until later",
            "forbidden offers.tea-set-gift.until later",
        ],
    );
}

#[test]
fn draws() {
    check_both(
        "\"daily_chances\": 1",
        "\"daily_chances\": 2",
        "draws.wheel.daily_chances",
        HIGHER,
    );
    check_both(
        "\"chances\": 2,",
        "\"chances\": 3,",
        "draws.wheel.tasks.order.chances",
        HIGHER,
    );
    check_both(
        "\"per_day\": 3",
        "\"per_day\": 4",
        "draws.wheel.tasks.order.per_day",
        HIGHER,
    );
    check_both(
        "\"seconds\": 15,",
        "\"seconds\": 10,",
        "draws.wheel.tasks.visit-flash.seconds",
        LOWER,
    );
    check_both(
        "\"stock\": 3000",
        "\"stock\": 3001",
        "draws.wheel.prizes.coupon-5.stock",
        HIGHER,
    );
    check_both(
        "\"value\": 500\n",
        "\"value\": 600\n",
        "draws.wheel.prizes.coupon-5.value",
        HIGHER,
    );
    check_both(
        "\"redeem_until\": \"2026-11-20",
        "\"redeem_until\": \"2026-11-21",
        "draws.wheel.redeem_until",
        ["later", "earlier"],
    );
    let limited = "\"stock\": 3000, \"per_day\": 9, \"per_buyer\": 3, \
        \"windows\": [{ \"from\": \"2026-11-11T20:00:00+08:00\", \"until\": \"2026-11-11T22:00:00+08:00\" }],";
    check(
        &[
            ("\"stock\": 3000,", limited),
            (
                "\"daily_chances\": 1,",
                "\"daily_chances\": 1, \"per_buyer\": 9,",
            ),
        ],
        &[
            "forbidden draws.wheel.per_buyer lower",
            "forbidden draws.wheel.prizes.coupon-5.per_day lower",
            "forbidden draws.wheel.prizes.coupon-5.per_buyer lower",
            "forbidden draws.wheel.prizes.coupon-5.windows narrower",
        ],
    );
    check_both(
        "\"daily_chances\": 1,",
        "\"daily_chances\": 1, \"consolation\": \"points-50\",",
        "draws.wheel.consolation",
        WIDER,
    );
    // Odds come out of the blank, or not at all.
    let free = ("\"ppm\": 40000,", "\"ppm\": 41000,");
    let sector = ("\"free\", \"ppm\": 40000 }", "\"free\", \"ppm\": 41000 }");
    check(
        &[
            free,
            sector,
            ("\"ppm\": 200000", "\"ppm\": 199000"),
            ("\"none\", \"ppm\": 100000", "\"none\", \"ppm\": 99000"),
        ],
        &["favourable draws.wheel.prizes.free.ppm higher"],
    );
    check(
        &[
            free,
            sector,
            ("\"ppm\": 34000,", "\"ppm\": 33000,"),
            ("\"gaiwan\", \"ppm\": 34000", "\"gaiwan\", \"ppm\": 33000"),
        ],
        &[
            "favourable draws.wheel.prizes.free.ppm higher",
            "forbidden draws.wheel.prizes.gaiwan.ppm lower",
        ],
    );
    check(
        &[("7 天内在", "3 天内在")],
        &["forbidden draws.wheel.terms changed"],
    );
    let commitment = format!(
        "\"daily_chances\": 1, \"commitment\": \"{}\",",
        "0".repeat(64)
    );
    check(
        &[("\"daily_chances\": 1,", &commitment)],
        &["forbidden draws.wheel.commitment changed"],
    );
    check(
        &[(
            "\"kind\": \"goods\",\n          \"ppm\": 70000",
            "\"kind\": \"points\", \"points\": 800,\n          \"ppm\": 70000",
        )],
        &["forbidden draws.wheel.prizes.tea-sample.kind changed"],
    );
}

#[test]
fn the_head_and_the_version() {
    check(
        &[("\"id\": \"double11-2026\"", "\"id\": \"double11-2027\"")],
        &["forbidden id changed"],
    );
    check(
        &[("\"+08:00\"", "\"+09:00\"")],
        &["forbidden time_zone changed"],
    );
    check(&[("\"CNY\"", "\"HKD\"")], &["forbidden currency changed"]);
    let running = sample("double11-2026");
    let mut cheaper = proposed(&[("\"freight\": 1000", "\"freight\": 0")]);
    cheaper.version = 1;
    let expected = ["favourable freight lower", "forbidden version changed"];
    assert_eq!(seen(&running, &cheaper, at(NOON)), expected);
}
