//! The requests that make a form, and what its answers mean.

use super::ids;
use super::sections::{Leads, Plan};
use super::text::{one_line, own, text};
use crate::diagnostic::say;
use crate::emit::survey::decided::NOT_APPLICABLE;
use crate::emit::survey::{
    Answer, Choice, Instrument, Item, Most, Scale, Told, not_applicable, ours, proposed,
};
use serde_json::{Map, Value as Json, json};

/// The body of `forms.create`: it takes nothing but titles.
pub fn create(instrument: &Instrument<'_>, tag: &str) -> Json {
    let title = instrument.title.as_ref().map(|title| text(instrument, title, tag, 0));
    let id = instrument.id();
    json!({"info": {"title": title.unwrap_or_else(|| id.to_string()), "documentTitle": format!("{id} ({tag})")}})
}

/// The body of `forms.batchUpdate`: notice, sections and questions.
pub fn batch_update(instrument: &Instrument<'_>, plan: &Plan, tag: &str) -> Json {
    let form = Form { instrument, plan, tag };
    let mut requests = Vec::new();
    let description = form.description();
    if !description.is_empty() {
        let info = json!({"description": description});
        requests.push(json!({"updateFormInfo": {"info": info, "updateMask": "description"}}));
    }
    let create =
        |(item, index): (Json, usize)| json!({"createItem": {"item": item, "location": {"index": index}}});
    // Sections come first, each in the place that it has then, for an option can lead to nothing that is not
    // there; then the questions from the first one on, each in the place that it keeps.
    let is_section = |item: &Json| item.get("pageBreakItem").is_some();
    let placed = form.items().into_iter().zip(0..);
    let (breaks, questions): (Vec<_>, Vec<_>) = placed.partition(|(item, _)| is_section(item));
    requests.extend(breaks.into_iter().enumerate().map(|(nth, (item, _))| create((item, nth))));
    requests.extend(questions.into_iter().map(create));
    json!({"requests": requests, "includeFormInResponse": false})
}

/// Which question each id is, and what each text that is stored means.
pub fn answers(instrument: &Instrument<'_>, tag: &str) -> Json {
    let mut questions = Map::new();
    for (place, item) in instrument.answered() {
        let values = labels(instrument, item, place, tag).into_iter().map(|(id, label)| (label, json!(id)));
        let values: Map<String, Json> = values.collect();
        let lines = ids::lines(item);
        let each = if lines.is_empty() { vec![None] } else { lines.into_iter().map(Some).collect() };
        for line in each {
            let name = line.map_or_else(|| item.id.to_string(), |line| format!("{}.{line}", item.id));
            let told = json!({"question": name, "version": item.version, "values": values});
            questions.insert(ids::question(item, line), told);
        }
    }
    json!({"survey": instrument.id().as_str(), "language": tag, "questions": questions})
}

/// How many places a ranking has.
pub fn places(item: &Item<'_>) -> i64 {
    let options = i64::try_from(item.options().len()).unwrap_or(i64::MAX);
    match &item.answer {
        Answer::Ranking { most: Most::Some(most), .. } => options.min(*most),
        _ => options,
    }
}

/// Whether answers are stored as the texts that people read.
pub fn is_labelled(item: &Item<'_>) -> bool {
    match &item.answer {
        Answer::Scale(scale) => scale.has_buttons() && !is_linear(scale),
        Answer::YesNo | Answer::Choice { .. } | Answer::Ranking { .. } | Answer::Matrix { .. } => true,
        Answer::Open | Answer::Number | Answer::Date | Answer::Statement => false,
    }
}

/// Whether a scale is a row of numbers with words at its ends, from 0 or 1 to 10 at most.
fn is_linear(scale: &Scale<'_>) -> bool {
    matches!((scale.low, scale.high), (0 | 1, 2..=10))
        && scale.labelled().is_empty()
        && scale.not_applicable.is_none()
}

/// What there is to choose from: the answer, and its text. The option that asks for words has no text.
pub fn labels(
    instrument: &Instrument<'_>,
    item: &Item<'_>,
    place: usize,
    tag: &str,
) -> Vec<(String, String)> {
    let words = item.asks_for_words().map(|option| option.id);
    match &item.answer {
        Answer::YesNo => {
            let said = [say!(en: "Yes", es: "Sí"), say!(en: "No", es: "No")];
            ["true", "false"]
                .iter()
                .zip(said)
                .map(|(id, word)| ((*id).to_owned(), ours(&word, tag).to_owned()))
                .collect()
        }
        Answer::Choice { options, .. } => options
            .iter()
            .filter(|option| Some(option.id) != words)
            .map(|option| (option.id.to_string(), text(instrument, &option.text, tag, place)))
            .collect(),
        Answer::Ranking { .. } => (1..=places(item)).map(|nth| (nth.to_string(), nth.to_string())).collect(),
        Answer::Scale(scale) if !scale.has_buttons() => Vec::new(),
        Answer::Scale(scale) | Answer::Matrix { scale, .. } => points(instrument, scale, place, tag),
        Answer::Open | Answer::Number | Answer::Date | Answer::Statement => Vec::new(),
    }
}

fn points(instrument: &Instrument<'_>, scale: &Scale<'_>, place: usize, tag: &str) -> Vec<(String, String)> {
    let word = |(nth, code): (usize, i64)| {
        let end = match code {
            // The words of the ends of a row stand beside it, or below the question.
            _ if is_linear(scale) => None,
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
    let none = scale.not_applicable.map(|_| (NOT_APPLICABLE.to_owned(), own(&not_applicable(), tag)));
    scale.codes().enumerate().map(word).chain(none).collect()
}

struct Form<'f, 'p> {
    instrument: &'f Instrument<'p>,
    plan: &'f Plan,
    tag: &'f str,
}

impl<'p> Form<'_, 'p> {
    /// Mark of a proposal and notice, each in a line of its own.
    fn description(&self) -> String {
        let mark = self.instrument.proposed.then(|| own(&proposed(), self.tag));
        let notice = self.instrument.notice.iter().map(|line| {
            let told = match &line.text {
                Told::Ours(say) => own(say, self.tag),
                Told::Program(words) => one_line(&words.read(self.tag).unwrap_or_default()),
            };
            format!("{}: {told}", own(&line.label, self.tag))
        });
        mark.into_iter().chain(notice).collect::<Vec<_>>().join("\n")
    }

    fn items(&self) -> Vec<Json> {
        let mut items = Vec::new();
        for (nth, section) in self.plan.sections.iter().enumerate() {
            if nth > 0 {
                let first = &self.instrument.items[section[0]];
                let title = (nth + 1).to_string();
                items.push(json!({"itemId": ids::section(first), "title": title, "pageBreakItem": {}}));
            }
            items.extend(section.iter().map(|place| self.item(nth, *place)));
        }
        items
    }

    fn item(&self, section: usize, place: usize) -> Json {
        let item = &self.instrument.items[place];
        let mut written = json!({
            "itemId": ids::item(item),
            "title": text(self.instrument, &item.text, self.tag, place)
        });
        if let Some(ends) = self.ends(item, place) {
            written["description"] = json!(ends);
        }
        if !item.is_answered() {
            written["textItem"] = json!({});
            return written;
        }
        let lines = self.lines(item, place);
        if lines.is_empty() {
            let mut question = self.question(section, place);
            question["questionId"] = json!(ids::question(item, None));
            question["required"] = json!(item.required);
            written["questionItem"] = json!({"question": question});
            return written;
        }
        // Whoever ranks only some options leaves the others without a place.
        let required = item.required && !matches!(item.answer, Answer::Ranking { most: Most::Some(_), .. });
        let line = |(id, title): (&str, String)| json!({"questionId": ids::question(item, Some(id)), "required": required, "rowQuestion": {"title": title}});
        let questions: Vec<Json> = lines.into_iter().map(line).collect();
        let columns = json!({"type": "RADIO", "options": self.options(section, place)});
        written["questionGroupItem"] = json!({"questions": questions, "grid": {"columns": columns}});
        written
    }

    fn lines(&self, item: &Item<'p>, place: usize) -> Vec<(&'p str, String)> {
        let read = |words| text(self.instrument, words, self.tag, place);
        match &item.answer {
            Answer::Matrix { rows, .. } => {
                rows.iter().map(|row| (row.id.as_str(), read(&row.text))).collect()
            }
            Answer::Ranking { options, .. } => {
                options.iter().map(|option: &Choice<'p>| (option.id.as_str(), read(&option.text))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn question(&self, section: usize, place: usize) -> Json {
        let item = &self.instrument.items[place];
        let kind = match &item.answer {
            Answer::Open => return json!({"textQuestion": {"paragraph": true}}),
            Answer::Date => return json!({"dateQuestion": {"includeYear": true, "includeTime": false}}),
            Answer::Number => return json!({"textQuestion": {"paragraph": false}}),
            Answer::Scale(scale) if !scale.has_buttons() => {
                return json!({"textQuestion": {"paragraph": false}});
            }
            Answer::Scale(scale) if self.is_row(place) => return self.linear(scale, place),
            Answer::Choice { most, .. } if *most != Most::One => "CHECKBOX",
            _ => "RADIO",
        };
        json!({"choiceQuestion": {"type": kind, "options": self.options(section, place)}})
    }

    /// Whether a scale is shown as a row: one that leads somewhere needs options.
    fn is_row(&self, place: usize) -> bool {
        matches!(&self.instrument.items[place].answer, Answer::Scale(scale) if is_linear(scale))
            && !self.plan.leads.contains_key(&place)
    }

    fn linear(&self, scale: &Scale<'p>, place: usize) -> Json {
        let mut row = json!({"low": scale.low, "high": scale.high});
        for (key, words) in [("lowLabel", &scale.low_words), ("highLabel", &scale.high_words)] {
            if let Some(words) = words {
                row[key] = json!(text(self.instrument, words, self.tag, place));
            }
        }
        json!({"scaleQuestion": row})
    }

    /// The options, with where each leads; the one that asks for words is the last and has no text.
    fn options(&self, section: usize, place: usize) -> Vec<Json> {
        let item = &self.instrument.items[place];
        let leads = self.plan.leads.get(&place);
        let option = |(id, label): (String, String)| {
            let mut option = json!({"value": label});
            match leads.and_then(|leads| leads.get(&id)) {
                None => {}
                Some(Leads::ToTheEnd) => option["goToAction"] = json!("SUBMIT_FORM"),
                Some(Leads::Section(next)) if *next == section + 1 => {
                    option["goToAction"] = json!("NEXT_SECTION");
                }
                Some(Leads::Section(other)) => {
                    let first = &self.instrument.items[self.plan.sections[*other][0]];
                    option["goToSectionId"] = json!(ids::section(first));
                }
            }
            option
        };
        let words = item.asks_for_words().map(|_| json!({"isOther": true}));
        labels(self.instrument, item, place, self.tag).into_iter().map(option).chain(words).collect()
    }

    /// The words of the ends of a scale that is asked as a number, or whose row leads somewhere.
    fn ends(&self, item: &Item<'p>, place: usize) -> Option<String> {
        let Answer::Scale(scale) = &item.answer else { return None };
        if scale.has_buttons() && (!is_linear(scale) || self.is_row(place)) {
            return None;
        }
        let ends = [(scale.low, &scale.low_words), (scale.high, &scale.high_words)];
        let told = ends.iter().map(|(code, words)| match words {
            Some(words) => format!("{code} = {}", text(self.instrument, words, self.tag, place)),
            None => code.to_string(),
        });
        Some(told.collect::<Vec<_>>().join("; "))
    }
}
