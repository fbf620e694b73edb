//! Business time: the opening hours of a program and of its roles, and where it counts in them.

use super::Context;
use crate::model::Of;
use crate::model::quantity::Duration;
use crate::model::record::FieldInfo;
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::time::calendar::BusinessCalendar;
use crate::model::time::{Date, Weekday};
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::{Resolved, names};
use crate::source::{At, Span};

/// The opening hours of the program; none when it does not say them, or never opens.
pub fn of_program(program: &Resolved) -> Option<BusinessCalendar> {
    let calendar = program.program()?.it.calendar.get()?;
    let workdays: Vec<Weekday> = calendar.workdays.items().copied().collect();
    let holidays = calendar.holidays.items().map(|day: &Date| day.0);
    BusinessCalendar::new(&workdays, calendar.hours.get()?, holidays, names::zone(program)).ok()
}

/// The hours of a role, or those of the program when it has none of its own.
pub fn of_role(program: &BusinessCalendar, role: Option<Of<'_, Role>>) -> BusinessCalendar {
    let hours = role.and_then(|role| role.it.capacity.get()?.hours.get());
    hours.and_then(|hours| program.with_hours(hours.week()).ok()).unwrap_or_else(|| program.clone())
}

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

impl<'m> Visitor<'m> for Collect {
    fn field(&mut self, _: &'static FieldInfo, _: Span) -> bool {
        true
    }

    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
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
