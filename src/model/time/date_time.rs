//! Moments, in the time zone of the program unless they say their own.

use super::date::{Date, readings};
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled, write};
use crate::model::scalar::Scalar;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned, civil};
use serde_json::{Map, Value};

/// A date with a time of day, and possibly an offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    local: civil::DateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// A time on the clocks of the program.
    pub fn local(local: civil::DateTime) -> Self {
        Self { local, offset: None }
    }

    /// What the text says, without zone.
    pub fn civil(self) -> civil::DateTime {
        self.local
    }

    /// Seconds are whole; UTC is an offset of zero. None means the time zone of the program.
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// The moment on the clocks of a zone. A time that the clocks skip is read an hour later,
    /// one that they show twice is the first of the two (RFC 5545).
    pub fn at(self, zone: &TimeZone) -> Zoned {
        match self.offset {
            None => zoned(self.local, zone),
            Some(offset) => {
                let moment = offset.to_timestamp(self.local).unwrap_or(Timestamp::MAX);
                moment.to_zoned(zone.clone())
            }
        }
    }
}

/// A local time in a zone; the last moment there is when it lies beyond the year 9999.
pub(super) fn zoned(local: civil::DateTime, zone: &TimeZone) -> Zoned {
    local.to_zoned(zone.clone()).unwrap_or_else(|_| Timestamp::MAX.to_zoned(zone.clone()))
}

impl Scalar for DateTime {
    const NAME: &'static str = "date-time";
    const PATTERN: &'static str = anchored!(
        piece!(date),
        "T",
        piece!(clock),
        "(?::[0-5][0-9])?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
    );
    const EXAMPLES: &'static [&'static str] =
        &["2026-11-20T10:00", "2026-11-20T10:00:30", "2026-11-20T16:00Z", "2026-11-20T10:00-06:00"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let Some((day, rest)) = raw.split_once('T') else { return Err(misspelt(raw)) };
        let Some((time, offset)) = time_and_offset(rest) else { return Err(misspelt(raw)) };
        if raw.len() < 11 || day.len() != 10 || !day.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(misspelt(raw));
        }
        match Date::parse(day) {
            Ok(date) => Ok(Self { local: date.0.to_datetime(time), offset }),
            Err(mistake) => Err(on_another_day(mistake, rest)),
        }
    }

    fn spell(&self) -> String {
        let shape = if self.local.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        let mut text = self.local.strftime(shape).to_string();
        match self.offset {
            None => {}
            Some(offset) if offset == Offset::UTC => text.push('Z'),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                text.push_str(&format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60));
            }
        }
        text
    }

    fn json(&self) -> Value {
        let mut map = Map::new();
        map.insert("local".into(), self.local.strftime("%Y-%m-%dT%H:%M:%S").to_string().into());
        if let Some(offset) = self.offset {
            map.insert("offset_minutes".into(), (offset.seconds() / 60).into());
        }
        Value::Object(map)
    }
}

/// `10:00`, `10:00:30`, `10:00Z`, `10:00-06:00`.
fn time_and_offset(text: &str) -> Option<(civil::Time, Option<Offset>)> {
    let time_end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(time_end);
    let seconds = match time.len() {
        5 => 0,
        8 if time.as_bytes()[5] == b':' => two(time.get(6..8)?)?,
        _ => return None,
    };
    let (hour, minute) = clock(time.get(..5)?)?;
    let time = civil::Time::new(hour, minute, seconds, 0).ok()?;
    let offset = match offset {
        "" => None,
        "Z" => Some(Offset::UTC),
        _ => {
            let (hours, minutes) = clock(&offset[1..])?;
            let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
            Some(Offset::from_seconds(if offset.starts_with('-') { -seconds } else { seconds }).ok()?)
        }
    };
    Some((time, offset))
}

fn two(text: &str) -> Option<i8> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `HH:MM`, up to 23:59.
pub(super) fn clock(text: &str) -> Option<(i8, i8)> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (two(hour)?, two(minute)?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute))
}

/// A time of day in whatever spelling: `9`, `9:30`, `9h30`, `9.30`, `9 am`, `9:30 p. m.`.
pub(super) fn loose_clock(text: &str) -> Option<(i8, i8)> {
    let lower = text.trim().to_lowercase().replace([' ', '\u{a0}'], "");
    let (digits, half) = match lower.find(['a', 'p']) {
        Some(at) => (&lower[..at], Some(&lower[at..])),
        None => (lower.as_str(), None),
    };
    let digits = digits.trim_end_matches("hrs").trim_end_matches("hs").trim_end_matches('h');
    let mut numbers = digits.split([':', '.', 'h']);
    let short = |part: &str| if (1..=2).contains(&part.len()) { part.parse::<i8>().ok() } else { None };
    let hour = short(numbers.next()?)?;
    let minute = numbers.next().map_or(Some(0), short)?;
    let hour = match half.map(|half| half.replace('.', "")).as_deref() {
        None => hour,
        Some("am") if hour <= 12 => hour % 12,
        Some("pm") if hour <= 12 => hour % 12 + 12,
        Some(_) => return None,
    };
    ((0..=24).contains(&hour) && (0..60).contains(&minute) && (hour < 24 || minute == 0))
        .then_some((hour, minute))
}

/// The message of the date, with the time put back behind its forms.
fn on_another_day(mistake: Mistake, time: &str) -> Mistake {
    let Mistake { message, help } = mistake;
    let with_time = |text: &str| {
        let mut out = String::new();
        for (index, part) in text.split('`').enumerate() {
            if index > 0 {
                out.push('`');
            }
            out.push_str(part);
            if index % 2 == 1 && Date::parse(part).is_ok() {
                out.push('T');
                out.push_str(time);
            }
        }
        out
    };
    Mistake::new(message, help.map(with_time))
}

fn misspelt(raw: &str) -> Mistake {
    let text = raw.trim();
    let (day, rest) = text.split_once([' ', 'T', 't']).unwrap_or((text, ""));
    let (day, rest) = (day.trim_end_matches(','), rest.trim());
    let days = readings(day);
    let (days, rest) = if days.is_empty() { (readings(text), "") } else { (days, rest) };
    if days.is_empty() {
        return not_a(raw, phrase("a date with a time", "una fecha con hora"), DateTime::EXAMPLES);
    }
    let time = loose_time(rest);
    let with = |time: &str| days.iter().map(|day| format!("{day}T{time}")).collect::<Vec<_>>();
    let quoted = excerpt(raw);
    match time {
        Some(time) => spelled(raw, &with(&time)),
        None if rest.is_empty() => Mistake::new(
            say!(en: "`{quoted}` is a day without a time", es: "`{quoted}` es un día sin hora"),
            write(&with("09:00")),
        ),
        None => Mistake::new(
            say!(en: "`{quoted}` has no time of day that exists, from 00:00 to 23:59", es: "`{quoted}` no lleva una hora que exista, de 00:00 a 23:59"),
            write(&with("09:00")),
        ),
    }
}

/// Time and offset in the accepted spelling.
fn loose_time(text: &str) -> Option<String> {
    let text = text.to_uppercase();
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = (text[..at].trim(), text[at..].trim());
    let seconds =
        time.get(5..8).filter(|s| s.starts_with(':') && two(&s[1..]).is_some_and(|s| s < 60)).unwrap_or("");
    let (hour, minute) = loose_clock(time.strip_suffix(seconds).filter(|_| time.len() == 8).unwrap_or(time))?;
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let sign = offset.chars().next();
    let offset = match (sign, digits.len()) {
        (None, _) => String::new(),
        (Some('Z'), _) => "Z".to_owned(),
        (Some(sign), 1 | 2) => format!("{sign}{digits:0>2}:00"),
        (Some(sign), 4) => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
        _ => return None,
    };
    let form = format!("{hour:02}:{minute:02}{seconds}{offset}");
    time_and_offset(&form).map(|_| form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn a_moment_is_a_date_and_a_time_joined_by_t() {
        accepts::<DateTime>(&["2026-11-20T00:00", "2026-11-20T23:59:59+05:30", "2026-11-20T10:00+00:00"]);
        rejects::<DateTime>(&[
            ("2026-11-20 10:00", &["2026-11-20T10:00"]),
            ("2026-11-20", &["2026-11-20T09:00"]),
            ("2026-11-20T9:00", &["2026-11-20T09:00"]),
            ("2026-11-20T10", &["2026-11-20T10:00"]),
            ("2026-11-20 4:30 pm", &["2026-11-20T16:30"]),
            ("2026-11-20T10:00-0600", &["2026-11-20T10:00-06:00"]),
            ("2026-11-20T10:00-6", &["2026-11-20T10:00-06:00"]),
            ("2026-11-20t10:00:30z", &["2026-11-20T10:00:30Z"]),
            ("20/11/2026 10:00", &["2026-11-20T10:00"]),
            ("20 de noviembre de 2026", &["2026-11-20T09:00"]),
            ("2026-11-20T25:00", &["2026-11-20T09:00"]),
            ("now", &["2026-11-20T10:00"]),
        ]);
        explains::<DateTime>(&[("2026-11-31T10:00", &["2026-11-30T10:00"])]);
    }

    #[test]
    fn a_moment_without_offset_is_on_the_clocks_of_the_program() {
        let mexico = TimeZone::get("America/Mexico_City").unwrap();
        let at = |raw: &str| DateTime::parse(raw).unwrap().at(&mexico).to_string();
        assert_eq!(at("2026-11-20T10:00"), "2026-11-20T10:00:00-06:00[America/Mexico_City]");
        assert_eq!(at("2026-11-20T16:00Z"), "2026-11-20T10:00:00-06:00[America/Mexico_City]");
        assert_eq!(at("2026-11-20T17:00+01:00"), "2026-11-20T10:00:00-06:00[America/Mexico_City]");
    }

    proptest! {
        #[test]
        fn moments_survive_the_round_trip(second in 0i64..90_000_000_000, offset in -1439i32..1440, own: bool) {
            let civil = civil::date(1000, 1, 1).at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(second % 60_000_000_000);
            let offset = own.then(|| Offset::from_seconds(offset * 60).unwrap());
            survives_the_round_trip(&DateTime { local: civil, offset });
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9T:+Z apm.-]{0,24}") {
            let _ = DateTime::parse(&text);
        }
    }
}
