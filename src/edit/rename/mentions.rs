//! Every place that names a thing: its own id, references, expressions, texts, tests.

use super::{Thing, values};
use crate::edit::Change;
use crate::model::id::Id;
use crate::model::policy::Policy;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{EntityIndex, Kind};
use crate::resolve::{Resolved, Target};
use crate::source::{FileId, SourceMap, Span};
use std::collections::BTreeSet;
use std::ops::Range;

type Places = BTreeSet<(FileId, Change)>;

/// All changes that give a thing its new name.
pub fn all(program: &Resolved, sources: &SourceMap, thing: Thing, new: &str) -> Places {
    let mut names = Names { program, sources, thing, new, places: Places::new() };
    let (own, at) = match thing {
        Thing::Entity(index) => (index, program.entity(index).at),
        Thing::Part(entity, part) => (entity, program.parts.get(part).at),
    };
    names.token(own, at, |_| true);
    for edge in program.edges() {
        if names.is_meant(edge.to) {
            names.reference(edge.from, edge.at);
        }
    }
    names.in_policies();
    names.in_tests();
    names.in_texts();
    names.in_values();
    names.places
}

/// Where the former ids of a thing stand.
pub fn was_of(program: &Resolved, entity: EntityIndex, thing: Thing) -> Option<Span> {
    if let Thing::Entity(index) = thing {
        let was = &program.entity(index).common().was;
        return (!was.is_absent()).then(|| was.span());
    }
    let Thing::Part(_, part) = thing else { return None };
    let mut finder = FormerIds { id: program.parts.get(part).at, open: Vec::new(), found: None };
    let entity = program.entity(entity);
    entity.body.walk(entity.span, &mut finder);
    finder.found
}

struct FormerIds {
    /// Where the id of the part stands.
    id: Span,
    open: Vec<Option<Span>>,
    found: Option<Span>,
}

impl<'m> Visitor<'m> for FormerIds {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, _: Span) {
        self.open.push(id.map(|(_, span)| span));
    }
    fn end_record(&mut self, _: &'static RecordInfo) {
        self.open.pop();
    }
    fn field(&mut self, field: &'static FieldInfo, span: Span) -> bool {
        if field.key == "was" && self.open.last() == Some(&Some(self.id)) {
            self.found = Some(span);
        }
        true
    }
}

struct Names<'n> {
    program: &'n Resolved,
    sources: &'n SourceMap,
    thing: Thing,
    new: &'n str,
    places: Places,
}

impl Names<'_> {
    fn program(&self) -> &Resolved {
        self.program
    }

    fn old(&self) -> Id {
        match self.thing {
            Thing::Entity(index) => self.program().entity(index).id,
            Thing::Part(_, part) => self.program().parts.get(part).id,
        }
    }

    /// Whether a reference to this names the thing, or something below it.
    fn is_meant(&self, to: Target) -> bool {
        match (self.thing, to) {
            (Thing::Entity(own), Target::Entity(to) | Target::Part(to, _)) => own == to,
            (Thing::Part(_, own), Target::Part(_, to)) => {
                own == to || self.program().parts.get(to).parent == Some(own)
            }
            _ => false,
        }
    }

    fn text(&self, entity: EntityIndex) -> &str {
        self.sources.get(self.program().entity(entity).file).text()
    }

    fn put(&mut self, entity: EntityIndex, range: Range<usize>) {
        let file = self.program().entity(entity).file;
        let change = Change { span: Span::new(range.start, range.end), by: self.new.to_owned() };
        self.places.insert((file, change));
    }

    /// The words of a place that are the old name and pass.
    fn token(&mut self, entity: EntityIndex, at: Span, fits: impl Fn(usize) -> bool) {
        let old = self.old().as_str();
        let text = self.text(entity);
        let start = at.start as usize;
        let found: Vec<Range<usize>> = words(&text[at.range()])
            .enumerate()
            .filter(|(index, word)| &text[start + word.start..start + word.end] == old && fits(*index))
            .map(|(_, word)| start + word.start..start + word.end)
            .collect();
        for range in found {
            self.put(entity, range);
        }
    }

    /// A reference: an address, whose place tells what a name means, or a name in an expression.
    fn reference(&mut self, from: EntityIndex, at: Span) {
        if self.by_package(from, at) {
            return;
        }
        let text = self.text(from);
        let written = text[at.range()].trim_matches(['"', '\'']);
        let is_address = written.chars().all(|c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '/' | ':' | ' ')
        }) && written
            .split('/')
            .all(|piece| piece.trim().rsplit(':').next().is_some_and(|p| !p.trim().contains(' ')));
        if !is_address {
            return self.token(from, at, |_| true);
        }
        let kind = usize::from(written.contains(':'));
        let levels = written.matches('/').count();
        let place = match self.thing {
            Thing::Entity(_) => kind,
            Thing::Part(_, part) => {
                let sub = usize::from(self.program().parts.get(part).parent.is_some());
                if levels == 0 { kind } else { kind + 1 + sub }
            }
        };
        self.token(from, at, |index| index == place);
    }

    /// A name with that of a package before it: `corp:nps`.
    fn by_package(&mut self, from: EntityIndex, at: Span) -> bool {
        let Thing::Entity(own) = self.thing else { return false };
        let program = self.program;
        let text = &self.text(from)[at.range()];
        let found = program.packages.names_of(own).find_map(|it| {
            let start = text.find(it.spelled.as_str())?;
            Some(start..start + it.spelled.as_str().len())
        });
        let start = at.start as usize;
        let Some(found) = found else { return false };
        self.put(from, start + found.start..start + found.end);
        true
    }

    /// Values that are ids: what codes mean, whom a target is for.
    fn in_values(&mut self) {
        let Thing::Entity(own) = self.thing else { return };
        let (kind, old) = (self.program().entity(own).kind, self.old());
        for (entity, at) in values::places(self.program(), kind, old.as_str()) {
            self.token(entity, at, |_| true);
        }
        let (program, new) = (self.program, self.new);
        for (entity, change) in values::lists(program, self.sources, kind, (old.as_str(), new)) {
            self.places.insert((program.entity(entity).file, change));
        }
    }

    /// Cases that policies are tried on.
    fn in_policies(&mut self) {
        let mut found = Vec::new();
        for policy in self.program().all::<Policy>() {
            let kind = policy.it.r#for.value().map(|it| it.kind);
            let own = match self.thing {
                Thing::Entity(index) | Thing::Part(index, _) => index,
            };
            if kind != Some(self.program().entity(own).kind) {
                continue;
            }
            let mut cases = Cases { fields: Vec::new(), found: Vec::new() };
            policy.entity.body.walk(policy.entity.span, &mut cases);
            found.extend(cases.found.into_iter().map(|at| (policy.index, at)));
        }
        for (policy, at) in found {
            let place = usize::from(matches!(self.thing, Thing::Part(..)));
            let whole = self.text(policy)[at.range()].contains('/');
            if matches!(self.thing, Thing::Entity(_)) || whole {
                self.token(policy, at, |index| index == place);
            }
        }
    }

    /// Answers and cells of tests are named by their questions and columns.
    fn in_tests(&mut self) {
        let Thing::Part(owner, part) = self.thing else { return };
        let (list, old) = (self.program().parts.get(part).list(), self.old());
        if !matches!(list, "questions" | "columns") {
            return;
        }
        let tests: Vec<EntityIndex> = self
            .program()
            .of_kind(Kind::Test)
            .map(|(index, _)| index)
            .filter(|test| self.program().edges_from(*test).iter().any(|e| e.to.entity() == Some(owner)))
            .collect();
        for test in tests {
            let entity = self.program().entity(test);
            let mut keys = Keys { old, found: Vec::new() };
            entity.body.walk(entity.span, &mut keys);
            for at in keys.found {
                self.token(test, at, |_| true);
            }
        }
    }

    /// `{{ answer.question }}` and `{{ promise.id }}` in texts.
    fn in_texts(&mut self) {
        let Thing::Part(owner, part) = self.thing else { return };
        let word = match self.program().parts.get(part).list() {
            "questions" => "answer.",
            "promises" => "promise.",
            _ => return,
        };
        let path = format!("{word}{}", self.old());
        let entities: Vec<(EntityIndex, Span)> = self
            .program()
            .entities()
            .filter(|(index, _)| {
                let near = |e: &crate::resolve::Edge| e.to.entity() == Some(owner);
                *index == owner || word == "promise." || self.program().edges_from(*index).iter().any(near)
            })
            .map(|(index, entity)| (index, entity.span))
            .collect();
        for (index, span) in entities {
            let text = self.text(index);
            let base = span.start as usize;
            let inside = &text[span.range()];
            let hits: Vec<usize> = inside
                .match_indices(&path)
                .filter(|(at, _)| {
                    let after = inside[at + path.len()..].trim_start();
                    inside[..*at].trim_end().ends_with("{{") && after.starts_with("}}")
                })
                .map(|(at, _)| base + at + word.len())
                .collect();
            for start in hits {
                self.put(index, start..start + path.len() - word.len());
            }
        }
    }
}

/// The names in a text: letters, digits, hyphens and underscores.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |i| start + i);
        at = end;
        Some(start..end)
    })
}

struct Cases {
    fields: Vec<&'static str>,
    found: Vec<Span>,
}

impl<'m> Visitor<'m> for Cases {
    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push(field.key);
        true
    }
    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }
    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        if matches!(leaf, Leaf::Plain(_)) && matches!(self.fields.last(), Some(&"passes" | &"fails")) {
            self.found.push(span);
        }
    }
}

struct Keys {
    old: Id,
    found: Vec<Span>,
}

impl<'m> Visitor<'m> for Keys {
    fn entry(&mut self, key: &str, key_span: Span) {
        if key == self.old.as_str() {
            self.found.push(key_span);
        }
    }
}
