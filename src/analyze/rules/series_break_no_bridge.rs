//! A wording, a scale or an instrument changed, and nobody said how the two are joined.
//!
//! A line that goes on over such a change shows the change and not the customers. It is found when a
//! question with the same name changed in the survey that takes another one's place, when a wording has
//! a version above 1, and when a metric replaces another one with another scale, each without a bridge
//! that reaches it.
//!
//! Source: OMB Circular A-11, section 280, whose questions changed from one version to the next;
//! cases from the field compared the two.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels, version: 2 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - id: recommend
//!     use: nps
//!     subject: Two Wheels
//!     version: 2
//!     bridge: { from: "1", to: "2", method: restart, date: 2026-01-12 }
//! ```
//!
//! How to fix it: declare `bridge` (for a metric, `history`): `parallel-run` with n and offset if both
//! ran side by side, else `restart`. Then the outputs draw a break.
//!
//! # es
//! Cambió un texto, una escala o un instrumento, y nadie dijo cómo se unen los dos.
//!
//! Una línea que sigue de largo sobre un cambio así muestra el cambio y no a los clientes. Se encuentra
//! cuando una pregunta del mismo nombre cambió en la encuesta que toma el lugar de otra, cuando un
//! texto tiene una versión mayor que 1 y cuando una métrica reemplaza a otra con otra escala, cada vez
//! sin puente que llegue hasta ahí.
//!
//! Fuente: la circular A-11 de la OMB, sección 280, cuyas preguntas cambiaron de una versión a otra;
//! en casos reales se compararon las dos.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels, version: 2 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - id: recommend
//!     use: nps
//!     subject: Two Wheels
//!     version: 2
//!     bridge: { from: "1", to: "2", method: restart, date: 2026-01-12 }
//! ```
//!
//! Cómo corregirlo: declara `bridge` (en una métrica, `history`): `parallel-run` con n y diferencia si
//! se midieron en paralelo, si no `restart`. Entonces los resultados dibujan un corte.

use crate::analyze::bands::question_scale;
use crate::analyze::questions::{Source, all, source};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::EntityIndex;
use crate::model::metric::Metric;
use crate::model::question::{Item, SurveyQuestion};
use crate::model::survey::Survey;
use crate::source::{At, Span};
use std::collections::BTreeSet;

rule! { series_break_no_bridge Continuity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut told = BTreeSet::new();
    for survey in context.in_use::<Survey>() {
        let Some((at, _)) = survey.it.replaces.spanned() else { continue };
        let Some(old) = context.program.follow::<Survey>(survey.index, at) else { continue };
        for question in survey.it.questions.items().filter(|it| it.bridge.has_none()) {
            let Some((at, id)) = question.id.spanned() else { continue };
            let Some(before) = old.it.questions.items().find(|it| it.id.value() == Some(*id)) else { continue };
            if wording(context, survey.index, question) == wording(context, old.index, before) {
                continue;
            }
            let other = old.id();
            told.insert((survey.entity.file, at));
            let message = say!(en: "`{id}` is not the question it was in `{other}`, and no bridge says how they are joined", es: "`{id}` no es la pregunta que era en `{other}`, y ningún puente dice cómo se unen");
            let there = before.id.spanned().map(|(at, _)| old.place(at));
            tell(survey.place(at), message, there, survey.entity.name(), context, out);
        }
    }
    for question in all(context).filter(|question| question.item.bridge.has_none()) {
        let Some((at, version)) = question.item.version.spanned() else { continue };
        if version.0 > 1 && !told.contains(&(question.entity.file, question.at)) {
            let (version, before) = (version.0, version.0 - 1);
            let message = say!(en: "version {version} has no bridge to version {before}", es: "la versión {version} no tiene puente con la versión {before}");
            tell(question.entity.place(at), message, None, question.entity.name(), context, out);
        }
    }
    for question in all(context).filter(|question| !question.item.bridge.has_none()) {
        if let Some((at, message)) = leads_elsewhere(question.item) {
            tell(question.entity.place(at), message, None, question.entity.name(), context, out);
        }
    }
    for metric in context.in_use::<Metric>() {
        let Some((at, _)) = metric.it.replaces.spanned() else { continue };
        let Some(old) = context.program.follow::<Metric>(metric.index, at) else { continue };
        let changed = metric.it.family.value() != old.it.family.value()
            || question_scale(metric, context) != question_scale(old, context);
        if !metric.it.history.has_none() || !changed {
            continue;
        }
        let other = old.id();
        let message = say!(en: "`{other}` was computed in another way, and nothing says how the two are joined", es: "`{other}` se calculaba de otro modo, y nada dice cómo se unen");
        tell(metric.place(at), message, Some(old.entity.head()), metric.entity.name(), context, out);
    }
}

/// Where bridges lead to another version than the one that is asked, and what to say of it.
fn leads_elsewhere(question: Item<'_>) -> Option<(Span, Say)> {
    if question.version.is_bad() || question.bridge.is_bad() {
        return None;
    }
    let asked = question.version.value().map_or(1, |version| version.0);
    let ends: Option<Vec<(Span, i64)>> = question
        .bridge
        .items()
        .map(|bridge| bridge.to.spanned().and_then(|(at, to)| Some((at, to.trim().parse().ok()?))))
        .collect();
    // Versions may have names; only numbers can be compared.
    let (to_at, to) = ends?.into_iter().max_by_key(|(_, to)| *to)?;
    let at = question.version.spanned().map_or(to_at, |(at, _)| at);
    (to != asked).then(|| {
        let message = say!(en: "the question is asked in version {asked}, and the bridge leads to version {to}", es: "la pregunta se hace en la versión {asked}, y el puente lleva a la versión {to}");
        (at, message)
    })
}

/// All that makes a question this one: where it comes from, its words and its scale.
fn wording(context: &Context<'_>, survey: EntityIndex, question: &SurveyQuestion) -> String {
    let own = |item: crate::model::question::Item<'_>| {
        let words: Vec<String> = item
            .text
            .get()
            .into_iter()
            .flat_map(|text| text.readings())
            .map(|it| format!("{}={}", it.language, it.words.trim()))
            .collect();
        let points = item.scale.get().and_then(|it| it.points.value()).map(|it| (it.from(), it.to()));
        format!("{words:?} {points:?}")
    };
    match source(context, survey, question) {
        Source::Own => own(question.item()),
        Source::Shared(shared) => format!("{} {}", shared.id(), own(shared.it.item())),
        Source::Bank(item) => format!("{} {}", item.id, item.version),
        Source::Unknown => String::new(),
    }
}

fn tell(at: At, message: Say, there: Option<At>, entity: String, context: &Context<'_>, out: &mut Findings) {
    let mut finding = RULE
        .finding(at, message)
        .help(say!(
            en: "declare it: `method: parallel-run` with `n` and `offset` if both ran side by side, else `method: restart`; a line across a break shows the change and not the customers",
            es: "decláralo: `method: parallel-run` con `n` y `offset` si se midieron en paralelo, si no `method: restart`; una línea sobre un corte muestra el cambio y no a los clientes"
        ))
        .entity(entity)
        .severity(context.weigh(Severity::Error, Asks::Craft));
    if let Some(there) = there {
        finding = finding.related(there, say!(en: "as it was", es: "como era"));
    }
    out.push(finding);
}
