//! How one line of YAML is put together, told from its text alone: for texts that no parser reads.

use std::ops::Range;

/// A line: what stands before its value, and the value. All positions are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub start: usize,
    /// Without its line break.
    pub end: usize,
    /// Where its first character stands.
    pub content: usize,
    /// The innermost `- ` of the line.
    pub dash: Option<usize>,
    /// Where the key or the value stands after all dashes.
    pub item: usize,
    pub key: Option<Range<usize>>,
    /// What follows the key, or the whole item where there is no key; no comment, no spaces around.
    pub value: Range<usize>,
}

impl Line {
    /// The line that a byte stands in.
    pub fn at(text: &str, byte: usize) -> Line {
        let byte = byte.min(text.len());
        let start = text.as_bytes()[..byte].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        Self::starting(text, start)
    }

    fn starting(text: &str, start: usize) -> Line {
        let rest = &text[start..];
        let len = rest.find('\n').unwrap_or(rest.len());
        let end = start + rest[..len].trim_end_matches('\r').len();
        let bytes = &text.as_bytes()[..end];
        let skip = |mut at: usize| {
            while matches!(bytes.get(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            at
        };
        let content = skip(start);
        let (mut item, mut dash) = (content, None);
        while bytes.get(item) == Some(&b'-') && matches!(bytes.get(item + 1), None | Some(b' ' | b'\t')) {
            dash = Some(item);
            item = skip(item + 1);
        }
        let key = key(&text[item..end]).map(|(len, _)| item..item + len);
        let after = key_end(&text[item..end]).map_or(item, |colon| skip(item + colon));
        let value = after..after + without_comment(&text[after..end]).len();
        Line { start, end, content, dash, item, key, value }
    }

    pub fn next(&self, text: &str) -> Option<Line> {
        let from = self.start + text[self.start..].find('\n')? + 1;
        (from < text.len()).then(|| Self::starting(text, from))
    }

    pub fn previous(&self, text: &str) -> Option<Line> {
        self.start.checked_sub(1).map(|byte| Self::at(text, byte))
    }

    /// The nearest line before this one that says something.
    pub fn previous_filled(&self, text: &str) -> Option<Line> {
        let mut line = self.previous(text)?;
        while line.is_blank(text) {
            line = line.previous(text)?;
        }
        Some(line)
    }

    /// Nothing but spaces, or a comment.
    pub fn is_blank(&self, text: &str) -> bool {
        self.content == self.end || text[self.content..].starts_with('#')
    }

    /// Number of characters (spaces or tabs) before the first one that counts.
    pub fn indent(&self) -> usize {
        self.content - self.start
    }

    /// Where its key or item stands, counted like the indentation.
    pub fn item_indent(&self) -> usize {
        self.item - self.start
    }

    /// Lines that are indented deeper than this belong to the value of this line.
    pub fn owns_deeper_than(&self) -> usize {
        match (&self.key, self.dash) {
            (None, Some(dash)) => dash - self.start,
            _ => self.item_indent(),
        }
    }

    /// Whether the key is one word, as the keys of a program are, and not the start of a sentence.
    pub fn has_word_key(&self, text: &str) -> bool {
        self.key.clone().is_some_and(|key| is_word(&text[key]))
    }

    /// Where the lines that belong to the value of this line end.
    pub fn block_end(&self, text: &str) -> usize {
        self.end_of_deeper_than(self.owns_deeper_than(), text)
    }

    /// Where everything that hangs on this line ends: of an item, all its fields.
    pub fn whole_end(&self, text: &str) -> usize {
        self.end_of_deeper_than(self.indent(), text)
    }

    fn end_of_deeper_than(&self, depth: usize, text: &str) -> usize {
        let mut end = self.end;
        let mut next = self.next(text);
        while let Some(line) = next {
            if !line.is_blank(text) {
                if line.indent() <= depth {
                    break;
                }
                end = line.end;
            }
            next = line.next(text);
        }
        end
    }
}

/// A name as the keys and ids of a program are written.
pub(super) fn is_word(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'']);
    !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Length of the key that an item starts with, and where the colon after it is.
fn key(item: &str) -> Option<(usize, usize)> {
    let bytes = item.as_bytes();
    let ends = |colon: usize| matches!(bytes.get(colon + 1), None | Some(b' ' | b'\t'));
    match bytes.first()? {
        b'"' | b'\'' => {
            let end = quoted_end(item, 0)?;
            let colon = end + item[end..].bytes().take_while(|b| *b == b' ').count();
            (bytes.get(colon) == Some(&b':') && ends(colon)).then_some((end, colon))
        }
        b'[' | b'{' | b'#' | b'|' | b'>' => None,
        _ => {
            let colon = item.bytes().enumerate().position(|(i, b)| b == b':' && ends(i))?;
            let len = item[..colon].trim_end().len();
            (len > 0 && !item[..colon].contains(" #")).then_some((len, colon))
        }
    }
}

/// Where the value after a key may begin.
fn key_end(item: &str) -> Option<usize> {
    key(item).map(|(_, colon)| colon + 1)
}

/// Where the quoted text that opens at `open` ends, its quotes included; it may span lines.
pub(super) fn quoted_end(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b if *b == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            b if *b == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

fn without_comment(value: &str) -> &str {
    let from = match value.as_bytes().first() {
        Some(b'#') => return "",
        Some(b'"' | b'\'') => quoted_end(value, 0).unwrap_or(value.len()),
        _ => 0,
    };
    let end = value[from..].find(" #").or_else(|| value[from..].find("\t#"));
    value[..end.map_or(value.len(), |i| from + i)].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str) {
        let line = Line::at(text, 0);
        (line.key.map(|key| &text[key]), &text[line.value])
    }

    #[test]
    fn a_line_falls_into_key_and_value() {
        assert_eq!(parts("text: Nota: x"), (Some("text"), "Nota: x"));
        assert_eq!(parts("  - - id : a # why"), (Some("id"), "a"));
        assert_eq!(parts("\"a: b\": \"c # d\" # e"), (Some("\"a: b\""), "\"c # d\""));
        assert_eq!(parts("- 12:30"), (None, "12:30"));
        assert_eq!(parts("- { a: 1 }\r\nx"), (None, "{ a: 1 }"));
        assert_eq!(parts("key:"), (Some("key"), ""));
        assert_eq!(parts("   "), (None, ""));
    }

    #[test]
    fn deeper_lines_belong_to_the_value() {
        let text = "- text: a\n    b\n\n    c\n  other: d\n- e";
        let line = Line::at(text, 0);
        assert_eq!(&text[line.start..line.block_end(text)], "- text: a\n    b\n\n    c");
    }
}
