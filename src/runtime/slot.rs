//! Values of one document inside Leptos' arena.
//!
//! A view must be `Send`, a document's values are not: they live in the arena of the current
//! reactive owner, and what is copied around is a number. All of them are kept under one type,
//! because every type in the arena costs its own copy of the arena's code.

use std::any::Any;
use std::rc::Rc;

use reactive_graph::owner::{LocalStorage, StoredValue};
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{GetValue, Track, Update};

/// A shared value that ends with the reactive owner it was made under.
#[derive(Clone, Copy)]
pub struct Slot(StoredValue<Rc<dyn Any>, LocalStorage>);

impl Slot {
    /// Keeps a value for as long as the current reactive owner lives.
    #[must_use]
    #[inline(never)]
    pub fn new(value: Rc<dyn Any>) -> Self {
        Self(StoredValue::new_local(value))
    }

    /// The value, if its owner still lives.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<Rc<T>> {
        self.any()?.downcast().ok()
    }

    #[inline(never)]
    fn any(&self) -> Option<Rc<dyn Any>> {
        self.0.try_get_value()
    }
}

/// Rises when something has changed; views that follow it run again.
#[derive(Clone, Copy)]
pub struct Version(RwSignal<u32>);

impl Version {
    /// A version that ends with the current reactive owner.
    #[must_use]
    #[inline(never)]
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Runs the current view again when it rises.
    #[inline(never)]
    pub fn track(&self) {
        self.0.track();
    }

    /// Raises it; does nothing once its owner is gone.
    #[inline(never)]
    pub fn raise(&self) {
        self.0.try_update(|count| *count = count.wrapping_add(1));
    }
}

impl Default for Version {
    fn default() -> Self {
        Self::new()
    }
}
