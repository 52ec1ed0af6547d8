//! Sentences, clause by clause.

use pricing::{Money, Window};

use super::fill::{AS_IT_IS, Slot, push};
use crate::model::Campaign;
use crate::text::{Locale, Text, Words};
use crate::words;

/// Tells of a campaign in one language: a sentence at a time, one clause after the other.
pub(super) struct Teller<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) locale: Locale,
    /// The sentence at hand.
    pub(super) text: String,
    /// The sentences that are done.
    pub(super) lines: Vec<String>,
}

impl<'a> Teller<'a> {
    #[inline(never)]
    pub(super) fn new(campaign: &'a Campaign, locale: Locale) -> Self {
        Self {
            campaign,
            locale,
            text: String::new(),
            lines: Vec::new(),
        }
    }

    /// Begins a sentence about something: `魔法券：`.
    #[inline(never)]
    pub(super) fn about(&mut self, name: &Text) {
        let name = Slot::Text(name.get(self.locale));
        self.say(&words!("{0}：", "{0}：", "{0}: "), &[name]);
    }

    /// Goes on with a new clause: puts a comma where there is something to separate.
    #[inline(never)]
    pub(super) fn open(&mut self) {
        let open = self.text.is_empty() || self.ends(&[" ", "：", "。"]);
        if !open {
            self.text
                .push_str(words!("，", "，", "; ").get(self.locale));
        }
    }

    /// Adds a clause with values in it.
    #[inline(never)]
    pub(super) fn say(&mut self, words: &Words, values: &[Slot]) {
        self.open();
        push(&mut self.text, words, self.locale, values);
    }

    /// Adds a clause without values.
    #[inline(never)]
    pub(super) fn plain(&mut self, words: &Words) {
        self.say(words, &[]);
    }

    /// Adds a clause with a text in it.
    #[inline(never)]
    pub(super) fn naming(&mut self, words: &Words, text: &str) {
        self.say(words, &[Slot::Text(text)]);
    }

    /// Adds a clause with a count in it.
    #[inline(never)]
    pub(super) fn count(&mut self, words: &Words, count: u32) {
        self.say(words, &[Slot::Count(u64::from(count))]);
    }

    /// Adds a clause with a count in it; English says one of them in its own words.
    #[inline(never)]
    pub(super) fn times(&mut self, words: &Words, once: &str, times: u32) {
        if self.locale == Locale::En && times == 1 {
            self.naming(AS_IT_IS, once);
        } else {
            self.count(words, times);
        }
    }

    /// Adds a clause with a short amount in it.
    #[inline(never)]
    pub(super) fn money(&mut self, words: &Words, amount: Money) {
        self.say(words, &[Slot::Money(amount, &self.campaign.currency)]);
    }

    /// Adds a clause with a span of time in it.
    #[inline(never)]
    pub(super) fn span(&mut self, words: &Words, window: &Window) {
        self.say(words, &[Slot::Span(window, &self.campaign.zone)]);
    }

    /// Ends the line.
    #[inline(never)]
    pub(super) fn done(&mut self) {
        self.lines.push(std::mem::take(&mut self.text));
    }

    /// Ends the sentence with a full stop, and the line.
    #[inline(never)]
    pub(super) fn end(&mut self) {
        self.stop();
        self.done();
    }

    /// Ends the sentence with a full stop, unless it has one.
    #[inline(never)]
    pub(super) fn stop(&mut self) {
        if !self.ends(&["。", "."]) {
            self.text.push_str(words!("。", "。", ".").get(self.locale));
        }
    }

    fn ends(&self, with: &[&str]) -> bool {
        for end in with {
            if self.text.ends_with(end) {
                return true;
            }
        }
        false
    }

    /// Makes the clause that begins here go on in small letters; Chinese has no capitals.
    pub(super) fn lower(&mut self, start: usize) {
        if let Some(first) = self.text.get_mut(start..=start) {
            first.make_ascii_lowercase();
        }
    }
}
