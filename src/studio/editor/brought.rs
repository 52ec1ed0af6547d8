//! Drafts that leave and come by links.

use leptos::prelude::*;

use super::super::Studio;
use super::super::share::draft::Written;
use super::super::state::View;
use super::code::Code;
use super::{Editor, Slot, keep, words as w};

impl Editor {
    /// The open campaign as it is written at the moment, if that is not how its file is served.
    #[must_use]
    pub fn written(&self, studio: Studio) -> Option<Written> {
        let Slot { file, fresh } = self.slot.get_untracked();
        let open = studio.state.with_untracked(|state| state.campaign == file);
        let text = self.with_code(Code::text).filter(|_| open)?;
        let served = studio.served(&file);
        (fresh || served.as_deref() != Some(text.as_str())).then_some(Written { text, fresh })
    }

    /// Opens the editor with a draft that came by a link to the open campaign.
    pub fn bring(self, studio: Studio, written: Written) {
        let file = studio
            .state
            .with_untracked(|state| state.campaign.to_owned());
        let slot = Slot {
            file,
            fresh: written.fresh,
        };
        let there = self.slot.with_untracked(|now| *now == slot)
            && self.with_code(|code| code.has(&slot.key())) == Some(true);
        if written.fresh {
            self.slot.set(slot);
        }
        self.brought.set_value(Some(written.text));
        if there {
            self.take_brought(studio);
        }
        studio.change(|state| state.view = View::Edit);
    }

    /// Takes up what a link brought, as one step of the history: undo has what was there before.
    pub(super) fn take_brought(self, studio: Studio) {
        let text = self.brought.try_update_value(Option::take).flatten();
        let Some(text) = text.filter(|text| self.with_code(Code::text).as_ref() != Some(text))
        else {
            return;
        };
        self.with_code(|code| code.replace(&text));
        self.look(studio);
        self.kept.update(|kept| kept.waits = true);
        keep::save_now(studio);
        studio.tell(w::BROUGHT);
    }
}
