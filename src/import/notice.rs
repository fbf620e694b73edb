//! The notice that Senda writes before the first question, as the fields that it tells.

use super::draft::Text;
use crate::diagnostic::Say;
use crate::emit::survey::{Subject, legal_basis, ours, sensitive_data, spelled};
use crate::model::common::LegalBasis;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// What is told of one subject, in each language.
pub struct Line {
    pub subject: Subject,
    pub told: Text,
}

/// The fields of `consent`; nothing when a line says what no field says.
pub fn consent(lines: &[Line], languages: &[String]) -> Option<Vec<(&'static str, Json)>> {
    let mut fields = Vec::new();
    for line in lines {
        fields.push(match line.subject {
            Subject::Purpose => ("purpose", words(&line.told, languages)),
            Subject::OptOut => ("opt_out", words(&line.told, languages)),
            Subject::Basis => {
                let basis = LegalBasis::ALL.iter().find(|basis| says(line, &legal_basis(**basis)))?;
                ("basis", json!(basis.word()))
            }
            Subject::Retention => ("retention", json!(duration(line)?.spell())),
            Subject::ThirdParties => ("third_parties", list(line)?),
            Subject::Transfer => ("transfer", list(line)?),
            Subject::Sensitive => {
                says(line, &sensitive_data()).then_some(())?;
                ("special_categories", json!(true))
            }
        });
    }
    Some(fields)
}

/// A text as a map of languages.
fn words(told: &Text, languages: &[String]) -> Json {
    super::text::json(told, languages)
}

/// Whether it is this that is told, in every language.
fn says(line: &Line, say: &Say) -> bool {
    line.told.0.iter().all(|(tag, told)| told == ours(say, tag))
}

/// Names are written once, the same in every language.
fn list(line: &Line) -> Option<Json> {
    let mut all = line.told.0.values();
    let first = all.next()?;
    all.all(|other| other == first).then(|| json!(first.split(", ").collect::<Vec<_>>()))
}

fn duration(line: &Line) -> Option<Duration> {
    let amount: Decimal = line.told.0.values().next()?.split_whitespace().next()?.parse().ok()?;
    let units = TimeUnit::ALL.iter().map(|unit| Duration::new(amount, *unit));
    units.into_iter().find(|duration| says(line, &spelled(*duration)))
}
