//! One question of Qualtrics.

use super::logic::{self, Options};
use super::{NO_MEANING, Reader, choices};
use crate::diagnostic::say;
use crate::emit::survey::{Subject, ours, proposed};
use crate::import::condition::all;
use crate::import::draft::{Answer, End, Most, Question, Row, Scale, Text, When};
use crate::import::keys::{Keys, whole};
use crate::import::names::{Names, id_of_option};
use crate::import::notice::{self, Line};
use crate::import::points;
use crate::import::report::left_out;
use crate::import::text::without_html;
use serde_json::{Map, Value as Json};

/// Whether it is a question that Senda asks, by its type.
pub fn is_asked(payload: &Map<String, Json>) -> bool {
    let selector = payload.get("Selector").and_then(Json::as_str).unwrap_or_default();
    match payload.get("QuestionType").and_then(Json::as_str).unwrap_or_default() {
        "TE" => !matches!(selector, "FORM" | "PW"),
        "MC" | "RO" => true,
        "Matrix" => {
            selector == "Likert" && payload.get("SubSelector").is_none_or(|sub| sub != "MultipleAnswer")
        }
        "DB" => !is_own_text(payload),
        _ => false,
    }
}

/// Whether a text has a name that Senda gives to what is no question.
fn is_own_text(payload: &Map<String, Json>) -> bool {
    let name = payload.get("DataExportTag").and_then(Json::as_str).unwrap_or_default();
    matches!(name, "survey_title" | "proposed_mark")
        || ["consent_notice_", "end_page_"].iter().any(|prefix| name.starts_with(prefix))
}

/// Reads the question of an id.
pub fn read(id: &str, payload: &Map<String, Json>, reader: &mut Reader<'_, '_>) {
    let keys = Keys::new(id, payload);
    let sort = keys.text("QuestionType").unwrap_or_default();
    let selector = keys.text("Selector").unwrap_or_default().to_owned();
    keys.take("QuestionID");
    keys.take("Language");
    keys.take("QuestionText");
    if sort == "DB" && described(&keys, payload, reader) {
        return;
    }
    let name = keys.text("DataExportTag").unwrap_or(id).to_owned();
    if sort != "DB" && !is_asked(payload) {
        reader.report.lost(
            id,
            say!(en: "`{name}` is of the type {sort}/{selector}, which Senda does not ask", es: "`{name}` es del tipo {sort}/{selector}, que Senda no pregunta"),
            left_out(),
        );
        return;
    }
    let nth = reader.draft.questions.len() + 1;
    let mut own = reader.names.id(&name, &format!("question-{nth}"));
    if reader.draft.questions.iter().any(|question| question.id == own) {
        own = reader.names.another(&name, &format!("question-{nth}"));
        reader.report.changed(
            keys.place_of("DataExportTag"),
            say!(en: "the name `{name}` is there twice", es: "el nombre `{name}` está dos veces"),
            say!(en: "this question is called `{own}`", es: "esta pregunta se llama `{own}`"),
        );
    }
    let shown = keys
        .take("DisplayLogic")
        .and_then(|logic| logic::when(logic, &keys.place_of("DisplayLogic"), reader));
    let raw = reader.raw(payload, &|said| said.get("QuestionText").and_then(Json::as_str).map(str::to_owned));
    let settings = payload.get("Validation").map_or(&Json::Null, |validation| &validation["Settings"]);
    keys.take("Validation");
    let (answer, raw) = match sort {
        "TE" => typed(settings, raw),
        "DB" => (Answer::Statement, raw),
        "Matrix" => (matrix(&keys, payload, reader), raw),
        _ => (choices::answer(&keys, payload, &selector, settings, reader), raw),
    };
    let answer = with_words(answer, reader, &keys.place);
    let mut text = reader.text(&raw, &keys.place_of("QuestionText"));
    if let Answer::Statement = answer {
        text = text.map(|words| words.trim().to_owned());
    }
    let required = settings["ForceResponse"] == "ON";
    told_settings(settings, &keys, reader);
    keys.finish(NO_MEANING, reader.report);
    reader.repeatable.insert(own.clone(), Question::is_repeatable(&answer));
    if !reader.keys.contains_key(id) {
        reader.keys.insert(id.to_owned(), Options::default());
    }
    if let Some(options) = reader.keys.get_mut(id) {
        options.id.clone_from(&own);
    }
    let conditions: Vec<When> = reader.branches.iter().cloned().chain(shown).collect();
    let when = conditions.last().cloned().and_then(|last| {
        let condition = all(conditions.into_iter().map(|when| when.condition).collect())?;
        Some(When { condition, ..last })
    });
    let place = keys.place.clone();
    // Logic names a question by its id.
    reader.draft.questions.push(Question {
        id: own,
        name: id.to_owned(),
        place,
        text,
        answer,
        required,
        when,
    });
}

/// The words of the ends of a scale, as people read them.
fn with_words(answer: Answer, reader: &mut Reader<'_, '_>, place: &str) -> Answer {
    match answer {
        Answer::Scale(mut scale) => {
            scale.low_words = scale.low_words.map(|words| reader.text(&words, place));
            scale.high_words = scale.high_words.map(|words| reader.text(&words, place));
            Answer::Scale(scale)
        }
        other => other,
    }
}

/// Settings of an answer that were not read.
fn told_settings(settings: &Json, keys: &Keys<'_>, reader: &mut Reader<'_, '_>) {
    const READ: &[&str] = &[
        "ForceResponse",
        "ForceResponseType",
        "Type",
        "ContentType",
        "ValidNumber",
        "ValidDateType",
        "MaxChoices",
    ];
    for (key, value) in settings.as_object().into_iter().flatten() {
        let says_nothing = value.is_null()
            || matches!(value.as_str(), Some("" | "None" | "OFF"))
            || value.as_array().is_some_and(Vec::is_empty);
        let odd = match key.as_str() {
            "ForceResponse" => !matches!(value.as_str(), Some("ON" | "OFF")),
            "Type" => !matches!(value.as_str(), Some("None" | "ContentType" | "MaxChoices")),
            "ContentType" => !matches!(value.as_str(), Some("ValidNumber" | "ValidDate")),
            key => !READ.contains(&key),
        };
        if odd && !says_nothing {
            reader.report.unknown(format!("{}.Validation.{key}", keys.place), key, &value.to_string());
        }
    }
}

/// A line or a field to write in; of a long scale the words of the ends stand below the question.
fn typed(settings: &Json, raw: Text) -> (Answer, Text) {
    match settings["ContentType"].as_str() {
        Some("ValidDate") => (Answer::Date, raw),
        Some("ValidNumber") => {
            let number = &settings["ValidNumber"];
            let ends = whole(&number["Min"]).zip(whole(&number["Max"])).filter(|(low, high)| low < high);
            match ends.filter(|_| number["NumDecimals"] == "0") {
                Some((low, high)) => long_scale(low, high, raw),
                None => (Answer::Number, raw),
            }
        }
        _ => (Answer::Open, raw),
    }
}

fn long_scale(low: i64, high: i64, raw: Text) -> (Answer, Text) {
    let mut scale = Scale { low, high, ..Scale::default() };
    let (mut texts, mut lows, mut highs) = (Text::default(), Text::default(), Text::default());
    for (tag, words) in &raw.0 {
        let (from, to) = (format!("{low} = "), format!("{high} = "));
        let below =
            words.rsplit_once("<br>").filter(|(_, below)| below.starts_with(&from) || below.starts_with(&to));
        let Some((asked, below)) = below else { return (Answer::Scale(scale), raw) };
        let (first, last) = match below.split_once(&format!("; {to}")) {
            Some((first, last)) => (first.strip_prefix(&from), Some(last)),
            None => (below.strip_prefix(&from), below.strip_prefix(&to)),
        };
        texts.0.insert(tag.clone(), asked.to_owned());
        lows.0.extend(first.map(|words| (tag.clone(), words.to_owned())));
        highs.0.extend(last.map(|words| (tag.clone(), words.to_owned())));
    }
    let there = |text: Text| (!text.0.is_empty()).then_some(text);
    (scale.low_words, scale.high_words) = (there(lows), there(highs));
    (Answer::Scale(scale), texts)
}

fn matrix(keys: &Keys<'_>, payload: &Map<String, Json>, reader: &mut Reader<'_, '_>) -> Answer {
    keys.take("ChoiceDataExportTags");
    let listed = choices::list(keys, payload, "Choices", "ChoiceOrder", reader);
    let own = payload.get("DataExportTag").and_then(Json::as_str).unwrap_or_default();
    let tags = &payload.get("ChoiceDataExportTags").cloned().unwrap_or_default();
    let mut names = Names::default();
    let rows = listed.into_iter().enumerate().map(|(nth, line)| {
        let named = tags[&line.key].as_str().unwrap_or_default();
        let stored = named.strip_prefix(&format!("{own}_")).unwrap_or(named).replace('_', "-");
        let words = reader.draft.languages.first().and_then(|tag| line.text.get(tag)).unwrap_or_default();
        let id = names.wished(&line.key, &id_of_option(&stored, words, nth));
        Row { id, name: format!("{}/{}", keys.place, line.key), text: line.text }
    });
    let rows = rows.collect();
    let listed = choices::list(keys, payload, "Answers", "AnswerOrder", reader);
    let scale = choices::points(keys, listed);
    Answer::Matrix { rows, scale: points::scale(scale, &keys.place_of("Answers"), true, reader.report) }
}

/// Whether a text is one of those that Senda writes around the questions.
fn described(keys: &Keys<'_>, payload: &Map<String, Json>, reader: &mut Reader<'_, '_>) -> bool {
    let raw = reader.raw(payload, &|said| said.get("QuestionText").and_then(Json::as_str).map(str::to_owned));
    let name = payload.get("DataExportTag").and_then(Json::as_str).unwrap_or_default();
    let plain = raw.map(without_html);
    match name {
        "survey_title" => {
            let inner = raw.map(|html| html.trim_start_matches("<h2>").trim_end_matches("</h2>").to_owned());
            reader.draft.title = Some(reader.text(&inner, &keys.place));
            true
        }
        "proposed_mark" if plain.0.iter().all(|(tag, words)| words == ours(&proposed(), tag)) => {
            reader.draft.proposed = true;
            true
        }
        name if name.starts_with("consent_notice_") => notice(&raw, reader),
        name if name.starts_with("end_page_") => {
            let when = keys
                .take("DisplayLogic")
                .and_then(|logic| logic::when(logic, &keys.place_of("DisplayLogic"), reader));
            let text = reader.text(&raw, &keys.place_of("QuestionText"));
            reader.draft.ends.push(End { text, when });
            true
        }
        _ => false,
    }
}

fn notice(raw: &Text, reader: &mut Reader<'_, '_>) -> bool {
    let mut subject = None;
    let mut told = Text::default();
    for (tag, html) in &raw.0 {
        let cut = html.strip_prefix("<strong>").and_then(|rest| rest.split_once(":</strong> "));
        let Some((label, words)) = cut else { return false };
        let label = without_html(label);
        let own = Subject::ALL.into_iter().find(|subject| ours(&subject.label(), tag) == label);
        if own.is_none() || subject.is_some_and(|subject| Some(subject) != own) {
            return false;
        }
        subject = own;
        told.0.insert(tag.clone(), without_html(words));
    }
    let Some(subject) = subject else { return false };
    let Some(fields) = notice::consent(&[Line { subject, told }], &reader.draft.languages) else {
        return false;
    };
    reader.draft.consent.extend(fields);
    true
}

/// Whether a question takes several options.
pub fn most(selector: &str, settings: &Json) -> Most {
    if !selector.starts_with("MA") && selector != "MSB" {
        return Most::One;
    }
    match whole(&settings["MaxChoices"]).filter(|_| settings["Type"] == "MaxChoices") {
        Some(most) if most > 1 => Most::Some(most),
        _ => Most::All,
    }
}
