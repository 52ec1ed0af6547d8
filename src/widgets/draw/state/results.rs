//! What a turn came to, in words.

use campaign::model::{Prize, PrizeKind};
use campaign::{Words, say};
use pricing::{Instant, OfferId, Reason};
use protocol::{Code, Refusal};

use super::super::machine::End;
use super::super::words as w;
use super::{Action, Dialog, Mood, Scene, Sheet, State, Ticket};

/// A button: its words and what it does.
type Choice = (&'static Words, Action);

const EARN: Choice = (&w::EARN, Action::Open(Sheet::Tasks));
const LATER: Choice = (&w::LATER, Action::Close);
const OK: &[Choice] = &[(&w::OK, Action::Close)];

impl Scene<'_> {
    /// The result of a turn.
    pub(super) fn result(&self, end: &End) -> Box<Dialog> {
        let mut dialog = Box::new(Dialog {
            mood: Mood::Won,
            note: "",
            title: String::new(),
            text: String::new(),
            ticket: None,
            buttons: Vec::new(),
        });
        match end {
            End::Prize(at) => self.drawn(*at, &self.draw.prizes[*at], &mut dialog),
            End::Refused(refusal) => self.refused(refusal, &mut dialog),
            End::Unknown => {
                self.say(&mut dialog.title, &w::UNKNOWN_PRIZE);
                self.say(&mut dialog.text, &w::RELOAD);
                self.offer(&mut dialog, OK);
            }
        }
        dialog
    }

    #[inline(never)]
    fn offer(&self, dialog: &mut Dialog, choices: &[Choice]) {
        for (words, action) in choices {
            let mut text = String::new();
            self.say(&mut text, words);
            dialog.buttons.push((text, *action));
        }
    }

    fn drawn(&self, at: usize, prize: &Prize, dialog: &mut Dialog) {
        if self.own.machine.earlier {
            dialog.note = self.get(&w::EARLIER);
        }
        let mut title = &w::WON;
        let mut again = &w::AGAIN_LEFT;
        let text = match &prize.kind {
            PrizeKind::Coupon(id) => {
                dialog.ticket = self.ticket(id);
                self.offer(dialog, &[(&w::USE, Action::Use(at))]);
                &w::IN_WALLET
            }
            PrizeKind::Points(_) => &w::POINTS_NOW,
            PrizeKind::Goods => {
                self.offer(dialog, &[(&w::MINE, Action::Open(Sheet::Prizes))]);
                &w::GOODS
            }
            PrizeKind::Nothing => {
                dialog.mood = Mood::Missed;
                title = &w::MISSED;
                again = &w::AGAIN;
                match self.chances {
                    Some(0) => self.used_up(),
                    Some(_) => &w::SAME_ODDS,
                    None => &w::NOTHING,
                }
            }
        };
        self.with(&mut dialog.title, title, prize.name.get(self.locale));
        self.say(&mut dialog.text, text);
        // Another turn, more chances, or nothing but going on.
        if self.standing == State::Ready && self.chances.is_some() {
            self.offer(dialog, &[(again, Action::Draw)]);
        } else if self.standing == State::NoChances && !self.draw.tasks.is_empty() {
            self.offer(dialog, &[EARN]);
        }
        if dialog.buttons.len() < 2 {
            self.offer(dialog, &[(&w::LOOK_AROUND, Action::Close)]);
        }
    }

    fn ticket(&self, id: &OfferId) -> Option<Box<Ticket>> {
        let locale = self.locale;
        let offer = self.campaign.ruleset.offer(id)?;
        let mut claimed_at = None;
        if let Some(me) = self.me {
            for held in &me.coupons {
                if held.offer == *id {
                    claimed_at = Some(held.claimed_at);
                }
            }
        }
        Some(Box::new(Ticket {
            amount: say::coupon_amount(self.campaign, offer, locale),
            threshold: say::coupon_threshold(self.campaign, offer, locale),
            valid: self.validity(id, claimed_at),
        }))
    }

    /// Until when a coupon is good.
    #[inline(never)]
    pub(super) fn validity(&self, id: &OfferId, claimed_at: Option<Instant>) -> String {
        match self.campaign.coupon(id) {
            Some(coupon) => {
                say::coupon_validity(coupon, claimed_at, &self.campaign.zone, self.locale)
            }
            None => String::new(),
        }
    }

    /// Why there is no result, and what was kept.
    fn refused(&self, refusal: &Refusal, dialog: &mut Dialog) {
        const RETRY: &[Choice] = &[(&w::RETRY, Action::Draw), LATER];
        const LOG_IN: &[Choice] = &[(&w::LOGIN, Action::LogIn), LATER];
        let code = &refusal.code;
        let kept = if self.chances.is_some() {
            &w::KEPT
        } else {
            &w::KEPT_PLAIN
        };
        let (title, text, choices): (&'static Words, &'static Words, _) = match code {
            Code::Busy => (&w::SLOW, kept, RETRY),
            // The server may have drawn: sent again with the same key, it answers the same.
            Code::Server | Code::Timeout | Code::Offline => (&w::SLOW, &w::NOT_TWICE, RETRY),
            Code::NoChances if self.draw.tasks.is_empty() => (&w::USED_UP, self.used_up(), OK),
            Code::NoChances => (&w::USED_UP, self.used_up(), &[EARN, LATER] as &[Choice]),
            Code::NotStarted(_) => (&w::STARTS, kept, OK),
            Code::Ended => (&w::OVER, &w::CLOSED, OK),
            Code::LoginNeeded => (&w::LOG_IN, &w::KEPT_PLAIN, LOG_IN),
            Code::Paused => (&w::PAUSED, &w::NOT_NOW, OK),
            Code::SoldOut(_) => (&w::SOLD_OUT, kept, OK),
            Code::LimitReached => (&w::LIMIT, kept, OK),
            Code::NotEligible(_) => (&w::NOT_FOR_YOU, &w::NOTHING, OK),
            Code::KeyConflict | Code::Unknown => (&w::STUCK, &w::RELOAD_PAGE, OK),
        };
        let opens = match code {
            Code::NotStarted(at) => self.at(*at),
            _ => String::new(),
        };
        dialog.mood = Mood::Trouble;
        self.with(&mut dialog.title, title, &opens);
        self.say(&mut dialog.text, text);
        if let Code::NotEligible(fact) = code {
            let reason = Reason::NotEligible(fact.clone());
            dialog.text = say::reason(self.campaign, &reason, self.locale);
        }
        self.offer(dialog, choices);
    }
}
