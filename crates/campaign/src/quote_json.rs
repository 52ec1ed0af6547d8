//! Carts in and quotes out as JSON: one form for the command line, for a server in any language and
//! for Wasm.
//!
//! # What goes in
//!
//! A campaign file, a cart and an instant in milliseconds since 1970. A cart is a map; only `lines`
//! and their `sku` have to be there. Amounts are whole minor units, instants are RFC 3339 with an
//! offset, and a name that the campaign does not have is an error.
//!
//! | field | what it is |
//! |---|---|
//! | `lines[].sku` | a product of the campaign; its price, floor and tags come from there |
//! | `lines[].quantity` | units; 1 if left out |
//! | `lines[].ticked` | whether the shopper has ticked the line; true if left out |
//! | `lines[].id` | a name of its own for a second line of one sku; the sku if left out |
//! | `freight` | freight before offers; what the campaign says if left out |
//! | `buyer.facts` | what the server has asserted: `{ "member:black": true }`; others are unknown |
//! | `buyer.coupons[]` | the wallet: a coupon's id, or `{ coupon, claimed_at?, expires_at? }`; claimed now, and usable as long as its validity says, if left out |
//! | `buyer.tokens[]` | quota prices won: an offer's id, or `{ offer, units?, price?, expires_at? }` |
//! | `buyer.quotas[]` | what is left for all buyers: `{ offer, left }` |
//! | `buyer.points` | points to spend |
//! | `buyer.pinned[]`, `buyer.refused[]` | coupons that the shopper insists on, or does not want |
//!
//! # What comes out
//!
//! A map with every field of [`Quote`] under its own name, and `campaign` and `saved` besides.
//! Amounts are whole minor units, instants are milliseconds since 1970, the hashes are 16 hexadecimal
//! digits, and what is not there is `null`. There is no white space, and the order of names is fixed:
//! one quote is one text.
//!
//! | field | what it is |
//! |---|---|
//! | `campaign` | `{ id, version, hash }` |
//! | `at`, `ruleset` | the instant it holds for, and the hash of the offers that priced it |
//! | `lines[]` | `{ id, ticked, units, list, after_item, payable, shares: [{ applied, amount, first, units }] }` |
//! | `list`, `freight`, `freight_off`, `payable`, `deposit`, `free_choice`, `saved` | amounts |
//! | `applied[]` | `{ offer, layer, amount, base, tier, funder, sharing, coupon }`; `sharing` is `{ by: "unit" }`, `{ by: "set", overflow }`, `{ by: "freight" }` or `{ by: "proportion", base, overflow, spare }` |
//! | `beside[]` | `{ offer, tier, base, funder, gives }`; `gives` is `{ gifts: [{ sku, units, short }] }`, `{ cashback }` or `{ points }` |
//! | `unused[]` | `{ offer, reason }`; `reason.code` is the name of a [`Reason`] in small letters, beside it its `at`, `fact`, `by` or `missing` |
//! | `conditional[]` | `{ offer, fact, payable }` |
//! | `next[]` | `{ offer, have, reached, missing, requires, off_now, off_next }`; `requires` is the place among what the offer requires of what is missing to |
//! | `search` | `{ examined, proved, gap }` |
//!
//! A refund and a top-up, which only the command line tells, are maps with every field of [`Refund`] and
//! [`TopUp`] in the same way; the additions of a suggestion are `{ line, sku, units }`, `line` being the id of the
//! cart line that they are more of, or would be.
//!
//! `missing` is `{ amount }` or `{ units }`. Where there is no quote, what comes out is
//! `{ "problems": [{ file, path, line, column, severity, code, message }] }`, `file` being `campaign`
//! or `cart`; `severity` is `error` or `warning`.
//!
//! ```
//! let told = campaign::quote_json("{ \"schema\": 1 }", "{}", 0);
//! assert!(told.starts_with(r#"{"problems":[{"file":"campaign","path":"schema","line":1,"#));
//! ```

use pricing::{
    Addition, Applied, Beside, BesideRefund, Candidate, Conditional, CouponRefund, Funder,
    FunderRefund, GiftUnits, Gives, Instant, LineRefund, Missing, Money, NextTier, Overflow, Quote,
    QuoteLine, Reason, Refund, Search, Share, ShareBase, Sharing, Spare, Suggestion, TopUp, Unused,
};

use crate::json::{Value, write};
use crate::model::{Campaign, SampleBuyer, SampleCart};
use crate::problem::{Problem, Severity};

pub use crate::read::{Asked, read_cart};

/// What a cart costs under a campaign file at an instant, or what is wrong with the file or the
/// cart. It never panics, whatever the texts are.
#[must_use]
pub fn quote_json(campaign: &str, cart: &str, now_ms: i64) -> String {
    let now = Instant::from_ms(now_ms);
    let parsed = crate::parse(campaign);
    let Some(campaign) = parsed.campaign else {
        return write_problems("campaign", &parsed.problems);
    };
    let asked = match read_cart(&campaign, cart, now) {
        Ok(asked) => asked,
        Err(problems) => return write_problems("cart", &problems),
    };
    match campaign.ruleset.quote(&asked.cart, &asked.buyer, now) {
        Ok(quote) => write_quote(&campaign, &quote),
        Err(error) => write_problems("cart", &[refused(&error.to_string())]),
    }
}

/// The problem with a cart that reads well and cannot be priced.
#[must_use]
pub fn refused(message: &str) -> Problem {
    Problem {
        path: String::from("lines"),
        ..Problem::of_document("refused", message)
    }
}

/// A quote as JSON.
#[must_use]
pub fn write_quote(campaign: &Campaign, quote: &Quote) -> String {
    write(&quote_value(campaign, quote))
}

/// A refund as JSON.
#[must_use]
pub fn write_refund(campaign: &Campaign, refund: &Refund) -> String {
    write(&refund_value(campaign, refund))
}

/// What to add as JSON; `candidates` are those that the engine was given.
#[must_use]
pub fn write_top_up(candidates: &[Candidate], top_up: &TopUp) -> String {
    write(&top_up_value(candidates, top_up))
}

/// Problems as JSON.
#[must_use]
pub fn write_problems(file: &str, problems: &[Problem]) -> String {
    let told = list(problems, |problem| {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let told = Map::new()
            .text("file", file)
            .text("path", &problem.path)
            .int("line", problem.line)
            .int("column", problem.column)
            .text("severity", severity)
            .text("code", problem.code)
            .text("message", &problem.message);
        #[cfg(feature = "prose")]
        let told = told.text("fix", &problem.fix);
        told.done()
    });
    write(&Map::new().put("problems", told).done())
}

/// A sample cart of a campaign with a sample buyer, in the form that [`read_cart`] reads.
#[must_use]
pub fn sample_cart(cart: &SampleCart, buyer: &SampleBuyer) -> String {
    let lines = list(&cart.lines, |(sku, quantity, ticked)| {
        let line = Map::new()
            .text("sku", sku.as_str())
            .int("quantity", *quantity);
        line.flag("ticked", *ticked).done()
    });
    let mut facts = Map::new();
    for (fact, holds) in &buyer.facts {
        facts = facts.flag(fact.as_str(), *holds);
    }
    let points = i64::try_from(buyer.points).unwrap_or(i64::MAX);
    let buyer = Map::new().put("facts", facts.done()).int("points", points);
    write(
        &Map::new()
            .put("lines", lines)
            .put("buyer", buyer.done())
            .done(),
    )
}

/// A map that is being made.
struct Map(Vec<(String, Value)>);

impl Map {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn put(mut self, name: &str, value: Value) -> Self {
        self.0.push((String::from(name), value));
        self
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.put(name, Value::text(text))
    }

    fn int(self, name: &str, number: impl Into<i64>) -> Self {
        self.put(name, Value::Int(number.into()))
    }

    fn count(self, name: &str, count: usize) -> Self {
        self.int(name, count as i64)
    }

    fn money(self, name: &str, amount: Money) -> Self {
        self.int(name, amount.minor())
    }

    fn flag(self, name: &str, flag: bool) -> Self {
        self.put(name, Value::Bool(flag))
    }

    fn step(self, name: &str, step: Option<usize>) -> Self {
        self.put(
            name,
            step.map_or(Value::Null, |step| Value::Int(step as i64)),
        )
    }

    fn hash(self, name: &str, hash: u64) -> Self {
        self.text(name, &format!("{hash:016x}"))
    }

    fn done(self) -> Value {
        Value::Map(self.0)
    }
}

fn list<T>(items: &[T], told: impl Fn(&T) -> Value) -> Value {
    Value::List(items.iter().map(told).collect())
}

/// No field is left out: a new one does not compile until it is told.
fn quote_value(campaign: &Campaign, quote: &Quote) -> Value {
    let Quote {
        at,
        ruleset,
        lines,
        list: listed,
        freight,
        freight_off,
        payable,
        deposit,
        free_choice,
        applied,
        beside,
        unused,
        conditional,
        next,
        search,
    } = quote;
    let source = Map::new()
        .text("id", &campaign.id)
        .int("version", campaign.version)
        .hash("hash", campaign.hash);
    let Search {
        examined,
        proved,
        gap,
    } = *search;
    let search = Map::new()
        .int("examined", examined)
        .flag("proved", proved)
        .money("gap", gap);
    Map::new()
        .put("campaign", source.done())
        .int("at", at.ms())
        .hash("ruleset", *ruleset)
        .put("lines", list(lines, line_value))
        .money("list", *listed)
        .money("freight", *freight)
        .money("freight_off", *freight_off)
        .money("payable", *payable)
        .money("deposit", *deposit)
        .money("free_choice", *free_choice)
        .money("saved", quote.saved())
        .put("applied", list(applied, applied_value))
        .put("beside", list(beside, beside_value))
        .put("unused", list(unused, unused_value))
        .put("conditional", list(conditional, conditional_value))
        .put("next", list(next, next_value))
        .put("search", search.done())
        .done()
}

fn line_value(line: &QuoteLine) -> Value {
    let QuoteLine {
        id,
        ticked,
        units,
        list: listed,
        after_item,
        payable,
        shares,
    } = line;
    let shares = list(shares, |share| {
        let Share {
            applied,
            amount,
            first,
            units,
        } = *share;
        let told = Map::new().count("applied", applied).money("amount", amount);
        told.int("first", first).int("units", units).done()
    });
    Map::new()
        .text("id", id.as_str())
        .flag("ticked", *ticked)
        .int("units", *units)
        .money("list", *listed)
        .money("after_item", *after_item)
        .money("payable", *payable)
        .put("shares", shares)
        .done()
}

fn applied_value(applied: &Applied) -> Value {
    let Applied {
        offer,
        layer,
        amount,
        base,
        tier,
        funder,
        sharing,
        coupon,
    } = applied;
    let sharing = match sharing {
        Sharing::ByUnit => Map::new().text("by", "unit"),
        Sharing::BySet { overflow } => Map::new()
            .text("by", "set")
            .text("overflow", overflow_name(*overflow)),
        Sharing::Freight => Map::new().text("by", "freight"),
        Sharing::InProportion {
            base,
            overflow,
            spare,
        } => Map::new()
            .text("by", "proportion")
            .text("base", share_base(*base))
            .text("overflow", overflow_name(*overflow))
            .text("spare", spare_name(*spare)),
    };
    Map::new()
        .text("offer", offer.as_str())
        .int("layer", layer.0)
        .money("amount", *amount)
        .money("base", *base)
        .step("tier", *tier)
        .text("funder", funder_name(*funder))
        .put("sharing", sharing.done())
        .flag("coupon", *coupon)
        .done()
}

fn share_base(base: ShareBase) -> &'static str {
    match base {
        ShareBase::Remaining => "remaining",
        ShareBase::AfterItem => "after_item",
        ShareBase::List => "list",
    }
}

fn overflow_name(overflow: Overflow) -> &'static str {
    match overflow {
        Overflow::Redistribute => "redistribute",
        Overflow::Clamp => "clamp",
        Overflow::Refuse => "refuse",
    }
}

fn spare_name(spare: Spare) -> &'static str {
    match spare {
        Spare::LargestRemainder => "largest_remainder",
        Spare::First => "first",
        Spare::Last => "last",
        Spare::LargestLine => "largest_line",
    }
}

fn funder_name(funder: Funder) -> &'static str {
    match funder {
        Funder::Shop => "shop",
        Funder::Platform => "platform",
        Funder::Brand => "brand",
    }
}

fn beside_value(beside: &Beside) -> Value {
    let Beside {
        offer,
        tier,
        base,
        funder,
        gives,
    } = beside;
    Map::new()
        .text("offer", offer.as_str())
        .step("tier", *tier)
        .int("base", *base)
        .text("funder", funder_name(*funder))
        .put("gives", gives_value(gives))
        .done()
}

fn gives_value(gives: &Gives) -> Value {
    let told = match gives {
        Gives::Gifts(gifts) => Map::new().put(
            "gifts",
            list(gifts, |gift| {
                let GiftUnits { sku, units, short } = gift;
                let told = Map::new().text("sku", sku.as_str()).int("units", *units);
                told.int("short", *short).done()
            }),
        ),
        Gives::Cashback(amount) => Map::new().money("cashback", *amount),
        Gives::Points(points) => {
            Map::new().int("points", i64::try_from(*points).unwrap_or(i64::MAX))
        }
    };
    told.done()
}

fn unused_value(unused: &Unused) -> Value {
    let Unused { offer, reason } = unused;
    Map::new()
        .text("offer", offer.as_str())
        .put("reason", reason_value(reason))
        .done()
}

fn reason_value(reason: &Reason) -> Value {
    let code = |code| Map::new().text("code", code);
    let told = match reason {
        Reason::NotStarted(at) => code("not_started").int("at", at.ms()),
        Reason::Ended(at) => code("ended").int("at", at.ms()),
        Reason::OutOfScope => code("out_of_scope"),
        Reason::Short(missing) => code("short").put("missing", missing_value(*missing)),
        Reason::NotEligible(fact) => code("not_eligible").text("fact", fact.as_str()),
        Reason::NotHeld => code("not_held"),
        Reason::Expired(at) => code("expired").int("at", at.ms()),
        Reason::LimitReached => code("limit_reached"),
        Reason::BeatenBy(offer) => code("beaten_by").text("by", offer.as_str()),
        Reason::ExcludedBy(offer) => code("excluded_by").text("by", offer.as_str()),
        Reason::Refused => code("refused"),
        Reason::CannotShare => code("cannot_share"),
        Reason::NothingLeft => code("nothing_left"),
        Reason::SoldOut => code("sold_out"),
        Reason::Requires(missing) => code("requires").put("missing", missing_value(*missing)),
    };
    told.done()
}

fn missing_value(missing: Missing) -> Value {
    let told = match missing {
        Missing::Amount(amount) => Map::new().money("amount", amount),
        Missing::Units(units) => Map::new().int("units", units),
    };
    told.done()
}

fn conditional_value(conditional: &Conditional) -> Value {
    let Conditional {
        offer,
        fact,
        payable,
    } = conditional;
    let fact = fact
        .as_ref()
        .map_or(Value::Null, |fact| Value::text(fact.as_str()));
    let told = Map::new().text("offer", offer.as_str()).put("fact", fact);
    told.money("payable", *payable).done()
}

fn next_value(next: &NextTier) -> Value {
    let NextTier {
        offer,
        have,
        reached,
        missing,
        requires,
        off_now,
        off_next,
    } = next;
    Map::new()
        .text("offer", offer.as_str())
        .int("have", *have)
        .count("reached", *reached)
        .put("missing", missing.map_or(Value::Null, missing_value))
        .step("requires", *requires)
        .money("off_now", *off_now)
        .money("off_next", *off_next)
        .done()
}

fn refund_value(campaign: &Campaign, refund: &Refund) -> Value {
    let Refund {
        amount,
        freight,
        lines,
        funders,
        withheld,
        complete,
        coupons,
        beside,
        points,
        kept,
    } = refund;
    let lines = list(lines, |line| {
        let LineRefund {
            line,
            units,
            amount,
        } = line;
        let told = Map::new().text("line", line.as_str()).int("units", *units);
        told.money("amount", *amount).done()
    });
    let funders = list(funders, |back| {
        let FunderRefund { funder, amount } = *back;
        let told = Map::new().text("funder", funder_name(funder));
        told.money("amount", amount).done()
    });
    let coupons = list(coupons, |back| {
        let CouponRefund {
            offer,
            funder,
            expires_at,
        } = back;
        Map::new()
            .text("offer", offer.as_str())
            .text("funder", funder_name(*funder))
            .int("expires_at", expires_at.ms())
            .done()
    });
    let beside = list(beside, |back| {
        let BesideRefund {
            offer,
            funder,
            gives,
        } = back;
        Map::new()
            .text("offer", offer.as_str())
            .text("funder", funder_name(*funder))
            .put("gives", gives_value(gives))
            .done()
    });
    let kept = kept.as_ref().map(|kept| quote_value(campaign, kept));
    Map::new()
        .money("amount", *amount)
        .money("freight", *freight)
        .put("lines", lines)
        .put("funders", funders)
        .money("withheld", *withheld)
        .flag("complete", *complete)
        .put("coupons", coupons)
        .put("beside", beside)
        .int("points", *points)
        .put("kept", kept.unwrap_or(Value::Null))
        .done()
}

fn top_up_value(candidates: &[Candidate], top_up: &TopUp) -> Value {
    let TopUp {
        payable,
        next,
        suggestions,
        quotes,
        proved,
    } = top_up;
    let suggestions = list(suggestions, |suggestion| {
        let Suggestion {
            additions,
            reaches,
            payable,
            extra,
            added,
            saved_more,
        } = suggestion;
        let additions = list(additions, |addition| {
            let Addition { candidate, units } = *addition;
            let line = &candidates[candidate].line;
            Map::new()
                .text("line", line.id.as_str())
                .text("sku", line.sku.as_str())
                .int("units", units)
                .done()
        });
        Map::new()
            .put("additions", additions)
            .put("reaches", list(reaches, |id| Value::text(id.as_str())))
            .money("payable", *payable)
            .money("extra", *extra)
            .money("added", *added)
            .money("saved_more", *saved_more)
            .done()
    });
    Map::new()
        .money("payable", *payable)
        .put("next", list(next, next_value))
        .put("suggestions", suggestions)
        .int("quotes", *quotes)
        .flag("proved", *proved)
        .done()
}
