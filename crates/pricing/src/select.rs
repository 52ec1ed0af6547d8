//! Best selection: which coupons to use, and which of the offers that compete.
//!
//! The search walks the layers and branches at every group with a choice. An open offer that can
//! work must be used unless a rival of its group is; a coupon may stay in the wallet. Branches are
//! tried in one total order, which WeChat Pay publishes for its coupons: value falling, threshold
//! falling, expiry rising, claim time rising, id rising. Of equal payables the one with fewer
//! coupons wins, then the first in that order, so the answer does not depend on the order of
//! anything in the input.
//!
//! A branch is cut when even the most that the groups to come could take off leaves it no better
//! than the best so far. That bound is safe because no offer can take more after another has taken
//! some: measures only fall. Where one can (a price rounded down, a set of units that others leave for
//! it), its bound looks at what it could take at all. Freight that templates charge only adds to a
//! payable, when it is known; no bound counts on it. For the same reason what a group could take at
//! most holds on the whole branch, and is asked again only where it may have become less.
//!
//! Cutting is exact; only [`LIMIT`] can end the search early, and the quote then says so and gives the
//! gap to the lowest bound that was left unexplored. Every selection that is begun counts, whether it
//! is priced to its end or left when it cannot win, so the limit bounds the work.

mod choices;
mod most;

use alloc::vec::Vec;

use choices::{Choice, Made};
use most::{Most, UNKNOWN};

use crate::freight;
use crate::ruleset::{Stage, StageKind};
use crate::setting::Setting;
use crate::stack::{self, Journal, NONE, Shares, State};
use crate::why::Why;
use crate::{Money, Search};

/// Selections priced at most, in full or until they could not win: 2^12. Offers that wait for the
/// server's word share as many once more.
const LIMIT: u32 = 1 << 12;

/// The best walk.
pub(crate) struct Selection {
    /// One offer a stage, or [`NONE`].
    pub(crate) picks: Vec<usize>,
    /// What lines take of each of them, where the search knows.
    laid: Vec<Option<Shares>>,
    pub(crate) state: State,
    pub(crate) journal: Journal,
    pub(crate) search: Search,
    /// How many stages pass before there is anything to choose, and what they leave.
    settled: usize,
    root: State,
}

/// The lowest payable with the most pinned coupons, and how to reach it.
pub(crate) fn best(setting: &Setting) -> Selection {
    within(setting, LIMIT)
}

/// The same with only a part of the work allowed for each of so many searches.
pub(crate) fn best_of(setting: &Setting, searches: u32) -> Selection {
    within(setting, LIMIT / searches.max(1))
}

fn within(setting: &Setting, limit: u32) -> Selection {
    let mut state = State::new(setting);
    let mut journal = Journal::new(setting);
    let mut picks = Vec::with_capacity(setting.stages.len());
    for stage in setting.stages {
        let Some(pick) = only_choice(setting, stage) else {
            break;
        };
        let settled = picks.len();
        picks.push(pick);
        stack::walk(setting, settled, &picks, &[], &mut state, &mut journal);
    }
    let settled = picks.len();
    if let Some(stage) = setting.stages.get(settled)
        && !stage.layer.is_item()
    {
        stack::begin_order(setting, stage, &mut state);
    }
    let mut best = Selection {
        picks,
        laid: Vec::new(),
        root: state.clone(),
        state,
        journal,
        search: Search::default(),
        settled,
    };
    let nothing = Found {
        picks: Vec::new(),
        laid: Vec::new(),
        pinned: 0,
        payable: UNKNOWN,
        coupons: u32::MAX,
    };
    let found = Explorer::search(setting, &best, limit, nothing);
    best.picks = found.best.picks;
    best.laid = found.best.laid;
    stack::walk(
        setting,
        settled,
        &best.picks,
        &best.laid,
        &mut best.state,
        &mut best.journal,
    );
    let gap = (best.state.payable() - found.unexplored).at_least_zero();
    best.search = Search {
        examined: found.examined,
        proved: gap.is_zero() && found.unexplored_pins <= found.best.pinned,
        gap,
    };
    best
}

/// What becomes of a cart when one more offer is ready than when the best was selected.
pub(crate) enum Change {
    /// It works and the cart pays this.
    Works(Money),
    /// Everything stays as it was, because of this.
    None(Why),
    /// That is not known before everything is selected anew.
    Unknown,
}

/// Looks only at selections that use the offer, which is now ready: the others are known to be no
/// better than the best was, where that did not leave a place empty that the offer must take.
pub(crate) fn with_one_more(
    setting: &mut Setting,
    rule: usize,
    best: &Selection,
    searches: u32,
) -> Change {
    let offer = setting.offer(rule);
    let group = StageKind::Group(offer.group);
    let mut stages = setting.stages.iter();
    let stage = stages.position(|stage| stage.layer == offer.layer && stage.kind == group);
    let Some(at) = stage else {
        return Change::Unknown;
    };
    let members = &setting.stages[at].members;
    // What an exclusive offer of the group keeps out would change as well.
    let mut alone = false;
    for member in members {
        alone |= setting.is_ready(*member) && setting.offer(*member).exclusive;
    }
    if at < best.settled
        || alone
        || offer.layer.is_item()
        || setting.seat(rule).pinned
        || (best.picks[at] == NONE && !setting.is_coupon(rule))
    {
        return Change::Unknown;
    }
    let mut rivals = Vec::new();
    for rival in members {
        if *rival != rule {
            rivals.push((*rival, setting.shut(*rival)));
        }
    }
    let known = Found {
        picks: Vec::new(),
        laid: Vec::new(),
        pinned: best.state.pinned,
        payable: best.state.payable(),
        // As many would still be a tie.
        coupons: best.state.coupons + 1,
    };
    let found = Explorer::search(setting, best, LIMIT / searches.max(1), known).best;
    for (rival, entry) in rivals {
        setting.restore(rival, entry);
    }
    let better = (found.pinned, -found.payable) > (best.state.pinned, -best.state.payable());
    if found.picks.get(at) == Some(&rule) && better {
        return Change::Works(found.payable);
    }
    if !found.picks.is_empty() {
        return Change::Unknown;
    }
    match best.journal.records[rule].fate {
        Some(why) => Change::None(why),
        None => Change::Unknown,
    }
}

/// What a stage does, if it is plain before anything is weighed that nothing is to be chosen there.
fn only_choice(setting: &Setting, stage: &Stage) -> Option<usize> {
    let mut only = NONE;
    for rule in &stage.members {
        if !setting.is_ready(*rule) {
            continue;
        }
        if setting.is_coupon(*rule) {
            return None;
        }
        if !stage.layer.is_item() && stage.kind != StageKind::Gate {
            if only != NONE {
                return None;
            }
            only = *rule;
        }
    }
    Some(only)
}

struct Found {
    picks: Vec<usize>,
    laid: Vec<Option<Shares>>,
    pinned: u32,
    payable: Money,
    coupons: u32,
}

struct Explorer<'a, 'b> {
    setting: &'a Setting<'b>,
    limit: u32,
    /// No walk pays less.
    floors: Money,
    picks: Vec<usize>,
    /// What lines take of each pick, where it is known.
    laid: Vec<Option<Shares>>,
    /// At first something that every walk beats.
    best: Found,
    examined: u32,
    /// The lowest bound among branches that the limit left unexplored.
    unexplored: Money,
    /// The most pinned coupons that one of them could have used.
    unexplored_pins: u32,
    /// What stages take from here on is taken off all lines together.
    blind: usize,
    /// At most what each stage can take, as far as it is known on the present branch.
    most: Vec<Most>,
    /// How many pinned coupons may still be used from each stage on.
    pins: Vec<u32>,
    /// At most what each offer could take by itself, as far as that was asked on the present branch.
    ceilings: Vec<Money>,
    /// How many states there were.
    states: u32,
}

impl<'a, 'b> Explorer<'a, 'b> {
    /// Looks for something better than what is known, in everything that can be chosen after the
    /// stages that pass before.
    fn search(setting: &'a Setting<'b>, from: &Selection, limit: u32, known: Found) -> Self {
        let mut floors = 0;
        for line in &setting.lines {
            floors += line.floor.minor();
        }
        let unknown = Most {
            amount: UNKNOWN,
            settled: false,
            clamped: false,
            asked: u32::MAX,
        };
        let mut explorer = Self {
            setting,
            limit: limit.max(1),
            floors: Money::new(floors),
            picks: from.picks[..from.settled].to_vec(),
            laid: vec![None; from.settled],
            best: known,
            examined: 0,
            unexplored: UNKNOWN,
            unexplored_pins: 0,
            blind: most::blind(setting),
            most: vec![unknown; setting.stages.len()],
            ceilings: vec![UNKNOWN; setting.offers.len()],
            pins: most::pins(setting),
            states: 0,
        };
        explorer.explore(from.settled, &mut from.root.clone());
        explorer
    }

    fn explore(&mut self, from: usize, state: &mut State) {
        let depth = self.picks.len();
        for at in from..self.setting.stages.len() {
            let mut choices = self.choices(at, state);
            if choices.len() > 1 {
                self.branch(at, state, choices);
                self.go_back(depth);
                return;
            }
            if let Some(choice) = choices.first_mut() {
                let laid = self.go(at, choice, state);
                self.picks.push(choice.pick);
                self.laid.push(laid);
            }
        }
        self.arrive(state);
        self.go_back(depth);
    }

    /// Forgets the picks from a stage on.
    fn go_back(&mut self, stages: usize) {
        self.picks.truncate(stages);
        self.laid.truncate(stages);
    }

    /// Brings a state past a stage; what lines took, where that is known.
    fn go(&mut self, at: usize, choice: &mut Choice, state: &mut State) -> Option<Shares> {
        let mut shares = None;
        match &mut choice.made {
            Made::Turn => {
                stack::turn(self.setting, at, state, choice.pick, None, None);
            }
            Made::Weighed(weighed) if at >= self.blind => {
                stack::apply_to_all(self.setting, choice.pick, state, weighed);
            }
            Made::Weighed(weighed) => {
                shares = stack::apply(self.setting, choice.pick, state, weighed, None);
            }
            Made::Walked(walked) => core::mem::swap(state, walked),
        }
        self.states += 1;
        state.number = self.states;
        shares
    }

    fn branch(&mut self, at: usize, state: &State, mut choices: Vec<Choice>) {
        crate::steps::count();
        let setting = self.setting;
        let payable = state.payable();
        let mut taken = Money::ZERO;
        for choice in &choices {
            taken = taken.max(choice.amount);
        }
        // What is known from above may be enough.
        let mut rest = self.known_from(at + 1, state);
        if rest >= UNKNOWN {
            rest = self.most_from(at + 1, state, taken);
        }
        let pins = self.pins[at + 1];
        let (mut begun, mut asked) = (false, false);
        for choice in &mut choices {
            let pick = choice.pick;
            let (mut coupons, mut possible) = (state.coupons, state.pinned + pins);
            if pick != NONE {
                coupons += u32::from(setting.is_coupon(pick));
                possible += u32::from(setting.seat(pick).pinned);
            }
            let mut bound = (payable - choice.amount - rest).max(self.floors);
            if self.is_found() && !asked && !self.hopeless(possible, bound, coupons) {
                asked = true;
                rest = self.most_from(at + 1, state, taken);
                bound = (payable - choice.amount - rest).max(self.floors);
            }
            if self.hopeless(possible, bound, coupons) {
                continue;
            }
            begun = true;
            if self.examined >= self.limit {
                self.unexplored_pins = self.unexplored_pins.max(possible);
                self.unexplored = self.unexplored.min(bound);
                continue;
            }
            let here = self.most.clone();
            let mut child = state.clone();
            let laid = self.go(at, choice, &mut child);
            // Until something is found there is nothing to compare with.
            let mut bound = self.floors;
            if self.is_found() {
                let rest = self.most_from(at + 1, &child, Money::ZERO);
                bound = bound.max(child.payable() - rest);
            }
            if self.hopeless(possible, bound, child.coupons) {
                self.examined += 1;
            } else {
                self.picks.push(pick);
                self.laid.push(laid);
                self.explore(at + 1, &mut child);
                self.go_back(at);
            }
            self.most = here;
        }
        // What led here was priced as far as it could win.
        self.examined += u32::from(!begun);
    }

    /// Whether there is something to compare with.
    fn is_found(&self) -> bool {
        self.best.payable < UNKNOWN
    }

    /// Whether a branch cannot be better than the best so far. Branches come in the order of ties,
    /// so one that can only draw level is not better unless it keeps a coupon.
    fn hopeless(&self, pinned: u32, bound: Money, coupons: u32) -> bool {
        let best = &self.best;
        pinned < best.pinned
            || (pinned == best.pinned
                && (bound > best.payable || (bound == best.payable && coupons >= best.coupons)))
    }

    fn arrive(&mut self, state: &mut State) {
        freight::charge(self.setting, state);
        self.examined += 1;
        let payable = state.payable();
        if self.hopeless(state.pinned, payable, state.coupons) {
            return;
        }
        self.best = Found {
            picks: self.picks.clone(),
            laid: self.laid.clone(),
            pinned: state.pinned,
            payable,
            coupons: state.coupons,
        };
    }
}

#[cfg(test)]
mod tests;
