//! How often views are drawn: as often as what they show changes, and no oftener.

use std::cell::Cell;
use std::thread::LocalKey;

use campaign::{Words, words};
use dacu::runtime::page::{Digits, Options, Page, whole_is_here};
use dacu::ui::{Local, Node};
use dacu::widgets::offer::{self, Kind};
use dacu::widgets::{Attributes, View};
use reactive_graph::owner::Owner;
use tachys::view::Render;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{self, until};

thread_local! {
    static OFFERS: Cell<u32> = const { Cell::new(0) };
    static TENTHS: Cell<u32> = const { Cell::new(0) };
}

fn count(drawn: &'static LocalKey<Cell<u32>>) -> Node {
    drawn.set(drawn.get() + 1);
    Node::Empty
}

const NOTHING: Words = words!("", "", "");

/// Offers that count how often they are drawn.
static COUNTED: Kind = Kind {
    attribute: "sale",
    noun: "offer",
    reminder: [NOTHING; 2],
    said: |_, _, _, _| None,
    granted: |_, _, _| {},
    press: |_, _, _, _| {},
    draw: |_, _, _, _| count(&OFFERS),
};

/// A view of offers costs a hundred times what a digit does, and nothing in it is finer than a second.
#[wasm_bindgen_test]
async fn tenths_beside_them_draw_no_offers() {
    let _ = any_spawner::Executor::init_wasm_bindgen();
    whole_is_here();
    let owner = Owner::new();
    let views = owner.with(|| {
        let options = Options::read(&support::attributes("pace", r#","running":"""#));
        let page = Page::open(support::div(), options, None);
        page.run_digits(Digits::Tenths);
        let tenths: View = Box::new(move || {
            page.track_time();
            count(&TENTHS)
        });
        let offers = offer::component(page, &Attributes::default(), &COUNTED, Local::new(true));
        [tenths.build(), offers.build()]
    });
    until("a running clock", || (TENTHS.get() > 20).then_some(())).await;
    let (tenths, offers) = (TENTHS.get(), OFFERS.get());
    until("three seconds of tenths", || {
        (TENTHS.get() > tenths + 30).then_some(())
    })
    .await;
    let drawn = OFFERS.get() - offers;
    assert!(drawn > 0 && drawn < 10, "{drawn} drawings in 30 tenths");
    drop(views);
    owner.cleanup();
}

thread_local! {
    static UNSEEN: Cell<u32> = const { Cell::new(0) };
    static SECONDS: Cell<u32> = const { Cell::new(0) };
    static STATES: Cell<u32> = const { Cell::new(0) };
}

static OFF_SCREEN: Kind = Kind {
    draw: |_, _, _, _| count(&UNSEEN),
    ..COUNTED
};

/// A clock that is set, as the studio does with every frame of a pull, draws what shows the time and
/// is on the screen; what was passed on the way, forth or back, draws everything that is, and the rest
/// once the clock stands still.
#[wasm_bindgen_test]
async fn a_clock_that_is_set_draws_what_shows_it() {
    let _ = any_spawner::Executor::init_wasm_bindgen();
    whole_is_here();
    let owner = Owner::new();
    let attributes = support::attributes("set", "");
    let (page, seen, views) = owner.with(|| {
        let page = Page::open(support::div(), Options::read(&attributes), None);
        let seen = Local::new(false);
        let seconds: View = Box::new(move || {
            page.track_seconds();
            count(&SECONDS)
        });
        let states: View = Box::new(move || {
            page.track();
            count(&STATES)
        });
        let offers = offer::component(page, &Attributes::default(), &OFF_SCREEN, seen);
        let views = [seconds.build(), states.build(), offers.build()];
        (page, seen, views)
    });
    until("a live page", || {
        page.with(|model| model.live.is_some() && model.me.is_some())
            .then_some(())
    })
    .await;
    support::sleep(50).await;
    let drawn = || (SECONDS.get(), STATES.get(), UNSEEN.get());
    let set = async |time: &str| {
        let before = drawn();
        let now = attributes.replace(support::DURING, &format!("2026-11-11T{time}+08:00"));
        owner.with(|| page.configure(Options::read(&now)));
        support::sleep(40).await;
        let after = drawn();
        (after.0 - before.0, after.1 - before.1, after.2 - before.2)
    };
    assert_eq!(set("10:02:05").await, (1, 0, 0));
    assert_eq!(set("10:02:01").await, (1, 0, 0), "back, over nothing");
    let forth = set("20:05:00").await;
    assert!(forth.1 > 0 && forth.2 == 0, "into the evening: {forth:?}");
    let mut pulled = (0, 0);
    for second in 0..8 {
        let (_, states, unseen) = set(&format!("10:02:0{second}")).await;
        pulled = (pulled.0 + states, pulled.1 + unseen);
    }
    assert!(pulled.0 > 0 && pulled.1 == 0, "and back: {pulled:?}");
    let before = UNSEEN.get();
    support::sleep(800).await;
    let rested = UNSEEN.get() - before;
    assert!((1..=2).contains(&rested), "drawn once it stands: {rested}");
    let before = UNSEEN.get();
    owner.with(|| page.set_cart(&[]));
    support::sleep(40).await;
    assert!(UNSEEN.get() > before, "at once while no clock is pulled");
    let before = UNSEEN.get();
    seen.change(|seen| *seen = true);
    support::sleep(40).await;
    assert_eq!(UNSEEN.get(), before + 1, "drawn as it comes to the screen");
    drop(views);
    owner.cleanup();
}
