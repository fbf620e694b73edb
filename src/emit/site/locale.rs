//! Numbers, money, dates and times as readers of a language and country write them.

use super::words::Words;
use crate::model::quantity::{
    Amount, Change, Count, Duration, Integer, Level, Money, MoneyPerTime, Positive, ProjectMoney, Share,
    ShareAnySize, Sla, TimeUnit,
};
use crate::model::scalar::Scalar;
use crate::model::time::{Cadence, CalendarUnit, Date, Hours, Period, PeriodName, WeeklyHours};
use rust_decimal::Decimal;

/// A no-break space: number and unit stay on one line.
pub const NBSP: char = '\u{a0}';

/// How one language and country write.
#[derive(Clone, Copy)]
pub struct Locale {
    spanish: bool,
    decimal: char,
    group: char,
    /// Four digits stand together: 1234, but 12.345.
    group_from: usize,
    spaced_percent: bool,
    /// The currency whose sign alone is understood.
    home_currency: Option<(&'static str, &'static str)>,
}

/// Countries that write Spanish with a decimal point.
const POINT: [&str; 11] = ["MX", "US", "GT", "HN", "SV", "NI", "PA", "PE", "DO", "PR", "CU"];

impl Locale {
    /// The way to write in `language`; the country is the program's when its locale is of that language.
    pub fn of(language: &str, program_locale: &str) -> Self {
        let base = language.split('-').next().unwrap_or(language);
        let tag =
            if program_locale.split(['-', '_']).next() == Some(base) { program_locale } else { language };
        let country = tag.split(['-', '_']).nth(1).unwrap_or("");
        let point = base == "en" || base == "es" && POINT.contains(&country);
        let (decimal, group) = if point { ('.', ',') } else { (',', '.') };
        Self {
            spanish: base == "es",
            decimal,
            group,
            group_from: if point { 4 } else { 5 },
            spaced_percent: !point || base != "en" && country != "MX",
            home_currency: match (base, country) {
                ("es", "MX") => Some(("MXN", "$")),
                ("en", "US" | "") => Some(("USD", "$")),
                ("en", "GB") => Some(("GBP", "£")),
                ("es", "ES" | "") => Some(("EUR", "€")),
                _ => None,
            },
        }
    }

    fn say(&self, es: &str, en: &str) -> String {
        if self.spanish { es.to_owned() } else { en.to_owned() }
    }

    /// `12,345.6`, with a true minus sign.
    pub fn number(&self, value: Decimal) -> String {
        let value = value.normalize();
        let text = value.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if value.is_sign_negative() && !value.is_zero() {
            out.push('−');
        }
        for (i, digit) in whole.chars().enumerate() {
            let left = whole.len() - i;
            if i > 0 && left % 3 == 0 && whole.len() >= self.group_from {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }

    pub fn rounded(&self, value: Decimal, decimals: u32) -> String {
        self.number(value.round_dp(decimals))
    }

    /// A computed number, which is never shown with more decimals than it deserves.
    pub fn float(&self, value: f64, decimals: u32) -> String {
        Decimal::try_from(value).map_or_else(|_| "–".to_owned(), |value| self.rounded(value, decimals))
    }

    pub fn count(&self, value: impl TryInto<i64>) -> String {
        value.try_into().map_or_else(|_| "–".to_owned(), |value| self.number(Decimal::from(value)))
    }

    pub fn signed(&self, value: Decimal) -> String {
        let plus = if value.is_sign_positive() && !value.is_zero() { "+" } else { "" };
        format!("{plus}{}", self.number(value))
    }

    pub fn percent(&self, value: Decimal) -> String {
        self.with_percent(self.number(value))
    }

    fn with_percent(&self, number: String) -> String {
        if self.spaced_percent { format!("{number}{NBSP}%") } else { format!("{number}%") }
    }

    /// Money without cents when it has none; large amounts in full.
    pub fn money(&self, money: &Money) -> String {
        let cents = if money.amount.fract().is_zero() { 0 } else { 2 };
        let mut number = self.rounded(money.amount.abs(), cents);
        if cents == 2 && number.rsplit(self.decimal).next().is_some_and(|d| d.len() == 1) {
            number.push('0');
        }
        let sign = if money.amount.is_sign_negative() && !money.amount.is_zero() { "−" } else { "" };
        let code = money.currency.code();
        match self.home_currency {
            Some((home, mark)) if home == code && mark == "€" => format!("{sign}{number}{NBSP}{mark}"),
            Some((home, mark)) if home == code => format!("{sign}{mark}{number}"),
            _ if self.spanish => format!("{sign}{number}{NBSP}{code}"),
            _ => format!("{sign}{code}{NBSP}{number}"),
        }
    }

    pub fn per_time(&self, rate: &MoneyPerTime) -> String {
        use crate::model::quantity::Per;
        let per = match rate.per {
            Per::Day => self.say("al día", "a day"),
            Per::Week => self.say("a la semana", "a week"),
            Per::Month => self.say("al mes", "a month"),
            Per::Quarter => self.say("al trimestre", "a quarter"),
            Per::Year => self.say("al año", "a year"),
        };
        format!("{} {per}", self.money(&rate.money))
    }

    fn unit(&self, unit: TimeUnit, one: bool) -> String {
        let (es, en) = match (unit, one) {
            (TimeUnit::Second, _) => ("s", "s"),
            (TimeUnit::Minute, _) => ("min", "min"),
            (TimeUnit::Hour, _) => ("h", "h"),
            (TimeUnit::Day, true) => ("día", "day"),
            (TimeUnit::Day, false) => ("días", "days"),
            (TimeUnit::Week, true) => ("semana", "week"),
            (TimeUnit::Week, false) => ("semanas", "weeks"),
            (TimeUnit::Month, true) => ("mes", "month"),
            (TimeUnit::Month, false) => ("meses", "months"),
            (TimeUnit::Quarter, true) => ("trimestre", "quarter"),
            (TimeUnit::Quarter, false) => ("trimestres", "quarters"),
            (TimeUnit::Year, true) => ("año", "year"),
            (TimeUnit::Year, false) => ("años", "years"),
            (TimeUnit::BusinessHour, true) => ("hora hábil", "business hour"),
            (TimeUnit::BusinessHour, false) => ("horas hábiles", "business hours"),
            (TimeUnit::BusinessDay, true) => ("día hábil", "business day"),
            (TimeUnit::BusinessDay, false) => ("días hábiles", "business days"),
        };
        self.say(es, en)
    }

    pub fn duration(&self, duration: Duration) -> String {
        let amount = duration.amount();
        format!("{}{NBSP}{}", self.number(amount), self.unit(duration.unit(), amount == Decimal::ONE))
    }

    pub fn cadence(&self, cadence: Cadence, words: &Words) -> String {
        let spelled = cadence.spell();
        Duration::parse(&spelled)
            .map_or_else(|_| words.value("cadence", &spelled), |duration| self.duration(duration))
    }

    fn points(&self, value: Decimal, number: String) -> String {
        let one = value.abs() == Decimal::ONE;
        format!(
            "{number}{NBSP}{}",
            if one { self.say("punto", "point") } else { self.say("puntos", "points") }
        )
    }

    pub fn change(&self, change: &Change) -> String {
        match change {
            Change::Relative(c) => {
                format!("{} {}", self.with_percent(self.signed(c.percent)), self.say("relativo", "relative"))
            }
            Change::Unstated(c) => format!(
                "{} ({})",
                self.with_percent(self.signed(c.percent)),
                self.say("no se dice la base", "basis not stated")
            ),
            Change::PercentagePoints(c) => format!("{}{NBSP}pp", self.signed(c.points)),
            Change::Points(c) => self.points(c.0, self.signed(c.0)),
            Change::Money(money) => {
                let plus = if money.amount.is_sign_positive() { "+" } else { "" };
                format!("{plus}{}", self.money(money))
            }
            Change::Duration(duration) => {
                let plus = if duration.amount().is_sign_positive() { "+" } else { "" };
                format!("{plus}{}", self.duration(*duration))
            }
            Change::Number(number) => self.signed(number.0),
        }
    }

    pub fn date(&self, date: Date) -> String {
        let day = date.0;
        format!("{}{NBSP}{}{NBSP}{}", day.day(), self.month(day.month()), day.year())
    }

    pub fn month(&self, number: i8) -> &'static str {
        const ES: [&str; 12] =
            ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
        const EN: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let names = if self.spanish { ES } else { EN };
        names[usize::try_from(number - 1).unwrap_or(0).min(11)]
    }

    pub fn period_name(&self, period: PeriodName) -> String {
        match period {
            PeriodName::Year(year) => year.to_string(),
            PeriodName::HalfYear { year, half } => format!("{}{half}{NBSP}{year}", self.say("S", "H")),
            PeriodName::Quarter { year, quarter } => format!("{}{quarter}{NBSP}{year}", self.say("T", "Q")),
            PeriodName::Month { year, month } => format!("{}{NBSP}{year}", self.month(month)),
            PeriodName::Week { year, week } => format!("{}{NBSP}{week}, {year}", self.say("semana", "week")),
            PeriodName::Day(day) => self.date(day),
            PeriodName::FiscalYear(year) => format!("{}{NBSP}{year}", self.say("AF", "FY")),
            PeriodName::FiscalQuarter { year, quarter } => {
                format!("{}{quarter}{NBSP}{}{year}", self.say("T", "Q"), self.say("AF", "FY"))
            }
        }
    }

    /// The name of a period that was written as plain text.
    pub fn period_text(&self, text: &str) -> String {
        PeriodName::parse(text).map_or_else(|_| text.to_owned(), |period| self.period_name(period))
    }

    /// `Lun a vie 09:00-18:00`: the hours of a week, in the words of the file.
    pub fn hours(&self, hours: &Hours) -> String {
        match hours {
            Hours::Always => self.say("siempre", "always"),
            Hours::Open(_) => hours.spell().replace('-', "–").replace(',', ", "),
        }
    }
}

/// A value that a locale can write.
pub trait Written {
    fn written(&self, locale: &Locale, words: &Words) -> String;
}

macro_rules! written {
    ($($type:ty: |$self:ident, $locale:ident, $words:ident| $text:expr;)+) => {
        $(impl Written for $type {
            fn written(&self, $locale: &Locale, $words: &Words) -> String {
                let $self = self;
                $text
            }
        })+
    };
}

written! {
    Integer: |it, locale, _words| locale.count(it.0);
    Share: |it, locale, _words| locale.percent(it.percent());
    ShareAnySize: |it, locale, _words| locale.percent(it.percent());
    Money: |it, locale, _words| locale.money(it);
    Amount: |it, locale, _words| locale.money(it);
    Count: |it, locale, _words| locale.count(it.0);
    Positive: |it, locale, _words| locale.count(it.0);
    MoneyPerTime: |it, locale, _words| locale.per_time(it);
    ProjectMoney: |it, locale, _words| match it {
        ProjectMoney::Total(money) => locale.money(money),
        ProjectMoney::Rate(rate) => locale.per_time(rate),
    };
    Duration: |it, locale, _words| locale.duration(*it);
    Sla: |it, locale, _words| match it.clock() {
        crate::model::quantity::Clock::Calendar if it.duration().amount() == Decimal::ONE =>
            format!("1{NBSP}{}", locale.say("día natural", "calendar day")),
        crate::model::quantity::Clock::Calendar =>
            format!("{}{NBSP}{}", locale.number(it.duration().amount()), locale.say("días naturales", "calendar days")),
        _ => locale.duration(it.duration()),
    };
    Cadence: |it, locale, words| locale.cadence(*it, words);
    Date: |it, locale, _words| locale.date(*it);
    PeriodName: |it, locale, _words| locale.period_name(*it);
    Period: |it, locale, words| match it {
        Period::Calendar(unit) => words.value("period", unit.name()),
        Period::Rolling(length) => format!("{} {}", locale.say("últimos", "last"), locale.duration(*length)),
    };
    CalendarUnit: |it, _locale, words| words.value("period", it.name());
    Change: |it, locale, _words| locale.change(it);
    Level: |it, locale, _words| match it {
        Level::Share(share) => locale.percent(share.percent()),
        Level::Points(points) => locale.points(points.0, locale.number(points.0)),
        Level::Number(number) => locale.number(number.0),
        Level::Money(money) => locale.money(money),
        Level::MoneyPerTime(rate) => locale.per_time(rate),
        Level::Duration(duration) => locale.duration(*duration),
    };
    WeeklyHours: |it, locale, words| {
        match it {
            WeeklyHours::Workdays(hours) => locale.hours(hours),
            WeeklyHours::ByDay(days) => by_day(days, locale, words),
        }
    };
}

/// Days with the same hours stand together: `lun–vie 08:00–20:00; sáb 09:00–14:00`.
fn by_day(days: &[Option<Hours>; 7], locale: &Locale, words: &Words) -> String {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut out: Vec<String> = Vec::new();
    let mut first = 0;
    while first < 7 {
        let mut last = first;
        while last + 1 < 7 && days[last + 1] == days[first] {
            last += 1;
        }
        if let Some(hours) = &days[first] {
            let from = words.value("weekday", NAMES[first]);
            let name = if first == last {
                from
            } else {
                format!("{from}–{}", words.value("weekday", NAMES[last]))
            };
            out.push(format!("{name} {}", locale.hours(hours)));
        }
        first = last + 1;
    }
    out.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_locale<T: Scalar + Written>(language: &str, locale: &str, raw: &str) -> String {
        let value = T::parse(raw).unwrap_or_else(|mistake| panic!("{}", mistake.message.en));
        value.written(&Locale::of(language, locale), Words::of(language)).replace(NBSP, " ")
    }

    #[test]
    fn numbers_follow_the_country_of_the_program() {
        let number = |language, locale| Locale::of(language, locale).number(Decimal::new(123_456, 1));
        assert_eq!(number("es", "es-MX"), "12,345.6");
        assert_eq!(number("es", "es-ES"), "12.345,6");
        assert_eq!(number("en", "es-MX"), "12,345.6");
        assert_eq!(Locale::of("es", "es-ES").number(Decimal::from(1234)), "1234");
        assert_eq!(Locale::of("es", "es-MX").number(Decimal::from(-1234)), "−1,234");
    }

    #[test]
    fn quantities_are_written_in_words_of_the_language() {
        assert_eq!(in_locale::<Share>("es", "es-MX", "35 %"), "35%");
        assert_eq!(in_locale::<Share>("es", "es-ES", "35 %"), "35 %");
        assert_eq!(in_locale::<Money>("es", "es-MX", "1200 MXN"), "$1,200");
        assert_eq!(in_locale::<Money>("en", "es-MX", "1200 MXN"), "MXN 1,200");
        assert_eq!(in_locale::<Money>("es", "es-ES", "12000.5 EUR"), "12.000,50 €");
        assert_eq!(in_locale::<Sla>("es", "es-MX", "3 business days"), "3 días hábiles");
        assert_eq!(in_locale::<Sla>("es", "es-MX", "3 calendar days"), "3 días naturales");
        assert_eq!(in_locale::<Cadence>("es", "es-MX", "quarter"), "trimestre");
        assert_eq!(in_locale::<Cadence>("en", "es-MX", "6 months"), "6 months");
        assert_eq!(in_locale::<Date>("es", "es-MX", "2026-11-22"), "22 nov 2026");
        assert_eq!(in_locale::<PeriodName>("es", "es-MX", "2026-Q3"), "T3 2026");
        assert_eq!(in_locale::<Change>("es", "es-MX", "-10 % relative"), "−10% relativo");
        assert_eq!(in_locale::<Change>("en", "es-MX", "-10 pp"), "−10 pp");
        assert_eq!(in_locale::<Level>("es", "es-MX", "31 points"), "31 puntos");
    }
}
