//! Groups, sets, bundles and gifts in words.

use pricing::{
    BundleGives, BuyGet, GetFrom, GiftBy, GiftLadder, GroupGives, Groups, Money, Off, Pick, Rate,
};

use super::fill::{Slot, push};
use super::scope::{ANY, goods};
use super::teller::Teller;
use crate::model::Campaign;
use crate::text::{Locale, Words};
use crate::words;

/// The words of what comes off: an amount, a rate, half, all of it.
type Gives = [Words; 4];

const HALF: u16 = 5_000;

static NTH: Gives = [
    words!("{0}减 {2}", "{0}折 {2}", "{2} off the {0} item"),
    words!("{0} {2}", "{0} {2}", "{2} off the {0} item"),
    words!("{0}半价", "{0}半價", "{0} item half price"),
    words!("{0}免费", "{0}免費", "{0} item free"),
];
static EACH: Gives = [
    words!(
        "每 {0} 件，每件减 {2}",
        "每 {0} 件，每件折 {2}",
        "{2} off each of every {0}",
    ),
    words!("每 {0} 件打 {2}", "每 {0} 件打 {2}", "{2} off every {0}"),
    words!("每 {0} 件半价", "每 {0} 件半價", "Every {0} at half price"),
    words!("每 {0} 件免费", "每 {0} 件免費", "Every {0} free"),
];
static GROUP: Gives = [
    words!("任选 {0} 件减 {2}", "任選 {0} 件折 {2}", "{2} off any {0}"),
    words!(
        "任选 {0} 件合计 {2}",
        "任選 {0} 件合計 {2}",
        "{2} off any {0} together",
    ),
    words!(
        "任选 {0} 件合计半价",
        "任選 {0} 件合計半價",
        "Any {0} together at half price",
    ),
    words!("任选 {0} 件免费", "任選 {0} 件免費", "Any {0} free"),
];
static BUY_GET: Gives = [
    words!(
        "买 {0} 件，另 {1} 件各减 {2}",
        "買 {0} 件，另 {1} 件各折 {2}",
        "Buy {0}, get {2} off each of {1} more",
    ),
    words!(
        "买 {0} 件，另 {1} 件 {2}",
        "買 {0} 件，另 {1} 件 {2}",
        "Buy {0}, get {2} off {1} more",
    ),
    words!(
        "买 {0} 件，另 {1} 件半价",
        "買 {0} 件，另 {1} 件半價",
        "Buy {0}, get {1} more at half price",
    ),
    words!("买 {0} 送 {1}", "買 {0} 送 {1}", "Buy {0}, get {1} free"),
];
static BUNDLE: Gives = [
    words!("套餐立减 {2}", "組合現折 {2}", "{2} off the bundle"),
    words!("套餐 {2}", "組合 {2}", "{2} off the bundle"),
    words!("套餐半价", "組合半價", "Bundle at half price"),
    words!("套餐免费", "組合免費", "Bundle free"),
];

/// Appends what comes off, after what it takes.
#[inline(never)]
fn push_gives(
    out: &mut String,
    words: &'static Gives,
    campaign: &Campaign,
    off: Off,
    locale: Locale,
    takes: [Slot; 2],
) {
    let [first, second] = takes;
    let (words, gives) = match off {
        Off::Amount(amount) => (&words[0], Slot::Spoken(amount, campaign)),
        Off::Rate(Rate::WHOLE) => (&words[3], Slot::Text("")),
        Off::Rate(rate) if rate.basis_points() == HALF => (&words[2], Slot::Text("")),
        Off::Rate(rate) => (&words[1], Slot::Rate(rate)),
    };
    push(out, words, locale, &[first, second, gives]);
}

/// `第二件半价`, `3 件 99 元`.
#[inline(never)]
pub(super) fn push_groups(out: &mut String, campaign: &Campaign, groups: &Groups, locale: Locale) {
    let size = Slot::Count(groups.size.into());
    match &groups.gives {
        GroupGives::Price(price) => {
            let words = &words!("{0} 件 {1}", "{0} 件 {1}", "{0} for {1}");
            push(out, words, locale, &[size, Slot::Spoken(*price, campaign)]);
        }
        GroupGives::Each(off) => {
            push_gives(out, &EACH, campaign, *off, locale, [size, size]);
        }
        GroupGives::Off(off) => {
            push_gives(out, &GROUP, campaign, *off, locale, [size, size]);
        }
        GroupGives::Nth { places, .. } => {
            for (index, place) in places.iter().enumerate() {
                if index > 0 {
                    out.push_str(words!("，", "，", ", ").get(locale));
                }
                let nth = Slot::Nth(place.nth);
                push_gives(out, &NTH, campaign, place.off, locale, [nth, nth]);
            }
        }
    }
}

/// `买 2 送 1`.
#[inline(never)]
pub(super) fn push_buy_get(out: &mut String, campaign: &Campaign, sets: &BuyGet, locale: Locale) {
    let takes = [Slot::Count(sets.buy.into()), Slot::Count(sets.get.into())];
    push_gives(out, &BUY_GET, campaign, sets.off, locale, takes);
}

/// `套餐价 99 元`.
#[inline(never)]
pub(super) fn push_bundle(
    out: &mut String,
    campaign: &Campaign,
    gives: BundleGives,
    locale: Locale,
) {
    match gives {
        BundleGives::Price(price) => {
            let words = &words!("套餐价 {0}", "組合價 {0}", "Bundle for {0}");
            push(out, words, locale, &[Slot::Spoken(price, campaign)]);
        }
        BundleGives::Off(off) => {
            let none = Slot::Text("");
            push_gives(out, &BUNDLE, campaign, off, locale, [none, none]);
        }
    }
}

/// `满 199 送旅行茶具`.
#[inline(never)]
pub(super) fn push_gifts(
    out: &mut String,
    campaign: &Campaign,
    ladder: &GiftLadder,
    step: usize,
    locale: Locale,
) {
    let Some(tier) = ladder.tiers.get(step) else {
        return;
    };
    let mut gifts = String::new();
    for gift in &tier.gifts {
        let Some(product) = campaign.product(&gift.sku) else {
            continue;
        };
        if !gifts.is_empty() {
            gifts.push_str(words!("、", "、", ", ").get(locale));
        }
        let words = if gift.units == 1 {
            &words!("{0}", "{0}", "\"{0}\"")
        } else {
            &words!("{0} {1} 件", "{0} {1} 件", "{1} × \"{0}\"")
        };
        let name = Slot::Text(product.name.get(locale));
        push(
            &mut gifts,
            words,
            locale,
            &[name, Slot::Count(gift.units.into())],
        );
    }
    let (words, least) = match (ladder.by, ladder.times) {
        (GiftBy::Amount(_), 1) => (
            &words!("满 {0} 送{1}", "滿 {0} 送{1}", "Free from {0}: {1}"),
            Slot::Bare(Money::new(tier.least), campaign),
        ),
        (GiftBy::Amount(_), _) => (
            &words!(
                "每满 {0} 送{1}",
                "每滿 {0} 送{1}",
                "Free for every {0}: {1}",
            ),
            Slot::Bare(Money::new(tier.least), campaign),
        ),
        (GiftBy::Count, 1) => (
            &words!(
                "满 {0} 件送{1}",
                "滿 {0} 件送{1}",
                "Free with {0}+ items: {1}",
            ),
            Slot::Count(tier.least.unsigned_abs()),
        ),
        (GiftBy::Count, _) => (
            &words!(
                "每满 {0} 件送{1}",
                "每滿 {0} 件送{1}",
                "Free for every {0} items: {1}",
            ),
            Slot::Count(tier.least.unsigned_abs()),
        ),
    };
    push(out, words, locale, &[least, Slot::Text(&gifts)]);
}

impl Teller<'_> {
    /// Adds how groups are formed.
    pub(super) fn groups(&mut self, groups: &Groups) {
        let words = match groups.fill {
            Pick::Dearest => &words!(
                "每 {0} 件一组，单价高的先成组",
                "每 {0} 件一組，單價高的先成組",
                "groups of {0}, dearest first",
            ),
            Pick::Cheapest => &words!(
                "每 {0} 件一组，单价低的先成组",
                "每 {0} 件一組，單價低的先成組",
                "groups of {0}, cheapest first",
            ),
            Pick::MostUnits => &words!(
                "每 {0} 件一组，件数最多的款先成组",
                "每 {0} 件一組，件數最多的款先成組",
                "groups of {0}, the item with most units first",
            ),
        };
        self.count(words, groups.size);
        if let GroupGives::Nth { order, .. } = &groups.gives {
            self.plain(match order {
                Pick::Dearest => &words!(
                    "组内从单价高的数起",
                    "組內從單價高的數起",
                    "counted from the dearest in the group",
                ),
                Pick::Cheapest => &words!(
                    "组内从单价低的数起",
                    "組內從單價低的數起",
                    "counted from the cheapest in the group",
                ),
                Pick::MostUnits => &words!(
                    "组内从件数最多的款数起",
                    "組內從件數最多的款數起",
                    "counted from the item with most units in the group",
                ),
            });
        }
        self.plain(&words!(
            "不满一组的不享此优惠",
            "未滿一組的不享此優惠",
            "units outside a full group keep their price",
        ));
        self.at_most(groups.times);
    }

    /// Adds what sets are made of.
    pub(super) fn sets(&mut self, sets: &BuyGet) {
        match &sets.from {
            GetFrom::SameSku => {
                self.plain(&words!("限同款", "限同款", "of the same item"));
                return self.at_most(sets.times);
            }
            GetFrom::Scope => {}
            GetFrom::Other(scope) => {
                let other = goods(self.campaign, scope, ANY, self.locale);
                let words = &words!("优惠的是{0}", "優惠的是{0}", "the reduced ones are {0}");
                self.naming(words, &other);
            }
        }
        self.plain(match sets.get_pick {
            Pick::Dearest => &words!("优惠单价高的", "優惠單價高的", "the dearest are reduced"),
            Pick::Cheapest => &words!("优惠单价低的", "優惠單價低的", "the cheapest are reduced"),
            Pick::MostUnits => &words!(
                "优惠件数最多的款",
                "優惠件數最多的款",
                "the item with most units is reduced",
            ),
        });
        self.at_most(sets.times);
    }

    /// Adds what a bundle is made of.
    pub(super) fn parts(&mut self, bundle: &pricing::Bundle) {
        let mut parts = String::new();
        for part in &bundle.parts {
            if !parts.is_empty() {
                parts.push_str(" + ");
            }
            let goods = goods(self.campaign, &part.scope, ANY, self.locale);
            let words = &words!("{0} {1} 件", "{0} {1} 件", "{1} of {0}");
            let values = [Slot::Text(&goods), Slot::Count(part.units.into())];
            push(&mut parts, words, self.locale, &values);
        }
        let words = &words!("每套为{0}", "每套為{0}", "each set is {0}");
        self.naming(words, &parts);
        self.at_most(bundle.times);
    }

    /// Adds how often groups or sets count.
    fn at_most(&mut self, times: Option<u32>) {
        if let Some(times) = times {
            let words = &words!(
                "每单最多 {0} 次",
                "每筆訂單最多 {0} 次",
                "at most {0} times an order",
            );
            self.times(words, "once an order", times);
        }
    }

    /// Adds what gifts are measured on, how often they are given and how many there are.
    pub(super) fn gifts(&mut self, ladder: &GiftLadder, sets: Option<u32>) {
        if let GiftBy::Amount(base) = ladder.by {
            self.base(base);
        }
        if ladder.times > 1 {
            let words = &words!(
                "每单最多 {0} 份",
                "每筆訂單最多 {0} 份",
                "at most {0} sets an order",
            );
            self.count(words, ladder.times);
        } else {
            self.plain(&words!("每单 1 份", "每筆訂單 1 份", "one set an order"));
        }
        if let Some(sets) = sets {
            let words = &words!(
                "共 {0} 份，赠完即止",
                "共 {0} 份，贈完為止",
                "{0} sets in all, while they last",
            );
            self.count(words, sets);
        }
    }
}
