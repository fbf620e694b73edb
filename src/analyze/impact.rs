//! What hangs on what. A reference says that one entity leans on another: what changes there is felt
//! here. A few fields go the other way: a survey hands its answers on to the playbooks it names.

use crate::diagnostic::{Say, say};
use crate::model::{EntityIndex, Kind};
use crate::resolve::{PartIndex, Resolved, Target};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Fields that hand something on to what they name.
const HANDS_ON: [&str; 4] = ["acts", "feeds", "starts", "hand_over_to"];

/// Fields through which no change is felt: who answers for something, and what is weighed against it.
const ASIDE: [&str; 7] = ["owner", "reports_to", "participants", "not_with", "scope", "what", "priority"];

/// Kinds through which a change goes on: what is asked, counted or done with it. The others feel it
/// and keep it; a table has many columns, and a metric names those that it needs.
const PASS_ON: [Kind; 4] = [Kind::Question, Kind::Survey, Kind::Metric, Kind::Playbook];

/// An entity that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    pub index: EntityIndex,
    /// The entity before it on the shortest way.
    pub through: EntityIndex,
    /// The key that joins the two.
    pub field: &'static str,
    /// 1 where nothing is between.
    pub distance: u32,
}

/// A role, and what it answers for; none where nobody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub role: Option<String>,
    pub entities: Vec<String>,
}

impl Owner {
    pub fn say(&self) -> Say {
        let entities = self.entities.join(", ");
        match &self.role {
            Some(role) => Say::same(format!("{role}: {entities}")),
            None => say!(en: "nobody: {entities}", es: "nadie: {entities}"),
        }
    }
}

/// What feels a change of these entities, nearest first; with a part, what leans on that part.
pub fn downstream(program: &Resolved, starts: &[EntityIndex], part: Option<PartIndex>) -> Vec<Touched> {
    walk(program, starts, |at, first| {
        let mut next: Vec<(EntityIndex, &'static str)> = Vec::new();
        for edge in program.edges_to(at).filter(|edge| !HANDS_ON.contains(&edge.field())) {
            let of_part = match (part.filter(|_| first), edge.to) {
                (None, _) => true,
                (Some(part), Target::Part(_, it)) => it == part || program.parts.get(it).parent == Some(part),
                (Some(_), _) => false,
            };
            if of_part {
                next.push((edge.from, edge.field()));
            }
        }
        if part.is_none() || !first {
            let handed = program.edges_from(at).iter().filter(|edge| HANDS_ON.contains(&edge.field()));
            next.extend(handed.filter_map(|edge| Some((edge.to.entity()?, edge.field()))));
        }
        next
    })
}

/// What these entities lean on, nearest first.
pub fn upstream(program: &Resolved, starts: &[EntityIndex], part: Option<PartIndex>) -> Vec<Touched> {
    walk(program, starts, |at, first| {
        let mut next: Vec<(EntityIndex, &'static str)> = Vec::new();
        let own = program.edges_from(at).iter().filter(|edge| !HANDS_ON.contains(&edge.field()));
        let of_part = own.filter(|edge| !first || part.is_none() || edge.part == part);
        next.extend(of_part.filter_map(|edge| Some((edge.to.entity()?, edge.field()))));
        if part.is_none() || !first {
            let handed = program.edges_to(at).filter(|edge| HANDS_ON.contains(&edge.field()));
            next.extend(handed.map(|edge| (edge.from, edge.field())));
        }
        next
    })
}

fn walk(
    program: &Resolved,
    starts: &[EntityIndex],
    next: impl Fn(EntityIndex, bool) -> Vec<(EntityIndex, &'static str)>,
) -> Vec<Touched> {
    let mut seen: HashSet<EntityIndex> = starts.iter().copied().collect();
    let mut queue: VecDeque<(EntityIndex, u32)> = starts.iter().map(|it| (*it, 0)).collect();
    let mut out = Vec::new();
    while let Some((at, distance)) = queue.pop_front() {
        if distance > 0 && !PASS_ON.contains(&program.entity(at).kind) {
            continue;
        }
        let mut found = next(at, distance == 0);
        found.retain(|(_, field)| !ASIDE.contains(field));
        found.sort_unstable();
        for (index, field) in found {
            if seen.insert(index) {
                out.push(Touched { index, through: at, field, distance: distance + 1 });
                queue.push_back((index, distance + 1));
            }
        }
    }
    out
}

/// Who answers for these entities, the role with most of them first; nobody at the end.
pub fn owners(program: &Resolved, entities: &[EntityIndex]) -> Vec<Owner> {
    let mut by_role: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for index in entities {
        let entity = program.entity(*index);
        if matches!(entity.kind, Kind::Role | Kind::Program | Kind::Test | Kind::Policy | Kind::Glossary) {
            continue; // nobody is asked to answer for these
        }
        let owner = &entity.common().owner;
        let role = owner.spanned().map(|(at, path)| {
            let target = program.target(*index, at).and_then(Target::entity);
            target.map_or_else(|| path.path.to_string(), |role| program.entity(role).name())
        });
        by_role.entry(role).or_default().push(entity.name());
    }
    let mut all: Vec<Owner> = by_role
        .into_iter()
        .map(|(role, mut entities)| {
            entities.sort();
            entities.dedup();
            Owner { role, entities }
        })
        .collect();
    all.sort_by_key(|it| (it.role.is_none(), std::cmp::Reverse(it.entities.len()), it.role.clone()));
    all
}
