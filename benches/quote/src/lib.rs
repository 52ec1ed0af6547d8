//! The carts and offers that `cargo xtask bench` prices.
//!
//! The same code runs natively (`src/main.rs` times it) and as a bare Wasm module, whose exports
//! stand in [`exports`]: Node counts its instructions, and a throttled browser times it.

pub mod exports;
pub mod mix;
pub mod peers;
pub mod wallet;

use pricing::{Buyer, Cart, Instant, Quote, Ruleset};

/// As the embed bundle has it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// When every quote is asked for.
pub const NOW: Instant = Instant::from_ms(1_000);

/// One thing to price, again and again.
pub struct Case {
    /// The offers, compiled.
    pub ruleset: Ruleset,
    /// The cart.
    pub cart: Cart,
    /// Who asks.
    pub buyer: Buyer,
}

impl Case {
    /// Prices the cart.
    ///
    /// # Panics
    ///
    /// If the cart has no quote, which none of these carts is.
    #[must_use]
    pub fn quote(&self) -> Quote {
        match self.ruleset.quote(&self.cart, &self.buyer, NOW) {
            Ok(quote) => quote,
            Err(_) => panic!("a bench cart has no quote"),
        }
    }

    /// Prices the cart after one tap: a line is ticked or unticked.
    #[must_use]
    pub fn tap(&mut self) -> Quote {
        if let Some(line) = self.cart.lines.first_mut() {
            line.ticked = !line.ticked;
        }
        self.quote()
    }
}
