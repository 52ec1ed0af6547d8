//! What sending an order costs.

use pricing::{FreeFrom, FreightBy, FreightTemplate, Layer, Money, Scope};

use super::draft::Draft;
use super::fields::{Fields, add};
use super::scope::{base, scope};
use super::usual;
use crate::json::Value;

/// More pieces or grams than this are a mistake.
const MOST: i64 = 1_000_000;

/// The field `freight`: an amount for every order, or a map of one and of templates.
#[inline(never)]
pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let Some(Value::Map(_)) = fields.maybe("freight") else {
        draft.campaign.freight = fields.money_or_zero("freight");
        return;
    };
    let mut freight = fields.map("freight");
    while freight.advance() {
        draft.campaign.freight = freight.money_or_zero("flat");
        let mut template = freight.maps("templates", 50);
        while template.advance() {
            self::template(&template, draft);
        }
    }
}

fn template(fields: &Fields, draft: &mut Draft) {
    let mut of_template = Scope::default();
    scope(fields, &mut of_template);
    if of_template.only_unreduced {
        let words = "freight cannot leave out what is reduced";
        fields.error("scope", "scope", words);
    }
    let mut template = FreightTemplate {
        scope: of_template,
        by: match fields.choice("by", "pieces grams") {
            0 => FreightBy::Pieces,
            _ => FreightBy::Grams,
        },
        first: fields.int("first", 1, MOST) as u32,
        first_fee: fields.money("first_fee"),
        step: fields.int("step", 1, MOST) as u32,
        step_fee: fields.money("step_fee"),
        free_from: None,
    };
    let mut free = fields.maybe_map("free_from");
    while free.advance() {
        template.free_from = Some(FreeFrom {
            least: Money::new(free.int("threshold", 1, super::values::MAX_MONEY)),
            base: base(&free, usual::base(draft.preset, Layer::FREIGHT)),
        });
    }
    add(&mut draft.templates, template);
}
