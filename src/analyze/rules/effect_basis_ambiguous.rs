//! A change in per cent that does not say of what.
//!
//! "10 % less churn" is two points at a churn of 20 %, or ten: five times the money. A source may leave
//! it open; a business case may not. Concept B14.
//!
//! Bad: nothing is assumed, so nothing can be computed.
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! effect: { metric: churn-rate, change: -10 % unstated }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! effect: { metric: churn-rate, change: -10 % unstated }
//! assumes: { reading: relative, control_rate: 20 %, why: The churn of the unit }
//! ```
//!
//! How to fix it: in a study, say under `assumes.reading` how you read it and why; it is marked as
//! assumed wherever it is used. Everywhere else write `-10 % relative` or `-10 pp`.
//!
//! # es
//! Un cambio en por ciento que no dice de qué.
//!
//! "10 % menos deserción" son dos puntos si la deserción es de 20 %, o diez: cinco veces el dinero. Una
//! fuente puede dejarlo abierto; un caso de negocio no. Concepto B14.
//!
//! Mal: no se supone nada, así que nada se puede calcular.
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! effect: { metric: churn-rate, change: -10 % unstated }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! effect: { metric: churn-rate, change: -10 % unstated }
//! assumes: { reading: relative, control_rate: 20 %, why: La deserción de la unidad }
//! ```
//!
//! Cómo corregirlo: en un estudio, di en `assumes.reading` cómo lo lees y por qué; se marca como supuesto
//! donde se use. En cualquier otro lugar escribe `-10 % relative` o `-10 pp`.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::common::BusinessCase;
use crate::model::field::Field;
use crate::model::playbook::Playbook;
use crate::model::quantity::Change;
use crate::model::roadmap::Roadmap;
use crate::model::scalar::Scalar;
use crate::model::study::Study;
use crate::source::Span;

rule! { effect_basis_ambiguous Statistics Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for study in context.in_use::<Study>() {
        let reading = study.assumes.get().is_some_and(|assumes| !assumes.reading.is_absent());
        if reading || study.assumes.is_bad() {
            continue;
        }
        out.about(study.entity);
        if let Some((at, change)) = study.effect.get().and_then(|effect| unstated(&effect.change)) {
            out.push(RULE.finding(study.place(at), message(change)).help(say!(
                en: "the two differ many times over in money: say under `assumes.reading` whether you read it as `relative` or as `pp`, and why",
                es: "la diferencia en dinero es de varias veces: di en `assumes.reading` si lo lees como `relative` o como `pp`, y por qué"
            )));
        }
    }
    for playbook in context.in_use::<Playbook>() {
        out.about(playbook.entity);
        for (at, change) in playbook.business_case.get().into_iter().flat_map(|case| of_case(case)) {
            out.push(RULE.finding(playbook.place(at), message(change)).help(instead(change)));
        }
    }
    for roadmap in context.in_use::<Roadmap>() {
        out.about(roadmap.entity);
        let cases = roadmap.it.initiatives.items().filter_map(|initiative| initiative.business_case.get());
        for (at, change) in cases.flat_map(|case| of_case(case)) {
            out.push(RULE.finding(roadmap.place(at), message(change)).help(instead(change)));
        }
    }
}

fn unstated(field: &Field<Change>) -> Option<(Span, &Change)> {
    field.spanned().filter(|(_, change)| matches!(change, Change::Unstated(_)))
}

fn of_case(case: &BusinessCase) -> Vec<(Span, &Change)> {
    let expected = case.expects.get().map(|expects| &expects.change);
    expected.into_iter().chain([&case.low, &case.high]).filter_map(unstated).collect()
}

fn message(change: &Change) -> Say {
    let change = change.spell();
    say!(en: "`{change}` may be a part of the value or points of it", es: "`{change}` puede ser una parte del valor o puntos")
}

fn instead(change: &Change) -> Say {
    let sign = if change.amount().is_sign_negative() { "-" } else { "+" };
    let number = change.amount().abs().normalize();
    say!(en: "write `{sign}{number} % relative` or `{sign}{number} pp`", es: "escribe `{sign}{number} % relative` o `{sign}{number} pp`")
}
