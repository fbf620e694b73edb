//! A lifetime value made of revenue.
//!
//! What a customer pays is not what a customer leaves: the cost of serving them comes off first. A
//! lifetime value over revenue is several times too large, and everything it justifies costs real
//! money. Gupta and Lehmann, Customers as Assets (2003). Concept D16.
//!
//! Bad:
//!
//! ```yaml
//! use: lifetime-value
//! with: { margin: revenue_per_year, retention: 80 %, discount: 12 %, first_margin: end }
//! ```
//!
//! Good:
//!
//! ```yaml
//! use: lifetime-value
//! with: { margin: margin_per_year, retention: 80 %, discount: 12 %, first_margin: end }
//! ```
//!
//! How to fix it: give `with: { margin: … }` the margin of a year: what they pay less what it costs to
//! serve them.
//!
//! # es
//! Un valor de vida hecho de ingresos.
//!
//! Lo que un cliente paga no es lo que deja: antes hay que restar lo que cuesta atenderlo. Un valor de
//! vida sobre ingresos sale varias veces mayor, y todo lo que justifica cuesta dinero de verdad. Gupta
//! y Lehmann, Customers as Assets (2003). Concepto D16.
//!
//! Mal:
//!
//! ```yaml
//! use: lifetime-value
//! with: { margin: revenue_per_year, retention: 80 %, discount: 12 %, first_margin: end }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! use: lifetime-value
//! with: { margin: margin_per_year, retention: 80 %, discount: 12 %, first_margin: end }
//! ```
//!
//! Cómo corregirlo: da a `with: { margin: … }` el margen de un año: lo que paga menos lo que cuesta
//! atenderlo.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::Metric;

rule! { clv_revenue_not_margin Statistics Warning each Metric }

/// Parts of names that speak of what customers pay, and of what is left of it.
const REVENUE: &[&str] = &[
    "revenue", "revenues", "income", "sales", "billing", "billed", "turnover", "arr", "mrr", "spent", "spend",
    "ingreso", "ingresos", "ventas", "facturado", "facturación", "facturacion",
];
const MARGIN: &[&str] = &["margin", "profit", "contribution", "margen", "utilidad", "contribución", "contribucion"];

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    if metric.it.r#use.get().is_none_or(|name| name.id().as_str() != "lifetime-value") {
        return;
    }
    let Some(entry) = metric.it.with.entries().find(|entry| &*entry.key == "margin") else { return };
    let Some((at, margin)) = entry.value.spanned() else { return };
    let names = margin.expr.names();
    let has = |words: &[&str]| {
        names.iter().find(|(path, _)| path.to_string().to_lowercase().split(['_', '-', '.']).any(|part| words.contains(&part)))
    };
    let (Some((name, _)), None) = (has(REVENUE), has(MARGIN)) else { return };
    // Revenue less a cost, or times a part of it, is a margin.
    if margin.text.contains(['-', '*']) && names.len() > 1 || margin.text.contains('%') {
        return;
    }
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "`{name}` is what customers pay, and a lifetime value is made of what is left of it", es: "`{name}` es lo que el cliente paga, y un valor de vida se hace con lo que queda de eso"),
        )
        .help(say!(en: "take off what it costs to serve them, or name the column of the margin", es: "resta lo que cuesta atenderlo, o nombra la columna del margen")),
    );
}
