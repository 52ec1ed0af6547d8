//! Requests as JSON: how one that changes something is kept until its answer is known.
//!
//! Reading is strict about what it needs and ignores what it does not know, so that a newer page
//! and an older one can share a storage.

use campaign::json::Value;
use pricing::OfferId;

use crate::Request;

/// Longest id that is read; nothing a campaign names is longer.
const MAX_ID: usize = 128;

impl Request {
    /// A request that [needs a key](Self::needs_key) as a map: `{"ask":"claim","coupon":"c50"}`.
    /// Of any other, which nobody has to keep, only the kind.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut map = Vec::new();
        put_text(&mut map, "ask", self.kind());
        match self {
            Self::Claim { coupon } => put_text(&mut map, "coupon", coupon.as_str()),
            Self::Reserve { offer, units } => {
                put_text(&mut map, "offer", offer.as_str());
                put(&mut map, "units", Value::Int(i64::from(*units)));
            }
            Self::Draw { draw } => put_text(&mut map, "draw", draw),
            Self::DoTask { draw, task } => {
                put_text(&mut map, "draw", draw);
                put_text(&mut map, "task", task);
            }
            Self::Time | Self::Live | Self::Me | Self::Quote { .. } => {}
        }
        Value::Map(map)
    }

    /// Reads what [`Request::to_json`] writes of a request that needs a key; nothing if it is
    /// anything else.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        Some(match value.get("ask")?.as_text()? {
            "claim" => Self::Claim {
                coupon: OfferId::new(id(value, "coupon")?),
            },
            "reserve" => Self::Reserve {
                offer: OfferId::new(id(value, "offer")?),
                units: u32::try_from(value.get("units")?.as_int()?).ok()?,
            },
            "draw" => Self::Draw {
                draw: id(value, "draw")?.to_owned(),
            },
            "task" => Self::DoTask {
                draw: id(value, "draw")?.to_owned(),
                task: id(value, "task")?.to_owned(),
            },
            _ => return None,
        })
    }
}

/// Adds a member to a map.
#[inline(never)]
pub fn put(map: &mut Vec<(String, Value)>, name: &str, value: Value) {
    map.push((name.to_owned(), value));
}

/// Adds a text to a map.
#[inline(never)]
pub fn put_text(map: &mut Vec<(String, Value)>, name: &str, text: &str) {
    put(map, name, Value::text(text));
}

/// An id: a text that is neither empty nor absurdly long.
fn id<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    let text = value.get(name)?.as_text()?;
    (1..=MAX_ID).contains(&text.len()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::json::{parse, write};

    fn requests() -> Vec<(Request, &'static str)> {
        vec![
            (
                Request::Claim {
                    coupon: OfferId::new("满300减50"),
                },
                r#"{"ask":"claim","coupon":"满300减50"}"#,
            ),
            (
                Request::Draw {
                    draw: "wheel".into(),
                },
                r#"{"ask":"draw","draw":"wheel"}"#,
            ),
            (
                Request::Reserve {
                    offer: OfferId::new("f1"),
                    units: u32::MAX,
                },
                r#"{"ask":"reserve","offer":"f1","units":4294967295}"#,
            ),
            (
                Request::DoTask {
                    draw: "wheel".into(),
                    task: "visit".into(),
                },
                r#"{"ask":"task","draw":"wheel","task":"visit"}"#,
            ),
        ]
    }

    #[test]
    fn requests_round_trip() {
        for (request, text) in requests() {
            assert_eq!(write(&request.to_json()), text);
            let read = Request::from_json(&parse(text).expect(text));
            assert_eq!(read.as_ref(), Some(&request), "{text}");
            assert!(request.needs_key(), "{text}");
        }
    }

    #[test]
    fn fields_of_a_newer_page_are_ignored() {
        let text = r#"{"ask":"claim","coupon":"c","from":{"widget":"banner"},"units":3}"#;
        assert_eq!(
            Request::from_json(&parse(text).expect(text)),
            Some(Request::Claim {
                coupon: OfferId::new("c")
            })
        );
    }

    #[test]
    fn anything_else_is_no_request() {
        let long = format!(r#"{{"ask":"claim","coupon":"{}"}}"#, "x".repeat(129));
        for text in [
            "null",
            "[]",
            "{}",
            r#""claim""#,
            r#"{"ask":"clam","coupon":"c"}"#,
            r#"{"ask":1,"coupon":"c"}"#,
            r#"{"ask":"claim"}"#,
            r#"{"ask":"claim","coupon":""}"#,
            r#"{"ask":"claim","coupon":["c"]}"#,
            r#"{"ask":"draw","draw":null}"#,
            r#"{"ask":"reserve","offer":"f","units":-1}"#,
            r#"{"ask":"reserve","offer":"f","units":4294967296}"#,
            r#"{"ask":"reserve","offer":"f","units":"1"}"#,
            r#"{"ask":"task","draw":"d"}"#,
            r#"{"ask":"me"}"#,
            r#"{"ask":"quote"}"#,
            &long,
        ] {
            assert_eq!(
                Request::from_json(&parse(text).expect(text)),
                None,
                "{text}"
            );
        }
    }
}
