//! The walk through the layers: what is left of each line, turn by turn.

use alloc::rc::Rc;
use alloc::vec::Vec;

use crate::allocate::{self, Manner, Part, Sums};
use crate::benefit::{self, Cut, Lot, Measure, Resolved, from_units, points};
use crate::freight;
use crate::item;
pub(crate) use crate::journal::{Journal, Record};
use crate::multi::{self, Take};
use crate::requires;
use crate::round::{ONE, grains};
use crate::ruleset::{Stage, StageKind};
use crate::setting::Setting;
pub(crate) use crate::state::State;
use crate::why::Why;
use crate::{Base, Benefit, Layer, Money, Overflow, Per, Rounding, ShareBase, Spare};

/// No offer: the choice of a turn that uses none.
pub(crate) const NONE: usize = usize::MAX;

/// What each line of an offer takes of it, in the order of its lines.
pub(crate) type Shares = Rc<Vec<Part>>;

/// What an order offer would take off when its turn comes.
pub(crate) struct Weighed {
    pub(crate) amount: Money,
    tier: Option<usize>,
    cut: Cut,
    /// Shares, where they are known: the amount could not be without them, or they were worked out
    /// before.
    shares: Option<Shares>,
    /// The same where they fall on units.
    takes: Vec<Take>,
}

/// Settles threshold, benefit, cap and room; nothing is taken yet.
#[inline(never)]
pub(crate) fn weigh(
    setting: &Setting,
    rule: usize,
    state: &State,
    measure: &Measure,
) -> Result<Weighed, Why> {
    let offer = setting.offer(rule);
    if measure.lines == 0 {
        return Err(Why::OutOfScope);
    }
    let Resolved { cut, mut tier } =
        benefit::resolve(offer, measure, state.points).map_err(Why::Short)?;
    requires::check(setting, rule, state)?;
    let mut shares = None;
    let mut takes = Vec::new();
    let amount = match cut {
        Cut::Several | Cut::Unit(_) if offer.layer.is_multi_unit() => {
            let taken = multi::weigh(setting, rule, state, &cut)?;
            tier = tier.or(taken.sets);
            takes = taken.takes;
            taken.amount
        }
        Cut::Freight => state.freight.min(offer.most()),
        Cut::Shared(amount) if offer.overflow == Overflow::Redistribute && offer.grain == ONE => {
            amount.min(offer.most()).min(measure.room)
        }
        Cut::Shared(amount) if is_clamped(setting, rule, state) => {
            clamped_sum(setting, rule, state, amount)
        }
        _ => {
            let laid = lay(setting, rule, state, &cut).ok_or(Why::CannotShare)?;
            let amount = allocate::sum(&laid);
            shares = Some(Rc::new(laid));
            amount
        }
    };
    if amount <= Money::ZERO {
        return Err(Why::NothingLeft);
    }
    Ok(Weighed {
        amount,
        tier,
        cut,
        shares,
        takes,
    })
}

/// Whether nothing but the room of its lines can change what an order offer takes off each of them:
/// a share of a fixed amount, in proportion to what was there after the item layers, that does not
/// move.
pub(crate) fn is_clamped(setting: &Setting, rule: usize, state: &State) -> bool {
    let offer = setting.offer(rule);
    state.basis.is_some()
        && offer.overflow == Overflow::Clamp
        && offer.share_base == ShareBase::AfterItem
        && offer.spare == Spare::LargestRemainder
        && offer.grain == ONE
        && !offer.scope.only_unreduced
        && benefit::is_fixed(offer)
}

/// What the lines of such an offer take of an amount.
fn clamped(setting: &Setting, rule: usize, state: &State, amount: Money) -> Vec<Part> {
    let lines = &setting.seat(rule).reached.lines;
    let share = |(wanted, line): (&i64, &u32)| {
        let mut taking = Part::of(*line, Money::ZERO, Money::ZERO);
        let line = *line as usize;
        let before = state.left[line].minor().min(*wanted);
        taking.share = Money::new(before - setting.lines[line].floor.minor());
        taking
    };
    let wanted = wanted(setting, rule, state, amount);
    wanted.iter().zip(lines).map(share).collect()
}

/// The same together.
#[inline(never)]
fn clamped_sum(setting: &Setting, rule: usize, state: &State, amount: Money) -> Money {
    let reached = &setting.seat(rule).reached;
    let (wanted, left) = (wanted(setting, rule, state, amount), &state.left[..]);
    let mut sum = 0;
    for (wanted, line) in wanted.iter().zip(&reached.lines) {
        sum += left[*line as usize].minor().min(*wanted);
    }
    Money::new(sum - reached.floors.minor())
}

/// What must be left of each of them, floors included, so that it takes its share in full.
#[inline(never)]
fn wanted<'a>(setting: &Setting, rule: usize, state: &'a State, amount: Money) -> &'a [i64] {
    let Some(basis) = &state.basis else {
        return &[];
    };
    basis.wanted[rule].get_or_init(|| {
        let lines = &setting.seat(rule).reached.lines;
        let part = |line: &u32| Part::new(basis.lines[*line as usize], Money::ZERO);
        let mut parts: Vec<Part> = lines.iter().map(part).collect();
        allocate::split(amount.min(setting.offer(rule).most()), &mut parts);
        let wanted = |(part, line): (&Part, &u32)| {
            part.share.minor() + setting.lines[*line as usize].floor.minor()
        };
        parts.iter().zip(lines).map(wanted).collect()
    })
}

/// An amount that the offer cannot exceed on these lines, now or after more has been taken off them.
pub(crate) fn ceiling(setting: &Setting, rule: usize, state: &State, measure: &Measure) -> Money {
    let offer = setting.offer(rule);
    if is_clamped(setting, rule, state) {
        return match benefit::resolve(offer, measure, state.points) {
            Ok(Resolved {
                cut: Cut::Shared(amount),
                ..
            }) => clamped_sum(setting, rule, state, amount),
            _ => Money::ZERO,
        };
    }
    benefit::ceiling(offer, measure, state.points)
}

/// What each line of the offer's scope takes of a cut; nothing if the offer refuses to be shared so.
#[inline(never)]
fn lay(setting: &Setting, rule: usize, state: &State, cut: &Cut) -> Option<Vec<Part>> {
    if let Cut::Shared(amount) = cut
        && is_clamped(setting, rule, state)
    {
        return Some(clamped(setting, rule, state, *amount));
    }
    let offer = setting.offer(rule);
    let lines = &setting.seat(rule).reached.lines;
    // As long as each other, which spares looking at two lengths for each line.
    let (facts, left) = (&setting.lines[..], &state.left[..setting.lines.len()]);
    let lists: Vec<Money>;
    let weights = match offer.share_base {
        ShareBase::Remaining => left,
        ShareBase::AfterItem => &state.after_item()[..facts.len()],
        ShareBase::List => {
            lists = facts.iter().map(|facts| facts.list).collect();
            &lists
        }
    };
    let mut sums = Sums::default();
    // What is over a whole grain may ask for the weight of a line without room.
    let overflow = if offer.grain == ONE {
        offer.overflow
    } else {
        Overflow::Clamp
    };
    let part = |line: &u32| {
        let at = *line as usize;
        let room = left[at].minor() - facts[at].floor.minor();
        let mut part = Part::of(*line, weights[at], Money::new(room));
        sums.add(&mut part, overflow);
        part
    };
    let mut parts: Vec<Part> = lines.iter().map(part).collect();
    if offer.scope.only_unreduced {
        for part in &mut parts {
            if !state.sees(setting, rule, part.line as usize) {
                (part.weight, part.room) = (Money::ZERO, Money::ZERO);
            }
        }
    }
    if !matches!(cut, Cut::Shared(_)) {
        for part in &mut parts {
            // A line that is left out has no room.
            part.share = taken(setting, rule, state, cut, part.line as usize).min(part.room);
        }
    }
    let mut most = offer.most();
    let mut manner = Manner::of(offer);
    let mut known = (!offer.scope.only_unreduced).then_some(sums);
    if let Cut::Shared(amount) = cut {
        if most >= *amount {
            most = *amount;
        } else {
            most = grains(most, offer.grain);
        }
    } else if most < allocate::sum(&parts) {
        for part in &mut parts {
            part.weight = part.share;
            part.room = part.share;
        }
        manner.overflow = Overflow::Redistribute;
        known = None;
        most = grains(most, offer.grain);
    } else {
        return Some(parts);
    }
    allocate::share(most, &mut parts, manner, known).then_some(parts)
}

/// What a reduction of each unit or each line takes off a line.
#[inline(never)]
fn taken(setting: &Setting, rule: usize, state: &State, cut: &Cut, line: usize) -> Money {
    let offer = setting.offer(rule);
    let facts = &setting.lines[line];
    let left = state.left[line];
    let lot = Lot {
        units: facts.units,
        value: left,
        base: match offer.rate_base {
            Base::List => facts.list,
            Base::AfterItem => state.after_item()[line],
            Base::Remaining => left,
        },
        unit_floor: facts.unit_floor,
    };
    let taken = from_units(offer, cut, &lot);
    // A price that was rounded leaves a reduction that is no whole grain.
    match offer.rounding {
        Rounding::Price | Rounding::PriceDown => taken,
        _ => {
            let room = left - facts.floor;
            grains(taken.min(room), offer.grain)
        }
    }
}

/// Takes a weighed offer off all lines together, where nobody will look at one of them again.
pub(crate) fn apply_to_all(setting: &Setting, rule: usize, state: &mut State, weighed: &Weighed) {
    use_coupon(setting, rule, state);
    if weighed.cut == Cut::Freight {
        state.freight -= weighed.amount;
    } else {
        state.total -= weighed.amount;
        spend_points(setting, rule, state, weighed.amount);
    }
}

/// Takes a weighed offer off the lines, and notes what each of them took; in an order layer the shares.
pub(crate) fn apply(
    setting: &Setting,
    rule: usize,
    state: &mut State,
    weighed: &Weighed,
    mut journal: Option<&mut Journal>,
) -> Option<Shares> {
    use_coupon(setting, rule, state);
    let mut work = NONE;
    if let Some(journal) = journal.as_deref_mut() {
        work = journal.work(rule, weighed.tier, weighed.amount);
    }
    if weighed.cut == Cut::Freight {
        state.freight -= weighed.amount;
        return None;
    }
    spend_points(setting, rule, state, weighed.amount);
    let several = &weighed.takes;
    if !several.is_empty() {
        take(setting, state, several, work, journal);
        return None;
    }
    let shares = match &weighed.shares {
        Some(shares) => Rc::clone(shares),
        None => Rc::new(lay(setting, rule, state, &weighed.cut).unwrap_or_default()),
    };
    if setting.offer(rule).layer.is_multi_unit() {
        let takes = multi::spread(setting, rule, state, &shares);
        take(setting, state, &takes, work, journal);
        return None;
    }
    state.take_all(setting, &shares);
    if let Some(journal) = journal {
        journal.laid.push((work, Rc::clone(&shares)));
    }
    Some(shares)
}

/// Takes amounts off units.
fn take(
    setting: &Setting,
    state: &mut State,
    takes: &[Take],
    work: usize,
    journal: Option<&mut Journal>,
) {
    multi::take(setting, state, takes);
    if let Some(journal) = journal {
        for take in takes {
            journal.share(work, take.line, take.first, take.units, take.amount);
        }
    }
}

fn spend_points(setting: &Setting, rule: usize, state: &mut State, amount: Money) {
    if let Benefit::Points { worth, .. } = &setting.offer(rule).benefit {
        let spent = points::spent(*worth, amount);
        state.points = state.points.saturating_sub(spent);
    }
}

/// Whether an offer looks at all lines together and at none of them.
pub(crate) fn sees_no_line(setting: &Setting, rule: usize) -> bool {
    let seat = setting.seat(rule);
    let offer = seat.offer;
    let shared = match &offer.benefit {
        Benefit::Reduce { per, .. } => *per == Per::Order,
        benefit => !benefit::counts_units(benefit),
    };
    seat.reached.class == NONE
        && shared
        && !offer.layer.is_item()
        && !offer.layer.is_multi_unit()
        && !offer.scope.only_unreduced
        && offer.requires.is_empty()
        && offer.overflow == Overflow::Redistribute
        && offer.grain == ONE
}

pub(crate) fn use_coupon(setting: &Setting, rule: usize, state: &mut State) {
    let seat = setting.seat(rule);
    state.coupons += u32::from(setting.is_coupon(rule));
    state.pinned += u32::from(seat.pinned);
}

/// Whether a member may take part in its group's turn: it is ready and no exclusive offer keeps it
/// out. An exclusive offer works only if the gate let it.
pub(crate) fn takes_part(setting: &Setting, state: &State, rule: usize) -> bool {
    setting.is_ready(rule)
        && passes(setting, state, rule)
        && state.excluded_by(setting, rule) == NONE
}

fn passes(setting: &Setting, state: &State, rule: usize) -> bool {
    !setting.offer(rule).exclusive || state.exclusive.contains(&rule)
}

/// Lets the exclusive offers of an order layer through that would work now, in order of priority
/// and id; the chosen coupon among them only if nothing before it keeps it out.
fn open_gate(setting: &Setting, stage: &Stage, state: &mut State, pick: usize) {
    state.exclusive.clear();
    for rule in &stage.members {
        let rule = *rule;
        if (setting.is_coupon(rule) && rule != pick)
            || !setting.is_ready(rule)
            || state.excluded_by(setting, rule) != NONE
        {
            continue;
        }
        if weigh(setting, rule, state, &state.measure(setting, rule)).is_ok() {
            state.exclusive.push(rule);
        }
    }
}

/// Walks on from a stage with the given choices and writes everything down; what lines take of a choice
/// may be known. A choice that cannot be made any more is skipped.
pub(crate) fn walk(
    setting: &Setting,
    from: usize,
    picks: &[usize],
    laid: &[Option<Shares>],
    state: &mut State,
    journal: &mut Journal,
) {
    for (at, pick) in picks.iter().enumerate().skip(from) {
        let laid = laid.get(at).cloned().flatten();
        turn(setting, at, state, *pick, laid, Some(journal));
    }
    if picks.len() == setting.stages.len() {
        freight::charge(setting, state);
    }
}

/// The turn of a stage with the given choice; whether that could be made.
pub(crate) fn turn(
    setting: &Setting,
    stage: usize,
    state: &mut State,
    pick: usize,
    laid: Option<Shares>,
    journal: Option<&mut Journal>,
) -> bool {
    let stage = &setting.stages[stage];
    if stage.layer.is_item() {
        return item::turn(setting, stage, state, pick, journal);
    }
    begin_order(setting, stage, state);
    if stage.kind == StageKind::Gate {
        open_gate(setting, stage, state, pick);
        return state.exclusive.contains(&pick);
    }
    order_turn(setting, stage, state, pick, laid, journal)
}

/// Without a journal only the choice itself is looked at.
fn order_turn(
    setting: &Setting,
    stage: &Stage,
    state: &mut State,
    pick: usize,
    laid: Option<Shares>,
    mut journal: Option<&mut Journal>,
) -> bool {
    let mut chosen = None;
    for rule in &stage.members {
        let rule = *rule;
        // What would become of an offer that waits is written down too.
        let shown = journal.is_some() && (setting.is_ready(rule) || setting.waits(rule));
        if !shown && rule != pick {
            continue;
        }
        let measure = state.measure(setting, rule);
        let mut fate = None;
        let exclusive = state.excluded_by(setting, rule);
        if exclusive != NONE {
            fate = Some(Why::ExcludedBy(exclusive));
        } else {
            match weigh(setting, rule, state, &measure) {
                Err(why) => fate = Some(why),
                Ok(weighed) if rule == pick && passes(setting, state, rule) => {
                    chosen = Some(weighed);
                }
                // The search explains coupons that it left in the wallet.
                Ok(_) if pick == NONE => {}
                Ok(_) => fate = Some(Why::BeatenBy(pick)),
            }
        }
        if let Some(journal) = journal.as_deref_mut() {
            journal.tell(rule, &measure, fate);
            if setting.is_ready(rule) && benefit::counts_units(&setting.offer(rule).benefit) {
                let progress = multi::progress(setting, rule, state);
                journal.records[rule].progress = Some(progress);
            }
        }
    }
    let Some(mut weighed) = chosen else {
        return false;
    };
    weighed.shares = weighed.shares.or(laid);
    apply(setting, pick, state, &weighed, journal);
    true
}

/// What must be done when an order stage begins: the item layers are over, freight is charged before
/// its offers work, and another layer's exclusive offers are forgotten.
pub(crate) fn begin_order(setting: &Setting, stage: &Stage, state: &mut State) {
    if state.basis.is_none() && !stage.layer.is_multi_unit() {
        state.settle(setting);
    }
    if stage.layer >= Layer::FREIGHT {
        freight::charge(setting, state);
    }
    if let Some(exclusive) = state.exclusive.first()
        && setting.offer(*exclusive).layer != stage.layer
    {
        state.exclusive.clear();
    }
}
