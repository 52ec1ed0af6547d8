//! The turn of a wheel, its geometry, and every state of a draw over the real campaign.

mod geometry;
mod results;
mod sheets;
mod standing;
mod turn;

use campaign::model::Draw;
use protocol::{Code, Me, Refusal};

use super::geometry::spans;
use super::machine::{End, Machine};
use super::state::{Own, View, view};
use crate::runtime::model::Model;
use crate::widgets::test_model::{DOUBLE_11, campaign, me, model};

const NOON: &str = "2026-11-11T12:00:00+08:00";

fn wheel() -> Draw {
    campaign(DOUBLE_11).draws[0].clone()
}

/// The same numbers on every run, spread over all 64 bits.
fn dice(seed: u64) -> u64 {
    crate::api::mix(seed)
}

/// What is left of a stop inside its sector, in thousandths of the sector's width.
fn inside(draw: &Draw, prize: usize, stop: i64) -> i64 {
    let (span, sector) = spans(&draw.sectors)
        .into_iter()
        .zip(&draw.sectors)
        .find(|(span, _)| (span.from..span.from + span.width).contains(&stop))
        .expect("every angle is in a sector");
    assert_eq!(
        sector.prize, prize,
        "the pointer shows another prize at {stop}"
    );
    (stop - span.from) * 1_000 / span.width
}

const REST: i64 = 332_460;

fn prize(prize: usize) -> End {
    End::Prize(prize)
}

fn refused(code: Code) -> End {
    End::Refused(Refusal::new(code))
}

fn asking() -> Machine {
    let mut machine = Machine::default();
    assert!(machine.press(REST));
    machine
}

fn landed(end: End) -> Machine {
    let mut machine = asking();
    let stop = matches!(end, End::Prize(_)).then_some(27_540);
    assert!(machine.answer(end, 0, stop, REST, false).is_some());
    machine.landed(machine.landings);
    machine
}

fn buyer(chances: u32) -> Me {
    Me {
        chances: vec![("wheel".to_owned(), chances)],
        points: 350,
        ..me(&[], &[])
    }
}

fn at_noon(chances: u32) -> Model {
    model(DOUBLE_11, Some(NOON), &[], Some(buyer(chances)))
}

fn own(machine: Machine) -> Own {
    Own {
        machine,
        ..Own::default()
    }
}

/// The view of a model; both are kept for the rest of the test run.
#[track_caller]
fn seen(model: &Model, own: &Own) -> View<'static> {
    let (model, own) = (
        Box::leak(Box::new(model.clone())),
        Box::leak(Box::new(own.clone())),
    );
    *view(model, "", own).expect("the campaign has a draw")
}
