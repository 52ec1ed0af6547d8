//! Recipes: named combinations of buyer, cart, network and device, as short as a link.
//!
//! A recipe is the part of a link that differs from the usual context. The presets name no buyer and
//! no cart, so they fit every campaign.

use crate::studio::state::State;
use crate::studio::words::Say;

/// A preset: its name in links, its name for people, and what it changes.
pub const PRESETS: [(&str, Say, &str); 15] = [
    ("usual", Say("一切正常", "All as usual"), ""),
    (
        "lost-claim",
        Say("领券时丢回执", "Reply lost while claiming"),
        "ms=1000&fault=claim:lost%211",
    ),
    (
        "cut-claim",
        Say("领券回执截断", "Reply cut off while claiming"),
        "ms=300&fault=claim:cut%211",
    ),
    (
        "draw-offline",
        Say("抽奖时断网一次", "Offline for one draw"),
        "fault=draw:offline%211",
    ),
    (
        "rush",
        Say("开抢限流 429", "Rush: 429 on reserving"),
        "ms=300&fault=reserve:busy%212",
    ),
    (
        "outage",
        Say("服务 500", "The server fails"),
        "fault=*:error",
    ),
    (
        "offline",
        Say("全程断网", "No network at all"),
        "fault=*:offline",
    ),
    ("slow", Say("弱网 3 秒", "Slow network, 3 s"), "ms=3000"),
    (
        "paused",
        Say("活动临时暂停", "Paused by the merchant"),
        "paused",
    ),
    (
        "disk-full",
        Say("存储已满", "Storage is full"),
        "storage=full",
    ),
    (
        "disk-denied",
        Say("无痕模式拒绝存储", "Storage is denied"),
        "storage=denied",
    ),
    (
        "disk-corrupt",
        Say("存储损坏", "Storage is corrupt"),
        "storage=corrupt",
    ),
    (
        "killed",
        Say("提交后被杀", "Killed after the commit"),
        "ms=1200&kill=committed",
    ),
    (
        "clock-fast",
        Say("设备钟快一天", "Device clock a day fast"),
        "skew=86400000",
    ),
    (
        "wechat",
        Say("微信 H5，弱网", "WeChat H5, slow"),
        "ms=800&host=wechat_h5",
    ),
];

/// A recipe of the planner's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Its name.
    pub name: String,
    /// What it changes.
    pub changes: String,
}

/// More recipes of one's own than this are not kept: they travel in every link.
pub const MOST: usize = 12;

/// Longer names are cut, in characters.
pub const LONGEST_NAME: usize = 24;

/// What the state changes in the context, as a link says it.
#[must_use]
pub fn changes(state: &State) -> String {
    let mut only = State::default();
    take(state, &mut only);
    let hash = only.to_hash();
    hash.split_once('?')
        .map_or(String::new(), |(_, changes)| changes.to_owned())
}

/// Puts a recipe's context in place of the present one.
pub fn apply(state: &mut State, changes: &str) {
    let told = State::from_hash(&["/preview?", changes].concat());
    take(&told, state);
}

fn take(from: &State, to: &mut State) {
    to.buyer.clone_from(&from.buyer);
    to.cart.clone_from(&from.cart);
    to.latency = from.latency;
    to.faults.clone_from(&from.faults);
    to.paused = from.paused;
    to.sim = from.sim;
}

/// How many things the context changes.
#[must_use]
pub fn count(state: &State) -> usize {
    let changes = changes(state);
    let faults = state.faults.len().saturating_sub(1);
    changes.split('&').filter(|part| !part.is_empty()).count() + faults
}

/// Recipes as a link holds them: `name~changes`, one after another.
#[must_use]
pub fn write(recipes: &[Recipe]) -> String {
    let rows = recipes
        .iter()
        .map(|recipe| [&recipe.name, "~", &recipe.changes].concat());
    rows.collect::<Vec<_>>().join("|")
}

/// Reads what [`write`] wrote; what is no recipe is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Recipe> {
    let rows = text.split('|').filter_map(|row| {
        let (name, changes) = row.split_once('~')?;
        let name = clean(name);
        (!name.is_empty()).then(|| Recipe {
            name,
            changes: changes.to_owned(),
        })
    });
    rows.take(MOST).collect()
}

/// A name without the marks that part recipes, and not too long.
#[must_use]
pub fn clean(name: &str) -> String {
    let kept = name.trim().chars().filter(|letter| !"~|".contains(*letter));
    kept.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::simulate::{Disk, Kill};

    #[test]
    fn every_preset_is_its_own_link() {
        for (id, _, text) in PRESETS {
            let mut state = State::default();
            apply(&mut state, text);
            assert_eq!(changes(&state), text, "{id}");
            assert_eq!(state.context_is_default(), text.is_empty(), "{id}");
        }
    }

    #[test]
    fn a_recipe_leaves_everything_else_alone() {
        let mut state = State::default();
        state.open("618-2026");
        state.dark = true;
        state.buyer = Some("black".to_owned());
        apply(&mut state, "ms=1200&storage=full&kill=committed");
        assert_eq!((state.campaign.as_str(), state.dark), ("618-2026", true));
        assert_eq!(state.buyer, None);
        assert_eq!(state.sim.storage, Disk::Full);
        assert_eq!(state.sim.kill, Some(Kill::Committed));
        assert_eq!(count(&state), 3);
        state.reset_context();
        assert_eq!(changes(&state), "");
    }

    #[test]
    fn recipes_travel() {
        let recipe = |name: &str, changes: &str| Recipe {
            name: clean(name),
            changes: changes.to_owned(),
        };
        let state = State {
            recipes: vec![
                recipe("黑卡 ~| 弱网", "buyer=black&ms=800"),
                recipe("b", ""),
            ],
            ..State::default()
        };
        let told = State::from_hash(&state.to_hash());
        assert_eq!(told.recipes, state.recipes);
        assert_eq!(told.recipes[0].name, "黑卡  弱网");
        assert_eq!(read("~x|nothing"), []);
    }
}
