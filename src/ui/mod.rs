//! Unstyled parts shared by the widgets, and the tree their views are made of.

pub mod icons;
pub mod local;
pub mod node;
pub mod picture;
pub mod price;
pub mod reveal;
pub mod sheet;
pub mod tier;

pub use local::Local;
pub use node::{Handler, Node, el, fragment, svg, text};
pub use sheet::{Overlay, Shape};
