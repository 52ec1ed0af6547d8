//! Reaching what the browser has and the bindings do not: by name, and nothing where it is missing.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A member; nothing if it is undefined or null.
#[must_use]
pub fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A member that is a number.
#[must_use]
pub fn number(of: &JsValue, name: &str) -> Option<f64> {
    get(of, name)?.as_f64()
}

/// Calls a method; nothing if there is none, or it throws.
pub fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(of, &arguments).ok()
}

/// Makes an object of a class that `scope` knows by name.
#[must_use]
pub fn make(scope: &JsValue, class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = get(scope, class)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    Reflect::construct(&class, &arguments).ok()
}

/// Waits for a promise; nothing if it fails.
pub async fn wait(promise: JsValue) -> Option<JsValue> {
    let promise = js_sys::Promise::resolve(&promise);
    wasm_bindgen_futures::JsFuture::from(promise).await.ok()
}

/// An object with these members.
#[must_use]
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
