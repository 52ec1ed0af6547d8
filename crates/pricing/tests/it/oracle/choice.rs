//! Every selection there is: at each group any offer that can work, or none where nothing must.

use pricing::{Benefit, Layer, Threshold};

use super::board::{Board, Case};

/// One turn.
pub struct Stage {
    pub layer: Layer,
    pub gate: bool,
    pub members: Vec<usize>,
}

/// What can be done in a turn: its place among the others, smallest first, and the board after it.
struct Choice {
    rank: [i128; 6],
    after: Board,
}

/// The best way found so far.
pub struct Best {
    pub key: (usize, i128, usize),
    pub board: Board,
}

pub struct Oracle<'a> {
    pub case: Case<'a>,
    pub stages: Vec<Stage>,
    /// Pinned coupons that could be used at all.
    pub pins: usize,
    pub best: Option<Best>,
    pub leaves: usize,
    /// What taking the first choice everywhere came to: the largest reduction, turn by turn.
    pub greedy: Option<(usize, i128, usize)>,
}

/// Layers, in each its gate if it has exclusive offers, then its groups by their first offer.
pub fn stages(case: &Case) -> Vec<Stage> {
    let mut order: Vec<usize> = (0..case.offers.len()).collect();
    order.sort_by_key(|at| (case.offers[*at].layer, case.offers[*at].priority));
    order.retain(|at| case.offers[*at].layer < Layer::BESIDE);
    let mut stages = Vec::new();
    for layer in order.chunk_by(|a, b| case.offers[*a].layer == case.offers[*b].layer) {
        let gate: Vec<usize> = layer
            .iter()
            .copied()
            .filter(|at| case.offers[*at].exclusive)
            .collect();
        let here = case.offers[layer[0]].layer;
        if !gate.is_empty() {
            stages.push(Stage {
                layer: here,
                gate: true,
                members: gate,
            });
        }
        let mut groups: Vec<(u16, Vec<usize>)> = Vec::new();
        for at in layer {
            let group = case.offers[*at].group;
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, members)) => members.push(*at),
                None => groups.push((group, vec![*at])),
            }
        }
        for (_, members) in groups {
            stages.push(Stage {
                layer: here,
                gate: false,
                members,
            });
        }
    }
    stages
}

impl<'a> Oracle<'a> {
    pub fn new(case: Case<'a>) -> Self {
        let stages = stages(&case);
        let pinned = |at: &usize| case.is_pinned(*at);
        let pins = (0..case.offers.len()).filter(pinned).count();
        Self {
            stages,
            pins,
            case,
            best: None,
            leaves: 0,
            greedy: None,
        }
    }

    /// Tries every way to go on from a stage.
    pub fn try_all(&mut self, at: usize, mut board: Board) {
        if at == self.stages.len() {
            self.case.charge(&mut board);
            self.leaves += 1;
            let key = (self.pins - board.pins, board.payable(), board.coupons);
            self.greedy.get_or_insert(key);
            if self.best.as_ref().is_none_or(|best| key < best.key) {
                self.best = Some(Best { key, board });
            }
            return;
        }
        let stage = &self.stages[at];
        if !board.settled && stage.layer >= Layer::SHOP_REDUCTION {
            board.settle(self.case.cart.lines.len());
        }
        if stage.layer >= Layer::FREIGHT {
            self.case.charge(&mut board);
        }
        if let Some(exclusive) = board.exclusive.first()
            && self.case.offers[*exclusive].layer != stage.layer
        {
            board.exclusive.clear();
        }
        let mut choices = if stage.layer.is_item() || stage.gate {
            self.walked(stage, &board)
        } else {
            self.weighed(stage, &board)
        };
        choices.sort_by_key(|choice| choice.rank);
        for choice in choices {
            self.try_all(at + 1, choice.after);
        }
    }

    /// In item groups and at gates open offers always take part; a coupon, and at most one, may.
    fn walked(&self, stage: &Stage, board: &Board) -> Vec<Choice> {
        let case = &self.case;
        let mut choices = Vec::new();
        let mut picks = vec![None];
        for at in &stage.members {
            let counts = case.offers[*at].exclusive == stage.gate;
            if case.is_coupon(*at) && case.is_ready(*at) && counts {
                picks.push(Some(*at));
            }
        }
        for pick in picks {
            let mut after = board.clone();
            let made = if stage.layer.is_item() {
                case.item_turn(&mut after, &stage.members, stage.gate, pick)
            } else {
                self.open_gate(&mut after, stage, pick)
            };
            if made || pick.is_none() {
                let rank = self.rank(pick, board.payable() - after.payable());
                choices.push(Choice { rank, after });
            }
        }
        choices
    }

    /// Lets exclusive offers through, the first first, that can work and that none before keeps out.
    fn open_gate(&self, board: &mut Board, stage: &Stage, pick: Option<usize>) -> bool {
        let case = &self.case;
        board.exclusive.clear();
        for at in &stage.members {
            let takes_part = !case.is_coupon(*at) || Some(*at) == pick;
            if takes_part
                && case.is_ready(*at)
                && !self.kept_out(board, *at)
                && case.weigh(board, *at).is_some()
            {
                board.exclusive.push(*at);
            }
        }
        pick.is_some_and(|pick| board.exclusive.contains(&pick))
    }

    fn kept_out(&self, board: &Board, at: usize) -> bool {
        let case = &self.case;
        board.exclusive.iter().any(|exclusive| {
            let same_group = case.offers[*exclusive].group == case.offers[at].group;
            *exclusive != at && (same_group || case.overlap(*exclusive, at))
        })
    }

    /// In other groups one offer that can work does; none may where all that can are coupons.
    fn weighed(&self, stage: &Stage, board: &Board) -> Vec<Choice> {
        let case = &self.case;
        let mut choices = Vec::new();
        let mut must = false;
        for at in &stage.members {
            let at = *at;
            let exclusive = case.offers[at].exclusive;
            if !case.is_ready(at)
                || (exclusive && !board.exclusive.contains(&at))
                || self.kept_out(board, at)
            {
                continue;
            }
            let Some(weighed) = case.weigh(board, at) else {
                continue;
            };
            must |= !case.is_coupon(at) || exclusive;
            let mut after = board.clone();
            case.apply(&mut after, at, &weighed);
            let rank = self.rank(Some(at), weighed.amount);
            choices.push(Choice { rank, after });
        }
        if !must {
            let rank = self.rank(None, 0);
            choices.push(Choice {
                rank,
                after: board.clone(),
            });
        }
        choices
    }

    /// Pinned first, then value falling, threshold falling (the offer's, or what its benefit asks for
    /// at first, be it an amount or units), expiry rising, claim time rising, id
    /// rising; no offer comes last.
    fn rank(&self, pick: Option<usize>, amount: i128) -> [i128; 6] {
        let Some(at) = pick else {
            return [i128::MAX; 6];
        };
        let offer = self.case.offers[at];
        let threshold = match offer.threshold {
            Threshold::Amount { least, .. } => least.minor().into(),
            Threshold::Count { least } => least.into(),
            Threshold::None => match &offer.benefit {
                Benefit::TiersByAmount { tiers, .. } | Benefit::TiersByCount { tiers } => {
                    tiers[0].least.into()
                }
                Benefit::PerEach { each, .. } => each.minor().into(),
                Benefit::Groups(groups) => groups.size.into(),
                Benefit::BuyGet(sets) => (sets.buy + sets.get).into(),
                Benefit::Bundle(bundle) => {
                    bundle.parts.iter().map(|part| i128::from(part.units)).sum()
                }
                _ => 0,
            },
        };
        let held = self.case.held(offer);
        let at_ms = |instant: Option<pricing::Instant>| {
            instant.map_or(i128::from(i64::MAX), |at| at.ms().into())
        };
        [
            i128::from(!self.case.is_pinned(at)),
            -amount,
            -threshold,
            at_ms(held.map(|held| held.expires_at)),
            at_ms(held.map(|held| held.claimed_at)),
            at as i128,
        ]
    }
}
