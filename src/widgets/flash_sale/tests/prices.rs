//! What a buyer pays here, and what was granted.

use pricing::OfferId;
use protocol::Me;

use super::{CANDLE, GAIWAN, LAMP, TWO_PAST_TEN, draw, item, with_token};
use crate::widgets::flash_sale::state::{Need, Press, Reference, State, cart_needs};
use crate::widgets::test_model::{BRAND_DAY, DOUBLE_11, me, model};

#[test]
fn prices_are_the_engines() {
    /// Tag, price, what stands over it, the note.
    #[track_caller]
    fn check(now: &str, me: Option<Me>, offer: &str, expected: (&str, &str, &str, &str)) {
        let item = item(&model(DOUBLE_11, Some(now), &[], me), offer);
        let price = [item.price.whole.as_str(), item.price.fraction.as_str()].concat();
        let over = match &item.reference {
            Reference::Nothing => String::new(),
            Reference::Struck(basis, amount) => [*basis, " ", amount].concat(),
            Reference::Without(words) => words.clone(),
        };
        assert_eq!(
            (item.tag, price.as_str(), over.as_str(), item.note.as_str()),
            expected
        );
    }
    let buyer = || Some(me(&[], &[]));
    let basis = |amount: &str| ["近 30 天最低成交价 ", amount].concat();
    let early = "2026-11-11T09:00:00+08:00";
    for now in [early, TWO_PAST_TEN] {
        check(
            now,
            buyer(),
            GAIWAN,
            ("秒杀价", "99.00", &basis("¥129.00"), ""),
        );
        // Half price for the first hundred: what the others pay stands beside it.
        let slot = (
            "抢到可享",
            "39.50",
            "未抢到按 ¥79.00 结算",
            "前 100 名可享 ¥39.50，每人限 1 件",
        );
        check(now, buyer(), CANDLE, slot);
        check(now, None, CANDLE, slot);
        check(now, Some(Me::default()), CANDLE, slot);
    }
    let won = with_token(CANDLE, 1, "2026-11-11T12:00:00+08:00");
    check(
        TWO_PAST_TEN,
        Some(won),
        CANDLE,
        ("秒杀价", "39.50", &basis("¥79.00"), ""),
    );
    // At eight, a sale price is what is paid where the flash price is not won; here it is lower.
    let tonight = "2026-11-11T20:30:00+08:00";
    check(
        tonight,
        buyer(),
        "flash:1111-2000:umbrella",
        ("秒杀价", "59.00", &basis("¥99.00"), ""),
    );
    let black = me(&[("member:black", true)], &[]);
    check(
        tonight,
        Some(black),
        "flash:1111-2000:umbrella",
        ("秒杀价", "53.10", &basis("¥99.00"), ""),
    );
}

#[test]
fn the_heading_says_the_limit_where_it_is_one() {
    #[track_caller]
    fn check(now: &str, sub: &str, stock: &str) {
        let drawn = draw(&model(DOUBLE_11, Some(now), &[], Some(me(&[], &[]))));
        assert_eq!(drawn.title, "整点秒杀");
        assert_eq!(
            (drawn.sub.as_str(), drawn.items[0].stock.as_str()),
            (sub, stock)
        );
    }
    check("2026-11-10T20:30:00+08:00", "11月10日，每款限购 2 件", "");
    check(TWO_PAST_TEN, "11月11日", "每人限购 2 件");
}

#[test]
fn what_was_granted_is_in_the_cart_once() {
    #[track_caller]
    fn check(cart: &[(&str, u32, bool)], units: u32, now: &str, expected: Option<Need>) {
        let me = with_token(LAMP, units, "2026-11-11T12:00:00+08:00");
        let shop = model(DOUBLE_11, Some(now), cart, Some(me));
        assert_eq!(cart_needs(&shop, None, &OfferId::new(LAMP)), expected);
    }
    let add = || Some(Need::Add("lamp".into()));
    check(&[], 1, TWO_PAST_TEN, add());
    check(&[("scarf", 1, true)], 1, TWO_PAST_TEN, add());
    check(&[("lamp", 1, true)], 1, TWO_PAST_TEN, None);
    check(&[("lamp", 3, true)], 1, TWO_PAST_TEN, None);
    check(&[("lamp", 1, true)], 2, TWO_PAST_TEN, add());
    check(
        &[("lamp", 1, false)],
        1,
        TWO_PAST_TEN,
        Some(Need::Tick("lamp".into())),
    );
    check(&[], 0, TWO_PAST_TEN, None);
    check(&[], 1, "2026-11-11T12:00:00+08:00", None);
    let shop = model(
        DOUBLE_11,
        Some(TWO_PAST_TEN),
        &[("lamp", 1, true)],
        Some(with_token(LAMP, 1, "2026-11-11T12:00:00+08:00")),
    );
    let held = "已放进购物车，为你留到 12:00";
    super::check(
        &shop,
        LAMP,
        (State::GotIt, held, None, "去付款", Press::Pay),
    );
    // Of another sale, or of none.
    assert_eq!(cart_needs(&shop, Some("other"), &OfferId::new(LAMP)), None);
    assert_eq!(cart_needs(&shop, None, &OfferId::new("coupon-30")), None);
}

#[test]
fn early_access_opens_a_session_sooner() {
    #[track_caller]
    fn check(green: bool, now: &str, state: State, price: &str, tag: &str) {
        let buyer = me(&[("member:green", green)], &[]);
        let view = draw(&model(BRAND_DAY, Some(now), &[], Some(buyer)));
        let item = view
            .items
            .iter()
            .find(|item| item.name.starts_with("茉莉花茶"));
        let item = item.expect("it is on sale");
        let shown = [&item.price.whole, item.price.fraction.as_str()].concat();
        assert_eq!((item.state, shown.as_str(), item.tag), (state, price, tag));
    }
    let early = "2026-09-19T09:30:00+08:00";
    check(
        true,
        "2026-09-19T09:29:59+08:00",
        State::Upcoming,
        "29.00",
        "秒杀价",
    );
    check(true, early, State::Open, "29.00", "秒杀价");
    check(false, early, State::Upcoming, "29.00", "秒杀价");
    check(
        false,
        "2026-09-19T10:00:00+08:00",
        State::Open,
        "29.00",
        "秒杀价",
    );
}
