//! The four questions about what we do for people are not put to those who recommend us.
//!
//! Whoever would recommend you can tell what you do for them; others tell what is missing, which is
//! worth asking elsewhere. Concept A07. It is looked at in surveys that ask an item `vp-…` of the bank
//! and in the survey that an identity was asked with: their audience has to be people who gave high
//! answers before.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: discovery
//! type: discovery
//! audience: { archetypes: [first-credit] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: discovery
//! type: discovery
//! audience:
//!   archetypes: [first-credit]
//!   answered: { survey: relationship-survey, when: recommend >= 9 }
//! ```
//!
//! How to fix it: restrict the audience with `answered`: the survey with the score, and `recommend >=
//! 9`.
//!
//! # es
//! Las cuatro preguntas sobre lo que hacemos por la gente no se hacen a quienes nos recomiendan.
//!
//! Quien te recomendaría puede contar qué haces por él; los demás cuentan qué falta, y eso se pregunta
//! en otro lado. Concepto A07. Se mira en las encuestas que hacen una pregunta `vp-…` del banco y en
//! aquella con que se preguntó una identidad: su público ha de ser gente que antes dio respuestas
//! altas.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: discovery
//! type: discovery
//! audience: { archetypes: [first-credit] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: discovery
//! type: discovery
//! audience:
//!   archetypes: [first-credit]
//!   answered: { survey: relationship-survey, when: recommend >= 9 }
//! ```
//!
//! Cómo corregirlo: limita el público con `answered`: la encuesta de la calificación y `recommend >=
//! 9`.

use crate::analyze::answers::{canonical_item, with_answer};
use crate::analyze::questions::canonical;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::business_model::BusinessModel;
use crate::model::library;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Of};
use crate::source::At;
use std::collections::BTreeSet;

rule! { vp_survey_wrong_audience CustomerCentricity Warning everything }

/// Of a scale, the upper part in which people recommend: 9 and 10 of 0 to 10, 5 of 1 to 5.
const UPPER: i64 = 5;

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut meant: BTreeSet<EntityIndex> = BTreeSet::new();
    for model in context.in_use::<BusinessModel>() {
        let asked = model.it.identity.get().and_then(|it| it.asked.get()).and_then(|it| it.with.spanned());
        meant.extend(asked.and_then(|(at, _)| context.program.target(model.index, at)?.entity()));
    }
    for survey in context.in_use::<Survey>() {
        let of_bank = survey
            .it
            .questions
            .items()
            .any(|question| canonical(context, survey.index, question).is_some_and(|item| item.starts_with("vp-")));
        if !of_bank && !meant.contains(&survey.index) {
            continue;
        }
        if let Some((at, message)) = wrong(survey, context) {
            out.push(
                RULE.finding(at, message)
                    .help(say!(
                        en: "those who recommend you can tell what you do for them: restrict the audience with `answered` to their answers (`recommend >= 9`)",
                        es: "quienes te recomiendan pueden contar qué haces por ellos: limita el público con `answered` a sus respuestas (`recommend >= 9`)"
                    ))
                    .entity(survey.entity.name())
                    .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}

fn wrong(survey: Of<'_, Survey>, context: &Context<'_>) -> Option<(At, Say)> {
    let id = survey.id();
    let audience = &survey.it.audience;
    let answered = audience.get().map(|audience| &audience.answered);
    if audience.is_bad() || answered.is_some_and(|it| it.is_bad()) {
        return None;
    }
    let Some(answered) = answered.and_then(|it| it.get()) else {
        let at = if audience.is_absent() { survey.entity.head() } else { survey.place(audience.span()) };
        return Some((at, say!(en: "`{id}` asks what we do for people, and asks it of everybody", es: "`{id}` pregunta qué hacemos por la gente, y se lo pregunta a todos")));
    };
    let (at, when) = answered.when.spanned()?;
    let typed = context.program.expression(survey.index, at)?;
    let (earlier, _) = answered.survey.spanned()?;
    let earlier = context.program.follow::<Survey>(survey.index, earlier)?;
    // The lowest answer that may come in, for the first question with a scale that the condition names.
    let low = earlier.it.questions.items().find_map(|question| {
        let name = question.id.get()?.as_str();
        if !when.expr.names().iter().any(|(path, _)| path.single() == Some(name)) {
            return None;
        }
        let own = question.scale.get().and_then(|it| it.points.value()).map(|it| (it.from(), it.to()));
        let (from, to) = own.or_else(|| library::question(canonical_item(context, earlier.index, question)?)?.range())?;
        let low = (from..=to).find(|code| with_answer(typed, &format!("{}/{name}", earlier.id()), *code).may_hold())?;
        // The upper fifth of the scale.
        ((low - from) * UPPER < (to - from) * (UPPER - 1)).then_some(low)
    })?;
    Some((survey.place(at), say!(en: "people who answered {low} are no promoters", es: "quien contestó {low} no es promotor")))
}
