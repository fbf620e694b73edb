//! A public service that does not ask what its standard asks.
//!
//! OMB Circular A-11, section 280, wants trust, effectiveness and ease in each survey after a service,
//! in its own wording, so that agencies can be compared. It is looked for in transactional surveys when
//! the profile `us-a11-280` is on.
//!
//! Bad:
//!
//! ```yaml
//! kind: survey
//! id: after-permit
//! type: transactional
//! questions:
//!   - { id: ease, use: a11-ease }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: survey
//! id: after-permit
//! type: transactional
//! questions:
//!   - { id: trust, use: a11-trust, subject: the permit counter }
//!   - { id: effectiveness, use: a11-effectiveness }
//!   - { id: ease, use: a11-ease }
//! ```
//!
//! How to fix it: add what is missing with `use`: `a11-trust`, `a11-effectiveness`, `a11-ease`.
//!
//! # es
//! Un servicio público que no pregunta lo que pide su norma.
//!
//! La circular A-11 de la OMB, sección 280, pide confianza, eficacia y facilidad en cada encuesta
//! posterior a un servicio, con su propio texto, para que se pueda comparar entre dependencias. Se
//! busca en las encuestas transaccionales cuando está activo el perfil `us-a11-280`.
//!
//! Mal:
//!
//! ```yaml
//! kind: survey
//! id: after-permit
//! type: transactional
//! questions:
//!   - { id: ease, use: a11-ease }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: survey
//! id: after-permit
//! type: transactional
//! questions:
//!   - { id: trust, use: a11-trust, subject: the permit counter }
//!   - { id: effectiveness, use: a11-effectiveness }
//!   - { id: ease, use: a11-ease }
//! ```
//!
//! Cómo corregirlo: agrega lo que falta con `use`: `a11-trust`, `a11-effectiveness`, `a11-ease`.

use crate::analyze::questions::canonical;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::program::Profile;
use crate::model::survey::{Survey, SurveyType};

rule! { required_set_incomplete CustomerCentricity Error everything }

/// What section 280 wants in each survey.
const REQUIRED: &[&str] = &["a11-trust", "a11-effectiveness", "a11-ease"];

fn check(context: &Context<'_>, out: &mut Findings) {
    if !context.has_profile(Profile::UsA11280) {
        return;
    }
    for survey in context.in_use::<Survey>() {
        let questions = &survey.it.questions;
        let unread = questions.items().count() < questions.get().map_or(0, |list| list.len());
        if survey.it.survey_type.value() != Some(SurveyType::Transactional) || unread {
            continue;
        }
        let asked: Vec<&str> =
            questions.items().filter_map(|question| canonical(context, survey.index, question)).collect();
        let missing: Vec<String> =
            REQUIRED.iter().filter(|item| !asked.contains(item)).map(|item| format!("`{item}`")).collect();
        if missing.is_empty() {
            continue;
        }
        let (id, missing) = (survey.id(), missing.join(", "));
        out.push(
            RULE.finding(
                survey.entity.head(),
                say!(en: "`{id}` lacks {missing}, which section 280 requires", es: "a `{id}` le falta {missing}, que pide la sección 280"),
            )
            .help(say!(
                en: "add them with `use`: their wording is fixed, so that services can be compared",
                es: "agrégalos con `use`: su texto es fijo, para que se pueda comparar entre servicios"
            ))
            .entity(survey.entity.name())
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}
