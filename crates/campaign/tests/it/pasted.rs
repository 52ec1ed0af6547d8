//! Texts as they are pasted from planning documents, and what is said of them.

use campaign::{Problem, Severity};

use super::{ALL_SAMPLES, sample_text};

/// What is found in a text that is the name of the campaign in some language.
#[track_caller]
fn found(locale: &str, text: &str) -> Vec<Problem> {
    let sample = sample_text("double11-2026");
    let from = sample.find("\"name\": {").expect("a name");
    let until = from + sample[from..].find('}').expect("its end");
    let mut name = String::from("\"name\": { \"zh-CN\": \"灯市\"");
    let written = campaign::json::write(&campaign::json::Value::text(text));
    if locale == "zh-CN" {
        name = name.replace("\"灯市\"", &written);
    } else {
        name += &format!(", \"{locale}\": {written}");
    }
    let document = [&sample[..from], &name, &sample[until..]].concat();
    let parsed = campaign::parse(&document);
    for problem in &parsed.problems {
        assert_eq!(problem.path, format!("name.{locale}"), "{problem}");
    }
    parsed.problems
}

/// One problem of this code, which says to write this; of `-` no more than what its code says.
#[track_caller]
fn says(severity: Severity, locale: &str, text: &str, code: &str, fix: &str) {
    let found = found(locale, text);
    let [problem] = &found[..] else {
        panic!("{text}: {found:?}");
    };
    assert_eq!((problem.severity, problem.code), (severity, code), "{text}");
    if fix == "-" {
        assert!(!problem.fix.starts_with("write \""), "{}", problem.fix);
    } else {
        assert_eq!(problem.fix, format!("write \"{fix}\""), "{text}");
    }
}

#[test]
fn what_a_file_is_refused_for() {
    for (text, code, fix) in [
        ("满减\u{fffd}券", "broken", "-"),
        ("满\u{200b}减", "invisible", "满减"),
        ("\u{feff}满减", "invisible", "满减"),
        ("满\u{ad}减", "invisible", "满减"),
        ("满\u{202e}减", "direction", "满减"),
        ("满\u{2067}减\u{2069}", "direction", "满减"),
        ("满减\u{7}", "control_character", "满减"),
        ("满\n减", "control_character", "满减"),
        // Some of it comes out as control characters, which are told first.
        ("å\u{87}\u{8f}", "control_character", "å"),
        ("æ»¡å‡\u{a0}", "mojibake", "满几"),
        ("æ»¡200å…ƒ", "mojibake", "满200元"),
        ("ï¼ˆå¤§ä¿ƒï¼‰", "mojibake", "（大促）"),
        ("100â‚¬", "mojibake", "100€"),
        ("CafÃ© sale", "mojibake", "Café sale"),
        ("锟斤拷锟斤拷", "mojibake", "-"),
        ("婊″噺锛屾弧璧", "mojibake", "-"),
        ("满[X]减[X]", "placeholder", "-"),
        ("满【XX】减", "placeholder", "-"),
        ("满{x}减", "placeholder", "-"),
        ("满［Ｘ］减", "placeholder", "-"),
        ("满XX元减XX元", "placeholder", "-"),
        ("满X元", "placeholder", "-"),
        ("满xx元", "placeholder", "-"),
        ("满××元", "placeholder", "-"),
        ("全场ＸＸ折", "placeholder", "-"),
        ("XX月XX日开抢", "placeholder", "-"),
        ("立减XX%", "placeholder", "-"),
        ("满____元", "placeholder", "-"),
    ] {
        says(Severity::Error, "zh-CN", text, code, fix);
        says(Severity::Error, "en", text, code, fix);
    }
}

#[test]
fn what_a_planner_is_warned_of() {
    for (locale, text, code, fix) in [
        ("zh-CN", "满减(mǎnjiǎn)专场", "pinyin", "满减专场"),
        ("zh-CN", "满减（mǎn jiǎn）", "pinyin", "满减"),
        ("zh-CN", "秒杀(Miǎoshā) 预热(yùrè)", "pinyin", "秒杀 预热"),
        ("zh-CN", "旅行(lǚxíng)季", "pinyin", "旅行季"),
        ("zh-CN", "满２００减２０", "full_width", "满200减20"),
        ("en", "Spend ２００", "full_width", "Spend 200"),
        ("zh-CN", "**满减**专场", "markdown", "满减专场"),
        ("zh-CN", "## 活动规则", "markdown", "活动规则"),
        ("zh-CN", "`满减`", "markdown", "满减"),
        ("zh-CN", "~~199~~ 99 元", "markdown", "199 99 元"),
        ("zh-CN", "见[规则](https://a.cn/r)", "markdown", "见规则"),
        ("zh-CN", "满减<br>专场", "markdown", "满减专场"),
        ("en", "Tea &amp; cups", "markdown", "Tea & cups"),
        ("zh-CN", "滿减专场", "script", "满减专场"),
        ("zh-CN", "優惠價", "script", "优惠价"),
        ("zh-TW", "滿减專場", "script", "滿減專場"),
    ] {
        says(Severity::Warning, locale, text, code, fix);
    }
    let codes: Vec<&str> = found("zh-CN", "**滿２００减**２０(mǎnjiǎn)减(jiǎn)")
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["pinyin", "full_width", "markdown", "script"]);
}

#[test]
fn what_nothing_is_said_of() {
    for (locale, text) in [
        ("zh-CN", "满 200 减 20（可叠加）"),
        ("zh-CN", "咖啡(Café)节"),
        ("zh-CN", "苏格兰(Pitlochry)威士忌"),
        ("zh-CN", "套装(Set)"),
        ("zh-CN", "龙井(2026)"),
        ("zh-CN", "iPhone X 元气套装"),
        ("zh-CN", "2XL件件包邮"),
        ("zh-CN", "3×5 件"),
        ("zh-CN", "2×2件"),
        ("zh-CN", "X 战警联名"),
        ("zh-CN", "恭喜张**、李**中奖"),
        ("zh-CN", "恭喜 13*****88"),
        ("zh-CN", "#双11# 开抢"),
        ("zh-CN", "【限时】满减"),
        ("zh-CN", "[新品] 上市"),
        ("zh-CN", "a_b 联名"),
        ("zh-CN", "5 < 8 & 9"),
        ("zh-CN", "后台里面只有一个系列"),
        ("zh-CN", "什么时候都划算"),
        ("zh-TW", "什麼時候都划算，后妃的台階"),
        ("zh-TW", "滿 200 減 20，價格準確"),
        ("en", "“Café…” – naïve façade’s «déjà vu»"),
        ("en", "Über 20 °C, ½ price, Ångström, 100 €"),
        ("en", "São João – promoção"),
        ("en", "Crème brûlée™"),
    ] {
        assert_eq!(found(locale, text), [], "{text}");
    }
    for name in ALL_SAMPLES {
        assert_eq!(campaign::parse(&sample_text(name)).problems, []);
    }
}

#[test]
fn a_mended_text_is_shown_as_far_as_it_can_be_read() {
    let found = found("zh-CN", &"２".repeat(70));
    let [problem] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(problem.fix, format!("write \"{}…\"", "2".repeat(60)));
}
