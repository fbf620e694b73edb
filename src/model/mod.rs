//! The kinds of entity and the types their fields are made of.

pub mod expression;
pub mod scalar;
