//! The cart's own words.

use campaign::{Words, words};

use crate::widgets::phrase::{self, Piece};

/// No words.
pub(super) const NONE: Words = words!("", "", "");

pub(super) const TITLE: Words = words!("购物车", "購物車", "Your cart");
pub(super) const SHOPS: Words =
    words!("{0} 等 {1} 家店", "{0} 等 {1} 家店", "{0} and others ({1})");

pub(super) const PICK: Words = words!("选择 {}", "選擇 {}", "Select {}");
pub(super) const PICK_ALL: Words = words!("全选", "全選", "All");
pub(super) const FEWER: Words = words!("减少 {}", "減少 {}", "Fewer: {}");
pub(super) const MORE: Words = words!("增加 {}", "增加 {}", "More: {}");
pub(super) const UNITS: Words = words!("{} 的件数", "{} 的件數", "Quantity of {}");
pub(super) const REMOVE: Words = words!("删除", "刪除", "Remove");
pub(super) const REMOVE_IT: Words = words!("删除 {}", "刪除 {}", "Remove {}");
pub(super) const REMOVED: Words = words!("已删除 {}", "已刪除 {}", "Removed: {}");
pub(super) const UNDO: Words = words!("撤销", "復原", "Undo");

pub(super) const FLASH: Words = words!("秒杀价", "秒殺價", "Flash price");
pub(super) const SOME: Words = words!("{0} {1} 件", "{0} {1} 件", "{0} × {1}");
pub(super) const IF_WON: Words = words!("抢到后 {}", "搶到後 {}", "{} if you get a slot");

pub(super) const BUY: Words = words!("再买{}", "再買{}", "Add {}");
pub(super) const BUY_UNITS: Words = words!("再买{}件", "再買{}件", "Items to add: {}");
pub(super) const TAKES: Words = words!("减{}", "折{}", " to save {}");
pub(super) const PAYS: Words = words!("享{}", "享{}", " for {}");
pub(super) const FREIGHT_FREE: Words = words!("包邮", "免運", " for free delivery");
pub(super) const AT_TOP: Words = words!(
    "已到最高一档，减{}",
    "已達最高一階，折{}",
    "Top step reached: {} off",
);
pub(super) const CALCULATING: Words = words!(
    "正在算最省的组合",
    "正在計算最划算的組合",
    "Working out the best combination",
);
pub(super) const TOP_UP: Words = words!("去凑单", "去湊單", "Browse");
pub(super) const PROGRESS: Words = words!("优惠进度：", "優惠進度：", "Progress: ");
pub(super) const STEP_OFF: Words = words!("减{}", "折{}", "−{}");
pub(super) const STEP_AT: Words = words!("满{}", "滿{}", "{}+");
pub(super) const STEP_EACH: Words = words!("每满{}", "每滿{}", "every {}");
pub(super) const STEP_UNITS: Words = words!("满{}件", "滿{}件", "{} items");

pub(super) const GOODS: Words = words!("商品金额", "商品金額", "Goods");
pub(super) const PIECES: Words = words!("{} 件", "{} 件", "items: {}");
pub(super) const POINTS: Words = words!("{} 积分", "{} 點", "points: {}");
pub(super) const FREIGHT: Words = words!("运费", "運費", "Delivery");
pub(super) const FREIGHT_OFF: Words = words!("运费减免", "運費折抵", "Off delivery");
pub(super) const NO_FREIGHT: Words = words!("包邮", "免運", "delivery included");
pub(super) const WITH_FREIGHT: Words = words!("含运费", "含運費", "delivery included");
pub(super) const TOTAL: Words = words!("到手价", "實付價", "You pay");
pub(super) const NOT_COUNTED: Words = words!("未计入", "未計入", "not counted");
pub(super) const WOULD_PAY: Words = words!("到手 {}", "實付 {}", "you pay {}");
pub(super) const FIRST_OF: Words = words!(
    "前 {0} 名可享{1}",
    "前 {0} 名可享{1}",
    "First {0} buyers: {1}",
);

pub(super) const REFUSE: Words = words!("不用", "不用", "Skip");
pub(super) const USE: Words = words!("用这张", "用這張", "Use it");
pub(super) const INSISTS: Words =
    words!("比最省多付 {}", "比最划算多付 {}", "{} more than the best");
pub(super) const BEST: Words = words!("恢复最省", "改回最划算", "Use the best");

pub(super) const DEPOSIT: Words = words!("其中定金已付", "其中訂金已付", "Deposit, paid");
pub(super) const BALANCE: Words = words!("尾款", "尾款", "Balance");
pub(super) const GIFT: Words = words!("赠 {}", "贈 {}", "Gift: {}");
pub(super) const GIFT_SHORT: Words = words!("{} 件已赠完", "{} 件已贈完", "{} more are gone");
pub(super) const TIMES: Words = words!("×{}", "×{}", "×{}");
pub(super) const LATER: Words = words!("之后返，未计入", "之後返還，未計入", "later, not counted");
pub(super) const EARNED: Words = words!("得积分", "得點數", "Points earned");

pub(super) const UNUSED: Words = words!("这次没用上", "這次沒用上", "Not used this time");
pub(super) const FLASH_OF: Words = words!("{0} {1}", "{0} {1}", "{0}: {1}");
pub(super) const COMMA: Words = words!("，", "，", ", ");
pub(super) const CLAIM: Words = words!("去领取", "去領取", "Claim");
pub(super) const REST: Words = words!("还有 {} 条", "還有 {} 條", "{} more");
pub(super) const RULE: Words = words!(
    "价格由规则 {} 算出",
    "價格由規則 {} 算出",
    "Priced by rules {}",
);

pub(super) const SAVED: Words = words!("已省 {}", "已省 {}", "{} saved");
pub(super) const DETAIL: Words = words!("看明细", "看明細", "Details");
pub(super) const QUOTED_AT: Words = words!("{} 的报价", "{} 的報價", "as of {}");
pub(super) const CHECKED: Words = words!("已和服务器核对", "已與伺服器核對", "checked");
pub(super) const AFTER_SYNC: Words = words!("对时后算优惠", "對時後計算優惠", "savings to follow");
pub(super) const TOO_MUCH: Words =
    words!("超出可计算的金额", "超出可計算的金額", "too much to price");
pub(super) const PICK_FIRST: Words = words!(
    "勾选要买的，这里会算出到手价",
    "勾選要買的，這裡會算出實付價",
    "Tick what you want to buy and its price appears here",
);

pub(super) const PAY: Words = words!("结算（{}）", "結帳（{}）", "Pay ({})");
pub(super) const PAY_NONE: Words = words!("结算", "結帳", "Pay");
pub(super) const BUSY: Words = words!("计算中", "計算中", "Checking");
pub(super) const AGAIN: Words = words!("重新计算", "重新計算", "Try again");
pub(super) const ACCEPT: Words = words!("按新价结算", "依新價結帳", "Accept");
pub(super) const CONFIRMED: Words = words!("已确认", "已確認", "Confirmed");
pub(super) const WAITING: Words = words!("等网络恢复", "等待網路", "Waiting");
pub(super) const SYNCING: Words = words!("对时中", "對時中", "Wait");

pub(super) const STALE: Words = words!(
    "没能和服务器核对，这是 {} 的价格。购物车没有变，重新计算后再结算。",
    "無法與伺服器核對，這是 {} 的價格。購物車沒有變動，重新計算後再結帳。",
    "This is the price of {}; the server could not be asked. Your cart is unchanged: check again before you pay.",
);
pub(super) const OFFLINE: Words = words!(
    "网络断开了，这是本页在 {} 算的价格。购物车已保存，网络恢复后可以结算。",
    "網路已中斷，這是本頁在 {} 計算的價格。購物車已保存，網路恢復後可以結帳。",
    "You are offline; this page worked out the price at {}. Your cart is kept and you can check out once you are back online.",
);
pub(super) const DIFFERS: Words = words!(
    "服务器算出的到手价是 {}，本页算的是 {}。结算以服务器为准。",
    "伺服器算出的實付價是 {}，本頁算的是 {}。結帳以伺服器為準。",
    "The server's price is {} and this page's is {}. You pay the server's.",
);
pub(super) const UNTIMED: Words = words!(
    "还没和服务器对上时间，先按日常价列出，对时后算优惠。",
    "尚未與伺服器對時，先以原價列出，對時後計算優惠。",
    "The time has not been checked with the server yet, so these are regular prices without savings.",
);
pub(super) const UNPRICED: Words = words!(
    "这么多件超出了可计算的金额，减少件数后再看到手价。",
    "這麼多件超出可計算的金額，減少件數後再看實付價。",
    "So many items are worth more than can be priced. Reduce the quantities to see the price.",
);

pub(super) const EMPTY: Words = words!("还没有选东西", "還沒有選東西", "Nothing here yet");
pub(super) const EMPTY_HINT: Words = words!(
    "{}，加进来自动算",
    "{}，加入後自動計算",
    "{}, worked out as you add",
);
pub(super) const BROWSE: Words = words!("去逛秒杀", "去逛限時秒殺", "See the flash sale");

/// Adds the words cut at each `{}`, the values between them marked as strong.
#[inline(never)]
pub(super) fn pieces(words: &str, values: &[&str], into: &mut Vec<(String, bool)>) {
    let mut values = values.iter();
    phrase::pieces(words, &mut |piece| {
        let (text, strong) = match piece {
            Piece::Plain(text) => (text, false),
            Piece::Slot(_) => (*values.next().unwrap_or(&""), true),
        };
        if !text.is_empty() {
            into.push((text.to_owned(), strong));
        }
    });
}
