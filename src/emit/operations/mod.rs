//! `operations`: what goes around a survey, for whoever sends it.
//!
//! - `operations/surveys/<survey>.json`: whom to ask, when, how many, reminders, what holds an invitation
//!   back, the answers to expect and how exactly each metric will be known from them, and in which column
//!   of which dataset each answer has to land. `schemas/survey-operations.schema.json` describes it.
//! - `operations/surveys.ics`: waves, reminders and last days of the coming year, for any calendar.

mod calendar;
mod plan;

#[cfg(test)]
mod tests;

use super::survey::instruments;
use super::{Artifact, Options, Out, Target};
use crate::analyze::contacts::limits::Policies;
use crate::analyze::fieldwork::Fieldwork;
use crate::analyze::{Checked, Context};
use crate::diagnostic::{Diagnostic, Words};
use crate::model::Kind;

pub const TARGET: Target = Target {
    name: "operations",
    about: Words {
        en: "the fieldwork of each survey as JSON, and its waves as a calendar",
        es: "la operación de cada encuesta en JSON, y sus olas como calendario",
    },
    folder: "operations",
    selects: &[Kind::Survey],
    options: &[],
    by_default: false,
    emit,
    platform: None,
};

const CALENDAR: &str = "surveys.ics";

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let context = Context::new(checked.program, checked.sources, checked.as_of);
    let policies = Policies::of(checked.program, checked.as_of);
    let (instruments, findings) = instruments(checked, &|survey| options.wants(survey));
    let mut all = Vec::new();
    for instrument in &instruments {
        let fieldwork = Fieldwork::of(instrument.survey, &policies, &context);
        let path = format!("surveys/{}.json", instrument.id());
        if out.wants(&path) {
            let plan = plan::plan(instrument, &fieldwork, &context);
            out.put(Artifact::json(path, &plan, [instrument.survey.index]));
        }
        all.push(fieldwork);
    }
    // A calendar without a day is none.
    if all.iter().any(|fieldwork| !fieldwork.waves.is_empty()) && out.wants(CALENDAR) {
        let from = all.iter().map(|fieldwork| fieldwork.survey.index);
        out.put(Artifact::text(CALENDAR, calendar::calendar(&all, checked), from));
    }
    findings
}
