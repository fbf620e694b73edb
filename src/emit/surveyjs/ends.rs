//! What is read at the end. It is HTML that nothing is filled into: an answer in it would be HTML, too.

use super::expression::expression;
use super::text::{escaped, localized, without_braces};
use crate::emit::survey::{Condition, End, Instrument, Part};
use serde_json::{Value as Json, json};

/// The end pages with a condition; the first one that holds is shown.
pub fn by_answers(instrument: &Instrument<'_>) -> Vec<Json> {
    let page = |end: &End<'_>| {
        let condition = end.branch.as_ref()?.condition.as_ref().ok()?;
        let when = match condition {
            Condition::Never => return None,
            condition => expression(instrument, condition).unwrap_or_else(|| "true".to_owned()),
        };
        Some(json!({"expression": when, "html": html(instrument, end)}))
    };
    instrument.ends.iter().filter_map(page).collect()
}

/// The text of an end page, a paragraph for each line.
pub fn html(instrument: &Instrument<'_>, end: &End<'_>) -> Json {
    let paragraph = |line: &str| format!("<p>{}</p>", escaped(line));
    localized(instrument, |tag| said(instrument, end, tag).lines().map(paragraph).collect())
}

/// What people read of it.
pub fn said(instrument: &Instrument<'_>, end: &End<'_>, tag: &str) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => without_braces(&words),
        Part::Answer(_) | Part::Known(_) | Part::Unknown => "…".to_owned(),
    };
    instrument.read(&end.text, tag, instrument.items.len()).into_iter().map(part).collect()
}
