//! The campaign as far as it has been read.

use pricing::{Benefit, FreightTemplate, Layer, Offer, OfferId, Platform, Scope, Window};

use super::fields::Fields;
use super::values::SHOP;
use crate::model::Campaign;

/// What the parts of a file are read into. Earlier parts are there for later ones to look at.
pub(super) struct Draft<'a> {
    pub(super) campaign: Campaign,
    /// Whose way to compute holds where an offer does not say.
    pub(super) preset: Option<Platform>,
    /// From the first start to the last end of the phases in which campaign prices hold.
    pub(super) on: Window,
    /// What the ruleset will be compiled from.
    pub(super) offers: Vec<Offer>,
    /// What freight is made of, beside what every order pays.
    pub(super) templates: Vec<FreightTemplate>,
    /// Names of stack groups, in order of appearance.
    pub(super) groups: Vec<&'a str>,
}

impl<'a> Draft<'a> {
    /// A new offer or coupon: their ids share one space, because a ruleset knows only offers.
    #[inline(never)]
    pub(super) fn new_offer(&self, fields: &Fields) -> Offer {
        let id: &str = fields.id("id");
        self.check_new_offer(fields, "id", id);
        blank(id)
    }

    /// Reports the id of an offer that another one has.
    #[inline(never)]
    pub(super) fn check_new_offer(&self, fields: &Fields, name: &str, id: &str) {
        for offer in &self.offers {
            fields.check_new(name, id, Some(offer.id.as_str()));
        }
    }

    #[inline(never)]
    pub(super) fn add(&mut self, offer: Offer) {
        self.offers.push(offer);
    }

    /// The group in which an offer competes. Offers of different shops do not compete, and a
    /// `stack_group` of one's own stacks with everything else.
    #[inline(never)]
    pub(super) fn group(&mut self, fields: &Fields<'a>, shop: usize) -> u16 {
        let Some(value) = fields.maybe("stack_group") else {
            return shop as u16;
        };
        let name = fields.reader.id(value);
        let mut index = 0;
        while index < self.groups.len() && self.groups[index] != name {
            index += 1;
        }
        if index == self.groups.len() {
            self.groups.push(name);
        }
        (self.campaign.shops.len() + index) as u16
    }

    /// Keeps an offer of one shop to the goods of that shop, which is named by the field `shop` or
    /// is the only one there is; the place of the shop.
    #[inline(never)]
    pub(super) fn own(&self, fields: &Fields, scope: &mut Scope) -> usize {
        let shops = &self.campaign.shops;
        let mut found = None;
        if let Some(value) = fields.maybe("shop") {
            let id = fields.reader.refer(value, &SHOP);
            for (index, shop) in shops.iter().enumerate() {
                if shop.id.as_str() == id {
                    found = Some(index);
                }
            }
        } else if shops.len() > 1 {
            let words = "with several shops, an offer of a shop has to name it";
            fields.error("shop", "missing", words);
        }
        let Some(index) = found else { return 0 };
        if shops.len() > 1 {
            if !scope.shops.is_empty() {
                let words = "an offer of one shop cannot name shops in its scope";
                fields.error("scope", "shop", words);
            }
            scope.shops = vec![shops[index].id.clone()];
        }
        index
    }
}

/// An offer on everything; its layer and its benefit are still to come.
#[inline(never)]
pub(super) fn blank(id: &str) -> Offer {
    Offer::new(OfferId::new(id), Layer::ITEM, Benefit::FreeFreight)
}

/// Says what an offer gives. A call, because benefits made in the arms of a match are put together
/// piece by piece otherwise, which takes much more room.
#[inline(never)]
pub(super) fn give(offer: &mut Offer, benefit: Benefit) {
    offer.benefit = benefit;
}
