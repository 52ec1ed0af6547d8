//! Observers that end with their owner: size of an element, and whether it is near the screen.
//!
//! The bindings are the studio's own, because the embed bundle's build has no use for them.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    type ResizeObserver;

    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue) -> ResizeObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &ResizeObserver, element: &Element);

    #[wasm_bindgen(method)]
    fn disconnect(this: &ResizeObserver);

    type IntersectionObserver;

    #[wasm_bindgen(constructor)]
    fn new(callback: &JsValue, options: &JsValue) -> IntersectionObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &IntersectionObserver, element: &Element);

    #[wasm_bindgen(method)]
    fn disconnect(this: &IntersectionObserver);
}

/// How far outside the screen counts as near.
const NEAR: &str = "480px";

/// Calls `then` with the element's width and height now and whenever they change, for as long as
/// the current reactive owner lives.
pub fn size(element: &Element, then: impl Fn(f64, f64) + 'static) {
    let watched = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let rect = watched.get_bounding_client_rect();
        then(rect.width(), rect.height());
    });
    let observer = ResizeObserver::new(callback.as_ref());
    observer.observe(element);
    let kept = StoredValue::new_local(Some((observer, callback)));
    on_cleanup(move || {
        if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}

/// Calls `then` once, when the element comes near the screen, unless the current reactive owner
/// ends before.
pub fn near(element: &Element, then: impl FnOnce() + 'static) {
    let kept = StoredValue::new_local(None::<(IntersectionObserver, Closure<dyn FnMut(JsValue)>)>);
    let end = move || {
        if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
            observer.disconnect();
        }
    };
    let mut then = Some(then);
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |entries: JsValue| {
        let entries = js_sys::Array::from(&entries);
        let inside = entries.iter().any(|entry| {
            js_sys::Reflect::get(&entry, &"isIntersecting".into())
                .is_ok_and(|inside| inside.is_truthy())
        });
        if inside && let Some(then) = then.take() {
            then();
            // The closure may not drop itself while it runs.
            leptos::prelude::request_animation_frame(end);
        }
    });
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"rootMargin".into(), &NEAR.into());
    let observer = IntersectionObserver::new(callback.as_ref(), &options);
    observer.observe(element);
    kept.set_value(Some((observer, callback)));
    on_cleanup(end);
}
