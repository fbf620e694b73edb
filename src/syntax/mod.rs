//! YAML text → a tree with positions. Total: it never fails, its findings come along.

mod alias;
mod build;
mod keys;
pub mod rules;
mod tree;

pub use tree::{Comment, Content, Node, NodeId, Style, Tree};

use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// Reads one file. What cannot be read is left out of the tree and has a finding.
pub fn parse<'s>(file: FileId, text: &'s str) -> (Tree<'s>, Vec<Diagnostic>) {
    let mut builder = build::Builder::new(file, text);
    if let Err(stop) = builder.read(text, 0) {
        let at = crate::source::At { file, span: crate::source::Span::new(stop.byte, stop.byte) };
        builder.findings.push(Diagnostic::new(
            &rules::YAML_SYNTAX,
            at,
            crate::say!(en: "this is not valid YAML", es: "esto no es YAML válido"),
        ));
    }
    builder.finish()
}
