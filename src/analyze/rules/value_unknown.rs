//! Nobody knows what a customer is worth.
//!
//! Without the value today and the value if they grow, every improvement looks too expensive or worth
//! any price. Concept D13: understand the value of the customer and the financial consequences. It
//! looks at each archetype and at the baseline of each business model.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! value: { current: 240 MXN per year, projected: 1900 MXN per year }
//! ```
//!
//! How to fix it: ask finance for the yearly margin of a customer, and write `value.current` and
//! `value.projected` for each archetype; a rough number with its evidence is better than none.
//!
//! # es
//! Nadie sabe lo que vale un cliente.
//!
//! Sin el valor de hoy y el valor si crece, toda mejora parece demasiado cara o digna de cualquier
//! precio. Concepto D13: entender el valor del cliente y las consecuencias financieras. Mira cada
//! arquetipo y la línea base de cada modelo de negocio.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! value: { current: 240 MXN per year, projected: 1900 MXN per year }
//! ```
//!
//! Cómo corregirlo: pide a finanzas el margen anual de un cliente y escribe `value.current` y
//! `value.projected` en cada arquetipo; un número aproximado con su evidencia es mejor que ninguno.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;
use crate::model::business_model::BusinessModel;
use crate::source::At;

rule! { value_unknown CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for archetype in context.in_use::<Archetype>() {
        let (field, id) = (&archetype.it.value, archetype.id());
        let value = field.get();
        let lacks_current = value.is_none_or(|value| value.current.is_absent());
        let lacks_projected = value.is_none_or(|value| value.projected.is_absent());
        if field.is_bad() || !(lacks_current || lacks_projected) {
            continue;
        }
        let at = if field.is_absent() { archetype.entity.head() } else { archetype.place(field.span()) };
        let message = match (lacks_current, lacks_projected) {
            (true, true) => say!(en: "nobody knows what a customer of `{id}` is worth", es: "nadie sabe lo que vale un cliente de `{id}`"),
            (true, false) => say!(en: "nobody knows what a customer of `{id}` is worth today", es: "nadie sabe lo que vale hoy un cliente de `{id}`"),
            _ => say!(en: "nobody knows what a customer of `{id}` could be worth", es: "nadie sabe lo que podría valer un cliente de `{id}`"),
        };
        tell(at, message, archetype.entity.name(), context, out);
    }
    for model in context.in_use::<BusinessModel>() {
        let baseline = &model.it.baseline;
        if let Some(given) = baseline.get()
            && given.annual_customer_value.is_absent()
        {
            let message = say!(en: "the yearly value of a customer is missing", es: "falta el valor anual de un cliente");
            tell(model.place(baseline.span()), message, model.entity.name(), context, out);
        }
    }
}

fn tell(at: At, message: crate::diagnostic::Say, entity: String, context: &Context<'_>, out: &mut Findings) {
    out.push(
        RULE.finding(at, message)
            .help(say!(
                en: "ask finance for the yearly margin, today and if they grow: without it every improvement looks too dear or worth any price",
                es: "pide a finanzas el margen anual, hoy y si crece: sin él toda mejora parece demasiado cara o digna de cualquier precio"
            ))
            .entity(entity)
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
