//! The code pane's script: loaded when the editor opens for the first time, spoken to in JSON.

use std::cell::RefCell;

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// The script, beside the page.
const SCRIPT: &str = "code.js";

/// The name that the script's functions are under.
const GLOBAL: &str = "DacuCode";

#[wasm_bindgen]
extern "C" {
    /// The pane and the texts it has shown.
    #[derive(Clone)]
    pub type Code;

    #[wasm_bindgen(method)]
    pub fn attach(this: &Code, parent: &HtmlElement);
    #[wasm_bindgen(method)]
    pub fn detach(this: &Code);
    #[wasm_bindgen(method)]
    pub fn has(this: &Code, slot: &str) -> bool;
    #[wasm_bindgen(method)]
    pub fn show(this: &Code, slot: &str, text: &str);
    #[wasm_bindgen(method)]
    pub fn forget(this: &Code, slot: &str);
    #[wasm_bindgen(method)]
    pub fn text(this: &Code) -> String;
    #[wasm_bindgen(method)]
    pub fn replace(this: &Code, text: &str);
    #[wasm_bindgen(method, catch)]
    pub fn edit(this: &Code, edits: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub fn change(this: &Code, edits: &str);
    #[wasm_bindgen(method)]
    pub fn undo(this: &Code) -> bool;
    #[wasm_bindgen(method)]
    pub fn redo(this: &Code) -> bool;
    #[wasm_bindgen(method)]
    pub fn depth(this: &Code) -> Vec<u32>;
    #[wasm_bindgen(method)]
    pub fn format(this: &Code);
    #[wasm_bindgen(method)]
    pub fn mark(this: &Code, marks: &str);
    #[wasm_bindgen(method)]
    pub fn phrases(this: &Code, words: &str);
    #[wasm_bindgen(method)]
    pub fn go(this: &Code, path: &str, focus: bool);
    #[wasm_bindgen(method, js_name = goTo)]
    pub fn go_to(this: &Code, line: u32, column: u32, focus: bool);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Code);

    /// Everything the script offers.
    #[derive(Clone)]
    pub type Script;

    #[wasm_bindgen(method)]
    pub fn make(this: &Script, hooks: &JsValue) -> Code;
    #[wasm_bindgen(method)]
    pub fn save(this: &Script, key: &str, text: &str) -> js_sys::Promise;
    #[wasm_bindgen(method, js_name = forget)]
    pub fn forget_saved(this: &Script, key: &str) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn saved(this: &Script) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn hold(this: &Script, name: &str) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn release(this: &Script, name: &str);
    #[wasm_bindgen(method)]
    pub fn holders(this: &Script) -> js_sys::Promise;
    #[wasm_bindgen(method)]
    pub fn listen(this: &Script, heard: &JsValue);
    #[wasm_bindgen(method)]
    pub fn tell(this: &Script, message: &str);
    #[wasm_bindgen(method)]
    pub fn answer(this: &Script, page: &JsValue, address: &str, text: &str);
}

/// The script, if it has been loaded.
#[must_use]
pub fn script() -> Option<Script> {
    let found = js_sys::Reflect::get(&window(), &GLOBAL.into()).ok()?;
    (!found.is_undefined()).then(|| found.unchecked_into())
}

/// Calls `then` once the script is there; with nothing if it cannot be had.
pub fn load(then: impl FnOnce(Option<Script>) + 'static) {
    if let Some(script) = script() {
        return then(Some(script));
    }
    let Ok(element) = document().create_element("script") else {
        return then(None);
    };
    let _ = element.set_attribute("src", SCRIPT);
    let then = std::rc::Rc::new(RefCell::new(Some(then)));
    let finish = move |element: &Element, name: &'static str| {
        let then = then.clone();
        // One of the two comes, once; both go with the element's own listeners.
        EventListener::once(element, name, move |_| {
            if let Some(then) = then.borrow_mut().take() {
                then(script());
            }
        })
        .forget();
    };
    finish(&element, "load");
    finish(&element, "error");
    if let Some(head) = document().head() {
        let _ = head.append_child(&element);
    }
}

/// A table of functions that the script calls.
pub struct Hooks(js_sys::Object, Vec<JsValue>);

impl Default for Hooks {
    fn default() -> Self {
        Self(js_sys::Object::new(), Vec::new())
    }
}

impl Hooks {
    fn put(&mut self, name: &str, function: JsValue) {
        let _ = js_sys::Reflect::set(&self.0, &name.into(), &function);
        self.1.push(function);
    }

    /// Something that happens.
    pub fn on(&mut self, name: &str, then: impl Fn() + 'static) {
        self.put(name, Closure::<dyn Fn()>::new(then).into_js_value());
    }

    /// Something that is told.
    pub fn told(&mut self, name: &str, then: impl Fn(String) + 'static) {
        self.put(name, Closure::<dyn Fn(String)>::new(then).into_js_value());
    }

    /// Something about a number.
    pub fn number(&mut self, name: &str, then: impl Fn(u32) + 'static) {
        self.put(name, Closure::<dyn Fn(u32)>::new(then).into_js_value());
    }

    /// A place in the text: its way, line and column.
    pub fn place(&mut self, name: &str, then: impl Fn(String, u32, u32) + 'static) {
        let function = Closure::<dyn Fn(String, u32, u32)>::new(then);
        self.put(name, function.into_js_value());
    }

    /// A question in JSON and its answer in JSON.
    pub fn asked(&mut self, name: &str, then: impl Fn(String) -> String + 'static) {
        let function = Closure::<dyn Fn(String) -> String>::new(then);
        self.put(name, function.into_js_value());
    }

    /// The table as the script takes it.
    #[must_use]
    pub fn table(&self) -> JsValue {
        self.0.clone().into()
    }
}
