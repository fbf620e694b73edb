//! Where a program counts in business time.

use super::Context;
use crate::model::quantity::Duration;
use crate::model::record::FieldInfo;
use crate::model::walk::{Leaf, Visitor};
use crate::source::{At, Span};

/// One duration in business time.
#[derive(Clone, Debug)]
pub struct Use {
    pub at: At,
    pub duration: Duration,
}

#[derive(Default)]
struct Collect {
    found: Vec<(Span, Duration)>,
}

impl Visitor<'_> for Collect {
    fn field(&mut self, _: &'static FieldInfo, _: Span) -> bool {
        true
    }

    fn leaf(&mut self, leaf: Leaf<'_>, at: Span) {
        let Leaf::Scalar(scalar) = leaf else { return };
        self.found.extend(scalar.length_of_time().filter(|it| it.is_business()).map(|it| (at, it)));
    }
}

/// Every duration in business time, in the order of entities.
pub fn uses(context: &Context<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for (_, entity) in context.program.entities().filter(|(_, entity)| context.is_in_use(entity)) {
        let mut collect = Collect::default();
        entity.body.walk(entity.span, &mut collect);
        let found = collect.found.into_iter();
        uses.extend(found.map(|(at, duration)| Use { at: entity.place(at), duration }));
    }
    uses
}
