//! The units of durations, and the words that people use for them.

use rust_decimal::Decimal;

/// A unit of time. Seconds, minutes and hours are elapsed time; days to years follow the
/// calendar; business time follows the opening hours of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    BusinessHour,
    BusinessDay,
}

impl TimeUnit {
    pub const ALL: [TimeUnit; 10] = [
        TimeUnit::Second,
        TimeUnit::Minute,
        TimeUnit::Hour,
        TimeUnit::Day,
        TimeUnit::Week,
        TimeUnit::Month,
        TimeUnit::Quarter,
        TimeUnit::Year,
        TimeUnit::BusinessHour,
        TimeUnit::BusinessDay,
    ];

    /// The unit after the number 1, and after every other number.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            TimeUnit::Second => ("s", "s"),
            TimeUnit::Minute => ("min", "min"),
            TimeUnit::Hour => ("h", "h"),
            TimeUnit::Day => ("day", "days"),
            TimeUnit::Week => ("week", "weeks"),
            TimeUnit::Month => ("month", "months"),
            TimeUnit::Quarter => ("quarter", "quarters"),
            TimeUnit::Year => ("year", "years"),
            TimeUnit::BusinessHour => ("business hour", "business hours"),
            TimeUnit::BusinessDay => ("business day", "business days"),
        }
    }

    /// The unit in JSON outputs: `days`, `business-days`.
    pub fn key(self) -> &'static str {
        match self {
            TimeUnit::BusinessHour => "business-hours",
            TimeUnit::BusinessDay => "business-days",
            other => other.names().1,
        }
    }

    pub fn is_business(self) -> bool {
        matches!(self, TimeUnit::BusinessHour | TimeUnit::BusinessDay)
    }

    /// Below a day, so that half of it can be told.
    pub fn is_divisible(self) -> bool {
        matches!(self, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::BusinessHour)
    }

    /// The unit named exactly so, after this number.
    pub(super) fn exact(name: &str, number: &str) -> Option<Self> {
        let one = number == "1";
        Self::ALL.into_iter().find(|unit| if one { unit.names().0 == name } else { unit.names().1 == name })
    }

    /// Units of which this one is made, for lengths without a start: a week is 7 days, a year
    /// 12 months.
    pub(super) fn divided(self) -> Option<(u32, TimeUnit)> {
        Some(match self {
            TimeUnit::Minute => (60, TimeUnit::Second),
            TimeUnit::Hour => (60, TimeUnit::Minute),
            TimeUnit::Day => (24, TimeUnit::Hour),
            TimeUnit::Week => (7, TimeUnit::Day),
            TimeUnit::Quarter => (3, TimeUnit::Month),
            TimeUnit::Year => (12, TimeUnit::Month),
            TimeUnit::Second | TimeUnit::Month | TimeUnit::BusinessHour | TimeUnit::BusinessDay => {
                return None;
            }
        })
    }

    /// The smallest unit that this one is a fixed number of: seconds, months, business hours or
    /// business days.
    pub(super) fn reduced(self) -> (Decimal, TimeUnit) {
        let mut times = Decimal::ONE;
        let mut unit = self;
        while let Some((count, smaller)) = unit.divided() {
            times *= Decimal::from(count);
            unit = smaller;
        }
        (times, unit)
    }

    /// The units that a text may mean, the likeliest first, with how many of them one is
    /// (a `semestre` is 6 months); empty when it is not about time.
    pub(super) fn meant(text: &str) -> Vec<(u32, TimeUnit)> {
        use TimeUnit::*;
        let lower = text.to_lowercase();
        let text = lower.trim_end_matches('.');
        let text = text.strip_suffix("(s)").unwrap_or(text).trim();
        let units: &[(u32, TimeUnit)] = match text {
            "s" | "sec" | "secs" | "second" | "seconds" | "seg" | "segs" | "segundo" | "segundos" => {
                &[(1, Second)]
            }
            "min" | "mins" | "minute" | "minutes" | "minuto" | "minutos" | "'" => &[(1, Minute)],
            "h" | "hr" | "hrs" | "hs" | "hour" | "hours" | "hora" | "horas" => &[(1, Hour)],
            "m" => &[(1, Minute), (1, Month)],
            "d" | "day" | "days" | "día" | "días" | "dia" | "dias" => &[(1, Day), (1, BusinessDay)],
            "calendar day" | "calendar days" | "natural days" | "día natural" | "días naturales"
            | "dias naturales" | "día calendario" | "días calendario" | "días corridos" => &[(1, Day)],
            "w" | "wk" | "wks" | "week" | "weeks" | "semana" | "semanas" => &[(1, Week)],
            "fortnight" | "fortnights" => &[(2, Week)],
            "quincena" | "quincenas" => &[(15, Day), (2, Week)],
            "mo" | "mos" | "month" | "months" | "mes" | "meses" => &[(1, Month)],
            "bimestre" | "bimestres" => &[(2, Month)],
            "q" | "quarter" | "quarters" | "trimestre" | "trimestres" => &[(1, Quarter)],
            "half-year" | "half-years" | "half year" | "half years" | "semester" | "semesters"
            | "semestre" | "semestres" => &[(6, Month)],
            "y" | "yr" | "yrs" | "year" | "years" | "año" | "años" | "anio" | "anios" | "ano" | "anos" => {
                &[(1, Year)]
            }
            "bh" | "business hour" | "business hours" | "working hour" | "working hours" | "office hours"
            | "hora hábil" | "horas hábiles" | "horas habiles" | "horas laborables" | "horas laborales" => {
                &[(1, BusinessHour)]
            }
            "bd" | "bds" | "business day" | "business days" | "working day" | "working days" | "workday"
            | "workdays" | "weekdays" | "día hábil" | "días hábiles" | "dias habiles" | "día laborable"
            | "días laborables" | "dias laborables" | "días laborales" => &[(1, BusinessDay)],
            _ => &[],
        };
        units.to_vec()
    }
}
