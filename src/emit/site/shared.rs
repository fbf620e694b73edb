//! What every language and page needs of a program, computed once.

use crate::analyze::Checked;
use crate::model::EntityIndex;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::text::Text;
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::{PartIndex, Resolved};
use crate::source::Span;
use std::collections::HashMap;

/// Names of parts and findings of entities.
pub struct Shared<'a> {
    program: &'a Resolved,
    names: HashMap<PartIndex, Text>,
    /// Findings by `kind:id`, as indexes into those of the check.
    findings: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Shared<'a> {
    pub fn of(checked: &'a Checked<'a>) -> Self {
        let program = checked.program;
        let mut names = HashMap::new();
        for (index, entity) in program.entities() {
            let mut scan =
                Scan { program, entity: index, open: Vec::new(), fields: Vec::new(), names: &mut names };
            entity.body.walk(entity.span, &mut scan);
        }
        let mut findings: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, finding) in checked.diagnostics.iter().enumerate() {
            if let Some(entity) = &finding.entity {
                findings.entry(entity.as_str()).or_default().push(index);
            }
        }
        Self { program, names, findings }
    }

    /// The title of an entity; of a business model without one, its unit.
    pub fn title(&self, entity: EntityIndex) -> Option<&'a Text> {
        let entity = self.program.entity(entity);
        let unit = match &entity.body {
            crate::model::Body::BusinessModel(model) => model.unit.get(),
            _ => None,
        };
        entity.common().title.get().or(unit)
    }

    pub fn part_name(&self, part: PartIndex) -> Option<&Text> {
        self.names.get(&part)
    }

    pub fn findings(&self, entity: &str) -> &[usize] {
        self.findings.get(entity).map_or(&[], Vec::as_slice)
    }
}

/// The fields that can name a part, the best first.
const NAMING: [&str; 10] = ["title", "text", "does", "term", "do", "what", "did", "name", "ask", "measure"];

/// Finds, for each part, the text that names it best.
struct Scan<'s> {
    program: &'s Resolved,
    entity: EntityIndex,
    /// The records we are in: the part, and how good its name is so far.
    open: Vec<Option<(PartIndex, usize)>>,
    /// The fields we are in, with the number of records around them.
    fields: Vec<(&'static str, usize)>,
    names: &'s mut HashMap<PartIndex, Text>,
}

impl<'m> Visitor<'m> for Scan<'_> {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        let list = self.fields.last().map(|(key, _)| *key);
        let part = id.zip(list).and_then(|((id, at), list)| {
            self.program
                .parts
                .in_list(self.entity, list)
                .find(|(_, p)| p.id == id && p.at == at)
                .map(|(index, _)| (index, NAMING.len()))
        });
        self.open.push(part);
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        self.open.pop();
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push((field.key, self.open.len()));
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, _: Span) {
        let text = match leaf {
            Leaf::Text(text) => text,
            _ => return,
        };
        let Some((key, depth)) = self.fields.last().copied() else { return };
        if depth != self.open.len() {
            return;
        }
        let Some(rank) = NAMING.iter().position(|name| *name == key) else { return };
        if let Some(Some((part, best))) = self.open.last_mut()
            && rank < *best
        {
            *best = rank;
            self.names.insert(*part, text.clone());
        }
    }
}
