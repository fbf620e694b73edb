//! What is read after the last question of a survey.

use crate::model::common::PartCommon;
use crate::model::expression_field::{In, on};
use crate::model::id::Id;
use crate::model::record;
use crate::model::text::Wording;

record! {
    /// What is read at the end. The first one whose condition holds is shown.
    /// es: Lo que se lee al final. Se muestra la primera cuya condición se cumple.
    pub struct EndPage("end page") {
        /// The name of the end page.
        /// es: El nombre de la página final.
        id: Id [required],
        /// It is read only when this holds: `recommend >= 9`. By everybody else when absent.
        /// es: Solo se lee si esto se cumple: `recommend >= 9`. Si falta, la lee todo el resto.
        show_when: In<on::Answers>,
        /// What people read.
        /// es: Lo que lee la gente.
        text: Wording [required],
    }
    common common: PartCommon
}
