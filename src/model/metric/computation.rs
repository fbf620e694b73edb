//! How a metric is computed: its family, its rows and its unit.

use crate::model::expression_field::{In, on};
use crate::model::quantity::Unit;
use crate::model::text::Text;
use crate::model::{choice, record};

choice! {
    /// How a metric is computed.
    /// es: Cómo se calcula una métrica.
    pub enum Family("metric family") {
        /// Promoters minus detractors on a scale of 0 to 10, from -100 to 100 points.
        /// es: Promotores menos detractores en una escala de 0 a 10, de -100 a 100 puntos.
        Nps = "nps",
        /// Satisfaction: the part of answers in the best boxes, or their average.
        /// es: Satisfacción: la parte de respuestas en las mejores opciones, o su promedio.
        Csat = "csat" | "satisfacción",
        /// Effort: the average on a scale of 1 to 7, where 7 is easy.
        /// es: Esfuerzo: el promedio en una escala de 1 a 7, donde 7 es fácil.
        Ces = "ces" | "esfuerzo",
        /// The part of rows that count: customers who left, of all who could.
        /// es: La parte de las filas que cuentan: clientes que se fueron, de los que podían irse.
        Rate = "rate" | "tasa",
        /// The average of a value.
        /// es: El promedio de un valor.
        Mean = "mean" | "media" | "promedio",
        /// The total of a value.
        /// es: El total de un valor.
        Sum = "sum" | "suma",
        /// One total divided by another.
        /// es: Un total entre otro.
        Ratio = "ratio" | "razón",
        /// Arithmetic over other metrics.
        /// es: Operaciones entre otras métricas.
        Expression = "expression" | "expresión" | "fórmula",
        /// How many rows there are.
        /// es: Cuántas filas hay.
        Count = "count" | "conteo",
        /// The value that a given part of the cases does not exceed.
        /// es: El valor que cierta parte de los casos no supera.
        Quantile = "quantile" | "cuantil" | "percentil",
        /// A score made of other metrics with weights.
        /// es: Una calificación hecha de otras métricas con pesos.
        Health = "health" | "salud",
    }
}

choice! {
    /// Part of good answers, or average score.
    /// es: Parte de respuestas buenas o promedio.
    pub enum Score("score") {
        /// The part of answers in the best boxes.
        /// es: La parte de respuestas en las mejores opciones.
        TopBox = "top-box",
        /// The average of the answers.
        /// es: El promedio de las respuestas.
        Mean = "mean" | "media" | "promedio",
    }
}

choice! {
    /// What the values of a metric are expressed in.
    /// es: En qué se expresan los valores de una métrica.
    pub enum MetricUnit("metric unit") {
        /// Points, as in NPS: `31 points`.
        /// es: Puntos, como en NPS: `31 points`.
        Points = "points" | "puntos",
        /// A part of a whole: `18 %`.
        /// es: Una parte del total: `18 %`.
        Share = "share" | "porcentaje",
        /// A plain number: `4.2`.
        /// es: Un número: `4.2`.
        Number = "number" | "número",
        /// An amount of money: `850 MXN`.
        /// es: Una cantidad de dinero: `850 MXN`.
        Money = "money" | "dinero",
        /// Money for each stretch of time: `240 MXN per year`.
        /// es: Dinero por cada periodo: `240 MXN per year`.
        MoneyPerTime = "money-per-time" | "dinero por tiempo",
        /// A length of time: `48 h`, `15 days`.
        /// es: Un lapso: `48 h`, `15 days`.
        Duration = "duration" | "duración",
    }
}

choice! {
    /// For what one value is computed.
    /// es: Para qué se calcula cada valor.
    pub enum Each("one value for each") {
        /// One value for each customer.
        /// es: Un valor por cliente.
        Customer = "customer" | "cliente",
        /// One value for each account.
        /// es: Un valor por cuenta.
        Account = "account" | "cuenta",
    }
}

impl MetricUnit {
    pub fn unit(self) -> Unit {
        match self {
            MetricUnit::Points => Unit::Points,
            MetricUnit::Share => Unit::Share,
            MetricUnit::Number => Unit::Number,
            MetricUnit::Money => Unit::Money,
            MetricUnit::MoneyPerTime => Unit::MoneyPerTime,
            MetricUnit::Duration => Unit::Duration,
        }
    }
}

record! {
    /// Rows that are left out of a metric.
    /// es: Filas que se dejan fuera de una métrica.
    pub struct ExcludedRows("excluded rows") {
        /// Which rows: `is_test_account`.
        /// es: Qué filas: `is_test_account`.
        when: In<on::Rows> [required],
        /// Why they are left out.
        /// es: Por qué se dejan fuera.
        why: Text,
    }
}

record! {
    /// Of whom a metric speaks.
    /// es: De quiénes habla una métrica.
    pub struct Base("metric base") {
        /// In words: "active customers with at least 90 days".
        /// es: En palabras: "clientes activos con al menos 90 días".
        text: Text [rule],
        /// The same in the data: `tenure_days >= 90`.
        /// es: Lo mismo en los datos: `tenure_days >= 90`.
        r#where = "where": In<on::Rows>,
    }
}
