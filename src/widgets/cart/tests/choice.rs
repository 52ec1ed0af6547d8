//! Which coupons the shopper would have, and what that costs.

use protocol::Choice;

use super::*;
use crate::widgets::cart::choice::after;

/// Two coupons of a shop in the wallet, of which the engine uses the one of 30.
fn lamps() -> Model {
    let cart = [("lamp", 2, true)];
    model(
        DOUBLE_11,
        Some(NOW),
        &cart,
        regular(&["coupon-15", "coupon-30"]),
    )
}

fn place(model: &Model, id: &str) -> usize {
    let campaign = model.campaign.as_ref().expect("it has a campaign");
    let mut ids = campaign.coupons.iter().map(|coupon| coupon.id.as_str());
    ids.position(|known| known == id).expect(id)
}

/// The model after what the shopper does, as the page changes it.
fn done(mut model: Model, action: Action) -> Model {
    model.choice = after(&model, action);
    requote(&mut model);
    model
}

/// The coupon on the bill, what it costs more than the best, and the first reason.
#[track_caller]
fn check(model: &Model, used: Option<&str>, insists: &str, reason: &str) {
    let view = shown(model);
    let bill = view.bill.as_ref().expect("a priced cart has a bill");
    let on_bill: Vec<RowKind> = bill
        .rows
        .iter()
        .map(|row| row.kind)
        .filter(|kind| matches!(kind, RowKind::Coupon(_)))
        .collect();
    let expected: Vec<RowKind> = used
        .map(|id| RowKind::Coupon(place(model, id)))
        .into_iter()
        .collect();
    assert_eq!(on_bill, expected);
    assert_eq!(bill.insists, insists);
    assert!(
        reasons(&view).iter().any(|shown| shown == reason),
        "{:?}",
        reasons(&view)
    );
}

#[test]
fn a_coupon_can_be_left_in_the_wallet() {
    let best = lamps();
    let (small, large) = (place(&best, "coupon-15"), place(&best, "coupon-30"));
    let beaten = "见面礼券 满 199 减 15 | 全店券 满 299 减 30 更省";
    check(&best, Some("coupon-30"), "", beaten);
    let kinds = |model: &Model, name: &str| -> Vec<RowKind> {
        let rows = shown(model).unused;
        let named = rows.iter().filter(|row| row.name.starts_with(name));
        named.map(|row| row.kind).collect()
    };
    assert_eq!(kinds(&best, "见面礼券"), [RowKind::Instead(small)]);

    // Without the larger one the smaller is used, which costs the difference.
    let refused = done(best, Action::Refuse(large));
    let chosen = "全店券 满 299 减 30 | 你选择不用";
    check(&refused, Some("coupon-15"), "比最省多付 ¥15.00", chosen);
    assert_eq!(shown(&refused).unused[0].kind, RowKind::Instead(large));
    let neither = done(refused, Action::Refuse(small));
    check(&neither, None, "比最省多付 ¥30.00", chosen);

    // Taken back one by one, or both at once.
    let back = done(neither.clone(), Action::Use(large));
    check(
        &back,
        Some("coupon-30"),
        "",
        "见面礼券 满 199 减 15 | 你选择不用",
    );
    let free = done(neither, Action::Best);
    assert_eq!(free.choice, Choice::default());
    check(&free, Some("coupon-30"), "", beaten);
}

#[test]
fn another_coupon_can_be_used() {
    let best = lamps();
    let (small, large) = (place(&best, "coupon-15"), place(&best, "coupon-30"));
    let other = done(best, Action::Use(small));
    let beaten = "全店券 满 299 减 30 | 见面礼券 满 199 减 15 更省";
    check(&other, Some("coupon-15"), "比最省多付 ¥15.00", beaten);
    // Of one layer the last word counts.
    let back = done(other, Action::Use(large));
    assert_eq!(back.choice.pinned, [OfferId::new("coupon-30")]);
    check(
        &back,
        Some("coupon-30"),
        "",
        "见面礼券 满 199 减 15 | 全店券 满 299 减 30 更省",
    );
}

#[test]
fn what_is_no_coupon_changes_no_choice() {
    let model = lamps();
    for action in [Action::Refuse(99), Action::Use(99), Action::Undo] {
        assert_eq!(after(&model, action), Choice::default(), "{action:?}");
    }
}
