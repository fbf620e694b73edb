//! `test`: an executable example of the program.

mod expected;
mod given;

pub use expected::{Expect, ExpectedPlaybook, ExpectedSurvey, UnexpectedPlaybook};
pub use given::{Arm, Given, GivenCustomer, GivenEvent, GivenResponse};

use super::common::EntityCommon;
use super::record;

record! {
    /// An example that is tried on every check: when this is given, that must happen.
    /// es: Un ejemplo que se prueba en cada revisión: dado esto, debe pasar aquello.
    pub struct Test("test") {
        /// The clock, the answers and the facts at the start.
        /// es: El reloj, las respuestas y los hechos del comienzo.
        given: Given [required],
        /// What must come of it.
        /// es: Lo que debe resultar.
        expect: Expect [required],
    }
    common common: EntityCommon
}
