//! One diagnostic type for everything that can be said about a program, and its renderers.

mod say;

pub use say::{Lang, Mistake, Say, say};
