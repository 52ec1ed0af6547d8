//! What holds for all offers together: their order, what stays to be paid, what refunds do.

use pricing::{Benefit, Layer, Money, Off, Offer, Rate};

use super::teller::Teller;
use crate::text::Words;
use crate::words;

/// Places of the chain as shoppers know them.
static CHAIN: [(Layer, Words); 11] = [
    (
        Layer::ITEM,
        words!("单品优惠价", "單品優惠價", "sale prices"),
    ),
    (
        Layer::MEMBER_EXTRA,
        words!("会员折上折", "會員折上折", "member extra"),
    ),
    (
        Layer::DEPOSIT,
        words!("定金抵扣", "訂金折抵", "deposit bonus"),
    ),
    (
        Layer::MULTI_UNIT,
        words!("多件优惠", "多件優惠", "multi-buy offers"),
    ),
    (
        Layer::SHOP_REDUCTION,
        words!("店铺满减", "商店滿額折扣", "spend-and-save offers"),
    ),
    (
        Layer::SHOP_COUPON,
        words!("店铺券", "商店優惠券", "shop coupons"),
    ),
    (
        Layer::CROSS_SHOP,
        words!("跨店满减", "跨店滿額折扣", "cross-shop offers"),
    ),
    (
        Layer::PLATFORM_COUPON,
        words!("平台券", "平台優惠券", "platform coupons"),
    ),
    (Layer::RED_PACKET, words!("红包", "紅包", "red packets")),
    (Layer::POINTS, words!("积分", "點數", "points")),
    (Layer::FREIGHT, words!("包邮", "免運", "free delivery")),
];

impl Teller<'_> {
    /// Tells in which order offers work.
    pub(super) fn chain(&mut self) {
        let campaign = self.campaign;
        let mut names = String::new();
        let mut many = false;
        for (layer, name) in &CHAIN {
            let mut there = false;
            for offer in campaign.ruleset.offers() {
                there |= offer.layer == *layer;
            }
            if there {
                many = !names.is_empty();
                if many {
                    names.push_str(" → ");
                }
                names.push_str(name.get(self.locale));
            }
        }
        if many {
            let words = &words!(
                "优惠按这个顺序计算：{0}。同一项里有几个可用时取最省的一个，写明可叠加的除外。",
                "優惠依此順序計算：{0}。同一項有幾個可用時取最划算的一個，註明可併用者除外。",
                "Offers work in this order: {0}. Where several of one kind could apply, the best one does, unless it says that they combine.",
            );
            self.naming(words, &names);
            self.done();
        }
    }

    /// Tells what a refund does to what came on top.
    pub(super) fn refund_of_gifts(&mut self) {
        let (mut gifts, mut later) = (false, false);
        for offer in self.campaign.ruleset.offers() {
            match offer.benefit {
                Benefit::Gift(_) => gifts = true,
                Benefit::Cashback { .. } | Benefit::EarnPoints { .. } => later = true,
                _ => {}
            }
        }
        if gifts {
            self.plain(&words!(
                "退货后不再满足赠送条件的，赠品须一并退回。",
                "退貨後不再符合贈送條件者，贈品須一併退回。",
                "If the goods you keep no longer reach what a gift asks for, the gift goes back too.",
            ));
            self.done();
        }
        if later {
            self.plain(&words!(
                "退款的金额不计入返现和送积分。",
                "退款的金額不計入現金回饋與贈點。",
                "Cashback and points are not given on what is refunded.",
            ));
            self.done();
        }
    }

    /// Adds what stays to be paid where a coupon takes everything off.
    pub(super) fn least(&mut self, offer: &Offer) {
        let Benefit::Reduce {
            off: Off::Rate(Rate::WHOLE),
            ..
        } = offer.benefit
        else {
            return;
        };
        let mut least = Money::new(i64::MAX);
        for product in &self.campaign.products {
            least = least.min(product.floor);
        }
        if !least.is_zero() {
            let words = &words!(
                "每件仍须付最低限价，至少 {0}",
                "每件仍須付最低售價，至少 {0}",
                "each item still costs its minimum price, {0} or more",
            );
            self.money(words, least);
        }
    }
}
