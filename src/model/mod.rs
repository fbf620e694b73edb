//! The kinds of entity and the types their fields are made of.
//!
//! A kind is one file: a [`record!`](crate::record) that declares its fields, with a doc comment
//! in English and, after `es:`, in Spanish; struct, reader, JSON Schema, reference page and walk
//! come from it. A new kind adds its file and one line to `kinds!` below.

pub mod bounded;
pub mod choice;
pub mod choices;
pub mod common;
pub mod expression;
pub mod expression_field;
pub mod field;
pub mod id;
mod kind;
pub mod link;
pub mod quantity;
pub mod reader;
pub mod record;
pub mod reference;
pub mod rules;
pub mod scalar;
pub mod schemas;
pub mod spanish;
pub mod text;
pub mod time;
pub mod unions;
pub mod value;
pub mod walk;
pub mod yaml_value;

pub use choice::choice;
pub use kind::{Body, Entity, EntityKind, Kind};
pub use record::{Constraint, record};

kind::kinds! {
    archetype::Archetype "archetype" "archetypes",
    job::Job "job" "jobs",
    metric::Metric "metric" "metrics",
    dataset::Dataset "dataset" "datasets",
    survey::Survey "survey" "surveys",
    question::Question "question" "questions",
    contact_policy::ContactPolicy "contact-policy" "contact-policies",
    playbook::Playbook "playbook" "playbooks",
    assessment::Assessment "assessment" "assessments",
    glossary::Glossary "glossary" "glossary",
    test::Test "test" "tests",
    policy::Policy "policy" "policies",
}
