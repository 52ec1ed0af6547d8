//! What the simulation changes besides buyer, cart and network: host, storage, device clock, and the
//! moment at which the page is killed.

use super::hosts::Host;
use crate::studio::link::Hash;

/// How the device keeps what a page stores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// As usual.
    #[default]
    Fine,
    /// Every write is refused.
    Full,
    /// Asking for it throws, as in some private windows.
    Denied,
    /// Every text comes back cut in half.
    Corrupt,
}

impl Disk {
    /// Every way, with its name in links.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Fine, ""),
        (Self::Full, "full"),
        (Self::Denied, "denied"),
        (Self::Corrupt, "corrupt"),
    ];

    /// Its name in links and in the address of the page; empty as usual.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(known, _)| *known == self);
        row.map_or("", |(_, name)| name)
    }

    /// Whether the page keeps what others can read, and reads it as it was written.
    #[must_use]
    pub fn is_shared(self) -> bool {
        self == Self::Fine
    }
}

/// When the page is killed: as soon as the next request has come this far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kill {
    /// It is written down and on its way; the server knows nothing.
    Sent,
    /// The server has carried it out; the page has not heard.
    Committed,
}

impl Kill {
    /// Both, with their names in links.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Sent, "sent"), (Self::Committed, "committed")];
}

/// The simulation. Everything as usual is its default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sim {
    /// The app around the page, as its user agent tells; this browser's own if nothing is set.
    pub host: Option<Host>,
    /// The device's storage.
    pub storage: Disk,
    /// How far the device's clock is off, in milliseconds.
    pub skew_ms: i64,
    /// When the page is killed.
    pub kill: Option<Kill>,
}

impl Sim {
    /// The furthest that a device's clock may be off: a year, in milliseconds.
    pub const MOST_SKEW_MS: i64 = 366 * 24 * 60 * 60 * 1_000;

    pub(in crate::studio) fn put(self, hash: &mut Hash) {
        if let Some(host) = self.host {
            hash.put("host", host.name());
        }
        hash.put_if("storage", self.storage.name(), self.storage != Disk::Fine);
        hash.put_if("skew", &self.skew_ms.to_string(), self.skew_ms != 0);
        let kill = Kill::ALL
            .iter()
            .find(|(known, _)| Some(*known) == self.kill);
        if let Some((_, name)) = kill {
            hash.put("kill", name);
        }
    }

    pub(in crate::studio) fn read(&mut self, name: &str, value: &str) {
        match name {
            "host" => self.host = Host::from_name(value),
            "storage" => {
                let known = Disk::ALL.iter().find(|(_, name)| *name == value);
                self.storage = known.map_or(Disk::Fine, |(disk, _)| *disk);
            }
            "skew" => {
                let skew: i64 = value.parse().unwrap_or(0);
                self.skew_ms = skew.clamp(-Self::MOST_SKEW_MS, Self::MOST_SKEW_MS);
            }
            "kill" => {
                let known = Kill::ALL.iter().find(|(_, name)| *name == value);
                self.kill = known.map(|(kill, _)| *kill);
            }
            _ => {}
        }
    }
}
