//! The reader as a whole: mistakes people make, what another reader says, and texts of chance.

mod mistakes;
mod oracle;
mod properties;
mod trees;

use super::{Content, Node, Tree, parse};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

fn read(text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    parse(FileId(0), text)
}

/// The documents of a text on one line, with `!` for what is unreadable.
fn outline(text: &str) -> String {
    let (tree, _) = read(text);
    tree.documents().map(written).collect::<Vec<_>>().join(" --- ")
}

fn written(node: Node<'_>) -> String {
    match node.content() {
        Content::Null => "~".to_owned(),
        Content::Bool(b) => b.to_string(),
        Content::Integer(i) => i.to_string(),
        Content::Number(n) => n.to_string(),
        Content::Text(text) => format!("{text:?}"),
        Content::Bad => "!".to_owned(),
        Content::List => format!("[{}]", node.items().map(written).collect::<Vec<_>>().join(", ")),
        Content::Map => {
            let entry = |(key, value): (Node<'_>, Node<'_>)| {
                format!("{}: {}", key.raw().unwrap_or("!"), written(value))
            };
            format!("{{{}}}", node.entries().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// `line:column rule message` of each finding, in Spanish.
fn findings(text: &str) -> Vec<String> {
    let lines = crate::source::LineIndex::new(text);
    let (_, found) = read(text);
    found
        .iter()
        .map(|d| {
            let place = lines.place(text, d.at.span.start);
            format!("{}:{} {} {}", place.line, place.column, d.rule.name, d.message.es)
        })
        .collect()
}

/// The text after every edit that the findings suggest.
fn fixed(text: &str) -> String {
    let (_, found) = read(text);
    let mut edits: Vec<_> = found.into_iter().filter_map(|d| d.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|(at, _)| std::cmp::Reverse(at.span));
    edits.dedup_by(|a, b| a.0.span.start < b.0.span.end && b.0.span.start < a.0.span.end);
    edits.iter().fold(text.to_owned(), |mut text, (at, by)| {
        text.replace_range(at.span.range(), by);
        text
    })
}
