//! Spanish names of keys and values: not accepted, but understood and answered with the
//! English ones.

use super::id::to_id;
use crate::diagnostic::Say;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(serde::Deserialize)]
struct Names {
    keys: HashMap<String, String>,
    words: HashMap<String, String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let names: Names =
        serde_yaml::from_str(include_str!("data/spanish.yml")).expect("our own list of names reads");
    let plain = |map: HashMap<String, String>| map.into_iter().map(|(es, en)| (to_id(&es), en)).collect();
    Names { keys: plain(names.keys), words: plain(names.words) }
});

/// The English key of a Spanish one.
pub fn key(name: &str) -> Option<&'static str> {
    NAMES.keys.get(&to_id(name)).map(String::as_str)
}

/// The English value of a Spanish one.
pub fn word(name: &str) -> Option<&'static str> {
    NAMES.words.get(&to_id(name)).map(String::as_str)
}

static LABELS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let labels: HashMap<String, String> =
        serde_yaml::from_str(include_str!("data/names.yml")).expect("our own list of names reads");
    let joints = [
        ("list of", "lista de"),
        ("map of", "mapa de"),
        ("reference to", "referencia a"),
        ("whole number", "número entero"),
        ("or", "o"),
        ("to", "a"),
    ];
    let joints = joints.into_iter().map(|(en, es)| (en.to_owned(), es.to_owned()));
    let mut all: Vec<(String, String)> = labels.into_iter().chain(joints).collect();
    all.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
    all
});

/// The name of a record, a choice or a type, in English and Spanish.
pub fn label(english: &str) -> Say {
    Say { en: english.to_owned(), es: in_spanish(english) }
}

/// Whether a name has its Spanish one.
pub fn has_label(english: &str) -> bool {
    LABELS.iter().any(|(en, _)| en == english)
}

/// Names of types are put together from names of parts; what stands in backquotes stays.
fn in_spanish(english: &str) -> String {
    let mut out = String::new();
    let mut rest = english;
    let mut quoted = false;
    while let Some(first) = rest.chars().next() {
        let at_word = !quoted && !out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '-');
        let found = LABELS.iter().find(|(en, _)| {
            at_word
                && rest.starts_with(en.as_str())
                && !rest[en.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        });
        match found {
            Some((en, es)) => {
                out.push_str(es);
                rest = &rest[en.len()..];
            }
            None => {
                quoted ^= first == '`';
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_said_in_spanish() {
        assert_eq!(
            in_spanish("list of reference to journey step"),
            "lista de referencia a paso del recorrido"
        );
        assert_eq!(in_spanish("`share`, `to` or money"), "`share`, `to` o dinero");
        assert_eq!(in_spanish("map of name to share"), "mapa de nombre a porcentaje");
    }
}
