//! What a survey platform is to us: a name, a way to write a survey, and one table that says what it
//! carries of everything a survey can ask for. Loss report, codebook and the page about platforms
//! come from here, so that a new platform is one folder and one line in `TARGETS`.

mod codebook;
mod confession;
mod delivery;
mod feature;
mod report;
mod uses;

pub use codebook::{Column, column, columns_by_id};
pub use confession::Confession;
pub use delivery::{ANY, Clock, Delivery, Format, Found, SpokenLanguage, member, quoted, takes_several};
pub use feature::Feature;
pub use report::{losses, refusal, untold, untold_ends};
pub use uses::{Use, hidden_names, known_names, uses};

use super::{Instrument, Item, instruments, mapping};
use crate::analyze::Checked;
use crate::diagnostic::Diagnostic;
use crate::emit::{Artifact, Options, Out};

/// A survey platform.
pub struct Platform {
    /// As people call it.
    pub name: &'static str,
    /// How it takes each thing that a survey can ask for.
    pub takes: fn(Feature) -> Taken,
    /// What it cannot show of a text as it is written.
    pub texts: &'static [TextLimit],
    /// What stands in the way of single surveys: languages it has no words in, lengths.
    pub limits: fn(&Instrument<'_>) -> Vec<Diagnostic>,
    /// Why a survey cannot be written for it at all; nothing for one that can.
    pub refuses: fn(&Instrument<'_>) -> Vec<Diagnostic>,
    /// Puts the files of one survey.
    pub write: fn(&Instrument<'_>, &Options, &Out<'_>),
    /// Where the answers to one question are found in its data.
    pub columns: fn(&Instrument<'_>, &Item<'_>) -> Vec<Column>,
    /// How answers come back.
    pub delivery: Delivery,
}

/// How a platform takes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// As the program means it.
    Whole,
    /// It is there, not as the program means it in every detail.
    Otherwise(Confession),
    /// It is not there, or people could not answer as the program means it.
    Lost(Confession),
}

/// Texts that a platform cannot show as they are written.
pub struct TextLimit {
    /// Whether a text is one of these.
    pub bites: fn(&str) -> bool,
    pub told: Confession,
}

impl TextLimit {
    /// Characters that no page, form or file of a platform may hold.
    pub const UNSEEN: Self = Self { bites: |text| text.chars().any(is_unseen), told: Confession::UNSEEN };
}

/// What nobody can see, and HTML and XML do not allow.
pub fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a `<` before this letter would be read as markup.
pub fn opens_markup(next: Option<char>) -> bool {
    next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
}

/// Whether something in a text would be read as markup.
pub fn has_markup(text: &str) -> bool {
    text.char_indices().any(|(at, c)| c == '<' && opens_markup(text[at + 1..].chars().next()))
}

/// Writes all surveys for a platform, and says what it does not carry.
pub fn emit(platform: &Platform, checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let (instruments, mut findings) = instruments(checked, &|survey| options.wants(survey));
    let mut written = Vec::new();
    for instrument in &instruments {
        let refused = (platform.refuses)(instrument);
        if refused.is_empty() {
            (platform.write)(instrument, options, out);
            write_mapping(platform, instrument, checked, out);
            findings.extend(losses(platform, instrument));
            written.push(instrument);
        } else {
            let name = instrument.survey.entity.name();
            findings.extend(refused.into_iter().map(|finding| finding.entity(name.clone())));
        }
    }
    if !written.is_empty() {
        let from = written.iter().map(|instrument| instrument.survey.index);
        out.put(Artifact::text("codebook.csv", codebook::codebook(platform, &written), from));
    }
    findings
}

/// How the answers to a survey land, where any of them does.
fn write_mapping(platform: &Platform, instrument: &Instrument<'_>, checked: &Checked<'_>, out: &Out<'_>) {
    let path = format!("mappings/{}.json", instrument.id());
    if !out.wants(&path) {
        return;
    }
    let mapping = mapping::mapping(instrument, platform, checked.program);
    if !mapping.answers.is_empty() {
        out.put(Artifact::json(path, &mapping, [instrument.survey.index]));
    }
}

/// Nothing: for platforms without limits of that sort.
pub fn nothing(_: &Instrument<'_>) -> Vec<Diagnostic> {
    Vec::new()
}
