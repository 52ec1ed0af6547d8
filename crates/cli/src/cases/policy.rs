//! The policy that notes and rules ask for in words.

use campaign::json::Value;
use pricing::{Money, Per, Rounding, Spare};

/// What a case may decide otherwise than the default policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Policy {
    /// Who gets what a proportional share leaves over.
    pub(super) spare: Spare,
    /// Shares and reductions of orders are whole multiples of this.
    pub(super) grain: Money,
    /// What a rate rounds.
    pub(super) rounding: Rounding,
    /// Where the rates of orders and lines round, if not there.
    pub(super) per: Option<Per>,
    /// Whether rates look at list prices, so that they add up.
    pub(super) additive: bool,
    /// Which promotions come first, whatever their `seq`.
    pub(super) priority: Priority,
}

/// Which promotions come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priority {
    /// In the order of `seq`.
    AsWritten,
    /// Those of units and lines, then those of orders.
    ItemsFirst,
    /// Those of orders, then those of units and lines.
    OrdersFirst,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            spare: Spare::LargestRemainder,
            grain: Money::new(1),
            rounding: Rounding::Reduction,
            per: None,
            additive: false,
            priority: Priority::AsWritten,
        }
    }
}

impl Policy {
    /// The policy that the notes of a case name.
    pub(super) fn of_notes(case: &Value) -> Self {
        let text = |name| case.get(name).and_then(Value::as_text).unwrap_or("");
        let mut policy = Self::default();
        // A currency without minor unit is in whole units anyway.
        let major = match text("currency").split(' ').next() {
            Some("JPY" | "KRW") => 1,
            _ => 100,
        };
        for clause in clauses(text("notes")) {
            policy.read(&clause, Money::new(major));
        }
        policy
    }

    /// Reads what a clause says.
    fn read(&mut self, clause: &str, major: Money) {
        let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        let cuts = has(&[
            "floor",
            "truncat",
            "rounded down",
            "rounds down",
            "round down",
            "cut off",
            "cuts off",
            "dropped",
        ]);
        let lifts = has(&["ceil", "rounded up", "rounds up", "round up"]);
        let unit = has(&["yuan", "dollar", "euro"]);
        if has(&["whole unit"]) || unit && (cuts || has(&["whole", "integer", "full", "round"])) {
            // Who works in whole units cuts each share down to them, and the last line takes the rest.
            self.grain = major;
            self.spare = Spare::Last;
        }
        if let Some(spare) = spare(clause) {
            self.spare = spare;
        } else if cuts || lifts {
            let price = has(&["price", "total", "result", "pay", "due"]);
            let off = has(&["discount", "reduction", "percent", "amount off"]);
            // A price that is cut is a reduction that is lifted.
            self.rounding = if (off && !price) == cuts {
                Rounding::ReductionDown
            } else {
                Rounding::PriceDown
            };
        } else if has(&["price", "total"]) && has(&["half up", "half-up"]) {
            self.rounding = Rounding::Price;
        }
        let rates = has(&["round", "computed", "calculated", "percent"]);
        if rates && has(&["per line", "each line", "line by line", "every line"]) {
            self.per = Some(Per::Line);
        } else if rates && has(&["per unit", "each unit", "unit by unit", "every unit"]) {
            self.per = Some(Per::Unit);
        }
        if has(&[
            "additive",
            "added up",
            "add up",
            "adds up",
            "summed",
            "sum of the rates",
            "not chained",
            "both on list",
            "both on the list",
            "same base",
        ]) {
            self.additive = true;
        }
        let order = clause.find("order").or_else(|| clause.find("coupon"));
        let item = clause.find("item").or_else(|| clause.find("line"));
        let first = clause.find("first").or_else(|| clause.find("before"));
        if let Some(first) = first {
            let item = item.filter(|at| *at < first);
            let order = order.filter(|at| *at < first);
            match (item, order) {
                (Some(_), None) if spare(clause).is_none() => self.priority = Priority::ItemsFirst,
                (None, Some(_)) => self.priority = Priority::OrdersFirst,
                _ => {}
            }
        }
    }
}

/// Who gets what is left over, if a clause says so.
pub(super) fn spare(clause: &str) -> Option<Spare> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    if has(&["largest remainder"]) {
        return Some(Spare::LargestRemainder);
    }
    let is_coin = |word: &str| matches!(word, "cent" | "cents" | "penny" | "pennies");
    let coin = clause.split(|c: char| !c.is_alphanumeric()).any(is_coin);
    if !coin
        && !has(&[
            "remainder",
            "spare",
            "the rest",
            "left over",
            "leftover",
            "difference",
            "residu",
            "balanc",
            "absorb",
        ])
    {
        return None;
    }
    if has(&[
        "largest",
        "biggest",
        "dearest",
        "highest",
        "greatest",
        "most expensive",
    ]) {
        return Some(Spare::LargestLine);
    }
    if has(&["last", "final"]) {
        return Some(Spare::Last);
    }
    // Several that take the spare take one each, which is what the largest remainders do.
    if has(&["first units", "first lines", "first items", "one each"]) {
        return Some(Spare::LargestRemainder);
    }
    has(&[
        "the first",
        "to first",
        "on first",
        "first line",
        "first item",
        "first takes",
        "first gets",
        "first share",
        "first element",
    ])
    .then_some(Spare::First)
}

/// The clauses of a note that say what holds, in small letters. What tells a number that would come out
/// otherwise (`largest remainder gives 29`, `… would be due`) is left out.
fn clauses(notes: &str) -> Vec<String> {
    let is_otherwise = |part: &str| {
        part.contains("would")
            || ["gives ", "yields "].iter().any(|word| {
                part.find(word).is_some_and(|at| {
                    part[at + word.len()..].starts_with(|c: char| c.is_ascii_digit())
                })
            })
    };
    let notes = notes.to_lowercase();
    let mut clauses = Vec::new();
    for sentence in notes.split(". ") {
        for clause in sentence.split([';', '(', ')']) {
            let mut parts: Vec<&str> = clause.split(", ").collect();
            parts.retain(|part| !is_otherwise(part));
            clauses.push(parts.join(", ").trim().to_owned());
        }
    }
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(notes: &str, change: impl Fn(&mut Policy)) {
        let case = Value::Map(vec![
            ("currency".to_owned(), Value::text("CNY fen")),
            ("notes".to_owned(), Value::text(notes)),
        ]);
        let mut expected = Policy::default();
        change(&mut expected);
        assert_eq!(Policy::of_notes(&case), expected, "{notes}");
    }

    #[test]
    fn notes_name_policies() {
        check("", |_| {});
        check("chained; the additive setting gives 85.00", |_| {});
        check("rates add up; chained gives 85.50", |p| p.additive = true);
        let items = |p: &mut Policy| p.priority = Priority::ItemsFirst;
        check(
            "reporter's expectation = item discount first, then 30.00 off the rest; applying the order discount first gives 100.00",
            items,
        );
        check("item discounts before the order discount", items);
        check(
            "order discount first; item discount first gives 95.00",
            |p| {
                p.priority = Priority::OrdersFirst;
            },
        );
        let last = |p: &mut Policy| p.spare = Spare::Last;
        check(
            "floor then remainder to last line; largest remainder gives 29,21. Total is not in doubt",
            last,
        );
        check("the source gives the spare cent to the last line", last);
        check("the last line takes the rest", last);
        check("remainder to the first line", |p| p.spare = Spare::First);
        check("spare cent to the largest line", |p| {
            p.spare = Spare::LargestLine
        });
        check("first units take the spare", |_| {});
        check("the extra cents are put on first line", |p| {
            p.spare = Spare::First;
        });
        check("the final line absorbs what does not divide", last);
        check("the odd penny goes to the most expensive line", |p| {
            p.spare = Spare::LargestLine;
        });
        check("percent off, last step first", |_| {});
        check(
            "the page works in whole yuan (22/8); exact cents would be 22.50/7.50",
            |p| {
                p.grain = Money::new(100);
                p.spare = Spare::Last;
            },
        );
        check(
            "the result is floored to whole yuan; exact is 165.60",
            |p| {
                p.grain = Money::new(100);
                p.spare = Spare::Last;
                p.rounding = Rounding::PriceDown;
            },
        );
        check("discount truncated to the cent", |p| {
            p.rounding = Rounding::ReductionDown
        });
        check("discount rounded up", |p| {
            p.rounding = Rounding::PriceDown;
        });
        check("the total is rounded up", |p| {
            p.rounding = Rounding::ReductionDown;
        });
        check("percentage calculated on every unit", |p| {
            p.per = Some(Per::Unit);
        });
        let added = |p: &mut Policy| p.additive = true;
        check("both on list prices, not chained", added);
        check("the rates add up (chained would be 144.00)", added);
        check(
            "the last line takes the rest, a tie would go to the first line",
            last,
        );
        check("the price rounds half up", |p| p.rounding = Rounding::Price);
        check("percentage truncated, not rounded", |p| {
            p.rounding = Rounding::ReductionDown;
        });
        check("source floors what is due to yuan", |p| {
            p.grain = Money::new(100);
            p.spare = Spare::Last;
            p.rounding = Rounding::PriceDown;
        });
        check("rounded half up per line", |p| p.per = Some(Per::Line));
        check("each unit is rounded; on the line it gives 9", |p| {
            p.per = Some(Per::Unit);
        });
    }
}
