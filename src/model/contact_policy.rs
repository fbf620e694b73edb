//! `contact-policy`: how often a person may be asked.

use super::common::{EntityCommon, PartCommon};
use super::field::List;
use super::id::Id;
use super::quantity::{Count, Duration};
use super::reference::{Ref, to};
use super::text::Text;
use super::unions::{Exempt, Priority, Scope};
use super::{choice, record};

record! {
    /// How often a person may be contacted, over all surveys and playbooks.
    /// es: Cada cuánto se puede contactar a una persona, sumando todas las encuestas y playbooks.
    pub struct ContactPolicy("contact policy") {
        /// The rules. All of them apply; the strictest wins.
        /// es: Las reglas. Valen todas; gana la más estricta.
        rules: List<ContactRule> [required],
        /// How long a person rests after refusing or answering: `30 days`.
        /// es: Cuánto descansa una persona después de rechazar o responder: `30 days`.
        on_decline: Duration,
        /// What goes first when two contacts collide, the first in the list first.
        /// es: Qué va primero cuando dos contactos chocan, en el orden de la lista.
        priority: List<Priority>,
        /// Contacts that are neither counted nor blocked.
        /// es: Contactos que ni se cuentan ni se detienen.
        exemptions: List<Exemption>,
        /// The dataset with one row for each contact that was made: who, when, and which survey or playbook it was.
        /// es: El conjunto de datos con una fila por contacto hecho: a quién, cuándo, y de qué encuesta o playbook fue.
        log: Ref<to::AnyDataset>,
    }
    common common: EntityCommon
}

record! {
    /// One limit: so many contacts in such a time.
    /// es: Un límite: tantos contactos en tanto tiempo.
    pub struct ContactRule("contact rule") {
        /// The name of the rule.
        /// es: El nombre de la regla.
        id: Id [required],
        /// Which contacts it counts: `any`, `surveys`, one type of survey, `playbooks`, or a list of surveys and playbooks.
        /// es: Qué contactos cuenta: `any` (todos), `surveys`, un tipo de encuesta, `playbooks`, o una lista de encuestas y playbooks.
        scope: Scope [required],
        /// The time looked back over at every new contact: `90 days`.
        /// es: El tiempo hacia atrás que se revisa en cada contacto nuevo: `90 days`.
        window: Duration [required],
        /// How many contacts are allowed in that time.
        /// es: Cuántos contactos se permiten en ese tiempo.
        maximum: Count [required],
        /// Whose contacts are counted together.
        /// es: De quién se cuentan juntos los contactos.
        per: ContactUnit [default "person"],
        /// Whether a reminder counts as a contact.
        /// es: Si un recordatorio cuenta como contacto.
        counts_reminders: bool [default "true"],
    }
    common common: PartCommon
}

choice! {
    /// A group of contacts.
    /// es: Un grupo de contactos.
    pub enum ScopeWord("contact scope") {
        /// Every survey and every playbook.
        /// es: Todas las encuestas y todos los playbooks.
        Any = "any" | "todos" | "cualquiera",
        /// Every survey.
        /// es: Todas las encuestas.
        Surveys = "surveys" | "encuestas",
        /// Surveys on the relationship as a whole.
        /// es: Encuestas sobre la relación en conjunto.
        Relationship = "relationship" | "relación",
        /// Surveys right after an experience.
        /// es: Encuestas justo después de una experiencia.
        Transactional = "transactional" | "transaccional",
        /// Surveys that explore what we do for customers.
        /// es: Encuestas que exploran lo que hacemos por el cliente.
        Discovery = "discovery" | "descubrimiento",
        /// Very short surveys.
        /// es: Encuestas muy cortas.
        Pulse = "pulse" | "pulso",
        /// Surveys of those who leave.
        /// es: Encuestas a quien se va.
        Exit = "exit" | "salida",
        /// Contacts from playbooks.
        /// es: Contactos de playbooks.
        Playbooks = "playbooks",
    }
}

choice! {
    /// A type of survey that may go before others.
    /// es: Un tipo de encuesta que puede ir antes que otras.
    pub enum PriorityWord("contact priority") {
        Relationship = "relationship" | "relación",
        Transactional = "transactional" | "transaccional",
        Discovery = "discovery" | "descubrimiento",
        Pulse = "pulse" | "pulso",
        Exit = "exit" | "salida",
    }
}

choice! {
    /// Whose contacts are counted together.
    /// es: De quién se cuentan juntos los contactos.
    pub enum ContactUnit("contact unit") {
        /// Each person.
        /// es: Cada persona.
        Person = "person" | "persona",
        /// Each account, with everybody in it.
        /// es: Cada cuenta, con todas sus personas.
        Account = "account" | "cuenta",
        /// Each visit. The same person may then be asked again at the next one.
        /// es: Cada visita. A la misma persona se le puede volver a preguntar en la siguiente.
        Session = "session" | "sesión",
    }
}

choice! {
    /// Contacts that must never wait.
    /// es: Contactos que nunca deben esperar.
    pub enum ExemptWord("exempt contact") {
        /// Required by law.
        /// es: Obligatorios por ley.
        Legal = "legal",
        /// For the safety of the customer.
        /// es: Por la seguridad del cliente.
        Safety = "safety" | "seguridad",
        /// The customer asked to be called.
        /// es: El cliente pidió que lo llamaran.
        RequestedCallback = "requested-callback" | "llamada solicitada",
        /// About a case that is still open.
        /// es: Sobre un caso que sigue abierto.
        OpenCase = "open-case" | "caso abierto",
    }
}

record! {
    /// A contact that is neither counted nor blocked.
    /// es: Un contacto que ni se cuenta ni se detiene.
    pub struct Exemption("exemption") {
        /// A survey, a playbook, or `legal`, `safety`, `requested-callback`, `open-case`.
        /// es: Una encuesta, un playbook, o `legal`, `safety`, `requested-callback`, `open-case`.
        what: Exempt [required],
        /// Why it may not wait.
        /// es: Por qué no puede esperar.
        why: Text,
    }
}
