//! What becomes of a request under a fault, drawn between page and server.

use leptos::prelude::*;

use super::words as w;
use crate::studio::Studio;

/// One arrow of the drawing: whether it goes to the server, how far it comes in twentieths of the
/// way, and its class.
type Arrow = (bool, u8, &'static str);

/// The arrows of a fault; the last answer is what the page hears in the end.
fn arrows(fault: &str) -> &'static [Arrow] {
    match fault {
        "offline" => &[(true, 4, "er")],
        "lost" => &[
            (true, 20, "ac"),
            (false, 11, "er"),
            (true, 20, "ac"),
            (false, 20, "ok"),
        ],
        "cut" => &[
            (true, 20, "ac"),
            (false, 20, "er"),
            (true, 20, "ac"),
            (false, 20, "ok"),
        ],
        "slow" => &[
            (true, 20, "ac"),
            (false, 14, "er"),
            (true, 20, "ac"),
            (false, 20, "ok"),
        ],
        "error" | "busy" => &[
            (true, 20, "ac"),
            (false, 20, "er"),
            (true, 20, "ac"),
            (false, 20, "ok"),
        ],
        _ => &[(true, 20, "ac"), (false, 20, "ok")],
    }
}

/// Whether the server has carried the request out when it first arrives.
fn commits(fault: &str) -> bool {
    !matches!(fault, "offline" | "error" | "busy")
}

/// The drawing; `kind` is the request, `fault` what goes wrong with it.
pub(super) fn sequence(studio: Studio, kind: &'static str, fault: &'static str) -> impl IntoView {
    const PAGE: i32 = 44;
    const SERVER: i32 = 244;
    let lost = fault.split('!').next().unwrap_or_default();
    let arrows = arrows(lost);
    let rows: Vec<_> = arrows
        .iter()
        .enumerate()
        .map(|(n, (there, way, class))| {
            let y = 34 + 26 * i32::try_from(n).unwrap_or(0);
            let length = (SERVER - PAGE) * i32::from(*way) / 20;
            let slope = 8 * i32::from(*way) / 20;
            let (from, to, head) = if *there {
                (PAGE, PAGE + length, -5)
            } else {
                (SERVER, SERVER - length, 5)
            };
            let end = y + slope;
            let line = format!("M{from} {y}L{to} {end}");
            let tip = if *way == 20 {
                format!(
                    "M{} {}L{to} {end}L{} {}",
                    to + head,
                    end - 4,
                    to + head,
                    end + 3
                )
            } else {
                format!("M{} {}l8 8m0 -8l-8 8", to - 4, end - 4)
            };
            let said = (*there).then(
                || view! { <text class="m" x=PAGE + 8 y=y - 4>{["POST /", kind].concat()}</text> },
            );
            view! {
                <path class=*class d=line stroke-dasharray=(*class == "er").then_some("3 2")></path>
                <path class=*class d=tip></path>
                {said}
            }
        })
        .collect();
    let high = 40 + 26 * arrows.len();
    let done = commits(lost).then(|| {
        view! {
            <circle class="dt" cx=SERVER cy="42" r="4"></circle>
            <text class="g" x=SERVER + 10 y="46">{move || studio.say(w::DONE)}</text>
        }
    });
    view! {
        <svg
            class="seq"
            viewBox=format!("0 0 300 {high}")
            role="img"
            aria-label=move || [studio.say(w::SEQUENCE), ": ", studio.say(crate::studio::words::fault(fault))].concat()
        >
            <text x=PAGE y="14" text-anchor="middle">{move || studio.say(w::PAGE)}</text>
            <text x=SERVER y="14" text-anchor="middle">{move || studio.say(w::SERVER)}</text>
            <path class="ln" d=format!("M{PAGE} 20V{}M{SERVER} 20V{}", high - 4, high - 4)></path>
            {rows}
            {done}
        </svg>
    }
}
