//! A text in a language that the program does not list.
//!
//! Nobody would ever read it: pages, surveys and scripts are made in the languages of the program.
//! Either the language is missing under `languages`, or its key is misspelt.
//!
//! Source: BCP 47 and ISO 639, the codes of languages.
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
//!
//! How to fix it: mend the key, or add the language to `languages`.
//!
//! # es
//! Un texto en un idioma que el programa no tiene en su lista.
//!
//! Nadie lo leería nunca: las páginas, encuestas y guiones se hacen en los idiomas del programa. O falta
//! el idioma en `languages`, o su clave está mal escrita.
//!
//! Fuente: BCP 47 e ISO 639, los códigos de idiomas.
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
//!
//! Cómo corregirlo: corrige la clave o agrega el idioma a `languages`.

use crate::analyze::{Context, Findings, rule, texts};
use crate::diagnostic::say;
use crate::model::text::base_language;
use crate::source::At;
use std::collections::BTreeMap;

rule! { unknown_language Correctness Error everything }

/// More texts than this in one language are told as one.
const MOST_TOLD_ALONE: usize = 5;

fn check(context: &Context<'_>, out: &mut Findings) {
    if no_codes(context, out) {
        return;
    }
    let languages = texts::languages(context.program);
    let Some(root) = context.program.program().filter(|_| !languages.is_empty()) else { return };
    let listed = languages.iter().map(|language| format!("`{language}`")).collect::<Vec<_>>().join(", ");
    let mut found: BTreeMap<&str, Vec<(At, String)>> = BTreeMap::new();
    for site in context.texts().iter().filter(|site| !site.as_listed) {
        let entity = context.program.entity(site.from);
        for reading in site.readings() {
            let language = base_language(reading.language.as_str());
            if !language.is_empty() && !languages.contains(&language) {
                found.entry(language).or_default().push((entity.place(reading.span), entity.name()));
            }
        }
    }
    for (language, mut places) in found {
        let count = places.len();
        let told = if count > MOST_TOLD_ALONE { 1 } else { count };
        // one place for all of them: where a reader of that file meets the language first
        if let Some(file) = places.first().map(|(at, _)| at.file).filter(|_| told < count) {
            places.retain(|(at, _)| at.file == file);
            places.sort_by_key(|(at, _)| *at);
        }
        for (at, entity) in places.into_iter().take(told) {
            let message = if told < count {
                say!(en: "the program has no language `{language}`, and {count} texts are in it", es: "el programa no tiene el idioma `{language}`, y {count} textos están en él")
            } else {
                say!(en: "the program has no language `{language}`", es: "el programa no tiene el idioma `{language}`")
            };
            out.push(
                RULE.finding(at, message)
                    .related(root.place(root.it.languages.span()), say!(en: "its languages", es: "sus idiomas"))
                    .help(say!(en: "write it in one of {listed}, or add `{language}` to `languages`",
                               es: "escríbelo en uno de {listed}, o agrega `{language}` a `languages`"))
                    .entity(entity),
            );
        }
    }
}

/// Says which languages of the program are written by their names; whether there are any.
fn no_codes(context: &Context<'_>, out: &mut Findings) -> bool {
    let Some(root) = context.program.program() else { return false };
    let mut any = false;
    for (at, language) in root.it.languages.spanned_items().filter(|(_, it)| !texts::is_language(it)) {
        any = true;
        let place = root.place(at);
        let finding = RULE.finding(
            place,
            say!(en: "`{language}` is not the code of a language", es: "`{language}` no es el código de un idioma"),
        );
        out.push(match texts::language_called(language) {
            Some(code) => finding
                .help(say!(en: "write `{code}`", es: "escribe `{code}`"))
                .guess(vec![(place, code.to_owned())])
                .entity(root.entity.name()),
            None => finding
                .help(say!(en: "write the two letters of ISO 639, such as `es` or `en`", es: "escribe las dos letras de ISO 639, como `es` o `en`"))
                .entity(root.entity.name()),
        });
    }
    any
}
