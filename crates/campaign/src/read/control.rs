//! Experiments, for readers that run none.
//!
//! The file is read as those see it who take no part: with the offers of its first variation, and
//! without those that belong to others alone. Whoever has chosen another variation puts it first.

use super::draft::Draft;
use super::fields::Fields;
use crate::json::Value;

pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let experiments = fields.maybe("experiments").map_or(&[][..], Value::items);
    draft.campaign.experiments.any = !experiments.is_empty();
    for experiment in experiments {
        let mut variations = listed(Some(experiment), "variations").iter();
        let own = listed(variations.next(), "offers");
        for other in variations.flat_map(|other| listed(Some(other), "offers")) {
            if let Some(id) = other.as_text()
                && !own.contains(other)
            {
                draft.offers.retain(|offer| offer.id.as_str() != id);
                let promotions = &mut draft.campaign.offers;
                promotions.retain(|promotion| promotion.id.as_str() != id);
            }
        }
    }
}

fn listed<'a>(value: Option<&'a Value>, name: &str) -> &'a [Value] {
    value
        .and_then(|value| value.get(name))
        .map_or(&[], Value::items)
}
