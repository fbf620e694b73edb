//! `fhir`: each survey in use as a Questionnaire resource of FHIR R4B and R5.
//!
//! `surveys/fhir/<survey>.r4b.json` and `<survey>.r5.json` say the same in the words of their release. Every
//! language and variant is a translation in the same resource. Answers are found by `linkId`, which is the id of
//! the question, and options by their ids: `codebook.csv` lists them.

mod delivery;
mod enable;
mod item;
mod losses;
mod questionnaire;
mod text;

#[cfg(test)]
mod tests;

use super::options::{OptionInfo, Takes};
use super::survey::Instrument;
use super::survey::platform::{self, Platform};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::Kind;

/// A release of FHIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    R4b,
    R5,
}

impl Release {
    const ALL: [Self; 2] = [Self::R4b, Self::R5];

    fn name(self) -> &'static str {
        match self {
            Self::R4b => "r4b",
            Self::R5 => "r5",
        }
    }
}

pub const TARGET: Target = Target {
    name: "fhir",
    about: Words {
        en: "each survey as a FHIR Questionnaire, for R4B and R5",
        es: "cada encuesta como Questionnaire de FHIR, para R4B y R5",
    },
    folder: "surveys/fhir",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[OptionInfo {
        name: "releases",
        about: Words {
            en: "the releases of FHIR that are written",
            es: "las versiones de FHIR que se escriben",
        },
        takes: Takes::SomeOf(&["r4b", "r5"]),
    }],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "FHIR",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: platform::nothing,
    write,
    columns: item::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, options: &Options, out: &Out<'_>) {
    for release in Release::ALL.into_iter().filter(|release| options.has("releases", release.name())) {
        let path = format!("{}.{}.json", instrument.id(), release.name());
        if out.wants(&path) {
            let written = questionnaire::questionnaire(instrument, release);
            out.put(Artifact::json(path, &written, [instrument.survey.index]));
        }
    }
}
