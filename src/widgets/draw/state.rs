//! What a draw shows: the wheel, the chances, and what lies over them. No browser in here.

mod over;
mod results;
mod sheets;

use campaign::model::{Draw, PrizeKind};
use campaign::say;
use campaign::{Campaign, Locale, Words, timeline};
use pricing::Instant;
use protocol::{Me, Request};

pub use self::over::{Dialog, Mood, Row, SheetView, Ticket};
use super::geometry::{spans, within_turn};
use super::machine::{End, Machine, Phase};
use super::words as w;
use crate::runtime::model::{AskState, Model};
use crate::widgets::offer::NO_LOGIN;

/// How a draw stands. The names are the variants' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Before it opens.
    NotStarted,
    /// One can draw.
    Ready,
    /// The server was asked.
    Asking,
    /// The answer is known and the wheel is on its way.
    Landing,
    /// A prize is shown.
    LandedWin,
    /// No prize.
    LandedMiss,
    /// No answer; the chance is kept.
    FailedSoft,
    /// The server has refused, and why is shown.
    Refused,
    /// No chance is left.
    NoChances,
    /// The shopper has to log in.
    LoginNeeded,
    /// The merchant has paused it.
    Paused,
    /// There is no network.
    Offline,
    /// It is over.
    Closed,
}

/// A sheet that the shopper can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 中奖概率.
    Odds,
    /// 赚机会.
    Tasks,
    /// 我的奖品.
    Prizes,
}

impl Sheet {
    /// The words of the button that opens it, and its heading.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Self::Odds => &w::ODDS,
            Self::Tasks => &w::EARN,
            Self::Prizes => &w::MINE,
        }
    }
}

/// What a press asks for. Tasks and prizes are named by their place in the draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A turn, the first or another one, or the same one again after a failure.
    Draw,
    /// Close what is open.
    Close,
    /// Open a sheet.
    Open(Sheet),
    /// Go to where one logs in.
    LogIn,
    /// Begin a task.
    Task(usize),
    /// Go to where the coupon of a prize is used.
    Use(usize),
    /// Go to where winners say where to send goods.
    Address,
    /// The wheel has come to its place.
    Landed,
}

/// A task that is being done on this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The task, by its place in the draw.
    pub task: usize,
    /// How long the shopper still has to stay, in milliseconds.
    pub left_ms: i64,
}

/// What a draw keeps for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The wheel.
    pub machine: Machine,
    /// The sheet that is open.
    pub sheet: Option<Sheet>,
    /// A task on its way.
    pub visit: Option<Visit>,
    /// What a screen reader is told next: the outcome of a task.
    pub said: String,
    /// Whether logging in was asked for, and nobody around the widget can.
    pub nobody_logs_in: bool,
    /// `address`: where winners of goods say where to send them; may be empty.
    pub address: String,
}

/// A draw as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View<'a> {
    /// The draw itself: its name, and the sectors of the wheel.
    pub draw: &'a Draw,
    /// How it stands.
    pub state: State,
    /// Language of the words.
    pub locale: Locale,
    /// The wheel.
    pub wheel: Wheel,
    /// Its button.
    pub hub: Hub,
    /// What stands below the wheel.
    pub line: Line,
    /// Whether there are ways to more chances.
    pub earns: bool,
    /// Those ways, shown at once where no chance is left.
    pub slip: Vec<Row>,
    /// What a screen reader is told when it changes.
    pub spoken: String,
    /// The result of a turn, over all else.
    pub dialog: Option<Box<Dialog>>,
    /// The sheet that is open.
    pub sheet: Option<Box<SheetView>>,
    /// Where [`Action::Address`] goes.
    pub address: &'a str,
}

/// The wheel as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wheel {
    /// Angle at which the turn began.
    pub base: i64,
    /// How far it has turned, or will have.
    pub turned: i64,
    /// How it moves.
    pub motion: Motion,
}

/// How a wheel moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Not at all.
    Still,
    /// At a constant speed.
    Spinning,
    /// Over this way, in this time, to where it has to stand.
    Landing {
        /// Milli-degrees.
        way: i64,
        /// Milliseconds.
        ms: i64,
    },
}

/// The button in the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// Its word.
    pub word: &'static str,
    /// Chances left, under it; may be empty.
    pub small: String,
    /// Whether it rests, in grey.
    pub resting: bool,
    /// What a press does; nothing while it turns or rests.
    pub press: Option<Action>,
}

/// `还有` **2** `次机会`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Before the figure.
    pub before: String,
    /// The figure; may be empty.
    pub figure: String,
    /// After it.
    pub after: &'static str,
}

/// The place of a page's draw: the one named, or the campaign's first.
#[must_use]
#[inline(never)]
pub fn pick(campaign: &Campaign, id: &str) -> Option<usize> {
    for (at, draw) in campaign.draws.iter().enumerate() {
        if id.is_empty() || draw.id == id {
            return Some(at);
        }
    }
    None
}

/// The angle of a wheel that has not been turned: its first sector is under the pointer.
#[must_use]
#[inline(never)]
pub fn rest(draw: &Draw) -> i64 {
    let first = spans(&draw.sectors).first().map_or(0, |span| span.middle());
    within_turn(-first)
}

/// What a draw shows, once there is a campaign that has one.
#[must_use]
pub fn view<'a>(model: &'a Model, id: &str, own: &'a Own) -> Option<Box<View<'a>>> {
    let campaign = model.campaign.as_deref()?;
    let draw = &campaign.draws[pick(campaign, id)?];
    let me = model.me.as_deref();
    let chances = match me {
        Some(me) if me.logged_in => Some(me.chances(&draw.id)),
        _ => None,
    };
    let scene = Scene {
        model,
        campaign,
        draw,
        own,
        me,
        chances,
        standing: standing(model, draw, chances),
        locale: model.locale,
    };
    Some(scene.view())
}

/// What a screen reader is told when a task was counted: `得到 1 次机会`.
#[must_use]
pub fn earned(draw: &Draw, task: &str, locale: Locale) -> String {
    let mut chances = 0;
    for known in &draw.tasks {
        if known.id == task {
            chances = known.chances;
        }
    }
    let mut out = String::new();
    push_filled(&mut out, w::EARNED.get(locale), &mut |_, out| {
        out.push_str(&turns(chances, locale))
    });
    out
}

/// How the draw stands when nobody draws.
fn standing(model: &Model, draw: &Draw, chances: Option<u32>) -> State {
    match model.now {
        Some(now) if now >= draw.window.until => return State::Closed,
        Some(now) if now < draw.window.from => return State::NotStarted,
        _ => {}
    }
    if model.live.as_ref().is_some_and(|live| live.paused) {
        State::Paused
    } else if model.me.as_ref().is_some_and(|me| !me.logged_in) {
        State::LoginNeeded
    } else if !model.online {
        State::Offline
    } else if chances == Some(0) {
        State::NoChances
    } else {
        State::Ready
    }
}

#[inline(never)]
fn count(number: u32) -> String {
    say::count(u64::from(number))
}

/// `1 次机会` as part of a sentence: `2 turns` in English, the bare figure in Chinese.
#[inline(never)]
fn turns(chances: u32, locale: Locale) -> String {
    let mut out = count(chances);
    if locale == Locale::En {
        out.push_str(if chances == 1 { " turn" } else { " turns" });
    }
    out
}

/// Appends words; `fill` appends what stands in a gap, by the gap's name.
fn push_filled(out: &mut String, words: &str, fill: &mut dyn FnMut(&str, &mut String)) {
    let mut rest = words;
    while let Some((before, gap)) = rest.split_once('{') {
        let (name, after) = gap.split_once('}').unwrap_or_default();
        out.push_str(before);
        fill(name, out);
        rest = after;
    }
    out.push_str(rest);
}

/// What a view is made from.
struct Scene<'a> {
    model: &'a Model,
    campaign: &'a Campaign,
    draw: &'a Draw,
    own: &'a Own,
    me: Option<&'a Me>,
    /// Chances left; nothing until the server has said.
    chances: Option<u32>,
    standing: State,
    locale: Locale,
}

impl<'a> Scene<'a> {
    #[inline(never)]
    fn get(&self, words: &'static Words) -> &'static str {
        words.get(self.locale)
    }

    /// Appends words. Texts are written where they belong: one that is returned costs a move.
    #[inline(never)]
    fn say(&self, out: &mut String, words: &'static Words) {
        self.fill(out, words, "", 0);
    }

    /// Appends words with `text` in the gap `{}`.
    #[inline(never)]
    fn with(&self, out: &mut String, words: &'static Words, text: &str) {
        self.fill(out, words, text, 0);
    }

    /// Appends words with `text` in the gap `{}` and `number` in the gap `{number}`.
    #[inline(never)]
    fn fill(&self, out: &mut String, words: &'static Words, text: &str, number: u32) {
        push_filled(out, self.get(words), &mut |gap, out| {
            if gap.is_empty() {
                out.push_str(text);
            } else {
                self.push_gap(out, gap, number);
            }
        });
    }

    /// What stands in a gap; two names never begin alike.
    fn push_gap(&self, out: &mut String, gap: &str, number: u32) {
        let draw = self.draw;
        let chances = self.chances.unwrap_or(0);
        let text = match gap.as_bytes()[0] {
            b'd' => {
                if draw.daily_chances > 0 {
                    self.say(out, &w::COMMA);
                    self.say(out, &w::DAILY);
                }
                return;
            }
            b'o' => {
                out.push_str(self.campaign.organiser.name.get(self.locale));
                return;
            }
            b'c' => count(chances),
            b't' => turns(chances, self.locale),
            b'f' => turns(draw.daily_chances, self.locale),
            b'n' => count(number),
            b's' => self.at(draw.window.from),
            b'u' => self.end_at(draw.window.until),
            b'r' => self.end_at(draw.redeem_until),
            _ => say::count(self.me.map_or(0, |me| me.points)),
        };
        out.push_str(&text);
    }

    /// A date and time.
    #[inline(never)]
    fn at(&self, instant: Instant) -> String {
        say::date_time(instant, &self.campaign.zone, self.locale)
    }

    /// A date and time at which something ends.
    fn end_at(&self, instant: Instant) -> String {
        say::end_time(instant, &self.campaign.zone, self.locale)
    }

    fn view(&self) -> Box<View<'a>> {
        let state = self.state();
        let mut view = Box::new(View {
            draw: self.draw,
            state,
            locale: self.locale,
            wheel: self.wheel(state),
            hub: Hub {
                word: "",
                small: String::new(),
                resting: false,
                press: None,
            },
            line: Line::default(),
            earns: !self.draw.tasks.is_empty() && self.standing != State::Closed,
            slip: Vec::new(),
            spoken: String::new(),
            dialog: None,
            sheet: None,
            address: &self.own.address,
        });
        self.hub(&mut view);
        if view.earns && state == State::NoChances {
            self.tasks(&mut view.slip);
        }
        if let Some(end) = self.own.machine.shown() {
            let dialog = self.result(end);
            if !dialog.note.is_empty() {
                view.spoken = [dialog.note, " · "].concat();
            }
            for part in [&*dialog.title, " · ", &*dialog.text] {
                view.spoken.push_str(part);
            }
            view.dialog = Some(dialog);
        } else {
            view.sheet = self.sheet();
            if state == State::Asking {
                self.say(&mut view.spoken, &w::DRAWING);
            } else if state == State::LoginNeeded && self.own.nobody_logs_in {
                self.say(&mut view.spoken, &NO_LOGIN);
            } else {
                view.spoken.push_str(&self.own.said);
            }
        }
        view
    }

    fn state(&self) -> State {
        let machine = &self.own.machine;
        match machine.phase {
            Phase::Landing => State::Landing,
            Phase::Asking => State::Asking,
            // A draw that an earlier page has asked for is asked again by itself.
            Phase::Idle if self.is_open() => State::Asking,
            Phase::Idle => self.standing,
            Phase::Done => match &machine.end {
                End::Prize(prize) if self.is_nothing(*prize) => State::LandedMiss,
                End::Prize(_) | End::Unknown => State::LandedWin,
                End::Refused(refusal) if refusal.is_retryable() => State::FailedSoft,
                End::Refused(_) => State::Refused,
            },
        }
    }

    fn is_nothing(&self, prize: usize) -> bool {
        matches!(
            self.draw.prizes.get(prize),
            Some(prize) if prize.kind == PrizeKind::Nothing
        )
    }

    fn is_open(&self) -> bool {
        let request = Request::Draw {
            draw: self.draw.id.clone(),
        };
        matches!(self.model.ask(&request), Some(AskState::Open))
    }

    fn wheel(&self, state: State) -> Wheel {
        let machine = &self.own.machine;
        let rest = rest(self.draw);
        let mut wheel = Wheel {
            base: machine.base.unwrap_or(rest),
            turned: machine.turned,
            motion: Motion::Still,
        };
        if state == State::Landing {
            wheel.motion = Motion::Landing {
                way: machine.way,
                ms: machine.ms,
            };
        } else if state == State::Asking && !self.model.calm {
            wheel.motion = Motion::Spinning;
            wheel.base = machine.angle(rest);
            wheel.turned = 0;
        }
        wheel
    }

    /// The button in the middle, and the line below the wheel.
    fn hub(&self, view: &mut View<'_>) {
        let (mut word, mut press, mut line) = self.rests();
        view.hub.resting = !matches!(self.standing, State::Ready | State::LoginNeeded);
        if matches!(view.state, State::Asking | State::Landing) {
            view.hub.resting = false;
            press = None;
            word = &w::DRAWING;
            if view.state == State::Asking {
                line = Some(&w::WAITING);
            } else if !matches!(self.own.machine.end, End::Refused(_)) {
                line = Some(&w::LANDING);
            } else {
                word = &w::NOT_DRAWN;
            }
        } else if press.is_some() || self.standing == State::NoChances {
            // The words on the hub ask for a turn, so they say how many there are.
            if self.chances.is_some() {
                self.say(&mut view.hub.small, &w::HUB_LEFT);
            }
        }
        view.hub.word = self.get(word);
        view.hub.press = press;
        if let Some(words) = line {
            self.say(&mut view.line.before, words);
            return;
        }
        let chances = self.chances.unwrap_or(0);
        self.say(&mut view.line.before, &w::LEFT_BEFORE);
        view.line.figure = count(chances);
        view.line.after = self.get(if chances == 1 {
            &w::ONE_LEFT_AFTER
        } else {
            &w::LEFT_AFTER
        });
    }

    /// The hub's word and what its press does while the wheel stands, and the line below it;
    /// without one, chances are counted there.
    fn rests(&self) -> (&'static Words, Option<Action>, Option<&'static Words>) {
        let draw = self.draw;
        match self.standing {
            State::NotStarted => (&w::SOON, None, Some(&w::STARTS_LINE)),
            State::Closed => {
                let open = self.model.now.is_some_and(|now| now < draw.redeem_until);
                let line = if open { &w::CLOSED_STILL } else { &w::CLOSED };
                (&w::OVER, None, Some(line))
            }
            State::Paused => (&w::PAUSED, None, Some(&w::NOT_NOW)),
            State::Offline => (&w::NO_NETWORK, None, Some(&w::NO_NETWORK_LINE)),
            State::LoginNeeded => {
                let line = match self.own.nobody_logs_in {
                    true => &NO_LOGIN,
                    false => &w::LOG_IN_LINE,
                };
                (&w::DRAW, Some(Action::LogIn), Some(line))
            }
            State::NoChances => {
                let earns = !draw.tasks.is_empty();
                let press = earns.then_some(Action::Open(Sheet::Tasks));
                (&w::DRAW, press, Some(self.used_up()))
            }
            _ => {
                let line = match self.chances {
                    Some(_) => None,
                    None if draw.daily_chances > 0 => Some(&w::DAILY),
                    None => Some(&w::NOTHING),
                };
                (&w::DRAW, Some(Action::Draw), line)
            }
        }
    }

    /// That no chance is left, and when there are more.
    fn used_up(&self) -> &'static Words {
        let more = self.model.now.is_some_and(|now| {
            timeline::next_day_start(now, &self.campaign.zone) < self.draw.window.until
        });
        if more && self.draw.daily_chances > 0 {
            &w::TOMORROW
        } else {
            &w::USED_UP
        }
    }
}
