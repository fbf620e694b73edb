//! Health scores: several metrics in one.

use crate::model::bounded::Whole;
use crate::model::common::PartCommon;
use crate::model::expression_field::{In, on};
use crate::model::field::{List, MapOf};
use crate::model::id::Id;
use crate::model::quantity::{Level, Share};
use crate::model::reference::{Ref, to};
use crate::model::text::{Plain, Text};
use crate::model::{Constraint, choice, record};

record! {
    /// One metric of a health score.
    /// es: Una métrica de una calificación de salud.
    pub struct Component("health component") {
        /// The name of the component.
        /// es: El nombre del componente.
        id: Id [required],
        /// The metric that is scored.
        /// es: La métrica que se califica.
        metric: Ref<to::AnyMetric> [required],
        /// How much it weighs: `40 %`. All weights together are 100 %.
        /// es: Cuánto pesa: `40 %`. Todos los pesos suman 100 %.
        weight: Share,
        /// The points for each range of values.
        /// es: Los puntos de cada rango de valores.
        score: List<ScoreRange>,
        /// The points for each band of the metric: `{ alert: 0, healthy: 100 }`.
        /// es: Los puntos de cada banda de la métrica: `{ alert: 0, healthy: 100 }`.
        points: MapOf<Plain, Whole<0, 100>>,
    }
    common common: PartCommon
    where Constraint::AtMostOne(&["score", "points"])
}

record! {
    /// The points that a range of values earns.
    /// es: Los puntos que gana un rango de valores.
    pub struct ScoreRange("score range") {
        /// From this value on, included; no lower end when absent.
        /// es: Desde este valor, incluido; sin extremo inferior si falta.
        from: Level,
        /// Up to this value, included; no upper end when absent.
        /// es: Hasta este valor, incluido; sin extremo superior si falta.
        to: Level,
        /// The points it earns, 0 to 100.
        /// es: Los puntos que gana, de 0 a 100.
        points: Whole<0, 100> [required],
    }
}

choice! {
    /// What happens when a component of a health score has no value.
    /// es: Qué pasa cuando un componente de una calificación de salud no tiene valor.
    pub enum MissingComponent("missing component") {
        /// Its weight is shared among the others.
        /// es: Su peso se reparte entre los demás.
        Redistribute = "redistribute" | "redistribuir" | "repartir",
        /// The score has no value either.
        /// es: La calificación tampoco tiene valor.
        NoValue = "no-value" | "null" | "nulo" | "sin valor",
    }
}

record! {
    /// A fact that decides the band of a health score on its own.
    /// es: Un hecho que por sí solo decide la banda de una calificación de salud.
    pub struct Override("override") {
        /// The fact: `open_complaints > 0`.
        /// es: El hecho: `open_complaints > 0`.
        when: In<on::TheCase> [required],
        /// The band it leads to.
        /// es: La banda a la que lleva.
        band: Plain [required],
        /// Why the fact outweighs everything else.
        /// es: Por qué el hecho pesa más que todo lo demás.
        why: Text,
    }
}
