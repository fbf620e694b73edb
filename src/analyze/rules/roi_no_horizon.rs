//! A return or a benefit that does not say over which time.
//!
//! A return of 70 % in a year and one of 70 % in ten years are two different investments, and a
//! customer who is worth 850 a year is worth anything until somebody says for how long. Concepts B15
//! and D38.
//!
//! Bad:
//!
//! ```yaml
//! result: { roi: 70 % }
//! ```
//!
//! Good:
//!
//! ```yaml
//! result: { roi: 70 %, horizon: 12 months }
//! ```
//!
//! How to fix it: add `horizon` to the case, or to the `result` of the study: `12 months`.
//!
//! # es
//! Un retorno o un beneficio que no dice en cuánto tiempo.
//!
//! Un retorno de 70 % en un año y uno de 70 % en diez años son dos inversiones distintas, y un cliente
//! que vale 850 al año vale cualquier cosa hasta que alguien dice por cuánto tiempo. Conceptos B15 y
//! D38.
//!
//! Mal:
//!
//! ```yaml
//! result: { roi: 70 % }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! result: { roi: 70 %, horizon: 12 months }
//! ```
//!
//! Cómo corregirlo: agrega `horizon` al caso, o al `result` del estudio: `12 months`.

use crate::analyze::effects::claims;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::scalar::Scalar;
use crate::model::study::Study;

rule! { roi_no_horizon Statistics Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for claim in claims(context) {
        if claim.case.horizon.is_absent() && !claim.case.value_per_customer.is_absent() {
            out.about(context.program.entity(claim.entity));
            let name = &claim.name;
            let value = context.program.entity(claim.entity).place(claim.case.value_per_customer.span());
            out.push(
                RULE.finding(
                    claim.place,
                    say!(en: "the case of `{name}` does not say over which time its benefit is counted", es: "el caso de `{name}` no dice en cuánto tiempo se cuenta su beneficio"),
                )
                .severity(context.weigh(Severity::Warning, Asks::Strategy))
                .guess(context.added(value, "horizon: 12 months"))
                .help(fix()),
            );
        }
    }
    for study in context.in_use::<Study>() {
        let Some(result) = study.it.result.get() else { continue };
        let Some((at, roi)) = result.roi.spanned() else { continue };
        if result.horizon.is_absent() {
            let roi = roi.spell();
            out.about(study.entity);
            out.push(
                RULE.finding(
                    study.place(at),
                    say!(en: "a return of {roi}, and nobody says over which time", es: "un retorno de {roi}, y nadie dice en cuánto tiempo"),
                )
                .guess(context.added(study.place(at), "horizon: 12 months"))
                .help(fix()),
            );
        }
    }
}

fn fix() -> Say {
    say!(en: "add `horizon`, such as `horizon: 12 months`", es: "agrega `horizon`, por ejemplo `horizon: 12 months`")
}
