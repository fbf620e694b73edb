//! An amount in another currency than the program's, without an exchange rate.
//!
//! Costs, benefits and targets are added and compared in the currency of the program. Without a rate,
//! an amount in another one cannot be counted, and a sum would leave it out.
//!
//! Source: ISO 4217: two codes are two units, and a sum needs one.
//!
//! Bad:
//!
//! ```yaml
//! kind: program
//! currency: MXN
//! resources: { budget: 180000 USD }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! currency: MXN
//! rates: { USD: 17.2 }
//! resources: { budget: 180000 USD }
//! ```
//!
//! How to fix it: write under `rates` of the program how much of its currency one unit of the other is
//! worth, or write the amount in the currency of the program.
//!
//! # es
//! Una cantidad en otra moneda que la del programa, sin tipo de cambio.
//!
//! Costos, beneficios y metas se suman y se comparan en la moneda del programa. Sin tipo de cambio, una
//! cantidad en otra moneda no se puede contar, y una suma la dejaría fuera.
//!
//! Fuente: la ISO 4217: dos códigos son dos unidades, y una suma necesita una sola.
//!
//! Mal:
//!
//! ```yaml
//! kind: program
//! currency: MXN
//! resources: { budget: 180000 USD }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! currency: MXN
//! rates: { USD: 17.2 }
//! resources: { budget: 180000 USD }
//! ```
//!
//! Cómo corregirlo: escribe en `rates` del programa cuánto vale una unidad de la otra moneda en la del
//! programa, o escribe la cantidad en la moneda del programa.

use crate::analyze::written::Found;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::quantity::CurrencyCode;
use std::collections::BTreeMap;

rule! { currency_without_rate Statistics Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(root) = context.root_program() else { return };
    let Some(base) = root.it.currency.value() else { return };
    if root.it.rates.is_bad() {
        return;
    }
    let known = |code: &CurrencyCode| *code == base || root.it.rates.entries().any(|entry| entry.key == *code);
    let mut found: BTreeMap<&'static str, Vec<&Found<CurrencyCode>>> = BTreeMap::new();
    for money in context.written().money.iter().filter(|money| !known(&money.it) && context.uses(money.from)) {
        found.entry(money.it.code()).or_default().push(money);
    }
    let base = base.code();
    for (code, amounts) in found {
        let count = amounts.len();
        let Some(first) = amounts.into_iter().min_by_key(|money| context.place(money)) else { continue };
        let at = context.place(first);
        let written = context.sources.slice(at).to_owned();
        out.about(context.program.entity(first.from));
        let more = match count {
            1 => say!(en: "", es: ""),
            _ => say!(en: " ({count} amounts in {code})", es: " ({count} cantidades en {code})"),
        };
        let finding = RULE.finding(
            at,
            say!(en: "`{written}` cannot be counted in {base}, the currency of the program: there is no exchange rate{}", more.en;
                 es: "`{written}` no se puede contar en {base}, la moneda del programa: no hay tipo de cambio{}", more.es),
        );
        out.push(
            finding
                .help(say!(
                    en: "say under `rates` of the program how many {base} one {code} is worth, such as `rates: {{ {code}: … }}`, or write the amount in {base}",
                    es: "di en `rates` del programa cuántos {base} vale un {code}, por ejemplo `rates: {{ {code}: … }}`, o escribe la cantidad en {base}"
                ))
                .related(root.place(root.it.currency.span()), say!(en: "the currency of the program", es: "la moneda del programa")),
        );
    }
}
