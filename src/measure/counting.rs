//! Equal rows on their way into an engine, once each with how many they are: what queries add up is the
//! same, and there is far less of it.

use super::read::{Cell, Sink};
use super::sqlite::Inserting;
use crate::diagnostic::Mistake;
use foldhash::fast::FixedState;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// So many different rows wait; then they go into the table, and the next ones wait.
const MOST: usize = 1 << 16;

/// The years of which SQLite is told when clocks change.
const YEARS: std::ops::Range<u64> = 1990..2049;

/// Moments of which only the day matters, as the noon of that day: far more rows are equal then.
pub struct Days {
    /// Which of the cells.
    place: usize,
    /// The clocks of the program, when the data is in UTC.
    clocks: Option<TimeZone>,
    /// Noons in UTC by the quarter of an hour of the moment; clocks change by no less.
    known: HashMap<u64, String, FixedState>,
}

impl Days {
    pub fn new(place: usize, clocks: Option<TimeZone>) -> Self {
        Self { place, clocks, known: HashMap::with_hasher(FixedState::default()) }
    }

    /// The noon of the day of a moment `2026-11-20 10:00:00`, as the data would write it.
    fn noon(&mut self, moment: &str) -> Option<Cow<'_, str>> {
        let Some(clocks) = &self.clocks else {
            return Some(Cow::Owned(format!("{} 12:00:00", moment.get(..10)?)));
        };
        let bytes = moment.as_bytes();
        let number = |from: usize, to: usize| -> Option<u64> {
            bytes
                .get(from..to)?
                .iter()
                .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0')))
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, quarter) = (number(11, 13)?, number(14, 16)? / 15);
        if !YEARS.contains(&year) {
            return None;
        }
        let key = (((year * 16 + month) * 32 + day) * 32 + hour) * 4 + quarter;
        let noon = match self.known.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(quarter * 15).ok()?, 0, 0);
                let day =
                    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                new.insert(noon_of(DateTime::from_parts(day.ok()?, time.ok()?), clocks)?)
            }
        };
        Some(Cow::Borrowed(noon))
    }
}

/// The noon of the day on which a moment in UTC lies on some clocks, in UTC.
fn noon_of(moment: DateTime, clocks: &TimeZone) -> Option<String> {
    let day = Offset::UTC.to_timestamp(moment).ok()?.to_zoned(clocks.clone()).date();
    let noon = day.at(12, 0, 0, 0).to_zoned(clocks.clone()).ok()?.timestamp();
    Some(Offset::UTC.to_datetime(noon).strftime("%Y-%m-%d %H:%M:%S").to_string())
}

/// Takes rows, and hands each different one on with its number.
pub struct Counting<'c> {
    rows: Inserting<'c>,
    days: Option<Days>,
    waiting: HashMap<Vec<u8>, i64, FixedState>,
    key: Vec<u8>,
    /// Rows are so different that counting them gains nothing.
    passes: bool,
    taken: usize,
}

impl<'c> Counting<'c> {
    pub fn new(rows: Inserting<'c>, days: Option<Days>) -> Self {
        let waiting = HashMap::with_hasher(FixedState::default());
        Self { rows, days, waiting, key: Vec::new(), passes: false, taken: 0 }
    }

    /// Hands on what waits.
    ///
    /// # Errors
    /// The engine does not take it.
    pub fn finish(mut self) -> Result<(), Mistake> {
        self.hand_on()
    }

    fn hand_on(&mut self) -> Result<(), Mistake> {
        let mut waiting: Vec<(Vec<u8>, i64)> = self.waiting.drain().collect();
        waiting.sort_unstable();
        for (key, times) in waiting {
            self.rows.counted_row(&cells(&key), times)?;
        }
        Ok(())
    }
}

impl Sink for Counting<'_> {
    fn row(&mut self, row: &[Cell<'_>]) -> Result<(), Mistake> {
        if self.passes {
            return self.rows.counted_row(row, 1);
        }
        self.key.clear();
        for (at, cell) in row.iter().enumerate() {
            match (&mut self.days, cell) {
                (Some(days), Cell::Text(moment)) if days.place == at => match days.noon(moment) {
                    Some(noon) => put(&mut self.key, &Cell::Text(noon)),
                    None => put(&mut self.key, cell),
                },
                _ => put(&mut self.key, cell),
            }
        }
        self.taken += 1;
        if let Some(times) = self.waiting.get_mut(&self.key) {
            *times += 1;
            return Ok(());
        }
        if self.waiting.len() >= MOST {
            self.passes = self.taken < MOST * 2;
            self.taken = 0;
            self.hand_on()?;
        }
        self.waiting.insert(self.key.clone(), 1);
        Ok(())
    }
}

/// A cell as bytes: what it is, and what it holds.
fn put(key: &mut Vec<u8>, cell: &Cell<'_>) {
    match cell {
        Cell::Empty => key.push(0),
        Cell::Text(text) => {
            key.push(1);
            key.extend((text.len() as u32).to_le_bytes());
            key.extend(text.as_bytes());
        }
        Cell::Integer(number) => {
            key.push(2);
            key.extend(number.to_le_bytes());
        }
        Cell::Number(number) => {
            key.push(3);
            key.extend(number.to_le_bytes());
        }
        Cell::Boolean(yes) => key.extend([4, u8::from(*yes)]),
    }
}

/// The cells of a key.
fn cells(mut key: &[u8]) -> Vec<Cell<'_>> {
    let mut found = Vec::new();
    let take = |rest: &mut &'_ [u8], count: usize| -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..count].copy_from_slice(&rest[..count]);
        *rest = &rest[count..];
        bytes
    };
    while let Some((kind, mut rest)) = key.split_first() {
        found.push(match kind {
            1 => {
                let length = u64::from_le_bytes(take(&mut rest, 4)) as usize;
                let (text, after) = rest.split_at(length);
                rest = after;
                Cell::Text(String::from_utf8_lossy(text))
            }
            2 => Cell::Integer(i64::from_le_bytes(take(&mut rest, 8))),
            3 => Cell::Number(f64::from_le_bytes(take(&mut rest, 8))),
            4 => Cell::Boolean(take(&mut rest, 1)[0] == 1),
            _ => Cell::Empty,
        });
        key = rest;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell() -> impl Strategy<Value = Cell<'static>> {
        prop_oneof![
            Just(Cell::Empty),
            ".{0,20}".prop_map(|text| Cell::Text(Cow::Owned(text))),
            any::<i64>().prop_map(Cell::Integer),
            (-1e300..1e300).prop_map(Cell::Number),
            any::<bool>().prop_map(Cell::Boolean),
        ]
    }

    proptest! {
        #[test]
        fn a_row_is_what_its_key_says(row in proptest::collection::vec(cell(), 0..6)) {
            let mut key = Vec::new();
            row.iter().for_each(|cell| put(&mut key, cell));
            prop_assert_eq!(cells(&key), row);
        }

        /// Noon in UTC lies on the same day of the program as the moment, whatever its clocks do.
        #[test]
        fn a_noon_lies_on_the_day_of_its_moment(
            seconds in 631_200_000_i64..2_490_000_000,
            zone in prop_oneof![
                Just("America/Mexico_City"), Just("Asia/Kathmandu"), Just("Pacific/Apia"),
                Just("Australia/Lord_Howe"), Just("Europe/Madrid"), Just("Pacific/Kiritimati"),
            ],
        ) {
            let clocks = TimeZone::get(zone).unwrap();
            let point = jiff::Timestamp::from_second(seconds).unwrap();
            let text = Offset::UTC.to_datetime(point).strftime("%Y-%m-%d %H:%M:%S").to_string();
            let mut days = Days::new(0, Some(clocks.clone()));
            let noon = days.noon(&text).unwrap().into_owned();
            let noon: DateTime = noon.parse().unwrap();
            let back = Offset::UTC.to_timestamp(noon).unwrap().to_zoned(clocks.clone()).date();
            prop_assert_eq!(back, point.to_zoned(clocks).date());
        }
    }
}
