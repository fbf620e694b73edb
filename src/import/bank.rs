//! Questions of the built-in bank, recognised by their wording: the same words in every language, the
//! same scale, the same options. Other words are another question.

use super::draft::{Answer, Most, Question, Scale, Text};
use crate::emit::survey::{filled, forms};
use crate::model::id::Id;
use crate::model::library::{self, BankQuestion};
use crate::model::reference::Library;
use crate::model::text::base_language;
use std::collections::BTreeMap;

/// The item that a question is.
pub struct Found {
    pub item: &'static BankQuestion,
    /// What fills its gap.
    pub subject: Option<Text>,
}

/// The item of the bank that a question is, if it is one.
pub fn find(question: &Question) -> Option<Found> {
    library::names(Library::Questions).into_iter().find_map(|name| {
        let item = library::question(Id::new(name))?;
        let subject = subject(item, &question.text)?;
        is_answered_alike(item, &question.answer).then_some(Found { item, subject })
    })
}

/// What fills the gap in each language; nothing when the words differ.
fn subject(item: &BankQuestion, text: &Text) -> Option<Option<Text>> {
    let mut subjects = BTreeMap::new();
    for (tag, words) in &text.0 {
        let frozen = reading(&item.text, tag)?;
        if frozen.contains(GAP) {
            subjects.insert(tag.clone(), fills(frozen, words, base_language(tag))?);
        } else if frozen != words {
            return None;
        }
    }
    if text.0.is_empty() {
        return None;
    }
    Some((!subjects.is_empty()).then_some(Text(subjects)))
}

const GAP: &str = "{subject}";

fn reading<'q>(texts: &'q BTreeMap<String, String>, tag: &str) -> Option<&'q str> {
    forms(tag).iter().find_map(|form| texts.get(form)).map(String::as_str)
}

/// What stands in the gap of a frozen wording.
fn fills(frozen: &str, words: &str, language: &str) -> Option<String> {
    let (before, after) = frozen.split_once(GAP)?;
    let within = |before: &str| Some(words.strip_prefix(before)?.strip_suffix(after)?.trim().to_owned());
    let contracted = |preposition: &str, one: &str| {
        let stem = before.strip_suffix(preposition)?;
        Some(format!("el {}", within(&format!("{stem}{one} "))?))
    };
    let candidates = [
        within(before).map(|it| lowered(&it, before)),
        within(before),
        contracted("de ", "del"),
        contracted("a ", "al"),
    ];
    let fits = |subject: &String| !subject.is_empty() && filled(frozen, subject, language) == words;
    candidates.into_iter().flatten().find(fits)
}

/// An article at the start of a sentence is not written with a capital elsewhere.
fn lowered(subject: &str, before: &str) -> String {
    const ARTICLES: &[&str] =
        &["El", "La", "Los", "Las", "Un", "Una", "The", "A", "An", "Our", "Your", "Tu", "Su"];
    match subject.split_once(' ') {
        Some((first, rest)) if before.is_empty() && ARTICLES.contains(&first) => {
            format!("{} {rest}", first.to_lowercase())
        }
        _ => subject.to_owned(),
    }
}

fn is_answered_alike(item: &BankQuestion, answer: &Answer) -> bool {
    match answer {
        Answer::Open => item.question_type == "open",
        Answer::YesNo { .. } => item.question_type == "yes-no",
        Answer::Number => item.question_type == "number",
        Answer::Date => item.question_type == "date",
        Answer::Scale(scale) => {
            item.range().is_some_and(|ends| ends == (scale.low, scale.high)) && same_words(item, scale)
        }
        Answer::Choice { options, most: Most::One } => {
            item.question_type == "choice"
                && item.options.len() == options.len()
                && item.options.iter().zip(options).all(|(frozen, option)| {
                    option.when.is_none()
                        && frozen.other == option.other
                        && says(&frozen.text, Some(&option.text))
                })
        }
        _ => false,
    }
}

/// Words on the points hide those of the ends, so only one of the two is compared.
fn same_words(item: &BankQuestion, scale: &Scale) -> bool {
    if scale.not_applicable {
        return false;
    }
    let count = item.labels.values().map(Vec::len).max().unwrap_or(0);
    if count != scale.labels.len() {
        return false;
    }
    if count == 0 {
        return says(&item.low, scale.low_words.as_ref()) && says(&item.high, scale.high_words.as_ref());
    }
    scale.labels.iter().enumerate().all(|(nth, label)| {
        let frozen =
            item.labels.iter().filter_map(|(tag, words)| Some((tag.clone(), words.get(nth)?.clone())));
        says(&frozen.collect(), Some(label))
    })
}

fn says(frozen: &BTreeMap<String, String>, text: Option<&Text>) -> bool {
    match text {
        Some(text) => {
            !text.0.is_empty() && text.0.iter().all(|(tag, words)| reading(frozen, tag) == Some(words))
        }
        None => frozen.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_gap_is_found_again() {
        for (frozen, subject, language) in [
            ("{subject} made it easy.", "the counter", "en"),
            ("cliente de {subject}?", "el banco", "es"),
            ("cliente de {subject}?", "la tienda", "es"),
            ("con {subject}?", "Acme", "es"),
        ] {
            let words = filled(frozen, subject, language);
            assert_eq!(fills(frozen, &words, language).as_deref(), Some(subject), "{words}");
        }
        assert_eq!(fills("con {subject}?", "sin Acme?", "es"), None);
    }
}
