pub mod diagnostic;
pub mod model;
pub mod resolve;
pub mod schema;
pub mod source;
pub mod syntax;
