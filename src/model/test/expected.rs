//! What a test expects.

use crate::model::field::{List, MapOf};
use crate::model::record;
use crate::model::reference::{Ref, to};
use crate::model::text::{Plain, Text};
use crate::model::time::DateTime;
use crate::model::unions::ExpectedValue;

record! {
    /// What must come of it.
    /// es: Lo que debe resultar.
    pub struct Expect("expectation of a test") {
        /// Values of metrics: `{ relationship-nps: 0 points }`.
        /// es: Valores de métricas: `{ relationship-nps: 0 points }`.
        metrics: MapOf<Ref<to::AnyMetric>, ExpectedValue>,
        /// The bands that metrics fall in: `{ relationship-nps: alert }`.
        /// es: Las bandas en que caen las métricas: `{ relationship-nps: alert }`.
        bands: MapOf<Ref<to::AnyMetric>, Plain>,
        /// Playbooks that start, for whom, with which step and until when.
        /// es: Playbooks que empiezan, para quién, con qué paso y hasta cuándo.
        playbooks: List<ExpectedPlaybook>,
        /// Playbooks that must not start.
        /// es: Playbooks que no deben empezar.
        no_playbooks: List<UnexpectedPlaybook>,
        /// Surveys that are sent or held back.
        /// es: Encuestas que se envían o se detienen.
        surveys: List<ExpectedSurvey>,
    }
}

record! {
    /// A playbook that starts.
    /// es: Un playbook que empieza.
    pub struct ExpectedPlaybook("expected playbook") {
        /// The playbook.
        /// es: El playbook.
        playbook: Ref<to::AnyPlaybook> [required],
        /// For whom.
        /// es: Para quién.
        customer: Plain [required],
        /// The step that is open.
        /// es: El paso que está abierto.
        step: Ref<to::StepOfPlaybook>,
        /// Who has to do it.
        /// es: A quién le toca.
        role: Ref<to::AnyRole>,
        /// By when: `2026-11-20T10:00`.
        /// es: Para cuándo: `2026-11-20T10:00`.
        due: DateTime,
    }
}

record! {
    /// A playbook that must not start.
    /// es: Un playbook que no debe empezar.
    pub struct UnexpectedPlaybook("playbook that must not start") {
        /// The playbook.
        /// es: El playbook.
        playbook: Ref<to::AnyPlaybook> [required],
        /// For whom.
        /// es: Para quién.
        customer: Plain [required],
        /// Why it must not start.
        /// es: Por qué no debe empezar.
        why: Text,
    }
}

record! {
    /// A survey that is sent or held back.
    /// es: Una encuesta que se envía o se detiene.
    pub struct ExpectedSurvey("expected survey") {
        /// The survey.
        /// es: La encuesta.
        survey: Ref<to::AnySurvey> [required],
        /// To whom.
        /// es: A quién.
        customer: Plain [required],
        /// When.
        /// es: Cuándo.
        at_time = "at": DateTime,
        /// Whether it is sent.
        /// es: Si se envía.
        sent: bool [required],
    }
}
