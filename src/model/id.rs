//! Names of entities and parts. Interned: equal names are one pointer, so that comparing and
//! hashing costs the same for long and short ones.

use super::scalar::Scalar;
use crate::diagnostic::{Mistake, Say, say};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{LazyLock, RwLock};

/// An interned name. Two are equal exactly if their texts are; the order is that of the texts.
/// A number and not a pointer: a program has far more references than names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Id(NonZeroU32);

/// Numbers of names.
static NUMBERS: LazyLock<RwLock<HashMap<&'static str, Id, RandomState>>> = LazyLock::new(Default::default);
/// The names by their numbers, from 1 on.
static NAMES: boxcar::Vec<&'static str> = boxcar::Vec::new();

impl Id {
    /// Interns any text. Names live as long as the process: a program has few.
    pub fn new(text: &str) -> Self {
        if let Some(known) = NUMBERS.read().unwrap_or_else(|e| e.into_inner()).get(text) {
            return *known;
        }
        let mut numbers = NUMBERS.write().unwrap_or_else(|e| e.into_inner());
        if let Some(known) = numbers.get(text) {
            return *known;
        }
        let kept: &'static str = Box::leak(text.into());
        let number = u32::try_from(NAMES.push(kept) + 1).ok().and_then(NonZeroU32::new);
        let id = Self(number.expect("there is no memory for so many names"));
        numbers.insert(kept, id);
        id
    }

    pub fn as_str(self) -> &'static str {
        NAMES[self.0.get() as usize - 1]
    }

    /// A number that equal names share and no others, while the process lives. Its order means nothing.
    pub fn key(self) -> u32 {
        self.0.get()
    }

    /// The name with this [`Id::key`].
    pub(super) fn of_key(key: u32) -> Self {
        Self(NonZeroU32::new(key).expect("a key of a name is none of 0"))
    }

    /// The id made readable: `first-credit` → `First credit`.
    pub fn readable(self) -> String {
        let spaced = self.as_str().replace('-', " ");
        let mut chars = spaced.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Id {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self == other { std::cmp::Ordering::Equal } else { self.as_str().cmp(other.as_str()) }
    }
}
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The longest id that is accepted, in characters.
pub const LONGEST_ID: usize = 64;

/// Whether a text has the form of an id.
pub fn is_id(text: &str) -> bool {
    // what may stand after what: a letter or digit after anything, a hyphen after these alone
    let mut is_after_hyphen = true;
    let fits = |byte: u8| match byte {
        b'a'..=b'z' | b'0'..=b'9' => {
            is_after_hyphen = false;
            true
        }
        b'-' => !std::mem::replace(&mut is_after_hyphen, true),
        _ => false,
    };
    let begins = text.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
    begins && text.len() <= LONGEST_ID && text.bytes().all(fits) && !is_after_hyphen
}

/// The nearest id to any text: accents stripped, lower case, hyphens for the rest.
pub fn to_id(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut id = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !matches!(c, '\u{300}'..='\u{36f}') && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(LONGEST_ID);
    let id = id.trim_end_matches('-').to_owned();
    if id.starts_with(|c: char| c.is_ascii_digit()) { format!("n{id}") } else { id }
}

impl Scalar for Id {
    const NAME: &'static str = "id";
    const PATTERN: &'static str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
    const EXAMPLES: &'static [&'static str] = &["first-credit", "nps-2026"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if is_id(raw) {
            return Ok(Id::new(raw));
        }
        let better = to_id(raw);
        let help = if better.is_empty() {
            say!(en: "an id is lower-case letters, digits and hyphens: `first-credit`",
                 es: "un id son minúsculas sin acento, cifras y guiones: `first-credit`")
        } else {
            say!(en: "an id is lower-case letters, digits and single hyphens, at most {LONGEST_ID}: `{}`", better;
                 es: "un id son minúsculas sin acento, cifras y guiones sencillos, {LONGEST_ID} como mucho: `{}`", better)
        };
        Err(Mistake::new(say!(en: "`{}` cannot be an id", raw; es: "`{}` no puede ser un id", raw), help))
    }

    fn spell(&self) -> String {
        self.as_str().to_owned()
    }

    fn json(&self) -> serde_json::Value {
        self.as_str().into()
    }
}

impl From<Id> for Say {
    fn from(id: Id) -> Say {
        Say::same(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_offered_for_a_title() {
        assert_eq!(to_id("Mi primer crédito (2026)"), "mi-primer-credito-2026");
        assert!(Id::parse("first-credit").is_ok());
        for bad in ["First", "a--b", "a-", "-a", "1a", "añb", "a_b", ""] {
            assert!(Id::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn equal_names_are_one() {
        assert_eq!(Id::new("a"), Id::new(&String::from("a")));
        assert!(Id::new("a") < Id::new("b"));
    }
}
