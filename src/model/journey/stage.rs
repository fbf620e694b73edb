//! Stages: the stretches of a journey, which the four moments put in order.

use crate::model::common::PartCommon;
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::text::Text;
use crate::model::{choice, record};

record! {
    /// A stretch of a journey.
    /// es: Un tramo de un viaje.
    pub struct Stage("journey stage") {
        /// The name of the stage, from the customer's side: `prepare`, not `conversion`.
        /// es: El nombre de la etapa, desde el lado del cliente: `prepare`, no `conversion`.
        id: Id [required],
        /// Which of the four moments it belongs to.
        /// es: A cuál de los cuatro momentos pertenece.
        moment: Moment [rule],
        /// What is wanted here: by the customer first, and by us.
        /// es: Lo que se quiere aquí: primero el cliente y luego nosotros.
        goal: StageGoal [rule],
        /// What the customer learns to do here.
        /// es: Lo que el cliente aprende a hacer aquí.
        learns: List<Text>,
        /// How we help the customer do the job here.
        /// es: Cómo ayudamos aquí al cliente a hacer su trabajo.
        our_help: Text,
    }
    common common: PartCommon
}

choice! {
    /// The four moments on the way to a job done.
    /// es: Los cuatro momentos hacia el trabajo hecho.
    pub enum Moment("moment of a journey") {
        /// The customer finds out what they need.
        /// es: El cliente descubre lo que necesita.
        Discovers = "discovers" | "descubre",
        /// The customer gets ready and learns.
        /// es: El cliente se prepara y aprende.
        Equips = "equips" | "se equipa" | "equipa" | "se prepara",
        /// The customer does it.
        /// es: El cliente lo hace.
        Executes = "executes" | "ejecuta",
        /// The customer got there, and sees it.
        /// es: El cliente llegó y lo ve.
        Achieves = "achieves" | "logra" | "alcanza",
    }
}

record! {
    /// What is wanted in a stage.
    /// es: Lo que se quiere en una etapa.
    pub struct StageGoal("goal of a stage") {
        /// What the customer wants here, in their words.
        /// es: Lo que el cliente quiere aquí, en sus palabras.
        customer: Text [rule],
        /// What we want here.
        /// es: Lo que nosotros queremos aquí.
        organization: Text,
    }
}
