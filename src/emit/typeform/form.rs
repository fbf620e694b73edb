//! The body that makes a form: fields one after another, and the jumps past those that are not asked.

use super::logic::{always, condition, is_always, is_never};
use super::text::{own, plain, text};
use crate::emit::survey::decided::{NOT_APPLICABLE, without_answers};
use crate::emit::survey::platform::{Column, columns_by_id, hidden_names};
use crate::emit::survey::{Answer, Instrument, Item, Most, Scale, Told, not_applicable, proposed, thanks};
use crate::model::text::base_language;
use serde_json::{Value as Json, json};

/// The languages in which Typeform has words for buttons and hints.
const LANGUAGES: &[&str] = &[
    "en", "es", "ca", "fr", "de", "ru", "it", "da", "pt", "zh", "nl", "no", "uk", "ja", "ko", "hr", "fi",
    "sv", "pl", "el", "hu", "tr", "cs", "et",
];

/// The language of the buttons; nothing for one that Typeform does not speak.
pub fn language(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|known| **known == base_language(tag)).copied()
}

/// What a field is called: the question, or one line of a matrix.
pub fn reference(item: &Item<'_>, line: Option<&str>) -> String {
    line.map_or_else(|| item.name.clone(), |line| format!("{}_{line}", item.name))
}

/// What an option is called: once in the whole form.
pub fn option_reference(item: &Item<'_>, answer: &str) -> String {
    format!("{}_{answer}", item.name)
}

/// Whether a scale is a row of numbers: 5 to 11 of them, from 0 or 1 on, without words of their own.
pub fn is_row(scale: &Scale<'_>) -> bool {
    matches!(scale.low, 0 | 1)
        && (5..=11).contains(&scale.codes().count())
        && scale.labelled().is_empty()
        && scale.not_applicable.is_none()
}

/// The screen of whoever no condition fits.
const END: &str = "thanks";

/// What the screen of an end page with a condition is called: names of questions have no `-`.
fn end_reference(nth: usize) -> String {
    format!("end-page-{}", nth + 1)
}

/// When an end page is shown to those who come from a place, having seen nothing after it.
fn end_when(instrument: &Instrument<'_>, nth: usize, from: usize) -> Option<Json> {
    let own = instrument.ends[nth].branch.as_ref()?.condition.as_ref().ok()?;
    condition(instrument, &without_answers(own, &|place| place > from))
}

/// Whether Typeform can be told when an end page is shown.
pub fn tells_end(instrument: &Instrument<'_>, nth: usize) -> bool {
    let own = instrument.ends[nth].branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
    own.is_none_or(|own| condition(instrument, own).is_some())
}

/// The body of a request to the Create API.
pub fn form(instrument: &Instrument<'_>, tag: &str) -> Json {
    let writer = Writer { instrument, tag };
    let title = instrument.title.as_ref().map(|title| text(instrument, title, tag, 0));
    let title = title.unwrap_or_else(|| instrument.id().to_string());
    let known = hidden_names(instrument);
    let mut form = json!({
        "title": title,
        "settings": {
            "language": language(tag).unwrap_or("en"),
            "is_public": false,
            "progress_bar": "proportion",
            "show_progress_bar": true,
            "meta": {"allow_indexing": false}
        },
        "fields": writer.fields(),
        "thankyou_screens": writer.ends()
    });
    if !known.is_empty() {
        form["hidden"] = json!(known);
    }
    let notice = writer.notice();
    if !notice.is_empty() || instrument.title.is_some() {
        let properties = json!({"description": notice, "show_button": true});
        form["welcome_screens"] = json!([{"ref": "welcome", "title": title, "properties": properties}]);
    }
    let logic = writer.logic();
    if !logic.is_empty() {
        form["logic"] = json!(logic);
    }
    form
}

/// The condition of a question: nothing for one that is asked of everybody.
///
/// # Errors
/// It cannot be told, and the question is asked of everybody.
pub fn shown_when(instrument: &Instrument<'_>, place: usize) -> Result<Option<Json>, Untold> {
    let branch = instrument.items[place].branch.as_ref();
    let Some(own) = branch.and_then(|branch| branch.condition.as_ref().ok()) else { return Ok(None) };
    let told = condition(instrument, own).ok_or(Untold)?;
    // Nothing can jump past the first field.
    if place == 0 && !is_always(&told) {
        return Err(Untold);
    }
    Ok(Some(told).filter(|told| !is_always(told)))
}

/// A condition that Typeform cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold;

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
    tag: &'i str,
}

impl<'p> Writer<'_, 'p> {
    fn text(&self, words: &crate::emit::survey::Words<'p>, place: usize) -> String {
        text(self.instrument, words, self.tag, place)
    }

    /// Mark of a proposal and notice, each in a line of its own.
    fn notice(&self) -> String {
        let mark = self.instrument.proposed.then(|| own(&proposed(), self.tag));
        let lines = self.instrument.notice.iter().map(|line| {
            let told = match &line.text {
                Told::Ours(say) => own(say, self.tag),
                Told::Program(words) => plain(&words.read(self.tag).unwrap_or_default()),
            };
            format!("{}: {told}", own(&line.label, self.tag))
        });
        mark.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    }

    fn fields(&self) -> Vec<Json> {
        let items = self.instrument.items.iter().enumerate();
        items.flat_map(|(place, item)| self.field(item, place)).collect()
    }

    /// The field of a question; of a matrix one for each line.
    fn field(&self, item: &Item<'p>, place: usize) -> Vec<Json> {
        let asked = self.text(&item.text, place);
        let required = json!({"required": item.required});
        if let Answer::Matrix { rows, scale } = &item.answer {
            let line = |row: &crate::emit::survey::Row<'p>| {
                let reference = reference(item, Some(row.id.as_str()));
                let choices = self.points(&reference, scale, place);
                json!({
                    "ref": reference,
                    "type": "multiple_choice",
                    "title": format!("{asked} — {}", self.text(&row.text, place)),
                    "properties": {"choices": choices, "allow_multiple_selection": false, "allow_other_choice": false},
                    "validations": required
                })
            };
            return rows.iter().map(line).collect();
        }
        let (kind, properties) = self.form_of(item, place);
        let mut field = json!({"ref": reference(item, None), "type": kind, "title": asked});
        if item.is_answered() {
            field["validations"] = required;
        }
        if properties.as_object().is_some_and(|own| !own.is_empty()) {
            field["properties"] = properties;
        }
        if let Answer::Scale(scale) = &item.answer
            && !scale.has_buttons()
        {
            field["validations"]["min_value"] = json!(scale.low);
            field["validations"]["max_value"] = json!(scale.high);
        }
        vec![field]
    }

    /// Type and properties.
    fn form_of(&self, item: &Item<'p>, place: usize) -> (&'static str, Json) {
        let choices = |choices: Vec<Json>, several: bool, other: bool| json!({"choices": choices, "allow_multiple_selection": several, "allow_other_choice": other});
        match &item.answer {
            Answer::Open => ("long_text", json!({})),
            Answer::YesNo => ("yes_no", json!({})),
            Answer::Number => ("number", json!({})),
            Answer::Date => ("date", json!({"structure": "YYYYMMDD", "separator": "-"})),
            Answer::Scale(scale) if !scale.has_buttons() => ("number", self.number(scale, place)),
            Answer::Scale(scale) if is_row(scale) => (row_type(item), self.row(scale, place)),
            Answer::Scale(scale) => {
                ("multiple_choice", choices(self.points(&reference(item, None), scale, place), false, false))
            }
            Answer::Choice { most, .. } => {
                let other = item.asks_for_words().is_some();
                ("multiple_choice", choices(self.options(item, place), *most != Most::One, other))
            }
            Answer::Ranking { .. } => ("ranking", json!({"choices": self.options(item, place)})),
            // A matrix is asked line by line.
            Answer::Matrix { .. } | Answer::Statement => ("statement", json!({})),
        }
    }

    /// The options but for the one that asks for words, which is Typeform's own.
    fn options(&self, item: &Item<'p>, place: usize) -> Vec<Json> {
        let words = item.asks_for_words().map(|option| option.id);
        let options = item.options().iter().filter(|option| Some(option.id) != words);
        let choice = |option: &crate::emit::survey::Choice<'p>| json!({"ref": option_reference(item, option.id.as_str()), "label": self.text(&option.text, place)});
        options.map(choice).collect()
    }

    fn points(&self, reference: &str, scale: &Scale<'p>, place: usize) -> Vec<Json> {
        let point = |(nth, code): (usize, i64)| {
            let end = match code {
                code if code == scale.low => scale.low_words.as_ref(),
                code if code == scale.high => scale.high_words.as_ref(),
                _ => None,
            };
            let label = match (scale.labelled().get(nth), end) {
                (Some(label), _) => self.text(label, place),
                (None, Some(end)) => format!("{code} · {}", self.text(end, place)),
                (None, None) => code.to_string(),
            };
            json!({"ref": format!("{reference}_{code}"), "label": label})
        };
        let none = scale.not_applicable.map(|_| {
            json!({"ref": format!("{reference}_{NOT_APPLICABLE}"), "label": own(&not_applicable(), self.tag)})
        });
        scale.codes().enumerate().map(point).chain(none).collect()
    }

    fn row(&self, scale: &Scale<'p>, place: usize) -> Json {
        let mut row = json!({"steps": scale.codes().count(), "start_at_one": scale.low == 1});
        for (side, words) in [("left", &scale.low_words), ("right", &scale.high_words)] {
            if let Some(words) = words {
                row["labels"][side] = json!(self.text(words, place));
            }
        }
        row
    }

    /// The words of the ends of a scale that is asked as a number, below the question.
    fn number(&self, scale: &Scale<'p>, place: usize) -> Json {
        let ends = [(scale.low, &scale.low_words), (scale.high, &scale.high_words)];
        let told = ends.iter().map(|(code, words)| match words {
            Some(words) => format!("{code} = {}", self.text(words, place)),
            None => code.to_string(),
        });
        json!({"description": told.collect::<Vec<_>>().join("; ")})
    }

    /// The end pages with a condition, and the screen of all others, which Typeform shows where nothing leads.
    fn ends(&self) -> Vec<Json> {
        let instrument = self.instrument;
        let screen = |reference: String, title: String| json!({"ref": reference, "title": title, "properties": {"show_button": false, "share_icons": false}});
        let last = instrument.last_words().map(|end| self.text(&end.text, instrument.items.len()));
        let last = screen(END.to_owned(), last.unwrap_or_else(|| own(&thanks(), self.tag)));
        let led_to = self.ends_by_answers().map(|nth| {
            screen(end_reference(nth), self.text(&instrument.ends[nth].text, instrument.items.len()))
        });
        std::iter::once(last).chain(led_to).collect()
    }

    fn ends_by_answers(&self) -> impl Iterator<Item = usize> {
        let instrument = self.instrument;
        let ends = instrument.ends.iter().enumerate().filter(|(_, end)| end.branch.is_some());
        ends.map(|(nth, _)| nth).filter(move |nth| tells_end(instrument, *nth))
    }

    /// From a place to the end: a jump for each end page with a condition.
    fn jumps_to_ends(&self, from: usize) -> Vec<Json> {
        let mut jumps = Vec::new();
        for nth in self.ends_by_answers() {
            let Some(when) = end_when(self.instrument, nth, from).filter(|when| !is_never(when)) else {
                continue;
            };
            let (is_last, when) = if is_always(&when) { (true, always()) } else { (false, when) };
            jumps.push(jump("thankyou", &end_reference(nth), when));
            if is_last {
                return jumps;
            }
        }
        jumps.push(jump("thankyou", END, always()));
        jumps
    }

    /// The condition of a question for whoever comes from an earlier one past all between: they have no answers.
    fn here(&self, from: usize, to: usize) -> Option<Json> {
        let condition_of = self.instrument.items[to].branch.as_ref()?.condition.as_ref().ok()?;
        condition(self.instrument, &without_answers(condition_of, &|place| place > from))
    }

    /// After each field, where to go when the next one is not asked of everybody.
    fn logic(&self) -> Vec<Json> {
        let items = &self.instrument.items;
        let shown: Vec<Option<Json>> =
            (0..items.len()).map(|place| shown_when(self.instrument, place).unwrap_or_default()).collect();
        let refs = |item: &Item<'p>| -> Vec<String> {
            match &item.answer {
                Answer::Matrix { rows, .. } => {
                    rows.iter().map(|row| reference(item, Some(row.id.as_str()))).collect()
                }
                _ => vec![reference(item, None)],
            }
        };
        let mut logic = Vec::new();
        for (place, item) in items.iter().enumerate() {
            // From the last line of a matrix; the others lead to the next line.
            let Some(from) = refs(item).pop() else { continue };
            let decides_the_end = place + 1 == items.len() && self.ends_by_answers().next().is_some();
            if shown.get(place + 1).is_none_or(Option::is_none) && !decides_the_end {
                continue;
            }
            let (mut actions, mut tried) = (Vec::new(), Vec::new());
            let mut next = place + 1;
            while let Some(Some(when)) = shown.get(next) {
                let when = self.here(place, next).unwrap_or_else(|| when.clone());
                if is_always(&when) {
                    break;
                }
                // Whoever passes a condition is led to the first question that has it.
                if !is_never(&when) && !tried.contains(&when) {
                    let first = refs(&items[next]).into_iter().next();
                    actions.extend(first.map(|to| jump("field", &to, when.clone())));
                    tried.push(when);
                }
                next += 1;
            }
            let first = items.get(next).and_then(|item| refs(item).into_iter().next());
            match first {
                Some(to) => actions.push(jump("field", &to, always())),
                None => actions.extend(self.jumps_to_ends(place)),
            }
            logic.push(json!({"type": "field", "ref": from, "actions": actions}));
        }
        logic
    }
}

fn jump(kind: &str, to: &str, when: Json) -> Json {
    json!({"action": "jump", "details": {"to": {"type": kind, "value": to}}, "condition": when})
}

/// The row of the canonical question is the one that Typeform counts promoters in.
fn row_type(item: &Item<'_>) -> &'static str {
    let Answer::Scale(scale) = &item.answer else { return "opinion_scale" };
    let counts = item.canonical == Some("nps") && (scale.low, scale.high) == (0, 10);
    if counts { "nps" } else { "opinion_scale" }
}

/// Where the answers are found: by the name of the field, with the names of the options.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let words = item.asks_for_words().map(|option| option.id.as_str());
    let stored = |id: &str| if Some(id) == words { "other".to_owned() } else { option_reference(item, id) };
    let mut columns = columns_by_id(item, &|line| reference(item, line), &stored, NOT_APPLICABLE);
    if let Some(scale) = item
        .scale()
        .filter(|scale| matches!(item.answer, Answer::Matrix { .. }) || scale.has_buttons() && !is_row(scale))
    {
        for column in &mut columns {
            let codes = scale.codes().map(|code| code.to_string());
            let none = scale.not_applicable.map(|_| NOT_APPLICABLE.to_owned());
            column.values = codes.chain(none).map(|code| format!("{}_{code}={code}", column.name)).collect();
        }
    }
    columns
}
