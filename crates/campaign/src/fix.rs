//! What to do about a problem, by its code. A reader that knows better says something nearer.

/// Codes in the order of the alphabet, each with what to do.
const FIXES: &[(&str, &str)] = &[
    (
        "address",
        "write an address relative to the file, such as ../art/tea.svg, or one that starts with https://",
    ),
    (
        "broken",
        "type the text again from its source; the character was lost when the file was saved",
    ),
    ("choice", "write one of the words that are listed"),
    (
        "commitment",
        "write the SHA-256 of the seed; `dacu draw commitment` makes it",
    ),
    (
        "control",
        "leave the first variation as it is, and put what differs into the second",
    ),
    ("control_character", "take the character out"),
    ("currency", "write the three capitals of ISO 4217"),
    ("date", "write year, month and day, such as 2026-10-01"),
    ("direction", "take the character out"),
    (
        "duplicate",
        "give one of the two another name, or take it out",
    ),
    (
        "empty",
        "fill it in, or leave the field out where it is optional",
    ),
    (
        "floor",
        "raise the price, or lower the floor of the product where that is meant",
    ),
    ("full_width", "write the digits 0 to 9"),
    ("id", "use a short name in ASCII, such as coupon-30"),
    ("input", "see `dacu help` for what the command needs"),
    (
        "instant",
        "write date, time and offset, such as 2026-11-10T20:00:00+08:00",
    ),
    ("invisible", "take the character out"),
    (
        "ladder",
        "put the steps into rising order, each giving more than the one before",
    ),
    ("layer", "leave the field out"),
    ("limit", "make it shorter, or make two of it"),
    (
        "markdown",
        "take the marks out; a page shows them as they are",
    ),
    ("missing", "add the field"),
    (
        "mojibake",
        "open the source as UTF-8 and copy the text again",
    ),
    (
        "narrow",
        "draw the sector as several prizes do, or raise its odds",
    ),
    (
        "number",
        "write a whole number of the minor unit: 19.90 is 1990",
    ),
    (
        "odds",
        "change the odds so that they sum to the number that is asked for",
    ),
    ("one_of", "keep one of the fields and take the others out"),
    ("order", "put the entries into the order of their time"),
    ("pinyin", "take the reading out"),
    (
        "placeholder",
        "fill in what the planning document left open",
    ),
    ("range", "write a number that the sentence allows"),
    ("rate", "write what is paid, in basis points: 8折 is 8000"),
    (
        "reference",
        "correct the id, or add the entry that it names",
    ),
    ("refused", "change the cart as the sentence says"),
    (
        "review",
        "add `review` with reviewer, date and reason, or let the variations differ in words only",
    ),
    ("ruleset", "change the offer that the sentence names"),
    (
        "schema",
        "write \"dacu/1\", and the file in the form of that version",
    ),
    ("scope", "take the condition out of the scope"),
    ("script", "write the text in the characters of its language"),
    (
        "shop",
        "take the shops out of the scope, or make it an offer across shops",
    ),
    ("signature", "sign the file with `dacu sign`"),
    (
        "syntax",
        "correct the JSON at this place; an editor shows it in red",
    ),
    ("time", "write hours and minutes, such as 20:00"),
    ("type", "write a value of the kind that is expected"),
    ("unknown", "correct the name of the field, or take it out"),
    (
        "weights",
        "change the weights so that they sum to the number that is asked for",
    ),
    ("window", "move one of the two instants"),
    (
        "zone",
        "write a name such as Asia/Shanghai and an offset such as +08:00",
    ),
];

/// Every code of a problem, with what to do about it.
pub fn fixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    FIXES.iter().copied()
}

/// What to do about a problem of this code.
pub(crate) fn of(code: &str) -> &'static str {
    let known = FIXES.iter().find(|(known, _)| *known == code);
    debug_assert!(known.is_some(), "no fix for `{code}`");
    known.map_or("", |(_, fix)| fix)
}
