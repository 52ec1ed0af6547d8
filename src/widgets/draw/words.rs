//! What a draw says. A gap such as `{turns}` is filled by the scene, `{}` and `{number}` by what goes
//! with the words.

use campaign::{Words, words};

pub const NOTHING: Words = words!("", "", "");
pub const COMMA: Words = words!("，", "，", "; ");

/// Between a figure and the words around it.
pub const GAP: Words = words!("", "", " ");

pub const WHEEL: Words = words!(
    "抽奖转盘，扇区大小与中奖概率一致",
    "抽獎轉盤，扇區大小與中獎機率一致",
    "Prize wheel; the size of a sector is its odds",
);
pub const SUB: Words = words!(
    "扇区多大，机会就多大",
    "扇區多大，機會就多大",
    "The larger the sector, the better the odds",
);

// The hub.
pub const DRAW: Words = words!("抽奖", "抽獎", "Spin");
pub const DRAWING: Words = words!("开奖中", "開獎中", "Drawing");
pub const NOT_DRAWN: Words = words!("没抽成", "沒抽成", "No result");
pub const SOON: Words = words!("未开始", "未開始", "Soon");
pub const OVER: Words = words!("已结束", "已結束", "Ended");
pub const PAUSED: Words = words!("已暂停", "已暫停", "Paused");
pub const NO_NETWORK: Words = words!("待联网", "待連線", "Offline");
pub const HUB_LEFT: Words = words!("剩 {chances} 次", "剩 {chances} 次", "{chances} left");

// The line below the wheel.
pub const LEFT_BEFORE: Words = words!("还有", "還有", "You have");
pub const LEFT_AFTER: Words = words!("次机会", "次機會", "turns left");
pub const ONE_LEFT_AFTER: Words = words!("次机会", "次機會", "turn left");
pub const WAITING: Words = words!(
    "正在等服务器开奖",
    "正在等伺服器開獎",
    "Waiting for the server to draw",
);
pub const LANDING: Words = words!("马上揭晓", "馬上揭曉", "Here it comes");
pub const DAILY: Words = words!(
    "每天送 {free} 次机会",
    "每天送 {free} 次機會",
    "{free} a day for free",
);
pub const STARTS_LINE: Words = words!(
    "{starts} 开始{daily}",
    "{starts} 開始{daily}",
    "Starts {starts}{daily}",
);
pub const TOMORROW: Words = words!(
    "今天的机会用完了，明天 0 点再送 {free} 次",
    "今天的機會用完了，明天 0 點再送 {free} 次",
    "No turns left today; {free} more at midnight",
);
pub const USED_UP: Words = words!("机会用完了", "機會用完了", "No turns left");
pub const LOG_IN_LINE: Words = words!(
    "登录后再抽{daily}",
    "登入後再抽{daily}",
    "Log in to draw{daily}",
);
pub const NOT_NOW: Words = words!(
    "抽奖暂停中，机会会留着",
    "抽獎暫停中，機會會留著",
    "The draw is paused; your turns are kept",
);
pub const NO_NETWORK_LINE: Words = words!(
    "没有网络，连上后再抽，机会会留着",
    "沒有網路，連上後再抽，機會會留著",
    "No network; your turns are kept until it is back",
);
pub const CLOSED_STILL: Words = words!(
    "{until} 已截止，奖品仍可领取",
    "{until} 已截止，獎品仍可領取",
    "Ended {until}; prizes can still be redeemed",
);
pub const CLOSED: Words = words!("{until} 已截止", "{until} 已截止", "Ended {until}");

// Results.
pub const WON: Words = words!("抽中 {}", "抽中 {}", "You won: {}");
pub const IN_WALLET: Words = words!(
    "已放进券包，结算时自动选最省的一张",
    "已放進券夾，結帳時自動選最划算的一張",
    "It is in your wallet; the best one is used at checkout",
);
pub const POINTS_NOW: Words = words!(
    "已到账，现在有 {points} 积分",
    "已入帳，現在有 {points} 點",
    "Credited; you now have {points} points",
);
pub const GOODS: Words = words!(
    "{redeem} 前可以兑奖，怎样领取见规则",
    "{redeem} 前可以兌獎，領取方式見規則",
    "Redeem it until {redeem}; see the rules for how",
);
pub const CREDITED: Words = words!("已到账", "已入帳", "Yours");
pub const PRIZE_COUPON: Words = words!("抽奖券", "抽獎券", "Prize coupon");
pub const MISSED: Words = words!("这次没中", "這次沒中", "No prize this time");
pub const SAME_ODDS: Words = words!(
    "还有 {turns} 次机会，概率和刚才一样",
    "還有 {turns} 次機會，機率和剛才一樣",
    "{turns} left, with the same odds as before",
);
pub const EARLIER: Words = words!("上次的结果", "上次的結果", "From your last visit");
pub const UNKNOWN_PRIZE: Words = words!("结果已登记", "結果已登記", "The result is recorded");
pub const RELOAD: Words = words!(
    "这个奖品还没显示出来，刷新页面就能看到",
    "這個獎品還沒顯示出來，重新整理頁面就能看到",
    "Reload the page to see your prize",
);

// No result.
pub const SLOW: Words = words!("网络慢了一步", "網路慢了一步", "The network was too slow");
pub const KEPT: Words = words!(
    "这次没有抽成，机会没有扣，还是 {turns} 次",
    "這次沒有抽成，機會沒有扣，還是 {turns} 次",
    "No draw took place and no turn was used; you still have {turns}",
);
pub const KEPT_PLAIN: Words = words!(
    "这次没有抽成，机会没有扣",
    "這次沒有抽成，機會沒有扣",
    "No draw took place and no turn was used",
);
pub const NOT_TWICE: Words = words!(
    "没收到结果，不会多扣机会，再试还是这一次",
    "沒收到結果，不會多扣機會，再試還是這一次",
    "No result yet; a retry continues this turn, at no extra one",
);
pub const STARTS: Words = words!("{} 开始", "{} 開始", "Starts {}");
pub const LOG_IN: Words = words!("登录后再抽", "登入後再抽", "Log in to draw");
pub const SOLD_OUT: Words = words!("奖品发完了", "獎品發完了", "All prizes are gone");
pub const NOT_FOR_YOU: Words = words!(
    "这个账号不能参加",
    "這個帳號不能參加",
    "Not open to this account",
);
pub const STUCK: Words = words!("这次没有抽成", "這次沒有抽成", "No draw took place");
pub const RELOAD_PAGE: Words = words!(
    "请刷新页面再试",
    "請重新整理頁面再試",
    "Reload the page and try again",
);
pub const LIMIT: Words = words!(
    "今天的次数到上限了",
    "今天的次數到上限了",
    "That is the limit for today",
);

// Buttons.
pub const USE: Words = words!("去使用", "去使用", "Use it");
pub const AGAIN: Words = words!("再抽一次", "再抽一次", "Draw again");
pub const AGAIN_LEFT: Words = words!(
    "再抽一次，剩 {chances} 次",
    "再抽一次，剩 {chances} 次",
    "Draw again, {chances} left",
);
pub const RETRY: Words = words!("再试一次", "再試一次", "Try again");
pub const LATER: Words = words!("等会儿再来", "等會兒再來", "Later");
pub const LOOK_AROUND: Words = words!("先去逛逛", "先去逛逛", "Keep browsing");
pub const OK: Words = words!("知道了", "知道了", "OK");
pub const LOGIN: Words = words!("去登录", "去登入", "Log in");

// The buttons under the wheel, and the headings of what they open.
pub const ODDS: Words = words!("中奖概率", "中獎機率", "Odds");
pub const EARN: Words = words!("赚机会", "賺機會", "More turns");
pub const MINE: Words = words!("我的奖品", "我的獎品", "My prizes");

// Sheets.
pub const PRIZE: Words = words!("奖品", "獎品", "Prize");
pub const STOCK: Words = words!("份数", "份數", "How many");
pub const NO_STOCK: Words = words!("—", "—", "—");
pub const COUPONS: Words = words!("{number} 张", "{number} 張", "{number}");
pub const PIECES: Words = words!("{number} 份", "{number} 份", "{number}");
pub const UNLIMITED: Words = words!("不限", "不限", "no limit");
pub const ODDS_NOTE: Words = words!(
    "随机即时开奖。各扇区角度与概率一致，合计 {}，人人相同。由{organiser}主办。",
    "隨機即時開獎。各扇區角度與機率一致，合計 {}，人人相同。由{organiser}主辦。",
    "Drawn at random, with the result at once. Each sector's angle is its odds; they add up to {} and are the same for everyone. Organised by {organiser}.",
);
pub const ONCE: Words = words!(
    "每天一次，得 {} 次机会",
    "每天一次，得 {} 次機會",
    "Once a day, for {}",
);
pub const SOME: Words = words!(
    "每天最多 {number} 次，每次得 {} 次机会",
    "每天最多 {number} 次，每次得 {} 次機會",
    "Up to {number} times a day, each for {}",
);
pub const PAID: Words = words!(
    "付款后到账，得 {} 次机会",
    "付款後入帳，得 {} 次機會",
    "Once paid, for {}",
);
pub const DONE: Words = words!("今天已完成", "今天已完成", "Done today");
pub const DONE_SOME: Words = words!(
    " · 今天已完成 {number} 次",
    " · 今天已完成 {number} 次",
    " · {number} done today",
);
pub const STAY: Words = words!("还差 {number} 秒", "還差 {number} 秒", "{number} s to go");
pub const COUNTING: Words = words!("登记中", "登記中", "Counting");
pub const NOT_COUNTED: Words = words!(
    "没有记上，再点一次，不用重新逛",
    "沒有記上，再點一次，不用重新逛",
    "Not counted; press again, no need to browse again",
);
pub const EARNED: Words = words!("得到 {} 次机会", "得到 {} 次機會", "{} earned");
pub const NOTHING_YET: Words = words!("还没有奖品", "還沒有獎品", "No prizes yet");
pub const WILL_SHOW: Words = words!(
    "抽中的券、积分和实物都会在这里",
    "抽中的券、點數和實物都會在這裡",
    "Coupons, points and goods you win are kept here",
);
pub const WON_AT: Words = words!("{} 抽中，", "{} 抽中，", "won {}; ");
pub const USED: Words = words!("已使用", "已使用", "used");
pub const EXPIRED: Words = words!("已到期", "已到期", "expired");
pub const TOO_LATE: Words = words!("兑奖已截止", "兌獎已截止", "no longer redeemable");
pub const REDEEM: Words = words!(
    "{redeem} 前可以兑奖",
    "{redeem} 前可以兌獎",
    "redeem until {redeem}",
);
pub const CREDITED_POINTS: Words = words!("已到账", "已入帳", "credited");
pub const SEE_RULES: Words = words!("看规则", "看規則", "See the rules");
pub const ADDRESS: Words = words!("填写地址", "填寫地址", "Enter address");
