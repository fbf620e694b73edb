//! Changes of the user's own files: canonical form, fixes, renames, new files. What is not meant to
//! change stays as it was, byte for byte: comments, order, line ends.

mod changes;
mod difference;
pub mod fixes;
pub mod format;
pub mod new;
mod overlay;
pub mod rename;

pub use changes::{Change, apply, ends_like, restored};
pub use difference::difference;
pub use overlay::Overlay;
