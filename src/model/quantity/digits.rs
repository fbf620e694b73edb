//! Digits with whatever marks people put between them, read as one number or explained.

use super::words::excerpt;
use crate::diagnostic::{Mistake, say};
use rust_decimal::Decimal;
use serde_json::Value;

/// Marks that people put between groups of digits, besides point and comma.
pub(super) fn groups(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}' | '_')
}

/// Why digits are not a number of ours, with the spellings that would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// `10.000`, `1,200`: one mark and three digits.
    TwoReadings { grouped: String, decimal: String },
    /// `0,41`.
    Comma(String),
    /// `12 000`, `1.200.000`, `1,200.50`.
    Grouped(String),
    /// `1e4`.
    Exponent(String),
    /// `007`, `.5`, `5.`.
    Form(String),
    /// More digits than can be held exactly.
    TooLong,
    /// Not to be understood.
    Unclear,
}

impl Fault {
    pub(super) fn forms(&self) -> Vec<String> {
        match self {
            Fault::TwoReadings { grouped, decimal } => vec![grouped.clone(), decimal.clone()],
            Fault::Comma(form) | Fault::Grouped(form) | Fault::Exponent(form) | Fault::Form(form) => {
                vec![form.clone()]
            }
            Fault::TooLong | Fault::Unclear => vec![],
        }
    }

    pub(super) fn mistake(&self, raw: &str, finish: &dyn Fn(&str) -> String) -> Mistake {
        let raw = excerpt(raw);
        let forms: Vec<String> = self.forms().iter().map(|form| finish(form)).collect();
        let message = match self {
            Fault::TwoReadings { .. } => say!(
                en: "`{raw}` can be read in two ways: the mark may group thousands or begin the decimals",
                es: "`{raw}` se puede leer de dos maneras: el signo puede agrupar millares o separar decimales"
            ),
            Fault::Comma(_) => say!(
                en: "`{raw}` has a decimal comma; the decimal mark here is the point, in every language",
                es: "`{raw}` lleva coma decimal; aquí el signo decimal es el punto, en cualquier idioma"
            ),
            Fault::Grouped(_) => say!(
                en: "`{raw}` groups its digits; numbers here are written without marks between thousands",
                es: "`{raw}` agrupa sus cifras; aquí los números van sin signos entre los millares"
            ),
            Fault::Exponent(_) => say!(
                en: "`{raw}` is in powers of ten; numbers here are written out",
                es: "`{raw}` está en potencias de diez; aquí los números se escriben completos"
            ),
            Fault::Form(_) => say!(
                en: "`{raw}` is not how a number is written here",
                es: "`{raw}` no es como se escribe un número aquí"
            ),
            Fault::TooLong => say!(
                en: "`{raw}` has more digits than can be kept exactly (28)",
                es: "`{raw}` tiene más cifras de las que se pueden guardar con exactitud (28)"
            ),
            Fault::Unclear => say!(
                en: "`{raw}` cannot be read as one number",
                es: "`{raw}` no se puede leer como un solo número"
            ),
        };
        let help = match (self, &forms[..]) {
            (Fault::TwoReadings { .. }, [grouped, decimal]) => say!(
                en: "Write `{grouped}` if the mark groups thousands, `{decimal}` if it begins the decimals.",
                es: "Escribe `{grouped}` si el signo agrupa millares, `{decimal}` si separa decimales."
            ),
            (_, [form, ..]) => super::words::write(&[form]),
            (Fault::TooLong, _) => say!(en: "Write fewer digits.", es: "Escribe menos cifras."),
            _ => say!(
                en: "The decimal mark is a point, and digits are not grouped.",
                es: "El signo decimal es el punto, y las cifras no se agrupan."
            ),
        };
        Mistake::new(message, help)
    }
}

/// Reads digits without a sign. One to 999, a point and exactly three digits is refused: half
/// of our readers write ten thousand that way.
pub(super) fn decimal(text: &str) -> Result<Decimal, Fault> {
    let held = |form: &String| Decimal::from_str_exact(form).is_ok();
    marked(text).map_err(|fault| if fault.forms().iter().all(held) { fault } else { Fault::TooLong })
}

/// Reads digits by the marks between them.
fn marked(text: &str) -> Result<Decimal, Fault> {
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        return Err(written_out(mantissa, exponent));
    }
    let spaced = text.contains(groups);
    let digits: String = text.chars().filter(|c| !groups(*c)).collect();
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let last = digits.rfind(['.', ',']);
    match (points, commas, last) {
        (0, 0, _) if !spaced => whole(&digits),
        (0, 0, _) => Err(Fault::Grouped(trimmed(&digits, ""))),
        (1, 0, Some(at)) | (0, 1, Some(at)) => {
            let (before, after) = (&digits[..at], &digits[at + 1..]);
            one_mark(before, after, commas == 1, spaced)
        }
        (1, _, Some(at)) | (_, 1, Some(at)) if points > 0 && commas > 0 => {
            let mark = &digits[at..=at];
            if digits.matches(mark).count() > 1 {
                return Err(Fault::Unclear);
            }
            let before = digits[..at].replace(['.', ','], "");
            Err(Fault::Grouped(trimmed(&before, &digits[at + 1..])))
        }
        (_, 0, _) | (0, _, _) => Err(Fault::Grouped(trimmed(&digits.replace(['.', ','], ""), ""))),
        _ => Err(Fault::Unclear),
    }
}

fn whole(digits: &str) -> Result<Decimal, Fault> {
    if digits.is_empty() {
        return Err(Fault::Unclear);
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Err(Fault::Form(trimmed(digits, "")));
    }
    Decimal::from_str_exact(digits).map_err(|_| Fault::TooLong)
}

fn one_mark(before: &str, after: &str, comma: bool, spaced: bool) -> Result<Decimal, Fault> {
    let short = (1..=3).contains(&before.len()) && !before.starts_with('0');
    if short && after.len() == 3 && !spaced {
        let grouped = format!("{before}{after}");
        return Err(Fault::TwoReadings { grouped, decimal: trimmed(before, after) });
    }
    let form = trimmed(before, after);
    match (comma, spaced) {
        (true, _) => Err(Fault::Comma(form)),
        (false, true) => Err(Fault::Grouped(form)),
        (false, false) if before.is_empty() || after.is_empty() => Err(Fault::Form(form)),
        (false, false) if before.len() > 1 && before.starts_with('0') => Err(Fault::Form(form)),
        (false, false) => Decimal::from_str_exact(&format!("{before}.{after}")).map_err(|_| Fault::TooLong),
    }
}

/// Digits and decimals in the accepted spelling: `10.0` for ten with three zeros, `1.2340` for
/// a number that needs its three decimals.
fn trimmed(before: &str, after: &str) -> String {
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let shown = if after.len() == 3 { after.trim_end_matches('0') } else { after };
    match (shown, after) {
        ("", "") => before.to_owned(),
        ("", _) => format!("{before}.0"),
        _ if shown.len() == 3 && before.len() <= 3 && before != "0" => format!("{before}.{shown}0"),
        _ => format!("{before}.{shown}"),
    }
}

fn written_out(mantissa: &str, exponent: &str) -> Fault {
    let power: Option<i32> = exponent.parse().ok().filter(|power: &i32| power.abs() <= 15);
    let value = Decimal::from_str_exact(mantissa).ok().zip(power).and_then(|(value, power)| {
        let ten = Decimal::from(10_i64.pow(power.unsigned_abs()));
        if power < 0 { value.checked_div(ten) } else { value.checked_mul(ten) }
    });
    value.map_or(Fault::Unclear, |value| Fault::Exponent(spell(value.normalize())))
}

/// The canonical spelling of a number: as many decimals as it was written with, and one more
/// where three would read as thousands.
pub(super) fn spell(value: Decimal) -> String {
    let mut value = value;
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    let mut text = value.to_string();
    let digits = text.trim_start_matches('-');
    if let Some((before, after)) = digits.split_once('.')
        && after.len() == 3
        && before.len() <= 3
        && before != "0"
    {
        text.push('0');
    }
    text
}

/// As [`spell`], with a plus sign where there is no minus.
pub(super) fn spell_signed(value: Decimal) -> String {
    let text = spell(value);
    if text.starts_with('-') { text } else { format!("+{text}") }
}

/// The JSON number nearest to a decimal; whole numbers stay whole.
pub(super) fn json_number(value: Decimal) -> Value {
    let whole = value.normalize();
    if whole.scale() == 0
        && let Ok(integer) = i64::try_from(whole)
    {
        return Value::from(integer);
    }
    whole.to_string().parse::<f64>().map_or(Value::Null, Value::from)
}
