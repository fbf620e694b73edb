//! Steps: what happens on a journey, where the customer is met, and what decides.

use super::transition::Transition;
use crate::model::bounded::Whole;
use crate::model::common::PartCommon;
use crate::model::field::{Boxed, List};
use crate::model::id::Id;
use crate::model::quantity::{Count, Duration};
use crate::model::reference::{Ref, to};
use crate::model::text::Text;
use crate::model::{choice, record};

record! {
    /// Something that happens on a journey.
    /// es: Algo que pasa en un viaje.
    pub struct Step("journey step") {
        /// The name of the step. Arrows, surveys and gaps refer to it.
        /// es: El nombre del paso. A él se refieren flechas, encuestas y brechas.
        id: Id [required],
        /// The stage it belongs to.
        /// es: La etapa a la que pertenece.
        stage: Ref<to::OwnStage> [required],
        /// Who does it: the customer, somebody the customer sees, or somebody behind.
        /// es: Quién lo hace: el cliente, alguien a quien el cliente ve o alguien detrás.
        actor: Actor [required],
        /// What is done: "asks in the app how to start".
        /// es: Lo que se hace: "pregunta en la app cómo empezar".
        does: Text [required],
        /// What the customer thinks: "will they turn me down?".
        /// es: Lo que piensa el cliente: "¿me van a rechazar?".
        thinks: Text,
        /// How the customer feels, −2 (very bad) to 2 (very good): today, or as it should be.
        /// es: Cómo se siente el cliente, de −2 (muy mal) a 2 (muy bien): hoy o como debería ser.
        feels: Whole<-2, 2>,
        /// Where the customer and we touch.
        /// es: Dónde hacemos contacto con el cliente.
        touchpoint: Touchpoint [rule],
        /// The promises that are kept here.
        /// es: Las promesas que se cumplen aquí.
        delivers: List<Ref<to::Promise>>,
        /// What we ask of the customer here.
        /// es: Lo que aquí le pedimos al cliente.
        demands: List<Demand>,
        /// The time it takes the customer.
        /// es: El tiempo que le toma al cliente.
        customer_time: Duration,
        /// The effort it takes the customer, 1 (very little) to 7 (very much).
        /// es: El esfuerzo que le cuesta al cliente, de 1 (muy poco) a 7 (muchísimo).
        customer_effort: Whole<1, 7>,
        /// What the customer decides here: "choose the day of the visit".
        /// es: Lo que aquí decide el cliente: "elegir el día de la visita".
        customer_can: List<Text>,
        /// What hurts here, in the customer's words.
        /// es: Lo que aquí duele, en palabras del cliente.
        pains: List<Pain>,
        /// Why the customer goes on or leaves here. Only where it is so.
        /// es: Por qué el cliente sigue o se va aquí. Solo donde sea así.
        moment_of_truth: Boxed<MomentOfTruth>,
        /// Where it leads. The following step when absent; after the last one, the end.
        /// es: A dónde lleva. Si falta, al paso que sigue; después del último, al final.
        next: List<Transition>,
        /// People come back in here from outside, and why.
        /// es: Por aquí se vuelve a entrar desde fuera, y por qué.
        re_entry: Text,
    }
    common common: PartCommon
}

choice! {
    /// Who does a step.
    /// es: Quién hace un paso.
    pub enum Actor("actor") {
        Customer = "customer" | "cliente",
        /// Our people or systems that the customer sees.
        /// es: Nuestra gente o nuestros sistemas, a la vista del cliente.
        Frontstage = "frontstage" | "frente" | "escenario" | "cara al cliente",
        /// Our people or systems that the customer does not see.
        /// es: Nuestra gente o nuestros sistemas, fuera de la vista del cliente.
        Backstage = "backstage" | "trastienda" | "bastidores",
        /// What holds the rest up: systems, suppliers inside the company.
        /// es: Lo que sostiene a los demás: sistemas, áreas internas.
        Support = "support" | "soporte" | "apoyo",
        /// Another company.
        /// es: Otra empresa.
        Partner = "partner" | "socio" | "aliado",
    }
}

choice! {
    /// Who starts a contact.
    /// es: Quién inicia un contacto.
    pub enum Initiator("initiator") {
        Customer = "customer" | "cliente",
        Organization = "organization" | "organización" | "empresa",
        Partner = "partner" | "socio" | "aliado",
    }
}

record! {
    /// A point of contact.
    /// es: Un punto de contacto.
    pub struct Touchpoint("touchpoint") {
        /// The channels where it can happen.
        /// es: Los canales donde puede ocurrir.
        channels: List<Ref<to::AnyChannel>> [rule],
        /// What stays with the customer: a letter, a message, a receipt.
        /// es: Lo que le queda al cliente: una carta, un mensaje, un recibo.
        trace: Text,
        /// Who starts the contact. Whoever does the step when absent.
        /// es: Quién inicia el contacto. Si falta, quien hace el paso.
        initiator: Initiator,
        /// How many times it happens in a month.
        /// es: Cuántas veces ocurre en un mes.
        per_month: Count,
    }
}

choice! {
    /// Something we ask of the customer.
    /// es: Algo que le pedimos al cliente.
    pub enum Demand("demand on the customer") {
        Documents = "documents" | "documentos" | "papeles",
        PersonalData = "personal-data" | "datos personales",
        Identification = "identification" | "identificación",
        Payment = "payment" | "pago",
        /// To say or do again what was said or done.
        /// es: Repetir lo que ya dijo o hizo.
        Repetition = "repetition" | "repetición" | "repetir",
        /// To come to us.
        /// es: Venir a donde estamos.
        Visit = "visit" | "visita",
        Wait = "wait" | "espera" | "esperar",
    }
}

record! {
    /// Something that hurts on the way.
    /// es: Algo que duele en el camino.
    pub struct Pain("pain") {
        /// The name of the pain.
        /// es: El nombre del dolor.
        id: Id [required],
        /// What hurts, in the customer's words.
        /// es: Lo que duele, en palabras del cliente.
        text: Text [required],
        /// The need that is not met.
        /// es: La necesidad que no se atiende.
        need: Ref<to::Need>,
    }
    common common: PartCommon
}

record! {
    /// A point where the customer decides whether to go on with us.
    /// es: Un punto donde el cliente decide si sigue con nosotros.
    pub struct MomentOfTruth("moment of truth") {
        /// Why they go on or leave here: "if they are turned down without a reason, they do not come back".
        /// es: Por qué siguen o se van aquí: "si lo rechazan sin explicación, no vuelve".
        why: Text [required],
        /// The survey that asks right after it.
        /// es: La encuesta que pregunta justo después.
        survey: Ref<to::AnySurvey> [rule],
        /// The metrics in which it shows.
        /// es: Las métricas en que se nota.
        metrics: List<Ref<to::AnyMetric>> [rule],
        /// What we do when it goes wrong, or very well.
        /// es: Lo que hacemos cuando sale mal, o muy bien.
        playbooks: List<Ref<to::AnyPlaybook>> [rule],
        /// The economic behaviors that are won or lost here.
        /// es: Los comportamientos económicos que aquí se ganan o se pierden.
        stakes: List<Ref<to::AnyBehavior>>,
    }
}
