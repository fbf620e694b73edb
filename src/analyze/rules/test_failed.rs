//! A test of the program that comes out otherwise than it states.
//!
//! A test says what must happen when this or that is given: the value of a KPI, its band, the playbook
//! that starts, the step that is open and by when, the survey that is sent or held back. It is tried at
//! every check. When a base, a band, a formula, a deadline or a limit of contacts changes, the test says
//! which promise no longer holds before a customer does.
//!
//! Source: the practice of writing down what must come out before it is built (Beck, Test-Driven
//! Development, 2003).
//!
//! Bad: three answers of 10, 9 and 3 are 33.3 points.
//!
//! ```yaml
//! kind: test
//! id: nps-arithmetic
//! given:
//!   now: 2026-11-19T10:00
//!   responses:
//!     - { survey: relationship-survey, customer: c1, at: 2026-11-18T10:00, answers: { recommend: 10 } }
//!     - { survey: relationship-survey, customer: c2, at: 2026-11-18T10:00, answers: { recommend: 9 } }
//!     - { survey: relationship-survey, customer: c3, at: 2026-11-18T10:00, answers: { recommend: 3 } }
//! expect:
//!   metrics: { relationship-nps: 50 points }
//! ```
//!
//! Good:
//!
//! ```yaml
//! expect:
//!   metrics: { relationship-nps: 33.3 points }
//! ```
//!
//! How to fix it: the message shows the value found and how it came about. Correct the program when the
//! test is right, and the test when the program was changed on purpose.
//!
//! # es
//! Una prueba del programa que no resulta como dice.
//!
//! Una prueba dice qué debe pasar con ciertos datos: el valor de un KPI, su banda, el playbook que empieza,
//! el paso abierto y su plazo, la encuesta que se envía o se detiene. Se ejecuta en cada revisión. Cuando
//! cambia una base, una banda, una fórmula, un plazo o un límite de contactos, la prueba dice qué promesa
//! dejó de cumplirse antes de que lo diga un cliente.
//!
//! Fuente: la práctica de escribir lo que debe resultar antes de construirlo (Beck, Test-Driven
//! Development, 2003).
//!
//! Mal: tres respuestas de 10, 9 y 3 son 33.3 puntos.
//!
//! ```yaml
//! kind: test
//! id: nps-arithmetic
//! given:
//!   now: 2026-11-19T10:00
//!   responses:
//!     - { survey: relationship-survey, customer: c1, at: 2026-11-18T10:00, answers: { recommend: 10 } }
//!     - { survey: relationship-survey, customer: c2, at: 2026-11-18T10:00, answers: { recommend: 9 } }
//!     - { survey: relationship-survey, customer: c3, at: 2026-11-18T10:00, answers: { recommend: 3 } }
//! expect:
//!   metrics: { relationship-nps: 50 points }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! expect:
//!   metrics: { relationship-nps: 33.3 points }
//! ```
//!
//! Cómo corregirlo: el mensaje muestra el valor encontrado y de dónde sale. Corrige el programa si la
//! prueba tiene razón, y la prueba si el programa cambió a propósito.

use crate::analyze::examples::Outcome;
use crate::analyze::{Context, Findings, Rule, rule};

rule! { test_failed Suspicious Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    report(context, &RULE, out, |outcome| !outcome.undecided);
}

/// Says the outcomes of tests that a rule speaks about.
pub fn report(
    context: &Context<'_>,
    rule: &'static Rule,
    out: &mut Findings,
    wanted: impl Fn(&Outcome) -> bool,
) {
    for tried in context.tests() {
        out.about(tried.test.entity);
        for outcome in tried.outcomes.iter().filter(|outcome| wanted(outcome)) {
            out.push(outcome.finding(&rule.info));
        }
    }
}
