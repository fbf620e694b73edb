//! A question or an option that no answer can lead to.
//!
//! An option for promoters under a question for detractors is never seen; whoever reads the results
//! believes that nobody chose it. It is proved from the conditions: no answer to the question that
//! decides makes all of them true together.
//!
//! Source: a case from the field: an option for people whom the survey does not ask.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - id: reason
//!     type: choice
//!     text: What weighed most?
//!     show_when: recommend <= 6
//!     options:
//!       - { id: praise, text: The praise of a friend, show_when: recommend >= 9 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - id: reason
//!     type: choice
//!     text: What weighed most?
//!     options:
//!       - { id: praise, text: The praise of a friend, show_when: recommend >= 9 }
//! ```
//!
//! How to fix it: widen the condition, or take the option out.
//!
//! # es
//! Una pregunta o una opción a la que ninguna respuesta puede llevar.
//!
//! Una opción para promotores bajo una pregunta para detractores nunca se ve; quien lee los resultados
//! cree que nadie la eligió. Se prueba con las condiciones: ninguna respuesta a la pregunta que decide
//! las cumple todas a la vez.
//!
//! Fuente: un caso real: una opción para personas a quienes la encuesta no pregunta.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - id: reason
//!     type: choice
//!     text: What weighed most?
//!     show_when: recommend <= 6
//!     options:
//!       - { id: praise, text: The praise of a friend, show_when: recommend >= 9 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: recommend, use: nps, subject: Two Wheels }
//!   - id: reason
//!     type: choice
//!     text: What weighed most?
//!     options:
//!       - { id: praise, text: The praise of a friend, show_when: recommend >= 9 }
//! ```
//!
//! Cómo corregirlo: amplía la condición, o quita la opción.

use crate::analyze::reach::Reach;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::source::Span;

rule! { option_unreachable Suspicious Warning each Survey }

fn check<'c>(survey: Of<'c, Survey>, context: &Context<'c>, out: &mut Findings) {
    let reach = Reach::of(context, survey);
    for question in survey.it.questions.items() {
        let shown = question.show_when.spanned();
        let typed = |at| context.program.expression(survey.index, at);
        let own: Vec<_> = shown.and_then(|(at, _)| typed(at)).into_iter().collect();
        if let (Some((at, _)), Some(by), Some(id)) = (shown, reach.never(own.clone()), question.id.get()) {
            let message = say!(en: "no answer leads to the question `{id}`", es: "ninguna respuesta lleva a la pregunta `{id}`");
            tell(survey, at, message, by, context, out);
            continue;
        }
        for option in question.options.items() {
            let (Some((at, _)), Some(id)) = (option.show_when.spanned(), option.id.get()) else { continue };
            let mut all = own.clone();
            all.extend(typed(at));
            if let Some(by) = reach.never(all) {
                let message = say!(en: "no answer leads to the option `{id}`", es: "ninguna respuesta lleva a la opción `{id}`");
                tell(survey, at, message, by, context, out);
            }
        }
    }
}

fn tell(
    survey: Of<'_, Survey>,
    at: Span,
    message: crate::diagnostic::Say,
    by: &SurveyQuestion,
    context: &Context<'_>,
    out: &mut Findings,
) {
    let Some((there, name)) = by.id.spanned() else { return };
    out.push(
        RULE.finding(survey.place(at), message)
            .related(survey.place(there), say!(en: "no answer to this one does", es: "ninguna respuesta a esta lo hace"))
            .help(say!(
                en: "no answer to `{name}` makes all conditions on the way true: widen one, or take it out",
                es: "ninguna respuesta a `{name}` cumple todas las condiciones del camino: amplía una, o quítala"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
