//! Where a new field goes into a text.

use super::Span;

/// The edit that adds lines to the block whose id, or whose first key, stands at `head`: below an id,
/// above a first key. `lines` come without indentation.
pub fn add_field(text: &str, head: Span, lines: &str) -> Option<(Span, String)> {
    let (start, end) = (head.start as usize, head.end as usize);
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let before = text.get(line_start..start)?;
    let below = before.trim_end().ends_with(':');
    // An id: what stands before it on its line is `id:`, maybe behind dashes.
    let indent = before.chars().take_while(|c| matches!(c, ' ' | '-')).count();
    let pad = " ".repeat(indent);
    if before.contains(['{', '[']) || text.get(end..)?.starts_with(',') {
        return None;
    }
    let indented = |first: bool| {
        let mut out = String::new();
        for (index, line) in lines.lines().enumerate() {
            if index > 0 || !first {
                out.push_str(&pad);
            }
            out.push_str(line);
            out.push('\n');
        }
        out
    };
    if below {
        let line_end = text[end..].find('\n').map(|i| end + i);
        return Some(match line_end {
            Some(at) => (Span::new(at + 1, at + 1), indented(false)),
            None => (Span::new(text.len(), text.len()), format!("\n{}", indented(false).trim_end())),
        });
    }
    // A first key: the new field takes its place on the line, behind whatever dash there is.
    (before.trim_matches([' ', '-']).is_empty()).then(|| (Span::new(start, start), indented(true) + &pad))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str, head: &str, lines: &str) -> Option<String> {
        let start = text.find(head).unwrap();
        let (span, by) = add_field(text, Span::new(start, start + head.len()), lines)?;
        let mut out = text.to_owned();
        out.replace_range(span.range(), &by);
        Some(out)
    }

    #[test]
    fn a_field_goes_below_the_id_or_above_the_first_key() {
        let text = "steps:\n  - id: ask  # first\n    does: x\n  - does: y\n";
        let below = added(text, "ask", "goal:\n  es: z").unwrap();
        assert_eq!(below, "steps:\n  - id: ask  # first\n    goal:\n      es: z\n    does: x\n  - does: y\n");
        let above = added(text, "does: y", "id: b").unwrap();
        assert_eq!(above, "steps:\n  - id: ask  # first\n    does: x\n  - id: b\n    does: y\n");
        assert_eq!(added("id: a", "a", "b: c").unwrap(), "id: a\nb: c");
        assert_eq!(added("x: { id: a, b: c }\n", "a", "d: e"), None);
    }
}
