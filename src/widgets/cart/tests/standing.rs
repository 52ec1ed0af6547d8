//! How a cart stands, and what the shopper does to it.

use std::rc::Rc;

use pricing::{Conditional, Money, Sku};

use super::*;
use crate::widgets::cart::{Action, accepted, edit, forget_agreement, wanted};

#[test]
fn empty() {
    let view = shown(&model(DOUBLE_11, Some(NOW), &[], regular(&[])));
    assert_eq!(view.state, State::Empty);
    assert_eq!(view.shop, "青禾集旗舰店");
    assert_eq!(view.hint, "满 200 减 20，加进来自动算");
    assert_eq!(view.bill, None);
    assert_eq!(view.progress, None);
    assert_eq!(view.spoken, "还没有选东西");
    assert_eq!(view.pay.ticks, Ticks::None);
}

#[test]
fn nothing_ticked_has_no_price_and_asks_nothing() {
    let cart = [("gaiwan", 1, false), ("tea", 2, false)];
    let view = shown(&model(DOUBLE_11, Some(NOW), &cart, regular(&["coupon-15"])));
    assert_eq!(view.state, State::NothingTicked);
    // Freight without goods would read as a price.
    check_pay(&view, "", "", "结算", Button::Rest);
    assert_eq!(view.pay.ticks, Ticks::None);
    assert_eq!(receipt(&view), Vec::<String>::new());
    assert_eq!(view.unused, Vec::new());
    // What a unit would cost is shown all the same.
    assert_eq!(
        priced(&view),
        [
            "景德镇手绘梅枝，单只独立装 · 秒杀价 | ¥99.00 (¥129.00)",
            "2026 春茶 | ¥59.50"
        ]
    );
}

#[test]
fn quoting_keeps_rows_and_gives_no_price() {
    let mut model = quoted();
    let rows = receipt(&shown(&model));
    model.verdict = Verdict::Asked;
    let view = shown(&model);
    assert_eq!(view.state, State::Quoting);
    assert_eq!(receipt(&view), rows);
    check_pay(&view, "", "", "计算中", Button::Busy);
    assert!(!view.top_up);
    let gap = text(&view.progress.expect("the bar stays").gap);
    assert_eq!(gap, "正在算最省的组合");
}

#[test]
fn stale_says_when_the_price_was_true() {
    let mut model = quoted();
    model.verdict = Verdict::Unreachable;
    let view = shown(&model);
    assert_eq!(view.state, State::Stale);
    assert_eq!(
        text(&view.notice),
        "没能和服务器核对，这是 10:02 的价格。购物车没有变，重新计算后再结算。"
    );
    check_pay(
        &view,
        "¥249.50",
        "10:02 的报价",
        "重新计算",
        Button::CheckOut,
    );
    assert!(view.pay.warn);
}

#[test]
fn offline_keeps_the_cart_and_waits() {
    let mut model = quoted();
    model.online = false;
    let view = shown(&model);
    assert_eq!(view.state, State::Offline);
    check_pay(&view, "¥249.50", "10:02 的报价", "等网络恢复", Button::Rest);
    assert_eq!(
        text(&view.notice),
        "网络断开了，这是本页在 10:02 算的价格。购物车已保存，网络恢复后可以结算。"
    );
    // A question that is on its way when the network goes is still on its way.
    model.verdict = Verdict::Asked;
    assert_eq!(shown(&model).state, State::Quoting);
}

#[test]
fn a_mismatch_shows_both_prices() {
    let mut model = quoted();
    model.verdict = Verdict::Differs(Money::new(26450));
    let view = shown(&model);
    assert_eq!(view.state, State::Mismatch);
    assert_eq!(
        text(&view.notice),
        "服务器算出的到手价是 ¥264.50，本页算的是 ¥249.50。结算以服务器为准。"
    );
    let strong: Vec<&str> = view
        .notice
        .iter()
        .filter(|(_, strong)| *strong)
        .map(|(text, _)| text.as_str())
        .collect();
    assert_eq!(strong, ["¥264.50", "¥249.50"]);
    check_pay(&view, "¥264.50", "", "按新价结算", Button::Accept);
    let bill = view.bill.expect("the page's own bill stays");
    assert_eq!(joined(&bill.total), "¥249.50");
}

/// The server's price goes out, with the page's beside it.
#[test]
fn accepting_tells_both_prices() {
    let mut model = quoted();
    assert_eq!(accepted(&model), "{}");
    model.verdict = Verdict::Differs(Money::new(26450));
    let detail = accepted(&model);
    assert!(detail.contains(r#""payable":26450"#), "{detail}");
    assert!(detail.contains(r#""pagePayable":24950"#), "{detail}");
    assert!(!detail.contains(r#""saved""#), "{detail}");
}

#[test]
fn confirmed_says_that_the_server_agrees() {
    let mut model = quoted();
    model.verdict = Verdict::Agrees;
    let view = shown(&model);
    assert_eq!(view.state, State::Confirmed);
    check_pay(&view, "¥249.50", "已和服务器核对", "已确认", Button::Done);
    forget_agreement(&mut model);
    assert_eq!(shown(&model).state, State::Quoted);
    // Only an agreement is forgotten.
    model.verdict = Verdict::Unreachable;
    forget_agreement(&mut model);
    assert_eq!(shown(&model).state, State::Stale);
}

#[test]
fn without_time_there_are_list_prices_and_no_sum() {
    let view = shown(&model(
        DOUBLE_11,
        None,
        SHORT_OF_300,
        regular(&["coupon-15"]),
    ));
    assert_eq!(view.state, State::TimeUnknown);
    assert_eq!(
        priced(&view)[..2],
        ["景德镇手绘梅枝，单只独立装 | ¥129.00", "2026 春茶 | ¥59.50"]
    );
    assert_eq!(view.bill, None);
    assert_eq!(view.rule, "");
    check_pay(&view, "", "对时后算优惠", "对时中", Button::Rest);
}

#[test]
fn what_cannot_be_priced_is_said() {
    let mut model = quoted();
    model.cart.lines[0].unit_price = Money::LIMIT;
    model.cart.lines[0].quantity = 999;
    model.quote = None;
    let view = shown(&model);
    assert_eq!(view.state, State::Unpriced);
    check_pay(&view, "", "超出可计算的金额", "结算", Button::Rest);
    assert_eq!(view.groups[0].lines[0].units, 999);
}

#[test]
fn what_was_taken_out_can_be_put_back() {
    let mut model = quoted();
    let mut lines = wanted(&model);
    let gone = edit(&mut lines, Action::Remove(1), None);
    assert_eq!(lines.len(), 3);
    assert_eq!(gone, Some((1, (Sku::new("tea"), 2, true))));
    model.cart.lines.remove(1);
    requote(&mut model);
    let view = view(&model, Some(&Sku::new("tea"))).expect("a campaign has a cart");
    assert_eq!(view.removed, "已删除 明前龙井 罐装 100g");
    assert!(
        view.spoken.starts_with("已删除 明前龙井 罐装 100g "),
        "{}",
        view.spoken
    );
    let mut lines = wanted(&model);
    assert_eq!(edit(&mut lines, Action::Undo, gone), None);
    assert_eq!(as_text(&lines), SHORT_OF_300);
}

#[test]
fn lines_are_edited_by_their_place() {
    #[track_caller]
    fn check(action: Action, expected: Cart) {
        let mut lines = wanted(&quoted());
        assert_eq!(edit(&mut lines, action, None), None);
        assert_eq!(as_text(&lines), expected);
    }
    let [gaiwan, tea, nuts, scarf] = SHORT_OF_300 else {
        panic!("four lines");
    };
    check(
        Action::Tick(3, true),
        &[*gaiwan, *tea, *nuts, ("scarf", 1, true)],
    );
    check(
        Action::Units(0, 7),
        &[("gaiwan", 7, true), *tea, *nuts, *scarf],
    );
    check(
        Action::TickAll(false),
        &SHORT_OF_300
            .iter()
            .map(|(sku, units, _)| (*sku, *units, false))
            .collect::<Vec<_>>(),
    );
    // A line that is not there any more, and nothing to put back.
    check(Action::Remove(4), SHORT_OF_300);
    check(Action::Undo, SHORT_OF_300);
}

fn as_text(lines: &[(Sku, u32, bool)]) -> Vec<(&str, u32, bool)> {
    lines
        .iter()
        .map(|(sku, units, ticked)| (sku.as_str(), *units, *ticked))
        .collect()
}

/// Three conditions, and only those under which less would be paid.
#[test]
fn conditions_are_few_and_pay() {
    let waiting = |payable| Conditional {
        offer: OfferId::new("coupon-15"),
        fact: None,
        payable: Money::new(payable),
    };
    let conditions = |waiting: Vec<Conditional>| {
        let mut model = quoted();
        let quote = model.quote.as_mut().expect("a quote");
        Rc::make_mut(quote).conditional = waiting;
        let bill = shown(&model).bill.expect("a bill");
        let rows = bill.rows.iter();
        rows.filter(|row| row.kind == RowKind::Conditional).count()
    };
    assert_eq!(conditions(vec![waiting(100); 3]), 3);
    assert_eq!(conditions(vec![waiting(100); 4]), 3);
    let payable = quoted().quote.expect("a quote").payable.minor();
    assert_eq!(conditions(vec![waiting(payable), waiting(payable - 1)]), 1);
}
