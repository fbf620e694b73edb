//! The command line: the only place that touches the outside.

pub mod disk;
