//! The lines of the sheet `survey` as questions.

use super::limits::{Limits, parse as limits_of, range};
use super::lists::{Lists, is_yes_no};
use super::sheet::{Languages, Line};
use super::{expression, means_nothing};
use crate::diagnostic::say;
use crate::import::condition::all;
use crate::import::draft::{Answer, Choice, Draft, Most, Question, Row, Scale, Text, When};
use crate::import::names::{Names, id_of_option};
use crate::import::points::{self, Point};
use crate::import::report::{Report, left_out, shortened};
use crate::import::text::without_html;
use crate::import::{MOST_PARTS, Refusal};
use std::collections::BTreeSet;

pub struct Reader<'r> {
    pub draft: Draft,
    pub names: Names,
    pub languages: Languages,
    pub lists: Lists,
    pub report: &'r mut Report,
    /// The ids of questions whose answers a text can repeat.
    pub repeatable: BTreeSet<String>,
    /// The conditions of the groups that are open, innermost last, and whether each repeats.
    groups: Vec<(Option<When>, bool)>,
    /// When each end page is read, by its number.
    pub ends_when: Vec<(usize, When)>,
    /// Whether it was said that groups are arranged anew.
    told_groups: bool,
}

/// Reads a form.
pub fn read(
    survey: Vec<Line>,
    choices: Vec<Line>,
    settings: Vec<Line>,
    languages: Languages,
    report: &mut Report,
) -> Result<Draft, Refusal> {
    if survey.len() > 4 * MOST_PARTS {
        return Err(Refusal::too_many(&say!(en: "rows", es: "filas")));
    }
    let mut names = Names::default();
    for (nth, line) in survey.iter().enumerate() {
        let is_matrix = || survey.get(nth + 1).is_some_and(|next| next.peek("appearance") == "label");
        let is_group = line.peek("type").replace(' ', "_") == "begin_group";
        if is_question(line.peek("type")) && (!is_group || is_matrix()) {
            names.id(line.peek("name"), &format!("question-{}", nth + 1));
        }
    }
    let draft = Draft { languages: languages.tags.clone(), ..Draft::default() };
    let mut reader = Reader {
        draft,
        names,
        languages,
        lists: Lists::new(choices),
        report,
        repeatable: BTreeSet::new(),
        groups: Vec::new(),
        ends_when: Vec::new(),
        told_groups: false,
    };
    let mut nth = 0;
    while nth < survey.len() {
        nth += reader.line(&survey[nth..]);
    }
    if reader.draft.questions.is_empty() {
        return Err(Refusal::new(
            say!(en: "the sheet `survey` asks nothing that Senda asks", es: "la hoja `survey` no pregunta nada que Senda pregunte"),
            say!(en: "a question is a row with `type` and `name`", es: "una pregunta es una fila con `type` y `name`"),
        ));
    }
    reader.settings(&settings);
    let (report, lists) = (&mut *reader.report, reader.lists);
    lists.finish(report);
    let own = |name: &str| reader.draft.questions.iter().any(|question| question.name == name);
    reader.names.keep(own);
    reader.names.told(report);
    Ok(reader.draft)
}

/// Whether a type is that of a question that Senda asks.
fn is_question(sort: &str) -> bool {
    let first = sort.split_whitespace().next().unwrap_or_default();
    matches!(
        first,
        "text"
            | "note"
            | "integer"
            | "decimal"
            | "range"
            | "date"
            | "rank"
            | "select_one"
            | "select_multiple"
            | "begin_group"
    )
}

impl Reader<'_> {
    /// Reads a line, and with a matrix the lines of it; how many they were.
    fn line(&mut self, lines: &[Line]) -> usize {
        let line = &lines[0];
        let sort = line
            .take("type")
            .replace("select one", "select_one")
            .replace("select multiple", "select_multiple");
        let sort = sort
            .replace("begin group", "begin_group")
            .replace("end group", "end_group")
            .replace("begin repeat", "begin_repeat")
            .replace("end repeat", "end_repeat");
        let (first, rest) = sort.split_once(char::is_whitespace).unwrap_or((&sort, ""));
        if self.groups.iter().any(|(_, repeats)| *repeats)
            && !matches!(first, "begin_group" | "end_group" | "begin_repeat" | "end_repeat")
        {
            return self.lost_line(line, first);
        }
        match first {
            "begin_group" => {
                if let Some(length) = self.matrix(lines) {
                    return length;
                }
                self.begin(line, false);
            }
            "begin_repeat" => self.begin(line, true),
            "end_group" | "end_repeat" => {
                line.take("name");
                self.groups.pop();
            }
            "note" if self.is_own_note(line) => drop(line.take("name")),
            "calculate" if line.peek("name") == "end_page" && self.is_choice_of_ends(line) => {}
            "hidden" if Self::is_known(line) => drop(line.take("name")),
            "calculate"
                if line.peek("name").ends_with("__words_")
                    && line.peek("calculation").contains("jr:choice-name(") =>
            {
                line.take("name");
                line.take("calculation");
            }
            "text" if self.is_words_of_option(line) => {}
            sort if means_nothing(sort) => drop(line.take("name")),
            sort if is_question(sort) => self.question(line, first, rest),
            _ => return self.lost_line(line, first),
        }
        line.finish(self.report);
        1
    }

    fn lost_line(&mut self, line: &Line, sort: &str) -> usize {
        let name = shortened(line.peek("name"));
        self.report.lost(
            line.place("type"),
            say!(en: "`{name}` is of the type `{sort}`, or repeated, which Senda does not ask", es: "`{name}` es del tipo `{sort}`, o se repite, y Senda no lo pregunta"),
            left_out(),
        );
        1
    }

    fn no_place(&mut self, line: &Line, column: &str, words: &Text) {
        let shown = shortened(&without_html(words.0.values().next().map_or("", String::as_str)));
        if !shown.is_empty() {
            self.report.lost(
                line.place(column),
                say!(en: "Senda has no place for these words: “{shown}”", es: "Senda no tiene lugar para estas palabras: «{shown}»"),
                left_out(),
            );
        }
    }

    fn begin(&mut self, line: &Line, repeats: bool) {
        let name = line.take("name");
        let is_page =
            name == "end_pages" || name.strip_prefix("page_").is_some_and(|nth| nth.parse::<u32>().is_ok());
        let words = line.words("label");
        self.no_place(line, "label", &words);
        if !is_page && !self.told_groups {
            self.told_groups = true;
            self.report.changed(
                line.place("type"),
                say!(en: "it has groups of its own", es: "tiene grupos propios"),
                say!(en: "the order stays; Senda puts as many questions on a page as a phone shows", es: "el orden se queda; Senda pone en cada página las preguntas que caben en un teléfono"),
            );
        }
        let when = self.relevant(line);
        self.groups.push((when, repeats));
    }

    fn relevant(&mut self, line: &Line) -> Option<When> {
        let written = line.take("relevant").to_owned();
        if written.is_empty() {
            return None;
        }
        let place = line.place("relevant");
        match expression::parse(&written) {
            Some(condition) => Some(When { place, written, condition }),
            None => {
                self.not_understood(&place, &written, say!(en: "it is left out: what hangs on it is always there", es: "se deja fuera: lo que depende de ella está siempre"));
                None
            }
        }
    }

    fn question(&mut self, line: &Line, sort: &str, rest: &str) {
        let name = line.take("name").to_owned();
        let mut raw = line.words("label");
        if raw.is_empty() {
            raw = Text::same(&name, &self.languages.tags);
            self.report.changed(
                line.place("label"),
                say!(en: "the question `{name}` has no words", es: "la pregunta `{name}` no tiene texto"),
                say!(en: "it is asked with its name", es: "se pregunta con su nombre"),
            );
        }
        let text = self.text(&raw, &line.place("label"));
        let own = self.relevant(line);
        let answer = self.answer(line, sort, rest);
        self.put(line, name, text, answer, own);
    }

    /// Puts a question behind the others.
    fn put(&mut self, line: &Line, name: String, text: Text, answer: Answer, own: Option<When>) {
        let nth = self.draft.questions.len() + 1;
        let mut id = self.names.id(&name, &format!("question-{nth}"));
        if self.draft.questions.iter().any(|question| question.id == id) {
            id = self.names.another(&name, &format!("question-{nth}"));
            self.report.changed(
                line.place("name"),
                say!(en: "the name `{name}` is there twice", es: "el nombre `{name}` está dos veces"),
                say!(en: "this question is called `{id}`", es: "esta pregunta se llama `{id}`"),
            );
        }
        let written = line.take("required").to_lowercase();
        let required = matches!(written.as_str(), "yes" | "true" | "true()" | "1" | "sí" | "si");
        if !required && !matches!(written.as_str(), "" | "no" | "false" | "false()" | "0") {
            self.not_understood(
                &line.place("required"),
                &written,
                say!(en: "it need not be answered", es: "no es obligatoria"),
            );
        }
        if Question::is_repeatable(&answer) {
            self.repeatable.insert(id.clone());
        }
        let conditions: Vec<When> =
            self.groups.iter().filter_map(|(when, _)| when.clone()).chain(own).collect();
        let when = conditions.last().cloned().and_then(|last| {
            let written = conditions.iter().map(|when| when.written.as_str()).collect::<Vec<_>>().join(" / ");
            let condition = all(conditions.iter().map(|when| when.condition.clone()).collect())?;
            Some(When { place: last.place, written, condition })
        });
        self.draft.questions.push(Question { id, name, place: line.place(""), text, answer, required, when });
    }

    fn answer(&mut self, line: &Line, sort: &str, rest: &str) -> Answer {
        let limits = limits_of(line.peek("constraint"));
        let answer = match sort {
            "integer" => match &limits {
                Some(Limits { low: Some(low), high: Some(high), .. }) if low < high => {
                    line.take("constraint");
                    Answer::Scale(self.long_scale(line, *low, *high))
                }
                _ => Answer::Number,
            },
            "range" => match range(line.peek("parameters")) {
                Some((low, high)) if low < high => {
                    line.take("parameters");
                    Answer::Scale(self.long_scale(line, low, high))
                }
                _ => Answer::Number,
            },
            "decimal" => Answer::Number,
            "date" => Answer::Date,
            "text" => Answer::Open,
            "note" => Answer::Statement,
            _ => self.chosen(line, sort, rest, limits),
        };
        let hint = line.words("hint");
        let is_read = matches!(&answer, Answer::Scale(scale) if scale.low_words.is_some() || scale.high_words.is_some())
            && matches!(sort, "integer" | "range");
        if !is_read {
            self.no_place(line, "hint", &hint);
        }
        answer
    }

    /// A question with options.
    fn chosen(&mut self, line: &Line, sort: &str, rest: &str, limits: Option<Limits>) -> Answer {
        let list = rest.split_whitespace().next().unwrap_or_default();
        let filter = line.take("choice_filter").to_owned();
        let mut options = self.options(list, &filter, &line.place("choice_filter"));
        if rest.split_whitespace().nth(1) == Some("or_other") {
            let text = Text::same("Other", &self.languages.tags);
            options.push(Choice {
                id: "other".into(),
                stored: "other".into(),
                text,
                when: None,
                other: true,
                exclusive: false,
            });
            self.report.changed(
                line.place("type"),
                say!(en: "`or_other` adds an option without words of its own", es: "`or_other` agrega una opción sin texto propio"),
                say!(en: "it reads “Other”; write it as people shall read it", es: "dice «Other»; escríbela como la leerá la gente"),
            );
        }
        self.told_options(&options, &line.place("type"));
        match sort {
            "rank" => return Answer::Ranking { options, most: Most::All },
            "select_multiple" => {}
            _ if is_yes_no(&options) => {
                return Answer::YesNo { yes: vec!["yes".into()], no: vec!["no".into()] };
            }
            _ => {
                return match points::of_options(&options) {
                    Some(scale) => Answer::Scale(scale),
                    None => Answer::Choice { options, most: Most::One },
                };
            }
        }
        let mut most = Most::All;
        if let Some(limits) = limits.filter(|limits| limits.low.is_none() && limits.high.is_none()) {
            line.take("constraint");
            most = limits.most.map_or(Most::All, Most::Some);
            for option in &mut options {
                option.exclusive = limits.exclusive.contains(&option.stored);
            }
        }
        Answer::Choice { options, most: if most == Most::Some(1) { Most::One } else { most } }
    }

    /// A scale that is asked as a number, with the words of its ends in the hint.
    fn long_scale(&mut self, line: &Line, low: i64, high: i64) -> Scale {
        let mut scale = Scale { low, high, ..Scale::default() };
        let hint = line.words("hint");
        if hint.is_empty() {
            return scale;
        }
        let hint = self.text(&hint, &line.place("hint"));
        let (mut lows, mut highs) = (Text::default(), Text::default());
        for (tag, words) in &hint.0 {
            let (from, to) = (format!("{low} = "), format!("{high} = "));
            let cut = words.find(&to).filter(|at| *at == 0 || words[..*at].ends_with([' ']));
            let before = cut.map_or(words.as_str(), |at| words[..at].trim_end_matches([' ', ';', ',']));
            match (before.strip_prefix(&from), cut.map(|at| &words[at + to.len()..])) {
                (None, None) => return scale,
                (first, last) => {
                    if let Some(first) = first {
                        lows.0.insert(tag.clone(), first.to_owned());
                    }
                    if let Some(last) = last {
                        highs.0.insert(tag.clone(), last.to_owned());
                    }
                }
            }
        }
        let there = |text: Text| (!text.0.is_empty()).then_some(text);
        (scale.low_words, scale.high_words) = (there(lows), there(highs));
        scale
    }

    /// A group whose lines choose from one list, the first of which shows the words of the points.
    fn matrix(&mut self, lines: &[Line]) -> Option<usize> {
        let end = lines.iter().position(|line| line.peek("type").replace(' ', "_") == "end_group")?;
        let (group, inner) = (&lines[0], &lines[1..end]);
        let list = inner.first()?.peek("type").strip_prefix("select_one ")?.trim().to_owned();
        let alike = |line: &Line, looks: &str| {
            line.peek("type").strip_prefix("select_one ").is_some_and(|own| own.trim() == list)
                && line.peek("appearance") == looks
        };
        let (head, rows) = inner.split_first()?;
        if rows.is_empty() || !alike(head, "label") || !rows.iter().all(|row| alike(row, "list-nolabel")) {
            return None;
        }
        let name = group.take("name").to_owned();
        let (own, above) = (group.words("label"), head.words("label"));
        if !own.is_empty() && own != above {
            self.no_place(head, "label", &above);
        }
        let text = self.text(if own.is_empty() { &above } else { &own }, &group.place("label"));
        let when = self.relevant(group);
        let options = self.options(&list, "", &head.place("type"));
        let listed = options.into_iter().map(|it| Point {
            stored: it.stored,
            text: it.text,
            place: head.place("type"),
        });
        let scale = points::scale(listed.collect(), &head.place("type"), true, self.report);
        let (rows, required) = self.rows(&name, rows);
        for line in inner.iter().chain([&lines[end]]) {
            line.take("type");
            line.take("name");
            line.take("required");
            line.finish(self.report);
        }
        let answer = Answer::Matrix { rows, scale };
        self.put(group, name, text, answer, when);
        if let Some(question) = self.draft.questions.last_mut() {
            question.required = required;
        }
        group.finish(self.report);
        Some(end + 1)
    }

    fn rows(&mut self, group: &str, lines: &[Line]) -> (Vec<Row>, bool) {
        let mut names = Names::default();
        let mut rows = Vec::new();
        let required = lines.iter().filter(|line| line.take("required") == "yes").count();
        for (nth, line) in lines.iter().enumerate() {
            let name = line.take("name").to_owned();
            let label = line.words("label");
            let text = self.text(&label, &line.place("label"));
            let own = name.strip_prefix(&format!("{group}__")).unwrap_or(&name).replace('_', "-");
            let words = self.languages.tags.first().and_then(|tag| text.get(tag)).unwrap_or_default();
            let id = names.wished(&name, &id_of_option(&own, words, nth));
            rows.push(Row { id, name, text });
        }
        if required > 0 && required < lines.len() {
            self.report.changed(
                lines[0].place("required"),
                say!(en: "some lines must be answered and others not", es: "unas líneas son obligatorias y otras no"),
                say!(en: "in Senda `required` means each line; none must be answered now", es: "en Senda `required` significa cada línea; ahora ninguna es obligatoria"),
            );
        }
        (rows, required == lines.len())
    }

    /// The title, where the form has it in one language.
    fn settings(&mut self, settings: &[Line]) {
        let Some(line) = settings.first() else { return };
        let title = line.take("form_title").to_owned();
        let id = line.peek("form_id").to_owned();
        let told =
            self.draft.title.as_ref().and_then(|told| told.get(&self.languages.default)).map(str::to_owned);
        let title = super::text::plain(&title);
        if told.is_none() && !title.is_empty() && title != id {
            let raw = Text([(self.languages.default.clone(), title)].into());
            self.draft.title = Some(self.text(&raw, &line.place("form_title")));
        } else if told.is_some_and(|told| told != title) {
            let raw = Text::same(&title, &self.languages.tags);
            self.no_place(line, "form_title", &raw);
        }
        settings.iter().for_each(|line| line.finish(self.report));
    }
}
