//! The references to each entity: the edges of the program, read from their far end.

use super::Edge;
use crate::model::EntityIndex;

/// For each entity, the edges that lead to it or into it.
#[derive(Debug, Default)]
pub struct Incoming {
    /// For each entity, where its edges start in `edges`; where those of the last end is at the end.
    starts: Vec<u32>,
    /// Indices of edges, entity by entity, in the order of the edges.
    edges: Vec<u32>,
}

impl Incoming {
    /// Counts the edges of each of `entities` entities, then puts them in their places.
    pub fn of(entities: usize, all: &[Edge]) -> Self {
        let mut starts = vec![0; entities + 1];
        let targets = || all.iter().map(|edge| edge.to.entity().map(|entity| entity.0 as usize));
        for entity in targets().flatten() {
            starts[entity + 1] += 1;
        }
        for entity in 0..entities {
            starts[entity + 1] += starts[entity];
        }
        let mut next = starts.clone();
        let mut edges = vec![0; starts[entities] as usize];
        for (index, entity) in targets().enumerate() {
            if let Some(entity) = entity {
                edges[next[entity] as usize] = index as u32;
                next[entity] += 1;
            }
        }
        Self { starts, edges }
    }

    /// Indices of the edges to an entity, in their order.
    pub fn to(&self, entity: EntityIndex) -> &[u32] {
        match self.starts.get(entity.0 as usize..) {
            Some([start, end, ..]) => &self.edges[*start as usize..*end as usize],
            _ => &[],
        }
    }
}
