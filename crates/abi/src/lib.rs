//! Quotes for hosts that have WebAssembly and nothing else: mini-program pages, Node, servers in any
//! language.
//!
//! The module imports nothing and exports its `memory` and three functions. All numbers are 32 bits
//! wide, because old hosts cannot pass wider ones.
//!
//! | export | what it does |
//! |---|---|
//! | `alloc(len) -> ptr` | room for `len` bytes, or 0 if there is none |
//! | `free(ptr, len)` | gives it back |
//! | `quote(campaign, campaign_len, cart, cart_len, now_high, now_low) -> ptr` | a quote of two UTF-8 texts at an instant in milliseconds since 1970, given as its upper and lower half |
//!
//! What `quote` returns is a block of its own: four bytes of length, little-endian, then so many bytes
//! of UTF-8. The host frees it with that length and 4, and frees its own two texts itself. The texts
//! and the answer are those of [`campaign::quote_json`], to the byte: what is wrong with the input is an
//! answer too, and no input makes it trap. It returns 0 only where there is no memory for the answer.
//!
//! `quote.mjs` beside this crate does all of it in JavaScript.

// A host's pointers are numbers; this crate is the only place that makes memory of them.
#![allow(unsafe_code)]

use std::alloc::{Layout, alloc as allocate, dealloc};
use std::{ptr, slice};

/// Bytes of length before an answer.
const HEAD: usize = 4;

/// Room for so many bytes, or null if there is none.
///
/// It belongs to the caller until [`free`] takes it back with the same length.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "alloc"))]
#[must_use]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    match Layout::array::<u8>(len) {
        Ok(layout) if len > 0 => {
            // SAFETY: the layout is not empty.
            unsafe { allocate(layout) }
        }
        // Nothing to hold: any address that is not null will do.
        Ok(_) => ptr::dangling_mut(),
        Err(_) => ptr::null_mut(),
    }
}

/// Takes back what [`alloc`] or [`quote`] gave.
///
/// # Safety
///
/// `ptr` came from one of them with this length, and has not been given back.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "free"))]
pub unsafe extern "C" fn free(ptr: *mut u8, len: usize) {
    if let Ok(layout) = Layout::array::<u8>(len)
        && len > 0
        && !ptr.is_null()
    {
        // SAFETY: the caller says that it was allocated with this layout and is not used any more.
        unsafe { dealloc(ptr, layout) }
    }
}

/// A quote, or what is wrong with the input, as a block that begins with its length.
///
/// # Safety
///
/// The two pointers are to that many readable bytes each, which nobody changes meanwhile; with a
/// length of 0 they may be anything.
#[cfg_attr(target_arch = "wasm32", unsafe(export_name = "quote"))]
pub unsafe extern "C" fn quote(
    campaign: *const u8,
    campaign_len: usize,
    cart: *const u8,
    cart_len: usize,
    now_high: i32,
    now_low: u32,
) -> *mut u8 {
    // SAFETY: as the caller says.
    let (campaign, cart) = unsafe { (text(campaign, campaign_len), text(cart, cart_len)) };
    let now = (i64::from(now_high) << 32) | i64::from(now_low);
    let told = campaign::quote_json(&campaign, &cart, now);
    let Ok(len) = u32::try_from(told.len()) else {
        return ptr::null_mut();
    };
    let block = alloc(HEAD + told.len());
    if !block.is_null() {
        let head = len.to_le_bytes();
        // SAFETY: the block is new and has room for both, one behind the other.
        unsafe {
            ptr::copy_nonoverlapping(head.as_ptr(), block, HEAD);
            ptr::copy_nonoverlapping(told.as_ptr(), block.add(HEAD), told.len());
        }
    }
    block
}

/// A text of the host; what is not UTF-8 in it becomes a replacement character.
///
/// # Safety
///
/// As for [`quote`].
unsafe fn text(ptr: *const u8, len: usize) -> String {
    if len == 0 {
        return String::new();
    }
    // SAFETY: the caller says that there are so many bytes.
    let bytes = unsafe { slice::from_raw_parts(ptr, len) };
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a host does with the answer to two texts.
    fn ask(campaign: &[u8], cart: &[u8], now: i64) -> String {
        let (high, low) = ((now >> 32) as i32, now as u32);
        // SAFETY: the slices live while they are read, and the block is freed once.
        unsafe {
            let block = quote(
                campaign.as_ptr(),
                campaign.len(),
                cart.as_ptr(),
                cart.len(),
                high,
                low,
            );
            assert!(!block.is_null());
            let mut head = [0; HEAD];
            ptr::copy_nonoverlapping(block, head.as_mut_ptr(), HEAD);
            let len = u32::from_le_bytes(head) as usize;
            let told = slice::from_raw_parts(block.add(HEAD), len).to_vec();
            free(block, HEAD + len);
            String::from_utf8(told).expect("UTF-8")
        }
    }

    #[test]
    fn the_answer_is_that_of_the_library() {
        let campaign = include_str!("../../../public/campaigns/618-2026.json");
        let cart = r#"{ "lines": [{ "sku": "fan", "quantity": 3 }] }"#;
        for now in [0, 1_781_748_000_000, -1, i64::MIN, i64::MAX] {
            let told = ask(campaign.as_bytes(), cart.as_bytes(), now);
            assert_eq!(told, campaign::quote_json(campaign, cart, now), "{now}");
            assert!(told.contains("\"payable\":"), "{told}");
        }
    }

    #[test]
    fn whatever_comes_in_there_is_an_answer() {
        for text in [&b""[..], b"{", b"\xff\xfe\0", b"null"] {
            let told = ask(text, text, 0);
            assert!(
                told.starts_with("{\"problems\":[{\"file\":\"campaign\""),
                "{told}"
            );
        }
    }

    #[test]
    fn nothing_is_no_null() {
        assert!(!alloc(0).is_null());
        assert!(alloc(usize::MAX).is_null());
        // SAFETY: nothing was allocated for it.
        unsafe { free(alloc(0), 0) }
    }
}
