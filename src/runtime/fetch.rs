//! Reading a file over HTTP, and the time its server keeps.

use js_sys::{Promise, Reflect};
use pricing::Instant;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response};

use crate::runtime::clock::Sample;
use crate::runtime::ticker::{mono_ms, whole};

/// Resolution of an HTTP `Date`, in milliseconds.
const DATE_MS: i64 = 1_000;

/// What a file says, and what its server's `Date` says of the time.
pub type File = (String, Option<Sample>);

/// Fetches a text. `done` gets nothing if it could not be had.
pub fn text(url: &str, done: Box<dyn FnOnce(Option<String>)>) {
    file(url, None, Box::new(|file| done(file.map(|(text, _)| text))));
}

/// Fetches a text with the time. `sent` is such a request that is on its way already: a promise of
/// the response, on which the page's script has noted as `asked` and `answered` what the monotonic
/// clock showed. `done` gets nothing if it could not be had.
pub fn file(url: &str, sent: Option<Promise>, done: Box<dyn FnOnce(Option<File>)>) {
    let request = request(url, "GET");
    wasm_bindgen_futures::spawn_local(async move {
        done(read(request, sent).await.ok());
    });
}

/// Asks a file's server for the time by its `Date` (and `Age`) headers. `done` gets nothing if
/// they cannot be read.
pub fn date(url: &str, done: Box<dyn FnOnce(Option<Sample>)>) {
    let request = request(url, "HEAD");
    wasm_bindgen_futures::spawn_local(async move {
        let answer = send(request, None).await;
        done(answer.ok().and_then(|answer| answer.sample()));
    });
}

fn request(url: &str, method: &str) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_method(method);
    // A stored answer would carry an old time, and an old campaign.
    init.set_cache(web_sys::RequestCache::NoCache);
    Request::new_with_str_and_init(url, &init)
}

/// An answer with the monotonic milliseconds when it was asked for and when it came.
struct Answer {
    response: Response,
    asked: i64,
    answered: i64,
}

impl Answer {
    fn sample(&self) -> Option<Sample> {
        Some(Sample {
            asked: self.asked,
            server: dated(&self.response)?,
            resolution_ms: DATE_MS,
            answered: self.answered,
        })
    }
}

async fn send(request: Result<Request, JsValue>, sent: Option<Promise>) -> Result<Answer, JsValue> {
    let asked = mono_ms();
    let sent = match sent {
        Some(sent) => sent,
        None => crate::runtime::dom::window().fetch_with_request(&request?),
    };
    let response: Response = JsFuture::from(sent).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let noted = |name| {
        Reflect::get(&response, &JsValue::from_str(name))
            .ok()?
            .as_f64()
    };
    Ok(Answer {
        asked: noted("asked").map_or(asked, whole),
        answered: noted("answered").map_or_else(mono_ms, whole),
        response,
    })
}

async fn read(request: Result<Request, JsValue>, sent: Option<Promise>) -> Result<File, JsValue> {
    let answer = send(request, sent).await?;
    let text = JsFuture::from(answer.response.text()?).await?;
    let text = text.as_string().ok_or(JsValue::NULL)?;
    Ok((text, answer.sample()))
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
