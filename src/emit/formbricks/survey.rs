//! The body that makes a survey: blocks of elements, and after each block where to go.

use super::logic::{NONE, condition, id, identified, is_always, is_never, seen};
use super::text::{locales, localized, own, text, told, words};
use crate::diagnostic::say;
use crate::emit::survey::decided::without_answers;
use crate::emit::survey::platform::{Column, columns_by_id, hidden_names};
use crate::emit::survey::{
    Answer, Choice, End, Instrument, Item, Most, Scale, Words, not_applicable, ours, proposed, thanks,
};
use serde_json::{Map, Value as Json, json};

/// What stands for the workspace, which whoever sends the body puts in.
pub const WORKSPACE: &str = "putyourworkspaceidhere00";

/// Names that Formbricks keeps for itself.
const TAKEN: &[&str] = &[
    "userid",
    "source",
    "suid",
    "end",
    "start",
    "welcomecard",
    "hidden",
    "verifiedemail",
    "multilanguage",
    "embed",
    "verify",
];

/// What an element is called: the name itself when Formbricks leaves it to us.
pub fn element_id(name: &str) -> String {
    if TAKEN.contains(&name.to_ascii_lowercase().as_str()) { format!("{name}_") } else { name.to_owned() }
}

/// The option of several that excludes the others: there is room for one, which has no words of its own.
pub fn excludes<'i, 'p>(item: &'i Item<'p>) -> Option<&'i Choice<'p>> {
    let Answer::Choice { options, most } = &item.answer else { return None };
    let words = item.asks_for_words().map(|option| option.id);
    let own = |option: &&Choice<'p>| option.exclusive.is_some() && Some(option.id) != words;
    options.iter().find(own).filter(|_| *most != Most::One)
}

/// What an option is called: `other` is the one that asks for words, `none` the one that excludes the others,
/// and nothing else may be.
pub fn choice_id(item: &Item<'_>, option: &str) -> String {
    let words = item.asks_for_words().is_some_and(|words| words.id.as_str() == option);
    let none = excludes(item).is_some_and(|none| none.id.as_str() == option);
    match option {
        _ if words => "other".to_owned(),
        _ if none => "none".to_owned(),
        "other" | "none" => format!("{option}_"),
        _ => option.to_owned(),
    }
}

/// Whether a scale is a row of numbers: 0 to 10, or from 1 on with as many points as there are rows for.
pub fn is_row(scale: &Scale<'_>) -> bool {
    matches!((scale.low, scale.high), (0, 10) | (1, 3 | 4 | 5 | 6 | 7 | 10))
        && scale.labelled().is_empty()
        && scale.not_applicable.is_none()
}

/// Whether an answer is a number that is typed.
pub fn is_number(item: &Item<'_>) -> bool {
    match &item.answer {
        Answer::Number => true,
        Answer::Scale(scale) => !scale.has_buttons(),
        _ => false,
    }
}

/// The condition of a question: nothing for one that is asked of everybody.
///
/// # Errors
/// It cannot be told, and the question is asked of everybody.
pub fn shown_when(instrument: &Instrument<'_>, place: usize) -> Result<Option<Json>, Untold> {
    let branch = instrument.items[place].branch.as_ref();
    let Some(own) = branch.and_then(|branch| branch.condition.as_ref().ok()) else { return Ok(None) };
    let told = condition(instrument, own).ok_or(Untold)?;
    // Nothing can lead past the first block.
    if place == 0 && !is_always(&told) {
        return Err(Untold);
    }
    Ok(Some(told).filter(|told| !is_always(told)))
}

/// Whether Formbricks can be told when an end page is shown.
pub fn tells_end(instrument: &Instrument<'_>, nth: usize) -> bool {
    let own = instrument.ends[nth].branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
    own.is_none_or(|own| condition(instrument, own).is_some())
}

/// A condition that Formbricks cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold;

/// The body of `POST /api/v3/surveys`.
pub fn survey(instrument: &Instrument<'_>) -> Json {
    let writer = Writer { instrument };
    let codes = locales(instrument);
    let languages: Vec<Json> =
        codes.iter().enumerate().map(|(nth, (_, code))| json!({"code": code, "default": nth == 0})).collect();
    let known = hidden_names(instrument);
    let mut hidden_fields = json!({"enabled": !known.is_empty()});
    if !known.is_empty() {
        hidden_fields["fieldIds"] = json!(known);
    }
    json!({
        "workspaceId": WORKSPACE,
        "name": instrument.id().as_str(),
        "type": "link",
        "status": "draft",
        "defaultLanguage": codes.first().map(|(_, code)| code),
        "languages": languages,
        "welcomeCard": writer.welcome(),
        "blocks": writer.blocks(),
        "endings": writer.endings(),
        "hiddenFields": hidden_fields
    })
}

/// Which question each element is, and what each text that is stored means.
pub fn answers(instrument: &Instrument<'_>) -> Json {
    let mut elements = Map::new();
    for (place, item) in instrument.answered() {
        let mut values = Map::new();
        for (tag, code) in locales(instrument) {
            let each = labels(instrument, item, place, tag).into_iter().map(|(id, label)| (label, json!(id)));
            values.insert(code, Json::Object(each.collect()));
        }
        let mut lines = Map::new();
        if let Answer::Matrix { rows, .. } = &item.answer {
            for (tag, code) in locales(instrument) {
                let each =
                    rows.iter().map(|row| (text(instrument, &row.text, tag, place), json!(row.id.as_str())));
                lines.insert(code, Json::Object(each.collect()));
            }
        }
        let told =
            json!({"question": item.id.as_str(), "version": item.version, "values": values, "lines": lines});
        elements.insert(element_id(&item.name), told);
    }
    json!({"survey": instrument.id().as_str(), "elements": elements})
}

/// What there is to choose from: the answer, and its text in a language.
pub fn labels(
    instrument: &Instrument<'_>,
    item: &Item<'_>,
    place: usize,
    tag: &str,
) -> Vec<(String, String)> {
    match &item.answer {
        Answer::YesNo => {
            let said = [("true", say!(en: "Yes", es: "Sí")), ("false", say!(en: "No", es: "No"))];
            said.iter().map(|(id, word)| ((*id).to_owned(), ours(word, tag).to_owned())).collect()
        }
        Answer::Choice { options, .. } | Answer::Ranking { options, .. } => {
            let words = item.asks_for_words().map(|option| option.id);
            let none = excludes(item).map(|option| option.id);
            let mut each: Vec<_> = options.iter().collect();
            each.sort_by_key(|option| (Some(option.id) == none, Some(option.id) == words));
            each.into_iter()
                .map(|option| (option.id.to_string(), text(instrument, &option.text, tag, place)))
                .collect()
        }
        Answer::Scale(scale) if is_row(scale) || !scale.has_buttons() => Vec::new(),
        Answer::Scale(scale) | Answer::Matrix { scale, .. } => points(instrument, scale, place, tag),
        Answer::Open | Answer::Number | Answer::Date | Answer::Statement => Vec::new(),
    }
}

fn points(instrument: &Instrument<'_>, scale: &Scale<'_>, place: usize, tag: &str) -> Vec<(String, String)> {
    let word = |(nth, code): (usize, i64)| {
        let end = match code {
            code if code == scale.low => scale.low_words.as_ref(),
            code if code == scale.high => scale.high_words.as_ref(),
            _ => None,
        };
        let label = match (scale.labelled().get(nth), end) {
            (Some(label), _) => text(instrument, label, tag, place),
            (None, Some(end)) => format!("{code} · {}", text(instrument, end, tag, place)),
            (None, None) => code.to_string(),
        };
        (code.to_string(), label)
    };
    let none = scale.not_applicable.map(|_| (NONE.to_owned(), ours(&not_applicable(), tag).to_owned()));
    scale.codes().enumerate().map(word).chain(none).collect()
}

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
}

impl<'p> Writer<'_, 'p> {
    fn end(&self) -> String {
        id(&format!("{} end", self.instrument.id()))
    }

    fn end_page(&self, nth: usize) -> String {
        id(&format!("{} end {}", self.instrument.id(), self.instrument.ends[nth].id))
    }

    /// The end of whoever no condition fits, and those with a condition.
    fn endings(&self) -> Vec<Json> {
        let instrument = self.instrument;
        let said = |end: &End<'p>| words(instrument, &end.text, instrument.items.len());
        let screen =
            |id: String, headline: Json| json!({"id": id, "type": "endScreen", "headline": headline});
        let last = instrument.last_words().map_or_else(|| own(instrument, &thanks()), said);
        let led_to =
            self.ends_by_answers().map(|nth| screen(self.end_page(nth), said(&instrument.ends[nth])));
        std::iter::once(screen(self.end(), last)).chain(led_to).collect()
    }

    fn ends_by_answers(&self) -> impl Iterator<Item = usize> {
        let instrument = self.instrument;
        let ends = instrument.ends.iter().enumerate().filter(|(_, end)| end.branch.is_some());
        ends.map(|(nth, _)| nth).filter(move |nth| tells_end(instrument, *nth))
    }

    /// Title, mark of a proposal and notice, before the first block.
    fn welcome(&self) -> Json {
        let instrument = self.instrument;
        if instrument.title.is_none() && instrument.notice.is_empty() && !instrument.proposed {
            return json!({"enabled": false});
        }
        let mut card = json!({"enabled": true, "timeToFinish": false, "showResponseCount": false});
        card["headline"] = match &instrument.title {
            Some(title) => words(instrument, title, 0),
            None => localized(instrument, &|_| instrument.id().to_string()),
        };
        if instrument.proposed || !instrument.notice.is_empty() {
            card["subheader"] = localized(instrument, &|tag| {
                let mark = instrument.proposed.then(|| ours(&proposed(), tag).to_owned());
                let lines = instrument
                    .notice
                    .iter()
                    .map(|line| format!("{}: {}", ours(&line.label, tag), told(&line.text, tag)));
                mark.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
            });
        }
        card
    }

    /// The places of the questions of each block: a page, but a question with a condition is alone.
    fn places(&self, shown: &[Option<Json>]) -> Vec<Vec<usize>> {
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for page in &self.instrument.pages {
            let mut open = false;
            for place in page {
                match blocks.last_mut().filter(|_| open && shown[*place].is_none()) {
                    Some(block) => block.push(*place),
                    None => blocks.push(vec![*place]),
                }
                open = shown[*place].is_none();
            }
        }
        blocks
    }

    fn blocks(&self) -> Vec<Json> {
        let items = &self.instrument.items;
        let shown: Vec<Option<Json>> =
            (0..items.len()).map(|place| shown_when(self.instrument, place).unwrap_or_default()).collect();
        let places = self.places(&shown);
        let blocks = places.iter().enumerate();
        let block = |(nth, own): (usize, &Vec<usize>)| {
            let elements: Vec<Json> = own.iter().map(|place| self.element(*place)).collect();
            let mut block =
                json!({"id": self.block(own[0]), "name": items[own[0]].id.as_str(), "elements": elements});
            let last = own[own.len() - 1];
            let conditional =
                places[nth + 1..].iter().map(|block| block[0]).take_while(|place| shown[*place].is_some());
            let conditional: Vec<usize> = conditional.collect();
            let rest = places.get(nth + 1 + conditional.len());
            let decides_the_end = rest.is_none() && self.ends_by_answers().next().is_some();
            if !conditional.is_empty() || decides_the_end {
                let ends = rest.is_none();
                let rest = rest.map_or_else(|| self.end(), |block| self.block(block[0]));
                block["logic"] = json!(self.rules(last, &conditional, &shown, &rest, ends));
                block["logicFallback"] = json!(rest);
            }
            block
        };
        blocks.map(block).collect()
    }

    fn block(&self, first: usize) -> String {
        id(&format!("{} block {}", self.instrument.id(), self.instrument.items[first].name))
    }

    /// After a question, a rule for each further one that has a condition; they are tried in their order.
    /// `ends`: behind them are the end pages.
    fn rules(&self, from: usize, to: &[usize], shown: &[Option<Json>], rest: &str, ends: bool) -> Vec<Json> {
        let of = |to: &str| format!("{} {} {to}", self.instrument.id(), self.instrument.items[from].name);
        let rule = |name: &str, target: &str, when: Json| {
            let jump = json!({"id": id(&format!("{} jump", of(name))), "objective": "jumpToBlock", "target": target});
            json!({"id": id(&format!("{} rule", of(name))), "conditions": identified(when, &of(name)), "actions": [jump]})
        };
        let (mut told, mut tried) = (Vec::new(), Vec::new());
        for place in to {
            let item = &self.instrument.items[*place];
            // Whoever comes from here has not seen what lies between.
            let own = item.branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
            let here =
                own.and_then(|own| condition(self.instrument, &without_answers(own, &|place| place > from)));
            let Some(when) = here.or_else(|| shown[*place].clone()) else { continue };
            if is_always(&when) {
                told.push(rule(&item.name, &self.block(*place), self.passed(from)));
                return told;
            }
            // Whoever passes a condition is led to the first question that has it.
            if !is_never(&when) && !tried.contains(&when) {
                told.push(rule(&item.name, &self.block(*place), when.clone()));
                tried.push(when);
            }
        }
        for nth in self.ends_by_answers().filter(|_| ends) {
            let end = &self.instrument.ends[nth];
            let own = end.branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
            let here =
                own.and_then(|own| condition(self.instrument, &without_answers(own, &|place| place > from)));
            let Some(when) = here.filter(|when| !is_never(when)) else { continue };
            let (is_last, when) = if is_always(&when) { (true, self.passed(from)) } else { (false, when) };
            told.push(rule(&format!("end {}", end.id), &self.end_page(nth), when));
            if is_last {
                return told;
            }
        }
        if told.is_empty() {
            // A way past all of them needs a rule to fall back from.
            return vec![rule("rest", rest, self.passed(from))];
        }
        told
    }

    /// What holds of everybody who comes from a place: its question was answered or not. A statement can
    /// be neither; then any question of the survey serves.
    fn passed(&self, from: usize) -> Json {
        let items = &self.instrument.items;
        let own = Some(&items[from]).filter(|item| item.is_answered());
        let other = || self.instrument.answered().next().map(|(_, item)| item);
        seen(own.or_else(other).unwrap_or(&items[from]))
    }

    fn element(&self, place: usize) -> Json {
        let item = &self.instrument.items[place];
        let mut element = json!({
            "id": element_id(&item.name),
            "type": kind(item),
            "headline": words(self.instrument, &item.text, place),
            "required": item.required && item.is_answered()
        });
        match &item.answer {
            Answer::Open => {
                element["inputType"] = json!("text");
                element["longAnswer"] = json!(true);
                element["charLimit"] = json!({"enabled": false});
            }
            Answer::Number => self.number(&mut element, None, place),
            Answer::Scale(scale) if !scale.has_buttons() => self.number(&mut element, Some(scale), place),
            Answer::Statement => element["buttonExternal"] = json!(false),
            Answer::Date => element["format"] = json!("y-M-d"),
            Answer::Scale(scale) if is_row(scale) => self.row(&mut element, item, scale, place),
            Answer::Matrix { rows, .. } => {
                let row = |row: &crate::emit::survey::Row<'p>| json!({"id": row.id.as_str(), "label": words(self.instrument, &row.text, place)});
                element["rows"] = rows.iter().map(row).collect();
                element["columns"] = json!(self.choices(item, place));
                element["shuffleOption"] = json!("none");
            }
            Answer::Choice { most, .. } | Answer::Ranking { most, .. } => {
                element["choices"] = json!(self.choices(item, place));
                element["shuffleOption"] = json!("none");
                if let (Most::Some(most), Answer::Choice { .. }) = (most, &item.answer) {
                    element["validation"] = rules(item, &[("maxSelections", json!({"max": most}))]);
                }
            }
            Answer::YesNo | Answer::Scale(_) => {
                element["choices"] = json!(self.choices(item, place));
                element["shuffleOption"] = json!("none");
            }
        }
        element
    }

    fn choices(&self, item: &Item<'p>, place: usize) -> Vec<Json> {
        let Some((first, _)) = locales(self.instrument).into_iter().next() else { return Vec::new() };
        let all = labels(self.instrument, item, place, first);
        let choice = |(nth, (id, _)): (usize, &(String, String))| {
            let label = localized(self.instrument, &|tag| {
                labels(self.instrument, item, place, tag).swap_remove(nth).1
            });
            json!({"id": choice_id(item, id), "label": label})
        };
        all.iter().enumerate().map(choice).collect()
    }

    fn row(&self, element: &mut Json, item: &Item<'p>, scale: &Scale<'p>, place: usize) {
        for (side, words_of) in [("lowerLabel", &scale.low_words), ("upperLabel", &scale.high_words)] {
            if let Some(end) = words_of {
                element[side] = words(self.instrument, end, place);
            }
        }
        if kind(item) == "rating" {
            element["scale"] = json!("number");
            element["range"] = json!(scale.high);
        }
    }

    /// A number that is typed, with its limits and, below the question, the words of its ends.
    fn number(&self, element: &mut Json, scale: Option<&Scale<'p>>, place: usize) {
        element["inputType"] = json!("number");
        element["longAnswer"] = json!(false);
        let Some(scale) = scale else { return };
        let item = &self.instrument.items[place];
        let limits = [("minValue", json!({"min": scale.low})), ("maxValue", json!({"max": scale.high}))];
        element["validation"] = rules(item, &limits);
        let ends: [(i64, &Option<Words<'p>>); 2] =
            [(scale.low, &scale.low_words), (scale.high, &scale.high_words)];
        element["subheader"] = localized(self.instrument, &|tag| {
            let told = ends.iter().map(|(code, words)| match words {
                Some(words) => format!("{code} = {}", text(self.instrument, words, tag, place)),
                None => code.to_string(),
            });
            told.collect::<Vec<_>>().join("; ")
        });
    }
}

fn rules(item: &Item<'_>, each: &[(&str, Json)]) -> Json {
    let rule = |(kind, params): &(&str, Json)| json!({"id": id(&format!("{} {kind}", item.name)), "type": kind, "params": params});
    json!({"logic": "and", "rules": each.iter().map(rule).collect::<Vec<_>>()})
}

pub fn kind(item: &Item<'_>) -> &'static str {
    match &item.answer {
        Answer::Open | Answer::Number => "openText",
        Answer::Date => "date",
        Answer::Scale(scale) if !scale.has_buttons() => "openText",
        Answer::Scale(scale) if is_row(scale) && scale.low == 0 => "nps",
        Answer::Scale(scale) if is_row(scale) => "rating",
        Answer::Choice { most, .. } if *most != Most::One => "multipleChoiceMulti",
        Answer::YesNo | Answer::Scale(_) | Answer::Choice { .. } => "multipleChoiceSingle",
        Answer::Ranking { .. } => "ranking",
        Answer::Matrix { .. } => "matrix",
        Answer::Statement => "cta",
    }
}

/// Where the answers are found: by the name of the element, with the text that was read.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let own = element_id(&item.name);
    let name = |line: Option<&str>| line.map_or_else(|| own.clone(), |line| format!("{own}.{line}"));
    let mut columns = columns_by_id(item, &name, &|id| id.to_owned(), NONE);
    let chosen = matches!(kind(item), "multipleChoiceSingle" | "multipleChoiceMulti" | "ranking" | "matrix");
    if chosen {
        columns.iter_mut().for_each(|column| column.sort = "label");
    }
    columns
}
