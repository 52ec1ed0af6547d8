//! What planners and lints read. Without the feature `planner` its fields are known and passed over.

use super::fields::Fields;

/// The fields of a plan, with spaces between them.
#[cfg(not(feature = "planner"))]
const NAMES: &str = "goals budget costs draw_terms published_at assists invites sign_ins points_shop popups \
                     reviews notices share_card copy faq timers scarcity personalisation minors \
                     promises ticked_by_default group_fill analytics";

/// Marks the fields of a plan as known.
#[cfg(not(feature = "planner"))]
#[inline(never)]
pub(super) fn skip(fields: &Fields) {
    let mut names = NAMES;
    while let Some(name) = super::values::next_word(&mut names) {
        fields.maybe(name);
    }
}

#[cfg(feature = "planner")]
pub(super) use whole::read;

#[cfg(feature = "planner")]
mod whole {
    use pricing::Money;

    use super::super::values::{COUPON, DRAW, MAX_MONEY, PRODUCT};
    use super::super::words;
    use super::Fields;
    use crate::plan::*;

    const HOUR_MS: i64 = 60 * 60 * 1000;

    /// Reads everything of a plan.
    pub(in super::super) fn read(fields: &Fields, plan: &mut Plan) {
        goals(fields, plan);
        plan.budget = fields.maybe_money("budget");
        let mut cost = fields.maps("costs", 500);
        while cost.advance() {
            let sku = cost.new_reference("sku", &PRODUCT);
            plan.costs.push((sku, cost.money("cost")));
        }
        if fields.maybe("published_at").is_some() {
            plan.published_at = Some(fields.instant("published_at"));
        }
        assists(fields, plan);
        invites(fields, plan);
        sign_ins(fields, plan);
        points_shop(fields, plan);
        popups(fields, plan);
        reviews(fields, plan);
        words_of_ones_own(fields, plan);
        draw_terms(fields, plan);
        urgency(fields, plan);
        people(fields, plan);
        for value in fields.items("promises", 50) {
            plan.promises.push(fields.reader.text(value, words::SHORT));
        }
        fields.refer_all(
            "ticked_by_default",
            50,
            &PRODUCT,
            &mut plan.ticked_by_default,
        );
        plan.group_fill = match fields.choice_or("group_fill", "never labelled unlabelled", 0) {
            0 => GroupFill::Never,
            1 => GroupFill::Labelled,
            _ => GroupFill::Unlabelled,
        };
        let mut analytics = fields.maybe_map("analytics");
        if analytics.advance() {
            for value in analytics.items("fields", 50) {
                plan.analytics
                    .fields
                    .push(analytics.reader.string(value).to_owned());
            }
            plan.analytics.after_consent = analytics.flag("after_consent", false);
        }
    }

    fn goals(fields: &Fields, plan: &mut Plan) {
        let mut goal = fields.maps("goals", 10);
        while goal.advance() {
            let kinds = "acquire activate retain clear_stock sales launch evergreen";
            plan.goals.push(Goal {
                kind: match goal.choice("kind", kinds) {
                    0 => GoalKind::Acquire,
                    1 => GoalKind::Activate,
                    2 => GoalKind::Retain,
                    3 => GoalKind::ClearStock,
                    4 => GoalKind::Sales,
                    5 => GoalKind::Launch,
                    _ => GoalKind::Evergreen,
                },
                change: goal
                    .maybe("change")
                    .map(|value| goal.reader.int(value, -10_000, 1_000_000)),
            });
        }
    }

    /// The reward of a field that has to be there.
    fn reward(fields: &Fields, name: &'static str) -> Reward {
        let mut map = fields.map(name);
        if map.advance() {
            return reward_of(&map);
        }
        Reward::Points(0)
    }

    /// The reward of a field that may be left out.
    fn maybe_reward(fields: &Fields, name: &'static str) -> Option<Reward> {
        let mut map = fields.maybe_map(name);
        map.advance().then(|| reward_of(&map))
    }

    fn reward_of(map: &Fields) -> Reward {
        match map.choice("kind", "coupon points cash random_cash chances goods") {
            0 => Reward::Coupon(map.refer("coupon", &COUPON)),
            1 => Reward::Points(map.count("points")),
            2 => Reward::Cash(Money::new(map.int("amount", 1, MAX_MONEY))),
            3 => {
                let (least, most) = (map.money("least"), map.money("most"));
                if least > most {
                    map.error("most", "range", "it is below `least`");
                }
                Reward::RandomCash { least, most }
            }
            4 => Reward::Chances {
                draw: map.id("draw").to_owned(),
                count: map.count("count"),
            },
            _ => Reward::Goods {
                name: map.text("name"),
                value: map.money("value"),
            },
        }
    }

    fn trigger(fields: &Fields) -> Trigger {
        match fields.choice("trigger", "share open help register first_order") {
            0 => Trigger::Share,
            1 => Trigger::Open,
            2 => Trigger::Help,
            3 => Trigger::Register,
            _ => Trigger::FirstOrder,
        }
    }

    fn assists(fields: &Fields, plan: &mut Plan) {
        let mut assist = fields.maps("assists", 20);
        while assist.advance() {
            plan.assists.push(Assist {
                id: assist.new_id("id"),
                name: assist.text("name"),
                window: assist.window(),
                helpers: assist.maybe_count("helpers"),
                trigger: trigger(&assist),
                reward: reward(&assist, "reward"),
                helper_reward: maybe_reward(&assist, "helper_reward"),
            });
        }
    }

    fn invites(fields: &Fields, plan: &mut Plan) {
        let mut invite = fields.maps("invites", 20);
        while invite.advance() {
            plan.invites.push(Invite {
                id: invite.new_id("id"),
                name: invite.text("name"),
                window: invite.window(),
                people: invite.count("people"),
                trigger: trigger(&invite),
                inviter: reward(&invite, "inviter"),
                invitee: maybe_reward(&invite, "invitee"),
                levels: invite.int_or("levels", 1, 10, 1) as u32,
                gate: invite.flag("gate", false),
            });
        }
    }

    fn sign_ins(fields: &Fields, plan: &mut Plan) {
        let mut sign_in = fields.maps("sign_ins", 10);
        while sign_in.advance() {
            let mut read = SignIn {
                id: sign_in.new_id("id"),
                name: sign_in.text("name"),
                window: sign_in.window(),
                days: Vec::new(),
                share_to_make_up: sign_in.flag("share_to_make_up", false),
            };
            let mut day = sign_in.some_maps("days", 100);
            while day.advance() {
                read.days.push(reward_of(&day));
            }
            drop(day);
            plan.sign_ins.push(read);
        }
    }

    fn points_shop(fields: &Fields, plan: &mut Plan) {
        let mut item = fields.maps("points_shop", 100);
        while item.advance() {
            plan.points_shop.push(PointsItem {
                id: item.new_id("id"),
                reward: reward(&item, "reward"),
                cost: item.count("cost"),
                stock: item.maybe_count("stock"),
                per_buyer: item.maybe_count("per_buyer").unwrap_or(1),
            });
        }
    }

    fn popups(fields: &Fields, plan: &mut Plan) {
        let mut popup = fields.maps("popups", 10);
        while popup.advance() {
            plan.popups.push(Popup {
                id: popup.new_id("id"),
                text: popup.text("text"),
                close_mark: popup.flag("close_mark", true),
                close_after_ms: popup.int_or("close_after_ms", 0, 600_000, 0) as u32,
                per_visit: popup.maybe_count("per_visit").unwrap_or(1),
            });
        }
    }

    fn reviews(fields: &Fields, plan: &mut Plan) {
        let mut review = fields.maps("reviews", 10);
        while review.advance() {
            plan.reviews.push(ReviewReward {
                id: review.new_id("id"),
                name: review.text("name"),
                reward: reward(&review, "reward"),
                only_praise: review.flag("only_praise", false),
            });
        }
    }

    fn words_of_ones_own(fields: &Fields, plan: &mut Plan) {
        let mut notice = fields.maps("notices", 10);
        while notice.advance() {
            plan.notices.push(Notice {
                level: match notice.choice("level", "info change pause extension") {
                    0 => NoticeLevel::Info,
                    1 => NoticeLevel::Change,
                    2 => NoticeLevel::Pause,
                    _ => NoticeLevel::Extension,
                },
                text: notice.text("text"),
            });
        }
        let mut card = fields.maybe_map("share_card");
        if card.advance() {
            plan.share_card = Some(ShareCard {
                title: card.maybe_text("title"),
                text: card.maybe_text("text"),
                platform_look: card.flag("platform_look", false),
            });
        }
        let mut copy = fields.maps("copy", 200);
        while copy.advance() {
            plan.copy.push(Copy {
                id: copy.new_id("id"),
                place: match copy.choice("place", "banner page rules message") {
                    0 => Place::Banner,
                    1 => Place::Page,
                    2 => Place::Rules,
                    _ => Place::Message,
                },
                text: copy.text_of(copy.need("text"), words::LONG),
                evidence: match copy.maybe("evidence") {
                    Some(value) => copy.reader.string(value).to_owned(),
                    None => String::new(),
                },
            });
        }
        let mut faq = fields.maps("faq", 50);
        while faq.advance() {
            plan.faq.push(Faq {
                question: faq.text("question"),
                answer: faq.text_of(faq.need("answer"), words::LONG),
            });
        }
    }

    fn draw_terms(fields: &Fields, plan: &mut Plan) {
        let mut terms = fields.maps("draw_terms", 20);
        while terms.advance() {
            plan.draw_terms.push(DrawTerms {
                draw: terms.new_reference::<&str>("draw", &DRAW).to_owned(),
                conditions: terms.text_of(terms.maybe("conditions"), words::LONG),
                how: terms.text_of(terms.maybe("how"), words::LONG),
                decided: terms.text_of(terms.maybe("decided"), words::LONG),
                redeem_conditions: terms.text_of(terms.maybe("redeem_conditions"), words::LONG),
                redeem_how: terms.text_of(terms.maybe("redeem_how"), words::LONG),
                delivery: terms.text_of(terms.maybe("delivery"), words::LONG),
                forfeit: terms.text_of(terms.maybe("forfeit"), words::LONG),
            });
        }
    }

    fn urgency(fields: &Fields, plan: &mut Plan) {
        let mut timer = fields.maps("timers", 20);
        while timer.advance() {
            let ends = match timer.choice("ends", "at every_midnight from_visit") {
                0 => TimerEnd::At(timer.instant("at")),
                1 => TimerEnd::EveryMidnight,
                _ => TimerEnd::FromVisit {
                    ms: timer.int("minutes", 1, 100_000) * 60_000,
                    kept_by_server: timer.flag("kept_by_server", false),
                },
            };
            plan.timers.push(Timer {
                id: timer.new_id("id"),
                ends,
                shown_before_ms: timer.int_or("shown_before_hours", 1, 10_000, 48) * HOUR_MS,
            });
        }
        let mut claim = fields.maps("scarcity", 20);
        while claim.advance() {
            plan.scarcity.push(Scarcity {
                id: claim.new_id("id"),
                text: claim.text("text"),
                source: match claim.choice("source", "server literal reservation") {
                    0 => ScarcitySource::Server,
                    1 => ScarcitySource::Literal,
                    _ => ScarcitySource::Reservation,
                },
            });
        }
    }

    fn people(fields: &Fields, plan: &mut Plan) {
        let mut map = fields.maybe_map("personalisation");
        if map.advance() {
            let mut inputs = Vec::new();
            for value in map.items("inputs", 50) {
                inputs.push(map.reader.string(value).to_owned());
            }
            plan.personalisation = Some(Personalisation {
                off_switch: map.flag("off_switch", false),
                inputs,
                reason: map.text("reason"),
            });
        }
        let mut minors = fields.maybe_map("minors");
        if minors.advance() {
            plan.minors = Minors {
                addressed: minors.flag("addressed", false),
                may_draw: minors.flag("may_draw", false),
                personalised: minors.flag("personalised", false),
            };
        }
    }
}
