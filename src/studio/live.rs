//! Live reload: the open campaign file is asked for again, and shown when it has changed on disk.
//!
//! Any static server will do. `cargo xtask serve` also reloads the whole studio on changes to what it
//! is built from; the state is in the address, so nothing is lost either way.

use gloo_timers::callback::Interval;
use leptos::prelude::*;

use super::words as w;
use super::{FileStatus, Studio};
use crate::runtime::fetch;

/// Between two looks, in milliseconds. A server answers most of them with «not modified».
const LOOK_MS: u32 = 2_000;

/// Looks for as long as the studio lives, while somebody can see it.
pub fn watch(studio: Studio) {
    let looking = Interval::new(LOOK_MS, move || {
        if !document().hidden() {
            look(studio);
        }
    });
    let looking = StoredValue::new_local(Some(looking));
    on_cleanup(move || looking.set_value(None));
}

fn look(studio: Studio) {
    let open = studio.state.with_untracked(|state| state.campaign.clone());
    let address = ["campaigns/", &open, ".json"].concat();
    let done = move |text: Option<String>| {
        // A server that is down for a moment has not changed the file.
        let Some(text) = text else { return };
        let changed = studio.files.try_with_untracked(|files| {
            let file = files.iter().find(|file| file.name == open);
            file.is_some_and(|file| {
                !matches!(file.status, FileStatus::Loading) && !file.is_read_from(&text)
            })
        });
        if changed != Some(true) {
            return;
        }
        studio.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.name == open) {
                file.read(Some(&text));
            }
        });
        studio.frame.reload();
        studio.tell(w::FILE_CHANGED);
    };
    fetch::text(&address, Box::new(done));
}
