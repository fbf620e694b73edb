//! A playbook that keeps people by making it hard to leave.
//!
//! Whoever is kept by an obstacle leaves angrier and tells others; in Spain and in the European Union
//! leaving must be as easy as joining. Concept E12: empower, do not control. A playbook of type
//! `churn-save` has to say that people can leave as easily as before.
//!
//! Bad:
//!
//! ```yaml
//! kind: playbook
//! id: before-they-go
//! type: churn-save
//! customer_can_leave: false
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: playbook
//! id: before-they-go
//! type: churn-save
//! customer_can_leave: true
//! ```
//!
//! How to fix it: let the person leave first and ask afterwards; then write `customer_can_leave: true`.
//!
//! # es
//! Un playbook que retiene a la gente dificultando la salida.
//!
//! A quien se retiene con un obstáculo se va más molesto y lo cuenta; en España y en la Unión Europea
//! irse debe ser tan fácil como entrar. Concepto E12: dar poder, no controlar. Un playbook de tipo
//! `churn-save` tiene que decir que la gente puede irse tan fácil como antes.
//!
//! Mal:
//!
//! ```yaml
//! kind: playbook
//! id: before-they-go
//! type: churn-save
//! customer_can_leave: false
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: playbook
//! id: before-they-go
//! type: churn-save
//! customer_can_leave: true
//! ```
//!
//! Cómo corregirlo: deja que la persona se vaya primero y pregunta después; entonces escribe
//! `customer_can_leave: true`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Playbook, PlaybookType};

rule! { exit_obstructed CustomerCentricity Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let leave = &playbook.it.customer_can_leave;
    let saves = playbook.it.playbook_type.value() == Some(PlaybookType::ChurnSave);
    let (at, message, severity) = match leave.spanned() {
        Some((at, false)) => (
            playbook.place(at),
            say!(en: "this playbook makes it harder to leave", es: "este playbook dificulta irse"),
            Severity::Error,
        ),
        None if saves && leave.is_absent() => (
            playbook.entity.head(),
            say!(en: "this playbook does not say that people can leave as easily as before", es: "este playbook no dice que la gente pueda irse tan fácil como antes"),
            Severity::Warning,
        ),
        _ => return,
    };
    out.push(
        RULE.finding(at, message)
            .help(say!(
                en: "let people leave first and ask afterwards, and say so with `customer_can_leave: true`: who is held back leaves angrier, and the law wants leaving to be as easy as joining",
                es: "deja que la gente se vaya primero y pregunta después, y dilo con `customer_can_leave: true`: a quien se retiene se va más molesto, y la ley pide que irse sea tan fácil como entrar"
            ))
            .severity(context.weigh(severity, Asks::Craft)),
    );
}
