//! What does not hang together, whatever the law says.

use std::collections::HashSet;

use campaign::model::{PhaseKind, Product};
use pricing::{Audience, Base, Benefit, Buyer, Cart, Grant, Layer, Money, Off, Offer, Tier};

use super::nothing;
use super::prices::path_of;
use crate::message::say;
use crate::words::yuan;
use crate::worst::worst_case;
use crate::{Checked, Confidence, Found, Rule, Severity, Subject};

const BASE: Rule = Rule {
    id: "",
    severity: Severity::Error,
    channels: &[],
    markets: &[],
    checked: Checked::File,
    demands: "",
    source: "Practice of the trade",
    confidence: Confidence::Practice,
    fix: "",
    check: nothing,
};

/// Rules on structure.
pub const RULES: &[Rule] = &[
    Rule {
        id: "ST1",
        severity: Severity::Warning,
        demands: "Every step of a ladder can be reached with the goods it is for.",
        fix: "Lower the step, or widen the scope.",
        check: reachable_steps,
        ..BASE
    },
    Rule {
        id: "ST2",
        demands: "A reduction stays below its threshold.",
        fix: "Raise the threshold or lower the reduction.",
        check: below_threshold,
        ..BASE
    },
    Rule {
        id: "ST3",
        demands: "No cart costs the merchant more than its goods, as far as costs are known.",
        fix: "Put offers into one group, add a cap, or raise the floors.",
        check: below_cost,
        ..BASE
    },
    Rule {
        id: "ST4",
        demands: "An offer can be used on something the campaign sells.",
        fix: "Mend the scope: a sku, a tag or a price range that no product has.",
        check: usable_offers,
        ..BASE
    },
    Rule {
        id: "ST5",
        severity: Severity::Warning,
        demands: "There is no gap between phases.",
        fix: "Let each phase start when the one before it ends.",
        check: no_gaps,
        ..BASE
    },
    Rule {
        id: "ST6",
        demands: "There is a phase in which campaign prices hold.",
        fix: "Add a phase of kind `live`.",
        check: a_live_phase,
        ..BASE
    },
    Rule {
        id: "ST7",
        severity: Severity::Warning,
        demands: "Nothing can be claimed or drawn before it is announced: warm-up comes first.",
        fix: "Start claiming with the first phase, not before it.",
        check: not_before_the_campaign,
        ..BASE
    },
    Rule {
        id: "ST8",
        severity: Severity::Warning,
        demands: "Rewards of the plan exist: a draw that is named has a window with the reward's.",
        fix: "Name a draw of the file.",
        check: known_draws,
        ..BASE
    },
    Rule {
        id: "ST9",
        severity: Severity::Warning,
        demands: "The prizes of a draw fit into the budget.",
        fix: "Give fewer or smaller prizes, or a larger budget.",
        check: prizes_in_budget,
        ..BASE
    },
    Rule {
        id: "ST10",
        severity: Severity::Warning,
        demands: "An offer always loses to no other of its group.",
        fix: "Drop the offer that is never the best, or put it into a group of its own.",
        check: no_shadows,
        ..BASE
    },
    Rule {
        id: "ST11",
        severity: Severity::Warning,
        demands: "Coupons of a ladder have one scope and rising thresholds.",
        fix: "Give them one scope, or take the odd one out of the ladder.",
        check: alike_ladders,
        ..BASE
    },
    Rule {
        id: "ST12",
        severity: Severity::Warning,
        demands: "Sessions of a flash sale do not overlap.",
        fix: "End a session when the next one starts.",
        check: apart_sessions,
        ..BASE
    },
    Rule {
        id: "ST13",
        severity: Severity::Warning,
        demands: "What is promised for the page itself is kept by somebody: services in words are commitments.",
        fix: "Name who keeps the promise, or take it out.",
        check: kept_promises,
        ..BASE
    },
    Rule {
        id: "ST14",
        severity: Severity::Warning,
        checked: Checked::FileAndServer,
        demands: "All coupons together fit into the budget.",
        fix: "Release fewer, or plan a larger budget.",
        check: coupons_in_budget,
        ..BASE
    },
    Rule {
        id: "ST15",
        demands: "A member's extra is multiplied, never added: two rates on the list price must be meant.",
        fix: "Use `rate_base: remaining` for 折上折.",
        check: multiplied_rates,
        ..BASE
    },
];

fn tiers(offer: &Offer) -> &[Tier] {
    match &offer.benefit {
        Benefit::TiersByAmount { tiers, .. } => tiers,
        _ => &[],
    }
}

fn in_scope<'a>(subject: &'a Subject, offer: &'a Offer) -> impl Iterator<Item = &'a Product> {
    let products = subject.campaign.products.iter();
    products.filter(|product| offer.scope.holds(&product.line(1, true)))
}

fn reachable_steps(subject: &Subject, found: &mut Found) {
    for offer in subject.campaign.ruleset.offers() {
        let total: i64 = in_scope(subject, offer)
            .map(|product| product.price.minor())
            .sum();
        for (step, tier) in tiers(offer).iter().enumerate() {
            // Five of everything is more than anyone puts into one cart.
            if total > 0 && tier.least > total * 5 {
                let path = format!("{}.tiers[{step}]", path_of(subject, offer.id.as_str()));
                found.at(
                    &path,
                    say!(
                        "{} is more than five of everything it is for",
                        yuan(Money::new(tier.least))
                    ),
                );
            }
        }
    }
}

fn below_threshold(subject: &Subject, found: &mut Found) {
    for offer in subject.campaign.ruleset.offers() {
        let path = path_of(subject, offer.id.as_str());
        for (step, tier) in tiers(offer).iter().enumerate() {
            if let Off::Amount(off) = tier.off
                && off.minor() >= tier.least
            {
                found.at(
                    &format!("{path}.tiers[{step}]"),
                    say!("{} off is all of the threshold", yuan(off)),
                );
            }
        }
        if let (
            Benefit::Reduce {
                off: Off::Amount(off),
                ..
            },
            pricing::Threshold::Amount { least, .. },
        ) = (&offer.benefit, offer.threshold)
            && *off >= least
        {
            found.at(
                &path,
                say!("{} off is all of the threshold {}", yuan(*off), yuan(least)),
            );
        }
    }
}

fn below_cost(subject: &Subject, found: &mut Found) {
    let Some(worst) = worst_case(subject.campaign) else {
        return;
    };
    if worst.loss > Money::ZERO {
        found.at(
            "costs",
            say!(
                "a cart of {} is sold for {} and costs {}: {} lost",
                worst.goods(),
                yuan(worst.payable),
                yuan(worst.cost),
                yuan(worst.loss)
            ),
        );
    }
}

fn usable_offers(subject: &Subject, found: &mut Found) {
    for offer in subject.campaign.ruleset.offers() {
        if in_scope(subject, offer).next().is_none() {
            found.at(
                &format!("{}.scope", path_of(subject, offer.id.as_str())),
                say!("no product is in the scope of `{}`", offer.id.as_str()),
            );
        }
    }
}

fn no_gaps(subject: &Subject, found: &mut Found) {
    let mut phases: Vec<(usize, &campaign::model::Phase)> =
        subject.campaign.phases.iter().enumerate().collect();
    phases.sort_by_key(|(_, phase)| phase.window.from);
    let Some((_, first)) = phases.first() else {
        return;
    };
    let mut covered = first.window.until;
    for (at, phase) in &phases[1..] {
        if phase.window.from > covered {
            found.at(
                &format!("phases[{at}].from"),
                say!("nothing is on before this phase"),
            );
        }
        covered = covered.max(phase.window.until);
    }
}

fn a_live_phase(subject: &Subject, found: &mut Found) {
    if !subject
        .campaign
        .phases
        .iter()
        .any(|phase| phase.kind == PhaseKind::Live)
    {
        found.at("phases", say!("no phase is live"));
    }
}

fn not_before_the_campaign(subject: &Subject, found: &mut Found) {
    let start = subject.campaign.window().from;
    for (at, coupon) in subject.campaign.coupons.iter().enumerate() {
        if coupon.claimable && coupon.claim.from < start {
            found.at(
                &format!("coupons[{at}].claim"),
                say!("it can be claimed before the campaign starts"),
            );
        }
    }
    for (at, draw) in subject.campaign.draws.iter().enumerate() {
        if draw.window.from < start {
            found.at(
                &format!("draws[{at}].from"),
                say!("one can draw before the campaign starts"),
            );
        }
    }
}

fn known_draws(subject: &Subject, found: &mut Found) {
    let check = |reward: &campaign::plan::Reward, path: String, found: &mut Found| {
        if let campaign::plan::Reward::Chances { draw, .. } = reward
            && !subject.campaign.draws.iter().any(|known| known.id == *draw)
        {
            found.at(&path, say!("there is no draw `{}`", draw));
        }
    };
    let plan = &subject.campaign.plan;
    for (at, assist) in plan.assists.iter().enumerate() {
        check(&assist.reward, format!("assists[{at}].reward"), found);
    }
    for (at, invite) in plan.invites.iter().enumerate() {
        check(&invite.inviter, format!("invites[{at}].inviter"), found);
    }
    for (at, item) in plan.points_shop.iter().enumerate() {
        check(&item.reward, format!("points_shop[{at}].reward"), found);
    }
    for (at, sign_in) in plan.sign_ins.iter().enumerate() {
        for (day, reward) in sign_in.days.iter().enumerate() {
            check(reward, format!("sign_ins[{at}].days[{day}]"), found);
        }
    }
}

fn prizes_in_budget(subject: &Subject, found: &mut Found) {
    let Some(budget) = subject.campaign.plan.budget else {
        return;
    };
    for (at, draw) in subject.campaign.draws.iter().enumerate() {
        let mut all = Money::ZERO;
        for prize in &draw.prizes {
            all += prize.value.times(prize.stock.unwrap_or(0).into());
        }
        if all > budget {
            found.at(
                &format!("draws[{at}].prizes"),
                say!(
                    "the prizes are worth {}, the budget is {}",
                    yuan(all),
                    yuan(budget)
                ),
            );
        }
    }
}

fn no_shadows(subject: &Subject, found: &mut Found) {
    let offers = subject.campaign.ruleset.offers();
    for one in offers {
        for other in offers {
            let same_place = one.id != other.id
                && one.layer == other.layer
                && one.group == other.group
                && one.scope == other.scope
                && one.window == other.window
                && one.grant == Grant::Open
                && other.grant == Grant::Open
                && one.threshold == other.threshold;
            let for_all = other.audience == Audience::Everyone || other.audience == one.audience;
            if let (
                true,
                true,
                Benefit::Reduce {
                    off: Off::Rate(small),
                    per,
                },
                Benefit::Reduce {
                    off: Off::Rate(large),
                    per: also,
                },
            ) = (same_place, for_all, &one.benefit, &other.benefit)
                && per == also
                && small < large
                && other.cap.is_none()
            {
                let id = one.id.as_str();
                found.at(
                    &path_of(subject, id),
                    say!("`{}` is never better than `{}`", id, other.id.as_str()),
                );
            }
        }
    }
}

fn alike_ladders(subject: &Subject, found: &mut Found) {
    for (at, ladder) in subject.campaign.ladders.iter().enumerate() {
        let mut scopes = ladder.coupons.iter().filter_map(|id| {
            let offer = subject.campaign.ruleset.offer(id);
            offer.map(|offer| &offer.scope)
        });
        let first = scopes.next();
        if scopes.any(|scope| Some(scope) != first) {
            found.at(
                &format!("ladders[{at}]"),
                say!("its coupons are for different goods"),
            );
        }
    }
}

fn apart_sessions(subject: &Subject, found: &mut Found) {
    for (at, sale) in subject.campaign.flash_sales.iter().enumerate() {
        for (number, pair) in sale.sessions.windows(2).enumerate() {
            if pair[1].window.from < pair[0].window.until {
                let next = number + 1;
                found.at(
                    &format!("flash_sales[{at}].sessions[{next}].from"),
                    say!("it starts while `{}` is on", pair[0].id),
                );
            }
        }
    }
}

fn kept_promises(subject: &Subject, found: &mut Found) {
    for (at, promise) in subject.campaign.plan.promises.iter().enumerate() {
        let text = promise.get(campaign::Locale::ZhCn);
        let vague = ["优先", "专属", "极速", "尽快", "无忧"];
        if let Some(word) = vague.iter().find(|word| text.contains(*word)) {
            found.at(
                &format!("promises[{at}]"),
                say!("“{}” names no deed that can be checked", word),
            );
        }
    }
}

fn coupons_in_budget(subject: &Subject, found: &mut Found) {
    let Some(budget) = subject.campaign.plan.budget else {
        return;
    };
    let mut all = Money::ZERO;
    for coupon in &subject.campaign.coupons {
        let Some(offer) = subject.campaign.ruleset.offer(&coupon.id) else {
            continue;
        };
        let each = match (&offer.benefit, offer.cap) {
            (
                Benefit::Reduce {
                    off: Off::Amount(off),
                    ..
                },
                _,
            ) => *off,
            (_, Some(cap)) => cap,
            _ => continue,
        };
        for release in &coupon.releases {
            all += each.times(release.count.into());
        }
    }
    if all > budget {
        found.at(
            "coupons",
            say!(
                "coupons give up to {}, the budget is {}",
                yuan(all),
                yuan(budget)
            ),
        );
    }
}

fn multiplied_rates(subject: &Subject, found: &mut Found) {
    for offer in subject.campaign.ruleset.offers() {
        if offer.layer == Layer::MEMBER_EXTRA && offer.rate_base == Base::List {
            let id = offer.id.as_str();
            found.at(
                &path_of(subject, id),
                say!("`{}` is worked out on the list price and adds up", id),
            );
        }
    }
}

/// The facts that offers of a campaign name, each once.
pub(crate) fn facts(campaign: &campaign::Campaign) -> Vec<pricing::Fact> {
    let mut seen = HashSet::new();
    let mut facts = Vec::new();
    for offer in campaign.ruleset.offers() {
        if let Audience::Asserted(fact) = &offer.audience
            && seen.insert(fact.as_str().to_owned())
        {
            facts.push(fact.clone());
        }
    }
    facts
}

/// What one cart pays for a buyer, for searches.
pub(crate) fn payable(
    campaign: &campaign::Campaign,
    cart: &Cart,
    buyer: &Buyer,
    now: pricing::Instant,
) -> Option<Money> {
    campaign
        .ruleset
        .quote(cart, buyer, now)
        .ok()
        .map(|quote| quote.payable)
}
