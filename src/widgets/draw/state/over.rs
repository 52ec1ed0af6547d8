//! What lies over a draw, as drawn: results and sheets.

use campaign::say::CouponAmount;

use super::{Action, Sheet};

/// Colours and picture of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// A prize.
    Won,
    /// None.
    Missed,
    /// No result.
    Trouble,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// How it looks.
    pub mood: Mood,
    /// Above the title; empty for a turn of this visit.
    pub note: &'static str,
    /// Heading.
    pub title: String,
    /// Below it; may be empty.
    pub text: String,
    /// The coupon that was won.
    pub ticket: Option<Box<Ticket>>,
    /// The first is the main one.
    pub buttons: Vec<(String, Action)>,
}

/// A coupon that was won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Large.
    pub amount: CouponAmount,
    /// `满 149 元可用`.
    pub threshold: String,
    /// `11月12日 24:00 到期`.
    pub valid: String,
}

/// A sheet as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetView {
    /// Which one.
    pub kind: Sheet,
    /// One a prize or task.
    pub rows: Vec<Row>,
    /// Below the rows, or in their place, one a paragraph.
    pub notes: Vec<String>,
    /// Whether the way to a turn stands below, where there are no rows.
    pub go: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The prize, or what to do.
    pub name: String,
    /// How many there are, what it gives, or until when it is good.
    pub note: String,
    /// On the right: odds, or the words of a button; may be empty.
    pub end: String,
    /// What the button does; nothing if it rests.
    pub press: Option<Action>,
    /// Colour of a prize's sectors, `a` to `f`.
    pub tone: char,
}
