//! One question as an item: its type, what there is to choose from, and what it is shown as.

use super::Release;
use super::text::{own, put, words};
use crate::diagnostic::Say;
use crate::emit::survey::decided::NOT_APPLICABLE;
use crate::emit::survey::platform::{Column, columns_by_id};
use crate::emit::survey::{Answer, Choice, Instrument, Item, Most, Scale, Words, not_applicable};
use serde_json::{Map, Value as Json, json};

const CORE: &str = "http://hl7.org/fhir/StructureDefinition";
const OPEN_LABEL: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-openLabel";
const CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";

/// What an item is called: the question, or one line of it.
pub fn link(item: &Item<'_>, line: Option<&str>) -> String {
    line.map_or_else(|| item.id.to_string(), |line| format!("{}.{line}", item.id))
}

/// How an item should look.
pub fn control(code: &str) -> Json {
    json!({"url": format!("{CORE}/questionnaire-itemControl"),
           "valueCodeableConcept": {"coding": [{"system": CONTROLS, "code": code}]}})
}

fn limit(name: &str, value: i64) -> Json {
    json!({"url": format!("{CORE}/{name}"), "valueInteger": value})
}

/// The item of the question at a place.
pub fn item(instrument: &Instrument<'_>, place: usize, release: Release) -> Map<String, Json> {
    let own = &instrument.items[place];
    let writer = Writer { instrument, place, release };
    let mut map = writer.of(link(own, None), &own.text);
    let mut extensions = Vec::new();
    match &own.answer {
        Answer::Open => writer.plain(&mut map, "text"),
        Answer::YesNo => writer.plain(&mut map, "boolean"),
        Answer::Number => writer.plain(&mut map, "decimal"),
        Answer::Date => writer.plain(&mut map, "date"),
        Answer::Statement => writer.plain(&mut map, "display"),
        Answer::Scale(scale) if !scale.has_buttons() => {
            writer.plain(&mut map, "integer");
            extensions = vec![control("slider"), limit("minValue", scale.low), limit("maxValue", scale.high)];
            map.extend(writer.ends(own, scale));
        }
        Answer::Scale(scale) => {
            extensions.push(control("radio-button"));
            writer.choice(&mut map, writer.points(scale), false);
        }
        Answer::Choice { options, most } => {
            extensions = writer.how_many(*most);
            if let Some(option) = own.asks_for_words() {
                let mut label = Map::from_iter([("url".to_owned(), json!(OPEN_LABEL))]);
                put(instrument, &mut label, "valueString", &words(instrument, &option.text, place));
                extensions.push(Json::Object(label));
            }
            let words = own.asks_for_words().map(|option| option.id);
            let listed = options.iter().filter(|option| Some(option.id) != words);
            let listed = listed.map(|option| writer.option(option, *most)).collect();
            writer.choice(&mut map, listed, words.is_some());
            if *most != Most::One {
                map.insert("repeats".into(), json!(true));
            }
        }
        Answer::Ranking { options, .. } => {
            let each = options.iter().map(|option| writer.ranked(own, option));
            map.insert("type".into(), json!("group"));
            map.insert("item".into(), each.collect());
        }
        Answer::Matrix { rows, scale } => {
            extensions.push(control("table"));
            let line = |row: &crate::emit::survey::Row<'_>| {
                let mut line = writer.of(link(own, Some(row.id.as_str())), &row.text);
                writer.choice(&mut line, writer.points(scale), false);
                line.insert("required".into(), json!(own.required));
                Json::Object(line)
            };
            map.insert("type".into(), json!("group"));
            map.insert("item".into(), rows.iter().map(line).collect());
        }
    }
    if map["type"] != "group" && own.is_answered() {
        map.insert("required".into(), json!(own.required));
    }
    if !extensions.is_empty() {
        map.insert("extension".into(), json!(extensions));
    }
    map
}

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
    place: usize,
    release: Release,
}

impl<'p> Writer<'_, 'p> {
    fn words(&self, of: &Words<'p>) -> Vec<String> {
        words(self.instrument, of, self.place)
    }

    /// An item with its name and text.
    fn of(&self, link: String, text: &Words<'p>) -> Map<String, Json> {
        let mut map = Map::from_iter([("linkId".to_owned(), json!(link))]);
        put(self.instrument, &mut map, "text", &self.words(text));
        map
    }

    fn plain(&self, map: &mut Map<String, Json>, kind: &str) {
        map.insert("type".into(), json!(kind));
    }

    /// The releases have other words for a choice that takes words of one's own as well.
    fn choice(&self, map: &mut Map<String, Json>, options: Vec<Json>, open: bool) {
        let kind = match (self.release, open) {
            (Release::R4b, false) => "choice",
            (Release::R4b, true) => "open-choice",
            (Release::R5, _) => "coding",
        };
        map.insert("type".into(), json!(kind));
        if self.release == Release::R5 {
            let constraint = if open { "optionsOrString" } else { "optionsOnly" };
            map.insert("answerConstraint".into(), json!(constraint));
        }
        map.insert("answerOption".into(), json!(options));
    }

    fn how_many(&self, most: Most) -> Vec<Json> {
        match most {
            Most::One => vec![control("radio-button")],
            Most::All => vec![control("check-box")],
            Most::Some(most) => vec![control("check-box"), limit("questionnaire-maxOccurs", most)],
        }
    }

    fn coding(&self, code: &str, said: &[String]) -> Map<String, Json> {
        let mut coding = Map::from_iter([("code".to_owned(), json!(code))]);
        put(self.instrument, &mut coding, "display", said);
        coding
    }

    fn option(&self, option: &Choice<'p>, most: Most) -> Json {
        let mut written = json!({"valueCoding": self.coding(option.id.as_str(), &self.words(&option.text))});
        if most != Most::One && option.exclusive.is_some() {
            let exclusive =
                json!({"url": format!("{CORE}/questionnaire-optionExclusive"), "valueBoolean": true});
            written["extension"] = json!([exclusive]);
        }
        written
    }

    /// The points of a scale, each with the number that it counts as.
    fn points(&self, scale: &Scale<'p>) -> Vec<Json> {
        let weight = match self.release {
            Release::R4b => format!("{CORE}/ordinalValue"),
            Release::R5 => format!("{CORE}/itemWeight"),
        };
        let point = |(nth, code): (usize, i64)| {
            let end = match code {
                code if code == scale.low => scale.low_words.as_ref(),
                code if code == scale.high => scale.high_words.as_ref(),
                _ => None,
            };
            let said = match (scale.labelled().get(nth), end) {
                (Some(label), _) => self.words(label),
                (None, Some(end)) => {
                    self.words(end).into_iter().map(|end| format!("{code} · {end}")).collect()
                }
                (None, None) => vec![code.to_string(); self.instrument.languages.len()],
            };
            let mut coding = self.coding(&code.to_string(), &said);
            coding.insert("extension".into(), json!([{"url": weight, "valueDecimal": code}]));
            json!({"valueCoding": coding})
        };
        let none = scale.not_applicable.map(
            |_| json!({"valueCoding": self.coding(NOT_APPLICABLE, &own(self.instrument, &not_applicable()))}),
        );
        scale.codes().enumerate().map(point).chain(none).collect()
    }

    /// The words at the ends of a slider.
    fn ends(&self, item: &Item<'p>, scale: &Scale<'p>) -> Option<(String, Json)> {
        let ends = [("lower", &scale.low_words), ("upper", &scale.high_words)];
        let shown = ends.iter().filter_map(|(end, words)| {
            let mut map = self.of(format!("{}.{end}", link(item, None)), words.as_ref()?);
            map.insert("type".into(), json!("display"));
            map.insert("extension".into(), json!([control(end)]));
            Some(Json::Object(map))
        });
        let shown: Vec<Json> = shown.collect();
        (!shown.is_empty()).then(|| ("item".to_owned(), json!(shown)))
    }

    /// An option of a ranking, with the number of its place.
    fn ranked(&self, item: &Item<'p>, option: &Choice<'p>) -> Json {
        let mut map = self.of(link(item, Some(option.id.as_str())), &option.text);
        let all = !matches!(item.answer, Answer::Ranking { most: Most::Some(_), .. });
        map.insert("type".into(), json!("integer"));
        map.insert("required".into(), json!(item.required && all));
        map.insert("extension".into(), json!([limit("minValue", 1), limit("maxValue", places(item))]));
        Json::Object(map)
    }
}

/// How many places a ranking has.
fn places(item: &Item<'_>) -> i64 {
    let options = i64::try_from(item.options().len()).unwrap_or(i64::MAX);
    match &item.answer {
        Answer::Ranking { most: Most::Some(most), .. } => options.min(*most),
        _ => options,
    }
}

/// A text that is not answered.
pub fn display(instrument: &Instrument<'_>, link: &str, label: Option<&Say>, said: &[String]) -> Json {
    let said: Vec<String> = match label {
        Some(label) => {
            own(instrument, label).iter().zip(said).map(|(label, text)| format!("{label}: {text}")).collect()
        }
        None => said.to_vec(),
    };
    let mut map = Map::from_iter([("linkId".to_owned(), json!(link)), ("type".to_owned(), json!("display"))]);
    put(instrument, &mut map, "text", &said);
    Json::Object(map)
}

/// Where the answers are found: by the name of the item.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    if let Answer::Ranking { options, .. } = &item.answer {
        let line = |option: &Choice<'_>| Column {
            question: link(item, Some(option.id.as_str())),
            name: link(item, Some(option.id.as_str())),
            sort: "place",
            values: vec![format!("1..{}", places(item))],
        };
        return options.iter().map(line).collect();
    }
    columns_by_id(item, &|line| link(item, line), &|id| id.to_owned(), NOT_APPLICABLE)
}
