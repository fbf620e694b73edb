//! Dependencies: what a roadmap needs from other areas.

use crate::model::common::PartCommon;
use crate::model::id::Id;
use crate::model::reference::{Ref, to};
use crate::model::text::Text;
use crate::model::time::Date;
use crate::model::{choice, record};

record! {
    /// Something we need from another area.
    /// es: Algo que necesitamos de otra área.
    pub struct Dependency("dependency") {
        /// The name of the dependency.
        /// es: El nombre de la dependencia.
        id: Id [required],
        /// What we ask for.
        /// es: Lo que pedimos.
        ask: Text [required],
        /// The area we ask.
        /// es: El área a la que se lo pedimos.
        to: Text,
        /// The role that negotiates it.
        /// es: El rol que lo negocia.
        owner: Ref<to::AnyRole> [rule],
        /// The day by which we need it.
        /// es: El día para el que lo necesitamos.
        needed_by: Date,
        /// The initiative that needs it.
        /// es: La iniciativa que lo necesita.
        initiative = "for": Ref<to::OwnInitiative>,
        /// How far it has come.
        /// es: En qué va.
        state: DependencyState,
    }
    common common: PartCommon
}

choice! {
    /// How far a dependency has come.
    /// es: En qué va una dependencia.
    pub enum DependencyState("state of a dependency") {
        Open = "open" | "abierta" | "pendiente",
        Agreed = "agreed" | "acordada",
        Refused = "refused" | "rechazada",
        Done = "done" | "hecha" | "cumplida",
    }
}
