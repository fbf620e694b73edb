//! Reading one of a few words, forgiving what people type.

use super::id::to_id;
use super::reader::{Reader, nearest};
use super::{rules, spanish};
use crate::diagnostic::{Diagnostic, a_or_an, say};
use crate::syntax::{Content, Node};

/// Reads a word of an enumeration. A space typed for a hyphen is read as the hyphen.
pub fn read_word(
    node: Node<'_>,
    reader: &mut Reader<'_>,
    label: &str,
    words: &[&'static str],
    spanish_words: &[(&str, &'static str)],
) -> Option<&'static str> {
    let Content::Text(raw) = node.content() else {
        reader.wrong_type(node, label, &words[..words.len().min(3)]);
        return None;
    };
    if let Some(word) = words.iter().find(|w| **w == raw || raw.contains(' ') && **w == raw.replace(' ', "-"))
    {
        return Some(word);
    }
    let plain = to_id(raw);
    let better = spanish_words
        .iter()
        .find(|(es, _)| to_id(es) == plain)
        .map(|(_, word)| *word)
        .or_else(|| spanish::word(raw).and_then(|w| words.iter().copied().find(|known| *known == w)))
        .or_else(|| words.iter().copied().find(|w| to_id(w) == plain))
        .or_else(|| nearest(raw, words.iter().copied()));
    let all = words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    let help = match better {
        Some(word) => {
            say!(en: "did you mean `{word}`? Possible: {all}", es: "¿quisiste decir `{word}`? Posibles: {all}")
        }
        None => say!(en: "possible: {all}", es: "posibles: {all}"),
    };
    let label = spanish::label(label);
    let message =
        say!(en: "`{raw}` is not {}", a_or_an(&label.en); es: "`{raw}` no es un valor de {}", label.es);
    let at = reader.at(node.span());
    let mut diagnostic = Diagnostic::new(&rules::UNKNOWN_CHOICE, at, message).help(help);
    if let Some(word) = better {
        diagnostic = diagnostic.fix(false, vec![(at, word.to_owned())]);
    }
    reader.push(diagnostic);
    None
}

pub fn type_name(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
