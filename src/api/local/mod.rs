//! The contract kept inside the page: a server, its storage, and a network that can be made bad.
//!
//! [`server::Server`] decides, [`state::State`] remembers, [`Faults`] spoil, and [`LocalApi`] carries
//! requests between them and the page as a network would: half the latency before the server acts,
//! half after it. What was on its way when the network went is lost, on either half.
//!
//! What the server decides is in the bundle's last part, which a page does not wait for: a request that comes
//! before it is answered late, as by a slow server, and its absence is that of an answer.
//!
//! The server's state is read from storage for each request and written back after it, so tabs of
//! one browser share one server, and a reload finds everything in its place.

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::{Rc, Weak};

use campaign::Campaign;
use campaign::model::SampleBuyer;
use pricing::Instant;
use protocol::{Code, Key, Notice, Refusal, Reply, Request};

use super::{CampaignApi, Done, entropy};
use crate::runtime::storage::Storage;

mod faults;
#[cfg(test)]
mod fixture;
pub mod server;
#[cfg(test)]
mod simulation;
pub mod state;
#[cfg(test)]
mod tests;
mod timers;

pub use faults::{Fault, Faults};
use server::Server;
use state::State;
use timers::Timers;

/// Without an answer after this long, a request has failed.
pub const TIMEOUT_MS: u32 = 10_000;
/// What [`Fault::Slow`] adds to an answer's way.
const SLOW_MS: u32 = 30_000;
/// What [`Fault::Busy`] asks for.
const BUSY_MS: u32 = 2_000;
/// How often it is looked whether what decides is there.
const LOOK_MS: u32 = 50;
/// A browser without a network says so this soon.
const OFFLINE_MS: u32 = 30;

/// What a [`LocalApi`] is made of.
pub struct LocalOptions {
    /// The campaign it serves.
    pub campaign: Rc<Campaign>,
    /// Where the server's state lives, under `dacu:<campaign id>:server`; tabs that share it share
    /// the server.
    pub storage: Rc<dyn Storage>,
    /// The server's clock, and how coarse it is in milliseconds.
    pub clock: Rc<dyn Fn() -> (Instant, u32)>,
    /// Who asks; nothing for a guest, who has not logged in.
    pub buyer: Option<SampleBuyer>,
    /// Time from a request to its reply, in milliseconds.
    pub latency_ms: u32,
    /// Called for each request that what decides is not there for, so that it is brought.
    pub missing: Rc<dyn Fn()>,
}

/// What carries out a request that is more than a question, once it is there. Nothing that a page needs before
/// may name it otherwise, because what it calls comes along with it (`xtask/src/split`).
type Decides = fn(&Inner, &Server, &mut State, &Call, Instant) -> Result<Reply, Refusal>;

thread_local! {
    static DECIDES: Cell<Option<Decides>> = const { Cell::new(None) };
}

/// Says that what decides is there.
pub fn decisions_are_here() {
    // A compiler that knew the only value there can be would call it by name.
    DECIDES.set(Some(black_box(Inner::decide as Decides)));
}

/// Whether a request only asks for what [`Server::tell`] tells.
fn is_told(request: &Request) -> bool {
    matches!(request, Request::Time | Request::Live | Request::Me)
}

/// A server inside the page.
///
/// Dropping it drops every request on its way; their callbacks do not run.
pub struct LocalApi {
    inner: Rc<Inner>,
}

struct Inner {
    server: RefCell<Server>,
    storage: Rc<dyn Storage>,
    slot: String,
    clock: Rc<dyn Fn() -> (Instant, u32)>,
    latency_ms: Cell<u32>,
    missing: Rc<dyn Fn()>,
    faults: RefCell<Faults>,
    timers: Timers,
}

/// One request on its way.
struct Call {
    here: Weak<Inner>,
    /// Who sent it, whoever is served by the time it arrives.
    buyer: Option<Rc<SampleBuyer>>,
    key: Option<Key>,
    request: Request,
    fault: Option<Fault>,
    /// How long it has waited for what decides, in milliseconds.
    waited: Cell<u32>,
    /// What is on its way back; nothing while the request is on its way there.
    answer: Cell<Option<Result<Reply, Refusal>>>,
    done: Cell<Option<Done>>,
}

impl LocalApi {
    /// A server with a good network that is not paused.
    #[must_use]
    pub fn new(options: LocalOptions) -> Self {
        Self {
            inner: Rc::new(Inner {
                slot: ["dacu:", &options.campaign.id, ":server"].concat(),
                server: RefCell::new(Server {
                    campaign: options.campaign,
                    buyer: options.buyer.map(Rc::new),
                    paused: false,
                    notice: None,
                    resolution_ms: 1,
                }),
                storage: options.storage,
                clock: options.clock,
                latency_ms: Cell::new(options.latency_ms),
                missing: options.missing,
                faults: RefCell::default(),
                timers: Timers::default(),
            }),
        }
    }

    /// Sets the time from a request to its reply, in milliseconds.
    pub fn set_latency(&self, ms: u32) {
        self.inner.latency_ms.set(ms);
    }

    /// Sets what goes wrong from now on; rules with a number of times count from here.
    pub fn set_faults(&self, faults: Faults) {
        self.inner.faults.replace(faults);
    }

    /// Sets who asks; nothing for a guest. Each buyer has holdings of their own.
    pub fn set_buyer(&self, buyer: Option<SampleBuyer>) {
        self.inner.server.borrow_mut().buyer = buyer.map(Rc::new);
    }

    /// Pauses or resumes claims, draws, reservations and tasks.
    pub fn set_paused(&self, paused: bool) {
        self.inner.server.borrow_mut().paused = paused;
    }

    /// Sets the merchant's word.
    pub fn set_notice(&self, notice: Option<Notice>) {
        self.inner.server.borrow_mut().notice = notice;
    }

    /// Forgets everything the server knows of all buyers.
    pub fn reset(&self) {
        self.inner.storage.remove(&self.inner.slot);
    }
}

impl CampaignApi for LocalApi {
    fn send(&self, key: Option<Key>, request: Request, reply: Done) {
        let inner = &self.inner;
        let fault = inner.faults.borrow_mut().take(request.kind());
        let call = Rc::new(Call {
            here: Rc::downgrade(inner),
            buyer: inner.server.borrow().buyer.clone(),
            key,
            request,
            fault,
            waited: Cell::new(0),
            answer: Cell::new(None),
            done: Cell::new(Some(reply)),
        });
        if fault == Some(Fault::Offline) || !online() {
            call.answer.set(refused(Code::Offline));
            inner.wait(OFFLINE_MS, call);
        } else {
            inner.wait(inner.way(), call);
        }
    }
}

impl Inner {
    /// Milliseconds from the page to the server; however slow, nothing arrives after its time-out.
    fn way(&self) -> u32 {
        (self.latency_ms.get() / 2).min(TIMEOUT_MS)
    }

    /// Lets a call go on in a while.
    fn wait(&self, ms: u32, call: Rc<Call>) {
        self.timers.after(ms, Rc::new(move || call.go_on()));
    }

    /// A request has come to the server: its answer, and how long that takes to come back.
    fn arrived(&self, call: &Rc<Call>) {
        let way = self.way();
        let decides = DECIDES.get();
        if decides.is_none() && !is_told(&call.request) {
            return self.linger(call, TIMEOUT_MS - way);
        }
        let mut back = self.latency_ms.get() - way;
        match call.fault {
            Some(Fault::Error) => call.answer.set(refused(Code::Server)),
            Some(Fault::Busy) => call.answer.set(Some(Err(Refusal {
                code: Code::Busy,
                retry_after_ms: Some(BUSY_MS),
            }))),
            fault => {
                call.answer.set(Some(self.serve(call, decides)));
                match fault {
                    Some(Fault::Lost) => back = TIMEOUT_MS,
                    Some(Fault::Cut) => call.answer.set(refused(Code::Server)),
                    Some(Fault::Slow) => back = back.saturating_add(SLOW_MS),
                    _ => {}
                }
            }
        }
        let left = TIMEOUT_MS - way;
        if back > left {
            call.answer.set(refused(Code::Timeout));
            back = left;
        }
        self.wait(back, Rc::clone(call));
    }

    /// Lets a call wait for what decides, and gives it up after `most_ms`.
    fn linger(&self, call: &Rc<Call>, most_ms: u32) {
        let waited = call.waited.get();
        if waited == 0 {
            (self.missing)();
        }
        call.waited.set(waited + LOOK_MS);
        let look = LOOK_MS.min(most_ms.saturating_sub(waited));
        if look == 0 {
            call.answer.set(refused(Code::Timeout));
        }
        self.wait(look, Rc::clone(call));
    }

    fn serve(&self, call: &Call, decides: Option<Decides>) -> Result<Reply, Refusal> {
        let (now, resolution_ms) = (self.clock)();
        let mut server = self.server.borrow_mut();
        server.resolution_ms = resolution_ms;
        let present = std::mem::replace(&mut server.buyer, call.buyer.clone());
        let text = self.storage.get(&self.slot).unwrap_or_default();
        let mut state = State::read(&text, &server.campaign, now);
        let reply = match (server.tell(&mut state, &call.request, now), decides) {
            (Some(told), _) => Ok(told),
            (None, Some(decides)) => decides(self, &server, &mut state, call, now),
            (None, None) => Err(Refusal::new(Code::Server)),
        };
        server.buyer = present;
        reply
    }

    /// Decides, and keeps what came of it.
    fn decide(
        &self,
        server: &Server,
        state: &mut State,
        call: &Call,
        now: Instant,
    ) -> Result<Reply, Refusal> {
        let (key, request) = (call.key.as_ref(), &call.request);
        let reply = server.handle(state, key, request, now, &mut dice);
        if request.needs_key() {
            self.storage.set(&self.slot, &state.write());
        }
        reply
    }
}

impl Call {
    /// It has arrived, there or back, if there is still a network.
    fn go_on(self: &Rc<Self>) {
        let Some(inner) = self.here.upgrade() else {
            return;
        };
        let mut answer = self.answer.take();
        if !online() {
            answer = refused(Code::Offline);
        }
        match answer {
            None => inner.arrived(self),
            Some(answer) => {
                if let Some(done) = self.done.take() {
                    done(answer);
                }
            }
        }
    }
}

fn refused(code: Code) -> Option<Result<Reply, Refusal>> {
    Some(Err(Refusal::new(code)))
}

/// 64 bits that no one can guess.
fn dice() -> u64 {
    u128::from_le_bytes(entropy()) as u64
}

/// Whether the browser believes it has a network; one that does not say has.
#[cfg(target_arch = "wasm32")]
fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

#[cfg(all(not(target_arch = "wasm32"), not(test)))]
fn online() -> bool {
    true
}

#[cfg(all(not(target_arch = "wasm32"), test))]
use tests::online;
