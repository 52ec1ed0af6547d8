//! A widget's own state: what is open, which way the wheel stands.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::runtime::slot::{Slot, Version};

/// A value that belongs to one mounted widget. Copies share it; it ends with the widget.
pub struct Local<T: 'static> {
    slot: Slot,
    version: Version,
    /// As a function's result, so that a handle is `Send` whatever it leads to.
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Local<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Local<T> {}

impl<T: Default> Local<T> {
    /// A value owned by the current reactive owner.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self {
            slot: Slot::new(Rc::new(RefCell::new(value))),
            version: Version::new(),
            kind: PhantomData,
        }
    }

    /// Reads it without following it. A widget that is gone reads the default.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.cell().borrow())
    }

    /// The value's cell; one of its own, which nobody else sees, once the widget is gone.
    #[inline(never)]
    fn cell(&self) -> Rc<RefCell<T>> {
        self.slot.get().unwrap_or_default()
    }

    /// Runs the current view again whenever [`Local::change`] is called.
    pub fn track(&self) {
        self.version.track();
    }

    /// Changes it and runs the views that follow it. Does nothing once the widget is gone.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        self.change_quietly(change);
        self.version.raise();
    }

    /// Changes it without telling any view.
    pub fn change_quietly(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.cell().borrow_mut());
    }
}
