//! `playbook`: what we do when a signal arrives.

mod control;
mod step;
mod trigger;

pub use control::{Assignment, Capacity, CasePeriod, ControlGroup, ExpectedCases, ProtectedCase, QueueOrder};
pub use step::{AsksFor, Gate, GateTarget, Intent, Outcome, OutcomeRecord, PlaybookStep, ReferralThrough, ReviewAsked};
pub use trigger::Trigger;

use super::common::{BusinessCase, EntityCommon, Personalization};
use super::field::{Boxed, List, OneOrMany};
use super::quantity::{Amount, Duration};
use super::reference::{Ref, to};
use super::unions::ConditionOrText;
use super::{choice, record};

choice! {
    /// What a playbook is for.
    /// es: Para qué es un playbook.
    pub enum PlaybookType("playbook type") {
        /// Puts right what went wrong, and wins the customer back.
        /// es: Corrige lo que salió mal y recupera al cliente.
        ServiceRecovery = "service-recovery" | "recuperación" | "recuperación del servicio",
        /// Thanks promoters and invites them to recommend us.
        /// es: Agradece a los promotores y los invita a recomendarnos.
        Advocacy = "advocacy" | "promoción" | "recomendación",
        /// Helps a new customer to start well.
        /// es: Ayuda a un cliente nuevo a empezar bien.
        Onboarding = "onboarding" | "bienvenida" | "incorporación",
        /// Teaches what customers do not know yet.
        /// es: Enseña lo que el cliente todavía no sabe.
        Education = "education" | "educación",
        /// Takes care of customers who are neither unhappy nor enthusiastic.
        /// es: Cuida a los clientes que no están ni molestos ni entusiasmados.
        PassiveCare = "passive-care" | "pasivos" | "cuidado de pasivos",
        /// Acts before a customer leaves.
        /// es: Actúa antes de que un cliente se vaya.
        ChurnSave = "churn-save" | "retención",
        /// Invites those who left to come back.
        /// es: Invita a volver a quien se fue.
        WinBack = "win-back" | "reconquista" | "recuperación de clientes",
        /// Accompanies a renewal.
        /// es: Acompaña una renovación.
        Renewal = "renewal" | "renovación",
        /// Answers a complaint.
        /// es: Responde una queja.
        Complaint = "complaint" | "queja",
        /// Reaches many customers with one purpose.
        /// es: Llega a muchos clientes con un mismo propósito.
        Campaign = "campaign" | "campaña",
        /// Anything else.
        /// es: Cualquier otra cosa.
        Other = "other" | "otro",
    }
}

choice! {
    /// On which level the loop with customers is closed.
    /// es: En qué nivel se cierra el ciclo con los clientes.
    pub enum Loop("loop") {
        /// With each customer.
        /// es: Con cada cliente.
        Inner = "inner" | "interno",
        /// In the team, talking over what was heard.
        /// es: En el equipo, al conversar sobre lo escuchado.
        Huddle = "huddle" | "equipo",
        /// In the organization, changing what causes the problem.
        /// es: En la organización, al cambiar lo que causa el problema.
        Outer = "outer" | "externo",
    }
}

record! {
    /// What we do when a signal arrives: who, how, by when, and how we know that it helped.
    /// es: Lo que hacemos cuando llega una señal: quién, cómo, en qué plazo y cómo sabemos que sirvió.
    pub struct Playbook("playbook") {
        /// What it is for: `service-recovery`, `advocacy`, `onboarding`.
        /// es: Para qué es: `service-recovery`, `advocacy`, `onboarding`.
        playbook_type = "type": PlaybookType [required],
        /// Whether it acts with each customer, in the team or in the organization.
        /// es: Si actúa con cada cliente, en el equipo o en la organización.
        r#loop = "loop": Loop [default "inner"],
        /// The signal that starts it; a list when any of several does.
        /// es: La señal con que empieza; una lista si cualquiera de varias basta.
        trigger: OneOrMany<Trigger> [required],
        /// Only customers of these archetypes; everybody when absent.
        /// es: Solo clientes de estos arquetipos; todos si falta.
        audience: List<Ref<to::AnyArchetype>>,
        /// Who is attended first.
        /// es: A quién se atiende primero.
        prioritize_by: QueueOrder [rule],
        /// The customers who are left untreated for a while, to know whether the playbook helps.
        /// es: Los clientes que por un tiempo no se tratan, para saber si el playbook sirve.
        control_group: Boxed<ControlGroup> [rule],
        /// The people and cases per day set aside for this playbook.
        /// es: Las personas y casos por día que se reservan para este playbook.
        capacity: Capacity [rule],
        /// How many cases will come; derived from the survey's plan when absent.
        /// es: Cuántos casos llegarán; se deduce del plan de la encuesta si falta.
        expected_cases: ExpectedCases,
        /// What one more case costs: `10 MXN`.
        /// es: Lo que cuesta un caso más: `10 MXN`.
        cost_per_case: Amount [rule],
        /// The longest a case may take until it is closed: `10 business days`.
        /// es: Lo más que puede tardar un caso en cerrarse: `10 business days`.
        closes_within: Duration [rule],
        /// The steps, in the order they are taken.
        /// es: Los pasos, en el orden en que se dan.
        steps: List<PlaybookStep>,
        /// How a case may end: `[resolved, not-resolved, unreachable]`.
        /// es: Cómo puede terminar un caso: `[resolved, not-resolved, unreachable]`.
        outcomes: List<Outcome> [rule],
        /// When a case is really done: a condition, or words.
        /// es: Cuándo termina de verdad un caso: una condición, o palabras.
        done_when: ConditionOrText [rule],
        /// The roadmap or opportunity where what is learned leads to changes.
        /// es: El plan de ruta u oportunidad donde lo aprendido lleva a cambios.
        feeds: Ref<to::OuterLoop> [rule],
        /// The metrics it must move.
        /// es: Las métricas que debe mover.
        measures: List<Ref<to::AnyMetric>> [rule],
        /// Playbooks that win over this one for the same customer.
        /// es: Playbooks que ganan sobre este para el mismo cliente.
        not_with: List<Ref<to::AnyPlaybook>>,
        /// Whether customers can answer a campaign.
        /// es: Si el cliente puede responder a la campaña.
        two_way: bool [rule],
        /// The journey that a campaign starts or speeds up.
        /// es: El recorrido que una campaña inicia o acelera.
        starts: Ref<to::AnyJourney>,
        /// Whether leaving stays as easy as it was before somebody tried to keep the customer.
        /// es: Si irse sigue siendo tan fácil como antes de intentar retener al cliente.
        customer_can_leave: bool [rule],
        /// How it adapts to each customer.
        /// es: Cómo se adapta a cada cliente.
        personalization: Personalization,
        /// Why it is worth its money.
        /// es: Por qué vale lo que cuesta.
        business_case: Boxed<BusinessCase> [rule],
    }
    common common: EntityCommon
}
