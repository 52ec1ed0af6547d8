//! A search by brute force over small worlds: nothing that one or two candidates can be is better.

use pricing::{
    Benefit, BuyGet, Candidate, GetFrom, Missing, Money, NextTier, Quote, Ruleset, Suggestion,
    TopUp, TopUpOptions,
};

use crate::build::NOW;
use crate::dice::{Dice, seeds};
use crate::oracle::names;
use crate::worlds::{ANY, World, anything, some_cart};

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
        scopes.into_iter().any(|scope| names(scope, line))
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
