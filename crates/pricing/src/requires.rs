//! What an offer asks of the cart beside its own threshold (加价购: 满99元换购).

use crate::benefit;
use crate::setting::Setting;
use crate::stack::State;
use crate::why::Why;

/// Whether everything the offer requires holds now; if not, what the first of it lacks.
#[inline(never)]
pub(crate) fn check(setting: &Setting, rule: usize, state: &State) -> Result<(), Why> {
    let seat = setting.seat(rule);
    for (at, (requirement, reached)) in seat.offer.requires.iter().zip(&seat.further).enumerate() {
        let measure = state.measure_lines(setting, &requirement.scope, reached);
        if let Some(missing) = benefit::short_of(requirement.threshold, &measure) {
            let have = benefit::have_of(requirement.threshold, &measure);
            return Err(Why::Requires { at, missing, have });
        }
    }
    Ok(())
}
