//! Days as a calendar file (RFC 5545): whole days, and the same bytes for the same program and day.

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

/// A day on which somebody has something to do.
pub struct Day {
    pub day: Date,
    /// What it is, for its name in the calendar: `opens-relationship-survey`. The same one keeps its name
    /// from build to build, so that a calendar that has it already does not show it twice.
    pub what: String,
    pub summary: String,
    pub description: String,
}

/// Where a calendar comes from.
pub struct Source<'a> {
    /// The target that writes it.
    pub target: &'a str,
    /// What calendars call it.
    pub name: &'a str,
    pub program: &'a str,
    /// The day of the build: when it was made is required, and the moment would change with every build.
    pub as_of: Date,
}

pub fn file(source: &Source<'_>, days: Vec<Day>) -> String {
    let mut calendar = Calendar::empty();
    let maker = format!("-//Senda//{}//EN", source.target);
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", maker.as_str()),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", source.name),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    for Day { day, what, summary, description } in days {
        let event = Event::new()
            .uid(&format!("{day}-{what}@{}.senda", source.program))
            .add_property("DTSTAMP", format!("{}T000000Z", compact(source.as_of)))
            .append_property(Property::new("DTSTART", compact(day)).add_parameter("VALUE", "DATE").done())
            .summary(&summary)
            .description(&description)
            .done();
        calendar.push(event);
    }
    calendar.to_string()
}

/// A day as calendars write it: `20261120`.
fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
