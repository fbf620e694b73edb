//! Loyalty that consists of points.
//!
//! Points buy the next purchase. Loyalty is reciprocal: if customers are to be loyal to us, we have to
//! be loyal to them, and a discount is not that. Concept E25. It is found when everything under
//! `reciprocity` is a points scheme, by its mark or by its words.
//!
//! Bad:
//!
//! ```yaml
//! reciprocity:
//!   - { to: first-credit, how: Points for every purchase, points: true }
//! ```
//!
//! Good:
//!
//! ```yaml
//! reciprocity:
//!   - { to: first-credit, how: We tell them when a cheaper plan would do }
//! ```
//!
//! How to fix it: write what you do for them when it is not in your favor: tell them that a cheaper
//! plan would do, wait for whoever always paid.
//!
//! # es
//! Una lealtad que consiste en puntos.
//!
//! Los puntos compran la siguiente compra. La lealtad es recíproca: si el cliente ha de ser leal con
//! nosotros, hay que serlo con él, y un descuento no es eso. Concepto E25. Se encuentra cuando todo lo
//! que hay en `reciprocity` es un esquema de puntos, por su marca o por sus palabras.
//!
//! Mal:
//!
//! ```yaml
//! reciprocity:
//!   - { to: first-credit, how: Points for every purchase, points: true }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! reciprocity:
//!   - { to: first-credit, how: We tell them when a cheaper plan would do }
//! ```
//!
//! Cómo corregirlo: escribe lo que haces por ellos cuando no te conviene: avisarles que les basta un
//! plan más barato, esperar a quien siempre pagó.

use crate::analyze::words::{Plain, Theme, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::business_model::{BusinessModel, Reciprocity};

rule! { loyalty_points_only CustomerCentricity Warning each BusinessModel }

fn check(model: Of<'_, BusinessModel>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, returned)) = model.it.reciprocity.spanned() else { return };
    let first = context.program.first_language();
    if returned.is_empty() || !returned.fields().iter().all(|it| it.get().is_some_and(|it| is_points(it, first))) {
        return;
    }
    out.push(
        RULE.finding(
            model.place(at),
            say!(en: "all we are loyal with is points", es: "toda nuestra lealtad son puntos"),
        )
        .help(say!(
            en: "loyalty is mutual: write what you do for them when it is not in your favor",
            es: "la lealtad es mutua: escribe lo que haces por ellos cuando no te conviene"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}

/// A points scheme, as it says or as its words show.
fn is_points(returned: &Reciprocity, first: &str) -> bool {
    returned.points.value().unwrap_or_else(|| {
        returned.how.get().is_some_and(|how| {
            how.readings().any(|reading| {
                let heard = listen(language(reading, first), &Plain::of(reading.words));
                heard.iter().any(|found| found.means == Theme::Points)
            })
        })
    })
}
