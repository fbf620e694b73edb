//! An unhappy answer to which nobody reacts.
//!
//! Somebody took the trouble to say that it went wrong. If no playbook starts with that answer, the
//! survey has taught the customer that speaking is useless. Concepts B16 and B22; closing the loop,
//! Bain.
//!
//! Bad: people who answer 5 or 6 hear nothing.
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 4 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! How to fix it: write a playbook that starts with the survey, or widen the condition of the one
//! there is. It looks at the questions `nps` (0 to 6), `csat` (1 and 2) and `ces` (1 to 3) of the
//! bank and at other wordings of them. Playbooks of the types `advocacy` and `campaign` do not count,
//! nor do those that start from a band of a metric without `each`: its value is that of the program,
//! and nothing starts for whoever answered. Archetypes that are asked are looked at one by one where a
//! playbook has an `audience`.
//!
//! # es
//! Una respuesta descontenta ante la que nadie reacciona.
//!
//! Alguien se tomó la molestia de decir que salió mal. Si ningún playbook empieza con esa respuesta,
//! la encuesta le enseñó al cliente que hablar no sirve. Conceptos B16 y B22; cerrar el ciclo,
//! Bain.
//!
//! Mal: quien responde 5 o 6 no recibe nada.
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 4 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Cómo corregirlo: escribe un playbook que empiece con la encuesta, o amplía la condición del que
//! hay. Se miran las preguntas `nps` (0 a 6), `csat` (1 y 2) y `ces` (1 a 3) del banco y otras
//! redacciones de ellas. Los playbooks de tipo `advocacy` y `campaign` no cuentan, ni los que empiezan
//! por una banda de una métrica sin `each`: su valor es el del programa, y nada empieza para quien
//! contestó. Donde un playbook tiene `audience`, los arquetipos a los que se pregunta se miran uno por
//! uno.

use crate::analyze::answers::{Reactions, spoken, unhappy};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Diagnostic, Severity, say};
use crate::model::Of;
use crate::model::id::Id;
use crate::model::playbook::PlaybookType;
use crate::model::survey::{Survey, SurveyType};
use crate::source::Span;

rule! { detractor_no_playbook CustomerCentricity Error each Survey }

fn check<'c>(survey: Of<'c, Survey>, context: &Context<'c>, out: &mut Findings) {
    if survey.survey_type.value() == Some(SurveyType::Employee) {
        return;
    }
    for question in survey.questions.items() {
        let Some((at, id)) = question.id.spanned() else { continue };
        let Some(codes) = unhappy(context, survey.index, question) else { continue };
        let reacts = |kind| !matches!(kind, PlaybookType::Advocacy | PlaybookType::Campaign);
        let Some(reactions) = Reactions::to(context, survey, question, reacts) else { continue };
        let silent = reactions.silent(codes.clone(), None, context);
        if silent.is_empty() {
            for (codes, who) in reactions.left_out(survey, codes, context) {
                out.push(left_out(survey, (at, *id), &codes, &who).severity(context.weigh(Severity::Error, Asks::Craft)));
            }
            continue;
        }
        let (en, es) = (spoken(&silent, "to", "or"), spoken(&silent, "a", "o"));
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "nobody reacts to an answer of {en} to `{id}`"; es: "nadie reacciona a una respuesta de {es} a `{id}`"),
            )
            .help(say!(
                en: "whoever answers that took the trouble to say that it went wrong: let a playbook start with this survey `when` it is so",
                es: "quien responde eso se tomó la molestia de decir que salió mal: haz que un playbook empiece con esta encuesta cuando (`when`) así sea"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

/// People of some archetypes are asked, and the playbooks that start are for others.
fn left_out(survey: Of<'_, Survey>, (at, id): (Span, Id), codes: &[i64], who: &[Id]) -> Diagnostic {
    let (en, es) = (spoken(codes, "to", "or"), spoken(codes, "a", "o"));
    let names: Vec<String> = who.iter().map(|it| format!("`{it}`")).collect();
    let (who, quien) = (names.join(" or "), names.join(" o "));
    RULE.finding(
        survey.place(at),
        say!(en: "nobody reacts when somebody of {who} answers {en} to `{id}`"; es: "nadie reacciona cuando alguien de {quien} responde {es} a `{id}`"),
    )
    .help(say!(
        en: "the survey asks them, and the playbooks that start are for other archetypes: add them to the `audience` of one, or write one for them",
        es: "la encuesta les pregunta, y los playbooks que empiezan son para otros arquetipos: agrégalos a la `audience` de uno, o escribe uno para ellos"
    ))
}
