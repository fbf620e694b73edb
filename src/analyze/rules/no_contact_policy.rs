//! A survey that is under no contact policy.
//!
//! People do not see departments: they see one more message from you. Without a common rule each team
//! asks when it likes, the answers get fewer, and those who still answer are not the others.
//!
//! Source: the contact rules of the US Department of Veterans Affairs, which hold for every area at
//! once.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! contact_policy: standard
//! ```
//!
//! How to fix it: write one contact policy for the program (`kind: contact-policy`) and name it in
//! every survey. Surveys among employees, and those people ask for themselves, are left alone.
//!
//! # es
//! Una encuesta que no obedece a ninguna política de contacto.
//!
//! La gente no ve áreas: ve otro mensaje tuyo. Sin una regla común cada equipo pregunta cuando
//! quiere, contestan cada vez menos, y quienes aún contestan no son como los demás.
//!
//! Fuente: las reglas de contacto del Departamento de Asuntos de los Veteranos de EE. UU., que valen
//! para todas las áreas a la vez.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: decision-pulse
//! type: transactional
//! contact_policy: standard
//! ```
//!
//! Cómo corregirlo: escribe una política de contacto del programa (`kind: contact-policy`) y nómbrala
//! en cada encuesta. A las encuestas entre empleados, y a las que la persona pide, no se les dice
//! nada.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::survey::{Survey, SurveyType};

rule! { no_contact_policy Statistics Warning each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let on_request = survey.trigger.get().is_some_and(|trigger| trigger.on_request.value() == Some(true));
    let employees = survey.survey_type.value() == Some(SurveyType::Employee);
    if !survey.contact_policy.is_absent() || on_request || employees {
        return;
    }
    out.push(
        RULE.finding(
            survey.entity.head(),
            say!(en: "nothing limits how often this survey may reach a person", es: "nada limita cada cuánto puede llegarle esta encuesta a una persona"),
        )
        .help(say!(
            en: "people see one more message from you, not a department: name the `contact_policy` of the program",
            es: "la gente ve otro mensaje tuyo, no un área: nombra la política de contacto (`contact_policy`) del programa"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
