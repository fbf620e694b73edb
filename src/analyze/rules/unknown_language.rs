//! A text in a language that the program does not list.
//!
//! Nobody would ever read it: pages, surveys and scripts are made in the languages of the program.
//! Either the language is missing under `languages`, or its key is misspelt.
//!
//! Bad, when `languages: [es, en]`:
//!
//! ```yaml
//! title: { es: Retención, eng: Retention }
//! ```
//!
//! Good:
//!
//! ```yaml
//! title: { es: Retención, en: Retention }
//! ```
//! # es
//! Un texto en un idioma que el programa no tiene en su lista.
//!
//! Nadie lo leería nunca: las páginas, encuestas y guiones se hacen en los idiomas del programa. O falta
//! el idioma en `languages`, o su clave está mal escrita.
//!
//! Mal, cuando `languages: [es, en]`:
//!
//! ```yaml
//! title: { es: Retención, eng: Retention }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! title: { es: Retención, en: Retention }
//! ```

use crate::analyze::{Context, Findings, rule, texts};
use crate::diagnostic::say;
use crate::model::text::base_language;

rule! { unknown_language Correctness Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let languages = texts::languages(context.program);
    let Some(root) = context.program.program().filter(|_| !languages.is_empty()) else { return };
    let listed = languages.iter().map(|language| format!("`{language}`")).collect::<Vec<_>>().join(", ");
    for site in context.texts() {
        let entity = context.program.entity(site.from);
        for reading in site.readings {
            let language = base_language(reading.language.as_str());
            if language.is_empty() || languages.contains(&language) {
                continue;
            }
            out.push(
                RULE.finding(
                    entity.place(reading.span),
                    say!(en: "the program has no language `{language}`", es: "el programa no tiene el idioma `{language}`"),
                )
                .related(root.place(root.it.languages.span()), say!(en: "its languages", es: "sus idiomas"))
                .help(say!(en: "write it in one of {listed}, or add `{language}` to `languages`",
                           es: "escríbelo en uno de {listed}, o agrega `{language}` a `languages`"))
                .entity(entity.name()),
            );
        }
    }
}
