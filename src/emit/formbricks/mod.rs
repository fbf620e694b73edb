//! `formbricks`: each survey in use as the body that makes it a survey in Formbricks.
//!
//! `surveys/formbricks/<survey>.json` is sent to `POST /api/v3/surveys` with the id of a workspace in it;
//! `<survey>.answers.json` says which question each element is and which answer each text in its responses.
//! The names that whoever sends the survey knows are hidden fields (`customer_first_name`, …).

mod delivery;
mod logic;
mod losses;
mod survey;
mod text;

#[cfg(test)]
mod tests;

use super::survey::Instrument;
use super::survey::platform::{self, Platform};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::Kind;

pub const TARGET: Target = Target {
    name: "formbricks",
    about: Words {
        en: "each survey as the body that makes a survey in Formbricks",
        es: "cada encuesta como el cuerpo que crea una encuesta en Formbricks",
    },
    folder: "surveys/formbricks",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "Formbricks",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: losses::refuses,
    write,
    columns: survey::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    let put = |path: String, value: &dyn Fn() -> serde_json::Value| {
        if out.wants(&path) {
            out.put(Artifact::json(path, &value(), [instrument.survey.index]));
        }
    };
    put(format!("{}.json", instrument.id()), &|| survey::survey(instrument));
    put(format!("{}.answers.json", instrument.id()), &|| survey::answers(instrument));
}
