//! For every rule at least two files that break it and two that come close and do not. Each is the
//! clean file with a change.

use campaign::model::Channel;
use lint::{Market, Profile};

use crate::rules::{CN, Fixture};

const WECHAT_H5: Profile = Profile {
    channel: Channel::WechatH5,
    market: Market::Cn,
};
const WECHAT_MP: Profile = Profile {
    channel: Channel::WechatMp,
    market: Market::Cn,
};
const APP: Profile = Profile {
    channel: Channel::App,
    market: Market::Cn,
};
const EU: Profile = Profile {
    channel: Channel::Eu,
    market: Market::Eu,
};
const UK: Profile = Profile {
    channel: Channel::Uk,
    market: Market::Uk,
};

const PLAIN: Fixture = Fixture {
    rule: "",
    profile: CN,
    history: "",
    fails: &[],
    passes: &["{}", "{}"],
};

/// Tea was sold for 88.00 in the week before, for 99.00 before that, and the cup for 50.00 with a
/// countdown that ended five days before the campaign.
const PAST: &str = r#"{ "prices": [
  { "sku": "tea", "price": 9900, "from": "2026-09-01T00:00:00+08:00", "until": "2026-10-24T00:00:00+08:00", "sold": 40 },
  { "sku": "tea", "price": 8800, "from": "2026-10-24T00:00:00+08:00", "until": "2026-11-01T00:00:00+08:00", "sold": 12 },
  { "sku": "cup", "price": 5000, "from": "2026-09-01T00:00:00+08:00", "until": "2026-10-27T00:00:00+08:00", "sold": 9, "countdown": true }
] }"#;

/// Every fixture, one a rule, in the order of the rules.
pub const FIXTURES: &[Fixture] = &[
    Fixture {
        rule: "PZ1",
        fails: &[
            r#"{ "draws.0.prizes": [{ "id": "car", "name": "汽车", "label": "车", "icon": "gift", "tone": "a", "ppm": 1, "kind": "goods", "value": 5000001, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999999, "kind": "nothing" }] }"#,
            r#"{ "invites": [{ "id": "i", "name": "邀请", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 1, "trigger": "register", "inviter": { "kind": "random_cash", "least": 1, "most": 6000000 } }] }"#,
        ],
        passes: &[
            r#"{ "draws.0.prizes": [{ "id": "car", "name": "小车", "label": "车", "icon": "gift", "tone": "a", "ppm": 100000, "kind": "goods", "value": 5000000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 900000, "kind": "nothing" }] }"#,
            "{}",
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ2",
        fails: &[
            r#"{ "draw_terms": null }"#,
            r#"{ "draw_terms.0.forfeit": null }"#,
            r#"{ "draw_terms.0.delivery": null }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ3",
        fails: &[
            r#"{ "slogan": "人人有奖" }"#,
            r#"{ "draws.0.name": "100%中奖大转盘" }"#,
        ],
        passes: &[
            "{}",
            r#"{ "slogan": "人人有奖", "draws.0.prizes": [{ "id": "tea", "name": "茶", "label": "茶", "icon": "leaf", "tone": "b", "ppm": 1000000, "kind": "points", "points": 5, "value": 5 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ4",
        fails: &[
            r#"{ "published_at": "2026-11-10T00:00:00+08:00" }"#,
            r#"{ "published_at": "2026-11-11T00:00:00+08:00" }"#,
        ],
        passes: &["{}", r#"{ "published_at": null }"#],
        ..PLAIN
    },
    Fixture {
        rule: "PZ5",
        fails: &[
            r#"{ "personalisation": { "off_switch": true, "inputs": ["odds"], "reason": "个性化" } }"#,
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member", "draw_value"], "reason": "个性化" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member"], "reason": "会员价" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ6",
        fails: &[
            r#"{ "draws.0.sectors": [{ "prize": "coupon", "ppm": 250000 }, { "prize": "tea", "ppm": 100000 }, { "prize": "coupon", "ppm": 50000 }, { "prize": "none", "ppm": 600000 }] }"#,
            r#"{ "draws.0.sectors": [{ "prize": "coupon", "ppm": 75000 }, { "prize": "none", "ppm": 600000 }, { "prize": "coupon", "ppm": 75000 }, { "prize": "tea", "ppm": 100000 }, { "prize": "coupon", "ppm": 75000 }, { "prize": "coupon", "ppm": 75000 }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "draws.0.sectors": [{ "prize": "coupon", "ppm": 150000 }, { "prize": "tea", "ppm": 100000 }, { "prize": "coupon", "ppm": 150000 }, { "prize": "none", "ppm": 600000 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ7",
        fails: &[
            r#"{ "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 10, "kind": "goods", "value": 300000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999990, "kind": "nothing" }] }"#,
            r#"{ "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 999, "kind": "goods", "value": 300000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999001, "kind": "nothing" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 1000, "kind": "goods", "value": 300000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999000, "kind": "nothing" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ8",
        fails: &[
            r#"{ "draws.0.prizes": [{ "id": "tea", "name": "茶", "label": "茶", "icon": "leaf", "tone": "b", "ppm": 1000000, "kind": "goods", "value": 100, "stock": 3 }] }"#,
            r#"{ "draws.0.prizes": [{ "id": "tea", "name": "茶", "label": "茶", "icon": "leaf", "tone": "b", "ppm": 500000, "kind": "goods", "value": 100, "stock": 3 }, { "id": "cup", "name": "杯", "label": "杯", "icon": "bowl", "tone": "a", "ppm": 500000, "kind": "goods", "value": 100, "stock": 9 }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "draws.0.prizes": [{ "id": "tea", "name": "茶", "label": "茶", "icon": "leaf", "tone": "b", "ppm": 500000, "kind": "goods", "value": 100, "stock": 3 }, { "id": "p", "name": "积分", "label": "积分", "icon": "point", "tone": "a", "ppm": 500000, "kind": "points", "points": 5, "value": 5 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ9",
        fails: &[
            r#"{ "coupons.0.validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" } }"#,
            r#"{ "coupons.0.validity": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "coupons.0.validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:01+08:00" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ10",
        fails: &[
            r#"{ "draw_terms.0.decided": "即时开奖", "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 1000, "kind": "goods", "value": 50001, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999000, "kind": "nothing" }] }"#,
            r#"{ "draw_terms": null, "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 1000, "kind": "goods", "value": 300000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999000, "kind": "nothing" }] }"#,
        ],
        passes: &[
            r#"{ "draw_terms.0.decided": "即时开奖" }"#,
            r#"{ "draws.0.prizes": [{ "id": "tv", "name": "电视", "label": "电视", "icon": "gift", "tone": "a", "ppm": 1000, "kind": "goods", "value": 300000, "stock": 1 }, { "id": "none", "name": "谢谢", "icon": "leaf", "tone": "c", "ppm": 999000, "kind": "nothing" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PZ11",
        fails: &[
            r#"{ "organiser": { "name": "双11 活动组" } }"#,
            r#"{ "organiser": { "name": "小青" } }"#,
        ],
        passes: &["{}", r#"{ "organiser": { "name": "青禾集旗舰店" } }"#],
        ..PLAIN
    },
    Fixture {
        rule: "PZ12",
        fails: &[
            r#"{ "draws.0.name": "幸运老虎机" }"#,
            r#"{ "slogan": { "zh-CN": "来抽奖", "en": "Hit the JACKPOT" } }"#,
        ],
        passes: &["{}", r#"{ "draws.0.name": "彩灯转盘" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "PZ13",
        fails: &[
            r#"{ "draw_terms": null, "draws.0.daily_chances": 0 }"#,
            r#"{ "draw_terms.0.conditions": null, "draws.0.daily_chances": 0 }"#,
        ],
        passes: &[
            r#"{ "draw_terms": null, "draws.0.daily_chances": 1 }"#,
            r#"{ "draws.0.daily_chances": 0 }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR1",
        history: PAST,
        fails: &[
            r#"{ "products.0.compare_at": { "price": 9900, "basis": "lowest_7_days" }, "products.0.price": 8800 }"#,
            r#"{ "products.1.compare_at": { "price": 5001, "basis": "lowest_7_days" } }"#,
        ],
        passes: &[
            r#"{ "products.0.compare_at": { "price": 8800, "basis": "lowest_7_days" }, "products.0.price": 8000 }"#,
            r#"{ "products.1.compare_at": { "price": 5000, "basis": "lowest_7_days" }, "products.1.price": 4000 }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR2",
        fails: &[
            r#"{ "products.0.compare_at": { "price": 20001, "basis": "suggested_retail" } }"#,
            r#"{ "products.1.compare_at": { "price": 90000, "basis": "suggested_retail" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "products.0.compare_at": { "price": 20000, "basis": "suggested_retail" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR3",
        history: PAST,
        fails: &["{}", r#"{ "products.0.price": 9681 }"#],
        passes: &[
            r#"{ "products.0.price": 9680 }"#,
            r#"{ "products.0.price": 8800 }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR4",
        fails: &[
            r#"{ "products.1.price": 0, "products.1.floor": 0, "offers": [{ "id": "g", "kind": "gift", "tiers": [{ "count": 2, "gifts": [{ "sku": "tea" }, { "sku": "cup" }] }] }] }"#,
            r#"{ "products.1.price": 0, "products.1.floor": 0, "offers": [{ "id": "g", "kind": "gift", "tiers": [{ "threshold": 9900, "gifts": [{ "sku": "cup", "count": 1 }] }] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "offers": [{ "id": "g", "kind": "gift", "tiers": [{ "threshold": 9900, "gifts": [{ "sku": "cup", "count": 1 }] }] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR5",
        fails: &[
            r#"{ "copy": [{ "id": "b", "place": "banner", "text": "满200减20元" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "banner", "text": { "zh-CN": "好茶", "en": "Tea from ¥100" } }] }"#,
        ],
        passes: &[
            r#"{ "copy": [{ "id": "b", "place": "banner", "text": "春茶上市" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "满200减20元" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR6",
        fails: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "满300减50" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "rules", "text": "每人可领 25 元" }] }"#,
        ],
        passes: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "满200减20" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "rules", "text": "茶叶开封后请尽快饮用" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR7",
        fails: &[
            r#"{ "audiences": [{ "fact": "member:black", "name": "member:black" }] }"#,
            r#"{ "audiences": [{ "fact": "new_buyer", "name": "new_buyer" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "audiences": [{ "fact": "new_buyer", "name": "首次下单的账号" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR8",
        fails: &[
            r#"{ "coupons.0.claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" } }"#,
            r#"{ "coupons.0.claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-14T23:30:00+08:00" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "coupons.0.claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-14T23:00:00+08:00" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR9",
        fails: &[
            r#"{ "offers": [{ "id": "r", "kind": "time_limited", "rate": 5000, "rounding": "reduction_down", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "offers": [{ "id": "r", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "rate": 9000 }], "rounding": "price", "grain": 100 }] }"#,
        ],
        passes: &[
            r#"{ "offers": [{ "id": "r", "kind": "time_limited", "rate": 5000, "rounding": "price_down", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "offers": [{ "id": "r", "kind": "time_limited", "rate": 5000, "rounding": "price", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR10",
        fails: &[
            r#"{ "freight": null, "offers": [{ "id": "f", "kind": "free_freight", "threshold": 9900 }] }"#,
            r#"{ "freight": null, "offers": [{ "id": "f", "kind": "free_freight" }] }"#,
        ],
        passes: &[
            r#"{ "freight": null }"#,
            r#"{ "offers": [{ "id": "f", "kind": "free_freight", "threshold": 9900 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR11",
        fails: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "低至 9.9 元" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "banner", "text": "19 元起" }] }"#,
        ],
        passes: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "低至 50 元" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "10 元券可用" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR12",
        fails: &[
            r#"{ "slogan": "全网最低" }"#,
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "史上最低" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "史上最低", "evidence": "2026 年第三方比价报告" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PR13",
        fails: &[
            r#"{ "ticked_by_default": ["cup"] }"#,
            r#"{ "draws.0.terms": "主办方保留最终解释权" }"#,
        ],
        passes: &["{}", r#"{ "draws.0.terms": "付款后 48 小时内发货" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "PR14",
        fails: &[
            r#"{ "products.0.floor": 0 }"#,
            r#"{ "products.1.floor": 0 }"#,
        ],
        passes: &["{}", r#"{ "products.0.floor": null }"#],
        ..PLAIN
    },
    Fixture {
        rule: "PR15",
        fails: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "返后价 80 元" }] }"#,
            r#"{ "products.0.spec": "返后仅 90" }"#,
        ],
        passes: &[
            "{}",
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "返现在收货后到账" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T1",
        fails: &[
            r#"{ "slogan": "仅限今日" }"#,
            r#"{ "popups": [{ "id": "p", "text": "优惠即将结束" }] }"#,
        ],
        passes: &["{}", r#"{ "slogan": "限时好茶" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "T2",
        fails: &[
            r#"{ "timers": [{ "id": "t", "ends": "every_midnight" }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "from_visit", "minutes": 10, "kept_by_server": true }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T3",
        fails: &[
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "a", "kind": "extension", "name": "返场", "from": "2026-11-12T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }, { "id": "b", "kind": "extension", "name": "再返场", "from": "2026-11-13T00:00:00+08:00", "until": "2026-11-14T00:00:00+08:00" }] }"#,
            r#"{ "published_at": "2026-11-11T12:00:00+08:00", "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "a", "kind": "extension", "name": "返场", "from": "2026-11-12T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }] }"#,
        ],
        passes: &[
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "a", "kind": "extension", "name": "返场", "from": "2026-11-12T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }] }"#,
            r#"{ "published_at": "2026-11-11T12:00:00+08:00", "notices": [{ "level": "change", "text": "活动延长一天" }], "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "a", "kind": "extension", "name": "返场", "from": "2026-11-12T00:00:00+08:00", "until": "2026-11-13T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T4",
        history: PAST,
        fails: &["{}", r#"{ "products.1.price": 4000 }"#],
        passes: &[
            r#"{ "products": [{ "sku": "tea", "name": "龙井", "price": 8800, "tags": ["tea"] }] }"#,
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-03T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T5",
        fails: &[
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-11T20:00:00+08:00" }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:01+08:00" }] }"#,
        ],
        passes: &[
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-11T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T6",
        fails: &[
            r#"{ "timers": [{ "id": "t", "ends": "every_midnight" }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "from_visit", "minutes": 10 }] }"#,
        ],
        passes: &[
            r#"{ "timers": [{ "id": "t", "ends": "from_visit", "minutes": 10, "kept_by_server": true }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T7",
        fails: &[
            r#"{ "goals": [{ "kind": "evergreen" }], "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "goals": [{ "kind": "retain" }, { "kind": "evergreen" }], "timers": [{ "id": "t", "ends": "every_midnight" }] }"#,
        ],
        passes: &[
            r#"{ "goals": [{ "kind": "evergreen" }] }"#,
            r#"{ "goals": [{ "kind": "sales" }], "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T8",
        fails: &[
            r#"{ "published_at": "2026-10-31T12:00:00+08:00" }"#,
            r#"{ "published_at": "2026-10-31T00:00:01+08:00" }"#,
        ],
        passes: &["{}", r#"{ "published_at": "2026-10-31T00:00:00+08:00" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "T9",
        fails: &[
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-01T00:00:00+08:00", "until": "2026-12-10T00:00:00+08:00" }] }"#,
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-01-01T00:00:00+08:00", "until": "2026-12-31T00:00:00+08:00" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "phases": [{ "id": "live", "kind": "live", "name": "正式", "from": "2026-11-01T00:00:00+08:00", "until": "2026-12-02T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "SC1",
        fails: &[
            r#"{ "scarcity": [{ "id": "s", "text": "仅剩 {} 件", "source": "literal" }] }"#,
            r#"{ "scarcity": [{ "id": "s", "text": "仅剩最后10件", "source": "server" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "scarcity": [{ "id": "s", "text": "仅剩 {} 件", "source": "server" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "SC2",
        fails: &[
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "已有很多人已抢" }] }"#,
            r#"{ "slogan": "仅剩少量" }"#,
        ],
        passes: &[
            "{}",
            r#"{ "scarcity": [{ "id": "s", "text": "仅剩 {} 件", "source": "server" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "SC3",
        fails: &[
            r#"{ "scarcity": [{ "id": "s", "text": "购物车为您保留 {}", "source": "server" }] }"#,
            r#"{ "copy": [{ "id": "b", "place": "page", "text": "已为您保留名额" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "scarcity": [{ "id": "s", "text": "购物车为您保留 {}", "source": "reservation" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "SC4",
        fails: &[
            r#"{ "group_fill": "unlabelled" }"#,
            r#"{ "slogan": "拼团", "group_fill": "unlabelled" }"#,
        ],
        passes: &[
            r#"{ "group_fill": "never" }"#,
            r#"{ "group_fill": "labelled" }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "SC5",
        fails: &[
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00", "shown_before_hours": 49 }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00", "shown_before_hours": 240 }] }"#,
        ],
        passes: &[
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00", "shown_before_hours": 48 }] }"#,
            r#"{ "timers": [{ "id": "t", "ends": "at", "at": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "T10",
        fails: &[
            r#"{ "time_zone": { "offset": "+09:00" } }"#,
            r#"{ "time_zone": { "name": "Asia/Shangai" } }"#,
            r#"{ "time_zone": { "name": "Europe/London", "offset": "+01:00" } }"#,
            r#"{ "time_zone": { "name": "America/New_York", "offset": "-05:00" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "time_zone": { "name": "Europe/London", "offset": "+00:00" } }"#,
            r#"{ "time_zone": { "name": "Pacific/Apia", "offset": "+13:00" } }"#,
            r#"{ "time_zone": { "name": "Etc/GMT-1", "offset": "+01:00" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "WX1",
        profile: WECHAT_H5,
        fails: &[
            r#"{ "assists": [{ "id": "a", "name": "助力", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "helpers": 3, "trigger": "help", "reward": { "kind": "coupon", "coupon": "c10" } }] }"#,
            r#"{ "invites": [{ "id": "i", "name": "分享3人领20元券", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 3, "trigger": "share", "inviter": { "kind": "coupon", "coupon": "c10" } }] }"#,
            r#"{ "sign_ins": [{ "id": "s", "name": "签到", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "days": [{ "kind": "points", "points": 1 }], "share_to_make_up": true }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "sign_ins": [{ "id": "s", "name": "签到", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "days": [{ "kind": "points", "points": 1 }] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "WX2",
        profile: WECHAT_MP,
        fails: &[
            r#"{ "assists": [{ "id": "a", "name": "助力", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "trigger": "help", "reward": { "kind": "coupon", "coupon": "c10" } }] }"#,
            r#"{ "assists": [{ "id": "a", "name": "助力", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "helpers": 3, "trigger": "help", "reward": { "kind": "random_cash", "least": 1, "most": 100 } }] }"#,
            r#"{ "invites": [{ "id": "i", "name": "分享3人领20元券", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 3, "trigger": "share", "inviter": { "kind": "coupon", "coupon": "c10" } }] }"#,
        ],
        passes: &[
            r#"{ "assists": [{ "id": "a", "name": "助力", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "helpers": 3, "trigger": "help", "reward": { "kind": "coupon", "coupon": "c10" } }] }"#,
            r#"{ "invites": [{ "id": "i", "name": "邀请3位好友下单", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 3, "trigger": "first_order", "inviter": { "kind": "coupon", "coupon": "c10" } }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "WX3",
        profile: WECHAT_MP,
        fails: &[
            r#"{ "invites": [{ "id": "i", "name": "邀请", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 1, "trigger": "register", "inviter": { "kind": "points", "points": 5 }, "gate": true }] }"#,
            r#"{ "slogan": "分享后可见" }"#,
        ],
        passes: &["{}", r#"{ "slogan": "欢迎分享" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "WX4",
        fails: &[
            r#"{ "share_card": { "title": "领 100 元" } }"#,
            r#"{ "share_card": { "title": "春茶节", "text": "免费拿茶" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "share_card": { "title": "春茶节", "text": "好茶一起喝" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "WX5",
        profile: WECHAT_H5,
        fails: &[
            r#"{ "share_card": { "title": "红包", "platform_look": true } }"#,
            r#"{ "share_card": { "platform_look": true } }"#,
        ],
        passes: &["{}", r#"{ "share_card": { "title": "红包" } }"#],
        ..PLAIN
    },
    Fixture {
        rule: "WX6",
        fails: &[
            r#"{ "invites": [{ "id": "i", "name": "邀请", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 1, "trigger": "first_order", "inviter": { "kind": "points", "points": 5 }, "levels": 2 }] }"#,
            r#"{ "invites": [{ "id": "i", "name": "邀请", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 1, "trigger": "register", "inviter": { "kind": "points", "points": 5 }, "levels": 3 }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "invites": [{ "id": "i", "name": "邀请", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "people": 1, "trigger": "register", "inviter": { "kind": "points", "points": 5 } }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "U1",
        fails: &[
            r#"{ "popups": [{ "id": "p", "text": "领券", "close_mark": false }] }"#,
            r#"{ "popups": [{ "id": "p", "text": "领券", "close_after_ms": 3000 }] }"#,
            r#"{ "popups": [{ "id": "p", "text": "领券", "per_visit": 2 }] }"#,
        ],
        passes: &["{}", r#"{ "popups": [{ "id": "p", "text": "领券" }] }"#],
        ..PLAIN
    },
    Fixture {
        rule: "U2",
        fails: &[
            r#"{ "popups": [{ "id": "p", "text": "领券" }, { "id": "q", "text": "再领" }] }"#,
            r#"{ "popups": [{ "id": "p", "text": "领券" }, { "id": "q", "text": "再领" }, { "id": "r", "text": "还有" }] }"#,
        ],
        passes: &["{}", r#"{ "popups": [{ "id": "p", "text": "领券" }] }"#],
        ..PLAIN
    },
    Fixture {
        rule: "RV1",
        fails: &[
            r#"{ "reviews": [{ "id": "r", "name": "晒单", "reward": { "kind": "points", "points": 5 }, "only_praise": true }] }"#,
            r#"{ "slogan": "五星好评有礼" }"#,
        ],
        passes: &[
            "{}",
            r#"{ "reviews": [{ "id": "r", "name": "晒单", "reward": { "kind": "points", "points": 5 } }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "AP1",
        profile: APP,
        fails: &[
            r#"{ "faq": null }"#,
            r#"{ "faq": [{ "question": "怎么退？", "answer": "按实付退。" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "faq": null, "draws": null, "draw_terms": null }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "BG1",
        fails: &[
            r#"{ "offers": [{ "id": "b", "kind": "bargain", "sku": "tea", "price": 100, "helpers": 101, "hours": 24, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "offers": [{ "id": "b", "kind": "bargain", "sku": "tea", "price": 100, "helpers": 1000, "hours": 24, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "offers": [{ "id": "b", "kind": "bargain", "sku": "tea", "price": 100, "helpers": 7, "hours": 24, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI1",
        fails: &[
            r#"{ "personalisation": { "inputs": ["member"], "reason": "会员价" } }"#,
            r#"{ "personalisation": { "off_switch": false, "inputs": ["region"], "reason": "按城市" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member"], "reason": "会员价" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI2",
        fails: &[
            r#"{ "audiences": [{ "fact": "member:black", "name": "黑卡" }, { "fact": "member:silver", "name": "银卡" }], "coupons": [{ "id": "a", "level": "shop", "name": "券", "audience": "member:black", "threshold": 10000, "amount": 1000, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }, { "id": "c10", "level": "shop", "name": "券", "audience": "member:silver", "threshold": 20000, "amount": 1000, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }] }"#,
            r#"{ "audiences": [{ "fact": "member:black", "name": "黑卡" }, { "fact": "new_buyer", "name": "新客" }], "offers": [{ "id": "a", "kind": "free_freight", "threshold": 5000, "audience": "member:black" }, { "id": "b", "kind": "free_freight", "threshold": 9000, "audience": "new_buyer" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "audiences": [{ "fact": "member:black", "name": "黑卡" }, { "fact": "new_buyer", "name": "新客" }], "offers": [{ "id": "a", "kind": "free_freight", "threshold": 5000, "audience": "member:black" }, { "id": "b", "kind": "free_freight", "threshold": 5000, "audience": "new_buyer" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI3",
        fails: &[
            r#"{ "audiences": [{ "fact": "spends_much", "name": "高消费用户" }] }"#,
            r#"{ "personalisation": { "off_switch": true, "inputs": ["device"], "reason": "机型" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "audiences": [{ "fact": "region:east", "name": "华东（可当日达）" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI4",
        fails: &[
            r#"{ "minors": { "personalised": true } }"#,
            r#"{ "minors": { "addressed": true, "may_draw": true } }"#,
        ],
        passes: &[
            r#"{ "minors": { "addressed": true } }"#,
            r#"{ "minors": { "may_draw": true } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI5",
        fails: &[
            r#"{ "analytics": { "fields": ["phone"], "after_consent": true } }"#,
            r#"{ "analytics": { "fields": ["step", "userOpenId"], "after_consent": true } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "analytics": { "fields": ["step", "coupon"], "after_consent": true } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI6",
        fails: &[
            r#"{ "analytics": { "fields": ["step"] } }"#,
            r#"{ "analytics": { "fields": ["step"], "after_consent": false } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "analytics": { "fields": ["step"], "after_consent": true } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI7",
        fails: &[
            r#"{ "experiments": [{ "id": "e", "unit": "shopper", "review": { "reviewer": "王芳", "date": "2026-11-02", "reason": "同价比较" }, "variations": [{ "id": "a", "weight": 5000, "offers": ["full"] }, { "id": "b", "weight": 5000 }] }] }"#,
            r#"{ "experiments": [{ "id": "e", "unit": "shopper", "review": { "reviewer": "王芳", "date": "2027-01-01", "reason": "同价比较" }, "variations": [{ "id": "a", "weight": 5000, "offers": ["full"] }, { "id": "b", "weight": 5000 }] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "experiments": [{ "id": "e", "unit": "shopper", "review": { "reviewer": "王芳", "date": "2026-10-01", "reason": "同价比较" }, "variations": [{ "id": "a", "weight": 5000, "offers": ["full"] }, { "id": "b", "weight": 5000 }] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "PI8",
        fails: &[
            r#"{ "audiences": [{ "fact": "region:east", "name": "华东用户" }] }"#,
            r#"{ "audiences": [{ "fact": "member:black", "name": "黑卡" }, { "fact": "region", "name": "一线城市" }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "audiences": [{ "fact": "region:east", "name": "华东（可当日达）" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU1",
        profile: EU,
        history: PAST,
        fails: &[
            r#"{ "products.0.compare_at": { "price": 8800, "basis": "lowest_7_days" } }"#,
            r#"{ "products.0.compare_at": { "price": 9900, "basis": "lowest_30_days" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "products.0.compare_at": { "price": 8800, "basis": "lowest_30_days" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU2",
        profile: EU,
        history: PAST,
        fails: &[
            r#"{ "products.0.price": 8800, "products.0.compare_at": { "price": 9900, "basis": "lowest_30_days" } }"#,
            r#"{ "products.0.price": 9000, "products.0.compare_at": { "price": 9900, "basis": "suggested_retail" } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "products.0.price": 8000, "products.0.compare_at": { "price": 8800, "basis": "lowest_30_days" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU3",
        profile: EU,
        fails: &[
            r#"{ "reviews": [{ "id": "r", "name": "晒单", "reward": { "kind": "points", "points": 5 } }] }"#,
            r#"{ "reviews": [{ "id": "r", "name": { "zh-CN": "晒单", "en": "Review us" }, "reward": { "kind": "points", "points": 5 } }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "reviews": [{ "id": "r", "name": { "zh-CN": "晒单", "en": "Rewarded reviews" }, "reward": { "kind": "points", "points": 5 } }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU4",
        profile: EU,
        fails: &[
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member"], "reason": "会员价" } }"#,
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member"], "reason": { "zh-CN": "会员价", "en": "Member prices" } } }"#,
        ],
        passes: &[
            "{}",
            r#"{ "personalisation": { "off_switch": true, "inputs": ["member"], "reason": { "zh-CN": "会员价", "en": "Prices are personalised for members" } } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU5",
        profile: EU,
        fails: &[
            r#"{ "name": "春茶节" }"#,
            r#"{ "products.0.name": "龙井" }"#,
            r#"{ "coupons.0.name": "全店券" }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "EU6",
        profile: UK,
        fails: &[
            r#"{ "popups": [{ "id": "p", "text": "领券", "per_visit": 2 }] }"#,
            r#"{ "popups": [{ "id": "p", "text": "领券" }, { "id": "q", "text": "再领", "per_visit": 9 }] }"#,
        ],
        passes: &["{}", r#"{ "popups": [{ "id": "p", "text": "领券" }] }"#],
        ..PLAIN
    },
    Fixture {
        rule: "UK1",
        profile: UK,
        fails: &[
            r#"{ "freight": null }"#,
            r#"{ "freight": null, "slogan": "tea" }"#,
        ],
        passes: &["{}", r#"{ "freight": 0 }"#],
        ..PLAIN
    },
    Fixture {
        rule: "UK2",
        profile: UK,
        fails: &[
            r#"{ "reviews": [{ "id": "r", "name": "晒单", "reward": { "kind": "points", "points": 5 } }] }"#,
            r#"{ "reviews": [{ "id": "r", "name": { "zh-CN": "晒单", "en": "Praise" }, "reward": { "kind": "cash", "amount": 5 }, "only_praise": true }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "reviews": [{ "id": "r", "name": { "zh-CN": "晒单", "en": "Incentivised reviews" }, "reward": { "kind": "points", "points": 5 } }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST1",
        fails: &[
            r#"{ "offers": [{ "id": "f", "kind": "full_reduction", "tiers": [{ "threshold": 75001, "off": 100 }] }] }"#,
            r#"{ "offers": [{ "id": "f", "kind": "full_reduction", "scope": { "skus": ["cup"] }, "tiers": [{ "threshold": 25001, "off": 100 }] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "offers": [{ "id": "f", "kind": "full_reduction", "tiers": [{ "threshold": 75000, "off": 100 }] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST2",
        fails: &[
            r#"{ "offers": [{ "id": "f", "kind": "full_reduction", "tiers": [{ "threshold": 20000, "off": 20000 }] }] }"#,
            r#"{ "coupons.0.amount": 10000 }"#,
        ],
        passes: &["{}", r#"{ "coupons.0.amount": 9999 }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST3",
        fails: &[
            r#"{ "costs": [{ "sku": "tea", "cost": 9500 }] }"#,
            r#"{ "costs": [{ "sku": "cup", "cost": 4000 }, { "sku": "tea", "cost": 9999 }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "costs": [{ "sku": "tea", "cost": 4000 }, { "sku": "cup", "cost": 2000 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST4",
        fails: &[
            r#"{ "offers": [{ "id": "f", "kind": "full_reduction", "scope": { "tags": ["tea"], "without": ["tea"] }, "tiers": [{ "threshold": 20000, "off": 100 }] }] }"#,
            r#"{ "tags": [{ "tag": "tea", "name": "茶" }, { "tag": "silk", "name": "丝" }], "coupons.0.scope": { "tags": ["silk"] } }"#,
        ],
        passes: &["{}", r#"{ "coupons.0.scope": { "tags": ["tea"] } }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST5",
        fails: &[
            r#"{ "phases.0.until": "2026-11-09T00:00:00+08:00" }"#,
            r#"{ "phases.1.from": "2026-11-10T00:00:01+08:00" }"#,
        ],
        passes: &["{}", r#"{ "phases.0.until": "2026-11-11T00:00:00+08:00" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST6",
        fails: &[
            r#"{ "phases.1.kind": "extension" }"#,
            r#"{ "phases.0.kind": "extension", "phases.1.kind": "extension" }"#,
        ],
        passes: &["{}", r#"{ "phases.0.kind": "live" }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST7",
        fails: &[
            r#"{ "coupons.0.claim": { "from": "2026-10-31T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" } }"#,
            r#"{ "draws.0.from": "2026-10-01T00:00:00+08:00" }"#,
        ],
        passes: &[
            "{}",
            r#"{ "coupons.0.claimable": false, "coupons.0.claim": { "from": "2026-10-31T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" } }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST8",
        fails: &[
            r#"{ "points_shop": [{ "id": "p", "reward": { "kind": "chances", "draw": "grid", "count": 1 }, "cost": 10 }] }"#,
            r#"{ "sign_ins": [{ "id": "s", "name": "签到", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00", "days": [{ "kind": "points", "points": 1 }, { "kind": "chances", "draw": "scratch", "count": 1 }] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "points_shop": [{ "id": "p", "reward": { "kind": "chances", "draw": "wheel", "count": 1 }, "cost": 10 }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST9",
        fails: &[r#"{ "budget": 99999 }"#, r#"{ "budget": 0 }"#],
        passes: &["{}", r#"{ "budget": 100000 }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST10",
        fails: &[
            r#"{ "offers": [{ "id": "a", "kind": "time_limited", "rate": 7000, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "b", "kind": "time_limited", "rate": 5000, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "offers": [{ "id": "a", "kind": "time_limited", "rate": 7000, "audience": "member:black", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "b", "kind": "time_limited", "rate": 5000, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        passes: &[
            r#"{ "offers": [{ "id": "a", "kind": "time_limited", "rate": 7000, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }, { "id": "b", "kind": "time_limited", "rate": 5000, "audience": "member:black", "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
            r#"{ "offers": [{ "id": "a", "kind": "time_limited", "rate": 7000, "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, { "id": "b", "kind": "time_limited", "rate": 5000, "from": "2026-11-11T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST11",
        fails: &[
            r#"{ "coupons": [{ "id": "c10", "level": "shop", "name": "券", "scope": { "tags": ["tea"] }, "threshold": 10000, "amount": 1000, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }, { "id": "c20", "level": "shop", "name": "券", "threshold": 20000, "amount": 2500, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }], "ladders": [{ "id": "l", "name": "阶梯", "coupons": ["c10", "c20"] }] }"#,
            r#"{ "coupons": [{ "id": "c10", "level": "shop", "name": "券", "threshold": 10000, "amount": 1000, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }, { "id": "c20", "level": "shop", "name": "券", "scope": { "skus": ["cup"] }, "threshold": 20000, "amount": 2500, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }], "ladders": [{ "id": "l", "name": "阶梯", "coupons": ["c10", "c20"] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "coupons": [{ "id": "c10", "level": "shop", "name": "券", "threshold": 10000, "amount": 1000, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }, { "id": "c20", "level": "shop", "name": "券", "threshold": 20000, "amount": 2500, "claim": { "from": "2026-11-01T00:00:00+08:00", "until": "2026-11-11T00:00:00+08:00" }, "validity": { "from": "2026-11-10T00:00:00+08:00", "until": "2026-11-15T00:00:00+08:00" }, "releases": [{ "count": 1 }] }], "ladders": [{ "id": "l", "name": "阶梯", "coupons": ["c10", "c20"] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST12",
        fails: &[
            r#"{ "flash_sales": [{ "id": "f", "name": "秒杀", "sessions": [{ "id": "a", "from": "2026-11-10T10:00:00+08:00", "until": "2026-11-10T14:00:01+08:00", "items": [{ "sku": "tea", "price": 4900 }] }, { "id": "b", "from": "2026-11-10T14:00:00+08:00", "until": "2026-11-10T16:00:00+08:00", "items": [{ "sku": "cup", "price": 1900 }] }] }] }"#,
            r#"{ "flash_sales": [{ "id": "f", "name": "秒杀", "sessions": [{ "id": "a", "from": "2026-11-10T10:00:00+08:00", "until": "2026-11-10T20:00:00+08:00", "items": [{ "sku": "tea", "price": 4900 }] }, { "id": "b", "from": "2026-11-10T14:00:00+08:00", "until": "2026-11-10T16:00:00+08:00", "items": [{ "sku": "cup", "price": 1900 }] }] }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "flash_sales": [{ "id": "f", "name": "秒杀", "sessions": [{ "id": "a", "from": "2026-11-10T10:00:00+08:00", "until": "2026-11-10T14:00:00+08:00", "items": [{ "sku": "tea", "price": 4900 }] }, { "id": "b", "from": "2026-11-10T14:00:00+08:00", "until": "2026-11-10T16:00:00+08:00", "items": [{ "sku": "cup", "price": 1900 }] }] }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "ST13",
        fails: &[
            r#"{ "promises": ["优先发货"] }"#,
            r#"{ "promises": ["付款后 48 小时内发货", "专属客服"] }"#,
        ],
        passes: &["{}", r#"{ "promises": ["付款后 48 小时内发货"] }"#],
        ..PLAIN
    },
    Fixture {
        rule: "ST14",
        fails: &[
            r#"{ "budget": 99999 }"#,
            r#"{ "budget": 150000, "coupons.0.releases": [{ "count": 151 }] }"#,
        ],
        passes: &[r#"{ "budget": 100000 }"#, "{}"],
        ..PLAIN
    },
    Fixture {
        rule: "ST15",
        fails: &[
            r#"{ "offers": [{ "id": "m", "kind": "member_extra", "rate": 9000, "audience": "member:black", "rate_base": "list" }] }"#,
            r#"{ "offers": [{ "id": "m", "kind": "member_extra", "rate": 9500, "audience": "member:black", "rate_base": "list", "scope": { "tags": ["tea"] } }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "offers": [{ "id": "m", "kind": "member_extra", "rate": 9000, "audience": "member:black" }] }"#,
        ],
        ..PLAIN
    },
    Fixture {
        rule: "WX7",
        profile: WECHAT_H5,
        fails: &[
            r#"{ "offers": [{ "id": "g", "kind": "group_buy", "name": "抽奖团", "price": 100, "size": 3, "hours": 24, "scope": { "skus": ["tea"] } }] }"#,
            r#"{ "offers": [{ "id": "g", "kind": "group_buy", "name": "三人团，一人中奖", "price": 100, "size": 3, "hours": 24, "scope": { "skus": ["tea"] } }] }"#,
        ],
        passes: &[
            "{}",
            r#"{ "offers": [{ "id": "g", "kind": "group_buy", "name": "三人团", "price": 100, "size": 3, "hours": 24, "scope": { "skus": ["tea"] } }] }"#,
        ],
        ..PLAIN
    },
];
