//! The financial baseline of a business model as names of an expression.

use super::vocabulary::{Meaning, Vocabulary, currency};
use crate::model::business_model::{Baseline, BusinessModel};
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::expression::{BUILT_IN, Symbol, SymbolKind, Type};
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::{Resolved, Target};
use std::sync::Arc;

/// The names of the baselines of the business models that want to move a behavior; of all models when
/// none says so.
pub fn of_behavior(resolved: &Resolved, behavior: Of<'_, EconomicBehavior>) -> Vocabulary {
    let mut vocabulary = Vocabulary::of(resolved);
    let models = business_models(resolved, behavior.index);
    let targets: Vec<Target> = models.into_iter().map(Target::Entity).collect();
    for field in Baseline::INFO.fields.iter().filter(|field| !BUILT_IN.contains(&field.key)) {
        let ty = match (field.type_name)().as_str() {
            "integer" | "count" | "count from 1" => Some(Type::Integer),
            "share" | "share-any-size" => Some(Type::Share),
            "money" | "amount" => currency(resolved).map(Type::Money),
            _ => continue,
        };
        let meaning = match ty {
            Some(ty) => {
                let symbol = Symbol::new(SymbolKind::Baseline, field.key, ty);
                Meaning::Value(Arc::new(symbol), targets.clone())
            }
            None => Meaning::Unreadable,
        };
        vocabulary.add(field.key, meaning);
    }
    vocabulary
}

/// The business models that list a behavior under `economic_behaviors`; all of them when none does.
pub fn business_models(resolved: &Resolved, behavior: EntityIndex) -> Vec<EntityIndex> {
    let listing = |edge: &&crate::resolve::Edge| {
        edge.field() == "economic_behaviors" && resolved.entity(edge.from).kind == Kind::BusinessModel
    };
    let mut models: Vec<EntityIndex> =
        resolved.edges_to(behavior).filter(listing).map(|edge| edge.from).collect();
    models.sort();
    models.dedup();
    if models.is_empty() {
        models = resolved.all::<BusinessModel>().map(|model| model.index).collect();
    }
    models
}
