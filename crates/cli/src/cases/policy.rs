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
        let worth = list_value(case) / major;
        for clause in clauses(text("notes")) {
            policy.read(&clause, Money::new(major), worth);
        }
        policy
    }

    /// Reads what a clause says of a cart that is worth so many major units.
    fn read(&mut self, clause: &str, major: Money, worth: i64) {
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
            "drops",
        ]);
        let lifts = has(&["ceil", "rounded up", "rounds up", "round up"]);
        let unit = has(&["yuan", "dollar", "euro"]);
        let whole = has(&["whole unit"])
            || cuts && (has(&["decimals", "jiao"]) || loses_cents(clause, worth));
        if whole || unit && (cuts || has(&["whole", "integer", "full", "round"])) {
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
        // What is cut on each line before the spare is given away are shares, not rates.
        let rates = spare(clause).is_none()
            && (cuts || lifts || has(&["round", "computed", "calculated", "percent"]));
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
            "are added",
            "added, not",
            "adds percent",
            "adds rates",
            "adds the rates",
            "adds both",
            "sums the",
            "not compounded",
            "same base",
            "same amount",
        ]) {
            self.additive = true;
        }
        let all = has(&[
            "both",
            "each",
            "every",
            "percent",
            "rate",
            "computed",
            "discounts",
        ]);
        let listed = [
            "on list",
            "on the list",
            "original price",
            "original amount",
            "undiscounted",
        ];
        self.additive |= all && has(&listed);
        let place = |words: &[&str]| words.iter().filter_map(|word| clause.find(word)).min();
        let order = place(&["order", "coupon"]);
        let item = place(&["item", "line", "unit", "product", "free "]);
        let before = |word: &str| {
            let at = clause.find(word)?;
            let stands = |found: Option<usize>| found.is_some_and(|found| found < at);
            match (stands(item), stands(order)) {
                (true, false) if spare(clause).is_none() => Some(Priority::ItemsFirst),
                (false, true) => Some(Priority::OrdersFirst),
                _ => None,
            }
        };
        if let Some(priority) = before("first").or_else(|| before("before")) {
            self.priority = priority;
        } else if let Some(priority) = before("after") {
            // What comes after is named first.
            self.priority = match priority {
                Priority::OrdersFirst => Priority::ItemsFirst,
                _ => Priority::OrdersFirst,
            };
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
            "rest to",
            "takes rest",
            "takes what is left",
            "gets what is left",
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
        "earliest",
        "earlier",
        "in line order",
        "the front",
    ])
    .then_some(Spare::First)
}

/// Whether a clause has an amount with cents become one without (`165.6 floored to 165`). In a cart that
/// is worth less, such numbers are cents and parts of cents.
fn loses_cents(clause: &str, worth: i64) -> bool {
    let cuts = ["floor", "truncat", "down", "cut", "->"];
    let Some(at) = cuts.iter().filter_map(|word| clause.find(word)).min() else {
        return false;
    };
    let (exact, cut) = clause.split_at(at);
    let has_cents = |number: &str| number.trim_end_matches('.').contains('.');
    let whole = numbers(cut).next().and_then(|number| number.parse().ok());
    numbers(exact).any(has_cents) && whole.is_some_and(|whole: i64| whole <= worth)
}

/// The numbers of a text, as they are written.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    parts.filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
}

/// What the lines of a case cost before any promotion; what is wrong with them is not for the notes to say.
fn list_value(case: &Value) -> i64 {
    let lines = case.get("lines").map_or(&[][..], Value::items);
    let int = |line: &Value, name| line.get(name).and_then(Value::as_int).unwrap_or(0);
    let mut value = 0i64;
    for line in lines {
        value = value.saturating_add(int(line, "unit_price").saturating_mul(int(line, "qty")));
    }
    value
}

/// The clauses of a note that say what holds, in small letters. What does not hold (`…, not by weight`,
/// `… instead of …`), what would come out otherwise (`… gives 29`, `… would be due`), and the largest
/// remainder, which holds where nothing else is said, are left out.
fn clauses(notes: &str) -> Vec<String> {
    let is_otherwise = |part: &str| {
        let said_of_rates = ["not chained", "not compounded"];
        part.contains("would")
            || part.contains("largest remainder")
            || part.starts_with("not ") && !said_of_rates.iter().any(|said| part.starts_with(said))
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
            let held = |part: &'_ str| -> String {
                let cut = [" rather than ", " instead of "].iter();
                let end = cut.filter_map(|word| part.find(word)).min();
                part[..end.unwrap_or(part.len())].to_owned()
            };
            let mut parts: Vec<String> = clause.split(", ").map(held).collect();
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
        let line = [("unit_price", 10_000), ("qty", 2)];
        let line = line.map(|(name, number)| (name.to_owned(), Value::Int(number)));
        let case = Value::Map(vec![
            ("currency".to_owned(), Value::text("CNY fen")),
            (
                "lines".to_owned(),
                Value::List(vec![Value::Map(line.to_vec())]),
            ),
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
        let first = |p: &mut Policy| p.spare = Spare::First;
        for notes in [
            "spare cent to the first line rather than by largest remainder",
            "remainder cent is given to the first item, not by largest remainder",
            "the peer gives the spare cent to the first line, largest remainder to the last",
            "the rest goes to the first line; largest remainder: 9.23, 17.69, 23.08",
            "cents left over go to earlier lines",
            "spare cents are handed out in line order",
        ] {
            check(notes, first);
        }
        for notes in [
            "spare cent to the last line, not the first",
            "the last line takes what is left; largest remainder gives 334 to the first",
            "rest to last",
        ] {
            check(notes, last);
        }
        let cut = |p: &mut Policy| {
            p.grain = Money::new(100);
            p.spare = Spare::Last;
            p.rounding = Rounding::PriceDown;
        };
        check("165.6 floored to 165", cut);
        check("165.6, floored 165", cut);
        // Cents, in a cart of two hundred yuan.
        let down = |p: &mut Policy| p.rounding = Rounding::ReductionDown;
        check("discount of 399.8 floored to 399", down);
        check("discount truncated: 20% of 19.99 is 3.99", down);
        check("165.60 exactly; the page cuts off the jiao", cut);
        check("order discount applies after item discounts", items);
        check("the product discount must be calculated first", items);
        check("item discounts come after the order discount", |p| {
            p.priority = Priority::OrdersFirst;
        });
        check("each on the original price, not on what is left", added);
        check("both percentages on the list price", added);
        check("the platform adds percentages together (20 %)", added);
        check("multiplied, not added", |_| {});
        check("floored on each line, the last line takes the rest", last);
        check(
            "discount truncated on each line: 187.5 is 187, twice",
            |p| {
                p.rounding = Rounding::ReductionDown;
                p.per = Some(Per::Line);
            },
        );
        check("rounded half up per line", |p| p.per = Some(Per::Line));
        check("each unit is rounded; on the line it gives 9", |p| {
            p.per = Some(Per::Unit);
        });
    }
}
