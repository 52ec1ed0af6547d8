//! Finds the line and column of a path in a file.

use std::collections::HashMap;

use campaign::json;

/// Where every value of a document starts.
pub(crate) struct Places(HashMap<String, (u32, u32)>);

impl Places {
    pub(crate) fn of(text: &str) -> Self {
        Self(json::places(text).into_iter().collect())
    }

    /// The place of a path, or of the nearest part around it that is there.
    pub(crate) fn find(&self, path: &str) -> (u32, u32) {
        let mut path = path;
        loop {
            if let Some(place) = self.0.get(path) {
                return *place;
            }
            let Some(end) = path.rfind(['.', '[']) else {
                return (1, 1);
            };
            path = &path[..end];
        }
    }
}
