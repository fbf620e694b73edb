//! Only pleased people are asked for a public review.
//!
//! To ask those who will praise and to keep the others in a private form is called review gating. It
//! deceives whoever reads the reviews, platforms forbid it, and consumer law treats it as a misleading
//! practice (in the United States the FTC rule on reviews of 2024). It is found when a playbook that
//! starts from some answers only asks for a public review, and no other playbook asks those who
//! answered otherwise.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: thank-promoters
//! trigger: { survey: season-survey, when: recommend >= 9 }
//! steps:
//!   - { id: review, do: Ask for a review, asks_for: { review: public } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: after-the-season
//! trigger: { survey: season-survey }
//! steps:
//!   - { id: review, do: Ask for a review, asks_for: { review: public } }
//! ```
//!
//! How to fix it: ask everybody who had the experience, with the same words and at the same time, or
//! ask nobody.
//!
//! # es
//! Solo a la gente contenta se le pide una reseña pública.
//!
//! Pedirla a quien va a elogiar y dejar a los demás en un formulario privado engaña a quien lee las
//! reseñas; las plataformas lo prohíben y las leyes de consumo lo tratan como práctica engañosa (en
//! Estados Unidos, la regla de la FTC sobre reseñas de 2024). Se encuentra cuando un playbook que
//! empieza solo con ciertas respuestas pide una reseña pública, y ningún otro se la pide a quien
//! contestó otra cosa.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: thank-promoters
//! trigger: { survey: season-survey, when: recommend >= 9 }
//! steps:
//!   - { id: review, do: Ask for a review, asks_for: { review: public } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: after-the-season
//! trigger: { survey: season-survey }
//! steps:
//!   - { id: review, do: Ask for a review, asks_for: { review: public } }
//! ```
//!
//! Cómo corregirlo: pídela a todos los que tuvieron la experiencia, con las mismas palabras y en el
//! mismo momento, o a nadie.

use crate::analyze::answers::{may_start, spoken};
use crate::analyze::signals::Start;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::library;
use crate::model::playbook::{Playbook, ReviewAsked};
use crate::model::survey::Survey;
use crate::source::Span;

rule! { gating_reviews CustomerCentricity Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let Some(at) = asks_in_public(playbook.it) else { return };
    for (place, trigger) in playbook.it.trigger.spanned_items() {
        let (Some((survey, _)), true) = (trigger.survey.spanned(), trigger.when.get().is_some()) else { continue };
        let Some(survey) = context.program.follow::<Survey>(playbook.index, survey) else { continue };
        let Some(left_out) = left_out(survey, &Start { playbook, trigger, at: place }, context) else { continue };
        let answers = (spoken(&left_out, "to", "or"), spoken(&left_out, "a", "o"));
        let id = playbook.id();
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "`{id}` asks for a public review, and whoever answered {} is never asked", answers.0;
                     es: "`{id}` pide una reseña pública, y a quien contestó {} nunca se le pide", answers.1),
            )
            .help(say!(
                en: "to ask only those who will praise misleads readers and is forbidden: ask everybody alike, or nobody",
                es: "pedirla solo a quien va a elogiar engaña a quien lee y está prohibido: pídela a todos por igual, o a nadie"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
        return;
    }
}

/// Where a playbook asks for a public review.
fn asks_in_public(playbook: &Playbook) -> Option<Span> {
    playbook.steps.items().find_map(|step| {
        let (at, review) = step.asks_for.get()?.review.spanned()?;
        (*review == ReviewAsked::Public).then_some(at)
    })
}

/// The answers to the question that decides for which no playbook asks for a public review; none when
/// nobody is left out.
fn left_out(survey: Of<'_, Survey>, start: &Start<'_>, context: &Context<'_>) -> Option<Vec<i64>> {
    let when = start.trigger.when.get()?;
    let others: Vec<&Start<'_>> = context
        .signals()
        .on_survey(survey.index)
        .iter()
        .filter(|start| asks_in_public(start.playbook.it).is_some())
        .collect();
    survey.it.questions.items().find_map(|question| {
        let id = question.id.get()?;
        if !when.expr.names().iter().any(|(path, _)| path.single() == Some(id.as_str())) {
            return None;
        }
        let points = question.scale.get().and_then(|scale| scale.points.value());
        let (from, to) = match points {
            Some(points) => (points.from(), points.to()),
            None => library::question(crate::analyze::answers::canonical_item(context, survey.index, question)?)?.range()?,
        };
        // Whoever is pleased is asked: leaving those out is no gate.
        let name = format!("{}/{id}", survey.id());
        if !may_start(context, start, &name, to) {
            return None;
        }
        let left: Vec<i64> =
            (from..=to).filter(|code| !others.iter().any(|it| may_start(context, it, &name, *code))).collect();
        (!left.is_empty()).then_some(left)
    })
}
