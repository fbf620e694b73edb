//! More initiatives answer to fires than to a plan.
//!
//! Heroic effort exhausts a team and hides that nobody planned. Concept D04. Counted are initiatives
//! that say `origin: reactive`, from four initiatives on; the limit is half of them, and the program
//! may set another.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: apologies, type: process, origin: reactive }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, origin: planned, closes: [papers-first] }
//! ```
//!
//! How to fix it: ask of each fire which gap it comes from, and put the gap into the plan.
//!
//! # es
//! Más iniciativas responden a incendios que a un plan.
//!
//! El esfuerzo heroico agota al equipo y esconde que nadie planeó. Concepto D04. Se cuentan las
//! iniciativas que dicen `origin: reactive`, a partir de cuatro iniciativas; el límite es la mitad, y
//! el programa puede fijar otro.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: apologies, type: process, origin: reactive }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, origin: planned, closes: [papers-first] }
//! ```
//!
//! Cómo corregirlo: pregunta de qué brecha sale cada incendio y pon la brecha en el plan.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::roadmap::Roadmap;
use crate::model::roadmap::initiative::Origin;
use rust_decimal::Decimal;

rule! { firefighting_ratio CustomerCentricity Info everything limit Share }

/// With fewer initiatives a share says nothing.
const FEWEST: usize = 4;

fn check(context: &Context<'_>, out: &mut Findings) {
    let (mut all, mut fires) = (0, Vec::new());
    for roadmap in context.in_use::<Roadmap>() {
        all += roadmap.it.initiatives.items().count();
        for initiative in roadmap.it.initiatives.items() {
            if let Some((at, Origin::Reactive)) = initiative.origin.spanned() {
                fires.push((roadmap.place(at), roadmap.entity.name()));
            }
        }
    }
    let Some((at, entity)) = fires.first().cloned() else { return };
    let (count, limit) = (fires.len(), context.limit_percent(&RULE, 50));
    if all < FEWEST || Decimal::from(count * 100) <= limit * Decimal::from(all) {
        return;
    }
    out.push(
        RULE.finding(
            at,
            say!(en: "{count} of {all} initiatives answer to a fire", es: "{count} de {all} iniciativas responden a un incendio"),
        )
        .help(say!(
            en: "ask which gap each fire comes from and plan for the gap: putting out exhausts a team",
            es: "pregunta de qué brecha sale cada incendio y planea para la brecha: apagar agota al equipo"
        ))
        .entity(entity),
    );
}
