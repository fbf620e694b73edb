//! The words of units, and those that people write instead.

use rust_decimal::Decimal;

use super::{Parser, level};
use crate::diagnostic::{Say, say};
use crate::model::expression::lexer::{Sign, Token};
use crate::model::expression::nearest::nearest;
use crate::model::expression::units::{Currency, DurationUnit, PeriodWord, UnitWord};
use crate::source::Span;

impl Parser<'_> {
    /// The unit a word stands for, as it agrees with its number.
    pub(super) fn unit_of_word(
        &mut self,
        word: &str,
        value: Decimal,
        number: &str,
        span: Span,
    ) -> Option<UnitWord> {
        let one = value.abs() == Decimal::ONE;
        match word {
            "points" => return Some(UnitWord::Points),
            "point" if one => return Some(UnitWord::Points),
            "pp" => return Some(UnitWord::PercentagePoints),
            "business" => return self.business(value, number, span),
            _ => {}
        }
        if let Some(currency) = Currency::of_code(word) {
            return Some(self.per(currency));
        }
        let duration =
            DurationUnit::ALL.iter().copied().find(|unit| [unit.word(), unit.singular()].contains(&word));
        if let Some(unit) = duration {
            self.duration_spelling(unit, word, value, number, span);
            return Some(UnitWord::Duration(unit));
        }
        self.foreign_unit(word, number, span)
    }

    /// The word after `business`.
    fn business(&mut self, value: Decimal, number: &str, first: Span) -> Option<UnitWord> {
        let next = self.peek().map(|lexeme| (lexeme.token.clone(), lexeme.span));
        let Some((Token::Word(word), last)) = next else {
            return self.foreign_unit("business", number, first);
        };
        let unit = match word {
            "hour" | "hours" | "h" => DurationUnit::BusinessHours,
            "day" | "days" => DurationUnit::BusinessDays,
            _ => return self.foreign_unit("business", number, first),
        };
        self.at += 1;
        let span = Span::new(first.start as usize, last.end as usize);
        self.duration_spelling(unit, &format!("business {word}"), value, number, span);
        Some(UnitWord::Duration(unit))
    }

    /// One thing is singular, and a day has no halves.
    fn duration_spelling(
        &mut self,
        unit: DurationUnit,
        word: &str,
        value: Decimal,
        number: &str,
        span: Span,
    ) {
        let one = value.abs() == Decimal::ONE;
        let right = if one { unit.singular() } else { unit.word() };
        if word != right {
            let help = say!(en: "Write `{number} {right}`.", es: "Escribe `{number} {right}`.");
            let message = say!(
                en: "`{number} {word}` does not agree in number.",
                es: "`{number} {word}` no concuerda en número.",
            );
            self.mistake(span, message, help).replacement = Some(right.to_owned());
        }
        if !unit.divisible() && !value.fract().is_zero() {
            let message = say!(en: "A day or more has no fraction.", es: "Un día o más no tiene fracción.");
            let help = say!(
                en: "Write a whole number, or a smaller unit such as `36 h`.",
                es: "Escribe un número entero, o una unidad menor como `36 h`.",
            );
            self.mistake(span, message, help);
        }
    }

    /// `per year` after an amount of money, and the ways it is mistaken for.
    fn per(&mut self, currency: Currency) -> UnitWord {
        let words: Vec<Option<&str>> = (0..2)
            .map(|ahead| match self.lexemes.get(self.at + ahead).map(|lexeme| &lexeme.token) {
                Some(Token::Word(word)) => Some(*word),
                Some(Token::Sign(Sign::Divided)) if self.is_glued_sign(self.at + ahead) => Some("/"),
                _ => None,
            })
            .collect();
        let from = self.at;
        let (period, lexemes) = match words.as_slice() {
            [Some("per"), Some(word)] | [Some("/" | "por" | "al" | "a" | "each" | "cada"), Some(word)] => {
                match period_of_word(word) {
                    Some(period) => (period, 2),
                    None => return UnitWord::Money(currency),
                }
            }
            [Some(word), _] if self.infix().is_none() => match adverb(word) {
                Some(period) => (period, 1),
                None => return UnitWord::Money(currency),
            },
            _ => return UnitWord::Money(currency),
        };
        self.at += lexemes;
        let right = format!("per {}", period.word());
        let written = Span::new(self.lexemes[from].span.start as usize, self.end());
        if self.slice(written).split_whitespace().collect::<Vec<_>>().join(" ") != right {
            let span = Span::new(self.lexemes[from - 1].span.end as usize, self.end());
            let message = say!(
                en: "Money per time is written with `per`.",
                es: "El dinero por tiempo se escribe con `per`.",
            );
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(format!(" {right}"));
        }
        UnitWord::MoneyPer(currency, period)
    }

    /// Whether no space stands around a sign: `240 MXN/year` is meant as one amount.
    fn is_glued_sign(&self, at: usize) -> bool {
        let glued = |at: usize| self.lexemes.get(at).is_some_and(|lexeme| !lexeme.spaced);
        glued(at) && glued(at + 1)
    }

    /// A unit in another spelling or language: understood if it has one reading.
    fn foreign_unit(&mut self, word: &str, number: &str, span: Span) -> Option<UnitWord> {
        let message = say!(en: "`{word}` is not a unit.", es: "`{word}` no es una unidad.");
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "días" | "dias" | "d" | "calendar") {
            let help = say!(
                en: "Write `{number} days` or `{number} business days`.",
                es: "Escribe `{number} days` (naturales) o `{number} business days` (hábiles).",
            );
            if lower == "calendar" {
                self.at +=
                    usize::from(matches!(self.peek().map(|l| &l.token), Some(Token::Word("day" | "days"))));
            }
            self.mistake(span, message, help);
            return Some(UnitWord::Duration(DurationUnit::Days));
        }
        if let Some(help) = money_help(&lower, number) {
            self.mistake(span, message, help);
            return None;
        }
        let known =
            ["points", "pp", "business"].into_iter().chain(DurationUnit::ALL.iter().map(|unit| unit.word()));
        let right = familiar(&lower)
            .map(str::to_owned)
            .or_else(|| Currency::of_code(&word.to_uppercase()).map(|currency| currency.code().to_owned()))
            .or_else(|| nearest(&lower, known).map(str::to_owned));
        match right {
            Some(right) => {
                let help = say!(en: "Write `{number} {right}`.", es: "Escribe `{number} {right}`.");
                self.mistake(span, message, help).replacement = Some(right);
            }
            // A comparison follows: the word is a name, and what joins it to the number is missing.
            None if self.infix().is_some_and(|found| found.infix.level() >= level::COMPARE) => {
                self.at -= 1;
            }
            None => {
                self.mistake(
                    span,
                    message,
                    say!(
                        en: "Units are `%`, `pp`, `points`, a currency such as `MXN`, and durations such as `h`, `days`, `business days`.",
                        es: "Las unidades son `%`, `pp`, `points`, una moneda como `MXN` y duraciones como `h`, `days`, `business days`.",
                    ),
                );
            }
        }
        None
    }
}

fn period_of_word(word: &str) -> Option<PeriodWord> {
    PeriodWord::of_word(word).or(match word.to_lowercase().as_str() {
        "día" | "dia" | "days" => Some(PeriodWord::Day),
        "semana" | "weeks" => Some(PeriodWord::Week),
        "mes" | "months" => Some(PeriodWord::Month),
        "trimestre" | "quarters" => Some(PeriodWord::Quarter),
        "año" | "years" => Some(PeriodWord::Year),
        _ => None,
    })
}

/// `annual`, `mensual`: the period in one word.
fn adverb(word: &str) -> Option<PeriodWord> {
    Some(match word.to_lowercase().as_str() {
        "daily" | "diario" | "diarios" => PeriodWord::Day,
        "weekly" | "semanal" | "semanales" => PeriodWord::Week,
        "monthly" | "mensual" | "mensuales" => PeriodWord::Month,
        "quarterly" | "trimestral" | "trimestrales" => PeriodWord::Quarter,
        "annual" | "annually" | "yearly" | "anual" | "anuales" => PeriodWord::Year,
        _ => return None,
    })
}

/// Our spelling of a unit with one reading.
fn familiar(word: &str) -> Option<&'static str> {
    Some(match word {
        "percent" | "porciento" | "percentage" => "%",
        "pts" | "pt" | "point" | "puntos" | "punto" => "points",
        "p.p" | "ppt" | "ppts" => "pp",
        "hour" | "hours" | "hr" | "hrs" | "hora" | "horas" => "h",
        "minute" | "minutes" | "mins" | "m" | "minuto" | "minutos" => "min",
        "second" | "seconds" | "sec" | "secs" | "segundo" | "segundos" => "s",
        "semana" | "semanas" | "w" => "weeks",
        "mes" | "meses" | "mo" => "months",
        "trimestre" | "trimestres" | "q" => "quarters",
        "año" | "años" | "yr" | "yrs" => "years",
        "bd" => "business days",
        "bh" => "business hours",
        _ => return None,
    })
}

/// What to write for a currency named by its word, or a number in scientific notation.
fn money_help(word: &str, number: &str) -> Option<Say> {
    let code = match word {
        "pesos" | "peso" => "MXN",
        "euros" | "euro" => "EUR",
        "dollars" | "dollar" | "dólares" | "dolares" => "USD",
        _ if word.strip_prefix('e').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit())) => {
            return Some(say!(
                en: "Write the number with all its digits, such as `10000`.",
                es: "Escribe el número con todas sus cifras, como `10000`.",
            ));
        }
        _ => return None,
    };
    Some(say!(
        en: "Write the three letters of the currency: `{number} {code}`.",
        es: "Escribe las tres letras de la moneda: `{number} {code}`.",
    ))
}
