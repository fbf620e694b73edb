//! A number, and the unit that makes it a quantity.

use rust_decimal::Decimal;

use super::{Parser, nothing};
use crate::diagnostic::{Say, say};
use crate::model::expression::ast::{Currency, DurationUnit, Expr, Literal, Node, PeriodWord, UnitWord};
use crate::model::expression::lexer::{Sign, Token};
use crate::model::expression::nearest::nearest;
use crate::source::Span;

impl Parser<'_> {
    /// A number at this point, with its sign and unit.
    pub(super) fn number(&mut self, start: Span) -> Expr {
        let negative = self.takes(Sign::Minus);
        self.takes(Sign::Plus);
        let Some(Token::Number(value)) = self.peek().map(|lexeme| lexeme.token.clone()) else {
            return nothing(start);
        };
        let value = if negative { -value } else { value };
        self.at += 1;
        self.decimal_comma(start);
        self.grouped_by_spaces(start);
        let literal = match self.unit(value, start) {
            Some(unit) => Literal::Quantity { value, unit },
            None => Literal::Number(value),
        };
        Expr { span: Span::new(start.start as usize, self.end()), node: Node::Literal(literal) }
    }

    /// `0,41`: outside lists and calls a comma between digits is a decimal one.
    fn decimal_comma(&mut self, start: Span) {
        let glued = |at: usize| self.lexemes.get(at).filter(|lexeme| !lexeme.spaced);
        let comma = glued(self.at).is_some_and(|lexeme| lexeme.token == Token::Sign(Sign::Comma));
        let Some(decimals) = glued(self.at + 1).filter(|lexeme| matches!(lexeme.token, Token::Number(_)))
        else {
            return;
        };
        if !comma || self.commas > 0 {
            return;
        }
        let decimals = self.slice(decimals.span);
        let whole = self.slice(Span::new(start.start as usize, self.end()));
        let right = format!("{whole}.{decimals}");
        self.at += 2;
        let span = Span::new(start.start as usize, self.end());
        let message = say!(en: "The decimal mark is a point.", es: "El signo decimal es el punto.");
        if decimals.len() == 3 {
            let grouped = format!("{whole}{decimals}");
            let decimal = format!("{right}0");
            let help =
                say!(en: "Write `{grouped}` or `{decimal}`.", es: "Escribe `{grouped}` o `{decimal}`.");
            self.mistake(span, message, help);
        } else {
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
    }

    /// `12 000`.
    fn grouped_by_spaces(&mut self, start: Span) {
        let mut right = self.slice(Span::new(start.start as usize, self.end())).to_owned();
        let before = self.at;
        while let Some(lexeme) = self.peek() {
            let written = self.slice(lexeme.span);
            if !matches!(lexeme.token, Token::Number(_)) || written.len() != 3 {
                break;
            }
            right.push_str(written);
            self.at += 1;
        }
        if self.at > before {
            let span = Span::new(start.start as usize, self.end());
            let message = say!(en: "Digits are not grouped.", es: "Las cifras no se agrupan.");
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
    }

    fn unit(&mut self, value: Decimal, start: Span) -> Option<UnitWord> {
        if self.takes(Sign::Percent) {
            self.relative(value, start);
            return Some(UnitWord::Percent);
        }
        let lexeme = self.peek().cloned()?;
        let Token::Word(word) = lexeme.token else { return None };
        if self.infix().is_some() {
            return None;
        }
        let glued = !lexeme.spaced;
        let number = self.slice(Span::new(start.start as usize, self.end()));
        self.at += 1;
        let unit = self.unit_of_word(word, value, number, lexeme.span);
        if glued && unit.is_some() && !self.mistakes.iter().any(|m| lexeme.span.contains(m.span)) {
            let span = Span::new(start.start as usize, lexeme.span.end as usize);
            let right = format!("{number} {word}");
            let message = say!(
                en: "A space stands between a number and its unit.",
                es: "Entre un número y su unidad va un espacio.",
            );
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
        }
        unit
    }

    /// `-10 % relative`: in an expression it is a factor.
    fn relative(&mut self, value: Decimal, start: Span) {
        let Some(Token::Word("relative" | "unstated" | "relativo")) = self.peek().map(|l| l.token.clone())
        else {
            return;
        };
        self.at += 1;
        let factor = (Decimal::ONE + value / Decimal::ONE_HUNDRED).normalize();
        let span = Span::new(start.start as usize, self.end());
        let message = say!(
            en: "A relative change is a factor in an expression.",
            es: "Un cambio relativo es un factor en una expresión.",
        );
        let help = say!(
            en: "Multiply by it: `x * {factor}`.",
            es: "Multiplica por él: `x * {factor}`.",
        );
        self.mistake(span, message, help);
    }

    fn unit_of_word(&mut self, word: &str, value: Decimal, number: &str, span: Span) -> Option<UnitWord> {
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
            None if self.infix().is_some_and(|found| found.infix.level() >= super::level::COMPARE) => {
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
