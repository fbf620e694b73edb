//! One cell: what stands in the file, held against the type and the codes that its column declares.

use super::fault::Reason;
use crate::emit::kpi::stage::StageColumn;
use crate::model::dataset::{ColumnType, ColumnZone};
use crate::model::unions::ColumnValues;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use std::borrow::Cow;
use std::collections::HashSet;

/// A value as an engine takes it. Days and moments are ISO text, moments with a space and without zone.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'c> {
    Empty,
    Text(Cow<'c, str>),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

impl Cell<'_> {
    /// The same, whoever else lets go of it.
    pub fn owned<'c>(self) -> Cell<'c> {
        match self {
            Cell::Empty => Cell::Empty,
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Integer(number) => Cell::Integer(number),
            Cell::Number(number) => Cell::Number(number),
            Cell::Boolean(yes) => Cell::Boolean(yes),
        }
    }
}

/// What a column of the data must hold.
pub struct ColumnOf<'p> {
    pub raw: &'p str,
    pub ty: ColumnType,
    /// Lowest and highest valid code.
    pub scale: Option<(i64, i64)>,
    /// Codes that mean "no answer", as they are written, and those of them that are numbers.
    missing: Vec<&'p str>,
    missing_numbers: Vec<f64>,
    /// The values that a text may have, as the data has them.
    values: Option<HashSet<&'p str>>,
    /// Where moments that say their own distance from UTC are put.
    zone: TimeZone,
    pub is_weight: bool,
    pub is_key: bool,
    /// Whether somebody reads it.
    pub used: bool,
}

impl<'p> ColumnOf<'p> {
    pub fn of(column: &StageColumn<'p>, zone: &TimeZone, used: bool) -> Self {
        let declared = column.column;
        let missing: Vec<&str> = declared.missing.items().map(|code| &**code).collect();
        let valid = || -> Option<HashSet<&'p str>> {
            Some(match declared.values.get()? {
                ColumnValues::Valid(values) => values.iter().map(|value| &**value).collect(),
                ColumnValues::Meanings(codes) => codes.entries().iter().map(|entry| &*entry.key).collect(),
            })
        };
        let utc = declared.zone.value() == Some(ColumnZone::Utc);
        Self {
            raw: column.raw,
            ty: column.ty,
            scale: declared.scale.value().map(|scale| (scale.from(), scale.to())),
            missing_numbers: missing.iter().filter_map(|code| code.parse().ok()).collect(),
            missing,
            values: if column.ty == ColumnType::Text { valid() } else { None },
            zone: if utc { TimeZone::UTC } else { zone.clone() },
            is_weight: declared.weight.value() == Some(true),
            is_key: declared.key.value() == Some(true),
            used,
        }
    }

    /// Whether a cell can be wrong, or somebody wants it.
    pub fn is_read(&self) -> bool {
        self.used || self.is_key || self.values.is_some() || self.ty != ColumnType::Text
    }

    /// The value of a cell.
    ///
    /// # Errors
    /// It is not of the type of the column, or a code that is neither valid nor missing.
    pub fn read<'c>(&self, text: &'c str) -> Result<Cell<'c>, Reason> {
        if text.is_empty() {
            return Ok(Cell::Empty);
        }
        if self.ty == ColumnType::Text {
            return Ok(Cell::Text(Cow::Borrowed(text)));
        }
        let text = text.trim_ascii();
        if text.is_empty() {
            return Ok(Cell::Empty);
        }
        let read = match self.ty {
            ColumnType::Text => unreachable!("read above"),
            ColumnType::Integer => integer(text).map(Cell::Integer),
            ColumnType::Number | ColumnType::Money => number(text).map(Cell::Number),
            ColumnType::Boolean => boolean(text).map(Cell::Boolean),
            ColumnType::Date => day(text).map(|_| Cell::Text(Cow::Borrowed(text))),
            ColumnType::Timestamp => self.moment(text).map(Cell::Text),
        };
        match read {
            Ok(cell) => self.on_scale(cell),
            // A word that means "no answer" in a column of numbers.
            Err(_) if self.missing.contains(&text) => Ok(Cell::Empty),
            Err(reason) => Err(reason),
        }
    }

    fn on_scale<'c>(&self, cell: Cell<'c>) -> Result<Cell<'c>, Reason> {
        let number = match cell {
            Cell::Integer(number) => number as f64,
            Cell::Number(number) => number,
            _ => return Ok(cell),
        };
        if self.missing_numbers.contains(&number) {
            return Ok(cell);
        }
        if let Some((low, high)) = self.scale
            && !(low as f64..=high as f64).contains(&number)
        {
            return Err(Reason::OffScale);
        }
        if self.is_weight && number < 0.0 { Err(Reason::NegativeWeight) } else { Ok(cell) }
    }

    /// Whether a text is one of the values that the column declares.
    pub fn is_known(&self, text: &str) -> bool {
        let missing = || self.missing.contains(&text);
        self.values.as_ref().is_none_or(|values| values.contains(text) || missing())
    }

    /// `2026-11-20 10:00:00`. One that says its distance from UTC is put on the clocks of the column.
    fn moment<'c>(&self, text: &'c str) -> Result<Cow<'c, str>, Reason> {
        let bytes = text.as_bytes();
        if bytes.len() < 16 || !matches!(bytes[10], b' ' | b'T') || !text.is_char_boundary(10) {
            return Err(if day(text).is_ok() { Reason::NoTimeOfDay } else { Reason::NotAMoment });
        }
        let date = day(&text[..10]).map_err(|_| Reason::NotAMoment)?;
        let (time, rest) = time_of_day(&text[11..]).ok_or(Reason::NotAMoment)?;
        if rest.is_empty() && bytes.len() == 19 && bytes[10] == b' ' {
            return Ok(Cow::Borrowed(text));
        }
        let mut moment = DateTime::from_parts(date, time);
        if !rest.is_empty() {
            let offset = offset(rest).ok_or(Reason::NotAMoment)?;
            let point = offset.to_timestamp(moment).map_err(|_| Reason::NotAMoment)?;
            moment = point.to_zoned(self.zone.clone()).datetime();
        }
        Ok(Cow::Owned(moment.strftime("%Y-%m-%d %H:%M:%S").to_string()))
    }
}

/// A whole number; `9.0`, as tables with holes in them are often written, is one.
fn integer(text: &str) -> Result<i64, Reason> {
    let (whole, zeros) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || zeros.bytes().any(|b| b != b'0') {
        number(text)?;
        return Err(Reason::NotWhole);
    }
    whole.parse().map_err(|_| number(text).err().unwrap_or(Reason::NotWhole))
}

fn number(text: &str) -> Result<f64, Reason> {
    let of = |text: &str| {
        let is_sign = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
        let number = text.parse::<f64>().ok()?;
        (number.is_finite() && text.bytes().all(is_sign)).then_some(number)
    };
    match of(text) {
        Some(number) => Ok(number),
        None if text.contains(',') && of(&text.replacen(',', ".", 1)).is_some() => Err(Reason::DecimalComma),
        None => Err(Reason::NotANumber),
    }
}

fn boolean(text: &str) -> Result<bool, Reason> {
    match text {
        "true" | "1" | "t" | "True" | "TRUE" => Ok(true),
        "false" | "0" | "f" | "False" | "FALSE" => Ok(false),
        _ => Err(Reason::NotABoolean),
    }
}

/// `2026-11-20`, and a day that exists.
fn day(text: &str) -> Result<Date, Reason> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(Reason::NotADay);
    }
    let two = |at: usize| digits(&bytes[at..at + 2]).map(|n| n as i8);
    let year = digits(&bytes[..4]).map(|n| n as i16);
    let (Some(year), Some(month), Some(day)) = (year, two(5), two(8)) else { return Err(Reason::NotADay) };
    Date::new(year, month, day).map_err(|_| Reason::NotADay)
}

/// `10:00` or `10:00:30.5`, to the second, and what follows it.
fn time_of_day(text: &str) -> Option<(Time, &str)> {
    let bytes = text.as_bytes();
    let two = |at: usize| digits(bytes.get(at..at + 2)?).map(|n| n as i8);
    let (hour, minute) = (two(0)?, two(3).filter(|_| bytes[2] == b':')?);
    let (mut second, mut end) = (0, 5);
    if bytes.get(5) == Some(&b':') {
        (second, end) = (two(6)?, 8);
        if bytes.get(8) == Some(&b'.') {
            end = 9 + bytes[9..].iter().take_while(|b| b.is_ascii_digit()).count();
        }
    }
    Some((Time::new(hour, minute, second, 0).ok()?, text.get(end..)?))
}

/// `Z`, `+02:00`, `-0600`, `-06`.
fn offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z" | " UTC") {
        return Some(Offset::UTC);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let plain: Vec<u8> = text[1..].bytes().filter(|b| *b != b':').collect();
    let (hours, minutes) = match plain.len() {
        2 => (digits(&plain)?, 0),
        4 => (digits(&plain[..2])?, digits(&plain[2..])?),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok().filter(|_| minutes < 60)
}

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(ty: ColumnType) -> ColumnOf<'static> {
        ColumnOf {
            raw: "x",
            ty,
            scale: None,
            missing: vec!["NS"],
            missing_numbers: vec![99.0],
            values: None,
            zone: TimeZone::get("America/Mexico_City").unwrap(),
            is_weight: false,
            is_key: false,
            used: true,
        }
    }

    #[test]
    fn only_one_spelling_of_a_number_is_read() {
        let number = column(ColumnType::Number);
        for (text, value) in [("12.5", 12.5), ("-3", -3.0), (" 7 ", 7.0), ("1e3", 1000.0), ("1.234", 1.234)] {
            assert_eq!(number.read(text), Ok(Cell::Number(value)), "{text}");
        }
        for (text, reason) in [
            ("12,5", Reason::DecimalComma),
            ("-0,75", Reason::DecimalComma),
            ("1.234,5", Reason::NotANumber),
            ("inf", Reason::NotANumber),
            ("NaN", Reason::NotANumber),
            ("1e999", Reason::NotANumber),
            ("12 %", Reason::NotANumber),
            ("$850", Reason::NotANumber),
        ] {
            assert_eq!(number.read(text), Err(reason), "{text}");
        }
        assert_eq!(number.read("NS"), Ok(Cell::Empty));
        assert_eq!(number.read(""), Ok(Cell::Empty));
    }

    #[test]
    fn a_whole_number_has_no_remainder() {
        let integer = column(ColumnType::Integer);
        assert_eq!(integer.read("9.0"), Ok(Cell::Integer(9)));
        assert_eq!(integer.read("-12"), Ok(Cell::Integer(-12)));
        assert_eq!(integer.read("9.5"), Err(Reason::NotWhole));
        assert_eq!(integer.read("99999999999999999999"), Err(Reason::NotWhole));
        assert_eq!(integer.read("nueve"), Err(Reason::NotANumber));
    }

    #[test]
    fn a_code_off_the_scale_is_no_answer_only_when_it_is_declared() {
        let scored = ColumnOf { scale: Some((0, 10)), ..column(ColumnType::Integer) };
        assert_eq!(scored.read("10"), Ok(Cell::Integer(10)));
        assert_eq!(scored.read("99"), Ok(Cell::Integer(99)));
        assert_eq!(scored.read("11"), Err(Reason::OffScale));
        let weight = ColumnOf { is_weight: true, ..column(ColumnType::Number) };
        assert_eq!(weight.read("0"), Ok(Cell::Number(0.0)));
        assert_eq!(weight.read("-1"), Err(Reason::NegativeWeight));
    }

    #[test]
    fn days_are_written_in_one_way_and_exist() {
        let days = column(ColumnType::Date);
        assert!(days.read("2026-02-28").is_ok());
        for text in
            ["28/02/2026", "02-28-2026", "2026/02/28", "28 feb 2026", "20260228", "2026-02-29", "46081"]
        {
            assert_eq!(days.read(text), Err(Reason::NotADay), "{text}");
        }
    }

    #[test]
    fn moments_that_say_their_offset_are_put_on_the_clocks_of_the_column() {
        let moments = column(ColumnType::Timestamp);
        for (text, read) in [
            ("2026-11-20 10:00:00", "2026-11-20 10:00:00"),
            ("2026-11-20T10:00", "2026-11-20 10:00:00"),
            ("2026-11-20T10:00:30.999", "2026-11-20 10:00:30"),
            ("2026-12-01T05:30:00Z", "2026-11-30 23:30:00"),
            ("2026-11-20T10:00:00+02:00", "2026-11-20 02:00:00"),
        ] {
            assert_eq!(moments.read(text), Ok(Cell::Text(Cow::Borrowed(read))), "{text}");
        }
        assert_eq!(moments.read("2026-11-20"), Err(Reason::NoTimeOfDay));
        for text in ["20/11/2026 10:00", "2026-11-20 25:00", "2026-11-20 10:00 PM", "2026-11-20T10:00é"] {
            assert_eq!(moments.read(text), Err(Reason::NotAMoment), "{text}");
        }
    }
}
