//! The lists of the sheet `choices`.

use super::expression::{COLUMN, parse};
use super::form::Reader;
use super::sheet::Line;
use crate::diagnostic::{Say, say};
use crate::emit::survey::{Comparator, ours};
use crate::import::condition::{Foreign, all};
use crate::import::draft::{Choice, When};
use crate::import::names::{Names, id_of_option};
use crate::import::points::of_options;
use crate::import::report::shortened;
use std::collections::{BTreeMap, BTreeSet};

/// The lines of each list, and what was read of them.
#[derive(Default)]
pub struct Lists {
    lines: BTreeMap<String, Vec<Line>>,
    used: BTreeSet<String>,
}

impl Lists {
    pub fn new(lines: Vec<Line>) -> Self {
        let mut lists = Self::default();
        for line in lines {
            lists.lines.entry(line.take("list_name").to_owned()).or_default().push(line);
        }
        lists
    }

    /// Lists the columns that were not read, and the lists that nobody chooses from.
    pub fn finish(self, report: &mut crate::import::Report) {
        for (name, lines) in &self.lines {
            if self.used.contains(name) {
                lines.iter().for_each(|line| line.finish(report));
            } else if let Some(first) = lines.first() {
                report.lost(
                    first.place("list_name"),
                    say!(en: "no question chooses from the list `{name}`", es: "ninguna pregunta elige de la lista `{name}`"),
                    crate::import::report::left_out(),
                );
            }
        }
    }
}

impl Reader<'_> {
    /// The options of a list for a question; `filter` says which are offered.
    pub fn options(&mut self, list: &str, filter: &str, place: &str) -> Vec<Choice> {
        let lines = std::mem::take(&mut self.lists.lines);
        self.lists.used.insert(list.to_owned());
        let empty = Vec::new();
        let own = lines.get(list).unwrap_or(&empty);
        if own.is_empty() {
            self.report.lost(
                place,
                say!(en: "the list `{list}` is not in the sheet `choices`", es: "la lista `{list}` no está en la hoja `choices`"),
                say!(en: "the question has no options", es: "la pregunta queda sin opciones"),
            );
        }
        let condition = if filter.is_empty() { None } else { parse(filter) };
        if condition.is_none() && !filter.is_empty() {
            self.not_understood(
                place,
                filter,
                say!(en: "all options are offered always", es: "todas las opciones se ofrecen siempre"),
            );
        }
        let mut names = Names::default();
        let mut options: Vec<Choice> = Vec::new();
        for (nth, line) in own.iter().enumerate() {
            let stored = line.take("name").to_owned();
            let raw = line.words("label");
            let text = self.text(&raw, &line.place("label"));
            let words = self.languages.tags.first().and_then(|tag| text.get(tag)).unwrap_or_default();
            let id = names.wished(&stored, &id_of_option(&stored, words, nth));
            let when = condition.as_ref().and_then(|condition| offered(condition, line, filter, place));
            options.push(Choice { id, stored, text, when, other: false, exclusive: false });
        }
        self.lists.lines = lines;
        options
    }

    /// Says which options are called otherwise now.
    pub fn told_options(&mut self, options: &[Choice], place: &str) {
        let renamed: Vec<String> = options
            .iter()
            .filter(|option| option.id != option.stored && of_options(options).is_none())
            .map(|option| format!("`{}` → `{}`", option.stored, option.id))
            .collect();
        if !renamed.is_empty() {
            let list = renamed.join(", ");
            self.report.changed(
                place,
                say!(en: "some options are stored as what is no id", es: "algunas opciones se guardan como algo que no es un id"),
                say!(en: "they are called otherwise: {list}", es: "se llaman de otro modo: {list}"),
            );
        }
    }

    pub fn not_understood(&mut self, place: &str, written: &str, instead: Say) {
        let shown = shortened(written);
        self.report.lost(
            place,
            say!(en: "`{shown}` is not understood", es: "no se entiende `{shown}`"),
            instead,
        );
    }
}

/// Whether a list is that of yes and no, in Senda's words.
pub fn is_yes_no(options: &[Choice]) -> bool {
    let says = |option: &Choice, stored: &str, word: &Say| {
        option.stored == stored && option.text.0.iter().all(|(tag, words)| words == ours(word, tag))
    };
    let (yes, no) = (say!(en: "Yes", es: "Sí"), say!(en: "No", es: "No"));
    matches!(options, [first, second] if says(first, "yes", &yes) && says(second, "no", &no))
}

/// When an option is offered: the filter with the columns of its line filled in; nothing when always.
fn offered(filter: &Foreign, line: &Line, written: &str, place: &str) -> Option<When> {
    match filled(filter, line) {
        Foreign::YesNo(true) => None,
        condition => Some(When { place: place.to_owned(), written: written.to_owned(), condition }),
    }
}

fn filled(filter: &Foreign, line: &Line) -> Foreign {
    let both = |of: &Foreign| filled(of, line);
    match filter {
        Foreign::Name(name) => match name.strip_prefix(COLUMN) {
            Some(column) => Foreign::Text(line.take(column).to_owned()),
            None => filter.clone(),
        },
        Foreign::Compare(left, by, right) => match (both(left), both(right)) {
            (Foreign::Text(one), Foreign::Text(other))
                if matches!(by, Comparator::Equal | Comparator::NotEqual) =>
            {
                Foreign::YesNo((one == other) == (*by == Comparator::Equal))
            }
            (left, right) => Foreign::Compare(Box::new(left), *by, Box::new(right)),
        },
        Foreign::All(each) => {
            let each: Vec<Foreign> =
                each.iter().map(both).filter(|part| *part != Foreign::YesNo(true)).collect();
            if each.contains(&Foreign::YesNo(false)) {
                return Foreign::YesNo(false);
            }
            all(each).unwrap_or(Foreign::YesNo(true))
        }
        Foreign::Any(each) => {
            let mut each: Vec<Foreign> =
                each.iter().map(both).filter(|part| *part != Foreign::YesNo(false)).collect();
            if each.contains(&Foreign::YesNo(true)) {
                return Foreign::YesNo(true);
            }
            match each.len() {
                0 => Foreign::YesNo(false),
                1 => each.remove(0),
                _ => Foreign::Any(each),
            }
        }
        Foreign::Includes { of, option, inside } => {
            Foreign::Includes { of: Box::new(both(of)), option: Box::new(both(option)), inside: *inside }
        }
        Foreign::Not(of) => match both(of) {
            Foreign::YesNo(value) => Foreign::YesNo(!value),
            of => Foreign::Not(Box::new(of)),
        },
        other => other.clone(),
    }
}
