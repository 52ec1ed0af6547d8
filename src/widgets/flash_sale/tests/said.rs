//! What is said of an answer and of what was added, and the lines in English.

use std::rc::Rc;

use campaign::Locale;
use pricing::OfferId;
use protocol::{Code, Refusal, Reply};

use super::{LAMP, TWO_PAST_TEN, item, live, reserve, with_token};
use crate::runtime::model::Model;
use crate::widgets::flash_sale::state::{Memo, said, said_added};
use crate::widgets::test_model::{DOUBLE_11, at, me, model};

#[test]
fn answers_are_said() {
    #[track_caller]
    fn check(answer: Result<Reply, Code>, expected: &str) {
        let shop = model(DOUBLE_11, Some(TWO_PAST_TEN), &[], Some(me(&[], &[])));
        let answer = answer.map_err(Refusal::new);
        let words = said(&shop, &Memo::default(), &reserve(LAMP), &answer);
        assert_eq!(words.as_deref(), Some(expected));
        let other = Memo {
            only: Some("other".to_owned()),
            ..Memo::default()
        };
        assert_eq!(said(&shop, &other, &reserve(LAMP), &answer), None);
    }
    check(
        Ok(Reply::Reserved(me(&[], &[]))),
        "蘑菇小台灯 三档调光，已抢到，已放进购物车",
    );
    check(
        Err(Code::Timeout),
        "蘑菇小台灯 三档调光，没抢到，没有扣款，可以再试",
    );
    check(Err(Code::SoldOut(None)), "蘑菇小台灯 三档调光，本场已售完");
    check(Err(Code::LimitReached), "蘑菇小台灯 三档调光，已达上限");
}

#[test]
fn what_is_added_is_said() {
    let shop = model(DOUBLE_11, Some(TWO_PAST_TEN), &[], None);
    let sale = shop.campaign.as_ref().expect("a campaign").flash_sales[0]
        .id
        .clone();
    for only in [None, Some(sale)] {
        let memo = Memo {
            only,
            ..Memo::default()
        };
        let added = said_added(&shop, &memo, &OfferId::new(LAMP));
        let said = "蘑菇小台灯 三档调光，已加入购物车".to_owned();
        assert_eq!(added, Some(("lamp".into(), said)));
    }
}

#[test]
fn lines_in_english() {
    /// The stock line and the note.
    #[track_caller]
    fn check(model: &Model, stock: &str, note: &str) {
        let item = item(model, LAMP);
        assert_eq!((item.stock.as_str(), item.note.as_str()), (stock, note));
    }
    let note = "First 300 pay ¥168, limit 2 each";
    let mut shop = model(
        DOUBLE_11,
        Some("2026-11-11T09:00:00+08:00"),
        &[],
        Some(me(&[], &[])),
    );
    shop.locale = Locale::En;
    check(&shop, "From 10:00, 300 in all", note);
    shop.now = Some(at(TWO_PAST_TEN));
    check(&shop, "300 slots · the price needs one", note);
    shop.live = Some(live(TWO_PAST_TEN, &[(LAMP, 37, 300)]));
    check(&shop, "37 left · as of 10:02", note);
    shop.live = Some(live(TWO_PAST_TEN, &[(LAMP, 0, 300)]));
    check(&shop, "Sold out · as of 10:02", note);
    shop.me = Some(Rc::new(with_token(LAMP, 1, "2026-11-11T10:17:00+08:00")));
    check(&shop, "Held for you until 10:17", "");
}
