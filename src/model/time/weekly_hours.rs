//! Opening hours of a week.

use super::hours::{Hours, Interval};
use super::weekday::{DayRange, Weekday};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use serde_json::{Map, Value};

/// When somebody answers, over a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeeklyHours {
    /// The same hours on every workday of the program; `always` means every day of the year,
    /// holidays included.
    Workdays(Hours),
    /// Hours by day, Monday first; days without hours are closed. Holidays are closed too.
    ByDay([Option<Hours>; 7]),
}

impl From<Hours> for WeeklyHours {
    fn from(hours: Hours) -> Self {
        WeeklyHours::Workdays(hours)
    }
}

impl WeeklyHours {
    /// The hours of a map `{ mon-fri: …, sat: … }`. Two entries for one day are refused, because
    /// neither could be told to win.
    pub fn from_parts(parts: impl IntoIterator<Item = (DayRange, Hours)>) -> Result<Self, Mistake> {
        let mut by_day: [Option<Hours>; 7] = Default::default();
        let mut entry_of: [Option<DayRange>; 7] = [None; 7];
        for (range, hours) in parts {
            for day in range.days() {
                if let Some(other) = entry_of[day.index()] {
                    return Err(overlap(other, range, day));
                }
                entry_of[day.index()] = Some(range);
                by_day[day.index()] = Some(hours.clone());
            }
        }
        Ok(WeeklyHours::ByDay(by_day))
    }

    /// The open stretches of a day of the week, given the workdays of the program.
    pub fn on(&self, day: Weekday, workdays: &[Weekday]) -> &[Interval] {
        match self {
            WeeklyHours::Workdays(Hours::Always) => Hours::Always.intervals(),
            WeeklyHours::Workdays(hours) if workdays.contains(&day) => hours.intervals(),
            WeeklyHours::Workdays(_) => &[],
            WeeklyHours::ByDay(by_day) => by_day[day.index()].as_ref().map_or(&[], Hours::intervals),
        }
    }

    /// Open every minute of the year.
    pub fn never_closes(&self) -> bool {
        matches!(self, WeeklyHours::Workdays(Hours::Always))
    }

    /// Hours for all workdays as they are, a map by day otherwise.
    pub fn json(&self) -> Value {
        match self {
            WeeklyHours::Workdays(hours) => hours.json(),
            WeeklyHours::ByDay(by_day) => {
                let mut map = Map::new();
                for (day, hours) in Weekday::ALL.iter().zip(by_day) {
                    if let Some(hours) = hours {
                        map.insert(day.name().to_owned(), hours.json());
                    }
                }
                Value::Object(map)
            }
        }
    }
}

fn overlap(first: DayRange, second: DayRange, day: Weekday) -> Mistake {
    let (first, second, day) = (first.spell(), second.spell(), day.name());
    Mistake::new(
        say!(en: "`{first}` and `{second}` both give hours for `{day}`", es: "`{first}` y `{second}` dan los dos un horario para `{day}`"),
        say!(en: "Name each day once; several stretches of one day stand in one entry, such as `09:00-14:00,16:00-19:00`.", es: "Nombra cada día una sola vez; varios tramos de un día van en una misma entrada, como `09:00-14:00,16:00-19:00`."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(parts: &[(&str, &str)]) -> Result<WeeklyHours, Mistake> {
        WeeklyHours::from_parts(
            parts.iter().map(|(days, hours)| (DayRange::parse(days).unwrap(), Hours::parse(hours).unwrap())),
        )
    }

    #[test]
    fn days_that_are_not_named_are_closed() {
        let week = week(&[("mon-fri", "08:00-20:00"), ("sat", "09:00-14:00")]).unwrap();
        assert_eq!(week.on(Weekday::Fri, &[]).len(), 1);
        assert!(week.on(Weekday::Sun, &Weekday::ALL).is_empty());
        assert!(!week.never_closes());
    }

    #[test]
    fn a_day_named_twice_is_refused() {
        let mistake = week(&[("mon-fri", "08:00-20:00"), ("fri-sat", "09:00-14:00")]).unwrap_err();
        assert!(mistake.message.en.contains("`mon-fri` and `fri-sat` both give hours for `fri`"));
    }

    #[test]
    fn plain_hours_hold_on_the_workdays_of_the_program() {
        let week = WeeklyHours::from(Hours::parse("09:00-18:00").unwrap());
        assert_eq!(week.on(Weekday::Mon, &[Weekday::Mon]).len(), 1);
        assert!(week.on(Weekday::Tue, &[Weekday::Mon]).is_empty());
    }

    #[test]
    fn always_means_every_day() {
        let week = WeeklyHours::from(Hours::Always);
        assert!(week.never_closes());
        assert_eq!(week.on(Weekday::Sun, &[Weekday::Mon]), [Interval::ALL_DAY]);
    }
}
