//! Dates, periods, opening hours and time zones, and arithmetic with business time.

pub mod calendar;
mod cadence;
mod calendar_unit;
mod date;
mod date_time;
mod hours;
mod month;
mod period;
mod period_name;
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
