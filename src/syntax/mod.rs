//! YAML text → a tree with positions. Total: it never fails, its findings come along.

mod alias;
mod build;
mod conflict;
mod events;
mod explain;
mod flow;
mod keys;
mod line;
mod prose;
mod recover;
pub mod rules;
mod tag;
#[cfg(test)]
mod tests;
mod text;
mod tree;

pub use prose::split_sentence;
pub use text::{MAX_FILE, Unreadable, decode_bytes, too_large, unreadable};
pub use tree::{Comment, Content, Node, NodeId, Style, Tree};

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// Reads one file. What cannot be read is left out of the tree and has a finding.
pub fn parse<'s>(file: FileId, text: &'s str) -> (Tree<'s>, Vec<Diagnostic>) {
    let mut builder = build::Builder::new(file, text);
    let text_of_lines = text::with_line_feeds(text);
    let (settled, findings) = conflict::settle(file, &text_of_lines);
    builder.findings.extend(findings);
    let mut budget = recover::Budget::default();
    for part in recover::parts(&settled) {
        builder.findings.extend(explain::glued_file(file, text, part.start));
        recover::read(&mut builder, file, &settled, part, &mut budget);
    }
    builder.finish()
}
