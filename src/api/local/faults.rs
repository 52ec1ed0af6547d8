//! What goes wrong, as a designer or a test writes it: `claim:lost!1, draw:offline, *:slow`.

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `offline`: it cannot be sent.
    Offline,
    /// `lost`: the server carries it out and its answer never comes.
    Lost,
    /// `cut`: the server carries it out and its answer breaks off, so that nobody can read it.
    Cut,
    /// `slow`: the server carries it out and its answer takes 30 s longer.
    Slow,
    /// `error`: the server fails before it has done anything (500).
    Error,
    /// `busy`: the server asks to come back in 2 s (429).
    Busy,
}

/// Faults by kind of request; of several that fit, the first written counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    rules: Vec<Rule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    kind: &'static str,
    fault: Fault,
    /// How often it still happens.
    left: u32,
}

const ANY: &str = "*";
const ALWAYS: u32 = u32::MAX;
const KINDS: [&str; 9] = [
    "time", "live", "me", "claim", "draw", "reserve", "task", "quote", ANY,
];
const FAULTS: [(&str, Fault); 6] = [
    ("offline", Fault::Offline),
    ("lost", Fault::Lost),
    ("cut", Fault::Cut),
    ("slow", Fault::Slow),
    ("error", Fault::Error),
    ("busy", Fault::Busy),
];

impl Faults {
    /// Reads rules `kind:fault` or `kind:fault!times`, with commas between them. Kinds are those of
    /// [`protocol::Request::kind`] and `*` for any; nothing at all is no fault.
    ///
    /// # Errors
    ///
    /// The first word that is neither a kind, a fault nor a number of times.
    pub fn parse(text: &str) -> Result<Self, &str> {
        let mut rules = Vec::new();
        let mut rest = Some(text);
        while let Some(text) = rest {
            let (rule, more) = cut(text, b',');
            rest = more;
            if rule.is_empty() {
                continue;
            }
            let (kind, fault) = cut(rule, b':');
            let (fault, times) = cut(fault.unwrap_or_default(), b'!');
            rules.push(read_rule(kind, fault, times)?);
        }
        Ok(Self { rules })
    }

    /// What happens to the next request of this kind; a rule with a number of times counts down.
    pub fn take(&mut self, kind: &str) -> Option<Fault> {
        for rule in &mut self.rules {
            if (rule.kind == ANY || rule.kind == kind) && rule.left != 0 {
                if rule.left != ALWAYS {
                    rule.left -= 1;
                }
                return Some(rule.fault);
            }
        }
        None
    }
}

/// The rule that three words make, or the word that is none.
fn read_rule<'a>(kind: &'a str, fault: &'a str, times: Option<&'a str>) -> Result<Rule, &'a str> {
    let Some(kind) = KINDS.iter().find(|known| **known == kind) else {
        return Err(kind);
    };
    let Some((_, fault)) = FAULTS.iter().find(|(known, _)| *known == fault) else {
        return Err(fault);
    };
    let left = match times {
        Some(times) => times.parse().map_err(|_| times)?,
        None => ALWAYS,
    };
    Ok(Rule {
        kind,
        fault: *fault,
        left,
    })
}

/// What stands before a mark, without the space around it, and what stands behind the mark if it
/// is there.
#[inline(never)]
fn cut(text: &str, mark: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == mark) {
        Some(at) => (text[..at].trim_ascii(), Some(text[at + 1..].trim_ascii())),
        None => (text.trim_ascii(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules, and what happens to requests of these kinds, one after another.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<Fault>)]) {
        let mut faults = Faults::parse(text).expect(text);
        for (kind, fault) in expected {
            assert_eq!(faults.take(kind), *fault, "{text}: {kind}");
        }
    }

    #[test]
    fn rules_are_taken_in_their_order() {
        use Fault::{Busy, Cut, Error, Lost, Offline, Slow};
        check("", &[("claim", None)]);
        check(" , ,", &[("claim", None)]);
        check(
            "claim:offline",
            &[
                ("claim", Some(Offline)),
                ("claim", Some(Offline)),
                ("draw", None),
            ],
        );
        check(
            "claim:lost!1, claim:busy!2,draw:error , *:slow",
            &[
                ("time", Some(Slow)),
                ("claim", Some(Lost)),
                ("draw", Some(Error)),
                ("claim", Some(Busy)),
                ("claim", Some(Busy)),
                ("claim", Some(Slow)),
            ],
        );
        check("live:cut!1", &[("live", Some(Cut)), ("live", None)]);
        check("*:lost ! 1", &[("me", Some(Lost)), ("live", None)]);
        check("quote:slow!0", &[("quote", None)]);
        for kind in &KINDS[..8] {
            let rule = [*kind, ":offline"].concat();
            check(&rule, &[(kind, Some(Offline))]);
        }
    }

    #[test]
    fn an_unknown_word_is_named() {
        for (text, word) in [
            ("clam:lost", "clam"),
            ("claim:lots", "lots"),
            ("claim", ""),
            ("claim:", ""),
            ("draw:slow, lost", "lost"),
            ("claim:lost!some", "some"),
            ("claim:lost!-1", "-1"),
            ("claim:lost!", ""),
            ("Claim:lost", "Claim"),
            ("claim:lost;draw:lost", "lost;draw:lost"),
        ] {
            assert_eq!(Faults::parse(text), Err(word), "{text}");
        }
    }

    #[test]
    fn kinds_are_those_of_requests() {
        let request = protocol::Request::DoTask {
            draw: String::new(),
            task: String::new(),
        };
        assert!(KINDS.contains(&request.kind()));
    }
}
