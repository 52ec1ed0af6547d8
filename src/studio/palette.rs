//! The command palette: everything that can be gone to or done, by typing a part of its name.

use std::sync::Arc;

use leptos::prelude::*;

use super::dialog::dialog;
use super::keys::{self, Action};
use super::share::words as w;
use super::simulate::recipe::{self, PRESETS};
use super::state::{CAMPAIGNS, Tab, View};
use super::words::{self as common, Say, WIDGETS};
use super::{FileStatus, Studio, explain};

/// A command.
#[derive(Clone)]
struct Command {
    /// What it belongs to.
    group: Say,
    /// Its name.
    name: String,
    /// The key that does the same.
    key: &'static str,
    run: Arc<dyn Fn() + Send + Sync>,
}

/// More commands than this are not listed at once.
const MOST: usize = 40;

fn commands(studio: Studio) -> Vec<Command> {
    let mut all = Vec::new();
    let mut add =
        |group: Say, name: String, key: &'static str, run: Arc<dyn Fn() + Send + Sync>| {
            all.push(Command {
                group,
                name,
                key,
                run,
            });
        };
    for (action, key, name) in ACTIONS {
        let run = Arc::new(move || {
            keys::run(studio, action);
        });
        add(common::VIEWS, studio.say(name).to_owned(), key, run);
    }
    let tabs = [
        (Tab::Problems, explain::words::RULES),
        (Tab::Price, explain::words::PRICE),
        (Tab::Events, explain::words::EVENTS),
        (Tab::Size, explain::words::SPEED),
    ];
    for (tab, name) in tabs {
        let run = Arc::new(move || {
            studio.change(|state| {
                state.view = View::Preview;
                state.tab = tab;
            });
        });
        add(w::TO_TAB, studio.say(name).to_owned(), "", run);
    }
    for name in CAMPAIGNS {
        let title = studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == name)?;
            match &file.status {
                FileStatus::Open(loaded) => {
                    Some(loaded.campaign().name.get(studio.locale()).to_owned())
                }
                _ => None,
            }
        });
        let run = Arc::new(move || studio.change(|state| state.open(name)));
        let title = title.map_or_else(|| name.to_owned(), |title| format!("{title} · {name}"));
        add(w::TO_CAMPAIGN, title, "", run);
    }
    for widget in &WIDGETS {
        let run = Arc::new(move || studio.select_widget(widget.name));
        add(w::TO_WIDGET, studio.say(widget.say).to_owned(), "", run);
    }
    for (_, name, changes) in PRESETS {
        let run = Arc::new(move || studio.change(|state| recipe::apply(state, changes)));
        add(w::TO_RECIPE, studio.say(name).to_owned(), "", run);
    }
    for own in studio.state.with(|state| state.recipes.clone()) {
        let changes = own.changes;
        let run = Arc::new(move || studio.change(|state| recipe::apply(state, &changes)));
        add(w::TO_RECIPE, own.name, "", run);
    }
    all
}

/// What keys do, with a name each.
const ACTIONS: [(Action, &str, Say); 24] = [
    (Action::Open(View::Preview), "1", common::PREVIEW),
    (Action::Open(View::Gallery), "2", common::GALLERY),
    (Action::Open(View::Edit), "3", super::editor::words::EDIT),
    (Action::Open(View::Simulate), "4", common::SIMULATE),
    (Action::Share, "S", w::SHARE),
    (Action::Play, "Space", Say("播放或暂停", "Play or pause")),
    (Action::Jump(false), "J", Say("上一变化", "Previous change")),
    (Action::Jump(true), "K", Say("下一变化", "Next change")),
    (
        Action::Width(false),
        "[",
        Say("手机窄一档", "Narrower phone"),
    ),
    (Action::Width(true), "]", Say("手机宽一档", "Wider phone")),
    (Action::Fit, "0", Say("适应窗口", "Fit")),
    (Action::Dark, "D", common::DARK),
    (Action::Large, "L", common::LARGE),
    (Action::Still, "M", common::STILL),
    (Action::Clock, "T", Say("写一个时刻", "Type a moment")),
    (Action::Host, "H", Say("换宿主", "Next host")),
    (Action::Network, "N", common::NETWORK_PANEL),
    (Action::Buyer, "B", Say("换买家", "Next buyer")),
    (
        Action::Reload,
        "R",
        Say("重新加载手机页", "Reload the page"),
    ),
    (
        Action::ResetContext,
        "⇧R",
        Say("情境复位", "Reset the context"),
    ),
    (
        Action::Problem(true),
        "F8",
        super::editor::words::NEXT_PROBLEM,
    ),
    (
        Action::SingleKeys,
        "",
        Say("开关单键快捷键", "Single-key shortcuts on or off"),
    ),
    (Action::Filter, "/", Say("筛选状态", "Filter states")),
    (Action::Help, "?", common::ALL_KEYS),
];

/// The palette.
pub fn palette(studio: Studio) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let all = untrack(|| commands(studio));
    let shown = Memo::new_with_compare(
        move |_| {
            let typed = typed.get().to_lowercase();
            let words: Vec<&str> = typed.split_whitespace().collect();
            let fits = |command: &&Command| {
                let group = studio.say(command.group).to_lowercase();
                let name = command.name.to_lowercase();
                words
                    .iter()
                    .all(|word| name.contains(word) || group.contains(word))
            };
            all.iter()
                .filter(fits)
                .take(MOST)
                .cloned()
                .collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let close = move || studio.palette.set(false);
    let run = move |n: usize| {
        let command = shown.with_untracked(|shown| shown.get(n).cloned());
        if let Some(command) = command {
            close();
            // Once the dialog has given the focus back: a command may want it for itself.
            request_animation_frame(move || (command.run)());
        }
    };
    let step = move |forward: bool| {
        let count = shown.with_untracked(Vec::len).max(1);
        at.update(|at| {
            *at = if forward {
                (*at + 1) % count
            } else {
                (*at + count - 1) % count
            }
        });
        request_animation_frame(|| {
            let found = document()
                .query_selector(".palette [aria-selected=true]")
                .ok()
                .flatten();
            if let Some(found) = found {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                found.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    };
    let row = move |(n, command): (usize, Command)| {
        let on = move || at.get() == n;
        view! {
            <li
                role="option"
                id=format!("command-{n}")
                aria-selected=move || on().to_string()
                class:on=on
                on:pointermove=move |_| at.set(n)
                on:click=move |_| run(n)
            >
                <span class="t3">{studio.say(command.group)}</span>
                <b class="clip">{command.name}</b>
                {(!command.key.is_empty()).then(|| view! { <kbd class="kbd">{command.key}</kbd> })}
            </li>
        }
    };
    let body = view! {
        <span class="field">
            {super::icons::icon("search")}
            <input
                data-first=""
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="commands"
                aria-activedescendant=move || format!("command-{}", at.get())
                autocomplete="off"
                spellcheck="false"
                placeholder=studio.say(w::PALETTE)
                aria-label=studio.say(w::PALETTE)
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    at.set(0);
                }
                on:keydown=move |event| match event.key().as_str() {
                    "ArrowDown" | "ArrowUp" => {
                        event.prevent_default();
                        step(event.key() == "ArrowDown");
                    }
                    "Enter" => {
                        event.prevent_default();
                        run(at.get_untracked());
                    }
                    _ => {}
                }
            />
        </span>
        <ul id="commands" role="listbox" aria-label=studio.say(w::PALETTE)>
            {move || {
                let shown = shown.get();
                if shown.is_empty() {
                    return view! { <li class="none t3">{studio.say(w::NOTHING_LIKE_IT)}</li> }.into_any();
                }
                shown.into_iter().enumerate().map(row).collect_view().into_any()
            }}
        </ul>
    };
    dialog(studio, "palette", w::PALETTE, close, body.into_any())
}
