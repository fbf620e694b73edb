//! What a finding is known by, so that it is the same one tomorrow and after other work: what a
//! person wrote, never a line number or what was computed.

use super::Diagnostic;
use crate::source::{At, SourceMap};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A fingerprint for each finding: its rule, its entity (or file), the field and the words that it
/// points at, and the names in its message. Numbers and dates count nowhere, because most of them
/// are computed, or hang on the day. Where all of that is equal, a running number. 16 hexadecimal
/// digits. What is known by something else keeps that.
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
    diagnostics
        .iter()
        .map(|d| {
            if let Some(known) = &d.known_by {
                return known.clone();
            }
            let about = d.entity.as_deref().unwrap_or(&sources.get(d.at.file).path);
            let mut hash = Sha256::new();
            let field = path(d.at, sources);
            let words = without_numbers(sources.slice(d.at));
            let names = names(&d.message.en);
            for part in [d.rule.name, about].into_iter().chain(field.iter().map(String::as_str)) {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
            for part in [words.as_str()].into_iter().chain(names) {
                hash.update(part.as_bytes());
                hash.update([1]);
            }
            let key: [u8; 32] = hash.clone().finalize().into();
            let nth = seen.entry(key).or_default();
            hash.update(nth.to_le_bytes());
            *nth += 1;
            hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
        })
        .collect()
}

/// The keys that lead to a place, the innermost first, as the indentation tells them; an item of a
/// list is known by what its first line says.
fn path(at: At, sources: &SourceMap) -> Vec<String> {
    let source = sources.get(at.file);
    let text = source.text();
    let last = source.place(at.span.start).line;
    let lines = |number: u32| &text[source.lines().line_range(text, number)];
    let mut found = vec![without_numbers(key_of(lines(last)))];
    let mut shown = Columns::of(lines(last));
    for line in (1..last).rev().map(lines) {
        if line.starts_with("---") || shown.is_outermost() {
            break;
        }
        let Some(above) = Columns::of(line).filter(|above| above.holds(shown)) else { continue };
        let said = line.split(" #").next().unwrap_or("").trim();
        found.push(without_numbers(if above.dash.is_some() { said } else { key_of(line) }));
        shown = Some(above);
    }
    found
}

/// The columns in which a line starts: that of its dash, and that of what it says.
#[derive(Clone, Copy)]
struct Columns {
    dash: Option<usize>,
    text: usize,
}

impl Columns {
    fn of(line: &str) -> Option<Self> {
        let text = line.find(|c| !matches!(c, ' ' | '-'))?;
        let dash = line.find("- ").filter(|dash| *dash < text);
        (!line[text..].starts_with('#')).then_some(Self { dash, text })
    }

    fn start(self) -> usize {
        self.dash.unwrap_or(self.text)
    }

    /// Whether a block of this line holds a line further down: the item that a field is in, or the
    /// key of a list, which may stand in the column of its dashes.
    fn holds(self, below: Option<Self>) -> bool {
        let Some(below) = below else { return false };
        match (self.dash, below.dash) {
            (Some(dash), None) => dash < below.text,
            (None, Some(dash)) => self.text <= dash,
            _ => self.start() < below.start(),
        }
    }
}

trait Outermost {
    fn is_outermost(&self) -> bool;
}

impl Outermost for Option<Columns> {
    fn is_outermost(&self) -> bool {
        self.is_none_or(|it| it.text == 0)
    }
}

fn key_of(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '-']);
    line.split_once(':').map_or("", |(key, _)| key)
}

/// The names between backquotes; one that begins with a digit or a sign is a value.
fn names(message: &str) -> impl Iterator<Item = &str> {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.filter(|name| name.starts_with(char::is_alphabetic))
}

/// A text with each number as `#`; ids keep theirs.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let of_number = c.is_ascii_digit() && !inside;
        if of_number {
            while chars.peek().is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')) {
                chars.next();
            }
            out.push('#');
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || matches!(c, '_' | '-') || (inside && c.is_ascii_digit());
        inside &= !of_number;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Say, built_in_rules};
    use crate::source::{FileId, Source, Span};

    built_in_rules! { PROBE = "probe" Style Warning { en: "x", es: "x" } }

    fn print(text: &str, at: &str, message: &str) -> String {
        let start = text.rfind(at).unwrap();
        let place = At { file: FileId(0), span: Span::new(start, start + at.len()) };
        let sources = SourceMap::new(vec![Source::new("a.yaml", text)]);
        let say = Say { en: message.to_owned(), es: message.to_owned() };
        fingerprints(&[Diagnostic::new(RULES[0], place, say)], &sources).remove(0)
    }

    #[test]
    fn neither_lines_nor_numbers_nor_the_day_make_another_finding() {
        let text = "steps:\n  - id: ask-2\n    within: 24 h\n";
        let first = print(text, "24 h", "`ask-2` waits 72 % longer than `30 days`, until 2027-01-02");
        let moved = "# new\nsteps:\n\n  - id: ask-2\n    # why\n    within: 26 h\n";
        assert_eq!(first, print(moved, "26 h", "`ask-2` waits 75 % longer than `31 days`, until 2027-02-02"));
    }

    #[test]
    fn another_item_field_word_or_name_makes_another_finding() {
        let text = "steps:\n- id: ask-2\n  within: soon\n";
        let first = print(text, "soon", "`ask-2`");
        assert_eq!(first, print(text, "soon", "`ask-2`"));
        assert_ne!(first, print(&text.replace("ask-2", "ask-3"), "soon", "`ask-2`"));
        assert_ne!(first, print(&text.replace("within", "after"), "soon", "`ask-2`"));
        assert_ne!(first, print(&text.replace("steps", "phases"), "soon", "`ask-2`"));
        assert_ne!(first, print(&text.replace("soon", "later"), "later", "`ask-2`"));
        assert_ne!(first, print(text, "soon", "`ask-2` and `pay`"));
    }

    #[test]
    fn numbers_go_and_ids_keep_theirs() {
        assert_eq!(without_numbers("q2-a 10,000 and 24h, wave-3"), "q2-a # and #h, wave-3");
    }
}
