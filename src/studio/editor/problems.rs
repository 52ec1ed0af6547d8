//! The list of what is wrong: place, words, source, and the edit that mends it.

use leptos::prelude::*;

use super::super::Studio;
use super::super::icons::severity;
use super::check::Found;
use super::words::{self as w, fill};
use super::{Mode, texts};

/// More problems than this are only counted.
const LISTED: usize = 200;

/// The list.
pub fn problems(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let row = move |(index, one): (usize, Found)| {
        let lang = studio.state.with(|state| state.lang);
        let on = move || editor.chosen.get() == index;
        let words = one.message.get(lang).to_owned();
        let fix = one
            .fix
            .as_ref()
            .map(|fix| fill(fix.say.get(lang), &fix.detail));
        let advice = one.advice.get(lang).to_owned();
        let source = one.source.get(lang).to_owned();
        view! {
            <li class="pr" class:on=on>
                <button
                    class="pr-go"
                    on:click=move |_| {
                        editor.choose(index, editor.mode.get_untracked() == Mode::Code);
                    }
                >
                    {severity(texts::mark(one.severity))}
                    <span class="mono clip path" title=one.path.clone()>
                        {if one.path.is_empty() { "—".to_owned() } else { one.path.clone() }}
                    </span>
                    <span class="why">
                        {one.rule.then(|| view! { <b>{one.code}</b> " " })} {words}
                        {(!advice.is_empty())
                            .then(|| view! { <small title=source>{advice}</small> })}
                    </span>
                    <span class="tag mono">{format!("{}:{}", one.line, one.column)}</span>
                </button>
                {fix
                    .map(|fix| {
                        view! {
                            <button class="btn s" on:click=move |_| editor.fix(index)>
                                {fix}
                            </button>
                        }
                    })}
            </li>
        }
    };
    move || {
        let found = editor.found.get();
        if found.is_empty() {
            return view! {
                <div class="note">
                    <b>{studio.say(w::NO_PROBLEMS)}</b>
                    {studio.say(w::NO_PROBLEMS_HELP)}
                </div>
            }
            .into_any();
        }
        let more = found.len().saturating_sub(LISTED);
        let rows: Vec<(usize, Found)> = found.iter().cloned().enumerate().take(LISTED).collect();
        view! {
            <ul class="prs">
                {rows.into_iter().map(row).collect_view()}
                {(more > 0).then(|| view! { <li class="more">{format!("+{more}")}</li> })}
            </ul>
        }
        .into_any()
    }
}
