//! What travels between page, server and host.
//!
//! A request that changes something carries a [`Key`] that was made and stored before it was first
//! sent; the same key always gets the same reply, so a lost reply, a killed page or a second tab
//! never grants twice. The types are the contract; how they travel is the business of an API, of which
//! there is one so far: `local`, inside the page.

mod json;
mod me;
mod refusal;
mod request;

pub use json::{put, put_text};
pub use me::{Live, Me, MyCoupon, MyPrize, Notice, NoticeLevel, Stock};
pub use refusal::{Code, Refusal};
pub use request::{Choice, Drawn, Key, Reply, Request};
