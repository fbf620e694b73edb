//! What a metric means for customers and for the money.

use super::Correlation;
use crate::model::field::List;
use crate::model::quantity::{Level, Positive};
use crate::model::reference::{Ref, RefOrText, to};
use crate::model::text::Plain;
use crate::model::time::Date;
use crate::model::{choice, record};

choice! {
    /// What sort of KPI it is.
    /// es: Qué clase de KPI es.
    pub enum Category("metric category") {
        /// What customers feel and say.
        /// es: Lo que el cliente siente y dice.
        Experience = "experience" | "experiencia",
        /// What customers do.
        /// es: Lo que el cliente hace.
        Behavior = "behavior" | "comportamiento",
        /// How our own work goes.
        /// es: Cómo marcha nuestra operación.
        Operational = "operational" | "operativo" | "operación",
        /// Money.
        /// es: Dinero.
        Financial = "financial" | "financiero",
        /// Whether customers use what they have.
        /// es: Si el cliente usa lo que tiene.
        Adoption = "adoption" | "adopción",
        /// What was sold.
        /// es: Lo que se colocó.
        Placement = "placement" | "colocación",
        /// How much more customers are worth.
        /// es: Cuánto más vale el cliente.
        ValueGrowth = "value-growth" | "crecimiento de valor",
        /// The time and work it costs customers.
        /// es: El tiempo y el trabajo que le cuesta al cliente.
        CustomerEffort = "customer-effort" | "esfuerzo del cliente",
        /// Whether customers get where they want to.
        /// es: Si el cliente llega a donde quiere.
        Goal = "goal" | "meta",
    }
}

choice! {
    /// Whether a metric moves before or after the money.
    /// es: Si una métrica se mueve antes o después que el dinero.
    pub enum Timing("timing") {
        /// Before the money.
        /// es: Antes que el dinero.
        Leading = "leading" | "anticipado",
        /// After the money.
        /// es: Después que el dinero.
        Lagging = "lagging" | "rezagado",
    }
}

record! {
    /// The link of a metric with an economic behavior.
    /// es: El vínculo de una métrica con un comportamiento económico.
    pub struct Prediction("prediction") {
        /// The economic behavior that moves with it.
        /// es: El comportamiento económico que se mueve con ella.
        economic_behavior: Ref<to::AnyBehavior> [required],
        /// How strongly: the correlation, from -1 to 1.
        /// es: Con qué fuerza: la correlación, de -1 a 1.
        r: Correlation [required],
        /// How many customers were looked at.
        /// es: En cuántos clientes se observó.
        n: Positive [required],
        /// When it was computed.
        /// es: Cuándo se calculó.
        date: Date [required],
    }
}

choice! {
    /// How the importance of drivers is estimated.
    /// es: Cómo se estima la importancia de los factores.
    pub enum DriverMethod("driver method") {
        /// Shares out what is explained among drivers that resemble one another.
        /// es: Reparte lo explicado entre factores que se parecen.
        RelativeWeights = "relative-weights" | "pesos relativos",
        /// The average gain of adding a driver, over every order.
        /// es: La ganancia promedio de agregar un factor, en todos los órdenes.
        Shapley = "shapley",
        /// Each driver alone.
        /// es: Cada factor por separado.
        Correlation = "correlation" | "correlación",
    }
}

record! {
    /// The questions that may explain a metric.
    /// es: Las preguntas que pueden explicar una métrica.
    pub struct Drivers("drivers") {
        /// The questions: `relationship-survey/clarity`.
        /// es: Las preguntas: `relationship-survey/clarity`.
        questions: List<Ref<to::SurveyQuestion>> [rule],
        /// How their importance is estimated.
        /// es: Cómo se estima su importancia.
        method: DriverMethod [default "relative-weights"],
        /// Answers needed for each driver; with fewer, importance is not shown.
        /// es: Respuestas necesarias por factor; con menos, no se muestra la importancia.
        minimum_n: Positive [default "20"],
    }
}

choice! {
    /// Who a metric is compared with.
    /// es: Con quién se compara una métrica.
    pub enum BenchmarkReference("benchmark reference") {
        /// What customers expect.
        /// es: Lo que el cliente espera.
        Customer = "customer" | "cliente",
        /// The best of any sector.
        /// es: El mejor de cualquier sector.
        BestAnywhere = "best-anywhere" | "el mejor de todos",
        /// A competitor.
        /// es: Un competidor.
        Competitor = "competitor" | "competidor" | "competencia",
    }
}

record! {
    /// What a metric is compared with.
    /// es: Con qué se compara una métrica.
    pub struct Benchmark("benchmark") {
        /// Customers, the best anywhere, or a competitor.
        /// es: Los clientes, el mejor de cualquier sector o un competidor.
        reference: BenchmarkReference [required],
        /// The name of the company or group.
        /// es: El nombre de la empresa o del grupo.
        who: Plain,
        /// Their value.
        /// es: Su valor.
        value: Level,
        /// When it was measured.
        /// es: Cuándo se midió.
        date: Date,
        /// The survey or study it comes from, or the name of another source.
        /// es: La encuesta o el estudio de donde viene, o el nombre de otra fuente.
        source: RefOrText<to::SurveyOrStudy>,
    }
}
