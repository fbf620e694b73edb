//! A program that does not say what it will not do.
//!
//! Resources go to what was always done until somebody says what stops. A stop list makes room for
//! the rest, and an initiative that comes back is noticed. Concept B05.
//!
//! Bad:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! not_doing:
//!   - { what: Placement campaigns without guidance, why: They place a product and create no adoption }
//! ```
//!
//! How to fix it: write two or three things that you decided to stop, each with its reason.
//!
//! # es
//! Un programa que no dice lo que no va a hacer.
//!
//! Los recursos van a lo de siempre hasta que alguien dice qué se detiene. La lista de lo que no se
//! hará abre espacio para lo demás, y si una iniciativa vuelve, se nota. Concepto B05.
//!
//! Mal:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: program
//! id: banco-horizonte
//! not_doing:
//!   - { what: Campañas de colocación sin acompañamiento, why: Colocan producto y no crean adopción }
//! ```
//!
//! Cómo corregirlo: escribe dos o tres cosas que decidiste dejar de hacer, cada una con su razón.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::program::Program;

rule! { no_stop_list CustomerCentricity Info each Program }

fn check(program: Of<'_, Program>, _: &Context<'_>, out: &mut Findings) {
    if program.not_doing.has_none() {
        out.push(
            RULE.finding(
                program.entity.head(),
                say!(en: "this program does not say what it will not do", es: "este programa no dice lo que no va a hacer"),
            )
            .help(say!(
                en: "nothing makes room for the new until something stops: write two or three things under `not_doing`, each with its reason",
                es: "nada hace lugar a lo nuevo hasta que algo se detiene: escribe dos o tres cosas en `not_doing`, cada una con su razón"
            )),
        );
    }
}
