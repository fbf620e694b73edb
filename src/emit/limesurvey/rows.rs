//! A survey as the rows of the file: settings, then all groups and questions once for each language.

use super::codes::{self, NOT_APPLICABLE, OTHER};
use super::expression::expression;
use super::table::Row;
use super::text::{languages, own, text};
use crate::emit::survey::{
    Answer, Branch, Choice, Condition, Instrument, Item, Most, Scale, Told, Words, not_applicable, proposed,
    thanks,
};

/// All rows of a survey.
pub fn rows(instrument: &Instrument<'_>) -> Vec<Row> {
    let all = languages(instrument);
    let mut rows = settings(instrument, &all);
    for (tag, code) in &all {
        rows.extend(of_survey(instrument, tag, code));
    }
    for (tag, code) in &all {
        let mut writer = Writer { instrument, tag, code, rows: Vec::new() };
        for (nth, places) in instrument.pages.iter().enumerate() {
            let page = (nth + 1).to_string();
            writer.put(
                Row::of("G").with("id", page.clone()).with("type/scale", page.clone()).with("name", page),
            );
            places.iter().for_each(|place| writer.item(*place));
        }
        writer.end_pages();
        rows.append(&mut writer.rows);
    }
    rows
}

fn settings(instrument: &Instrument<'_>, all: &[(&str, &'static str)]) -> Vec<Row> {
    let others: Vec<&str> = all.iter().skip(1).map(|(_, code)| *code).collect();
    let first = all.first().map_or("en", |(_, code)| code);
    let set = |name: &str, value: &str| Row::of("S").with("name", name).with("text", value);
    // Only a survey that is named in a text needs to know who answers.
    let named = !crate::emit::survey::platform::known_names(instrument).is_empty();
    vec![
        set("language", first),
        set("additional_languages", &others.join(" ")),
        set("format", "G"),
        set("anonymized", if named { "N" } else { "Y" }),
        set("datestamp", "Y"),
        set("showprogress", "Y"),
        set("showgroupinfo", "X"),
        set("showxquestions", "N"),
        set("allowprev", "Y"),
    ]
}

/// Title, notice and thanks in one language.
fn of_survey(instrument: &Instrument<'_>, tag: &str, code: &'static str) -> Vec<Row> {
    let set = |name: &str, value: String| {
        Row::of("SL").with("name", name).with("text", value).with("language", code)
    };
    let title = instrument.title.as_ref().map(|title| text(instrument, title, tag, 0));
    let mark = instrument.proposed.then(|| format!("<p>{}</p>", own(&proposed(), tag)));
    let notice = instrument.notice.iter().map(|line| {
        let told = match &line.text {
            Told::Ours(say) => own(say, tag),
            Told::Program(words) => super::text::escaped(&words.read(tag).unwrap_or_default()),
        };
        format!("<p><strong>{}:</strong> {told}</p>", own(&line.label, tag))
    });
    let welcome: String = mark.into_iter().chain(notice).collect();
    vec![
        set("surveyls_title", title.unwrap_or_else(|| instrument.id().to_string())),
        set("surveyls_welcometext", welcome),
        set("surveyls_endtext", end_text(instrument, tag)),
    ]
}

/// What is read after sending: the end page where it is the same for everybody.
fn end_text(instrument: &Instrument<'_>, tag: &str) -> String {
    match &instrument.ends[..] {
        [end] if end.branch.is_none() => text(instrument, &end.text, tag, instrument.items.len()),
        _ => own(&thanks(), tag),
    }
}

/// Whether there are end pages that stand in the form, for only its questions have conditions.
fn has_ends_in_the_form(instrument: &Instrument<'_>) -> bool {
    instrument.ends.iter().any(|end| end.branch.is_some())
}

/// When an end page is read; nothing when it cannot be told.
pub fn end_relevance(instrument: &Instrument<'_>, nth: usize) -> Option<String> {
    match instrument.read_when(nth) {
        Condition::Always => Some("1".to_owned()),
        condition => expression(&instrument.items, &condition),
    }
}

/// The relevance of a question: it is asked of everybody when it cannot be told, and that is said.
pub fn relevance(instrument: &Instrument<'_>, branch: Option<&Branch<'_>>) -> String {
    let condition = branch.and_then(|branch| branch.condition.as_ref().ok());
    match condition {
        None | Some(Condition::Always) => "1".to_owned(),
        Some(condition) => expression(&instrument.items, condition).unwrap_or_else(|| "1".to_owned()),
    }
}

struct Writer<'i, 'p> {
    instrument: &'i Instrument<'p>,
    tag: &'i str,
    code: &'static str,
    rows: Vec<Row>,
}

/// Questions are numbered behind the pages.
const FIRST_QUESTION: usize = 1_000;

impl<'p> Writer<'_, 'p> {
    fn put(&mut self, row: Row) {
        self.rows.push(row.with("language", self.code));
    }

    fn text(&self, words: &Words<'p>, place: usize) -> String {
        text(self.instrument, words, self.tag, place)
    }

    fn item(&mut self, place: usize) {
        let item = &self.instrument.items[place];
        let yes = |on: bool| if on { "Y" } else { "N" };
        let mut row = Row::of("Q")
            .with("id", (FIRST_QUESTION + place).to_string())
            .with("type/scale", letter(item))
            .with("name", codes::code(&item.name))
            .with("relevance", relevance(self.instrument, item.branch.as_ref()))
            .with("text", self.text(&item.text, place))
            .with("mandatory", yes(item.required && item.is_answered()))
            .with("encrypted", "N")
            .with("other", yes(item.asks_for_words().is_some()));
        for (column, cell) in attributes(item) {
            row = row.with(column, cell);
        }
        if let Some(words) = item.asks_for_words() {
            row = row.with("other_replace_text", self.text(&words.text, place));
        }
        if let Answer::Scale(scale) = &item.answer
            && !scale.has_buttons()
        {
            row = row.with("help", self.ends(scale, place));
        }
        self.put(row);
        self.answers(item, place);
    }

    /// The end pages that depend on answers, as texts on a page of their own.
    fn end_pages(&mut self) {
        let instrument = self.instrument;
        if !has_ends_in_the_form(instrument) {
            return;
        }
        let (group, first) = (instrument.pages.len() + 1, FIRST_QUESTION + instrument.items.len());
        let group = group.to_string();
        self.put(
            Row::of("G").with("id", group.clone()).with("type/scale", group.clone()).with("name", group),
        );
        for (nth, end) in instrument.ends.iter().enumerate() {
            let Some(relevance) = end_relevance(instrument, nth) else { continue };
            let text = self.text(&end.text, instrument.items.len());
            self.put(
                Row::of("Q")
                    .with("id", (first + nth).to_string())
                    .with("type/scale", "X")
                    .with("name", format!("ENDPAGE{}", nth + 1))
                    .with("relevance", relevance)
                    .with("text", text)
                    .with("mandatory", "N")
                    .with("encrypted", "N")
                    .with("other", "N"),
            );
        }
    }

    fn answers(&mut self, item: &Item<'p>, place: usize) {
        match &item.answer {
            Answer::Choice { options, most } => {
                let class = if *most == Most::One { "A" } else { "SQ" };
                self.options(class, item, options, place);
            }
            Answer::Ranking { options, .. } => self.options("A", item, options, place),
            Answer::Scale(scale) if scale.has_buttons() => self.points(scale, place),
            Answer::Matrix { rows, scale } => {
                for row in rows {
                    let text = self.text(&row.text, place);
                    self.put(
                        Row::of("SQ")
                            .with("type/scale", "0")
                            .with("name", codes::line(row.id.as_str()))
                            .with("relevance", "1")
                            .with("text", text),
                    );
                }
                self.points(scale, place);
            }
            _ => {}
        }
    }

    fn options(&mut self, class: &str, item: &Item<'p>, options: &[Choice<'p>], place: usize) {
        for option in options {
            let code = codes::option(item, option.id.as_str());
            if code != OTHER {
                let text = self.text(&option.text, place);
                let row = Row::of(class).with("type/scale", "0").with("name", code).with("text", text);
                self.put(if class == "SQ" { row.with("relevance", "1") } else { row });
            }
        }
    }

    fn points(&mut self, scale: &Scale<'p>, place: usize) {
        for (nth, code) in scale.codes().enumerate() {
            let end = match code {
                code if code == scale.low => scale.low_words.as_ref(),
                code if code == scale.high => scale.high_words.as_ref(),
                _ => None,
            };
            let told = match (scale.labelled().get(nth), end) {
                (Some(label), _) => self.text(label, place),
                (None, Some(end)) => format!("{code} · {}", self.text(end, place)),
                (None, None) => super::text::escaped(&code.to_string()),
            };
            self.put(
                Row::of("A").with("type/scale", "0").with("name", codes::point(code)).with("text", told),
            );
        }
        if scale.not_applicable.is_some() {
            let told = own(&not_applicable(), self.tag);
            self.put(Row::of("A").with("type/scale", "0").with("name", NOT_APPLICABLE).with("text", told));
        }
    }

    /// The words of the ends of a scale that is asked as a number.
    fn ends(&self, scale: &Scale<'p>, place: usize) -> String {
        let ends = [(scale.low, &scale.low_words), (scale.high, &scale.high_words)];
        let told = ends.iter().filter_map(|(code, words)| {
            let code = super::text::escaped(&code.to_string());
            Some(format!("{code} = {}", self.text(words.as_ref()?, place)))
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

/// The letter of a type.
fn letter(item: &Item<'_>) -> &'static str {
    match &item.answer {
        Answer::Open => "T",
        Answer::YesNo => "Y",
        Answer::Number => "N",
        Answer::Date => "D",
        Answer::Scale(scale) if !scale.has_buttons() => "N",
        Answer::Scale(_) | Answer::Choice { most: Most::One, .. } => "L",
        Answer::Choice { .. } => "M",
        Answer::Ranking { .. } => "R",
        Answer::Matrix { .. } => "F",
        Answer::Statement => "X",
    }
}

fn attributes(item: &Item<'_>) -> Vec<(&'static str, String)> {
    match &item.answer {
        Answer::Scale(scale) if scale.has_buttons() => {
            vec![("question_template", "bootstrap_buttons".to_owned())]
        }
        Answer::Scale(scale) => vec![
            ("num_value_int_only", "1".to_owned()),
            ("min_num_value_n", scale.low.to_string()),
            ("max_num_value_n", scale.high.to_string()),
        ],
        Answer::Choice { options, most } if *most != Most::One => {
            let alone = options.iter().filter(|option| option.exclusive.is_some());
            let codes: Vec<String> = alone
                .map(|option| codes::option(item, option.id.as_str()))
                .filter(|code| code != OTHER)
                .collect();
            let mut found = vec![("exclude_all_others", codes.join(";"))];
            if let Most::Some(most) = most {
                found.push(("max_answers", most.to_string()));
            }
            found
        }
        Answer::Ranking { most: Most::Some(most), .. } => vec![("max_answers", most.to_string())],
        _ => Vec::new(),
    }
}
