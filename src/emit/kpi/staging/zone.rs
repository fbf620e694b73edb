//! The clocks of a place as a CASE over the moments at which they change, for an engine without a time
//! zone table.

use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use jiff::tz::{Offset, TimeZone};

/// Changes of clocks from 1990 to 2049, the latest first: the moment, the offset before and after.
fn changes(zone: &TimeZone) -> (Offset, Vec<(Timestamp, Offset, Offset)>) {
    let at = |year: i16| {
        Offset::UTC.to_timestamp(date(year, 1, 1).at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
    };
    let (first, last) = (at(1990), at(2050));
    let initial = zone.to_offset(first);
    let mut before = initial;
    let mut changes = Vec::new();
    for change in zone.following(first).take_while(|change| change.timestamp() < last) {
        if change.offset() != before {
            changes.push((change.timestamp(), before, change.offset()));
        }
        before = change.offset();
    }
    changes.reverse();
    (initial, changes)
}

fn offsets(initial: Offset, branches: impl Iterator<Item = (DateTime, Offset)>, moment: &str) -> String {
    let branches: String = branches
        .map(|(from, offset)| {
            format!(" WHEN {moment} >= '{}' THEN {}", from.strftime("%Y-%m-%d %H:%M:%S"), seconds(offset))
        })
        .collect();
    if branches.is_empty() {
        seconds(initial)
    } else {
        format!("CASE{branches} ELSE {} END", seconds(initial))
    }
}

fn seconds(offset: Offset) -> String {
    let seconds = offset.seconds();
    if seconds < 0 { format!("({seconds})") } else { seconds.to_string() }
}

/// Seconds that the clocks of a place are ahead of UTC, at a moment in UTC.
pub fn offset_at_utc(zone: &TimeZone, moment: &str) -> String {
    let (initial, changes) = changes(zone);
    offsets(initial, changes.iter().map(|(at, _, after)| (Offset::UTC.to_datetime(*at), *after)), moment)
}

/// Seconds that the clocks of a place are ahead of UTC, at a moment on those clocks. In the hour that
/// is skipped and in the one that comes twice, the offset before the change holds.
pub fn offset_at_local(zone: &TimeZone, moment: &str) -> String {
    let (initial, changes) = changes(zone);
    let local = |(at, before, after): &(Timestamp, Offset, Offset)| {
        let latest = if before > after { before } else { after };
        (latest.to_datetime(*at), *after)
    };
    offsets(initial, changes.iter().map(local), moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_of_mexico_have_stood_still_since_2022() {
        let zone = TimeZone::get("America/Mexico_City").unwrap();
        let utc = offset_at_utc(&zone, "x");
        assert!(utc.starts_with("CASE WHEN x >= '2022-10-30 07:00:00' THEN (-21600) WHEN x >= '2022-04-03 08:00:00' THEN (-18000)"), "{utc}");
        let local = offset_at_local(&zone, "x");
        assert!(local.starts_with("CASE WHEN x >= '2022-10-30 02:00:00' THEN (-21600) WHEN x >= '2022-04-03 03:00:00' THEN (-18000)"), "{local}");
        assert_eq!(offset_at_utc(&TimeZone::UTC, "x"), "0");
    }
}
