//! What widgets stand on: the page's model, its clock and ticker, storage and the outbox.

pub mod clock;
pub mod dom;
pub mod fetch;
pub mod model;
pub mod outbox;
pub mod page;
pub mod slot;
pub mod storage;
pub mod ticker;
pub mod told;
