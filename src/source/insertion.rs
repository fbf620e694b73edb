//! Where a new field goes into a text.

use super::Span;

/// The edit that adds lines to the block whose id, or whose first key, stands at `head`: below an id,
/// above a first key, before the first key of a map between braces. `lines` come without indentation.
pub fn add_field(text: &str, head: Span, lines: &str) -> Option<(Span, String)> {
    let (start, end) = (head.start as usize, head.end as usize);
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let before = text.get(line_start..start)?;
    let below = before.trim_end().ends_with(':');
    // An id: what stands before it on its line is `id:`, maybe behind dashes.
    let indent = before.chars().take_while(|c| matches!(c, ' ' | '-')).count();
    let pad = " ".repeat(indent);
    if before.contains(['{', '[']) || text.get(end..)?.starts_with(',') {
        let first_of_map = before.trim_end().ends_with('{') && !lines.trim_end().contains('\n');
        return first_of_map.then(|| (Span::new(start, start), format!("{}, ", lines.trim_end())));
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

/// What to take away so that a list loses an item that is not its first: the item with its comma
/// between brackets, else its line.
pub fn without_item(text: &str, item: Span) -> Option<Span> {
    let (start, end) = (item.start as usize, item.end as usize);
    let before = text.get(..start)?.trim_end();
    if before.ends_with(',') {
        return Some(Span::new(before.len() - 1, end));
    }
    let line = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let next = text.get(end..)?.find('\n').map_or(text.len(), |i| end + i + 1);
    let alone = text.get(line..start)?.trim() == "-" && text.get(end..next)?.trim().is_empty();
    alone.then(|| Span::new(line, next))
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
        assert_eq!(added("x: { b: c }\n", "b: c", "d: e\n").unwrap(), "x: { d: e, b: c }\n");
    }

    #[test]
    fn an_item_goes_with_its_comma_or_its_line() {
        let without = |text: &str, from: usize| {
            let span = without_item(text, Span::new(from, from + 1))?;
            let mut out = text.to_owned();
            out.replace_range(span.range(), "");
            Some(out)
        };
        assert_eq!(without("a: [b, c, b]\n", 10).unwrap(), "a: [b, c]\n");
        assert_eq!(without("a:\n  - b\n  - b\nc: d\n", 13).unwrap(), "a:\n  - b\nc: d\n");
        assert_eq!(without("a:\n  - b # why\n", 7), None);
    }
}
