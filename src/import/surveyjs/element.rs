//! One element of a page as a question.

use super::NO_MEANING;
use super::choices;
use super::expression::when;
use super::reader::Reader;
use crate::diagnostic::say;
use crate::import::condition::all;
use crate::import::draft::{Answer, Most, Question, Row, Scale, Text, When};
use crate::import::keys::Keys;
use crate::import::names::{Names, id_of_option};
use crate::import::points;
use crate::import::report::shortened;
use serde_json::{Map, Value as Json};

/// Elements that are asked.
const ASKED: &[&str] = &[
    "comment",
    "text",
    "rating",
    "radiogroup",
    "dropdown",
    "buttongroup",
    "checkbox",
    "tagbox",
    "boolean",
    "ranking",
    "matrix",
];

/// Whether an element is a question that can be read, or a text between questions. An expression with
/// nothing to compute is a text, too.
pub fn is_question(map: &Map<String, Json>) -> bool {
    let says = |key: &str| map.get(key).is_some();
    match map.get("type").and_then(Json::as_str) {
        Some("html") => says("html") && map.get("name").is_none_or(|name| name != "consent_notice"),
        Some("expression") => says("title") && !says("expression"),
        sort => sort.is_some_and(|sort| ASKED.contains(&sort)),
    }
}

/// Reads an element; `outer`: the conditions of what it stands in.
pub fn read(keys: &Keys<'_>, outer: &[When], reader: &mut Reader<'_, '_>) {
    let sort = keys.text("type").unwrap_or_default().to_owned();
    let Some(name) = keys.text("name").filter(|_| is_question(keys.map())) else {
        return not_asked(keys, &sort, reader);
    };
    asked(keys, &sort, name, outer, reader);
}

/// Reads words of HTML that are no notice, though they are called so.
pub fn read_as_statement(keys: &Keys<'_>, outer: &[When], reader: &mut Reader<'_, '_>) {
    keys.take("type");
    let name = keys.text("name").unwrap_or_default();
    asked(keys, "html", name, outer, reader);
}

fn asked(keys: &Keys<'_>, sort: &str, name: &str, outer: &[When], reader: &mut Reader<'_, '_>) {
    let is_html = sort == "html";
    let said = keys.take(if is_html { "html" } else { "title" }).cloned();
    let said =
        said.map(|said| if is_html { reader.without_html(&said, &keys.place_of("html")) } else { said });
    let (id, unnamed) = (named(name, keys, reader), said);
    let title = unnamed.filter(|title| !reader.raw(title).is_empty()).unwrap_or_else(|| {
        reader.report.changed(
            keys.place.clone(),
            say!(en: "the question `{name}` has no words", es: "la pregunta `{name}` no tiene texto"),
            say!(en: "it is asked with its name, as SurveyJS does", es: "se pregunta con su nombre, como hace SurveyJS"),
        );
        Json::String(name.to_owned())
    });
    let text = reader.text(&title, &keys.place_of("title"));
    let own = when(keys, "visibleIf", reader);
    let never = keys.take_if("visible", |value| (value == false).then_some(())).is_some();
    let required = keys.is_on("isRequired");
    let answer = answer(keys, sort, name, reader);
    let Some(answer) = answer else { return not_asked(keys, sort, reader) };
    keys.finish(NO_MEANING, reader.report);
    if never {
        reader.report.lost(
            keys.place.clone(),
            say!(en: "the question `{name}` is hidden", es: "la pregunta `{name}` está oculta"),
            say!(en: "it is left out: nobody is asked", es: "se deja fuera: no se le pregunta a nadie"),
        );
        return;
    }
    let repeats = Question::is_repeatable(&answer);
    reader.repeatable.insert(id.clone(), repeats);
    let conditions: Vec<When> = outer.iter().cloned().chain(own).collect();
    let when = joined(conditions);
    let (name, place) = (name.to_owned(), keys.place.clone());
    reader.draft.questions.push(Question { id, name, place, text, answer, required, when });
}

/// Conditions of a question and of what it stands in, as one.
fn joined(conditions: Vec<When>) -> Option<When> {
    let last = conditions.last()?.clone();
    let written = conditions.iter().map(|when| when.written.as_str()).collect::<Vec<_>>().join(" / ");
    let condition = all(conditions.into_iter().map(|when| when.condition).collect())?;
    Some(When { place: last.place, written, condition })
}

/// The id of a question; a name that comes twice gets a new one.
fn named(name: &str, keys: &Keys<'_>, reader: &mut Reader<'_, '_>) -> String {
    let nth = reader.draft.questions.len() + 1;
    let id = reader.names.id(name, &format!("question-{nth}"));
    if !reader.draft.questions.iter().any(|question| question.id == id) {
        return id;
    }
    let other = reader.names.another(name, &format!("question-{nth}"));
    reader.report.changed(
        keys.place_of("name"),
        say!(en: "the name `{name}` is there twice", es: "el nombre `{name}` está dos veces"),
        say!(en: "this question is called `{other}`; conditions look at the first one", es: "esta pregunta se llama `{other}`; las condiciones miran la primera"),
    );
    other
}

fn not_asked(keys: &Keys<'_>, sort: &str, reader: &mut Reader<'_, '_>) {
    let name = keys.text("name").unwrap_or_default();
    let shown = shortened(if name.is_empty() { sort } else { name });
    reader.report.lost(
        keys.place.clone(),
        say!(en: "`{shown}` is of the type `{sort}`, which Senda does not ask", es: "`{shown}` es del tipo `{sort}`, que Senda no pregunta"),
        say!(en: "it is left out", es: "se deja fuera"),
    );
}

fn answer(keys: &Keys<'_>, sort: &str, name: &str, reader: &mut Reader<'_, '_>) -> Option<Answer> {
    Some(match sort {
        "html" | "expression" => Answer::Statement,
        "comment" => Answer::Open,
        "text" => input(keys, reader),
        "boolean" => {
            let stored = |key: &str, usual: &str| {
                let value = keys.take_if(key, Json::as_str).unwrap_or(usual);
                vec![value.to_owned()]
            };
            Answer::YesNo { yes: stored("valueTrue", "true"), no: stored("valueFalse", "false") }
        }
        "rating" => Answer::Scale(rating(keys, reader)),
        "ranking" => {
            let options = choices::read(keys, false, reader);
            let most = keys.whole("maxSelectedChoices").map_or(Most::All, Most::Some);
            Answer::Ranking { options, most }
        }
        "checkbox" | "tagbox" => {
            let options = choices::read(keys, true, reader);
            let most =
                keys.whole("maxSelectedChoices").filter(|most| *most > 0).map_or(Most::All, Most::Some);
            let most = if most == Most::Some(1) { Most::One } else { most };
            Answer::Choice { options, most }
        }
        "matrix" => matrix(keys, name, reader)?,
        _ => {
            let options = choices::read(keys, false, reader);
            match points::of_options(&options) {
                Some(scale) => {
                    told_scale(keys, &scale, reader);
                    Answer::Scale(scale)
                }
                None => Answer::Choice { options, most: Most::One },
            }
        }
    })
}

fn told_scale(keys: &Keys<'_>, scale: &Scale, reader: &mut Reader<'_, '_>) {
    let (low, high) = (scale.low, scale.high);
    reader.report.changed(
        keys.place_of("choices"),
        say!(en: "its options are the numbers from {low} to {high}", es: "sus opciones son los números del {low} al {high}"),
        say!(en: "it is a scale with words on its points", es: "es una escala con palabras en sus puntos"),
    );
}

/// A field to write in.
fn input(keys: &Keys<'_>, reader: &mut Reader<'_, '_>) -> Answer {
    let sort = keys.text("inputType").unwrap_or("text").to_owned();
    match sort.as_str() {
        "number" | "range" => {
            let ends = keys
                .take_if("step", |step| (step == 1).then_some(()))
                .and_then(|()| Some((keys.whole("min")?, keys.whole("max")?)));
            match ends.filter(|(low, high)| low < high) {
                Some((low, high)) => Answer::Scale(long_scale(keys, low, high, reader)),
                None => Answer::Number,
            }
        }
        "date" => Answer::Date,
        "text" => Answer::Open,
        other => {
            reader.report.changed(
                keys.place_of("inputType"),
                say!(en: "the field takes only `{other}`", es: "el campo solo acepta `{other}`"),
                say!(en: "it is an open question", es: "es una pregunta abierta"),
            );
            Answer::Open
        }
    }
}

/// A scale that is asked as a number, with the words of its ends below the question.
fn long_scale(keys: &Keys<'_>, low: i64, high: i64, reader: &mut Reader<'_, '_>) -> Scale {
    let mut scale = Scale { low, high, ..Scale::default() };
    let Some(description) = keys.take("description") else { return scale };
    let told = reader.text(description, &keys.place_of("description"));
    let (from, to) = (format!("{low} = "), format!("; {high} = "));
    let cut = |words: &str| {
        let (low, high) = words.strip_prefix(&from)?.split_once(&to)?;
        Some((low.to_owned(), high.to_owned()))
    };
    let (mut lows, mut highs) = (Text::default(), Text::default());
    for (tag, words) in &told.0 {
        let Some((low, high)) = cut(words) else {
            reader.no_place(keys.place_of("description"), description);
            return scale;
        };
        lows.0.insert(tag.clone(), low);
        highs.0.insert(tag.clone(), high);
    }
    (scale.low_words, scale.high_words) = (Some(lows), Some(highs));
    scale
}

fn rating(keys: &Keys<'_>, reader: &mut Reader<'_, '_>) -> Scale {
    let mut scale = match keys.take("rateValues").and_then(Json::as_array).filter(|list| !list.is_empty()) {
        Some(list) => choices::points(list, &keys.place_of("rateValues"), false, reader),
        None => {
            let low = keys.whole("rateMin").unwrap_or(1);
            let count = keys.take_if("rateCount", crate::import::keys::whole).unwrap_or(5);
            let high = keys.whole("rateMax").unwrap_or(low.saturating_add(count).saturating_sub(1));
            Scale { low, high: high.max(low), ..Scale::default() }
        }
    };
    scale.low_words =
        keys.take("minRateDescription").map(|json| reader.text(json, &keys.place_of("minRateDescription")));
    scale.high_words =
        keys.take("maxRateDescription").map(|json| reader.text(json, &keys.place_of("maxRateDescription")));
    scale
}

fn matrix(keys: &Keys<'_>, name: &str, reader: &mut Reader<'_, '_>) -> Option<Answer> {
    let columns = keys.take("columns").and_then(Json::as_array).filter(|list| !list.is_empty())?;
    let lines = keys.take("rows").and_then(Json::as_array).filter(|list| !list.is_empty())?;
    let scale = choices::points(columns, &keys.place_of("columns"), true, reader);
    let mut names = Names::default();
    let mut rows = Vec::new();
    for (nth, line) in lines.iter().enumerate() {
        let place = format!("{}[{nth}]", keys.place_of("rows"));
        let Some(item) = choices::item(line, &place, reader) else { continue };
        let words = reader.draft.languages.first().and_then(|tag| item.text.get(tag)).unwrap_or_default();
        let id = names.wished(&item.value, &id_of_option(&item.value, words, nth));
        rows.push(Row { id, name: format!("{name}.{}", item.value), text: item.text });
    }
    let each = keys.take("eachRowRequired").is_some_and(|each| each == true);
    let required = keys.take("isRequired").is_some_and(|required| required == true);
    if each != required {
        reader.report.changed(
            keys.place_of("eachRowRequired"),
            say!(en: "either the whole or each line must be answered", es: "hay que responder el conjunto o cada línea"),
            say!(en: "in Senda `required` means each line", es: "en Senda `required` significa cada línea"),
        );
    }
    Some(Answer::Matrix { rows, scale })
}
