//! A job without the circumstance in which it arises.
//!
//! The same wish is another job in another circumstance: "get lent to" with a steady salary and on the
//! first day of work have other rivals, other fears and other solutions. Progress in a circumstance,
//! and not traits, explains why people choose. Concept C16.
//!
//! Bad:
//!
//! ```yaml
//! kind: job
//! id: build-credit
//! progress: Start building something of my own
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: job
//! id: build-credit
//! circumstance: Has just got a first formal job and nobody lends to them
//! progress: Start building something of my own
//! ```
//!
//! How to fix it: write when and where it arises, as somebody told it: "has just got a first formal job
//! and nobody lends to them".
//!
//! # es
//! Un trabajo por hacer sin la circunstancia en que surge.
//!
//! El mismo deseo es otro trabajo en otra circunstancia: "que me presten" con sueldo fijo y en el
//! primer día de trabajo tiene otros rivales, otros miedos y otras soluciones. El progreso en una
//! circunstancia, y no los rasgos, explica por qué la gente elige. Concepto C16.
//!
//! Mal:
//!
//! ```yaml
//! kind: job
//! id: build-credit
//! progress: Start building something of my own
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: job
//! id: build-credit
//! circumstance: Has just got a first formal job and nobody lends to them
//! progress: Start building something of my own
//! ```
//!
//! Cómo corregirlo: escribe cuándo y dónde surge, como alguien lo contó: "acaba de conseguir su primer
//! empleo formal y nadie le presta".

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::job::Job;

rule! { job_without_circumstance CustomerCentricity Error each Job }

fn check(job: Of<'_, Job>, context: &Context<'_>, out: &mut Findings) {
    if !job.it.circumstance.is_absent() {
        return;
    }
    out.push(
        RULE.finding(
            job.entity.head(),
            say!(en: "this job does not say in which circumstance it arises", es: "este trabajo por hacer no dice en qué circunstancia surge"),
        )
        .help(say!(
            en: "write `circumstance`: when and where it comes up, as somebody told it",
            es: "escribe `circumstance`: cuándo y dónde aparece, como alguien lo contó"
        ))
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
