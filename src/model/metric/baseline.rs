//! Where a metric stood, where it is to get, and what was published.

use crate::model::field::{Field, MapOf};
use crate::model::quantity::{Duration, Level, Positive};
use crate::model::reference::{Ref, to};
use crate::model::text::{Plain, Text};
use crate::model::time::{Date, PeriodName};
use crate::model::{Constraint, record};

record! {
    /// Where a metric stood at the start. A value without its n and period says little.
    /// es: En cuánto estaba una métrica al comenzar. Un valor sin n ni periodo dice poco.
    pub struct Baseline("metric baseline") {
        /// The value: `31 points`.
        /// es: El valor: `31 points`.
        value: Level,
        /// From how many answers or cases.
        /// es: Con cuántas respuestas o casos.
        n: Positive [rule],
        /// When: `2026-Q3`.
        /// es: Cuándo: `2026-Q3`.
        period: Plain [rule],
    }
}

record! {
    /// A target of a metric.
    /// es: Una meta de una métrica.
    pub struct TargetOf("metric target") {
        /// The value to reach: `38 points`.
        /// es: El valor que se quiere alcanzar: `38 points`.
        value: Level [required],
        /// By which day.
        /// es: Para qué día.
        by: Date,
        /// How long after each customer's start: `60 days`.
        /// es: Cuánto después del comienzo de cada cliente: `60 days`.
        at_age: Duration,
        /// It holds all the time: 95 %, always.
        /// es: Vale todo el tiempo: 95 %, siempre.
        always: bool,
        /// The period it is for, instead of a day: `2027-Q2`.
        /// es: El periodo para el que es, en vez de un día: `2027-Q2`.
        period: PeriodName,
        /// For whom it is, when not for everybody: `{ archetype: first-credit }`.
        /// es: Para quiénes es, si no es para todos: `{ archetype: first-credit }`.
        r#for = "for": MapOf<Ref<to::Column>, Plain>,
        /// How far from the value is still on target, when `direction` is `hold`.
        /// es: A qué distancia del valor todavía se cumple, si `direction` es `hold`.
        tolerance: Level,
    }
    where Constraint::ExactlyOne(&["by", "at_age", "always", "period"])
}

record! {
    /// A published value of a metric.
    /// es: Un valor publicado de una métrica.
    pub struct Actual("actual value") {
        /// The period it is for: `2026-Q3`.
        /// es: El periodo al que corresponde: `2026-Q3`.
        period: PeriodName [required],
        /// The value.
        /// es: El valor.
        value: Level,
        /// How many answered, or how many cases.
        /// es: Cuántas personas respondieron, o cuántos casos.
        n: Positive,
        /// How many were invited.
        /// es: Cuántas personas recibieron invitación.
        invited: Positive,
        /// How many people it speaks for.
        /// es: Por cuántas personas habla.
        population: Positive,
        /// Of whom, when not of everybody: `{ archetype: first-credit }`.
        /// es: De quiénes, si no es de todos: `{ archetype: first-credit }`.
        r#for = "for": MapOf<Ref<to::Column>, Plain>,
        /// Why there is no value for this period.
        /// es: Por qué no hay valor en este periodo.
        not_measured: Text,
        /// What made it come out like this.
        /// es: Qué hizo que saliera así.
        cause: Text,
        /// What is being done about it.
        /// es: Qué se está haciendo al respecto.
        corrective_action: Text,
    }
    where Constraint::ExactlyOne(&["value", "not_measured"])
}

/// For whom a target or a value is, in words that can be compared; empty for everybody.
pub fn whom(of: &Field<MapOf<Ref<to::Column>, Plain>>) -> Vec<(String, String)> {
    let entries = of.get().into_iter().flat_map(|map| map.entries());
    let mut all: Vec<_> = entries
        .filter_map(|entry| Some((entry.key.path.to_string(), entry.value.get()?.to_string())))
        .collect();
    all.sort();
    all
}
