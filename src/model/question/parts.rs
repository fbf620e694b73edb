//! The parts of a question: its type, options, rows and scale.

use crate::model::common::PartCommon;
use crate::model::expression_field::{In, on};
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::quantity::IntRange;
use crate::model::text::Wording;
use crate::model::{choice, record};

choice! {
    /// How a question is answered.
    /// es: Cómo se responde una pregunta.
    pub enum QuestionType("question type") {
        /// In the person's own words.
        /// es: Con palabras propias.
        Open = "open" | "abierta",
        /// By choosing from options.
        /// es: Eligiendo entre opciones.
        Choice = "choice" | "opción" | "opción múltiple",
        /// With a number on a scale.
        /// es: Con un número en una escala.
        Scale = "scale" | "escala",
        /// With yes or no.
        /// es: Con sí o no.
        YesNo = "yes-no" | "sí o no" | "sí-no",
        /// With a number.
        /// es: Con un número.
        Number = "number" | "número",
        /// With a day.
        /// es: Con una fecha.
        Date = "date" | "fecha",
        /// By putting options in order.
        /// es: Poniendo opciones en orden.
        Ranking = "ranking" | "ordenamiento",
        /// Several lines on one scale.
        /// es: Varias líneas en una misma escala.
        Matrix = "matrix" | "matriz",
        /// Not at all: it is only read, between questions.
        /// es: De ninguna forma: solo se lee, entre preguntas.
        Statement = "statement" | "texto" | "aviso",
    }
}

record! {
    /// An option to choose.
    /// es: Una opción para elegir.
    pub struct AnswerOption("option") {
        /// The name of the option.
        /// es: El nombre de la opción.
        id: Id [required],
        /// What people read.
        /// es: Lo que lee la gente.
        text: Wording [required],
        /// It is offered only when this holds: `used_branch = true`.
        /// es: Solo se ofrece si esto se cumple: `used_branch = true`.
        show_when: In<on::Answers>,
        /// Whether it asks for words of one's own: "other, which?"
        /// es: Si pide palabras propias: "otra, ¿cuál?"
        other: bool,
        /// Whether it excludes all others: "none of these".
        /// es: Si excluye a todas las demás: "ninguna de estas".
        exclusive: bool,
    }
    common common: PartCommon
}

record! {
    /// A line of a matrix.
    /// es: Una línea de una matriz.
    pub struct MatrixRow("matrix row") {
        /// The name of the line.
        /// es: El nombre de la línea.
        id: Id [required],
        /// What people read.
        /// es: Lo que lee la gente.
        text: Wording [required],
    }
    common common: PartCommon
}

record! {
    /// The scale of a question.
    /// es: La escala de una pregunta.
    pub struct QuestionScale("question scale") {
        /// From which number to which: `0..10`.
        /// es: De qué número a qué número: `0..10`.
        points: IntRange [required],
        /// The words at the low end: "very difficult".
        /// es: Las palabras del extremo bajo: "muy difícil".
        low: Wording,
        /// The words at the high end: "very easy".
        /// es: Las palabras del extremo alto: "muy fácil".
        high: Wording,
        /// The words of every point, from low to high.
        /// es: Las palabras de cada punto, del más bajo al más alto.
        labels: List<Wording>,
        /// Whether "does not apply" can be answered.
        /// es: Si se puede responder "no aplica".
        not_applicable: bool,
    }
}

choice! {
    /// For whom somebody answers.
    /// es: Por quién responde alguien.
    pub enum Asked("person asked about") {
        /// For oneself.
        /// es: Por uno mismo.
        Oneself = "self" | "sí mismo" | "uno mismo",
        /// For others: what customers want, seen by an employee.
        /// es: Por otros: lo que quiere el cliente, visto por un empleado.
        Others = "others" | "otros",
    }
}
