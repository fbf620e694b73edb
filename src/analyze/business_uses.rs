//! Where a program counts in business time.

use super::Context;
use crate::model::quantity::Duration;
use crate::model::record::FieldInfo;
use crate::model::scalar::Scalar;
use crate::model::walk::{Leaf, Visitor};
use crate::source::{At, Span};

/// One duration in business time.
#[derive(Clone, Debug)]
pub struct Use {
    pub at: At,
    pub duration: Duration,
    /// As people read it: `3 business days`.
    pub written: String,
}

#[derive(Default)]
struct Collect {
    found: Vec<(Span, Duration, String)>,
}

impl Visitor<'_> for Collect {
    fn field(&mut self, _: &'static FieldInfo, _: Span) -> bool {
        true
    }

    fn leaf(&mut self, leaf: Leaf<'_>, at: Span) {
        let Leaf::Scalar(scalar) = leaf else { return };
        if !matches!(scalar.scalar_type(), "sla" | "duration") {
            return;
        }
        let written = scalar.spelling();
        if let Some(duration) = Duration::parse(&written).ok().filter(|it| it.is_business()) {
            self.found.push((at, duration, written));
        }
    }
}

/// Every duration in business time, in the order of entities.
pub fn uses(context: &Context<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for (_, entity) in context.program.entities().filter(|(_, entity)| context.is_in_use(entity)) {
        let mut collect = Collect::default();
        entity.body.walk(entity.span, &mut collect);
        uses.extend(collect.found.into_iter().map(|(at, duration, written)| Use {
            at: entity.place(at),
            duration,
            written,
        }));
    }
    uses
}
