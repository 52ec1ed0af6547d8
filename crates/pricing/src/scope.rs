//! Which lines each offer reaches, as bits, found once a quote.
//!
//! Every shop, sku and tag that some scope names is a term. A quote looks each line's texts up once
//! and keeps one bit set of lines a term; a scope is then a few word operations.

use alloc::vec::Vec;

use crate::id::Text;
use crate::lookup::{Kind, Lookup};
use crate::{Cart, FreightTemplate, Line, Money, Offer, Scope, Tag};

/// The lists of a scope, in the order of [`Scope::list`].
pub(crate) const LISTS: usize = 4;
/// The list whose lines are left out.
const WITHOUT: usize = 3;

/// All terms of a ruleset.
#[derive(Clone, Debug)]
pub(crate) struct Terms(Lookup);

const END: usize = usize::MAX;

/// A scope with its terms by number.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    /// List by list, each closed by [`END`].
    pub(crate) terms: Vec<usize>,
    /// The same for each further scope of the offer, in the order of [`Offer::scopes`].
    pub(crate) further: Vec<Vec<usize>>,
    /// The first offer that reaches the same lines of every cart.
    pub(crate) like: usize,
}

impl Scope {
    /// What a list holds, and its texts: shops, skus, tags, tags left out.
    #[inline(never)]
    pub(crate) fn list(&self, list: usize) -> (Kind, Vec<&Text>) {
        let mut texts = Vec::new();
        let kind = match list {
            0 => {
                for shop in &self.shops {
                    texts.push(shop.text());
                }
                Kind::Shop
            }
            1 => {
                for sku in &self.skus {
                    texts.push(sku.text());
                }
                Kind::Sku
            }
            _ => {
                let tags = if list == WITHOUT {
                    &self.without
                } else {
                    &self.tags
                };
                for tag in tags {
                    texts.push(tag.text());
                }
                Kind::Tag
            }
        };
        (kind, texts)
    }

    /// How many texts it holds.
    fn texts(&self) -> usize {
        self.shops.len() + self.skus.len() + self.tags.len() + self.without.len()
    }

    fn prices_like(&self, other: &Self) -> bool {
        self.min_unit_price == other.min_unit_price && self.max_unit_price == other.max_unit_price
    }

    /// Whether a line is in the scope, as far as that can be told before any price has changed:
    /// [`Scope::only_unreduced`] is looked at when the offer has its turn. Ticks do not matter.
    ///
    /// ```
    /// use pricing::{Line, Money, Scope};
    ///
    /// let tea = Line {
    ///     id: "1".into(), sku: "tea".into(), shop: "shop".into(), unit_price: Money::new(900),
    ///     quantity: 1, ticked: true, tags: vec!["drink".into()], grams: 0, floor: Money::ZERO,
    /// };
    /// let mut scope = Scope { tags: vec!["drink".into()], ..Scope::default() };
    /// assert!(scope.holds(&tea));
    /// scope.min_unit_price = Some(Money::new(1_000));
    /// assert!(!scope.holds(&tea));
    /// ```
    #[must_use]
    pub fn holds(&self, line: &Line) -> bool {
        (self.shops.is_empty() || self.shops.contains(&line.shop))
            && (self.skus.is_empty() || self.skus.contains(&line.sku))
            && (self.tags.is_empty() || share_one(&self.tags, &line.tags))
            && !share_one(&self.without, &line.tags)
            && self.prices(line.unit_price)
    }

    /// Whether a unit of this list price is in the scope's range.
    fn prices(&self, price: Money) -> bool {
        self.min_unit_price.is_none_or(|least| price >= least)
            && self.max_unit_price.is_none_or(|most| price <= most)
    }
}

#[inline(never)]
fn share_one(some: &[Tag], others: &[Tag]) -> bool {
    for tag in some {
        if others.contains(tag) {
            return true;
        }
    }
    false
}

impl Terms {
    /// A table for the terms of these offers and templates.
    pub(crate) fn new(offers: &[Offer], freight: &[FreightTemplate]) -> Self {
        let mut texts = 0;
        for offer in offers {
            for scope in offer.scopes() {
                texts += scope.texts();
            }
        }
        for template in freight {
            texts += template.scope.texts();
        }
        Self(Lookup::new(texts))
    }

    /// The scopes of offers with their terms by number.
    pub(crate) fn reaches(&mut self, offers: &[Offer]) -> Vec<Reach> {
        let mut reaches: Vec<Reach> = Vec::with_capacity(offers.len());
        for (at, offer) in offers.iter().enumerate() {
            let scope = &offer.scope;
            let terms = self.terms_of(scope);
            let mut further = Vec::new();
            for scope in &offer.scopes()[1..] {
                further.push(self.terms_of(scope));
            }
            let mut like = 0;
            while like < at
                && (reaches[like].terms != terms || !scope.prices_like(&offers[like].scope))
            {
                like += 1;
            }
            reaches.push(Reach {
                terms,
                further,
                like,
            });
        }
        reaches
    }

    pub(crate) fn terms_of(&mut self, scope: &Scope) -> Vec<usize> {
        let mut terms = Vec::new();
        for list in 0..LISTS {
            let (kind, texts) = scope.list(list);
            for text in texts {
                terms.push(self.0.number(kind, text));
            }
            terms.push(END);
        }
        terms
    }

    /// Finds which lines carry each term.
    pub(crate) fn mark(&self, cart: &Cart) -> Marks {
        let words = cart.lines.len().div_ceil(64);
        let mut marks = Marks {
            words,
            ticked: vec![0; words],
            terms: vec![0; words * self.0.len()],
        };
        for (at, line) in cart.lines.iter().enumerate() {
            if !line.ticked {
                continue;
            }
            marks.ticked[at / 64] |= 1 << (at % 64);
            self.mark_line(&mut marks, at, Kind::Shop, line.shop.as_str());
            self.mark_line(&mut marks, at, Kind::Sku, line.sku.as_str());
            for tag in &line.tags {
                self.mark_line(&mut marks, at, Kind::Tag, tag.as_str());
            }
        }
        marks
    }

    fn mark_line(&self, marks: &mut Marks, at: usize, kind: Kind, text: &str) {
        if let Some(term) = self.0.find(kind, text) {
            marks.terms[term * marks.words + at / 64] |= 1 << (at % 64);
        }
    }
}

/// Bit sets of ticked lines: all of them, and one a term.
pub(crate) struct Marks {
    words: usize,
    ticked: Vec<u64>,
    terms: Vec<u64>,
}

impl Marks {
    /// The ticked lines in a scope. Whether an item layer has reduced them is not known yet: that
    /// part of a scope is looked at when the offer's turn comes.
    pub(crate) fn lines(&self, scope: &Scope, terms: &[usize], cart: &Cart) -> Vec<u32> {
        let mut lines = Vec::with_capacity(self.words * 64);
        let whatever_price = scope.min_unit_price.is_none() && scope.max_unit_price.is_none();
        for word in 0..self.words {
            let mut bits = self.ticked[word];
            let mut named = 0;
            let (mut list, mut empty) = (0, true);
            for term in terms {
                if *term != END {
                    named |= self.terms[term * self.words + word];
                    empty = false;
                    continue;
                }
                if !empty {
                    bits &= if list == WITHOUT { !named } else { named };
                }
                (named, empty) = (0, true);
                list += 1;
            }
            while bits != 0 {
                let line = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if whatever_price || scope.prices(cart.lines[line].unit_price) {
                    lines.push(line as u32);
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::trial::build::line;
    use crate::{Benefit, Layer, ShopId, Sku};

    fn lamp() -> Line {
        Line {
            shop: "home".into(),
            tags: vec!["light".into(), "new".into()],
            ..line("lamp", 13_900, 1)
        }
    }

    #[track_caller]
    fn check(change: impl Fn(&mut Scope), expected: bool) {
        let mut scope = Scope::default();
        change(&mut scope);
        assert_eq!(scope.holds(&lamp()), expected);
    }

    /// The bits say what the scope itself says, in carts of more lines than a word has bits, too.
    #[test]
    fn lines_beyond_a_word() {
        let lines = (0..200).map(|at| Line {
            sku: ["tea", "lamp", "cup"][at % 3].into(),
            shop: ["home", "garden"][at / 50 % 2].into(),
            ticked: at % 7 != 3,
            tags: vec![["new", "old", "light"][at / 2 % 3].into()],
            ..lamp()
        });
        let cart = Cart {
            lines: lines.collect(),
            freight: Money::ZERO,
        };
        let garden = Scope {
            shops: vec!["garden".into()],
            ..Scope::default()
        };
        let old = Scope {
            skus: vec!["cup".into(), "lamp".into()],
            tags: vec!["old".into()],
            ..Scope::default()
        };
        let others = Scope {
            without: vec!["new".into(), "light".into()],
            ..Scope::default()
        };
        let offers = [Scope::default(), garden, old, others].map(|scope| Offer {
            scope,
            ..Offer::new("o".into(), Layer::FREIGHT, Benefit::FreeFreight)
        });
        let mut terms = Terms::new(&offers, &[]);
        let reaches = terms.reaches(&offers);
        let marks = terms.mark(&cart);
        for (offer, reach) in offers.iter().zip(&reaches) {
            let held = |at: &u32| {
                let line = &cart.lines[*at as usize];
                line.ticked && offer.scope.holds(line)
            };
            let expected: Vec<u32> = (0..200).filter(held).collect();
            assert_eq!(marks.lines(&offer.scope, &reach.terms, &cart), expected);
        }
    }

    /// What reaches the same lines is worked out once.
    #[test]
    fn scopes_alike() {
        let from = |price| Scope {
            min_unit_price: Some(Money::new(price)),
            ..Scope::default()
        };
        let offers = [Scope::default(), from(100), from(200), from(100)].map(|scope| Offer {
            scope,
            ..Offer::new("o".into(), Layer::FREIGHT, Benefit::FreeFreight)
        });
        let reaches = Terms::new(&offers, &[]).reaches(&offers);
        let like: Vec<usize> = reaches.iter().map(|reach| reach.like).collect();
        assert_eq!(like, [0, 1, 2, 1]);
    }

    #[test]
    fn lines_of_a_scope() {
        check(|_| {}, true);
        check(|scope| scope.shops = vec![ShopId::from("home")], true);
        check(|scope| scope.shops = vec![ShopId::from("tea")], false);
        check(|scope| scope.skus = vec!["tea".into(), "lamp".into()], true);
        check(|scope| scope.skus = vec![Sku::from("tea")], false);
        check(|scope| scope.tags = vec!["old".into(), "new".into()], true);
        check(|scope| scope.tags = vec![Tag::from("old")], false);
        check(|scope| scope.without = vec!["new".into()], false);
        check(
            |scope| scope.min_unit_price = Some(Money::new(13_900)),
            true,
        );
        check(
            |scope| scope.min_unit_price = Some(Money::new(13_901)),
            false,
        );
        check(
            |scope| scope.max_unit_price = Some(Money::new(13_900)),
            true,
        );
        check(
            |scope| scope.max_unit_price = Some(Money::new(13_899)),
            false,
        );
    }
}
