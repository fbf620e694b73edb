//! The sentences that the quantities share.

use crate::diagnostic::{Mistake, Say, say};

/// `` `a`, `b` or `c` ``.
pub(in crate::model) fn any_of<S: AsRef<str>>(forms: &[S]) -> Say {
    let joined = |or: &str| {
        let mut out = String::new();
        for (index, form) in forms.iter().enumerate() {
            if index > 0 {
                out.push_str(if index + 1 == forms.len() { or } else { ", " });
            }
            out.push('`');
            out.push_str(form.as_ref());
            out.push('`');
        }
        out
    };
    Say { en: joined(" or "), es: joined(" o ") }
}

/// ``Write `a` or `b`.``
pub(in crate::model) fn write<S: AsRef<str>>(forms: &[S]) -> Say {
    let Say { en, es } = any_of(forms);
    say!(en: "Write {en}."; es: "Escribe {es}.")
}

/// Two sentences after one another.
pub(in crate::model) fn then(first: Say, second: Say) -> Say {
    Say { en: format!("{} {}", first.en, second.en), es: format!("{} {}", first.es, second.es) }
}

/// The text is almost the accepted one: spaces, capitals, an abbreviation, a Spanish word.
pub(in crate::model) fn spelled<S: AsRef<str>>(raw: &str, forms: &[S]) -> Mistake {
    Mistake::new(
        say!(en: "`{raw}` is not how this is spelled here", es: "`{raw}` no se escribe así aquí"),
        write(forms),
    )
}

/// The text is not of this type at all.
pub(in crate::model) fn not_a(raw: &str, what: Say, examples: &[&str]) -> Mistake {
    let Say { en, es } = what;
    if raw.trim().is_empty() {
        return Mistake::new(
            say!(en: "nothing is written where {en} is expected"; es: "no hay nada escrito donde se espera {es}"),
            write(examples),
        );
    }
    let raw = excerpt(raw);
    Mistake::new(say!(en: "`{raw}` is not {en}"; es: "`{raw}` no es {es}"), write(examples))
}

/// The text as a message quotes it: one line, not longer than a line.
pub(in crate::model) fn excerpt(raw: &str) -> String {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    if line.chars().count() <= 60 {
        return line;
    }
    line.chars().take(59).chain(['…']).collect()
}

/// A noun phrase in both languages.
pub(in crate::model) fn phrase(en: &str, es: &str) -> Say {
    Say { en: en.to_owned(), es: es.to_owned() }
}
