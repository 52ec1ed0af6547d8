//! Experiments of a campaign file: reading, assignment, sticky buckets, and counts that lie.

use campaign::Campaign;
use campaign::experiment::{
    Assigned, Change, Experiment, Situation, Sticky, Why, apply, assign, sample_ratio,
};
use campaign::json::{self, Value};
use campaign::model::Theme;
use pricing::{Instant, OfferId};

use super::kinds::{ONE, document};
use super::{at, problems::check_text, sample_text};

/// The sample with experiments; its first offers are `half` and the like.
fn with(experiments: &str) -> String {
    sample_text("double11-2026").replacen(
        "\"schema\"",
        &format!("\"experiments\": [{experiments}], \"schema\""),
        1,
    )
}

const HEADLINE: &str = r#"{
    "id": "headline", "unit": "shopper", "coverage": 8000, "phases": ["warm-up", "live"],
    "namespace": { "id": "home", "from": 0, "until": 6000 },
    "variations": [
        { "id": "control", "weight": 5000 },
        { "id": "calm", "weight": 5000, "theme": "calm", "order": ["coupons", "countdown"],
          "texts": [{ "place": "slogan", "text": "慢慢挑" }, { "place": "draw", "id": "wheel", "text": "转灯盘" }] }
    ]
}"#;

const PRICE: &str = r#"{
    "id": "price", "unit": "shopper",
    "review": { "reviewer": "王芳", "date": "2026-10-01", "reason": "两组券后价相同，只比较呈现" },
    "variations": [
        { "id": "control", "weight": 9000, "offers": ["full"] },
        { "id": "odds", "weight": 1000,
          "odds": { "draw": "wheel", "prizes": [{ "prize": "coupon-5", "ppm": 305000 }, { "prize": "free", "ppm": 41000 }] } }
    ]
}"#;

#[track_caller]
fn read(experiments: &str) -> Campaign {
    let parsed = campaign::parse(&with(experiments));
    assert_eq!(parsed.problems, []);
    parsed.campaign.expect("no problems")
}

#[track_caller]
fn check(experiment: &str, from: &str, to: &str, expected: &[&str]) {
    let changed = experiment.replacen(from, to, 1);
    assert!(changed != experiment, "`{from}` is not in the experiment");
    check_text(&with(&changed), expected);
}

#[test]
fn experiments_are_read_whole() {
    let campaign = read(&[HEADLINE, PRICE].join(","));
    let [headline, price] = &campaign.experiments.list[..] else {
        panic!("two experiments");
    };
    assert_eq!((headline.coverage, headline.hash_version), (8_000, 2));
    assert_eq!(headline.seed, "headline");
    assert_eq!(headline.window, campaign.window());
    assert_eq!(headline.variations[1].changes.len(), 3);
    assert!(
        !headline.variations[1]
            .changes
            .iter()
            .any(Change::is_material)
    );
    let review = price.review.as_ref().expect("a review");
    assert_eq!(
        (review.reviewer.as_str(), review.date.as_str()),
        ("王芳", "2026-10-01")
    );
}

#[test]
fn what_is_wrong_with_an_experiment() {
    let at = "error experiments[0]";
    for (experiment, from, to, expected) in [
        (
            HEADLINE,
            "\"shopper\"",
            "\"device\"",
            ".unit: must be one of shopper",
        ),
        (
            HEADLINE,
            "\"weight\": 5000 }",
            "\"weight\": 4000 }",
            ".variations: weights have to sum to 10000, these sum to 9000",
        ),
        (
            HEADLINE,
            "{ \"id\": \"control\", \"weight\": 5000 }",
            "{ \"id\": \"control\", \"weight\": 5000, \"theme\": \"calm\" }",
            ".variations[0]: the first variation is the campaign as it stands and changes nothing",
        ),
        (
            HEADLINE,
            "\"id\": \"calm\"",
            "\"id\": \"control\"",
            ".variations[1].id: `control` is already used",
        ),
        (
            HEADLINE,
            "\"live\"]",
            "\"alive\"]",
            ".phases[1]: there is no phase `alive`",
        ),
        (
            HEADLINE,
            "\"until\": 6000",
            "\"until\": 0",
            ".namespace.until: the part of the namespace is empty",
        ),
        (
            HEADLINE,
            "[\"coupons\", \"countdown\"]",
            "[\"coupons\", \"coupons\"]",
            ".variations[1].order[1]: this widget is listed twice",
        ),
        (
            HEADLINE,
            "\"id\": \"wheel\"",
            "\"id\": \"grid\"",
            ".variations[1].texts[1].id: there is no draw `grid`",
        ),
        (
            HEADLINE,
            "\"coverage\": 8000",
            "\"min_bucket_version\": 1",
            ".min_bucket_version: it would leave out everyone that is bucketed now",
        ),
        (
            HEADLINE,
            "\"coverage\": 8000",
            "\"force\": \"other\"",
            ".force: there is no variation `other`",
        ),
        (
            PRICE,
            "2026-10-01",
            "last week",
            ".review.date: not a day, such as 2026-10-01",
        ),
        (
            PRICE,
            "\"reviewer\": \"王芳\", ",
            "",
            ".review.reviewer: this field is missing",
        ),
        (
            PRICE,
            "41000",
            "41001",
            ".variations[1].odds.prizes: odds have to sum to 1000000, these sum to 1000001",
        ),
        (
            PRICE,
            "[\"full\"]",
            "[\"none\"]",
            ".variations[0].offers[0]: there is no offer `none`",
        ),
    ] {
        check(experiment, from, to, &[&[at, expected].concat()]);
    }
    let unreviewed = PRICE.replacen("\"review\"", "\"_\"", 1);
    check_text(
        &with(&unreviewed),
        &[
            "error experiments[0].review: prices, thresholds and odds may differ between shoppers only with a \
             review: reviewer, date and reason",
            "error experiments[0]._: unknown field",
        ],
    );
}

fn situation(shopper: &str) -> Situation<'_> {
    Situation {
        shopper,
        phase: Some("live"),
        now: at("2026-11-11T00:00:00+08:00"),
        personalised: true,
        url: "",
    }
}

/// An experiment over everyone, by the first hash, as the specification's own examples.
fn plain(id: &str) -> Experiment {
    let text = r#"{ "id": "ID", "unit": "shopper", "hash_version": 1,
        "variations": [{ "id": "a", "weight": 5000 }, { "id": "b", "weight": 5000 }] }"#;
    read(&text.replace("ID", id)).experiments.list[0].clone()
}

#[test]
fn shoppers_are_assigned_as_the_specification_says() {
    let experiment = plain("my-test");
    for (shopper, expected) in [("1", 1), ("2", 0), ("3", 0), ("4", 1), ("5", 1), ("6", 1)] {
        let assigned = assign(&experiment, &situation(shopper), &mut Sticky::default());
        assert_eq!(assigned.variation, expected, "{shopper}");
        assert!(assigned.takes_part);
        assert_eq!(assigned.why, Why::Hashed);
    }
}

#[track_caller]
fn check_out(experiment: &Experiment, situation: &Situation, why: Why) {
    let mut sticky = Sticky::default();
    let assigned = assign(experiment, situation, &mut sticky);
    assert_eq!((assigned.takes_part, assigned.why), (false, why));
    assert_eq!(sticky, Sticky::default(), "nothing is kept of {why:?}");
}

#[test]
fn who_takes_no_part() {
    let experiment = plain("my-test");
    let one = situation("1");
    check_out(
        &experiment,
        &Situation { shopper: "", ..one },
        Why::NoShopper,
    );
    let off = Situation {
        personalised: false,
        ..one
    };
    check_out(&experiment, &off, Why::NotPersonalised);
    let asks = Situation {
        url: "?my-test=1",
        ..off
    };
    check_out(&experiment, &asks, Why::Override);
    let late = Situation {
        now: Instant::MAX,
        ..one
    };
    check_out(&experiment, &late, Why::NotRunning);
    let mut warm = experiment.clone();
    warm.phases = vec!["warm-up".to_owned()];
    check_out(&warm, &one, Why::NotRunning);
    check_out(&warm, &Situation { phase: None, ..one }, Why::NotRunning);
    let mut few = experiment.clone();
    few.coverage = 0;
    check_out(&few, &one, Why::NotCovered);
    let mut decided = experiment.clone();
    decided.force = Some(1);
    check_out(&decided, &situation("2"), Why::Forced);
    assert_eq!(
        assign(&decided, &situation("2"), &mut Sticky::default()).variation,
        1
    );
    // "1" is not in the first four tenths of `namespace1`, "3" is in those of `namespace2`.
    let headline = read(
        &HEADLINE
            .replace("home", "namespace1")
            .replace("6000", "4000"),
    );
    check_out(&headline.experiments.list[0], &one, Why::OtherNamespace);
}

#[test]
fn a_shopper_keeps_a_variation() {
    let experiment = plain("my-test");
    let mut sticky = Sticky::default();
    assert_eq!(
        assign(&experiment, &situation("1"), &mut sticky).variation,
        1
    );
    // Kept as text, as a page would.
    let mut sticky = Sticky::read(&sticky.write());
    assert_eq!(sticky.get("my-test", 0), Some("b"));

    // Other weights, another phase's coverage, another namespace: the same variation.
    let mut later = experiment.clone();
    later.variations[0].weight = 9_999;
    later.variations[1].weight = 1;
    later.coverage = 1;
    let stays = Assigned {
        variation: 1,
        takes_part: true,
        why: Why::Sticky,
        hash: None,
    };
    assert_eq!(assign(&later, &situation("1"), &mut sticky), stays);
    // Anew under a new version, and out where the old one is no longer wanted.
    later.bucket_version = 1;
    assert_eq!(
        assign(&later, &situation("1"), &mut sticky.clone()).why,
        Why::NotCovered
    );
    later.min_bucket_version = 1;
    assert_eq!(
        assign(&later, &situation("1"), &mut sticky).why,
        Why::Blocked
    );

    // What a store holds is a hint: nonsense is passed over.
    for nonsense in [
        "",
        "[]",
        "{",
        "{\"my-test__0\": 1}",
        "{\"my-test__0\": \"z\"}",
    ] {
        let mut sticky = Sticky::read(nonsense);
        assert_eq!(
            assign(&experiment, &situation("1"), &mut sticky).why,
            Why::Hashed
        );
    }
    let flood: Vec<String> = (0..900).map(|n| format!("\"x{n}\": \"a\"")).collect();
    let mut flooded = Sticky::read(&format!("{{{}}}", flood.join(",")));
    assert!(flooded.keep("my-test", 0, "a"));
    assert!(!flooded.keep("my-test", 0, "a"));
    assert!(flooded.write().matches(':').count() <= 200);
}

/// Parts of a namespace that do not overlap never share a shopper, and counts fit the weights.
#[test]
fn experiments_of_a_namespace_exclude_each_other() {
    let second = HEADLINE.replace("\"headline\"", "\"second\"").replace(
        "\"from\": 0, \"until\": 6000",
        "\"from\": 6000, \"until\": 10000",
    );
    let campaign = read(&[HEADLINE, &second].join(","));
    let mut counts = [[0_u64; 2]; 2];
    for shopper in 0..20_000 {
        let shopper = format!("shopper-{shopper}");
        let mut takes_part = 0;
        for (experiment, counts) in campaign.experiments.list.iter().zip(&mut counts) {
            let assigned = assign(experiment, &situation(&shopper), &mut Sticky::default());
            if assigned.takes_part {
                takes_part += 1;
                counts[assigned.variation] += 1;
            }
        }
        assert!(takes_part < 2, "{shopper}");
    }
    for counts in counts {
        let ratio = sample_ratio(&counts, &[5_000, 5_000]).expect("enough shoppers");
        assert!(!ratio.mismatch, "{counts:?}");
    }
}

#[track_caller]
fn check_ratio(counts: &[u64], weights: &[u32], expected: Option<(u64, bool)>) {
    let found = sample_ratio(counts, weights).map(|ratio| (ratio.chi_square, ratio.mismatch));
    assert_eq!(found, expected, "{counts:?}");
}

#[test]
fn counts_that_cannot_be_chance() {
    let even = &[5_000, 5_000];
    check_ratio(&[502, 498], even, Some((16, false)));
    check_ratio(&[600, 400], even, Some((40_000, true)));
    check_ratio(&[1_003_000, 997_000], even, Some((18_000, true)));
    check_ratio(&[52_000, 48_000], &[5_200, 4_800], Some((0, false)));
    // On either side of 10.828.
    check_ratio(&[5_164, 4_836], even, Some((10_758, false)));
    check_ratio(&[5_165, 4_835], even, Some((10_890, true)));
    check_ratio(&[340, 330, 330], &[3_334, 3_333, 3_333], Some((196, false)));
    let most = 1 << 39;
    check_ratio(&[most, most], &[1, 999_999], Some((u64::MAX, true)));
    // What cannot be judged.
    check_ratio(&[1_000], &[10_000], None);
    check_ratio(&[1_000, 1_000], &[10_000], None);
    check_ratio(&[1_000, 1_000], &[10_000, 0], None);
    check_ratio(&[8, 7], even, None);
    check_ratio(&[u64::MAX, 1], even, None);
    check_ratio(&[100; 21], &[100; 21], None);
    check_ratio(&[100; 20], &[100; 20], Some((0, false)));
}

#[test]
fn a_variation_is_a_campaign() {
    let campaign = read(&[HEADLINE, PRICE].join(","));
    let [headline, price] = &campaign.experiments.list[..] else {
        panic!("two experiments");
    };
    let control = apply(&campaign, headline, 0);
    assert_eq!(control.theme, Theme::Festive);
    assert_eq!(control.ruleset.hash(), campaign.ruleset.hash());
    let calm = apply(&campaign, headline, 1);
    assert_eq!(calm.theme, Theme::Calm);
    assert_eq!(calm.slogan.get(campaign::Locale::En), "慢慢挑");
    assert_eq!(calm.draws[0].name.get(campaign::Locale::ZhCn), "转灯盘");
    assert_eq!(calm.ruleset.hash(), campaign.ruleset.hash());

    // The offer of one variation is in no other, and neither are its odds.
    let full = OfferId::new("full");
    let control = apply(&campaign, price, 0);
    assert!(control.ruleset.offer(&full).is_some());
    assert_eq!(control.draws, campaign.draws);
    let odds = apply(&campaign, price, 1);
    assert!(odds.ruleset.offer(&full).is_none());
    assert!(odds.offers.iter().all(|promotion| promotion.id != full));
    assert_eq!(odds.draws[0].prizes[0].ppm, 305_000);
    let sum: u32 = odds.draws[0].sectors.iter().map(|sector| sector.ppm).sum();
    assert_eq!(sum, 1_000_000);
}

/// The same rows are read by the page's tests, of another implementation.
#[test]
fn assignments_are_those_of_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/assignments.json");
    let text = std::fs::read_to_string(path).expect("the cases");
    let cases = json::parse(&text).expect("JSON");
    let get = |name: &str| cases.get(name).expect("a part of the cases");
    let written: Vec<String> = get("experiments")
        .entries()
        .iter()
        .map(|(_, of)| json::write(of))
        .collect();
    let file = document(ONE, "").replacen(
        "\"offers\"",
        &format!("\"experiments\": [{}], \"offers\"", written.join(",")),
        1,
    );
    let from = file.find("\"phases\"").expect("the phases");
    let until = file.find("\"audiences\"").expect("what follows");
    let phases = format!("\"phases\": {},", json::write(get("phases")));
    let parsed = campaign::parse(&[&file[..from], &phases, &file[until..]].concat());
    assert_eq!(parsed.problems, []);
    let campaign = parsed.campaign.expect("no problems");
    let rows = get("rows").items();
    assert!(rows.len() > 200, "{}", rows.len());
    for row in rows {
        let text = |name: &str| row.get(name).and_then(Value::as_text).expect("a text");
        let known = &campaign.experiments.list;
        let experiment = known
            .iter()
            .find(|of| of.id == text("experiment"))
            .expect("an experiment");
        let mut sticky = Sticky::read(&json::write(row.get("kept").expect("what is kept")));
        let situation = Situation {
            shopper: text("shopper"),
            phase: Some(text("phase")),
            now: at(text("at")),
            personalised: true,
            url: "",
        };
        let found = assign(experiment, &situation, &mut sticky);
        let expected = row.get("expected").expect("what comes of it");
        let of = |name: &str| expected.get(name).expect("a part of it");
        let why = match found.why {
            Why::NoShopper => "no_shopper",
            Why::NotRunning => "not_running",
            Why::OtherNamespace => "other_namespace",
            Why::Blocked => "blocked",
            Why::Sticky => "sticky",
            Why::NotCovered => "not_covered",
            Why::Forced => "forced",
            Why::Hashed => "hashed",
            Why::Override | Why::NotPersonalised => "none of the rows",
        };
        let found = (
            Some(found.variation as i64),
            Some(found.takes_part),
            Some(why),
        );
        let expected = (
            of("variation").as_int(),
            of("takesPart").as_bool(),
            of("why").as_text(),
        );
        assert_eq!(found, expected, "{row:?}");
    }
}
