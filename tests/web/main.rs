//! The widgets in a real browser, below the elements: mounted, used, and taken away again.

mod golden;
mod pace;
mod support;

use dacu::embed;
use support::{Shop, all, button, document, find, sleep, text, until};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const KINDS: [&str; 6] = [
    "countdown",
    "coupons",
    "draw",
    "flash-sale",
    "cart",
    "rules",
];

#[wasm_bindgen_test]
async fn every_widget_draws_the_campaign() {
    let mut shop = Shop::open("draws", r#","cart":"short-of-300""#);
    for kind in KINDS {
        let base = shop.mount(kind);
        until(kind, || find(&base, "*")).await;
        assert!(!text(&base).is_empty(), "{kind} says something");
    }
    shop.close();
}

#[wasm_bindgen_test]
async fn an_unknown_widget_or_page_is_refused() {
    let mut shop = Shop::open("refused", "");
    let base = shop.mount("countdown");
    assert_eq!(embed::mount(shop.page, "carousel", base.clone(), "{}"), 0);
    assert_eq!(embed::mount(shop.page + 1_000, "cart", base, "{}"), 0);
    embed::unmount(999_999);
    embed::close_page(999_999);
    shop.close();
}

#[wasm_bindgen_test]
async fn a_claimed_coupon_is_in_the_quote_at_once() {
    let mut shop = Shop::open("claims", r#","cart":"short-of-300","buyer":"regular""#);
    let coupons = shop.mount("coupons");
    let claims = until("a coupon to claim", || button(&coupons, "领取")).await;
    let before = quote(shop.page);
    claims.click();
    until("a stamped coupon", || find(&coupons, ".dacu-coupon__seal")).await;
    // Claim the rest too: the cart then takes the best of them.
    for _ in 0..6 {
        let Some(next) = button(&coupons, "领取") else {
            break;
        };
        next.click();
        sleep(60).await;
    }
    let cheaper = until("a lower price", || {
        let after = quote(shop.page);
        (after < before).then_some(after)
    })
    .await;
    assert!(cheaper > 0);
    shop.close();
}

#[wasm_bindgen_test]
async fn a_draw_asks_lands_and_tells() {
    let mut shop = Shop::open("draws-once", r#","buyer":"regular","latency":"30""#);
    let draw = shop.mount("draw");
    let hub = until("the hub", || find(&draw, ".dacu-wheel__hit")).await;
    hub.click();
    until("a turning wheel or a result", || {
        find(&draw, ".dacu-wheel--spin, .dacu-wheel--land, .dacu-dialog")
    })
    .await;
    let dialog = until("a result", || find(&draw, ".dacu-dialog")).await;
    assert!(!text(&dialog).is_empty());
    shop.close();
}

#[wasm_bindgen_test]
async fn a_draw_without_an_answer_keeps_the_chance() {
    let mut shop = Shop::open("offline", r#","buyer":"regular","fault":"draw:error""#);
    let draw = shop.mount("draw");
    let left = until("chances", || find(&draw, ".dacu-draw__left b")).await;
    let before = text(&left);
    until("the hub", || find(&draw, ".dacu-wheel__hit"))
        .await
        .click();
    let dialog = until_slow("the soft failure", || find(&draw, ".dacu-dialog")).await;
    assert!(text(&dialog).contains("不会多扣机会"), "{}", text(&dialog));
    assert_eq!(text(&left), before);
    shop.close();
}

#[wasm_bindgen_test]
async fn two_pages_do_not_meet() {
    let mut one = Shop::open("one", r#","cart":"short-of-300""#);
    let mut two = Shop::open("two", r#","cart":"short-of-300""#);
    let first = one.mount("cart");
    let second = two.mount("cart");
    let plus = until("a stepper", || find(&first, ".dacu-step button:last-child")).await;
    until("the other cart", || find(&second, ".dacu-step b")).await;
    let before = text(&find(&second, ".dacu-step b").unwrap());
    plus.click();
    sleep(50).await;
    assert_ne!(text(&find(&first, ".dacu-step b").unwrap()), before);
    assert_eq!(text(&find(&second, ".dacu-step b").unwrap()), before);
    one.close();
    two.close();
}

#[wasm_bindgen_test]
async fn a_hundred_mounts_leave_nothing() {
    let mut shop = Shop::open("hundred", r#","cart":"short-of-300""#);
    let cart = shop.mount("cart");
    until("a cart", || find(&cart, ".dacu-line")).await;
    until("answers to what it asked", || {
        (embed::alive()[2] == 0).then_some(())
    })
    .await;
    let nodes = all(&document().body().unwrap(), "*").len();
    let alive = embed::alive();
    for round in 0..100 {
        let kind = KINDS[round % KINDS.len()];
        let base: web_sys::HtmlElement = {
            use wasm_bindgen::JsCast;
            document().create_element("div").unwrap().unchecked_into()
        };
        document().body().unwrap().append_child(&base).unwrap();
        let id = embed::mount(shop.page, kind, base.clone(), "{}");
        assert!(base.child_element_count() > 0, "{kind} is there at once");
        embed::unmount(id);
        assert_eq!(base.child_nodes().length(), 0, "{kind} is gone");
        base.remove();
    }
    sleep(50).await;
    assert_eq!(embed::alive(), alive);
    assert_eq!(all(&document().body().unwrap(), "*").len(), nodes);
    let pages = embed::alive()[0];
    shop.close();
    let after = embed::alive();
    assert_eq!(after[0], pages - 1);
    assert_eq!(after[1], 0);
}

#[wasm_bindgen_test]
async fn a_page_that_is_closed_in_flight_answers_nobody() {
    let mut shop = Shop::open("in-flight", r#","buyer":"regular","latency":"200""#);
    let coupons = shop.mount("coupons");
    until("a coupon to claim", || button(&coupons, "领取"))
        .await
        .click();
    shop.close();
    sleep(400).await;
    assert_eq!(embed::alive()[2], 0, "no alarm is left");
}

#[wasm_bindgen_test]
async fn every_variant_draws() {
    for (kind, variants) in dacu::widgets::variant::all() {
        for variant in variants {
            for locale in campaign::Locale::ALL {
                let node = (variant.node)(locale);
                let host = document().create_element("div").unwrap();
                let mut built = tachys::view::Render::build(node);
                tachys::view::Mountable::mount(&mut built, &host, None);
                assert!(
                    !text(&host).is_empty(),
                    "{kind:?} {} in {}",
                    variant.name,
                    locale.tag()
                );
            }
        }
    }
}

/// The payable of the page's cart, in minor units.
fn quote(page: u32) -> i64 {
    let told = embed::call(page, "quote", "");
    let value = campaign::json::parse(&told).expect("a quote is JSON");
    value
        .get("payable")
        .and_then(campaign::json::Value::as_int)
        .unwrap_or_default()
}

/// As [`until`], for what takes the outbox's retries.
async fn until_slow<T>(what: &'static str, found: impl Fn() -> Option<T>) -> T {
    for _ in 0..4 {
        for _ in 0..250 {
            if let Some(found) = found() {
                return found;
            }
            sleep(20).await;
        }
    }
    panic!("not seen within twenty seconds: {what}");
}
