//! Initiatives and the phases they fall in: what will be done, when, and for which lever.

use crate::model::archetype::Stance;
use crate::model::common::{BusinessCase, PartCommon};
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::quantity::Amount;
use crate::model::reference::{Ref, to};
use crate::model::text::Text;
use crate::model::time::Date;
use crate::model::{choice, record};

record! {
    /// Something that will be done to close a gap.
    /// es: Algo que se va a hacer para cerrar una brecha.
    pub struct Initiative("initiative") {
        /// The name of the initiative.
        /// es: El nombre de la iniciativa.
        id: Id [required],
        /// The gaps it closes.
        /// es: Las brechas que cierra.
        closes: List<Ref<to::OwnGap>> [rule],
        /// The opportunities it pursues.
        /// es: Las oportunidades que aprovecha.
        pursues: List<Ref<to::OwnOpportunity>>,
        /// The business challenges it answers.
        /// es: Los retos de negocio a los que responde.
        addresses: List<Ref<to::Challenge>>,
        /// The economic behaviors it moves: the lever.
        /// es: Los comportamientos económicos que mueve: la palanca.
        moves: List<Ref<to::AnyBehavior>> [rule],
        /// The promises it makes true.
        /// es: Las promesas que hace realidad.
        promises: List<Ref<to::AnyPromise>>,
        /// The metrics that tell whether it works.
        /// es: Las métricas que dicen si funciona.
        measures: List<Ref<to::AnyMetric>>,
        /// The role that answers for it.
        /// es: El rol que responde por ella.
        owner: Ref<to::AnyRole> [rule],
        /// What it changes most: people, a process, technology.
        /// es: Lo que más cambia: personas, un proceso, tecnología.
        initiative_type = "type": InitiativeType [required],
        /// What it costs: `180000 MXN`.
        /// es: Lo que cuesta: `180000 MXN`.
        cost: Amount [rule],
        /// The first day.
        /// es: El primer día.
        start: Date [rule],
        /// The day a customer notices something for the first time.
        /// es: El día en que un cliente nota algo por primera vez.
        first_value: Date [rule],
        /// The last day.
        /// es: El último día.
        end: Date [rule],
        /// The phase it falls in.
        /// es: La fase en que cae.
        phase: Ref<to::OwnPhase>,
        /// Whether it was planned, or reacts to something that went wrong.
        /// es: Si estaba planeada o reacciona a algo que salió mal.
        origin: Origin [default "planned"],
        /// Whether it helps customers do what they want, or makes them do what we want.
        /// es: Si ayuda a los clientes a hacer lo que quieren o los hace hacer lo que queremos.
        stance: Stance,
        /// Why it is worth its money.
        /// es: Por qué vale lo que cuesta.
        business_case: BusinessCase,
    }
    common common: PartCommon
}

choice! {
    /// What an initiative changes most.
    /// es: Lo que más cambia una iniciativa.
    pub enum InitiativeType("type of initiative") {
        People = "people" | "personas" | "gente",
        Process = "process" | "proceso",
        Technology = "technology" | "tecnología",
        /// A rule of the company.
        /// es: Una regla de la empresa.
        Policy = "policy" | "política",
        Product = "product" | "producto",
        /// Made together with customers.
        /// es: Hecha junto con los clientes.
        CoCreation = "co-creation" | "cocreación" | "co-creación",
    }
}

choice! {
    /// Where an initiative comes from.
    /// es: De dónde viene una iniciativa.
    pub enum Origin("origin of an initiative") {
        Planned = "planned" | "planeada" | "planificada",
        /// It puts out a fire.
        /// es: Apaga un incendio.
        Reactive = "reactive" | "reactiva",
    }
}

record! {
    /// A leg of the way.
    /// es: Un tramo del camino.
    pub struct Phase("phase") {
        /// The name of the phase.
        /// es: El nombre de la fase.
        id: Id [required],
        /// What is reached in it.
        /// es: Lo que se logra en ella.
        text: Text,
        /// The first day.
        /// es: El primer día.
        start: Date,
        /// The last day.
        /// es: El último día.
        end: Date,
    }
    common common: PartCommon
}
