//! Phases, which may nest and overlap.

use super::draft::Draft;
use super::fields::{Fields, add};
use crate::model::{Phase, PhaseKind, hull};

#[inline(never)]
pub(super) fn read(fields: &Fields, draft: &mut Draft) {
    let phases = &mut draft.campaign.phases;
    let mut on = false;
    let mut phase = fields.some_maps("phases", 50);
    while phase.advance() {
        let read = Phase {
            id: phase.new_id("id"),
            kind: match phase.choice("kind", "warm_up live extension after") {
                0 => PhaseKind::WarmUp,
                1 => PhaseKind::Live,
                2 => PhaseKind::Extension,
                _ => PhaseKind::After,
            },
            name: phase.text("name"),
            window: phase.window(),
            precedence: phase.int_or("precedence", -1000, 1000, 0) as i32,
        };
        on |= is_on(read.kind);
        add(phases, read);
    }
    if !on && !phases.is_empty() {
        let words = "a campaign needs a phase of the kind live or extension";
        fields.error("phases", "empty", words);
    }
    draft.on = hull(phases, is_on);
}

/// Whether campaign prices hold in a phase of this kind.
fn is_on(kind: PhaseKind) -> bool {
    matches!(kind, PhaseKind::Live | PhaseKind::Extension)
}
