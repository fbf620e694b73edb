//! `typeform`: each survey in use as the body that makes it a Typeform, one form for each language.
//!
//! `surveys/typeform/<survey>.<language>.json` is sent to the Create API (`POST /forms`). Questions are asked one
//! at a time; jumps lead past those that are not asked. `codebook.csv` says which field and which option is what.
//!
//! The names that whoever sends the survey knows are hidden fields (`customer_first_name`, …) of the link.

mod delivery;
mod form;
mod logic;
mod losses;
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
    name: "typeform",
    about: Words {
        en: "each survey as the body that makes a Typeform, one for each language",
        es: "cada encuesta como el cuerpo que crea un Typeform, uno por idioma",
    },
    folder: "surveys/typeform",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "Typeform",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: platform::nothing,
    write,
    columns: form::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    for tag in &instrument.languages {
        let path = format!("{}.{}.json", instrument.id(), tag.replace(':', "-"));
        if out.wants(&path) {
            out.put(Artifact::json(path, &form::form(instrument, tag), [instrument.survey.index]));
        }
    }
}
