//! A policy that was never seen to fail.
//!
//! A condition that is true of everything looks just like one that everybody keeps. One example under
//! `examples.fails` shows that the policy can speak at all.
//!
//! Source: a test counts once it was seen to fail (Beck, Test-Driven Development, 2003).
//!
//! Bad:
//!
//! ```yaml
//! must: say is present or say is absent
//! ```
//!
//! Good:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   fails: [recover-detractors/silent-step]
//! ```
//!
//! How to fix it: write an example under `examples.fails` that the policy must report.
//!
//! # es
//! Una política que nunca se ha visto fallar.
//!
//! Una condición que es cierta para todo se ve igual que una que todos cumplen. Un ejemplo en
//! `examples.fails` muestra que la política puede hablar.
//!
//! Fuente: una prueba cuenta cuando se ha visto fallar (Beck, Test-Driven Development, 2003).
//!
//! Mal:
//!
//! ```yaml
//! must: say is present or say is absent
//! ```
//!
//! Bien:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   fails: [recover-detractors/silent-step]
//! ```
//!
//! Cómo corregirlo: escribe en `examples.fails` un ejemplo que la política tenga que señalar.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::policy::Policy;

rule! { policy_never_failed Suspicious Warning each Policy }

fn check(policy: Of<'_, Policy>, _: &Context<'_>, out: &mut Findings) {
    let examples = policy.it.examples.get();
    let none = examples.map_or(policy.it.examples.is_absent(), |examples| examples.fails.has_none());
    if none {
        let at = if policy.it.examples.is_absent() { policy.entity.at } else { policy.it.examples.span() };
        out.push(
            RULE.finding(
                policy.place(at),
                say!(en: "no example shows that `{}` can fail", policy.id(); es: "ningún ejemplo muestra que `{}` puede fallar", policy.id()),
            )
            .help(say!(en: "add one under `examples.fails`: the least that breaks the policy",
                       es: "agrega uno en `examples.fails`: lo mínimo que la incumple")),
        );
    }
}
