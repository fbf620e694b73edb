//! `job`: the progress a customer wants in a circumstance.

use super::common::{EntityCommon, PartCommon};
use super::field::{List, OneOrMany};
use super::id::Id;
use super::bounded::Whole;
use super::reference::{Ref, to};
use super::text::Text;
use super::{choice, record};

record! {
    /// The progress a customer wants in a circumstance, without any product in it.
    /// es: El progreso que un cliente quiere lograr en una circunstancia, sin ningún producto.
    pub struct Job("job") {
        /// Who has this job.
        /// es: Quién tiene este trabajo por hacer.
        archetype: OneOrMany<Ref<to::AnyArchetype>> [required],
        /// When and where it arises.
        /// es: Cuándo y dónde surge.
        circumstance: Text [rule],
        /// Verb, object and context, without any product: "start building assets with a first credit I can pay".
        /// es: Verbo, objeto y contexto, sin ningún producto: "empezar mi patrimonio con un primer crédito que pueda pagar".
        progress: Text [required],
        /// The functional, emotional and social side of the job.
        /// es: El lado funcional, emocional y social del trabajo por hacer.
        dimensions: Dimensions,
        /// Why they move, and why they stay.
        /// es: Por qué se mueven y por qué se quedan.
        forces: Forces,
        /// What they use today, doing nothing included.
        /// es: Lo que usan hoy, incluido no hacer nada.
        alternatives: List<Text> [rule],
        /// The mechanism that makes them choose a solution.
        /// es: El mecanismo que los hace elegir una solución.
        hired_because: Text,
        /// How they judge progress.
        /// es: Cómo juzgan el progreso.
        outcomes: List<Outcome>,
        /// How they know that they got there.
        /// es: Cómo saben que llegaron.
        done_when: DoneWhen [required],
    }
    common common: EntityCommon
}

record! {
    /// The three sides of a job.
    /// es: Los tres lados de un trabajo por hacer.
    pub struct Dimensions("dimensions of a job") {
        /// What has to get done.
        /// es: Lo que hay que resolver.
        functional: Text,
        /// How they want to feel.
        /// es: Cómo quieren sentirse.
        emotional: Text,
        /// How they want to be seen.
        /// es: Cómo quieren ser vistos.
        social: Text,
    }
}

record! {
    /// The four forces of progress.
    /// es: Las cuatro fuerzas del progreso.
    pub struct Forces("forces") {
        /// What pushes them away from today.
        /// es: Lo que los empuja a salir de lo de hoy.
        push: List<Text>,
        /// What draws them to the new.
        /// es: Lo que los atrae de lo nuevo.
        pull: List<Text>,
        /// What they fear in the new.
        /// es: Lo que temen de lo nuevo.
        anxiety: List<Text>,
        /// What holds them to the old.
        /// es: Lo que los ata a lo de siempre.
        habit: List<Text>,
    }
}

choice! {
    /// Which way an outcome is better.
    /// es: Hacia dónde mejora un resultado.
    pub enum OutcomeDirection("outcome direction") {
        Minimize = "minimize" | "minimizar",
        Maximize = "maximize" | "maximizar",
    }
}

record! {
    /// How customers judge progress: direction, measure, object and context.
    /// es: Cómo juzgan los clientes el progreso: dirección, medida, objeto y contexto.
    pub struct Outcome("outcome") {
        /// The name of this outcome.
        /// es: El nombre de este resultado.
        id: Id [required],
        /// Whether less or more is better.
        /// es: Si es mejor menos o más.
        direction: OutcomeDirection [rule],
        /// What is measured: "the time it takes".
        /// es: Lo que se mide: "el tiempo que toma".
        measure: Text [rule],
        /// Of what: "to know whether I will be accepted".
        /// es: De qué: "saber si me van a aceptar".
        object: Text [rule],
        /// In which situation.
        /// es: En qué situación.
        context: Text,
        /// How important it is to them, 1 to 10.
        /// es: Qué tan importante es para ellos, de 1 a 10.
        importance: Whole<1, 10>,
        /// How satisfied they are today, 1 to 10.
        /// es: Qué tan satisfechos están hoy, de 1 a 10.
        satisfaction: Whole<1, 10>,
    }
    common common: PartCommon
}

record! {
    /// How somebody knows that the job is done.
    /// es: Cómo se sabe que el trabajo está hecho.
    pub struct DoneWhen("done when") {
        /// In their own words.
        /// es: En sus propias palabras.
        text: Text [required],
        /// The metric in which it shows.
        /// es: La métrica en que se nota.
        metric: Ref<to::AnyMetric> [rule],
    }
}
