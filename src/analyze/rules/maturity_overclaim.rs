//! A level in a self-evaluation that no evidence carries.
//!
//! Self-evaluations come out a level too high when nothing has to be shown. From level 3 on, something
//! must have been looked at: at least one question of the dimension answered with evidence better than
//! an assumption. Without questions for the dimension there is nothing to carry it.
//!
//! Source: the levels of the assessment itself, each of which says what it asks for (concept D06).
//!
//! Bad:
//!
//! ```yaml
//! dimensions:
//!   - { id: measurement, text: How we measure, level: 4 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! dimensions:
//!   - { id: measurement, text: How we measure, level: 3 }
//! questions:
//!   - id: cuts
//!     text: Do we read results by archetype?
//!     dimension: measurement
//!     answer: true
//!     evidence: [{ level: research, source: Audit of the scorecard, date: 2026-09-30 }]
//! ```
//!
//! How to fix it: add the evidence to the answers (`evidence` with source, date and level), or claim
//! the level that can be shown.
//!
//! # es
//! Un nivel de una autoevaluación que ninguna evidencia sostiene.
//!
//! Las autoevaluaciones salen un nivel arriba cuando no hay que mostrar nada. Desde el nivel 3, algo
//! debe haberse mirado: al menos una pregunta de la dimensión respondida con evidencia mejor que un
//! supuesto. Si la dimensión no tiene preguntas, nada la sostiene.
//!
//! Fuente: los niveles de la propia evaluación: cada uno dice lo que pide (concepto D06).
//!
//! Mal:
//!
//! ```yaml
//! dimensions:
//!   - { id: measurement, text: How we measure, level: 4 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! dimensions:
//!   - { id: measurement, text: How we measure, level: 3 }
//! questions:
//!   - id: cuts
//!     text: Do we read results by archetype?
//!     dimension: measurement
//!     answer: true
//!     evidence: [{ level: research, source: Audit of the scorecard, date: 2026-09-30 }]
//! ```
//!
//! Cómo corregirlo: agrega la evidencia a las respuestas (`evidence` con fuente, fecha y nivel), o
//! declara el nivel que se puede mostrar.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::assessment::{Assessment, AssessmentQuestion};
use crate::model::common::EvidenceLevel;
use std::collections::HashSet;

rule! { maturity_overclaim CustomerCentricity Warning each Assessment }

/// From this level on, something must have been looked at.
const SHOWN_FROM: i64 = 3;

fn check(assessment: Of<'_, Assessment>, context: &Context<'_>, out: &mut Findings) {
    let it = assessment.it;
    let written = it.questions.get().map_or(0, |list| list.len());
    if it.questions.is_bad() || it.questions.items().count() < written {
        return;
    }
    let carried: HashSet<_> = it
        .questions
        .items()
        .filter(|question| is_shown(question))
        .filter_map(|question| question.dimension.get().map(|dimension| dimension.id()))
        .collect();
    for dimension in it.dimensions.items() {
        let (Some((at, level)), Some(id)) = (dimension.level.spanned(), dimension.id.get()) else { continue };
        let level = level.get();
        if level < SHOWN_FROM || carried.contains(id) {
            continue;
        }
        out.push(
            RULE.finding(
                assessment.place(at),
                say!(en: "level {level} of `{id}` is carried by no evidence", es: "ninguna evidencia sostiene el nivel {level} de `{id}`"),
            )
            .help(say!(
                en: "from level {SHOWN_FROM} on, one answer of the dimension needs evidence better than an assumption; or claim less",
                es: "desde el nivel {SHOWN_FROM}, una respuesta de la dimensión necesita evidencia mejor que un supuesto; o declara menos"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}

fn is_shown(question: &AssessmentQuestion) -> bool {
    !question.answer.is_absent()
        && question.evidence.items().any(|it| it.level.value().is_some_and(|it| it != EvidenceLevel::Assumption))
}
