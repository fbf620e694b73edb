//! The kinds of entity and the types their fields are made of.

pub mod quantity;
pub mod scalar;
pub mod time;
