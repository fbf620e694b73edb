//! `scorecard`: what is looked at, by whom, how often.

mod audience;

pub use audience::Audience;

use super::common::{EntityCommon, PartCommon, Ritual};
use super::field::List;
use super::id::Id;
use super::quantity::Level;
use super::reference::{Ref, to};
use super::text::Text;
use super::time::Period;
use super::{Constraint, choice, record};

record! {
    /// What is looked at, by whom and how often.
    /// es: Lo que se mira, quién lo mira y cada cuánto.
    pub struct Scorecard("scorecard") {
        /// For whom it is made: executives, a team, the front line, or the public.
        /// es: Para quién está hecho: la dirección, un equipo, la primera línea o el público.
        scorecard_type = "type": ScorecardType [default "team"],
        /// The roles that read it, or `public`.
        /// es: Los roles que lo leen, o `public`.
        audience: Audience [required],
        /// The metrics, in the order they are read. Executives read ten at most.
        /// es: Las métricas, en el orden en que se leen. La dirección lee diez como mucho.
        metrics: List<Ref<to::AnyMetric>>,
        /// The cuts that are shown: by channel, by archetype.
        /// es: Los cortes que se muestran: por canal, por arquetipo.
        by: List<Ref<to::Column>>,
        /// The sessions in which it is used.
        /// es: Las sesiones en que se usa.
        rituals: List<Ritual> [rule],
        /// The roles that receive it without asking.
        /// es: Los roles que lo reciben sin pedirlo.
        sent_to: List<Ref<to::AnyRole>> [rule],
        /// What we promise the public, how it is measured, and what we do when we miss it.
        /// es: Lo que prometemos al público, cómo se mide y qué hacemos si no lo cumplimos.
        commitments: List<Commitment>,
    }
    common common: EntityCommon
    where
        Constraint::AtLeastOne(&["metrics", "type"]),
        Constraint::Needs { key: "type", value: Some("executive"), needs: &["metrics"] },
        Constraint::Needs { key: "type", value: Some("team"), needs: &["metrics"] },
        Constraint::Needs { key: "type", value: Some("front-line"), needs: &["metrics"] },
        Constraint::Needs { key: "type", value: Some("charter"), needs: &["commitments"] }
}

choice! {
    /// For whom a scorecard is made.
    /// es: Para quién está hecho un tablero.
    pub enum ScorecardType("type of scorecard") {
        /// For those who decide on money and people.
        /// es: Para quienes deciden sobre dinero y personas.
        Executive = "executive" | "ejecutivo" | "dirección",
        Team = "team" | "equipo",
        /// For those who meet customers.
        /// es: Para quienes tratan con los clientes.
        FrontLine = "front-line" | "primera línea",
        /// Commitments to the public.
        /// es: Compromisos con el público.
        Charter = "charter" | "carta de servicios" | "carta",
    }
}

record! {
    /// A promise to the public.
    /// es: Una promesa al público.
    pub struct Commitment("commitment") {
        /// The name of the commitment.
        /// es: El nombre del compromiso.
        id: Id [required],
        /// The promise: "we answer every complaint within fifteen days".
        /// es: La promesa: "respondemos toda queja en quince días".
        text: Text [required],
        /// The metric that shows whether we keep it.
        /// es: La métrica que muestra si la cumplimos.
        metric: Ref<to::AnyMetric>,
        /// The value we commit to: `95 %`.
        /// es: El valor al que nos comprometemos: `95 %`.
        target: Level,
        /// Over which time it is measured: `quarter`.
        /// es: En qué periodo se mide: `quarter`.
        period: Period,
        /// What we do when we miss it.
        /// es: Lo que hacemos si no la cumplimos.
        corrective_action: Text,
        /// The role that answers for it.
        /// es: El rol que responde por ella.
        owner: Ref<to::AnyRole>,
    }
    common common: PartCommon
}
