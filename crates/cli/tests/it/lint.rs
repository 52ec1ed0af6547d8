//! `dacu lint` as a shell runs it.

use crate::{dacu, err, out};

#[test]
fn the_same_file_is_clean_for_an_app_and_refused_for_wechat() {
    let file = "public/campaigns/traps/wx1-share-three.json";
    let refused = dacu(&["lint", file]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(out(&refused).contains("error WX1: bringing 3 friends earns a reward"));
    assert!(out(&refused).contains("widget <dacu-invite> shows its form without sharing here"));
    let clean = dacu(&["lint", file, "--channel", "app"]);
    assert_eq!(clean.status.code(), Some(0), "{}", out(&clean));
    assert!(out(&clean).ends_with("0 errors, 0 warnings\n"));
}

#[test]
fn machines_read_json_and_sarif() {
    let file = "public/campaigns/traps/pr13-ticked.json";
    let json = dacu(&["lint", file, "--json"]);
    assert_eq!(json.status.code(), Some(1));
    assert!(
        out(&json).starts_with("{\"problems\":[],\"findings\":[{\"rule\":\"PR13\""),
        "{}",
        out(&json)
    );
    let sarif = dacu(&["lint", file, "--sarif"]);
    assert!(out(&sarif).contains("\"version\":\"2.1.0\""));
}

/// What keeps a file from being read is told to machines as well, with what to do.
#[test]
fn machines_read_what_the_reader_says() {
    let file = "public/campaigns/traps/text-unfilled.json";
    let fix = "fill in what the planning document left open";
    let json = dacu(&["lint", file, "--json"]);
    assert_eq!(json.status.code(), Some(1));
    assert!(
        out(&json).starts_with(
            "{\"problems\":[{\"code\":\"placeholder\",\"severity\":\"error\",\"path\":"
        ),
        "{}",
        out(&json)
    );
    assert!(out(&json).contains(&format!("\"fix\":\"{fix}\"")));
    let sarif = dacu(&["lint", file, "--sarif"]);
    assert!(out(&sarif).contains("\"ruleId\":\"file/placeholder\",\"level\":\"error\""));
    assert!(out(&sarif).contains(&format!("\\nfix: {fix}\"")));
    let text = dacu(&["lint", file]);
    assert!(
        err(&text).ends_with(&format!("  fix: {fix}\n")),
        "{}",
        err(&text)
    );
}

#[test]
fn the_worst_cart_is_printed() {
    let found = dacu(&["lint", "public/campaigns/traps/st3-below-cost.json"]);
    assert_eq!(found.status.code(), Some(1));
    assert!(out(&found).contains("worst cart of"), "{}", out(&found));
    assert!(
        out(&found).contains("costs 190.00, paid 170.00, lost 20.00"),
        "{}",
        out(&found)
    );
    // Without costs it is the cart with most taken off.
    let found = dacu(&["lint", "public/campaigns/double11-2026.json"]);
    assert_eq!(found.status.code(), Some(0));
    let told = out(&found);
    assert!(
        told.contains(" tried: ") && told.contains(" at Nov 12, 20:00, at list price "),
        "{told}"
    );
}

#[test]
fn every_rule_is_listed() {
    let listed = dacu(&["lint", "--list"]);
    assert_eq!(listed.status.code(), Some(0));
    for id in [
        "PZ1", "PR16", "T10", "T11", "SC1", "WX1", "PI1", "EU1", "UK1", "ST1",
    ] {
        let there = out(&listed)
            .lines()
            .any(|line| line.starts_with(&format!("{id} ")));
        assert_eq!(there, !["PR16", "T11"].contains(&id), "{id}");
    }
}

#[test]
fn bad_input_is_named() {
    let check = |args: &[&str], status: i32, words: &str| {
        let output = dacu(args);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{args:?}: {}",
            err(&output)
        );
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    };
    check(&["lint"], 2, "required");
    check(
        &["lint", "nowhere.json"],
        2,
        "error: nowhere.json: it cannot be read",
    );
    check(&["lint", "README.md"], 1, "README.md:1:1 error");
    let sample = "public/campaigns/618-2026.json";
    check(
        &["lint", sample, "--channel", "tv"],
        2,
        "the channels are h5, wechat_h5",
    );
    check(
        &["lint", sample, "--market", "us"],
        2,
        "the markets are cn, eu and uk",
    );
    check(
        &["lint", sample, "--history", "README.md"],
        2,
        "README.md: ",
    );
    check(&["lint", "--list", sample], 2, "'--list' cannot be used");
    check(&["lint", "--list", "--json"], 2, "'--list' cannot be used");
}

#[test]
fn it_answers_in_the_language_that_is_asked_for() {
    let file = "public/campaigns/traps/wx1-share-three.json";
    let said = dacu(&["lint", file, "--locale", "zh-CN"]);
    assert_eq!(said.status.code(), Some(1));
    let told = out(&said);
    assert!(
        told.contains("error WX1: 邀请 3 位好友可得奖励\n"),
        "{told}"
    );
    assert!(
        told.contains("来源 微信外部链接内容管理规范 2.1.2"),
        "{told}"
    );
    assert!(told.contains("改法 放到 App 或小程序发布"), "{told}");
    assert!(told.contains("个错误，"), "{told}");
    let said = dacu(&["lint", file, "--locale", "zh-TW"]);
    let told = out(&said);
    assert!(
        told.contains("error WX1: 邀請 3 位好友可得獎勵\n"),
        "{told}"
    );
    assert!(
        told.contains("微信外部鏈接內容管理規範 2.1.2") && told.contains("小程式發佈"),
        "{told}"
    );
    let json = dacu(&["lint", file, "--locale", "zh-CN", "--json"]);
    assert!(
        out(&json).contains("\"message\":\"邀请 3 位好友可得奖励\""),
        "{}",
        out(&json)
    );
    let list = dacu(&["lint", "--list", "--locale", "zh-CN"]);
    assert!(
        out(&list).contains("PR1   error   划线价不高于同店此前七日的最低成交价。"),
        "{}",
        out(&list)
    );
}
