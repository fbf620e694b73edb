//! One question as Qualtrics keeps it: type, options by number, their codes, translations, logic.

use super::document::qid;
use super::logic::logic;
use super::text::{languages, own, text};
use crate::diagnostic::say;
use crate::emit::survey::platform::{Column, columns_by_id};
use crate::emit::survey::{Answer, Choice, Instrument, Item, Most, Row, Scale, Words, not_applicable, ours};
use serde_json::{Map, Value as Json, json};

/// The points of a scale in their order; the last one without a code is "does not apply".
pub fn points(scale: &Scale<'_>) -> impl Iterator<Item = Option<i64>> {
    scale.codes().map(Some).chain(scale.not_applicable.map(|_| None))
}

/// Whether a scale is the row of 0 to 10 that Qualtrics has a type for.
pub fn is_nps(item: &Item<'_>) -> bool {
    let Answer::Scale(scale) = &item.answer else { return false };
    (scale.low, scale.high) == (0, 10) && scale.labelled().is_empty() && scale.not_applicable.is_none()
}

/// The code of "does not apply": a number that is none of the scale.
fn code_of_none(scale: &Scale<'_>) -> i64 {
    if scale.codes().contains(&99) { scale.high + 1 } else { 99 }
}

/// The question at this place.
pub fn question(instrument: &Instrument<'_>, place: usize) -> Json {
    let item = &instrument.items[place];
    let writer = Writer { instrument, item, place };
    let (kind, selector, sub) = form(item);
    let mut map = base(&qid(place), &item.name, kind, selector);
    if let Some(sub) = sub {
        map.insert("SubSelector".into(), json!(sub));
    }
    map.insert("Validation".into(), json!({"Settings": validation(item)}));
    let all = languages(instrument);
    for (nth, (tag, code)) in all.iter().enumerate() {
        let said = writer.said(tag);
        if nth == 0 {
            map.insert("QuestionDescription".into(), said["QuestionText"].clone());
            map.extend(said);
        } else {
            put_language(&mut map, code, said);
        }
    }
    map.extend(writer.codes());
    let condition = item.branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
    if let Some(Ok(Some(shown))) = condition.map(|condition| logic(instrument, condition)) {
        map.insert("DisplayLogic".into(), shown);
    }
    Json::Object(map)
}

/// A text that is not answered, in each language.
pub fn described(instrument: &Instrument<'_>, place: usize, name: &str, said: &[String]) -> Json {
    let mut map = base(&qid(place), name, "DB", "TB");
    for (nth, ((_, code), text)) in languages(instrument).iter().zip(said).enumerate() {
        if nth == 0 {
            map.insert("QuestionText".into(), json!(text));
            map.insert("QuestionDescription".into(), json!(text));
        } else {
            put_language(&mut map, code, Map::from_iter([("QuestionText".to_owned(), json!(text))]));
        }
    }
    Json::Object(map)
}

fn put_language(map: &mut Map<String, Json>, code: &str, said: Map<String, Json>) {
    // A question without translations has a list there, and one with some a map.
    if !map["Language"].is_object() {
        map.insert("Language".into(), json!({}));
    }
    map["Language"][code] = Json::Object(said);
}

fn base(id: &str, name: &str, kind: &str, selector: &str) -> Map<String, Json> {
    let base = json!({
        "QuestionText": "",
        "DefaultChoices": false,
        "DataExportTag": name,
        "QuestionType": kind,
        "Selector": selector,
        "DataVisibility": {"Private": false, "Hidden": false},
        "Configuration": {"QuestionDescriptionOption": "UseText"},
        "QuestionDescription": "",
        "Validation": {"Settings": {"ForceResponse": "OFF", "Type": "None"}},
        "GradingData": [],
        "QuestionID": id,
        "Language": []
    });
    match base {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

/// Type, selector, and what stands below the selector.
fn form(item: &Item<'_>) -> (&'static str, &'static str, Option<&'static str>) {
    match &item.answer {
        Answer::Open => ("TE", "ESTB", None),
        Answer::Number | Answer::Date => ("TE", "SL", None),
        Answer::YesNo | Answer::Choice { most: Most::One, .. } => ("MC", "SAVR", Some("TX")),
        Answer::Choice { .. } => ("MC", "MAVR", Some("TX")),
        Answer::Scale(scale) if !scale.has_buttons() => ("TE", "SL", None),
        Answer::Scale(_) if is_nps(item) => ("MC", "NPS", None),
        Answer::Scale(_) => ("MC", "SAHR", Some("TX")),
        Answer::Ranking { .. } => ("RO", "DND", Some("TX")),
        Answer::Matrix { .. } => ("Matrix", "Likert", Some("SingleAnswer")),
        Answer::Statement => ("DB", "TB", None),
    }
}

fn validation(item: &Item<'_>) -> Json {
    let required = item.required && item.is_answered();
    let mut settings = json!({"ForceResponse": if required { "ON" } else { "OFF" }, "Type": "None"});
    if required {
        settings["ForceResponseType"] = json!("ON");
    }
    let number = |low: String, high: String, decimals: &str| {
        json!({"Type": "ContentType", "ContentType": "ValidNumber",
               "ValidNumber": {"Min": low, "Max": high, "NumDecimals": decimals}})
    };
    let own = match &item.answer {
        Answer::Number => number(String::new(), String::new(), ""),
        Answer::Scale(scale) if !scale.has_buttons() => {
            number(scale.low.to_string(), scale.high.to_string(), "0")
        }
        Answer::Date => {
            json!({"Type": "ContentType", "ContentType": "ValidDate", "ValidDateType": "DateWithFormat"})
        }
        Answer::Choice { most: Most::Some(most), .. } => {
            json!({"Type": "MaxChoices", "MaxChoices": most.to_string()})
        }
        _ => json!({}),
    };
    if let (Json::Object(settings), Json::Object(own)) = (&mut settings, own) {
        settings.extend(own);
    }
    settings
}

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
    item: &'i Item<'p>,
    place: usize,
}

impl<'p> Writer<'_, 'p> {
    fn text(&self, words: &Words<'p>, tag: &str) -> String {
        text(self.instrument, words, tag, self.place)
    }

    /// Everything that is read of the question in one language.
    fn said(&self, tag: &str) -> Map<String, Json> {
        let mut said = Map::new();
        let mut asked = self.text(&self.item.text, tag);
        match &self.item.answer {
            Answer::Open | Answer::Number | Answer::Date | Answer::Statement => {}
            Answer::YesNo => {
                let words = [say!(en: "Yes", es: "Sí"), say!(en: "No", es: "No")];
                said.insert(
                    "Choices".into(),
                    numbered(words.iter().map(|word| json!({"Display": ours(word, tag)}))),
                );
            }
            Answer::Choice { options, .. } | Answer::Ranking { options, .. } => {
                let several = form(self.item).1 == "MAVR";
                let all = options.iter().map(|option| self.option(option, several, tag));
                said.insert("Choices".into(), numbered(all));
            }
            Answer::Scale(scale) if !scale.has_buttons() => asked.push_str(&self.ends(scale, tag)),
            Answer::Scale(scale) if is_nps(self.item) => {
                let codes: Vec<Json> =
                    scale.codes().map(|code| json!({"Display": code.to_string()})).collect();
                said.insert("Choices".into(), Json::Array(codes));
                let end = |words: &Option<Words<'p>>| json!({"Display": words.map(|words| self.text(&words, tag)).unwrap_or_default()});
                said.insert("ColumnLabels".into(), json!([end(&scale.low_words), end(&scale.high_words)]));
            }
            Answer::Scale(scale) => {
                said.insert("Choices".into(), numbered(self.points(scale, tag).into_iter()));
            }
            Answer::Matrix { rows, scale } => {
                let row = |row: &Row<'p>| json!({"Display": self.text(&row.text, tag)});
                said.insert("Choices".into(), numbered(rows.iter().map(row)));
                said.insert("Answers".into(), numbered(self.points(scale, tag).into_iter()));
            }
        }
        said.insert("QuestionText".into(), json!(asked));
        said
    }

    fn option(&self, option: &Choice<'p>, several: bool, tag: &str) -> Json {
        let mut choice = json!({"Display": self.text(&option.text, tag)});
        if option.other.is_some() {
            choice["TextEntry"] = json!("true");
        }
        if several && option.exclusive.is_some() {
            choice["ExclusiveAnswer"] = json!(true);
        }
        choice
    }

    /// The words of the points; without words of their own, their codes, with the words of the ends.
    fn points(&self, scale: &Scale<'p>, tag: &str) -> Vec<Json> {
        let word = |(nth, code): (usize, Option<i64>)| {
            let Some(code) = code else { return own(&not_applicable(), tag) };
            let end = match code {
                code if code == scale.low => scale.low_words.as_ref(),
                code if code == scale.high => scale.high_words.as_ref(),
                _ => None,
            };
            match (scale.labelled().get(nth), end) {
                (Some(label), _) => self.text(label, tag),
                (None, Some(end)) => format!("{code} · {}", self.text(end, tag)),
                (None, None) => code.to_string(),
            }
        };
        points(scale).enumerate().map(word).map(|word| json!({"Display": word})).collect()
    }

    /// The words of the ends of a scale that is asked as a number, below the question.
    fn ends(&self, scale: &Scale<'p>, tag: &str) -> String {
        let ends = [(scale.low, &scale.low_words), (scale.high, &scale.high_words)];
        let told: Vec<String> = ends
            .iter()
            .filter_map(|(code, words)| Some(format!("{code} = {}", self.text(words.as_ref()?, tag))))
            .collect();
        if told.is_empty() { String::new() } else { format!("<br>{}", told.join("; ")) }
    }

    /// The order of the options and the codes that are stored for them.
    fn codes(&self) -> Map<String, Json> {
        let mut map = Map::new();
        let order = |count: usize| (1..=count).map(|key| key.to_string()).collect::<Vec<_>>();
        let recoded = |scale: &Scale<'p>| -> Map<String, Json> {
            let codes = points(scale).map(|code| code.unwrap_or_else(|| code_of_none(scale)));
            codes.enumerate().map(|(nth, code)| ((nth + 1).to_string(), json!(code.to_string()))).collect()
        };
        let plain = |count: usize| -> Map<String, Json> {
            order(count).into_iter().map(|key| (key.clone(), json!(key))).collect()
        };
        let (mut choices, mut answers) = (0, 0);
        match &self.item.answer {
            Answer::YesNo => {
                choices = 2;
                map.insert("RecodeValues".into(), Json::Object(plain(2)));
            }
            Answer::Choice { options, .. } | Answer::Ranking { options, .. } => {
                choices = options.len();
                map.insert("RecodeValues".into(), Json::Object(plain(choices)));
            }
            Answer::Scale(scale) if is_nps(self.item) => {
                choices = scale.codes().count();
                let codes: Vec<String> = scale.codes().map(|code| code.to_string()).collect();
                map.insert("ChoiceOrder".into(), json!(codes));
            }
            Answer::Scale(scale) if scale.has_buttons() => {
                choices = points(scale).count();
                map.insert("RecodeValues".into(), Json::Object(recoded(scale)));
            }
            Answer::Matrix { rows, scale } => {
                (choices, answers) = (rows.len(), points(scale).count());
                map.insert("RecodeValues".into(), Json::Object(recoded(scale)));
                map.insert("AnswerOrder".into(), json!(order(answers)));
                let tag = |(nth, row): (usize, &Row<'p>)| {
                    ((nth + 1).to_string(), json!(line_name(self.item, row.id.as_str())))
                };
                let tags: Map<String, Json> = rows.iter().enumerate().map(tag).collect();
                map.insert("ChoiceDataExportTags".into(), Json::Object(tags));
            }
            _ => {}
        }
        if choices > 0 && !map.contains_key("ChoiceOrder") {
            map.insert("ChoiceOrder".into(), json!(order(choices)));
        }
        map.insert("NextChoiceId".into(), json!(choices + 1));
        map.insert("NextAnswerId".into(), json!(answers + 1));
        map
    }
}

/// A map from 1 on.
fn numbered(values: impl Iterator<Item = Json>) -> Json {
    Json::Object(values.enumerate().map(|(nth, value)| ((nth + 1).to_string(), value)).collect())
}

fn line_name(item: &Item<'_>, row: &str) -> String {
    format!("{}_{}", item.name, row.replace('-', "_"))
}

/// Where the answers are found in the data, and what their codes mean.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let name = |row: Option<&str>| row.map_or_else(|| item.name.clone(), |row| line_name(item, row));
    let key = |id: &str| {
        let place = item.options().iter().position(|option| option.id.as_str() == id);
        place.map_or_else(|| id.to_owned(), |nth| (nth + 1).to_string())
    };
    let none = item.scale().map_or_else(String::new, |scale| format!("{}=na", code_of_none(scale)));
    let mut columns = columns_by_id(item, &name, &key, &none);
    if let Answer::YesNo = item.answer {
        columns[0].values = vec!["1=true".to_owned(), "2=false".to_owned()];
    }
    for (nth, option) in item.options().iter().enumerate().filter(|(_, option)| option.other.is_some()) {
        columns.push(Column {
            question: format!("{}.{}", item.id, option.id),
            name: format!("{}_{}_TEXT", item.name, nth + 1),
            sort: "text",
            values: Vec::new(),
        });
    }
    columns
}
