//! Reference cases: carts whose result is known from elsewhere, priced by this engine.
//!
//! # The format `peer-cases/1`
//!
//! One JSON document with up to three lists: `cases`, which hold under the default policy;
//! `policy_dependent`, which hold under the policy that their `notes` name; and
//! `allocation_vectors`. All amounts are whole minor units, all `*_bp` are basis points of the whole.
//!
//! A case is a cart, the promotions it meets, and what comes out.
//!
//! - **Lines** have an `id`, a `unit_price`, a `qty`, perhaps `tags`, and perhaps a
//!   `min_unit_price` below which no unit is ever paid. A `shipping_fee` beside the lines is part
//!   of the total until a promotion of the type `free_shipping` takes it away.
//! - **Promotions** work in rising order of `seq`; those of one `seq` in the order in which they are
//!   written. Each sees what the ones before it left, unless its `base` says that its rate, its
//!   steps and its shares look at `list` prices, or at `item_price`: what the promotions of units
//!   and lines made of them. If no promotion of a case has a `seq`, only one works: the one that
//!   leaves the lowest total. If one that can work is `exclusive`, it works alone in the whole case;
//!   of several, the one of the highest `priority`.
//! - **`filter`** picks lines by `tags` (one of them is enough), by `lines` (ids), and by
//!   `min_unit_price` and `max_unit_price`, which look at list prices.
//!   `only_lines_without_item_discount` leaves lines out that a promotion of units or lines has
//!   reduced.
//! - **`when`** lists conditions, all of which must hold; reaching a number exactly is enough.
//!   `min_items_total` looks at the cart's list value, `min_item_price_total` at the cart after
//!   promotions of units and lines, `min_items_total_after_previous` at what is left of the cart,
//!   `min_filtered_total` at what is left of the promotion's own lines, `tag` with `min_tag_total`
//!   at the list value of lines that carry the tag, `min_qty` at the units of the cart,
//!   `min_line_qty` at the units of whichever of the promotion's own lines has most, and
//!   `cart_contains` at whether there is such a line.
//! - **`type`** and **`scope`** say what comes off:
//!
//!   | type | scope | what it does |
//!   |---|---|---|
//!   | `percent_off`, `amount_off` | `order` | one reduction, shared over the lines |
//!   | | `line`, `unit` | one for each line or unit; `max_units_per_line` limits the units to those that cost most then, a `group` to the units that the scope `group` would take |
//!   | | `group` | the cheapest `group.size` units (or the dearest, as `group.order` says), by what they cost then, `max_groups` times or once: a rate off each, an amount off all of them |
//!   | | `nth_in_group` | unit `nth`, counted in `within_group_order`, of each complete group of `group.size`, filled in `group.order` |
//!   | | `cheapest_unit` | one unit, the cheapest |
//!   | `set_price` | `unit`, `group`, `order` | what they cost, each or together; never more than before |
//!   | `tier_amount_off` | | the value of the highest of its `tiers` that is reached, even if a lower one gives more |
//!   | `per_each` | | `value` for each full `each` |
//!   | `buy_get` | | `buy.qty` units qualify (the dearest first, or as `pick` says), the dearest `get.qty` of the others get `percent_bp` off, `max_applications` times |
//!   | `first_and_additional` | | `first` off the first unit of a line, `additional` off each further one up to `max_units` (none or 0: all of them) |
//!   | `points` | | as many as `points` and `max_points` allow, worth `fen_per_point` each |
//!   | `deposit_expansion` | | `paid` counts as `counts_as` |
//!   | `free_shipping` | | no shipping fee |
//!
//!   `complete_groups_of` lets only as many units count as make complete groups, taken from the line
//!   with most units first. `cap` limits the whole reduction. `redistribute_excess: false` drops a
//!   share that a line cannot take, where it would else move to lines with room. `rounding:
//!   "price_half_up"` rounds the price that results, where it would else be the reduction.
//! - **`expected`** has the `total`, shipping included, and perhaps `discount_per_line` and
//!   `shipping_payable`.
//!
//! A vector shares `amount` over lines in proportion to `weights`; its `rule` says in words who gets
//! what is left over.
//!
//! # How it becomes offers
//!
//! The engine works in layers: units, then groups of units, then orders, then freight. [`place`]
//! finds a layer for each promotion that keeps their order, [`offers`] and [`when`] say the rest in
//! the engine's terms, and [`policy`] reads what notes and rules ask for. Competition and exclusivity
//! reach over a whole case here and over a layer in the engine, so [`price`] prices the candidates by
//! themselves where they do not fit into one group; [`before`] settles what the engine would measure
//! otherwise. What remains different, or is left open by the format:
//!
//! - Where a promotion of an order comes before one of units, the rate of units or lines of a later one
//!   whose `base` is `item_price`, and the shares of all such, count what both took.
//! - The amount or the price of a `group` is shared over its units, each with its own largest remainder,
//!   so a line with several of them may differ by a cent from one share for the line.
//! - Of units of a line that earlier promotions have left at different prices, a limit of units and
//!   `first_and_additional` take the dearest first.
//! - A deposit that counts for more than the price takes all of it off, even what was paid.

mod before;
mod fields;
mod numbers;
mod offers;
mod place;
mod policy;
mod price;
mod promotion;
mod vector;
mod when;

use std::path::PathBuf;

use campaign::json::Value;

use crate::{Said, input};
use fields::Fields;
use policy::Policy;

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The id of the case.
    pub id: String,
    /// How it differs from what was expected, as `expected … got …`, or why it could not be run;
    /// nothing if it is as expected.
    pub failure: Option<String>,
}

/// Runs every case of a document, in its order.
///
/// # Errors
///
/// In one sentence, with line and column or path, why the document as a whole cannot be used.
pub fn run(text: &str) -> Result<Vec<Verdict>, String> {
    let document = match campaign::json::parse(text) {
        Ok(document) => document,
        Err(problem) => {
            campaign::json::parse(&numbers::quoted(text)).map_err(|_| problem.to_string())?
        }
    };
    if let Some(format) = document.get("format")
        && format.as_text() != Some("peer-cases/1")
    {
        return Err("format: this command reads `peer-cases/1`".to_owned());
    }
    let mut verdicts = Vec::new();
    let mut lists = 0;
    for list in ["cases", "policy_dependent", "allocation_vectors"] {
        let Some(entries) = document.get(list) else {
            continue;
        };
        let Value::List(entries) = entries else {
            return Err(format!("{list}: a list is expected"));
        };
        lists += 1;
        for (at, entry) in entries.iter().enumerate() {
            let id = entry.get("id").and_then(Value::as_text);
            let failure = Fields::new(entry).and_then(|fields| match list {
                "allocation_vectors" => vector::check(&fields),
                "policy_dependent" => check(&fields, &Policy::of_notes(entry)),
                _ => check(&fields, &Policy::default()),
            });
            verdicts.push(Verdict {
                id: id.map_or_else(|| format!("{list}[{at}]"), str::to_owned),
                failure: failure.err(),
            });
        }
    }
    if lists == 0 {
        return Err(
            "there is none of the lists `cases`, `policy_dependent` and `allocation_vectors`"
                .to_owned(),
        );
    }
    Ok(verdicts)
}

/// `dacu cases`: a line for each case of the files, and a count of them; status 1 if any failed.
#[must_use]
pub fn command(files: &[PathBuf]) -> Said {
    let mut out = String::new();
    let (mut passed, mut failed) = (0, 0);
    for file in files {
        let verdicts = input::text("cases", file)
            .map_err(|fault| fault.words.concat())
            .and_then(|text| run(&text).map_err(|words| format!("{}: {words}", file.display())));
        let verdicts = match verdicts {
            Ok(verdicts) => verdicts,
            Err(words) => {
                let said = Said::bad_input(&[words]);
                return Said { out, ..said };
            }
        };
        for Verdict { id, failure } in verdicts {
            match failure {
                None => {
                    passed += 1;
                    out += &format!("ok {id}\n");
                }
                Some(failure) => {
                    failed += 1;
                    out += &format!("FAILED {id}: {failure}\n");
                }
            }
        }
    }
    out += &format!("{passed} passed, {failed} failed\n");
    Said {
        out,
        err: String::new(),
        status: u8::from(failed > 0),
    }
}

/// Prices a case and compares; fails with how it differs, or with why it cannot be run.
fn check(case: &Fields, policy: &Policy) -> Result<(), String> {
    let outcome = price::price(case, policy)?;
    let expected = case.map("expected")?;
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    if let Some(total) = expected.maybe_int("total")? {
        wanted.push(format!("total {total}"));
        found.push(format!("total {}", outcome.total));
    }
    if let Some(shipping) = expected.maybe_int("shipping_payable")? {
        wanted.push(format!("shipping {shipping}"));
        found.push(format!("shipping {}", outcome.shipping));
    }
    if let Some(lines) = expected.maybe_map("discount_per_line")? {
        for (line, off) in lines.ints()? {
            let given = outcome.off.iter().find(|(id, _)| id == line);
            let (_, given) =
                given.ok_or(format!("expected.discount_per_line: no line `{line}`"))?;
            wanted.push(format!("{line} {off}"));
            found.push(format!("{line} {given}"));
        }
    }
    if wanted.is_empty() {
        return Err("expected: it says nothing that can be compared".to_owned());
    }
    differs(&wanted, &found)
}

/// Fails if two lists of findings differ.
fn differs(wanted: &[String], found: &[String]) -> Result<(), String> {
    if wanted == found {
        return Ok(());
    }
    Err(format!(
        "expected {} got {}",
        wanted.join(", "),
        found.join(", ")
    ))
}
