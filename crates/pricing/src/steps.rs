//! Counts the engine's inner steps in unit tests, so that "quantity costs nothing" is a test and
//! not a stopwatch. Outside unit tests it is nothing at all.

#[cfg(test)]
std::thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step of work on a line, a run or an offer.
#[inline(always)]
pub(crate) fn count() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// Steps taken by `work`.
#[cfg(test)]
pub(crate) fn of(work: impl FnOnce()) -> u64 {
    let before = STEPS.with(std::cell::Cell::get);
    work();
    STEPS.with(std::cell::Cell::get) - before
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{
        Base, Benefit, Buyer, Cart, Instant, Layer, Line, Money, Off, Offer, Per, Rate, Ruleset,
        Tier,
    };

    fn offers() -> Vec<Offer> {
        let tenth = || Off::Rate(Rate::new(1_000).unwrap());
        let (off, per) = (tenth(), Per::Unit);
        let unit = Benefit::Reduce { off, per };
        let per = Per::Line;
        let line = Benefit::Reduce { off, per };
        let price = Money::new(950);
        let mut flash = Offer::new("f".into(), Layer::ITEM, Benefit::UnitPrice { price });
        flash.limits.units_per_order = Some(2);
        let tiers = vec![Tier {
            least: 1,
            off: tenth(),
        }];
        let each = Benefit::PerEach {
            each: Money::new(1_000),
            off: Money::new(3),
            times: None,
            base: Base::Remaining,
        };
        vec![
            flash,
            Offer::new("u".into(), Layer::ITEM, unit),
            Offer::new("l".into(), Layer::MEMBER_EXTRA, line),
            Offer::new(
                "c".into(),
                Layer::MULTI_UNIT,
                Benefit::TiersByCount { tiers },
            ),
            Offer::new("e".into(), Layer::SHOP_REDUCTION, each),
        ]
    }

    fn cart(quantity: u32) -> Cart {
        let mut lines = Vec::new();
        for at in 0..30 {
            lines.push(Line {
                id: format!("l{at}").as_str().into(),
                sku: format!("s{at}").as_str().into(),
                shop: "shop".into(),
                unit_price: Money::new(1_000),
                quantity,
                ticked: true,
                tags: Vec::new(),
                grams: 0,
                floor: Money::ZERO,
            });
        }
        Cart {
            lines,
            freight: Money::ZERO,
        }
    }

    /// 6,000 pieces on 30 lines take the steps that 90 pieces take, and so do a thousand million.
    #[test]
    fn quantity_costs_nothing() {
        let ruleset = Ruleset::compile(offers()).unwrap();
        let steps = |quantity| {
            let cart = cart(quantity);
            let mut payable = Money::ZERO;
            let steps = of(|| {
                let quote = ruleset.quote(&cart, &Buyer::default(), Instant::MIN);
                payable = quote.unwrap().payable;
            });
            assert!(payable > Money::ZERO);
            steps
        };
        let few = steps(3);
        assert!(few > 100);
        assert_eq!(steps(200), few);
        assert_eq!(steps(1_000_000_000), few);
    }
}
