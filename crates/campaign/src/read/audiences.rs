//! Audiences: who offers may be for, with the words that shoppers read.

use super::fields::{Fields, add};
use crate::eligibility::{Ground, ground};
use crate::model::AudienceName;

/// Every audience is one that a price may depend on: in a campaign file nothing else uses them.
#[inline(never)]
pub(super) fn read(fields: &Fields, audiences: &mut Vec<AudienceName>) {
    let mut audience = fields.maps("audiences", 50);
    while audience.advance() {
        let read = AudienceName {
            fact: audience.new_id("fact"),
            name: audience.text("name"),
            reason: audience.maybe_text("reason"),
        };
        match ground(&read.fact) {
            // What is no id has been reported.
            _ if read.fact.as_str().is_empty() => {}
            None => {
                let words = "a price, a threshold or odds may depend on `member`, `new_buyer` or \
                             `region` only, or on one of them with a part, such as `member:gold`";
                audience.error("fact", "fact", words);
            }
            Some(Ground::Region) if read.reason.is_empty() => {
                let words = "an offer for a region has to say why, such as delivery";
                audience.error("reason", "missing", words);
            }
            Some(_) => {}
        }
        add(audiences, read);
    }
}
