//! Limits, schedules and consolation of draws.

use campaign::Locale;
use campaign::prize::Given;
use campaign::say::rules;
use pricing::Instant;

use super::{at, problems::check_text, sample_text};

/// The sample with fields added to its first prize and to its draw.
fn with(prize: &str, draw: &str) -> String {
    sample_text("double11-2026")
        .replacen("\"stock\": 3000,", &format!("\"stock\": 3000, {prize}"), 1)
        .replacen(
            "\"daily_chances\": 1,",
            &format!("\"daily_chances\": 1, {draw}"),
            1,
        )
}

const LIMITS: &str = r#""per_day": 500, "per_buyer": 2, "windows": [
    { "from": "2026-11-10T20:00:00+08:00", "until": "2026-11-10T22:00:00+08:00" },
    { "from": "2026-11-11T20:00:00+08:00", "until": "2026-11-11T22:00:00+08:00" }],"#;
const DRAW: &str = r#""per_buyer": 5, "consolation": "points-50","#;

#[test]
fn limits_are_read() {
    let parsed = campaign::parse(&with(LIMITS, DRAW));
    // Points are without stock in the sample.
    assert_eq!(parsed.problems, []);
    let draw = &parsed.campaign.expect("no problems").draws[0];
    let prize = &draw.prizes[0];
    assert_eq!((prize.per_day, prize.per_buyer), (Some(500), Some(2)));
    assert_eq!(prize.windows.len(), 2);
    assert_eq!((draw.per_buyer, draw.consolation), (Some(5), Some(2)));
}

#[test]
fn what_is_wrong_with_limits() {
    let day = "\"2026-11-11T20:00:00+08:00\", \"until\": \"2026-11-11T22:00:00+08:00\"";
    for (prize, draw, expected) in [
        (
            LIMITS.replace(
                day,
                "\"2026-11-13T20:00:00+08:00\", \"until\": \"2026-11-13T22:00:00+08:00\"",
            ),
            DRAW,
            "prizes[0].windows[1]: it lies outside the time of the draw",
        ),
        (
            LIMITS.replace(
                day,
                "\"2026-11-10T21:00:00+08:00\", \"until\": \"2026-11-11T22:00:00+08:00\"",
            ),
            DRAW,
            "prizes[0].windows[1].from: it begins before the one above has ended",
        ),
        (
            LIMITS.replace("500", "0"),
            DRAW,
            "prizes[0].per_day: must be from 1 to 100000000",
        ),
        (
            LIMITS.to_owned(),
            "\"consolation\": \"coupon-5\",",
            "consolation: a consolation prize is something, and without stock, limits and schedule",
        ),
        (
            LIMITS.to_owned(),
            "\"consolation\": \"none\",",
            "consolation: a consolation prize is something, and without stock, limits and schedule",
        ),
        (
            LIMITS.to_owned(),
            "\"consolation\": \"car\",",
            "consolation: there is no prize `car`",
        ),
        (
            LIMITS.to_owned(),
            "\"commitment\": \"ABC\",",
            "commitment: a commitment is a SHA-256 in 64 lower-case hexadecimal digits",
        ),
    ] {
        check_text(
            &with(&prize, draw),
            &[&format!("error draws[0].{expected}")],
        );
    }
    let commitment = format!("\"commitment\": \"{}\",", "0af9".repeat(16));
    check_text(&with("", &commitment), &[]);
}

/// One turn that drew the limited prize; the draw's other prizes are named by id.
#[track_caller]
fn check(draw: &str, now: Instant, given: Given, expected: Option<&str>) {
    let parsed = campaign::parse(&with(LIMITS, draw));
    let mut draw = parsed.campaign.expect("no problems").draws.remove(0);
    if expected.is_none() {
        draw.prizes.retain(|prize| prize.id != "none");
    }
    let prize = draw
        .given(0, now, &given)
        .map(|prize| draw.prizes[prize].id.as_str());
    assert_eq!(prize, expected, "{given:?}");
}

#[test]
fn what_is_given_for_what_was_drawn() {
    let on = at("2026-11-10T21:00:00+08:00");
    let between = at("2026-11-10T22:00:00+08:00");
    let given = |in_all, today, to_buyer, won| Given {
        in_all,
        today,
        to_buyer,
        won,
    };
    check(DRAW, on, given(0, 0, 0, 0), Some("coupon-5"));
    check(DRAW, on, given(2_999, 499, 1, 4), Some("coupon-5"));
    check(DRAW, on, given(3_000, 0, 0, 0), Some("points-50"));
    check(DRAW, on, given(500, 500, 0, 0), Some("points-50"));
    check(DRAW, on, given(2, 2, 2, 2), Some("points-50"));
    check(DRAW, between, given(0, 0, 0, 0), Some("points-50"));
    // Whoever has won all that one may win gets no consolation either.
    check(DRAW, on, given(0, 0, 0, 5), Some("none"));
    // Without consolation it is the blank, and without a blank the turn is refused.
    check("", between, given(0, 0, 0, 0), Some("none"));
    check("", between, given(0, 0, 0, 0), None);
}

#[test]
fn a_blank_is_a_blank() {
    let parsed = campaign::parse(&with(LIMITS, DRAW));
    let draw = parsed.campaign.expect("no problems").draws.remove(0);
    let blank = draw.prizes.iter().position(|prize| prize.id == "none");
    let full = Given {
        in_all: u32::MAX,
        today: u32::MAX,
        to_buyer: u32::MAX,
        won: u32::MAX,
    };
    let found = draw.given(blank.expect("a blank"), Instant::MAX, &full);
    assert_eq!(found, blank);
    assert_eq!(draw.given(99, Instant::MAX, &full), None);
}

/// The lines of a part of the rules that are not in the rules of the plain sample.
fn new_lines(text: &str, locale: Locale) -> Vec<String> {
    let plain = rules(&super::sample("double11-2026"), locale);
    let campaign = campaign::parse(text).campaign.expect("no problems");
    let known = |line: &String| plain.iter().any(|section| section.lines.contains(line));
    let lines = rules(&campaign, locale)
        .into_iter()
        .flat_map(|section| section.lines);
    lines.filter(|line| !known(line)).collect()
}

#[test]
fn the_rules_say_it() {
    let digits = "0af9".repeat(16);
    let draw = format!("{DRAW} \"commitment\": \"{digits}\",");
    let text = with(LIMITS, &draw);
    assert_eq!(
        new_lines(&text, Locale::ZhCn),
        [
            "5 元券：中奖概率 30.6%，共 3,000 张，每天最多 500 份，每人最多 2 份，放奖时段 11月10日 20:00–22:00、11月11日 20:00–22:00，价值 ¥5，满 59 元可用，11月19日 24:00 到期。".to_owned(),
            "每人最多中奖 5 次。".to_owned(),
            "抽中的奖品已发完、已达上限或不在放奖时段时，改发“50 积分”；其他奖品的中奖概率不变。"
                .to_owned(),
            format!("抽奖结果可验证：随机种子的 SHA-256 为 {digits}，抽奖结束后公布种子。"),
        ]
    );
    let once = with(LIMITS, "\"per_buyer\": 1,");
    assert_eq!(
        new_lines(&once, Locale::En),
        [
            "¥5 coupon: odds 30.6%; 3,000 in all; up to 500 a day; up to 2 each; can be won Nov 10, 20:00–22:00 and Nov 11, 20:00–22:00; worth ¥5; spend ¥59 or more; expires Nov 19, 24:00.",
            "One prize each.",
            "Where the prize drawn has run out, has reached its limit or cannot be won at the time, \"No prize\" is given for it; the odds of other prizes stay the same.",
        ]
    );
}
