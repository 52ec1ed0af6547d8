//! Draws: a prize table is frozen when the campaign starts, but for what is in the buyer's favour.

use pricing::Window;

use super::judge::Judge;
use crate::model::{Campaign, Draw, Prize, PrizeKind, Task, TaskKind};

pub(super) fn compare(judge: &mut Judge, running: &Campaign, proposed: &Campaign) {
    for draw in &running.draws {
        let path = ["draws.", &draw.id].concat();
        let Some(new) = proposed.draw(&draw.id) else {
            judge.removed(&path, draw.redeem_until);
            continue;
        };
        judge.within(draw.redeem_until, |judge| one(judge, &path, draw, new));
    }
    for new in &proposed.draws {
        if running.draw(&new.id).is_none() {
            judge.added(&["draws.", &new.id].concat());
        }
    }
}

fn one(judge: &mut Judge, path: &str, old: &Draw, new: &Draw) {
    let at = |field: &str| [path, ".", field].concat();
    judge.window(path, old.window, new.window);
    judge.time_left(&at("redeem_until"), old.redeem_until, new.redeem_until);
    judge.higher_is_better(
        &at("daily_chances"),
        old.daily_chances.into(),
        new.daily_chances.into(),
    );
    limit(judge, &at("per_buyer"), old.per_buyer, new.per_buyer);
    let consolation = |draw: &Draw| Some(draw.prizes.get(draw.consolation?)?.id.clone());
    judge.wider(
        &at("consolation"),
        consolation(old) == consolation(new),
        old.consolation.is_none(),
        "it was promised for prizes that run out",
    );
    judge.same(
        &at("commitment"),
        old.commitment == new.commitment,
        "turns are drawn from the seed that was committed to",
    );
    judge.same(
        &at("terms"),
        old.terms == new.terms,
        "the terms of a draw are frozen when it is published",
    );
    for prize in &old.prizes {
        let path = [&at("prizes"), ".", &prize.id].concat();
        match new.prizes.iter().find(|new| new.id == prize.id) {
            Some(new) => one_prize(judge, &path, prize, new),
            // Fewer blanks are other prizes' odds, which are looked at themselves.
            None if prize.kind == PrizeKind::Nothing => judge.wider(&path, false, true, ""),
            None => judge.removed(&path, old.redeem_until),
        }
    }
    for prize in &new.prizes {
        if old.prizes.iter().all(|known| known.id != prize.id) {
            judge.added(&[&at("prizes"), ".", &prize.id].concat());
        }
    }
    for task in &old.tasks {
        let path = [&at("tasks"), ".", &task.id].concat();
        match new.tasks.iter().find(|new| new.id == task.id) {
            Some(new) => one_task(judge, &path, task, new),
            None => judge.removed(&path, old.window.until),
        }
    }
    for task in &new.tasks {
        if old.tasks.iter().all(|known| known.id != task.id) {
            judge.added(&[&at("tasks"), ".", &task.id].concat());
        }
    }
}

fn one_prize(judge: &mut Judge, path: &str, old: &Prize, new: &Prize) {
    let at = |field: &str| [path, ".", field].concat();
    judge.same(
        &at("kind"),
        old.kind == new.kind,
        "what can be won is frozen when it is published",
    );
    if old.kind == PrizeKind::Nothing {
        return;
    }
    judge.higher_is_better(&at("ppm"), old.ppm.into(), new.ppm.into());
    judge.higher_is_better(&at("value"), old.value.minor(), new.value.minor());
    limit(judge, &at("stock"), old.stock, new.stock);
    limit(judge, &at("per_day"), old.per_day, new.per_day);
    limit(judge, &at("per_buyer"), old.per_buyer, new.per_buyer);
    let inside = |one: &Window| {
        let mut windows = new.windows.iter();
        windows.any(|wide| wide.from <= one.from && one.until <= wide.until)
    };
    let any_time = new.windows.is_empty();
    judge.wider(
        &at("windows"),
        old.windows == new.windows,
        any_time || !old.windows.is_empty() && old.windows.iter().all(inside),
        "its schedule was published",
    );
}

fn one_task(judge: &mut Judge, path: &str, old: &Task, new: &Task) {
    let at = |field: &str| [path, ".", field].concat();
    judge.higher_is_better(&at("chances"), old.chances.into(), new.chances.into());
    judge.higher_is_better(&at("per_day"), old.per_day.into(), new.per_day.into());
    match (old.kind, new.kind) {
        (TaskKind::Visit { ms: a }, TaskKind::Visit { ms: b }) => {
            judge.lower_is_better(&at("seconds"), (a / 1000).into(), (b / 1000).into());
        }
        (old, new) => judge.same(&at("kind"), old == new, "it would be another task"),
    }
}

fn limit(judge: &mut Judge, path: &str, old: Option<u32>, new: Option<u32>) {
    judge.limit(path, old.map(i64::from), new.map(i64::from));
}
