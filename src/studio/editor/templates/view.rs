//! The dialog of templates.

use leptos::prelude::*;

use super::{TEMPLATES, days_between, make};
use crate::studio::Studio;
use crate::studio::dialog::dialog as sheet;
use crate::studio::editor::words as w;
use crate::studio::editor::{Code, Slot};
use crate::studio::state::rfc3339;

/// The dialog.
pub fn dialog(studio: Studio) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let id = RwSignal::new(String::new());
    let start = RwSignal::new(String::new());
    let file = Memo::new(move |_| TEMPLATES[chosen.get()].file);
    // The first day that the sample has, which the chosen one takes the place of.
    let first = Memo::new(move |_| {
        studio.files.with(|files| {
            let known = files.iter().find(|known| known.name == file.get())?;
            let campaign = known.campaign()?;
            let text = rfc3339(campaign.window().from, &campaign.zone);
            Some(text.get(..10)?.to_owned())
        })
    });
    Effect::new(move |_| {
        id.set([file.get(), "-new"].concat());
        start.set(first.get().unwrap_or_default());
    });
    let is_id = move || {
        let id = id.get();
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.:".contains(&b);
        (1..=64).contains(&id.len()) && id.bytes().all(fits)
    };
    let make_it = move |_| {
        let Some(text) = studio.served(file.get_untracked()) else {
            return;
        };
        let days = first
            .get_untracked()
            .and_then(|first| days_between(&first, &start.get_untracked()));
        let made = make(&text, &id.get_untracked(), days.unwrap_or(0));
        let editor = studio.editor;
        let file = file.get_untracked();
        studio.change(|state| state.open(file));
        let slot = Slot {
            file: file.to_owned(),
            fresh: true,
        };
        editor.turn_to_slot(studio, slot);
        editor.with_code(|code: &Code| code.replace(&made));
        editor.changed(studio);
        editor.look(studio);
        editor.dialog.set(None);
        studio.tell(w::TEMPLATE_DONE);
    };
    let choices = TEMPLATES
        .iter()
        .enumerate()
        .map(|(at, template)| {
            view! {
                <label class="tpl" class:on=move || chosen.get() == at>
                    <input
                        type="radio"
                        name="template"
                        data-first=(at == 0).then_some("")
                        prop:checked=move || chosen.get() == at
                        on:change=move |_| chosen.set(at)
                    />
                    <b>{move || studio.say(template.goal)}</b>
                    <span class="t2">{move || studio.say(template.by)}</span>
                    <span class="mono t3">{template.file}</span>
                </label>
            }
        })
        .collect_view();
    let body = view! {
        <p class="sheet-help">{move || studio.say(w::TEMPLATE_HELP)}</p>
        <div class="tpls" role="radiogroup" aria-label=move || studio.say(w::TEMPLATE_TITLE)>
            {choices}
        </div>
        <div class="sheet-foot">
            <label>
                <span class="t2">{move || studio.say(w::TEMPLATE_START)}</span>
                <span class="field">
                    <input
                        class="start"
                        type="date"
                        prop:value=move || start.get()
                        on:input=move |event| start.set(event_target_value(&event))
                    />
                </span>
            </label>
            <label class="grow">
                <span class="t2">{move || studio.say(w::TEMPLATE_ID)}</span>
                <span class="field" class:is-bad=move || !is_id()>
                    <input
                        class="id mono"
                        prop:value=move || id.get()
                        on:input=move |event| id.set(event_target_value(&event))
                    />
                </span>
            </label>
            <button class="btn pri" disabled=move || !is_id() on:click=make_it>
                {move || studio.say(w::TEMPLATE_USE)}
            </button>
        </div>
    };
    let close = move || studio.editor.dialog.set(None);
    sheet(studio, "wide", w::TEMPLATE_TITLE, close, body.into_any())
}
