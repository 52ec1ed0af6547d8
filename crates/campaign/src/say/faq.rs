//! Questions that shoppers ask of every campaign, answered from its fields (常见问题).

use super::fill::{Slot, push};
use super::rules::Part;
use super::teller::Teller;
use crate::model::{Campaign, PrizeKind};
use crate::text::{Locale, Words};
use crate::words;

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which one, the same in every language: `use`, `expiry`, `order`, `refund`, `odds`, `contact`, or
    /// `own` for one of the file.
    pub id: &'static str,
    /// The question.
    pub question: String,
    /// The answer, a paragraph an entry.
    pub answer: Vec<String>,
}

static QUESTIONS: [(&str, Words); 6] = [
    (
        "use",
        words!("优惠券怎么用？", "優惠券怎麼用？", "How do I use coupons?"),
    ),
    (
        "expiry",
        words!(
            "优惠券什么时候到期？",
            "優惠券什麼時候到期？",
            "When do coupons expire?",
        ),
    ),
    (
        "order",
        words!(
            "几种优惠怎么叠加？",
            "幾種優惠怎麼併用？",
            "How do offers add up?",
        ),
    ),
    (
        "refund",
        words!(
            "退款时优惠怎么算？",
            "退款時優惠怎麼算？",
            "What happens to the reductions if I return something?",
        ),
    ),
    (
        "odds",
        words!(
            "抽奖的中奖概率是多少？",
            "抽獎的中獎機率是多少？",
            "What are the odds of the draw?",
        ),
    ),
    (
        "contact",
        words!("有问题找谁？", "有問題找誰？", "Whom do I ask?"),
    ),
];

/// Questions and answers; those that a campaign gives no reason for are left out. The file's own
/// follow, as they are written, with the feature `planner`.
#[must_use]
pub fn faq(campaign: &Campaign, locale: Locale) -> Vec<Question> {
    let mut questions = Vec::new();
    for (id, question) in &QUESTIONS {
        let mut teller = Teller::new(campaign, locale);
        match *id {
            "use" => teller.use_of_coupons(),
            "expiry" => teller.expiry(),
            "order" => teller.part(Part::Order),
            "refund" => teller.part(Part::Refund),
            "odds" => teller.odds(),
            _ => teller.part(Part::Organiser),
        }
        if !teller.lines.is_empty() {
            questions.push(Question {
                id,
                question: question.get(locale).to_owned(),
                answer: teller.lines,
            });
        }
    }
    #[cfg(feature = "planner")]
    for own in &campaign.plan.faq {
        questions.push(Question {
            id: "own",
            question: own.question.get(locale).to_owned(),
            answer: vec![own.answer.get(locale).to_owned()],
        });
    }
    questions
}

impl Teller<'_> {
    fn use_of_coupons(&mut self) {
        if self.campaign.coupons.is_empty() {
            return;
        }
        self.plain(&words!(
            "结算时自动选用最省的一组，也可以自己指定或不用。",
            "結帳時自動選用最划算的一組，也可以自己指定或不用。",
            "The set of coupons that saves most is chosen at checkout; you can also choose your own, or none.",
        ));
        self.done();
        self.coupons(false);
    }

    fn expiry(&mut self) {
        for coupon in &self.campaign.coupons {
            self.about(&coupon.name);
            self.validity(coupon);
            self.end();
        }
    }

    fn odds(&mut self) {
        for draw in &self.campaign.draws {
            self.about(&draw.name);
            let mut whole = 0;
            for (index, prize) in draw.prizes.iter().enumerate() {
                whole += prize.ppm;
                let words = if index == 0 {
                    &words!("{0} {1}", "{0} {1}", "{0} {1}")
                } else {
                    &words!("、{0} {1}", "、{0} {1}", ", {0} {1}")
                };
                let values = [
                    Slot::Text(prize.name.get(self.locale)),
                    Slot::Odds(prize.ppm),
                ];
                push(&mut self.text, words, self.locale, &values);
            }
            self.say(
                &words!(
                    "合计 {0}，人人相同",
                    "合計 {0}，人人相同",
                    "{0} in all, the same for everyone",
                ),
                &[Slot::Odds(whole)],
            );
            let blank = draw
                .prizes
                .iter()
                .any(|prize| prize.kind == PrizeKind::Nothing);
            if blank {
                self.plain(&words!(
                    "不是每次都中奖",
                    "不是每次都中獎",
                    "not every turn wins",
                ));
            }
            self.end();
        }
    }
}
