//! How a page asks the campaign's server.
//!
//! [`CampaignApi`] is the whole of it; [`local`] keeps the contract inside the page, so that a
//! preview or a static page works with no server at all.

use protocol::{Key, Refusal, Reply, Request};

pub mod local;

pub use local::LocalApi;

/// Gets the answer to one request, once.
pub type Done = Box<dyn FnOnce(Result<Reply, Refusal>)>;

/// A server of one campaign.
///
/// Callbacks rather than futures: one small concrete type, no executor, and nothing to poll.
pub trait CampaignApi {
    /// Sends a request; [`Request::needs_key`] says whether a key must go with it.
    ///
    /// `reply` runs later, never inside `send`, and at most once: an API that is dropped drops
    /// its callbacks without running them. Within the API's time-out there is an answer, if only
    /// [`protocol::Code::Timeout`].
    fn send(&self, key: Option<Key>, request: Request, reply: Done);
}

/// Bytes that no one can guess, for keys, jitter and the local server's dice.
///
/// Where the browser has no source of them, its ordinary dice stand in: such a key is still unlike
/// any other of this buyer, which is all that a key has to be.
#[must_use]
pub fn entropy() -> [u8; 16] {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    bytes
}

#[cfg(target_arch = "wasm32")]
fn fill(bytes: &mut [u8]) {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.is_none_or(|crypto| crypto.get_random_values_with_u8_array(bytes).is_err()) {
        for byte in bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
}

/// Outside a browser a count is enough: no two calls are alike.
#[cfg(not(target_arch = "wasm32"))]
fn fill(bytes: &mut [u8]) {
    use std::sync::atomic::{AtomicU64, Ordering};
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let calls = CALLS.fetch_add(1, Ordering::Relaxed);
    bytes[..8].copy_from_slice(&calls.to_be_bytes());
}

/// SplitMix64's step and finish: every input gives another output.
#[cfg(test)]
pub(crate) fn mix(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_are_alike() {
        let mut keys: Vec<_> = (0..10_000).map(|_| entropy()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 10_000);
    }
}
