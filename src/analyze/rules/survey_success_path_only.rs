//! A survey that is only sent after a success.
//!
//! Whoever asks only those for whom it went well will read that all is well. The UK Government
//! Digital Service calls it a good way to make services look really good. Those who gave up know what
//! is wrong.
//!
//! Source: the GOV.UK Service Manual: asking only those who came through is a good way to make a
//! service look good.
//!
//! Bad:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: applications/decided, outcome: success }
//! ```
//!
//! Good:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: applications/decided, outcome: any }
//! ```
//!
//! How to fix it: remove `outcome: success`, or write a second survey for those who did not get
//! through.
//!
//! # es
//! Una encuesta que solo se envía después de un éxito.
//!
//! Quien solo pregunta a los que les salió bien leerá que todo está bien. El servicio digital del
//! gobierno británico lo llama una buena forma de que los servicios se vean muy bien. Quienes se
//! rindieron saben qué está mal.
//!
//! Fuente: el manual de servicios de GOV.UK: preguntar solo a quien llegó al final es una buena forma
//! de que un servicio se vea bien.
//!
//! Mal:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: applications/decided, outcome: success }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: applications/decided, outcome: any }
//! ```
//!
//! Cómo corregirlo: quita `outcome: success`, o escribe una segunda encuesta para quienes no lo
//! lograron.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::survey::{OutcomeAsked, Survey};

rule! { survey_success_path_only Statistics Error each Survey }

/// Whether another survey asks after the same moment whatever its result, or after its failure.
fn others_are_asked(survey: Of<'_, Survey>, context: &Context<'_>) -> bool {
    let moment = survey.it.trigger.get().and_then(|trigger| {
        let (at, _) = trigger.after.spanned()?;
        context.program.target(survey.index, at)
    });
    moment.is_some_and(|moment| {
        context.signals().asked_after(moment).iter().any(|it| {
            let asks = it.it.trigger.get().is_some_and(|trigger| trigger.outcome.value() != Some(OutcomeAsked::Success));
            it.index != survey.index && asks
        })
    })
}

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, outcome)) = survey.trigger.get().and_then(|trigger| trigger.outcome.spanned()) else { return };
    if *outcome != OutcomeAsked::Success || others_are_asked(survey, context) {
        return;
    }
    out.push(
        RULE.finding(
            survey.place(at),
            say!(en: "only those for whom it went well are asked", es: "solo se pregunta a quienes les salió bien"),
        )
        .help(say!(
            en: "those who gave up know what is wrong: write `outcome: any`, or a second survey for them",
            es: "quienes se rindieron saben qué está mal: escribe `outcome: any`, o una segunda encuesta para ellos"
        ))
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
