//! What comes on top: gifts, cashback and points earned, measured on what is paid.

use pricing::{Benefit, Gift, GiftBy, Gives, Layer, Off};

use super::board::{Board, Case};

impl Case<'_> {
    /// What every offer beside the price gives, in order of id.
    pub fn beside(&self, board: &Board) -> Vec<(String, Option<usize>, Gives)> {
        let mut all = Vec::new();
        for at in 0..self.offers.len() {
            let offer = self.offers[at];
            if offer.layer < Layer::BESIDE || !self.is_ready(at) || !self.conditions(board, offer) {
                continue;
            }
            let seen = self.seen(board, &offer.scope);
            let paid = board.sum(&seen, |unit| unit.left);
            let quota = self.quota(offer);
            let found = match &offer.benefit {
                Benefit::Gift(ladder) => {
                    let have = match ladder.by {
                        GiftBy::Amount(base) => Self::worth(board, &seen, base),
                        GiftBy::Count => seen.len() as i128,
                    };
                    let Some(tier) = ladder
                        .tiers
                        .iter()
                        .rposition(|tier| have >= tier.least.into())
                    else {
                        continue;
                    };
                    let step = &ladder.tiers[tier];
                    let sets = (have / i128::from(step.least)).min(ladder.times.into());
                    let covered = quota.map_or(sets, |left| sets.min(left.into()));
                    let units = |gift: &Gift| pricing::GiftUnits {
                        sku: gift.sku.clone(),
                        units: (covered * i128::from(gift.units)) as u32,
                        short: ((sets - covered) * i128::from(gift.units)) as u32,
                    };
                    (
                        Some(tier),
                        Gives::Gifts(step.gifts.iter().map(units).collect()),
                    )
                }
                Benefit::Cashback { off } => {
                    let back = match off {
                        Off::Amount(amount) => paid.min(amount.minor().into()),
                        Off::Rate(rate) => {
                            (paid * i128::from(rate.basis_points()) * 2 + 10_000) / 20_000
                        }
                    };
                    if back == 0 {
                        continue;
                    }
                    (None, Gives::Cashback(pricing::Money::new(back as i64)))
                }
                Benefit::EarnPoints { each, points } => {
                    let often = paid / i128::from(each.minor());
                    if often == 0 {
                        continue;
                    }
                    let earned = often * i128::from(*points);
                    (None, Gives::Points(earned as u64))
                }
                other => unreachable!("{other:?}"),
            };
            all.push((offer.id.to_string(), found.0, found.1));
        }
        all
    }
}
