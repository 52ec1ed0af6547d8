//! `dacu roas`: what came back for what a campaign spent.
//!
//! Return on advertising spend is sales over spend. Return on investment counts what the sales left over, so
//! it is not known without the margin, and is not guessed.

use crate::Said;

/// What was spent and sold, in minor units of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the campaign cost; above zero.
    pub spend: u64,
    /// What was sold in it.
    pub sales: u64,
    /// What is left of sales before that cost, in ten-thousandths.
    pub margin: Option<u32>,
}

/// Prints both figures to a tenth, cut.
#[must_use]
pub fn run(request: Request) -> Said {
    let (spend, sales) = (i128::from(request.spend), i128::from(request.sales));
    if spend == 0 {
        let words = "--spend: nothing was spent, so nothing came back for it";
        return Said::bad_input(&[words.to_owned()]);
    }
    let roas = tenths(sales * 10 / spend);
    let roi = match request.margin {
        Some(margin) => {
            let earned = sales * i128::from(margin) - spend * 10_000;
            tenths(earned / (spend * 10)) + " %"
        }
        None => "unknown; it needs the margin of what was sold, --margin".to_owned(),
    };
    Said::well(format!("ROAS {roas}\nROI {roi}\n"))
}

fn tenths(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{}", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spend: u64, sales: u64, margin: Option<u32>, expected: &str) {
        let said = run(Request {
            spend,
            sales,
            margin,
        });
        assert_eq!((said.out.as_str(), said.status), (expected, 0));
    }

    #[test]
    fn returns() {
        check(1_000_000, 5_000_000, Some(3_000), "ROAS 5.0\nROI 50.0 %\n");
        check(1_000_000, 5_000_000, Some(1_234), "ROAS 5.0\nROI -38.3 %\n");
        check(300, 199, Some(10_000), "ROAS 0.6\nROI -33.6 %\n");
        check(
            1,
            u64::MAX,
            Some(0),
            "ROAS 18446744073709551615.0\nROI -100.0 %\n",
        );
    }

    #[test]
    fn nothing_spent() {
        let said = run(Request {
            spend: 0,
            sales: 1,
            margin: None,
        });
        assert_eq!(said.status, 2);
    }
}
