//! Values of one document that end with their reactive owner.
//!
//! A view must be `Send`, a document's values are not: they are kept here, and what is copied around
//! is a number. Leptos' own arena would check on every look that the thread is still the same one,
//! and with the threads of the standard library comes its second allocator.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use reactive_graph::owner::on_cleanup;
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

#[derive(Default)]
struct Kept {
    last: u32,
    /// In the order of their numbers.
    values: Vec<(u32, Rc<dyn Any>)>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// A shared value that ends with the reactive owner it was made under.
#[derive(Clone, Copy)]
pub struct Slot(u32);

impl Slot {
    /// Keeps a value for as long as the current reactive owner lives.
    #[must_use]
    #[inline(never)]
    pub fn new(value: Rc<dyn Any>) -> Self {
        let slot = KEPT.with_borrow_mut(|kept| {
            kept.last += 1;
            kept.values.push((kept.last, value));
            Self(kept.last)
        });
        on_cleanup(move || {
            // Dropped outside the borrow: a value that ends may look for others.
            drop(KEPT.with_borrow_mut(|kept| slot.place(kept).map(|at| kept.values.remove(at))));
        });
        slot
    }

    /// The value, if its owner still lives.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<Rc<T>> {
        self.any()?.downcast().ok()
    }

    #[inline(never)]
    fn any(&self) -> Option<Rc<dyn Any>> {
        KEPT.with_borrow(|kept| Some(Rc::clone(&kept.values[self.place(kept)?].1)))
    }

    #[inline(never)]
    fn place(&self, kept: &Kept) -> Option<usize> {
        kept.values
            .binary_search_by_key(&self.0, |(number, _)| *number)
            .ok()
    }
}

/// Rises when something has changed; views that follow it run again.
#[derive(Clone, Copy)]
pub struct Version(Slot);

impl Version {
    /// A version that ends with the current reactive owner.
    #[must_use]
    #[inline(never)]
    pub fn new() -> Self {
        Self(Slot::new(Rc::new(ArcTrigger::new())))
    }

    /// Runs the current view again when it rises.
    #[inline(never)]
    pub fn track(&self) {
        if let Some(trigger) = self.0.get::<ArcTrigger>() {
            trigger.track();
        }
    }

    /// Raises it; does nothing once its owner is gone.
    #[inline(never)]
    pub fn raise(&self) {
        if let Some(trigger) = self.0.get::<ArcTrigger>() {
            trigger.notify();
        }
    }
}

impl Default for Version {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use reactive_graph::owner::Owner;

    use super::*;

    /// Looks for another value when it ends.
    struct Curious(Slot, Rc<RefCell<Vec<bool>>>);

    impl Drop for Curious {
        fn drop(&mut self) {
            self.1.borrow_mut().push(self.0.get::<u8>().is_some());
        }
    }

    #[test]
    fn values_end_with_their_owner() {
        let told = Rc::new(RefCell::default());
        let (page, widget) = (Owner::new(), Owner::new());
        let kept = page.with(|| Slot::new(Rc::new(7_u8)));
        let own = widget.with(|| Slot::new(Rc::new(Curious(kept, Rc::clone(&told)))));
        let later = page.with(|| Slot::new(Rc::new(8_u8)));
        assert!(own.get::<Curious>().is_some());
        assert!(own.get::<u8>().is_none(), "of another type");
        widget.cleanup();
        assert!(own.any().is_none());
        assert_eq!(*told.borrow(), [true]);
        assert_eq!(
            [kept, later].map(|slot| slot.get::<u8>().as_deref().copied()),
            [Some(7), Some(8)]
        );
        page.cleanup();
        assert_eq!([kept, later].map(|slot| slot.get::<u8>()), [None, None]);
        KEPT.with_borrow(|kept| assert!(kept.values.is_empty()));
    }
}
