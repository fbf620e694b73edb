//! A role to whom the playbooks together bring more than it can take on.
//!
//! Each playbook alone looks feasible; together they land on the same five people. What is set aside
//! twice is done once, late. Concept D04.
//!
//! Bad: 25 cases a day are promised of 20:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { cases_per_day: 20 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! capacity: { role: care, cases_per_day: 15 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: answer-complaint
//! capacity: { role: care, cases_per_day: 10 }
//! ```
//!
//! Good: what is promised is there:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { cases_per_day: 25 }
//! ```
//!
//! How to fix it: set aside less in some of the playbooks, give one of them to another role, or
//! raise the capacity of the role when there are people for it.
//!
//! # es
//! Un rol al que los playbooks juntos le llevan más de lo que puede atender.
//!
//! Cada playbook por separado parece posible; juntos caen sobre las mismas cinco personas. Lo que se
//! reserva dos veces se hace una, y tarde. Concepto D04.
//!
//! Mal: se prometen 25 casos al día de 20:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { cases_per_day: 20 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! capacity: { role: care, cases_per_day: 15 }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: answer-complaint
//! capacity: { role: care, cases_per_day: 10 }
//! ```
//!
//! Bien: lo que se promete existe:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { cases_per_day: 25 }
//! ```
//!
//! Cómo corregirlo: reserva menos en algunos playbooks, dale uno de ellos a otro rol, o sube la
//! capacidad del rol cuando haya gente para eso.

use crate::analyze::clocks::Clocks;
use crate::analyze::contacts::words::list;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::playbook::{CasePeriod, Playbook};
use crate::model::role::Role;
use crate::model::{EntityIndex, Of};
use std::collections::BTreeMap;

rule! { playbook_over_capacity Statistics Warning everything }

#[derive(Default)]
struct Load {
    reserved: i64,
    expected: f64,
    playbooks: Vec<String>,
}

fn check(context: &Context<'_>, out: &mut Findings) {
    let clocks = context.clocks();
    let mut loads: BTreeMap<EntityIndex, Load> = BTreeMap::new();
    for playbook in context.in_use::<Playbook>() {
        let Some(capacity) = playbook.it.capacity.get() else { continue };
        let Some((at, _)) = capacity.role.spanned() else { continue };
        let Some(role) = context.program.follow::<Role>(playbook.index, at) else { continue };
        let load = loads.entry(role.index).or_default();
        load.reserved += capacity.cases_per_day.get().map_or(0, |it| it.0.max(0));
        load.expected += daily(playbook, clocks).unwrap_or(0.0);
        load.playbooks.push(format!("`{}`", playbook.id()));
    }
    for (role, load) in loads {
        let Some(role) = context.program.as_kind::<Role>(role) else { continue };
        let Some((at, most)) = role.it.capacity.get().and_then(|it| it.cases_per_day.spanned()) else { continue };
        let most = most.0;
        let (reserved, expected) = (load.reserved, load.expected.ceil());
        let message = if load.expected > most as f64 {
            say!(en: "about {expected} cases a day come to this role from all playbooks, and it attends {most}",
                 es: "de todos los playbooks le llegan a este rol unos {expected} casos al día, y atiende {most}")
        } else if reserved > most {
            say!(en: "the playbooks set aside {reserved} cases a day of this role, and it attends {most}",
                 es: "los playbooks reservan {reserved} casos al día de este rol, y atiende {most}")
        } else {
            continue;
        };
        let playbooks = list(&load.playbooks, 5);
        out.push(
            RULE.finding(role.place(at), message)
                .help(say!(
                    en: "these count on it: {}; set aside less, give one of them to another role, or raise `cases_per_day` when there are people for it", playbooks.en;
                    es: "cuentan con él: {}; reserva menos, dale uno a otro rol, o sube `cases_per_day` cuando haya gente para eso", playbooks.es
                ))
                .entity(role.entity.name())
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// Expected cases of a playbook on a workday.
fn daily(playbook: Of<'_, Playbook>, clocks: &Clocks) -> Option<f64> {
    let expected = playbook.it.expected_cases.get()?;
    let n = expected.n.get()?.0 as f64;
    Some(match expected.per.value()? {
        CasePeriod::Day => n,
        CasePeriod::Week => n / clocks.workdays_per_week()?,
        CasePeriod::Month => n / clocks.workdays_per_month()?,
    })
}
