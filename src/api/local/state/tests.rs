//! Reloads, hostile texts, and texts that were changed in every way.

use super::super::fixture::{DAY, HOUR, T0, at, buyer, campaign};
use super::super::server::Server;
use super::*;
use crate::api::mix;
use protocol::{Key, Refusal, Reply, Request};
use std::rc::Rc;

fn server() -> Server {
    Server {
        campaign: campaign(),
        buyer: Some(Rc::new(buyer("ann"))),
        paused: false,
        notice: None,
        resolution_ms: 1,
    }
}

fn requests() -> [Request; 6] {
    [
        Request::Claim {
            coupon: OfferId::new("c50"),
        },
        Request::Reserve {
            offer: OfferId::new("f3"),
            units: 1,
        },
        Request::DoTask {
            draw: "wheel".into(),
            task: "visit".into(),
        },
        Request::Draw {
            draw: "wheel".into(),
        },
        Request::Draw {
            draw: "bare".into(),
        },
        Request::Claim {
            coupon: OfferId::new("black"),
        },
    ]
}

/// A state with something of everything.
fn full() -> State {
    let mut state = State::default();
    let mut server = server();
    for who in ["ann", "black"] {
        server.buyer = Some(Rc::new(buyer(who)));
        for (n, request) in requests().iter().enumerate() {
            let key = Key::new(&format!("{who}-{n}"));
            let mut word = n as u64;
            let _ = server.handle(
                &mut state,
                key.as_ref(),
                request,
                at(10 * HOUR),
                &mut || {
                    word = word.wrapping_mul(90_001);
                    word
                },
            );
        }
    }
    assert_eq!(state.rows(List::Answers).len(), 12);
    state
}

/// Whatever a state was read from, the server keeps its rules with it.
#[track_caller]
fn check_rules(server: &Server, mut state: State, blob: &str) {
    let campaign = Rc::clone(&server.campaign);
    for (n, request) in requests().iter().enumerate() {
        let key = Key::new(&format!("fresh-{n}"));
        let now = at(10 * HOUR);
        let reply = server.handle(&mut state, key.as_ref(), request, now, &mut || 900_000);
        if let Err(refusal) = reply {
            assert!(!refusal.is_retryable(), "{refusal:?} from {blob}");
        }
    }
    for who in ["ann", "black"] {
        let sum = |list, what: &str, part: &str| state.sum(list, Some(who), what, part);
        for coupon in &campaign.coupons {
            let claimed = sum(List::Claims, coupon.id.as_str(), "");
            assert!(claimed <= i64::from(coupon.per_buyer), "{blob}");
        }
        assert!(sum(List::Units, "f3", "") <= 2, "{blob}");
        assert!(sum(List::Tasks, "wheel", "visit") <= 2, "{blob}");
        for turns in state.of(List::Turns, who) {
            assert!(turns.count <= 2 && turns.more <= MAX_BANK, "{blob}");
        }
    }
    let now = at(10 * HOUR);
    let nothing = &mut || 0;
    match server.handle(&mut state, None, &Request::Me, now, nothing) {
        Ok(Reply::Me(me)) => {
            assert!(i64::from(me.chances("wheel")) <= 2 + MAX_BANK, "{blob}");
            for coupon in &me.coupons {
                assert!(
                    (T0..T0 + 5 * DAY).contains(&coupon.claimed_at.ms()),
                    "{blob}"
                );
                assert!(coupon.expires_at <= at(5 * DAY), "{blob}");
            }
            for token in &me.tokens {
                assert_eq!(token.expires_at, at(12 * HOUR), "{blob}");
            }
        }
        other => panic!("{other:?} from {blob}"),
    }
    match server.handle(&mut state, None, &Request::Live, now, nothing) {
        Ok(Reply::Live(live)) => {
            assert!(
                live.stock.iter().all(|s| s.remaining <= s.released),
                "{blob}"
            );
        }
        other => panic!("{other:?} from {blob}"),
    }
    assert_eq!(
        State::read(&state.write(), &campaign, at(10 * HOUR)),
        state,
        "{blob}"
    );
}

#[test]
fn it_survives_a_reload() {
    let state = full();
    let text = state.write();
    assert_eq!(State::read(&text, &campaign(), at(10 * HOUR)), state);
    let answers = |kind: fn(&Row) -> bool| {
        let rows = state.rows(List::Answers).iter().filter(|row| kind(row));
        rows.count()
    };
    assert!(answers(|row| row.what.is_empty() && row.part.is_empty()) >= 5);
    assert!(answers(|row| row.what.is_empty() && !row.part.is_empty()) >= 3);
    assert!(answers(|row| !row.what.is_empty() && row.refusal() != Code::Unknown) >= 1);
    check_rules(&server(), state, &text);
}

/// A text that is not a state at all: the server starts anew.
#[test]
fn what_is_no_state_is_an_empty_one() {
    for blob in [
        "",
        " ",
        "null",
        "true",
        "7",
        "[]",
        "{}",
        "\"v\"",
        "{\"v\":1",
        "{\"v\":1.0}",
        "{\"v\":\"1\",\"turns\":[[\"ann\",\"wheel\",\"\",1,1,1]]}",
        "{\"v\":2,\"turns\":[[\"ann\",\"wheel\",\"\",1,1,1]]}",
        "{\"v\":1,\"v\":1,\"turns\":[[\"ann\",\"wheel\",\"\",1,1,1]]}",
        "{\"v\":1,\"claims\":7,\"answers\":{}}",
        "{\"v\":1,\"turns\":[1,null,[],{},[\"ann\",\"wheel\",\"\",1,1]],\"answers\":[[1,2,3,4]]}",
        "{\"__proto__\":{\"v\":1},\"constructor\":1}",
        "\u{0}\u{ffff}",
        "<img src=x onerror=alert(1)>",
    ] {
        assert_eq!(
            State::read(blob, &campaign(), at(10 * HOUR)),
            State::default(),
            "{blob}"
        );
    }
    let deep = "[".repeat(1_000_000);
    assert_eq!(
        State::read(&deep, &campaign(), at(10 * HOUR)),
        State::default()
    );
}

/// Rows of one list, and what is left of them as `part at count more`.
#[track_caller]
fn check(list: List, rows: &[&str], expected: &[&str]) {
    let (_, name) = LISTS[list as usize];
    let rows = rows.join("],[");
    let blob = ["{\"v\":1,\"", name, "\":[[", &rows, "]]}"].concat();
    let state = State::read(&blob, &campaign(), at(10 * HOUR));
    let left: Vec<_> = state
        .rows(list)
        .iter()
        .map(|row| {
            let Row {
                what,
                part,
                at,
                count,
                more,
                ..
            } = row;
            format!("{what}{part} {at} {count} {more}")
        })
        .collect();
    assert_eq!(left, expected, "{rows}");
    check_rules(&server(), state, &blob);
}

#[test]
fn rows_are_cut_to_the_rules() {
    let (first, last) = (T0, T0 + 4 * DAY - 1);
    check(
        List::Claims,
        &[
            r#""ann","c50","",1762704000000,1,0"#,
            r#""ann","c50","",1762704000001,1,0"#,
        ],
        &[&format!("c50 {first} 1 0")],
    );
    check(
        List::Claims,
        &[
            r#""ann","c50","",-9223372036854775808,-1,0"#,
            r#""black","c50","",9223372036854775807,9223372036854775807,0"#,
        ],
        &[&format!("c50 {first} 1 0"), &format!("c50 {last} 1 0")],
    );
    check(
        List::Claims,
        &[
            r#""ann","won","",1762704000000,1,0"#,
            r#""ann","f3","",1762704000000,1,0"#,
            r#""","c50","",1762704000000,1,0"#,
        ],
        &[],
    );
    check(
        List::Claims,
        &[
            r#""ann","c50""#,
            r#""ann","c50","","1",1,0"#,
            r#""ann","c50","",1,1,0,0"#,
            r#""ann",{},[],1,1,0"#,
            "",
        ],
        &[],
    );
    check(
        List::Units,
        &[
            r#""ann","f3","",7,9223372036854775807,0"#,
            r#""ann","f3","",0,1,0"#,
        ],
        &["f3 0 2 0"],
    );
    check(
        List::Units,
        &[
            r#""ann","f3","",0,-1,0"#,
            r#""ann","c50","",0,1,0"#,
            r#""ann","f3","",0,0,0"#,
        ],
        &[],
    );
    check(
        List::Turns,
        &[
            r#""ann","wheel","",3,-5,99999999"#,
            r#""ann","wheel","",4,1,1"#,
            r#""ann","x","",1,1,1"#,
        ],
        &["wheel 3 0 10000"],
    );
    check(
        List::Turns,
        &[r#""ann","wheel","",3,5000000000,-1"#],
        &["wheel 3 2 0"],
    );
    check(
        List::Tasks,
        &[
            r#""ann","wheel","visit",5,77,0"#,
            r#""ann","wheel","sing",5,1,0"#,
            r#""ann","bare","visit",5,1,0"#,
        ],
        &["wheelvisit 5 2 0"],
    );
    check(
        List::Prizes,
        &[
            r#""ann","wheel","points",0,1,0"#,
            r#""ann","wheel","car",0,1,0"#,
            r#""ann","bare","points",0,1,0"#,
        ],
        &[&format!("wheelpoints {first} 1 0")],
    );
}

#[test]
fn an_absurd_number_of_rows_is_cut() {
    let won = vec![r#"["ann","wheel","points",0,1,0]"#; MAX_ROWS + 1].join(",");
    let blob = ["{\"v\":1,\"prizes\":[", &won, "]}"].concat();
    let state = State::read(&blob, &campaign(), at(10 * HOUR));
    assert_eq!(state.rows(List::Prizes).len(), MAX_ROWS);
}

#[test]
fn any_change_to_the_text_leaves_a_correct_server() {
    const BLOBS: u64 = 20_000;
    const PIECES: [&str; 16] = [
        "9223372036854775807",
        "-9223372036854775808",
        "-1",
        "0",
        "null",
        "[]",
        "{}",
        "\"\"",
        "\"ann\"",
        "\"wheel\"",
        "true",
        ",",
        "]",
        "}",
        "\\u0000",
        "4294967296",
    ];
    let text = full().write();
    let server = server();
    let (mut read, mut changed) = (0, 0);
    for seed in 0..BLOBS {
        let mut word = mix(seed);
        let mut below = |bound: usize| {
            word = mix(word);
            (word % bound as u64) as usize
        };
        let mut blob = text.clone().into_bytes();
        for _ in 0..=below(3) {
            let start = below(blob.len());
            // Half of the time a whole value, so that the text stays JSON.
            let (from, until) = if below(2) == 0 {
                value_around(&blob, start)
            } else {
                (start, (start + below(4)).min(blob.len()))
            };
            match below(4) {
                0 => drop(blob.drain(from..until)),
                1 => {
                    let other = below(blob.len() - 1);
                    blob.swap(start, other);
                }
                _ => {
                    let piece = PIECES[below(PIECES.len())].bytes();
                    drop(blob.splice(from..until, piece));
                }
            }
        }
        let blob = String::from_utf8_lossy(&blob);
        let state = State::read(&blob, &server.campaign, at(10 * HOUR));
        read += u32::from(state != State::default());
        changed += u32::from(state != full_of(&text, &server));
        check_rules(&server, state, &format!("seed {seed}: {blob}"));
    }
    // Otherwise the mutations would test the JSON reader alone.
    assert!(
        read > 3_000 && changed > 15_000,
        "{read} read, {changed} changed"
    );
}

fn full_of(text: &str, server: &Server) -> State {
    thread_local! {
        static FULL: std::cell::OnceCell<State> = const { std::cell::OnceCell::new() };
    }
    FULL.with(|full| {
        full.get_or_init(|| State::read(text, &server.campaign, at(10 * HOUR)))
            .clone()
    })
}

/// The text between the commas or brackets on both sides of a place.
fn value_around(blob: &[u8], at: usize) -> (usize, usize) {
    let edge = |byte: &u8| b"[]{},:".contains(byte);
    let from = blob[..at].iter().rposition(edge).map_or(0, |edge| edge + 1);
    let length = blob[from..].iter().position(edge);
    (from, length.map_or(blob.len(), |length| from + length))
}

#[test]
fn a_state_of_another_campaign_grants_nothing() {
    let mut other = (*campaign()).clone();
    other.coupons.clear();
    other.draws.clear();
    other.flash_sales.clear();
    let state = State::read(&full().write(), &other, at(10 * HOUR));
    for (list, _) in &LISTS[..5] {
        assert_eq!(state.rows(*list), []);
    }
    let mut server = server();
    server.campaign = Rc::new(other);
    let mut state = state;
    let key = Key::new("k");
    let reply = server.handle(&mut state, key.as_ref(), &requests()[0], at(0), &mut || 0);
    assert_eq!(reply, Err(Refusal::new(Code::Unknown)));
}
