//! Two forms of address under one language.
//!
//! "¿Qué tan satisfecho estás?" and "¿qué tan satisfecho está usted?" are two instruments: people
//! answer another question to somebody who keeps a distance. It is found when one reading of a survey
//! says tú and another usted, the questions of the bank included (they say tú in `es`), and when one
//! question has several variants of a language and no column of the data tells which one was asked.
//!
//! Source: the Cross-Cultural Survey Guidelines (University of Michigan, 2016): another language is
//! another instrument.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: la ventanilla }
//!   - { id: waited, type: number, text: "¿Cuántos minutos esperó usted?" }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: la ventanilla }
//!   - { id: waited, type: number, text: "¿Cuántos minutos esperaste?" }
//! ```
//!
//! How to fix it: write the whole survey in one form. If both are needed, give each a variant (`es`,
//! `es:usted`) and mark a column with `role: language`.
//!
//! # es
//! Dos tratamientos bajo un mismo idioma.
//!
//! "¿Qué tan satisfecho estás?" y "¿qué tan satisfecho está usted?" son dos instrumentos: la gente
//! contesta otra pregunta a quien guarda distancia. Se encuentra cuando una lectura de la encuesta
//! habla de tú y otra de usted, incluidas las preguntas del banco (en `es` hablan de tú), y cuando una
//! pregunta tiene varias variantes de un idioma y ninguna columna de los datos dice cuál se hizo.
//!
//! Fuente: las Cross-Cultural Survey Guidelines (Universidad de Míchigan, 2016): otro idioma es otro
//! instrumento.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: la ventanilla }
//!   - { id: waited, type: number, text: "¿Cuántos minutos esperó usted?" }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: satisfied, use: csat, subject: la ventanilla }
//!   - { id: waited, type: number, text: "¿Cuántos minutos esperaste?" }
//! ```
//!
//! Cómo corregirlo: escribe toda la encuesta con un mismo tratamiento. Si hacen falta los dos, da a
//! cada uno su variante (`es`, `es:usted`) y marca una columna con `role: language`.

use crate::analyze::questions::{Source, source};
use crate::analyze::words::{Plain, Theme, listen, place_of};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::dataset::{ColumnRole, Dataset};
use crate::model::survey::Survey;
use crate::model::text::{Reading, base_language};
use crate::model::{Kind, Of};
use crate::resolve::Target;
use crate::source::At;

rule! { variant_mix Continuity Warning each Survey }

/// The language whose forms of address are told apart by words.
const SPANISH: &str = "es";

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    let plain_key = |reading: &Reading<'_>| match reading.language.as_str() {
        "" => first == SPANISH,
        own => own == SPANISH,
    };
    let (mut familiar, mut formal): (Option<At>, Option<At>) = (None, None);
    for question in survey.it.questions.items() {
        match source(context, survey.index, question) {
            Source::Bank(item) => {
                let text = item.text.get(SPANISH).map(|text| Plain::of(text));
                let says_tu = text.is_some_and(|plain| listen(SPANISH, &plain).iter().any(|it| it.means == Theme::FamiliarAddress));
                if says_tu {
                    familiar = familiar.or(Some(survey.place(question.r#use.span())));
                }
            }
            Source::Own => {
                for reading in question.text.get().into_iter().flat_map(|text| text.readings()).filter(plain_key) {
                    let plain = Plain::of(reading.words);
                    for found in listen(SPANISH, &plain) {
                        let at = place_of(context, survey.entity, reading, plain.bytes(found.tokens));
                        match found.means {
                            Theme::FamiliarAddress => familiar = familiar.or(Some(at)),
                            Theme::FormalAddress => formal = formal.or(Some(at)),
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
    }
    if let (Some(familiar), Some(formal)) = (familiar, formal) {
        let message = say!(en: "this survey says usted here and tú elsewhere", es: "esta encuesta habla aquí de usted y en otra parte de tú");
        tell(formal, message, Some(familiar), survey, context, out);
    }
    unseparated(survey, context, out);
}

/// Questions with several variants of a language, whose answers lie in one column that no other tells
/// apart.
fn unseparated(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    for edge in context.program.edges_to(survey.index).filter(|edge| edge.field() == "question") {
        let (from, Target::Part(_, part)) = (context.program.entity(edge.from), edge.to) else { continue };
        if from.kind != Kind::Dataset || !context.is_in_use(from) {
            continue;
        }
        let Some(dataset) = context.program.as_kind::<Dataset>(edge.from) else { continue };
        let tells = dataset.it.columns.pairs().any(|(_, it)| it.role.value() == Some(ColumnRole::Language));
        let id = context.program.parts.get(part).id;
        let question = survey.it.questions.items().find(|it| it.id.value() == Some(id));
        let Some((at, text)) = question.and_then(|it| it.text.spanned()) else { continue };
        let mut bases: Vec<&str> =
            text.readings().map(|it| base_language(it.language.as_str())).filter(|it| !it.is_empty()).collect();
        let all = bases.len();
        bases.sort_unstable();
        bases.dedup();
        if tells || bases.len() == all {
            continue;
        }
        let table = dataset.id();
        let message = say!(en: "`{id}` is asked in several variants of a language, and `{table}` does not say in which", es: "`{id}` se pregunta en varias variantes de un idioma, y `{table}` no dice en cuál");
        tell(survey.place(at), message, None, survey, context, out);
    }
}

fn tell(at: At, message: crate::diagnostic::Say, other: Option<At>, survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let mut finding = RULE
        .finding(at, message)
        .help(say!(
            en: "another form of address is another instrument: keep to one, or give each its variant and mark a column with `role: language`",
            es: "otro tratamiento es otro instrumento: quédate con uno, o da a cada uno su variante y marca una columna con `role: language`"
        ))
        .entity(survey.entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Craft));
    if let Some(other) = other {
        finding = finding.related(other, say!(en: "tú", es: "tú"));
    }
    out.push(finding);
}
