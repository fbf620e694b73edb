//! Pieces → text.

use super::pieces::{Body, Document, Entry, Item, Remark, Value};

/// The text of a file; it ends with one line end.
pub fn print(documents: &[Document]) -> String {
    let mut out = String::new();
    for (index, document) in documents.iter().enumerate() {
        if index > 0 {
            out.push_str("---\n");
        }
        remarks(&mut out, &document.head, 0, true);
        if document.gap {
            out.push('\n');
        }
        if let Body::Map { entries, tail } = &document.value.body {
            map(&mut out, entries, 0, false);
            remarks(&mut out, tail, 0, false);
        } else {
            out.push_str("{}\n");
        }
        remarks(&mut out, &document.tail, 0, false);
    }
    out
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Comments on lines of their own; no blank line at the start of a block.
fn remarks(out: &mut String, remarks: &[Remark], indent: usize, first: bool) {
    for (index, remark) in remarks.iter().enumerate() {
        if remark.gap && !(first && index == 0) {
            out.push('\n');
        }
        pad(out, indent);
        out.push_str(&remark.text);
        out.push('\n');
    }
}

/// The lines of a map. `open` is true where its first key goes on a line that is begun already.
fn map(out: &mut String, entries: &[Entry], indent: usize, open: bool) {
    for (index, entry) in entries.iter().enumerate() {
        if !(open && index == 0) {
            remarks(out, &entry.before, indent, index == 0);
            if entry.gap && (index > 0 || !entry.before.is_empty()) {
                out.push('\n');
            }
            pad(out, indent);
        }
        out.push_str(&entry.key);
        out.push(':');
        value(out, &entry.value, indent);
    }
}

fn list(out: &mut String, items: &[Item], indent: usize, open: bool) {
    for (index, item) in items.iter().enumerate() {
        if !(open && index == 0) {
            remarks(out, &item.before, indent, index == 0);
            let above = raised(item);
            remarks(out, above, indent, index == 0 && item.before.is_empty());
            let gap = item.gap && (index > 0 || !item.before.is_empty());
            if gap && above.is_empty() {
                out.push('\n');
            }
            if let Some(comment) = &item.value.opening
                && is_inline(&item.value)
            {
                pad(out, indent);
                out.push_str(comment);
                out.push('\n');
            }
            pad(out, indent);
        }
        out.push('-');
        item_value(out, item, indent);
    }
}

/// Comments between a dash and the first key go above the dash.
fn raised(item: &Item) -> &[Remark] {
    match &item.value.body {
        Body::Map { entries, .. } if is_inline(&item.value) => {
            entries.first().map_or(&[], |entry| entry.before.as_slice())
        }
        _ => &[],
    }
}

/// Whether what belongs to a dash begins on its line.
fn is_inline(value: &Value) -> bool {
    let plain = value.properties.is_empty();
    match &value.body {
        Body::Map { .. } => plain,
        Body::List { items, .. } => plain && items.first().is_some_and(|item| item.before.is_empty()),
        _ => false,
    }
}

fn item_value(out: &mut String, item: &Item, indent: usize) {
    if !is_inline(&item.value) {
        return value(out, &item.value, indent);
    }
    out.push(' ');
    match &item.value.body {
        Body::Map { entries, tail } => {
            map(out, entries, indent + 2, true);
            remarks(out, tail, indent + 2, false);
        }
        Body::List { items, tail } => {
            list(out, items, indent + 2, true);
            remarks(out, tail, indent + 2, false);
        }
        _ => {}
    }
}

/// What comes after a colon or a dash, with the end of its line.
fn value(out: &mut String, value: &Value, indent: usize) {
    for property in &value.properties {
        out.push(' ');
        out.push_str(property);
    }
    match &value.body {
        Body::Empty => end(out, value),
        Body::Line(line) => {
            out.push(' ');
            out.push_str(line);
            end(out, value);
        }
        Body::Lines(lines) => {
            out.push(' ');
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    out.push('\n');
                    if !line.is_empty() {
                        pad(out, indent + 2);
                    }
                }
                out.push_str(line);
            }
            end(out, value);
        }
        Body::Block { header, lines } => {
            out.push(' ');
            out.push_str(header);
            end(out, value);
            for line in lines {
                if !line.is_empty() {
                    pad(out, indent + 2);
                    out.push_str(line);
                }
                out.push('\n');
            }
        }
        Body::Map { entries, tail } => {
            end(out, value);
            map(out, entries, indent + 2, false);
            remarks(out, tail, indent + 2, false);
        }
        Body::List { items, tail } => {
            end(out, value);
            list(out, items, indent + 2, false);
            remarks(out, tail, indent + 2, false);
        }
    }
}

/// The comments on a line, and its end.
fn end(out: &mut String, value: &Value) {
    for comment in value.opening.iter().chain(&value.closing) {
        out.push_str("  ");
        out.push_str(comment);
    }
    out.push('\n');
}
