//! Who gets what, and who is told why not, request by request.

use super::super::fixture::{DAY, HOUR, MINUTE, at, buyer, campaign};
use super::super::state::MAX_ROWS;
use super::draws::{drawn, fair};
use super::*;
use campaign::model::EarlyAccess;
use pricing::{Fact, LineId, Sku, Token};
use protocol::{Choice, Live, Me, MyCoupon};

/// A server with its state, asked with a new key each time.
struct Desk {
    server: Server,
    state: State,
    keys: u32,
    words: Vec<u64>,
}

impl Desk {
    fn new() -> Self {
        Self {
            server: Server {
                campaign: campaign(),
                buyer: Some(Rc::new(buyer("ann"))),
                paused: false,
                notice: None,
                resolution_ms: 1,
            },
            state: State::default(),
            keys: 0,
            words: Vec::new(),
        }
    }

    fn is(mut self, id: &str) -> Self {
        self.server.buyer = Some(Rc::new(buyer(id)));
        self
    }

    fn ask_with(&mut self, key: &str, request: &Request, ms: i64) -> Result<Reply, Refusal> {
        let key = Key::new(key);
        let mut words = self.words.iter().copied();
        self.server
            .handle(&mut self.state, key.as_ref(), request, at(ms), &mut || {
                words.next().unwrap_or(0)
            })
    }

    /// Reads the state anew, as the local API does for each request.
    fn reload(&mut self, ms: i64) {
        self.state = State::read(&self.state.write(), &self.server.campaign, at(ms));
    }

    fn ask(&mut self, request: &Request, ms: i64) -> Result<Reply, Refusal> {
        self.keys += 1;
        let key = format!("k{}", self.keys);
        self.ask_with(&key, request, ms)
    }

    fn code(&mut self, request: &Request, ms: i64) -> Option<Code> {
        self.ask(request, ms).err().map(|refusal| refusal.code)
    }

    /// What comes out when the word falls on this millionth.
    fn turn(&mut self, draw: &str, millionth: u64, ms: i64) -> Result<String, Code> {
        self.words = vec![millionth];
        match self.ask(&turn(draw), ms) {
            Ok(Reply::Drawn { drawn, .. }) => Ok(drawn.prize),
            Ok(other) => panic!("{other:?}"),
            Err(refusal) => Err(refusal.code),
        }
    }

    fn me(&mut self, ms: i64) -> Me {
        match self.ask_with("", &Request::Me, ms) {
            Ok(Reply::Me(me)) => me,
            other => panic!("{other:?}"),
        }
    }

    fn live(&mut self, ms: i64) -> Live {
        match self.ask_with("", &Request::Live, ms) {
            Ok(Reply::Live(live)) => live,
            other => panic!("{other:?}"),
        }
    }
}

fn claim(coupon: &str) -> Request {
    Request::Claim {
        coupon: OfferId::new(coupon),
    }
}

fn reserve(offer: &str, units: u32) -> Request {
    Request::Reserve {
        offer: OfferId::new(offer),
        units,
    }
}

fn turn(draw: &str) -> Request {
    Request::Draw {
        draw: draw.to_owned(),
    }
}

fn task(task: &str) -> Request {
    Request::DoTask {
        draw: "wheel".to_owned(),
        task: task.to_owned(),
    }
}

#[track_caller]
fn check(desk: &mut Desk, request: &Request, ms: i64, expected: Option<Code>) {
    assert_eq!(desk.code(request, ms), expected, "{request:?} at {ms}");
}

#[test]
fn windows_are_half_open() {
    let opens = |ms| Some(Code::NotStarted(at(ms)));
    for (request, from, until) in [
        (claim("c50"), 0, 4 * DAY),
        (turn("wheel"), 0, 3 * DAY),
        (task("visit"), 0, 3 * DAY),
        (reserve("f3", 1), 10 * HOUR, 12 * HOUR),
    ] {
        check(&mut Desk::new(), &request, from - 1, opens(from));
        check(&mut Desk::new(), &request, from, None);
        check(&mut Desk::new(), &request, until - 1, None);
        check(&mut Desk::new(), &request, until, Some(Code::Ended));
    }
    check(&mut Desk::new(), &claim("stale"), HOUR - 1, None);
    check(&mut Desk::new(), &claim("stale"), HOUR, Some(Code::Ended));
}

#[test]
fn what_the_campaign_does_not_have_is_unknown() {
    for request in [
        claim("c51"),
        claim("won"),
        claim("f3"),
        turn("c50"),
        reserve("c50", 1),
        reserve("f3", 0),
        task("sing"),
        task("order"),
    ] {
        check(&mut Desk::new(), &request, 10 * HOUR, Some(Code::Unknown));
    }
}

#[test]
fn a_guest_has_to_log_in() {
    let mut out = buyer("ann");
    out.logged_in = false;
    for who in [None, Some(Rc::new(out))] {
        let mut desk = Desk::new();
        desk.server.buyer = who;
        for request in [claim("c50"), turn("wheel"), reserve("f3", 1), task("visit")] {
            check(&mut desk, &request, 10 * HOUR, Some(Code::LoginNeeded));
        }
        let me = desk.me(0);
        assert_eq!((me.logged_in, me.points, me.facts.len()), (false, 0, 0));
        assert_eq!(me.chances("wheel"), 2, "what anyone has who logs in");
        check(&mut desk, &claim("c50"), -1, Some(Code::NotStarted(at(0))));
    }
}

#[test]
fn an_audience_is_what_the_server_asserts() {
    let refused = || Some(Code::NotEligible(Fact::new("member:black")));
    check(&mut Desk::new(), &claim("black"), 0, refused());
    let mut unknown = buyer("ann");
    unknown.facts.clear();
    let mut desk = Desk::new();
    desk.server.buyer = Some(Rc::new(unknown));
    check(&mut desk, &claim("black"), 0, refused());
    let mut desk = Desk::new().is("black");
    check(&mut desk, &claim("black"), 0, None);
    check(&mut desk, &claim("black"), 0, None);
    check(&mut desk, &claim("black"), 0, Some(Code::LimitReached));
    assert_eq!(desk.me(0).coupons.len(), 2);
}

#[test]
fn stock_is_released_in_batches() {
    let mut desk = Desk::new();
    let stock = |desk: &mut Desk, ms| {
        let live = desk.live(ms);
        let stock = live
            .stock(&OfferId::new("c50"))
            .expect("a coupon with stock");
        (stock.remaining, stock.released)
    };
    assert_eq!(stock(&mut desk, -1), (5, 5), "what it will open with");
    for n in 0..5 {
        assert_eq!(stock(&mut desk, n), (5 - n as u32, 5));
        desk = desk.is(&format!("b{n}"));
        check(&mut desk, &claim("c50"), n, None);
        check(&mut desk, &claim("c50"), n, Some(Code::LimitReached));
    }
    desk = desk.is("late");
    let next = Some(at(HOUR));
    check(
        &mut desk,
        &claim("c50"),
        HOUR - 1,
        Some(Code::SoldOut(next)),
    );
    assert_eq!(stock(&mut desk, HOUR), (5, 10));
    check(&mut desk, &claim("c50"), HOUR, None);
    for n in 5..9 {
        desk = desk.is(&format!("b{n}"));
        check(&mut desk, &claim("c50"), HOUR, None);
    }
    desk = desk.is("too late");
    check(&mut desk, &claim("c50"), HOUR, Some(Code::SoldOut(None)));
    assert_eq!(stock(&mut desk, DAY), (0, 10));
}

#[test]
fn a_reservation_is_a_token_until_the_session_ends() {
    let mut desk = Desk::new();
    check(
        &mut desk,
        &reserve("f3", 3),
        10 * HOUR,
        Some(Code::LimitReached),
    );
    check(&mut desk, &reserve("f3", 1), 10 * HOUR, None);
    check(&mut desk, &reserve("f3", 1), 10 * HOUR, None);
    check(
        &mut desk,
        &reserve("f3", 1),
        10 * HOUR,
        Some(Code::LimitReached),
    );
    check(
        &mut desk,
        &reserve("f3", u32::MAX),
        10 * HOUR,
        Some(Code::LimitReached),
    );
    let token = Token {
        offer: OfferId::new("f3"),
        units: 2,
        price: None,
        expires_at: at(12 * HOUR),
    };
    assert_eq!(desk.me(10 * HOUR).tokens, [token]);
    desk = desk.is("bob");
    check(
        &mut desk,
        &reserve("f3", 2),
        10 * HOUR,
        Some(Code::SoldOut(None)),
    );
    check(&mut desk, &reserve("f3", 1), 10 * HOUR, None);
    check(
        &mut desk,
        &reserve("f3", 1),
        10 * HOUR,
        Some(Code::SoldOut(None)),
    );
    check(&mut desk, &reserve("f0", 1), 10 * HOUR, None);
    let live = desk.live(10 * HOUR);
    let stock = live.stock(&OfferId::new("f3")).expect("a quota");
    assert_eq!((stock.remaining, stock.released), (0, 3));
    assert_eq!(live.stock(&OfferId::new("f0")), None);
}

#[test]
fn chances_are_daily_and_earned() {
    let mut desk = Desk::new();
    let thanks = || Ok("thanks".to_owned());
    assert_eq!(desk.turn("wheel", 900_000, 0), thanks());
    assert_eq!(desk.turn("wheel", 900_000, 1), thanks());
    assert_eq!(desk.turn("wheel", 900_000, 2), Err(Code::NoChances));
    check(&mut desk, &task("visit"), 3, None);
    check(&mut desk, &task("visit"), 4, None);
    check(&mut desk, &task("visit"), 5, Some(Code::LimitReached));
    assert_eq!(desk.me(6).chances("wheel"), 2);
    assert_eq!(desk.me(6).tasks_done.len(), 2);
    assert_eq!(desk.turn("wheel", 900_000, 6), thanks());
    // The local day ends at midnight in the campaign's zone; what was earned stays.
    assert_eq!(desk.me(DAY - 1).chances("wheel"), 1);
    assert_eq!(desk.me(DAY).chances("wheel"), 3);
    assert_eq!(desk.me(DAY).tasks_done, []);
    for n in 0..3 {
        assert_eq!(desk.turn("wheel", 900_000, DAY + n), thanks());
    }
    assert_eq!(desk.turn("wheel", 0, DAY + 3), Err(Code::NoChances));
    check(&mut desk, &task("visit"), DAY, None);
    assert_eq!(desk.me(DAY).chances("bare"), 2, "each draw counts its own");
}

#[test]
fn a_prize_is_what_its_odds_say() {
    for (millionth, prize) in [
        (0, "ticket"),
        (249_999, "ticket"),
        (250_000, "points"),
        (499_999, "points"),
        (500_000, "scarf"),
        (500_001, "thanks"),
        (999_999, "thanks"),
        (1_000_000, "ticket"),
    ] {
        let mut desk = Desk::new();
        assert_eq!(desk.turn("wheel", millionth, 0).as_deref(), Ok(prize));
    }
}

#[test]
fn prizes_are_granted_at_once() {
    let mut desk = Desk::new();
    assert_eq!(desk.turn("wheel", 0, MINUTE).as_deref(), Ok("ticket"));
    assert_eq!(desk.turn("wheel", 250_000, HOUR).as_deref(), Ok("points"));
    let me = desk.me(HOUR);
    let coupon = MyCoupon {
        offer: OfferId::new("won"),
        claimed_at: at(MINUTE),
        expires_at: at(MINUTE + DAY),
        used_by: None,
    };
    assert_eq!(me.coupons, [coupon]);
    assert_eq!(me.points, 110);
    let won: Vec<_> = me.prizes.iter().map(|won| won.prize.as_str()).collect();
    assert_eq!(won, ["points", "ticket"], "newest first");
}

#[test]
fn a_prize_that_is_gone_gives_the_blank_and_no_other_prize() {
    let mut desk = Desk::new();
    assert_eq!(desk.turn("wheel", 0, 0).as_deref(), Ok("ticket"));
    desk = desk.is("bob");
    assert_eq!(desk.turn("wheel", 1, 0).as_deref(), Ok("ticket"));
    assert_eq!(desk.turn("wheel", 2, 0).as_deref(), Ok("thanks"));
    assert_eq!(desk.me(0).chances("wheel"), 0);
}

#[test]
fn limits_schedule_and_consolation() {
    let mut campaign = campaign().as_ref().clone();
    let wheel = &mut campaign.draws[0];
    let points = wheel.prizes.iter().position(|prize| prize.id == "points");
    let ticket = &mut wheel.prizes[0];
    assert_eq!((ticket.id.as_str(), ticket.stock), ("ticket", Some(2)));
    ticket.per_day = Some(1);
    ticket.windows = vec![Window {
        from: at(0),
        until: at(DAY + HOUR),
    }];
    wheel.consolation = points;
    wheel.prizes[points.expect("points")].stock = None;
    wheel.per_buyer = Some(3);
    wheel.daily_chances = 5;
    let mut desk = Desk::new();
    desk.server.campaign = Rc::new(campaign);
    assert_eq!(desk.turn("wheel", 0, 0).as_deref(), Ok("ticket"));
    // The day's is gone, for everyone.
    desk = desk.is("bob");
    assert_eq!(desk.turn("wheel", 0, HOUR).as_deref(), Ok("points"));
    // Another day has another, in its time only.
    assert_eq!(desk.turn("wheel", 0, DAY).as_deref(), Ok("ticket"));
    desk = desk.is("cat");
    assert_eq!(desk.turn("wheel", 0, DAY + HOUR).as_deref(), Ok("points"));
    // Three prizes a buyer: nothing is given after them, consolation included.
    assert_eq!(desk.turn("wheel", 0, DAY + HOUR).as_deref(), Ok("points"));
    assert_eq!(desk.turn("wheel", 0, DAY + HOUR).as_deref(), Ok("points"));
    assert_eq!(desk.turn("wheel", 0, DAY + HOUR).as_deref(), Ok("thanks"));
    assert_eq!(
        desk.turn("wheel", 250_000, DAY + HOUR).as_deref(),
        Ok("thanks")
    );
}

#[test]
fn a_draw_without_a_blank_keeps_the_chance() {
    let mut desk = Desk::new();
    assert_eq!(desk.turn("bare", 7, 0).as_deref(), Ok("scarf"));
    assert_eq!(desk.turn("bare", 7, 0), Err(Code::SoldOut(None)));
    assert_eq!(desk.me(0).chances("bare"), 1);
    assert_eq!(desk.me(0).prizes.len(), 1);
}

#[test]
fn uneven_words_are_refused() {
    // 2^64 = 6 mod 10, so the last six words would favour 0 to 5.
    let draw = |words: &[u64]| {
        let mut words = words.iter().copied();
        let number = fair(10, &mut || words.next().expect("enough words"));
        (number, words.len())
    };
    assert_eq!(draw(&[u64::MAX - 6, 1]), (9, 1));
    assert_eq!(draw(&[u64::MAX - 5, u64::MAX, 13]), (3, 0));
    assert_eq!(fair(1, &mut || 77), 0);
    assert_eq!(fair(0, &mut || 77), 0);
    assert_eq!(fair(1 << 63, &mut || u64::MAX), (1 << 63) - 1);
    // Dice that are broken do not hold the page.
    assert_eq!(fair(10, &mut || u64::MAX), 5);
}

#[test]
fn the_odds_are_those_published() {
    let campaign = campaign();
    let draw = &campaign.draws[0];
    let mut counts = [0_u32; 4];
    let mut word = 7;
    for _ in 0..1_000_000 {
        let prize = drawn(draw, &mut || {
            word = crate::api::mix(word);
            word
        });
        counts[prize.expect("a prize")] += 1;
    }
    // Three standard deviations of a million turns are 1,300 for a quarter, 1,500 for a half.
    assert!(counts[0].abs_diff(250_000) < 1_300, "{counts:?}");
    assert!(counts[1].abs_diff(250_000) < 1_300, "{counts:?}");
    assert!(counts[3].abs_diff(500_000) < 1_500, "{counts:?}");
}

#[test]
fn the_same_key_gets_the_first_answer() {
    let mut desk = Desk::new();
    desk.words = vec![250_000];
    let first = desk.ask_with("k", &turn("wheel"), 0);
    desk.words = vec![0];
    let again = desk.ask_with("k", &turn("wheel"), 5);
    assert_eq!(first, again);
    assert_eq!(desk.me(0).chances("wheel"), 1);
    // The holdings are today's.
    assert_eq!(desk.code(&claim("c50"), 6), None);
    match desk.ask_with("k", &turn("wheel"), 7) {
        Ok(Reply::Drawn { drawn, me }) => {
            assert_eq!((drawn.prize.as_str(), drawn.at), ("points", at(0)));
            assert_eq!(me.coupons.len(), 1);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refusal_is_kept_like_a_grant() {
    let mut desk = Desk::new();
    let early = Refusal::new(Code::NotStarted(at(0)));
    assert_eq!(desk.ask_with("k", &claim("c50"), -1), Err(early.clone()));
    assert_eq!(desk.ask_with("k", &claim("c50"), 1), Err(early));
    assert_eq!(
        desk.code(&claim("c50"), 1),
        None,
        "another key is asked anew"
    );
    desk.server.paused = true;
    for request in [claim("c50"), turn("wheel"), reserve("f3", 1), task("visit")] {
        assert_eq!(desk.code(&request, 10 * HOUR), Some(Code::Paused));
    }
    assert!(desk.live(0).paused);
}

#[test]
fn a_key_belongs_to_one_request_of_one_buyer() {
    let mut desk = Desk::new();
    let conflict = Err(Refusal::new(Code::KeyConflict));
    assert!(desk.ask_with("k", &claim("c50"), 0).is_ok());
    assert_eq!(desk.ask_with("k", &claim("black"), 0), conflict);
    assert_eq!(desk.ask_with("", &turn("wheel"), 0), conflict, "no key");
    desk = desk.is("bob");
    assert_eq!(desk.ask_with("k", &claim("c50"), 0), conflict);
    assert_eq!(desk.me(0).coupons, []);
}

#[test]
fn answers_are_kept_for_a_day_and_up_to_a_number() {
    let mut desk = Desk::new();
    let limit = Err(Refusal::new(Code::LimitReached));
    assert!(desk.ask_with("k", &claim("c50"), 0).is_ok());
    desk.reload(DAY);
    assert!(desk.ask_with("k", &claim("c50"), DAY).is_ok());
    desk.reload(DAY + 1);
    assert_eq!(desk.ask_with("k", &claim("c50"), DAY + 1), limit);
    for n in 0..MAX_ROWS {
        let _ = desk.ask_with(&format!("n{n}"), &task("order"), DAY + 2);
    }
    desk.reload(DAY + 2);
    let answers = desk.state.rows(List::Answers);
    assert_eq!(answers.len(), MAX_ROWS);
    assert_eq!(answers[0].who, "n0");
}

#[test]
fn a_quote_is_the_servers_own() {
    let mut desk = Desk::new();
    let quote = |lines: &[(&str, &str, u32)]| Request::Quote {
        ruleset: 1,
        lines: lines
            .iter()
            .map(|(id, sku, units)| (LineId::new(id), Sku::new(sku), *units))
            .collect(),
        choice: Choice::default(),
    };
    let ruleset = desk.server.campaign.ruleset.hash();
    let price = |desk: &mut Desk, ms| match desk.ask_with("", &quote(&[("l", "scarf", 2)]), ms) {
        Ok(Reply::Quoted {
            payable,
            ruleset: used,
        }) => {
            assert_eq!(used, ruleset);
            payable.minor()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(price(&mut desk, 0), 41_000);
    assert_eq!(desk.code(&claim("c50"), 0), None);
    assert_eq!(price(&mut desk, 0), 36_000, "the coupon is in the wallet");
    // Without it, as the shopper would have it.
    let mut refusing = quote(&[("l", "scarf", 2)]);
    if let Request::Quote { choice, .. } = &mut refusing {
        choice.refused.push(OfferId::new("c50"));
    }
    let Ok(Reply::Quoted { payable, .. }) = desk.ask_with("", &refusing, 0) else {
        panic!("a cart has a price without coupons");
    };
    assert_eq!(payable.minor(), 41_000);
    for lines in [
        &[("l", "silk", 1)][..],
        &[("l", "scarf", 0)],
        &[("l", "scarf", 1), ("l", "scarf", 1)],
    ] {
        assert_eq!(desk.code(&quote(lines), 0), Some(Code::Unknown));
    }
}

#[test]
fn time_and_notices_are_told() {
    let mut desk = Desk::new();
    desk.server.resolution_ms = 1_000;
    let time = Reply::Time {
        now: at(5),
        resolution_ms: 1_000,
    };
    assert_eq!(desk.ask_with("", &Request::Time, 5), Ok(time));
    let notice = Notice {
        level: protocol::NoticeLevel::Warning,
        text: "系统繁忙".to_owned(),
    };
    desk.server.notice = Some(notice.clone());
    match desk.ask_with("", &Request::Live, 5) {
        Ok(Reply::Live(live)) => {
            assert_eq!((live.as_of, live.notice), (at(5), Some(notice)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn early_access_opens_sooner_for_its_fact() {
    let black = || EarlyAccess {
        audience: Fact::new("member:black"),
        from: at(-HOUR),
    };
    let desk = |who| {
        let mut campaign = (*campaign()).clone();
        campaign.coupons[0].early.push(black());
        campaign.coupons[0].releases[0].at = at(-HOUR);
        let session = &mut campaign.flash_sales[0].sessions[0];
        session.early.push(black());
        session.items[0].early.push(OfferId::new("f3:black"));
        let mut desk = Desk::new().is(who);
        desk.server.campaign = Rc::new(campaign);
        desk
    };
    let later = |ms| Some(Code::NotStarted(at(ms)));
    check(&mut desk("ann"), &claim("c50"), -1, later(0));
    check(&mut desk("black"), &claim("c50"), -HOUR - 1, later(-HOUR));
    check(&mut desk("black"), &claim("c50"), -HOUR, None);
    check(&mut desk("ann"), &reserve("f3", 1), -1, later(10 * HOUR));
    // One quota, whichever price it is asked for, and the units are kept for both.
    let mut desk = desk("black");
    check(&mut desk, &reserve("f3", 1), -HOUR, None);
    check(&mut desk, &reserve("f3:black", 1), -HOUR, None);
    check(
        &mut desk,
        &reserve("f3", 1),
        10 * HOUR,
        Some(Code::LimitReached),
    );
    let me = desk.me(-HOUR);
    let tokens = me
        .tokens
        .iter()
        .map(|token| (token.offer.as_str(), token.units));
    assert_eq!(tokens.collect::<Vec<_>>(), [("f3:black", 2), ("f3", 2)]);
}
