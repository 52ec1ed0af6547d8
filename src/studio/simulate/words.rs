//! The simulation's words.

use super::hosts::{Capability, Host};
use super::sim::{Disk, Kill};
use crate::studio::explain::words::channel;
use crate::studio::words::{Say, words};

/// A state of the storage.
#[must_use]
pub const fn disk(disk: Disk) -> Say {
    match disk {
        Disk::Fine => Say("正常", "Fine"),
        Disk::Full => Say("已满", "Full"),
        Disk::Denied => Say("拒绝", "Denied"),
        Disk::Corrupt => Say("损坏", "Corrupt"),
    }
}

/// A moment at which the page is killed.
#[must_use]
pub const fn kill(kill: Kill) -> Say {
    match kill {
        Kill::Sent => Say("已发送", "Sent"),
        Kill::Committed => Say("已提交", "Committed"),
    }
}

/// A host's name.
#[must_use]
pub const fn host(host: Host) -> Say {
    match host {
        Host::BaiduMp => Say("百度", "Baidu"),
        Host::QqMp => Say("QQ", "QQ"),
        other => channel(other.channel()),
    }
}

/// What a page may ask of a host.
#[must_use]
pub const fn capability(capability: Capability) -> Say {
    match capability {
        Capability::Navigate => Say("打开应用页面", "Pages of the app"),
        Capability::Share => Say("分享", "Share"),
        Capability::ShareReward => Say("分享即奖励", "Reward for sharing"),
        Capability::InviteeReward => Say("好友完成才奖励", "Reward for a friend's deed"),
        Capability::Login => Say("登录", "Log in"),
        Capability::Pay => Say("支付", "Pay"),
        Capability::Subscribe => Say("订阅提醒", "Reminders"),
        Capability::Close => Say("关闭页面", "Close"),
        Capability::Haptic => Say("振动", "Haptics"),
        Capability::Message => Say("给应用的消息", "Messages to the app"),
    }
}

/// A widget that lives by sharing, by the name a lint gives it.
#[must_use]
pub fn sharing_widget(name: &str) -> Say {
    match name.trim_start_matches("dacu-") {
        "assist" => Say("助力", "Assist"),
        "invite" => Say("邀请有礼", "Invite"),
        "sign-in" => Say("签到补签", "Sign-in"),
        "bargain" => Say("砍价", "Bargain"),
        _ => Say("分享部件", "Sharing"),
    }
}

words! {
    RECIPE = "场景", "Recipe";
    CHANGED = "自定的情境", "Own settings";
    SAVE_AS = "另存", "Save as";
    RECIPE_NAME = "场景的名字", "Name of the recipe";
    KEEP = "保存", "Keep";
    DISCARD = "删除场景", "Delete the recipe";
    PRESETS = "预设", "Presets";
    OWN_RECIPES = "自己的", "Own";
    SHARE_RECIPE = "复制场景链接", "Copy a link to it";
    RECIPE_COPIED = "场景链接已复制", "Link to the recipe copied";

    HOST = "宿主", "Host";
    THIS_BROWSER = "本浏览器", "This browser";
    CAPABILITIES = "能力", "Capabilities";
    AS_DOCUMENTED = "手机页里由模拟桥按平台文档应答，未在真机核对", "the page's bridge answers as the platforms document it, not measured on devices";
    FULL = "具备，有回音", "available, and answered";
    HANDED = "交出去，没有回音", "handed over, nobody answers";
    FORBIDDEN = "平台禁止，页面不提供", "forbidden by the platform, not offered";
    NONE = "没有", "none";
    LINTS = "规则检查", "Rules";
    NO_FINDINGS = "无问题", "clean";
    SHARE_FORMS = "部件的分享形态", "Share form of each widget";
    LINK_FORM = "照常", "as it is";
    TAKEN_OUT = "去掉", "taken out";
    LIMITED = "受限", "limited";
    CHOOSE_HOST = "以此宿主打开", "Open in this host";

    REQUEST = "请求", "Request";
    DELAY = "延迟", "Latency";
    ONCE = "只出一次", "Only once";
    SERVER_PAUSED = "服务端暂停活动", "The server pauses the campaign";
    PAGE = "页面", "Page";
    SERVER = "服务", "Server";
    DONE = "提交", "done";
    SEQUENCE = "请求的去向", "What becomes of the request";

    CLOCK_AND_PAGE = "时钟、存储与页面", "Clock, storage, page";
    DEVICE_CLOCK = "设备时钟", "Device clock";
    WAKE = "休眠后唤醒", "Wakes up after";
    WAKE_30 = "30 分钟", "30 min";
    STORAGE = "存储", "Storage";
    SECOND_TAB = "第二个标签页", "Second tab";
    OPEN = "打开", "Open";
    SHUT = "关上", "Close";
    KILL = "杀死页面", "Kill the page";
    NEVER = "不杀", "Never";
    KILLED = "页面被杀死了", "The page was killed";
    KILLED_HELP = "在手机里做一件事，再重开看它是否还在", "Whatever was on its way is to be found again";
    REOPEN = "重开页面", "Open it again";
    KILL_HELP = "下一次领券、抽奖或预留到这一步时", "When the next claim, draw or reservation has come this far";

    MUST_HOLD = "任何场景都必须成立", "Must hold in every recipe";
    ONE_GRANT = "同一张券不超过每人限领", "No coupon more often than a buyer may have it";
    NOTHING_OPEN = "没有在途的请求", "Nothing on its way";
    STILL_OPEN = "{} 个请求在途，同一键重发", "{} on its way, sent again with the same key";
    HELD = "服务端记着 {} 张券、{} 个奖品", "The server keeps {} coupons, {} prizes";
    UNREADABLE = "存储有故障，只有页面自己记得", "Storage is faulty: only the page itself knows";

    BUYER_AND_CART = "买家与购物车", "Buyer and cart";
    GUEST = "访客", "Guest";
    LIST_TOTAL = "标价合计", "List total";
    CHANGED_COUNT = "当前改动 {} 项", "{} settings differ";
    KEY_HOST = "换宿主", "host";
    KEY_NETWORK = "换网络", "network";
    KEY_BUYER = "换买家", "buyer";
    KEY_RESET = "复位", "reset";
}
