//! Moments as platforms write them, as the column of a dataset has them.

use crate::emit::survey::mapping::ColumnView;
use crate::emit::survey::platform::Clock;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// A moment with or without a zone, as a day or a moment in the zone of the column. `None`: it cannot be read.
pub fn as_column(written: &str, clock: Clock, zone: &TimeZone, column: &ColumnView) -> Option<String> {
    let own = if column.zone == Some("utc") { TimeZone::UTC } else { zone.clone() };
    let moment = read(written.trim(), clock, zone)?.with_time_zone(own);
    Some(match (column.column_type, column.zone) {
        (Some("date"), _) => moment.date().to_string(),
        (_, Some("utc")) => moment.timestamp().to_string(),
        _ => moment.datetime().to_string(),
    })
}

fn read(written: &str, clock: Clock, zone: &TimeZone) -> Option<Zoned> {
    if let Ok(moment) = written.parse::<Timestamp>() {
        return Some(moment.to_zoned(zone.clone()));
    }
    let without: DateTime = written
        .parse()
        .ok()
        .or_else(|| Some(written.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight())))?;
    let meant = match clock {
        Clock::Utc => TimeZone::UTC,
        Clock::Local => zone.clone(),
    };
    without.to_zoned(meant).ok()
}
