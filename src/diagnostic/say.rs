//! What people read, in every language the compiler speaks.

use std::fmt;

/// A language the compiler speaks to people in. Adding one makes every [`Say`] that lacks it
/// fail to compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    #[default]
    En,
    Es,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Es];

    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }

    /// The language of a BCP 47 tag or a POSIX locale (`es-MX`, `es_ES.UTF-8`), if we speak it.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_', '.', ':']).next().unwrap_or("");
        Lang::ALL.into_iter().find(|lang| lang.code() == primary)
    }
}

/// One sentence in every language. Build it with [`say!`](crate::say).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Say {
    pub en: String,
    pub es: String,
}

impl Say {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }

    /// The same words in every language: names, quoted text, numbers.
    pub fn same(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { en: text.clone(), es: text }
    }

    /// A single sentence as findings write theirs: without a capital and without a point.
    pub fn as_clause(self) -> Self {
        self.map(|text| {
            let plain = text.strip_suffix('.').filter(|it| !it.contains(". ") && !it.ends_with('.'));
            let text = plain.unwrap_or(text);
            let mut chars = text.chars();
            match (chars.next(), chars.clone().next()) {
                (Some(first), Some(second)) if plain.is_some() && second.is_lowercase() => {
                    first.to_lowercase().chain(chars).collect()
                }
                _ => text.to_owned(),
            }
        })
    }

    pub fn map(&self, f: impl Fn(&str) -> String) -> Self {
        Self { en: f(&self.en), es: f(&self.es) }
    }
}

/// An English noun with its article.
pub fn a_or_an(noun: &str) -> String {
    let an = noun.starts_with(['a', 'e', 'i', 'o']) && !noun.starts_with("one") && !noun.starts_with("eu");
    format!("{} {noun}", if an { "an" } else { "a" })
}

/// A number with its noun: `1 file`, `3 files`. The nouns are for one and for more.
pub fn counted(number: impl fmt::Display, en: [&str; 2], es: [&str; 2]) -> Say {
    let number = number.to_string();
    let more = usize::from(number != "1");
    Say { en: format!("{number} {}", en[more]), es: format!("{number} {}", es[more]) }
}

/// Fixed words in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub en: &'static str,
    pub es: &'static str,
}

impl Words {
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Es => self.es,
        }
    }
}

/// `say!(en: "no step {id}", es: "no hay un paso {id}")`: formats both languages.
#[macro_export]
macro_rules! say {
    (en: $en:literal $(, $ea:expr)* ; es: $es:literal $(, $sa:expr)* $(,)?) => {
        $crate::diagnostic::Say { en: format!($en $(, $ea)*), es: format!($es $(, $sa)*) }
    };
    (en: $en:literal, es: $es:literal $(,)?) => {
        $crate::diagnostic::Say { en: format!($en), es: format!($es) }
    };
}
pub use crate::say;

/// A value that cannot be read, in words: what is wrong with it, and the accepted form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub message: Say,
    pub help: Say,
}

impl Mistake {
    pub fn new(message: Say, help: Say) -> Self {
        Self { message, help }
    }
}
