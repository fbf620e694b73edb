//! A survey whose answers nobody uses.
//!
//! Asking raises the expectation that something follows. A survey that starts no playbook and is
//! looked at in no session costs people their time and you their trust. Concept D05.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: branch-pulse
//! type: pulse
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: branch-pulse
//! type: pulse
//! acts: [recover-detractors, team-scorecard]
//! ```
//!
//! How to fix it: name under `acts` the playbook or the scorecard that uses the answers. If there is
//! none, do not ask.
//!
//! # es
//! Una encuesta cuyas respuestas nadie usa.
//!
//! Preguntar crea la expectativa de que algo siga. Una encuesta que no inicia ningún playbook y no se
//! mira en ninguna sesión le cuesta tiempo a la gente y a ti su confianza. Concepto D05.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: branch-pulse
//! type: pulse
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: branch-pulse
//! type: pulse
//! acts: [recover-detractors, team-scorecard]
//! ```
//!
//! Cómo corregirlo: nombra en `acts` el playbook o el tablero que usa las respuestas. Si no hay
//! ninguno, no preguntes.

use crate::analyze::score::has_consequence;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::survey::Survey;
use crate::model::Of;

rule! { survey_no_action CustomerCentricity Error each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    if !survey.acts.is_bad() && !has_consequence(survey, context) {
        out.push(
            RULE.finding(
                survey.entity.head(),
                say!(en: "nobody does anything with the answers to this survey", es: "nadie hace nada con las respuestas de esta encuesta"),
            )
            .help(say!(
                en: "asking raises an expectation: name under `acts` the playbook or scorecard that uses the answers, or do not ask",
                es: "preguntar crea una expectativa: nombra en `acts` el playbook o tablero que usa las respuestas, o no preguntes"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
