//! Edits that mend what a reader complains of, where there is no doubt what was meant.

use campaign::json::Value;
use campaign::{Problem, Severity};

use super::schema::{Kind, Schema};
use super::way::{Step, Way};
use crate::studio::words::Say;

/// An edit on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does; `{}` is [`Fix::detail`].
    pub say: Say,
    /// The name or value it is about.
    pub detail: String,
    /// The bytes it replaces, in order and apart, and what comes in their place.
    pub edits: Vec<(usize, usize, String)>,
}

/// The fix of a problem, if there is one.
#[must_use]
pub fn of(
    text: &str,
    root: Option<&Value>,
    schema: Option<&Schema>,
    problem: &Problem,
) -> Option<Fix> {
    let at = byte(text, problem.line, problem.column);
    match problem.code {
        "syntax" | "number" => syntax(text, at, &problem.message),
        "unknown" => rename(text, at, &problem.path, between_ticks(&problem.message)?),
        _ if problem.severity == Severity::Error => value(text, at, root?, schema?, problem),
        _ => None,
    }
}

/// The byte of a line and column.
#[must_use]
pub fn byte(text: &str, line: u32, column: u32) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let column = column.max(1) as usize - 1;
    start
        + rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at)
}

/// Bytes as the offsets of UTF-16 that browsers count in.
#[must_use]
pub fn utf16(text: &str, at: usize) -> usize {
    text[..at].encode_utf16().count()
}

fn between_ticks(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// The end of the value that starts at a byte, if it is a text, a number or a word.
fn end_of_scalar(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if !rest.starts_with('"') {
        let end = rest.find(|c: char| matches!(c, ',' | '}' | ']') || c.is_whitespace());
        return Some(at + end.unwrap_or(rest.len()));
    }
    let mut escaped = false;
    for (offset, c) in rest.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return Some(at + offset + 1),
            _ => escaped = false,
        }
    }
    None
}

/// Gives the name before a value another one.
fn rename(text: &str, value: usize, path: &str, new: &str) -> Option<Fix> {
    let before = text.get(..value)?.trim_end().strip_suffix(':')?.trim_end();
    let end = before.len();
    let Some(Step::Name(old)) = Way::parse(path).0.last().cloned() else {
        return None;
    };
    let quoted = ["\"", &old, "\""].concat();
    let start = before.strip_suffix(&quoted)?.len();
    Some(Fix {
        say: Say("改为 {}", "Rename to {}"),
        detail: new.to_owned(),
        edits: vec![(start, end, ["\"", new, "\""].concat())],
    })
}

fn syntax(text: &str, at: usize, message: &str) -> Option<Fix> {
    let one = |say, detail: &str, from, to, insert: &str| {
        Some(Fix {
            say,
            detail: detail.to_owned(),
            edits: vec![(from, to, insert.to_owned())],
        })
    };
    let rest = text.get(at..)?;
    if rest.starts_with('\u{feff}') {
        let say = Say("去掉文件开头的 BOM", "Remove the byte order mark");
        return one(say, "", at, at + 3, "");
    }
    let plain = rest
        .find(|c: char| ascii(c).is_none())
        .unwrap_or(rest.len());
    if plain > 0 {
        let wide = &rest[..plain];
        let narrow: String = wide.chars().filter_map(ascii).collect();
        let mut edits = vec![(at, at + plain, narrow.clone())];
        // The other quote of a pair is mended along with the first.
        if narrow.ends_with('"')
            && let Some(other) = rest[plain..].find(['”', '“', '＂', '\n'])
            && !rest[plain + other..].starts_with('\n')
        {
            let from = at + plain + other;
            edits.push((from, from + '”'.len_utf8(), "\"".to_owned()));
        }
        return Some(Fix {
            say: Say("全角改半角 {}", "Write {} in ASCII"),
            detail: narrow,
            edits,
        });
    }
    if let Some(quoted) = rest.strip_prefix('\'') {
        let end = quoted.find('\'')?;
        let inner = &quoted[..end];
        let fits = !inner.contains(['"', '\n', '\\']);
        return fits.then(|| Fix {
            say: Say("改用双引号", "Use double quotes"),
            detail: String::new(),
            edits: vec![(at, at + end + 2, ["\"", inner, "\""].concat())],
        });
    }
    if rest.starts_with("//") {
        let end = rest.find('\n').unwrap_or(rest.len());
        let say = Say("删去注释", "Remove the comment");
        return one(say, "", at, at + end, "");
    }
    if message.starts_with("`,` or") {
        let next = rest.chars().next()?;
        let before = text[..at].trim_end().len();
        let value = next == '"' || next == '{' || next == '[' || next.is_ascii_alphanumeric();
        return value
            .then(|| one(Say("补上逗号", "Add a comma"), "", before, before, ","))
            .flatten();
    }
    if message.starts_with("no comma after") {
        let before = text[..at].trim_end();
        let comma = before.strip_suffix(',')?.len();
        let say = Say("删去多余的逗号", "Remove the comma");
        return one(say, "", comma, comma + 1, "");
    }
    if message.starts_with("not a whole number") {
        let end = end_of_scalar(text, at)?;
        let (whole, part) = text[at..end].split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let minor = format!("{whole}{part:0<2}");
        let minor = minor.trim_start_matches('0');
        let minor = if minor.is_empty() { "0" } else { minor };
        let say = Say("按分写成 {}", "Write {} minor units");
        return one(say, minor, at, end, minor);
    }
    None
}

/// Fixes of a value that is JSON, but not what belongs there.
fn value(text: &str, at: usize, root: &Value, schema: &Schema, problem: &Problem) -> Option<Fix> {
    let way = Way::parse(&problem.path);
    let old = way.of(root)?;
    let end = end_of_scalar(text, at)?;
    let instead = |say, new: &str| {
        Some(Fix {
            say,
            detail: new.to_owned(),
            edits: vec![(at, end, campaign::json::write(&Value::text(new)))],
        })
    };
    let place = || schema.place(&Schema::levels(root, &way), old);
    let Value::Text(written) = old else {
        return None;
    };
    let unseen = ["invisible", "direction", "control_character"];
    if unseen.contains(&problem.code) {
        let seen: String = written.chars().filter(|c| !is_unseen(*c)).collect();
        return instead(Say("删去看不见的字符", "Remove what nobody sees"), &seen);
    }
    let narrow: String = written.chars().map(|c| ascii(c).unwrap_or(c)).collect();
    match problem.code {
        "type" => {
            let field = place()?;
            let whole = matches!(field.kind, Kind::Int | Kind::Money);
            let number: i64 = narrow.trim().parse().ok().filter(|_| whole)?;
            Some(Fix {
                say: Say("改为数字 {}", "Make it the number {}"),
                detail: number.to_string(),
                edits: vec![(at, end, number.to_string())],
            })
        }
        "id" | "instant" | "reference" | "choice" | "offset" | "zone" if narrow != *written => {
            instead(Say("全角改半角 {}", "Write {} in ASCII"), &narrow)
        }
        "instant" if narrow.len() == 19 || narrow.len() == 16 => {
            let offset = root.get("time_zone")?.get("offset")?.as_text()?;
            let seconds = if narrow.len() == 16 { ":00" } else { "" };
            let full = [&narrow.replace(' ', "T"), seconds, offset].concat();
            campaign::civil::parse_instant(&full).ok()?;
            instead(Say("写成 {}", "Write {}"), &full)
        }
        "choice" => {
            let field = place()?;
            let near = field
                .choices
                .iter()
                .map(|choice| (strsim::osa_distance(&narrow, &choice.word), choice))
                .min_by_key(|(distance, _)| *distance)
                .filter(|(distance, choice)| *distance <= (choice.word.len() / 3).clamp(1, 2));
            // The Chinese name of a choice is as good as the word.
            let named = || {
                field
                    .choices
                    .iter()
                    .find(|choice| choice.title == narrow.trim())
            };
            let word = near.map(|(_, choice)| choice).or_else(named)?;
            instead(Say("改为 {}", "Change to {}"), &word.word)
        }
        "reference" => {
            let ids = super::schema::ids(root, place()?.names.as_deref()?);
            let near = ids
                .iter()
                .map(|id| (strsim::osa_distance(&narrow, id), id))
                .min()
                .filter(|(distance, id)| *distance <= (id.len() / 3).clamp(1, 2))?;
            instead(Say("改为 {}", "Change to {}"), near.1)
        }
        _ => None,
    }
}

/// The ASCII form of a character of full width, and of the quotes and marks of Chinese input.
#[must_use]
pub fn ascii(c: char) -> Option<char> {
    Some(match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '“' | '”' => '"',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '\u{3000}' => ' ',
        _ => return None,
    })
}

/// Whether nobody sees a character: of no width, turning the direction of writing, control.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffd}'
            | '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
    )
}

#[cfg(test)]
mod tests {
    use super::super::check::look;
    use super::super::schema::tests::schema;

    const FILE: &str = include_str!("../../../public/campaigns/double11-2026.json");

    /// Breaks the sample, takes the fix of the first problem that has one, and expects the file to be
    /// as it was, or what `expected` makes of it.
    #[track_caller]
    fn check(from: &str, to: &str) {
        let broken = FILE.replacen(from, to, 1);
        assert_ne!(broken, FILE, "`{from}` is not in the sample");
        let look = look(&broken, Some(&schema()));
        let fix = look.found.iter().find_map(|one| one.fix.clone());
        let fix = fix.unwrap_or_else(|| panic!("no fix: {:?}", look.found));
        let mut mended = broken;
        for (start, end, new) in fix.edits.iter().rev() {
            mended.replace_range(*start..*end, new);
        }
        let again = super::super::check::look(&mended, Some(&schema()));
        assert!(again.campaign.is_some(), "{fix:?} leaves {:?}", again.found);
    }

    #[test]
    fn every_clear_fault_is_mended() {
        check("\"version\"", "\"verson\"");
        check("\"version\": 1", "\"version\": \"1\"");
        check("\"version\": 1", "\"version\": \"１\"");
        check("\"version\": 1,", "\"version\": 1");
        check("\"version\": 1,", "\"version\"：1,");
        check("\"version\": 1,", "\"version\": １，");
        check("\"version\": 1,", "\"version\": 1, // 第一版");
        check("\"theme\": \"festive\"", "\"theme\": \"festiv\"");
        check("\"theme\": \"festive\"", "\"theme\": “festive”");
        check("\"theme\": \"festive\"", "\"theme\": '\u{66}estive'");
        check("\"theme\": \"festive\"", "\"theme\": \"红金\"");
        check("2026-11-10T20:00:00+08:00", "2026-11-10 20:00");
        check("2026-11-10T20:00:00+08:00", "２０２６-11-10T20:00:00+08:00");
        check("好物灯市", "好物\u{200b}灯市");
        check("{", "\u{feff}{");
    }

    #[test]
    fn a_price_with_a_point_is_meant_in_yuan() {
        let broken = FILE.replacen("\"price\": 1", "\"price\": 1.5, \"was\": 1", 1);
        let look = look(&broken, None);
        let fix = look.found[0].fix.clone().expect("a fix");
        assert_eq!(fix.edits[0].2, "150");
    }
}
