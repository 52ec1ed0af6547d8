//! How large platforms compute, as data: an [`Offer`] of each kind with a platform's settings.

use crate::{
    Base, Benefit, Funder, GiftBy, Grant, Layer, Money, Offer, OfferId, Overflow, ShareBase, Spare,
    Threshold,
};

/// A platform's way to compute.
///
/// No platform publishes its arithmetic in full. Each preset rests on the sources named with it, and
/// every field of an offer can be changed afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Thresholds of shops and platform in parallel, all on the price after the item layers; what a
    /// line cannot take of a platform's reduction is not given (since August 2020). After third-party
    /// copies of the 津贴 and 跨店满减 rule texts of 2020.
    TmallParallel,
    /// Thresholds in sequence, each on what the offers before it left; a platform's reduction that a
    /// line cannot take is refused as a whole. After third-party copies of the 购物券 rule texts of
    /// 2015 and 2016, and for the refusal of the 津贴 texts before August 2020.
    Tmall2016,
    /// Thresholds and shares on the item price, full reductions shared in whole yuan with the last
    /// line taking the rest, and clamped. After a third-party account of one worked order.
    Jd,
    /// One shop: flash, group and bargain prices first and alone, then the better of time-limited and
    /// member price, then full reductions, coupon, points and freight, each on what is left; the
    /// last line takes what sharing leaves over. After the source and tests of an open-source shop
    /// that follows Youzan's help pages.
    Youzan,
}

/// What an offer is called in the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Flash sale (秒杀).
    Flash,
    /// Group buy (拼团): for a token that the server grants.
    GroupBuy,
    /// Bargain (砍价): for a token that the server grants.
    Bargain,
    /// Time-limited discount (限时折扣).
    Discount,
    /// Member price (会员价).
    Member,
    /// Member rate on top of the item price (折上折).
    MemberExtra,
    /// Deposit expansion (定金膨胀).
    Deposit,
    /// Several units (第二件半价, N元任选, 买赠, 套餐).
    MultiUnit,
    /// Full reduction of a shop (店铺满减).
    ShopReduction,
    /// Coupon of a shop (店铺券): for who holds it.
    ShopCoupon,
    /// Full reduction across shops (跨店满减).
    CrossShop,
    /// Coupon of the platform (平台券): for who holds it.
    PlatformCoupon,
    /// Red packet (红包): for who holds it.
    RedPacket,
    /// Points as money (积分抵扣).
    Points,
    /// Freight (包邮).
    Freight,
    /// What comes beside the price: gifts, cashback, points earned.
    Beside,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::TmallParallel, Self::Tmall2016, Self::Jd, Self::Youzan];

    /// The name in campaign files, such as `tmall_parallel`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TmallParallel => "tmall_parallel",
            Self::Tmall2016 => "tmall_2016",
            Self::Jd => "jd",
            Self::Youzan => "youzan",
        }
    }

    /// The platform of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|platform| platform.name() == name)
    }

    /// What thresholds of this kind are measured on.
    #[must_use]
    pub fn base(self, kind: Kind) -> Base {
        let parallel = matches!(self, Self::TmallParallel | Self::Jd);
        if parallel && kind.is_reduction() {
            Base::AfterItem
        } else {
            Base::Remaining
        }
    }

    /// A threshold by amount, measured as the platform does.
    #[must_use]
    pub fn threshold(self, kind: Kind, least: Money) -> Threshold {
        Threshold::Amount {
            least,
            base: self.base(kind),
        }
    }

    /// An offer of this kind as the platform computes it, open to all, on every line, without
    /// threshold; coupons and red packets are for who holds them, group buys and bargains for who
    /// has a token. A base inside the benefit is set to [`Platform::base`].
    ///
    /// Offers of one kind compete, since they share a group; give the reductions of different shops
    /// a group each. Who pays is a default too: your contract says who really does.
    ///
    /// ```
    /// use pricing::*;
    ///
    /// let off = Benefit::Reduce { off: Off::Amount(Money::new(5_000)), per: Per::Order };
    /// let cross = Platform::TmallParallel.offer(Kind::CrossShop, "跨店满减".into(), off);
    /// assert_eq!(cross.layer, Layer::CROSS_SHOP);
    /// assert_eq!(cross.overflow, Overflow::Clamp);
    /// ```
    #[must_use]
    pub fn offer(self, kind: Kind, id: OfferId, benefit: Benefit) -> Offer {
        let mut offer = Offer::new(id, kind.layer(), benefit);
        match &mut offer.benefit {
            Benefit::TiersByAmount { base, .. } | Benefit::PerEach { base, .. } => {
                *base = self.base(kind);
            }
            Benefit::Gift(ladder) => {
                if let GiftBy::Amount(base) = &mut ladder.by {
                    *base = self.base(kind);
                }
            }
            _ => {}
        }
        offer.grant = match kind {
            Kind::ShopCoupon | Kind::PlatformCoupon | Kind::RedPacket => Grant::Coupon,
            Kind::GroupBuy | Kind::Bargain => Grant::Token,
            _ => Grant::Open,
        };
        let of_platform = matches!(kind, Kind::CrossShop | Kind::PlatformCoupon);
        match self {
            Self::TmallParallel if of_platform => {
                offer.share_base = ShareBase::AfterItem;
                offer.overflow = Overflow::Clamp;
            }
            Self::Tmall2016 if of_platform => offer.overflow = Overflow::Refuse,
            Self::Jd if kind.is_reduction() => {
                offer.share_base = ShareBase::AfterItem;
                offer.overflow = Overflow::Clamp;
                offer.spare = Spare::Last;
                if matches!(kind, Kind::ShopReduction | Kind::CrossShop) {
                    offer.grain = Money::new(100);
                }
            }
            Self::Youzan => {
                offer.spare = Spare::Last;
                offer.exclusive = matches!(kind, Kind::Flash | Kind::GroupBuy | Kind::Bargain);
            }
            _ => {}
        }
        if self != Self::Youzan
            && matches!(kind, Kind::PlatformCoupon | Kind::RedPacket | Kind::Points)
        {
            offer.funder = Funder::Platform;
        }
        offer
    }
}

impl Kind {
    /// All of them, in the order of their layers.
    pub const ALL: [Self; 16] = [
        Self::Flash,
        Self::GroupBuy,
        Self::Bargain,
        Self::Discount,
        Self::Member,
        Self::MemberExtra,
        Self::Deposit,
        Self::MultiUnit,
        Self::ShopReduction,
        Self::ShopCoupon,
        Self::CrossShop,
        Self::PlatformCoupon,
        Self::RedPacket,
        Self::Points,
        Self::Freight,
        Self::Beside,
    ];

    /// When in the chain offers of the kind work.
    #[must_use]
    pub fn layer(self) -> Layer {
        match self {
            Self::Flash | Self::GroupBuy | Self::Bargain | Self::Discount | Self::Member => {
                Layer::ITEM
            }
            Self::MemberExtra => Layer::MEMBER_EXTRA,
            Self::Deposit => Layer::DEPOSIT,
            Self::MultiUnit => Layer::MULTI_UNIT,
            Self::ShopReduction => Layer::SHOP_REDUCTION,
            Self::ShopCoupon => Layer::SHOP_COUPON,
            Self::CrossShop => Layer::CROSS_SHOP,
            Self::PlatformCoupon => Layer::PLATFORM_COUPON,
            Self::RedPacket => Layer::RED_PACKET,
            Self::Points => Layer::POINTS,
            Self::Freight => Layer::FREIGHT,
            Self::Beside => Layer::BESIDE,
        }
    }

    /// The name in campaign files, such as `shop_coupon`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flash => "flash",
            Self::GroupBuy => "group_buy",
            Self::Bargain => "bargain",
            Self::Discount => "discount",
            Self::Member => "member",
            Self::MemberExtra => "member_extra",
            Self::Deposit => "deposit",
            Self::MultiUnit => "multi_unit",
            Self::ShopReduction => "shop_reduction",
            Self::ShopCoupon => "shop_coupon",
            Self::CrossShop => "cross_shop",
            Self::PlatformCoupon => "platform_coupon",
            Self::RedPacket => "red_packet",
            Self::Points => "points",
            Self::Freight => "freight",
            Self::Beside => "beside",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.name() == name)
    }

    /// Whether it is a full reduction or a coupon: what platforms measure in parallel or in sequence.
    fn is_reduction(self) -> bool {
        matches!(
            self,
            Self::ShopReduction | Self::ShopCoupon | Self::CrossShop | Self::PlatformCoupon
        )
    }
}
