//! Dacu: storefront promotion widgets as custom elements over one campaign file.
//!
//! The crate is two things: the embed bundle (`embed`, built by `cargo xtask dist`) and the library
//! that the studio and the tests use. Arrows point one way: `runtime` and `api` know nothing of
//! `ui` and `widgets`, and these know nothing of `embed` and `studio`.

pub mod api;
pub mod embed;
pub mod runtime;
#[cfg(feature = "studio")]
pub mod studio;
pub mod ui;
pub mod widgets;

/// Allocates in the module's own memory, whose pages it asks for as needed.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
