//! A metric or a scorecard that is told apart by personal data.
//!
//! A cut by name, mail or customer number shows one person's answers to everybody who may see the page.
//! Outputs leave such a cut out; the program should not ask for it. GDPR, article 5 (1) (c), data
//! minimisation.
//!
//! Bad:
//!
//! ```yaml
//! cuts: [archetype, customer_email]
//! ```
//!
//! Good:
//!
//! ```yaml
//! cuts: [archetype, channel]
//! ```
//!
//! How to fix it: cut by a group of people: archetype, channel, branch. For one value per customer use
//! `each: customer`.
//!
//! # es
//! Una métrica o un tablero que se desglosa por datos personales.
//!
//! Un corte por nombre, correo o número de cliente muestra las respuestas de una persona a todo el que
//! puede ver la página. Los resultados omiten ese corte; el programa no debería pedirlo. RGPD, artículo
//! 5 (1) (c), minimización de datos.
//!
//! Mal:
//!
//! ```yaml
//! cuts: [archetype, customer_email]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! cuts: [archetype, channel]
//! ```
//!
//! Cómo corregirlo: corta por un grupo de personas: arquetipo, canal, sucursal. Para un valor por
//! cliente usa `each: customer`.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::dataset::Dataset;
use crate::model::metric::Metric;
use crate::model::scorecard::Scorecard;
use crate::model::EntityIndex;
use crate::source::{At, Span};

rule! { pii_in_metric Statistics Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for metric in context.in_use::<Metric>() {
        out.about(metric.entity);
        let cuts = metric.it.cuts.items().flat_map(|cut| cut.list().spanned()).map(|(at, _)| at);
        for at in cuts {
            report(context, metric.index, at, metric.place(at), out);
        }
    }
    for scorecard in context.in_use::<Scorecard>() {
        out.about(scorecard.entity);
        for (at, _) in scorecard.it.by.spanned_items() {
            report(context, scorecard.index, at, scorecard.place(at), out);
        }
    }
}

fn report(context: &Context<'_>, from: EntityIndex, at: Span, place: At, out: &mut Findings) {
    let Some(part) = context.program.follow_part(from, at) else { return };
    let Some(dataset) = context.program.as_kind::<Dataset>(part.entity) else { return };
    let column = dataset.it.columns.entries().find(|entry| entry.key.0 == part.id);
    let Some(entry) = column else { return };
    if entry.value.get().is_none_or(|column| column.pii.value() != Some(true)) {
        return;
    }
    let name = part.id;
    out.push(
        RULE.finding(
            place,
            say!(en: "`{name}` holds personal data, and a cut by it shows one person's answers", es: "`{name}` contiene datos personales, y un corte por ella muestra las respuestas de una persona"),
        )
        .related(dataset.place(entry.key_span), say!(en: "marked with `pii: true` here", es: "marcada con `pii: true` aquí"))
        .help(say!(en: "cut by a group of people, such as archetype or channel", es: "corta por un grupo de personas, como arquetipo o canal")),
    );
}
