//! What each finding says, in English and in Chinese; `{}` stands for the same figures in the same order.

/// English as the rules write it, and Chinese.
pub(super) const MESSAGES: &[(&str, &str)] = &[
    // Draws and prizes.
    (
        "this prize is worth {} yuan, the cap is 50000.00",
        "奖品价值 {} 元，上限是 50000.00 元",
    ),
    (
        "up to {} yuan can be won, the cap is 50000.00",
        "最多可得 {} 元，上限是 50000.00 元",
    ),
    (
        "`draw_terms` say nothing of the draw `{}`",
        "`draw_terms` 里没有抽奖 `{}` 的说明",
    ),
    ("the draw `{}` does not say: {}", "抽奖 `{}` 没有写明：{}"),
    (
        "“{}” stands here, and a draw has an empty sector",
        "写着“{}”，抽奖里却有空奖",
    ),
    (
        "the draw `{}` starts before this version is published",
        "抽奖 `{}` 在这一版公布之前就开始了",
    ),
    (
        "odds that depend on the shopper need a published table for each group",
        "概率因人而异时，要为每类人公示一张概率表",
    ),
    (
        "`{}` is cut into {} sectors of unlike size",
        "`{}` 被切成 {} 块大小不一的扇区",
    ),
    (
        "the sector of `{}` is thinner than its border: the wheel cannot be seen to stop in it",
        "`{}` 的扇区比分隔线还窄，看不出转盘停在里面",
    ),
    (
        "every prize can run out, and then there is nothing to draw",
        "所有奖品都可能发完，之后就没有东西可抽",
    ),
    (
        "the coupon `{}` has expired when the draw ends",
        "抽奖结束时优惠券 `{}` 已经过期",
    ),
    (
        "this prize is worth more than 500 yuan, and nothing says where its winners are published",
        "奖品价值超过 500 元，却没有写明中奖名单在哪里公示",
    ),
    (
        "“{}” does not look like a registered name",
        "“{}”不像登记的主体名称",
    ),
    ("“{}” sounds like a lottery", "“{}”像彩票用语"),
    (
        "there is no chance without an order, and the condition is not said",
        "不下单就没有机会，条件又没有写明",
    ),
    // Prices.
    (
        "without the shop's past prices (--history) this cannot be confirmed",
        "没有店铺的历史成交价（--history），无法核实",
    ),
    (
        "{} is above the lowest price of the seven days before, {}",
        "{} 高于此前七日的最低成交价 {}",
    ),
    (
        "nothing was sold before, so there is nothing to compare with",
        "之前没有成交，也就没有可比的价格",
    ),
    (
        "the suggested price is more than twice the regular one: is it still the maker's?",
        "建议零售价超过平日价的两倍：厂商现在还这样建议吗？",
    ),
    (
        "it was sold for {} in the 30 days before and is listed at {}",
        "此前 30 天卖过 {}，现在标价 {}",
    ),
    (
        "the gift `{}` has no name and no price",
        "赠品 `{}` 没有名称和价格",
    ),
    (
        "the gift `{}` has no price of its own",
        "赠品 `{}` 没有自己的价格",
    ),
    (
        "an amount in a banner text goes its own way",
        "横幅文案里的金额不会跟着引擎变",
    ),
    (
        "{} is in no rule of this campaign",
        "{} 不在本活动的任何规则里",
    ),
    ("`{}` is a word for machines", "`{}` 是给机器看的词"),
    (
        "who claims it last has {} hours of the {} that it says",
        "最后领到的人只剩 {} 小时，写的却是 {} 小时",
    ),
    ("`{}` rounds against the buyer", "`{}` 的舍入对买家不利"),
    (
        "freight is free on a condition, and nothing says what it is otherwise",
        "有条件包邮，却没有写明不满足时运费多少",
    ),
    (
        "nothing can be bought for less than {}",
        "没有任何商品能以低于 {} 的价格买到",
    ),
    (
        "“{}” claims more than anyone can prove",
        "“{}”是无法证明的绝对化用语",
    ),
    (
        "`{}` is put into the cart without being asked for",
        "`{}` 未经要求就被放进购物车",
    ),
    ("“{}” is void", "“{}”这样的条款无效"),
    (
        "reductions may leave nothing to pay",
        "优惠叠加后可能一分钱都不用付",
    ),
    (
        "a price “after cashback” is not what the shopper pays",
        "“返后价”不是买家实际支付的价格",
    ),
    // Time and scarcity.
    (
        "“{}” is fixed text: it stays when the time is over",
        "“{}”是写死的文字：时间过了它还在",
    ),
    (
        "two shoppers see two deadlines: say on the page that it is theirs alone",
        "两个买家看到两个截止时间：要在页面上写明这是个人专属",
    ),
    (
        "this deadline is another one after every midnight",
        "每过零点，这个截止时间就换成另一个",
    ),
    ("this is a second extension", "这是第二次延长"),
    (
        "this version adds an extension to a running campaign without a notice",
        "这一版给进行中的活动加了延长，却没有公告",
    ),
    (
        "a countdown for this product ended {} days before the campaign starts",
        "活动开始前 {} 天，这件商品刚结束过一次倒计时",
    ),
    ("nothing ends at this instant", "没有任何东西在这一刻结束"),
    (
        "this timer starts anew every midnight",
        "这个倒计时每到零点重新开始",
    ),
    (
        "this timer starts with a visit, and nothing keeps the shopper's right",
        "这个倒计时从进页面开始，却没有人替买家保留这份权益",
    ),
    ("an evergreen campaign has timers", "常态化活动却有倒计时"),
    (
        "this is less than a day before the campaign starts",
        "距离活动开始不到一天",
    ),
    ("this limited price lasts {} days", "这个限时价持续了 {} 天"),
    ("this phase lasts {} days", "这个阶段持续了 {} 天"),
    (
        "this number does not come from the server",
        "这个数字不是服务端给的",
    ),
    ("“{}” is a claim without a source", "“{}”没有来源"),
    (
        "this promises a reservation that nothing holds",
        "承诺了保留，却没有任何东西被保留",
    ),
    (
        "members that do not exist are shown as shoppers",
        "把不存在的团员当成买家展示",
    ),
    (
        "it is shown {} hours before its end",
        "结束前 {} 小时就开始显示",
    ),
    // Local time.
    (
        "the IANA database has no zone `{}`",
        "IANA 时区库里没有 `{}`",
    ),
    (
        "clocks in {} then stand at {}: what is written as {} is {} there",
        "{} 那时是 {}：写的 {} 在当地是 {}",
    ),
    (
        "the page shows {}, and clocks in {}, which then stand at {}, show {}",
        "页面显示 {}，而 {} 那时是 {}，当地时钟是 {}",
    ),
    (
        "{} of its sessions are not at this time of day in {}: {} is {} there",
        "有 {} 场在 {} 不在这个钟点：{} 在当地是 {}",
    ),
    // Sharing and platforms.
    ("friends' help earns a reward", "好友助力可得奖励"),
    (
        "bringing {} friends earns a reward",
        "邀请 {} 位好友可得奖励",
    ),
    (
        "a missed day is made up for by sharing",
        "漏签可以靠分享补签",
    ),
    ("friends cut the price", "好友帮忙砍价"),
    (
        "it is not said how many friends it takes",
        "没有写明需要几位好友",
    ),
    ("the reward is decided by chance", "奖励由随机决定"),
    ("sharing alone earns the reward", "只要分享就给奖励"),
    ("something opens only after sharing", "分享之后才开放"),
    ("“{}” asks for a share first", "“{}”要求先分享"),
    (
        "an amount on a share card has to be one that everybody gets",
        "分享卡片上的金额须是人人可得的",
    ),
    (
        "the card looks like something of the platform",
        "卡片模仿平台自己的样式",
    ),
    ("rewards reach {} levels down", "奖励往下算了 {} 级"),
    ("the group buy is called a draw", "拼团被叫成了抽奖"),
    (
        "it takes more friends than anyone is told at a glance",
        "需要的好友太多，一眼看不出来",
    ),
    ("only praise earns the reward", "只有好评才给奖励"),
    ("“{}” pays for praise", "“{}”是花钱买好评"),
    (
        "nothing says that Apple is no sponsor of the draw",
        "没有写明抽奖与 Apple 无关",
    ),
    ("it has no mark that closes it", "没有关闭按钮"),
    ("it cannot be closed for {} ms", "前 {} 毫秒关不掉"),
    ("it opens {} times on one visit", "一次访问会弹 {} 次"),
    (
        "{} popups may open on one visit",
        "一次访问可能弹出 {} 个弹窗",
    ),
    // People.
    ("there is no switch to turn it off", "没有关闭个性化的开关"),
    (
        "`{}` asks for another amount than `{}` for the same",
        "`{}` 与 `{}` 优惠相同，门槛却不同",
    ),
    ("a price may not depend on `{}`", "价格不能取决于 `{}`"),
    (
        "what a shopper sees may not depend on `{}`",
        "买家看到的内容不能取决于 `{}`",
    ),
    ("offers are chosen for minors", "向未成年人推送个性化优惠"),
    ("minors may draw", "未成年人可以抽奖"),
    ("`{}` tells who the shopper is", "`{}` 会暴露买家身份"),
    (
        "events are sent before the shopper has agreed",
        "买家同意之前就上报事件",
    ),
    (
        "the review is dated after the experiment starts",
        "评审日期晚于实验开始",
    ),
    ("“{}” does not say why", "“{}”没有说明原因"),
    // Abroad.
    (
        "a reduction is announced from another price than the lowest of 30 days",
        "降价比较的不是前 30 天最低价",
    ),
    (
        "{} is above the lowest price of the 30 days before, {}",
        "{} 高于前 30 天的最低价 {}",
    ),
    (
        "a reduction is announced, but {} is not below the lowest price of 30 days, {}",
        "宣称降价，但 {} 并不低于前 30 天的最低价 {}",
    ),
    (
        "reviews are rewarded without saying so",
        "评价有奖励，却没有说明",
    ),
    (
        "it does not say that prices are personalised",
        "没有说明价格是个性化的",
    ),
    ("there is no English name", "没有英文名"),
    ("`{}` has no English name", "`{}` 没有英文名"),
    ("this coupon has no English name", "这张优惠券没有英文名"),
    (
        "a popup that comes back cannot be stopped",
        "反复弹出的弹窗停不下来",
    ),
    ("nothing says what delivery costs", "没有写明运费"),
    // Structure.
    (
        "{} is more than five of everything it is for",
        "{} 超过适用商品每样五件的总价",
    ),
    ("{} off is all of the threshold", "减 {}，等于或超过门槛"),
    (
        "{} off is all of the threshold {}",
        "减 {}，等于或超过门槛 {}",
    ),
    (
        "a cart of {} is sold for {} and costs {}: {} lost",
        "{} 这一车卖 {}，成本 {}：亏 {}",
    ),
    (
        "no product is in the scope of `{}`",
        "没有商品在 `{}` 的适用范围内",
    ),
    ("nothing is on before this phase", "这个阶段之前有一段空档"),
    ("no phase is live", "没有正式阶段"),
    (
        "it can be claimed before the campaign starts",
        "活动开始之前就能领",
    ),
    (
        "one can draw before the campaign starts",
        "活动开始之前就能抽",
    ),
    ("there is no draw `{}`", "没有抽奖 `{}`"),
    (
        "the prizes are worth {}, the budget is {}",
        "奖品共值 {}，预算是 {}",
    ),
    ("`{}` is never better than `{}`", "`{}` 从来不比 `{}` 划算"),
    (
        "its coupons are for different goods",
        "阶梯里的券适用商品不同",
    ),
    ("it starts while `{}` is on", "开始时 `{}` 还没结束"),
    (
        "“{}” names no deed that can be checked",
        "“{}”没有可以核实的内容",
    ),
    (
        "coupons give up to {}, the budget is {}",
        "优惠券最多让利 {}，预算是 {}",
    ),
    (
        "`{}` is worked out on the list price and adds up",
        "`{}` 按原价计算，成了叠加而不是折上折",
    ),
];
