//! Ids that stand in values: what the codes of a column mean, and whom a target is for.

use crate::edit::Change;
use crate::model::dataset::{Column, Dataset};
use crate::model::field::MapOf;
use crate::model::record::FieldInfo;
use crate::model::reference::Reference;
use crate::model::text::Plain;
use crate::model::unions::{ColumnRefersTo, ColumnValues};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{EntityIndex, Kind};
use crate::resolve::{Resolved, Target};
use crate::source::{SourceMap, Span};

/// The places where an id of this kind is the value of something.
pub(super) fn places(program: &Resolved, kind: Kind, old: &str) -> Vec<(EntityIndex, Span)> {
    let mut found = Vec::new();
    for dataset in program.all::<Dataset>() {
        for column in dataset.it.columns.entries().filter_map(|entry| entry.value.get()) {
            if let (true, Some(ColumnValues::Meanings(meanings))) = (names(column, kind), column.values.get())
            {
                found.extend(meant(meanings, old).map(|at| (dataset.index, at)));
            }
        }
    }
    for (index, entity) in program.entities() {
        let mut cuts = Cuts { fields: Vec::new(), key: None, found: Vec::new() };
        entity.body.walk(entity.span, &mut cuts);
        let fits = |(key, value, at): (Span, String, Span)| {
            let column = program.target(index, key)?;
            (value == old && column_of(program, column).is_some_and(|it| names(it, kind)))
                .then_some((index, at))
        };
        found.extend(cuts.found.into_iter().filter_map(fits));
    }
    found
}

/// Lists of valid values: the data go on saying the old id, so what it means is written out.
pub(super) fn lists(
    program: &Resolved,
    sources: &SourceMap,
    kind: Kind,
    (old, new): (&str, &str),
) -> Vec<(EntityIndex, Change)> {
    let mut found = Vec::new();
    for dataset in program.all::<Dataset>() {
        for column in dataset.it.columns.entries().filter_map(|entry| entry.value.get()) {
            let Some((at, ColumnValues::Valid(values))) = column.values.spanned() else { continue };
            let codes: Vec<&str> = values.spanned().map(|(_, value)| &**value).collect();
            if !names(column, kind) || !codes.contains(&old) {
                continue;
            }
            let written = sources.slice(dataset.place(at));
            let pairs = codes.iter().map(|code| (*code, if *code == old { new } else { *code }));
            let by = if written.trim_start().starts_with('[') {
                let pairs: Vec<String> = pairs.map(|(code, id)| format!("{code}: {id}")).collect();
                format!("{{ {} }}", pairs.join(", "))
            } else {
                let start = at.start as usize;
                let text = sources.get(dataset.entity.file).text();
                let indent = start - text[..start].rfind('\n').map_or(0, |i| i + 1);
                let pairs: Vec<String> = pairs.map(|(code, id)| format!("{code}: {id}")).collect();
                pairs.join(&format!("\n{}", " ".repeat(indent)))
            };
            found.push((dataset.index, Change { span: at, by }));
        }
    }
    found
}

fn names(column: &Column, kind: Kind) -> bool {
    matches!(column.refers_to.get(), Some(ColumnRefersTo::Kind(it)) if *it == kind)
}

fn column_of(program: &Resolved, target: Target) -> Option<&Column> {
    let Target::Part(dataset, part) = target else { return None };
    let part = program.parts.get(part);
    let dataset = program.as_kind::<Dataset>(dataset)?;
    dataset.it.columns.entries().find(|entry| entry.key_span == part.at)?.value.get()
}

fn meant<'m>(meanings: &'m MapOf<Plain, Plain>, old: &'m str) -> impl Iterator<Item = Span> + 'm {
    meanings.entries().iter().filter_map(move |entry| {
        let (at, id) = entry.value.spanned()?;
        (&**id == old).then_some(at)
    })
}

/// The entries of `for`: the column, and the value in it.
struct Cuts {
    fields: Vec<&'static str>,
    key: Option<Span>,
    found: Vec<(Span, String, Span)>,
}

impl<'m> Visitor<'m> for Cuts {
    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push(field.key);
        true
    }
    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }
    fn key_reference(&mut self, _: &'m dyn Reference, key_span: Span) {
        self.key = Some(key_span).filter(|_| self.fields.last() == Some(&"for"));
    }
    fn end_entry(&mut self) {
        self.key = None;
    }
    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        if let (Some(key), Leaf::Plain(value)) = (self.key, leaf) {
            self.found.push((key, value.into_owned(), span));
        }
    }
}
