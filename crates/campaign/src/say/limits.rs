//! What limits the prizes of a draw, and how a draw can be verified, in sentences.

use super::fill::{Slot, push};
use super::teller::Teller;
use crate::model::{Draw, Prize, PrizeKind};
use crate::text::Locale;
use crate::words;

impl Teller<'_> {
    /// Adds the limits and the schedule of a prize to its sentence.
    #[inline(never)]
    pub(super) fn prize_limits(&mut self, prize: &Prize) {
        if let Some(limit) = prize.per_day {
            let words = &words!("每天最多 {0} 份", "每天最多 {0} 份", "up to {0} a day");
            self.count(words, limit);
        }
        if let Some(limit) = prize.per_buyer {
            let words = &words!("每人最多 {0} 份", "每人最多 {0} 份", "up to {0} each");
            self.count(words, limit);
        }
        for (index, window) in prize.windows.iter().enumerate() {
            let words = &words!("放奖时段 {0}", "放獎時段 {0}", "can be won {0}");
            let span = Slot::Span(window, &self.campaign.zone);
            if index == 0 {
                self.say(words, &[span]);
            } else {
                // The same clause goes on.
                let words = &words!("、{0}", "、{0}", " and {0}");
                push(&mut self.text, words, self.locale, &[span]);
            }
        }
    }

    /// Tells what one buyer can win, what is given for a prize that cannot be, and what the draw
    /// has committed to.
    #[inline(never)]
    pub(super) fn draw_limits(&mut self, draw: &Draw) {
        if let Some(limit) = draw.per_buyer {
            let words = &words!(
                "每人最多中奖 {0} 次",
                "每人最多中獎 {0} 次",
                "Up to {0} prizes each",
            );
            let once = words!("", "", "One prize each").get(Locale::En);
            self.times(words, once, limit);
            self.end();
        }
        // A blank is given as well, but only a file that sets limits has to say so itself: others
        // say it in their terms.
        let blank = draw
            .prizes
            .iter()
            .find(|prize| prize.kind == PrizeKind::Nothing);
        let mut limited = draw.per_buyer.is_some();
        for prize in &draw.prizes {
            limited |= prize.per_day.or(prize.per_buyer).is_some() || !prize.windows.is_empty();
        }
        let instead = match draw.consolation {
            Some(index) => draw.prizes.get(index),
            None => blank.filter(|_| limited),
        };
        if let Some(prize) = instead {
            let words = &words!(
                "抽中的奖品已发完、已达上限或不在放奖时段时，改发“{0}”；其他奖品的中奖概率不变。",
                "抽中的獎品已發完、已達上限或不在放獎時段時，改發「{0}」；其他獎品的中獎機率不變。",
                "Where the prize drawn has run out, has reached its limit or cannot be won at the time, \"{0}\" is given for it; the odds of other prizes stay the same.",
            );
            self.naming(words, prize.name.get(self.locale));
            self.done();
        }
        if !draw.commitment.is_empty() {
            let words = &words!(
                "抽奖结果可验证：随机种子的 SHA-256 为 {0}，抽奖结束后公布种子。",
                "抽獎結果可驗證：隨機種子的 SHA-256 為 {0}，抽獎結束後公布種子。",
                "Results can be verified: the SHA-256 of the random seed is {0}, and the seed is published when the draw is over.",
            );
            self.say(words, &[Slot::Text(&draw.commitment)]);
            self.done();
        }
    }
}
