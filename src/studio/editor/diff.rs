//! The draft against the version that runs: what differs, whether it may, and back again.

use campaign::Severity;
use campaign::json::Value;
use leptos::prelude::*;

use super::super::Studio;
use super::check::Found;
use super::outline::mark;
use super::schema::{Kind, Schema};
use super::versions::{Difference, Edit, Verdict, restore};
use super::way::Way;
use super::words::{self as w, fill, verdict};
use super::{Mode, texts};

/// More differences than this are only counted.
const LISTED: usize = 200;

/// The mark of a verdict, and the class of its row.
pub const fn dress(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Blocked => ("blk", "dr blk"),
        Verdict::Favourable => ("ok", "dr fav"),
        Verdict::Open | Verdict::Neutral => ("no", "dr"),
    }
}

/// The list.
pub fn differences(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    move || {
        if editor.slot.with(|slot| slot.fresh) {
            return view! { <div class="note">{studio.say(w::FRESH)}</div> }.into_any();
        }
        let differences = editor.differences.get();
        if differences.is_empty() {
            return view! {
                <div class="note">
                    <b>{studio.say(w::NO_DIFFERENCE)}</b>
                    {studio.say(w::NO_DIFFERENCE_HELP)}
                </div>
            }
            .into_any();
        }
        let more = differences.len().saturating_sub(LISTED);
        let rows: Vec<Difference> = differences.iter().take(LISTED).cloned().collect();
        view! {
            <div class="drs" role="list">
                {rows.into_iter().map(|one| row(studio, one)).collect_view()}
                {(more > 0).then(|| view! { <div class="more">{format!("+{more}")}</div> })}
            </div>
        }
        .into_any()
    }
}

/// Whether the draft has errors: then nothing of it is compared.
fn broken(studio: Studio) -> bool {
    let error = |one: &Found| !one.rule && one.severity == Severity::Error;
    studio.editor.found.with(|found| found.iter().any(error))
}

fn row(studio: Studio, one: Difference) -> impl IntoView {
    let editor = studio.editor;
    let lang = studio.state.with(|state| state.lang);
    let (drawing, class) = dress(one.verdict);
    let said = |value: &Option<Value>, other: &Option<Value>, none: &'static str| match value {
        Some(value) => shown(studio, &one, value),
        None if other.is_some() => none.to_owned(),
        None => String::new(),
    };
    let old = said(&one.old, &one.new, "—");
    let new = said(&one.new, &one.old, w::GONE_VALUE.get(lang));
    let why = match one.verdict {
        Verdict::Neutral if broken(studio) => w::UNJUDGED.get(lang).to_owned(),
        Verdict::Neutral => w::NEUTRAL.get(lang).to_owned(),
        Verdict::Open => w::OPEN_CHANGE.get(lang).to_owned(),
        _ => verdict(one.code, &one.message, lang),
    };
    let way = one.way.clone();
    let path = one.path.clone();
    let needs_notice = one.verdict == Verdict::Blocked && one.message.contains("`extension`");
    let action = if needs_notice {
        w::ADD_NOTICE.get(lang).to_owned()
    } else if one.path == "version" && one.verdict == Verdict::Blocked {
        let next = known_version(studio) + 1;
        fill(w::RAISE_VERSION.get(lang), next)
    } else {
        w::RESTORE.get(lang).to_owned()
    };
    view! {
        <div class=class role="listitem">
            {mark(drawing)}
            <button
                class="mono clip path"
                title=path.clone()
                on:click=move |_| editor.go(&way, editor.mode.get_untracked() == Mode::Code)
            >
                {path.clone()}
            </button>
            <span class="clip vals" title=format!("{old} → {new}")>
                <del>{old.clone()}</del>
                {(!new.is_empty()).then_some(" → ")}
                <ins>{new.clone()}</ins>
            </span>
            <span class="why clip" title=why.clone()>{why.clone()}</span>
            <button
                class="btn s"
                on:click=move |_| {
                    if needs_notice { add_notice(studio) } else { put_back(studio, &path) }
                }
            >
                {action}
            </button>
        </div>
    }
}

/// A value as planners read it: amounts with their point.
fn shown(studio: Studio, one: &Difference, value: &Value) -> String {
    let editor = studio.editor;
    let money = editor.root.with_untracked(|root| {
        editor.schema.with_untracked(|schema| {
            let levels = Schema::levels(root, &one.way);
            let field = schema.as_ref()?.place(&levels, value)?;
            let minor = value.as_int().filter(|_| field.kind == Kind::Money)?;
            Some(texts::amount(minor, texts::exponent(root)))
        })
    });
    money.unwrap_or_else(|| texts::short(value))
}

/// The version that runs.
fn known_version(studio: Studio) -> i64 {
    let file = studio.editor.slot.with_untracked(|slot| slot.file.clone());
    studio.files.with_untracked(|files| {
        let file = files.iter().find(|known| known.name == file);
        file.and_then(|file| file.version()).map_or(0, i64::from)
    })
}

fn version(root: &Value) -> i64 {
    root.get("version").and_then(Value::as_int).unwrap_or(0)
}

/// Makes a place what it is in the running version; a version that has to rise goes up instead.
fn put_back(studio: Studio, path: &str) {
    let editor = studio.editor;
    let slot = editor.slot.get_untracked();
    let Some(running) = editor.running(studio, &slot.file) else {
        return;
    };
    let root = editor.root.get_untracked();
    if path == "version" {
        let known = i64::from(running.campaign.version);
        let next = if version(&root) > known {
            known
        } else {
            known + 1
        };
        editor.set(
            studio,
            Way::default().name("version"),
            Some(Value::Int(next)),
        );
        return;
    }
    let edit = (0..3).find_map(|wider| restore(&running.root, &root, path, wider));
    if let Some(edit) = edit {
        editor.edit(studio, &[edit]);
    }
}

/// Tells shoppers that the campaign goes on for longer, as a later deadline asks for.
fn add_notice(studio: Studio) {
    let editor = studio.editor;
    let way = Way::default().name("notices");
    let count = editor
        .root
        .with_untracked(|root| way.of(root).map(|list| list.items().len()));
    let text = super::map(vec![
        ("zh-CN", Value::text("活动延长")),
        ("zh-TW", Value::text("活動延長")),
        ("en", Value::text("The campaign goes on for longer")),
    ]);
    let notice = super::map(vec![("level", Value::text("extension")), ("text", text)]);
    let mut edits = Vec::new();
    if count.is_none() {
        edits.push(put(way.clone(), Value::List(Vec::new()), false));
    }
    edits.push(put(way.index(count.unwrap_or(0)), notice, true));
    editor.edit(studio, &edits);
}

/// Makes the draft the running version again, as one step of the history.
pub fn put_all_back(studio: Studio) {
    let editor = studio.editor;
    let slot = editor.slot.get_untracked();
    if let Some(served) = studio.served(&slot.file) {
        editor.with_code(|code| code.replace(&served));
        editor.look(studio);
    }
}

/// What stands above the list.
pub fn head(studio: Studio) -> impl IntoView {
    let editor = studio.editor;
    let title = move || {
        let slot = editor.slot.get();
        let version = studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == slot.file)?;
            file.version()
        });
        let version = version.map_or_else(String::new, |version| format!("v{version}"));
        fill(studio.say(w::COMPARE), version)
    };
    let started = move || {
        let slot = editor.slot.get();
        let from = studio.files.with(|files| {
            let file = files.iter().find(|file| file.name == slot.file)?;
            file.starts()
        });
        let at = studio.at.get();
        from.map(|from| {
            if at >= from {
                w::STARTED
            } else {
                w::NOT_STARTED
            }
        })
    };
    let count = move |verdicts: &'static [Verdict], kind: &'static str| {
        let count = move || {
            editor.differences.with(|all| {
                let all = all.iter();
                all.filter(|one| verdicts.contains(&one.verdict)).count()
            })
        };
        view! { <span class="sev">{mark(kind)}{count}</span> }
    };
    view! {
        <b>{title}</b>
        <span class="t3 clip">{move || started().map(|words| studio.say(words))}</span>
        <span class="grow"></span>
        {count(&[Verdict::Favourable], "ok")}
        {count(&[Verdict::Open, Verdict::Neutral], "no")}
        {count(&[Verdict::Blocked], "blk")}
        <button
            class="btn bare s"
            disabled=move || editor.differences.with(|all| all.is_empty())
            on:click=move |_| put_all_back(studio)
        >
            {move || studio.say(w::DISCARD)}
        </button>
    }
}

/// An edit that puts a value at a place.
#[must_use]
pub fn put(way: Way, value: Value, insert: bool) -> Edit {
    Edit {
        way,
        value: Some(value),
        insert,
    }
}
