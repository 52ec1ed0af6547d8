//! Drafts in the browser: written as one types, offered again after a crash, and apart in each tab.
//!
//! Every tab writes under a name of its own, so no tab can overwrite another's draft; a lock with
//! the same name tells the living tabs from those that crashed or were closed.

use std::sync::Arc;

use campaign::json::{self, Value};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use pricing::Instant;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::super::Studio;
use super::code::Code;
use super::words as w;
use crate::runtime::ticker::mono_ms;

/// A draft is written after the keys have rested this long, in milliseconds.
const REST_MS: u32 = 400;

/// A draft that is written into without a rest is written as often as this, in milliseconds.
const MOST_MS: i64 = 2_000;

/// A draft that could not be written is tried again after this long, in milliseconds.
const AGAIN_MS: u32 = 5_000;

/// Where a tab remembers its own name over a reload.
const TAB: &str = "dacu-tab";

/// A draft of another tab, or of one that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    key: String,
    /// When it was written.
    pub at: Instant,
    text: Arc<str>,
}

/// How it stands with the drafts of the text that is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// When it was last written; nothing where it is as the file is.
    pub at: Option<Instant>,
    /// Since when something is still to be written, by the page's monotonic clock.
    pub waits: Option<i64>,
    /// Whether what this tab wrote earlier has been looked for; nothing is written over it before.
    pub looked: bool,
    /// Why it could not be written.
    pub fault: Option<String>,
    /// Drafts that no living tab holds.
    pub found: Vec<Saved>,
    /// Whether another tab edits the same.
    pub other: bool,
    /// Whether the designer knows.
    pub dismissed: bool,
}

fn record(at: Instant, text: &str) -> String {
    json::write(&super::map(vec![
        ("at", Value::Int(at.ms())),
        ("text", Value::text(text)),
    ]))
}

fn now() -> Instant {
    // The cast loses nothing: milliseconds since 1970 are far below 2^53.
    Instant::from_ms(js_sys::Date::now() as i64)
}

fn lock(slot: &str, tab: &str) -> String {
    ["dacu-edit/", slot, "/", tab].concat()
}

fn key(slot: &str, tab: &str) -> String {
    [slot, "/", tab].concat()
}

async fn answer(promise: js_sys::Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap_or(JsValue::NULL)
}

/// Gives the tab its name and listens to the others, once.
pub fn start(studio: Studio) {
    let storage = window().session_storage().ok().flatten();
    let known = storage
        .as_ref()
        .and_then(|storage| storage.get_item(TAB).ok().flatten());
    let editor = studio.editor;
    let name = known.unwrap_or_else(new_name);
    editor.tab.set_value(name.clone());
    if let Some(storage) = &storage {
        let _ = storage.set_item(TAB, &name);
    }
    let heard = Closure::<dyn Fn(String)>::new(move |_| look_around(studio));
    if let Some(script) = editor.script.get_value() {
        script.listen(&heard.into_js_value());
    }
}

/// Writes before the page is put away, which may be killed without another word, and looks around
/// when it comes back.
pub fn listen(studio: Studio) {
    for name in ["pagehide", "blur"] {
        let listener = EventListener::new(&window(), name, move |_| save_now(studio));
        let listener = StoredValue::new_local(Some(listener));
        on_cleanup(move || listener.set_value(None));
    }
    // Where storage fails, the browser asks before the only copy goes.
    let options = EventListenerOptions::enable_prevent_default();
    let ask = move |event: &web_sys::Event| {
        if studio
            .editor
            .kept
            .with_untracked(|kept| kept.fault.is_some())
        {
            event.prevent_default();
            let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
        }
    };
    let listener = EventListener::new_with_options(&window(), "beforeunload", options, ask);
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
    let listener = EventListener::new(&window(), "focus", move |_| look_around(studio));
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

fn new_name() -> String {
    // What the cast loses does not matter: it makes a name.
    let random = (js_sys::Math::random() * 4e9) as u32;
    format!("{:x}-{random:x}", now().ms())
}

/// Holds the name of this tab's draft, finds what others left, and takes up this tab's own.
pub fn find(studio: Studio) {
    let editor = studio.editor;
    let Some(script) = editor.script.get_value() else {
        return;
    };
    let slot = editor.slot.get_untracked().key();
    editor.kept.set(Kept::default());
    leptos::task::spawn_local(async move {
        let mut tab = editor.tab.get_value();
        let held = answer(script.hold(&lock(&slot, &tab))).await;
        if held == JsValue::FALSE {
            // A tab that was duplicated has the name of the first one.
            tab = new_name();
            editor.tab.set_value(tab.clone());
            if let Ok(Some(storage)) = window().session_storage() {
                let _ = storage.set_item(TAB, &tab);
            }
            answer(script.hold(&lock(&slot, &tab))).await;
        }
        script.tell(&slot);
        let all = saved(&script, &slot).await;
        let own = all.iter().find(|one| one.key == key(&slot, &tab)).cloned();
        if let Some(own) = own
            && editor.slot.with_untracked(|now| now.key() == slot)
        {
            let untouched = editor.steps.get_untracked() == (0, 0);
            let code = editor.with_code(Code::text);
            if code.as_deref() == Some(&*own.text) {
                // As it was left.
            } else if untouched {
                editor.with_code(|code| code.replace(&own.text));
                editor.look(studio);
                studio.tell(w::RECOVERED);
            } else {
                // Keys were quicker than the storage: what it holds is set aside, and offered.
                let aside = key(&slot, &new_name());
                answer(script.save(&aside, &record(own.at, &own.text))).await;
            }
        }
        if editor.slot.with_untracked(|now| now.key() == slot) {
            editor.kept.update(|kept| kept.looked = true);
        }
        editor.take_brought(studio);
        look_around(studio);
    });
}

async fn saved(script: &super::code::Script, slot: &str) -> Vec<Saved> {
    let all = answer(script.saved()).await.as_string().unwrap_or_default();
    let Ok(all) = json::parse(&all) else {
        return Vec::new();
    };
    let start = [slot, "/"].concat();
    let one = |entry: &Value| {
        let key = entry.items().first()?.as_text()?;
        if !key.starts_with(&start) {
            return None;
        }
        let record = json::parse(entry.items().get(1)?.as_text()?).ok()?;
        Some(Saved {
            key: key.to_owned(),
            at: Instant::from_ms(record.get("at")?.as_int()?),
            text: record.get("text")?.as_text()?.into(),
        })
    };
    let mut found: Vec<Saved> = all.items().iter().filter_map(one).collect();
    found.sort_by_key(|one| -one.at.ms());
    found
}

/// Looks which drafts there are and who lives.
pub fn look_around(studio: Studio) {
    let editor = studio.editor;
    let Some(script) = editor.script.get_value() else {
        return;
    };
    let slot = editor.slot.get_untracked().key();
    leptos::task::spawn_local(async move {
        let tab = editor.tab.get_value();
        let holders = answer(script.holders()).await.as_string();
        let holders = holders.unwrap_or_default();
        let start = lock(&slot, "");
        let living: Vec<&str> = holders
            .lines()
            .filter_map(|name| name.strip_prefix(&start))
            .collect();
        let other = living.iter().any(|name| *name != tab);
        let text = editor.with_code(Code::text).unwrap_or_default();
        let mut found = saved(&script, &slot).await;
        found.retain(|one| {
            let owner = one.key.rsplit('/').next().unwrap_or_default();
            owner != tab && !living.contains(&owner) && *one.text != text
        });
        editor.kept.update(|kept| {
            kept.found = found;
            if other && !kept.other {
                kept.dismissed = false;
            }
            kept.other = other;
        });
    });
}

/// Writes the draft after a rest.
pub fn save_soon(studio: Studio) {
    let editor = studio.editor;
    let mono = mono_ms();
    let since = editor.kept.with_untracked(|kept| kept.waits);
    if since.is_none() {
        editor.kept.update(|kept| kept.waits = Some(mono));
    }
    let left = since.unwrap_or(mono) + MOST_MS - mono;
    let rest = u32::try_from(left).unwrap_or(0).min(REST_MS);
    save_after(studio, rest);
}

fn save_after(studio: Studio, rest: u32) {
    let save = Timeout::new(rest, move || save_now(studio));
    studio.editor.resting_save.set_value(Some(save));
}

/// Writes the draft, if there is something to write.
pub fn save_now(studio: Studio) {
    let editor = studio.editor;
    editor.resting_save.set_value(None);
    let (waits, looked) = editor
        .kept
        .with_untracked(|kept| (kept.waits.is_some(), kept.looked));
    if !waits {
        return;
    }
    if !looked {
        return save_after(studio, REST_MS);
    }
    let (Some(script), Some(text)) = (editor.script.get_value(), editor.with_code(Code::text))
    else {
        return;
    };
    let slot = editor.slot.get_untracked();
    let own = key(&slot.key(), &editor.tab.get_value());
    let same = !slot.fresh && studio.served(&slot.file).as_deref() == Some(text.as_str());
    let at = now();
    let written = if same {
        script.forget_saved(&own)
    } else {
        script.save(&own, &record(at, &text))
    };
    editor.kept.update(|kept| kept.waits = None);
    leptos::task::spawn_local(async move {
        let fault = answer(written).await.as_string().unwrap_or_default();
        let failed = !fault.is_empty();
        editor.kept.update(|kept| {
            kept.at = (!same && !failed).then_some(at);
            kept.fault = failed.then_some(fault);
            if failed {
                kept.waits = kept.waits.or(Some(mono_ms()));
            }
        });
        if failed {
            save_after(studio, AGAIN_MS);
        }
    });
}

/// Takes up a draft that was found, as one step of the history.
pub fn restore(studio: Studio, index: usize) {
    let editor = studio.editor;
    let Some(one) = editor
        .kept
        .with_untracked(|kept| kept.found.get(index).cloned())
    else {
        return;
    };
    editor.with_code(|code| code.replace(&one.text));
    editor.look(studio);
    editor.kept.update(|kept| kept.waits = Some(mono_ms()));
    save_now(studio);
    // Its own copy goes only now that this tab has one.
    drop_saved(studio, index);
    studio.tell(w::RECOVERED);
}

/// Forgets a draft that was found.
pub fn drop_saved(studio: Studio, index: usize) {
    let editor = studio.editor;
    let mut key = None;
    editor.kept.update(|kept| {
        if index < kept.found.len() {
            key = Some(kept.found.remove(index).key);
        }
    });
    if let (Some(key), Some(script)) = (key, editor.script.get_value()) {
        leptos::task::spawn_local(async move {
            answer(script.forget_saved(&key)).await;
        });
    }
}

/// Takes what the other tab has written last, as one step of the history.
pub fn take_theirs(studio: Studio) {
    let editor = studio.editor;
    let Some(script) = editor.script.get_value() else {
        return;
    };
    let slot = editor.slot.get_untracked().key();
    leptos::task::spawn_local(async move {
        let own = key(&slot, &editor.tab.get_value());
        let all = saved(&script, &slot).await;
        if let Some(theirs) = all.iter().find(|one| one.key != own) {
            editor.with_code(|code| code.replace(&theirs.text));
            editor.look(studio);
            studio.tell(w::RECOVERED);
        }
        editor.kept.update(|kept| kept.dismissed = true);
    });
}
