//! What holds where a file does not say: as its platform computes, or as most do.

use pricing::{Base, Benefit, Kind, Layer, Offer, Platform};

/// What a threshold of a layer is measured on: list prices before the item layers have worked; else
/// as the platform does, or the prices that the item layers made up to the reductions across shops
/// (as platforms do since 2016), and what is left from there on.
#[inline(never)]
pub(super) fn base(preset: Option<Platform>, layer: Layer) -> Base {
    match preset {
        _ if layer.is_item() => Base::List,
        Some(platform) => platform.base(kind_of(layer)),
        None if layer <= Layer::CROSS_SHOP => Base::AfterItem,
        None => Base::Remaining,
    }
}

/// The kind of the offers of a layer. Those of the item layer are of several; the first, a flash
/// price, stands for prices that are set.
pub(super) fn kind_of(layer: Layer) -> Kind {
    for kind in Kind::ALL {
        if kind.layer() == layer {
            return kind;
        }
    }
    Kind::Discount
}

/// Makes an offer share, round and exclude as the platform does, if there is one. What the file says
/// of it comes after.
#[inline(never)]
pub(super) fn settle(preset: Option<Platform>, kind: Kind, offer: &mut Offer) {
    let Some(platform) = preset else { return };
    let usual = platform.offer(kind, offer.id.clone(), Benefit::FreeFreight);
    offer.exclusive = usual.exclusive;
    offer.share_base = usual.share_base;
    offer.overflow = usual.overflow;
    offer.spare = usual.spare;
    offer.grain = usual.grain;
    offer.funder = usual.funder;
}
