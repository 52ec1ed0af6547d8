//! The studio's words: simplified Chinese, English.
//!
//! The studio's language and the phone's locale are separate settings. What shoppers read comes
//! from the campaign and the widgets, not from here.

use campaign::Locale;
use campaign::model::Theme;

use super::state::{Lang, Range};

/// Words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Say(pub &'static str, pub &'static str);

impl Say {
    /// The words in a language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

/// A widget as the rail lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widget {
    /// The name of its element after `dacu-`.
    pub name: &'static str,
    /// Its name for designers.
    pub say: Say,
    /// Its drawing.
    pub icon: &'static str,
}

/// The widgets, in the order of the demo page.
pub const WIDGETS: [Widget; 6] = [
    widget("countdown", Say("倒计时", "Countdown"), "w-countdown"),
    widget("coupons", Say("阶梯优惠券", "Coupon ladder"), "w-coupons"),
    widget("flash-sale", Say("限时秒杀", "Flash sale"), "w-flash-sale"),
    widget("draw", Say("大转盘", "Prize wheel"), "w-draw"),
    widget("cart", Say("购物车省钱", "Cart savings"), "w-cart"),
    widget("rules", Say("规则面板", "Rules panel"), "w-rules"),
];

const fn widget(name: &'static str, say: Say, icon: &'static str) -> Widget {
    Widget { name, say, icon }
}

/// The widget with this name.
#[must_use]
pub fn widget_named(name: &str) -> Option<&'static Widget> {
    WIDGETS.iter().find(|widget| widget.name == name)
}

/// A theme's name.
#[must_use]
pub const fn theme(theme: Theme) -> Say {
    match theme {
        Theme::Festive => Say("喜庆", "Festive"),
        Theme::Midyear => Say("年中", "Midyear"),
        Theme::Spring => Say("新春", "Spring"),
        Theme::Calm => Say("素雅", "Calm"),
    }
}

/// A locale's name, in itself.
#[must_use]
pub const fn locale(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "简体中文",
        Locale::ZhTw => "繁體中文",
        Locale::En => "English",
    }
}

/// A range of the scrubber.
#[must_use]
pub const fn range(range: Range) -> Say {
    match range {
        Range::All => Say("全程", "All"),
        Range::Days3 => Say("3 天", "3 d"),
        Range::Day => Say("1 天", "1 d"),
        Range::Hour => Say("1 时", "1 h"),
    }
}

/// A kind of request, as the network panel names it.
#[must_use]
pub fn request(kind: &str) -> Say {
    match kind {
        "*" => Say("其他请求", "All others"),
        "claim" => Say("领券", "Claim"),
        "draw" => Say("抽奖", "Draw"),
        "reserve" => Say("秒杀预留", "Reserve"),
        "task" => Say("任务", "Task"),
        "quote" => Say("结算报价", "Quote"),
        "me" => Say("我的券和奖", "My wallet"),
        "live" => Say("库存与公告", "Live stock"),
        _ => Say("对时", "Time"),
    }
}

/// What goes wrong with a request.
#[must_use]
pub fn fault(fault: &str) -> Say {
    match fault.split('!').next().unwrap_or_default() {
        "offline" => Say("断网", "Offline"),
        "lost" => Say("回执丢失", "Reply lost"),
        "cut" => Say("回执截断", "Reply cut off"),
        "slow" => Say("慢 30 秒", "30 s slow"),
        "error" => Say("500 出错", "500 error"),
        "busy" => Say("429 繁忙", "429 busy"),
        _ => Say("正常", "Normal"),
    }
}

/// A part of the embed bundle.
#[must_use]
pub fn part(role: &str) -> Say {
    match role {
        "core" => Say("元素与胶水", "Elements, glue"),
        "wasm" => Say("Wasm 首段", "Wasm, first"),
        "rest" => Say("Wasm 余下", "Wasm, rest"),
        "more" => Say("Wasm 末段", "Wasm, last"),
        "css" => Say("样式首段", "Styles, first"),
        "rest_css" => Say("样式余下", "Styles, rest"),
        "verify" => Say("抽奖验证", "Draw check"),
        _ => Say("加载器", "Loader"),
    }
}

/// The days of the week, Sunday first.
pub const WEEKDAYS: [Say; 7] = [
    Say("周日", "Sun"),
    Say("周一", "Mon"),
    Say("周二", "Tue"),
    Say("周三", "Wed"),
    Say("周四", "Thu"),
    Say("周五", "Fri"),
    Say("周六", "Sat"),
];

macro_rules! words {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $(#[doc = $en] pub const $name: $crate::studio::words::Say = $crate::studio::words::Say($zh, $en);)*
    };
}
pub(in crate::studio) use words;

words! {
    SIMULATE = "模拟", "Simulate";
    STUDIO = "工作台", "Studio";
    PREVIEW = "预览", "Preview";
    GALLERY = "画廊", "Gallery";
    VIEWS = "视图", "Views";
    MENU = "活动与部件", "Campaigns and widgets";
    APPEARANCE = "工作台深色或浅色", "Studio light or dark";
    LANGUAGE = "Switch the studio to English", "把工作台换成中文";
    OTHER_LANGUAGE = "EN", "中文";
    COPIED = "链接已复制", "Link copied";
    NOT_COPIED = "浏览器不让复制，请从地址栏拷贝", "The browser refuses; copy the address instead";
    ALL_KEYS = "全部按键", "All keys";
    SINGLE_KEYS = "单键快捷键", "Single-key shortcuts";
    SINGLE_KEYS_HELP = "关掉后，不带 Ctrl 的字母、数字和符号键都不起作用", "Turned off, letters, digits and signs without Ctrl do nothing";

    CAMPAIGNS = "活动", "Campaigns";
    WIDGET_LIST = "部件", "Widgets";
    STATES = "个状态", "states";
    MORE = "其余 {} 个", "{} more";
    FEWER = "收起", "Show fewer";
    ENDED = "已结束", "Ended";
    NOT_YET = "未到", "Not yet";
    LOADING = "载入中", "Loading";
    UNREACHABLE = "读不到", "Unreachable";
    MALFORMED = "文件有误", "Malformed";
    CONTEXT = "情境", "Context";
    RESET = "复位", "Reset";
    BUYER = "买家", "Buyer";
    CART = "购物车", "Cart";
    NETWORK = "网络", "Network";
    NORMAL = "正常", "Normal";
    PAUSED = "活动暂停", "Paused";

    TIMELINE = "时间轴", "Timeline";
    PREVIOUS_CHANGE = "上一变化 · J", "Previous change · J";
    NEXT_CHANGE = "下一变化 · K", "Next change · K";
    PLAY = "播放 · 空格", "Play · Space";
    PAUSE = "暂停 · 空格", "Pause · Space";
    SPEED = "速度", "Speed";
    SCALE = "刻度", "Scale";
    CLOCK = "服务器时刻", "Server time";
    CLOCK_FORMS = "可写 11-12 20:00、+3s、-2h、next", "Accepts 11-12 20:00, +3s, -2h, next";
    DIAL = "微调：一格 1 秒，按住 Alt 为 100 毫秒", "Fine: a tick is 1 s, 100 ms with Alt";
    IN_TIME = "{}后", "In {}:";
    NO_MORE_CHANGES = "此后不再变化", "Nothing changes after this";
    PHASES = "阶段", "Phases";
    SESSIONS = "秒杀场", "Sessions";
    COUPONS = "领券", "Coupons";
    DRAWS = "抽奖", "Draws";
    REDEEM = "兑奖", "Redemption";
    WINS = "优先", "Wins";
    REAL = "实际", "Now";

    CANVAS = "画布", "Canvas";
    WIDTH = "宽度", "Width";
    ZOOM_OUT = "缩小 · −", "Zoom out · −";
    ZOOM_IN = "放大 · +", "Zoom in · +";
    FIT = "适应窗口 · 0", "Fit · 0";
    DARK = "深色", "Dark";
    DARK_KEY = "手机页深色 · D", "Dark page · D";
    LARGE = "大字", "Large";
    LARGE_KEY = "手机页大字 · L", "Large text · L";
    STILL = "少动", "Less motion";
    STILL_KEY = "手机页减少动效 · M", "Less motion in the page · M";
    THEME = "主题", "Theme";
    OWN_THEME = "随活动", "Campaign's";
    LOCALE = "手机语言", "Phone's language";
    RELOAD = "重新加载手机页 · R", "Reload the page · R";
    CLEAR = "清掉买家做过的事：领的券、抽的奖、改的车", "Forget what the buyer did: claims, draws, cart";
    GRIP = "拖动改变宽度", "Drag to change the width";
    PHONE = "手机里的活动页", "The campaign page in the phone";
    NETWORK_PANEL = "网络与故障", "Network and faults";
    LATENCY = "往返延迟", "Round trip";
    REQUEST = "请求", "Request";
    PAUSE_SERVER = "服务端暂停活动：改动一律拒绝", "The server pauses the campaign: it refuses changes";
    RESET_NETWORK = "恢复正常", "Back to normal";
    CHANGES_AT = "{}后", "in {}";

    NO_BUNDLE = "还没有嵌入包", "There is no embed bundle yet";
    NO_BUNDLE_HELP = "先运行 cargo xtask dist，再重新加载", "Run cargo xtask dist first, then reload";
    NO_PAGE = "手机页打不开", "The page in the phone does not open";
    NO_PAGE_HELP = "h5/ 没有活动元素；用 cargo xtask serve 打开工作台", "h5/ has no campaign element; open the studio with cargo xtask serve";
    FAULT = "嵌入包没有起来", "The embed bundle did not start";
    FAULT_HELP = "买家此时看到静态卡片", "Shoppers see the static cards meanwhile";
    FILE_UNREACHABLE = "读不到活动文件", "The campaign file cannot be read";
    FILE_UNREACHABLE_HELP = "买家此时看到静态卡片", "Shoppers see the static cards meanwhile";
    FILE_MALFORMED = "活动文件有误，手机里不放它", "The campaign file has errors, so it is not shown";
    FILE_MALFORMED_HELP = "右侧「规则检查」列出每一处", "«Rules» on the right lists each of them";
    FILE_CHANGED = "活动文件已改，手机页已重新加载", "The campaign file has changed; the page was reloaded";
    SKEW = "时钟偏差", "Clock skew";
    SKEW_HELP = "设备时钟快或慢：1 分钟一档，Shift 为 1 小时", "How far the device's clock is off: a minute a step, an hour with Shift";
    SKEW_BACK = "设备时钟慢一档", "Device clock back a step";
    SKEW_ON = "设备时钟快一档", "Device clock on a step";
    TRY_AGAIN = "重新加载", "Reload";

    INSPECTOR = "检查器", "Inspector";
    EVENTS = "事件", "Events";
    PRICE = "价格", "Price";
    CLEAR_LOG = "清空", "Clear";
    NO_EVENTS = "还没有事件", "No events yet";
    NO_EVENTS_HELP = "在手机里领券、抽奖、改购物车，事件就到这里", "Claim, draw or change the cart in the phone, and events come here";
    NEWEST_FIRST = "新的在上，按服务器时刻", "Newest first, by the server's clock";
    PAYABLE = "到手价", "Payable";
    LIST = "原价", "List";
    SAVED = "省", "saved";
    APPLIED = "已生效", "Applied";
    UNUSED = "未生效", "Did not apply";
    CONDITIONAL = "领到后", "If claimed";
    CONDITIONAL_PAY = "到手 {}", "payable {}";
    FREIGHT = "运费", "Freight";
    FREE_FREIGHT = "已免", "waived";
    BASE = "基数", "Base";
    LINES = "各行实付", "Paid by line";
    UNTICKED = "未勾选", "Not ticked";
    RULESET = "规则集", "Ruleset";
    EMBED = "嵌入包", "Embed";
    BUDGET = "预算", "Budget";
    BYTES = "体积", "Bytes";
    BROTLI = "brotli 11，KB", "brotli 11, KB";
    NOW = "实际", "Now";
    TOTAL = "合计", "Total";
    TOTAL_HELP = "买家下载的全部：加载器、元素、Wasm、样式", "What shoppers download for all widgets: loader, elements, wasm, styles";
    FILES = "文件", "Files";
    RAW = "原始", "raw";

    FILTER = "筛选状态", "Filter states";
    ALL = "全部", "All";
    THEMES_BESIDE = "主题并排", "Themes side by side";
    LOCALES_BESIDE = "语言并排", "Languages side by side";
    BESIDE = "并排", "Side by side";
    BESIDE_PHONE = "再放一部手机：同一时刻与存储，另选宽度、主题、语言", "One more phone: same moment and storage, its own width, theme, language";
    IN_PREVIEW = "在预览看", "In the preview";
    NO_VARIANTS = "没有这样的状态", "No such state";
    NO_VARIANTS_HELP = "换个词，或看全部部件", "Try another word, or all widgets";
    COMPARE = "对比", "Compare";
    COMPARE_HELP = "与上次接受的图片逐像素比较", "Pixel by pixel with the pictures that were accepted last";
    COMPARING = "正在画", "Drawing";
    ACCEPT = "接受", "Accept";
    ACCEPT_HELP = "把现在的样子记为接受的图片，存在本浏览器", "Keep what is shown as accepted, in this browser";
    ACCEPTED = "已记为接受的图片", "Accepted";
    EXPORT_PICTURES = "导出接受的图片，给团队用", "Export the accepted pictures, for the team";
    IMPORT_PICTURES = "导入接受的图片", "Import accepted pictures";
    EXPORTED = "已导出 {} 张图片", "{} pictures exported";
    IMPORTED = "已导入 {} 张图片，可以对比了", "{} pictures imported; compare now";
    NONE_ACCEPTED = "还没有接受过图片", "No picture is accepted yet";
    NO_PICTURES = "这个文件不是导出的图片，或已损坏，一张也没有导入", "Not a file of accepted pictures, or damaged; none was imported";
    NO_STORE = "这个浏览器存不了图片", "This browser keeps no pictures";
    ALL_SAME = "与接受的图片一致", "The same as accepted";
    SOME_DIFFER = "有状态与接受的不同", "Some states differ from what was accepted";
    CHANGE_SAME = "一致", "same";
    CHANGE_NEW = "未接受过", "not accepted yet";
    CHANGE_SIZE = "尺寸变了", "another size";
    CHANGE_PIXELS = "差 {}%", "{}% differ";
    CLEAR_FILTER = "清除筛选", "Clear the filter";

    CLOCK_HELD = "时钟定在此刻", "Clock held here";
    CLOCK_RUNS = "时钟走动中", "Clock running";
    FRAMES = "帧", "frames";
    KEY_PLAY = "播放", "play";
    KEY_CHANGES = "上/下一变化", "prev/next change";
    KEY_WIDTH = "宽度", "width";
    KEY_FILTER = "筛选", "filter";
    SPACE = "空格", "Space";
    CLOSE = "关闭", "Close";
}

/// The list of all keys: the keys, and what they do.
pub const KEYS: [(&[&str], Say); 27] = [
    (
        &["1", "2", "3", "4"],
        Say("预览、画廊、编辑、模拟", "Preview, gallery, edit, simulate"),
    ),
    (
        &["F8"],
        Say(
            "下一处问题；Shift 上一处",
            "Next problem; previous with Shift",
        ),
    ),
    (
        &["F", "Ctrl ."],
        Say("修复选中的问题", "Apply the selected fix"),
    ),
    (&["Ctrl", "Space"], Say("补全", "Complete")),
    (
        &["Ctrl", "S D"],
        Say("保存草稿、看差异", "Save the draft, compare"),
    ),
    (&["Esc", "Tab"], Say("离开代码框", "Leave the code pane")),
    (&["Space"], Say("播放或暂停", "Play or pause")),
    (
        &["J", "K"],
        Say("上一变化、下一变化", "Previous, next change"),
    ),
    (&["←", "→"], Say("退、进 1 秒", "Back, on by 1 s")),
    (&["Shift", "← →"], Say("1 分钟", "by 1 min")),
    (&["Alt", "← →"], Say("100 毫秒", "by 100 ms")),
    (
        &["Home", "End"],
        Say(
            "所在阶段的开头、最后一秒",
            "Start, last second of the phase",
        ),
    ),
    (
        &["[", "]"],
        Say("手机窄一档、宽一档", "Narrower, wider phone"),
    ),
    (&["−", "+"], Say("缩小、放大", "Zoom out, in")),
    (&["0"], Say("适应窗口", "Fit")),
    (&["D"], Say("深色", "Dark")),
    (&["L"], Say("大字", "Large text")),
    (&["M"], Say("减少动效", "Less motion")),
    (&["T"], Say("写一个时刻", "Type a moment")),
    (
        &["H", "N", "B"],
        Say("换宿主、网络、买家", "Host, network, buyer"),
    ),
    (&["R"], Say("重新加载手机页", "Reload the page")),
    (&["Shift", "R"], Say("情境复位", "Reset the context")),
    (&["/"], Say("筛选状态", "Filter states")),
    (
        &["⌘K"],
        Say("搜索或执行，也可 Ctrl K", "Command palette, also Ctrl K"),
    ),
    (&["S"], Say("分享", "Share")),
    (
        &["Alt", "⇔"],
        Say(
            "拖时间轴时不吸附；Shift 慢十倍，Esc 撤回",
            "No snapping on the timeline; Shift is slower, Esc takes it back",
        ),
    ),
    (&["?"], Say("这张表", "This list")),
];
