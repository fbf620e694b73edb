//! The opening hours of a program and of its roles.

use crate::model::Of;
use crate::model::role::Role;
use crate::model::time::calendar::BusinessCalendar;
use crate::model::time::{Date, Weekday};
use crate::resolve::{Resolved, names};

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
