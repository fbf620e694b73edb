//! `survey`: an instrument and its plan.

mod end_page;
mod plan;

pub use end_page::EndPage;
pub use plan::{
    Audience, Consent, OutcomeAsked, PriorAnswers, Quota, Sample, SampleMethod, SurveyExclusion, SurveyTrigger,
};

use super::common::EntityCommon;
use super::field::List;
use super::quantity::{Duration, Positive};
use super::question::SurveyQuestion;
use super::reference::{Ref, to};
use super::{choice, record};

choice! {
    /// What a survey is for.
    /// es: Para qué es una encuesta.
    pub enum SurveyType("survey type") {
        /// How the relationship as a whole is seen.
        /// es: Cómo se ve la relación en conjunto.
        Relationship = "relationship" | "relación" | "relacional",
        /// How an experience just went.
        /// es: Cómo resultó una experiencia reciente.
        Transactional = "transactional" | "transaccional",
        /// What we do for customers, in their words.
        /// es: Qué hacemos por el cliente, en sus palabras.
        Discovery = "discovery" | "descubrimiento",
        /// One or two questions at one moment.
        /// es: Una o dos preguntas en un momento.
        Pulse = "pulse" | "pulso",
        /// Why somebody leaves.
        /// es: Por qué se va alguien.
        Exit = "exit" | "salida",
        /// What our own people see and need.
        /// es: Lo que ve y necesita nuestra propia gente.
        Employee = "employee" | "empleados" | "colaboradores",
    }
}

record! {
    /// A survey: what is asked, of whom, when, and who does something with the answers.
    /// es: Una encuesta: qué se pregunta, a quién, cuándo y quién hace algo con las respuestas.
    pub struct Survey("survey") {
        /// What it is for: relationship, transactional, discovery, pulse, exit or employee.
        /// es: Para qué es: relación, transaccional, descubrimiento, pulso, salida o empleados.
        survey_type = "type": SurveyType [required],
        /// Who is asked.
        /// es: A quién se le pregunta.
        audience: Audience [rule],
        /// When it goes out: in waves, after a moment, or when the person asks for it.
        /// es: Cuándo se envía: por olas, después de un momento o cuando la persona lo pide.
        trigger: SurveyTrigger,
        /// How many are invited, how they are chosen and how many will answer.
        /// es: A cuántos se invita, cómo se eligen y cuántos responderán.
        sample: Sample [rule],
        /// How many answers are enough of one group.
        /// es: Cuántas respuestas bastan de un grupo.
        quotas: List<Quota>,
        /// The policy that limits how often a person is contacted.
        /// es: La política que limita cada cuánto se contacta a una persona.
        contact_policy: Ref<to::AnyContactPolicy> [rule],
        /// How it is delivered.
        /// es: Por dónde se envía.
        channels: List<Ref<to::AnyChannel>>,
        /// When reminders go out, counted from the invitation: `[3 days, 7 days]`.
        /// es: Cuándo se recuerda, contando desde la invitación: `[3 days, 7 days]`.
        reminders: List<Duration>,
        /// How long it can be answered.
        /// es: Cuánto tiempo se puede responder.
        open_for: Duration,
        /// How many minutes it takes; estimated from the questions when absent.
        /// es: Cuántos minutos toma; se estima por las preguntas si falta.
        minutes: Positive,
        /// The legal basis, the purpose and how long answers are kept.
        /// es: La base legal, la finalidad y cuánto se guardan las respuestas.
        consent: Consent [rule],
        /// The survey that ended and whose place it takes.
        /// es: La encuesta que terminó y cuyo lugar toma.
        replaces: Ref<to::AnySurvey>,
        /// The playbooks and scorecards that do something with the answers.
        /// es: Los playbooks y tableros que hacen algo con las respuestas.
        acts: List<Ref<to::PlaybookOrScorecard>> [rule],
        /// The questions, in the order they are asked.
        /// es: Las preguntas, en el orden en que se hacen.
        questions: List<SurveyQuestion> [rule],
        /// What is read at the end, by answers; a word of thanks when absent.
        /// es: Lo que se lee al final, según las respuestas; un agradecimiento si falta.
        end_pages: List<EndPage>,
    }
    common common: EntityCommon
}
