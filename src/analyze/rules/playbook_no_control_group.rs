//! A playbook that treats everybody, so that nobody will know whether it helps.
//!
//! Most people who are treated would have stayed anyway. Only a part that is left untreated for a
//! while, chosen by lot, shows what the playbook added, and lets you defend its budget. Concept B13.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! control_group: { share: 10 %, assignment: random, exclude: [open-complaint, legal, safety] }
//! ```
//!
//! How to fix it: write `control_group` with a share of about 10 %, by lot, and exclude whoever must
//! never wait. Complaints are never held out, and this rule does not speak of them.
//!
//! # es
//! Un playbook que trata a todos, de modo que nadie sabrá si sirve.
//!
//! La mayoría de quienes se tratan se habrían quedado de todos modos. Solo una parte que por un
//! tiempo no se trata, elegida al azar, muestra lo que el playbook agregó y permite defender su
//! presupuesto. Concepto B13.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! trigger: { survey: relationship-survey, when: recommend <= 6 }
//! control_group: { share: 10 %, assignment: random, exclude: [open-complaint, legal, safety] }
//! ```
//!
//! Cómo corregirlo: escribe `control_group` con cerca del 10 %, al azar, y excluye a quien nunca
//! debe esperar. Las quejas formales nunca se dejan sin tratar, y esta regla no habla de ellas.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Loop, Playbook, PlaybookType};

rule! { playbook_no_control_group Statistics Warning each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let kind = playbook.playbook_type.value();
    let reaches_customers = playbook.steps.items().any(|step| !step.channel.is_absent());
    let for_customers = matches!(playbook.r#loop.value(), None | Some(Loop::Inner)) && reaches_customers;
    if kind.is_none() || kind == Some(PlaybookType::Complaint) || !for_customers || !playbook.control_group.is_absent() {
        return;
    }
    out.push(
        RULE.finding(
            playbook.entity.head(),
            say!(en: "this playbook has no control group, so its effect cannot be known", es: "este playbook no tiene grupo de control, así que no se podrá conocer su efecto"),
        )
        .help(say!(
            en: "leave a part untreated for a while, by lot: `control_group: {{ share: 10 %, assignment: random }}`, and exclude whoever must never wait";
            es: "deja una parte sin tratar por un tiempo, al azar: `control_group: {{ share: 10 %, assignment: random }}`, y excluye a quien nunca debe esperar"
        ))
        .guess(context.added(playbook.entity.head(), "control_group:\n  share: 10 %\n  assignment: random"))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
