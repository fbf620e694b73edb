//! The plan of a survey: audience, trigger, sample and consent.

use crate::model::common::{LegalBasis, PartCommon};
use crate::model::expression_field::{In, on};
use crate::model::field::List;
use crate::model::id::Id;
use crate::model::quantity::{Duration, Positive, Share};
use crate::model::reference::{Ref, to};
use crate::model::text::{Plain, Text};
use crate::model::time::Cadence;
use crate::model::{Constraint, choice, record};

record! {
    /// Who is asked.
    /// es: A quién se le pregunta.
    pub struct Audience("survey audience") {
        /// The archetypes that are asked.
        /// es: Los arquetipos a los que se pregunta.
        archetypes: List<Ref<to::AnyArchetype>> [rule],
        /// How long they must have been with us: `90 days`.
        /// es: Cuánto tiempo deben llevar con nosotros: `90 days`.
        minimum_tenure: Duration,
        /// Only those who gave certain answers before: the promoters.
        /// es: Solo quienes antes dieron ciertas respuestas: los promotores.
        answered: PriorAnswers,
        /// Who is not asked, and why.
        /// es: A quién no se le pregunta, y por qué.
        exclude: List<SurveyExclusion>,
        /// Which employees are asked, by role.
        /// es: A qué empleados se pregunta, por rol.
        roles: List<Ref<to::AnyRole>>,
    }
}

record! {
    /// Answers that somebody gave to an earlier survey.
    /// es: Respuestas que alguien dio a una encuesta anterior.
    pub struct PriorAnswers("earlier answers") {
        /// The earlier survey.
        /// es: La encuesta anterior.
        survey: Ref<to::AnySurvey> [required],
        /// Which answers: `recommend >= 9`.
        /// es: Qué respuestas: `recommend >= 9`.
        when: In<on::TheSignal> [required],
    }
}

record! {
    /// People who are not asked.
    /// es: Personas a las que no se pregunta.
    pub struct SurveyExclusion("survey exclusion") {
        /// Who they are: "those with a complaint still open".
        /// es: Quiénes son: "quienes tienen una queja abierta".
        when: Text [required],
        /// Why they are not asked.
        /// es: Por qué no se les pregunta.
        why: Text,
    }
}

choice! {
    /// After which result of a moment a survey goes out.
    /// es: Después de qué resultado de un momento se envía una encuesta.
    pub enum OutcomeAsked("outcome asked about") {
        /// After every result.
        /// es: Después de cualquier resultado.
        Any = "any" | "cualquiera",
        /// Only when it went well. The unhappy are then not heard.
        /// es: Solo cuando salió bien. Entonces no se oye a quien quedó inconforme.
        Success = "success" | "éxito",
        /// Only when it went wrong.
        /// es: Solo cuando salió mal.
        Failure = "failure" | "fracaso",
    }
}

record! {
    /// When a survey goes out.
    /// es: Cuándo se envía una encuesta.
    pub struct SurveyTrigger("survey trigger") {
        /// In waves: `quarter`, `6 months`.
        /// es: Por olas: `quarter`, `6 months`.
        every: Cadence,
        /// After this step of a journey or this event: `first-credit-journey/decision`.
        /// es: Después de este paso de un recorrido o de este hecho: `first-credit-journey/decision`.
        after: Ref<to::Moment>,
        /// Whether people answer when they want to, with a feedback button.
        /// es: Si la persona responde cuando quiere, con un botón de opinión.
        on_request: bool,
        /// How long after the moment: `2 h`. At once when absent.
        /// es: Cuánto después del momento: `2 h`. De inmediato si falta.
        delay: Duration [default "0 min"],
        /// Whether it goes out after every result, or only after a success or a failure.
        /// es: Si se envía después de cualquier resultado, o solo de un éxito o un fracaso.
        outcome: OutcomeAsked [default "any"],
    }
    where Constraint::ExactlyOne(&["every", "after", "on_request"])
}

choice! {
    /// How people are chosen.
    /// es: Cómo se elige a las personas.
    pub enum SampleMethod("sample method") {
        /// By lot, everybody with the same chance.
        /// es: Al azar, todos con la misma probabilidad.
        Random = "random" | "aleatorio" | "al azar",
        /// Everybody.
        /// es: Todos.
        Census = "census" | "censo",
        /// By lot inside groups, so that each is heard.
        /// es: Al azar dentro de grupos, para que se oiga a cada uno.
        Stratified = "stratified" | "estratificado",
        /// Whoever is at hand. It speaks only for them.
        /// es: Quien está a la mano. Solo habla por ellos.
        Convenience = "convenience" | "conveniencia",
    }
}

record! {
    /// How many are invited and how they are chosen.
    /// es: A cuántos se invita y cómo se eligen.
    pub struct Sample("sample") {
        /// How many are invited in each wave; per month when it goes out after a moment.
        /// es: A cuántos se invita en cada ola; por mes si se envía después de un momento.
        invitations: Positive [rule],
        /// The part of those who could be asked, instead of a number: `20 %`.
        /// es: La parte de quienes podrían recibirla, en vez de un número: `20 %`.
        share: Share,
        /// The part that is expected to answer: `18 %`.
        /// es: La parte que se espera que responda: `18 %`.
        response_rate: Share [rule],
        /// How they are chosen: by lot, everybody, in groups, or whoever is at hand.
        /// es: Cómo se eligen: al azar, todos, por grupos o quien está a la mano.
        method: SampleMethod [rule],
        /// The columns that make the groups.
        /// es: Las columnas que forman los grupos.
        stratify_by: List<Ref<to::Column>>,
        /// What is done about those who do not answer.
        /// es: Qué se hace con quienes no responden.
        nonresponse: Text,
    }
    where Constraint::AtMostOne(&["invitations", "share"])
}

record! {
    /// How many answers are wanted of one group; whoever comes after them is not asked further.
    /// es: Cuántas respuestas se quieren de un grupo; a quien llega después ya no se le pregunta más.
    pub struct Quota("quota") {
        /// The name of the quota.
        /// es: El nombre de la cuota.
        id: Id [required],
        /// Whose answers count for it: `branch = north`.
        /// es: De quién cuentan las respuestas: `sucursal = norte`.
        when: In<on::Answers> [required],
        /// How many answers are enough, in each wave; per month when the survey goes out after a moment.
        /// es: Cuántas respuestas bastan, en cada ola; por mes si la encuesta se envía después de un momento.
        limit: Positive [required],
        /// What is read by whoever comes when it is full.
        /// es: Lo que lee quien llega cuando ya está llena.
        text: Text,
    }
    common common: PartCommon
}

record! {
    /// The legal side of a survey.
    /// es: El lado legal de una encuesta.
    pub struct Consent("consent") {
        /// On what legal basis people are asked.
        /// es: Con qué base legal se pregunta.
        basis: LegalBasis [required],
        /// What the answers are for, as the person is told.
        /// es: Para qué son las respuestas, como se le dice a la persona.
        purpose: Text [required],
        /// How long answers are kept: `24 months`.
        /// es: Cuánto se guardan las respuestas: `24 months`.
        retention: Duration [rule],
        /// How a person can say no.
        /// es: Cómo puede negarse una persona.
        opt_out: Text,
        /// Other companies that see the answers.
        /// es: Otras empresas que ven las respuestas.
        third_parties: List<Plain>,
        /// Whether it asks about health, religion, politics or other specially protected data.
        /// es: Si pregunta por salud, religión, política u otros datos con protección especial.
        special_categories: bool,
        /// Countries to which the answers are taken.
        /// es: Países a los que se llevan las respuestas.
        transfer: List<Plain>,
    }
}
