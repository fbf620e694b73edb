//! Anchors (`&name`) and the aliases (`*name`) that repeat them: references, never copies, and
//! bounded in what they would come to if they were copies.

use super::rules;
use super::tree::NodeId;
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, Span};
use std::collections::{HashMap, HashSet};

/// Most nodes that the aliases of one document may stand for.
pub(super) const MAX_EXPANDED: u64 = 100_000;
/// Deepest nesting once aliases are followed.
const MAX_FOLLOWED_DEPTH: u32 = 200;

/// What a node comes to when every alias under it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight {
    nodes: u64,
    depth: u32,
}

impl Weight {
    pub const ONE: Weight = Weight { nodes: 1, depth: 1 };

    pub fn with_child(self, child: Weight) -> Weight {
        Weight { nodes: self.nodes.saturating_add(child.nodes), depth: self.depth.max(child.depth + 1) }
    }
}

/// Why an alias cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It stands inside of what it points at.
    Inside,
    /// Too much, or too deep; said once for each document.
    TooMuch { first: bool },
    /// It points at nothing: the parser let go of the anchor.
    Lost,
}

/// The anchors of one document.
#[derive(Default)]
pub(super) struct Anchors {
    ids: HashMap<usize, NodeId>,
    unfinished: HashSet<NodeId>,
    /// Names in the order in which they were given, with the last of the nodes that got one.
    names: Vec<(String, Span, NodeId)>,
    last: Option<NodeId>,
    used: HashSet<NodeId>,
    expanded: u64,
    said: bool,
}

impl Anchors {
    pub fn define(&mut self, anchor: usize, id: NodeId) {
        if anchor > 0 {
            self.ids.insert(anchor, id);
            self.last = Some(id);
        }
    }

    /// Gives the node that was defined last its name, which stands at `span`.
    pub fn name(&mut self, name: &str, span: Span) {
        if let Some(id) = self.last {
            self.names.push((name.to_owned(), span, id));
        }
    }

    /// The names that no alias took up.
    pub fn unused(&mut self) -> Vec<(String, Span, NodeId)> {
        let names = std::mem::take(&mut self.names);
        names.into_iter().filter(|(_, _, id)| !self.used.contains(id)).collect()
    }

    /// Marks an anchored list or map as not closed yet.
    pub fn begin(&mut self, anchor: usize, id: NodeId) {
        if anchor > 0 {
            self.define(anchor, id);
            self.unfinished.insert(id);
        }
    }

    pub fn finish(&mut self, id: NodeId) {
        self.unfinished.remove(&id);
    }

    pub fn get(&self, anchor: usize) -> Option<NodeId> {
        self.ids.get(&anchor).copied()
    }

    pub fn follow(
        &mut self,
        anchor: usize,
        weight: impl Fn(NodeId) -> Weight,
    ) -> Result<(NodeId, Weight), Trouble> {
        let target = self.get(anchor).ok_or(Trouble::Lost)?;
        self.used.insert(target);
        if self.unfinished.contains(&target) {
            return Err(Trouble::Inside);
        }
        let weight = weight(target);
        let expanded = self.expanded.saturating_add(weight.nodes);
        if expanded > MAX_EXPANDED || weight.depth > MAX_FOLLOWED_DEPTH {
            let first = !std::mem::replace(&mut self.said, true);
            return Err(Trouble::TooMuch { first });
        }
        self.expanded = expanded;
        Ok((target, weight))
    }
}

/// `*name` without an anchor of that name before it.
pub(super) fn unknown(at: At, name: &str) -> Diagnostic {
    if name.ends_with(['*', '_', '!', '.', '?']) || name.starts_with('*') {
        let message = say!(en: "`*{name}` is read as a reference and not as emphasis", es: "`*{name}` se lee como una referencia y no como un énfasis");
        return Diagnostic::new(&rules::YAML_ALIAS, at, message);
    }
    let message = say!(en: "`*{name}` points at nothing: there is no `&{name}` before it", es: "`*{name}` no apunta a nada: no hay un `&{name}` antes");
    Diagnostic::new(&rules::YAML_ALIAS, at, message)
}

/// `&name` before a text, and no `*name` after it.
pub(super) fn unused(at: At, name: &str) -> Diagnostic {
    let message = say!(en: "`&{name}` is read as a name for what follows, and not as part of the text", es: "`&{name}` se lee como un nombre de lo que sigue, y no como parte del texto");
    Diagnostic::new(&rules::YAML_ALIAS, at, message)
}

pub(super) fn explain(trouble: Trouble, at: At, target: Option<At>, text: &str) -> Option<Diagnostic> {
    let alias = text.get(at.span.range()).unwrap_or("*");
    let message = match trouble {
        Trouble::Inside => {
            say!(en: "`{alias}` stands inside of what it repeats", es: "`{alias}` está dentro de lo que repite")
        }
        Trouble::TooMuch { first: false } => return None,
        Trouble::TooMuch { first: true } => {
            say!(en: "with `{alias}` this document comes to more than {MAX_EXPANDED} values", es: "con `{alias}` este documento llega a más de {MAX_EXPANDED} valores")
        }
        Trouble::Lost => say!(en: "`{alias}` points at nothing", es: "`{alias}` no apunta a nada"),
    };
    let finding = Diagnostic::new(&rules::YAML_ALIAS, at, message).help(say!(
        en: "Write out what is meant here instead of the reference.",
        es: "Escribe aquí lo que quieres decir en lugar de la referencia."
    ));
    Some(match target {
        Some(target) => finding.related(target, say!(en: "what it repeats", es: "lo que repite")),
        None => finding,
    })
}
