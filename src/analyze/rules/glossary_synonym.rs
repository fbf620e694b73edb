//! One thing has two names in the program.
//!
//! Whoever reads "ambassador" on one page and "promoter" on the next looks for the difference. The
//! glossary says which name is preferred; the others are understood, and make readers wonder. Survey
//! wording, scripts and quotes are left alone: those are what somebody said, or an instrument.
//!
//! Source: ISO 704: one concept, one preferred term.
//!
//! Bad:
//!
//! ```yaml
//! description: Calls every ambassador and writes to each promoter
//! ```
//!
//! Good:
//!
//! ```yaml
//! description: Calls every promoter and writes to each of them
//! ```
//!
//! How to fix it: write the preferred term. If the other name is the better one, make it the preferred
//! one in the glossary.
//!
//! # es
//! Una misma cosa tiene dos nombres en el programa.
//!
//! Quien lee "embajador" en una página y "promotor" en la siguiente busca la diferencia. El glosario
//! dice qué nombre se prefiere; los demás se entienden, y hacen dudar a quien lee. El texto de las
//! encuestas, los guiones y las citas no se tocan: son lo que alguien dijo, o un instrumento.
//!
//! Fuente: la ISO 704: un concepto, un término preferido.
//!
//! Mal:
//!
//! ```yaml
//! description: Llama a cada embajador y escribe a cada promotor
//! ```
//!
//! Bien:
//!
//! ```yaml
//! description: Llama a cada promotor y le escribe
//! ```
//!
//! Cómo corregirlo: escribe el término preferido. Si el otro nombre es mejor, hazlo el preferido en el
//! glosario.

use crate::analyze::words::{Said, Theme, language};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Kind;
use std::collections::{HashMap, HashSet};

rule! { glossary_synonym Style Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    let synonyms: Vec<Said<'_>> = context.heard(Theme::Synonym).filter(|said| !is_speech(said)).collect();
    // Names in use, by term and language.
    let mut names: HashMap<(u32, String), HashSet<String>> = HashMap::new();
    for said in context.heard(Theme::Preferred).filter(|said| !is_speech(said)) {
        if let Some(term) = said.term {
            names.entry((term, language(said.reading, first).to_owned())).or_default().insert("".to_owned());
        }
    }
    let stem = |said: &Said<'_>| said.quote().to_lowercase().chars().take(4).collect::<String>();
    for said in &synonyms {
        if let Some(term) = said.term {
            names.entry((term, language(said.reading, first).to_owned())).or_default().insert(stem(said));
        }
    }
    let mut told = HashSet::new();
    for said in &synonyms {
        let Some((number, term)) = said.term.and_then(|number| Some((number, context.term(number)?))) else { continue };
        let language = language(said.reading, first);
        let several = names.get(&(number, language.to_owned())).is_some_and(|names| names.len() > 1);
        if !several || !told.insert((number, said.site.from)) {
            continue;
        }
        let (words, better) = (said.quote(), term.term.reading(language, first));
        let plain = better.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
        let here = synonyms.iter().filter(|it| it.term == said.term && it.site.from == said.site.from && plain);
        let edits = here.map(|it| (it.at(context), cased(better, it.quote()))).collect();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" is another name for \"{better}\", and both are used", es: "\"{words}\" es otro nombre de \"{better}\", y se usan los dos"),
            )
            .related(term.at, say!(en: "the preferred name", es: "el nombre preferido"))
            .help(say!(
                en: "write \"{better}\", or make \"{words}\" the preferred name",
                es: "escribe \"{better}\", o haz de \"{words}\" el nombre preferido"
            ))
            .guess(edits)
            .entity(said.entity.name()),
        );
    }
}

/// What somebody said, or an instrument: its words stay as they are.
fn is_speech(said: &Said<'_>) -> bool {
    said.site.wording
        || matches!(said.site.field(), "quote" | "quotes" | "says" | "say" | "thinks" | "source" | "citation" | "story")
        || said.stands_in(&[
            (Kind::Archetype, "needs", "text"),
            (Kind::Archetype, "expectations", "text"),
            (Kind::Journey, "steps", "text"),
        ])
}

/// The better word, with a capital where the other one has it.
fn cased(better: &str, instead_of: &str) -> String {
    let mut letters = better.chars();
    match letters.next().filter(|_| instead_of.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => better.to_owned(),
    }
}
