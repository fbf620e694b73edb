//! `value-proposition`: what we do for whom.

mod trade_off;

pub use trade_off::TradeOff;

use super::common::{EntityCommon, PartCommon, Personalization};
use super::field::List;
use super::id::Id;
use super::quantity::Positive;
use super::reference::{Ref, RefOrText, to};
use super::text::Text;
use super::time::Date;
use super::{Constraint, choice, record};

record! {
    /// What we do for whom: what we promise, what we give, and what makes it better than elsewhere.
    /// es: Qué hacemos para quién: lo que prometemos, lo que damos y lo que lo hace mejor que en otro lado.
    pub struct ValueProposition("value proposition") {
        /// For whom.
        /// es: Para quién.
        archetype: Ref<to::AnyArchetype> [rule],
        /// For which progress of theirs.
        /// es: Para qué progreso suyo.
        job: Ref<to::AnyJob> [rule],
        /// What we promise. The steps of journeys say which promise they keep.
        /// es: Lo que prometemos. Los pasos de los viajes dicen qué promesa cumplen.
        promises: List<PromiseOf>,
        /// The surveys or studies it was written from.
        /// es: Las encuestas o estudios de los que salió.
        derived_from: List<Ref<to::SurveyOrStudy>>,
        /// What we give: products, services and advice.
        /// es: Lo que damos: productos, servicios y asesoría.
        offer: Offer [rule],
        /// Which needs it answers, and how.
        /// es: Qué necesidades atiende y cómo.
        relieves: List<Relief>,
        /// Which outcomes customers reach with it, and how.
        /// es: Qué resultados alcanzan los clientes con ella y cómo.
        achieves: List<Achievement>,
        /// What we do notably better, and better than whom.
        /// es: Lo que hacemos notablemente mejor y mejor que quién.
        differentiators: List<Differentiator> [rule],
        /// Opposites that others choose between: "global" and "personal", "cheap" and "good".
        /// es: Opuestos entre los que otros eligen: "global" y "personal", "barato" y "bueno".
        transcends: List<Transcended>,
        /// What each side gives.
        /// es: Lo que da cada parte.
        give_get: GiveGet [rule],
        /// What customers said, word for word.
        /// es: Lo que dijeron los clientes, palabra por palabra.
        voice_of_customer: List<Verbatim> [rule],
        /// How the offer adapts to each customer.
        /// es: Cómo se adapta la oferta a cada cliente.
        personalization: Personalization,
    }
    common common: EntityCommon
}

record! {
    /// Something we promise.
    /// es: Algo que prometemos.
    pub struct PromiseOf("promise") {
        /// The name of the promise. Steps say which promises they keep.
        /// es: El nombre de la promesa. Los pasos dicen qué promesas cumplen.
        id: Id [required],
        /// The promise as the customer hears it: "your first credit, with somebody at your side from day one".
        /// es: La promesa como la oye el cliente: "tu primer crédito, con alguien a tu lado desde el primer día".
        text: Text [required],
    }
    common common: PartCommon
}

record! {
    /// What we give.
    /// es: Lo que damos.
    pub struct Offer("offer") {
        /// The products.
        /// es: Los productos.
        products: List<Text> [rule],
        /// The services around them.
        /// es: Los servicios que los acompañan.
        services: List<Text> [rule],
        /// What we explain, teach and recommend.
        /// es: Lo que explicamos, enseñamos y recomendamos.
        advice: List<Text> [rule],
    }
}

record! {
    /// A need that is answered.
    /// es: Una necesidad atendida.
    pub struct Relief("relieved need") {
        /// The need, of the archetype this is for.
        /// es: La necesidad, del arquetipo para quien es.
        need: Ref<to::Need> [required],
        /// How it is answered.
        /// es: Cómo se atiende.
        how: Text [required],
    }
}

record! {
    /// An outcome customers reach.
    /// es: Un resultado que alcanzan los clientes.
    pub struct Achievement("achieved outcome") {
        /// The outcome, of the job this is for.
        /// es: El resultado, del trabajo por hacer para el que es.
        outcome: Ref<to::Outcome> [required],
        /// How they reach it with this.
        /// es: Cómo lo alcanzan con esto.
        how: Text,
    }
}

record! {
    /// Something we do notably better.
    /// es: Algo que hacemos notablemente mejor.
    pub struct Differentiator("differentiator") {
        /// What we do better.
        /// es: Lo que hacemos mejor.
        text: Text [required],
        /// Better than whom: a competitor of the business model, or any name.
        /// es: Mejor que quién: un competidor del modelo de negocio o cualquier nombre.
        versus: RefOrText<to::Competitor> [required],
    }
}

choice! {
    /// What is done about a trade-off.
    /// es: Qué se hace ante una disyuntiva.
    pub enum TradeOffStance("stance on a trade-off") {
        /// One of them is chosen.
        /// es: Se elige uno de ellos.
        Accept = "accept" | "aceptar",
        /// All of them are given.
        /// es: Se dan todos.
        Transcend = "transcend" | "trascender",
    }
}

record! {
    /// Opposites that others choose between, and what we do about them.
    /// es: Opuestos entre los que otros eligen y lo que hacemos con ellos.
    pub struct Transcended("trade-off") {
        /// The opposites: `[Global, Personal]`. Well-known ones are big and small, complex and simple, speed and scale,
        /// consistency and agility, high tech and high touch, and the three of cheap, good and fast.
        /// es: Los opuestos: `[Global, Personal]`. Los conocidos son grande y pequeño, complejo y simple, velocidad y escala,
        /// consistencia y agilidad, alta tecnología y alto contacto, y los tres de barato, bueno y rápido.
        between: TradeOff [required],
        /// How all of them are given.
        /// es: Cómo se dan todos.
        how: Text,
        /// Whether one of them is chosen or all are given.
        /// es: Si se elige uno o se dan todos.
        stance: TradeOffStance [default "transcend"],
        /// In which order it is worked on: 1 comes first.
        /// es: En qué orden se trabaja: 1 es el primero.
        priority: Positive,
    }
    where
        Constraint::AtLeastOne(&["how", "stance"]),
        Constraint::Needs { key: "stance", value: Some("transcend"), needs: &["how"] }
}

record! {
    /// What each side gives.
    /// es: Lo que da cada parte.
    pub struct GiveGet("give and get") {
        /// What we give.
        /// es: Lo que damos.
        we_give: List<Text> [rule],
        /// What we ask for in return: money, time, data.
        /// es: Lo que pedimos a cambio: dinero, tiempo, datos.
        we_ask: List<Text> [rule],
    }
}

record! {
    /// What a customer said.
    /// es: Lo que dijo un cliente.
    pub struct Verbatim("customer quote") {
        /// The customer's words, untouched.
        /// es: Las palabras del cliente, sin retocar.
        quote: Text [required],
        /// The survey or study in which it was said, or the name of another source.
        /// es: La encuesta o el estudio donde se dijo, o el nombre de otra fuente.
        source: RefOrText<to::SurveyOrStudy> [required],
        /// When it was said.
        /// es: Cuándo se dijo.
        date: Date [required],
        /// The question it answers.
        /// es: La pregunta a la que responde.
        answers_to: Ref<to::SurveyQuestion>,
    }
}
