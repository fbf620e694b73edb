//! A gap that nobody is going to close.
//!
//! Whoever names what is missing and plans nothing has written a complaint. Either something is done,
//! or the gap is on the list of what we will not do. Concept C11.
//!
//! Bad: no initiative has `closes: [papers-first]`.
//!
//! ```yaml
//! gaps:
//!   - { id: papers-first, at: first-credit-today/first-contact, text: We ask for papers before we listen }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! How to fix it: write the initiative that closes it, or remove the gap and say why in `not_doing`.
//!
//! # es
//! Una brecha que nadie va a cerrar.
//!
//! Quien nombra lo que falta y no planea nada escribió una queja. O se hace algo, o la brecha está en
//! la lista de lo que no haremos. Concepto C11.
//!
//! Mal: ninguna iniciativa tiene `closes: [papers-first]`.
//!
//! ```yaml
//! gaps:
//!   - { id: papers-first, at: first-credit-today/first-contact, text: Pedimos papeles antes de escuchar }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: explain-first, type: process, closes: [papers-first], moves: [adoption] }
//! ```
//!
//! Cómo corregirlo: escribe la iniciativa que la cierra, o quita la brecha y di por qué en
//! `not_doing`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;

rule! { gap_without_initiative CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    let closed: Vec<_> =
        roadmap.initiatives.items().flat_map(|initiative| initiative.closes.items().map(|gap| gap.id())).collect();
    if roadmap.initiatives.items().any(|initiative| initiative.closes.is_bad()) {
        return;
    }
    for gap in roadmap.gaps.items() {
        let Some((at, id)) = gap.id.spanned() else { continue };
        if !closed.contains(id) {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "no initiative closes the gap `{id}`", es: "ninguna iniciativa cierra la brecha `{id}`"),
                )
                .help(say!(
                    en: "write the initiative with `closes: [{id}]`, or remove the gap and say why in `not_doing`";
                    es: "escribe la iniciativa con `closes: [{id}]`, o quita la brecha y di por qué en `not_doing`"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
