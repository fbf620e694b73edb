//! A control group that makes people wait who must not wait.
//!
//! A formal complaint has to be answered, whoever files it: ISO 10002 and, in Spain, Law 10/2025 say
//! so. The same holds for safety and legal matters. Nobody may be drawn out of them to measure an
//! effect.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: answer-complaint
//! type: complaint
//! control_group: { share: 10 %, assignment: random }
//! ```
//!
//! Good: no control group with complaints; elsewhere, exclude whoever must never wait.
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! control_group: { share: 10 %, assignment: random, exclude: [open-complaint, legal, safety] }
//! ```
//!
//! How to fix it: take the control group away from playbooks for complaints, and compare before and
//! after instead. In service recovery, list `open-complaint` under `exclude`, or write in
//! `safe_because` why it harms nobody to wait.
//!
//! # es
//! Un grupo de control que hace esperar a quien no debe esperar.
//!
//! Una queja formal se responde, la ponga quien la ponga: lo dicen la ISO 10002 y, en España, la Ley
//! 10/2025. Lo mismo vale para la seguridad y lo legal. A nadie se le deja fuera de eso por sorteo
//! para medir un efecto.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: answer-complaint
//! type: complaint
//! control_group: { share: 10 %, assignment: random }
//! ```
//!
//! Bien: sin grupo de control en quejas; en lo demás, excluye a quien nunca debe esperar.
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! control_group: { share: 10 %, assignment: random, exclude: [open-complaint, legal, safety] }
//! ```
//!
//! Cómo corregirlo: quita el grupo de control de los playbooks de quejas y compara antes y después.
//! En recuperación del servicio, pon `open-complaint` en `exclude`, o escribe en `safe_because` por
//! qué no perjudica a nadie esperar.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Playbook, PlaybookType, ProtectedCase};

rule! { control_unethical Suspicious Error each Playbook }

fn check(playbook: Of<'_, Playbook>, _: &Context<'_>, out: &mut Findings) {
    let Some((at, group)) = playbook.control_group.spanned() else { return };
    let kind = playbook.playbook_type.value();
    if kind == Some(PlaybookType::Complaint) {
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "part of those who complained would be left without an answer", es: "una parte de quienes se quejaron se quedaría sin respuesta"),
            )
            .help(say!(
                en: "a complaint has to be answered, whoever files it (ISO 10002): take `control_group` away from this playbook",
                es: "una queja se responde, la ponga quien la ponga (ISO 10002): quita `control_group` de este playbook"
            )),
        );
        return;
    }
    let protects = group.exclude.items().any(|it| it.word() == Some(ProtectedCase::OpenComplaint));
    let readable = !group.exclude.is_bad() && !group.safe_because.is_bad();
    if kind == Some(PlaybookType::ServiceRecovery) && readable && !protects && group.safe_because.is_absent() {
        out.push(
            RULE.finding(
                playbook.place(group.at),
                say!(en: "people with an open complaint may be drawn into the control group", es: "el sorteo del grupo de control puede tocarle a alguien con una queja abierta"),
            )
            .help(say!(
                en: "add `exclude: [open-complaint]`, or say in `safe_because` why it harms nobody to wait",
                es: "agrega `exclude: [open-complaint]`, o di en `safe_because` por qué no perjudica a nadie esperar"
            ))
            .severity(Severity::Warning),
        );
    }
}
