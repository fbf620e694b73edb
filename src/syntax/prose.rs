//! What parses and is surely not what was meant: sentences and numbers that a comma split, words
//! that YAML took for a sign.

use super::build::Builder;
use super::explain::{layout, quoted};
use super::line::Line;
use super::rules;
use super::tree::{Content, Data, Node, NodeId, Style};
use crate::diagnostic::{Diagnostic, Severity, say};
use crate::source::{At, Span};

type Entry = (NodeId, NodeId);

impl Builder<'_> {
    /// Joins again what commas split between braces: `{ es: ¿Hola, qué tal? }` has a key `qué tal?`
    /// without a value. The value that was torn apart is unreadable; the stray keys go.
    pub(super) fn split_entries(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        let mut strays: Vec<NodeId> = Vec::new();
        for (key, value) in entries {
            if self.has_no_colon(key, value) && !kept.is_empty() {
                strays.push(key);
                continue;
            }
            self.join_strays(&mut kept, &mut strays);
            kept.push((key, value));
        }
        self.join_strays(&mut kept, &mut strays);
        kept
    }

    /// A plain word between braces that no colon follows.
    fn has_no_colon(&self, key: NodeId, value: NodeId) -> bool {
        let (key, value) = (self.slot(key), self.slot(value));
        let plain = matches!(&key.data, Data::Scalar(text, Style::Plain) if !text.is_empty());
        let after = (value.span.start as usize).checked_sub(1).and_then(|i| self.text().as_bytes().get(i));
        plain && value.span.start == value.span.end && after != Some(&b':')
    }

    fn join_strays(&mut self, kept: &mut Vec<Entry>, strays: &mut Vec<NodeId>) {
        let (Some(last), Some((_, value))) = (strays.last(), kept.last()) else { return };
        let first = self.slot(*value).span;
        let whole = Span { start: first.start, end: self.slot(*last).span.end };
        let is_plain = matches!(self.slot(*value).data, Data::Scalar(_, Style::Plain));
        let stray_words = strays.iter().any(|id| self.text()[self.slot(*id).span.range()].contains(' '));
        let written = &self.text()[first.range()];
        let prose =
            written.contains(' ') || written.starts_with(|c: char| c.is_uppercase() || "¿¡".contains(c));
        let number = number_with_commas(&self.text()[whole.range()]);
        if is_plain && (number.is_some() || stray_words || prose) {
            let finding = match number {
                Some(number) => self.split_number(whole, &number),
                None => split(self.at(whole), self.text()),
            };
            self.findings.push(finding);
            self.set(*value, whole, Data::Bad);
        } else {
            let stray: Vec<Entry> = strays.iter().map(|key| (*key, self.nothing_after(*key))).collect();
            kept.extend(stray);
        }
        strays.clear();
    }

    /// Joins numbers that commas split in a list: `[1,000]`. Only where a group starts with a
    /// zero, so that `[100,200]` stays a list.
    pub(super) fn split_items(&mut self, items: Vec<NodeId>) -> Vec<NodeId> {
        let mut kept: Vec<NodeId> = Vec::with_capacity(items.len());
        for item in items {
            match kept.last().and_then(|before| Some((*before, self.number_torn_apart(*before, item)?))) {
                Some((before, (whole, number))) => {
                    let finding = self.split_number(whole, &number);
                    self.findings.push(finding);
                    self.set(before, whole, Data::Bad);
                }
                None => kept.push(item),
            }
        }
        kept
    }

    /// Two items that a comma made of one number, and the number without it.
    fn number_torn_apart(&self, before: NodeId, item: NodeId) -> Option<(Span, String)> {
        let span = self.slot(item).span;
        let group = self.text()[span.range()].as_bytes();
        if group.first() != Some(&b'0') || group.len() < 3 || !group[..3].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let whole = Span { start: self.slot(before).span.start, end: span.end };
        Some((whole, number_with_commas(&self.text()[whole.range()])?))
    }

    fn split_number(&self, whole: Span, number: &str) -> Diagnostic {
        let written = &self.text()[whole.range()];
        let message = say!(en: "between brackets the commas split `{written}` into several values", es: "entre corchetes o llaves las comas parten `{written}` en varios valores");
        Diagnostic::new(&rules::SPLIT_SENTENCE, self.at(whole), message)
            .help(say!(en: "Write numbers without separators: {number}", es: "Escribe los números sin separadores: {number}"))
            .fix(false, vec![(self.at(whole), number.to_owned())])
    }

    /// `{{ name }}` alone is a map whose key is a map; `None` where the map is an ordinary one.
    pub(super) fn template(&self, span: Span) -> Option<Diagnostic> {
        let written = &self.text()[span.range()];
        if !written.starts_with("{{") {
            return None;
        }
        let by = quoted(written);
        let message = say!(en: "`{{{{` opens a map for YAML: a text with `{{{{ }}}}` goes between quotes", es: "para YAML `{{{{` abre un mapa: un texto con `{{{{ }}}}` va entre comillas");
        Some(self.quote_it(Diagnostic::new(&rules::YAML_SYNTAX, self.at(span), message), span, &by))
    }

    /// Words at the start of a plain text that are signs for YAML, or lines that miss a space.
    pub(super) fn glued(&self, span: Span, is_root: bool) -> Option<Diagnostic> {
        let written = &self.text()[span.range()];
        if !begins_line(self.text(), span.start as usize) {
            return None;
        }
        if is_root {
            return self.glued_fields(span);
        }
        let dashed = |line: &str| {
            line.trim_start().strip_prefix('-').is_some_and(|r| r.starts_with(char::is_alphabetic))
        };
        if !written.lines().all(dashed) {
            return None;
        }
        let mut edits = Vec::new();
        let mut at = span.start as usize;
        for one in written.split_inclusive('\n') {
            let dash = at + (one.len() - one.trim_start().len());
            edits.push((self.at(Span::new(dash, dash + 1)), "- ".to_owned()));
            at += one.len();
        }
        let shown = format!("- {}", &written.lines().next()?[1..]);
        Some(layout::space_after_dash(edits[0].0, &shown).fix(true, edits))
    }

    /// A document of lines like `id:a`, which YAML reads as one text.
    fn glued_fields(&self, span: Span) -> Option<Diagnostic> {
        let written = &self.text()[span.range()];
        let mut edits = Vec::new();
        let mut at = span.start as usize;
        for line in written.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if let Some(colon) = layout::glued_key(line.trim()) {
                let colon = at + indent + colon;
                edits.push((self.at(Span::new(colon, colon + 1)), ": ".to_owned()));
            }
            at += line.len();
        }
        let colon = layout::glued_key(written.lines().next()?)?;
        let shown = written.lines().next()?.replacen(':', ": ", 1);
        let at = Span::new(span.start as usize + colon, span.start as usize + colon + 1);
        Some(layout::space_after_colon(self.at(at), &shown).fix(true, edits))
    }

    /// A plain text of several lines that swallowed an item or a field: `- b` below a value.
    pub(super) fn swallowed(&self, span: Span) -> Option<Diagnostic> {
        let written = &self.text()[span.range()];
        if !written.contains('\n') {
            return None;
        }
        let mut at = span.start as usize;
        for (i, line) in written.split_inclusive('\n').enumerate() {
            let words = line.trim();
            let field = !words.contains(' ') && layout::glued_key(words).is_some();
            if i > 0 && (words.starts_with("- ") || field) {
                let start = at + (line.len() - line.trim_start().len());
                let place = Span::new(start, start + words.len());
                let first = written.lines().next()?;
                let text = Span { start: span.start, end: span.start + first.len() as u32 };
                return Some(layout::swallowed(self.at(place), self.at(text), first));
            }
            at += line.len();
        }
        None
    }

    /// `{ Hola mundo }`: words between braces, and no field.
    pub(super) fn braces_around_text(&self, entries: &[Entry], span: Span) -> Option<Diagnostic> {
        let (key, value) = entries.first()?;
        let words = &self.text()[self.slot(*key).span.range()];
        if !self.has_no_colon(*key, *value) || !words.contains(' ') {
            return None;
        }
        let by = quoted(&self.text()[span.range()]);
        let message = say!(en: "between braces YAML expects fields (`{{ key: value }}`), and this is a text", es: "entre llaves YAML espera campos (`{{ clave: valor }}`), y esto es un texto");
        Some(self.quote_it(Diagnostic::new(&rules::SPLIT_SENTENCE, self.at(span), message), span, &by))
    }

    /// The finding with the line as it should be, its text between quotes.
    pub(super) fn quote_it(&self, finding: Diagnostic, part: Span, by: &str) -> Diagnostic {
        let line = Line::at(self.text(), part.start as usize);
        let end = line.end.max(part.end as usize);
        let before = &self.text()[line.content..part.start as usize];
        let shown = super::explain::shorten(format!("{before}{by}{}", &self.text()[part.end as usize..end]));
        finding
            .help(say!(en: "Write the text between quotes:\n  {shown}", es: "Escribe el texto entre comillas:\n  {shown}"))
            .fix(true, vec![(self.at(part), by.to_owned())])
    }
}

/// Whether nothing but spaces stands before a byte on its line.
fn begins_line(text: &str, byte: usize) -> bool {
    let before = text.as_bytes()[..byte].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
    before.is_none_or(|b| *b == b'\n')
}

/// `3,200,000 MXN` → `3200000 MXN`; `None` where it is not one number with separators.
fn number_with_commas(text: &str) -> Option<String> {
    let digits =
        text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '-').len();
    let (number, unit) = text.split_at(digits);
    let mut groups = number.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = (1..=3).contains(&first.len()) && !rest.is_empty() && rest.iter().all(|g| g.len() == 3);
    (fits && (unit.is_empty() || unit.starts_with([' ', '%'])))
        .then(|| format!("{}{unit}", number.replace(',', "")))
}

fn split(at: At, text: &str) -> Diagnostic {
    let written = &text[at.span.range()];
    let by = quoted(written);
    let shown = super::explain::shorten(by.clone());
    Diagnostic::new(
        &rules::SPLIT_SENTENCE,
        at,
        say!(en: "a comma between brackets splits this sentence", es: "una coma entre corchetes o llaves parte esta frase"),
    )
    .help(say!(
        en: "Write it between quotes: {shown}\nOr write the block without brackets, one line for each.",
        es: "Escríbela entre comillas: {shown}\nO escribe el bloque sin corchetes ni llaves, una línea para cada cosa."
    ))
    .fix(true, vec![(at, by)])
}

/// A sentence that commas split in a list between brackets: `[Escuchar, entender y ofrecer]`.
/// Call it for lists of prose only: it is a guess, from an item that starts in lower case after
/// one that starts with a capital, and so a warning.
pub fn split_sentence(list: Node<'_>) -> Option<Diagnostic> {
    if list.content() != Content::List || !list.is_flow() || list.is_alias() {
        return None;
    }
    let items: Vec<(Span, &str)> = list
        .items()
        .filter(|i| i.style() == Some(Style::Plain))
        .filter_map(|i| Some((i.span(), i.raw()?)))
        .collect();
    if items.len() != list.items().len() || !items.iter().any(|(_, text)| text.contains(' ')) {
        return None;
    }
    let goes_on = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
    let begins = |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let first = items.windows(2).position(|pair| begins(pair[0].1) && goes_on(pair[1].1))?;
    let last = first + items[first + 1..].iter().take_while(|(_, text)| goes_on(text)).count();
    let tree = list.tree();
    let span = Span { start: items[first].0.start, end: items[last].0.end };
    let at = At { file: tree.file, span };
    let mut finding = split(at, tree.text).severity(Severity::Warning);
    finding.fix = finding.fix.map(|fix| crate::diagnostic::Fix { safe: false, ..fix });
    finding.message = say!(
        en: "this reads as one sentence that a comma splits into {} items", last - first + 1;
        es: "esto parece una sola frase que una coma parte en {} elementos", last - first + 1
    );
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_separators_is_known_by_its_groups() {
        assert_eq!(number_with_commas("3,200,000 MXN").as_deref(), Some("3200000 MXN"));
        assert_eq!(number_with_commas("1,000").as_deref(), Some("1000"));
        assert_eq!(number_with_commas("1,5"), None);
        assert_eq!(number_with_commas("3, 200"), None);
        assert_eq!(number_with_commas("a,000"), None);
    }
}
