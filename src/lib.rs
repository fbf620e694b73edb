pub mod cli;
pub mod diagnostic;
pub mod model;
pub mod source;
pub mod syntax;
