//! What a press of the wheel, of its sheets and of its results does.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use campaign::Campaign;
use campaign::model::{Draw, PrizeKind, TaskKind};
use protocol::{Code, Refusal, Reply, Request};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::geometry;
use super::machine::End;
use super::state::{self, Action, Own, Sheet, Visit};
use super::{Disc, wheel};
use crate::runtime::model::Model;
use crate::runtime::page::Page;
use crate::runtime::slot::Version;
use crate::runtime::told;
use crate::ui::reveal::reveal;
use crate::widgets::offer;

/// A timer that stands in for the end of a transition waits a little longer than it.
const GRACE_MS: i64 = 150;

/// A task's stay is counted in steps of this.
const STEP_MS: i64 = 500;

/// A draw of a campaign that is held for as long as one looks at it.
struct Found {
    campaign: Rc<Campaign>,
    at: usize,
}

impl Deref for Found {
    type Target = Draw;

    fn deref(&self) -> &Draw {
        &self.campaign.draws[self.at]
    }
}

/// A mounted draw.
pub(super) struct Widget {
    pub(super) page: Page,
    /// Rises when something in `own` has changed.
    pub(super) version: Version,
    /// `draw`: the draw's id; empty for the campaign's first.
    pub(super) id: String,
    pub(super) own: RefCell<Own>,
    pub(super) disc: Disc,
}

impl Widget {
    /// Looks at the page's model; here alone, so that the page's part of it is there once.
    #[inline(never)]
    pub(super) fn look(&self, see: &mut dyn FnMut(&Model)) {
        self.page.with(|model| see(model));
    }

    /// The draw, if the page has it.
    #[inline(never)]
    fn draw(&self) -> Option<Found> {
        let mut found = None;
        self.look(&mut |model| {
            if let Some(campaign) = &model.campaign
                && let Some(at) = state::pick(campaign, &self.id)
            {
                let campaign = Rc::clone(campaign);
                found = Some(Found { campaign, at });
            }
        });
        found
    }

    fn is_calm(&self) -> bool {
        let mut calm = false;
        self.look(&mut |model| calm = model.calm);
        calm
    }

    pub(super) fn act(self: &Rc<Self>, action: Action) {
        match action {
            Action::Draw => self.press(),
            Action::Close => self.open(None),
            Action::Open(sheet) => self.open(Some(sheet)),
            Action::LogIn => {
                self.own.borrow_mut().nobody_logs_in = !offer::log_in(self.page, "{}");
                self.open(None);
            }
            Action::Task(task) => self.begin(task),
            Action::Use(prize) => self.go_use(prize),
            Action::Landed => {
                let landing = self.own.borrow().machine.landings;
                self.landed(landing);
            }
            // A link: the browser goes there.
            Action::Address => {}
        }
    }

    /// Closes the result, and opens a sheet or closes the one that is open.
    #[inline(never)]
    fn open(&self, sheet: Option<Sheet>) {
        let mut own = self.own.borrow_mut();
        own.machine.dismiss();
        own.sheet = sheet;
        drop(own);
        self.version.raise();
    }

    fn press(&self) {
        let Some(draw) = self.draw() else { return };
        let mut own = self.own.borrow_mut();
        own.sheet = None;
        own.said.clear();
        let asks = own.machine.press(state::rest(&draw));
        drop(own);
        self.version.raise();
        if asks {
            self.page.draw(&draw.id);
        }
    }

    fn landed(&self, landing: u32) {
        let lands = self.own.borrow_mut().machine.landed(landing);
        if lands {
            self.version.raise();
        }
    }

    /// Hears what became of a request.
    pub(super) fn heard(self: &Rc<Self>, request: &Request, answer: &Result<Reply, Refusal>) {
        let Some(found) = self.draw() else { return };
        match request {
            Request::Draw { draw } if *draw == found.id => self.drawn(&found, answer),
            Request::DoTask { draw, task } if *draw == found.id && answer.is_ok() => {
                let mut said = String::new();
                self.look(&mut |model| said = state::earned(&found, task, model.locale));
                self.own.borrow_mut().said = said;
                self.version.raise();
            }
            _ => {}
        }
    }

    fn drawn(self: &Rc<Self>, draw: &Draw, answer: &Result<Reply, Refusal>) {
        let mut stop = None;
        let end = match answer {
            Ok(Reply::Drawn { drawn, .. }) => {
                let mut end = End::Unknown;
                for (at, prize) in draw.prizes.iter().enumerate() {
                    if prize.id == drawn.prize {
                        stop = geometry::stop(draw, at, entropy());
                        end = End::Prize(at);
                    }
                }
                end
            }
            Ok(_) => End::Refused(Refusal::new(Code::Server)),
            Err(refusal) => End::Refused(refusal.clone()),
        };
        let turned = self.hold();
        let mut own = self.own.borrow_mut();
        own.sheet = None;
        let machine = &mut own.machine;
        let ms = machine.answer(end, turned, stop, state::rest(draw), self.is_calm());
        let landing = machine.landings;
        drop(own);
        self.version.raise();
        // A hidden tab, or a style that turns transitions off, gives no end of a transition.
        if let Some(ms) = ms {
            self.later(ms + GRACE_MS, landing, |widget, landing| {
                widget.landed(landing)
            });
        }
    }

    /// Calls `then` with `what` after a while, unless the widget is gone by then.
    fn later(self: &Rc<Self>, in_ms: i64, what: u32, then: fn(&Rc<Self>, u32)) {
        let widget = Rc::downgrade(self);
        let wake = move || {
            if let Some(widget) = widget.upgrade() {
                then(&widget, what);
            }
        };
        self.page.later(in_ms, Rc::new(wake));
    }

    /// Stops the wheel where it stands on the screen and says how far it has turned, so that the
    /// landing starts from there.
    fn hold(&self) -> i64 {
        let disc = self.disc.borrow();
        let Some(disc) = &*disc else { return 0 };
        let turned = shown_angle(disc);
        if let Ok(Some(wheel)) = disc.closest(".dacu-wheel") {
            wheel.set_class_name("dacu-wheel");
        }
        let styled: &HtmlElement = disc.unchecked_ref();
        let turn = wheel::css_turn(turned);
        let _ = styled.style().set_property("transform", &turn);
        // Reading it makes the browser take the position in before the landing is set.
        shown_angle(disc);
        turned
    }

    fn begin(self: &Rc<Self>, at: usize) {
        let Some(draw) = self.draw() else { return };
        let task = &draw.tasks[at];
        let request = Request::DoTask {
            draw: draw.id.clone(),
            task: task.id.clone(),
        };
        let mut reported = false;
        self.look(&mut |model| reported = model.ask(&request).is_some());
        // Done, but the report was lost: report it again, with the same key.
        if reported {
            self.page.do_task(&draw.id, &task.id);
            return;
        }
        self.open(None);
        let detail = told::texts(&[("draw", &draw.id), ("task", &task.id)]);
        if !self.page.emit("dacu-task", &detail) {
            return;
        }
        let TaskKind::Visit { ms } = task.kind else {
            self.go_to("dacu-cart");
            return;
        };
        self.go_to("dacu-flash-sale");
        let visit = Visit {
            task: at,
            left_ms: i64::from(ms),
        };
        let earlier = self.own.borrow_mut().visit.replace(visit);
        self.version.raise();
        if earlier.is_none() {
            self.later(STEP_MS, 0, stay);
        }
    }

    fn go_use(&self, at: usize) {
        self.open(None);
        let Some(draw) = self.draw() else { return };
        if let PrizeKind::Coupon(id) = &draw.prizes[at].kind {
            let detail = told::texts(&[("coupon", id.as_str())]);
            if self.page.emit("dacu-use", &detail) {
                self.go_to("dacu-cart");
            }
        }
    }

    /// Scrolls to the page's first element of a kind.
    fn go_to(&self, tag: &str) {
        if let Some(inner) = self.page.inner() {
            reveal(&inner.host, tag, self.is_calm());
        }
    }
}

/// Counts a visit while the page is seen, and reports it when it has been long enough.
fn stay(widget: &Rc<Widget>, _: u32) {
    if !crate::runtime::dom::document().hidden() {
        let mut own = widget.own.borrow_mut();
        let Some(visit) = &mut own.visit else { return };
        visit.left_ms -= STEP_MS;
        let Visit { task, left_ms } = *visit;
        if left_ms <= 0 {
            own.visit = None;
        }
        drop(own);
        widget.version.raise();
        if left_ms <= 0 {
            if let Some(draw) = widget.draw() {
                widget.page.do_task(&draw.id, &draw.tasks[task].id);
            }
            return;
        }
    }
    widget.later(STEP_MS, 0, stay);
}

/// The angle at which an element is drawn, from its matrix.
fn shown_angle(disc: &Element) -> i64 {
    let style = crate::runtime::dom::window().get_computed_style(disc);
    let Ok(Some(style)) = style else { return 0 };
    let matrix = style.get_property_value("transform").unwrap_or_default();
    // `matrix(cos, sin, …)`, or `none`; a number is read up to its comma.
    let Some(numbers) = matrix.strip_prefix("matrix(") else {
        return 0;
    };
    let comma = numbers.bytes().position(|byte| byte == b',').unwrap_or(0);
    let angle = js_sys::Math::atan2(
        js_sys::Number::parse_float(&numbers[comma + 1..]),
        js_sys::Number::parse_float(numbers),
    );
    // The cast loses nothing: an angle of at most half a turn, in thousandths of a degree.
    let angle = (angle * 180_000.0 / std::f64::consts::PI) as i32;
    geometry::within_turn(i64::from(angle))
}

fn entropy() -> u64 {
    let bytes = crate::api::entropy();
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[..8]);
    u64::from_le_bytes(word)
}
