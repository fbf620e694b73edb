//! A program that repairs and does not activate, or activates and does not repair.
//!
//! Two loops carry a customer program: whoever was let down is won back, and whoever is delighted is
//! invited to bring others. A program with only one of them either lives on apologies or asks for
//! favors while others wait. Concept B22.
//!
//! It speaks when the program asks customers something and has playbooks at all.
//!
//! Bad: only repair:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! ```
//!
//! Good: both loops:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! ```
//!
//! How to fix it: write a playbook of the type that is missing: `service-recovery` (or `complaint`),
//! or `advocacy`.
//!
//! # es
//! Un programa que repara y no activa, o que activa y no repara.
//!
//! Dos ciclos sostienen un programa de clientes: recuperar a quien se le falló, e invitar a quien
//! quedó encantado a traer a otros. Un programa con uno solo vive de disculpas, o pide favores
//! mientras otros esperan. Concepto B22.
//!
//! Habla cuando el programa pregunta algo a los clientes y tiene playbooks.
//!
//! Mal: solo repara:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! type: service-recovery
//! ```
//!
//! Bien: los dos ciclos:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! type: advocacy
//! ```
//!
//! Cómo corregirlo: escribe un playbook del tipo que falta: `service-recovery` (o `complaint`), o
//! `advocacy`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::playbook::{Playbook, PlaybookType};
use crate::model::program::Profile;
use crate::model::survey::{Survey, SurveyType};

rule! { core_loop_incomplete CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let asks = context.in_use::<Survey>().any(|it| it.it.survey_type.value() != Some(SurveyType::Employee));
    let mut types = Vec::new();
    for playbook in context.in_use::<Playbook>() {
        match playbook.it.playbook_type.value() {
            Some(found) => types.push(found),
            None => return,
        }
    }
    if !asks || types.is_empty() || !(context.has_profile(Profile::Core) || context.has_profile(Profile::Strict)) {
        return;
    }
    let repairs = types.iter().any(|it| matches!(it, PlaybookType::ServiceRecovery | PlaybookType::Complaint));
    let activates = types.contains(&PlaybookType::Advocacy);
    let (message, missing) = match (repairs, activates) {
        (true, true) => return,
        (false, true) => (
            say!(en: "this program activates promoters and repairs nothing", es: "este programa activa promotores y no repara nada"),
            "service-recovery",
        ),
        (true, false) => (
            say!(en: "this program repairs and activates nobody who is delighted", es: "este programa repara y no activa a nadie que quedó encantado"),
            "advocacy",
        ),
        (false, false) => (
            say!(en: "this program asks customers, and neither repairs nor activates", es: "este programa pregunta a los clientes, y ni repara ni activa"),
            "service-recovery",
        ),
    };
    out.push(
        RULE.finding(context.root(), message)
            .help(say!(
                en: "write a playbook of the type `{missing}`: winning back those we let down and inviting the delighted are the two core loops",
                es: "escribe un playbook de tipo `{missing}`: recuperar a quien se le falló e invitar a quien quedó encantado son los dos ciclos centrales"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
