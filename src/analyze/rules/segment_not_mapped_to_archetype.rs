//! An operational segment that holds no archetype.
//!
//! The warehouse keeps cutting customers by segments of its own. When a segment leads to no archetype,
//! the people in it get campaigns and no promise. Concept A16: segments may stay, as a mapping. It
//! reads the columns by which archetypes already tell their segments, and the values these columns
//! list.
//!
//! Bad:
//!
//! ```yaml
//! columns:
//!   segment: { type: text, values: [new-payroll, thin-file, premium] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! segments:
//!   - { id: premium, dataset: customers, where: segment = 'premium', share: 40 % }
//! ```
//!
//! How to fix it: add a segment to the archetype that lives there, with its `where` and the share that
//! fits; or describe who lives there.
//!
//! # es
//! Un segmento operativo que no contiene ningún arquetipo.
//!
//! El almacén de datos sigue partiendo a los clientes en segmentos propios. Si un segmento no lleva a
//! ningún arquetipo, la gente que está ahí recibe campañas y ninguna promesa. Concepto A16: los
//! segmentos pueden quedarse, como equivalencia. Lee las columnas con que los arquetipos ya distinguen
//! sus segmentos y los valores que esas columnas enumeran.
//!
//! Mal:
//!
//! ```yaml
//! columns:
//!   segment: { type: text, values: [new-payroll, thin-file, premium] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! segments:
//!   - { id: premium, dataset: customers, where: segment = 'premium', share: 40 % }
//! ```
//!
//! Cómo corregirlo: agrega un segmento al arquetipo que vive ahí, con su `where` y la parte que le
//! toca; o describe quién vive ahí.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::EntityIndex;
use crate::model::archetype::Archetype;
use crate::model::dataset::Dataset;
use crate::model::expression::{Expr, Literal, Node, Set};
use crate::model::unions::ColumnValues;
use std::collections::{BTreeMap, BTreeSet};

rule! { segment_not_mapped_to_archetype CustomerCentricity Warning everything }

/// The values that segments speak of, by dataset and column.
type Mapped = BTreeMap<(EntityIndex, String), BTreeSet<String>>;

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut mapped = Mapped::new();
    for archetype in context.in_use::<Archetype>() {
        for segment in archetype.it.segments.items() {
            let Some((at, _)) = segment.dataset.spanned() else { continue };
            let Some(dataset) = context.program.follow::<Dataset>(archetype.index, at) else { continue };
            if let Some(condition) = segment.r#where.get() {
                gather(&condition.expr, dataset.index, &mut mapped);
            }
        }
    }
    for ((index, column), values) in &mapped {
        let Some(dataset) = context.program.as_kind::<Dataset>(*index) else { continue };
        if !context.is_in_use(dataset.entity) {
            continue;
        }
        let Some(entry) = dataset.it.columns.entries().find(|entry| entry.key.as_str() == column) else { continue };
        let Some((at, listed)) = entry.value.get().and_then(|column| column.values.spanned()) else { continue };
        let orphans: Vec<String> =
            names(listed).into_iter().filter(|value| !values.contains(value)).map(|value| format!("`{value}`")).collect();
        if orphans.is_empty() {
            continue;
        }
        let orphans = orphans.join(", ");
        out.push(
            RULE.finding(
                dataset.place(at),
                say!(en: "no archetype lives in the segments {orphans} of `{column}`", es: "ningún arquetipo vive en los segmentos {orphans} de `{column}`"),
            )
            .help(say!(
                en: "whoever is in them gets no promise: map each to an archetype under its `segments`, or describe who lives there",
                es: "quien está en ellos no recibe ninguna promesa: lleva cada uno a un arquetipo en sus `segments`, o describe quién vive ahí"
            ))
            .entity(dataset.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}

/// The ids or codes that a column lists, as conditions write them.
fn names(values: &ColumnValues) -> Vec<String> {
    match values {
        ColumnValues::Valid(list) => list.iter().map(|value| value.to_string()).collect(),
        ColumnValues::Meanings(map) => {
            map.entries().iter().filter_map(|entry| Some(entry.value.get()?.to_string())).collect()
        }
    }
}

/// The texts that a condition compares a column with.
fn gather(expr: &Expr, dataset: EntityIndex, mapped: &mut Mapped) {
    let mut note = |column: &Expr, value: &Expr| {
        if let (Node::Name(path), Some(text)) = (&column.node, text(value))
            && let Some(column) = path.single()
        {
            mapped.entry((dataset, column.to_owned())).or_default().insert(text);
        }
    };
    match &expr.node {
        Node::Binary(op, left, right) if op.compares() => {
            note(left, right);
            note(right, left);
        }
        Node::In(column, Set::List(items)) => items.iter().for_each(|item| note(column, item)),
        _ => {}
    }
    expr.node.parts(|part| gather(part, dataset, mapped));
}

fn text(expr: &Expr) -> Option<String> {
    match &expr.node {
        Node::Literal(Literal::Text(text)) => Some(text.clone()),
        Node::Name(path) => path.single().map(str::to_owned),
        _ => None,
    }
}
