//! Edits by place, put into a text.

use crate::source::Span;

/// What a place of one file is replaced with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub span: Span,
    pub by: String,
}

/// The text with its changes; `None` when two of them overlap or one stands outside of it. What is
/// put in gets the line ends of the file.
pub fn apply(text: &str, changes: &[Change]) -> Option<String> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort();
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for change in sorted {
        let range = change.span.range();
        if range.start < done {
            return None;
        }
        out.push_str(text.get(done..range.start)?);
        text.get(range.clone())?;
        out.push_str(&ends_like(text, &change.by));
        done = range.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// A piece with the line ends that a text has.
pub fn ends_like(text: &str, piece: &str) -> String {
    let windows = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    let plain = piece.replace("\r\n", "\n");
    if windows { plain.replace('\n', "\r\n") } else { plain }
}

/// The bytes of a file whose text was changed: a byte order mark that was there stays.
pub fn restored(before: &[u8], text: &str) -> Vec<u8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mut bytes = if before.starts_with(MARK) { MARK.to_vec() } else { Vec::new() };
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: usize, end: usize, by: &str) -> Change {
        Change { span: Span::new(start, end), by: by.to_owned() }
    }

    #[test]
    fn changes_are_put_in_whatever_their_order_and_twice_is_once() {
        let changes = [change(4, 5, "X"), change(0, 1, "ñ"), change(4, 5, "X"), change(2, 2, "+")];
        assert_eq!(apply("a b c", &changes).as_deref(), Some("ñ +b X"));
    }

    #[test]
    fn changes_that_overlap_or_lie_outside_are_refused() {
        assert_eq!(apply("abc", &[change(0, 2, ""), change(1, 3, "")]), None);
        assert_eq!(apply("abc", &[change(2, 9, "")]), None);
        assert_eq!(apply("ñ", &[change(1, 2, "")]), None);
    }

    #[test]
    fn what_is_put_in_ends_its_lines_like_the_file() {
        assert_eq!(apply("a\r\nb\r\n", &[change(3, 3, "x\n")]).as_deref(), Some("a\r\nx\r\nb\r\n"));
        assert_eq!(restored(b"\xef\xbb\xbfa", "b"), b"\xef\xbb\xbfb");
    }
}
