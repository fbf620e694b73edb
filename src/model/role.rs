//! `role`: who.

use super::common::EntityCommon;
use super::field::List;
use super::opening::WeeklyHours;
use super::quantity::{Duration, Positive, Share};
use super::reference::{Ref, to};
use super::text::Plain;
use super::{Constraint, choice, record};

record! {
    /// Who does things and who answers for them. A role, not a person: people come and go.
    /// es: Quién hace las cosas y quién responde por ellas. Un rol, no una persona: la gente va y viene.
    pub struct Role("role") {
        /// What the role is organized around: the customer's life moments, or a product, a channel, a team.
        /// es: En torno a qué se organiza el rol: los momentos de vida del cliente, o un producto, un canal, un equipo.
        manages: Manages [required],
        /// Whose life moments it looks after.
        /// es: De quiénes son los momentos de vida que cuida.
        archetypes: List<Ref<to::AnyArchetype>>,
        /// Who holds it today: initials or names of teams.
        /// es: Quién lo ocupa hoy: iniciales o nombres de equipos.
        people: List<Plain> [rule],
        /// Whom it turns to when it cannot go on alone.
        /// es: A quién acude cuando no puede seguir por su cuenta.
        reports_to: Ref<to::AnyRole>,
        /// How much it can take on.
        /// es: Cuánto puede atender.
        capacity: RoleCapacity,
        /// What its variable pay depends on.
        /// es: De qué depende su pago variable.
        incentives: List<Incentive>,
    }
    common common: EntityCommon
    where Constraint::Needs { key: "manages", value: Some("life-moment"), needs: &["archetypes"] }
}

choice! {
    /// What a role is organized around.
    /// es: En torno a qué se organiza un rol.
    pub enum Manages("focus of a role") {
        /// The moments of life of an archetype.
        /// es: Los momentos de vida de un arquetipo.
        LifeMoment = "life-moment" | "momento de vida",
        Product = "product" | "producto",
        Channel = "channel" | "canal",
        Team = "team" | "equipo",
        /// The customer-experience program itself.
        /// es: El propio programa de experiencia del cliente.
        Program = "program" | "programa",
        Company = "company" | "empresa" | "compañía",
    }
}

record! {
    /// How much a role can take on.
    /// es: Cuánto puede atender un rol.
    pub struct RoleCapacity("role capacity") {
        /// How many cases a day, all playbooks together.
        /// es: Cuántos casos al día, sumando todos los playbooks.
        cases_per_day: Positive,
        /// When it works. The hours of the program when absent.
        /// es: Cuándo trabaja. El horario del programa si falta.
        hours: WeeklyHours,
    }
}

choice! {
    /// Whose result an incentive pays.
    /// es: El resultado de quién paga un incentivo.
    pub enum IncentiveScope("scope of an incentive") {
        Individual = "individual" | "persona",
        Team = "team" | "equipo",
        Company = "company" | "empresa" | "compañía",
    }
}

record! {
    /// Something that variable pay depends on.
    /// es: Algo de lo que depende el pago variable.
    pub struct Incentive("incentive") {
        /// The metric that is paid.
        /// es: La métrica que se paga.
        metric: Ref<to::AnyMetric> [required],
        /// Its part of the variable pay: `30 %`.
        /// es: Su parte del pago variable: `30 %`.
        share: Share,
        /// Over which time it is looked at: `12 months`.
        /// es: En cuánto tiempo se mira: `12 months`.
        horizon: Duration [rule],
        /// Whether each person's own result is paid, the team's, or the company's.
        /// es: Si se paga el resultado de cada persona, el del equipo o el de la empresa.
        applies_to: IncentiveScope [default "individual"],
    }
}
