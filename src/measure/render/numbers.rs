//! The numbers of one metric as its reader writes them.

use crate::diagnostic::{Lang, Say, say};
use crate::emit::site::locale::{Locale, NBSP};
use crate::measure::values::Values;
use crate::model::metric::MetricUnit;
use crate::model::quantity::TimeUnit;
use crate::model::scalar::Scalar;
use crate::resolve::Resolved;
use crate::resolve::names;

pub struct Numbers {
    pub locale: Locale,
    unit: Option<MetricUnit>,
    /// Estimates have the same decimals everywhere; what is counted has those it needs.
    fixed: bool,
    /// The currency of the program, or what lengths of time are counted in.
    of: Option<String>,
}

/// How the reader's language and the program's country write numbers.
pub fn locale(program: &Resolved, lang: Lang) -> Locale {
    let stated = program.program().and_then(|root| root.it.locale.get()).map(|tag| tag.to_string());
    Locale::of(lang.code(), &stated.unwrap_or_default())
}

impl Numbers {
    pub fn of(program: &Resolved, values: &Values<'_, '_>, lang: Lang) -> Self {
        let unit = values.query.unit;
        let of = match unit {
            Some(MetricUnit::Money | MetricUnit::MoneyPerTime) => {
                names::rates(program).map(|rates| rates.base().spell())
            }
            Some(MetricUnit::Duration) => values.counted_in.map(|it| time_unit(it).in_lang(lang).to_owned()),
            _ => None,
        };
        Self { locale: locale(program, lang), unit, fixed: values.method.is_ok(), of }
    }

    /// The unit in words.
    pub fn unit(&self) -> Option<Say> {
        Some(match self.unit? {
            MetricUnit::Points => say!(en: "points", es: "puntos"),
            MetricUnit::Share => say!(en: "per cent", es: "por ciento"),
            MetricUnit::Number => return None,
            MetricUnit::Money | MetricUnit::MoneyPerTime | MetricUnit::Duration => {
                let of = self.of.clone()?;
                Say { en: of.clone(), es: of }
            }
        })
    }

    fn float(&self, value: f64, decimals: u32) -> String {
        let mut shown = self.locale.float(value, decimals);
        let mark = self.locale.float(0.5, 1).chars().find(|c| !c.is_ascii_digit()).unwrap_or('.');
        if !self.fixed || decimals == 0 || !shown.ends_with(|c: char| c.is_ascii_digit()) {
            return shown;
        }
        let have = shown.rsplit_once(mark).map_or(0, |(_, fraction)| fraction.len());
        if have == 0 {
            shown.push(mark);
        }
        shown.extend(std::iter::repeat_n('0', (decimals as usize).saturating_sub(have)));
        shown
    }

    /// A value: two decimals, a share as per cent with one, money with its currency.
    pub fn value(&self, value: f64) -> String {
        match self.unit {
            Some(MetricUnit::Share) => format!("{}{NBSP}%", self.float(100.0 * value, 1)),
            Some(MetricUnit::Money) => match &self.of {
                Some(currency) => format!("{}{NBSP}{currency}", self.float(value, 2)),
                None => self.float(value, 2),
            },
            _ => self.float(value, 2),
        }
    }

    /// An end of an interval, which is known less well.
    pub fn end(&self, value: f64) -> String {
        match self.unit {
            Some(MetricUnit::Share) => self.value(value),
            Some(MetricUnit::Points) => self.float(value.clamp(-100.0, 100.0), 1),
            _ => self.float(value, 2),
        }
    }

    /// Half the width of an interval; of shares in percentage points.
    pub fn margin(&self, margin: f64) -> String {
        match self.unit {
            Some(MetricUnit::Share) => format!("{}{NBSP}pp", self.float(100.0 * margin, 1)),
            Some(MetricUnit::Points) => self.float(margin, 1),
            _ => self.float(margin, 2),
        }
    }

    /// A distance: with its sign, of shares in percentage points.
    pub fn distance(&self, distance: f64) -> String {
        let (shown, unit) = match self.unit {
            Some(MetricUnit::Share) => (self.float(100.0 * distance, 1), format!("{NBSP}pp")),
            _ => (self.float(distance, 2), String::new()),
        };
        let plus = if distance > 0.0 && shown.chars().any(|c| ('1'..='9').contains(&c)) { "+" } else { "" };
        format!("{plus}{shown}{unit}")
    }
}

fn time_unit(unit: TimeUnit) -> Say {
    match unit {
        TimeUnit::Second => say!(en: "s", es: "s"),
        TimeUnit::Minute => say!(en: "min", es: "min"),
        TimeUnit::Hour => say!(en: "hours", es: "horas"),
        TimeUnit::Day => say!(en: "days", es: "días"),
        TimeUnit::Week => say!(en: "weeks", es: "semanas"),
        TimeUnit::Month => say!(en: "months", es: "meses"),
        TimeUnit::Quarter => say!(en: "quarters", es: "trimestres"),
        TimeUnit::Year => say!(en: "years", es: "años"),
        TimeUnit::BusinessHour => say!(en: "business hours", es: "horas hábiles"),
        TimeUnit::BusinessDay => say!(en: "business days", es: "días hábiles"),
    }
}
