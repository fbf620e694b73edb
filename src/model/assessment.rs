//! `assessment`: structured self-evaluation.

use super::bounded::Whole;
use super::common::{EntityCommon, Evidence, PartCommon};
use super::field::List;
use super::id::Id;
use super::reference::{Ref, to};
use super::text::Text;
use super::time::Date;
use super::unions::AssessmentAnswer;
use super::{choice, record};

choice! {
    /// Whose dimensions and questions a self-evaluation uses.
    /// es: De quién son las dimensiones y preguntas de una autoevaluación.
    pub enum AssessmentModel("assessment model") {
        /// Senda's own.
        /// es: El de Senda.
        Senda = "senda",
        /// The six areas that must keep up with customers: procurement, talent, collaboration, market research, finance, travel.
        /// es: Las seis áreas que deben ir al ritmo del cliente: compras, talento, colaboración, investigación de mercado, finanzas, viajes.
        Transformation = "transformation" | "transformación",
        /// Six disciplines of customer experience.
        /// es: Seis disciplinas de la experiencia del cliente.
        SixDisciplines = "six-disciplines" | "seis disciplinas",
        /// Levels of maturity in customer experience.
        /// es: Niveles de madurez en experiencia del cliente.
        CxMaturity = "cx-maturity" | "madurez cx" | "madurez",
        /// The guide to measuring customer satisfaction, ISO 10004.
        /// es: La guía para medir la satisfacción del cliente, ISO 10004.
        Iso10004 = "iso-10004",
        /// One of your own.
        /// es: Uno propio.
        Own = "own" | "propio",
    }
}

record! {
    /// A self-evaluation: what is looked at, what we answer, and what follows from it.
    /// es: Una autoevaluación: qué se mira, qué respondemos y qué sigue de ello.
    pub struct Assessment("assessment") {
        /// Whose dimensions and questions it uses; `own` for yours.
        /// es: De quién son sus dimensiones y preguntas; `own` si son propias.
        model: AssessmentModel [required],
        /// When it was answered.
        /// es: Cuándo se respondió.
        date: Date [required],
        /// Who answered it.
        /// es: Quiénes la respondieron.
        answered_by: List<Ref<to::AnyRole>> [rule],
        /// What is looked at.
        /// es: Lo que se mira.
        dimensions: List<AssessmentDimension>,
        /// The questions and our answers.
        /// es: Las preguntas y nuestras respuestas.
        questions: List<AssessmentQuestion>,
        /// What follows: initiatives, disciplines or value propositions.
        /// es: Lo que sigue: iniciativas, disciplinas o propuestas de valor.
        leads_to: List<Ref<to::WhatFollows>> [rule],
    }
    common common: EntityCommon
}

record! {
    /// One thing that is looked at.
    /// es: Una de las cosas que se miran.
    pub struct AssessmentDimension("assessment dimension") {
        /// The name of the dimension.
        /// es: El nombre de la dimensión.
        id: Id [required],
        /// What is looked at.
        /// es: Qué se mira.
        text: Text [required],
        /// The level we say we are at, 0 to 5.
        /// es: El nivel en que decimos estar, de 0 a 5.
        level: Whole<0, 5>,
        /// How fast customers change in this, 1 to 5.
        /// es: Qué tan rápido cambian los clientes en esto, de 1 a 5.
        customer_speed: Whole<1, 5>,
        /// How fast we change in it, 1 to 5.
        /// es: Qué tan rápido cambiamos nosotros, de 1 a 5.
        our_speed: Whole<1, 5>,
    }
    common common: PartCommon
}

record! {
    /// A question of a self-evaluation, with our answer.
    /// es: Una pregunta de una autoevaluación, con nuestra respuesta.
    pub struct AssessmentQuestion("assessment question") {
        /// The name of the question.
        /// es: El nombre de la pregunta.
        id: Id [required],
        /// The question.
        /// es: La pregunta.
        text: Text [required],
        /// The dimension it belongs to.
        /// es: La dimensión a la que pertenece.
        dimension: Ref<to::OwnDimension>,
        /// Our answer: words, a number, `true` or `false`.
        /// es: Nuestra respuesta: palabras, un número, `true` o `false`.
        answer: AssessmentAnswer [rule],
        /// What supports the answer.
        /// es: Lo que sustenta la respuesta.
        evidence: List<Evidence> [rule],
    }
    common common: PartCommon
}
