//! A program without money or people.
//!
//! Interest without resources is called passive, and customers notice: they are asked, and nothing
//! changes. Concepts D07 and D10.
//!
//! Bad:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! resources: { budget: 3200000 MXN, team: [cx-lead, life-moment-manager] }
//! ```
//!
//! How to fix it: write the assigned budget and the roles that work on it, however small. A program
//! that says `readiness: passive` gets this as a note.
//!
//! # es
//! Un programa sin dinero o sin personas.
//!
//! El interés sin recursos se llama pasivo, y el cliente lo nota: se le pregunta y nada cambia.
//! Conceptos D07 y D10.
//!
//! Mal:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! readiness: involved
//! resources: { budget: 3200000 MXN, team: [cx-lead, life-moment-manager] }
//! ```
//!
//! Cómo corregirlo: escribe el presupuesto asignado y los roles que trabajan en él, por pequeños que
//! sean. A un programa que dice `readiness: passive` se le da como nota.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::program::{Program, Readiness};

rule! { no_resources CustomerCentricity Warning each Program }

fn check(program: Of<'_, Program>, context: &Context<'_>, out: &mut Findings) {
    if program.resources.is_bad() {
        return;
    }
    let resources = program.resources.get();
    let money = resources.is_some_and(|it| !it.budget.is_absent());
    let people = resources.is_some_and(|it| !it.team.has_none());
    let (en, es) = match (money, people) {
        (true, true) => return,
        (false, true) => ("no budget", "presupuesto"),
        (true, false) => ("no team", "equipo"),
        (false, false) => ("no budget and no team", "presupuesto ni equipo"),
    };
    let passive = program.readiness.value() == Some(Readiness::Passive);
    let usual = if passive { Severity::Info } else { Severity::Warning };
    out.push(
        RULE.finding(
            resources.map_or(program.entity.head(), |it| program.place(it.at)),
            say!(en: "this program has {en}"; es: "este programa no tiene {es}"),
        )
        .help(say!(
            en: "people are asked and nothing changes: write the assigned `budget` and the `team` under `resources`",
            es: "se pregunta a la gente y nada cambia: escribe el presupuesto (`budget`) y el equipo (`team`) en `resources`"
        ))
        .severity(context.weigh(usual, Asks::Craft)),
    );
}
