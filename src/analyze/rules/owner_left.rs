//! A role that answers for something and that nobody holds.
//!
//! A page with an owner looks safe. If nobody holds the role, reviews, alerts and steps go nowhere, and
//! everybody believes that somebody is on it.
//!
//! Source: concept A31.
//!
//! Bad:
//!
//! ```yaml
//! kind: role
//! id: recovery-agent
//! manages: team
//! people: []
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: role
//! id: recovery-agent
//! manages: team
//! people: [Night shift, J. T.]
//! ```
//!
//! How to fix it: write under `people` who holds it today, or give what it owns to a role that somebody
//! holds.
//!
//! # es
//! Un rol que responde por algo y que nadie ocupa.
//!
//! Una página con responsable parece a salvo. Si nadie ocupa el rol, las revisiones, los avisos y los
//! pasos no llegan a nadie, y todos creen que alguien se ocupa.
//!
//! Fuente: concepto A31.
//!
//! Mal:
//!
//! ```yaml
//! kind: role
//! id: recovery-agent
//! manages: team
//! people: []
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: role
//! id: recovery-agent
//! manages: team
//! people: [Night shift, J. T.]
//! ```
//!
//! Cómo corregirlo: escribe en `people` quién lo ocupa hoy, o da lo que tiene a un rol que alguien
//! ocupe.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::role::Role;
use crate::model::{Kind, Of};

rule! { owner_left CustomerCentricity Warning each Role }

fn check(role: Of<'_, Role>, context: &Context<'_>, out: &mut Findings) {
    if !role.it.people.has_none() {
        return;
    }
    let needed = context.program.edges_to(role.index).find(|edge| {
        let from = context.program.entity(edge.from);
        let answers = edge.field() == "owner" || (from.kind == Kind::Playbook && edge.field() == "role");
        answers && context.is_in_use(from)
    });
    let Some(edge) = needed else { return };
    let (id, other) = (role.id(), context.program.entity(edge.from));
    let what = other.name();
    out.push(
        RULE.finding(
            role.entity.head(),
            say!(en: "nobody holds the role `{id}`, which answers for {what}", es: "nadie ocupa el rol `{id}`, que responde por {what}"),
        )
        .related(other.place(edge.at), say!(en: "it is named here", es: "se nombra aquí"))
        .help(say!(
            en: "write under `people` who holds it today, or give this to a role that somebody holds",
            es: "escribe en `people` quién lo ocupa hoy, o da esto a un rol que alguien ocupe"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
