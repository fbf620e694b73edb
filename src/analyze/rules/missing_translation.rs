//! A text that lacks a language of the program.
//!
//! Readers of that language meet a foreign text in the middle of a page. In survey wording it weighs
//! more: another wording is another instrument, so nothing is put in its place, and the whole survey
//! is left out in that language.
//!
//! Source: the Cross-Cultural Survey Guidelines (University of Michigan, 2016): another language is
//! another instrument.
//!
//! Bad, when `languages: [es, en]`:
//!
//! ```yaml
//! title: { es: Retención }
//! ```
//!
//! Good:
//!
//! ```yaml
//! title: { es: Retención, en: Retention }
//! ```
//!
//! How to fix it: write the text in that language, or take the language out of `languages`.
//!
//! # es
//! Un texto al que le falta un idioma del programa.
//!
//! Quien lee en ese idioma encuentra un texto ajeno a media página. En el texto de una encuesta pesa
//! más: otro texto es otro instrumento, así que no se pone nada en su lugar y la encuesta completa queda
//! fuera en ese idioma.
//!
//! Fuente: las Cross-Cultural Survey Guidelines (Universidad de Míchigan, 2016): otro idioma es otro
//! instrumento.
//!
//! Mal, cuando `languages: [es, en]`:
//!
//! ```yaml
//! title: { es: Retención }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! title: { es: Retención, en: Retention }
//! ```
//!
//! Cómo corregirlo: escribe el texto en ese idioma o quita el idioma de `languages`.

use crate::analyze::texts::{self, TextSite};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::Target;
use crate::source::At;

rule! { missing_translation Style Warning everything }

/// With more texts than this that lack one language, an entity has one finding for all of them.
const MOST_TOLD_ALONE: usize = 3;

fn check(context: &Context<'_>, out: &mut Findings) {
    let languages = texts::languages(context.program);
    let Some(first) = languages.first() else { return };
    for language in &languages {
        let sites = context.texts();
        for lacking in sites.chunk_by(|a, b| a.from == b.from) {
            let lacking: Vec<&TextSite> =
                lacking.iter().filter(|site| !site.wording && site.lacks(language, first)).collect();
            texts_of_entity(context, &lacking, language, out);
        }
        for survey in context.program.all::<Survey>().filter(|survey| context.is_in_use(survey.entity)) {
            wording_of_survey(context, survey, language, first, out);
        }
        for index in unused_questions(context) {
            let lacking: Vec<&TextSite> = of_entity(sites, index)
                .iter()
                .filter(|site| site.wording && site.lacks(language, first))
                .collect();
            texts_of_entity(context, &lacking, language, out);
        }
    }
}

fn texts_of_entity(context: &Context<'_>, lacking: &[&TextSite], language: &str, out: &mut Findings) {
    let Some(site) = lacking.first() else { return };
    let entity = context.program.entity(site.from);
    if lacking.len() > MOST_TOLD_ALONE {
        let count = lacking.len();
        let mut finding = RULE
            .finding(
                entity.head(),
                say!(en: "{count} texts of {} have no reading in `{language}`", entity.name();
                     es: "{count} textos de {} no tienen lectura en `{language}`", entity.name()),
            )
            .help(say!(en: "write each as a map by language, with `{language}: …`",
                       es: "escribe cada uno como un mapa por idioma, con `{language}: …`"))
            .entity(entity.name());
        for site in lacking.iter().take(MOST_TOLD_ALONE) {
            let key = site.field();
            finding = finding.related(entity.place(site.at), say!(en: "`{key}`", es: "`{key}`"));
        }
        return out.push(finding);
    }
    for site in lacking {
        let key = site.field();
        out.push(
            RULE.finding(
                entity.place(site.at),
                say!(en: "`{key}` has no reading in `{language}`", es: "`{key}` no tiene lectura en `{language}`"),
            )
            .help(say!(en: "add `{language}: …` beside the others", es: "agrega `{language}: …` junto a los demás"))
            .entity(entity.name()),
        );
    }
}

/// One finding for each language that a survey cannot be asked in, with the places that lack it.
fn wording_of_survey(
    context: &Context<'_>,
    survey: Of<'_, Survey>,
    language: &str,
    first: &str,
    out: &mut Findings,
) {
    let program = context.program;
    let lacks = |site: &&TextSite| site.wording && site.lacks(language, first);
    let own = of_entity(context.texts(), survey.index).iter().filter(lacks);
    let mut places: Vec<(At, String)> =
        own.map(|site| (survey.place(site.at), format!("`{}`", site.field()))).collect();
    for question in survey.it.questions.items().filter(|question| !question.r#use.is_absent()) {
        let at = question.r#use.span();
        match program.target(survey.index, at) {
            Some(Target::Entity(shared)) => {
                let entity = program.entity(shared);
                let wording = of_entity(context.texts(), shared).iter().filter(lacks);
                places.extend(
                    wording
                        .map(|site| (entity.place(site.at), format!("{} `{}`", entity.name(), site.field()))),
                );
            }
            _ => {
                let bank = texts::bank_item(program, survey.index, question.item());
                if let Some(item) = bank.filter(|item| !texts::bank_has(item, language)) {
                    places.push((survey.place(at), format!("`{}`", item.id)));
                }
            }
        }
    }
    let Some((at, _)) = places.first().cloned() else { return };
    let id = survey.id();
    let mut finding = RULE
        .finding(
            at,
            say!(en: "`{id}` cannot be asked in `{language}`: its wording lacks it, so this language is left out of the survey",
                 es: "`{id}` no se puede preguntar en `{language}`: falta en su texto, así que ese idioma queda fuera de la encuesta"),
        )
        .help(say!(en: "write the wording in `{language}` as a native speaker would ask it; nothing is put in its place",
                   es: "escribe la pregunta en `{language}` como la haría quien lo habla de nacimiento; nada se pone en su lugar"))
        .entity(survey.entity.name());
    for (at, words) in places.into_iter().skip(1).take(MOST_TOLD_ALONE) {
        finding = finding.related(at, say!(en: "{words} lacks it too", es: "a {words} también le falta"));
    }
    out.push(finding);
}

/// Shared questions that no survey asks: nobody else speaks of their wording.
fn unused_questions(context: &Context<'_>) -> Vec<EntityIndex> {
    let asked = |index: EntityIndex| context.program.is_referenced_by(index, Kind::Survey, "use");
    context.program.of_kind(Kind::Question).map(|(index, _)| index).filter(|index| !asked(*index)).collect()
}

fn of_entity<'s, 'p>(sites: &'s [TextSite<'p>], index: EntityIndex) -> &'s [TextSite<'p>] {
    let start = sites.partition_point(|site| site.from < index);
    let end = sites.partition_point(|site| site.from <= index);
    &sites[start..end]
}
