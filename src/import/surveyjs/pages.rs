//! Pages, panels and what stands on them.

use super::element;
use super::expression;
use super::object;
use super::reader::Reader;
use crate::diagnostic::{Say, say};
use crate::emit::survey::{Subject, ours};
use crate::import::draft::When;
use crate::import::keys::Keys;
use crate::import::notice::{self, Line};
use crate::import::text::without_html;
use crate::import::{MOST_PARTS, Refusal};
use serde_json::{Map, Value as Json};

/// How a page looks, which Senda decides.
const PAGE: &[(&str, &str)] = &[("name", "pages are made anew"), ("navigationTitle", "pages are made anew")];

/// The lists of elements of a survey or a panel: properties and their items.
pub fn elements(map: &Map<String, Json>) -> Vec<(&'static str, &Vec<Json>)> {
    let lists = ["pages", "elements", "questions"].into_iter();
    lists
        .filter_map(|key| Some((key, map.get(key)?.as_array()?)))
        .filter(|(_, list)| !list.is_empty())
        .collect()
}

/// Reads everything that is asked.
pub fn read(root: &Keys<'_>, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
    let Json::Object(survey) = reader.document else { return Ok(()) };
    let lists = elements(survey);
    name_all(&lists, reader)?;
    told_pages(survey, reader);
    for (key, list) in lists {
        root.take(key);
        for (nth, item) in list.iter().enumerate() {
            below(item, &format!("{key}[{nth}]"), &[], key == "pages", reader);
        }
    }
    Ok(())
}

/// Every question gets its id before anything is read, because texts and conditions name them.
fn name_all(lists: &[(&str, &Vec<Json>)], reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
    let mut waiting: Vec<&Json> = lists.iter().rev().flat_map(|(_, list)| list.iter().rev()).collect();
    let mut count = 0;
    while let Some(item) = waiting.pop() {
        let Some(map) = object(item) else { continue };
        for (_, list) in elements(map).iter().rev() {
            waiting.extend(list.iter().rev());
        }
        if let Some(name) = map.get("name").and_then(Json::as_str).filter(|_| element::is_question(map)) {
            count += 1;
            reader.names.id(name, &format!("question-{count}"));
        }
        if count > MOST_PARTS {
            return Err(Refusal::too_many(&say!(en: "questions", es: "preguntas")));
        }
    }
    Ok(())
}

/// Says that pages are arranged anew, unless they are as Senda arranges them.
fn told_pages(survey: &Map<String, Json>, reader: &mut Reader<'_, '_>) {
    let Some(pages) = survey.get("pages").and_then(Json::as_array) else { return };
    let title = |nth: usize, page: &Json| {
        let say = numbered(nth + 1);
        match page.get("navigationTitle") {
            Some(title) => pages.len() > 1 && reader.is_ours(title, &|tag| ours(&say, tag).to_owned()),
            None => pages.len() == 1,
        }
    };
    let ours = |(nth, page): (usize, &Json)| {
        page["name"] == format!("page_{}", nth + 1).as_str() && title(nth, page)
    };
    if !pages.iter().enumerate().all(ours) {
        let count = pages.len();
        reader.report.changed(
            "pages",
            say!(en: "it has pages of its own ({count})", es: "tiene páginas propias ({count})"),
            say!(en: "the order stays; Senda puts as many questions on a page as a phone shows", es: "el orden se queda; Senda pone en cada página las preguntas que caben en un teléfono"),
        );
    }
}

fn numbered(page: usize) -> Say {
    say!(en: "Page {page}", es: "Página {page}")
}

/// A page, a panel or an element; `outer`: the conditions of what it stands in.
fn below(item: &Json, place: &str, outer: &[When], is_page: bool, reader: &mut Reader<'_, '_>) {
    let Some(map) = object(item) else {
        return reader.report.unknown(place, place, &item.to_string());
    };
    let keys = Keys::new(place, map);
    if map.get("type").is_some_and(|sort| sort == "html") && !element::is_question(map) {
        return html(&keys, outer, reader);
    }
    if !is_page && map.get("type").and_then(Json::as_str) != Some("panel") {
        return element::read(&keys, outer, reader);
    }
    keys.take("type");
    let mut conditions = outer.to_vec();
    conditions.extend(expression::when(&keys, "visibleIf", reader));
    for key in ["title", "description"] {
        if let Some(words) = keys.take(key) {
            reader.no_place(keys.place_of(key), words);
        }
    }
    for (key, list) in elements(map) {
        keys.take(key);
        for (nth, inner) in list.iter().enumerate() {
            below(inner, &format!("{place}.{key}[{nth}]"), &conditions, false, reader);
        }
    }
    keys.finish(PAGE, reader.report);
}

/// The notice that Senda writes; other words are a text between questions.
fn html(keys: &Keys<'_>, outer: &[When], reader: &mut Reader<'_, '_>) {
    let Some(html) = keys.map().get("html") else {
        keys.take("type");
        keys.take("name");
        return keys.finish(&[], reader.report);
    };
    let languages = reader.draft.languages.clone();
    let Some(consent) = lines(html, reader).and_then(|lines| notice::consent(&lines, &languages)) else {
        return element::read_as_statement(keys, outer, reader);
    };
    for key in ["type", "name", "html"] {
        keys.take(key);
    }
    reader.draft.consent = consent;
    keys.finish(&[], reader.report);
}

/// The lines of a notice; nothing when it is another text.
fn lines(html: &Json, reader: &mut Reader<'_, '_>) -> Option<Vec<Line>> {
    let told = reader.raw(html);
    let mut lines: Vec<Line> = Vec::new();
    for (tag, html) in &told.0 {
        let inner = html.strip_prefix("<p>")?.strip_suffix("</p>")?;
        for (nth, line) in inner.split("</p><p>").enumerate() {
            let (label, words) = line.strip_prefix("<strong>")?.split_once(":</strong> ")?;
            let subject = Subject::ALL.into_iter().find(|subject| ours(&subject.label(), tag) == label)?;
            if lines.len() <= nth {
                lines.push(Line { subject, told: Default::default() });
            }
            let line = lines.get_mut(nth).filter(|line| line.subject == subject)?;
            line.told.0.insert(tag.clone(), without_html(words));
        }
    }
    let complete = lines.iter().all(|line| line.told.0.len() == told.0.len());
    complete.then_some(lines)
}
