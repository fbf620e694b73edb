//! The six disciplines, and where thinking in a straight line gets in the way.

use crate::model::field::List;
use crate::model::quantity::Positive;
use crate::model::reference::{Ref, to};
use crate::model::text::Text;
use crate::model::{choice, record};

choice! {
    /// A discipline in which a company keeps up with its customers.
    /// es: Una disciplina en la que una empresa sigue el paso de sus clientes.
    pub enum Discipline("discipline") {
        Strategy = "strategy" | "estrategia",
        Campaigns = "campaigns" | "campañas",
        Personalization = "personalization" | "personalización",
        Social = "social" | "redes sociales",
        Loyalty = "loyalty" | "lealtad" | "fidelización",
        Operations = "operations" | "operaciones",
    }
}

record! {
    /// What a discipline needs in order to keep up with customers.
    /// es: Lo que una disciplina necesita para seguir el paso de los clientes.
    pub struct DisciplineOf("discipline of a roadmap") {
        /// Which of the six it is.
        /// es: Cuál de las seis es.
        discipline: Discipline [required],
        /// In which order it would change most for customers: 1 comes first.
        /// es: En qué orden cambiaría más para los clientes: 1 es la primera.
        impact_rank: Positive,
        /// Where thinking in a straight line gets in the way.
        /// es: Dónde estorba el pensamiento lineal.
        linear_thinking: Text,
        /// What we have to be able to do.
        /// es: Lo que tenemos que poder hacer.
        capabilities: List<Text>,
        /// What has to change in how we think and behave.
        /// es: Lo que tiene que cambiar en cómo pensamos y actuamos.
        culture: List<Text>,
        /// What we will do differently.
        /// es: Lo que haremos distinto.
        change: List<Text>,
        /// The initiatives that bring it about.
        /// es: Las iniciativas que lo logran.
        initiatives: List<Ref<to::OwnInitiative>>,
    }
}
