//! Business hours and business days as arithmetic, without a calendar table.
//!
//! The days on which we are open are counted from a Monday long ago: so many in each whole week, so many
//! up to the day of the week, less the holidays passed. All open days have the same hours. Days and
//! times are those on the clocks of the program; a night in which clocks change counts as any other.

use super::moments::Writer;
use crate::emit::kpi::stage::{DerivedValue, Moment};
use crate::model::expression::Function;
use crate::model::program::Calendar;
use crate::model::time::{Date, Interval, Weekday};
use jiff::civil;

/// Opening hours that are the same on every open day.
pub struct Business {
    /// Monday first.
    open: [bool; 7],
    /// Days off that would be open otherwise.
    holidays: Vec<Date>,
    /// Seconds after midnight at which it opens and closes, in their order.
    hours: Vec<(u32, u32)>,
}

/// A Monday before all data.
const MONDAY: civil::Date = civil::date(1900, 1, 1);

impl Business {
    /// None when it never opens.
    pub fn of(calendar: &Calendar) -> Option<Self> {
        let mut open = [false; 7];
        for day in calendar.workdays.items() {
            open[day.index()] = true;
        }
        let seconds = |interval: &Interval| (u32::from(interval.from()) * 60, u32::from(interval.to()) * 60);
        let hours: Vec<(u32, u32)> = calendar.hours.get()?.intervals().iter().map(seconds).collect();
        let mut holidays: Vec<Date> =
            calendar.holidays.items().copied().filter(|day| open[Weekday::of(day.0).index()]).collect();
        holidays.sort();
        holidays.dedup();
        (open.contains(&true) && !hours.is_empty()).then_some(Self { open, holidays, hours })
    }

    fn closing(&self) -> u32 {
        self.hours.last().map_or(0, |(_, to)| *to)
    }

    fn opening(&self) -> u32 {
        self.hours.first().map_or(0, |(from, _)| *from)
    }

    /// Open days up to a day, which counts itself.
    fn days_up_to(&self, writer: &Writer<'_>, day: &str) -> String {
        let since = writer.dialect.days_between(&writer.dialect.day_literal(Date(MONDAY)), day);
        let in_a_week = self.open.iter().filter(|open| **open).count();
        let weeks = writer.dialect.whole(&since, 7);
        let mut passed = 0;
        let branches: String = (0..7)
            .map(|weekday| {
                passed += usize::from(self.open[weekday]);
                format!(" WHEN {weekday} THEN {passed}")
            })
            .collect();
        let weekday = writer.dialect.remainder(&since, 7);
        let mut text = format!("{weeks} * {in_a_week} + CASE {weekday}{branches} END");
        for holiday in &self.holidays {
            text.push_str(&format!(
                " - CASE WHEN {day} >= {} THEN 1 ELSE 0 END",
                writer.dialect.day_literal(*holiday)
            ));
        }
        text
    }

    /// 1 on an open day, 0 on a closed one.
    fn is_open(&self, writer: &Writer<'_>, day: &str) -> String {
        let since = writer.dialect.days_between(&writer.dialect.day_literal(Date(MONDAY)), day);
        let open: Vec<String> =
            (0..7).filter(|weekday| self.open[*weekday]).map(|weekday| weekday.to_string()).collect();
        let weekday = writer.dialect.remainder(&since, 7);
        let mut closed = format!("NOT {weekday} IN ({})", open.join(", "));
        if !self.holidays.is_empty() {
            let days: Vec<String> =
                self.holidays.iter().map(|day| writer.dialect.day_literal(*day)).collect();
            closed.push_str(&format!(" OR {day} IN ({})", days.join(", ")));
        }
        format!("CASE WHEN {closed} THEN 0 ELSE 1 END")
    }

    /// Open seconds of an open day up to a second of it.
    fn open_seconds(&self, second: &str) -> String {
        let stretch = |(from, to): &(u32, u32)| {
            format!(
                "CASE WHEN {second} <= {from} THEN 0 WHEN {second} >= {to} THEN {} ELSE {second} - {from} END",
                to - from
            )
        };
        let all: Vec<String> = self.hours.iter().map(stretch).collect();
        format!("({})", all.join(" + "))
    }

    /// The second at which it is open next, on the same open day and before it closes for good.
    fn next_open_second(&self, second: &str) -> String {
        let branches: String = self
            .hours
            .iter()
            .map(|(from, to)| {
                format!(" WHEN {second} < {from} THEN {from} WHEN {second} < {to} THEN {second}")
            })
            .collect();
        format!("CASE{branches} END")
    }
}

/// The pairs of moments between which business time is counted.
fn pairs<'w>(writer: &Writer<'w>) -> Vec<(&'w Moment, &'w Moment)> {
    let mut pairs = Vec::new();
    for derived in &writer.stage.derived {
        if let DerivedValue::Between(_, from, to) = &derived.value
            && derived.value.is_business()
            && !pairs.contains(&(from, to))
        {
            pairs.push((from, to));
        }
    }
    pairs
}

/// Adds the parts in which business time is prepared, and gives the part to select from.
pub fn parts(writer: &Writer<'_>, parts: &mut Vec<String>) -> &'static str {
    let (pairs, Some(business)) = (pairs(writer), &writer.setting.business) else { return "typed" };
    if pairs.is_empty() {
        return "typed";
    }
    let (mut ordered, mut counted, mut started) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (from, to)) in pairs.iter().enumerate() {
        let n = index + 1;
        let (from, to) = (writer.clock_time(from), writer.clock_time(to));
        ordered
            .push(format!("CASE WHEN {to} >= {from} THEN 1 WHEN {to} < {from} THEN -1 END AS direction_{n}"));
        ordered.push(format!("CASE WHEN {to} >= {from} THEN {from} ELSE {to} END AS from_{n}"));
        ordered.push(format!("CASE WHEN {to} >= {from} THEN {to} ELSE {from} END AS to_{n}"));
        for end in ["from", "to"] {
            let moment = format!("{end}_{n}");
            let day = writer.dialect.day(&moment);
            counted.push(format!("{} AS {end}_days_{n}", business.days_up_to(writer, &day)));
            counted.push(format!("{} AS {end}_open_{n}", business.is_open(writer, &day)));
            counted.push(format!("{} AS {end}_second_{n}", writer.dialect.second_of_day(&moment)));
        }
        let (same_day, opening) =
            (format!("from_open_{n} = 1 AND from_second_{n} < {}", business.closing()), business.opening());
        let next = business.next_open_second(&format!("from_second_{n}"));
        started.push(format!("from_days_{n} + CASE WHEN {same_day} THEN 0 ELSE 1 END AS start_days_{n}"));
        started.push(format!("CASE WHEN {same_day} THEN {next} ELSE {opening} END AS start_second_{n}"));
    }
    for (name, source, columns) in
        [("ordered", "typed", ordered), ("counted", "ordered", counted), ("started", "counted", started)]
    {
        parts.push(format!(
            "{name} AS (\n  SELECT\n    {source}.*,\n    {}\n  FROM {source}\n)",
            columns.join(",\n    ")
        ));
    }
    "started"
}

/// Whole business hours or days between two moments, from the prepared columns.
pub fn between(writer: &Writer<'_>, function: Function, from: &Moment, to: &Moment) -> String {
    let number = pairs(writer).iter().position(|pair| *pair == (from, to));
    let (Some(index), Some(business)) = (number, &writer.setting.business) else { return "NULL".to_owned() };
    let n = index + 1;
    let amount = if function == Function::BusinessDays {
        let before = format!("to_days_{n} - to_open_{n} - start_days_{n}");
        format!(
            "CASE WHEN {before} > 0 THEN {before} ELSE 0 END + CASE WHEN to_open_{n} = 1 AND to_days_{n} > start_days_{n} AND start_second_{n} <= to_second_{n} THEN 1 ELSE 0 END"
        )
    } else {
        let each: u32 = business.hours.iter().map(|(from, to)| to - from).sum();
        let open = |end: &str| {
            let within = business.open_seconds(&format!("{end}_second_{n}"));
            format!("({end}_days_{n} - {end}_open_{n}) * {each} + {end}_open_{n} * {within}")
        };
        writer.dialect.whole(&format!("{} - ({})", open("to"), open("from")), 3_600)
    };
    format!("direction_{n} * ({amount})")
}
