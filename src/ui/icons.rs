//! Line icons, drawn with the current colour and the width of the line around them.
//!
//! Every icon is one path: circles are two arcs. Its class gives size and stroke, `dacu-icon` for
//! 20 px in the text's colour.

use super::node::{El, svg};

/// A line icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A coupon with its perforation.
    Ticket,
    /// A coin with a star.
    Point,
    /// A bowl with a lid.
    Bowl,
    /// A receipt: a free order.
    Free,
    /// A leaf: no prize.
    Leaf,
    /// A parcel with a bow.
    Gift,
    /// A circle cut by odds.
    Odds,
    /// A plus.
    Plus,
    /// A minus.
    Minus,
    /// An i in a circle.
    Info,
    /// A shopping bag.
    Bag,
    /// A bell.
    Bell,
    /// A tick.
    Check,
    /// A clock.
    Clock,
    /// A document with lines.
    Rules,
}

impl Icon {
    /// The icon that a campaign file means by this name: `ticket`, `point`, `bowl`, `free`,
    /// `leaf`, `gift`. A name it does not know is a gift.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "ticket" => Self::Ticket,
            "point" => Self::Point,
            "bowl" => Self::Bowl,
            "free" => Self::Free,
            "leaf" => Self::Leaf,
            _ => Self::Gift,
        }
    }

    /// View box and path.
    const fn data(self) -> (&'static str, &'static str) {
        const LARGE: &str = "0 0 24 24";
        const SMALL: &str = "0 0 16 16";
        match self {
            Self::Ticket => (
                LARGE,
                "M3 7h18v3.2a2 2 0 0 0 0 3.6V17H3v-3.2a2 2 0 0 0 0-3.6zM15 7.5v1.6M15 11.2v1.6M15 15v1.6",
            ),
            Self::Point => (
                LARGE,
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 7.2l1.4 3 3.2.4-2.4 2.2.7 3.2-2.9-1.6L9.1 16l.7-3.2-2.4-2.2 3.2-.4z",
            ),
            Self::Bowl => (
                LARGE,
                "M4.5 11.5h15c-.3 4-3.2 6.3-7.5 6.3s-7.2-2.3-7.5-6.3zM6 9c.7-2.4 3-3.6 6-3.6S17.3 6.6 18 9zM10.7 5.3L10.4 3.6h3.2l-.3 1.7M7 20.3h10",
            ),
            Self::Free => (
                LARGE,
                "M6 3.5h12v17l-2-1.4-2 1.4-2-1.4-2 1.4-2-1.4-2 1.4zM9 8l3 3.2L15 8M12 11.2v5M9.5 11.7h5M9.5 14h5",
            ),
            Self::Leaf => (
                LARGE,
                "M5 19c0-8 4.5-13 14-14 .4 9-4.5 14-12 13M5 19c2-4.5 5-7.5 9-9.5",
            ),
            Self::Gift => (
                LARGE,
                "M4 8.5h16v4H4zM5.5 12.5v8h13v-8M12 8.5v12M12 8.3C9.5 8.3 7.4 7.4 7.4 5.7 7.4 3 11.2 3.2 12 8.3c.8-5.1 4.6-5.3 4.6-2.6 0 1.7-2.1 2.6-4.6 2.6z",
            ),
            Self::Odds => (
                LARGE,
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 12V3.5M12 12l7.3 4.3M12 12l-6.6 5.4",
            ),
            Self::Plus => (SMALL, "M3 8h10M8 3v10"),
            Self::Minus => (SMALL, "M3 8h10"),
            Self::Info => (
                "0 0 20 20",
                "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 9v4.5M10 6.3v.2",
            ),
            Self::Bag => (LARGE, "M5 8h14l1 12.5H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"),
            Self::Bell => (
                LARGE,
                "M5 17.5c1.4-1.3 1.9-2.7 1.9-5.4 0-3.3 2-5.5 5.1-5.5s5.1 2.2 5.1 5.5c0 2.7.5 4.1 1.9 5.4zM12 6.6V4.4M10 20.3h4",
            ),
            Self::Check => (SMALL, "M3.2 8.6l3.2 3.2 6.4-7.4"),
            Self::Clock => (
                LARGE,
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 7v5.2l3.4 2",
            ),
            Self::Rules => (LARGE, "M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3.5"),
        }
    }
}

/// An icon; readers of the screen pass it over, so the words stand beside it or on its button.
#[must_use]
pub fn icon(icon: Icon, class: &'static str) -> El {
    let (view_box, d) = icon.data();
    svg("svg", class)
        .attr("viewBox", view_box)
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(path(d))
}

/// A path of an icon or a picture.
#[must_use]
#[inline(never)]
pub fn path(d: &'static str) -> El {
    svg("path", "").attr("d", d)
}
