//! libFuzzer's way into the body of the same name.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _worked = pricing_fuzz::cart(bytes);
});
