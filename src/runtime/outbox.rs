//! The client's half of idempotency: a request that changes something is written down with its key
//! before it is first sent, and sent again with that very key until an answer is known.
//!
//! A lost reply, a killed page, a double tap or a second tab therefore never claims or draws twice.
//! Nothing here sends or waits: the caller sends, and tells what came of it.

use std::rc::Rc;

use campaign::json::{Value, parse, write};
use protocol::{Key, Refusal, Request, put, put_text};

use crate::runtime::storage::Storage;

/// Sends of one round, the first among them; a press or a reload starts another round.
pub const MAX_ATTEMPTS: u32 = 4;
/// No send of a round starts later than this after its first.
pub const ROUND_MS: i64 = 15_000;
/// A key is forgotten after this long. A server keeps its answers for 24 hours; sent later than
/// that, an old key could be carried out a second time.
pub const KEEP_MS: i64 = 20 * 60 * 60 * 1_000;

/// Wait before the second send; it doubles with each further one.
const FIRST_WAIT_MS: i64 = 400;
/// A stored wait is believed up to this.
const MAX_WAIT_MS: i64 = 60_000;
/// Entries that are read: far more than a page has buttons.
const MAX_ENTRIES: usize = 64;
/// Form of the stored text.
const VERSION: i64 = 1;

/// Requests on their way, kept in storage.
///
/// The stored list belongs to all tabs of a campaign, so it is read anew before each change.
pub struct Outbox {
    storage: Rc<dyn Storage>,
    slot: String,
    entries: Vec<Entry>,
}

/// One request on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key, the same for every send.
    pub key: Key,
    /// What was asked.
    pub request: Request,
    /// When it was first asked, in milliseconds of the caller's clock.
    pub began_at: i64,
    /// When it may be sent again.
    pub next_at: i64,
    /// Sends of this page's present round; none if this page is not at it.
    pub attempts: u32,
    /// When this page's present round began.
    round_at: i64,
}

/// What to do about a request the shopper has just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new: send it with this key.
    New(Key),
    /// It had been given up, or an earlier page or another tab began it: send it again with this
    /// key, whose first answer still counts.
    Again(Key),
    /// This page is at it already: send nothing, the answer to this key is the answer to both.
    Already(Key),
}

impl Begun {
    /// The key that the answer will come to.
    #[must_use]
    pub fn key(&self) -> &Key {
        match self {
            Self::New(key) | Self::Again(key) | Self::Already(key) => key,
        }
    }

    /// Whether the caller has to send.
    #[must_use]
    pub fn sends(&self) -> bool {
        !matches!(self, Self::Already(_))
    }
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send it again with the same key at this time.
    RetryAt(i64),
    /// Tell the shopper that it did not work for now. The key is kept: pressing again, or a reload,
    /// sends the same request.
    GaveUp,
    /// The server has answered no, and the key is forgotten.
    Final,
}

impl Outbox {
    /// The outbox of a campaign.
    #[must_use]
    pub fn open(storage: Rc<dyn Storage>, campaign_id: &str) -> Self {
        Self {
            storage,
            slot: ["dacu:", campaign_id, ":outbox"].concat(),
            entries: Vec::new(),
        }
    }

    /// Starts a request that changes something, or finds the same one where it is still open.
    ///
    /// It is stored when this returns. `entropy` becomes the key of a new one and must be unlike
    /// any given before.
    pub fn begin(&mut self, request: &Request, entropy: [u8; 16], now_ms: i64) -> Begun {
        self.read();
        self.forget_old(now_ms);
        for entry in &mut self.entries {
            if entry.request == *request {
                let key = entry.key.clone();
                if entry.attempts > 0 {
                    return Begun::Already(key);
                }
                entry.start(now_ms);
                self.write();
                return Begun::Again(key);
            }
        }
        let key = Key::of_entropy(entropy);
        self.entries.push(Entry {
            key: key.clone(),
            request: request.clone(),
            began_at: now_ms,
            next_at: now_ms,
            attempts: 1,
            round_at: now_ms,
        });
        self.write();
        Begun::New(key)
    }

    /// An answer has come; the key is forgotten.
    pub fn settle(&mut self, key: &Key) {
        self.read();
        if let Some(at) = position(&self.entries, key) {
            self.entries.remove(at);
        }
        self.write();
    }

    /// A send has failed or was refused. `entropy` spreads the retries of many pages over time.
    pub fn failed(&mut self, key: &Key, refusal: &Refusal, entropy: u32, now_ms: i64) -> Next {
        self.read();
        let Some(at) = position(&self.entries, key) else {
            // Settled by another tab or an earlier answer: there is nothing left to send.
            return Next::Final;
        };
        if !refusal.is_retryable() {
            self.settle(key);
            return Next::Final;
        }
        let entry = &mut self.entries[at];
        let at = now_ms.saturating_add(wait(entry.attempts, refusal.retry_after_ms, entropy));
        entry.next_at = at;
        let next = if entry.attempts >= MAX_ATTEMPTS || at.saturating_sub(entry.round_at) > ROUND_MS
        {
            entry.attempts = 0;
            Next::GaveUp
        } else {
            entry.attempts += 1;
            Next::RetryAt(at)
        };
        self.write();
        next
    }

    /// What is open, oldest first, whichever page or tab began it.
    #[must_use]
    pub fn pending(&mut self, now_ms: i64) -> Vec<Entry> {
        self.read();
        self.forget_old(now_ms);
        self.entries.clone()
    }

    /// What this page has to send again at load or when the network is back: all that is open
    /// and not under way here, each not before its `next_at`. It counts as begun.
    #[must_use]
    pub fn resume(&mut self, now_ms: i64) -> Vec<Entry> {
        self.read();
        self.forget_old(now_ms);
        let mut due = Vec::new();
        for entry in &mut self.entries {
            if entry.attempts == 0 {
                let next_at = entry.next_at.clamp(now_ms, now_ms + MAX_WAIT_MS);
                // A round that has to wait first is as long as any other.
                entry.start(next_at);
                due.push(entry.clone());
            }
        }
        self.write();
        due
    }

    /// Brings the list up to date with other tabs.
    fn read(&mut self) {
        let stored = self.storage.get(&self.slot).unwrap_or_default();
        let document = parse(&stored).unwrap_or(Value::Null);
        let mut mine = std::mem::take(&mut self.entries);
        let items = match document.get("open") {
            Some(open) if document.get("v") == Some(&Value::Int(VERSION)) => open.items(),
            _ => &[],
        };
        for item in &items[items.len().saturating_sub(MAX_ENTRIES)..] {
            let key = item.get("key").and_then(Value::as_text);
            let Some(key) = key.and_then(Key::new) else {
                continue;
            };
            if position(&self.entries, &key).is_some() {
                continue;
            }
            if let Some(at) = position(&mine, &key) {
                self.entries.push(mine.swap_remove(at));
            } else if let Some(request) = item.get("request").and_then(Request::from_json)
                && let Some(began_at) = item.get("began").and_then(Value::as_int)
            {
                self.entries.push(Entry {
                    key,
                    request,
                    began_at,
                    next_at: item.get("next").and_then(Value::as_int).unwrap_or(0),
                    attempts: 0,
                    round_at: 0,
                });
            }
        }
        for entry in mine {
            // Another tab has settled it, or the storage was emptied; while this page is at it,
            // its answer is still awaited here.
            if entry.attempts > 0 {
                self.entries.push(entry);
            }
        }
    }

    fn forget_old(&mut self, now_ms: i64) {
        let mut at = 0;
        while at < self.entries.len() {
            let entry = &mut self.entries[at];
            // A clock that was set back must not keep a key for ever.
            entry.began_at = entry.began_at.min(now_ms);
            if entry.attempts == 0 && now_ms.saturating_sub(entry.began_at) > KEEP_MS {
                self.entries.remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn write(&self) {
        if self.entries.is_empty() {
            self.storage.remove(&self.slot);
            return;
        }
        let mut open = Vec::new();
        for entry in &self.entries {
            open.push(entry.to_json());
        }
        let mut document = Vec::new();
        put(&mut document, "v", Value::Int(VERSION));
        put(&mut document, "open", Value::List(open));
        self.storage.set(&self.slot, &write(&Value::Map(document)));
    }
}

impl Entry {
    /// Begins a round with a send at `at`.
    fn start(&mut self, at: i64) {
        self.attempts = 1;
        self.round_at = at;
        self.next_at = at;
    }

    fn to_json(&self) -> Value {
        let mut map = Vec::new();
        put_text(&mut map, "key", self.key.as_str());
        put(&mut map, "request", self.request.to_json());
        put(&mut map, "began", Value::Int(self.began_at));
        put(&mut map, "next", Value::Int(self.next_at));
        Value::Map(map)
    }
}

fn position(entries: &[Entry], key: &Key) -> Option<usize> {
    entries.iter().position(|entry| entry.key == *key)
}

/// How long to wait after this many sends: half of it fixed, half of it chance, and never less than
/// the server asked for.
fn wait(sends: u32, retry_after_ms: Option<u32>, entropy: u32) -> i64 {
    let longest = FIRST_WAIT_MS << sends.clamp(1, MAX_ATTEMPTS);
    let chance = i64::from(entropy) % (longest / 2 + 1);
    match retry_after_ms {
        Some(asked) => (i64::from(asked) + chance).max(longest / 2),
        None => longest / 2 + chance,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::storage::MemoryStorage;
    use pricing::OfferId;
    use protocol::Code;

    const T: i64 = 1_762_700_000_000;
    const SLOT: &str = "dacu:d11:outbox";

    fn claim(coupon: &str) -> Request {
        Request::Claim {
            coupon: OfferId::new(coupon),
        }
    }

    fn draw() -> Request {
        Request::Draw {
            draw: "wheel".into(),
        }
    }

    fn tab(storage: &Rc<MemoryStorage>) -> Outbox {
        Outbox::open(storage.clone(), "d11")
    }

    fn key(n: u8) -> Key {
        Key::of_entropy([n; 16])
    }

    fn timeout() -> Refusal {
        Refusal::new(Code::Timeout)
    }

    #[test]
    fn it_is_stored_before_it_is_sent() {
        let storage = Rc::new(MemoryStorage::new());
        let begun = tab(&storage).begin(&claim("c"), [0xa7; 16], T);
        assert_eq!(begun, Begun::New(key(0xa7)));
        assert_eq!(
            storage.get(SLOT).as_deref(),
            Some(
                r#"{"v":1,"open":[{"key":"a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7","request":{"ask":"claim","coupon":"c"},"began":1762700000000,"next":1762700000000}]}"#
            )
        );
    }

    #[test]
    fn a_double_tap_joins_the_one_in_flight() {
        for request in [claim("c"), draw()] {
            let mut outbox = tab(&Rc::default());
            assert_eq!(outbox.begin(&request, [1; 16], T), Begun::New(key(1)));
            assert_eq!(
                outbox.begin(&request, [2; 16], T + 9),
                Begun::Already(key(1))
            );
            assert_eq!(
                outbox.begin(&claim("other"), [3; 16], T),
                Begun::New(key(3))
            );
            outbox.settle(&key(1));
            assert_eq!(outbox.begin(&request, [4; 16], T + 9), Begun::New(key(4)));
        }
    }

    #[test]
    fn a_settled_outbox_leaves_nothing_behind() {
        let storage = Rc::new(MemoryStorage::new());
        let mut outbox = tab(&storage);
        outbox.begin(&draw(), [1; 16], T);
        outbox.settle(&key(1));
        assert_eq!(storage.get(SLOT), None);
        assert_eq!(outbox.pending(T), []);
    }

    #[test]
    fn a_no_is_final() {
        let mut outbox = tab(&Rc::default());
        outbox.begin(&claim("c"), [1; 16], T);
        let refusal = Refusal::new(Code::SoldOut(None));
        assert_eq!(outbox.failed(&key(1), &refusal, 0, T), Next::Final);
        assert_eq!(outbox.pending(T), []);
        assert_eq!(outbox.failed(&key(1), &timeout(), 0, T), Next::Final);
    }

    /// Fails every send at once and gives the times of the sends, from the first.
    #[track_caller]
    fn check_sends(refusal: &Refusal, answer_after_ms: i64, entropy: u32, sends: &[i64]) {
        let mut outbox = tab(&Rc::default());
        outbox.begin(&claim("c"), [1; 16], T);
        let mut sent = vec![0];
        let mut now = T;
        loop {
            now += answer_after_ms;
            match outbox.failed(&key(1), refusal, entropy, now) {
                Next::RetryAt(at) => {
                    assert!(at >= now);
                    now = at;
                    sent.push(now - T);
                }
                next => {
                    assert_eq!(next, Next::GaveUp);
                    break;
                }
            }
        }
        assert_eq!(sent, sends);
        // The key outlives the failure, in this page and in the next.
        assert_eq!(
            outbox.begin(&claim("c"), [2; 16], now),
            Begun::Again(key(1))
        );
        assert_eq!(
            outbox.begin(&claim("c"), [3; 16], now),
            Begun::Already(key(1))
        );
    }

    #[test]
    fn retries_back_off_and_end() {
        let busy = |ms| Refusal {
            code: Code::Busy,
            retry_after_ms: Some(ms),
        };
        let offline = Refusal::new(Code::Offline);
        check_sends(&offline, 0, 0, &[0, 400, 1_200, 2_800]);
        check_sends(&offline, 0, 200, &[0, 600, 1_600, 3_400]);
        check_sends(&offline, 0, 400, &[0, 800, 2_000, 4_000]);
        check_sends(&offline, 0, 401, &[0, 400, 1_601, 3_602]);
        check_sends(&busy(2_000), 50, 0, &[0, 2_050, 4_100, 6_150]);
        check_sends(&busy(10), 0, 0, &[0, 400, 1_200, 2_800]);
        // Two seconds each: the round ends by its number of sends.
        check_sends(&timeout(), 2_000, 0, &[0, 2_400, 5_200, 8_800]);
        // Ten seconds each: it ends by its length.
        check_sends(&timeout(), 10_000, 0, &[0, 10_400]);
        check_sends(&busy(20_000), 0, 0, &[0]);
        check_sends(&busy(u32::MAX), 0, u32::MAX, &[0]);
    }

    #[test]
    fn a_reload_sends_what_was_open() {
        let storage = Rc::new(MemoryStorage::new());
        let mut before = tab(&storage);
        before.begin(&claim("c"), [1; 16], T);
        before.begin(&draw(), [2; 16], T + 5);
        let busy = Refusal {
            code: Code::Busy,
            retry_after_ms: Some(30_000),
        };
        assert_eq!(before.failed(&key(2), &busy, 0, T + 6), Next::GaveUp);
        drop(before);

        let mut after = tab(&storage);
        let due = after.resume(T + 1_000);
        let sends: Vec<_> = due
            .iter()
            .map(|entry| (&entry.key, &entry.request, entry.next_at - T))
            .collect();
        assert_eq!(
            sends,
            [
                (&key(1), &claim("c"), 1_000),
                // The server's wish to wait outlives the page.
                (&key(2), &draw(), 30_006)
            ]
        );
        assert_eq!(after.resume(T + 1_000), [], "it is under way here");
        assert_eq!(
            after.begin(&draw(), [3; 16], T + 2_000),
            Begun::Already(key(2))
        );
        after.settle(&key(1));
        after.settle(&key(2));
        assert_eq!(tab(&storage).resume(T), []);
    }

    #[test]
    fn tabs_share_keys_and_do_not_undo_each_other() {
        let storage = Rc::new(MemoryStorage::new());
        let (mut one, mut two) = (tab(&storage), tab(&storage));
        one.begin(&claim("c"), [1; 16], T);
        two.begin(&draw(), [2; 16], T);
        assert_eq!(two.begin(&claim("c"), [3; 16], T), Begun::Again(key(1)));
        assert_eq!(one.pending(T).len(), 2);
        two.settle(&key(1));
        // The first tab still waits for its own answer, and then the key is gone everywhere.
        assert_eq!(
            one.begin(&claim("c"), [4; 16], T),
            Begun::Already(key(1)),
            "its own answer is on the way"
        );
        one.settle(&key(1));
        two.settle(&key(2));
        assert_eq!(storage.get(SLOT), None);
    }

    #[test]
    fn a_request_given_up_here_and_settled_elsewhere_is_over() {
        let storage = Rc::new(MemoryStorage::new());
        let (mut one, mut two) = (tab(&storage), tab(&storage));
        one.begin(&claim("c"), [1; 16], T);
        let busy = Refusal {
            code: Code::Busy,
            retry_after_ms: Some(60_000),
        };
        assert_eq!(one.failed(&key(1), &busy, 0, T), Next::GaveUp);
        assert_eq!(two.resume(T).len(), 1);
        two.settle(&key(1));
        assert_eq!(one.begin(&claim("c"), [2; 16], T), Begun::New(key(2)));
    }

    #[test]
    fn a_key_is_not_used_when_the_server_may_have_forgotten_it() {
        let storage = Rc::new(MemoryStorage::new());
        tab(&storage).begin(&draw(), [1; 16], T);
        assert_eq!(tab(&storage).pending(T + KEEP_MS).len(), 1);
        assert_eq!(tab(&storage).resume(T + KEEP_MS + 1), []);
        assert_eq!(
            tab(&storage).begin(&draw(), [2; 16], T + KEEP_MS + 1),
            Begun::New(key(2))
        );
    }

    #[test]
    fn a_clock_set_back_does_not_lose_a_key() {
        let storage = Rc::new(MemoryStorage::new());
        tab(&storage).begin(&draw(), [1; 16], T);
        let due = tab(&storage).resume(T - 5 * 60_000);
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].began_at, T - 5 * 60_000);
        assert!(due[0].next_at <= T - 5 * 60_000 + MAX_WAIT_MS);
    }

    /// Stored blob, and how many entries of it can be used.
    #[track_caller]
    fn check_blob(blob: &str, usable: usize) {
        let storage = Rc::new(MemoryStorage::new());
        storage.set(SLOT, blob);
        let mut outbox = tab(&storage);
        assert_eq!(outbox.pending(T).len(), usable, "{blob:.80}");
        assert_eq!(outbox.resume(T).len(), usable, "{blob:.80}");
        let begun = outbox.begin(&claim("fresh"), [9; 16], T);
        assert_eq!(begun, Begun::New(key(9)), "{blob:.80}");
        let kept = (usable + 1).min(MAX_ENTRIES);
        assert_eq!(tab(&storage).pending(T).len(), kept, "{blob:.80}");
    }

    #[test]
    fn a_hostile_blob_is_an_empty_outbox() {
        let entry = |key: &str, rest: &str| {
            format!(r#"{{"key":"{key}","request":{{"ask":"draw","draw":"w"}},"began":{T}{rest}}}"#)
        };
        let list = |entries: &[String]| format!(r#"{{"v":1,"open":[{}]}}"#, entries.join(","));
        for blob in [
            "",
            "null",
            "[]",
            "{",
            "\0",
            "1e9",
            "{\"v\":1}",
            "\u{feff}{}",
        ] {
            check_blob(blob, 0);
        }
        check_blob(r#"{"v":2,"open":[]}"#, 0);
        check_blob(r#"{"v":1,"open":{"key":"k"}}"#, 0);
        check_blob(&"[".repeat(100_000), 0);
        check_blob(&list(&[entry("k", "")]).replace("\"v\":1", "\"v\":7"), 0);
        check_blob(&list(&[entry("k", "")]), 1);
        check_blob(&list(&[entry("k", r#","next":"soon","colour":{}"#)]), 1);
        check_blob(&list(&[entry("k", r#","next":9223372036854775807"#)]), 1);
        check_blob(&list(&[entry("k", ""), entry("k", "")]), 1);
        check_blob(
            &list(&[entry("", ""), entry("a b", ""), entry("好", "")]),
            0,
        );
        check_blob(&list(&[entry(&"k".repeat(65), "")]), 0);
        check_blob(
            r#"{"v":1,"open":[{"key":"k","request":{"ask":"me"},"began":1762700000000}]}"#,
            0,
        );
        check_blob(
            r#"{"v":1,"open":[{"key":"k","request":{"ask":"draw","draw":"w"},"began":-9223372036854775808}]}"#,
            0,
        );
        let many: Vec<_> = (0..1_000).map(|n| entry(&format!("k{n}"), "")).collect();
        check_blob(&list(&many), MAX_ENTRIES);
    }
}
