//! A control group that is not drawn by lot.
//!
//! When people choose themselves, or staff choose for them, the two groups differ before anything is
//! done, and the difference is taken for an effect. Concept B13; Fisher, The Design of Experiments.
//!
//! Bad:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: self-selected }
//! ```
//!
//! Good:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: random, balance_check: [archetype] }
//! ```
//!
//! How to fix it: write `assignment: random`; the draw is stable for each customer, so nobody moves
//! from one group to the other. Where a lot is impossible, keep `matched`, suppress this finding with
//! the reason, and do not say that the playbook caused the effect.
//!
//! # es
//! Un grupo de control que no se elige al azar.
//!
//! Cuando la gente se elige sola, o la elige el personal, los dos grupos difieren antes de hacer
//! nada, y esa diferencia se toma por efecto. Concepto B13; Fisher, The Design of Experiments.
//!
//! Mal:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: self-selected }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! control_group: { share: 10 %, assignment: random, balance_check: [archetype] }
//! ```
//!
//! Cómo corregirlo: escribe `assignment: random`; el sorteo es estable para cada cliente, así que
//! nadie cambia de grupo. Donde no se puede sortear, deja `matched`, exceptúa este hallazgo con su
//! razón y no digas que el playbook causó el efecto.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::playbook::{Assignment, Playbook};

rule! { control_not_randomized Statistics Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, _: &Context<'_>, out: &mut Findings) {
    let Some(group) = playbook.control_group.get() else { return };
    let Some((at, assignment)) = group.assignment.spanned() else { return };
    if *assignment == Assignment::Random {
        return;
    }
    let word = assignment.word();
    out.push(
        RULE.finding(
            playbook.place(at),
            say!(en: "the control group is `{word}` and not drawn by lot", es: "el grupo de control es `{word}` y no se sortea"),
        )
        .guess(vec![(playbook.place(at), Assignment::Random.word().to_owned())])
        .help(say!(
            en: "the groups may differ before anything is done, and that difference would pass for an effect: write `assignment: random`",
            es: "los grupos pueden diferir antes de hacer nada, y esa diferencia pasaría por efecto: escribe `assignment: random`"
        )),
    );
}
