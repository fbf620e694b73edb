//! The files of a package as they read in the program that imports it: ids with the name of the package
//! before them, and plain texts with the language that they are written in.

use super::open::Opened;
use crate::edit::rename::respelled;
use crate::edit::{Change, apply};
use crate::model::id::Id;
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Entity, EntityIndex, read};
use crate::source::{FileId, Source, SourceMap, Span, joined};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The changes that a package needs.
pub struct Respelling {
    /// Entities that have another id here, those that are not brought included.
    pub ids: Vec<(EntityIndex, Id)>,
    /// Those that are brought.
    pub brought: Vec<EntityIndex>,
    /// Whether a text without a language would be taken for another one.
    pub name_language: bool,
}

impl Respelling {
    /// Puts the files that are needed among the sources and gives their entities; the file that cannot be
    /// told in other words otherwise.
    pub fn carry(&self, opened: &Opened, sources: &mut SourceMap) -> Result<Vec<Entity>, String> {
        let (program, theirs) = (&opened.loaded.program, &opened.loaded.sources);
        let files: BTreeSet<FileId> = self.brought.iter().map(|it| program.entity(*it).file).collect();
        let mut changes: BTreeMap<FileId, BTreeSet<Change>> = BTreeMap::new();
        for (index, id) in &self.ids {
            for (file, change) in respelled(program, theirs, *index, id.as_str()) {
                changes.entry(file).or_default().insert(change);
            }
        }
        if self.name_language {
            let language = program.first_language();
            for (_, entity) in program.entities().filter(|(_, it)| files.contains(&it.file)) {
                let mut plain =
                    PlainTexts { text: theirs.get(entity.file).text(), language, found: Vec::new() };
                entity.body.walk(entity.span, &mut plain);
                changes.entry(entity.file).or_default().extend(plain.found);
            }
        }
        let named: HashSet<_> =
            self.ids.iter().map(|(index, id)| (program.entity(*index).kind, *id)).collect();
        let brought: HashSet<_> = self.brought.iter().copied().collect();
        let wanted: HashSet<_> = self
            .ids
            .iter()
            .filter(|(index, _)| brought.contains(index))
            .map(|(index, id)| (program.entity(*index).kind, *id))
            .filter(|it| named.contains(it))
            .collect();
        let mut entities = Vec::new();
        for file in files {
            let source = theirs.get(file);
            let changed: Vec<Change> = changes.remove(&file).unwrap_or_default().into_iter().collect();
            let text = apply(source.text(), &changed).ok_or_else(|| source.path.to_string())?;
            let fetched = source.path.starts_with(crate::source::FETCHED);
            let folder = if fetched { "" } else { opened.place.as_str() };
            let path = joined(folder, &source.path);
            let here = sources.push(Source::new(path.trim_end_matches('/'), text.as_str()));
            let read = read::entities_of(&text, here).into_iter();
            entities.extend(read.filter(|it| wanted.contains(&(it.kind, it.id))));
        }
        Ok(entities)
    }
}

struct PlainTexts<'p> {
    text: &'p str,
    language: &'p str,
    found: Vec<Change>,
}

impl<'m> Visitor<'m> for PlainTexts<'_> {
    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        match leaf {
            Leaf::Text(text) if text.is_plain() => {
                let (Some(reading), Some(written)) = (text.readings().next(), self.text.get(span.range()))
                else {
                    return;
                };
                // A text in lines of its own ends with the line.
                let end = if written.ends_with('\n') { "\n" } else { "" };
                let words = serde_json::to_string(reading.words).unwrap_or_default();
                let by = format!("{{ \"{}\": {words} }}{end}", self.language);
                self.found.push(Change { span, by });
            }
            // What was a reference after all stays one.
            Leaf::Reference(_) => self.found.retain(|it| it.span != span),
            _ => {}
        }
    }
}
