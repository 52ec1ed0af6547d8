//! Lints large texts beside the main thread.
//!
//! A worker runs the studio's own program, compiled once for both: it finds no document there and answers
//! questions ([`serve`]). Whoever asks again takes the last question back. Where there is no such thread, or
//! it fails, the main thread answers.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use campaign::Campaign;
use campaign::json;
use campaign::model::Channel;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use lint::{Finding, Market, Profile, Subject};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::js;

/// The worker's script, beside the page.
const SCRIPT: &str = "aside.js";

/// A text of fewer bytes is linted sooner than it is sent.
const SMALL: usize = 100_000;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Worker;

    #[wasm_bindgen(constructor, catch)]
    fn new(url: &str, options: &JsValue) -> Result<Worker, JsValue>;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post(this: &Worker, message: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &Worker, heard: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn set_onerror(this: &Worker, failed: &JsValue);
    #[wasm_bindgen(method)]
    fn terminate(this: &Worker);

    type ImportMeta;

    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> String;
    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static META: ImportMeta;
}

/// Who asks; each has one question open at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The editor, of its draft.
    Editor,
    /// The inspector, of what is open.
    Inspector,
    /// The table of hosts, of what is open.
    Hosts,
}

/// What was found, for each profile.
pub type Findings = Vec<Vec<Finding>>;

struct Question {
    number: u32,
    asker: Asker,
    text: Arc<str>,
    profiles: Vec<Profile>,
    then: Box<dyn FnOnce(Findings)>,
}

#[derive(Default)]
enum Thread {
    /// Nobody has asked for it.
    #[default]
    Unborn,
    /// It is on its way.
    Starting(Worker),
    Ready(Worker),
    /// There is none, or it has failed.
    Gone,
}

#[derive(Default)]
struct Desk {
    thread: Thread,
    open: Vec<Question>,
    last: u32,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// What the rules find in a campaign and the text it was read from, for each profile.
#[must_use]
pub fn lint(text: &str, campaign: &Campaign, profiles: &[Profile]) -> Findings {
    let Some(first) = profiles.first() else {
        return Vec::new();
    };
    // The text is read once, however many profiles there are.
    let mut subject = Subject::new(text, campaign, *first);
    let found = profiles.iter().map(|profile| {
        subject.profile = *profile;
        lint::lint(&subject)
    });
    found.collect()
}

/// Calls `then` with what [`lint`] says: at once for a small text, and once the worker has looked for a large one,
/// unless the same asks or [`forget`]s before.
pub fn ask(
    asker: Asker,
    text: &Arc<str>,
    campaign: &Campaign,
    profiles: Vec<Profile>,
    then: impl FnOnce(Findings) + 'static,
) {
    forget(asker);
    if text.len() < SMALL {
        return then(lint(text, campaign, &profiles));
    }
    let number = DESK.with_borrow_mut(|desk| {
        desk.last += 1;
        desk.open.push(Question {
            number: desk.last,
            asker,
            text: text.clone(),
            profiles,
            then: Box::new(then),
        });
        desk.start();
        desk.last
    });
    send(number);
}

/// Takes back what was asked.
pub fn forget(asker: Asker) {
    let gone = DESK.with_borrow_mut(|desk| {
        let at = desk.open.iter().position(|open| open.asker == asker);
        at.map(|at| desk.open.remove(at))
    });
    // Outside the borrow: what the question holds may ask when it is dropped.
    drop(gone);
}

impl Desk {
    /// Asks for the thread, once.
    fn start(&mut self) {
        if !matches!(self.thread, Thread::Unborn) {
            return;
        }
        let options = js::object(&[("type", "module".into())]);
        let Ok(worker) = Worker::new(SCRIPT, &options) else {
            self.thread = Thread::Gone;
            return;
        };
        let heard = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
            heard(&js::get(&event, "data").unwrap_or(JsValue::NULL));
        });
        worker.set_onmessage(&heard.into_js_value());
        worker.set_onerror(&Closure::<dyn Fn()>::new(fail).into_js_value());
        let glue = META.with(ImportMeta::url);
        let program = Array::of2(&glue.into(), &wasm_bindgen::module());
        self.thread = match worker.post(&program) {
            Ok(()) => Thread::Starting(worker),
            Err(_) => Thread::Gone,
        };
    }
}

fn heard(told: &JsValue) {
    match told.as_bool() {
        Some(true) => {
            let open: Vec<u32> = DESK.with_borrow_mut(|desk| {
                if let Thread::Starting(worker) = &desk.thread {
                    desk.thread = Thread::Ready(worker.clone());
                }
                desk.open.iter().map(|open| open.number).collect()
            });
            open.into_iter().for_each(send);
        }
        Some(false) => fail(),
        None => {
            let answer = Array::from(told);
            if let Some(number) = answer.get(0).as_f64()
                && let Some(question) = take(|open| f64::from(open.number) == number)
            {
                (question.then)(read(&answer.get(1)));
            }
        }
    }
}

/// The thread is of no use: whatever is open is answered here.
fn fail() {
    let open: Vec<u32> = DESK.with_borrow_mut(|desk| {
        if let Thread::Starting(worker) | Thread::Ready(worker) = &desk.thread {
            worker.terminate();
        }
        desk.thread = Thread::Gone;
        desk.open.iter().map(|open| open.number).collect()
    });
    open.into_iter().for_each(send);
}

fn take(wanted: impl Fn(&Question) -> bool) -> Option<Question> {
    DESK.with_borrow_mut(|desk| {
        let at = desk.open.iter().position(wanted)?;
        Some(desk.open.remove(at))
    })
}

/// Sends a question to the thread that is ready, or answers it in a task of its own where there is none.
fn send(number: u32) {
    let sent = DESK.with_borrow(|desk| {
        let question = desk.open.iter().find(|open| open.number == number)?;
        match &desk.thread {
            Thread::Unborn | Thread::Starting(_) => None,
            Thread::Ready(worker) => Some(worker.post(&question.write()).is_ok()),
            Thread::Gone => Some(false),
        }
    });
    if sent == Some(false) {
        let here = move || {
            if let Some(question) = take(|open| open.number == number) {
                (question.then)(answer(&question.text, &question.profiles));
            }
        };
        Timeout::new(0, here).forget();
    }
}

fn answer(text: &str, profiles: &[Profile]) -> Findings {
    let campaign = campaign::parse(text).campaign;
    campaign.map_or_else(Vec::new, |campaign| lint(text, &campaign, profiles))
}

impl Question {
    /// Number, who asks, the text, and channel and market of each profile.
    fn write(&self) -> JsValue {
        let profiles: Array = self
            .profiles
            .iter()
            .flat_map(|profile| [profile.channel.name(), profile.market.name()])
            .map(JsValue::from)
            .collect();
        Array::of4(
            &self.number.into(),
            &(self.asker as u32).into(),
            &JsValue::from(&*self.text),
            &profiles,
        )
        .into()
    }
}

/// An answer: for each profile a list of findings in JSON.
fn write(found: &Findings) -> JsValue {
    let lists = found.iter().map(|list| -> Array {
        let list = list.iter().map(|finding| json::write(&finding.to_value()));
        list.map(JsValue::from).collect()
    });
    lists.collect::<Array>().into()
}

fn read(lists: &JsValue) -> Findings {
    let finding = |text: JsValue| Finding::from_value(&json::parse(&text.as_string()?).ok()?);
    Array::from(lists)
        .iter()
        .map(|list| Array::from(&list).iter().filter_map(finding).collect())
        .collect()
}

/// Whether this is the worker: there is no document.
#[must_use]
pub fn is_here() -> bool {
    js::get(&js_sys::global(), "document").is_none()
}

/// Answers questions, as the worker: of several that wait of one asker, the last.
pub fn serve() {
    thread_local! {
        static WAITING: RefCell<Vec<Array>> = RefCell::default();
        static BUSY: Cell<bool> = const { Cell::new(false) };
    }
    fn next() {
        BUSY.set(false);
        let Some(question) = WAITING.with_borrow_mut(Vec::pop) else {
            return;
        };
        let text = question.get(2).as_string().unwrap_or_default();
        let names = Array::from(&question.get(3)).to_vec();
        let profile = |names: &[JsValue]| {
            Some(Profile {
                channel: Channel::from_name(&names[0].as_string()?)?,
                market: Market::from_name(&names[1].as_string()?)?,
            })
        };
        let profiles: Vec<Profile> = names.chunks_exact(2).filter_map(profile).collect();
        let found = answer(&text, &profiles);
        let told = Array::of2(&question.get(0), &write(&found));
        let _ = js::call(&js_sys::global(), "postMessage", &[told.into()]);
        soon();
    }
    // A task later, so that questions that have come meanwhile are heard before.
    fn soon() {
        if !BUSY.replace(true) {
            Timeout::new(0, next).forget();
        }
    }
    let heard = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let question = Array::from(&js::get(&event, "data").unwrap_or(JsValue::NULL));
        WAITING.with_borrow_mut(|waiting| {
            waiting.retain(|other| other.get(1) != question.get(1));
            waiting.push(question);
        });
        soon();
    });
    let scope: JsValue = js_sys::global().unchecked_into();
    let _ = js_sys::Reflect::set(&scope, &"onmessage".into(), &heard.into_js_value());
}
