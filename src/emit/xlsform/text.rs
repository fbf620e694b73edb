//! Texts as XLSForm clients show them: they read some Markdown and markup, and `${name}` as an answer.

use super::words;
use crate::diagnostic::Say;
use crate::emit::survey::platform::{is_unseen, opens_markup};
use crate::emit::survey::{Instrument, Part, Words, ours};
use crate::model::text::base_language;

/// The name of a language or variant as the header of a column says it: `Español (es)`.
pub fn language(tag: &str) -> String {
    let base = base_language(tag);
    let (place, address) = tag.split_once(':').map_or((tag, None), |(place, address)| (place, Some(address)));
    let own = match base {
        "es" => "Español",
        "en" => "English",
        "pt" => "Português",
        "fr" => "Français",
        "ca" => "Català",
        "gl" => "Galego",
        "de" => "Deutsch",
        "it" => "Italiano",
        other => other,
    };
    let region = place.strip_prefix(base).map(|rest| rest.replace('-', " ")).unwrap_or_default();
    let address_words = address.map(|address| format!(", {address}")).unwrap_or_default();
    let code = address.map_or_else(|| place.to_owned(), |address| format!("{place}-x-{address}"));
    format!("{own}{region}{address_words} ({code})")
}

/// What is read in every language of the survey, in their order.
pub fn localized(instrument: &Instrument<'_>, say: impl Fn(&str) -> String) -> Vec<String> {
    instrument.languages.iter().map(|tag| say(tag)).collect()
}

/// Our own words.
pub fn own(instrument: &Instrument<'_>, say: &Say) -> Vec<String> {
    localized(instrument, |tag| ours(say, tag).to_owned())
}

/// The words of the program, with their gaps. `before`: see [`Instrument::read`].
pub fn words<'p>(instrument: &Instrument<'p>, of: &Words<'p>, before: usize) -> Vec<String> {
    localized(instrument, |tag| text(instrument, of, tag, before))
}

/// Words in one language.
pub fn text<'p>(instrument: &Instrument<'p>, of: &Words<'p>, tag: &str, before: usize) -> String {
    let part = |part: Part| match part {
        Part::Words(words) => plain(&words),
        Part::Answer(item) => format!("${{{}}}", words::shown_as(&instrument.items[item])),
        Part::Known(known) => format!("${{{}}}", known.hidden_name()),
        Part::Unknown => "…".to_owned(),
    };
    instrument.read(of, tag, before).into_iter().map(part).collect()
}

/// Words that are shown as they are written: no answer, no markup, no Markdown.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let text = text.replace("${", "$ {");
    let marks = |mark: char| text.matches(mark).count() > 1;
    let (stars, lines) = (marks('*'), marks('_'));
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut at_start = true;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let markdown = match letter {
            '*' => stars,
            '_' => lines,
            '#' => at_start,
            '\\' => next.is_some_and(|next| matches!(next, '*' | '_' | '#' | '\\')),
            '[' => text.contains("]("),
            _ => false,
        };
        if markdown {
            out.push('\\');
        }
        out.push(if letter == '<' && opens_markup(next) { '‹' } else { letter });
        at_start = letter == '\n';
    }
    out
}
