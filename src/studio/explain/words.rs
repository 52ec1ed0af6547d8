//! The inspector's words.

use campaign::model::Channel;
use lint::Market;
use pricing::{Funder, Layer, Sharing};

use crate::studio::words::{Say, words};

/// A channel's name.
#[must_use]
pub const fn channel(channel: Channel) -> Say {
    match channel {
        Channel::H5 => Say("H5", "H5"),
        Channel::WechatH5 => Say("微信 H5", "WeChat H5"),
        Channel::WechatMp => Say("微信小程序", "WeChat mini"),
        Channel::AlipayMp => Say("支付宝", "Alipay"),
        Channel::TaobaoMp => Say("淘宝", "Taobao"),
        Channel::DouyinMp => Say("抖音", "Douyin"),
        Channel::App => Say("App", "App"),
        Channel::Eu => Say("欧盟", "EU"),
        Channel::Uk => Say("英国", "UK"),
    }
}

/// A market's name.
#[must_use]
pub const fn market(market: Market) -> Say {
    match market {
        Market::Cn => Say("中国大陆", "Mainland China"),
        Market::Eu => Say("欧盟", "EU"),
        Market::Uk => Say("英国", "UK"),
    }
}

/// A layer's name.
#[must_use]
pub const fn layer(layer: Layer) -> Say {
    match layer.0 {
        0..=149 => Say("单品价", "Item"),
        150..=179 => Say("折上折", "Member"),
        180..=199 => Say("定金", "Deposit"),
        200..=299 => Say("多件", "Several"),
        300..=399 => Say("店铺满减", "Shop"),
        400..=499 => Say("店铺券", "Shop coupon"),
        500..=599 => Say("跨店", "Cross-shop"),
        600..=699 => Say("平台券", "Platform coupon"),
        700..=799 => Say("红包", "Red packet"),
        800..=899 => Say("积分", "Points"),
        900..=999 => Say("运费", "Freight"),
        _ => Say("另赠", "On top"),
    }
}

/// Who pays.
#[must_use]
pub const fn funder(funder: Funder) -> Say {
    match funder {
        Funder::Shop => Say("商家", "shop"),
        Funder::Platform => Say("平台", "platform"),
        Funder::Brand => Say("品牌", "brand"),
    }
}

/// How an amount was shared over lines.
#[must_use]
pub const fn sharing(sharing: Sharing) -> Say {
    use pricing::ShareBase;
    match sharing {
        Sharing::ByUnit => Say("本行各件", "by unit"),
        Sharing::BySet { .. } => Say("套内按价", "within sets, by price"),
        Sharing::InProportion {
            base: ShareBase::List,
            ..
        } => Say(
            "按原价，余数逐行补",
            "by list price, remainder line by line",
        ),
        Sharing::InProportion { .. } => Say(
            "按剩余，余数逐行补",
            "by what is left, remainder line by line",
        ),
        Sharing::Freight => Say("只减运费", "freight only"),
    }
}

words! {
    RULES = "规则检查", "Rules";
    PRICE = "价格解释", "Price";
    EVENTS = "事件", "Events";
    SPEED = "体积与性能", "Size, speed";
    PUBLISH_TO = "发布到", "Publish to";
    DECLARED = "{} 个渠道", "{} channels";
    ONE_CHANNEL = "1 个渠道", "1 channel";
    CHANNEL = "渠道", "Channel";
    MARKET = "市场", "Market";
    OWN_MARKET = "随渠道", "Channel's";
    ERRORS = "错误", "Errors";
    BLOCK = "阻止发布", "block publishing";
    WARNINGS = "警告", "Warnings";
    FILE = "文件本身", "The file itself";
    ALL_CHANNELS = "全部", "All";
    CONFIRM = "二手来源，请确认", "secondary source, please confirm";
    SHOW = "看手机", "Show";
    COPY_PATH = "复制路径", "Copy path";
    PATH_COPIED = "路径已复制", "Path copied";
    NOTHING_FOUND = "没有发现问题", "Nothing found";
    CHECKED = "{} 条规则已查，{} 个渠道", "{} rules checked, {} channels";
    LOOKING = "正在检查", "Looking";
    FINDINGS_BESIDE = "规则检查的标记", "Findings";

    AGREES = "与服务端报价一致", "Matches the server's quote";
    DIFFERS = "服务端报价 {}，页面 {}", "The server quotes {}, the page {}";
    UNCHECKED = "存储有故障，无法核对服务端", "Storage is faulty: the server cannot be compared";
    COMPARING = "正在按新时刻核对", "Comparing at the new moment";
    SHARED = "分摊", "Share";
    FUNDER = "出资", "Funder";
    TIMES = "第 {} 档", "step {}";
    SETS = "×{}", "×{}";
    OPEN_LINES = "展开各行", "Open its lines";
    UNITS = "{} 件", "{} units";
    TOP_UP = "凑单", "Top-up";
    ADD_MORE = "加 {}，实付只多 {}，合计 {}", "Add {}: {} more, payable {}";
    ADD_LESS = "加 {}，实付反而少 {}，合计 {}", "Add {}: {} less, payable {}";
    NO_TOP_UP = "没有能更省的加购", "Nothing to add reaches a further step";
    EMPTY_CART = "购物车是空的", "The cart is empty";
    EMPTY_CART_HELP = "选一个预设，或在手机里加购", "Choose a preset, or add goods in the phone";
    CHOOSE_CART = "选预设", "Choose a preset";
    IN_WAIT = "{}后", "in {}";
    NEXT_STEPS = "下一档", "Next steps";
    ON_TOP = "另赠", "On top";
    CASHBACK = "返现 {}", "{} back";
    POINTS = "{} 积分", "{} points";
    GIFTS = "赠 {} 件", "{} gifts";

    COSTS = "成本与预算", "Cost and budget";
    WORST = "最坏购物车", "Worst cart";
    WORST_HELP = "按全部优惠都拿到的买家，在每个变化时刻试价", "Priced for a buyer who holds everything, at every change";
    SEARCH_WORST = "开始查找", "Search";
    SEARCHING = "正在试价", "Pricing carts";
    NO_COSTS = "文件没有写成本（costs），无法衡量亏损", "The file names no costs, so no loss can be measured";
    PAID = "实付", "Paid";
    COST = "成本", "Cost";
    LOSS = "亏损", "Loss";
    MARGIN = "尚余", "Margin";
    PRICED = "试价 {} 车，未必最坏", "{} carts priced; a stranger one may cost more";
    GO_THERE = "到那一刻", "Go there";
    PUT_IN_CART = "放进手机的车", "Put in the phone's cart";
    DRAWS = "抽奖期望", "Expectation of draws";
    PER_DRAW = "每次", "A turn";
    PER_BUYER = "每人最多 {} 次", "A buyer, {} turns at most";
    STOCK_WORTH = "奖品总值", "All prizes";
    UNLIMITED = "不限量", "no limit";
    BUDGET = "预算", "Budget";
    BUYERS = "按每人抽满可支撑 {} 人", "lasts for {} buyers who take every turn";
    OVER_BUDGET = "奖品总值超过预算 {}", "All prizes are worth {} more than the budget";
    NO_BUDGET = "文件没有写预算（budget）", "The file names no budget";
    ODDS = "公示概率", "Published odds";

    ALL = "全部", "All";
    OF_PAGE = "页面", "Page";
    OF_API = "接口", "Server";
    OF_CLOCK = "时钟", "Clock";
    OF_CART = "购物车", "Cart";
    OF_HOST = "宿主", "Host";
    HOLD = "暂停", "Hold";
    GO_ON = "继续", "Go on";
    HELD_BACK = "已暂停，又来了 {} 条", "Held; {} more have come";
    KINDS = "事件种类", "Kinds of events";
    NONE_OF_KIND = "没有这一类事件", "No events of this kind";

    FIRST_FIGURE = "首个数字", "First figure";
    LONG_TASKS = "长任务", "Long tasks";
    SHIFT = "布局位移", "Layout shift";
    START = "启动", "Start";
    AS_MEASURED = "本机、本次加载，毫秒", "This machine, this load, ms";
    HTML = "HTML", "HTML";
    LOADER = "加载器", "Loader";
    DOWNLOAD = "下载 Wasm", "Wasm download";
    READY = "编译与挂载", "Compile, mount";
    OVER_50 = "超过 50 ms", "over 50 ms";
    NO_LONG_TASKS = "没有长任务", "No long tasks";
    AT = "起于", "from";
    NOT_TOLD = "浏览器不提供", "Not told by this browser";
}
