//! Instants and windows. The crate never asks what time it is.

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// Before every campaign.
    pub const MIN: Self = Self(i64::MIN);
    /// After every campaign.
    pub const MAX: Self = Self(i64::MAX);

    /// An instant `ms` milliseconds after the Unix epoch.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The instant `ms` later, saturating.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to `self`, negative if `earlier` is later; saturating.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A half-open span of time: it holds `from` and not `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First instant inside.
    pub from: Instant,
    /// First instant after it.
    pub until: Instant,
}

impl Window {
    /// All of time.
    pub const ALWAYS: Self = Self {
        from: Instant::MIN,
        until: Instant::MAX,
    };

    /// Whether `at` lies inside.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        let noon = Instant::from_ms(1_000);
        assert_eq!((noon.ms(), noon.plus_ms(-250).ms()), (1_000, 750));
        assert_eq!(noon.since(Instant::from_ms(400)), 600);
        assert_eq!(Instant::from_ms(400).since(noon), -600);
    }

    #[test]
    fn windows() {
        let window = Window {
            from: Instant::from_ms(10),
            until: Instant::from_ms(20),
        };
        for (at, inside) in [(9, false), (10, true), (19, true), (20, false), (21, false)] {
            assert_eq!(window.contains(Instant::from_ms(at)), inside);
        }
        assert!(Window::ALWAYS.contains(Instant::MIN));
    }
}
