//! `xlsform`: each survey in use as an XLSForm workbook, for KoboToolbox, ODK and whoever reads that
//! standard.
//!
//! `surveys/xlsform/<survey>.xlsx` has the sheets `survey`, `choices` and `settings`; `codebook.csv`
//! says which column of the data is which question. Every language and variant of the survey is a
//! translation of the form. A condition is a `relevant` expression, one on an option a
//! `choice_filter`; how many options may be taken and which excludes the others is a `constraint`.
//!
//! Names: a question has its own; what belongs to it has the name of the question and two underscores,
//! which no question has. Values are stored as the program names them, "does not apply" as `na`.
//! The names that whoever sends the survey knows are hidden fields, filled by the link to the form
//! (`customer_first_name`, `customer_formal_name`, `agent_name`, `organization_name`).

mod delivery;
mod expression;
mod losses;
mod rows;
mod sheets;
mod text;
mod values;
mod words;
mod workbook;

#[cfg(test)]
mod tests;

use super::survey::Instrument;
use super::survey::platform::{self, Platform};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::Kind;

pub const TARGET: Target = Target {
    name: "xlsform",
    about: Words {
        en: "each survey as an XLSForm workbook, for KoboToolbox and ODK",
        es: "cada encuesta como libro XLSForm, para KoboToolbox y ODK",
    },
    folder: "surveys/xlsform",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "XLSForm",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: platform::nothing,
    refuses: losses::refuses,
    write,
    columns: values::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    let path = format!("{}.xlsx", instrument.id());
    if out.wants(&path) {
        let bytes = workbook::bytes(&sheets::form(instrument));
        out.put(Artifact { path, bytes, from: vec![instrument.survey.index] });
    }
}
