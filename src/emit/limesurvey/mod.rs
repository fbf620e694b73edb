//! `limesurvey`: each survey in use as a LimeSurvey text file.
//!
//! `surveys/limesurvey/<survey>.txt` is imported under "Create survey, Import". LimeSurvey takes nearly
//! everything without a word, so what it would merge, cut or misread is made impossible here: codes
//! are letters and digits, short enough, and no two are alike.
//!
//! The names that whoever sends the survey knows come from its participants: the first name as
//! `FIRSTNAME`, the others as `ATTRIBUTE_1` to `ATTRIBUTE_3`.

mod codes;
mod delivery;
mod expression;
mod losses;
mod rows;
mod table;
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
    name: "limesurvey",
    about: Words {
        en: "each survey as a LimeSurvey text file",
        es: "cada encuesta como archivo de texto de LimeSurvey",
    },
    folder: "surveys/limesurvey",
    by_default: false,
    selects: &[Kind::Survey],
    options: &[],
    emit,
    platform: Some(&PLATFORM),
};

pub static PLATFORM: Platform = Platform {
    name: "LimeSurvey",
    takes: losses::takes,
    texts: losses::TEXTS,
    limits: losses::limits,
    refuses: losses::refuses,
    write,
    columns: codes::columns,
    delivery: delivery::DELIVERY,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    platform::emit(&PLATFORM, checked, options, out)
}

fn write(instrument: &Instrument<'_>, _: &Options, out: &Out<'_>) {
    let path = format!("{}.txt", instrument.id());
    if out.wants(&path) {
        out.put(Artifact::text(path, table::text(&rows::rows(instrument)), [instrument.survey.index]));
    }
}
