//! Timers that end with their owner.

use std::cell::RefCell;
use std::rc::Rc;

#[cfg(not(target_arch = "wasm32"))]
use by_hand::Alarm;

#[cfg(target_arch = "wasm32")]
use crate::runtime::ticker::Alarm;

/// Timers that have not fired; dropping this drops them and what they would have called.
#[derive(Default)]
pub(super) struct Timers {
    waiting: RefCell<Vec<Alarm>>,
    #[cfg(not(target_arch = "wasm32"))]
    clock: Rc<std::cell::Cell<i64>>,
}

impl Timers {
    /// Calls `then` once, `ms` from now and never at once.
    pub(super) fn after(&self, ms: u32, then: Rc<dyn Fn()>) {
        let alarm = self.alarm();
        alarm.set(i64::from(ms), then);
        let mut waiting = self.waiting.borrow_mut();
        waiting.retain(Alarm::is_set);
        waiting.push(alarm);
    }

    #[cfg(target_arch = "wasm32")]
    fn alarm(&self) -> Alarm {
        Alarm::new()
    }
}

/// Outside a browser time passes when a test says so.
#[cfg(not(target_arch = "wasm32"))]
mod by_hand {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    pub struct Alarm {
        pub clock: Rc<Cell<i64>>,
        pub due: Cell<i64>,
        pub then: RefCell<Option<Rc<dyn Fn()>>>,
    }

    impl Alarm {
        pub fn set(&self, in_ms: i64, then: Rc<dyn Fn()>) {
            self.due.set(self.clock.get() + in_ms);
            self.then.replace(Some(then));
        }

        pub fn is_set(&self) -> bool {
            self.then.borrow().is_some()
        }
    }

    impl super::Timers {
        pub fn alarm(&self) -> Alarm {
            Alarm {
                clock: Rc::clone(&self.clock),
                due: Cell::new(0),
                then: RefCell::new(None),
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
impl Timers {
    /// Lets time pass, firing what falls due in its order.
    pub(super) fn pass(&self, ms: i64) {
        let until = self.clock.get() + ms;
        while let Some((due, then)) = self.take_due(until) {
            self.clock.set(due);
            then();
        }
        self.clock.set(until);
    }

    /// Milliseconds that have passed.
    pub(super) fn now(&self) -> i64 {
        self.clock.get()
    }

    /// Timers that have not fired.
    pub(super) fn count(&self) -> usize {
        let waiting = self.waiting.borrow();
        waiting.iter().filter(|alarm| alarm.is_set()).count()
    }

    fn take_due(&self, until: i64) -> Option<(i64, Rc<dyn Fn()>)> {
        let waiting = self.waiting.borrow();
        // Of those due at once, the one set first.
        let alarm = waiting
            .iter()
            .filter(|alarm| alarm.is_set() && alarm.due.get() <= until)
            .min_by_key(|alarm| alarm.due.get())?;
        let then = alarm.then.take()?;
        Some((alarm.due.get(), then))
    }
}
