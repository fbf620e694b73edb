//! Scalars over several lines, below `|` or `>`.

use super::pieces::{Body, Value};
use super::read::Reader;
use crate::syntax::Node;

impl<'t> Reader<'t> {
    /// Where the lines of a block scalar begin: below its header.
    pub(super) fn after_header(&self, node: Node<'t>) -> Option<usize> {
        let mut at = self.at;
        let limit = self.text.len();
        let mut comments = self.comments[self.next..].iter().peekable();
        while at < limit {
            if let Some(comment) = comments.next_if(|c| c.span.start as usize == at) {
                at = comment.span.end as usize;
                continue;
            }
            let next = self.text[at..].chars().next()?;
            if matches!(next, '|' | '>') {
                let end = self.text[at..].find('\n').map_or(limit, |i| at + i);
                return (end <= (node.span().end as usize).max(end)).then_some(end);
            }
            at += next.len_utf8();
        }
        None
    }

    /// The lines of a block scalar; the reader stands at the end of its header's line.
    pub(super) fn block(&mut self, node: Node<'t>, header: &str) -> Option<Value> {
        let style = header.chars().next()?;
        let digit = header.chars().find(char::is_ascii_digit);
        let chomp = header.chars().find(|c| matches!(c, '+' | '-'));
        let known = header.len() == 1 + usize::from(digit.is_some()) + usize::from(chomp.is_some());
        if !known || !matches!(style, '|' | '>') {
            return None;
        }
        let body_start = (self.at + 1).min(self.text.len());
        let indent = match digit {
            // Counted from the line of the parent: the text says where it really begins.
            Some(_) => self.explicit_indent(node, body_start)?,
            None => first_indent(&self.text[body_start..]),
        };
        let mut lines = Vec::new();
        let mut end = self.at;
        let mut at = body_start;
        for line in self.text[body_start..].split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            let blank = words.trim_matches(' ').is_empty();
            let depth = words.len() - words.trim_start_matches(' ').len();
            if !blank && depth < indent {
                break;
            }
            lines.push(words.get(indent..).unwrap_or("").to_owned());
            at += line.len();
            end = at;
        }
        if chomp != Some('+') {
            while lines.last().is_some_and(String::is_empty) {
                lines.pop();
            }
            end = self.at + self.text[self.at..end].trim_end_matches(['\n', ' ']).len();
        }
        self.at = end.max(self.at);
        let mut canonical = style.to_string();
        canonical.extend(digit.map(|_| '2'));
        canonical.extend(chomp);
        Some(Value { body: Body::Block { header: canonical, lines }, ..Value::default() })
    }

    /// With `|2`, lines may begin deeper than their indentation: what was read tells how much.
    fn explicit_indent(&self, node: Node<'t>, start: usize) -> Option<usize> {
        let said = node.raw()?;
        let first_said = said.lines().find(|line| !line.trim().is_empty())?;
        let written = self.text[start..].lines().find(|line| !line.trim().is_empty())?;
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        blanks(written).checked_sub(blanks(first_said))
    }
}

/// The indentation of the first line with text; of the deepest blank line when there is none.
fn first_indent(text: &str) -> usize {
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    text.lines().find(|line| !line.trim_matches(' ').is_empty()).map_or(1, blanks).max(1)
}
