//! Identifiers: cheap to clone, never empty when they come from a campaign file.

use alloc::sync::Arc;
use core::fmt;
use core::hash::{Hash, Hasher};

/// What every identifier is made of: one type, so that cloning, comparing and freeing them is one
/// piece of code whatever they name.
#[derive(Eq, PartialOrd, Ord)]
pub(crate) struct Text(Arc<str>);

impl Text {
    #[inline(never)]
    fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Clone for Text {
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl PartialEq for Text {
    #[inline(never)]
    fn eq(&self, other: &Self) -> bool {
        // Identifiers that begin alike are many, and they seldom end alike. As places are compared, callers hand
        // over places and need not take texts apart, which is many bytes.
        core::ptr::eq(self, other)
            || (self.0.as_bytes().last() == other.0.as_bytes().last() && *self.0 == *other.0)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Text);

        impl $name {
            /// Wraps a text.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(Text::new(text))
            }

            /// The text as given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            pub(crate) fn text(&self) -> &Text {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

id!(
    /// An offer or coupon of a campaign, unique in it.
    OfferId
);
id!(
    /// A line of a cart, unique in it.
    LineId
);
id!(
    /// A stock-keeping unit: what a line holds.
    Sku
);
id!(
    /// A shop; carts may hold lines of several.
    ShopId
);
id!(
    /// A category, brand or other label that a scope can name.
    Tag
);

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn ids_are_their_texts() {
        assert_eq!(format!("{:?}", Sku::from("茶")), "Sku(\"茶\")");
        let state = RandomState::new();
        let [a, b, other] = ["a", "b", "a"].map(|id| state.hash_one(Sku::from(id)));
        assert!(a == other && a != b);
    }
}
