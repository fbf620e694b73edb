//! The regular expressions of the quantities, in pieces. Literals, so that a `PATTERN` is a
//! constant; no look-around, so that an editor matches them in linear time.

/// One piece of a pattern, without anchors: `piece!(decimal)`.
macro_rules! piece {
    // What follows one to three digits: not a point and exactly three more (`10.000`).
    (tail) => {
        r"(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?"
    };
    (decimal) => {
        concat!(r"(?:(?:0|[1-9][0-9]{3,})(?:\.[0-9]+)?|[1-9][0-9]{0,2}", piece!(tail), ")")
    };
    (decimal_but_one) => {
        concat!(
            r"(?:(?:0|[1-9][0-9]{3,})(?:\.[0-9]+)?|1\.(?:[0-9]{1,2}|[0-9]{4,})|(?:[2-9]|[1-9][0-9]{1,2})",
            piece!(tail),
            ")"
        )
    };
    (whole_but_one) => {
        "(?:0|[2-9]|[1-9][0-9]+)"
    };
    (integer) => {
        "-?(?:0|[1-9][0-9]*)"
    };
    (percent) => {
        concat!(piece!(decimal), " ?%")
    };
    (share) => {
        // 0 to 100, with any number of decimals that is not three
        concat!(r"(?:0(?:\.[0-9]+)?|[1-9][0-9]?", piece!(tail), r"|100(?:\.(?:0{1,2}|0{4,}))?) ?%")
    };
    (points) => {
        concat!("(?:1 point|", piece!(decimal), " points)")
    };
    (money) => {
        concat!(piece!(decimal), " [A-Z]{3}")
    };
    (money_per_time) => {
        concat!(piece!(money), " per (?:day|week|month|quarter|year)")
    };
    (duration) => {
        concat!(
            "(?:",
            piece!(decimal),
            " (?:s|min|h)|1 (?:day|week|month|quarter|year|business day|business hour)|",
            piece!(whole_but_one),
            " (?:days|weeks|months|quarters|years|business days)|",
            piece!(decimal_but_one),
            " business hours)"
        )
    };
    (calendar_length) => {
        concat!(
            "(?:1 (?:day|week|month|quarter|year)|",
            "(?:[2-9]|[1-9][0-9]+) (?:days|weeks|months|quarters|years))"
        )
    };
    (year) => {
        "[12][0-9]{3}"
    };
    (month) => {
        "(?:0[1-9]|1[0-2])"
    };
    (date) => {
        concat!(piece!(year), "-", piece!(month), "-(?:0[1-9]|[12][0-9]|3[01])")
    };
    (clock) => {
        "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    };
    (interval) => {
        concat!(piece!(clock), "-(?:", piece!(clock), "|24:00)")
    };
    (weekday) => {
        "(?:mon|tue|wed|thu|fri|sat|sun)"
    };
}

/// A whole pattern: literals and pieces between the anchors.
macro_rules! anchored {
    ($($part:expr),+ $(,)?) => { concat!("^(?:", $($part),+, ")$") };
}

pub(in crate::model) use {anchored, piece};
