//! What holds where a file does not say.

use pricing::{Base, Layer};

/// What a threshold of a layer is measured on: list prices before the item layers have worked, the
/// prices that they made up to the reductions across shops (as platforms do since 2016), and what is
/// left from there on.
#[inline(never)]
pub(super) fn base(layer: Layer) -> Base {
    if layer.is_item() {
        Base::List
    } else if layer <= Layer::CROSS_SHOP {
        Base::AfterItem
    } else {
        Base::Remaining
    }
}
