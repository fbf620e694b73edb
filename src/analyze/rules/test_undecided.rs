//! An expectation of a test that can be neither confirmed nor denied.
//!
//! A test sees what it is given and nothing else: no wave of a survey goes out by the calendar, nobody
//! answers the question at the end of a step, and a KPI without a dataset has no rows. What hangs on
//! such a thing is not passed in silence; it is said, so that nobody relies on it.
//!
//! Source: the practice of writing down what must come out before it is built (Beck, Test-Driven
//! Development, 2003).
//!
//! Bad: a survey that goes out every quarter has no day in a test.
//!
//! ```yaml
//! expect:
//!   surveys: [{ survey: relationship-survey, customer: c1, at: 2026-11-19T10:00, sent: true }]
//! ```
//!
//! Good: one that follows an event which the test gives.
//!
//! ```yaml
//! given:
//!   now: 2026-11-01T10:00
//!   events: [{ event: customers/joined, customer: c1, at: 2026-11-01T10:00 }]
//! expect:
//!   surveys: [{ survey: welcome-pulse, customer: c1, at: 2026-11-08T10:00, sent: true }]
//! ```
//!
//! How to fix it: give what is missing (the archetype, the tenure, the column), or take the expectation
//! out. The message says what is missing.
//!
//! # es
//! Algo que una prueba espera y que no se puede confirmar ni negar.
//!
//! Una prueba solo ve lo que se le da: ninguna ola de una encuesta sale por calendario, nadie contesta la
//! pregunta al final de un paso, y un KPI sin conjunto de datos no tiene filas. Lo que depende de eso no se
//! da por bueno en silencio; se dice, para que nadie confíe en ello.
//!
//! Fuente: la práctica de escribir lo que debe resultar antes de construirlo (Beck, Test-Driven
//! Development, 2003).
//!
//! Mal: una encuesta que sale cada trimestre no tiene día en una prueba.
//!
//! ```yaml
//! expect:
//!   surveys: [{ survey: relationship-survey, customer: c1, at: 2026-11-19T10:00, sent: true }]
//! ```
//!
//! Bien: una que sigue a un hecho que la prueba da.
//!
//! ```yaml
//! given:
//!   now: 2026-11-01T10:00
//!   events: [{ event: customers/joined, customer: c1, at: 2026-11-01T10:00 }]
//! expect:
//!   surveys: [{ survey: welcome-pulse, customer: c1, at: 2026-11-08T10:00, sent: true }]
//! ```
//!
//! Cómo corregirlo: da lo que falta (el arquetipo, la antigüedad, la columna), o quita lo que se espera. El
//! mensaje dice qué falta.

use super::test_failed::report;
use crate::analyze::{Context, Findings, rule};

rule! { test_undecided Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    report(context, &RULE, out, |outcome| outcome.undecided);
}
