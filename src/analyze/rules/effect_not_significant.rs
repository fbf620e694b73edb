//! A study whose effect chance alone could have made.
//!
//! Two groups never come out alike, even when nobody did anything. Unless the difference is larger than
//! chance makes in 19 of 20 cases, the study does not show that the treatment did something. Formula:
//! two-proportion z test with pooled variance, and the group size of Fleiss, Statistical Methods for
//! Rates and Proportions.
//!
//! Source: the test of two proportions (Fleiss, Levin and Paik, Statistical Methods for Rates and
//! Proportions, 2003).
//!
//! Bad:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! arms: [{ id: called, n: 1000, events: 90, did: Called }, { id: waited, n: 1000, events: 100, did: Nothing }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! arms: [{ id: called, n: 10000, events: 1800, did: Called }, { id: waited, n: 10000, events: 2000, did: Nothing }]
//! ```
//!
//! How to fix it: study more people, wait for more to leave, or call the study what it is: a trial that
//! is still open. The message tells how many are needed in each group.
//!
//! # es
//! Un estudio cuyo efecto pudo deberse al azar.
//!
//! Dos grupos nunca resultan iguales, aunque nadie haya hecho nada. Si la diferencia no supera la que
//! el azar produce en 19 de cada 20 casos, el estudio no muestra que el tratamiento haya servido.
//! Fórmula: prueba z de dos proporciones con varianza conjunta, y el tamaño de grupo de Fleiss,
//! «Statistical Methods for Rates and Proportions».
//!
//! Fuente: la prueba de dos proporciones (Fleiss, Levin y Paik, 2003).
//!
//! Mal:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! arms: [{ id: called, n: 1000, events: 90, did: Called }, { id: waited, n: 1000, events: 100, did: Nothing }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! arms: [{ id: called, n: 10000, events: 1800, did: Called }, { id: waited, n: 10000, events: 2000, did: Nothing }]
//! ```
//!
//! Cómo corregirlo: estudia a más personas, espera a que más se vayan, o llama al estudio por su
//! nombre: una prueba que sigue abierta. El mensaje dice cuántas personas hacen falta en cada grupo.

use crate::analyze::effects::groups;
use crate::analyze::statistics::CONFIDENCE;
use crate::analyze::statistics::proportion::{Comparison, group_size};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::study::Study;

rule! { effect_not_significant Statistics Warning each Study }

fn check(study: Of<'_, Study>, _: &Context<'_>, out: &mut Findings) {
    let Some(groups) = groups(study.it) else { return };
    let ((n, treated), (m, control)) = (groups.treated, groups.control);
    let comparison = Comparison { events: [n * treated, m * control], n: [n, m] };
    let p = comparison.p_value();
    if p < 1.0 - CONFIDENCE {
        return;
    }
    let at = study.it.effect.spanned().map_or(study.entity.at, |(at, _)| at);
    let (treated, control) = (per_cent(treated), per_cent(control));
    let chance = (100.0 * p).round();
    let needed = group_size(groups.control.1, groups.treated.1);
    let (en, es) = if needed.is_finite() {
        (
            format!("to tell {treated} from {control}, about {needed} are needed in each group"),
            format!("para distinguir {treated} de {control} hacen falta unas {needed} personas en cada grupo"),
        )
    } else {
        ("both groups did the same".to_owned(), "los dos grupos resultaron iguales".to_owned())
    };
    out.push(
        RULE.finding(
            study.place(at),
            say!(en: "{treated} against {control}: chance alone makes such a difference in {chance} of 100 cases", es: "{treated} contra {control}: el azar produce una diferencia así en {chance} de cada 100 casos"),
        )
        .help(say!(en: "{en}; until then the effect is not shown", es: "{es}; mientras tanto el efecto no está demostrado")),
    );
}

fn per_cent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
