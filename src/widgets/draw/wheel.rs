//! The wheel itself: a layer that stands, and one that turns.

use std::rc::Rc;

use campaign::Locale;
use campaign::model::Prize;

use super::geometry::{
    Lettering, RADIUS, Span, chord, decimal, lettering, outline, place, point, spans, wide,
    within_turn,
};
use super::machine::easing;
use super::parts;
use super::state::{Action, Hub, Motion, View};
use super::words as w;
use super::{Act, Disc};
use crate::ui::icons::Icon;
use crate::ui::node::El;
use crate::ui::{el, icons, svg};

/// What stands under the disc, on it and over everything, and the paints; a shadow root finds only
/// its own. Data, not code: a shape is `tag|name=value|…`, its children follow after `>`.
const PAINTS: &str = "\
linearGradient|id=g-foil|x1=0|y1=0|x2=1|y2=1\
>stop|offset=0|class=stop-foil-hi>stop|offset=.38|class=stop-foil\
>stop|offset=.55|class=stop-foil-hi>stop|offset=1|class=stop-foil-lo;\
linearGradient|id=g-foil-r|x1=1|y1=1|x2=0|y2=0\
>stop|offset=0|class=stop-foil-hi>stop|offset=.45|class=stop-foil>stop|offset=1|class=stop-foil-lo;\
linearGradient|id=g-rim|x1=0|y1=0|x2=0|y2=1\
>stop|offset=0|class=stop-rim-hi>stop|offset=1|class=stop-rim;\
radialGradient|id=g-hub|cy=.04|r=.96\
>stop|offset=0|class=stop-lantern-hi>stop|offset=.28|class=stop-accent\
>stop|offset=1|class=stop-accent-deep;\
radialGradient|id=g-well\
>stop|offset=.84|stop-color=#000|stop-opacity=0>stop|offset=.95|stop-color=#000|stop-opacity=.07\
>stop|offset=1|stop-color=#000|stop-opacity=.26;\
radialGradient|id=g-shade\
>stop|offset=.7|class=stop-shadow-stage>stop|offset=1|class=stop-shadow-stage|stop-opacity=0";
const RIM: &str = "\
ellipse|cx=180|cy=212|rx=172|ry=172|fill=url(#g-shade);\
circle|cx=180|cy=196|r=166|fill=url(#g-foil);\
circle|cx=180|cy=196|r=162.5|class=f-foil-lo;\
circle|cx=180|cy=196|r=161.5|fill=url(#g-rim);\
circle|cx=180|cy=196|r=148.5|class=dacu-wheel__lamps|opacity=.2|stroke-width=15;\
circle|cx=180|cy=196|r=148.5|class=dacu-wheel__lamps|stroke-width=8;\
circle|cx=180|cy=196|r=148.5|class=dacu-wheel__lamps dacu-wheel__lamps--off|stroke-width=6.4;\
circle|cx=180|cy=196|r=137|fill=url(#g-foil-r)";
const HUB: &str = "\
circle|cx=180|cy=196|r=133|fill=url(#g-well);\
circle|cx=180|cy=201|r=50|fill=#000|opacity=.2;\
circle|cx=180|cy=196|r=47|fill=url(#g-foil);\
circle|cx=180|cy=196|r=42.5|class=f-foil-lo";
const READY: &str = "circle|cx=180|cy=196|r=41.5|fill=url(#g-hub)";
const RESTING: &str = "circle|cx=180|cy=196|r=41.5|class=f-ink-quiet";
const SHINE: &str = "\
path|d=M146 184a36 36 0 0 1 68 0c-18-9-50-9-68 0z|fill=#fff|opacity=.14";
const POINTER: &str = "\
path|d=M182 85l-16-40a17.3 17.3 0 1 1 32 0z|fill=#000|opacity=.28;\
path|d=M180 78l-16-40a17.3 17.3 0 1 1 32 0z|fill=url(#g-foil);\
path|d=M180 78V14a17.3 17.3 0 0 1 16 24z|class=f-foil-lo|opacity=.55;\
path|d=M180 78l-16-40a17.3 17.3 0 1 1 32 0z|class=f-none s-foil-lo|stroke-width=1;\
circle|cx=180|cy=31|r=8.2|class=f-foil-lo;\
circle|cx=180|cy=31|r=7|fill=url(#g-hub);\
circle|cx=177.5|cy=28.5|r=2|fill=#fff|opacity=.55";

/// The wheel with its button.
pub fn wheel(view: &View, act: &Act, disc: &Disc) -> El {
    let motion = match view.wheel.motion {
        Motion::Still => "dacu-wheel",
        Motion::Spinning => "dacu-wheel dacu-wheel--spin",
        Motion::Landing { .. } => "dacu-wheel dacu-wheel--land",
    };
    let picture = attrs(
        svg("svg", "dacu-wheel__svg"),
        "viewBox=0 0 360 388|role=img",
    )
    .attr("aria-label", w::WHEEL.get(view.locale))
    .child(shapes(svg("defs", ""), PAINTS));
    let picture = shapes(picture, RIM)
        .child(turning(view, act, disc))
        .child(hub(&view.hub));
    let gap = w::GAP.get(view.locale);
    let line = &view.line;
    let label = [
        view.hub.word,
        " · ",
        &line.before,
        gap,
        &line.figure,
        gap,
        line.after,
    ]
    .concat();
    let hit = match view.hub.press {
        Some(action) => parts::button("dacu-wheel__hit", action, act),
        // Not `disabled`: the focus would be lost in the middle of a turn.
        None => el("button", "dacu-wheel__hit")
            .attr("type", "button")
            .attr("aria-disabled", "true"),
    };
    el("div", motion)
        .child(shapes(picture, POINTER))
        .child(hit.attr("aria-label", label))
}

/// Adds shapes that are written as data.
#[inline(never)]
pub fn shapes(into: El, data: &'static str) -> El {
    let mut into = into;
    for data in data.split(';') {
        let (first, children) = data.split_once('>').unwrap_or((data, ""));
        let mut first = shape(first);
        if !children.is_empty() {
            for child in children.split('>') {
                first = first.child(shape(child));
            }
        }
        into = into.child(first);
    }
    into
}

/// A shape without children.
#[inline(never)]
pub fn shape(data: &'static str) -> El {
    let (tag, rest) = data.split_once('|').unwrap_or((data, ""));
    attrs(svg(tag, ""), rest)
}

/// Adds attributes that are written as data.
#[inline(never)]
pub fn attrs(into: El, data: &'static str) -> El {
    let mut into = into;
    for part in data.split('|') {
        if let Some((name, value)) = part.split_once('=') {
            into = into.attr(name, value);
        }
    }
    into
}

/// What turns. The animation is on the outer layer and begins at nothing; the inner one holds the
/// angle at which the turn began.
fn turning(view: &View, act: &Act, disc: &Disc) -> El {
    let wheel = &view.wheel;
    let draw = view.draw;
    let mut sectors = svg("g", "");
    let mut spokes = String::new();
    let mut labels = svg("g", "dacu-wheel__labels");
    for (at, span) in spans(&draw.sectors).iter().enumerate() {
        let prize = &draw.prizes[draw.sectors[at].prize];
        let path = svg("path", toned("f-sector-", prize.tone, ""));
        sectors = sectors.child(path.attr("d", outline(*span)));
        spokes.push_str("M180 196L");
        spokes.push_str(&place(point(span.from, RADIUS)));
        labels = labels.child(label(prize, span, view.locale));
    }
    let spokes = shape("path|class=s-foil f-none|stroke-width=1").attr("d", spokes);
    let inner = svg("g", "")
        .attr("transform", turn(wheel.base))
        .child(sectors)
        .child(spokes)
        .child(labels);
    let kept = Rc::clone(disc);
    let act = Rc::clone(act);
    let mut turning = svg("g", "dacu-wheel__disc")
        .on(
            "transitionend",
            Rc::new(move |event| {
                // The lettering fades on its own.
                if event.target() == event.current_target() {
                    act(Action::Landed);
                }
            }),
        )
        .made(Rc::new(move |made| *kept.borrow_mut() = Some(made.clone())))
        .child(inner);
    if !matches!(wheel.motion, Motion::Spinning) {
        turning = turning.style("transform", css_turn(wheel.turned));
    }
    if let Motion::Landing { way, ms } = wheel.motion {
        turning = turning
            .style("transition-duration", [&decimal(ms), "s"].concat())
            .style("transition-timing-function", easing(way, ms));
    }
    turning
}

/// A turn as CSS.
pub fn css_turn(angle: i64) -> String {
    ["rotate(", &decimal(angle), "deg)"].concat()
}

/// A turn as SVG.
fn turn(angle: i64) -> String {
    ["rotate(", &decimal(within_turn(angle)), " 180 196)"].concat()
}

/// A class with a colour role in it.
#[inline(never)]
pub fn toned(before: &str, tone: char, after: &str) -> String {
    const TONES: &str = "abcdef";
    let at = (tone as usize)
        .wrapping_sub('a' as usize)
        .min(TONES.len() - 1);
    [before, &TONES[at..=at], after].concat()
}

/// A sector's figure, label and picture, upright where its middle is at the top.
fn label(prize: &Prize, span: &Span, locale: Locale) -> El {
    let group =
        svg("g", toned("f-sector-", prize.tone, "-ink")).attr("transform", turn(span.middle()));
    let (figure, name) = (&*prize.figure, prize.label.get(locale));
    match lettering(span.width, figure, name) {
        Lettering::Line if figure.is_empty() => {
            let long = wide(name, 100) > 200;
            let (size, y) = if long { ("13", 94) } else { ("14", 92) };
            group
                .child(words(y, size, name))
                .child(icon(prize, 22, y + 10))
        }
        Lettering::Line => {
            let figure = shape("tspan|class=dacu-wheel__big|font-size=22").text(figure.to_owned());
            let name = shape("tspan|dx=2").text(name.to_owned());
            let line = words(97, "13", "").child(figure).child(name);
            group.child(line).child(icon(prize, 24, 105))
        }
        Lettering::Two => group
            .child(words(84, "15", figure))
            .child(words(98, "12", name))
            .child(icon(prize, 15, 104)),
        Lettering::Column => column(group, prize, name, span.width),
        Lettering::Radial => {
            let gap = if figure.is_empty() { "" } else { " " };
            let text = [figure, gap, name].concat();
            let long = wide(&text, 12);
            let thin = chord(span.width, 93 - long / 2) < 12;
            let size = if long > 68 || thin { "10" } else { "12" };
            group.child(words(107, size, &text).attr("transform", "rotate(90 180 103)"))
        }
    }
}

/// A line of lettering; the group around it has its colour.
#[inline(never)]
fn words(y: i64, size: &'static str, text: &str) -> El {
    shape("text|x=180|text-anchor=middle")
        .attr("y", decimal(y * 1_000))
        .attr("font-size", size)
        .text(text.to_owned())
}

/// One character below the other, and the picture if there is room above the hub.
fn column(group: El, prize: &Prize, name: &str, width: i64) -> El {
    let figure = &*prize.figure;
    let mut group = group;
    let cells = name.chars().count() + usize::from(!figure.is_empty());
    let (size, step, mut y) = if cells > 2 {
        ("12", 13, 85)
    } else {
        ("14", 16, 87)
    };
    if !figure.is_empty() {
        group = group.child(words(y, size, figure));
        y += step;
    }
    for cell in name.chars() {
        group = group.child(words(y, size, cell.encode_utf8(&mut [0; 4])));
        y += step;
    }
    if y < 125 && chord(width, 181 - y + step) >= 12 {
        group = group.child(icon(prize, 15, y - step + 7));
    }
    group
}

#[inline(never)]
fn icon(prize: &Prize, size: i64, y: i64) -> El {
    let side = decimal(size * 1_000);
    icons::icon(Icon::named(&prize.icon), "")
        .attr(
            "class",
            toned("f-none s-icon s-sector-", prize.tone, "-ink"),
        )
        .attr("x", decimal(180_000 - size * 500))
        .attr("y", decimal(y * 1_000))
        .attr("width", &side)
        .attr("height", side)
        .attr("stroke-width", if size < 20 { "2" } else { "1.6" })
}

fn hub(hub: &Hub) -> El {
    let (face, ink) = if hub.resting {
        (RESTING, "f-ground")
    } else {
        (READY, "f-on-accent")
    };
    let (size, spacing) = match wide(hub.word, 1_000) {
        0..=2_300 => ("24", "2"),
        2_301..=3_000 => ("20", "2"),
        _ => ("16", "0"),
    };
    let y = if hub.small.is_empty() { 203 } else { 201 };
    let word = attrs(words(y, size, hub.word), "class=dacu-wheel__go|dx=1")
        .attr("letter-spacing", spacing);
    let mut group = svg("g", ink).attr("aria-hidden", "true");
    for data in [HUB, face, SHINE] {
        group = shapes(group, data);
    }
    group.child(word).child(words(219, "12", &hub.small))
}
