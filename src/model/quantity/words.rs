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

/// The text is understood, and not in the accepted spelling: spaces, capitals, an abbreviation,
/// a Spanish word. With several forms, it may mean any of them.
pub(in crate::model) fn spelled<S: AsRef<str>>(raw: &str, forms: &[S]) -> Mistake {
    let raw = excerpt(raw);
    let message = if forms.len() > 1 {
        say!(en: "`{raw}` can be read in more than one way", es: "`{raw}` se puede leer de más de una manera")
    } else {
        say!(en: "`{raw}` is understood, but it is written in one way here, so that all files read alike", es: "`{raw}` se entiende, pero aquí se escribe de una sola manera, para que todos los archivos se lean igual")
    };
    Mistake::new(message, write(forms))
}

/// A level with a plus sign.
pub(in crate::model) fn plus(raw: &str, form: &str) -> Mistake {
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` has a plus sign, and only changes have one; this is a level", es: "`{raw}` lleva el signo más, que solo llevan los cambios; esto es un nivel"),
        then(
            write(&[form]),
            say!(en: "If it is how far the value is to move, write the value that is to be reached.", es: "Si es cuánto se quiere mover el valor, escribe el valor al que se quiere llegar."),
        ),
    )
}

/// The text is not of this type at all.
pub(in crate::model) fn not_a<S: AsRef<str>>(raw: &str, what: Say, examples: &[S]) -> Mistake {
    let Say { en, es } = what;
    let message = if raw.trim().is_empty() {
        say!(en: "the value is empty; it should be {en}"; es: "el valor está vacío; debería ser {es}")
    } else {
        let raw = excerpt(raw);
        say!(en: "`{raw}` is not {en}"; es: "`{raw}` no es {es}")
    };
    let Say { en, es } = any_of(examples);
    Mistake::new(message, say!(en: "Write something like {en}."; es: "Escribe algo como {es}."))
}

/// The text as a message quotes it: one line, not longer than a line.
pub(in crate::model) fn excerpt(raw: &str) -> String {
    let plain = |c: char| match c {
        '`' => '\'',
        c if c.is_control() => ' ',
        c => c,
    };
    let line: String = raw.chars().take(60).map(plain).collect();
    if raw.chars().count() > 60 { line + "…" } else { line }
}

/// The message with another text in the place of the first one it quotes.
pub(in crate::model) fn requoted(message: Say, from: &str, to: &str) -> Say {
    let (from, to) = (format!("`{}`", excerpt(from)), format!("`{}`", excerpt(to)));
    message.map(|text| text.replacen(&from, &to, 1))
}

/// The spellings that a help shows.
pub(in crate::model) fn shown(help: &Say) -> impl Iterator<Item = &str> {
    help.en.split('`').skip(1).step_by(2)
}

/// A noun phrase in both languages.
pub(in crate::model) fn phrase(en: &str, es: &str) -> Say {
    Say { en: en.to_owned(), es: es.to_owned() }
}
