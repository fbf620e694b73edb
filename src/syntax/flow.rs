//! What stands between brackets, told from the text alone.

use super::line::{Line, quoted_end};
use std::ops::Range;

/// Something that opens and is not closed where it should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unclosed {
    Quote(usize),
    Bracket(usize),
}

/// A walk over the signs of a list or map between brackets.
struct Walk<'t> {
    text: &'t str,
    at: usize,
    /// Each open bracket, and where the item that is read in it began.
    open: Vec<(usize, usize)>,
    /// Whether a quote here would open a quoted text.
    fresh: bool,
    /// Whether the item has its key already.
    keyed: bool,
}

enum Sign {
    Open,
    Close,
    Quote(usize),
    Other,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, open: usize) -> Self {
        Self { text, at: open, open: Vec::new(), fresh: true, keyed: false }
    }

    fn step(&mut self) -> Option<Sign> {
        let bytes = self.text.as_bytes();
        let byte = *bytes.get(self.at)?;
        let at = self.at;
        self.at += 1;
        let fresh = std::mem::replace(&mut self.fresh, false);
        match byte {
            b'[' | b'{' => {
                self.open.push((at, at + 1));
                self.begin_item();
                return Some(Sign::Open);
            }
            b']' | b'}' => {
                self.open.pop();
                self.fresh = true;
                return Some(Sign::Close);
            }
            b',' => self.begin_item(),
            b':' if !self.keyed
                && matches!(bytes.get(self.at), None | Some(b' ' | b'\t' | b'\n' | b'\r')) =>
            {
                self.begin_item();
                self.keyed = true;
            }
            b'"' | b'\'' if fresh => {
                let end = quoted_end(self.text, at);
                self.at = end.unwrap_or(bytes.len());
                self.fresh = true;
                return Some(Sign::Quote(at));
            }
            b'#' if at > 0 && matches!(bytes[at - 1], b' ' | b'\t' | b'\n') => {
                self.at = at + self.text[at..].find('\n').unwrap_or(self.text.len() - at);
                self.fresh = fresh;
            }
            b'\n' => {
                self.fresh = true;
                self.keyed &= !self.open.is_empty();
            }
            b' ' | b'\t' | b'\r' => self.fresh = fresh,
            b'-' if fresh && bytes.get(self.at) == Some(&b' ') => self.fresh = true,
            _ => {}
        }
        Some(Sign::Other)
    }

    fn begin_item(&mut self) {
        self.fresh = true;
        self.keyed = false;
        if let Some(last) = self.open.last_mut() {
            last.1 = self.at;
        }
    }
}

/// The first quote, else the innermost bracket, that opens at or after `from` and is not closed
/// before `until`.
pub(super) fn unclosed(text: &str, from: usize, until: usize) -> Option<Unclosed> {
    let mut walk = Walk::new(text, from);
    while walk.at < until {
        if let Some(Sign::Quote(open)) = walk.step()
            && !closes_in_place(text, open, quoted_end(text, open))
        {
            return Some(Unclosed::Quote(open));
        }
        if walk.at >= text.len() {
            break;
        }
    }
    walk.open.last().map(|(open, _)| Unclosed::Bracket(*open))
}

/// Byte after the bracket that closes the one at `open`; `None` where what follows looks like
/// the next field, so that the bracket was most likely forgotten.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    let mut walk = Walk::new(text, open);
    while let Some(sign) = walk.step() {
        if let (Sign::Close, true) = (sign, walk.open.is_empty()) {
            return closes_in_place(text, open, Some(walk.at)).then_some(walk.at);
        }
    }
    None
}

/// Whether an end can be the one that was meant: no field of the block around begins before it.
pub(super) fn closes_in_place(text: &str, open: usize, end: Option<usize>) -> bool {
    let Some(end) = end else { return false };
    let first = Line::at(text, open);
    let mut next = first.next(text);
    while let Some(line) = next {
        if line.start >= end {
            break;
        }
        let field = line.has_word_key(text) || line.dash.is_some();
        if field && !line.is_blank(text) && line.indent() <= first.item_indent() {
            return false;
        }
        next = line.next(text);
    }
    true
}

/// The item between the brackets that open at `open` in which `byte` stands: from its first
/// character to the comma or bracket that ends it, or to the end of the line.
pub(super) fn item_around(text: &str, open: usize, byte: usize) -> Range<usize> {
    let mut walk = Walk::new(text, open);
    while walk.at < byte && walk.at < text.len() {
        walk.step();
    }
    let begin = walk.open.last().map_or(open, |(_, item)| *item);
    let start = begin + text[begin..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
    let byte = byte.max(start);
    let rest = &text[byte..];
    // A bracket that is not closed, or that takes away the closing of the one around it, is part
    // of the words.
    let takes_all = |len: &usize| {
        let after = rest[*len..].trim_start_matches(' ');
        (after.is_empty() || after.starts_with(['\n', '\r'])) && closing(text, open).is_none()
    };
    let nested = item_len(rest, true).filter(|len| !takes_all(len));
    let len = nested.or_else(|| item_len(rest, false)).unwrap_or(0);
    start..start + text[start..byte + len].trim_end().len()
}

/// How far an item goes on; `None` where a bracket inside of it stays open.
fn item_len(rest: &str, nested: bool) -> Option<usize> {
    let mut depth = 0usize;
    for (i, c) in rest.char_indices() {
        match c {
            '[' | '{' if nested => depth += 1,
            ']' | '}' if depth > 0 => depth -= 1,
            ']' | '}' | ',' if depth == 0 => return Some(i),
            '\n' | '\r' => return (depth == 0).then_some(i),
            _ => {}
        }
    }
    (depth == 0).then_some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item<'t>(text: &'t str, at: &str) -> &'t str {
        &text[item_around(text, text.find(['[', '{']).unwrap(), text.find(at).unwrap())]
    }

    #[test]
    fn an_item_is_found_around_its_broken_place() {
        assert_eq!(item("{ when: x in [1,2], b: c }", "[1"), "x in [1,2]");
        assert_eq!(item("m: { say: Hola {{ c.f }} }", "{{"), "Hola {{ c.f }}");
        assert_eq!(item("[a, \"b, c\" dijo, d]", "dijo"), "\"b, c\" dijo");
        assert_eq!(item("[a, {b: c: d}]", ": d"), "c: d");
        assert_eq!(item("{ text: Clie{ntes, n: 1 }", "{n"), "Clie{ntes");
        assert_eq!(item("[@rol]", "@"), "@rol");
        assert_eq!(item("{ text: Clie{ntes, n: 1 }\nx: 1", "{n"), "Clie{ntes");
    }

    #[test]
    fn what_is_not_closed_is_found_where_it_opens() {
        let text = "a: {b: \"x}\nc: 1\nd: \"y\"\n";
        assert_eq!(unclosed(text, 3, 11), Some(Unclosed::Quote(7)));
        let text = "a: [b, {c: 'd'}, [e\nx: 1\n";
        assert_eq!(unclosed(text, 3, 20), Some(Unclosed::Bracket(17)));
    }

    #[test]
    fn a_bracket_may_close_lines_below_but_not_behind_the_next_field() {
        assert_eq!(closing("a: [\n  b,\n]\nc: 1", 3), Some(11));
        assert_eq!(closing("a: [\n  b,\nc: ]\n", 3), None);
        assert_eq!(closing("a: [b", 3), None);
    }
}
