//! The steps of a playbook, their gates, and how a case may end.

use crate::model::common::PartCommon;
use crate::model::field::{Boxed, Field, List, OneOrMany};
use crate::model::id::Id;
use crate::model::quantity::{Duration, IntRange, Sla};
use crate::model::reader::Reader;
use crate::model::reference::{Ref, to};
use crate::model::schemas::Schemas;
use crate::model::text::{Plain, Script, Text};
use crate::model::unions::{ConditionOrText, Within};
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::model::{Constraint, choice, record};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

choice! {
    /// What a step does.
    /// es: Qué hace un paso.
    pub enum Intent("step intent") {
        /// Get in touch.
        /// es: Ponerse en contacto.
        Contact = "contact" | "contactar",
        /// Say thank you.
        /// es: Agradecer.
        Thank = "thank" | "agradecer",
        /// Say sorry.
        /// es: Disculparse.
        Apologize = "apologize" | "disculparse",
        /// Find out what happened.
        /// es: Averiguar qué pasó.
        Understand = "understand" | "entender",
        /// Solve the problem.
        /// es: Resolver el problema.
        Resolve = "resolve" | "resolver",
        /// Make sure that nothing is left open.
        /// es: Asegurarse de que no quede nada pendiente.
        Validate = "validate" | "validar" | "verificar",
        /// Ask for a recommendation.
        /// es: Pedir una recomendación.
        AskReferral = "ask-referral" | "pedir referidos",
        /// Teach.
        /// es: Enseñar.
        Teach = "teach" | "enseñar",
        /// Offer something.
        /// es: Ofrecer algo.
        Offer = "offer" | "ofrecer",
        /// Tell the customer what was changed because of what they said.
        /// es: Contar al cliente qué cambió por lo que dijo.
        TellBack = "tell-back" | "contar al cliente",
        /// Take it to somebody who can decide more.
        /// es: Llevarlo a quien puede decidir más.
        Escalate = "escalate" | "escalar",
        /// Ask with a survey.
        /// es: Preguntar con una encuesta.
        Survey = "survey" | "encuestar",
    }
}

record! {
    /// A step of a playbook.
    /// es: Un paso de un playbook.
    pub struct PlaybookStep("playbook step") {
        /// The name of the step.
        /// es: El nombre del paso.
        id: Id [required],
        /// Who does it.
        /// es: Quién lo hace.
        role: Ref<to::AnyRole> [rule],
        /// Where the customer is met. When absent, the step does not reach the customer.
        /// es: Dónde se encuentra al cliente. Si falta, el paso no llega al cliente.
        channel: Ref<to::AnyChannel>,
        /// By when, counted from the signal and with its clock: `24 h`, `3 business days`. A list when it depends on the case.
        /// es: En qué plazo, contado desde la señal y con su reloj: `24 h`, `3 business days`. Una lista si depende del caso.
        within: Within [rule],
        /// The time counts from the end of this step instead.
        /// es: El plazo se cuenta desde el final de este paso.
        after: Ref<to::OwnStep>,
        /// What is done.
        /// es: Qué se hace.
        r#do = "do": Text [required],
        /// What is said: "Hello {{ customer.first_name }}, thank you for telling us."
        /// es: Qué se dice: "Hola {{ customer.first_name }}, gracias por decírnoslo."
        say: Script,
        /// What the step is for; read from its id when that says so (`thank`, `resolve`).
        /// es: Para qué es el paso; se lee de su id si este lo dice (`thank`, `resolve`).
        intent: Intent,
        /// A yes-or-no question at the end of the step that decides where the case goes.
        /// es: Una pregunta de sí o no al final del paso que decide a dónde va el caso.
        gate: Boxed<Gate>,
        /// The step is taken only when one of these leads to it.
        /// es: El paso solo se da cuando alguno de estos lleva a él.
        only_from: OneOrMany<Ref<to::OwnStep>>,
        /// What the customer is asked for: recommendations, a review.
        /// es: Qué se le pide al cliente: referidos, una reseña.
        asks_for: Boxed<AsksFor>,
        /// The promises that the step keeps or names.
        /// es: Las promesas que el paso cumple o nombra.
        delivers: List<Ref<to::Promise>>,
        /// How long somebody works on it for one case: `20 min`.
        /// es: Cuánto trabajo toma en un caso: `20 min`.
        takes: Duration,
        /// The step repeats this often: `5 business days`.
        /// es: El paso se repite cada tanto: `5 business days`.
        every: Sla,
        /// Until when it repeats: a condition, or words.
        /// es: Hasta cuándo se repite: una condición, o palabras.
        until: Boxed<ConditionOrText>,
        /// Which person of an account it speaks to: the buyer, the administrator.
        /// es: A qué persona de una cuenta se dirige: quien compra, quien administra.
        to: Plain,
        /// What the person in charge may offer without asking.
        /// es: Lo que puede ofrecer quien atiende sin pedir permiso.
        may_offer: List<Text>,
        /// What must not be done or said.
        /// es: Lo que no se debe hacer ni decir.
        must_not: List<Text>,
    }
    common common: PartCommon
}

record! {
    /// A yes-or-no question at the end of a step.
    /// es: Una pregunta de sí o no al final de un paso.
    pub struct Gate("gate") {
        /// The question: "Is it solved?"
        /// es: La pregunta: "¿Quedó resuelto?"
        ask: Text [required],
        /// Where a yes leads; on to the next step when absent.
        /// es: A dónde lleva un sí; al paso siguiente si falta.
        if_yes: GateTarget,
        /// Where a no leads; on to the next step when absent.
        /// es: A dónde lleva un no; al paso siguiente si falta.
        if_no: GateTarget,
    }
    where Constraint::AtLeastOne(&["if_yes", "if_no"])
}

record! {
    /// Where an answer leads.
    /// es: A dónde lleva una respuesta.
    pub struct GateTarget("gate target") {
        /// To this step.
        /// es: A este paso.
        go_to: Ref<to::OwnStep>,
        /// The case stops here without an outcome: `stop: true`.
        /// es: El caso se detiene aquí sin resultado: `stop: true`.
        stop: bool,
        /// The case ends with this outcome.
        /// es: El caso termina con este resultado.
        end: Ref<to::OwnOutcome>,
        /// The case closes here and this playbook starts.
        /// es: El caso se cierra aquí y empieza este playbook.
        hand_over_to: Ref<to::AnyPlaybook>,
    }
    where Constraint::ExactlyOne(&["go_to", "stop", "end", "hand_over_to"])
}

choice! {
    /// How a recommendation reaches the friend.
    /// es: Cómo llega la recomendación al conocido.
    pub enum ReferralThrough("referral route") {
        /// The customer passes on a link; we never see the friend's data.
        /// es: El cliente comparte un enlace; nunca vemos los datos de su conocido.
        CustomerSentLink = "customer-sent-link" | "enlace que envía el cliente",
        /// The customer gives us the friend's name and number.
        /// es: El cliente nos da el nombre y el teléfono de su conocido.
        ContactData = "contact-data" | "datos de contacto",
        /// Both come together.
        /// es: Vienen juntos.
        InPerson = "in-person" | "en persona",
    }
}

choice! {
    /// Where a review is read.
    /// es: Dónde se lee una reseña.
    pub enum ReviewAsked("review") {
        /// By everybody.
        /// es: La lee cualquiera.
        Public = "public" | "pública",
        /// Only by us.
        /// es: Solo la leemos nosotros.
        Private = "private" | "privada",
    }
}

record! {
    /// What a customer is asked for.
    /// es: Qué se le pide a un cliente.
    pub struct AsksFor("request to the customer") {
        /// How many people to recommend us to: `2..3`.
        /// es: A cuántas personas recomendarnos: `2..3`.
        referrals: IntRange,
        /// Who passes the invitation on, and so who holds the friend's data.
        /// es: Quién hace llegar la invitación y, por tanto, quién tiene los datos del conocido.
        through: ReferralThrough,
        /// A review, for everybody or only for us.
        /// es: Una reseña, para todos o solo para nosotros.
        review: ReviewAsked,
    }
    where Constraint::Needs { key: "referrals", value: None, needs: &["through"] }
}

record! {
    /// One way in which a case may end.
    /// es: Una forma en que puede terminar un caso.
    pub struct OutcomeRecord("playbook outcome") {
        /// The name of the outcome: `resolved`.
        /// es: El nombre del resultado: `resolved`.
        id: Id [required],
        /// What it means.
        /// es: Qué significa.
        text: Text,
    }
    common common: PartCommon
}

/// One way in which a case may end; a bare id is the short form of one without words.
#[derive(Debug, Default)]
pub struct Outcome(pub OutcomeRecord);

impl std::ops::Deref for Outcome {
    type Target = OutcomeRecord;
    fn deref(&self) -> &OutcomeRecord {
        &self.0
    }
}

impl Value for Outcome {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::Map {
            return OutcomeRecord::read(node, reader).map(Outcome);
        }
        let id = Field::given(node.span(), Id::read(node, reader)?);
        Some(Outcome(OutcomeRecord { at: node.span(), id, ..OutcomeRecord::default() }))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let record = OutcomeRecord::schema(schemas);
        json!({"if": {"type": "object"}, "then": record, "else": Id::schema(schemas)})
    }

    fn type_name() -> String {
        format!("{}, or {}", Id::type_name(), OutcomeRecord::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        self.0.walk(span, visitor);
    }
}
