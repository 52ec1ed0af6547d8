//! Turns the best walk into a quote: every cent off has an offer, every other offer a reason.

use alloc::vec::Vec;

use crate::benefit;
use crate::beside;
use crate::eligible::Entry;
use crate::next_tier;
use crate::ruleset::{Ruleset, StageKind};
use crate::select::{self, Change, Selection};
use crate::setting::Setting;
use crate::stack::{self, Journal, NONE, State};
use crate::why::Why;
use crate::{
    Applied, Audience, Base, Benefit, Buyer, Cart, Conditional, GroupGives, Groups, Instant, Money,
    Offer, Per, PricingError, Quote, QuoteLine, Share, Sharing, Threshold, Unused,
};

pub(crate) fn quote(
    ruleset: &Ruleset,
    cart: &Cart,
    buyer: &Buyer,
    now: Instant,
) -> Result<Quote, PricingError> {
    let mut setting = Setting::new(ruleset, cart, buyer, now)?;
    let mut selection = select::best(&setting);
    explain_wallet(&setting, &mut selection);
    let beside = beside::all(&setting, &selection.state, &mut selection.journal);
    let mut conditional = Vec::new();
    let mut waiting = 0;
    for rule in 0..setting.offers.len() {
        waiting += u32::from(setting.waits(rule));
    }
    for rule in 0..setting.offers.len() {
        if !setting.waits(rule) {
            continue;
        }
        let payable = if beside::is_one(&setting, rule) {
            beside::give(&setting, rule, &selection.state).map(|_| selection.state.payable())
        } else {
            granted(&mut setting, rule, &selection, waiting)
        };
        match payable {
            Ok(payable) => conditional.push(Conditional {
                offer: setting.id(rule),
                fact: match (&setting.offer(rule).audience, setting.seat(rule).entry) {
                    (Audience::Asserted(fact), Entry::WaitsForFact) => Some(fact.clone()),
                    _ => None,
                },
                payable,
            }),
            // It waits in vain, so the others need not wait for it.
            Err(why) => setting.restore(rule, Entry::Out(why)),
        }
    }
    let mut list = Money::ZERO;
    for line in &setting.lines {
        list += line.list;
    }
    let freight = setting.freight + selection.state.fees.unwrap_or_default();
    Ok(Quote {
        at: now,
        ruleset: ruleset.hash(),
        lines: lines(&setting, cart, &selection),
        list,
        freight,
        freight_off: freight - selection.state.freight,
        payable: selection.state.payable(),
        deposit: deposit(&selection),
        free_choice: free_choice(ruleset, cart, buyer, now, &selection)?,
        beside,
        applied: applied(&setting, &selection.journal),
        next: next_tier::all(&setting, &selection.journal, freight),
        unused: unused(&setting, &selection.journal),
        conditional,
        search: selection.search,
    })
}

/// Every offer that neither worked nor waits, and why.
fn unused(setting: &Setting, journal: &Journal) -> Vec<Unused> {
    let mut unused = Vec::new();
    for (rule, record) in journal.records.iter().enumerate() {
        let why = match setting.seat(rule).entry {
            Entry::Out(why) => why,
            Entry::Ready if !journal.works(rule) => record.fate.unwrap_or(Why::NothingLeft),
            _ => continue,
        };
        unused.push(Unused {
            offer: setting.id(rule),
            reason: why.told(setting.offers, rule),
        });
    }
    unused
}

fn lines(setting: &Setting, cart: &Cart, selection: &Selection) -> Vec<QuoteLine> {
    let mut lines = Vec::with_capacity(cart.lines.len());
    let after_item = selection.state.after_item();
    let mut counts: Vec<usize> = vec![0; cart.lines.len()];
    let journal = &selection.journal;
    for share in &journal.shares {
        counts[share.line] += 1;
    }
    for (_, parts) in &journal.laid {
        for part in &**parts {
            counts[part.line as usize] += usize::from(!part.share.is_zero());
        }
    }
    for (at, line) in cart.lines.iter().enumerate() {
        lines.push(QuoteLine {
            id: line.id.clone(),
            ticked: line.ticked,
            units: setting.lines[at].units,
            list: setting.lines[at].list,
            after_item: after_item[at],
            payable: selection.state.left[at],
            shares: Vec::with_capacity(counts[at]),
        });
    }
    for share in &journal.shares {
        if !share.amount.is_zero() {
            lines[share.line].shares.push(Share {
                applied: share.work,
                amount: share.amount,
                first: share.first,
                units: share.units,
            });
        }
    }
    for (work, parts) in &journal.laid {
        for part in &**parts {
            if !part.share.is_zero() {
                let line = &mut lines[part.line as usize];
                line.shares.push(Share {
                    applied: *work,
                    amount: part.share,
                    first: 0,
                    units: line.units,
                });
            }
        }
    }
    lines
}

fn applied(setting: &Setting, journal: &Journal) -> Vec<Applied> {
    let mut applied = Vec::new();
    for rule in &journal.works {
        let rule = *rule;
        let offer = setting.offer(rule);
        let record = &journal.records[rule];
        let base = match (&offer.benefit, offer.threshold) {
            (Benefit::TiersByAmount { base, .. } | Benefit::PerEach { base, .. }, _) => *base,
            (_, Threshold::Amount { base, .. }) => base,
            _ => Base::Remaining,
        };
        applied.push(Applied {
            offer: offer.id.clone(),
            layer: offer.layer,
            amount: record.took,
            base: record.measure.on(base),
            tier: record.tier,
            funder: offer.funder,
            sharing: sharing(offer),
            coupon: setting.is_coupon(rule),
        });
    }
    applied
}

/// How an offer's amount comes to its lines.
fn sharing(offer: &Offer) -> Sharing {
    match &offer.benefit {
        _ if offer.layer.is_item() => Sharing::ByUnit,
        Benefit::FreeFreight => Sharing::Freight,
        Benefit::Reduce {
            per: Per::Unit | Per::Line,
            ..
        } => Sharing::ByUnit,
        Benefit::Groups(Groups {
            gives: GroupGives::Price(_) | GroupGives::Off(_),
            ..
        })
        | Benefit::Bundle(_) => Sharing::BySet {
            overflow: offer.overflow,
        },
        benefit if benefit::counts_units(benefit) => Sharing::ByUnit,
        _ => Sharing::InProportion {
            base: offer.share_base,
            overflow: offer.overflow,
            spare: offer.spare,
        },
    }
}

/// How much of the payable has been paid as deposits; no line's more than it pays.
fn deposit(selection: &Selection) -> Money {
    let mut sum = Money::ZERO;
    let mut room = selection.state.left.clone();
    for (line, paid) in &selection.journal.deposits {
        let paid = (*paid).min(room[*line]);
        room[*line] -= paid;
        sum += paid;
    }
    sum
}

/// What the cart would pay if no coupon were pinned or refused. Asked only where one is.
fn free_choice(
    ruleset: &Ruleset,
    cart: &Cart,
    buyer: &Buyer,
    now: Instant,
    selection: &Selection,
) -> Result<Money, PricingError> {
    if buyer.pinned.is_empty() && buyer.refused.is_empty() {
        return Ok(selection.state.payable());
    }
    let mut free = buyer.clone();
    free.pinned.clear();
    free.refused.clear();
    let setting = Setting::new(ruleset, cart, &free, now)?;
    Ok(select::best(&setting).state.payable())
}

/// What the cart would pay if a waiting offer were granted, or why it would still not work. Those that
/// wait share what work one selection may be.
fn granted(
    setting: &mut Setting,
    rule: usize,
    best: &Selection,
    waiting: u32,
) -> Result<Money, Why> {
    let waits = setting.grant(rule);
    let payable = match select::with_one_more(setting, rule, best, waiting) {
        Change::Works(payable) => Ok(payable),
        Change::None(why) => Err(why),
        Change::Unknown => {
            let mut selection = select::best_of(setting, waiting);
            explain_wallet(setting, &mut selection);
            if selection.journal.works(rule) {
                Ok(selection.state.payable())
            } else {
                let fate = selection.journal.records[rule].fate;
                Err(fate.unwrap_or(Why::NothingLeft))
            }
        }
    };
    setting.restore(rule, waits);
    payable
}

/// Coupons that could have been used and were not: another of their group is, or a later offer
/// would lose more than they give.
fn explain_wallet(setting: &Setting, selection: &mut Selection) {
    let journal = &mut selection.journal;
    for rule in 0..setting.offers.len() {
        if !setting.is_coupon(rule)
            || !setting.is_ready(rule)
            || journal.records[rule].fate.is_some()
            || journal.works(rule)
        {
            continue;
        }
        let mut picks = selection.picks.clone();
        let mut rival = NONE;
        for (stage, pick) in setting.stages.iter().zip(&mut picks) {
            let turn = stage.kind == StageKind::Gate || !stage.layer.is_item();
            if stage.members.contains(&rule) && (turn || !setting.offer(rule).exclusive) {
                rival = if *pick == NONE { rival } else { *pick };
                *pick = rule;
            }
        }
        if rival == NONE {
            let mut state = State::new(setting);
            let mut tried = Journal::new(setting);
            stack::walk(setting, 0, &picks, &[], &mut state, &mut tried);
            rival = loses(journal, &tried);
            journal.fate(rule, tried.records[rule].fate);
        }
        let why = if rival == NONE {
            Why::NothingLeft
        } else {
            Why::BeatenBy(rival)
        };
        journal.fate(rule, Some(why));
    }
}

/// The first offer at work that gives less in the other walk.
fn loses(journal: &Journal, other: &Journal) -> usize {
    for rule in &journal.works {
        if other.took(*rule) < journal.took(*rule) {
            return *rule;
        }
    }
    NONE
}
