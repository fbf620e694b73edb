//! A delighted answer that nobody thanks for.
//!
//! People who would recommend you are the ones through whom you can grow, and what they say is the
//! best description of what you do. If nothing starts with their answer, that is lost. Concept B17;
//! the two core loops of a program are recovery and advocacy (B22).
//!
//! Bad: no playbook starts when somebody answers 9 or 10.
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! questions:
//!   - { id: recommend, use: nps, subject: Banco Horizonte }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! trigger: { survey: relationship-survey, when: recommend >= 9 }
//! ```
//!
//! How to fix it: write a playbook that thanks them, makes sure that nothing is left open, and only
//! then invites them to tell others.
//!
//! # es
//! Una respuesta encantada que nadie agradece.
//!
//! Quien te recomendaría es por quien puedes crecer, y lo que dice es la mejor descripción de lo que
//! haces. Si nada empieza con su respuesta, eso se pierde. Concepto B17; los dos ciclos centrales de
//! un programa son recuperar y activar promotores (B22).
//!
//! Mal: ningún playbook empieza cuando alguien responde 9 o 10.
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! questions:
//!   - { id: recommend, use: nps, subject: Banco Horizonte }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! trigger: { survey: relationship-survey, when: recommend >= 9 }
//! ```
//!
//! Cómo corregirlo: escribe un playbook que agradezca, se asegure de que no quede nada pendiente y
//! solo entonces invite a contarlo.

use crate::analyze::answers::{Reactions, canonical_item, spoken};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::survey::{Survey, SurveyType};

rule! { promoter_no_playbook CustomerCentricity Warning each Survey }

fn check<'c>(survey: Of<'c, Survey>, context: &Context<'c>, out: &mut Findings) {
    if survey.survey_type.value() == Some(SurveyType::Employee) {
        return;
    }
    for question in survey.questions.items() {
        let Some((at, id)) = question.id.spanned() else { continue };
        if canonical_item(context, survey.index, question).is_none_or(|item| item.as_str() != "nps") {
            continue;
        }
        let Some(reactions) = Reactions::to(context, survey, question, |_| true) else { continue };
        let codes = reactions.silent(9..=10, None, context);
        if codes.is_empty() {
            continue;
        }
        let (en, es) = (spoken(&codes, "to", "or"), spoken(&codes, "a", "o"));
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "nobody thanks whoever answers {en} to `{id}`"; es: "nadie agradece a quien responde {es} a `{id}`"),
            )
            .help(say!(
                en: "they are the ones through whom you can grow: let a playbook of the type `advocacy` start with this survey",
                es: "por esas personas puedes crecer: haz que un playbook de tipo `advocacy` empiece con esta encuesta"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
