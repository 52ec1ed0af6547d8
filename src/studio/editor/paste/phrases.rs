//! The phrases of the trade: 满300减50, 每满300减50, 5折, 第二件半价, 买2送1, 满99包邮, 券.

use campaign::json::Value;

use super::coupon::Coupon;
use super::dates;
use super::{Context, Proposal, entry, id};
use crate::studio::editor::{texts, way};

/// The fields of an entry; those without a value are left out.
type Fields = Vec<(&'static str, Option<Value>)>;

/// What the lines have said so far.
#[derive(Default)]
pub struct Found {
    /// Steps of one reduction, and the words they come from.
    steps: Vec<(i64, Value, String)>,
    entries: Vec<Proposal>,
    phases: Vec<Proposal>,
    taken: Vec<String>,
}

impl Found {
    /// Everything as entries of the file.
    pub fn into_proposals(mut self, context: &Context) -> Vec<Proposal> {
        let mut all = self.phases;
        if !self.steps.is_empty() {
            self.steps.sort_by_key(|(threshold, ..)| *threshold);
            self.steps.dedup_by_key(|(threshold, ..)| *threshold);
            let words: Vec<String> = self.steps.iter().map(|(.., words)| words.clone()).collect();
            let tiers = self.steps.into_iter().map(|(_, tier, _)| tier).collect();
            let mut taken = known(context, "offers");
            taken.append(&mut self.taken);
            all.push(Proposal {
                list: "offers",
                value: entry(vec![
                    ("id", Some(Value::Text(id("full-reduction", &mut taken)))),
                    ("kind", Some(Value::text("full_reduction"))),
                    ("tiers", Some(Value::List(tiers))),
                ]),
                words: words.join("，"),
            });
        }
        all.append(&mut self.entries);
        all
    }
}

pub(super) fn known(context: &Context, list: &str) -> Vec<String> {
    let items = context.root.get(list).map_or(&[][..], Value::items);
    items
        .iter()
        .filter_map(|item| way::id(item).map(str::to_owned))
        .collect()
}

/// A number as people write it: 300, 9.9, 五, 两.
fn figure(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    if end > 0 {
        return Some((&text[..end], &text[end..]));
    }
    const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let han = text.chars().next()?;
    let at = match han {
        '两' => 1,
        _ => "一二三四五六七八九".chars().position(|c| c == han)?,
    };
    Some((DIGITS[at], &text[han.len_utf8()..]))
}

fn money<'a>(text: &'a str, context: &Context) -> Option<(i64, &'a str)> {
    let text = text.trim_start().trim_start_matches(['¥', '￥']);
    let (written, rest) = figure(text)?;
    let minor = texts::minor(written, context.exponent()).filter(|minor| *minor > 0)?;
    let rest = rest.trim_start();
    Some((
        minor,
        rest.strip_prefix(['元', '块']).unwrap_or(rest).trim_start(),
    ))
}

fn count(text: &str) -> Option<(i64, &str)> {
    let (written, rest) = figure(text.trim_start())?;
    Some((written.parse().ok().filter(|n| (1..=99).contains(n))?, rest))
}

/// A rate in basis points of what is paid: 8折 is 8000, 88折 and 8.8折 are 8800, 半价 is 5000.
fn rate(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text
        .strip_prefix("半价")
        .or_else(|| text.strip_prefix("对折"))
    {
        return Some((5_000, rest));
    }
    let (written, rest) = figure(text)?;
    let rest = rest.strip_prefix('折')?;
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let digits = [whole, part].concat();
    let number: i64 = digits.parse().ok()?;
    let rate = match (digits.len(), part.is_empty()) {
        (1, _) => number * 1_000,
        (2, _) => number * 100,
        _ => return None,
    };
    (1_000..10_000).contains(&rate).then_some((rate, rest))
}

/// Reads one line: its clauses and its dates. False where anything of it was not understood.
pub fn read(line: &str, context: &Context, found: &mut Found) -> bool {
    let (window, line) = match dates::window(line, context.year()) {
        Some((from, until, rest)) => {
            let offset = context.offset();
            let edges = (from.write(offset, false), until.write(offset, true));
            (Some(edges), rest)
        }
        None => (None, line.to_owned()),
    };
    let clauses: Vec<&str> = line
        .split([',', ';', '。', '、', '|', '\t', '\n'])
        .map(|clause| clause.trim_matches(|c: char| c.is_whitespace() || "·•-*:.!~".contains(c)))
        .filter(|clause| !clause.is_empty())
        .collect();
    let before = found.steps.len() + found.entries.len() + found.phases.len();
    let mut all = true;
    for clause in &clauses {
        all &= one(clause, window.as_ref(), context, found);
    }
    let made = found.steps.len() + found.entries.len() + found.phases.len() > before;
    if let (Some((from, until)), false) = (&window, made) {
        // Dates on their own, with a name at most, are a phase.
        let name = clauses.join(" ");
        return phase(&name, from, until, context, found);
    }
    all && made
}

/// A phase, where the name says which.
fn phase(name: &str, from: &str, until: &str, context: &Context, found: &mut Found) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let (kind, usual) = if has(&["预热", "预告", "蓄水"]) {
        ("warm_up", "预热")
    } else if has(&["延续", "返场", "延长"]) {
        ("extension", "返场")
    } else if has(&["售后"]) {
        ("after", "售后")
    } else if has(&["活动时间", "正式", "活动", "爆发", "时间", "开售"]) {
        ("live", "正式活动")
    } else {
        return false;
    };
    let mut taken = known(context, "phases");
    taken.extend(found.taken.iter().cloned());
    let id = id(kind, &mut taken);
    found.taken.push(id.clone());
    found.phases.push(Proposal {
        list: "phases",
        value: entry(vec![
            ("id", Some(Value::Text(id))),
            ("kind", Some(Value::text(kind))),
            ("name", Some(Value::text(usual))),
            ("from", Some(Value::text(from))),
            ("until", Some(Value::text(until))),
        ]),
        words: format!("{name} {from} – {until}"),
    });
    true
}

/// Words that may stand around a phrase without changing it.
fn is_filler(text: &str) -> bool {
    const FILLERS: [&str; 24] = [
        "全场",
        "全店",
        "店铺",
        "活动",
        "优惠",
        "立享",
        "享",
        "可用",
        "使用",
        "即可",
        "商品",
        "下单",
        "满减",
        "限时",
        "折扣",
        "，",
        ":",
        "：",
        "促销",
        "可",
        "玩法",
        "力度",
        "上不封顶",
        "不封顶",
    ];
    let mut rest = text.trim().to_owned();
    for filler in FILLERS {
        rest = rest.replace(filler, "");
    }
    rest.chars()
        .all(|c| c.is_whitespace() || "+-·()（）.".contains(c))
}

/// The part of a clause from a mark on, where only filler stands before it.
fn after<'a>(clause: &'a str, mark: &str) -> Option<&'a str> {
    let (before, rest) = clause.split_once(mark)?;
    is_filler(before).then_some(rest)
}

fn one(
    clause: &str,
    window: Option<&(String, String)>,
    context: &Context,
    found: &mut Found,
) -> bool {
    let proposal =
        coupon(clause, window, context, found).or_else(|| offer(clause, window, context, found));
    if let Some((list, value)) = proposal {
        found.entries.push(Proposal {
            list,
            value,
            words: clause.to_owned(),
        });
        return true;
    }
    if let Some((threshold, tier)) = step(clause, context) {
        found.steps.push((threshold, tier, clause.to_owned()));
        return true;
    }
    false
}

/// A step of a reduction: 满300减50.
fn step(clause: &str, context: &Context) -> Option<(i64, Value)> {
    let (threshold, rest) = money(after(clause, "满")?, context)?;
    let rest = rest
        .strip_prefix("立减")
        .or_else(|| rest.strip_prefix('减'))?;
    let (off, rest) = money(rest, context)?;
    let fits = off < threshold && is_filler(rest);
    fits.then(|| {
        let tier = entry(vec![
            ("threshold", Some(Value::Int(threshold))),
            ("off", Some(Value::Int(off))),
        ]);
        (threshold, tier)
    })
}

/// A clause without its number of coupons, and that number: «限量 1000 张».
fn sheets(clause: &str) -> (String, Option<i64>) {
    let plain = || {
        let (before, after) = clause.split_once('张')?;
        let digits = before.trim_end();
        let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let count = digits[start..]
            .parse::<i64>()
            .ok()
            .filter(|count| *count > 0)?;
        let before = digits[..start]
            .trim_end()
            .trim_end_matches(['限', '量', '共', '发']);
        Some(([before, after].concat(), Some(count)))
    };
    plain().unwrap_or_else(|| (clause.to_owned(), None))
}

fn coupon(
    clause: &str,
    window: Option<&(String, String)>,
    context: &Context,
    found: &mut Found,
) -> Option<(&'static str, Value)> {
    if !clause.contains('券') && !clause.contains("红包") {
        return None;
    }
    let level = if clause.contains("红包") {
        "red_packet"
    } else if clause.contains("平台") {
        "platform"
    } else {
        "shop"
    };
    let (clause, count) = sheets(clause);
    let plain: String = [
        "平台", "店铺", "优惠", "现金", "通用", "全场", "券", "红包", "领取", "领", "发放", "可用",
        "使用", "(", ")", "一张", "张",
    ]
    .iter()
    .fold(clause, |text, word| text.replace(word, ""));
    let plain = plain.trim();
    let (threshold, amount) = if let Some(rest) = plain.strip_prefix('满') {
        let (threshold, rest) = money(rest, context)?;
        let rest = rest
            .strip_prefix("立减")
            .or_else(|| rest.strip_prefix('减'))
            .unwrap_or(rest);
        let (amount, rest) = money(rest, context)?;
        rest.is_empty().then_some((threshold, amount))?
    } else if let Some((before, rest)) = plain.split_once("无门槛") {
        let text = if rest.is_empty() { before } else { rest };
        let (amount, rest) = money(text, context)?;
        rest.is_empty().then_some((0, amount))?
    } else {
        let (amount, rest) = money(plain, context)?;
        let (threshold, rest) = money(rest.strip_prefix('满')?, context)?;
        rest.is_empty().then_some((threshold, amount))?
    };
    if threshold > 0 && amount >= threshold {
        return None;
    }
    let coupon = Coupon {
        level,
        name: None,
        threshold,
        amount,
        count,
        window: window.cloned().or_else(|| context.window())?,
    };
    let mut taken = known(context, "coupons");
    taken.extend(found.taken.iter().cloned());
    let value = coupon.entry(context, &mut taken);
    found.taken.extend(taken.pop());
    Some(("coupons", value))
}

fn offer(
    clause: &str,
    window: Option<&(String, String)>,
    context: &Context,
    found: &mut Found,
) -> Option<(&'static str, Value)> {
    let int = Value::Int;
    let list = |entries| Value::List(vec![entry(entries)]);
    let (kind, own): (&str, Fields) = if let Some(rest) = after(clause, "每满") {
        let (each, rest) = money(rest, context)?;
        let rest = rest
            .strip_prefix("立减")
            .or_else(|| rest.strip_prefix('减'))?;
        let (off, rest) = money(rest, context)?;
        let cap = ["上不封顶", "不封顶"]
            .iter()
            .any(|words| rest.contains(words));
        let most = ["最高减", "封顶", "最多减"]
            .iter()
            .find_map(|words| money(rest.split_once(words)?.1, context));
        if !cap && most.is_none() && !is_filler(rest) || off >= each {
            return None;
        }
        let times = most.map(|(most, _)| int((most / off).max(1)));
        (
            "per_each_reduction",
            vec![
                ("each", Some(int(each))),
                ("off", Some(int(off))),
                ("times", times),
            ],
        )
    } else if let Some((before, rest)) = clause.split_once("包邮") {
        let (threshold, more) = money(after(before, "满")?, context)?;
        (is_filler(more) && is_filler(rest)).then_some(())?;
        ("free_freight", vec![("threshold", Some(int(threshold)))])
    } else if let Some(rest) = after(clause, "第") {
        let (nth, rest) = count(rest)?;
        let (paid, rest) = rate(rest.strip_prefix('件')?)?;
        (nth > 1 && is_filler(rest)).then_some(())?;
        let places = list(vec![("nth", Some(int(nth))), ("rate", Some(int(paid)))]);
        ("nth_item", vec![("places", Some(places))])
    } else if let Some(rest) = after(clause, "买") {
        let (buy, rest) = count(rest)?;
        let rest = rest.strip_prefix('件').unwrap_or(rest);
        let rest = rest.strip_prefix(['送', '赠'])?;
        let (get, rest) = count(rest)?;
        is_filler(rest.strip_prefix('件').unwrap_or(rest)).then_some(())?;
        (
            "buy_get",
            vec![("buy", Some(int(buy))), ("get", Some(int(get)))],
        )
    } else if let Some(pieces) = pieces(clause, context) {
        pieces
    } else {
        let (paid, rest) = clause
            .char_indices()
            .filter(|(at, _)| is_filler(&clause[..*at]))
            .find_map(|(at, _)| rate(&clause[at..]))?;
        // «5折起» names the best of several rates, and no rate.
        is_filler(rest).then_some(())?;
        let (from, until) = window.cloned().or_else(|| context.window())?;
        (
            "time_limited",
            vec![
                ("from", Some(Value::Text(from))),
                ("until", Some(Value::Text(until))),
                ("rate", Some(int(paid))),
            ],
        )
    };
    let mut taken = known(context, "offers");
    taken.extend(found.taken.iter().cloned());
    let id = id(&kind.replace('_', "-"), &mut taken);
    found.taken.push(id.clone());
    let mut entries = vec![
        ("id", Some(Value::Text(id))),
        ("kind", Some(Value::text(kind))),
    ];
    if let (Some((from, until)), true) = (window, kind != "time_limited") {
        entries.push(("from", Some(Value::text(from))));
        entries.push(("until", Some(Value::text(until))));
    }
    entries.extend(own);
    Some(("offers", entry(entries)))
}

/// Phrases that count pieces: 3件99元, 满3件8折, 任选3件99元.
fn pieces(clause: &str, context: &Context) -> Option<(&'static str, Fields)> {
    let start = ["满", "任选", "任意"]
        .iter()
        .find_map(|mark| after(clause, mark))
        .unwrap_or(clause);
    let (pieces, rest) = count(start)?;
    let rest = rest.strip_prefix('件')?.trim_start();
    if let Some((paid, rest)) = rate(rest) {
        is_filler(rest).then_some(())?;
        let tier = entry(vec![
            ("count", Some(Value::Int(pieces))),
            ("rate", Some(Value::Int(paid))),
        ]);
        return Some((
            "count_reduction",
            vec![("tiers", Some(Value::List(vec![tier])))],
        ));
    }
    let (price, rest) = money(rest, context)?;
    (pieces > 1 && is_filler(rest)).then_some(())?;
    Some((
        "n_for_price",
        vec![
            ("count", Some(Value::Int(pieces))),
            ("price", Some(Value::Int(price))),
        ],
    ))
}
