//! Storage under a prefix, so that a preview and the live page of one campaign do not meet.

use crate::runtime::storage::{BrowserStorage, Storage};

/// The browser's storage; with a scope, every key is kept under it.
pub struct Scoped {
    prefix: String,
    storage: BrowserStorage,
}

impl Scoped {
    /// The storage of a scope; an empty one adds nothing to the keys.
    pub fn new(scope: &str) -> Self {
        let prefix = if scope.is_empty() {
            String::new()
        } else {
            [scope, "/"].concat()
        };
        Self {
            prefix,
            storage: BrowserStorage::new(),
        }
    }

    fn key(&self, key: &str) -> String {
        [&self.prefix, key].concat()
    }
}

impl Storage for Scoped {
    fn get(&self, key: &str) -> Option<String> {
        self.storage.get(&self.key(key))
    }

    fn set(&self, key: &str, value: &str) -> bool {
        self.storage.set(&self.key(key), value)
    }

    fn remove(&self, key: &str) {
        self.storage.remove(&self.key(key));
    }
}
