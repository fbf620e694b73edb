//! The words of a survey, and the languages it can be offered in.
//!
//! Another wording is another instrument, so nothing falls back to another language here: a language
//! in which one wording is missing is no language of that survey. A variant (`es-MX`, `es:usted`)
//! reads what it does not say itself from the language it is a variant of.

use crate::model::text::{Piece, Text, base_language, pieces};
use crate::source::At;
use std::collections::{BTreeMap, BTreeSet};

/// Where words come from.
#[derive(Clone, Copy, Debug)]
enum Source<'p> {
    /// The program's own.
    Written(&'p Text),
    /// The built-in question bank.
    Bank(&'p BTreeMap<String, String>),
    /// The word of one point of a scale of the bank.
    Label(&'p BTreeMap<String, Vec<String>>, usize),
}

/// Words in every language in which they were written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'p> {
    source: Source<'p>,
    /// What fills the gap of a canonical item: nothing when the survey does not say it.
    subject: Option<&'p Text>,
    /// Where the program says them, or asks for them.
    pub at: At,
    /// The program's first language.
    first: &'p str,
}

/// The gap of a canonical item.
const GAP: &str = "{subject}";

/// What a text with gaps is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment<'t> {
    Words(&'t str),
    /// The answer to an earlier question, by its id.
    Answer(&'t str),
    /// What whoever sends the survey knows: `customer.first_name`.
    Known(&'t str),
}

impl<'p> Words<'p> {
    pub fn written(text: &'p Text, at: At, first: &'p str) -> Self {
        Self { source: Source::Written(text), subject: None, at, first }
    }

    pub fn bank(texts: &'p BTreeMap<String, String>, at: At, first: &'p str) -> Self {
        Self { source: Source::Bank(texts), subject: None, at, first }
    }

    /// The word of the point `nth` of a scale of the bank.
    pub fn label(labels: &'p BTreeMap<String, Vec<String>>, nth: usize, at: At, first: &'p str) -> Self {
        Self { source: Source::Label(labels, nth), subject: None, at, first }
    }

    /// The same words with what fills their gap.
    pub fn about(mut self, subject: Option<&'p Text>) -> Self {
        self.subject = subject;
        self
    }

    /// What people read in a language or variant; none when nobody wrote it.
    pub fn read(&self, tag: &str) -> Option<String> {
        let words = forms(tag).into_iter().find_map(|form| self.exact(&form))?;
        if !words.contains(GAP) {
            return Some(words.to_owned());
        }
        let subject = self.subject_in(tag)?;
        Some(filled(words, subject, base_language(tag)))
    }

    /// Whether the gap of a canonical item is left open.
    pub fn has_open_gap(&self) -> bool {
        let gap = match self.source {
            Source::Written(text) => text.readings().any(|reading| reading.words.contains(GAP)),
            Source::Bank(texts) => texts.values().any(|text| text.contains(GAP)),
            Source::Label(..) => false,
        };
        gap && self.subject.is_none()
    }

    /// A plain string is a name, the same in every language; a map has to have the language.
    fn subject_in(&self, tag: &str) -> Option<&'p str> {
        let subject = self.subject?;
        if subject.is_plain() {
            return Some(subject.reading(self.first, self.first));
        }
        forms(tag).iter().find_map(|form| subject.exact(form, self.first))
    }

    fn exact(&self, tag: &str) -> Option<&'p str> {
        match self.source {
            Source::Written(text) => text.exact(tag, self.first),
            Source::Bank(texts) => texts.get(tag).map(String::as_str),
            Source::Label(labels, nth) => labels.get(tag)?.get(nth).map(String::as_str),
        }
    }

    /// What the program itself wrote of it, and where.
    pub fn own_readings(&self) -> impl Iterator<Item = (&'p str, At)> {
        let at = self.at;
        let text = match self.source {
            Source::Written(text) => Some(text),
            _ => None,
        };
        text.into_iter().flat_map(Text::readings).map(move |r| (r.words, At { file: at.file, span: r.span }))
    }

    /// Where the program wrote exactly this language or variant.
    pub fn place_of(&self, tag: &str) -> Option<At> {
        let Source::Written(text) = self.source else { return None };
        let reading = text.readings().find(|reading| reading.language.as_str() == tag)?;
        Some(At { file: self.at.file, span: reading.span })
    }

    /// The languages and variants that the program itself wrote.
    fn written_tags(&self) -> impl Iterator<Item = &'p str> {
        let text = match self.source {
            Source::Written(text) => Some(text),
            _ => None,
        };
        text.into_iter()
            .chain(self.subject)
            .flat_map(Text::readings)
            .map(|reading| reading.language.as_str())
            .filter(|tag| !tag.is_empty())
    }
}

/// Where a reading for a tag is looked for, the most exact first: `es-MX:usted`, `es:usted`, `es-MX`,
/// `es`. The form of address weighs more than the country.
pub fn forms(tag: &str) -> Vec<String> {
    let base = base_language(tag);
    let mut forms = vec![tag.to_owned()];
    if let Some((place, address)) = tag.split_once(':') {
        forms.extend([format!("{base}:{address}"), place.to_owned()]);
    }
    forms.push(base.to_owned());
    let mut seen = BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// The words with the gap filled: a capital at the start, and in Spanish `de el` is `del`.
pub fn filled(words: &str, subject: &str, language: &str) -> String {
    let Some((before, after)) = words.split_once(GAP) else { return words.to_owned() };
    if before.is_empty() {
        let mut letters = subject.chars();
        let start: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        return format!("{start}{}{after}", letters.as_str());
    }
    let contracted = subject.strip_prefix("el ").filter(|_| language == "es");
    if let (Some(rest), Some(stem)) = (contracted, before.strip_suffix("de ").filter(|s| ends_a_word(s))) {
        return format!("{stem}del {rest}{after}");
    }
    if let (Some(rest), Some(stem)) = (contracted, before.strip_suffix("a ").filter(|s| ends_a_word(s))) {
        return format!("{stem}al {rest}{after}");
    }
    format!("{before}{subject}{after}")
}

fn ends_a_word(stem: &str) -> bool {
    stem.is_empty() || stem.ends_with(' ')
}

/// The pieces of a text: words, answers, and what the sender knows.
pub fn fragments(text: &str) -> Vec<Fragment<'_>> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => Fragment::Words(words),
            Piece::Path(path) => match path.strip_prefix("answer.") {
                Some(question) => Fragment::Answer(question),
                None => Fragment::Known(path),
            },
        })
        .collect()
}

/// A language in which a wording is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub language: String,
    /// Where the wording should be; nothing when the survey has no wording at all in that language.
    pub at: Option<At>,
}

/// The languages of a survey, each followed by its variants, and what is missing for the others.
pub fn languages(program: &[&str], locale: Option<&str>, words: &[Words<'_>]) -> (Vec<String>, Vec<Missing>) {
    let (mut offered, mut missing) = (Vec::new(), Vec::new());
    for language in program {
        let variants = variants(language, locale, words);
        let complete = |tag: &str| words.iter().all(|words| words.read(tag).is_some());
        let differs = |tag: &str| words.iter().any(|words| words.read(tag) != words.read(language));
        let found: Vec<String> = std::iter::once((*language).to_owned())
            .chain(variants)
            .filter(|tag| complete(tag) && (tag == language || differs(tag)))
            .collect();
        if found.is_empty() {
            let lacking: Vec<At> =
                words.iter().filter(|words| words.read(language).is_none()).map(|w| w.at).collect();
            let all = lacking.len() == words.len();
            let places = if all { vec![None] } else { lacking.into_iter().map(Some).collect() };
            missing.extend(places.into_iter().map(|at| Missing { language: (*language).to_owned(), at }));
        }
        offered.extend(found.into_iter().filter(|tag| !offered.contains(tag)).collect::<Vec<_>>());
    }
    missing.dedup();
    (offered, missing)
}

/// The variants of a language that the survey itself wrote, and the one of the program's place when
/// the bank has it.
fn variants(language: &str, locale: Option<&str>, words: &[Words<'_>]) -> BTreeSet<String> {
    let written = words.iter().flat_map(Words::written_tags);
    let local = locale.filter(|locale| words.iter().any(|words| words.exact(locale).is_some()));
    written
        .chain(local)
        .filter(|tag| *tag != language && base_language(tag) == language)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_address_weighs_more_than_the_country() {
        assert_eq!(forms("es-MX:usted"), ["es-MX:usted", "es:usted", "es-MX", "es"]);
        assert_eq!(forms("es-MX"), ["es-MX", "es"]);
        assert_eq!(forms("es"), ["es"]);
    }

    #[test]
    fn a_subject_is_written_as_its_place_in_the_sentence_asks() {
        assert_eq!(filled("{subject} made it easy.", "the counter", "en"), "The counter made it easy.");
        assert_eq!(filled("cliente de {subject}?", "el banco", "es"), "cliente del banco?");
        assert_eq!(filled("llegar a {subject}.", "el banco", "es"), "llegar al banco.");
        assert_eq!(filled("con {subject}?", "el banco", "es"), "con el banco?");
        assert_eq!(filled("grande {subject}", "el banco", "es"), "grande el banco");
    }

    #[test]
    fn a_text_is_cut_into_words_answers_and_what_the_sender_knows() {
        assert_eq!(
            fragments("{{ customer.first_name }}, dijiste {{ answer.recommend }}."),
            [
                Fragment::Known("customer.first_name"),
                Fragment::Words(", dijiste "),
                Fragment::Answer("recommend"),
                Fragment::Words("."),
            ]
        );
    }
}
