//! Whether two texts say the same: values, comments, and what is suppressed where.

use crate::model::suppression;
use crate::source::{FileId, Span};
use crate::syntax::{self, Content, Node, Style, Tree};

/// Whether a text, read again, says what a tree says. Only the order of keys may differ.
pub fn says_the_same(file: FileId, before: &Tree<'_>, text: &str) -> bool {
    let (after, findings) = syntax::parse(file, text);
    let (old, new): (Vec<_>, Vec<_>) = (before.documents().collect(), after.documents().collect());
    findings.is_empty()
        && old.len() == new.len()
        && old.iter().zip(&new).all(|(a, b)| same(*a, *b))
        && comments(before) == comments(&after)
        && suppressed(before, file) == suppressed(&after, file)
}

fn same(a: Node<'_>, b: Node<'_>) -> bool {
    if a.is_alias() != b.is_alias() {
        return false;
    }
    match (a.content(), b.content()) {
        (Content::List, Content::List) => {
            a.items().len() == b.items().len() && a.items().zip(b.items()).all(|(a, b)| same(a, b))
        }
        (Content::Map, Content::Map) => {
            let found = |name: Option<&str>| b.entries().find(|(key, _)| key.raw() == name);
            a.entries().len() == b.entries().len()
                && a.entries().all(|(key, value)| {
                    found(key.raw()).is_some_and(|(other, of)| same_scalar(key, other) && same(value, of))
                })
        }
        (Content::List | Content::Map, _) | (_, Content::List | Content::Map) => false,
        _ => same_scalar(a, b),
    }
}

/// Equal text, and read as the same kind of value.
fn same_scalar(a: Node<'_>, b: Node<'_>) -> bool {
    let block = |node: Node<'_>| node.style() == Some(Style::Block);
    let text = |node: Node<'_>| matches!(node.content(), Content::Text(_));
    a.raw() == b.raw() && text(a) == text(b) && block(a) == block(b)
}

/// The comments, whatever their order.
fn comments<'t>(tree: &'t Tree<'_>) -> Vec<&'t str> {
    let mut all: Vec<&str> = tree.comments.iter().map(|comment| comment.text.trim_end()).collect();
    all.sort_unstable();
    all
}

/// What each suppression covers, by the path that leads there.
fn suppressed(tree: &Tree<'_>, file: FileId) -> Vec<(String, String)> {
    let mut ignored = Vec::new();
    let mut all: Vec<(String, String)> = suppression::read(tree, file, &mut ignored)
        .into_iter()
        .map(|it| (format!("{} {}", it.rule, it.why), path_of(tree, it.covers)))
        .collect();
    all.sort();
    all
}

fn path_of(tree: &Tree<'_>, span: Span) -> String {
    let mut found = String::new();
    for (index, root) in tree.documents().enumerate() {
        let first = root.entries().next().map(|(key, _)| key.span().start);
        if first == Some(span.start) && root.span().end == span.end {
            return format!("document {index}");
        }
        descend(root, span, &format!("{index}"), &mut found);
    }
    found
}

/// The place that was covered: a key with its value, or an item.
fn descend(node: Node<'_>, span: Span, path: &str, found: &mut String) {
    if node.is_alias() || !found.is_empty() {
        return;
    }
    for (index, item) in node.items().enumerate() {
        let path = format!("{path}/{index}");
        if item.span() == span {
            found.push_str(&path);
            return;
        }
        descend(item, span, &path, found);
    }
    for (key, value) in node.entries() {
        let path = format!("{path}/{}", key.raw().unwrap_or(""));
        let whole = Span { start: key.span().start, end: value.span().end.max(key.span().end) };
        if whole == span {
            found.push_str(&path);
            return;
        }
        descend(value, span, &path, found);
    }
}
