//! The odds of a draw as a table (奖品概率公示).

use super::fill::{Slot, fill};
use super::number::odds;
use super::teller::Teller;
use crate::model::{Campaign, Draw, PrizeKind};
use crate::text::Locale;
use crate::words;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddsRow {
    /// The prize; in the last row the words for all of them.
    pub prize: String,
    /// `3.4%`.
    pub odds: String,
    /// How many there are; empty where nothing is given.
    pub stock: String,
    /// Market value of one; empty where nothing is given.
    pub value: String,
    /// What limits it by day, buyer and time; mostly empty.
    pub limits: String,
}

/// The prizes of a draw with their odds, exactly, and a last row that adds them up. Every entry is in
/// words, so a page puts it into cells as it is.
#[must_use]
pub fn odds_table(campaign: &Campaign, draw: &Draw, locale: Locale) -> Vec<OddsRow> {
    let mut rows = Vec::new();
    let mut whole = 0;
    for prize in &draw.prizes {
        whole += prize.ppm;
        let mut row = OddsRow {
            prize: prize.name.get(locale).to_owned(),
            odds: odds(prize.ppm),
            stock: String::new(),
            value: String::new(),
            limits: String::new(),
        };
        if prize.kind != PrizeKind::Nothing {
            let words = match prize.stock {
                Some(_) => &words!("{0} 份", "{0} 份", "{0}"),
                None => &words!("不限量", "不限量", "no limit"),
            };
            let stock = Slot::Count(prize.stock.unwrap_or(0).into());
            row.stock = fill(words, locale, &[stock]);
            let value = Slot::Money(prize.value, &campaign.currency);
            row.value = fill(super::fill::AS_IT_IS, locale, &[value]);
            let mut teller = Teller::new(campaign, locale);
            teller.prize_limits(prize);
            row.limits = teller.text;
        }
        rows.push(row);
    }
    rows.push(OddsRow {
        prize: words!("合计", "合計", "In all").get(locale).to_owned(),
        odds: odds(whole),
        stock: String::new(),
        value: String::new(),
        limits: String::new(),
    });
    rows
}
