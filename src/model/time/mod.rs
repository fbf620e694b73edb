//! Dates, periods, opening hours and time zones, and arithmetic with business time.

mod cadence;
pub mod calendar;
mod calendar_unit;
mod date;
mod date_time;
mod hours;
mod month;
mod period;
mod period_name;
mod period_name_mistake;
mod weekday;
mod weekly_hours;
mod zone;

pub use cadence::Cadence;
pub use calendar_unit::CalendarUnit;
pub use date::{Date, Days};
pub use date_time::DateTime;
pub use hours::{Hours, Interval};
pub use month::Month;
pub use period::Period;
pub use period_name::PeriodName;
pub use weekday::{DayRange, Weekday};
pub use weekly_hours::WeeklyHours;
pub use zone::ZoneName;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{reads_or_explains, texts};
    use proptest::prelude::*;

    const TOKENS: &str = "2026|-|-|:|T|Z|+|/|,| |Q3|Q5|H1|W45|W53|FY|01|11|13|20|31|00|09|18|24|9|10:00\
        |09:00-18:00|2026-11-20|always|rolling |month|quarter|half-year|year|90 days|6 months\
        |1 day|mon|fri|lunes|America/Mexico_City|UTC|é";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn every_text_is_read_or_explained(text in texts(TOKENS)) {
            reads_or_explains::<Date>(&text);
            reads_or_explains::<DateTime>(&text);
            reads_or_explains::<PeriodName>(&text);
            reads_or_explains::<Period>(&text);
            reads_or_explains::<Cadence>(&text);
            reads_or_explains::<Hours>(&text);
            reads_or_explains::<Weekday>(&text);
            reads_or_explains::<DayRange>(&text);
            reads_or_explains::<Month>(&text);
        }
    }
}
