//! Numbers and dates, and the spellings of other countries that are not accepted.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Lexer, Token};
use crate::diagnostic::{Mistake, say};

impl<'t> Lexer<'t> {
    /// A number, a date, or a date written as other countries write it.
    pub(super) fn number(&mut self) -> Option<Token<'t>> {
        if let Some(token) = self.date().or_else(|| self.foreign_date()).or_else(|| self.month()) {
            return Some(token);
        }
        let start = self.at;
        let whole = self.take(digits(self.rest()));
        let mut groups = 0;
        while let Some(fraction) = self.rest().strip_prefix('.').map(digits).filter(|len| *len > 0) {
            self.at += 1 + fraction;
            groups += 1;
            if groups == 1 && !(fraction == 3 && self.rest().starts_with('.')) {
                break;
            }
        }
        let written = &self.text[start..self.at];
        let plain = written.replace('.', "");
        if groups > 1 {
            self.grouped(start, &plain);
            return Some(Token::Number(plain.parse().unwrap_or_default()));
        }
        if ambiguous(written) {
            let decimal = format!("{written}0");
            let mistake = Mistake::new(
                say!(
                    en: "`{written}` can be read as {plain} and as a little over {whole}.",
                    es: "`{written}` se puede leer como {plain} y como algo más de {whole}.",
                ),
                say!(en: "Write `{plain}` or `{decimal}`.", es: "Escribe `{plain}` o `{decimal}`."),
            );
            self.mistake(start, mistake);
        }
        match Decimal::from_str_exact(written) {
            Ok(number) => Some(Token::Number(number)),
            Err(_) => {
                let mistake = Mistake::new(
                    say!(en: "This number has too many digits.", es: "Este número tiene demasiadas cifras."),
                    say!(en: "Write at most 28 digits.", es: "Escribe 28 cifras como máximo."),
                );
                self.mistake(start, mistake);
                Some(Token::Number(Decimal::ZERO))
            }
        }
    }

    fn grouped(&mut self, start: usize, plain: &str) {
        let mistake = Mistake::new(
            say!(en: "Digits are not grouped.", es: "Las cifras no se agrupan."),
            say!(en: "Write `{plain}`.", es: "Escribe `{plain}`."),
        );
        self.mistake(start, mistake).replacement = Some(plain.to_owned());
    }

    /// `2026-12-31`, and nothing but it.
    fn date(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let rest = self.rest();
        let shape = rest.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b });
        if !shape.take(10).eq(*b"0000-00-00") || digits(&rest[8..]) > 2 {
            return None;
        }
        let written = self.take(10);
        let date = written.parse::<Date>();
        if self.rest().starts_with('T') {
            let time = self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
            self.at += time;
            let mistake = Mistake::new(
                say!(en: "An expression compares with a day, not with an hour.",
                     es: "Una expresión compara con un día, no con una hora."),
                say!(en: "Write `{written}`.", es: "Escribe `{written}`."),
            );
            self.mistake(start, mistake).replacement = Some(written.to_owned());
        } else if date.is_err() {
            let mistake = Mistake::new(
                say!(en: "There is no day {written}.", es: "No existe el día {written}."),
                say!(en: "Write a day of the calendar as `2026-12-31`.",
                     es: "Escribe un día del calendario como `2026-12-31`."),
            );
            self.mistake(start, mistake);
        }
        Some(Token::Date(date.unwrap_or_default()))
    }

    /// `2026-12`: a month is no day.
    fn month(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let rest = self.rest();
        let shape = rest.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b });
        if !shape.take(7).eq(*b"0000-00") || rest[7..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        {
            return None;
        }
        let first = format!("{}-01", &rest[..7]).parse::<Date>().ok()?;
        let written = self.take(7);
        let message = say!(en: "A date has a day.", es: "Una fecha tiene día.");
        let help = say!(
            en: "Write a day of `{written}`, such as `{first}`.",
            es: "Escribe un día de `{written}`, como `{first}`.",
        );
        self.mistake(start, Mistake::new(message, help));
        Some(Token::Date(first))
    }

    /// `31/12/2026`, `2026/12/31`, `31-12-2026`: understood, and shown in the one order.
    fn foreign_date(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let (parts, len) = three_parts(self.rest())?;
        let year_first = parts[0].len() == 4;
        let readings: Vec<Date> = match parts {
            [year, month, day] if year_first => vec![(year, month, day)],
            [day, month, year] => vec![(year, month, day), (year, day, month)],
        }
        .into_iter()
        .filter_map(|(year, month, day)| {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        })
        .collect();
        let first = *readings.first()?;
        self.at += len;
        let message =
            say!(en: "A date is written year, month, day.", es: "Una fecha se escribe año, mes, día.");
        match readings.as_slice() {
            [one, other] if one != other => {
                let help = say!(en: "Write `{one}` or `{other}`.", es: "Escribe `{one}` o `{other}`.");
                self.mistake(start, Mistake::new(message, help));
            }
            _ => {
                let help = say!(en: "Write `{first}`.", es: "Escribe `{first}`.");
                self.mistake(start, Mistake::new(message, help)).replacement = Some(first.to_string());
            }
        }
        Some(Token::Date(first))
    }
}

/// Three groups of digits joined by the same `/` or `-`, one of them a year, and their length.
fn three_parts(rest: &str) -> Option<([&str; 3], usize)> {
    let first = digits(rest);
    let separator = rest[first..].chars().next().filter(|c| matches!(c, '/' | '-'))?;
    let second = digits(&rest[first + 1..]);
    let third_at = first + 1 + second + 1;
    if !rest[first + 1 + second..].starts_with(separator) {
        return None;
    }
    let third = digits(&rest[third_at..]);
    let shape = (first, second, third);
    let dated = matches!(shape, (1..=2, 1..=2, 4)) || matches!(shape, (4, 1..=2, 1..=2));
    let parts = [&rest[..first], &rest[first + 1..first + 1 + second], &rest[third_at..third_at + third]];
    dated.then_some((parts, third_at + third))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a number has the form 1 to 999, a point, three digits: a thousand in one country, one in
/// another.
pub(in crate::model::expression) fn ambiguous(written: &str) -> bool {
    written.split_once('.').is_some_and(|(whole, fraction)| {
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole.bytes().any(|b| b != b'0')
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Token, lex};

    fn help(text: &str) -> String {
        let lexed = lex(text);
        assert_eq!(lexed.mistakes.len(), 1, "{text}: {:?}", lexed.mistakes);
        lexed.mistakes[0].mistake.help.en.clone()
    }

    #[test]
    fn a_number_with_two_readings_shows_both() {
        assert_eq!(help("days > 10.000"), "Write `10000` or `10.0000`.");
        assert!(lex("share > 0.125").mistakes.is_empty());
        assert!(lex("value > 10.0000").mistakes.is_empty());
    }

    #[test]
    fn grouped_digits_are_shown_plain() {
        assert_eq!(help("1.200.000"), "Write `1200000`.");
    }

    #[test]
    fn a_date_of_another_country_is_shown_in_the_one_order() {
        assert_eq!(help("opened_on > 31/12/2026"), "Write `2026-12-31`.");
        assert_eq!(help("opened_on > 03/04/2026"), "Write `2026-04-03` or `2026-03-04`.");
        assert_eq!(help("opened_on > 2026-12-31T10:00"), "Write `2026-12-31`.");
        assert_eq!(help("opened_on > 2026-12"), "Write a day of `2026-12`, such as `2026-12-01`.");
        assert_eq!(help("opened_on > 2026-02-30"), "Write a day of the calendar as `2026-12-31`.");
    }

    #[test]
    fn a_division_of_small_numbers_is_not_a_date() {
        assert_eq!(lex("6/2").lexemes.len(), 3);
        assert!(matches!(lex("2026-12-31").lexemes[0].token, Token::Date(_)));
    }
}
