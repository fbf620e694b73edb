//! The survey book: what is asked of whom, in which words, and what they are told before.

use super::{head, sheet, value};
use crate::emit::site::Page;
use crate::emit::survey::{Answer, Instrument, Item, Most, Scale, Told, Words, ours};
use crate::emit::table::{Cell, Table};

pub fn tables(page: &Page<'_>, instruments: &[Instrument<'_>]) -> Vec<Table> {
    let book = Book { page, tags: tags(&page.program().languages(), instruments) };
    let tags: Vec<&str> = book.tags.iter().map(String::as_str).collect();
    let table = |name, columns: &[&str], each: &dyn Fn(&Instrument<'_>) -> Vec<Vec<Cell>>| Table {
        name: sheet(page, name),
        head: head(page, columns, &tags),
        lines: instruments.iter().flat_map(each).collect(),
    };
    vec![
        table(
            "surveys",
            &[
                "survey",
                "title*",
                "type",
                "status",
                "languages",
                "channels",
                "every",
                "invitations",
                "questions",
            ],
            &|it| vec![book.survey(it)],
        ),
        table(
            "questions",
            &[
                "survey",
                "n",
                "question",
                "version",
                "answered_as",
                "required",
                "asked_when",
                "canonical",
                "text*",
                "scale_from",
                "scale_to",
                "scale_low*",
                "scale_high*",
                "may_not_apply",
                "most_options",
            ],
            &|it| it.items.iter().enumerate().map(|(nth, item)| book.question(it, nth, item)).collect(),
        ),
        table("scales", &["survey", "question", "code", "label*"], &|it| book.labels(it)),
        table(
            "options",
            &[
                "survey",
                "question",
                "sort",
                "option",
                "text*",
                "offered_when",
                "own_words",
                "excludes_others",
            ],
            &|it| book.options(it),
        ),
        table("consent", &["survey", "line", "about*", "text*"], &|it| book.consent(it)),
    ]
}

/// The languages and variants that surveys can be read in: those of the program first.
fn tags(languages: &[&str], instruments: &[Instrument<'_>]) -> Vec<String> {
    let mut tags: Vec<String> = languages.iter().map(|tag| (*tag).to_owned()).collect();
    for tag in instruments.iter().flat_map(|it| &it.languages) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags
}

struct Book<'a> {
    page: &'a Page<'a>,
    tags: Vec<String>,
}

impl Book<'_> {
    fn yes(&self, yes: bool) -> Cell {
        Cell::Text(if yes { self.page.word("book.yes") } else { String::new() })
    }

    /// What is read in each language, with its gaps as they are written.
    fn read(&self, words: Option<&Words<'_>>) -> Vec<Cell> {
        let read = |tag: &String| words.and_then(|words| words.read(tag)).unwrap_or_default();
        self.tags.iter().map(|tag| Cell::Text(read(tag))).collect()
    }

    fn survey(&self, it: &Instrument<'_>) -> Vec<Cell> {
        let survey = it.survey.it;
        let channels: Vec<String> = survey.channels.items().map(|it| it.path.to_string()).collect();
        let every = survey.trigger.get().map(|trigger| self.page.written(&trigger.every));
        let invitations = survey.sample.get().and_then(|sample| sample.invitations.get());
        let mut line = vec![Cell::Text(it.id().to_string())];
        line.extend(self.read(it.title.as_ref()));
        line.extend([
            value(self.page, "survey_type", survey.survey_type.value().map(|kind| kind.word())),
            value(self.page, "status", Some(if it.proposed { "proposed" } else { "active" })),
            Cell::from(it.languages.join(", ")),
            Cell::from(channels.join(", ")),
            Cell::Text(every.unwrap_or_default()),
            Cell::Number(invitations.map(|n| n.0 as f64)),
            Cell::from(i64::try_from(it.items.len()).unwrap_or(i64::MAX)),
        ]);
        line
    }

    fn question(&self, it: &Instrument<'_>, nth: usize, item: &Item<'_>) -> Vec<Cell> {
        let scale = item.scale();
        let number = |n: Option<i64>| Cell::Number(n.map(|n| n as f64));
        let mut line = vec![
            Cell::Text(it.id().to_string()),
            Cell::from(i64::try_from(nth).unwrap_or(i64::MAX - 1) + 1),
            Cell::Text(item.id.to_string()),
            Cell::from(item.version),
            Cell::Text(self.page.word(&format!("book.answers.{}", answered_as(&item.answer)))),
            self.yes(item.required),
            Cell::from(item.branch.as_ref().map_or("", |branch| branch.text)),
            Cell::from(item.canonical.unwrap_or_default()),
        ];
        line.extend(self.read(Some(&item.text)));
        line.extend([number(scale.map(|it| it.low)), number(scale.map(|it| it.high))]);
        line.extend(self.read(scale.and_then(|it| it.low_words.as_ref())));
        line.extend(self.read(scale.and_then(|it| it.high_words.as_ref())));
        line.push(self.yes(scale.is_some_and(|it| it.not_applicable.is_some())));
        line.push(match &item.answer {
            Answer::Choice { most: Most::Some(most), .. }
            | Answer::Ranking { most: Most::Some(most), .. } => Cell::from(*most),
            _ => Cell::Number(None),
        });
        line
    }

    /// The words of the points of scales.
    fn labels(&self, it: &Instrument<'_>) -> Vec<Vec<Cell>> {
        let of = |item: &Item<'_>, scale: &Scale<'_>| -> Vec<Vec<Cell>> {
            let line = |(code, words): (i64, &Words<'_>)| {
                let mut line =
                    vec![Cell::Text(it.id().to_string()), Cell::Text(item.id.to_string()), Cell::from(code)];
                line.extend(self.read(Some(words)));
                line
            };
            scale.codes().zip(scale.labelled()).map(line).collect()
        };
        it.items.iter().filter_map(|item| Some(of(item, item.scale()?))).flatten().collect()
    }

    /// What there is to choose from, and the lines of matrices.
    fn options(&self, it: &Instrument<'_>) -> Vec<Vec<Cell>> {
        let mut lines = Vec::new();
        for item in &it.items {
            let begin = |sort: &str, id: String, words: &Words<'_>| {
                let mut line = vec![
                    Cell::Text(it.id().to_string()),
                    Cell::Text(item.id.to_string()),
                    Cell::Text(self.page.word(&format!("book.sorts.{sort}"))),
                    Cell::Text(id),
                ];
                line.extend(self.read(Some(words)));
                line
            };
            for option in item.options() {
                let mut line = begin("option", option.id.to_string(), &option.text);
                line.extend([
                    Cell::from(option.branch.as_ref().map_or("", |branch| branch.text)),
                    self.yes(option.other.is_some()),
                    self.yes(option.exclusive.is_some()),
                ]);
                lines.push(line);
            }
            if let Answer::Matrix { rows, .. } = &item.answer {
                lines.extend(rows.iter().map(|row| begin("row", row.id.to_string(), &row.text)));
            }
        }
        lines
    }

    /// What people are told before they answer.
    fn consent(&self, it: &Instrument<'_>) -> Vec<Vec<Cell>> {
        let line = |(nth, line): (usize, &crate::emit::survey::Line<'_>)| {
            let mut cells = vec![
                Cell::Text(it.id().to_string()),
                Cell::from(i64::try_from(nth).unwrap_or(i64::MAX - 1) + 1),
            ];
            cells.extend(self.tags.iter().map(|tag| Cell::from(ours(&line.label, tag))));
            cells.extend(match &line.text {
                Told::Ours(say) => self.tags.iter().map(|tag| Cell::from(ours(say, tag))).collect(),
                Told::Program(words) => self.read(Some(words)),
            });
            cells
        };
        it.notice.iter().enumerate().map(line).collect()
    }
}

/// Under what the word stands for how a question is answered.
fn answered_as(answer: &Answer<'_>) -> &'static str {
    match answer {
        Answer::Open => "text",
        Answer::YesNo => "yes_no",
        Answer::Number => "number",
        Answer::Date => "date",
        Answer::Choice { most: Most::One, .. } => "one",
        Answer::Choice { .. } => "several",
        Answer::Ranking { .. } => "ranking",
        Answer::Scale(_) => "scale",
        Answer::Matrix { .. } => "matrix",
        Answer::Statement => "read",
    }
}
