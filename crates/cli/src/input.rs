//! Files that a command reads, and faults that name file, place and field.

use std::fs;
use std::path::Path;

use campaign::quote_json::{self, Asked};
use campaign::{Campaign, Problem, Severity};
use pricing::{Grant, HeldCoupon, Instant, OfferId};

/// Why the input cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which input it is, for machines: `campaign`, `cart`, `record` or `arguments`.
    pub input: &'static str,
    /// What is wrong with it, for machines.
    pub problems: Vec<Problem>,
    /// The same in one sentence each, for people.
    pub words: Vec<String>,
}

impl Fault {
    /// A fault in one sentence, without a place in a file.
    #[must_use]
    pub fn new(input: &'static str, words: String) -> Self {
        let problem = Problem::of_input(&words);
        Self {
            input,
            problems: vec![problem],
            words: vec![words],
        }
    }

    /// Faults of a file.
    #[must_use]
    pub fn of_file(input: &'static str, file: &Path, problems: Vec<Problem>) -> Self {
        let words = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(|problem| sentence(file, problem))
            .collect();
        Self {
            input,
            problems,
            words,
        }
    }

    /// The faults as JSON, in the form of [`quote_json`].
    #[must_use]
    pub fn json(&self) -> String {
        quote_json::write_problems(self.input, &self.problems)
    }
}

/// `cart.json:3:15: lines[0].sku: there is no product …`, as compilers write it, and what to do.
fn sentence(file: &Path, problem: &Problem) -> String {
    let Problem {
        path,
        line,
        column,
        message,
        fix,
        ..
    } = problem;
    let place = if path.is_empty() {
        String::new()
    } else {
        format!("{path}: ")
    };
    format!(
        "{}:{line}:{column}: {place}{message}\n  fix: {fix}",
        file.display()
    )
}

/// The text of a file.
///
/// # Errors
///
/// That it cannot be read, and why.
pub fn text(input: &'static str, file: &Path) -> Result<String, Fault> {
    let bytes = fs::read(file).map_err(|error| {
        let words = format!("{}: it cannot be read: {error}", file.display());
        Fault::new(input, words)
    })?;
    String::from_utf8(bytes).map_err(|_| {
        let words = format!("{}: it is not UTF-8", file.display());
        Fault::new(input, words)
    })
}

/// The campaign in a file, as those see it who take part in no experiment.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn campaign(file: &Path) -> Result<Campaign, Fault> {
    let parsed = campaign::parse(&text("campaign", file)?);
    let campaign = parsed.campaign.map(campaign::experiment::control);
    campaign.ok_or_else(|| Fault::of_file("campaign", file, parsed.problems))
}

/// The cart in a file.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn cart(campaign: &Campaign, file: &Path, now: Instant) -> Result<Asked, Fault> {
    quote_json::read_cart(campaign, &text("cart", file)?, now)
        .map_err(|problems| Fault::of_file("cart", file, problems))
}

/// A sample cart of the campaign with a sample buyer; the first of each if none is named.
///
/// # Errors
///
/// That there is none of that name.
pub fn sample(
    campaign: &Campaign,
    cart: Option<&str>,
    buyer: Option<&str>,
    now: Instant,
) -> Result<Asked, Fault> {
    let (carts, buyers) = (&campaign.samples.carts, &campaign.samples.buyers);
    let found = carts
        .iter()
        .find(|sample| cart.is_none_or(|cart| sample.id == cart))
        .ok_or_else(|| {
            let ids: Vec<&str> = carts.iter().map(|sample| sample.id.as_str()).collect();
            none_of("--sample-cart", "sample cart", cart, &ids)
        })?;
    let buyer = buyers
        .iter()
        .find(|sample| buyer.is_none_or(|buyer| sample.id == buyer))
        .ok_or_else(|| {
            let ids: Vec<&str> = buyers.iter().map(|sample| sample.id.as_str()).collect();
            none_of("--sample-buyer", "sample buyer", buyer, &ids)
        })?;
    let text = quote_json::sample_cart(found, buyer);
    // What the campaign wrote of itself reads well.
    quote_json::read_cart(campaign, &text, now)
        .map_err(|problems| Fault::of_file("cart", Path::new("sample"), problems))
}

fn none_of(argument: &str, what: &str, wanted: Option<&str>, there: &[&str]) -> Fault {
    let known = if there.is_empty() {
        "none".to_owned()
    } else {
        there.join(", ")
    };
    let words = match wanted {
        Some(wanted) => {
            format!("{argument}: the campaign has no {what} `{wanted}`; there is {known}")
        }
        None => format!("{argument}: the campaign has no {what}"),
    };
    Fault::new("arguments", words)
}

/// Coupons of the campaign that an argument names.
///
/// # Errors
///
/// That the campaign does not have one of them.
pub fn coupons(
    campaign: &Campaign,
    argument: &str,
    named: &[String],
) -> Result<Vec<OfferId>, Fault> {
    let mut ids = Vec::new();
    for name in named {
        let id = OfferId::new(name);
        if campaign.coupon(&id).is_none() {
            let known: Vec<&str> = campaign.coupons.iter().map(|c| c.id.as_str()).collect();
            return Err(none_of(argument, "coupon", Some(name), &known));
        }
        ids.push(id);
    }
    Ok(ids)
}

/// A coupon as if it were claimed now.
#[must_use]
pub fn held(campaign: &Campaign, id: &OfferId, now: Instant) -> Option<HeldCoupon> {
    let coupon = campaign.coupon(id)?;
    debug_assert_eq!(campaign.ruleset.offer(id)?.grant, Grant::Coupon);
    Some(HeldCoupon {
        offer: id.clone(),
        claimed_at: now,
        expires_at: coupon.validity.expires_at(now),
    })
}
