//! What is said of a text that is not a duration.

use super::digits::{Fault, spell};
use super::duration::{Duration, with_unit};
use super::reading::Parts;
use super::time_unit::TimeUnit;
use super::words::{excerpt, spelled, then, write};
use crate::diagnostic::{Mistake, say};
use rust_decimal::Decimal;

/// The number cannot be read; the forms of its mistake are durations that can be written.
pub(super) fn unreadable(parts: &Parts<'_>, fault: &Fault) -> Mistake {
    let unit = named(parts.unit).or_else(|| TimeUnit::meant(parts.unit).first().map(|(_, unit)| *unit));
    let unit = unit.unwrap_or(TimeUnit::Hour);
    let whole = |number: &str| {
        let duration = Duration::new(Decimal::from_str_exact(number).ok()?, unit);
        if duration.too_long() { None } else { in_whole(duration).into_iter().next() }
    };
    let numbers = fault.forms();
    let forms: Vec<String> = numbers.iter().filter_map(|number| whole(number)).collect();
    if forms.is_empty() && !numbers.is_empty() {
        return endless(parts.raw);
    }
    let mistake = fault.mistake(parts.raw, &|number| whole(number).unwrap_or_default());
    if forms.len() == numbers.len() { mistake } else { Mistake::new(mistake.message, write(&forms)) }
}

pub(super) fn signed(parts: &Parts<'_>, amount: Decimal) -> Mistake {
    let raw = excerpt(parts.raw);
    let meant = named(parts.unit).map_or_else(|| TimeUnit::meant(parts.unit), |unit| vec![(1, unit)]);
    let forms = forms(amount, &meant);
    if forms.is_empty() {
        return endless(parts.raw);
    }
    Mistake::new(
        say!(en: "`{raw}` has a sign; a length of time has none, and only a change in one does", es: "`{raw}` lleva signo; una duración no lo lleva, solo el cambio de una duración"),
        write(&forms),
    )
}

/// The amount in these units, in whole numbers from a day up.
fn forms(amount: Decimal, units: &[(u32, TimeUnit)]) -> Vec<String> {
    let units = if units.is_empty() {
        &[(1, TimeUnit::Hour), (1, TimeUnit::Day), (1, TimeUnit::BusinessDay)]
    } else {
        units
    };
    let mut forms = Vec::new();
    for (times, unit) in units {
        let amount = amount.checked_mul(Decimal::from(*times));
        let Some(amount) = amount.filter(|amount| !Duration::new(*amount, *unit).too_long()) else {
            continue;
        };
        for form in in_whole(Duration::new(amount, *unit)) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

/// A duration as it may be written: in a smaller unit when its own cannot be divided, or the
/// whole numbers on both sides.
fn in_whole(duration: Duration) -> Vec<String> {
    let (amount, unit) = (duration.amount(), duration.unit());
    if unit.is_divisible() {
        return vec![with_unit(&spell(amount), unit)];
    }
    if amount == amount.floor() {
        return vec![with_unit(&spell(amount.normalize()), unit)];
    }
    let divided =
        unit.divided().and_then(|(times, smaller)| Some((amount.checked_mul(times.into())?, smaller)));
    if let Some((amount, smaller)) = divided {
        let amount = amount.normalize();
        if amount == amount.floor() || smaller == TimeUnit::Hour {
            return vec![with_unit(&spell(amount), smaller)];
        }
    }
    [amount.floor(), amount.ceil()].map(|amount| with_unit(&spell(amount.normalize()), unit)).to_vec()
}

pub(super) fn fraction(raw: &str, found: Duration) -> Mistake {
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` divides a unit that has no fixed length: only `s`, `min`, `h` and `business hours` have fractions", es: "`{raw}` divide una unidad que no tiene una longitud fija: solo `s`, `min`, `h` y `business hours` admiten fracciones"),
        write(&in_whole(found)),
    )
}

pub(super) fn endless(raw: &str) -> Mistake {
    let raw = excerpt(raw);
    Mistake::new(
        say!(en: "`{raw}` is longer than a hundred years", es: "`{raw}` dura más de cien años"),
        say!(en: "Write at most `100 years`.", es: "Escribe como mucho `100 years`."),
    )
}

/// No unit, an abbreviation, a Spanish word, the plural after one, or no unit of time at all.
pub(super) fn other_unit(parts: &Parts<'_>, amount: Decimal) -> Mistake {
    let raw = excerpt(parts.raw);
    let meant = TimeUnit::meant(parts.unit);
    if let Some(unit) = named(parts.unit) {
        let found = Duration::new(amount, unit);
        return if found.too_long() { endless(parts.raw) } else { spelled(parts.raw, &in_whole(found)) };
    }
    let forms = forms(amount, &meant);
    if forms.is_empty() {
        return endless(parts.raw);
    }
    if parts.unit.is_empty() {
        return Mistake::new(
            say!(en: "`{raw}` has no unit of time", es: "`{raw}` no lleva unidad de tiempo"),
            write(&forms),
        );
    }
    if parts.unit.chars().any(|c| c.is_ascii_digit()) {
        return Mistake::new(
            say!(en: "`{raw}` has more than one number; a duration has one number and one unit", es: "`{raw}` tiene más de un número; una duración lleva un número y una unidad"),
            say!(en: "Write it in its smallest unit, such as `90 min` or `18 months`.", es: "Escríbela en su unidad más pequeña, como `90 min` o `18 months`."),
        );
    }
    let unit = excerpt(parts.unit);
    let days = meant.iter().any(|(_, unit)| *unit == TimeUnit::Day) && meant.len() == 2 && meant[0].0 == 1;
    if meant.is_empty() {
        return Mistake::new(
            say!(en: "`{raw}` is not a duration: `{unit}` is not a unit of time", es: "`{raw}` no es una duración: `{unit}` no es una unidad de tiempo"),
            write(&forms),
        );
    }
    if let (true, [form]) = (parts.unit.to_lowercase().starts_with("calendar day"), &forms[..]) {
        return Mistake::new(
            say!(en: "`{raw}` says `calendar`, and the days of a length of time always are days of the calendar", es: "`{raw}` dice `calendar`, y los días de una duración siempre son días naturales"),
            then(
                write(&[form]),
                say!(en: "Only a deadline, under the key within, says it, because there bare days could be meant as business days.", es: "Solo lo dice un plazo, en el campo within, porque ahí unos días a secas se podrían entender como hábiles."),
            ),
        );
    }
    let Mistake { message, help } = spelled(parts.raw, &forms);
    if !days {
        return Mistake::new(message, help);
    }
    let why = say!(
        en: "Business days leave out the days on which the calendar of the program is closed.",
        es: "Los días hábiles (“business days”) dejan fuera los días en que el calendario del programa está cerrado."
    );
    Mistake::new(message, then(help, why))
}

/// The unit of an exact name, whatever the number before it.
fn named(unit: &str) -> Option<TimeUnit> {
    TimeUnit::ALL.into_iter().find(|known| known.names().0 == unit || known.names().1 == unit)
}
