//! `googleforms`: each survey in use as the requests that make it a Google form, one form for each language.
//!
//! `surveys/googleforms/<survey>.<language>.create.json` is the body of `forms.create`,
//! `….batch-update.json` that of `forms.batchUpdate` for the form that it gives, and `….answers.json` says
//! which question and which answer the ids and texts in its responses are. `codebook.csv` has the same ids
//! for all languages.

mod delivery;
mod form;
mod ids;
mod losses;
mod sections;
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
    name: "googleforms",
    about: Words {
        en: "each survey as the requests that make a Google form, one for each language",
        es: "cada encuesta como las solicitudes que crean un formulario de Google, uno por idioma",
    },
    folder: "surveys/googleforms",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "Google Forms",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: losses::refuses,
    write,
    columns: ids::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    let plan = sections::plan(instrument);
    for tag in &instrument.languages {
        let put = |part: &str, value: &dyn Fn() -> serde_json::Value| {
            let path = format!("{}.{}.{part}.json", instrument.id(), tag.replace(':', "-"));
            if out.wants(&path) {
                out.put(Artifact::json(path, &value(), [instrument.survey.index]));
            }
        };
        put("create", &|| form::create(instrument, tag));
        put("batch-update", &|| form::batch_update(instrument, &plan, tag));
        put("answers", &|| form::answers(instrument, tag));
    }
}
