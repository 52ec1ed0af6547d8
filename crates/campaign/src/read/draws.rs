//! Draws: prizes, odds, sectors and tasks.

use pricing::{Instant, Money, Window};

use super::fields::{Fields, add};
use super::limits;
use super::values::{COUPON, MAX_COUNT, PRIZE};
use super::words;
use crate::Locale;
use crate::model::{Draw, Prize, PrizeKind, Sector, Task, TaskKind};
use crate::say::Slot;

const WHOLE: u32 = 1_000_000;
/// A sector below this cannot be read on a phone.
#[cfg(feature = "prose")]
const NARROWEST: u32 = 20_000;

#[inline(never)]
pub(super) fn read(fields: &Fields, draws: &mut Vec<Draw>) {
    let mut draw = fields.maps("draws", 20);
    while draw.advance() {
        let mut read = Draw {
            id: draw.new_id("id"),
            name: draw.text("name"),
            window: draw.window(),
            redeem_until: draw.instant("redeem_until"),
            prizes: Vec::new(),
            sectors: Vec::new(),
            per_buyer: draw.maybe_count("per_buyer"),
            consolation: None,
            commitment: limits::commitment(&draw),
            daily_chances: draw.int_or("daily_chances", 0, 100, 1) as u32,
            tasks: Vec::new(),
            terms: draw.text_of(draw.need("terms"), words::LONG),
        };
        if read.redeem_until != Instant::MIN && read.redeem_until < read.window.until {
            let words = "prizes have to be redeemable until the draw has ended";
            draw.error("redeem_until", "window", words);
        }
        prizes(&draw, &read.window, &mut read.prizes);
        read.consolation = limits::consolation(&draw, &read.prizes);
        sectors(&draw, &read.prizes, &mut read.sectors);
        tasks(&draw, &mut read.tasks);
        add(draws, read);
    }
}

#[inline(never)]
fn prizes(draw: &Fields, on: &Window, prizes: &mut Vec<Prize>) {
    let mut sum = 0;
    let mut prize = draw.some_maps("prizes", 100);
    while prize.advance() {
        const ICONS: [&str; 6] = ["ticket", "point", "bowl", "free", "leaf", "gift"];
        let mut read = Prize {
            id: prize.new_id("id"),
            name: prize.text("name"),
            kind: PrizeKind::Nothing,
            value: Money::ZERO,
            figure: String::new(),
            label: prize.maybe_text("label"),
            icon: String::from(ICONS[prize.choice("icon", "ticket point bowl free leaf gift")]),
            tone: char::from(b'a' + prize.choice("tone", "a b c d e f") as u8),
            ppm: prize.int("ppm", 1, i64::from(WHOLE)) as u32,
            stock: prize.maybe_count("stock"),
            per_day: prize.maybe_count("per_day"),
            per_buyer: prize.maybe_count("per_buyer"),
            windows: limits::windows(&prize, on),
        };
        let figure = prize.text_of(prize.maybe("figure"), 6);
        read.figure.push_str(figure.get(Locale::ZhCn));
        let kind = prize.choice("kind", "nothing coupon points goods");
        if kind > 0 {
            // What can be won has a published value; nothing is worth nothing.
            read.value = prize.money("value");
            read.kind = match kind {
                1 => PrizeKind::Coupon(prize.refer("coupon", &COUPON)),
                2 => PrizeKind::Points(prize.count("points")),
                _ => PrizeKind::Goods,
            };
        }
        sum += read.ppm;
        add(prizes, read);
    }
    if !prizes.is_empty() && sum != WHOLE {
        let values = [Slot::Int(i64::from(WHOLE)), Slot::Int(i64::from(sum))];
        let words = "odds have to sum to {0}, these sum to {1}";
        draw.error_with("prizes", "odds", words, &values);
    }
}

/// Sectors clockwise from the top; one a prize, in their order, where none are given.
#[inline(never)]
fn sectors(draw: &Fields, prizes: &[Prize], sectors: &mut Vec<Sector>) {
    match draw.maybe("sectors") {
        None => {
            for (prize, of) in prizes.iter().enumerate() {
                add(sectors, Sector { prize, ppm: of.ppm });
            }
        }
        Some(list) => {
            let mut sector = draw.maps("sectors", 60);
            while sector.advance() {
                let ppm = sector.int("ppm", 1, i64::from(WHOLE)) as u32;
                if let Some(value) = sector.need("prize")
                    && let Some(prize) = draw.reader.look_up(draw.value, value, &PRIZE)
                {
                    add(sectors, Sector { prize, ppm });
                }
            }
            // A sector that could not be read has been reported, and would only spoil the sums.
            if !sectors.is_empty() && sectors.len() == list.items().len() {
                check_sums(draw, prizes, sectors);
            }
        }
    }
    #[cfg(feature = "prose")]
    if sectors.iter().any(|sector| sector.ppm < NARROWEST) {
        let words = "a sector below {0} ppm is too narrow to read";
        let values = [Slot::Int(i64::from(NARROWEST))];
        draw.warn("sectors", "narrow", words, &values);
    }
}

/// The angle of a prize's sectors is its odds, so they sum to them.
fn check_sums(draw: &Fields, prizes: &[Prize], sectors: &[Sector]) {
    for (index, prize) in prizes.iter().enumerate() {
        let mut sum = 0;
        for sector in sectors {
            if sector.prize == index {
                sum += sector.ppm;
            }
        }
        if sum != prize.ppm {
            let values = [
                Slot::Text(&prize.id),
                Slot::Int(i64::from(sum)),
                Slot::Int(i64::from(prize.ppm)),
            ];
            let words = "the sectors of `{0}` sum to {1}, its odds are {2}";
            draw.error_with("sectors", "odds", words, &values);
        }
    }
}

#[inline(never)]
fn tasks(draw: &Fields, tasks: &mut Vec<Task>) {
    let mut task = draw.maps("tasks", 20);
    while task.advance() {
        add(
            tasks,
            Task {
                id: task.new_id("id"),
                kind: match task.choice("kind", "visit order") {
                    0 => TaskKind::Visit {
                        ms: task.int("seconds", 1, 3600) as u32 * 1000,
                    },
                    _ => TaskKind::Order,
                },
                name: task.text("name"),
                action: task.text("action"),
                chances: task.int("chances", 1, 100) as u32,
                per_day: task.int_or("per_day", 1, MAX_COUNT, 1) as u32,
            },
        );
    }
}
