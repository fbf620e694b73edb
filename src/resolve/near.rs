//! In which entities a bare part id is looked up: what its entity, or the record it stands in, refers to.

use super::lookup::Finder;
use super::{Site, Target};
use crate::model::reference::{Goal, Scope};
use crate::model::value_proposition::ValueProposition;
use crate::model::{EntityIndex, Kind, Model};
use std::collections::HashMap;

/// Value propositions by their archetype.
#[derive(Default)]
pub struct Propositions(HashMap<EntityIndex, Vec<EntityIndex>>);

impl Propositions {
    pub fn of(model: &Model, finder: &Finder<'_>) -> Self {
        let mut by_archetype: HashMap<EntityIndex, Vec<EntityIndex>> = HashMap::new();
        for proposition in model.all::<ValueProposition>() {
            let Some((at, archetype)) = proposition.it.archetype.spanned() else { continue };
            let site = Site::of(proposition.index, "archetype", at, archetype);
            // What is wrong with this reference is said when it is followed for good.
            let found = finder.follow(&site, &Near::default(), &mut Vec::new());
            if let Some(archetype) = found.and_then(Target::entity) {
                by_archetype.entry(archetype).or_default().push(proposition.index);
            }
        }
        Self(by_archetype)
    }
}

/// What the references of one entity lead to.
#[derive(Default)]
pub struct Near {
    archetypes: Vec<EntityIndex>,
    jobs: Vec<EntityIndex>,
    datasets: Vec<EntityIndex>,
    /// By the record and the key they stand under, where a reference hangs on what stands beside it.
    beside: HashMap<(usize, &'static str), EntityIndex>,
    /// Whether a reference hangs on another at all, and on one beside it.
    wanted: bool,
    beside_wanted: bool,
}

impl Near {
    /// For references that hang on others.
    pub fn for_these(sites: &[Site]) -> Self {
        let mut goals = sites.iter().flat_map(|site| site.goals);
        let beside_wanted = goals.any(|goal| matches!(goal, Goal::Near(Scope::Beside(_), ..)));
        Self { wanted: !sites.is_empty(), beside_wanted, ..Self::default() }
    }

    /// Takes note of a reference that was followed.
    pub fn add(&mut self, site: &Site, to: EntityIndex) {
        if self.beside_wanted {
            self.beside.insert((site.record, site.field), to);
        }
        if site.part.is_some() || !self.wanted {
            return;
        }
        match site.field {
            "archetype" => self.archetypes.push(to),
            "job" => self.jobs.push(to),
            "dataset" => self.datasets.push(to),
            _ => {}
        }
    }

    /// Whether a reference hangs on one beside it that could not be followed.
    pub fn lacks(&self, site: &Site) -> bool {
        site.goals.iter().any(|goal| match goal {
            Goal::Near(Scope::Beside(key), ..) => !self.beside.contains_key(&(site.record, key)),
            _ => false,
        })
    }

    /// The entities that a scope names; none when it is all of their kind.
    pub fn named(
        &self,
        model: &Model,
        propositions: &Propositions,
        scope: Scope,
        site: &Site,
    ) -> Option<Vec<EntityIndex>> {
        let some = |list: &Vec<EntityIndex>| (!list.is_empty()).then(|| list.clone());
        match scope {
            Scope::ItsArchetype => some(&self.archetypes),
            Scope::ItsJob => some(&self.jobs),
            Scope::ItsDataset => Some(self.datasets.clone()),
            Scope::PromisesInReach if model.entity(site.from).kind == Kind::Journey => {
                let archetypes = some(&self.archetypes)?;
                Some(archetypes.iter().filter_map(|a| propositions.0.get(a)).flatten().copied().collect())
            }
            Scope::Beside(key) => Some(self.beside.get(&(site.record, key)).copied().into_iter().collect()),
            Scope::PromisesInReach | Scope::TheProgram | Scope::Anywhere => None,
        }
    }

    pub fn entities(
        &self,
        model: &Model,
        propositions: &Propositions,
        scope: Scope,
        site: &Site,
        kind: Kind,
    ) -> Vec<EntityIndex> {
        self.named(model, propositions, scope, site)
            .unwrap_or_else(|| model.of_kind(kind).map(|(index, _)| index).collect())
    }
}
