//! The names of packages that a program uses: in references, keys and expressions.

use crate::model::expression_field::ExpressionField;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::reference::{Goal, Path, Reference, inside};
use crate::model::walk::{Leaf, Visitor};
use crate::model::{Kind, Model};
use crate::source::{At, Span};

/// One name of a package, where it stands.
pub struct Wanted {
    pub at: At,
    /// The entity that says it.
    pub by: String,
    pub path: Path,
    /// What kinds of entity it may mean.
    pub kinds: Vec<Kind>,
    /// Text may stand there as well.
    pub or_text: bool,
}

/// All of them, in the order of entities and places.
pub fn all(model: &Model) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (_, entity) in model.entities() {
        let mut scan = Scan { found: Vec::new() };
        entity.body.walk(entity.span, &mut scan);
        let placed = scan.found.into_iter().map(|(span, path, kinds, or_text)| Wanted {
            at: entity.place(span),
            by: entity.name(),
            path,
            kinds,
            or_text,
        });
        wanted.extend(placed);
    }
    wanted
}

struct Scan {
    found: Vec<(Span, Path, Vec<Kind>, bool)>,
}

impl Scan {
    fn reference(&mut self, reference: &dyn Reference, at: Span) {
        let path = reference.path();
        if path.package.is_none() {
            return;
        }
        let kind_of = |goal: &Goal| match goal {
            Goal::Entity(kind) | Goal::Part(kind, _) | Goal::Sub(kind, ..) => Some(*kind),
            Goal::Own(_) | Goal::Near(..) | Goal::BuiltIn(_) => None,
        };
        let kinds = reference.goals().iter().filter_map(kind_of);
        let kinds = kinds.filter(|kind| path.kind.is_none_or(|it| it == *kind)).collect();
        self.found.push((at, path, kinds, reference.free_text().is_some()));
    }

    fn expression(&mut self, field: &ExpressionField) {
        for (name, span) in field.expr.names() {
            let name = name.to_string();
            let Some((package, id)) = name.split_once(':') else { continue };
            let package = Id::new(package);
            let head = inside(package, Id::new(id));
            let path = Path { kind: None, package: Some(package), head, part: None, sub: None };
            self.found.push((field.span(span), path, vec![Kind::Metric], false));
        }
    }
}

impl<'m> Visitor<'m> for Scan {
    fn record(&mut self, _: &'static RecordInfo, _: Option<(Id, Span)>, _: Span) {}
    fn field(&mut self, _: &'static FieldInfo, _: Span) -> bool {
        true
    }
    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        match leaf {
            Leaf::Reference(reference) => self.reference(reference, at),
            Leaf::Expression(field) => self.expression(field),
            _ => {}
        }
    }
    fn key_reference(&mut self, reference: &'m dyn Reference, key_span: Span) {
        self.reference(reference, key_span);
    }
}
