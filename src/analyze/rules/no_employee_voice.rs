//! Nobody asked the people who serve customers.
//!
//! They know which question comes every day and which form nobody understands, and are asked last.
//! Concept D24: archetypes come from what customers and employees tell. One employee survey, or one
//! piece of evidence gathered with `method: employee-survey`, is enough.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: team-pulse
//! type: employee
//! audience: { roles: [advisor] }
//! ```
//!
//! How to fix it: ask them with a survey of type `employee`, or name the evidence you have from them in
//! an archetype.
//!
//! # es
//! Nadie le preguntó a la gente que atiende.
//!
//! Sabe qué pregunta llega cada día y qué formato nadie entiende, y se le pregunta al último. Concepto
//! D24: los arquetipos salen de lo que cuentan clientes y empleados. Basta una encuesta a empleados, o
//! una evidencia obtenida con `method: employee-survey`.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: relationship-survey
//! type: relationship
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: team-pulse
//! type: employee
//! audience: { roles: [advisor] }
//! ```
//!
//! Cómo corregirlo: pregúntale con una encuesta de tipo `employee`, o nombra en un arquetipo la
//! evidencia que tengas de ella.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::archetype::Archetype;
use crate::model::common::EvidenceMethod;
use crate::model::survey::{Survey, SurveyType};

rule! { no_employee_voice CustomerCentricity Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut archetypes = context.in_use::<Archetype>().peekable();
    let Some(first) = archetypes.peek().copied() else { return };
    let evidence = archetypes.any(|archetype| {
        let mut evidence = archetype.entity.common().evidence.items();
        evidence.any(|it| it.method.value() == Some(EvidenceMethod::EmployeeSurvey))
    });
    let asked =
        context.in_use::<Survey>().any(|survey| survey.it.survey_type.value() == Some(SurveyType::Employee));
    if evidence || asked {
        return;
    }
    out.push(
        RULE.finding(
            first.entity.head(),
            say!(en: "nobody asked the people who serve customers", es: "nadie le preguntó a la gente que atiende"),
        )
        .help(say!(
            en: "ask them with a survey of type `employee`, or name what they told you as evidence with `method: employee-survey`",
            es: "pregúntale con una encuesta de tipo `employee`, o nombra lo que contó como evidencia con `method: employee-survey`"
        ))
        .entity(first.entity.name()),
    );
}
