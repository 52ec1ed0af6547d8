//! Planning text, read: what is wrong with it as text, what of it can become fields, and the rest.
//!
//! Nothing is guessed. A line becomes an entry where its words leave no doubt, and every line that
//! does not stays in the list of what was not understood, word for word.

use campaign::json::{self, Value};

use super::fixes::{ascii, is_unseen};
use super::map;

mod coupon;
mod dates;
mod phrases;
mod sheet;

/// Something wrong with a text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Pronunciation in brackets, as dictation and study texts leave it: 满减（mǎn jiǎn）.
    Pinyin,
    /// A blank that nobody filled in: [X], 【XX】, ____.
    Blank,
    /// Digits and marks of full width: ３００.
    FullWidth,
    /// Characters of no width, and those that turn the direction of writing.
    Unseen,
    /// Text that was read in the wrong encoding: ä¸€, 锟斤拷, �.
    Mojibake,
}

/// A fault, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What.
    pub fault: Fault,
    /// The line, from 1.
    pub line: usize,
    /// The words it is about.
    pub words: String,
    /// Whether reading went on without it.
    pub mended: bool,
}

/// An entry for one of the file's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The list: `offers`, `coupons`, `products`, `phases`.
    pub list: &'static str,
    /// The entry.
    pub value: Value,
    /// The words it was made of.
    pub words: String,
}

/// A text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// What is wrong with the text.
    pub troubles: Vec<Trouble>,
    /// What can be inserted.
    pub proposals: Vec<Proposal>,
    /// Lines that were not understood, with their numbers.
    pub rest: Vec<(usize, String)>,
}

/// What entries are made for.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The document they go into.
    pub root: &'a Value,
}

impl Context<'_> {
    fn exponent(&self) -> u32 {
        super::texts::exponent(self.root)
    }

    fn offset(&self) -> &str {
        let zone = self.root.get("time_zone");
        let offset = zone.and_then(|zone| zone.get("offset"));
        offset.and_then(Value::as_text).unwrap_or("+08:00")
    }

    /// Start and end of what is sold: the first start and last end of its phases.
    fn window(&self) -> Option<(String, String)> {
        let phases = self.root.get("phases")?.items();
        let live = |phase: &&Value| {
            let kind = phase.get("kind").and_then(Value::as_text);
            matches!(kind, Some("live" | "extension"))
        };
        let edge = |name: &'static str| {
            let live = phases.iter().filter(live);
            live.filter_map(|phase| Some(phase.get(name)?.as_text()?.to_owned()))
        };
        Some((edge("from").min()?, edge("until").max()?))
    }

    /// The year that a date without one is in.
    fn year(&self) -> u32 {
        let from = self.window().map(|(from, _)| from);
        from.and_then(|from| from.get(..4)?.parse().ok())
            .unwrap_or(2026)
    }
}

/// Reads a text.
#[must_use]
pub fn read(text: &str, context: &Context) -> Pasted {
    let mut pasted = Pasted::default();
    let text = text.trim_matches(['\n', '\r', '\u{feff}']);
    if json_entries(text, &mut pasted) {
        return pasted;
    }
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let clean = clean(line, index + 1, &mut pasted.troubles);
        lines.push((index + 1, line.to_owned(), clean));
    }
    let used = sheet::read(&lines, context, &mut pasted.proposals);
    let mut found = phrases::Found::default();
    for (number, raw, clean) in &lines {
        if clean.trim().is_empty() || used.contains(number) {
            continue;
        }
        if !phrases::read(clean, context, &mut found) {
            pasted.rest.push((*number, raw.trim().to_owned()));
        }
    }
    pasted.proposals.extend(found.into_proposals(context));
    pasted
}

/// Entries of a file, pasted as JSON; false for what is no JSON.
fn json_entries(text: &str, pasted: &mut Pasted) -> bool {
    if !text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let Ok(value) = json::parse(text) else {
        return false;
    };
    let single = std::slice::from_ref(&value);
    let entries = match &value {
        Value::List(items) => items.as_slice(),
        _ => single,
    };
    for (index, entry) in entries.iter().enumerate() {
        let list = if entry.get("level").is_some() {
            "coupons"
        } else if entry.get("sku").is_some() && entry.get("price").is_some() {
            "products"
        } else if entry.get("prizes").is_some() {
            "draws"
        } else if entry.get("sessions").is_some() || entry.get("repeats").is_some() {
            "flash_sales"
        } else if entry.get("kind").is_some() && entry.get("name").is_some() && has_window(entry) {
            "phases"
        } else if entry.get("kind").is_some() {
            "offers"
        } else {
            pasted.rest.push((index + 1, json::write(entry)));
            continue;
        };
        pasted.proposals.push(Proposal {
            list,
            value: entry.clone(),
            words: super::texts::short(entry),
        });
    }
    true
}

fn has_window(entry: &Value) -> bool {
    let kind = entry.get("kind").and_then(Value::as_text);
    matches!(kind, Some("warm_up" | "live" | "extension" | "after")) && entry.get("from").is_some()
}

/// A line without what is wrong with it, as far as that can be mended; what was found is told.
fn clean(line: &str, number: usize, troubles: &mut Vec<Trouble>) -> String {
    let mut told = |fault, words: String, mended| {
        if !words.is_empty() {
            troubles.push(Trouble {
                fault,
                line: number,
                words,
                mended,
            });
        }
    };
    let unseen: Vec<String> = line
        .chars()
        .filter(|c| *c != '\t' && *c != '\u{fffd}' && is_unseen(*c))
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    told(Fault::Unseen, unseen.join(" "), true);
    let line: String = line
        .chars()
        .filter(|c| *c == '\t' || *c == '\u{fffd}' || !is_unseen(*c))
        .collect();
    told(Fault::Mojibake, mojibake(&line), false);
    let wide: String = line
        .chars()
        .filter(|c| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％'))
        .collect();
    told(Fault::FullWidth, wide, true);
    let line: String = line
        .chars()
        .map(|c| match c {
            '【' | '】' | '、' | '“' | '”' => c,
            '～' | '〜' => '~',
            _ => ascii(c).unwrap_or(c),
        })
        .collect();
    let (line, pinyin) = without_pinyin(&line);
    told(Fault::Pinyin, pinyin.join(" "), true);
    told(Fault::Blank, blanks(&line).join(" "), false);
    line
}

/// Whether a character belongs to Chinese writing.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Takes out brackets that hold pronunciation: Latin letters with tone marks or tone numbers, or
/// small letters only, right behind Chinese.
fn without_pinyin(line: &str) -> (String, Vec<String>) {
    let (mut out, mut taken, mut rest) = (String::new(), Vec::new(), line);
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') {
            ')'
        } else {
            ']'
        };
        let Some(end) = rest[open..].find(close) else {
            break;
        };
        let inner = &rest[open + 1..open + end];
        let after_han = rest[..open].chars().next_back().is_some_and(is_han);
        if (after_han || !inner.is_ascii()) && is_pinyin(inner) {
            out.push_str(&rest[..open]);
            taken.push(inner.to_owned());
        } else {
            out.push_str(&rest[..=open + end]);
        }
        rest = &rest[open + end + 1..];
    }
    out.push_str(rest);
    (out, taken)
}

fn is_pinyin(inner: &str) -> bool {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńň";
    let letter = |c: char| c.is_ascii_lowercase() || c == 'ü' || TONES.contains(c);
    let mut toned = false;
    let mut syllables = 0;
    for word in inner
        .split([' ', '\'', '-', '·'])
        .filter(|word| !word.is_empty())
    {
        let plain = word.trim_end_matches(['1', '2', '3', '4', '5']);
        let marked = plain.len() < word.len() || plain.chars().any(|c| TONES.contains(c));
        if plain.is_empty() || !plain.chars().all(letter) || !marked && !is_syllable(plain) {
            return false;
        }
        toned |= marked;
        syllables += 1;
    }
    // One word without tones is as well an English one: 红包(can).
    toned || syllables > 1
}

/// Whether letters without a tone are one syllable of Mandarin.
fn is_syllable(word: &str) -> bool {
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
        "r", "z", "c", "s", "y", "w", "",
    ];
    const FINALS: [&str; 34] = [
        "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "i", "ia",
        "ie", "iao", "iu", "ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan",
        "un", "uang", "ü", "üe", "ue",
    ];
    INITIALS
        .iter()
        .filter_map(|initial| word.strip_prefix(initial))
        .any(|rest| FINALS.contains(&rest))
}

/// Blanks that nobody has filled in.
fn blanks(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find(['[', '【', '{', '<']) {
        let tail = &rest[open..];
        let Some(end) = tail.find([']', '】', '}', '>']) else {
            break;
        };
        let first = tail.chars().next().map_or(1, char::len_utf8);
        let inner = tail[first..end].trim();
        let crosses = !inner.is_empty()
            && inner
                .chars()
                .all(|c| matches!(c, 'X' | 'x' | '×' | 'N' | '?' | '_'));
        let asks = ["待定", "待补", "填写", "TBD", "日期", "金额", "商品名"];
        if crosses || asks.iter().any(|word| inner.eq_ignore_ascii_case(word)) {
            let close = tail[end..].chars().next().map_or(1, char::len_utf8);
            found.push(tail[..end + close].to_owned());
        }
        rest = &tail[end..];
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    for mark in [
        "____", "XX元", "xx元", "XX折", "xx折", "X月X日", "x月x日", "???",
    ] {
        if line.contains(mark) && !found.iter().any(|one| one.contains(mark)) {
            found.push(mark.to_owned());
        }
    }
    found
}

/// The words that show that a text was read in the wrong encoding.
fn mojibake(line: &str) -> String {
    if line.contains('\u{fffd}') {
        return "\u{fffd}".to_owned();
    }
    for known in ["锟斤拷", "烫烫烫", "屯屯屯", "鐨勬", "娲诲姩", "浼樻儬"] {
        if line.contains(known) {
            return known.to_owned();
        }
    }
    // UTF-8 that was read as Latin-1 or Windows-1252: a lead byte and what follows it.
    let latin = |c: char| matches!(c, '\u{80}'..='\u{ff}' | '€' | '‚'..='„' | '†' | '‡' | '…' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž' | '‘' | '’' | '•' | '–' | '—' | '˜' | '™' | 'š' | '›' | 'œ' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ');
    let characters: Vec<char> = line.chars().collect();
    let at = characters.windows(2).position(|pair| {
        matches!(
            pair[0],
            'Ã' | 'Â' | 'â' | 'ã' | 'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' | 'ï'
        ) && latin(pair[1])
            && !pair[1].is_ascii()
    });
    at.map_or_else(String::new, |at| characters[at..].iter().take(8).collect())
}

/// A short id that no entry of these has.
fn id(prefix: &str, taken: &mut Vec<String>) -> String {
    let mut name = prefix.to_owned();
    let mut number = 2;
    while taken.contains(&name) {
        name = format!("{prefix}-{number}");
        number += 1;
    }
    taken.push(name.clone());
    name
}

/// A map entry by entry, without those that are nothing.
fn entry(entries: Vec<(&str, Option<Value>)>) -> Value {
    map(entries
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect())
}

#[cfg(test)]
mod tests;
