//! What the names of the sample carts promise is what they cost.

use campaign::json::{Value, parse};

use crate::{dacu, err, out};

/// A campaign at an instant, and what its carts cost for its buyers. Coupons in the wallet follow a
/// `+`, prices that hold once the server has said so follow an `if`.
const PAID: &str = "\
full-reduction-steps at 2026-12-02T12:00:00+08:00
  tea-300 regular = 25000
  tea-600 regular = 55000
  food-600 regular = 50000
  home-299 regular = 27900
  home-500 regular = 43800
  all-three regular = 77900
first-100-half-price at 2026-09-30T12:00:00+08:00
  lantern regular = 10000 if flash:first-day:lantern 5000
  two regular = 20000 if flash:first-day:lantern 15000
  with-lamp regular = 33900 if flash:first-day:lantern 28900
first-100-half-price at 2026-09-30T09:40:00+08:00
  lantern black = 10000 if flash:first-day:lantern:member:black 5000
  lantern regular = 10000
flash-sessions at 2026-07-10T10:30:00+08:00
  fans regular = 5800
  three-fans regular = 10700
  umbrella regular = 9900 if flash:daily-20260710-1000:umbrella 5900
  basket regular = 9900
flash-sessions at 2026-07-10T12:30:00+08:00
  fans regular = 9800
  basket regular = 9900
member-day at 2026-12-08T12:00:00+08:00
  half regular = 5000
  half black = 4500
  honey regular = 18000
  honey black = 15800
  big regular +member-30 = 30800
new-buyers at 2027-01-05T12:00:00+08:00
  jasmine new +new-50 = 1
  jasmine regular +new-50 = 5799
  taste new = 100
  taste regular = 1790
  taste guest = 1790 if first-taste 900
  pack new +new-20 +new-40 = 32700
repurchase-7-days at 2026-10-15T12:00:00+08:00
  first regular = 10000
  again regular +again-15 = 12400
  snacks regular = 21800
clearance at 2026-08-25T12:00:00+08:00
  five-six-seven regular = 17520
  three-for-99 regular = 9900
  a-pair regular = 12400
  by-count regular = 33360
add-on-and-gifts at 2026-09-04T12:00:00+08:00
  for-one regular = 8000
  nuts regular = 5980
  add-on regular = 20890
  gifts regular = 31800
group-buy at 2027-03-20T12:00:00+08:00
  nuts regular = 12900 if group-3-nuts 8900
  umbrella regular = 9900 if group-2-umbrella 6900
  more regular = 28700 if group-5-longjing 22700
bargain at 2026-10-17T12:00:00+08:00
  candle regular = 10000 if bargain-candle 100
  gaiwan regular = 12900 if bargain-gaiwan 5900
  lamp regular +help-30 = 20900
invite at 2027-04-10T12:00:00+08:00
  inviter regular +invite-20 = 13900
  friend new +friend-10 = 8700
  friend regular +friend-10 = 9700
  together regular = 32800
fission-red-packet at 2027-01-16T12:00:00+08:00
  friend new +packet-5 = 12400
  stacked regular +packet-15 = 31200
  honey regular = 9700
points-and-sign-in at 2026-10-05T12:00:00+08:00
  longjing regular = 8000
  longjing fresh = 10000
  jasmine regular = 2730
  coupon fresh +shop-10 = 8890
draw-grid-and-scratch at 2026-12-19T12:00:00+08:00
  coupon-20 regular +grid-20 = 10900
  coupon-5 regular +grid-5 = 7200
  tea regular = 15900
nested-phases at 2026-12-13T12:00:00+08:00
  wear regular +early-20 = 20800
  full-300 regular = 25800
  full-500 regular = 47700
nested-phases at 2026-12-18T12:00:00+08:00
  full-500 regular = 42700
evergreen at 2027-06-10T12:00:00+08:00
  tea member = 15105
  honey member = 7900
  honey regular = 9900
  home member = 7900
  home regular = 8900
eu-spring at 2027-04-10T12:00:00+02:00
  tea regular = 3274
  table regular = 4762
  home regular = 4470
uk-bank-holiday at 2027-05-01T12:00:00+01:00
  snacks regular = 1500
  tea regular = 1500
  forty regular = 4100
";

/// Each row with its campaign and instant.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut head = ("", "");
    PAID.lines().filter_map(move |line| {
        if let Some(row) = line.strip_prefix("  ") {
            return Some((head.0, head.1, row));
        }
        head = line.split_once(" at ").expect("a campaign and an instant");
        None
    })
}

/// The row again, with the amounts that `dacu quote` gives.
#[track_caller]
fn priced(campaign: &str, at: &str, row: &str) -> String {
    let file = format!("public/campaigns/{campaign}.json");
    let (asked, told) = row.split_once(" = ").expect("an amount");
    let mut words = asked.split(' ');
    let (cart, buyer) = (words.next().unwrap(), words.next().unwrap());
    let mut args = vec!["quote", "--campaign", &file, "--at", at, "--json"];
    args.extend(["--sample-cart", cart, "--sample-buyer", buyer]);
    for coupon in words {
        args.extend(["--coupon", coupon.trim_start_matches('+')]);
    }
    let said = dacu(&args);
    assert_eq!(err(&said), "", "{args:?}");
    let quote = parse(out(&said)).expect("JSON");
    let int = |value: &Value| value.get("payable").and_then(Value::as_int).unwrap_or(-1);
    let mut found = format!("{asked} = {}", int(&quote));
    if let Some((_, condition)) = told.split_once(" if ") {
        let offer = condition.split(' ').next().unwrap();
        let all = quote.get("conditional").map_or(&[][..], Value::items);
        for one in all {
            if one.get("offer").and_then(Value::as_text) == Some(offer) {
                found += &format!(" if {offer} {}", int(one));
            }
        }
    }
    found
}

#[test]
fn carts_cost_what_their_names_say() {
    for (campaign, at, row) in rows() {
        assert_eq!(priced(campaign, at, row), row, "{campaign} at {at}");
    }
}

/// A sample that is priced neither here nor in the tests of the campaign file promises what nobody
/// checks.
#[test]
fn every_sample_cart_is_priced() {
    let elsewhere = [
        "double11-2026",
        "618-2026",
        "spring-2027",
        "brand-day",
        "presale-2026",
        "schema",
    ];
    let folder = crate::root().join("public/campaigns");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if !json || elsewhere.contains(&&*name) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let campaign = campaign::parse(&text).campaign.unwrap();
        for cart in &campaign.samples.carts {
            let mut rows = rows();
            let start = format!("{} ", cart.id);
            let priced = rows.any(|(of, _, row)| of == name && row.starts_with(&start));
            assert!(priced, "{name} {}", cart.id);
        }
    }
}
