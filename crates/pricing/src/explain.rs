//! Turns the best walk into a quote: every cent off has an offer, every other offer a reason.

use alloc::vec::Vec;

use crate::eligible::Entry;
use crate::next_tier;
use crate::ruleset::{Ruleset, StageKind};
use crate::select::{self, Selection};
use crate::setting::Setting;
use crate::stack::{self, Journal, NONE, State};
use crate::why::Why;
use crate::{
    Applied, Audience, Base, Benefit, Buyer, Cart, Conditional, Instant, Money, PricingError,
    Quote, QuoteLine, Share, Sharing, Threshold, Unused,
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
    let mut conditional = Vec::new();
    for rule in 0..setting.offers.len() {
        if !setting.waits(rule) {
            continue;
        }
        match granted(&mut setting, rule) {
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
    Ok(Quote {
        at: now,
        ruleset: ruleset.hash(),
        lines: lines(&setting, cart, &selection),
        list,
        freight: setting.freight,
        freight_off: setting.freight - selection.state.freight,
        payable: selection.state.payable(),
        deposit: Money::ZERO,
        free_choice: selection.state.payable(),
        beside: Vec::new(),
        applied: applied(&setting, &selection.journal),
        next: next_tier::all(&setting, &selection.journal),
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
            Entry::Ready if record.took.is_zero() => record.fate.unwrap_or(Why::NothingLeft),
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
    for (at, line) in cart.lines.iter().enumerate() {
        lines.push(QuoteLine {
            id: line.id.clone(),
            ticked: line.ticked,
            units: setting.lines[at].units,
            list: setting.lines[at].list,
            after_item: after_item[at],
            payable: selection.state.left[at],
            shares: Vec::new(),
        });
    }
    for share in &selection.journal.shares {
        lines[share.line].shares.push(Share {
            applied: share.work,
            amount: share.amount,
            first: share.first,
            units: share.units,
        });
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
            sharing: Sharing::ByUnit,
            coupon: setting.is_coupon(rule),
        });
    }
    applied
}

/// What the cart would pay if a waiting offer were granted, or why it would still not work.
fn granted(setting: &mut Setting, rule: usize) -> Result<Money, Why> {
    let waits = setting.grant(rule);
    let mut selection = select::best(setting);
    explain_wallet(setting, &mut selection);
    setting.restore(rule, waits);
    let record = &selection.journal.records[rule];
    if record.took.is_zero() {
        return Err(record.fate.unwrap_or(Why::NothingLeft));
    }
    Ok(selection.state.payable())
}

/// Coupons that could have been used and were not: another of their group is, or a later offer
/// would lose more than they give.
fn explain_wallet(setting: &Setting, selection: &mut Selection) {
    let journal = &mut selection.journal;
    for rule in 0..setting.offers.len() {
        if !setting.is_coupon(rule)
            || !setting.is_ready(rule)
            || journal.records[rule].fate.is_some()
            || !journal.took(rule).is_zero()
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
            stack::walk(setting, 0, &picks, &mut state, &mut tried);
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
