//! Buy some, get others for less: 买赠, 买一送一, 加一元换一件.

use alloc::vec::Vec;

use super::Taken;
use super::sets::{Plan, Role, Set, most};
use super::stacks::{self, Stack, picked, within};
use crate::setting::Setting;
use crate::stack::State;
use crate::{BuyGet, GetFrom, Offer};

/// The role of the units that are reduced.
const GET: usize = 1;

pub(super) fn plan(kind: &BuyGet, setting: &Setting, rule: usize, state: &State) -> Plan {
    let bought = stacks::seen(setting, rule, state);
    let mut got = bought.clone();
    let mut either = bought.clone();
    if let GetFrom::Other(scope) = &kind.from
        && let Some(reached) = setting.seat(rule).further.last()
    {
        got = within(setting, state, scope, reached);
        for (line, seen) in got.iter().enumerate() {
            either[line] |= seen;
        }
    }
    let stacks = stacks::of(setting, rule, state, &either);
    let roles = |buy, get| {
        vec![
            Role {
                order: buy,
                units: kind.buy,
            },
            Role {
                order: get,
                units: kind.get,
            },
        ]
    };
    let buy = picked(&stacks, &bought, kind.buy_pick);
    let get = picked(&stacks, &got, kind.get_pick);
    let mut teams = Vec::new();
    if kind.from == GetFrom::SameSku {
        let skus = by_sku(&stacks, &buy, &buy);
        for (buy, get) in skus.into_iter().zip(by_sku(&stacks, &buy, &get)) {
            teams.push(roles(buy, get));
        }
    } else {
        teams.push(roles(buy, get));
    }
    Plan {
        stacks,
        places: Vec::new(),
        teams,
        most: most(kind.times),
    }
}

/// Takes an order of stacks apart by sku; the sku that `first` comes to first is the first.
fn by_sku(stacks: &[Stack], first: &[usize], order: &[usize]) -> Vec<Vec<usize>> {
    let mut places = vec![usize::MAX; stacks.len()];
    let mut apart: Vec<Vec<usize>> = Vec::new();
    let mut skus = Vec::new();
    for at in first {
        let sku = stacks[*at].sku;
        if sku >= skus.len() {
            skus.resize(sku + 1, usize::MAX);
        }
        if skus[sku] == usize::MAX {
            skus[sku] = apart.len();
            apart.push(Vec::new());
        }
        places[*at] = skus[sku];
    }
    for at in order {
        apart[places[*at]].push(*at);
    }
    apart
}

/// What equal sets take; the units that were bought keep their price.
pub(super) fn give(
    kind: &BuyGet,
    offer: &Offer,
    stacks: &[Stack],
    set: &Set,
    taken: &mut Taken,
) -> bool {
    for piece in &set.pieces {
        if piece.role == GET {
            taken.add_each(kind.off, offer, stacks, set, piece);
        }
    }
    true
}
