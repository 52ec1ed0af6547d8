//! `dacu quote`: what a cart costs, for people or as JSON.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use campaign::quote_json::{refused, write_problems, write_quote};
use campaign::{Campaign, Locale};
use pricing::{Buyer, Cart, Instant, Quote};

use crate::input::{self, Fault};
use crate::{Said, view};

/// Which campaign, cart and instant a command is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The campaign file.
    pub campaign: PathBuf,
    /// The cart file; without it a sample of the campaign.
    pub cart: Option<PathBuf>,
    /// The sample cart; without it the first.
    pub sample_cart: Option<String>,
    /// The sample buyer; without it the first.
    pub sample_buyer: Option<String>,
    /// The instant; without it this computer's clock.
    pub at: Option<Instant>,
    /// Coupons in the wallet as well, as if claimed now.
    pub coupons: Vec<String>,
    /// Coupons to insist on.
    pub pinned: Vec<String>,
    /// Coupons not to use.
    pub refused: Vec<String>,
}

/// What a command is about, read.
pub struct Order {
    /// The campaign.
    pub campaign: Campaign,
    /// The cart.
    pub cart: Cart,
    /// Whose it is.
    pub buyer: Buyer,
    /// When.
    pub now: Instant,
}

impl Source {
    /// Reads the files.
    ///
    /// # Errors
    ///
    /// What is wrong with them, or with a name among the arguments.
    pub fn read(&self) -> Result<Order, Fault> {
        let campaign = input::campaign(&self.campaign)?;
        let now = self.at.unwrap_or_else(clock);
        let asked = match &self.cart {
            Some(file) => input::cart(&campaign, file, now)?,
            None => {
                let (cart, buyer) = (self.sample_cart.as_deref(), self.sample_buyer.as_deref());
                input::sample(&campaign, cart, buyer, now)?
            }
        };
        let mut buyer = asked.buyer;
        for id in input::coupons(&campaign, "--coupon", &self.coupons)? {
            buyer.coupons.extend(input::held(&campaign, &id, now));
        }
        buyer
            .pinned
            .extend(input::coupons(&campaign, "--pin", &self.pinned)?);
        buyer
            .refused
            .extend(input::coupons(&campaign, "--refuse", &self.refused)?);
        Ok(Order {
            campaign,
            cart: asked.cart,
            buyer,
            now,
        })
    }
}

impl Order {
    /// What it costs.
    ///
    /// # Errors
    ///
    /// That the engine refuses the cart, and why.
    pub fn quote(&self) -> Result<Quote, Fault> {
        let quote = self
            .campaign
            .ruleset
            .quote(&self.cart, &self.buyer, self.now);
        quote.map_err(|error| {
            let problem = refused(&error.to_string());
            Fault {
                input: "cart",
                words: vec![format!("the cart cannot be priced: {}", problem.message)],
                problems: vec![problem],
            }
        })
    }
}

/// Prices a cart.
#[must_use]
pub fn run(source: &Source, locale: Locale, json: bool) -> Said {
    let told = source.read().and_then(|order| {
        let quote = order.quote()?;
        Ok((order, quote))
    });
    match told {
        Err(fault) => failed(&fault, json),
        Ok((order, quote)) if json => Said::well(write_quote(&order.campaign, &quote) + "\n"),
        Ok((order, quote)) => {
            let by_clock = source.at.is_none();
            Said::well(view::quote(&order, &quote, locale, by_clock))
        }
    }
}

/// Tells of input that cannot be used; machines read it on the standard output as well.
#[must_use]
pub fn failed(fault: &Fault, json: bool) -> Said {
    let mut said = Said::bad_input(&fault.words);
    if json {
        said.out = write_problems(fault.input, &fault.problems) + "\n";
    }
    said
}

/// The engine has no clock; a command has this computer's.
#[must_use]
pub fn clock() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let ms = since.map_or(0, |since| since.as_millis());
    Instant::from_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}
