//! What becomes of the shopper's choice among the coupons.

use pricing::OfferId;
use protocol::Choice;

use super::Action;
use crate::runtime::model::Model;

/// The choice after an action; the same after one that is none. Coupons are meant by their place in
/// the campaign.
pub(super) fn after(model: &Model, action: Action) -> Choice {
    let mut choice = model.choice.clone();
    let Some(campaign) = &model.campaign else {
        return choice;
    };
    match action {
        Action::Refuse(at) => {
            if let Some(coupon) = campaign.coupons.get(at) {
                leave_out(&mut choice.pinned, &coupon.id);
                leave_out(&mut choice.refused, &coupon.id);
                choice.refused.push(coupon.id.clone());
            }
        }
        Action::Use(at) => {
            if let Some(coupon) = campaign.coupons.get(at)
                && let Some(offer) = campaign.ruleset.offer(&coupon.id)
            {
                leave_out(&mut choice.refused, &coupon.id);
                // Of several of a layer the engine would choose, and could choose an earlier one.
                let mut pinned = Vec::new();
                for id in choice.pinned {
                    let other = campaign.ruleset.offer(&id);
                    if other.is_some_and(|other| other.layer != offer.layer) {
                        pinned.push(id);
                    }
                }
                pinned.push(coupon.id.clone());
                choice.pinned = pinned;
            }
        }
        Action::Best => choice = Choice::default(),
        _ => {}
    }
    choice
}

#[inline(never)]
fn leave_out(ids: &mut Vec<OfferId>, id: &OfferId) {
    ids.retain(|other| other != id);
}
