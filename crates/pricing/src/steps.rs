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
    use std::vec::Vec;

    use super::of;
    use crate::trial::build::NOW;
    use crate::trial::dice::{Dice, seeds};
    use crate::trial::worlds::anything;
    use crate::{
        Base, Benefit, Bundle, BundleGives, BuyGet, Buyer, Cart, GetFrom, GroupGives, Groups,
        Instant, Layer, Line, Money, Off, Offer, Part, Per, Pick, Place, Rate, Ruleset, Scope,
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

    /// One offer of each kind that counts units.
    fn several() -> Vec<Offer> {
        let off = Off::Rate(Rate::new(3_333).unwrap());
        let groups = |size, gives| {
            Benefit::Groups(Groups {
                size,
                fill: Pick::Dearest,
                times: None,
                gives,
            })
        };
        let get = |from| {
            Benefit::BuyGet(BuyGet {
                buy: 2,
                buy_pick: Pick::Dearest,
                get: 1,
                get_pick: Pick::Cheapest,
                from,
                off,
                times: None,
            })
        };
        let part = |sku: &str, units| {
            let mut scope = Scope::default();
            if !sku.is_empty() {
                scope.skus.push(sku.into());
            }
            Part { scope, units }
        };
        let bundle = |parts, gives| {
            Benefit::Bundle(Bundle {
                parts,
                gives,
                times: None,
            })
        };
        let order = Pick::Cheapest;
        let places = vec![Place { nth: 2, off }];
        let rest = Scope {
            skus: vec!["s1".into(), "s2".into()],
            ..Scope::default()
        };
        let kinds = vec![
            groups(2, GroupGives::Nth { order, places }),
            groups(3, GroupGives::Price(Money::new(2_345))),
            groups(4, GroupGives::Each(off)),
            groups(3, GroupGives::Off(off)),
            get(GetFrom::Scope),
            get(GetFrom::SameSku),
            get(GetFrom::Other(rest)),
            bundle(
                vec![part("s0", 1), part("s1", 2)],
                BundleGives::Price(Money::new(2_222)),
            ),
            bundle(vec![part("s0", 1), part("", 2)], BundleGives::Off(off)),
            Benefit::FirstAndFurther {
                first: Money::new(7),
                further: Money::new(11),
                most: None,
            },
        ];
        let mut offers = Vec::new();
        for (at, kind) in kinds.into_iter().enumerate() {
            let id = format!("n{at}");
            let mut offer = Offer::new(id.as_str().into(), Layer::MULTI_UNIT, kind);
            offer.group = at as u16 + 1;
            offers.push(offer);
        }
        offers
    }

    /// In any world. What more units reach takes steps of its own, and mixed sets hang on what is
    /// left over, so some are granted; a step a unit would be a thousand times as many.
    #[test]
    fn quantity_costs_nothing_in_any_world() {
        let sums = seeds(0, 100_000, |seed| {
            let mut world = anything(&mut Dice::new(seed));
            let ruleset = world.ruleset();
            let mut steps = |times| {
                for line in &mut world.cart.lines {
                    line.quantity *= times;
                }
                of(|| {
                    ruleset.quote(&world.cart, &world.buyer, NOW).unwrap();
                })
            };
            let (many, most) = (steps(2_000), steps(1_000));
            assert!(most <= 3 * many + 200, "{many} {most}");
            [most]
        });
        assert!(sums.is_none_or(|[steps]| steps > 3_000_000), "{sums:?}");
    }

    /// 6,000 pieces on 30 lines take the steps that 90 pieces take, and so do a thousand million.
    #[test]
    fn quantity_costs_nothing() {
        let [few, many, most] = steps(offers(), [3, 200, 1_000_000_000]);
        assert_eq!((many, most), (few, few));
    }

    /// The same of each kind that counts units, and of all of them on top of one another. How many
    /// mixed sets there are hangs on what is left over, so the quantities leave the same, and some
    /// steps are granted.
    #[test]
    fn counting_units_costs_nothing() {
        for offer in several() {
            let mut few = offers();
            few.truncate(1);
            few.push(offer);
            check(few);
        }
        let mut all = offers();
        all.extend(several());
        check(all);
    }

    #[track_caller]
    fn check(offers: Vec<Offer>) {
        let [few, many, most] = steps(offers, [20, 200, 1_000_000_040]);
        assert!(many.max(most) <= few + few / 10, "{few} {many} {most}");
    }

    #[track_caller]
    fn steps(offers: Vec<Offer>, quantities: [u32; 3]) -> [u64; 3] {
        let ruleset = Ruleset::compile(offers).unwrap();
        quantities.map(|quantity| {
            let cart = cart(quantity);
            let mut worked = 0;
            let steps = of(|| {
                let quote = ruleset.quote(&cart, &Buyer::default(), Instant::MIN);
                worked = quote.unwrap().applied.len();
            });
            assert!(worked > 1 && steps > 100);
            steps
        })
    }
}
