//! libFuzzer's way into the body of the same name.
#![no_main]

// Each target runs one body of the file.
#[allow(dead_code)]
#[path = "../src/files.rs"]
mod files;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _read = files::lints(bytes);
});
