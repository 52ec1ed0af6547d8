//! A page in a real browser: an element, its campaign, and what a shopper can do.

use dacu::embed;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement};

/// The campaign every test runs.
pub const CAMPAIGN: &str = include_str!("../../public/campaigns/double11-2026.json");

/// In the morning session of 11 November.
pub const DURING: &str = "2026-11-11T10:02:00+08:00";

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits this many milliseconds.
pub async fn sleep(ms: i32) {
    let promise = Promise::new(&mut |done, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Waits until `found` gives something, for five seconds at most.
pub async fn until<T>(what: &'static str, found: impl Fn() -> Option<T>) -> T {
    for _ in 0..250 {
        if let Some(found) = found() {
            return found;
        }
        sleep(20).await;
    }
    panic!("not seen within five seconds: {what}");
}

/// What an element with a campaign and a store of its own has for attributes; `more` are further
/// JSON members.
pub fn attributes(store: &str, more: &str) -> String {
    let parts = Array::of1(&JsValue::from_str(CAMPAIGN));
    let blob = web_sys::Blob::new_with_str_sequence(&parts).unwrap();
    let src = web_sys::Url::create_object_url_with_blob(&blob).unwrap();
    format!(r#"{{"src":"{src}","lang":"zh-CN","store":"{store}","server-now":"{DURING}"{more}}}"#)
}

/// One `<dacu-campaign>` with widgets, as the element classes would make it.
pub struct Shop {
    pub host: HtmlElement,
    pub page: u32,
    widgets: Vec<u32>,
}

impl Shop {
    /// Opens a page with storage of its own; `attributes` are further JSON members.
    pub fn open(store: &str, attributes: &str) -> Self {
        let host = div();
        document().body().unwrap().append_child(&host).unwrap();
        let options = self::attributes(store, attributes);
        embed::arrive();
        embed::supply();
        Self {
            page: embed::open_page(host.clone(), &options, None),
            host,
            widgets: Vec::new(),
        }
    }

    /// Mounts a widget and returns its wrapper.
    pub fn mount(&mut self, kind: &str) -> HtmlElement {
        let base = div();
        base.set_class_name("dacu dacu-theme-festive");
        self.host.append_child(&base).unwrap();
        let id = embed::mount(self.page, kind, base.clone(), "{}");
        assert_ne!(id, 0, "{kind} is a widget");
        self.widgets.push(id);
        base
    }

    /// Unmounts everything and closes the page.
    pub fn close(self) {
        for id in self.widgets {
            embed::unmount(id);
        }
        embed::close_page(self.page);
        self.host.remove();
    }
}

pub fn div() -> HtmlElement {
    document().create_element("div").unwrap().unchecked_into()
}

/// The first element that matches.
pub fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector)
        .unwrap()
        .map(JsCast::unchecked_into)
}

/// All elements that match.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let list = root.query_selector_all(selector).unwrap();
    (0..list.length())
        .filter_map(|at| list.item(at))
        .map(JsCast::unchecked_into)
        .collect()
}

/// The first button that says `words` and nothing else.
pub fn button(root: &Element, words: &str) -> Option<HtmlElement> {
    all(root, "button")
        .into_iter()
        .find(|button| text(button).trim() == words)
}

pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}
