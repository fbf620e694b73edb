//! The loss report: what a platform does not carry, at the line that asks for it.

use super::{Confession, Feature, Platform, Taken, uses};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Say, Severity, Words};
use crate::emit::survey::{End, Instrument, Item};
use crate::model::text::{Piece, pieces};
use crate::source::At;

/// What a platform does not carry of one survey, in the order of the file.
pub fn losses(platform: &Platform, instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let asked = uses(instrument);
    // Of a condition on an option that is lost as a whole, its parts need no word.
    let whole: Vec<At> = asked
        .iter()
        .filter(|asked| asked.feature == Feature::OptionBranch)
        .filter(|asked| matches!((platform.takes)(asked.feature), Taken::Lost(_)))
        .map(|asked| asked.at)
        .collect();
    let mut found: Vec<Diagnostic> = asked
        .iter()
        .filter(|asked| asked.feature == Feature::OptionBranch || !whole.contains(&asked.at))
        .filter_map(|asked| match (platform.takes)(asked.feature) {
            Taken::Whole => None,
            Taken::Lost(told) => Some(refusal(platform, asked.at, &told, &asked.name)),
            Taken::Otherwise(told) => {
                Some(refusal(platform, asked.at, &told, &asked.name).severity(Severity::Info))
            }
        })
        .collect();
    found.extend(of_texts(platform, instrument));
    found.extend((platform.limits)(instrument));
    found.sort_by_key(|finding| (finding.at.file.0, finding.at.span.start));
    let mut said = std::collections::HashSet::new();
    found.retain(|finding| said.insert((finding.at, finding.message.en.clone())));
    let name = instrument.survey.entity.name();
    found.into_iter().map(|finding| finding.entity(name.clone())).collect()
}

/// What a platform does not carry, or why a survey cannot be written for it. `name` is that of the
/// question, option or language.
pub fn refusal(platform: &Platform, at: At, told: &Confession, name: &str) -> Diagnostic {
    let filled = |words: Words| named(words, platform.name, name);
    Diagnostic::new(&TARGET_LOSS, at, filled(told.said)).help(filled(told.help))
}

/// Conditions of questions that a platform cannot be told although it is told all that they are made of.
/// `tells` is whether it is told when the question at a place is shown.
pub fn untold(
    platform: &Platform,
    instrument: &Instrument<'_>,
    tells: impl Fn(usize) -> bool,
) -> Vec<Diagnostic> {
    let everybody = Confession::OF_EVERYBODY;
    let lost = |feature| matches!((platform.takes)(feature), Taken::Lost(told) if told == everybody);
    let said: Vec<At> =
        uses(instrument).into_iter().filter(|asked| lost(asked.feature)).map(|asked| asked.at).collect();
    let untold = |(place, item): (usize, &Item<'_>)| {
        let at = item.branch.as_ref().map(|branch| branch.at).filter(|at| !said.contains(at))?;
        (!tells(place)).then(|| refusal(platform, at, &everybody, item.id.as_str()))
    };
    instrument.items.iter().enumerate().filter_map(untold).collect()
}

/// End pages that the platform cannot be told of: nobody reads them there.
pub fn untold_ends(
    platform: &Platform,
    instrument: &Instrument<'_>,
    tells: impl Fn(usize) -> bool,
) -> Vec<Diagnostic> {
    let ends = instrument.ends.iter().enumerate().filter(|(nth, _)| !tells(*nth));
    let lost = |end: &End<'_>| refusal(platform, end.whole(), &Confession::END_UNTOLD, end.id.as_str());
    ends.map(|(_, end)| lost(end)).collect()
}

fn named(words: Words, platform: &str, name: &str) -> Say {
    let fill = |text: &str| text.replace("{platform}", platform).replace("{id}", name);
    Say { en: fill(words.en), es: fill(words.es) }
}

/// Texts that the platform cannot show as they are written, each at its own reading.
fn of_texts(platform: &Platform, instrument: &Instrument<'_>) -> Vec<Diagnostic> {
    let told = instrument.notice.iter().filter_map(|line| line.program());
    let all = instrument.title.into_iter().chain(told).chain(instrument.all_words().map(|(.., words)| words));
    let mut found = Vec::new();
    for words in all {
        for (text, at) in words.own_readings() {
            let bitten = platform.texts.iter().filter(|limit| {
                pieces(text).iter().any(|piece| matches!(piece, Piece::Words(words) if (limit.bites)(words)))
            });
            found.extend(bitten.map(|limit| refusal(platform, at, &limit.told, "").severity(Severity::Info)));
        }
    }
    found
}
