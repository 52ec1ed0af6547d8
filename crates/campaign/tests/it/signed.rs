//! The canonical form of RFC 8785, hashes over it, and signatures.

use campaign::hash::{file_sha256, rules_sha256, sha256, value_sha256};
use campaign::json::{MAX_NUMBER, Value, parse, write_jcs};
use campaign::signed::{payload, public_key, sign, verify_signed};
use campaign::{Problem, hex};

use super::{SAMPLES, sample_text};

#[track_caller]
fn check(text: &str, expected: &str) {
    let value = parse(text).unwrap_or_else(|problem| panic!("{problem}"));
    let canonical = write_jcs(&value).expect("small numbers");
    assert_eq!(canonical, expected);
    // A canonical form is its own.
    assert_eq!(
        parse(&canonical).ok().and_then(|value| write_jcs(&value)),
        Some(canonical)
    );
}

/// The examples of RFC 8785 and its test data, as far as their numbers are whole.
#[test]
fn the_canonical_form_is_that_of_the_rfc() {
    // 3.2.2 without its fractions, 3.2.4.
    check(
        "{\n  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"literals\": [null, true, false]\n}",
        "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
    );
    // 3.2.3: names by their UTF-16 code units, so the smiley stands before U+FB33.
    check(
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\
         \"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\
         \"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
         \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\
         \"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
    );
    check(
        "{\"1\":{\"f\":{\"f\":\"hi\",\"F\":5},\"\\n\":56},\"10\":{},\"\":\"empty\",\"a\":{},\"111\":[{}],\"A\":{}}",
        "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},\"111\":[{}],\"A\":{},\"a\":{}}",
    );
    check(
        "{\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\",\
         \"pêche\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}",
        "{\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\",\
         \"pêche\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}",
    );
    check(
        "[ 56 , { \"d\": true, \"10\": null, \"1\": [ ] } ]",
        "[56,{\"1\":[],\"10\":null,\"d\":true}]",
    );
    // Letters are not put together.
    check("\"\\u1e0d\\u0307\"", "\"\u{1e0d}\u{307}\"");
    check(
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\\/\"",
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}/\"",
    );
    check("-0", "0");
}

#[test]
fn numbers_that_others_would_round_have_no_canonical_form() {
    for (number, exact) in [
        (MAX_NUMBER, true),
        (-MAX_NUMBER, true),
        (MAX_NUMBER + 1, false),
        (i64::MIN, false),
    ] {
        let nested = Value::Map(vec![(
            "a".to_owned(),
            Value::List(vec![Value::Int(number)]),
        )]);
        assert_eq!(write_jcs(&nested).is_some(), exact, "{number}");
        assert_eq!(value_sha256(&nested).is_some(), exact, "{number}");
    }
    let problem = payload("{\"a\": 9007199254740992}").expect_err("too large");
    assert_eq!(problem.code, "number");
}

#[test]
fn digests() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(
        hex::encode(&sha256(b"abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(hex::decode::<2>("0aFf"), None);
    assert_eq!(hex::decode("0aff"), Some([10_u8, 255]));
    // Over `{"a":[1,true],"b":"€"}`, by sha256sum.
    let value = parse("{\"b\": \"€\", \"a\": [1, true]}").expect("JSON");
    assert_eq!(
        value_sha256(&value)
            .map(|hash| hex::encode(&hash))
            .as_deref(),
        Some("5ea0b321dea3f71f17c312b66209fd492c0b2e8ffaefcfe0d36904f2af38cc0f")
    );
}

#[test]
fn a_hash_follows_the_meaning_and_rules_follow_prices() {
    for name in SAMPLES {
        let text = sample_text(name);
        let squeezed = campaign::json::write(&parse(&text).expect("JSON"));
        assert_eq!(file_sha256(&text), file_sha256(&squeezed), "{name}");
        let slogan = text.find("\"slogan\"").expect("a slogan");
        let (before, after) = text.split_at(slogan);
        let words = [
            before,
            &after.replacen("\"zh-CN\": \"", "\"zh-CN\": \"更多", 1),
        ]
        .concat();
        assert!(words != text);
        assert_ne!(file_sha256(&text), file_sha256(&words), "{name}");
        assert_eq!(rules_sha256(&text), rules_sha256(&words), "{name}");
        let price = text.replacen("\"price\": ", "\"price\": 1", 1);
        assert_ne!(rules_sha256(&text), rules_sha256(&price), "{name}");
        let other = text.replacen("\"schema\"", "\"part_of_a_later_format\": 1, \"schema\"", 1);
        assert_ne!(rules_sha256(&text), rules_sha256(&other), "{name}");
    }
}

/// Parts of a file that are only read or looked at, each by itself; and two that are not.
#[test]
fn what_is_only_read_is_no_rule() {
    let rules = |part: &str, of_product: &str| {
        let product = format!(r#"{{ "sku": "tea"{of_product}, "price": 1 }}"#);
        let text = format!(r#"{{ "schema": "dacu/1"{part}, "products": [{product}] }}"#);
        rules_sha256(&text).expect("a document")
    };
    let bare = rules("", "");
    for part in [
        "$schema",
        "id",
        "version",
        "name",
        "slogan",
        "channels",
        "theme",
        "organiser",
        "audiences",
        "ladders",
        "draws",
        "samples",
        "signature",
    ] {
        assert_eq!(rules(&format!(r#", "{part}": 7"#), ""), bare, "{part}");
    }
    for part in ["name", "spec", "picture", "compare_at", "symbol"] {
        assert_eq!(rules("", &format!(r#", "{part}": 7"#)), bare, "{part}");
    }
    assert_ne!(rules(r#", "coupons": 7"#, ""), bare);
    assert_ne!(rules("", r#", "floor": 7"#), bare);
}

const SECRET: [u8; 32] = [3; 32];

#[track_caller]
fn refused(text: &str, key: &[u8; 32]) -> Problem {
    let problem = verify_signed(text.as_bytes(), key).expect_err("not signed like this");
    assert_eq!(problem.code, "signature", "{problem}");
    problem
}

/// RFC 8032, section 7.1, test 1: the key pair.
#[test]
fn keys_are_those_of_ed25519() {
    let secret = hex::decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    assert_eq!(
        hex::encode(&public_key(&secret.expect("32 bytes"))),
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    );
}

#[test]
fn a_signed_file_is_read_and_a_changed_one_is_not() {
    let key = public_key(&SECRET);
    for name in SAMPLES {
        let text = sample_text(name);
        let signed = sign(&text, &SECRET).expect("a campaign");
        let parsed = verify_signed(signed.as_bytes(), &key).expect("signed");
        assert_eq!(parsed.problems, []);
        assert_eq!(
            file_sha256(&text),
            file_sha256(&signed),
            "signing does not rename a file"
        );
        // White space and order may change, and signing again changes nothing.
        let loose = signed.replace("\":", "\" :\n");
        assert!(verify_signed(loose.as_bytes(), &key).is_ok());
        assert_eq!(sign(&signed, &SECRET).as_ref(), Ok(&signed));

        refused(&text, &key);
        refused(&signed, &public_key(&[4; 32]));
        let cheaper = signed.replacen("\"version\":1", "\"version\":2", 1);
        assert!(cheaper != signed);
        refused(&cheaper, &key);
        let problem = refused(&signed.replace("\"ed25519\":\"", "\"ed25519\":\"0"), &key);
        assert_eq!(
            problem.message,
            "a signature is 128 lower-case hexadecimal digits"
        );
        // The point of small order would verify anything under a lax rule.
        let mut small = [0; 32];
        small[0] = 1;
        refused(&signed, &small);
    }
    assert_eq!(sign("[]", &SECRET).expect_err("no map").code, "type");
    assert_eq!(
        verify_signed(&[0xff], &key).expect_err("no text").code,
        "syntax"
    );
}

/// A signature over the canonical form alone, without the words before it, is none: a key that
/// signs other documents signs no campaign by accident.
#[test]
fn a_signature_is_bound_to_its_use() {
    // Made with node:crypto over the payload `{"a":1}`, by the key of `SECRET`.
    let bare = "fc831fb2ab2532a633e3e2007695594077b371f63eb899561f98698664db96f6b6bc53692b9a3c832b8e31b23e33d0a301e58bca753a677e9c308a474b036d00";
    let bound = "72d4f5bccc4e9be2e572895772693e5ce3438422c92b48e8abd0f3d46b3adb721657fef7d2eb187300c91c280825f35b76fd73d42d11baa2281d00a1366a0304";
    let file = |signature| format!("{{\"a\":1,\"signature\":{{\"ed25519\":\"{signature}\"}}}}");
    let key = public_key(&SECRET);
    refused(&file(bare), &key);
    // It is signed, and then found to be no campaign.
    let parsed = verify_signed(file(bound).as_bytes(), &key).expect("signed");
    assert!(parsed.campaign.is_none());
}
