//! `archetype`: whom we serve, by what they need and expect.

use super::bounded::Whole;
use super::common::{EntityCommon, PartCommon};
use super::expression_field::{In, on};
use super::field::{List, OneOrMany};
use super::id::Id;
use super::quantity::{Count, MoneyPerTime, Share};
use super::reference::{Ref, to};
use super::text::{Plain, Text};
use super::{choice, record};

record! {
    /// Whom we serve, by what they need and expect, and not by age or income.
    /// es: A quién servimos, por lo que necesita y espera, y no por edad o ingreso.
    pub struct Archetype("archetype") {
        /// The moment of life they are in.
        /// es: El momento de vida en que están.
        life_moment: Text [rule],
        /// The situation in which the need arises.
        /// es: La situación en que surge la necesidad.
        circumstances: List<Text> [rule],
        /// Their life beyond using our product.
        /// es: Su vida más allá de usar nuestro producto.
        context: Text,
        /// What they need, in their own words.
        /// es: Lo que necesitan, en sus propias palabras.
        needs: List<NeedOf> [rule],
        /// What they expect of us, each because of a need.
        /// es: Lo que esperan de nosotros, cada cosa por una necesidad.
        expectations: List<Expectation>,
        /// What they do not know how to do yet.
        /// es: Lo que todavía no saben hacer.
        capability_gaps: List<Text>,
        /// What a customer of this archetype is worth, today and if they evolve.
        /// es: Lo que vale un cliente de este arquetipo, hoy y si evoluciona.
        value: ValueOf [rule],
        /// Who they become, and the sign that shows it.
        /// es: En quiénes se convierten y la señal que lo muestra.
        evolves_to: List<Evolution> [rule],
        /// The channels where they want to meet us, most wanted first.
        /// es: Los canales donde quieren encontrarnos, primero el preferido.
        prefers: List<Ref<to::AnyChannel>>,
        /// How many customers there are of this archetype.
        /// es: Cuántos clientes hay de este arquetipo.
        size: Count,
        /// Age, place, income, spend: allowed, never defining.
        /// es: Edad, lugar, ingreso, gasto: se permiten, nunca definen.
        traits: List<Text>,
        /// Our own risk or profit criteria, kept apart from needs.
        /// es: Nuestros criterios de riesgo o rentabilidad, aparte de las necesidades.
        selection_criteria: List<Text>,
        /// People who illustrate the archetype.
        /// es: Personas que ilustran el arquetipo.
        personas: List<Persona>,
        /// Operational segments that hold this archetype.
        /// es: Segmentos operativos que contienen este arquetipo.
        segments: List<Segment>,
        /// What we do for them: the relationship strategy.
        /// es: Lo que hacemos por ellos: la estrategia de relacionamiento.
        relationship: Relationship [rule],
    }
    common common: EntityCommon
}

record! {
    /// Something an archetype needs.
    /// es: Algo que un arquetipo necesita.
    pub struct NeedOf("need") {
        /// The name of the need.
        /// es: El nombre de la necesidad.
        id: Id [required],
        /// What they need, in their words.
        /// es: Lo que necesitan, en sus palabras.
        text: Text [rule],
        /// How much it weighs for them, 1 to 5.
        /// es: Cuánto les pesa, de 1 a 5.
        importance: Whole<1, 5>,
    }
    common common: PartCommon
}

choice! {
    /// Where an expectation applies.
    /// es: En qué se espera algo.
    pub enum ExpectationDomain("expectation domain") {
        Service = "service" | "servicio",
        Website = "website" | "sitio web",
        App = "app" | "aplicación",
        LoyaltyProgram = "loyalty-program" | "programa de lealtad",
        Brand = "brand" | "marca",
        SocialResponsibility = "social-responsibility" | "responsabilidad social",
        Price = "price" | "precio",
        Delivery = "delivery" | "entrega",
        Advice = "advice" | "asesoría",
    }
}

record! {
    /// What an archetype expects of us.
    /// es: Lo que un arquetipo espera de nosotros.
    pub struct Expectation("expectation") {
        /// The name of the expectation, if something refers to it.
        /// es: El nombre de la expectativa, si algo se refiere a ella.
        id: Id,
        /// What they expect.
        /// es: Lo que esperan.
        text: Text [required],
        /// The need that explains it.
        /// es: La necesidad que lo explica.
        because: OneOrMany<Ref<to::Need>> [required],
        /// Where they expect it.
        /// es: Dónde lo esperan.
        domain: ExpectationDomain,
        /// The company or practice that set the expectation.
        /// es: La empresa o práctica que fijó la expectativa.
        set_by: Plain [rule],
        /// Whether it was set outside our sector.
        /// es: Si se fijó fuera de nuestro sector.
        outside_sector: bool,
    }
    common common: PartCommon
}

record! {
    /// What a customer is worth.
    /// es: Lo que vale un cliente.
    pub struct ValueOf("customer value") {
        /// Worth today.
        /// es: Lo que vale hoy.
        current: MoneyPerTime [rule],
        /// Worth if they evolve.
        /// es: Lo que vale si evoluciona.
        projected: MoneyPerTime [rule],
    }
}

record! {
    /// Who an archetype becomes.
    /// es: En quién se convierte un arquetipo.
    pub struct Evolution("evolution") {
        /// Who they become.
        /// es: En quiénes se convierten.
        archetype: Ref<to::AnyArchetype> [required],
        /// What shows that they evolved.
        /// es: Lo que muestra que evolucionaron.
        sign: Text [required],
    }
}

record! {
    /// A person who illustrates an archetype.
    /// es: Una persona que ilustra un arquetipo.
    pub struct Persona("persona") {
        /// The name of the part.
        /// es: El nombre de la parte.
        id: Id [required],
        /// The person's name.
        /// es: El nombre de la persona.
        name: Plain [required],
        /// The story in a few sentences.
        /// es: La historia en pocas frases.
        story: Text,
        /// What they say.
        /// es: Lo que dice.
        quote: Text,
    }
    common common: PartCommon
}

record! {
    /// An operational segment that holds an archetype.
    /// es: Un segmento operativo que contiene un arquetipo.
    pub struct Segment("segment") {
        /// The name of the segment.
        /// es: El nombre del segmento.
        id: Id [required],
        /// The dataset in which it can be told.
        /// es: El conjunto de datos donde se distingue.
        dataset: Ref<to::AnyDataset>,
        /// Which rows belong to it.
        /// es: Qué filas le pertenecen.
        r#where = "where": In<on::Rows>,
        /// The part of the segment that is this archetype.
        /// es: La parte del segmento que es de este arquetipo.
        share: Share,
    }
    common common: PartCommon
}

record! {
    /// What we do for whom: the relationship strategy.
    /// es: Qué hacemos para quién: la estrategia de relacionamiento.
    pub struct Relationship("relationship") {
        /// What we do for them, in one sentence.
        /// es: Lo que hacemos por ellos, en una frase.
        we_do: Text [rule],
        /// With which promise.
        /// es: Con qué promesa.
        value_propositions: List<Ref<to::AnyValueProposition>> [required],
        /// Where.
        /// es: Dónde.
        channels: List<Ref<to::AnyChannel>> [required],
        /// What both sides want to reach.
        /// es: Lo que ambas partes quieren lograr.
        objectives: List<RelationshipObjective>,
        /// Whether we help them do what they want, or make them do what we want.
        /// es: Si les ayudamos a hacer lo que quieren o los hacemos hacer lo que queremos.
        stance: Stance [rule],
    }
}

record! {
    /// What both sides of a relationship want to reach.
    /// es: Lo que ambas partes de una relación quieren lograr.
    pub struct RelationshipObjective("relationship objective") {
        /// What is to be reached.
        /// es: Lo que se quiere lograr.
        text: Text [required],
        /// The metric in which it shows.
        /// es: La métrica en que se nota.
        metric: Ref<to::AnyMetric>,
    }
}

choice! {
    /// Whether we empower or control.
    /// es: Si damos poder o controlamos.
    pub enum Stance("stance") {
        /// Help them do what they want.
        /// es: Ayudarles a hacer lo que quieren.
        Empower = "empower" | "dar poder",
        /// Make them do what we want.
        /// es: Hacer que hagan lo que queremos.
        Control = "control" | "controlar",
    }
}
