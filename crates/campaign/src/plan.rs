//! What a campaign file says beyond prices, coupons and draws: what the campaign is for, what is
//! asked of shoppers and given for it, and the words around the widgets.
//!
//! A page widget prices and shows nothing from here, so the embed bundle does not read it (the
//! feature `planner`, off there). Lints, texts and the studio do.

use pricing::{Instant, Money, OfferId, Sku, Window};

use crate::text::Text;

/// Everything of a file that planners and lints read and a page does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What the campaign is for (拉新, 清仓, 促活 …).
    pub goals: Vec<Goal>,
    /// The most that the merchant means to give, all discounts and prizes together.
    pub budget: Option<Money>,
    /// What one unit of each listed product costs the merchant; a worst case is measured against it.
    pub costs: Vec<(Sku, Money)>,
    /// When this version was published; nothing while it is a draft.
    pub published_at: Option<Instant>,
    /// Assists (助力).
    pub assists: Vec<Assist>,
    /// Invitations (邀请有礼, 分享有礼).
    pub invites: Vec<Invite>,
    /// Daily sign-ins (签到).
    pub sign_ins: Vec<SignIn>,
    /// Goods for points (积分兑换).
    pub points_shop: Vec<PointsItem>,
    /// Popups (弹窗).
    pub popups: Vec<Popup>,
    /// Rewards for reviews (晒单有礼).
    pub reviews: Vec<ReviewReward>,
    /// What the page tells everyone at once (公告).
    pub notices: Vec<Notice>,
    /// What is shown where a page is shared.
    pub share_card: Option<ShareCard>,
    /// Words of one's own, by place.
    pub copy: Vec<Copy>,
    /// Questions and answers (常见问题).
    pub faq: Vec<Faq>,
    /// What every draw has to say in words (PZ2).
    pub draw_terms: Vec<DrawTerms>,
    /// Timers beside those of phases and sessions.
    pub timers: Vec<Timer>,
    /// Claims about stock and crowds (仅剩, 已抢).
    pub scarcity: Vec<Scarcity>,
    /// How shoppers are told apart; nothing if they are not.
    pub personalisation: Option<Personalisation>,
    /// What holds for minors.
    pub minors: Minors,
    /// Services promised in words (优先发货, 专属客服): commitments somebody has to keep.
    pub promises: Vec<Text>,
    /// Products bundled or ticked for the shopper without being asked.
    pub ticked_by_default: Vec<Sku>,
    /// How a group buy that is short of members may be filled up.
    pub group_fill: GroupFill,
    /// What analytics may carry.
    pub analytics: Analytics,
}

/// What a campaign is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Kind of goal.
    pub kind: GoalKind,
    /// Change aimed at, in basis points of the figure before; nothing if none is named.
    pub change: Option<i64>,
}

/// Kinds of goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalKind {
    /// 拉新.
    Acquire,
    /// 促活.
    Activate,
    /// 留存, 复购.
    Retain,
    /// 清仓.
    ClearStock,
    /// 销售额.
    Sales,
    /// 新品.
    Launch,
    /// 常态活动: no end, so no countdown either.
    Evergreen,
}

/// What somebody gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reward {
    /// A coupon of the file.
    Coupon(OfferId),
    /// Points.
    Points(u32),
    /// Money.
    Cash(Money),
    /// An amount between two, decided by chance.
    RandomCash {
        /// At least.
        least: Money,
        /// At most.
        most: Money,
    },
    /// Chances in a draw.
    Chances {
        /// The draw.
        draw: String,
        /// How many.
        count: u32,
    },
    /// Goods.
    Goods {
        /// What.
        name: Text,
        /// What it is sold for now.
        value: Money,
    },
}

/// What has to happen before a reward is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The shopper taps share.
    Share,
    /// The friend opens the page.
    Open,
    /// The friend helps with a tap.
    Help,
    /// The friend registers.
    Register,
    /// The friend's first order is paid.
    FirstOrder,
}

/// Friends help, and a reward follows (助力).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assist {
    /// Unique in the file.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// When it is on.
    pub window: Window,
    /// How many friends it takes; nothing if that is not said.
    pub helpers: Option<u32>,
    /// What each friend does.
    pub trigger: Trigger,
    /// What it gives.
    pub reward: Reward,
    /// What a friend gets, if anything.
    pub helper_reward: Option<Reward>,
}

/// The shopper brings somebody and both may get something (邀请).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Unique in the file.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// When it is on.
    pub window: Window,
    /// How many friends the reward takes.
    pub people: u32,
    /// What each friend has to do.
    pub trigger: Trigger,
    /// What the shopper gets.
    pub inviter: Reward,
    /// What the friend gets.
    pub invitee: Option<Reward>,
    /// How many levels of invitations count; above one is a chain.
    pub levels: u32,
    /// Whether something is closed to those who have not shared (分享后可见).
    pub gate: bool,
}

/// Coming back day by day (签到).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Unique in the file.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// When it is on.
    pub window: Window,
    /// What each day of a streak gives.
    pub days: Vec<Reward>,
    /// Whether a missed day is made up for by sharing.
    pub share_to_make_up: bool,
}

/// Something for points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsItem {
    /// Unique in the file.
    pub id: String,
    /// What is given.
    pub reward: Reward,
    /// What it costs, in points.
    pub cost: u32,
    /// How many there are.
    pub stock: Option<u32>,
    /// How many one buyer can have.
    pub per_buyer: u32,
}

/// A popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Unique in the file.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// Whether it has a mark that closes it with one tap.
    pub close_mark: bool,
    /// Milliseconds before the mark works.
    pub close_after_ms: u32,
    /// How often it opens on one visit.
    pub per_visit: u32,
}

/// A reward for a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewReward {
    /// Unique in the file.
    pub id: String,
    /// As shoppers read it.
    pub name: Text,
    /// What it gives.
    pub reward: Reward,
    /// Whether only praise (好评, 五星) earns it.
    pub only_praise: bool,
}

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// For information.
    Info,
    /// Something has changed.
    Change,
    /// Something is paused.
    Pause,
    /// A deadline has moved later (活动延长). There is one in the life of a campaign.
    Extension,
}

/// What a page tells everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How loud.
    pub level: NoticeLevel,
    /// What.
    pub text: Text,
}

/// What is shown where a page is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareCard {
    /// Heading; generated texts are used where it is empty.
    pub title: Text,
    /// One line under it.
    pub text: Text,
    /// Whether it looks like something of the platform, such as a red packet.
    pub platform_look: bool,
}

/// Where words of one's own stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a banner.
    Banner,
    /// On the page.
    Page,
    /// In the rules, in addition to the generated ones.
    Rules,
    /// In a message outside the page.
    Message,
}

/// Words of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Unique in the file.
    pub id: String,
    /// Where they stand.
    pub place: Place,
    /// The words.
    pub text: Text,
    /// What a claim in them rests on (全网最低: a source); may be empty.
    pub evidence: String,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faq {
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

/// A timer beside those of phases and sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// Unique in the file.
    pub id: String,
    /// What it counts down to.
    pub ends: TimerEnd,
    /// How long before its end it is shown, in milliseconds.
    pub shown_before_ms: i64,
}

/// What a timer counts down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerEnd {
    /// An instant.
    At(Instant),
    /// Midnight, every day anew.
    EveryMidnight,
    /// So long after a shopper's first visit.
    FromVisit {
        /// Length in milliseconds.
        ms: i64,
        /// Whether the server keeps the shopper's right.
        kept_by_server: bool,
    },
}

/// What a claim about stock or crowds rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScarcitySource {
    /// A field of the server, with the instant it is true of.
    Server,
    /// A number in the file.
    Literal,
    /// A reservation the server holds.
    Reservation,
}

/// A claim about stock or crowds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scarcity {
    /// Unique in the file.
    pub id: String,
    /// The words, with `{}` for the number.
    pub text: Text,
    /// What it rests on.
    pub source: ScarcitySource,
}

/// How shoppers are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personalisation {
    /// Whether one tap switches it off and the page still works.
    pub off_switch: bool,
    /// What it looks at: `member`, `new_buyer`, `region`, or what may not set a price.
    pub inputs: Vec<String>,
    /// Why, as shoppers read it.
    pub reason: Text,
}

/// What holds for minors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minors {
    /// Whether the page is meant for them too.
    pub addressed: bool,
    /// Whether they may draw.
    pub may_draw: bool,
    /// Whether offers are chosen for them.
    pub personalised: bool,
}

/// How a group buy that is short of members may be filled up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupFill {
    /// It is not.
    #[default]
    Never,
    /// By the system, which says so and shows no faces.
    Labelled,
    /// By the system, looking like shoppers.
    Unlabelled,
}

/// What analytics may carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analytics {
    /// Names of fields that events carry.
    pub fields: Vec<String>,
    /// Whether events wait for consent.
    pub after_consent: bool,
}

/// What a draw has to say beside its prizes, odds, window and organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawTerms {
    /// The draw.
    pub draw: String,
    /// Who may take part (参与条件).
    pub conditions: Text,
    /// How (参与方式).
    pub how: Text,
    /// How it is decided and when (开奖方式, 开奖时间).
    pub decided: Text,
    /// What it takes to redeem a prize (兑奖条件).
    pub redeem_conditions: Text,
    /// How a prize is redeemed (兑奖方式).
    pub redeem_how: Text,
    /// How it is delivered (交付方式).
    pub delivery: Text,
    /// When it is forfeited (弃奖条件).
    pub forfeit: Text,
}
