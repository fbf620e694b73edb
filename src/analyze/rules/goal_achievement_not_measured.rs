//! A job whose end nobody measures.
//!
//! Everything is done so that customers get where they wanted. If no metric shows whether they did,
//! you measure your own processes and hope. Concept C25.
//!
//! Bad:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! done_when: { text: Pays on time for six months and understands the history }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! done_when: { text: Pays on time for six months and understands the history, metric: goal-achievement }
//! ```
//!
//! How to fix it: name the metric under `done_when.metric`. The bank of questions has
//! `goal-achievement` for asking it: "did you get done what you came for?"
//!
//! # es
//! Un trabajo por hacer cuyo final nadie mide.
//!
//! Todo se hace para que el cliente llegue a donde quería. Si ninguna métrica muestra si llegó, mides
//! tus propios procesos y confías en la suerte. Concepto C25.
//!
//! Mal:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! done_when: { text: Paga a tiempo seis meses y entiende su historial }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: job
//! id: build-a-start
//! done_when: { text: Paga a tiempo seis meses y entiende su historial, metric: goal-achievement }
//! ```
//!
//! Cómo corregirlo: nombra la métrica en `done_when.metric`. El banco de preguntas trae
//! `goal-achievement` para preguntarlo: "¿lograste lo que venías a hacer?"

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::job::Job;

rule! { goal_achievement_not_measured CustomerCentricity Warning each Job }

fn check(job: Of<'_, Job>, context: &Context<'_>, out: &mut Findings) {
    let Some(done) = job.done_when.get() else { return };
    if done.metric.is_absent() {
        out.push(
            RULE.finding(
                job.place(done.at),
                say!(en: "no metric shows whether customers got `{}` done", job.id(); es: "ninguna métrica muestra si el cliente logró `{}`", job.id()),
            )
            .help(say!(
                en: "without it you measure your own processes: name it under `done_when.metric`; the bank has the question `goal-achievement`",
                es: "sin ella mides tus propios procesos: nómbrala en `done_when.metric`; el banco trae la pregunta `goal-achievement`"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
