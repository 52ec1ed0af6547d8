//! What sending an order costs, in words.

use pricing::{FreightBy, FreightTemplate};

use super::fill::Slot;
use super::scope::goods;
use super::teller::Teller;
use crate::words;

impl Teller<'_> {
    /// Tells what every order pays, and what templates add.
    pub(super) fn freight(&mut self) {
        let campaign = self.campaign;
        if !campaign.freight.is_zero() {
            let words = &words!(
                "每单运费 {0}。",
                "每筆訂單運費 {0}。",
                "Delivery is {0} an order.",
            );
            self.money(words, campaign.freight);
            self.done();
        }
        for template in campaign.ruleset.freight() {
            self.template(template);
        }
    }

    fn template(&mut self, template: &FreightTemplate) {
        let campaign = self.campaign;
        let all = &words!("全部商品", "全部商品", "all goods");
        let goods = goods(campaign, &template.scope, all, self.locale);
        self.naming(
            &words!("{0}运费：", "{0}運費：", "Delivery of {0}: "),
            &goods,
        );
        let words = match template.by {
            FreightBy::Pieces => &words!(
                "{0} 件以内 {1}，每多 {2} 件加 {3}",
                "{0} 件以內 {1}，每多 {2} 件加 {3}",
                "{1} for up to {0}, {3} for every {2} more",
            ),
            FreightBy::Grams => &words!(
                "{0} 克以内 {1}，每多 {2} 克加 {3}",
                "{0} 公克以內 {1}，每多 {2} 公克加 {3}",
                "{1} for up to {0} g, {3} for every {2} g more",
            ),
        };
        let values = [
            Slot::Count(template.first.into()),
            Slot::Money(template.first_fee, &campaign.currency),
            Slot::Count(template.step.into()),
            Slot::Money(template.step_fee, &campaign.currency),
        ];
        self.say(words, &values);
        if let Some(free) = template.free_from {
            self.say(
                &words!("满 {0} 免运费", "滿 {0} 免運費", "free from {0}"),
                &[Slot::Bare(free.least, campaign)],
            );
            self.base(free.base);
        }
        self.end();
    }
}
