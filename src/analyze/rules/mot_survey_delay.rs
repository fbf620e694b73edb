//! A survey about an experience that is sent long after it.
//!
//! People forget within days what a contact was like, and answer about the company instead. A
//! transactional survey measures the moment only while it is fresh. Concept D27. The limit is 48
//! hours; set another one under `rules` of the program.
//!
//! Bad:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: first-credit-journey/first-talk, delay: 10 days }
//! ```
//!
//! Good:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: first-credit-journey/first-talk, delay: 2 h }
//! ```
//!
//! How to fix it: shorten `delay`. Where the experience itself takes days (a repair, a claim), let the
//! survey start `after` the step that ends it.
//!
//! # es
//! Una encuesta sobre una experiencia que se envía mucho después.
//!
//! En pocos días se olvida cómo fue un contacto, y se responde sobre la empresa. Una encuesta
//! transaccional mide el momento solo mientras está fresco. Concepto D27. El límite es de 48 horas;
//! pon otro en `rules` del programa.
//!
//! Mal:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: first-credit-journey/first-talk, delay: 10 days }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! type: transactional
//! trigger: { after: first-credit-journey/first-talk, delay: 2 h }
//! ```
//!
//! Cómo corregirlo: acorta `delay`. Donde la experiencia misma dura días (una reparación, un siniestro),
//! que la encuesta empiece después (`after`) del paso que la termina.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use crate::model::survey::{Survey, SurveyType};
use rust_decimal::Decimal;
use std::cmp::Ordering;

rule! { mot_survey_delay Statistics Info each Survey limit Time }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    if survey.survey_type.value() != Some(SurveyType::Transactional) {
        return;
    }
    let Some((at, delay)) = survey.trigger.get().and_then(|trigger| trigger.delay.spanned()) else { return };
    let longest = context.limit_time(&RULE, Duration::new(Decimal::from(48), TimeUnit::Hour));
    if delay.compare(longest) == Some(Ordering::Greater) {
        let (delay, longest) = (delay.spell(), longest.spell());
        let edits = vec![(survey.place(at), longest.clone())];
        out.push(
            RULE.finding(
                survey.place(at),
                say!(en: "this survey asks `{delay}` after the experience, and `{longest}` is the limit";
                     es: "esta encuesta pregunta `{delay}` después de la experiencia, y el límite es `{longest}`"),
            )
            .guess(edits)
            .help(say!(
                en: "by then people answer about the company and not about the moment: shorten `delay`, or start after the step that ends the experience",
                es: "para entonces se responde sobre la empresa y no sobre el momento: acorta `delay`, o empieza después del paso que termina la experiencia"
            )),
        );
    }
}
