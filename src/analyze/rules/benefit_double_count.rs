//! The same customers are kept twice.
//!
//! Each case looks right by itself. Added up, they reach more customers than there are, or two of them
//! take the benefit of mending the same cause, and the sum is promised to finance all the same. Concept
//! B15.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//!   - { id: fewer-papers, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//!   - { id: fewer-papers, closes: [papers-first] }
//! ```
//!
//! How to fix it: give each case its own customers, or let one of them carry the benefit and the other
//! say what it adds to it.
//!
//! # es
//! A los mismos clientes se les retiene dos veces.
//!
//! Cada caso parece correcto por separado. Sumados, llegan a más clientes de los que hay, o dos de
//! ellos se apuntan el beneficio de corregir la misma causa, y la suma se le promete igual a finanzas.
//! Concepto B15.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//!   - { id: fewer-papers, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, closes: [papers-first], business_case: { moves: retention, customers: 9000 } }
//!   - { id: fewer-papers, closes: [papers-first] }
//! ```
//!
//! Cómo corregirlo: da a cada caso sus propios clientes, o deja que uno lleve el beneficio y que el
//! otro diga qué le suma.

use crate::analyze::effects::{Claim, claims};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::EntityIndex;
use crate::model::business_model::BusinessModel;
use crate::resolve::Target;
use std::collections::BTreeMap;

rule! { benefit_double_count Statistics Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let claims = claims(context);
    let mut by_behavior: BTreeMap<EntityIndex, Vec<&Claim<'_>>> = BTreeMap::new();
    for claim in &claims {
        let moves = claim.case.moves.spanned().and_then(|(at, _)| context.program.target(claim.entity, at));
        if let Some(behavior) = moves.and_then(Target::entity) {
            by_behavior.entry(behavior).or_default().push(claim);
        }
    }
    for (behavior, claims) in by_behavior {
        more_than_there_are(context, behavior, &claims, out);
        same_cause(context, &claims, out);
    }
}

/// The customers of all cases together against those there are.
fn more_than_there_are(context: &Context<'_>, behavior: EntityIndex, claims: &[&Claim<'_>], out: &mut Findings) {
    let reached: i64 = claims.iter().filter_map(|claim| claim.case.customers.get()).map(|n| n.0).sum();
    let models = context.in_use::<BusinessModel>().filter(|model| {
        let mut named = model.it.economic_behaviors.spanned_items();
        named.any(|(at, _)| context.program.target(model.index, at) == Some(Target::Entity(behavior)))
    });
    let there: Option<i64> = models.map(|model| Some(model.it.baseline.get()?.customers.get()?.0)).sum();
    let (Some(there), [.., last]) = (there, claims) else { return };
    if claims.len() < 2 || there < 1 || reached <= there {
        return;
    }
    let id = context.program.entity(behavior).id;
    let names = claims.iter().map(|claim| format!("`{}`", claim.name)).collect::<Vec<_>>().join(", ");
    out.about(context.program.entity(last.entity));
    let mut finding = RULE
        .finding(
            last.place,
            say!(en: "the cases that move `{id}` reach {reached} customers, and there are {there}", es: "los casos que mueven `{id}` llegan a {reached} clientes, y hay {there}"),
        )
        .severity(context.weigh(Severity::Warning, Asks::Strategy))
        .help(say!(en: "some are counted in more than one of {names}: give each case its own customers", es: "algunos se cuentan en más de uno de {names}: da a cada caso sus propios clientes"));
    for other in &claims[..claims.len() - 1] {
        finding = finding.related(other.place, say!(en: "counted here", es: "se cuentan aquí"));
    }
    out.push(finding);
}

/// Two initiatives that take up the same cause and both take its benefit.
fn same_cause(context: &Context<'_>, claims: &[&Claim<'_>], out: &mut Findings) {
    let mut taken: BTreeMap<Target, &Claim<'_>> = BTreeMap::new();
    for claim in claims {
        for cause in &claim.takes_up {
            match taken.get(cause) {
                None => {
                    taken.insert(*cause, claim);
                }
                Some(first) if first.at == claim.at => {}
                Some(first) => {
                    let (one, other) = (&first.name, &claim.name);
                    out.about(context.program.entity(claim.entity));
                    out.push(
                        RULE.finding(
                            claim.place,
                            say!(en: "`{one}` and `{other}` both count the benefit of taking up the same cause", es: "`{one}` y `{other}` cuentan ambas el beneficio de atender la misma causa"),
                        )
                        .related(first.place, say!(en: "counted here first", es: "se cuenta aquí primero"))
                        .severity(context.weigh(Severity::Warning, Asks::Strategy))
                        .help(say!(en: "let one of them carry the benefit, or say in each what it adds", es: "deja que una lleve el beneficio, o di en cada una qué suma")),
                    );
                    return;
                }
            }
        }
    }
}
