//! The picture of a ladder.

use campaign::Locale;

use super::{NOON, regular};
use crate::ui::tier::Mark;
use crate::widgets::coupons::ladder;
use crate::widgets::coupons::state::{Memo, view};
use crate::widgets::test_model::{DOUBLE_11, model};

#[test]
fn the_ladder_is_to_scale_and_says_what_is_missing() {
    /// What is missing, fill, and the steps' places and marks.
    #[track_caller]
    fn check(cart: &[(&str, u32, bool)], now: &str, gap: &str, fill: i64, marks: [Mark; 3]) {
        let shop = model(DOUBLE_11, Some(now), cart, Some(regular()));
        let memo = Memo {
            reach: ladder::reach(&shop),
            ..Memo::default()
        };
        let drawn = view(&shop, None, &memo).expect("coupons");
        let tier = drawn.groups[0].tier.as_ref().expect("a ladder");
        let said: String = tier.gap.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!((said.as_str(), tier.fill), (gap, fill));
        let places: Vec<i64> = tier.stops.iter().map(|stop| stop.at).collect();
        assert_eq!(places, [332, 499, 1_000]);
        let found: Vec<Mark> = tier.stops.iter().map(|stop| stop.mark).collect();
        assert_eq!(found, marks);
    }
    use Mark::{Ahead, Next, Reached};
    let empty = "选好商品，这里会说够用哪一档";
    check(&[], NOON, empty, 0, [Ahead; 3]);
    check(&[("tea", 1, false)], NOON, empty, 0, [Ahead; 3]);
    let tea = |units| [("tea", units, true)];
    check(
        &tea(1),
        NOON,
        "再买¥139.50可用¥15券",
        99,
        [Next, Ahead, Ahead],
    );
    check(
        &tea(4),
        NOON,
        "再买¥61可用¥30券",
        397,
        [Reached, Next, Ahead],
    );
    check(
        &tea(10),
        NOON,
        "再买¥4可用¥80券",
        993,
        [Reached, Reached, Next],
    );
    check(&tea(11), NOON, "这车够用最高一档¥80券", 1_000, [Reached; 3]);
    // Before the sale it shows what the cart will reach.
    check(
        &tea(4),
        "2026-11-05T12:00:00+08:00",
        "再买¥61可用¥30券",
        397,
        [Reached, Next, Ahead],
    );

    let shop = model(DOUBLE_11, Some(NOON), &tea(4), Some(regular()));
    let campaign = shop.campaign.clone().expect("a campaign");
    let steps = &campaign.ladders[0].coupons;
    let reach = ladder::reach(&shop);
    let tier = ladder::tier(&campaign, steps, reach.as_deref(), Locale::En).expect("a ladder");
    assert_eq!(tier.spoken, "¥199+ ¥15 reached, ¥299+ ¥30, ¥599+ ¥80");
    let said: String = tier.gap.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(said, "Add ¥61 to use the ¥30 coupon");
}
