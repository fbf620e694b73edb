//! How a value would be written in the type that the other side has.

use rust_decimal::Decimal;

use crate::diagnostic::{Say, say};
use crate::model::expression::ast::Literal;
use crate::model::expression::types::Type;
use crate::model::expression::units::{DurationUnit, UnitWord};

/// One or two ways to write a value.
pub(super) struct Fix(Vec<String>);

impl Fix {
    pub fn help(&self) -> Say {
        match self.0.as_slice() {
            [one] => say!(en: "Write `{one}`.", es: "Escribe `{one}`."),
            several => {
                let (en, es) = (several.join("` or `"), several.join("` o `"));
                say!(en: "Write `{en}`.", es: "Escribe `{es}`.")
            }
        }
    }

    /// The text to write, when there is only one.
    pub fn only(&self) -> Option<String> {
        match self.0.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        }
    }
}

/// A literal as a value of a type, if it can be meant so.
pub(super) fn literal_as(literal: &Literal, ty: &Type) -> Option<Fix> {
    let (value, unit) = match literal {
        Literal::Number(value) => (*value, None),
        Literal::Quantity { value, unit } => (*value, Some(*unit)),
        Literal::Text(text) => return text_as(text, ty),
        Literal::Date(date) if *ty == Type::Text => return one(format!("'{date}'")),
        Literal::YesNo(value) => return truth_as(*value, ty),
        Literal::Date(_) => return None,
    };
    let with = |unit| quantity(value, unit);
    let plain = Literal::Number(value).to_string();
    let fixes = match (ty, unit) {
        (Type::Share, None) => return share(value),
        (Type::Share, Some(UnitWord::Points | UnitWord::PercentagePoints)) => vec![with(UnitWord::Percent)],
        (Type::Points, None | Some(UnitWord::Percent | UnitWord::PercentagePoints)) => {
            vec![with(UnitWord::Points)]
        }
        (Type::PercentagePoints, None | Some(UnitWord::Percent | UnitWord::Points)) => {
            vec![with(UnitWord::PercentagePoints)]
        }
        (Type::Money(currency), None) => vec![with(UnitWord::Money(*currency))],
        (Type::MoneyPerTime(currency, period), None | Some(UnitWord::Money(_))) => {
            vec![with(UnitWord::MoneyPer(*currency, *period))]
        }
        (Type::Duration, None) => {
            [DurationUnit::Hours, DurationUnit::Days].map(UnitWord::Duration).map(with).into()
        }
        (Type::Integer | Type::Number, Some(UnitWord::Percent)) => {
            vec![plain, Literal::Number((value / Decimal::ONE_HUNDRED).normalize()).to_string()]
        }
        (Type::Integer | Type::Number, Some(_)) => vec![plain],
        (Type::Text, None) => vec![format!("'{plain}'")],
        (Type::Option(choices) | Type::Options(choices), None) if choices.has(&plain) => {
            vec![format!("'{plain}'")]
        }
        (Type::YesNo, None) if value == Decimal::ONE => vec!["true".to_owned()],
        (Type::YesNo, None) if value.is_zero() => vec!["false".to_owned()],
        _ => return None,
    };
    Some(Fix(fixes))
}

/// `0.35` is 35 %, `35` too; `1` may be either.
fn share(value: Decimal) -> Option<Fix> {
    let fraction = value.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let of_hundred = quantity(fraction, UnitWord::Percent);
    let as_written = quantity(value, UnitWord::Percent);
    Some(Fix(match value.abs() {
        size if size == Decimal::ONE => vec![of_hundred, as_written],
        size if size < Decimal::ONE => vec![of_hundred],
        _ => vec![as_written],
    }))
}

fn text_as(text: &str, ty: &Type) -> Option<Fix> {
    match ty {
        Type::Integer | Type::Number if text.parse::<Decimal>().is_ok() => one(text.to_owned()),
        Type::Date | Type::Timestamp if text.parse::<jiff::civil::Date>().is_ok() => one(text.to_owned()),
        Type::YesNo => match text.to_lowercase().as_str() {
            "true" | "yes" | "sí" | "si" | "1" => one("true".to_owned()),
            "false" | "no" | "0" => one("false".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn truth_as(value: bool, ty: &Type) -> Option<Fix> {
    match ty {
        Type::Text => one(format!("'{value}'")),
        Type::Integer | Type::Number => one(u8::from(value).to_string()),
        _ => None,
    }
}

fn one(text: String) -> Option<Fix> {
    Some(Fix(vec![text]))
}

fn quantity(value: Decimal, unit: UnitWord) -> String {
    Literal::Quantity { value, unit }.to_string()
}

/// What to do when neither side is written out.
pub(super) fn without_literal(left: &Type, right: &Type) -> Say {
    match (left, right) {
        (Type::Money(from), Type::Money(to)) => say!(
            en: "State a rate between {from} and {to} under `rates` of the program.",
            es: "Declara una tasa entre {from} y {to} en `rates` del programa.",
        ),
        (Type::MoneyPerTime(..), Type::Money(_)) | (Type::Money(_), Type::MoneyPerTime(..)) => say!(
            en: "Multiply the money per time by a duration, such as `12 months`.",
            es: "Multiplica el dinero por tiempo por una duración, como `12 months`.",
        ),
        (Type::MoneyPerTime(..), Type::MoneyPerTime(..)) => say!(
            en: "Bring both to the same currency and period.",
            es: "Lleva los dos a la misma moneda y al mismo periodo.",
        ),
        (Type::Share, Type::PercentagePoints) | (Type::PercentagePoints, Type::Share) => say!(
            en: "Compare the difference of two shares with percentage points, a share with a share.",
            es: "Compara la diferencia de dos porcentajes con puntos porcentuales, un porcentaje con un porcentaje.",
        ),
        (Type::Text, other) | (other, Type::Text) if other.is_numeric() => say!(
            en: "Give the column the type of its values, or name another one.",
            es: "Da a la columna el tipo de sus valores, o nombra otra.",
        ),
        _ => say!(
            en: "Bring both sides to the same type.",
            es: "Lleva los dos lados al mismo tipo.",
        ),
    }
}
