//! A draft as YAML of Senda, in its canonical form.

use super::bank;
use super::condition::{Answers, Kind, Variable};
use super::draft::{Answer, Choice, Draft, End, Most, Question, Scale, Text, When};
use super::report::{Report, left_out, shortened};
use super::text::json as words;
use crate::diagnostic::{Lang, Say, say};
use crate::edit::format::{Formatted, format};
use crate::model::Kind as EntityKind;
use crate::model::record::Need;
use crate::source::FileId;
use serde_json::{Map, Value as Json, json};
use serde_saphyr::SerializerOptions;
use std::collections::BTreeSet;

/// What the file cannot know.
pub struct Wanted<'w> {
    pub id: &'w str,
    /// What the survey is for, when somebody said it.
    pub survey_type: Option<&'w str>,
    /// The file that it comes from, as the first comment names it.
    pub from: &'w str,
    /// The language of the comments.
    pub lang: Lang,
}

/// The YAML, and what is left to say in it.
pub struct Written {
    pub text: String,
    /// The fields that a survey should have and this one does not.
    pub open: Vec<&'static str>,
}

/// Writes a survey; the report gets the conditions that cannot be said.
pub fn write(mut draft: Draft, wanted: &Wanted<'_>, report: &mut Report) -> Written {
    let found: Vec<Option<bank::Found>> = draft.questions.iter().map(bank::find).collect();
    for (question, found) in draft.questions.iter_mut().zip(&found) {
        // The options of the bank keep their ids.
        if let (Some(found), Answer::Choice { options, .. }) = (found, &mut question.answer) {
            let same =
                options.iter().zip(&found.item.options).all(|(option, frozen)| option.stored == frozen.id);
            for (option, frozen) in options.iter_mut().zip(&found.item.options) {
                option.id.clone_from(&frozen.id);
            }
            if !same && !draft.numbered {
                let (name, item) = (&question.name, &found.item.id);
                report.changed(
                    question.place.clone(),
                    say!(en: "the options of `{name}` are stored otherwise than those of `{item}` in the question bank", es: "las opciones de `{name}` se guardan de otro modo que las de `{item}` en el banco de preguntas"),
                    say!(en: "they have the ids of the bank; join older answers by their words", es: "llevan los ids del banco; une las respuestas anteriores por su texto"),
                );
            }
        }
    }
    let answers = answers(&draft.questions);
    let writer = Writer { languages: &draft.languages, answers };
    let each = draft.questions.iter().zip(&found).enumerate();
    let questions: Vec<Json> =
        each.map(|(nth, (question, found))| writer.question(nth, question, found.as_ref(), report)).collect();
    let numbered = draft.ends.iter().enumerate();
    let ends: Vec<Json> = numbered.filter_map(|(nth, end)| writer.end(nth, end, report)).collect();
    let mut asked = Map::from_iter([("questions".to_owned(), json!(questions))]);
    if !ends.is_empty() {
        asked.insert("end_pages".into(), json!(ends));
    }
    let mut head = Map::new();
    head.insert("kind".into(), json!("survey"));
    head.insert("id".into(), json!(wanted.id));
    if let Some(title) = &draft.title {
        head.insert("title".into(), words(title, &draft.languages));
    }
    if draft.proposed {
        head.insert("status".into(), json!("proposed"));
    }
    if let Some(survey_type) = wanted.survey_type {
        head.insert("type".into(), json!(survey_type));
    }
    if !draft.consent.is_empty() {
        let fields = draft.consent.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        head.insert("consent".into(), Json::Object(fields.collect()));
    }
    let (open, comments) = open(&head, wanted.lang);
    let from = wanted.from;
    let first = say!(en: "Read from {from}.", es: "Leída de {from}.");
    let text = format!(
        "# {}\n{}{comments}{}",
        first.in_lang(wanted.lang),
        yaml(&Json::Object(head)),
        yaml(&Json::Object(asked))
    );
    let text = match format(FileId(0), &text) {
        Formatted::Changed(text) => text,
        _ => text,
    };
    Written { text, open }
}

/// YAML with each text on its line.
fn yaml(value: &Json) -> String {
    let mut options = SerializerOptions::default();
    options.folded_wrap_chars = usize::MAX;
    options.prefer_block_scalars = false;
    let text = serde_saphyr::to_string_with_options(value, options).expect("a value we built serializes");
    text.lines().map(|line| with_bare_points(line) + "\n").collect()
}

/// `points: "0..10"` reads the same without quotes, and people write it so.
fn with_bare_points(line: &str) -> String {
    let bare = line.trim_start().strip_prefix("points: \"").and_then(|rest| rest.strip_suffix('"'));
    match bare.filter(|points| points.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))) {
        Some(points) if !points.starts_with('-') => {
            format!("{}points: {points}", &line[..line.len() - line.trim_start().len()])
        }
        _ => line.to_owned(),
    }
}

/// The fields that a survey should have and the file cannot know, as comments to fill in.
fn open(head: &Map<String, Json>, lang: Lang) -> (Vec<&'static str>, String) {
    let info = EntityKind::Survey.info();
    let fields = info.all_fields().filter(|field| {
        field.need != Need::No && !head.contains_key(field.key) && !matches!(field.key, "kind" | "questions")
    });
    let (mut keys, mut out) = (Vec::new(), String::new());
    for field in fields {
        let docs = field.docs().in_lang(lang).split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("# {docs}\n# {}:\n", field.key));
        keys.push(field.key);
    }
    if keys.is_empty() {
        return (keys, out);
    }
    let told = say!(en: "TODO: a survey of a platform does not say this:", es: "TODO: una encuesta de una plataforma no dice esto:");
    (keys, format!("# {}\n{out}", told.in_lang(lang)))
}

struct Writer<'w> {
    languages: &'w [String],
    answers: Answers,
}

impl Writer<'_> {
    fn words(&self, text: &Text) -> Json {
        words(text, self.languages)
    }

    fn question(
        &self,
        nth: usize,
        question: &Question,
        found: Option<&bank::Found>,
        report: &mut Report,
    ) -> Json {
        let mut map = Map::new();
        map.insert("id".into(), json!(question.id));
        if let Some(when) = question.when.as_ref().and_then(|when| self.when(nth, when, &asked(), report)) {
            map.insert("show_when".into(), json!(when));
        }
        match found {
            Some(found) => {
                map.insert("use".into(), json!(found.item.id));
                if let Some(subject) = &found.subject {
                    map.insert("subject".into(), self.subject(subject));
                }
            }
            None => {
                let options = |options: &[Choice], report: &mut Report| -> Json {
                    options.iter().map(|option| self.option(nth, option, report)).collect()
                };
                map.insert("type".into(), json!(type_of(&question.answer)));
                map.insert("text".into(), self.words(&question.text));
                match &question.answer {
                    Answer::Choice { options: list, most } | Answer::Ranking { options: list, most } => {
                        map.insert("options".into(), options(list, report));
                        match most {
                            Most::Some(most) => map.insert("multiple".into(), json!(most)),
                            Most::All if !matches!(question.answer, Answer::Ranking { .. }) => {
                                map.insert("multiple".into(), json!(true))
                            }
                            _ => None,
                        };
                    }
                    Answer::Scale(scale) => drop(map.insert("scale".into(), self.scale(scale))),
                    Answer::Matrix { rows, scale } => {
                        let row =
                            |row: &super::draft::Row| json!({"id": row.id, "text": self.words(&row.text)});
                        map.insert("rows".into(), rows.iter().map(row).collect());
                        map.insert("scale".into(), self.scale(scale));
                    }
                    _ => {}
                }
            }
        }
        if question.required {
            map.insert("required".into(), json!(true));
        }
        Json::Object(map)
    }

    /// An end page; none when its condition cannot be said.
    fn end(&self, nth: usize, end: &End, report: &mut Report) -> Option<Json> {
        let mut map = Map::from_iter([("id".to_owned(), json!(format!("end-page-{}", nth + 1)))]);
        if let Some(when) = &end.when {
            map.insert("show_when".into(), json!(self.when(usize::MAX, when, &left_out(), report)?));
        }
        map.insert("text".into(), self.words(&end.text));
        Some(Json::Object(map))
    }

    /// A name is the same in every language, and is written once.
    fn subject(&self, subject: &Text) -> Json {
        let different: BTreeSet<&String> = subject.0.values().collect();
        match different.first() {
            Some(one) if different.len() == 1 && self.languages.len() > 1 => json!(one),
            _ => self.words(subject),
        }
    }

    fn option(&self, nth: usize, option: &Choice, report: &mut Report) -> Json {
        let mut map = Map::new();
        map.insert("id".into(), json!(option.id));
        map.insert("text".into(), self.words(&option.text));
        if let Some(when) = option.when.as_ref().and_then(|when| self.when(nth, when, &offered(), report)) {
            map.insert("show_when".into(), json!(when));
        }
        if option.other {
            map.insert("other".into(), json!(true));
        }
        if option.exclusive {
            map.insert("exclusive".into(), json!(true));
        }
        Json::Object(map)
    }

    fn scale(&self, scale: &Scale) -> Json {
        let mut map = Map::new();
        map.insert("points".into(), json!(format!("{}..{}", scale.low, scale.high)));
        for (key, text) in [("low", &scale.low_words), ("high", &scale.high_words)] {
            if let Some(text) = text {
                map.insert(key.into(), self.words(text));
            }
        }
        if !scale.labels.is_empty() {
            map.insert("labels".into(), scale.labels.iter().map(|label| self.words(label)).collect());
        }
        if scale.not_applicable {
            map.insert("not_applicable".into(), json!(true));
        }
        Json::Object(map)
    }

    fn when(&self, nth: usize, when: &When, instead: &Say, report: &mut Report) -> Option<String> {
        match self.answers.told(&when.condition, nth) {
            Ok(told) => Some(told),
            Err(why) => {
                let shown = shortened(&when.written);
                report.lost(
                    when.place.clone(),
                    say!(en: "the condition `{shown}` cannot be said: {}", why.en; es: "la condición `{shown}` no se puede decir: {}", why.es),
                    instead.clone(),
                );
                None
            }
        }
    }
}

fn asked() -> Say {
    say!(en: "the question is asked of everybody", es: "la pregunta se hace a todos")
}

fn offered() -> Say {
    say!(en: "the option is always offered", es: "la opción se ofrece siempre")
}

fn type_of(answer: &Answer) -> &'static str {
    match answer {
        Answer::Open => "open",
        Answer::YesNo { .. } => "yes-no",
        Answer::Number => "number",
        Answer::Date => "date",
        Answer::Choice { .. } => "choice",
        Answer::Ranking { .. } => "ranking",
        Answer::Scale(_) => "scale",
        Answer::Matrix { .. } => "matrix",
        Answer::Statement => "statement",
    }
}

/// What conditions may look at.
fn answers(questions: &[Question]) -> Answers {
    let mut answers = Answers::default();
    for (nth, question) in questions.iter().enumerate() {
        let ids = |options: &[Choice]| options.iter().map(|it| (it.stored.clone(), it.id.clone())).collect();
        let kind = match &question.answer {
            Answer::Open => Kind::Text,
            Answer::YesNo { yes, no } => Kind::YesNo { yes: yes.clone(), no: no.clone() },
            Answer::Number => Kind::Number { may_not_apply: false },
            Answer::Date => Kind::Date,
            Answer::Choice { options, most: Most::One } => Kind::One(ids(options)),
            Answer::Choice { options, .. } => Kind::Several(ids(options)),
            Answer::Scale(scale) => Kind::Number { may_not_apply: scale.not_applicable },
            Answer::Ranking { .. } | Answer::Matrix { .. } => Kind::Whole,
            Answer::Statement => continue,
        };
        answers.add(&question.name, Variable { path: question.id.clone(), nth, kind });
        if let Answer::Matrix { rows, scale } = &question.answer {
            for row in rows {
                let kind = Kind::Number { may_not_apply: scale.not_applicable };
                answers.add(&row.name, Variable { path: format!("{}.{}", question.id, row.id), nth, kind });
            }
        }
    }
    answers
}
