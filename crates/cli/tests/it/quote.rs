//! `dacu quote`: golden answers, and what it says of input that it cannot use.

use crate::{dacu, err, golden, misused, out, root};

const SAMPLES: &[(&str, &str, &str)] = &[
    ("618-2026", "two-shops", "2026-06-18T10:00:00+08:00"),
    ("double11-2026", "top-tier", "2026-11-11T20:00:00+08:00"),
    ("spring-2027", "gifts", "2027-01-23T12:00:00+08:00"),
];

#[test]
fn sample_campaigns_in_every_language() {
    for (campaign, cart, at) in SAMPLES {
        for locale in ["zh-CN", "zh-TW", "en"] {
            let file = format!("public/campaigns/{campaign}.json");
            let said = dacu(&[
                "quote",
                "--campaign",
                &file,
                "--sample-cart",
                cart,
                "--at",
                at,
                "--locale",
                locale,
            ]);
            assert_eq!((err(&said), said.status.code()), ("", Some(0)));
            golden(&format!("{campaign}.{locale}.txt"), out(&said));
        }
    }
}

#[test]
fn a_cart_file_with_a_wallet() {
    let args = [
        "quote",
        "--campaign",
        "public/campaigns/double11-2026.json",
        "--cart",
        "crates/cli/tests/carts/wallet.json",
        "--at",
        "2026-11-11T10:00:00+08:00",
    ];
    let said = dacu(&args);
    assert_eq!((err(&said), said.status.code()), ("", Some(0)));
    golden("wallet.txt", out(&said));
    let json = dacu(&[&args[..], &["--json"]].concat());
    golden("wallet.quote.json", out(&json));
    let insisting = [
        "--pin",
        "coupon-15",
        "--refuse",
        "coupon-30",
        "--coupon",
        "coupon-80",
    ];
    let said = dacu(&[&args[..], &insisting].concat());
    assert_eq!((err(&said), said.status.code()), ("", Some(0)));
    golden("wallet.insisting.txt", out(&said));
}

/// Sets, gifts and a deposit.
#[test]
fn what_comes_besides_the_price() {
    for (locale, name) in [("zh-CN", "sets.txt"), ("en", "sets.en.txt")] {
        let said = dacu(&[
            "quote",
            "--campaign",
            "public/campaigns/double11-2026.json",
            "--cart",
            "crates/cli/tests/carts/sets.json",
            "--at",
            "2026-11-11T23:00:00+08:00",
            "--locale",
            locale,
        ]);
        assert_eq!((err(&said), said.status.code()), ("", Some(0)));
        golden(name, out(&said));
    }
}

/// A deposit is a condition while it can be paid, and none once its window is over.
#[test]
fn a_deposit_that_can_no_longer_be_paid() {
    for (at, expected) in [
        ("2026-10-25T10:00:00+08:00", true),
        ("2026-11-01T10:00:00+08:00", false),
    ] {
        let said = dacu(&[
            "quote",
            "--campaign",
            "public/campaigns/presale-2026.json",
            "--sample-cart",
            "reserved",
            "--at",
            at,
        ]);
        assert_eq!((err(&said), said.status.code()), ("", Some(0)));
        assert_eq!(out(&said).contains("付了定金"), expected, "{}", out(&said));
    }
}

/// The command writes what the library writes.
#[test]
fn json_is_the_json_interface() {
    let campaign = "public/campaigns/double11-2026.json";
    let cart = "crates/cli/tests/carts/wallet.json";
    let at = "2026-11-11T10:00:00+08:00";
    let said = dacu(&[
        "quote",
        "--campaign",
        campaign,
        "--cart",
        cart,
        "--at",
        at,
        "--json",
    ]);
    let read = |file| std::fs::read_to_string(root().join(file)).expect(file);
    let now = campaign::civil::parse_instant(at).expect(at);
    let told = campaign::quote_json(&read(campaign), &read(cart), now.ms());
    assert_eq!(out(&said), told + "\n");
}

/// Without an instant it is this computer's, and the answer says so.
#[test]
fn the_clock_is_named() {
    let args = ["quote", "--campaign", "public/campaigns/618-2026.json"];
    let said = dacu(&args);
    let second = out(&said).lines().nth(1).unwrap_or_default().to_owned();
    assert!(
        second.starts_with("20") && second.ends_with("+08:00（本机时钟）"),
        "{second}"
    );
    let said = dacu(&[&args[..], &["--at", "2026-06-18T10:00:00+08:00"]].concat());
    assert_eq!(
        out(&said).lines().nth(1),
        Some("2026-06-18 10:00:00 +08:00")
    );
}

#[track_caller]
fn refused(args: &[&str], faults: &str) {
    let said = dacu(args);
    let told = err(&said).replace('\\', "/");
    assert_eq!(
        (told.as_str(), out(&said), said.status.code()),
        (faults, "", Some(2))
    );
}

const D11: &str = "public/campaigns/double11-2026.json";

fn cart(name: &str, text: &str) -> String {
    let file = std::env::temp_dir().join(format!("dacu-cli-{}-{name}.json", std::process::id()));
    std::fs::write(&file, text).expect("a temporary file");
    file.to_string_lossy().into_owned()
}

/// A test of prices: who takes no part is charged by the first variation, and never by two at once.
#[test]
fn offers_of_other_variations_are_in_no_quote() {
    let text = std::fs::read_to_string(root().join(D11)).expect("the sample");
    let full = |first: &str, second: &str| {
        let experiments = format!(
            r#"{{ "experiments": [{{ "id": "price", "unit": "shopper",
                "review": {{ "reviewer": "王芳", "date": "2026-10-01", "reason": "例" }},
                "variations": [{{ "id": "a", "weight": 5000{first} }}, {{ "id": "b", "weight": 5000{second} }}] }}],"#
        );
        let file = cart("tested", &text.replacen('{', &experiments, 1));
        let at = "2026-11-11T10:00:00+08:00";
        let said = dacu(&[
            "quote",
            "--campaign",
            &file,
            "--sample-cart",
            "top-tier",
            "--at",
            at,
            "--json",
        ]);
        assert_eq!((err(&said), said.status.code()), ("", Some(0)));
        let _ = std::fs::remove_file(file);
        out(&said).contains("\"full\"")
    };
    let own = r#", "offers": ["full"]"#;
    assert!(full(own, ""));
    assert!(!full("", own));
}

#[test]
fn bad_input_is_told_in_a_sentence_each() {
    refused(
        &["quote", "--campaign", "nowhere.json"],
        "error: nowhere.json: it cannot be read: No such file or directory (os error 2)\n",
    );
    refused(
        &["quote", "--campaign", "Cargo.toml"],
        "error: Cargo.toml:1:2: [0]: a value is expected here\n  \
         fix: correct the JSON at this place; an editor shows it in red\n",
    );
    refused(
        &["quote", "--campaign", D11, "--sample-cart", "huge"],
        "error: --sample-cart: the campaign has no sample cart `huge`; there is short-of-300, two-things, top-tier, black-card\n",
    );
    refused(
        &["quote", "--campaign", D11, "--pin", "c1"],
        "error: --pin: the campaign has no coupon `c1`; there is coupon-15, coupon-30, coupon-80, new-10, platform-25, draw-20, draw-5, free-order\n",
    );
    let wrong = cart("syntax", "{\n  \"lines\": [ { \"sku\": \"tea\", } ]\n}");
    refused(
        &["quote", "--campaign", D11, "--cart", &wrong],
        &format!(
            "error: {wrong}:2:30: lines[0]: no comma after the last entry\n  \
                  fix: correct the JSON at this place; an editor shows it in red\n"
        ),
    );
    let wrong = cart(
        "names",
        r#"{ "lines": [{ "sku": "teapot", "quantity": 0 }, { "sku": "tea" }, { "sku": "tea" }],
  "buyer": { "facts": { "member:gold": true }, "coupons": ["c9"], "tokens": ["flash:x"], "pointz": 3 } }"#,
    );
    refused(
        &["quote", "--campaign", D11, "--cart", &wrong],
        &format!(
            "error: {wrong}:1:22: lines[0].sku: there is no product `teapot` in the campaign\n  fix: correct the id, or add the entry that it names\n\
             error: {wrong}:1:44: lines[0].quantity: must be from 1 to 1000000\n  fix: write 1 or more\n\
             error: {wrong}:1:67: lines[2].id: another line is named `tea`; give this one an `id` of its own\n  fix: give one of the two another name, or take it out\n\
             error: {wrong}:2:40: buyer.facts.member:gold: there is no audience `member:gold` in the campaign\n  fix: correct the id, or add the entry that it names\n\
             error: {wrong}:2:60: buyer.coupons[0]: there is no coupon `c9` in the campaign\n  fix: correct the id, or add the entry that it names\n\
             error: {wrong}:2:78: buyer.tokens[0]: there is no quota price `flash:x` in the campaign\n  fix: correct the id, or add the entry that it names\n\
             error: {wrong}:2:100: buyer.pointz: unknown field; did you mean `points`?\n  fix: rename it to `points`\n"
        ),
    );
}

#[test]
fn machines_read_problems_too() {
    let wrong = cart("json", r#"{ "lines": 3 }"#);
    let said = dacu(&["quote", "--campaign", D11, "--cart", &wrong, "--json"]);
    assert_eq!(said.status.code(), Some(2));
    assert_eq!(
        out(&said),
        "{\"problems\":[{\"file\":\"cart\",\"path\":\"lines\",\"line\":1,\"column\":12,\
         \"severity\":\"error\",\"code\":\"type\",\"message\":\"a list is expected, not a number\",\"fix\":\"write a value of the kind that is expected\"}]}\n"
    );
}

#[test]
fn misuse_is_status_2() {
    misused(
        &["quote", "--campaign", D11, "--at", "yesterday"],
        "invalid value 'yesterday' for '--at <INSTANT>': not an instant; write it as 2026-11-10T20:00:00+08:00",
    );
    misused(
        &["quote", "--campaign", D11, "--at", "2026-11-11T10:00:00"],
        "an instant without an offset; add one, such as +08:00",
    );
    misused(&["quote"], "--campaign <FILE>");
    misused(
        &["quote", "--campaign", D11, "--locale", "fr"],
        "zh-CN, zh-TW, en",
    );
    misused(&["price"], "unrecognized subcommand 'price'");
    misused(&["cases"], "<FILE>...");
}
