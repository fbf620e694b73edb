//! Who is treated, in which order, and who is not: queue, capacity and control group.

use crate::model::field::List;
use crate::model::quantity::{Count, Duration, Positive, Share};
use crate::model::reference::{Ref, to};
use crate::model::text::{Plain, Text};
use crate::model::unions::Exclusion;
use crate::model::{choice, record};

choice! {
    /// Who is attended first.
    /// es: A quién se atiende primero.
    pub enum QueueOrder("queue order") {
        /// Who will be worth most if they evolve.
        /// es: Quien más valdrá si evoluciona.
        ProjectedValue = "projected-value" | "valor proyectado",
        /// Who is worth most today.
        /// es: Quien más vale hoy.
        CurrentValue = "current-value" | "valor actual",
        /// Who gave the lowest score.
        /// es: Quien dio la calificación más baja.
        LowestScore = "lowest-score" | "calificación más baja",
        /// Who has waited longest.
        /// es: Quien lleva más tiempo esperando.
        Oldest = "oldest" | "más antiguo",
        /// Whose deadline is nearest.
        /// es: A quien se le vence antes el plazo.
        Deadline = "deadline" | "vencimiento" | "plazo",
    }
}

choice! {
    /// How it is decided who is treated and who is not.
    /// es: Cómo se decide a quién se trata y a quién no.
    pub enum Assignment("control group assignment") {
        /// By lot. Only then can an effect be told from chance.
        /// es: Al azar. Solo así se distingue un efecto de la casualidad.
        Random = "random" | "aleatoria" | "al azar",
        /// By looking for customers who resemble one another.
        /// es: Buscando clientes que se parecen.
        Matched = "matched" | "emparejada",
        /// By those who chose it themselves.
        /// es: Por quienes lo eligieron.
        SelfSelected = "self-selected" | "autoselección" | "autoseleccionada",
        /// Nobody says.
        /// es: No se dice.
        NotStated = "not-stated" | "no se dice" | "sin especificar",
    }
}

choice! {
    /// A case that is always treated.
    /// es: Un caso que siempre se trata.
    pub enum ProtectedCase("protected case") {
        /// Somebody with a complaint that is not solved.
        /// es: Alguien con una queja sin resolver.
        OpenComplaint = "open-complaint" | "queja abierta",
        /// Somebody to whom the law gives a right to be treated.
        /// es: Alguien a quien la ley da derecho a que se le atienda.
        Legal = "legal",
        /// Somebody whose safety is at stake.
        /// es: Alguien cuya seguridad está en juego.
        Safety = "safety" | "seguridad",
        /// Somebody in a vulnerable situation.
        /// es: Alguien en situación vulnerable.
        Vulnerable = "vulnerable",
    }
}

record! {
    /// The customers who are left untreated for a while, to know whether the playbook helps.
    /// es: Los clientes que por un tiempo no se tratan, para saber si el playbook sirve.
    pub struct ControlGroup("control group") {
        /// The part that is not treated: `10 %`.
        /// es: La parte que no se trata: `10 %`.
        share: Share [required],
        /// How it is decided who belongs to it.
        /// es: Cómo se decide quién le pertenece.
        assignment: Assignment [required],
        /// The columns in which both groups must resemble one another.
        /// es: Las columnas en que los dos grupos deben parecerse.
        balance_check: List<Ref<to::Column>>,
        /// Who is always treated: `open-complaint`, `legal`, `safety`, `vulnerable`, or a condition.
        /// es: A quién siempre se trata: `open-complaint`, `legal`, `safety`, `vulnerable`, o una condición.
        exclude: List<Exclusion>,
        /// How long somebody stays in it: `90 days`.
        /// es: Cuánto tiempo permanece alguien en él: `90 days`.
        lasts: Duration,
        /// Any word. Another word draws another group.
        /// es: Cualquier palabra. Otra palabra sortea otro grupo.
        seed: Plain,
        /// Why it harms nobody to wait.
        /// es: Por qué no perjudica a nadie esperar.
        safe_because: Text,
    }
}

record! {
    /// What is set aside for a playbook.
    /// es: Lo que se reserva para un playbook.
    pub struct Capacity("playbook capacity") {
        /// The role that attends the cases.
        /// es: El rol que atiende los casos.
        role: Ref<to::AnyRole> [rule],
        /// How many cases it can attend in a day, all its people together.
        /// es: Cuántos casos puede atender en un día, con toda su gente.
        cases_per_day: Count [rule],
    }
}

choice! {
    /// The time in which cases are counted.
    /// es: El tiempo en que se cuentan los casos.
    pub enum CasePeriod("case period") {
        Day = "day" | "día",
        Week = "week" | "semana",
        Month = "month" | "mes",
    }
}

record! {
    /// How many cases will come.
    /// es: Cuántos casos llegarán.
    pub struct ExpectedCases("expected cases") {
        /// How many.
        /// es: Cuántos.
        n: Positive [required],
        /// In a day, a week or a month.
        /// es: En un día, una semana o un mes.
        per: CasePeriod [required],
    }
}
