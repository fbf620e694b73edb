//! What a person is told before and after answering, in the words of the law and of the program.

use super::wording::Words;
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::common::LegalBasis;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::survey::{Consent, Survey};
use rust_decimal::Decimal;

/// One line of the notice.
#[derive(Debug)]
pub struct Line<'p> {
    pub label: Say,
    pub text: Told<'p>,
}

impl<'p> Line<'p> {
    /// What it says, when those are words of the program.
    pub fn program(&self) -> Option<Words<'p>> {
        match &self.text {
            Told::Program(words) => Some(*words),
            Told::Ours(_) => None,
        }
    }
}

/// What a line says.
#[derive(Debug)]
pub enum Told<'p> {
    Ours(Say),
    Program(Words<'p>),
}

/// The notice of a survey: purpose, legal basis, who sees the answers, how long they are kept.
/// Empty when the survey says nothing about consent.
pub fn lines<'p>(survey: Of<'p, Survey>, first: &'p str) -> Vec<Line<'p>> {
    let Some(consent) = survey.it.consent.get() else { return Vec::new() };
    let words = |field: &'p crate::model::field::Field<crate::model::text::Text>| {
        field
            .spanned()
            .map(|(span, text)| Told::Program(Words::written(text, survey.entity.place(span), first)))
    };
    let told = |subject: Subject| match subject {
        Subject::Purpose => words(&consent.purpose),
        Subject::Basis => consent.basis.value().map(|basis| Told::Ours(legal_basis(basis))),
        Subject::Retention => consent.retention.get().map(|retention| Told::Ours(spelled(*retention))),
        Subject::ThirdParties => names(&consent.third_parties),
        Subject::Transfer => names(&consent.transfer),
        Subject::Sensitive => sensitive(consent),
        Subject::OptOut => words(&consent.opt_out),
    };
    let line = |subject: Subject| Some(Line { label: subject.label(), text: told(subject)? });
    Subject::ALL.into_iter().filter_map(line).collect()
}

/// What a line is about, in the order in which people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Purpose,
    Basis,
    Retention,
    ThirdParties,
    Transfer,
    Sensitive,
    OptOut,
}

impl Subject {
    pub const ALL: [Subject; 7] = [
        Subject::Purpose,
        Subject::Basis,
        Subject::Retention,
        Subject::ThirdParties,
        Subject::Transfer,
        Subject::Sensitive,
        Subject::OptOut,
    ];

    /// The words before the colon.
    pub fn label(self) -> Say {
        match self {
            Subject::Purpose => say!(en: "What the answers are for", es: "Para qué son las respuestas"),
            Subject::Basis => say!(en: "Legal basis", es: "Base legal"),
            Subject::Retention => say!(en: "How long they are kept", es: "Cuánto se guardan"),
            Subject::ThirdParties => say!(en: "Who else sees them", es: "Quién más las ve"),
            Subject::Transfer => say!(en: "Where they are taken", es: "A dónde se llevan"),
            Subject::Sensitive => say!(en: "Sensitive data", es: "Datos delicados"),
            Subject::OptOut => say!(en: "How to say no", es: "Cómo negarse"),
        }
    }
}

/// What is said at the end.
pub fn thanks() -> Say {
    say!(en: "Thank you. Your answers have been saved.", es: "Gracias. Las respuestas quedaron guardadas.")
}

/// The answer that says that a question does not apply.
pub fn not_applicable() -> Say {
    say!(en: "Does not apply", es: "No aplica")
}

/// What marks a survey that is agreed and not sent yet.
pub fn proposed() -> Say {
    say!(en: "Proposed: not to be sent yet.", es: "Propuesta: todavía no se envía.")
}

fn names(
    list: &crate::model::field::Field<crate::model::field::List<crate::model::text::Plain>>,
) -> Option<Told<'static>> {
    let names: Vec<&str> = list.items().map(|name| &**name).collect();
    (!names.is_empty()).then(|| Told::Ours(Say::same(names.join(", "))))
}

fn sensitive(consent: &Consent) -> Option<Told<'static>> {
    let asked = consent.special_categories.value() == Some(true);
    asked.then(|| Told::Ours(sensitive_data()))
}

/// That a survey asks for specially protected data.
pub fn sensitive_data() -> Say {
    say!(
        en: "Some questions ask about health, religion, politics or other specially protected data.",
        es: "Hay preguntas sobre salud, religión, política u otros datos con protección especial."
    )
}

/// A legal basis, as people are told.
pub fn legal_basis(basis: LegalBasis) -> Say {
    match basis {
        LegalBasis::Consent => {
            say!(en: "consent, given by answering", es: "consentimiento, que se da al responder")
        }
        LegalBasis::LegitimateInterest => say!(en: "legitimate interest", es: "interés legítimo"),
        LegalBasis::Contract => say!(en: "contract", es: "contrato"),
        LegalBasis::LegalObligation => say!(en: "legal obligation", es: "obligación legal"),
        LegalBasis::PublicTask => say!(en: "public task", es: "interés público"),
    }
}

/// A time in full words.
pub fn spelled(duration: Duration) -> Say {
    let (amount, one) = (duration.amount().normalize(), duration.amount() == Decimal::ONE);
    let (en, es) = match duration.unit() {
        TimeUnit::Second => (["second", "seconds"], ["segundo", "segundos"]),
        TimeUnit::Minute => (["minute", "minutes"], ["minuto", "minutos"]),
        TimeUnit::Hour => (["hour", "hours"], ["hora", "horas"]),
        TimeUnit::Day => (["day", "days"], ["día", "días"]),
        TimeUnit::Week => (["week", "weeks"], ["semana", "semanas"]),
        TimeUnit::Month => (["month", "months"], ["mes", "meses"]),
        TimeUnit::Quarter => (["quarter", "quarters"], ["trimestre", "trimestres"]),
        TimeUnit::Year => (["year", "years"], ["año", "años"]),
        TimeUnit::BusinessHour => (["business hour", "business hours"], ["hora hábil", "horas hábiles"]),
        TimeUnit::BusinessDay => (["business day", "business days"], ["día hábil", "días hábiles"]),
    };
    let form = usize::from(!one);
    let (en, es) = (en[form], es[form]);
    say!(en: "{amount} {en}", es: "{amount} {es}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_told_in_full_words() {
        let told = |amount: i64, unit| spelled(Duration::new(Decimal::from(amount), unit));
        assert_eq!(told(24, TimeUnit::Month), say!(en: "24 months", es: "24 meses"));
        assert_eq!(told(1, TimeUnit::Year), say!(en: "1 year", es: "1 año"));
    }
}
