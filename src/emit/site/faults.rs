//! A template that cannot be drawn: where, and what is wrong, in our words.

use super::templates::{OVERRIDES, environment};
use super::words::Words;
use crate::diagnostic::{Say, say};
use minijinja::{Environment, Error, ErrorKind};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where and what: `templates/site/home.html:12:4: …`. A fault is the same on every page that uses the line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    place: String,
    en: String,
    es: String,
}

impl Fault {
    /// `again` draws the page once more: a template of the program that hands nothing to one of ours is at
    /// fault, and not ours, which only notices.
    pub fn of(
        error: &Error,
        words: &Words,
        overrides: &BTreeMap<String, String>,
        again: impl Fn(&Environment<'_>) -> Result<String, Error>,
    ) -> Self {
        let own = error.name().is_some_and(|name| overrides.contains_key(&format!("{OVERRIDES}{name}")));
        let caller = if own { None } else { caller(words, overrides, again) };
        let (place, Say { en, es }) = match caller {
            Some((place, written)) => (
                place,
                say!(
                    en: "`{written}` is nothing that this page receives, or not of the sort that is needed here",
                    es: "`{written}` no es nada que esta página reciba, o no es de la clase que hace falta aquí"
                ),
            ),
            None => (place(error), what(error)),
        };
        Self { place, en, es }
    }

    pub fn message(&self) -> Say {
        let Self { place, en, es } = self;
        say!(en: "{place}{en}"; es: "{place}{es}")
    }
}

/// Where the templates of the program were when a page could not be drawn: the page is drawn with a mark
/// before each of their tags, and the last mark that was passed is the place. Also what the tag says.
fn caller(
    words: &Words,
    overrides: &BTreeMap<String, String>,
    again: impl Fn(&Environment<'_>) -> Result<String, Error>,
) -> Option<(String, String)> {
    let mut tags: Vec<(String, String)> = Vec::new();
    let marked: BTreeMap<String, String> =
        overrides.iter().map(|(path, text)| (path.clone(), marked(path, text, &mut tags))).collect();
    let passed = Arc::new(AtomicUsize::new(usize::MAX));
    let mut engine = environment(words, &marked);
    let mark = passed.clone();
    engine.add_function(MARK, move |tag: usize| {
        mark.store(tag, Ordering::Relaxed);
        String::new()
    });
    again(&engine).err()?;
    tags.get(passed.load(Ordering::Relaxed)).cloned()
}

const MARK: &str = "_senda_passed";

/// A template with a mark before each tag that does something.
fn marked(path: &str, text: &str, tags: &mut Vec<(String, String)>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let close = if tag.starts_with("{{") { "}}" } else { "%}" };
        let Some(end) = tag.find(close) else { break };
        let inside = tag[2..end].trim_start_matches(['-', '+']);
        let said = inside.trim_end_matches(['-', '+']).trim();
        let first = said.split_whitespace().next().unwrap_or_default();
        if close == "}}" || matches!(first, "if" | "for" | "set" | "include" | "call" | "with") {
            let done = &text[..text.len() - tag.len()
                + (end - tag[2..end].trim_start_matches(['-', '+', ' ', '\n']).len())];
            let line = done.matches('\n').count() + 1;
            let column = done.rsplit('\n').next().unwrap_or(done).chars().count() + 1;
            let _ = write!(out, "{{{{ {MARK}({}) }}}}", tags.len());
            tags.push((
                format!("{path}:{line}:{column}: "),
                said.lines().next().unwrap_or_default().chars().take(60).collect(),
            ));
        }
        out.push_str(&tag[..end + 2]);
        rest = &tag[end + 2..];
    }
    out.push_str(rest);
    out
}

fn place(error: &Error) -> String {
    let line = error.line().map(|line| format!(":{line}")).unwrap_or_default();
    let column = column(error).map(|column| format!(":{column}")).unwrap_or_default();
    error.name().map(|name| format!("{OVERRIDES}{name}{line}{column}: ")).unwrap_or_default()
}

/// The column in the line, from 1, as editors count.
fn column(error: &Error) -> Option<usize> {
    let before = error.template_source()?.get(..error.range()?.start)?;
    Some(before.rsplit('\n').next().unwrap_or(before).chars().count() + 1)
}

/// What the template has at the place, on one line.
fn written(error: &Error) -> String {
    let part = error.template_source().zip(error.range()).and_then(|(source, range)| source.get(range));
    let line = part.unwrap_or_default().lines().next().unwrap_or_default().trim().trim_start_matches('.');
    line.chars().take(60).collect()
}

fn what(error: &Error) -> Say {
    let at = written(error);
    match error.kind() {
        ErrorKind::UndefinedError if at.is_empty() => {
            say!(en: "a value that this page does not receive", es: "un valor que esta página no recibe")
        }
        ErrorKind::UndefinedError => {
            say!(en: "`{at}` is nothing that this page receives", es: "`{at}` no es nada que esta página reciba")
        }
        ErrorKind::SyntaxError if at.is_empty() => {
            say!(en: "the template ends before something in it does", es: "la plantilla termina antes que algo que empezó en ella")
        }
        ErrorKind::SyntaxError => {
            say!(en: "at `{at}` the template cannot be understood", es: "en `{at}` la plantilla no se entiende")
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => {
            say!(en: "it asks for a template that there is not", es: "pide una plantilla que no existe")
        }
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownMethod => {
            say!(en: "there is no filter, test or function as in `{at}`", es: "no hay un filtro, prueba o función como en `{at}`")
        }
        ErrorKind::OutOfFuel => {
            say!(en: "it does not come to an end: a loop that is too large, or one that calls itself", es: "no termina: un ciclo demasiado grande o que se llama a sí mismo")
        }
        _ => {
            say!(en: "`{at}` cannot be done with what this page receives", es: "`{at}` no se puede hacer con lo que recibe esta página")
        }
    }
}
