//! What to add to a cart, as a person reads it.

use campaign::Locale;
use pricing::{Money, Quote, Suggestion};

use super::View;
use crate::quote::Order;
use crate::top_up::Advice;

/// What the order pays, how far its next steps are, and what to add.
pub(crate) fn top_up(order: &Order, advice: &Advice, locale: Locale, by_clock: bool) -> String {
    let mut view = View {
        order,
        quote: &advice.quote,
        locale,
        out: String::new(),
    };
    view.head(by_clock);
    let payable = view.money(advice.top_up.payable);
    view.heading(&match locale {
        Locale::ZhCn => format!("现在应付 {payable}"),
        Locale::ZhTw => format!("現在應付 {payable}"),
        Locale::En => format!("{payable} to pay now"),
    });
    view.next();
    view.suggestions(advice);
    view.out
}

impl View<'_> {
    fn suggestions(&mut self, advice: &Advice) {
        self.out.push('\n');
        for (suggestion, then) in advice.top_up.suggestions.iter().zip(&advice.then) {
            let line = self.suggestion(advice, suggestion, then);
            self.out += &line;
            self.out.push('\n');
        }
        if advice.top_up.suggestions.is_empty() {
            self.out += self.say(
                "没有值得加买的商品\n",
                "沒有值得加買的商品\n",
                "nothing is worth adding\n",
            );
        }
        if !advice.top_up.proved {
            self.out += self.say(
                "没有比较所有买法，可能有更省的\n",
                "沒有比較所有買法，可能有更省的\n",
                "not every addition was compared; there may be better ones\n",
            );
        }
    }

    /// `再买 袜子 ¥12.00，共付 ¥252.00，比现在少付 ¥38.00（满 300 减 50）`.
    fn suggestion(&self, advice: &Advice, suggestion: &Suggestion, then: &Quote) -> String {
        let mut goods = Vec::new();
        for addition in &suggestion.additions {
            let name = self.product(&advice.candidates[addition.candidate].line.sku);
            goods.push(match addition.units {
                1 => name,
                units => format!("{name} × {units}"),
            });
        }
        let goods = goods.join(self.say("、", "、", ", "));
        let added = self.money(suggestion.added);
        let payable = self.money(suggestion.payable);
        let mut text = match self.locale {
            Locale::ZhCn => format!("再买 {goods} {added}，共付 {payable}，"),
            Locale::ZhTw => format!("再買 {goods} {added}，共付 {payable}，"),
            Locale::En => format!("add {goods} for {added}: {payable} to pay, "),
        };
        let (extra, more) = (suggestion.extra, self.money(suggestion.extra));
        text += &match self.locale {
            _ if extra.is_zero() => self
                .say("和现在一样多", "和現在一樣多", "the same as now")
                .to_owned(),
            Locale::ZhCn if extra > Money::ZERO => format!("比现在多付 {more}"),
            Locale::ZhTw if extra > Money::ZERO => format!("比現在多付 {more}"),
            Locale::En if extra > Money::ZERO => format!("{more} more than now"),
            Locale::ZhCn => format!("比现在少付 {}", self.money(-extra)),
            Locale::ZhTw => format!("比現在少付 {}", self.money(-extra)),
            Locale::En => format!("{} less than now", self.money(-extra)),
        };
        let mut reached = Vec::new();
        for offer in &suggestion.reaches {
            let applied = then.applied.iter().find(|applied| applied.offer == *offer);
            reached.push(match applied {
                Some(applied) => self.applied_name(applied),
                None => self.offer(offer),
            });
        }
        if !reached.is_empty() {
            let reached = reached.join(self.say("、", "、", ", "));
            text += &match self.locale {
                Locale::En => format!(" ({reached})"),
                Locale::ZhCn | Locale::ZhTw => format!("（{reached}）"),
            };
        }
        text
    }
}
