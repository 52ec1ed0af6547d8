//! Shoppers, tabs and a bad network against the server, by the thousand and by one number each.
//!
//! A schedule is made from its seed alone: taps, double taps, requests and replies that are lost,
//! doubled or overtaken, time-outs, 429s, reloads, a server that restarts, and a clock that runs.
//! To replay one that failed, call [`run`] with the seed it printed.

use std::rc::Rc;

use pricing::OfferId;
use protocol::{Code, Key, Refusal, Reply, Request};

use super::fixture::{DAY, HOUR, MINUTE, T0, buyer, campaign};
use super::server::Server;
use super::state::{List, State};
use crate::api::mix;
use crate::runtime::outbox::{Begun, Next, Outbox};
use crate::runtime::storage::{MemoryStorage, Storage};

const SCHEDULES: u64 = 100_000;
const STEPS: u32 = 24;
/// Two buyers with two tabs each.
const TABS: usize = 4;
const BUYERS: [&str; 2] = ["ann", "black"];

/// What a key was answered with, holdings left out.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Granted,
    Drawn(String, i64),
    Refused(Code),
}

/// A page: its outbox and the sends it waits for.
struct Tab {
    buyer: usize,
    outbox: Outbox,
    /// Attempt and key.
    waiting: Vec<(u32, Key, Request)>,
    retries: Vec<(i64, Key, Request)>,
}

/// Something on the network.
struct Packet {
    tab: usize,
    attempt: u32,
    key: Key,
    request: Request,
    reply: Option<Result<Reply, Refusal>>,
}

struct World {
    word: u64,
    now: i64,
    campaign: Rc<campaign::Campaign>,
    servers: [Server; 2],
    state: State,
    disks: [Rc<MemoryStorage>; 2],
    tabs: Vec<Tab>,
    packets: Vec<Packet>,
    attempts: u32,
    /// Every key that a tap has made.
    keys: Vec<(Key, usize, Request)>,
    /// The server's first answer to each key.
    ledger: Vec<(Key, Answer)>,
    /// What the shopper was told, by key.
    told: Vec<(Key, Answer)>,
    tasks_granted: [u32; 2],
    clean: bool,
}

/// Prints the seed when a schedule fails, by whatever check.
struct Replay(u64);

impl Drop for Replay {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("failing seed: {}", self.0);
        }
    }
}

/// What the schedules came to, to know that they reach what they test.
#[derive(Debug, Default)]
struct Sum {
    granted: u32,
    refused: u32,
    repeated: u32,
    joined: u32,
}

fn run(seed: u64, campaign: &Rc<campaign::Campaign>, sum: &mut Sum) {
    let _replay = Replay(seed);
    let server = |id: &str| Server {
        campaign: Rc::clone(campaign),
        buyer: Some(Rc::new(buyer(id))),
        paused: false,
        notice: None,
        resolution_ms: 1,
    };
    let disks = [Rc::new(MemoryStorage::new()), Rc::default()];
    let word = mix(seed);
    // Before the start, in the first release, in the flash session, before midnight.
    let start = [-10 * MINUTE, 50 * MINUTE, 11 * HOUR, 23 * HOUR][seed as usize % 4];
    let mut world = World {
        word,
        now: T0 + start,
        servers: BUYERS.map(server),
        state: State::default(),
        tabs: (0..TABS)
            .map(|tab| Tab {
                buyer: tab % 2,
                outbox: Outbox::open(disks[tab % 2].clone(), "d11"),
                waiting: Vec::new(),
                retries: Vec::new(),
            })
            .collect(),
        campaign: Rc::clone(campaign),
        disks,
        packets: Vec::new(),
        attempts: 0,
        keys: Vec::new(),
        ledger: Vec::new(),
        told: Vec::new(),
        tasks_granted: [0; 2],
        clean: false,
    };
    for _ in 0..STEPS {
        world.step(sum);
    }
    world.clean = true;
    world.settle_all();
    world.check_end(sum);
}

impl World {
    fn below(&mut self, bound: usize) -> usize {
        self.word = mix(self.word);
        (self.word % bound as u64) as usize
    }

    fn entropy(&mut self) -> [u8; 16] {
        self.word = mix(self.word);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.word.to_le_bytes());
        bytes
    }

    fn step(&mut self, sum: &mut Sum) {
        match self.below(16) {
            0..4 => self.tap(sum),
            4..9 => self.deliver(),
            9 => {
                if !self.packets.is_empty() {
                    let lost = self.below(self.packets.len());
                    self.packets.swap_remove(lost);
                }
            }
            10 | 11 => self.time_out(),
            12 => self.retry(),
            13 => {
                let tab = self.below(TABS);
                self.reload(tab);
            }
            14 => self.now += self.below(6 * MINUTE as usize) as i64,
            _ => {
                self.state = {
                    let now = pricing::Instant::from_ms(self.now);
                    State::read(&self.state.write(), &self.campaign, now)
                }
            }
        }
    }

    fn tap(&mut self, sum: &mut Sum) {
        let tab = self.below(TABS);
        let request = match self.below(8) {
            0 | 1 => claim("c50"),
            2 => claim("black"),
            3 | 4 => Request::Draw {
                draw: "wheel".into(),
            },
            5 => Request::DoTask {
                draw: "wheel".into(),
                task: "visit".into(),
            },
            units => Request::Reserve {
                offer: OfferId::new("f3"),
                units: units as u32 - 5,
            },
        };
        for _ in 0..=self.below(2) {
            let entropy = self.entropy();
            let begun = self.tabs[tab].outbox.begin(&request, entropy, self.now);
            match &begun {
                Begun::New(key) => {
                    let made = (key.clone(), self.tabs[tab].buyer, request.clone());
                    self.keys.push(made);
                }
                Begun::Again(_) | Begun::Already(_) => sum.joined += 1,
            }
            if begun.sends() {
                self.send(tab, begun.key().clone(), request.clone());
            }
        }
    }

    fn send(&mut self, tab: usize, key: Key, request: Request) {
        self.attempts += 1;
        let attempt = self.attempts;
        let waiting = (attempt, key.clone(), request.clone());
        self.tabs[tab].waiting.push(waiting);
        self.packets.push(Packet {
            tab,
            attempt,
            key,
            request,
            reply: None,
        });
    }

    /// Any packet arrives, whichever was sent first; now and then it arrives again later.
    fn deliver(&mut self) {
        if self.packets.is_empty() {
            return;
        }
        let at = self.below(self.packets.len());
        let again = !self.clean && self.below(6) == 0;
        let packet = self.packets.swap_remove(at);
        if again {
            self.packets.push(Packet {
                key: packet.key.clone(),
                request: packet.request.clone(),
                reply: packet.reply.clone(),
                ..packet
            });
        }
        match packet.reply {
            None => self.serve(packet),
            Some(reply) => self.answered(packet.tab, packet.attempt, reply),
        }
    }

    fn serve(&mut self, mut packet: Packet) {
        let fault = if self.clean { 9 } else { self.below(10) };
        let reply = match fault {
            0 => Err(Refusal {
                code: Code::Busy,
                retry_after_ms: Some(2_000),
            }),
            1 => Err(Refusal::new(Code::Server)),
            _ => self.handle(&packet),
        };
        // A reply may be lost after the server has done its part.
        if self.clean || self.below(5) > 0 {
            packet.reply = Some(reply);
            self.packets.push(packet);
        }
    }

    fn handle(&mut self, packet: &Packet) -> Result<Reply, Refusal> {
        let who = self.tabs[packet.tab].buyer;
        let mut word = self.word;
        let reply = self.servers[who].handle(
            &mut self.state,
            Some(&packet.key),
            &packet.request,
            pricing::Instant::from_ms(self.now),
            &mut || {
                word = mix(word);
                word
            },
        );
        self.word = word;
        let answer = answer_of(&reply);
        if !matches!(answer, Answer::Refused(_)) {
            self.check_server();
        }
        match self.ledger.iter().find(|(key, _)| *key == packet.key) {
            Some((_, first)) => assert_eq!(*first, answer, "a key has two answers"),
            None => {
                if answer == Answer::Granted && matches!(packet.request, Request::DoTask { .. }) {
                    self.tasks_granted[who] += 1;
                }
                self.ledger.push((packet.key.clone(), answer));
            }
        }
        reply
    }

    fn answered(&mut self, tab: usize, attempt: u32, reply: Result<Reply, Refusal>) {
        let waiting = &mut self.tabs[tab].waiting;
        // Nobody waits for it: timed out, answered before, or the page was reloaded.
        let Some(at) = waiting.iter().position(|(known, ..)| *known == attempt) else {
            return;
        };
        let (_, key, request) = waiting.swap_remove(at);
        match &reply {
            Ok(_) => {
                self.tabs[tab].outbox.settle(&key);
                self.told.push((key, answer_of(&reply)));
            }
            Err(refusal) => self.fail(tab, key, request, refusal),
        }
    }

    fn fail(&mut self, tab: usize, key: Key, request: Request, refusal: &Refusal) {
        let entropy = self.below(1 << 20) as u32;
        let now = self.now;
        match self.tabs[tab].outbox.failed(&key, refusal, entropy, now) {
            Next::RetryAt(at) => self.tabs[tab].retries.push((at, key, request)),
            Next::GaveUp => {}
            Next::Final => {
                // A time-out of a key that another tab has settled tells nobody anything.
                if !refusal.is_retryable() {
                    let answer = Answer::Refused(refusal.code.clone());
                    self.told.push((key, answer));
                }
            }
        }
    }

    fn time_out(&mut self) {
        let tab = self.below(TABS);
        if self.tabs[tab].waiting.is_empty() {
            return;
        }
        let at = self.below(self.tabs[tab].waiting.len());
        let (_, key, request) = self.tabs[tab].waiting.swap_remove(at);
        self.now += 10_000;
        let timeout = Refusal::new(Code::Timeout);
        self.fail(tab, key, request, &timeout);
    }

    fn retry(&mut self) {
        let tab = self.below(TABS);
        if let Some((at, key, request)) = self.tabs[tab].retries.pop() {
            self.now = self.now.max(at);
            self.send(tab, key, request);
        }
    }

    fn reload(&mut self, tab: usize) {
        let disk = self.disks[self.tabs[tab].buyer].clone();
        self.tabs[tab].outbox = Outbox::open(disk, "d11");
        self.tabs[tab].waiting.clear();
        self.tabs[tab].retries.clear();
        for entry in self.tabs[tab].outbox.resume(self.now) {
            let retry = (entry.next_at, entry.key, entry.request);
            self.tabs[tab].retries.push(retry);
        }
    }

    /// The faults stop: everything that is open finds its end.
    fn settle_all(&mut self) {
        for _ in 0..6 {
            while !self.packets.is_empty() {
                self.deliver();
            }
            for tab in 0..TABS {
                while !self.tabs[tab].waiting.is_empty() {
                    let (_, key, request) = self.tabs[tab].waiting.remove(0);
                    let timeout = Refusal::new(Code::Timeout);
                    self.fail(tab, key, request, &timeout);
                }
                while let Some((at, key, request)) = self.tabs[tab].retries.pop() {
                    self.now = self.now.max(at);
                    self.send(tab, key, request);
                }
            }
            let open = |disk: &Rc<MemoryStorage>| disk.get("dacu:d11:outbox").is_some();
            if self.packets.is_empty() && self.disks.iter().any(open) {
                for tab in 0..TABS {
                    self.reload(tab);
                }
            }
        }
        while !self.packets.is_empty() {
            self.deliver();
        }
    }

    /// Nothing is ever given beyond what the campaign says.
    fn check_server(&self) {
        let sum = |list, who, what: &str, part: &str| self.state.sum(list, who, what, part);
        let released = if self.now < T0 + HOUR { 5 } else { 10 };
        assert!(sum(List::Claims, None, "c50", "") <= released, "over stock");
        assert!(sum(List::Units, None, "f3", "") <= 3, "over quota");
        assert!(
            sum(List::Prizes, None, "wheel", "ticket") <= 2,
            "over prizes"
        );
        let days = ((self.now - T0).div_euclid(DAY) + 1) as u32;
        for (n, id) in BUYERS.into_iter().enumerate() {
            let who = Some(id);
            assert!(sum(List::Claims, who, "c50", "") <= 1, "over limit");
            assert!(sum(List::Claims, who, "black", "") <= 2, "over limit");
            assert!(sum(List::Units, who, "f3", "") <= 2, "over limit");
            let chances = 2 * days + self.tasks_granted[n];
            let prizes = self.state.of(List::Prizes, id).len();
            assert!(prizes as u32 <= chances, "over chances");
        }
    }

    fn check_end(&mut self, sum: &mut Sum) {
        for disk in &self.disks {
            let open = Outbox::open(disk.clone(), "d11").pending(self.now);
            assert_eq!(open, [], "left open");
        }
        for (key, _, request) in &self.keys {
            let answer = self.ledger.iter().find(|(known, _)| known == key);
            let (_, answer) = answer.unwrap_or_else(|| panic!("lost: {request:?}"));
            let mut told = self.told.iter().filter(|(known, _)| known == key);
            let (_, first) = told.next().expect("the shopper was told nothing");
            assert_eq!(first, answer, "the shopper was told something else");
            assert!(told.all(|(_, other)| other == answer), "told two things");
        }
        assert_eq!(self.ledger.len(), self.keys.len(), "a key from nowhere");
        // What is held is what keys were granted, once each.
        for (who, id) in BUYERS.into_iter().enumerate() {
            let granted = |kind: fn(&Request) -> u32| -> u32 {
                let mine = self.keys.iter().filter(|(_, buyer, _)| *buyer == who);
                let granted = mine.filter(|(key, ..)| {
                    self.ledger.iter().any(|(known, answer)| {
                        known == key && !matches!(answer, Answer::Refused(_))
                    })
                });
                granted.map(|(.., request)| kind(request)).sum()
            };
            let claims = granted(|r| u32::from(matches!(r, Request::Claim { .. })));
            let draws = granted(|r| u32::from(matches!(r, Request::Draw { .. })));
            let units = granted(|r| match r {
                Request::Reserve { units, .. } => *units,
                _ => 0,
            });
            let held = |list| self.state.of(list, id).len() as u32;
            assert_eq!(held(List::Claims), claims, "claims of {id}");
            assert_eq!(held(List::Prizes), draws, "draws of {id}");
            let reserved = self.state.sum(List::Units, Some(id), "f3", "");
            assert_eq!(reserved, i64::from(units), "units of {id}");
        }
        for (_, answer) in &self.ledger {
            match answer {
                Answer::Refused(_) => sum.refused += 1,
                Answer::Granted | Answer::Drawn(..) => sum.granted += 1,
            }
        }
        sum.repeated += (self.attempts as usize - self.keys.len()) as u32;
    }
}

fn claim(coupon: &str) -> Request {
    Request::Claim {
        coupon: OfferId::new(coupon),
    }
}

fn answer_of(reply: &Result<Reply, Refusal>) -> Answer {
    match reply {
        Ok(Reply::Drawn { drawn, .. }) => Answer::Drawn(drawn.prize.clone(), drawn.at.ms()),
        Ok(_) => Answer::Granted,
        Err(refusal) => Answer::Refused(refusal.code.clone()),
    }
}

#[test]
fn nothing_is_granted_twice_and_nothing_is_lost() {
    let campaign = campaign();
    let mut sum = Sum::default();
    for seed in 0..SCHEDULES {
        run(seed, &campaign, &mut sum);
    }
    // The schedules must reach both ends of every rule, or they prove nothing.
    assert!(sum.granted > 100_000, "{sum:?}");
    assert!(sum.refused > 100_000, "{sum:?}");
    assert!(sum.repeated > 150_000, "{sum:?}");
    assert!(sum.joined > 100_000, "{sum:?}");
}
