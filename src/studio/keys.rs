//! The keyboard: which key does what, and where keys are left alone.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::state::{Tab, View, Zoom};
use super::{Studio, canvas, scrubber, simulate};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens a room.
    Open(View),
    /// Starts or stops the clock.
    Play,
    /// Jumps to the next change, or the previous one.
    Jump(bool),
    /// Moves the clock by milliseconds.
    Step(i64),
    /// Goes to the start of the phase, or its last second.
    PhaseEdge(bool),
    /// Makes the phone wider or narrower.
    Width(bool),
    /// Zooms in or out.
    Zoom(bool),
    /// Fits the phone to the canvas.
    Fit,
    /// Turns the page dark or light.
    Dark,
    /// Turns large text on or off.
    Large,
    /// Asks the page for less motion, or no longer.
    Still,
    /// Turns single keys off, or on again.
    SingleKeys,
    /// Goes to the clock's field.
    Clock,
    /// Opens or closes the network panel.
    Network,
    /// Goes to the next host.
    Host,
    /// Goes to the next sample buyer.
    Buyer,
    /// Loads the page anew.
    Reload,
    /// Sets buyer, cart and network to the defaults.
    ResetContext,
    /// Goes to the filter.
    Filter,
    /// Goes to the next problem of the campaign file, or the previous one.
    Problem(bool),
    /// Applies the fix of the selected problem.
    Fix,
    /// Opens or closes the list of keys.
    Help,
    /// Opens the dialog of sharing.
    Share,
    /// Opens or closes the command palette.
    Palette,
}

/// The keys that are held with another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// Control, or Command on a Mac: then the key is the browser's.
    pub command: bool,
}

/// Where a browser remembers that single keys are off.
const STORED: &str = "dacu-single-keys";

/// Whether single keys are on, by what this browser remembers.
#[must_use]
pub(super) fn single_keys() -> bool {
    let storage = window().local_storage().ok().flatten();
    let stored = storage.and_then(|storage| storage.get_item(STORED).ok().flatten());
    stored.as_deref() != Some("off")
}

/// Turns single keys on or off, here and for later visits.
pub(super) fn set_single_keys(studio: Studio, on: bool) {
    studio.single_keys.set(on);
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if on {
            storage.remove_item(STORED)
        } else {
            storage.set_item(STORED, "off")
        };
    }
}

/// Whether a key writes a character: one that speech and a stray finger can press, which is why
/// WCAG 2.1.4 wants such keys to be turned off at will.
#[must_use]
pub fn is_single(key: &str, held: Held) -> bool {
    !held.command && key.chars().count() == 1
}

/// What a key does; nothing if it is the browser's.
#[must_use]
pub fn action(key: &str, held: Held) -> Option<Action> {
    if held.command {
        // All other keys with Control are the browser's.
        return key.eq_ignore_ascii_case("k").then_some(Action::Palette);
    }
    let arrow = if held.shift {
        60_000
    } else if held.alt {
        100
    } else {
        1_000
    };
    let lower = key.to_ascii_lowercase();
    Some(match lower.as_str() {
        "arrowleft" => Action::Step(-arrow),
        "arrowright" => Action::Step(arrow),
        _ if held.alt => return None,
        "f8" => Action::Problem(!held.shift),
        "r" if held.shift => Action::ResetContext,
        "?" => Action::Help,
        "+" | "=" => Action::Zoom(true),
        _ if held.shift => return None,
        "1" => Action::Open(View::Preview),
        "2" => Action::Open(View::Gallery),
        "3" => Action::Open(View::Edit),
        "f" => Action::Fix,
        "4" => Action::Open(View::Simulate),
        "h" => Action::Host,
        "b" => Action::Buyer,
        "s" => Action::Share,
        " " => Action::Play,
        "j" => Action::Jump(false),
        "k" => Action::Jump(true),
        "home" => Action::PhaseEdge(false),
        "end" => Action::PhaseEdge(true),
        "[" => Action::Width(false),
        "]" => Action::Width(true),
        "-" | "−" => Action::Zoom(false),
        "0" => Action::Fit,
        "d" => Action::Dark,
        "l" => Action::Large,
        "m" => Action::Still,
        "t" => Action::Clock,
        "n" => Action::Network,
        "r" => Action::Reload,
        "/" => Action::Filter,
        _ => return None,
    })
}

/// Listens for as long as the current reactive owner lives.
pub(super) fn listen(studio: Studio) {
    let handle = window_event_listener(ev::keydown, move |event| pressed(studio, &event));
    on_cleanup(move || handle.remove());
}

fn pressed(studio: Studio, event: &KeyboardEvent) {
    if event.default_prevented() {
        return;
    }
    if event.key() == "Escape" {
        studio.help.set(false);
        studio.sharing.set(false);
        studio.palette.set(false);
        studio.drawer.set(false);
        studio.frame.panel.set(false);
        studio.editor.dialog.set(None);
        return;
    }
    let held = Held {
        shift: event.shift_key(),
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
    };
    if is_single(&event.key(), held) && !studio.single_keys.get_untracked() {
        return;
    }
    let Some(action) = action(&event.key(), held) else {
        return;
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| is_taken(&target, action)) {
        return;
    }
    // Behind the list of keys nothing should move.
    let asked = studio.editor.is_asking();
    let over = [
        (studio.help, Action::Help),
        (studio.sharing, Action::Share),
        (studio.palette, Action::Palette),
    ];
    if asked
        || over
            .iter()
            .any(|(open, own)| open.get_untracked() && action != *own)
    {
        return;
    }
    if run(studio, action) {
        event.prevent_default();
    }
}

/// Whether the element under the focus has its own use for the key.
fn is_taken(target: &Element, action: Action) -> bool {
    let is = |what: &str| target.closest(what).ok().flatten().is_some();
    if is("input, select, textarea, [contenteditable]") {
        return action != Action::Palette;
    }
    match action {
        Action::Play => is("button, a, summary"),
        Action::Step(_) | Action::PhaseEdge(_) => is("[role=tab], .gal, .insp"),
        _ => false,
    }
}

/// Does it; false if there is nothing to do in this room.
pub(super) fn run(studio: Studio, action: Action) -> bool {
    let view = studio.state.with_untracked(|state| state.view);
    let preview = view == View::Preview;
    let edit = view == View::Edit;
    let simulating = view == View::Simulate;
    match action {
        Action::Open(view) => studio.change(|state| state.view = view),
        Action::Share => studio.sharing.update(|open| *open = !*open),
        Action::Palette => studio.palette.update(|open| *open = !*open),
        Action::Help => studio.help.update(|open| *open = !*open),
        Action::SingleKeys => set_single_keys(studio, !studio.single_keys.get_untracked()),
        Action::Filter => {
            if preview {
                studio.change(|state| state.view = View::Gallery);
            }
            focus_soon("#filter");
        }
        Action::Problem(forward) if edit => studio.editor.next_problem(forward),
        Action::Fix if edit => studio.editor.fix_chosen(),
        _ if edit => return false,
        Action::Host => simulate::next_host(studio),
        Action::Buyer => simulate::next_buyer(studio),
        Action::ResetContext => studio.change(super::state::State::reset_context),
        Action::Network if simulating => focus_soon(".net-card .latency"),
        Action::Reload if simulating => studio.frame.reload(),
        _ if simulating => return false,
        Action::Dark if !preview => studio.change(|state| state.gallery.dark = !state.gallery.dark),
        Action::Large if !preview => {
            studio.change(|state| state.gallery.large = !state.gallery.large);
        }
        Action::Zoom(closer) if !preview => studio.change(|state| state.step_gallery_zoom(closer)),
        _ if !preview => return false,
        Action::Play => studio.playing.update(|on| *on = !*on),
        Action::Jump(forward) => scrubber::jump(studio, forward),
        Action::Step(ms) => scrubber::step(studio, ms),
        Action::PhaseEdge(end) => scrubber::phase_edge(studio, end),
        Action::Width(wider) => studio.change(|state| state.step_width(wider)),
        Action::Zoom(closer) => {
            let shown = canvas::shown_zoom(studio);
            studio.change(|state| state.step_zoom(shown, closer));
        }
        Action::Fit => studio.change(|state| state.zoom = Zoom::Fit),
        Action::Dark => studio.change(|state| state.dark = !state.dark),
        Action::Large => studio.change(|state| state.large = !state.large),
        Action::Still => studio.change(|state| state.still = !state.still),
        Action::Clock => focus_soon(".clock input"),
        Action::Network => studio.frame.panel.update(|open| *open = !*open),
        Action::Reload => studio.frame.reload(),
        Action::Problem(_) | Action::Fix => return false,
    }
    true
}

/// Focuses an element that the last change may only just be making.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// The tab that a key in a list of tabs moves to.
#[must_use]
pub fn tab_after(key: &str, tabs: &[Tab], now: Tab) -> Option<Tab> {
    let at = tabs.iter().position(|tab| *tab == now)?;
    let count = tabs.len();
    let at = match key {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    Some(tabs[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::words;

    #[track_caller]
    fn check(key: &str, held: Held, expected: Option<Action>) {
        assert_eq!(action(key, held), expected, "{key} {held:?}");
    }

    #[test]
    fn keys() {
        let plain = Held::default();
        let shift = Held {
            shift: true,
            ..plain
        };
        let alt = Held { alt: true, ..plain };
        let command = Held {
            command: true,
            ..plain
        };
        check("ArrowRight", plain, Some(Action::Step(1_000)));
        check("ArrowLeft", shift, Some(Action::Step(-60_000)));
        check("ArrowLeft", alt, Some(Action::Step(-100)));
        check("ArrowLeft", command, None);
        check("k", plain, Some(Action::Jump(true)));
        check("K", shift, None);
        check("R", shift, Some(Action::ResetContext));
        check("r", plain, Some(Action::Reload));
        check("r", command, None);
        check("k", command, Some(Action::Palette));
        check("?", shift, Some(Action::Help));
        check("+", shift, Some(Action::Zoom(true)));
        check("=", plain, Some(Action::Zoom(true)));
        check("d", alt, None);
        check("x", plain, None);
        check("3", plain, Some(Action::Open(View::Edit)));
        check("F8", plain, Some(Action::Problem(true)));
        check("F8", shift, Some(Action::Problem(false)));
        check("f", plain, Some(Action::Fix));
        check("m", plain, Some(Action::Still));
    }

    #[test]
    fn single_keys_write_a_character() {
        let plain = Held::default();
        for key in ["a", "4", "?", " ", "−"] {
            assert!(is_single(key, plain), "{key}");
        }
        for key in ["F8", "ArrowLeft", "Escape", "Home"] {
            assert!(!is_single(key, plain), "{key}");
        }
        let command = Held {
            command: true,
            ..plain
        };
        assert!(!is_single("k", command));
    }

    #[test]
    fn the_list_of_keys_names_every_action() {
        let held = |keys: &[&str]| Held {
            shift: keys.contains(&"Shift"),
            alt: keys.contains(&"Alt"),
            command: keys.iter().any(|key| matches!(*key, "Ctrl" | "⌘K")),
        };
        let named = |name: &str| match name {
            "Space" => " ".to_owned(),
            "←" => "ArrowLeft".to_owned(),
            "→" => "ArrowRight".to_owned(),
            name => name.to_owned(),
        };
        let mut listed = Vec::new();
        for (keys, _) in words::KEYS {
            for key in keys.iter().flat_map(|key| key.split(' ')) {
                listed.extend(action(&named(key.trim_start_matches('⌘')), held(keys)));
            }
        }
        for key in "1234 jktfhnbsdlmr0[]−+/?".chars().map(String::from) {
            let does = action(&key, Held::default()).expect(&key);
            assert!(listed.contains(&does), "{key} does {does:?}, unlisted");
        }
        for does in [
            Action::Palette,
            Action::ResetContext,
            Action::Problem(true),
            Action::PhaseEdge(true),
            Action::Step(-60_000),
            Action::Step(100),
        ] {
            assert!(listed.contains(&does), "{does:?} is not listed");
        }
    }

    #[test]
    fn tabs_go_round() {
        let tabs = [Tab::Events, Tab::Price, Tab::Size];
        assert_eq!(tab_after("ArrowRight", &tabs, Tab::Size), Some(Tab::Events));
        assert_eq!(tab_after("ArrowLeft", &tabs, Tab::Events), Some(Tab::Size));
        assert_eq!(tab_after("End", &tabs, Tab::Events), Some(Tab::Size));
        assert_eq!(tab_after("a", &tabs, Tab::Events), None);
        assert_eq!(tab_after("End", &tabs, Tab::Problems), None);
    }
}
