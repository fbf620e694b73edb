//! `qsf`: each survey in use as a Qualtrics survey file.
//!
//! `surveys/qsf/<survey>.qsf` is imported under "Create a survey from a QSF file". The format is not
//! published: this one follows files that Qualtrics itself exported, and of conditions only those that
//! occur there, that an option is or is not selected. `codebook.csv` says which column of the data is
//! which question and what each code means.
//!
//! The names that whoever sends the survey knows are embedded data (`customer_first_name`, …).

mod delivery;
mod document;
mod logic;
mod losses;
mod question;
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
    name: "qsf",
    about: Words {
        en: "each survey as a Qualtrics survey file",
        es: "cada encuesta como archivo de encuesta de Qualtrics",
    },
    folder: "surveys/qsf",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "Qualtrics",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: losses::refuses,
    write,
    columns: question::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    let path = format!("{}.qsf", instrument.id());
    if out.wants(&path) {
        out.put(Artifact::json(path, &document::document(instrument), [instrument.survey.index]));
    }
}
