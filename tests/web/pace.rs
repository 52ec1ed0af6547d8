//! How often views are drawn: as often as what they show changes, and no oftener.

use std::cell::Cell;
use std::thread::LocalKey;

use campaign::{Words, words};
use dacu::runtime::page::{Digits, Options, Page};
use dacu::ui::Node;
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
    let owner = Owner::new();
    let views = owner.with(|| {
        let options = Options::read(&support::attributes("pace", r#","running":"""#));
        let page = Page::open(support::div(), options, None);
        page.run_digits(Digits::Tenths);
        let tenths: View = Box::new(move || {
            page.track_time();
            count(&TENTHS)
        });
        let offers = offer::component(page, &Attributes::default(), &COUNTED);
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
