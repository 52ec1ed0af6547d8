//! Reading a file over HTTP, and the time its server keeps.

use pricing::Instant;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response};

use crate::runtime::clock::Sample;
use crate::runtime::ticker::mono_ms;

/// Resolution of an HTTP `Date`, in milliseconds.
const DATE_MS: i64 = 1_000;

/// Fetches a text. `done` gets nothing if it could not be had.
pub fn text(url: &str, done: Box<dyn FnOnce(Option<String>)>) {
    let request = request(url, "GET");
    wasm_bindgen_futures::spawn_local(async move {
        done(read(request).await.ok());
    });
}

/// Asks a file's server for the time by its `Date` (and `Age`) headers. `done` gets nothing if
/// they cannot be read.
pub fn date(url: &str, done: Box<dyn FnOnce(Option<Sample>)>) {
    let request = request(url, "HEAD");
    wasm_bindgen_futures::spawn_local(async move {
        let asked = mono_ms();
        let response = send(request).await;
        let answered = mono_ms();
        let server = response.ok().and_then(|response| dated(&response));
        done(server.map(|server| Sample {
            asked,
            server,
            resolution_ms: DATE_MS,
            answered,
        }));
    });
}

fn request(url: &str, method: &str) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    // A stored answer would carry an old time, and an old campaign.
    init.set_cache(web_sys::RequestCache::NoCache);
    Request::new_with_str_and_init(url, &init)
}

async fn send(request: Result<Request, JsValue>) -> Result<Response, JsValue> {
    let sent = crate::runtime::dom::window().fetch_with_request(&request?);
    let response: Response = JsFuture::from(sent).await?.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(JsValue::NULL)
    }
}

async fn read(request: Result<Request, JsValue>) -> Result<String, JsValue> {
    let text = JsFuture::from(send(request).await?.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

fn dated(response: &Response) -> Option<Instant> {
    let headers = response.headers();
    let date = headers.get("date").ok()??;
    let ms = js_sys::Date::parse(&date);
    if ms.is_nan() {
        return None;
    }
    let age: i64 = headers
        .get("age")
        .ok()
        .flatten()
        .and_then(|age| age.parse().ok())
        .unwrap_or(0);
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a parsed date is a whole number of milliseconds within ±8.64e15"
    )]
    let ms = ms as i64;
    Some(Instant::from_ms(ms + age * 1_000))
}
