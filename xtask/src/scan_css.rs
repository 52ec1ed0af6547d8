//! A small reader of built style sheets that finds what Chromium 67 would not understand.
//!
//! An unknown property is skipped by an old browser, an unknown selector takes its whole rule
//! along; neither is reported anywhere, which is why it is looked for here. What stands inside
//! `@supports` is an addition that says so, and is left alone, save `gap`, whose support in
//! flex boxes cannot be asked for.

/// What is looked for in a declaration: the property is one of the names.
const PROPERTIES: &[(&[&str], &str)] = &[
    (
        &["inset"],
        "`inset` needs Chromium 87; write top, right, bottom and left",
    ),
    (
        &["aspect-ratio"],
        "`aspect-ratio` needs Chromium 88; use a padding box or fixed sizes",
    ),
    (
        &["rotate", "scale", "translate"],
        "single transforms need Chromium 104; use `transform`",
    ),
    (
        &[
            "margin-inline",
            "margin-block",
            "padding-inline",
            "padding-block",
            "inset-inline",
            "inset-block",
        ],
        "two-sided logical shorthands need Chromium 87; write the -start and -end properties",
    ),
];

/// What is looked for in a value.
const VALUES: &[(&[&str], &str)] = &[
    (
        &["color-mix("],
        "`color-mix()` needs Chromium 111; put the mixed colour into a token",
    ),
    (
        &["clamp(", "min(", "max("],
        "`clamp()`, `min()` and `max()` need Chromium 79; use a media query",
    ),
    (
        &["dvh", "svh", "lvh"],
        "dynamic viewport units need Chromium 108",
    ),
];

/// What is looked for in a selector.
const SELECTORS: &[(&[&str], &str)] = &[
    (
        &[":is(", ":where("],
        "`:is()` and `:where()` need Chromium 88; write the selectors out",
    ),
    (&[":has("], "`:has()` needs Chromium 105"),
];

/// Rules whose block an old browser skips as a whole.
const AT_RULES: &[(&[&str], &str)] = &[
    (
        &["@layer"],
        "`@layer` needs Chromium 99, older ones drop everything in it",
    ),
    (&["@container"], "`@container` needs Chromium 105"),
    (&["@property"], "`@property` needs Chromium 85"),
];

/// One sentence for each finding, naming the rule it is in.
pub fn scan(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    block(&without_comments(css), "", false, &mut found);
    found
}

/// Reads a list of rules; `supports` tells whether an `@supports` is around it.
fn block(css: &str, around: &str, supports: bool, found: &mut Vec<String>) {
    for (prelude, body) in rules(css) {
        let prelude = prelude.trim();
        let name = format!("{around}{}", shorten(prelude));
        if prelude.starts_with('@') {
            report(AT_RULES, &name, found, |needle| {
                !supports && prelude.starts_with(needle)
            });
            let supports = supports || prelude.starts_with("@supports");
            let holds_rules = body.contains('{');
            if holds_rules {
                block(body, &format!("{name} "), supports, found);
            } else {
                declarations(body, &name, supports, found);
            }
            continue;
        }
        if !supports {
            report(SELECTORS, &name, found, |needle| prelude.contains(needle));
            mixed_focus_visible(prelude, &name, found);
            listed_not(prelude, &name, found);
        }
        declarations(body, &name, supports, found);
    }
}

fn declarations(body: &str, name: &str, supports: bool, found: &mut Vec<String>) {
    let pairs: Vec<(String, &str)> = split(body, ';')
        .into_iter()
        .filter_map(|declaration| declaration.split_once(':'))
        .map(|(property, value)| (property.trim().to_ascii_lowercase(), value.trim()))
        .collect();
    let grid = pairs.iter().any(|(property, value)| {
        (property == "display" && value.ends_with("grid")) || property.starts_with("column-count")
    });
    for (property, value) in &pairs {
        if ["gap", "row-gap", "column-gap"].contains(&property.as_str()) && !grid {
            found.push(format!(
                "{name}: `{property}` outside a block that says `display: grid`; \
                 in a flex box it needs Chromium 84, use margins"
            ));
        }
        if !supports {
            report(PROPERTIES, name, found, |needle| property == needle);
            report(VALUES, name, found, |needle| names(value, needle));
        }
    }
}

/// An engine that does not know `:focus-visible` drops the other selectors of its list as well.
fn mixed_focus_visible(prelude: &str, name: &str, found: &mut Vec<String>) {
    let selectors = split(prelude, ',');
    let knowing = selectors
        .iter()
        .filter(|selector| selector.contains(":focus-visible"))
        .count();
    if knowing > 0 && knowing < selectors.len() {
        found.push(format!(
            "{name}: `:focus-visible` needs Chromium 86 and takes the rest of the list along; \
             give it a rule of its own"
        ));
    }
}

fn listed_not(prelude: &str, name: &str, found: &mut Vec<String>) {
    let lists = prelude.split(":not(").skip(1).any(|rest| {
        // What `:not(` encloses ends at the bracket that nothing inside has opened.
        let mut depth = 1;
        let inside = rest.chars().take_while(|c| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth > 0
        });
        inside.into_iter().any(|c| c == ',')
    });
    if lists {
        found.push(format!(
            "{name}: a list in `:not()` needs Chromium 88; write one `:not()` each"
        ));
    }
}

fn report(
    table: &[(&[&str], &str)],
    name: &str,
    found: &mut Vec<String>,
    is_in: impl Fn(&str) -> bool,
) {
    for (needles, why) in table {
        if needles.iter().any(|needle| is_in(needle)) {
            found.push(format!("{name}: {why}"));
        }
    }
}

/// Whether a value holds the needle as a word of its own: `max(` but not `minmax(`, and `dvh`
/// only as a unit after a digit.
fn names(value: &str, needle: &str) -> bool {
    value.match_indices(needle).any(|(at, _)| {
        let before = value[..at].chars().next_back();
        if needle.ends_with('(') {
            before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-')
        } else {
            before.is_some_and(|c| c.is_ascii_digit())
        }
    })
}

/// Splits into `(prelude, body)` pairs; statements without a block, such as `@charset`, are left out.
fn rules(css: &str) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    let (mut start, mut open, mut depth) = (0, 0, 0usize);
    let mut quote = None;
    for (at, c) in css.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            (None, '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 && open > start {
                    rules.push((&css[start..open], &css[open + 1..at]));
                }
                if depth == 0 {
                    start = at + 1;
                }
            }
            (None, ';') if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    rules
}

/// Splits at a separator that is in no bracket and no string.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, c) if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn without_comments(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn shorten(prelude: &str) -> String {
    match prelude.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &prelude[..at]),
        None => prelude.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::scan;

    #[track_caller]
    fn check(css: &str, expected: &[&str]) {
        let found = scan(css);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found} does not say {expected}");
        }
    }

    #[test]
    fn finds_what_is_too_new() {
        check(".a{display:flex;gap:8px}", &[".a: `gap`"]);
        check(".a{gap:8px}", &[".a: `gap`"]);
        check(".a{inset:0}", &[".a: `inset`"]);
        check(".a{rotate:3deg}", &["transform"]);
        check(".a{color:color-mix(in srgb,red,blue)}", &["color-mix"]);
        check(".a{width:calc(min(10px,1vw) + 2px)}", &["clamp"]);
        check(".a:is(.b,.c){color:red}", &[":is"]);
        check(
            "@media (min-width:1px){.a{height:100dvh}}",
            &["@media (min-width:1px) .a: dynamic"],
        );
        check(".a:focus-visible,.b{color:red}", &["focus-visible"]);
        check("@layer x{.a{color:red}}", &["@layer"]);
        check(".a:not(.b,.c){color:red}", &["list in `:not()`"]);
    }

    #[test]
    fn leaves_the_rest_alone() {
        check(
            ".a{display:grid;gap:8px;grid-template-columns:repeat(2,minmax(0,1fr))}",
            &[],
        );
        check(
            "@supports (inset:0){.a{inset:0;color:color-mix(in srgb,red,blue)}}",
            &[],
        );
        check(
            ".a:focus-visible{outline:0}.b{transform:rotate(3deg);top:0}",
            &[],
        );
        check(
            "@keyframes spin{to{transform:rotate(1turn)}}/* inset:0 */",
            &[],
        );
        check(
            ".a:after{content:\"}{;inset:0\";background:url(data:a;inset:0)}",
            &[],
        );
        check(
            "@media (min-width:1px) and (max-width:2px){.a{max-width:9px}}",
            &[],
        );
    }

    #[test]
    fn gap_is_reported_even_where_support_is_asked() {
        check("@supports (gap:1px){.a{display:flex;gap:8px}}", &["gap"]);
    }
}
