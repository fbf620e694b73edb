//! `roadmap`: vision → diagnosis → gaps → initiatives → review.

pub mod dependency;
pub mod discipline;
pub mod initiative;
pub mod insight;

use super::bounded::Whole;
use super::common::{EntityCommon, PartCommon, Ritual};
use super::field::{List, MapOf, OneOrMany};
use super::id::Id;
use super::record;
use super::reference::{Ref, to};
use super::text::Text;
use super::time::Date;
use dependency::Dependency;
use discipline::DisciplineOf;
use initiative::{Initiative, Phase};
use insight::{Insight, Opportunity};

record! {
    /// The way from how the experience is to how it should be: vision, diagnosis, gaps, initiatives, review.
    /// es: El camino de cómo es la experiencia a cómo debería ser: visión, diagnóstico, brechas, iniciativas, revisión.
    pub struct Roadmap("roadmap") {
        /// How the experience should be.
        /// es: Cómo debería ser la experiencia.
        vision: Vision [rule],
        /// How the experience is today, in the light of the vision.
        /// es: Cómo es hoy la experiencia, a la luz de la visión.
        diagnosis: Diagnosis,
        /// The differences between today and the vision.
        /// es: Las diferencias entre lo de hoy y la visión.
        gaps: List<Gap>,
        /// What we learned from customers.
        /// es: Lo que aprendimos de los clientes.
        insights: List<Insight>,
        /// Problems put positively: where we could do better.
        /// es: Problemas puestos en positivo: dónde podríamos hacerlo mejor.
        opportunities: List<Opportunity>,
        /// What will be done. Each closes a gap and moves an economic behavior.
        /// es: Lo que se va a hacer. Cada una cierra una brecha y mueve un comportamiento económico.
        initiatives: List<Initiative>,
        /// The legs of the way: it is a marathon.
        /// es: Los tramos del camino: es un maratón.
        phases: List<Phase>,
        /// What we need from other areas.
        /// es: Lo que necesitamos de otras áreas.
        dependencies: List<Dependency>,
        /// The six disciplines, and where thinking in a straight line gets in the way.
        /// es: Las seis disciplinas y dónde estorba el pensamiento lineal.
        disciplines: List<DisciplineOf>,
        /// The session, or sessions, in which the roadmap is looked at.
        /// es: La sesión o las sesiones en que se revisa la hoja de ruta.
        review: OneOrMany<Ritual> [rule],
    }
    common common: EntityCommon
}

record! {
    /// How the experience should be.
    /// es: Cómo debería ser la experiencia.
    pub struct Vision("vision") {
        /// What will be true then, sentence by sentence.
        /// es: Lo que será cierto entonces, frase por frase.
        statements: List<VisionStatement> [rule],
        /// The life-cycle stages it speaks of.
        /// es: Las etapas del ciclo de vida de las que habla.
        covers: List<Ref<to::Lifecycle>>,
    }
}

record! {
    /// Something that will be true of the experience.
    /// es: Algo que será cierto de la experiencia.
    pub struct VisionStatement("vision statement") {
        /// The name of the statement.
        /// es: El nombre de la frase.
        id: Id [required],
        /// How the experience should be: "nobody is afraid to ask".
        /// es: Cómo debería ser la experiencia: "nadie teme preguntar".
        text: Text [required],
        /// Where anybody could see that it came true: a metric, a journey, a step.
        /// es: Dónde cualquiera podría ver que se cumplió: una métrica, un viaje, un paso.
        observable_as: List<Ref<to::Observable>> [rule],
    }
    common common: PartCommon
}

record! {
    /// How the experience is today.
    /// es: Cómo es hoy la experiencia.
    pub struct Diagnosis("diagnosis") {
        /// The journey of today that was looked at.
        /// es: El viaje de hoy que se examinó.
        of: Ref<to::AnyJourney> [required],
        /// The statements of the vision it was held against.
        /// es: Las frases de la visión con las que se comparó.
        against: OneOrMany<Ref<to::OwnVision>> [rule],
        /// When it was made.
        /// es: Cuándo se hizo.
        date: Date [required],
        /// How customers value us today, in words.
        /// es: Cómo nos valoran hoy los clientes, en palabras.
        customer_view: Text,
        /// How near each statement of the vision is today, 0 (far away) to 10 (there).
        /// es: Qué tan cerca está hoy cada frase de la visión, de 0 (muy lejos) a 10 (ya está).
        scores: MapOf<Ref<to::OwnVision>, Whole<0, 10>>,
    }
}

record! {
    /// A difference between today and the vision.
    /// es: Una diferencia entre lo de hoy y la visión.
    pub struct Gap("gap") {
        /// The name of the gap. Initiatives say which gaps they close.
        /// es: El nombre de la brecha. Las iniciativas dicen qué brechas cierran.
        id: Id [required],
        /// The difference: "we ask for papers before we understand".
        /// es: La diferencia: "pedimos papeles antes de entender".
        text: Text [required],
        /// The journeys or steps where it is felt.
        /// es: Los viajes o pasos donde se siente.
        places = "at": OneOrMany<Ref<to::StepOrJourney>> [required],
        /// The step as it should be.
        /// es: El paso como debería ser.
        to: Ref<to::AnyStep>,
    }
    common common: PartCommon
}
