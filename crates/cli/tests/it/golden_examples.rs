//! The examples that a planner would work out by hand first, each through `dacu` to the cent.

use campaign::Locale;
use campaign::json::{Value, parse};

use crate::{dacu, err, out, root};

const OWN: &str = "crates/cli/tests/campaigns";
const SAMPLES: &str = "public/campaigns";
const DAY: &str = "2026-11-11T10:00:00+08:00";

/// A cart in a file of its own; its name says whose it is.
fn cart_file(name: &str, text: &str) -> String {
    let file = std::env::temp_dir().join(format!("dacu-golden-{}-{name}.json", std::process::id()));
    std::fs::write(&file, text).expect("a temporary file");
    file.to_string_lossy().into_owned()
}

/// What `dacu` answers in JSON.
#[track_caller]
fn answer(args: &[&str]) -> Value {
    let said = dacu(&[args, &["--json"]].concat());
    assert_eq!((err(&said), said.status.code()), ("", Some(0)), "{args:?}");
    parse(out(&said)).expect("JSON")
}

#[track_caller]
fn quote(name: &str, folder: &str, campaign: &str, at: &str, cart: &str) -> Value {
    let campaign = format!("{folder}/{campaign}.json");
    let cart = cart_file(name, cart);
    answer(&[
        "quote",
        "--campaign",
        &campaign,
        "--cart",
        &cart,
        "--at",
        at,
    ])
}

#[track_caller]
fn int(value: &Value, field: &str) -> i64 {
    let int = value.get(field).and_then(Value::as_int);
    int.unwrap_or_else(|| panic!("no {field}"))
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    let text = value.get(field).and_then(Value::as_text);
    text.unwrap_or_default()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).map_or(&[][..], Value::items)
}

/// What a weight of loose tea, one cent a unit, takes off.
#[track_caller]
fn off(name: &str, campaign: &str, cents: i64, expected: i64) -> Value {
    let cart = format!("{{\"lines\":[{{\"sku\":\"loose\",\"quantity\":{cents}}}]}}");
    let quote = quote(name, OWN, campaign, DAY, &cart);
    assert_eq!(int(&quote, "list"), cents);
    let payable = int(&quote, "payable");
    assert_eq!(cents - payable, expected, "{campaign} at {cents}");
    quote
}

#[test]
fn g1_three_hundred_less_fifty_once_and_for_each() {
    for (cents, once, twice_at_most) in [
        (29_999, 0, 0),
        (30_000, 5_000, 5_000),
        (60_000, 5_000, 10_000),
        (89_999, 5_000, 10_000),
    ] {
        off("g1", "full-once", cents, once);
        off("g1", "full-each", cents, twice_at_most);
        off("g1", "full-each-unbounded", cents, twice_at_most);
    }
    // From here on the two ways to repeat part.
    off("g1", "full-each", 90_000, 10_000);
    off("g1", "full-each-unbounded", 90_000, 15_000);
}

#[test]
fn g2_the_best_of_three_steps_and_a_cent_to_the_next() {
    let quote = off("g2", "full-steps", 29_999, 2_000);
    let next = &list(&quote, "next")[0];
    assert_eq!(int(next.get("missing").unwrap(), "amount"), 1);
    assert_eq!(
        (int(next, "off_now"), int(next, "off_next")),
        (2_000, 5_000)
    );
    off("g2", "full-steps", 30_000, 5_000);
    off("g2", "full-steps", 50_000, 10_000);
}

#[track_caller]
fn payable(name: &str, folder: &str, campaign: &str, at: &str, cart: &str, expected: i64) -> Value {
    let quote = quote(name, folder, campaign, at, cart);
    assert_eq!(int(&quote, "payable"), expected, "{campaign}");
    quote
}

#[test]
fn g3_half_of_an_odd_price_goes_down() {
    let cart = r#"{"lines":[{"sku":"tea"}]}"#;
    payable("g3", OWN, "half", DAY, cart, 4_999);
}

#[test]
fn g4_members_multiply() {
    let at = "2026-12-08T10:00:00+08:00";
    for (member, expected) in [(false, 5_000), (true, 4_500)] {
        let cart = format!(
            r#"{{"lines":[{{"sku":"candle"}}],"buyer":{{"facts":{{"member:black":{member}}}}}}}"#
        );
        let quote = payable("g4", SAMPLES, "member-day", at, &cart, expected);
        assert_eq!(int(&quote, "list"), 10_000);
    }
}

#[test]
fn g5_the_order_of_half_and_full_reduction_is_told() {
    let cart = r#"{"lines":[{"sku":"tea"}]}"#;
    let first = payable("g5", OWN, "half-then-full", DAY, cart, 25_000);
    let cart = r#"{"lines":[{"sku":"tea"}],"buyer":{"coupons":["half"]}}"#;
    let last = payable("g5-last", OWN, "full-then-half", DAY, cart, 27_500);
    let order = |quote| {
        let applied: &[Value] = list(quote, "applied");
        let names = applied.iter().map(|one| text(one, "offer").to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(order(&first), ["half", "full"]);
    assert_eq!(order(&last), ["full", "half"]);
}

#[test]
fn g6_a_coupon_without_threshold_leaves_a_cent() {
    let at = "2027-01-05T10:00:00+08:00";
    let cart = r#"{"lines":[{"sku":"jasmine"}],"buyer":{"facts":{"new_buyer":true},"coupons":["new-50"]}}"#;
    let quote = payable("g6", SAMPLES, "new-buyers", at, cart, 1);
    let coupon = &list(&quote, "applied")[0];
    assert_eq!(
        (text(coupon, "offer"), int(coupon, "amount")),
        ("new-50", 4_998)
    );
}

#[test]
fn g7_half_price_only_with_a_claim() {
    let at = "2026-09-30T12:00:00+08:00";
    let check = |name: &str, buyer: &str, expected: i64, conditional: Option<i64>| {
        let cart = format!(r#"{{"lines":[{{"sku":"lantern"}}],"buyer":{{{buyer}}}}}"#);
        let quote = payable(name, SAMPLES, "first-100-half-price", at, &cart, expected);
        let shown = list(&quote, "conditional").first();
        assert_eq!(shown.map(|one| int(one, "payable")), conditional);
    };
    check("g7-without", "", 10_000, Some(5_000));
    let token = r#""tokens":["flash:first-day:lantern"]"#;
    check("g7-with", token, 5_000, None);
    // A claim that was not used in time is none.
    let late = r#""tokens":[{"offer":"flash:first-day:lantern","expires_at":"2026-09-30T11:00:00+08:00"}]"#;
    check("g7-late", late, 10_000, Some(5_000));
}

#[test]
fn g8_what_is_shared_goes_back_with_its_line() {
    let text = r#"{"lines":[{"sku":"a"},{"sku":"b"},{"sku":"c"}]}"#;
    let quote = payable("g8", OWN, "three-lines", DAY, text, 25_000);
    let shares = list(&quote, "lines").iter().map(|line| {
        let share = &list(line, "shares")[0];
        (int(share, "amount"), int(line, "payable"))
    });
    let expected = [(1_667, 8_333), (1_667, 8_333), (1_666, 8_334)];
    assert_eq!(shares.collect::<Vec<_>>(), expected);
    let cart = cart_file("g8-refund", text);
    for (line, (_, paid)) in ["a=1", "b=1", "c=1"].into_iter().zip(expected) {
        let campaign = format!("{OWN}/three-lines.json");
        let args = ["refund", "--campaign", &campaign, "--cart", &cart];
        let refund = answer(&[&args[..], &["--at", DAY, "--return", line]].concat());
        assert_eq!(int(&refund, "amount"), paid, "{line}");
    }
}

#[test]
fn g9_cashback_stands_beside_the_price() {
    let at = "2026-10-15T10:00:00+08:00";
    let cart = r#"{"lines":[{"sku":"black-tea"}]}"#;
    let quote = payable("g9", SAMPLES, "repurchase-7-days", at, cart, 10_000);
    let back = list(&quote, "beside").iter();
    let mut back = back.filter(|one| text(one, "offer") == "back-20");
    let gives = back.next().and_then(|one| one.get("gives"));
    assert_eq!(int(gives.expect("cashback"), "cashback"), 2_000);
    assert_eq!(int(&quote, "saved"), 800, "the freight, and no cashback");
}

#[test]
fn g10_a_bundle_is_shared_by_value() {
    let at = "2026-09-04T10:00:00+08:00";
    let cart = r#"{"lines":[{"sku":"gaiwan"},{"sku":"longjing"}]}"#;
    let quote = payable("g10", SAMPLES, "add-on-and-gifts", at, cart, 8_000);
    let lines = list(&quote, "lines").iter();
    let paid: Vec<i64> = lines.map(|line| int(line, "payable")).collect();
    assert_eq!(paid, [4_800, 3_200]);
}

#[test]
fn g11_every_cut_of_a_bargain_is_published() {
    let cart = r#"{"lines":[{"sku":"tea"}],"buyer":{"tokens":["bargain"]}}"#;
    payable("g11", OWN, "bargain-to-nothing", DAY, cart, 0);
    let file = root().join(OWN).join("bargain-to-nothing.json");
    let campaign = campaign::parse(&std::fs::read_to_string(&file).unwrap());
    let rules = campaign::say::rules(&campaign.campaign.unwrap(), Locale::ZhCn);
    let told: Vec<&String> = rules.iter().flat_map(|section| &section.lines).collect();
    assert!(
        told.iter()
            .any(|line| line.contains("前 4 位各砍 14.29 元，其余 3 位各砍 14.28 元")),
        "{told:#?}"
    );
    // Four of the one and three of the other are the whole, and nothing to pay is refused.
    assert_eq!(4 * 1_429 + 3 * 1_428, 10_000);
    lint("bargain-to-nothing", None, 1, &["error PR14"]);
}

/// What `dacu lint` says of a campaign beside the shop's books.
#[track_caller]
fn lint(campaign: &str, prices: Option<&str>, status: i32, findings: &[&str]) {
    let file = format!("{OWN}/{campaign}.json");
    let books = prices.map(|prices| format!("crates/cli/tests/prices/{prices}.json"));
    let mut args = vec!["lint", &file];
    if let Some(books) = &books {
        args.extend(["--history", books]);
    }
    let said = dacu(&args);
    assert_eq!(said.status.code(), Some(status), "{}", out(&said));
    for finding in findings {
        assert!(out(&said).contains(finding), "{finding}:\n{}", out(&said));
    }
    let errors = findings.iter().filter(|one| one.starts_with("error"));
    let count = format!("{} errors", errors.count());
    assert!(out(&said).contains(&count), "{}", out(&said));
}

#[test]
fn g12_a_price_struck_through_is_that_of_seven_days() {
    let above = "error PR1: 99.00 is above the lowest price of the seven days before, 88.00";
    lint("struck-9900", Some("tea"), 1, &[above]);
    lint("struck-8800", Some("tea"), 0, &[]);
    // Nothing but the books can tell.
    lint("struck-9900", None, 0, &[]);
}

#[test]
fn g13_bananas_at_129_are_not_reduced() {
    let none = "error EU2: a reduction is announced, but 1.29 is not below the lowest price of 30 days, 1.29";
    let above = "error EU1: 1.69 is above the lowest price of the 30 days before, 1.29";
    lint("bananas-23-off", Some("bananas"), 1, &[none, above]);
    lint("bananas", Some("bananas"), 0, &[]);
}

/// 10,000 yuan spent, 50,000 sold: a return on investment needs more than that.
#[test]
fn g14_five_for_one_and_no_guess_of_the_rest() {
    let said = dacu(&["roas", "--spend", "1000000", "--sales", "5000000"]);
    let expected = "ROAS 5.0\nROI unknown; it needs the margin of what was sold, --margin\n";
    assert_eq!((out(&said), err(&said)), (expected, ""));
}
