//! The signals that start a playbook.

use crate::model::expression_field::{In, on};
use crate::model::quantity::{Duration, Positive};
use crate::model::reference::{Ref, to};
use crate::model::text::Plain;
use crate::model::time::Cadence;
use crate::model::{Constraint, record};

record! {
    /// A signal that starts a playbook.
    /// es: Una señal con que empieza un playbook.
    pub struct Trigger("trigger") {
        /// An answer to this survey arrives.
        /// es: Llega una respuesta a esta encuesta.
        survey: Ref<to::AnySurvey>,
        /// Only for these answers or facts: `recommend <= 6`. For all when absent.
        /// es: Solo con estas respuestas o hechos: `recommend <= 6`. Con todos si falta.
        when: In<on::TheSignal>,
        /// This metric falls in the band that `is` names.
        /// es: Esta métrica cae en la banda que nombra `is`.
        metric: Ref<to::AnyMetric>,
        /// The band: `alert`.
        /// es: La banda: `alert`.
        is: Plain,
        /// For how many periods in a row.
        /// es: Durante cuántos periodos seguidos.
        r#for = "for": Positive [default "1"],
        /// This fact arrives: `customers/card-activated`.
        /// es: Llega este hecho: `customers/card-activated`.
        event: Ref<to::AnyEvent>,
        /// By calendar: `month`, `6 months`.
        /// es: Por calendario: `month`, `6 months`.
        every: Cadence,
        /// Ahead of a date that is known, such as a renewal: `contracts/ends_on`.
        /// es: Antes de una fecha conocida, como una renovación: `contracts/ends_on`.
        before: Ref<to::EventOrColumn>,
        /// How long ahead: `60 days`.
        /// es: Con cuánta anticipación: `60 days`.
        lead: Duration,
    }
    where
        Constraint::ExactlyOne(&["survey", "metric", "event", "every", "before"]),
        Constraint::Needs { key: "metric", value: None, needs: &["is"] },
        Constraint::Needs { key: "is", value: None, needs: &["metric"] },
        Constraint::Needs { key: "for", value: None, needs: &["metric"] },
        Constraint::Needs { key: "before", value: None, needs: &["lead"] },
        Constraint::Needs { key: "lead", value: None, needs: &["before"] },
}
