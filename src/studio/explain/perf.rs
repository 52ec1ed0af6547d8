//! How the page in the phone started: its own browser's timings, long tasks and layout shifts.
//!
//! The entries are of the frame's own classes, so they are read by name.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::studio::Studio;
use crate::studio::js::{call, get, make, number, object};

/// A stretch of the start, in milliseconds since the page was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// When it began.
    pub from: f64,
    /// When it was over.
    pub until: f64,
}

/// How a page started. What a browser does not tell is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Perf {
    /// The page itself.
    pub html: Option<Span>,
    /// The loader's script.
    pub loader: Option<Span>,
    /// The wasm.
    pub wasm: Option<Span>,
    /// From the wasm's last byte until the campaign was live.
    pub mount: Option<Span>,
    /// When the first figure of a widget stood there.
    pub first: Option<f64>,
    /// Tasks over 50 ms, oldest first.
    pub tasks: Vec<Span>,
    /// Whether this browser tells long tasks.
    pub tells_tasks: bool,
    /// The sum of layout shifts, in ten-thousandths; nothing where the browser does not tell.
    pub shift: Option<i64>,
}

type Kept = (JsValue, Closure<dyn FnMut(JsValue)>);

/// The observers of the page that is loaded.
#[derive(Clone, Copy)]
pub struct Watch(StoredValue<Vec<Kept>, LocalStorage>);

impl Watch {
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(Vec::new()))
    }

    fn end(self) {
        let kept = self.0.try_update_value(std::mem::take).unwrap_or_default();
        for (observer, _) in kept {
            let _ = call(&observer, "disconnect", &[]);
        }
    }
}

/// The page has loaded: begins to watch it anew.
pub fn loaded(studio: Studio, window: &Window) {
    let (perf, watch) = (studio.explain.perf, studio.explain.watch);
    watch.end();
    perf.set(Perf::default());
    let told =
        get(window, "PerformanceObserver").and_then(|class| get(&class, "supportedEntryTypes"));
    let told = told.map(|told| Array::from(&told));
    let tells = |kind: &str| {
        told.as_ref()
            .is_some_and(|told| told.includes(&kind.into(), 0))
    };
    let task = move |entry: &JsValue| {
        let from = number(entry, "startTime").unwrap_or_default();
        let until = from + number(entry, "duration").unwrap_or_default();
        let _ = perf.try_update(|perf| perf.tasks.push(Span { from, until }));
    };
    let shift = move |entry: &JsValue| {
        if get(entry, "hadRecentInput").is_some_and(|recent| recent.is_truthy()) {
            return;
        }
        // The cast loses nothing: a shift is a small number.
        let value = (number(entry, "value").unwrap_or_default() * 10_000.0).round() as i64;
        let _ = perf.try_update(|perf| *perf.shift.get_or_insert(0) += value);
    };
    let mut kept = Vec::new();
    if tells("longtask") {
        perf.update(|perf| perf.tells_tasks = true);
        kept.extend(observe(window, "longtask", task));
    }
    if tells("layout-shift") {
        perf.update(|perf| perf.shift = Some(0));
        kept.extend(observe(window, "layout-shift", shift));
    }
    watch.0.set_value(kept);
}

fn observe(window: &Window, kind: &str, mut each: impl FnMut(&JsValue) + 'static) -> Option<Kept> {
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |list: JsValue| {
        let entries = call(&list, "getEntries", &[]).unwrap_or_default();
        Array::from(&entries).iter().for_each(|entry| each(&entry));
    });
    let observer = make(window, "PerformanceObserver", &[heard.as_ref().clone()])?;
    let options = object(&[("type", kind.into()), ("buffered", true.into())]);
    call(&observer, "observe", &[options])?;
    Some((observer, heard))
}

/// The campaign is live in the page: reads how it came to that.
pub fn ready(studio: Studio, window: &Window) {
    let Some(clock) = get(window, "performance") else {
        return;
    };
    let now = call(&clock, "now", &[]).and_then(|now| now.as_f64());
    let entries = |kind: &str| {
        let entries = call(&clock, "getEntriesByType", &[kind.into()]).unwrap_or_default();
        Array::from(&entries).to_vec()
    };
    let span = |entry: &JsValue| {
        Some(Span {
            from: number(entry, "startTime")?,
            until: number(entry, "responseEnd")?,
        })
    };
    let named = |part: &str, end: &str| {
        let files = entries("resource");
        let found = files.iter().find(|entry| {
            let name = get(entry, "name").and_then(|name| name.as_string());
            name.is_some_and(|name| name.contains(part) && name.ends_with(end))
        });
        found.and_then(span)
    };
    let wasm = named("/embed/", ".wasm");
    studio.explain.perf.update(|perf| {
        if perf.first.is_some() {
            return;
        }
        perf.html = entries("navigation").first().and_then(span);
        perf.loader = named("/embed/dacu", ".js");
        perf.wasm = wasm;
        perf.first = now;
        perf.mount = wasm.zip(now).map(|(wasm, until)| Span {
            from: wasm.until,
            until,
        });
    });
}
