//! What clocks show in the zones of the IANA database, which this crate carries along.
//!
//! A campaign file gives its zone a fixed offset, because a page carries no such data. Here the two
//! are compared.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use pricing::Instant;

/// A zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Clocks(TimeZone);

impl Clocks {
    /// The zone of this name, such as `Europe/London`.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Minutes east of UTC at an instant; those of the year 9999 for what comes later.
    #[must_use]
    pub fn offset_minutes(&self, at: Instant) -> i32 {
        let ms = at.ms().clamp(
            Timestamp::MIN.as_millisecond() + 1,
            Timestamp::MAX.as_millisecond(),
        );
        let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX);
        self.0.to_offset(at).seconds() / 60
    }
}

/// `+08:00`, as files write it.
#[must_use]
pub fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
