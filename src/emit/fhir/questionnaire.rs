//! The resource: what it is called, whether it is in use, and its items by page.

use super::Release;
use super::enable::{Demand, demands};
use super::item::{display, item, link};
use super::text::{language, own, put, told, words};
use crate::emit::survey::{Answer, Condition, End, Instrument, Item, proposed};
use serde_json::{Map, Value as Json, json};

/// The whole resource. Names with `_` at their start are those of groups and texts of ours: no question can
/// be called so.
pub fn questionnaire(instrument: &Instrument<'_>, release: Release) -> Json {
    let id = instrument.id();
    let mut map = Map::new();
    map.insert("resourceType".into(), json!("Questionnaire"));
    // An id of a resource has 64 characters at most.
    if id.as_str().len() <= 64 {
        map.insert("id".into(), json!(id.as_str()));
    }
    map.insert("language".into(), json!(language(instrument.language())));
    map.insert("name".into(), json!(name(id.as_str())));
    if let Some(title) = &instrument.title {
        put(instrument, &mut map, "title", &super::text::words(instrument, title, 0));
    }
    map.insert("status".into(), json!(if instrument.proposed { "draft" } else { "active" }));
    let mut items = introduction(instrument);
    for (nth, places) in instrument.pages.iter().enumerate() {
        let inside: Vec<Json> = places.iter().map(|place| asked(instrument, *place, release)).collect();
        items.push(json!({"linkId": format!("_page.{}", nth + 1), "type": "group", "item": inside}));
    }
    items.extend(ends(instrument));
    map.insert("item".into(), json!(items));
    Json::Object(map)
}

/// A name for programs: a capital, then letters and digits.
fn name(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    words.collect()
}

/// Mark of a proposal and notice.
fn introduction(instrument: &Instrument<'_>) -> Vec<Json> {
    let mark =
        instrument.proposed.then(|| display(instrument, "_proposed", None, &own(instrument, &proposed())));
    let notice = instrument.notice.iter().enumerate().map(|(nth, line)| {
        let link = format!("_notice.{}", nth + 1);
        display(instrument, &link, Some(&line.label), &told(instrument, &line.text))
    });
    mark.into_iter().chain(notice).collect()
}

/// The demands under which a question is asked: none when it is asked of everybody.
///
/// # Errors
/// They cannot be told.
pub fn shown_when(instrument: &Instrument<'_>, place: usize) -> Result<Vec<Demand>, Untold> {
    let branch = instrument.items[place].branch.as_ref();
    let Some(condition) = branch.and_then(|branch| branch.condition.as_ref().ok()) else {
        return Ok(Vec::new());
    };
    enabled_when(instrument, condition, place > 0)
}

/// The demands under which an end page is shown.
///
/// # Errors
/// They cannot be told.
pub fn end_shown_when(instrument: &Instrument<'_>, nth: usize) -> Result<Vec<Demand>, Untold> {
    enabled_when(instrument, &instrument.read_when(nth), true)
}

/// The demands of a condition. `is_later`: something was asked before.
fn enabled_when(
    instrument: &Instrument<'_>,
    condition: &Condition,
    is_later: bool,
) -> Result<Vec<Demand>, Untold> {
    let mut demands = demands(instrument, condition).ok_or(Untold)?;
    if demands.iter().any(Vec::is_empty) {
        // Nobody: the first question is answered and is not.
        let first = instrument.items.iter().find_map(answerable).filter(|_| is_later).ok_or(Untold)?;
        let there =
            |there: bool| vec![json!({"question": first, "operator": "exists", "answerBoolean": there})];
        demands = vec![there(true), there(false)];
    }
    Ok(demands)
}

/// A condition that cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold;

/// The name of an item of a question that has an answer of its own.
fn answerable(item: &Item<'_>) -> Option<String> {
    match &item.answer {
        Answer::Statement => None,
        Answer::Matrix { rows, .. } => rows.first().map(|row| link(item, Some(row.id.as_str()))),
        Answer::Ranking { options, .. } => options.first().map(|option| link(item, Some(option.id.as_str()))),
        _ => Some(link(item, None)),
    }
}

/// A question with its demands: those of one comparison together at one item, each further one at a group
/// around it.
fn asked(instrument: &Instrument<'_>, place: usize, release: Release) -> Json {
    let demands = shown_when(instrument, place).unwrap_or_default();
    let own = Json::Object(item(instrument, place, release));
    enabled(own, demands, instrument.items[place].id.as_str())
}

/// The end pages, as the last texts of the form.
fn ends(instrument: &Instrument<'_>) -> Vec<Json> {
    let page = |(nth, end): (usize, &End<'_>)| {
        let demands = end_shown_when(instrument, nth).ok()?;
        let (link, said) =
            (format!("_end.{}", nth + 1), words(instrument, &end.text, instrument.items.len()));
        Some(enabled(display(instrument, &link, None, &said), demands, &link))
    };
    instrument.ends.iter().enumerate().filter_map(page).collect()
}

/// An item with its demands: see [`asked`].
fn enabled(mut own: Json, demands: Vec<Demand>, name: &str) -> Json {
    let (single, mut levels): (Vec<Demand>, Vec<Demand>) =
        demands.into_iter().partition(|demand| demand.len() == 1);
    if !single.is_empty() {
        enable(&mut own, single.concat(), "all");
    } else if let Some(first) = levels.pop() {
        enable(&mut own, first, "any");
    }
    for (nth, demand) in levels.into_iter().enumerate() {
        let link = format!("_when.{name}.{}", nth + 1);
        own = json!({"linkId": link, "type": "group", "item": [own]});
        enable(&mut own, demand, "any");
    }
    own
}

fn enable(item: &mut Json, when: Vec<Json>, behavior: &str) {
    if when.len() > 1 {
        item["enableBehavior"] = json!(behavior);
    }
    item["enableWhen"] = json!(when);
}
