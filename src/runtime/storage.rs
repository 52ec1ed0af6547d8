//! Where a page keeps what has to survive a reload.
//!
//! Storage is a cache that anyone can read, change, fill or forbid. Whoever reads it checks what
//! comes back; whoever writes it is told whether the value will outlive the page, and finds it
//! again for as long as the page lives in any case.

use std::cell::RefCell;

/// Named texts.
pub trait Storage {
    /// The text under `key`.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text; true if it will survive the page, false if it lives as long as the page.
    fn set(&self, key: &str, value: &str) -> bool;
    /// Forgets a text.
    fn remove(&self, key: &str);
}

/// Texts that last as long as this value does: for tests, previews and hosts without storage.
#[derive(Default)]
pub struct MemoryStorage {
    texts: RefCell<Vec<(String, String)>>,
}

impl MemoryStorage {
    /// Nothing kept yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Storage for MemoryStorage {
    fn get(&self, key: &str) -> Option<String> {
        let texts = self.texts.borrow();
        let (_, text) = texts.iter().find(|(known, _)| known == key)?;
        Some(text.clone())
    }

    fn set(&self, key: &str, value: &str) -> bool {
        self.remove(key);
        let mut texts = self.texts.borrow_mut();
        texts.push((key.to_owned(), value.to_owned()));
        true
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().retain(|(known, _)| known != key);
    }
}

/// The browser's `localStorage`.
///
/// It may be missing, forbidden, full, or throw on every call: then values are kept in memory for
/// the page's life. A value whose write failed is read from memory until a later write succeeds,
/// so a page never reads an older state than the one it has written.
pub struct BrowserStorage {
    raw: Raw,
    /// What the browser did not take: a text, or nothing for a removal that failed.
    unsaved: RefCell<Vec<(String, Option<String>)>>,
}

/// The three calls that can fail, as functions, so that their failures can be tested.
#[derive(Clone, Copy)]
struct Raw {
    get: fn(&str) -> Option<String>,
    set: fn(&str, &str) -> bool,
    remove: fn(&str) -> bool,
}

impl Default for BrowserStorage {
    fn default() -> Self {
        Self::new()
    }
}

impl BrowserStorage {
    /// The storage of this page's origin. Nothing is touched until the first call.
    #[must_use]
    pub fn new() -> Self {
        Self::over(Raw {
            get: browser::get,
            set: browser::set,
            remove: browser::remove,
        })
    }

    fn over(raw: Raw) -> Self {
        Self {
            raw,
            unsaved: RefCell::default(),
        }
    }
}

impl Storage for BrowserStorage {
    fn get(&self, key: &str) -> Option<String> {
        let unsaved = self.unsaved.borrow();
        match unsaved.iter().find(|(known, _)| known == key) {
            Some((_, text)) => text.clone(),
            None => (self.raw.get)(key),
        }
    }

    fn set(&self, key: &str, value: &str) -> bool {
        let saved = (self.raw.set)(key, value);
        self.note(key, saved, Some(value));
        saved
    }

    fn remove(&self, key: &str) {
        let removed = (self.raw.remove)(key);
        self.note(key, removed, None);
    }
}

impl BrowserStorage {
    /// Keeps what the browser did not take, in place of what was kept before.
    fn note(&self, key: &str, taken: bool, text: Option<&str>) {
        let mut unsaved = self.unsaved.borrow_mut();
        if let Some(at) = unsaved.iter().position(|(known, _)| known == key) {
            unsaved.swap_remove(at);
        }
        if !taken {
            unsaved.push((key.to_owned(), text.map(str::to_owned)));
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    /// Asked anew each time: a webview may grant or withdraw storage while the page lives.
    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok()?
    }

    pub fn get(key: &str) -> Option<String> {
        storage()?.get_item(key).ok()?
    }

    pub fn set(key: &str, value: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    pub fn remove(key: &str) -> bool {
        storage().is_some_and(|storage| storage.remove_item(key).is_ok())
    }
}

/// Outside a browser there is nothing to keep things in.
#[cfg(not(target_arch = "wasm32"))]
mod browser {
    pub fn get(_: &str) -> Option<String> {
        None
    }

    pub fn set(_: &str, _: &str) -> bool {
        false
    }

    pub fn remove(_: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static DISK: MemoryStorage = MemoryStorage::new();
    }

    const FULL: Raw = Raw {
        get: |key| DISK.with(|disk| disk.get(key)),
        set: |_, _| false,
        remove: |key| {
            DISK.with(|disk| disk.remove(key));
            true
        },
    };
    const WORKING: Raw = Raw {
        set: |key, value| DISK.with(|disk| disk.set(key, value)),
        ..FULL
    };
    const FORBIDDEN: Raw = Raw {
        get: |_| None,
        set: |_, _| false,
        remove: |_| false,
    };

    /// Writes, overwrites and removes; whatever the browser does, the page reads its last write.
    #[track_caller]
    fn check(raw: Raw, saved: bool, on_disk: Option<&str>) {
        DISK.with(|disk| disk.set("k", "old"));
        let storage = BrowserStorage::over(raw);
        assert_eq!(storage.set("k", "one"), saved);
        assert_eq!(storage.get("k").as_deref(), Some("one"));
        assert_eq!(storage.set("k", "two"), saved);
        assert_eq!(storage.get("k").as_deref(), Some("two"));
        assert_eq!(DISK.with(|disk| disk.get("k")).as_deref(), on_disk);
        storage.remove("k");
        assert_eq!(storage.get("k"), None);
        assert_eq!(storage.get("other"), None);
    }

    #[test]
    fn a_page_reads_what_it_wrote() {
        check(WORKING, true, Some("two"));
        check(FULL, false, Some("old"));
        check(FORBIDDEN, false, Some("old"));
    }

    #[test]
    fn a_write_that_succeeds_ends_the_copy_in_memory() {
        let mut storage = BrowserStorage::over(FULL);
        storage.set("k", "kept in memory");
        storage.raw = WORKING;
        assert_eq!(storage.get("k").as_deref(), Some("kept in memory"));
        storage.set("k", "saved");
        DISK.with(|disk| disk.set("k", "by another tab"));
        assert_eq!(storage.get("k").as_deref(), Some("by another tab"));
    }

    #[test]
    fn outside_a_browser_the_page_still_works() {
        let storage = BrowserStorage::new();
        assert!(!storage.set("k", "v"));
        assert_eq!(storage.get("k").as_deref(), Some("v"));
    }
}
