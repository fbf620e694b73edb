//! One question as a SurveyJS element.

use super::expression::expression;
use super::text::{own, words};
use super::values::{NOT_APPLICABLE, stored};
use crate::emit::survey::{Answer, Branch, Choice, Condition, Instrument, Item, Most, Scale, not_applicable};
use serde_json::{Map, Value as Json, json};

/// The element of the item at this place.
pub fn element(instrument: &Instrument<'_>, place: usize) -> Json {
    let item = &instrument.items[place];
    let mut element = Map::new();
    let writer = Writer { instrument, item, place };
    let mut put = |key: &str, value: Json| element.insert(key.to_owned(), value);
    put("type", json!(type_of(item)));
    put("name", json!(item.name));
    put("title", words(instrument, &item.text, place));
    match item.branch.as_ref().and_then(|branch| shown(instrument, branch)) {
        Some(Shown::When(text)) => put("visibleIf", json!(text)),
        Some(Shown::Never) => put("visible", json!(false)),
        None => None,
    };
    if item.required && item.is_answered() {
        put("isRequired", json!(true));
    }
    element.extend(writer.answer());
    Json::Object(element)
}

fn type_of(item: &Item<'_>) -> &'static str {
    match &item.answer {
        Answer::Open => "comment",
        Answer::Choice { most: Most::One, .. } => "radiogroup",
        Answer::Choice { .. } => "checkbox",
        Answer::Scale(scale) if scale.has_buttons() => "rating",
        Answer::Scale(_) | Answer::Number | Answer::Date => "text",
        Answer::YesNo => "boolean",
        Answer::Ranking { .. } => "ranking",
        Answer::Matrix { .. } => "matrix",
        // A text of HTML would read an answer that it repeats as HTML, too.
        Answer::Statement => "expression",
    }
}

enum Shown {
    When(String),
    Never,
}

/// When something is shown; nothing when it always is. What cannot be told is always shown, and its
/// finding is out.
fn shown(instrument: &Instrument<'_>, branch: &Branch<'_>) -> Option<Shown> {
    match branch.condition.as_ref().ok()? {
        Condition::Never => Some(Shown::Never),
        condition => expression(instrument, condition).map(Shown::When),
    }
}

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
    item: &'i Item<'p>,
    place: usize,
}

impl<'p> Writer<'_, 'p> {
    fn words(&self, of: &crate::emit::survey::Words<'p>) -> Json {
        words(self.instrument, of, self.place)
    }

    fn answer(&self) -> Map<String, Json> {
        let properties = match &self.item.answer {
            Answer::Open => json!({"autoGrow": true}),
            Answer::YesNo | Answer::Statement => json!({}),
            Answer::Number => json!({"inputType": "number"}),
            Answer::Date => json!({"inputType": "date"}),
            Answer::Scale(scale) if scale.has_buttons() => self.buttons(scale),
            Answer::Scale(scale) => self.number(scale),
            Answer::Choice { options, most } => self.choices(options, *most),
            Answer::Ranking { options, most } => self.ranking(options, *most),
            Answer::Matrix { rows, scale } => self.matrix(rows, scale),
        };
        match properties {
            Json::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// Buttons from low to high; with words on them, or with one more that says "does not apply",
    /// each is listed.
    fn buttons(&self, scale: &Scale<'p>) -> Json {
        let mut map = Map::new();
        let labels = scale.labelled();
        if labels.is_empty() && scale.not_applicable.is_none() && scale.low < scale.high {
            map.insert("rateMin".into(), json!(scale.low));
            map.insert("rateMax".into(), json!(scale.high));
            map.insert("rateCount".into(), json!(scale.codes().count()));
            map.insert("autoGenerate".into(), json!(true));
        } else {
            map.insert("autoGenerate".into(), json!(false));
            map.insert("rateValues".into(), self.points(scale, false));
        }
        map.insert("displayMode".into(), json!("buttons"));
        if labels.is_empty() {
            self.ends(scale, &mut map);
        }
        Json::Object(map)
    }

    fn ends(&self, scale: &Scale<'p>, map: &mut Map<String, Json>) {
        if scale.low_words.is_some() || scale.high_words.is_some() {
            map.insert("rateDescriptionLocation".into(), json!("top"));
        }
        if let Some(low) = &scale.low_words {
            map.insert("minRateDescription".into(), self.words(low));
        }
        if let Some(high) = &scale.high_words {
            map.insert("maxRateDescription".into(), self.words(high));
        }
    }

    /// The codes of a scale with what is written on them. `ends`: the lowest and highest carry the
    /// words of the ends, as there is no other place for them.
    fn points(&self, scale: &Scale<'p>, ends: bool) -> Json {
        let labels = scale.labelled();
        let end = |code: i64| match code {
            _ if !ends => None,
            code if code == scale.low => scale.low_words.as_ref(),
            code if code == scale.high => scale.high_words.as_ref(),
            _ => None,
        };
        let point = |(nth, code): (usize, i64)| match (labels.get(nth), end(code)) {
            (Some(label), _) => json!({"value": code, "text": self.words(label)}),
            (None, Some(end)) => {
                let text = |tag: &str| {
                    format!("{code} · {}", super::text::text(self.instrument, end, tag, self.place))
                };
                json!({"value": code, "text": super::text::localized(self.instrument, text)})
            }
            (None, None) => json!(code),
        };
        let mut points: Vec<Json> = scale.codes().enumerate().map(point).collect();
        if scale.offers_not_applicable() {
            points.push(json!({"value": NOT_APPLICABLE, "text": own(self.instrument, &not_applicable())}));
        }
        Json::Array(points)
    }

    /// A scale too long for buttons: a number between its ends.
    fn number(&self, scale: &Scale<'p>) -> Json {
        let mut map = Map::new();
        map.insert("inputType".into(), json!("number"));
        map.insert("min".into(), json!(scale.low));
        map.insert("max".into(), json!(scale.high));
        map.insert("step".into(), json!(1));
        if let (Some(low), Some(high)) = (&scale.low_words, &scale.high_words) {
            let read = |of, tag: &str| super::text::text(self.instrument, of, tag, self.place);
            let text = |tag: &str| {
                format!("{} = {}; {} = {}", scale.low, read(low, tag), scale.high, read(high, tag))
            };
            map.insert("description".into(), super::text::localized(self.instrument, text));
        }
        Json::Object(map)
    }

    fn choices(&self, options: &[Choice<'p>], most: Most) -> Json {
        let words = self.item.asks_for_words();
        let listed = options.iter().filter(|option| words.is_none_or(|words| words.id != option.id));
        let choices: Vec<Json> = listed.map(|option| self.choice(option, most != Most::One)).collect();
        let mut map = Map::new();
        map.insert("choices".into(), Json::Array(choices));
        if let Some(words) = words {
            map.insert("showOtherItem".into(), json!(true));
            map.insert("otherText".into(), self.words(&words.text));
        }
        if let Most::Some(most) = most {
            map.insert("maxSelectedChoices".into(), json!(most));
        }
        Json::Object(map)
    }

    fn choice(&self, option: &Choice<'p>, several: bool) -> Json {
        let mut choice = Map::new();
        choice.insert("value".into(), json!(stored(self.item, option.id.as_str())));
        choice.insert("text".into(), self.words(&option.text));
        match option.branch.as_ref().and_then(|branch| shown(self.instrument, branch)) {
            Some(Shown::When(text)) => choice.insert("visibleIf".into(), json!(text)),
            Some(Shown::Never) => choice.insert("visibleIf".into(), json!("1 = 2")),
            None => None,
        };
        if option.exclusive.is_some() && several {
            choice.insert("isExclusive".into(), json!(true));
        }
        Json::Object(choice)
    }

    /// Options are taken one after the other, so that no order is nobody's order.
    fn ranking(&self, options: &[Choice<'p>], most: Most) -> Json {
        let choices: Vec<Json> = options.iter().map(|option| self.choice(option, false)).collect();
        let mut ranking =
            json!({"choices": choices, "selectToRankEnabled": true, "selectToRankAreasLayout": "vertical"});
        if let (Most::Some(most), Json::Object(map)) = (most, &mut ranking) {
            map.insert("maxSelectedChoices".into(), json!(most));
        }
        ranking
    }

    fn matrix(&self, rows: &[crate::emit::survey::Row<'p>], scale: &Scale<'p>) -> Json {
        let rows: Vec<Json> =
            rows.iter().map(|row| json!({"value": row.id.as_str(), "text": self.words(&row.text)})).collect();
        let mut matrix = json!({"columns": self.points(scale, true), "rows": rows});
        if let (true, Json::Object(map)) = (self.item.required, &mut matrix) {
            map.insert("eachRowRequired".into(), json!(true));
        }
        matrix
    }
}
