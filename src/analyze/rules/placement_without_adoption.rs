//! A KPI of sales without the KPI that shows whether customers use what they bought.
//!
//! Placing a product is easy to reach and easy to fake; that people use it is what makes them stay.
//! The two are read together. Concept A33.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: product-placement
//! category: placement
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: product-placement
//! category: placement
//! pairs_with: product-adoption
//! ```
//!
//! How to fix it: name under `pairs_with` a KPI of the category `adoption`, such as `use: product-
//! adoption` of the library.
//!
//! # es
//! Un KPI de colocación sin el KPI que muestra si el cliente usa lo que compró.
//!
//! Colocar un producto es fácil de lograr y fácil de simular; que la gente lo use es lo que hace que
//! se quede. Los dos se leen juntos. Concepto A33.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: product-placement
//! category: placement
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: product-placement
//! category: placement
//! pairs_with: product-adoption
//! ```
//!
//! Cómo corregirlo: nombra en `pairs_with` un KPI de la categoría `adoption`, como `use: product-
//! adoption` de la biblioteca.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Category, Metric};

rule! { placement_without_adoption CustomerCentricity Error each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, Category::Placement)) = metric.category.spanned() else { return };
    let (at, message) = match metric.pairs_with.spanned() {
        None if metric.pairs_with.is_bad() => return,
        None => (at, say!(en: "this KPI of sales has no KPI of use beside it", es: "este KPI de colocación no tiene a su lado uno de uso")),
        Some((at, _)) => {
            let Some(pair) = context.program.follow::<Metric>(metric.index, at) else { return };
            if pair.category.value() == Some(Category::Adoption) || pair.category.is_bad() {
                return;
            }
            let id = pair.id();
            (at, say!(en: "`{id}` is not a KPI of the category `adoption`", es: "`{id}` no es un KPI de la categoría `adoption`"))
        }
    };
    out.push(
        RULE.finding(metric.place(at), message)
            .help(say!(
                en: "placing is easy to fake, use is not: name under `pairs_with` the KPI that shows whether customers use what they bought",
                es: "colocar es fácil de simular, usar no: nombra en `pairs_with` el KPI que muestra si el cliente usa lo que compró"
            ))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
