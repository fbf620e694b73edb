//! People are asked what others feel or think.
//!
//! Somebody can tell what happened to them; of others they tell what they suppose. Parents for
//! children, bosses for teams, one customer for "most people": the answer measures the guess. Employees
//! who are asked what customers tell them are another matter, and left alone.
//!
//! Source: survey methodology on proxy reports (Groves and others, Survey Methodology, 2009).
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: others, type: open, text: What do other customers think of us?, about: others }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: yours, type: open, text: What happened to you that day? }
//! ```
//!
//! How to fix it: ask those whom it is about, or ask what the person saw or heard themselves.
//!
//! # es
//! Se le pregunta a la gente qué sienten o piensan otros.
//!
//! Cualquiera puede contar lo que le pasó; de otros cuenta lo que supone. Padres por hijos, jefes por
//! equipos, un cliente por "la mayoría": la respuesta mide la suposición. Preguntar a los empleados qué
//! les cuentan los clientes es otra cosa, y se respeta.
//!
//! Fuente: la metodología de encuestas sobre respuestas por otros (Groves y otros, Survey
//! Methodology, 2009).
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: others, type: open, text: "¿Qué opinan otros clientes de nosotros?", about: others }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: yours, type: open, text: "¿Qué te pasó ese día?" }
//! ```
//!
//! Cómo corregirlo: pregunta a quienes les toca, o pregunta qué vio u oyó la persona misma.

use crate::analyze::questions::{all, is_question};
use crate::analyze::words::Theme;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Entity;
use crate::model::EntityKind;
use crate::model::question::Asked;
use crate::model::survey::{Survey, SurveyType};
use std::collections::HashSet;

rule! { audience_proxy Suspicious Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut told = HashSet::new();
    for question in all(context).filter(|question| !is_for_employees(question.entity)) {
        if let Some((at, Asked::Others)) = question.item.about.spanned() {
            told.extend(question.item.text.spanned().map(|(text, _)| (question.index, text)));
            let message = say!(en: "people are asked here about others", es: "aquí se pregunta por otros");
            tell(question.entity, question.entity.place(at), message, out);
        }
    }
    for said in context.heard_once(Theme::Proxy).filter(is_question) {
        if is_for_employees(said.entity) || told.contains(&(said.site.from, said.site.at)) {
            continue;
        }
        let words = said.quote();
        let message = say!(en: "\"{words}\" asks people about others", es: "\"{words}\" pregunta por otros");
        tell(said.entity, said.at(context), message, out);
    }
}

fn is_for_employees(entity: &Entity) -> bool {
    Survey::of(&entity.body).is_some_and(|survey| survey.survey_type.value() == Some(SurveyType::Employee))
}

fn tell(entity: &Entity, at: crate::source::At, message: crate::diagnostic::Say, out: &mut Findings) {
    out.push(
        RULE.finding(at, message)
            .help(say!(
                en: "of others people tell what they suppose: ask those whom it is about, or what this person saw",
                es: "de otros la gente cuenta lo que supone: pregunta a quienes les toca, o qué vio esta persona"
            ))
            .entity(entity.name()),
    );
}
