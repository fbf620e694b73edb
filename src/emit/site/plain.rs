//! Entities that need no page of their own design: facts and tables.

mod data;
mod people;
mod program;
mod proof;

use super::page::Page;
use super::view::{Facts, Grid, Shown};
use crate::model::{Body, EntityIndex};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Default, Serialize, JsonSchema)]
pub struct PlainView {
    /// One list per column.
    pub facts: Vec<Facts>,
    pub tables: Vec<Grid>,
}

impl PlainView {
    fn of(facts: impl IntoIterator<Item = Facts>, tables: impl IntoIterator<Item = Grid>) -> Self {
        Self {
            facts: facts.into_iter().filter(|f| !f.is_empty()).collect(),
            tables: tables.into_iter().filter(|t| !t.rows.is_empty()).collect(),
        }
    }
}

pub fn view(page: &Page<'_>, index: EntityIndex, body: &Body) -> PlainView {
    match body {
        Body::Program(it) => program::view(page, index, it),
        Body::Channel(it) => people::channel(page, index, it),
        Body::Role(it) => people::role(page, index, it),
        Body::ContactPolicy(it) => people::contact_policy(page, index, it),
        Body::Dataset(it) => data::dataset(page, index, it),
        Body::Question(it) => data::question(page, index, it),
        Body::EconomicBehavior(it) => program::behavior(page, index, it),
        Body::Test(it) => proof::test(page, index, it),
        Body::Policy(it) => proof::policy(page, index, it),
        _ => PlainView::default(),
    }
}

fn head(page: &Page<'_>, words: &[&str]) -> Vec<String> {
    words.iter().map(|word| page.words.get(word).to_owned()).collect()
}

fn cell(shown: Option<Shown>) -> Vec<Shown> {
    shown.into_iter().collect()
}

fn yes(page: &Page<'_>, on: Option<bool>) -> Option<Shown> {
    on.map(|on| Shown::new(page.words.get(if on { "playbook.answer_yes" } else { "playbook.answer_no" })))
}
