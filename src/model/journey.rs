//! `journey`: the customer's path to the goal, a graph.

pub mod handoff;
pub mod stage;
pub mod step;
pub mod transition;

use super::common::EntityCommon;
use super::field::{List, OneOrMany};
use super::reference::{Ref, to};
use super::text::Text;
use super::time::{Cadence, Date};
use super::{Constraint, choice, record};
use handoff::Handoff;
use stage::Stage;
use step::Step;

record! {
    /// The path of a customer to what they want to achieve, as it is today or as it should be.
    /// es: El camino de un cliente hacia lo que quiere lograr, como es hoy o como debería ser.
    pub struct Journey("journey") {
        /// Whether this is today's path, or the path as it should be.
        /// es: Si es el camino de hoy o el camino como debería ser.
        state: JourneyState [required],
        /// The same path in its other state: today's for the one that should be, and the other way round.
        /// es: El mismo camino en su otro estado: el de hoy para el que debería ser, y al revés.
        pairs_with: Ref<to::AnyJourney> [rule],
        /// Whose path it is.
        /// es: De quién es el camino.
        archetype: OneOrMany<Ref<to::AnyArchetype>> [required],
        /// The progress at its end.
        /// es: El progreso que hay al final.
        job: Ref<to::AnyJob> [rule],
        /// How it was mapped: by the job to be done, by the life cycle, or as a service blueprint.
        /// es: Cómo se trazó: por el trabajo por hacer, por el ciclo de vida o como plano de servicio.
        model: JourneyModel [default "job-to-be-done"],
        /// The life-cycle stages it covers.
        /// es: Las etapas del ciclo de vida que cubre.
        covers: List<Ref<to::Lifecycle>>,
        /// What the customer and we pursue together.
        /// es: Lo que el cliente y nosotros buscamos juntos.
        shared_purpose: Text,
        /// Where it begins, before the customer meets us.
        /// es: Dónde empieza, antes de que el cliente nos encuentre.
        start: JourneyStart [rule],
        /// Where it ends: with the job done.
        /// es: Dónde termina: con el trabajo hecho.
        end: JourneyEnd [rule],
        /// How often this map is checked against what happens.
        /// es: Cada cuánto se compara este mapa con lo que pasa.
        review: JourneyReview [rule],
        /// The stretches of the path, in order.
        /// es: Los tramos del camino, en orden.
        stages: List<Stage> [rule],
        /// What happens, step by step, and where each step leads.
        /// es: Lo que pasa, paso a paso, y a dónde lleva cada paso.
        steps: List<Step> [rule],
        /// Where the customer passes from one channel, role or step to another.
        /// es: Dónde el cliente pasa de un canal, rol o paso a otro.
        handoffs: List<Handoff>,
    }
    common common: EntityCommon
    where Constraint::Needs { key: "state", value: Some("to-be"), needs: &["job"] }
}

choice! {
    /// Whether a map shows today or what should be.
    /// es: Si un mapa muestra lo de hoy o lo que debería ser.
    pub enum JourneyState("state of a journey") {
        /// Today's path.
        /// es: El camino de hoy.
        AsIs = "as-is" | "actual" | "como es",
        /// The path as it should be.
        /// es: El camino como debería ser.
        ToBe = "to-be" | "futuro" | "deseado" | "como debería ser",
    }
}

choice! {
    /// How a journey was mapped.
    /// es: Cómo se trazó un viaje.
    pub enum JourneyModel("model of a journey") {
        /// By what the customer wants to get done.
        /// es: Por lo que el cliente quiere resolver.
        JobToBeDone = "job-to-be-done" | "trabajo por hacer",
        /// By the stages of a customer's life with us.
        /// es: Por las etapas de la vida de un cliente con nosotros.
        Lifecycle = "lifecycle" | "ciclo de vida",
        /// By who does what in front of the customer and behind.
        /// es: Por quién hace qué a la vista del cliente y detrás.
        ServiceBlueprint = "service-blueprint" | "plano de servicio" | "blueprint",
    }
}

record! {
    /// Where a journey begins.
    /// es: Dónde empieza un viaje.
    pub struct JourneyStart("start of a journey") {
        /// The situation that sets the customer off, outside the company: "nobody lends to them without a history".
        /// es: La situación que pone en marcha al cliente, fuera de la empresa: "nadie le presta sin historial".
        circumstance: Text [required],
    }
}

choice! {
    /// Where today's path stops short of the job done.
    /// es: Dónde se queda corto el camino de hoy.
    pub enum StopsAt("stopping point") {
        Purchase = "purchase" | "compra",
        Repurchase = "repurchase" | "recompra",
        Use = "use" | "uso",
        Renewal = "renewal" | "renovación",
        Advocacy = "advocacy" | "recomendación",
        Other = "other" | "otro",
    }
}

record! {
    /// Where a journey ends.
    /// es: Dónde termina un viaje.
    pub struct JourneyEnd("end of a journey") {
        /// The job that is done at the end: the same the journey is about.
        /// es: El trabajo que queda hecho al final: el mismo del que trata el viaje.
        job_done: Ref<to::AnyJob> [rule],
        /// Where today's path stops short, in a map of today only.
        /// es: Dónde se queda corto el camino de hoy, solo en un mapa de hoy.
        stops_at = "at": StopsAt,
    }
}

record! {
    /// How often a journey is checked.
    /// es: Cada cuánto se revisa un viaje.
    pub struct JourneyReview("review of a journey") {
        /// How often: `6 months`.
        /// es: Cada cuánto: `6 months`.
        every: Cadence [rule],
        /// The last time.
        /// es: La última vez.
        last: Date [rule],
    }
}
