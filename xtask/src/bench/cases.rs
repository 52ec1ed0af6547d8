//! The cases, and what was measured of each.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::build::Built;
use super::run::{self, Told, node};
use crate::shell::command;

/// How long one case may take to be measured; past that its cells say so.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is priced how often.
pub struct Plan {
    /// Lines of carts.
    pub lines: &'static [u32],
    /// Offers of rulesets.
    pub offers: &'static [u32],
    /// Lines of carts that show how work grows with them.
    pub growth: &'static [u32],
    /// Units of the selection cases.
    pub units: &'static [u32],
    /// Coupons of the wallets.
    pub coupons: &'static [u32],
    /// Lines and deals of the peers' carts.
    pub peers: &'static [&'static str],
}

/// Everything.
pub const FULL: Plan = Plan {
    lines: &[1, 20, 200, 1_000],
    offers: &[5, 50, 200],
    growth: &[50, 100, 200, 400, 800],
    units: &[20, 40, 80],
    coupons: &[10, 20, 40],
    peers: &["20x5", "50x20", "200x50"],
};

/// What a change is likely to show in.
pub const QUICK: Plan = Plan {
    lines: &[20, 200],
    offers: &[5, 50],
    growth: &[],
    units: &[40],
    coupons: &[40],
    peers: &["50x20"],
};

/// The case in the acceptance bar: 200 lines and 50 offers.
pub const BAR: (u32, u32) = (200, 50);

/// One case, measured.
pub struct Row {
    /// Its name.
    pub case: String,
    /// What the counting module told, if it came to an end.
    pub counted: Option<Value>,
    /// What the plain module told of its time in Node.
    pub timed: Option<Value>,
    /// What the native program told.
    pub native: Option<Value>,
}

impl Row {
    /// Executed instructions.
    pub fn instructions(&self) -> Option<u64> {
        self.counted.as_ref()?["instructions"].as_u64()
    }

    /// Executed instructions as fuel counts them.
    pub fn fuel(&self) -> Option<u64> {
        self.counted.as_ref()?["fuel"].as_u64()
    }

    /// Pairs of an offer and a line in its scope.
    pub fn matches(&self) -> Option<u64> {
        self.counted.as_ref()?["matches"].as_u64()
    }

    /// The median native time in milliseconds.
    pub fn native_ms(&self) -> Option<f64> {
        Some(self.native.as_ref()?["ns"].as_f64()? / 1e6)
    }

    /// The median time of the Wasm module in Node, in milliseconds.
    pub fn wasm_ms(&self) -> Option<f64> {
        self.timed.as_ref()?["ms"].as_f64()
    }
}

/// Measures one case in every way.
pub fn measure(built: &Built, case: String) -> Result<Row> {
    let one = |told: Told| -> Result<Option<Value>> {
        match told {
            Told::TooLong => Ok(None),
            Told::Lines(mut lines) => lines.pop().map(Some).context("nothing was told"),
        }
    };
    let mut count = node("run.mjs");
    count.arg("count").arg(&built.counting).arg(&case);
    let counted = one(run::within(PATIENCE, &mut count)?)?;
    let (mut timed, mut native) = (None, None);
    // What is too long to count is too long to time.
    if counted.is_some() {
        let mut time = node("run.mjs");
        time.arg("time").arg(&built.plain).arg(&case);
        timed = one(run::within(PATIENCE, &mut time)?)?;
        let mut program = command(&built.native);
        native = one(run::within(PATIENCE, program.arg("time").arg(&case))?)?;
    }
    Ok(Row {
        case,
        counted,
        timed,
        native,
    })
}

/// The mixes of benches/quote/src/mix.rs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Scopes that match about a third of the lines.
    Believable,
    /// Scopes that match every line.
    Worst,
    /// As believable, without a choice among offers.
    Bulk,
}

impl Mix {
    /// The name of one of its cases.
    pub fn case(self, lines: u32, offers: u32, each: u32) -> String {
        format!("mix:{}:{lines}:{offers}:{each}", self as u32)
    }
}
