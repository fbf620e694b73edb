//! An unhappy answer that starts a playbook in which nothing is sure to be done in time.
//!
//! A playbook that starts is not yet an act. The loop is closed when at least one step that somebody
//! owns is taken for every such case, with a deadline that can be kept: with role and channel there, and
//! with time for the steps before it. When each step lacks an owner or a time, hangs on a question, or
//! comes too late, the answer is on a list and nobody is held to it. Concepts B16, B22 and D04; closing
//! the loop, Bain.
//!
//! Bad: the playbook starts, and its only step has no time limit:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! steps:
//!   - { id: contact, role: care, do: Call and listen }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: Call and listen }
//! ```
//!
//! How to fix it: give one step that every case passes a `role` and a `within` that can be kept. It
//! looks at the questions `nps` (0 to 6), `csat` (1 and 2) and `ces` (1 to 3) of the bank, at other
//! wordings of them, and at each archetype that is asked. Answers that start nothing are told by
//! `detractor-no-playbook`.
//!
//! # es
//! Una respuesta descontenta que inicia un playbook en el que nada es seguro que se haga a tiempo.
//!
//! Que un playbook empiece no es todavía un acto. El ciclo se cierra cuando al menos un paso con
//! responsable se da en todos esos casos, con un plazo que se puede cumplir: con el rol y el canal
//! presentes, y con tiempo para los pasos de antes. Si a cada paso le falta quien responda o un plazo,
//! depende de una pregunta o llega tarde, la respuesta queda en una lista y nadie está obligado a nada.
//! Conceptos B16, B22 y D04; cerrar el ciclo, Bain.
//!
//! Mal: el playbook empieza, y su único paso no tiene plazo:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! steps:
//!   - { id: contact, role: care, do: Call and listen }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: Call and listen }
//! ```
//!
//! Cómo corregirlo: dale a un paso por el que pasen todos los casos un `role` y un `within` que se
//! pueda cumplir. Se miran las preguntas `nps` (0 a 6), `csat` (1 y 2) y `ces` (1 a 3) del banco, otras
//! redacciones de ellas, y cada arquetipo al que se pregunta. De las respuestas que no inician nada
//! habla `detractor-no-playbook`.

use crate::analyze::answers::{Reactions, asked, spoken, unhappy};
use crate::analyze::clocks::Clocks;
use crate::analyze::pace::Pace;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::id::Id;
use crate::model::playbook::PlaybookType;
use crate::model::survey::{Survey, SurveyType};
use crate::model::{EntityIndex, Of};
use std::collections::BTreeMap;

rule! { answer_not_followed_up CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let clocks = context.clocks();
    // Whether something is surely done, by playbook.
    let mut acts: BTreeMap<EntityIndex, bool> = BTreeMap::new();
    for survey in context.in_use::<Survey>() {
        if survey.it.survey_type.value() != Some(SurveyType::Employee) {
            look(survey, context, out, &mut |playbook| {
                *acts.entry(playbook).or_insert_with(|| surely_acts(playbook, clocks, context))
            });
        }
    }
}

fn look<'c>(
    survey: Of<'c, Survey>,
    context: &Context<'c>,
    out: &mut Findings,
    acts: &mut impl FnMut(EntityIndex) -> bool,
) {
    for question in survey.it.questions.items() {
        let (Some((at, id)), Some(codes)) = (question.id.spanned(), unhappy(context, survey.index, question)) else {
            continue;
        };
        let reacts = |kind| !matches!(kind, PlaybookType::Advocacy | PlaybookType::Campaign);
        let Some(reactions) = Reactions::to(context, survey, question, reacts) else { continue };
        let everybody = [None].into_iter().chain(asked(survey, context).into_iter().map(Some));
        let people = if reactions.are_for_everybody() { everybody.take(1).collect() } else { everybody.collect::<Vec<_>>() };
        let mut open: BTreeMap<i64, Id> = BTreeMap::new();
        for (who, code) in people.into_iter().flat_map(|who| codes.clone().map(move |code| (who, code))) {
            let started: Vec<_> = reactions.with(code, who, context).map(|start| start.playbook).collect();
            if let Some(first) = started.first()
                && !started.iter().any(|it| acts(it.index))
            {
                open.entry(code).or_insert(first.id());
            }
        }
        let Some(playbook) = open.values().next().copied() else { continue };
        let codes: Vec<i64> = open.into_keys().collect();
        let (en, es) = (spoken(&codes, "to", "or"), spoken(&codes, "a", "o"));
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "an answer of {en} to `{id}` starts `{playbook}`, and nothing in it is sure to be done in time";
                     es: "una respuesta de {es} a `{id}` inicia `{playbook}`, y nada en él es seguro que se haga a tiempo"),
            )
            .entity(survey.entity.name())
            .help(say!(
                en: "give a step that every case passes a `role` and a `within` that can be kept when people and channels are there",
                es: "dale a un paso por el que pasen todos los casos un `role` y un `within` que se pueda cumplir con el horario de personas y canales"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

/// Whether every case of a playbook passes a step that somebody owns and that can be taken in time. One
/// that could not be read is taken to.
fn surely_acts(playbook: EntityIndex, clocks: &Clocks, context: &Context<'_>) -> bool {
    let Some(playbook) = context.program.as_kind(playbook) else { return true };
    let Some(pace) = Pace::of(playbook, clocks, context) else { return true };
    let bad = playbook.it.steps.items().any(|step| step.role.is_bad() || step.within.is_bad());
    let steps = 0..pace.flow.steps.len();
    bad || steps.into_iter().any(|step| {
        !pace.flow.steps[step].role.is_absent() && pace.flow.is_on_every_way(step) && pace.is_kept(step)
    })
}
