//! YAML text → a tree with positions. Total: it never fails, its findings come along.

mod tree;

pub use tree::{Comment, Content, Node, NodeId, Style, Tree};
