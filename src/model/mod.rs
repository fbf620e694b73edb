//! The kinds of entity and the types their fields are made of.
//!
//! A kind is one file: a [`record!`](crate::record) that declares its fields, with a doc comment
//! in English and, after `es:`, in Spanish; struct, reader, JSON Schema, reference page and walk
//! come from it. A new kind adds its file and one line to `kinds!` below.

pub mod bounded;
pub mod choice;
pub mod choices;
pub mod color;
pub mod common;
pub mod document_schema;
pub mod earlier;
mod entities;
pub mod expression;
pub mod expression_field;
pub mod field;
pub mod id;
mod kind;
mod kindless;
mod layout;
pub mod library;
pub mod link;
pub mod opening;
pub mod package;
pub mod package_rules;
mod part_common;
pub mod quantity;
pub mod read;
pub mod reader;
mod readings;
pub mod record;
pub mod reference;
pub mod rules;
pub mod sample;
pub mod scalar;
pub mod schemas;
pub mod spanish;
pub mod suppression;
pub mod text;
pub mod time;
pub mod unions;
pub mod value;
pub mod walk;
pub mod wordings;
pub mod yaml_value;

pub use choice::choice;
pub use entities::{EntityIndex, Model, Of};
pub use kind::{Entity, EntityKind};

pub use record::{Constraint, record};

kind::kinds! {
    program::Program "program" ".",
    business_model::BusinessModel "business-model" "business-models",
    economic_behavior::EconomicBehavior "economic-behavior" "behaviors",
    archetype::Archetype "archetype" "archetypes",
    job::Job "job" "jobs",
    value_proposition::ValueProposition "value-proposition" "value-propositions",
    journey::Journey "journey" "journeys",
    channel::Channel "channel" "channels",
    metric::Metric "metric" "metrics",
    dataset::Dataset "dataset" "datasets",
    survey::Survey "survey" "surveys",
    question::Question "question" "questions",
    contact_policy::ContactPolicy "contact-policy" "contact-policies",
    playbook::Playbook "playbook" "playbooks",
    role::Role "role" "roles",
    roadmap::Roadmap "roadmap" "roadmaps",
    study::Study "study" "studies",
    scorecard::Scorecard "scorecard" "scorecards",
    assessment::Assessment "assessment" "assessments",
    glossary::Glossary "glossary" "glossary",
    test::Test "test" "tests",
    policy::Policy "policy" "policies",
}
