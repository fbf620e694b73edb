//! The wordings that people were asked. `senda.lock` keeps them, so that a word that is exchanged
//! is seen: the answers before and after it are not one series.

use super::Model;
use super::id::Id;
use super::question::{Item, Question};
use super::record::{FieldInfo, RecordInfo};
use super::survey::Survey;
use super::value::walk_field;
use super::walk::{Leaf, Visitor};
use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file in the folder of a program that keeps them.
pub const LOCK_FILE: &str = "senda.lock";

/// The form of the file.
const FORM: u32 = 1;

/// What every question was asked like, by its name: `survey/question`, or the id of a shared one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wordings {
    senda_lock: u32,
    pub questions: BTreeMap<String, Asked>,
}

/// One version of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    pub version: i64,
    /// What makes it this question, by its key: `text.es`, `scale.points`, `options.price.text.en`.
    pub asked: BTreeMap<String, String>,
}

impl Wordings {
    /// Those of a program as it stands.
    pub fn of(model: &Model) -> Self {
        let mut questions = BTreeMap::new();
        for survey in model.all::<Survey>() {
            for question in survey.it.questions.items() {
                if let Some(id) = question.id.value() {
                    questions.insert(format!("{}/{id}", survey.id()), Asked::of(question.item()));
                }
            }
        }
        for question in model.all::<Question>() {
            questions.insert(question.id().to_string(), Asked::of(question.it.item()));
        }
        Self { senda_lock: FORM, questions }
    }

    /// Reads the file; none when it is no file that `senda lock` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|it| it.senda_lock == FORM)
    }

    /// The text of the file: one line for each wording, so that a review shows what changed.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl Asked {
    pub fn of(question: Item<'_>) -> Self {
        Self::scanned(question).0
    }

    /// None when something of it cannot be read: then nobody knows whether it changed.
    pub fn if_read(question: Item<'_>) -> Option<Self> {
        let (asked, is_whole) = Self::scanned(question);
        is_whole.then_some(asked)
    }

    fn scanned(question: Item<'_>) -> (Self, bool) {
        let mut scan = Scan::default();
        scan.under("use", |scan| walk_field(question.r#use, scan));
        scan.under("type", |scan| walk_field(question.question_type, scan));
        scan.under("subject", |scan| walk_field(question.subject, scan));
        scan.under("text", |scan| walk_field(question.text, scan));
        scan.under("options", |scan| walk_field(question.options, scan));
        scan.under("rows", |scan| walk_field(question.rows, scan));
        scan.under("multiple", |scan| walk_field(question.multiple, scan));
        scan.under("scale", |scan| walk_field(question.scale, scan));
        let version = question.version.value().map_or(1, |version| version.0);
        (Self { version, asked: scan.asked }, !scan.has_bad)
    }

    /// The first key that says something else than before, with what it said and what it says. A
    /// language that was added or taken away starts or ends a series of its own and changes no other.
    pub fn first_change<'a>(&'a self, before: &'a Asked) -> Option<(&'a str, &'a str, &'a str)> {
        let keys = before.asked.keys().chain(self.asked.keys());
        let mut changed = keys.filter_map(|key| {
            let (was, is) = (before.asked.get(key), self.asked.get(key));
            let of_language = key.starts_with("text") || key.starts_with("subject");
            let one_only = was.is_none() || is.is_none();
            let text = |it: Option<&'a String>| it.map_or("", String::as_str);
            (was != is && !(of_language && one_only)).then(|| (key.as_str(), text(was), text(is)))
        });
        // what people read first is told first
        let all: Vec<_> = changed.by_ref().collect();
        all.iter().find(|(key, ..)| key.starts_with("text")).or(all.first()).copied()
    }
}

/// Fields of options and rows that nobody is shown.
const NOT_ASKED: [&str; 5] = ["title", "description", "tags", "evidence", "was"];

#[derive(Default)]
struct Scan {
    path: Vec<String>,
    asked: BTreeMap<String, String>,
    /// The ids of the list we are in, in their order, which is part of what is asked.
    order: Vec<String>,
    has_bad: bool,
}

impl Scan {
    fn under(&mut self, key: &str, walk: impl FnOnce(&mut Self)) {
        self.path.push(key.to_owned());
        walk(self);
        self.path.pop();
        if !self.order.is_empty() {
            self.asked.insert(key.to_owned(), std::mem::take(&mut self.order).join(", "));
        }
    }

    fn keep(&mut self, more: &str, said: &str) {
        let mut key = self.path.join(".");
        if !more.is_empty() {
            key.push('.');
            key.push_str(more);
        }
        self.asked.insert(key, said.trim().to_owned());
    }
}

impl<'m> Visitor<'m> for Scan {
    fn bad(&mut self, _: Span) {
        self.has_bad = true;
    }

    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        if let (Some((id, _)), Some(last)) = (id, self.path.last_mut()) {
            *last = id.to_string();
            self.order.push(last.clone());
        }
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        if NOT_ASKED.contains(&field.key) || field.key == "id" {
            return false;
        }
        self.path.push(field.key.to_owned());
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.path.pop();
    }

    fn item(&mut self, index: usize, _: Span) {
        self.path.push(index.to_string());
    }

    fn end_item(&mut self) {
        self.path.pop();
    }

    fn entry(&mut self, key: &str, _: Span) {
        self.path.push(key.to_owned());
    }

    fn end_entry(&mut self) {
        self.path.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, _: Span) {
        match leaf {
            Leaf::Text(text) => {
                for reading in text.readings() {
                    self.keep(reading.language.as_str(), reading.words);
                }
            }
            Leaf::Plain(text) => self.keep("", &text),
            Leaf::Bool(yes) => self.keep("", if yes { "true" } else { "false" }),
            Leaf::Choice(word) => self.keep("", word),
            Leaf::Scalar(scalar) => self.keep("", &scalar.spelling()),
            Leaf::Reference(reference) => self.keep("", &reference.path().to_string()),
            Leaf::Expression(expression) => self.keep("", &expression.text),
        }
    }
}
