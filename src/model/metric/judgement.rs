//! What is good and what is not: direction and bands.

use crate::model::expression_field::{In, on};
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::quantity::Level;
use crate::model::{Constraint, choice, record};

choice! {
    /// Which way a metric is better.
    /// es: Hacia dónde mejora una métrica.
    pub enum Direction("direction") {
        /// More is better.
        /// es: Es mejor más.
        Up = "up" | "sube" | "subir" | "arriba",
        /// Less is better.
        /// es: Es mejor menos.
        Down = "down" | "baja" | "bajar" | "abajo",
        /// Close to the target is better.
        /// es: Es mejor cerca de la meta.
        Hold = "hold" | "mantener",
    }
}

record! {
    /// A named range of values. Each band states its own ends, so order does not matter.
    /// es: Un rango de valores con nombre. Cada banda dice sus extremos, así que el orden no importa.
    pub struct Band("band") {
        /// The name by which playbooks refer to it: `alert`.
        /// es: El nombre con que los playbooks se refieren a ella: `alert`.
        name: Id [required],
        /// The lower end, included.
        /// es: El extremo inferior, incluido.
        from: Level,
        /// The lower end, not included.
        /// es: El extremo inferior, sin incluirlo.
        above: Level,
        /// The upper end, included.
        /// es: El extremo superior, incluido.
        up_to: Level,
        /// The upper end, not included.
        /// es: El extremo superior, sin incluirlo.
        below: Level,
    }
    where
        Constraint::AtMostOne(&["from", "above"]),
        Constraint::AtMostOne(&["up_to", "below"]),
}

record! {
    /// Bands for some customers only.
    /// es: Bandas solo para algunos clientes.
    pub struct ConditionalBands("conditional bands") {
        /// For whom: `tenure = new`.
        /// es: Para quiénes: `tenure = new`.
        when: In<on::TheCut> [required],
        /// The bands that hold for them.
        /// es: Las bandas que valen para ellos.
        bands: List<Band> [required],
    }
}
