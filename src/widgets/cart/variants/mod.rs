//! Every state of a cart, named.

mod rich;
mod sample;

use std::rc::Rc;

use campaign::{Locale, words};

use self::rich::*;
use self::sample::*;
use super::state::{Button, Pay, State, Ticks, View};
use crate::ui::Node;
use crate::widgets::variant::Variant;

/// Every named state.
#[must_use]
pub fn all() -> Vec<Variant> {
    let variant = |name, title, node| Variant { name, title, node };
    vec![
        variant(
            "quoted",
            words!("报价完成", "報價完成", "Quoted"),
            |locale| node(&quoted(locale)),
        ),
        variant(
            "quoting",
            words!("报价中", "報價中", "Quoting"),
            |locale| node(&quoting(locale)),
        ),
        variant(
            "stale",
            words!("没能核对", "無法核對", "Server not reached"),
            |locale| node(&stale(locale)),
        ),
        variant("offline", words!("离线", "離線", "Offline"), |locale| {
            node(&offline(locale))
        }),
        variant(
            "mismatch",
            words!("与服务器不一致", "與伺服器不一致", "Server differs"),
            |locale| node(&mismatch(locale)),
        ),
        variant(
            "confirmed",
            words!("已确认", "已確認", "Confirmed"),
            |locale| node(&confirmed(locale)),
        ),
        variant(
            "conditional",
            words!("有条件的优惠", "有條件的優惠", "Conditions"),
            |locale| node(&conditional(locale)),
        ),
        variant(
            "nothing_ticked",
            words!("没有勾选", "沒有勾選", "Nothing ticked"),
            |locale| node(&nothing_ticked(locale)),
        ),
        variant(
            "time_unknown",
            words!("时间未知", "時間未知", "Time unknown"),
            |locale| node(&time_unknown(locale)),
        ),
        variant(
            "unpriced",
            words!("超出可计算的金额", "超出可計算的金額", "Cannot be priced"),
            |locale| node(&unpriced(locale)),
        ),
        variant("empty", words!("空", "空", "Empty"), |locale| {
            node(&empty(locale))
        }),
        variant(
            "removed",
            words!("刚删除一件", "剛刪除一件", "Just removed"),
            |locale| node(&removed(locale)),
        ),
        variant(
            "two_shops",
            words!("两家店", "兩家店", "Two shops"),
            |locale| node(&two_shops(locale)),
        ),
        variant(
            "long_names",
            words!("长名称", "長名稱", "Long names"),
            |locale| node(&long_names(locale)),
        ),
        variant(
            "many_units",
            words!("三位数件数", "三位數件數", "Three-digit quantities"),
            |locale| node(&many_units(locale)),
        ),
        variant(
            "top_step",
            words!("最高一档", "最高一階", "Top step"),
            |locale| node(&top_step(locale)),
        ),
        variant(
            "no_reduction",
            words!(
                "没有满减，要付运费",
                "沒有滿額折扣，要付運費",
                "No reduction, with delivery",
            ),
            |locale| node(&no_reduction(locale)),
        ),
        variant(
            "deposit_and_gifts",
            words!(
                "定金、赠品和返现",
                "訂金、贈品和返現",
                "Deposit, gifts, cashback",
            ),
            |locale| node(&deposit_and_gifts(locale)),
        ),
        variant(
            "refused",
            words!("不用最省的券", "不用最划算的券", "Another coupon"),
            |locale| node(&refused(locale)),
        ),
        variant("english", words!("英文", "英文", "English"), |_| {
            node(&quoted(Locale::En))
        }),
    ]
}

fn node(view: &View) -> Node {
    super::draw(view, &(Rc::new(|_| {}) as Rc<dyn Fn(super::Action)>))
}

fn quoted(locale: Locale) -> View {
    View {
        state: State::Quoted,
        locale,
        calm: false,
        shop: words!(
            "青禾集旗舰店",
            "青禾集旗艦店",
            "Qinghe Market flagship store",
        )
        .get(locale)
        .to_owned(),
        date: words!("11月11日 10:02", "11月11日 10:02", "Nov 11, 10:02")
            .get(locale)
            .to_owned(),
        groups: vec![group(NONE, &ITEMS, locale)],
        removed: String::new(),
        hint: String::new(),
        progress: Some(progress(locale)),
        top_up: true,
        bill: Some(bill(&SUMS, "249", ".50", FREE, locale)),
        unused: unused(
            &[
                (
                    words!(
                        "全店券 满 299 减 30",
                        "全店券 滿 299 折 30",
                        "Storewide coupon ¥30 off ¥299+",
                    ),
                    words!("还差 ¥11.50", "還差 ¥11.50", "¥11.50 to go"),
                    false,
                ),
                (
                    words!(
                        "明前龙井 罐装 100g 秒杀价 ¥49",
                        "明前龍井 罐裝 100g 限時秒殺價 ¥49",
                        "Pre-Qingming Longjing tea, 100 g tin: Flash price ¥49",
                    ),
                    words!(
                        "11月11日 14:00 开始",
                        "11月11日 14:00 開始",
                        "Starts Nov 11, 14:00",
                    ),
                    false,
                ),
                (
                    words!(
                        "灯市大券 满 599 减 80",
                        "燈市大券 滿 599 折 80",
                        "Lantern coupon ¥80 off ¥599+",
                    ),
                    words!("还没领", "尚未領取", "Not claimed yet"),
                    true,
                ),
            ],
            locale,
        ),
        rest: words!("还有 2 条", "還有 2 條", "2 more")
            .get(locale)
            .to_owned(),
        notice: Vec::new(),
        rule: words!(
            "价格由规则 8F3C1A 算出",
            "價格由規則 8F3C1A 算出",
            "Priced by rules 8F3C1A",
        )
        .get(locale)
        .to_owned(),
        time: "10:02".to_owned(),
        pay: Pay {
            ticks: Ticks::Some,
            price: Some(parts("249", ".50")),
            note: words!("已省 ¥78.00", "已省 ¥78.00", "¥78.00 saved")
                .get(locale)
                .to_owned(),
            warn: false,
            label: words!("结算（4）", "結帳（4）", "Pay (4)")
                .get(locale)
                .to_owned(),
            button: Button::CheckOut,
        },
        spoken: String::new(),
    }
}

fn quoting(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Quoting;
    view.top_up = false;
    if let Some(tier) = &mut view.progress {
        let words = words!(
            "正在算最省的组合",
            "正在計算最划算的組合",
            "Working out the best combination",
        );
        tier.gap = vec![(words.get(locale).to_owned(), false)];
    }
    rest(&mut view, words!("计算中", "計算中", "Checking"), NONE);
    view.pay.button = Button::Busy;
    view
}

fn stale(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Stale;
    view.notice = plain(
        words!(
            "没能和服务器核对，这是 10:02 的价格。购物车没有变，重新计算后再结算。",
            "無法與伺服器核對，這是 10:02 的價格。購物車沒有變動，重新計算後再結帳。",
            "This is the price of 10:02; the server could not be asked. Your cart is unchanged: check again before you pay.",
        ),
        locale,
    );
    view.pay.note = quoted_at(locale);
    view.pay.warn = true;
    view.pay.label = words!("重新计算", "重新計算", "Try again")
        .get(locale)
        .to_owned();
    view
}

fn offline(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Offline;
    view.notice = plain(
        words!(
            "网络断开了，这是本页在 10:02 算的价格。购物车已保存，网络恢复后可以结算。",
            "網路已中斷，這是本頁在 10:02 計算的價格。購物車已保存，網路恢復後可以結帳。",
            "You are offline; this page worked out the price at 10:02. Your cart is kept and you can check out once you are back online.",
        ),
        locale,
    );
    view.pay.note = quoted_at(locale);
    view.pay.warn = true;
    view.pay.label = words!("等网络恢复", "等待網路", "Waiting")
        .get(locale)
        .to_owned();
    view.pay.button = Button::Rest;
    view
}

fn mismatch(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Mismatch;
    let words = [
        words!(
            "服务器算出的到手价是 ",
            "伺服器算出的實付價是 ",
            "The server's price is ",
        ),
        words!("，本页算的是 ", "，本頁算的是 ", " and this page's is "),
        words!(
            "。结算以服务器为准。",
            "。結帳以伺服器為準。",
            ". You pay the server's.",
        ),
    ]
    .map(|words| (words.get(locale).to_owned(), false));
    let [first, second, third] = words;
    let strong = |amount: &str| (amount.to_owned(), true);
    view.notice = vec![first, strong("¥264.50"), second, strong("¥249.50"), third];
    view.pay.price = Some(parts("264", ".50"));
    view.pay.note = String::new();
    view.pay.label = words!("按新价结算", "依新價結帳", "Accept")
        .get(locale)
        .to_owned();
    view.pay.button = Button::Accept;
    view
}

fn confirmed(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Confirmed;
    view.pay.note = words!("已和服务器核对", "已與伺服器核對", "checked")
        .get(locale)
        .to_owned();
    view.pay.label = words!("已确认", "已確認", "Confirmed")
        .get(locale)
        .to_owned();
    view.pay.button = Button::Done;
    view
}

fn nothing_ticked(locale: Locale) -> View {
    let items = ITEMS.map(|mut item| {
        item.6 = false;
        item
    });
    let mut view = quoted(locale);
    view.state = State::NothingTicked;
    view.groups = vec![group(NONE, &items, locale)];
    bare(&mut view);
    rest(&mut view, words!("结算", "結帳", "Pay"), NONE);
    view.pay.ticks = Ticks::None;
    view
}

fn time_unknown(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::TimeUnknown;
    let list = (
        GAIWAN.0,
        GAIWAN.1,
        words!("梅枝", "梅枝", "Plum branch"),
        "¥129.00",
        "",
        1,
        true,
    );
    view.groups = vec![group(NONE, &[list, TEA, NUTS, SCARF], locale)];
    view.date = String::new();
    bare(&mut view);
    view.notice = plain(
        words!(
            "还没和服务器对上时间，先按日常价列出，对时后算优惠。",
            "尚未與伺服器對時，先以原價列出，對時後計算優惠。",
            "The time has not been checked with the server yet, so these are regular prices without savings.",
        ),
        locale,
    );
    rest(
        &mut view,
        words!("对时中", "對時中", "Wait"),
        words!("对时后算优惠", "對時後計算優惠", "savings to follow"),
    );
    view.pay.warn = true;
    view
}

fn unpriced(locale: Locale) -> View {
    let ring = (
        "ring",
        words!(
            "一克拉钻石对戒 定制款",
            "一克拉鑽石對戒 訂製款",
            "One-carat diamond rings, made to order",
        ),
        words!("铂金", "鉑金", "Platinum"),
        "¥9999999999.00",
        "",
        999,
        true,
    );
    let mut view = quoted(locale);
    view.state = State::Unpriced;
    view.groups = vec![group(NONE, &[ring], locale)];
    bare(&mut view);
    view.notice = plain(
        words!(
            "这么多件超出了可计算的金额，减少件数后再看到手价。",
            "這麼多件超出可計算的金額，減少件數後再看實付價。",
            "So many items are worth more than can be priced. Reduce the quantities to see the price.",
        ),
        locale,
    );
    rest(
        &mut view,
        words!("结算", "結帳", "Pay"),
        words!("超出可计算的金额", "超出可計算的金額", "too much to price"),
    );
    view.pay.warn = true;
    view.pay.ticks = Ticks::All;
    view
}

fn empty(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.state = State::Empty;
    view.groups = Vec::new();
    bare(&mut view);
    view.hint = words!(
        "满 200 减 20，加进来自动算",
        "滿 200 折 20，加入後自動計算",
        "¥20 off ¥200+, worked out as you add",
    )
    .get(locale)
    .to_owned();
    view
}

fn removed(locale: Locale) -> View {
    let mut view = quoted(locale);
    view.removed = words!(
        "已删除 羊毛格纹围巾",
        "已刪除 羊毛格紋圍巾",
        "Removed: Checked wool scarf",
    )
    .get(locale)
    .to_owned();
    view.groups = vec![group(NONE, &[GAIWAN, TEA, NUTS], locale)];
    view.pay.ticks = Ticks::All;
    view
}
