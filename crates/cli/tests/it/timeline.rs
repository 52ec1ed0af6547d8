//! `dacu timeline`.

use crate::{dacu, err, golden, out};

const DOUBLE11: &str = "public/campaigns/double11-2026.json";
const BRAND_DAY: &str = "public/campaigns/brand-day.json";

#[test]
fn a_table_in_the_zone_of_the_file() {
    let told = dacu(&["timeline", BRAND_DAY]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    golden("brand-day.timeline.txt", out(&told));
}

#[test]
fn a_table_in_another_zone() {
    for (zone, head, start) in [
        (
            "Europe/London",
            "The Lantern Market  Europe/London +00:00\n",
            "  2026-10-31 16:00  starts  phase",
        ),
        (
            "-05:00",
            "The Lantern Market  -05:00\n",
            "  2026-10-31 11:00  starts  phase",
        ),
        // Clocks are changed on the day it starts, so every time has its offset.
        (
            "America/New_York",
            "The Lantern Market  America/New_York\n",
            "  2026-10-31 12:00 -04:00  starts  phase",
        ),
    ] {
        let told = dacu(&["timeline", DOUBLE11, "--locale", "en", "--zone", zone]);
        assert_eq!(told.status.code(), Some(0), "{}", err(&told));
        assert!(out(&told).starts_with(head), "{}", out(&told));
        assert!(out(&told).contains(start), "{}", out(&told));
    }
    let told = dacu(&["timeline", DOUBLE11, "--zone", "Mars/Olympus"]);
    assert_eq!(told.status.code(), Some(2));
    let words = "error: --zone: `Mars/Olympus` is no IANA zone and no offset such as +08:00\n";
    assert_eq!(err(&told), words);
}

#[test]
fn where_the_zone_is_wrong_is_told() {
    let text = std::fs::read_to_string(crate::root().join(DOUBLE11)).unwrap();
    let text = text.replacen("\"Asia/Shanghai\"", "\"Asia/Tokyo\"", 1);
    let file = std::env::temp_dir().join(format!("dacu-timeline-{}.json", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let told = dacu(&["timeline", file.to_str().unwrap()]);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(told.status.code(), Some(0));
    let words = "phases[0].from: clocks in Asia/Tokyo then stand at +09:00: what is written as 2026-11-01 00:00 is 2026-11-01 01:00 there\n";
    assert!(out(&told).contains(words), "{}", out(&told));
    let told = dacu(&["timeline", DOUBLE11]);
    assert!(!out(&told).contains("clocks in"));
}

#[test]
fn a_picture() {
    let file = std::env::temp_dir().join(format!("dacu-timeline-{}.svg", std::process::id()));
    let told = dacu(&["timeline", DOUBLE11, "--svg", file.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    let picture = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 "));
    for part in [
        "prefers-color-scheme:dark",
        "Noto Sans CJK SC",
        ">正式开抢<",
        ">11月10日 20:00 – 11月12日 24:00<",
        "<title>整点秒杀 1111-1000 11月11日 10:00 – 11月11日 12:00</title>",
        "<title>灯市大券 +150 11月11日 10:00</title>",
        ">满 599 减 80<",
    ] {
        assert!(picture.contains(part), "{part}");
    }
    for part in ["<script", "href", "onload", "<foreignObject"] {
        assert!(!picture.contains(part), "{part}");
    }
    // Every element is closed.
    let opened = picture.matches('<').count() - picture.matches("</").count();
    assert_eq!(
        opened,
        picture.matches("</").count() + picture.matches("/>").count()
    );

    let told = dacu(&["timeline", DOUBLE11, "--svg", "/nowhere/at/all.svg"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(err(&told).starts_with("error: /nowhere/at/all.svg: "));
}
