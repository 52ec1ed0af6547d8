//! What to add to a cart: tables, and a search by brute force over small worlds.

mod order;

use pricing::{
    Base, Benefit, BuyGet, Buyer, Candidate, Cart, GetFrom, Gift, GiftBy, GiftLadder, GiftTier,
    Layer, Missing, Money, NextTier, Offer, OfferId, Quote, Requirement, Ruleset, Scope,
    Suggestion, Tag, Threshold, TopUp, TopUpOptions,
};

use crate::build::{NOW, cart, coupon, fen, holding, ladder, least, line, offer, rate};
use crate::dice::{Dice, seeds};
use crate::worlds::{ANY, World, anything, some_cart};

fn goods(id: &str, price: i64, most: u32) -> Candidate {
    Candidate {
        line: line(id, price, 1),
        most,
    }
}

fn top_up(offers: Vec<Offer>, cart: &Cart, buyer: &Buyer, candidates: &[Candidate]) -> TopUp {
    let rules = Ruleset::compile(offers).unwrap();
    let options = TopUpOptions::default();
    rules
        .top_up(cart, buyer, NOW, candidates, &options)
        .unwrap()
}

/// What is added, what is reached, and by how much the payable changes.
type Row = (&'static [(&'static str, u32)], &'static [&'static str], i64);

#[track_caller]
fn check(found: &TopUp, candidates: &[Candidate], expected: &[Row]) {
    let rows: Vec<_> = found
        .suggestions
        .iter()
        .map(|suggestion| {
            let added: Vec<_> = suggestion
                .additions
                .iter()
                .map(|one| (candidates[one.candidate].line.id.as_str(), one.units))
                .collect();
            let reaches: Vec<_> = suggestion.reaches.iter().map(OfferId::as_str).collect();
            (added, reaches, suggestion.extra.minor())
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(added, reaches, extra)| (added.to_vec(), reaches.to_vec(), *extra))
        .collect();
    assert_eq!(rows, expected);
    assert!(found.proved);
}

fn reduction(steps: &[(i64, i64)]) -> Vec<Offer> {
    vec![ladder(
        "满减",
        Layer::SHOP_REDUCTION,
        Base::AfterItem,
        steps,
    )]
}

fn with_290() -> Cart {
    cart(vec![line("coat", 29_000, 1)])
}

/// 满300减50 with 290 in the cart: socks for 12 make the total fall by 38.
#[test]
fn socks_lower_the_total() {
    let socks = [goods("socks", 1_200, 3), goods("hat", 4_000, 1)];
    let found = top_up(
        reduction(&[(30_000, 5_000)]),
        &with_290(),
        &Buyer::default(),
        &socks,
    );
    check(
        &found,
        &socks,
        &[
            (&[("socks", 1)], &["满减"], -3_800),
            (&[("hat", 1)], &["满减"], -1_000),
        ],
    );
    let first = &found.suggestions[0];
    assert!(first.lowers_total());
    assert_eq!((first.added, first.saved_more), (fen(1_200), fen(5_000)));
    assert_eq!((found.payable, first.payable), (fen(29_000), fen(25_200)));
    assert_eq!(found.next[0].missing, Some(Missing::Amount(fen(1_000))));
}

/// The dearer of two ways is named only where it lowers the total by itself; a step that costs more
/// than it gives says so by its numbers.
#[test]
fn ladders_pairs_and_prices() {
    let steps = [(20_000, 2_000), (30_000, 5_000)];
    // 100 short of the next step, which gives 30 more.
    let two_hundred = cart(vec![line("coat", 20_000, 1)]);
    let some = [
        goods("a", 6_000, 2),
        goods("b", 4_000, 1),
        goods("c", 9_900, 1),
    ];
    let found = top_up(reduction(&steps), &two_hundred, &Buyer::default(), &some);
    check(&found, &some, &[(&[("a", 1), ("b", 1)], &["满减"], 7_000)]);
    assert!(!found.suggestions[0].lowers_total());
    assert_eq!(found.suggestions[0].saved_more, fen(3_000));

    // Two of one are as good as one of two.
    let some = [
        goods("b", 5_000, 1),
        goods("a", 5_000, 2),
        goods("c", 10_000, 1),
    ];
    let found = top_up(reduction(&steps), &two_hundred, &Buyer::default(), &some);
    check(&found, &some, &[(&[("c", 1)], &["满减"], 7_000)]);
    let found = top_up(
        reduction(&steps),
        &two_hundred,
        &Buyer::default(),
        &some[..2],
    );
    check(&found, &some, &[(&[("a", 2)], &["满减"], 7_000)]);
    let one_each = [goods("b", 5_000, 1), goods("a", 5_000, 1)];
    let found = top_up(
        reduction(&steps),
        &two_hundred,
        &Buyer::default(),
        &one_each,
    );
    check(
        &found,
        &one_each,
        &[(&[("a", 1), ("b", 1)], &["满减"], 7_000)],
    );
    // Nothing is near enough, or there is no further step.
    for (have, most) in [(20_000, 1), (30_000, 9)] {
        let some = [goods("a", 5_000, most)];
        let have = cart(vec![line("coat", have, 1)]);
        check(
            &top_up(reduction(&steps), &have, &Buyer::default(), &some),
            &some,
            &[],
        );
    }
}

/// 多件多折: the second piece takes 20 % off both, so it costs 60 and not 100; by its own price it is
/// the cheapest that reaches the step.
#[test]
fn by_count() {
    let by_count = |off| {
        let tiers = vec![pricing::Tier {
            least: 2,
            off: rate(off),
        }];
        vec![offer(
            "两件",
            Layer::MULTI_UNIT,
            Benefit::TiersByCount { tiers },
        )]
    };
    let one = cart(vec![line("shirt", 10_000, 1)]);
    let some = [goods("shirt", 10_000, 5), goods("tie", 4_000, 5)];
    let found = top_up(by_count(2_000), &one, &Buyer::default(), &some);
    check(&found, &some, &[(&[("tie", 1)], &["两件"], 1_200)]);
    let found = top_up(by_count(2_000), &one, &Buyer::default(), &some[..1]);
    check(&found, &some, &[(&[("shirt", 1)], &["两件"], 6_000)]);
    let found = top_up(by_count(5_000), &one, &Buyer::default(), &some);
    check(&found, &some, &[(&[("tie", 1)], &["两件"], -3_000)]);
}

/// 每满100减30 with 190: three ways to the second hundred and none to the third.
#[test]
fn per_each() {
    let each = || {
        let (each, off, base) = (fen(10_000), fen(3_000), Base::AfterItem);
        let times = None;
        vec![offer(
            "每满",
            Layer::SHOP_REDUCTION,
            Benefit::PerEach {
                each,
                off,
                times,
                base,
            },
        )]
    };
    let have = cart(vec![line("coat", 19_000, 1)]);
    let some = [
        goods("a", 1_000, 1),
        goods("b", 600, 2),
        goods("c", 11_000, 1),
    ];
    let found = top_up(each(), &have, &Buyer::default(), &some);
    check(
        &found,
        &some,
        &[
            (&[("a", 1)], &["每满"], -2_000),
            (&[("b", 2)], &["每满"], -1_800),
        ],
    );
}

/// A step of one shop is not reached by the goods of another, but a step over all shops is; and one
/// thing may serve two.
#[test]
fn scopes() {
    let offers = || {
        let mut shop = coupon("店铺券", Layer::SHOP_COUPON, Base::AfterItem, 10_000, 1_000);
        shop.scope.shops.push("shop".into());
        let mut shoes = ladder("鞋", Layer::CROSS_SHOP, Base::AfterItem, &[(12_000, 800)]);
        shoes.scope.tags.push(Tag::from("shoes"));
        vec![shop, shoes]
    };
    let made = |id, price, shop: &str, tags: &[&str]| {
        let mut made = goods(id, price, 1);
        made.line.shop = shop.into();
        made.line.tags = tags.iter().map(|tag| Tag::from(*tag)).collect();
        made
    };
    let mut have = cart(vec![line("boots", 9_500, 1)]);
    have.lines[0].tags.push(Tag::from("shoes"));
    let holder = holding(&["店铺券"]);
    let some = [
        made("outside", 500, "other", &[]),
        made("laces", 500, "shop", &[]),
        made("sandals", 2_500, "other", &["shoes"]),
        made("slippers", 2_600, "shop", &["shoes"]),
    ];
    let found = top_up(offers(), &have, &holder, &some);
    check(
        &found,
        &some,
        &[
            (&[("laces", 1)], &["店铺券"], -500),
            (&[("slippers", 1)], &["店铺券", "鞋"], 800),
        ],
    );
    let found = top_up(offers(), &have, &holder, &some[..3]);
    check(
        &found,
        &some,
        &[
            (&[("laces", 1)], &["店铺券"], -500),
            (&[("sandals", 1)], &["鞋"], 1_700),
        ],
    );
    check(&top_up(offers(), &have, &holder, &some[..1]), &some, &[]);
    // Without the coupon its step is nobody's concern.
    let found = top_up(offers(), &have, &Buyer::default(), &some[1..2]);
    check(&found, &some[1..2], &[]);
}

/// 满100赠1 with 90 in the cart: a gift saves no money and is still worth reaching.
#[test]
fn gifts() {
    let gifts = vec![Gift {
        sku: "cup".into(),
        units: 1,
    }];
    let least = 10_000;
    let ladder = GiftLadder {
        by: GiftBy::Amount(Base::AfterItem),
        tiers: vec![GiftTier { least, gifts }],
        times: 1,
    };
    let have = cart(vec![line("coat", 9_000, 1)]);
    let some = [goods("a", 900, 1), goods("b", 1_200, 1)];
    let offers = vec![offer("赠", Layer::BESIDE, Benefit::Gift(ladder))];
    let found = top_up(offers, &have, &Buyer::default(), &some);
    check(&found, &some, &[(&[("b", 1)], &["赠"], 1_200)]);
    assert_eq!(found.suggestions[0].saved_more, fen(0));
}

fn of_tag(tag: &str) -> Scope {
    Scope {
        tags: vec![Tag::from(tag)],
        ..Scope::default()
    }
}

fn tagged(mut candidate: Candidate, tag: &str) -> Candidate {
    candidate.line.tags.push(Tag::from(tag));
    candidate
}

/// 满99元换购 with 90 in the cart, the socks of 29 for 9.90 among it or not: what is missing is missing
/// to the rest of the cart, so more socks do not bring it, and neither do other add-ons.
#[test]
fn add_on_purchase() {
    let rest = Scope {
        without: vec![Tag::from("add-on")],
        ..Scope::default()
    };
    let add_on = |scope: &Scope| {
        let price = fen(990);
        let mut made = offer("换购", Layer::ITEM, Benefit::UnitPrice { price });
        made.scope = of_tag("add-on");
        made.limits.units_per_order = Some(1);
        made.requires.push(Requirement {
            scope: scope.clone(),
            threshold: least(9_900, Base::List),
        });
        vec![made]
    };
    let have = || {
        let mut socks = line("socks", 2_900, 1);
        socks.tags.push(Tag::from("add-on"));
        cart(vec![line("shoes", 9_000, 1), socks])
    };
    let nobody = Buyer::default();
    let some = [
        goods("laces", 800, 3),
        goods("polish", 2_500, 1),
        tagged(goods("insoles", 800, 3), "add-on"),
        tagged(goods("socks", 2_900, 3), "add-on"),
    ];
    // Eight are too few; sixteen bring 19.10 off.
    let found = top_up(add_on(&rest), &have(), &nobody, &some);
    check(&found, &some, &[(&[("laces", 2)], &["换购"], -310)]);
    assert_eq!(found.next[0].missing, Some(Missing::Amount(fen(900))));
    let found = top_up(add_on(&rest), &have(), &nobody, &some[1..]);
    check(&found, &some[1..], &[(&[("polish", 1)], &["换购"], 590)]);
    check(
        &top_up(add_on(&rest), &have(), &nobody, &some[2..]),
        &some[2..],
        &[],
    );
    // Where the whole cart counts, an add-on brings what is missing too.
    let whole = Scope::default();
    let mut short = have();
    short.lines[0].unit_price = fen(6_600);
    let found = top_up(add_on(&whole), &short, &nobody, &some[2..]);
    check(
        &found,
        &some[2..],
        &[(&[("insoles", 1)], &["换购"], -1_110)],
    );
}

/// 买两双鞋, 包减30, and a gift likewise: the bags are there and shoes are missing.
#[test]
fn other_goods_are_required() {
    let asks = |made: Offer| Offer {
        scope: of_tag("bags"),
        requires: vec![
            Requirement {
                scope: Scope::default(),
                threshold: least(100, Base::Remaining),
            },
            Requirement {
                scope: of_tag("shoes"),
                threshold: Threshold::Count { least: 2 },
            },
        ],
        ..made
    };
    let mut have = cart(vec![line("tote", 20_000, 1), line("boots", 5_000, 1)]);
    have.lines[0].tags.push(Tag::from("bags"));
    have.lines[1].tags.push(Tag::from("shoes"));
    let some = [
        tagged(goods("purse", 100, 9), "bags"),
        tagged(goods("slippers", 2_000, 2), "shoes"),
        tagged(goods("sandals", 4_000, 2), "shoes"),
        goods("hat", 500, 9),
    ];
    let nobody = Buyer::default();
    let off = |minor| {
        let off = crate::build::amount(minor);
        let per = pricing::Per::Order;
        vec![asks(offer(
            "包",
            Layer::SHOP_REDUCTION,
            Benefit::Reduce { off, per },
        ))]
    };
    let found = top_up(off(3_000), &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["包"], -1_000)]);
    let found = top_up(off(1_500), &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["包"], 500)]);
    assert_eq!(found.next[0].requires, Some(1));
    check(
        &top_up(off(3_000), &have, &nobody, &some[3..]),
        &some[3..],
        &[],
    );
    let back = Benefit::Cashback { off: rate(1_000) };
    let back = vec![asks(offer("返", Layer::BESIDE, back))];
    let found = top_up(back, &have, &nobody, &some);
    check(&found, &some, &[(&[("slippers", 1)], &["返"], 2_000)]);
}

/// More of a line of the cart; lines that cannot be added to are no candidates.
#[test]
fn candidates() {
    let offers = || reduction(&[(30_000, 5_000)]);
    let two = cart(vec![line("coat", 14_500, 2), {
        let mut unticked = line("hat", 2_000, 1);
        unticked.ticked = false;
        unticked
    }]);
    let some = [
        goods("hat", 2_000, 1),
        goods("coat", 1, 1),
        goods("coat", 1_000, 1),
        goods("none", 1_000, 0),
        goods("less", -1_000, 1),
    ];
    let found = top_up(offers(), &two, &Buyer::default(), &some);
    // A coat costs what it costs in the cart.
    check(&found, &some, &[(&[("coat", 1)], &["满减"], 9_500)]);
    assert_eq!(found.suggestions[0].added, fen(14_500));

    let broken = Cart {
        freight: fen(-1),
        ..with_290()
    };
    let rules = Ruleset::compile(offers()).unwrap();
    let options = TopUpOptions::default();
    let error = rules.top_up(&broken, &Buyer::default(), NOW, &[], &options);
    assert!(error.unwrap_err().is_invalid_freight());
}

/// No more carts are quoted than allowed, and what is not known is not claimed.
#[test]
fn limits() {
    let rules = Ruleset::compile(reduction(&[(30_000, 5_000)])).unwrap();
    let some: Vec<Candidate> = (0..20)
        .map(|at| goods(&format!("g{at}"), 1_000 + at, 2))
        .collect();
    let ask = |some: &[Candidate], keep, quotes| {
        let options = TopUpOptions { keep, quotes };
        rules
            .top_up(&with_290(), &Buyer::default(), NOW, some, &options)
            .unwrap()
    };
    let found = ask(&some, 3, 256);
    assert!(found.proved && found.quotes < 60);
    assert_eq!(found.suggestions.len(), 3);
    let found = ask(&some, 3, 0);
    assert_eq!(
        (found.quotes, found.proved, found.suggestions.len()),
        (0, false, 0)
    );
    let found = ask(&some, 9, 4);
    assert_eq!((found.quotes, found.proved), (4, false));
    assert_eq!(found.suggestions[0].extra, fen(-4_000));
    assert!(ask(&[], 9, 0).proved);

    let many: Vec<Candidate> = (0..65)
        .map(|at| goods(&format!("g{at}"), 900_000, 1))
        .collect();
    assert!(!ask(&many, 3, 256).proved);
    assert!(ask(&many[..64], 3, 256).proved);
    let dear = goods("much", 100, 99);
    let found = ask(std::slice::from_ref(&dear), 9, 256);
    assert_eq!(found.suggestions[0].additions[0].units, 10);
    let short = cart(vec![line("coat", 28_700, 1)]);
    let options = TopUpOptions::default();
    let found = rules
        .top_up(&short, &Buyer::default(), NOW, &[dear], &options)
        .unwrap();
    assert!(found.suggestions.is_empty() && found.proved);
}

/// An addition as the brute force knows it: candidates by index with their units.
type Adds = Vec<(usize, u32)>;

struct Brute<'a> {
    rules: &'a Ruleset,
    world: &'a World,
    candidates: &'a [Candidate],
    quote: Quote,
}

impl Brute<'_> {
    fn with(&self, adds: &Adds) -> Quote {
        let mut cart = self.world.cart.clone();
        for (at, units) in adds {
            let mut line = self.candidates[*at].line.clone();
            line.quantity = *units;
            cart.lines.push(line);
        }
        self.rules.quote(&cart, &self.world.buyer, NOW).unwrap()
    }

    /// Whether a candidate brings what is missing to a step.
    fn serves(&self, gap: &NextTier, at: usize) -> bool {
        let offer = self.rules.offer(&gap.offer).unwrap();
        let mut scopes = vec![&offer.scope];
        if let Some(required) = gap.requires {
            scopes = vec![&offer.requires[required].scope];
        } else if let Benefit::BuyGet(BuyGet {
            from: GetFrom::Other(scope),
            ..
        }) = &offer.benefit
        {
            scopes.push(scope);
        }
        let line = &self.candidates[at].line;
        scopes.into_iter().any(|scope| {
            (scope.shops.is_empty() || scope.shops.contains(&line.shop))
                && (scope.skus.is_empty() || scope.skus.contains(&line.sku))
                && (scope.tags.is_empty() || scope.tags.iter().any(|tag| line.tags.contains(tag)))
                && !scope.without.iter().any(|tag| line.tags.contains(tag))
                && scope
                    .min_unit_price
                    .is_none_or(|least| line.unit_price >= least)
                && scope
                    .max_unit_price
                    .is_none_or(|most| line.unit_price <= most)
        })
    }

    /// Whether all of an addition brings what is missing to a step, and is enough by itself.
    fn covers(&self, gap: &NextTier, missing: Missing, adds: &Adds) -> bool {
        let (mut worth, mut units) = (Money::ZERO, 0);
        for (at, count) in adds {
            if !self.serves(gap, *at) {
                return false;
            }
            worth += self.candidates[*at].line.unit_price.times((*count).into());
            units += count;
        }
        match missing {
            Missing::Amount(missing) => worth >= missing,
            Missing::Units(missing) => units >= missing,
        }
    }

    /// Whether an offer is at a further step, and takes off more for it; one that lacked what it
    /// requires has to be among those that apply.
    fn reached(&self, gap: &NextTier, quote: &Quote) -> bool {
        let took = |quote: &Quote| -> Money {
            let own = quote.applied.iter().filter(|one| one.offer == gap.offer);
            own.map(|one| one.amount).sum()
        };
        let further = quote
            .next
            .iter()
            .any(|next| next.offer == gap.offer && next.reached > gap.reached);
        (gap.requires.is_some() || further) && took(quote) > took(&self.quote)
    }

    /// All that one and two candidates can be.
    fn all(&self) -> Vec<Adds> {
        let mut all = Vec::new();
        for (one, a) in self.candidates.iter().enumerate() {
            for x in 1..=a.most {
                all.push(vec![(one, x)]);
                for (other, b) in self.candidates.iter().enumerate().skip(one + 1) {
                    for y in 1..=b.most {
                        all.push(vec![(one, x), (other, y)]);
                    }
                }
            }
        }
        all
    }

    /// The lowest payable among additions that pass, and by whom; those that cost more than they
    /// are worth never do.
    fn best(
        &self,
        tried: &[(Adds, Quote)],
        passes: impl Fn(&Adds, &Quote) -> bool,
    ) -> Option<Money> {
        let mut best = None;
        for (adds, quote) in tried {
            let worth: Money = adds
                .iter()
                .map(|(at, units)| self.candidates[*at].line.unit_price.times((*units).into()))
                .sum();
            if quote.payable - self.quote.payable <= worth && passes(adds, quote) {
                best = Some(best.map_or(quote.payable, |best: Money| best.min(quote.payable)));
            }
        }
        best
    }
}

fn finds(found: &TopUp, passes: impl Fn(&Suggestion) -> bool) -> Option<Money> {
    let mut passing = found.suggestions.iter().filter(|one| passes(one));
    passing.next().map(|one| one.payable)
}

fn adds_of(suggestion: &Suggestion) -> Adds {
    let additions = suggestion.additions.iter();
    additions.map(|one| (one.candidate, one.units)).collect()
}

/// For every step and for the total, nothing that one or two candidates can be is better than what
/// is suggested.
#[test]
fn no_single_and_no_pair_is_better() {
    let sums = seeds(0, 3_000, |seed| {
        let (mut steps, mut required, mut lower, mut pairs) = (0, 0, 0, 0);
        let mut dice = Dice::new(seed);
        let world = anything(&mut dice);
        let mut candidates = Vec::new();
        for (at, mut line) in some_cart(&mut dice, &ANY)
            .lines
            .into_iter()
            .enumerate()
            .take(3)
        {
            line.id = format!("c{at}").as_str().into();
            let most = dice.roll(1, 3) as u32;
            candidates.push(Candidate { line, most });
        }
        let rules = world.ruleset();
        let options = TopUpOptions {
            keep: 99,
            quotes: 9_999,
        };
        let ask = |candidates: &[Candidate]| {
            let answer = rules.top_up(&world.cart, &world.buyer, NOW, candidates, &options);
            answer.unwrap()
        };
        let found = ask(&candidates);
        assert!(found.proved);
        let mut lines = candidates.clone();
        for candidate in &mut lines {
            candidate.line.ticked = true;
        }
        let brute = Brute {
            rules: &rules,
            world: &world,
            candidates: &lines,
            quote: rules.quote(&world.cart, &world.buyer, NOW).unwrap(),
        };
        let tried: Vec<(Adds, Quote)> = brute
            .all()
            .into_iter()
            .map(|adds| {
                let quote = brute.with(&adds);
                (adds, quote)
            })
            .collect();
        for gap in &brute.quote.next {
            let Some(missing) = gap.missing else { continue };
            let serves = |adds: &Adds| brute.covers(gap, missing, adds);
            let expected = brute.best(&tried, |adds, quote| {
                serves(adds) && brute.reached(gap, quote)
            });
            let Some(expected) = expected else { continue };
            let best = finds(&found, |one| {
                one.reaches.contains(&gap.offer) && serves(&adds_of(one))
            });
            assert_eq!(best, Some(expected), "{}", gap.offer);
            steps += 1;
            required += u64::from(gap.requires.is_some());
        }
        for at in 0..lines.len() {
            let now = brute.quote.payable;
            let expected = brute.best(&tried, |adds, quote| {
                adds.len() == 1 && adds[0].0 == at && quote.payable < now
            });
            let best = finds(&found, |one| {
                one.lowers_total() && one.additions.len() == 1 && one.additions[0].candidate == at
            });
            assert_eq!(best, expected);
            lower += u64::from(best.is_some());
        }
        for suggestion in &found.suggestions {
            let adds = adds_of(suggestion);
            let quote = brute.with(&adds);
            assert_eq!(suggestion.payable, quote.payable);
            assert_eq!(suggestion.extra, quote.payable - found.payable);
            assert!(suggestion.extra <= suggestion.added);
            assert_eq!(suggestion.saved_more, quote.saved() - brute.quote.saved());
            pairs += u64::from(adds.len() == 2);
        }
        // The order of candidates is irrelevant.
        let mut turned = candidates.clone();
        turned.reverse();
        let mut other = ask(&turned);
        for suggestion in &mut other.suggestions {
            for one in &mut suggestion.additions {
                one.candidate = candidates.len() - 1 - one.candidate;
            }
        }
        assert_eq!(other, found);
        [steps, required, lower, pairs]
    });
    // The worlds hold what is looked for.
    let enough = |[steps, required, lower, pairs]: [u64; 4]| {
        steps > 300 && required > 50 && lower > 100 && pairs > 30
    };
    assert!(sums.is_none_or(enough), "{sums:?}");
}
