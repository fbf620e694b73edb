//! The canonical form of a file: keys in the order of their declarations, blocks where there is
//! prose, quotes where YAML 1.1 would read something else, two blanks of indentation. Comments stay
//! with what they speak of. What the file says never changes: the result is read again and compared.

mod block;
mod flow;
mod order;
mod pieces;
mod print;
mod read;
mod same;
mod scalar;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::model::read::looks_like_ours;
use crate::source::FileId;
use crate::syntax;
use std::borrow::Cow;

/// What formatting a file comes to.
#[derive(Debug)]
pub enum Formatted {
    /// It has its canonical form.
    Same,
    Changed(String),
    /// It is no file of ours.
    Foreign,
    /// It cannot be read as a whole, and is left alone until it can.
    Broken(Vec<Diagnostic>),
    /// It is written in a way that could not be put in order without changing what it says.
    Odd,
}

/// The canonical form of a text (without its byte order mark). Line ends stay as they are.
pub fn format(file: FileId, text: &str) -> Formatted {
    if !looks_like_ours(text) {
        return Formatted::Foreign;
    }
    let plain = with_line_feeds(text);
    let (tree, findings) = syntax::parse(file, &plain);
    if !findings.is_empty() {
        return Formatted::Broken(syntax::parse(file, text).1);
    }
    let Some(mut documents) = read::documents(&tree) else { return Formatted::Odd };
    order::sort(&tree, &mut documents);
    let printed = print::print(&documents);
    if !same::says_the_same(file, &tree, &printed) {
        return Formatted::Odd;
    }
    let printed = super::ends_like(text, &printed);
    if printed == text { Formatted::Same } else { Formatted::Changed(printed) }
}

/// A changed text; where the one before it had its canonical form, it has it as well.
pub fn kept_in_form(before: &str, after: String) -> String {
    let file = FileId(0);
    match (format(file, before), format(file, &after)) {
        (Formatted::Same, Formatted::Changed(text)) => text,
        _ => after,
    }
}

/// Every line end as one sign.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
