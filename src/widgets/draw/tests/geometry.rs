//! Where the sectors are, where the wheel stops, and how it is lettered.

use campaign::model::Sector;

use super::super::geometry::{
    Lettering, Span, TURN, decimal, landing, lettering, outline, point, sin, spans, stop,
};
use super::super::machine::{LAND_MS, REST_MS, easing};
use super::{dice, inside, wheel};

#[test]
fn sectors_close_the_circle_and_are_as_wide_as_their_odds() {
    let draw = wheel();
    let spans = spans(&draw.sectors);
    assert_eq!(
        spans[0],
        Span {
            from: 0,
            width: 55_080
        }
    );
    for (span, next) in spans.iter().zip(&spans[1..]) {
        assert_eq!(span.from + span.width, next.from);
    }
    let last = spans[spans.len() - 1];
    assert_eq!(last.from + last.width, TURN);
    for (span, sector) in spans.iter().zip(&draw.sectors) {
        assert_eq!(span.width * 25, i64::from(sector.ppm) * 9);
    }
}

#[test]
fn odds_that_do_not_divide_the_circle_close_it_all_the_same() {
    let sector = |ppm| Sector { prize: 0, ppm };
    let spans = spans(&[sector(333_333), sector(333_333), sector(333_334)]);
    assert_eq!(spans[2].from + spans[2].width, TURN);
    assert!(spans.iter().all(|span| (span.width - 120_000).abs() <= 1));
}

#[test]
fn sines_are_right_to_five_millionths() {
    for (angle, expected) in [
        (0, 0),
        (30_000, 500_000),
        (45_000, 707_107),
        (90_000, 1_000_000),
        (150_000, 500_000),
        (180_000, 0),
        (210_000, -500_000),
        (270_000, -1_000_000),
        (-30_000, -500_000),
        (61_200, 876_307),
    ] {
        let off = (sin(angle) - expected).abs();
        assert!(off < 5, "sin {angle} is {}", sin(angle));
    }
    for angle in (0..TURN).step_by(77) {
        let one = sin(angle).pow(2) + sin(angle + TURN / 4).pow(2);
        assert!(
            (one - 1_000_000_000_000).abs() < 12_000_000,
            "{angle}: {one}"
        );
    }
}

#[test]
fn outlines_are_drawn_clockwise_from_the_top() {
    for (from, width, expected) in [
        (0, 61_200, "M180 196L180 63A133 133 0 0 1 296.55 131.93Z"),
        (
            61_200,
            14_400,
            "M180 196L296.55 131.93A133 133 0 0 1 308.82 162.92Z",
        ),
        (
            316_800,
            43_200,
            "M180 196L88.96 99.05A133 133 0 0 1 180 63Z",
        ),
        (0, 240_000, "M180 196L180 63A133 133 0 1 1 64.82 262.5Z"),
    ] {
        assert_eq!(outline(Span { from, width }), expected);
    }
    // A lone sector is the whole disc, and an arc to its own start would be nothing.
    assert!(
        outline(Span {
            from: 0,
            width: TURN
        })
        .ends_with("0 1 1 179.98 63Z")
    );
}

#[test]
fn points_and_numbers() {
    assert_eq!(point(90_000, 133_000), (313_000, 196_000));
    assert_eq!(point(15_000, 148_500), (218_434, 52_560));
    for (thousandths, expected) in [
        (0, "0"),
        (30_600, "30.6"),
        (-30_600, "-30.6"),
        (5, "0.005"),
        (-1_050, "-1.05"),
        (180_000, "180"),
    ] {
        assert_eq!(decimal(thousandths), expected);
    }
}

#[test]
fn lettering_fits_its_sector() {
    for (width, figure, label, expected) in [
        (55_080, "5", "元券", Lettering::Line),
        (43_200, "20", "元券", Lettering::Line),
        (32_400, "50", "积分", Lettering::Line),
        (36_000, "", "谢谢参与", Lettering::Line),
        (25_200, "", "龙井", Lettering::Line),
        (18_000, "200", "积分", Lettering::Two),
        (14_400, "", "免单", Lettering::Column),
        (12_240, "", "盖碗", Lettering::Column),
        (12_240, "5", "元券", Lettering::Column),
        (9_000, "", "龙井", Lettering::Column),
        (7_200, "", "小夜灯", Lettering::Radial),
        (5_400, "", "龙井", Lettering::Radial),
        (55_080, "5", "coupon", Lettering::Line),
        (32_400, "50", "points", Lettering::Two),
        (18_000, "200", "points", Lettering::Radial),
        (14_400, "", "Free order", Lettering::Radial),
        (12_240, "", "一等奖大礼包", Lettering::Radial),
    ] {
        assert_eq!(
            lettering(width, figure, label),
            expected,
            "{figure}{label} in {width}"
        );
    }
}

#[test]
fn the_pointer_is_well_inside_a_sector_of_the_prize() {
    let draw = wheel();
    assert_eq!(draw.prizes.len(), 8);
    for prize in 0..draw.prizes.len() {
        for seed in 0..1_000 {
            let stop = stop(&draw, prize, dice(seed)).expect("a prize has a sector");
            let at = inside(&draw, prize, stop);
            assert!((99..=901).contains(&at), "{at} of a sector");
        }
        for edge in [0, 1, u64::MAX, u64::MAX - 1] {
            let stop = stop(&draw, prize, edge).expect("a prize has a sector");
            assert!((99..=901).contains(&inside(&draw, prize, stop)));
        }
    }
}

#[test]
fn every_place_in_a_sector_is_as_likely() {
    // 40 bins of 2 500: chi-square with 39 degrees of freedom passes 72 once in a thousand.
    const BINS: i64 = 40;
    const EACH: i64 = 2_500;
    let draw = wheel();
    // The free order has one sector: a near miss is the sector's edge.
    let free = 1;
    let mut counts = [0_i64; BINS as usize];
    for seed in 0..(BINS * EACH) as u64 {
        let at = stop(&draw, free, dice(seed)).expect("a prize has a sector");
        let span = spans(&draw.sectors)[1];
        let bin = (at - span.from - span.width / 10) * BINS / (span.width - span.width / 5);
        counts[bin as usize] += 1;
    }
    let chi: i64 = counts
        .iter()
        .map(|count| (count - EACH).pow(2))
        .sum::<i64>()
        / EACH;
    assert!(chi < 72, "chi-square {chi}: {counts:?}");
}

/// A near miss is a stop beside a dearer neighbour: the halves of a sector, and the tenths at its two
/// edges, are as likely as they are wide, whatever stands beside it.
#[test]
fn a_stop_tends_towards_no_neighbour() {
    const TURNS: i64 = 20_000;
    // Chi-square with one degree of freedom passes 10.828 once in a thousand; with 48 comparisons
    // one in fifty thousand is asked, 18.2.
    let even = |count: i64, other: i64, what: &str| {
        let chi = (count - other).pow(2) * 10 / (count + other);
        assert!(chi < 182, "{what}: {count} and {other}");
    };
    let draw = wheel();
    let spans = spans(&draw.sectors);
    for prize in 0..draw.prizes.len() {
        let mut counts = vec![[0_i64; 10]; spans.len()];
        for seed in 0..TURNS as u64 {
            let at = stop(&draw, prize, dice(seed + 900_000)).expect("a prize has a sector");
            let (sector, span) = spans
                .iter()
                .enumerate()
                .find(|(_, span)| (span.from..span.from + span.width).contains(&at))
                .expect("every angle is in a sector");
            let margin = span.width / 10;
            let tenth = (at - span.from - margin) * 10 / (span.width - 2 * margin);
            counts[sector][tenth as usize] += 1;
        }
        for (sector, counts) in counts.iter().enumerate() {
            if draw.sectors[sector].prize != prize {
                assert_eq!(counts, &[0; 10]);
                continue;
            }
            let half = |tenths: &[i64]| tenths.iter().sum::<i64>();
            even(half(&counts[..5]), half(&counts[5..]), "halves");
            even(counts[0], counts[9], "edges");
            even(
                counts[0] + counts[9],
                counts[4] + counts[5],
                "edges and middle",
            );
        }
    }
}

#[test]
fn sectors_of_one_prize_are_chosen_by_their_angle() {
    let sector = |prize, ppm| Sector { prize, ppm };
    let mut draw = wheel();
    draw.sectors = vec![sector(0, 300_000), sector(1, 600_000), sector(0, 100_000)];
    let first = (0..10_000)
        .filter(|seed| stop(&draw, 0, dice(*seed)).is_some_and(|at| at < 108_000))
        .count();
    // Three in four, give or take five standard deviations.
    assert!((7_284..=7_716).contains(&first), "{first}");
    assert_eq!(stop(&draw, 2, 5), None);
}

#[test]
fn landings_are_exact_and_never_shorter_than_asked() {
    for (now, stop, least, expected) in [
        (0, 0, 540_000, 720_000),
        (0, 27_540, 540_000, 692_460),
        (123_000, 90_000, 540_000, 990_000),
        (180_000, 180_000, 540_000, 900_000),
    ] {
        let to = landing(now, stop, least);
        assert_eq!(to, expected);
        assert_eq!((to + stop).rem_euclid(TURN), 0);
        assert!((now + least..now + least + TURN).contains(&to));
    }
}

#[test]
fn the_landing_starts_with_the_speed_of_the_spin() {
    // 400 degrees a second for 3.6 seconds are 1 440 degrees.
    for (way, ms, expected) in [
        (720_000, LAND_MS, "cubic-bezier(0.25,.5,0.5,1)"),
        (540_000, LAND_MS, "cubic-bezier(0.187,.5,0.375,1)"),
        (899_000, LAND_MS, "cubic-bezier(0.312,.5,0.624,1)"),
        (180_000, REST_MS, "cubic-bezier(0.14,.5,0.281,1)"),
        (539_000, REST_MS, "cubic-bezier(0.421,.5,0.842,1)"),
    ] {
        assert_eq!(easing(way, ms), expected);
    }
}
