//! Where a new field goes into a text.

use super::Span;

/// The edit that adds lines to the block whose id, or whose first key, stands at `head`: below an id,
/// above a first key. Between braces it goes beside the value or before the first key. `lines` come without indentation.
pub fn add_field(text: &str, head: Span, lines: &str) -> Option<(Span, String)> {
    let (start, end) = (head.start as usize, head.end as usize);
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let before = text.get(line_start..start)?;
    let below = before.trim_end().ends_with(':');
    // An id: what stands before it on its line is `id:`, maybe behind dashes.
    let indent = before.chars().take_while(|c| matches!(c, ' ' | '-')).count();
    let pad = " ".repeat(indent);
    if before.contains(['{', '[']) || text.get(end..)?.starts_with(',') {
        let (line, open) = (lines.trim_end(), before.trim_end());
        return match (line.contains('\n'), open.ends_with('{'), open.ends_with(':')) {
            (false, true, _) => Some((Span::new(start, start), format!("{line}, "))),
            (false, _, true) if before.contains('{') => Some((Span::new(end, end), format!(", {line}"))),
            _ => None,
        };
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

/// The edit that adds an item behind one of a list: a line of its own, or beside it between brackets.
pub fn add_item(text: &str, item: Span, lines: &str) -> Option<(Span, String)> {
    let start = item.start as usize;
    let end = start + text.get(item.range())?.trim_end().len();
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let before = text.get(line_start..start)?;
    if before.trim() == "-" {
        let pad = " ".repeat(before.find('-')?);
        let at = text[end..].find('\n').map_or(text.len(), |i| end + i);
        let mut added = String::new();
        for (index, line) in lines.lines().enumerate() {
            let mark = if index == 0 { "- " } else { "  " };
            added.push_str(&format!("\n{pad}{mark}{line}"));
        }
        return Some((Span::new(at, at), added));
    }
    let between = before.contains('[') && text.get(end..)?.trim_start().starts_with([',', ']']);
    (between && !lines.contains('\n')).then(|| (Span::new(end, end), format!(", {lines}")))
}

/// The edits that move an item of a list, in lines of its own, behind a later one.
pub fn move_item(text: &str, item: Span, behind: Span) -> Option<[(Span, String); 2]> {
    let start = item.start as usize;
    let end = start + text.get(item.range())?.trim_end().len();
    let from = text.get(..start)?.rfind('\n').map_or(0, |i| i + 1);
    let to = text[end..].find('\n').map(|i| end + i + 1)?;
    let pad = text.get(from..start)?.strip_suffix("- ")?;
    let block = item.start < behind.start && pad.trim().is_empty();
    let lines: Vec<&str> =
        text[from..to].lines().map(|line| line.strip_prefix(pad).unwrap_or(line)).collect();
    let lines = lines.join("\n");
    let lines = lines.strip_prefix("- ")?.replace("\n  ", "\n");
    let added = add_item(text, behind, &lines)?;
    block.then(|| [(Span::new(from, to), String::new()), added])
}

/// The key in front of a value on its line.
pub fn key_before(text: &str, value: Span) -> Option<Span> {
    let before = text.get(..value.start as usize)?.trim_end_matches(' ').strip_suffix(':')?;
    let from = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |i| i + 1);
    (from < before.len()).then(|| Span::new(from, before.len()))
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
        assert_eq!(added("x: { id: a, b: c }\n", "a", "d: e").unwrap(), "x: { id: a, d: e, b: c }\n");
        assert_eq!(added("x: [a, b]\n", "a", "d: e"), None);
        assert_eq!(added("x: { b: c }\n", "b: c", "d: e\n").unwrap(), "x: { d: e, b: c }\n");
    }

    #[test]
    fn an_item_is_added_as_the_others_are_written() {
        let more = |text: &str, item: &str, lines: &str| {
            let start = text.find(item).unwrap();
            let (span, by) = add_item(text, Span::new(start, start + item.len()), lines)?;
            let mut out = text.to_owned();
            out.replace_range(span.range(), &by);
            Some(out)
        };
        assert_eq!(more("a: [b, c]\n", "c", "d").unwrap(), "a: [b, c, d]\n");
        assert_eq!(
            more("a:\n  - id: b\n    x: y # z\nc: d\n", "id: b\n    x: y", "id: e\nf: g").unwrap(),
            "a:\n  - id: b\n    x: y # z\n  - id: e\n    f: g\nc: d\n"
        );
        assert_eq!(more("a: b\n", "b", "c"), None);
        let text = "a:\n  - id: b\n    x: y\n  - id: c\n    x: z\n";
        let edits = move_item(text, Span::new(7, 21), Span::new(26, 40)).unwrap();
        assert_eq!(edits[0], (Span::new(3, 22), String::new()));
        assert_eq!(edits[1].1, "\n  - id: b\n    x: y");
        assert_eq!(key_before("- above:  35", Span::new(10, 12)), Some(Span::new(2, 7)));
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
