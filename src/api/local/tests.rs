//! The network: faults, time-outs, tabs, and buyers that change.

use super::fixture::{at, buyer, campaign};
use super::*;
use crate::runtime::storage::{BrowserStorage, MemoryStorage};
use pricing::OfferId;
use protocol::{Me, NoticeLevel};

thread_local! {
    static ONLINE: Cell<bool> = const { Cell::new(true) };
}

pub(super) fn online() -> bool {
    ONLINE.get()
}

type Heard = Rc<RefCell<Vec<(i64, Result<Reply, Refusal>)>>>;

fn api(storage: Rc<dyn Storage>) -> LocalApi {
    decisions_are_here();
    undecided(storage, Rc::default())
}

/// Where nobody has said that what decides is there; `missed` counts the requests that lacked it.
fn undecided(storage: Rc<dyn Storage>, missed: Rc<Cell<u32>>) -> LocalApi {
    LocalApi::new(LocalOptions {
        campaign: campaign(),
        storage,
        clock: Rc::new(|| (at(0), 1)),
        buyer: Some(buyer("ann")),
        latency_ms: 200,
        missing: Rc::new(move || missed.set(missed.get() + 1)),
    })
}

fn claim() -> Request {
    Request::Claim {
        coupon: OfferId::new("c50"),
    }
}

fn send(api: &LocalApi, key: &str, request: Request, heard: &Heard) {
    let (heard, here) = (Rc::clone(heard), Rc::downgrade(&api.inner));
    let reply = move |answer| {
        let now = here.upgrade().map_or(0, |inner| inner.timers.now());
        heard.borrow_mut().push((now, answer));
    };
    api.send(Key::new(key), request, Box::new(reply));
}

/// What a request is told, and when, if time passes far enough.
fn ask(api: &LocalApi, key: &str, request: Request) -> (i64, Result<Reply, Refusal>) {
    let heard = Heard::default();
    let start = api.inner.timers.now();
    send(api, key, request, &heard);
    assert!(heard.borrow().is_empty(), "answered inside send");
    api.inner.timers.pass(60_000);
    let (when, answer) = heard.borrow_mut().pop().expect("an answer");
    assert!(heard.borrow().is_empty(), "answered twice");
    assert_eq!(api.inner.timers.count(), 0, "timers left");
    (when - start, answer)
}

fn me(api: &LocalApi) -> Me {
    match ask(api, "", Request::Me) {
        (_, Ok(Reply::Me(me))) => me,
        other => panic!("{other:?}"),
    }
}

/// What a claim is told under a fault, when, and whether the server has granted it.
#[track_caller]
fn check(faults: &str, told: Option<Refusal>, when: i64, granted: bool) {
    let api = api(Rc::new(MemoryStorage::new()));
    api.set_faults(Faults::parse(faults).expect(faults));
    let (at, answer) = ask(&api, "k", claim());
    assert_eq!((answer.err(), at), (told, when), "{faults}");
    api.set_faults(Faults::default());
    assert_eq!(me(&api).coupons.len(), usize::from(granted), "{faults}");
    // Whatever happened, the same key ends in one coupon.
    let (_, again) = ask(&api, "k", claim());
    assert!(matches!(again, Ok(Reply::Claimed(me)) if me.coupons.len() == 1));
}

#[test]
fn a_request_waits_for_what_decides() {
    let missed = Rc::new(Cell::new(0));
    let api = undecided(Rc::new(MemoryStorage::default()), Rc::clone(&missed));
    assert!(me(&api).coupons.is_empty());
    assert_eq!(missed.get(), 0, "a question needs no decision");
    let heard = Heard::default();
    send(&api, "k1", claim(), &heard);
    api.inner.timers.pass(2_000);
    assert!(heard.borrow().is_empty());
    assert_eq!(missed.get(), 1);
    decisions_are_here();
    api.inner.timers.pass(200);
    assert!(matches!(heard.borrow()[..], [(_, Ok(Reply::Claimed(_)))]));
    assert_eq!(api.inner.timers.count(), 0, "timers left");
}

#[test]
fn a_request_without_what_decides_is_not_answered() {
    let missed = Rc::new(Cell::new(0));
    let api = undecided(Rc::new(MemoryStorage::default()), Rc::clone(&missed));
    let (when, answer) = ask(&api, "k1", claim());
    assert_eq!(
        (when, answer),
        (i64::from(TIMEOUT_MS), Err(Refusal::new(Code::Timeout)))
    );
    // The same key later: nothing was carried out meanwhile.
    decisions_are_here();
    let (_, answer) = ask(&api, "k1", claim());
    assert!(matches!(answer, Ok(Reply::Claimed(_))), "{answer:?}");
    assert_eq!(missed.get(), 1);
}

#[test]
fn each_fault_is_what_it_says() {
    let just = |code| Some(Refusal::new(code));
    let busy = Refusal {
        code: Code::Busy,
        retry_after_ms: Some(2_000),
    };
    check("", None, 200, true);
    check("draw:offline", None, 200, true);
    check("claim:offline", just(Code::Offline), 30, false);
    check("*:error", just(Code::Server), 200, false);
    check("claim:busy", Some(busy), 200, false);
    check("claim:lost", just(Code::Timeout), 10_000, true);
    check("claim:cut", just(Code::Server), 200, true);
    check("claim:slow", just(Code::Timeout), 10_000, true);
}

#[test]
fn a_fault_with_a_number_ends() {
    let api = api(Rc::new(MemoryStorage::new()));
    api.set_faults(Faults::parse("claim:lost!1").expect("known words"));
    let (_, first) = ask(&api, "k", claim());
    assert_eq!(first, Err(Refusal::new(Code::Timeout)));
    assert!(ask(&api, "k", claim()).1.is_ok());
}

#[test]
fn without_a_network_nothing_arrives() {
    // Sent without one; lost on the way there; lost on the way back.
    for (off_after, granted) in [(None, false), (Some(50), false), (Some(150), true)] {
        let api = api(Rc::new(MemoryStorage::new()));
        let heard = Heard::default();
        ONLINE.set(off_after.is_some());
        send(&api, "k", claim(), &heard);
        api.inner.timers.pass(off_after.unwrap_or(0));
        ONLINE.set(false);
        api.inner.timers.pass(20_000);
        ONLINE.set(true);
        let answers: Vec<_> = heard.take().into_iter().map(|(_, answer)| answer).collect();
        assert_eq!(answers, [Err(Refusal::new(Code::Offline))], "{off_after:?}");
        assert_eq!(
            me(&api).coupons.len(),
            usize::from(granted),
            "{off_after:?}"
        );
    }
}

#[test]
fn tabs_share_a_server() {
    let storage = Rc::new(MemoryStorage::new());
    let (one, two) = (api(storage.clone()), api(storage.clone()));
    assert!(ask(&one, "k", claim()).1.is_ok());
    assert_eq!(me(&two).coupons.len(), 1);
    assert!(ask(&two, "k", claim()).1.is_ok(), "the same key");
    let (_, other) = ask(&two, "other", claim());
    assert_eq!(other, Err(Refusal::new(Code::LimitReached)));
    two.reset();
    assert_eq!(me(&one).coupons, []);
    assert_eq!(storage.get("dacu:d11:server"), None);
}

#[test]
fn buyers_do_not_share_a_wallet() {
    let api = api(Rc::new(MemoryStorage::new()));
    assert!(ask(&api, "k", claim()).1.is_ok());
    api.set_buyer(Some(buyer("black")));
    assert_eq!(me(&api).coupons, []);
    api.set_buyer(None);
    assert!(!me(&api).logged_in);
    api.set_buyer(Some(buyer("ann")));
    assert_eq!(me(&api).coupons.len(), 1);
}

#[test]
fn a_request_belongs_to_who_sent_it() {
    let api = api(Rc::new(MemoryStorage::new()));
    let heard = Heard::default();
    send(&api, "k", claim(), &heard);
    api.set_buyer(Some(buyer("black")));
    api.inner.timers.pass(200);
    assert_eq!(me(&api).coupons, []);
    api.set_buyer(Some(buyer("ann")));
    assert_eq!(me(&api).coupons.len(), 1);
}

#[test]
fn pauses_notices_and_latency_can_be_set() {
    let api = api(Rc::new(MemoryStorage::new()));
    let notice = Notice {
        level: NoticeLevel::Info,
        text: "20:00 开抢".into(),
    };
    api.set_notice(Some(notice.clone()));
    api.set_paused(true);
    api.set_latency(0);
    match ask(&api, "", Request::Live) {
        (0, Ok(Reply::Live(live))) => {
            assert_eq!((live.notice, live.paused), (Some(notice), true));
        }
        other => panic!("{other:?}"),
    }
    let (_, refused) = ask(&api, "k", claim());
    assert_eq!(refused, Err(Refusal::new(Code::Paused)));
}

#[test]
fn a_dropped_api_calls_nobody() {
    let api = api(Rc::new(MemoryStorage::new()));
    let heard = Heard::default();
    send(&api, "k", claim(), &heard);
    api.inner.timers.pass(120);
    let inner = Rc::downgrade(&api.inner);
    drop(api);
    assert!(inner.upgrade().is_none(), "something keeps it alive");
    assert_eq!(Rc::strong_count(&heard), 1, "a callback is still held");
    assert!(heard.borrow().is_empty());
}

#[test]
fn bad_storage_makes_no_bad_server() {
    let slot = "dacu:d11:server";
    for blob in ["", "[[[", "{\"v\":9}", "{\"v\":1,\"claims\":[[\"ann\",1]]}"] {
        let storage = Rc::new(MemoryStorage::new());
        storage.set(slot, blob);
        let api = api(storage);
        assert_eq!(me(&api).coupons, [], "{blob}");
        assert!(ask(&api, "k", claim()).1.is_ok(), "{blob}");
        assert_eq!(me(&api).coupons.len(), 1, "{blob}");
    }
    // No storage at all, as in a webview that forbids it.
    let api = api(Rc::new(BrowserStorage::new()));
    assert!(ask(&api, "k", claim()).1.is_ok());
    assert_eq!(me(&api).coupons.len(), 1);
}

#[test]
fn a_callback_may_ask_again() {
    let api = Rc::new(api(Rc::new(MemoryStorage::new())));
    let heard = Heard::default();
    let (next, then) = (Rc::clone(&api), Rc::clone(&heard));
    let first = move |_| send(&next, "two", claim(), &then);
    api.send(Key::new("one"), Request::Time, Box::new(first));
    api.inner.timers.pass(1_000);
    assert_eq!(heard.borrow().len(), 1);
}
