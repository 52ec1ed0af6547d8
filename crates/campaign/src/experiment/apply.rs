//! The campaign as a variation shows it.

use pricing::{Offer, OfferId, Ruleset};

use super::model::{Change, Experiment, Rewording, TextPlace};
use crate::model::{Campaign, Sector};

/// The campaign as the shoppers of a variation see it and are charged by it. Offers that belong to
/// other variations are not in its ruleset, so page and server agree on every price.
///
/// The order of widgets is the page's business and changes nothing here.
#[must_use]
pub fn apply(campaign: &Campaign, experiment: &Experiment, variation: usize) -> Campaign {
    let mut campaign = campaign.clone();
    let mut own: &[OfferId] = &[];
    let mut others = Vec::new();
    for (index, of) in experiment.variations.iter().enumerate() {
        for change in &of.changes {
            match change {
                Change::Offers(offers) if index == variation => own = offers,
                Change::Offers(offers) => others.extend(offers),
                Change::Texts(texts) if index == variation => reword(&mut campaign, texts),
                Change::Theme(theme) if index == variation => campaign.theme = *theme,
                Change::Odds(odds) if index == variation => redraw(&mut campaign, odds),
                Change::Texts(_) | Change::Theme(_) | Change::Odds(_) | Change::Order(_) => {}
            }
        }
    }
    let left_out = |offer: &OfferId| others.contains(&offer) && !own.contains(offer);
    let offers: Vec<Offer> = campaign.ruleset.offers().to_vec();
    let kept = offers.into_iter().filter(|offer| !left_out(&offer.id));
    let freight = campaign.ruleset.freight().to_vec();
    // Fewer of the offers that compiled together compile as well, and so do the templates.
    if let Ok(ruleset) = Ruleset::compile(kept.collect())
        && let Ok(ruleset) = ruleset.with_freight(freight)
    {
        campaign.ruleset = ruleset;
        campaign.offers.retain(|offer| !left_out(&offer.id));
    }
    campaign
}

fn reword(campaign: &mut Campaign, texts: &[Rewording]) {
    for Rewording { place, text } in texts {
        let found = match place {
            TextPlace::Name => Some(&mut campaign.name),
            TextPlace::Slogan => Some(&mut campaign.slogan),
            TextPlace::Ladder(id) => campaign
                .ladders
                .iter_mut()
                .find(|ladder| ladder.id == *id)
                .map(|ladder| &mut ladder.name),
            TextPlace::FlashSale(id) => campaign
                .flash_sales
                .iter_mut()
                .find(|sale| sale.id == *id)
                .map(|sale| &mut sale.name),
            TextPlace::Draw(id) => campaign
                .draws
                .iter_mut()
                .find(|draw| draw.id == *id)
                .map(|draw| &mut draw.name),
        };
        if let Some(found) = found {
            *found = text.clone();
        }
    }
}

/// Gives a draw other odds, and one sector a prize: sectors are as wide as the odds.
fn redraw(campaign: &mut Campaign, odds: &super::Odds) {
    let Some(draw) = campaign.draws.iter_mut().find(|draw| draw.id == odds.draw) else {
        return;
    };
    draw.sectors.clear();
    for (prize, (of, ppm)) in draw.prizes.iter_mut().zip(&odds.ppm).enumerate() {
        of.ppm = *ppm;
        draw.sectors.push(Sector { prize, ppm: *ppm });
    }
}
