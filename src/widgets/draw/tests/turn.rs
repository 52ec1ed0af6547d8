//! A turn: ask, spin, land, show.

use protocol::Code;

use super::super::geometry::{TURN, stop};
use super::super::machine::{LAND_MS, Machine, Phase, REST_MS};
use super::super::state::rest;
use super::{REST, asking, dice, inside, landed, prize, refused, wheel};

#[test]
fn a_turn_asks_once_and_shows_its_answer_once() {
    let mut machine = asking();
    assert!(!machine.press(REST), "a second press is no second turn");
    assert_eq!(
        machine.answer(prize(5), 90_000, Some(27_540), REST, false),
        Some(LAND_MS)
    );
    assert!(!machine.press(REST), "nor is one while it lands");
    assert_eq!(machine.phase, Phase::Landing);
    let to = machine.turned;
    assert_eq!(to - machine.way, 90_000);
    assert!(to >= 90_000 + TURN * 3 / 2);
    assert_eq!((REST + to + 27_540).rem_euclid(TURN), 0);
    machine.landed(machine.landings);
    assert_eq!(machine.shown(), Some(&prize(5)));
    assert_eq!((machine.angle(REST) + 27_540).rem_euclid(TURN), 0);
    machine.dismiss();
    assert_eq!(machine.phase, Phase::Idle);
}

#[test]
fn the_wheel_stands_on_every_prize_of_every_answer() {
    let draw = wheel();
    let rest = rest(&draw);
    let mut machine = Machine::default();
    for seed in 0..400 {
        let won = seed as usize % draw.prizes.len();
        assert!(machine.press(rest));
        let shown = dice(seed) as i64 & 0x3_ffff;
        let stop = stop(&draw, won, dice(seed + 7_000));
        machine.answer(prize(won), shown, stop, rest, seed % 3 == 0);
        machine.landed(machine.landings);
        inside(&draw, won, (-machine.angle(rest)).rem_euclid(TURN));
        assert_eq!(machine.shown(), Some(&prize(won)));
    }
}

#[test]
fn without_an_answer_it_rests_where_it_began() {
    let mut machine = asking();
    let before = machine.angle(REST);
    let answer = refused(Code::Timeout);
    assert_eq!(
        machine.answer(answer.clone(), 200_000, None, REST, false),
        Some(REST_MS)
    );
    machine.landed(machine.landings);
    assert_eq!(machine.angle(REST), before);
    assert_eq!(machine.shown(), Some(&answer));
    assert!(machine.press(REST), "and can be tried again");
    assert_eq!(machine.angle(REST), before);
}

#[test]
fn an_answer_to_an_earlier_page_is_shown_as_such() {
    let mut machine = Machine::default();
    assert!(
        machine
            .answer(prize(2), 0, Some(90_000), REST, false)
            .is_some()
    );
    machine.landed(machine.landings);
    assert_eq!(machine.shown(), Some(&prize(2)));
    assert!(machine.earlier);
    let mut machine = Machine::default();
    assert_eq!(
        machine.answer(refused(Code::Ended), 0, None, REST, false),
        None
    );
    assert_eq!(machine.phase, Phase::Idle, "nobody waits for a failure");
}

#[test]
fn a_late_answer_takes_the_place_of_a_failure_but_not_of_a_prize() {
    let mut machine = landed(refused(Code::Offline));
    assert!(
        machine
            .answer(prize(3), 0, Some(5_000), REST, false)
            .is_some()
    );
    machine.landed(machine.landings);
    assert_eq!(machine.shown(), Some(&prize(3)));

    let mut machine = landed(prize(1));
    assert_eq!(machine.answer(prize(4), 0, Some(5_000), REST, false), None);
    assert_eq!(machine.shown(), Some(&prize(1)));
}

#[test]
fn the_timer_of_an_earlier_landing_ends_no_later_one() {
    let mut machine = landed(prize(1));
    let old = machine.landings;
    assert!(machine.press(REST));
    machine.answer(prize(2), 0, Some(5_000), REST, false);
    machine.landed(old);
    assert_eq!(machine.phase, Phase::Landing);
    machine.landed(machine.landings);
    assert_eq!(machine.shown(), Some(&prize(2)));
}

#[test]
fn a_calm_wheel_jumps() {
    let mut machine = asking();
    assert_eq!(machine.answer(prize(0), 0, Some(27_540), REST, true), None);
    assert_eq!(machine.shown(), Some(&prize(0)));
    assert_eq!((machine.angle(REST) + 27_540).rem_euclid(TURN), 0);
}

#[test]
fn a_dialog_is_closed_only_when_there_is_one() {
    let mut machine = asking();
    machine.dismiss();
    assert_eq!(machine.phase, Phase::Asking);
}

#[test]
fn the_first_sector_is_under_the_pointer_at_rest() {
    let draw = wheel();
    inside(&draw, 0, (-rest(&draw)).rem_euclid(TURN));
    assert_eq!(rest(&draw), REST);
}
