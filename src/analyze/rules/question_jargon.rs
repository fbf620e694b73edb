//! Customers are shown a word of the trade, or one that your glossary never shows to customers.
//!
//! A person who does not know what a touchpoint is answers something else, and nobody notices. A word
//! that your own glossary forbids before customers has been thought about already.
//!
//! Source: Pew Research Center, “Writing Survey Questions”.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: way, type: open, text: Which touchpoint did you use? }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: way, type: open, text: How did you reach us? }
//! ```
//!
//! How to fix it: say it as a customer says it on the phone. The words that your glossary forbids stand
//! under `forbidden`, with the preferred term beside them.
//!
//! # es
//! A los clientes se les muestra una palabra del oficio, o una que tu glosario nunca muestra a
//! clientes.
//!
//! Quien no sabe qué es un touchpoint contesta otra cosa, y nadie lo nota. Una palabra que tu propio
//! glosario prohíbe ante clientes ya fue pensada.
//!
//! Fuente: Pew Research Center, «Writing Survey Questions».
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: way, type: open, text: "¿Qué touchpoint utilizaste?" }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: way, type: open, text: "¿Por dónde nos buscaste?" }
//! ```
//!
//! Cómo corregirlo: dilo como lo dice un cliente por teléfono. Las palabras que tu glosario prohíbe
//! están en `forbidden`, junto al término preferido.

use crate::analyze::words::{Said, Theme};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::EntityKind;
use crate::model::Kind;
use crate::model::survey::{Survey, SurveyType};
use std::collections::HashSet;

rule! { question_jargon Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut told = HashSet::new();
    for theme in [Theme::Forbidden, Theme::Jargon] {
        for said in context.heard(theme) {
            if !customers_read(&said, theme) || !told.insert((said.number, said.words.start)) {
                continue;
            }
            let words = said.quote();
            let mut finding = RULE
                .finding(
                    said.at(context),
                    say!(en: "customers read \"{words}\" here", es: "aquí los clientes leen \"{words}\""),
                )
                .entity(said.entity.name())
                .severity(context.weigh(Severity::Warning, Asks::Craft));
            finding = match said.term.and_then(|term| context.term(term)) {
                Some(term) => {
                    let better = term.term.reading(said.reading.language.as_str(), context.program.first_language());
                    finding
                        .related(term.at, say!(en: "the glossary never shows it to customers", es: "el glosario nunca la muestra a clientes"))
                        .help(say!(
                            en: "your glossary keeps this word from customers; its term is \"{better}\", or say it as they would",
                            es: "tu glosario guarda esta palabra de los clientes; su término es \"{better}\", o dilo como lo dirían ellos"
                        ))
                }
                None => finding.help(say!(
                    en: "it is a word of the trade: say it as a customer would on the phone",
                    es: "es una palabra del oficio: dilo como lo diría un cliente por teléfono"
                )),
            };
            out.push(finding);
        }
    }
}

/// Questions for customers, and what our people say to them. Employees know the trade.
fn customers_read(said: &Said<'_>, theme: Theme) -> bool {
    let asked = said.site.wording
        && Survey::of(&said.entity.body)
            .is_none_or(|survey| survey.survey_type.value() != Some(SurveyType::Employee));
    asked || (theme == Theme::Forbidden && said.stands_in(&[(Kind::Playbook, "steps", "say")]))
}
