//! What a name or an expression can be at run time.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::expression::ast::Literal;
use crate::model::expression::types::Type;
use crate::model::expression::units::UnitWord;

/// A value at run time.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Null, not answered, absent, or a division by zero.
    #[default]
    None,
    YesNo(bool),
    /// A number, or a quantity whose unit its type says. A share of 35 % and a distance of 35
    /// percentage points are 0.35.
    Number(Decimal),
    /// A quantity as written: 35 and `%`. Durations are always so.
    Quantity(Decimal, UnitWord),
    /// A text, or the id of an option or entity.
    Text(String),
    /// The options that were taken, or the ids that a field lists. None at all is no value.
    Several(Vec<String>),
    Date(Date),
    Moment(Timestamp),
    /// A field that holds others and is there.
    Group,
}

/// The value that is written out.
pub(super) fn of_literal(literal: &Literal) -> Value {
    match literal {
        Literal::Number(value) => Value::Number(*value),
        Literal::Quantity { value, unit } => plain(Value::Quantity(*value, *unit), &Type::of_unit(*unit)),
        Literal::Text(text) => Value::Text(text.clone()),
        Literal::Date(date) => Value::Date(*date),
        Literal::YesNo(value) => Value::YesNo(*value),
    }
}

/// A value as the rest calculates with it: quantities as numbers, except durations and levels, and an
/// empty list as nothing.
pub(super) fn plain(value: Value, ty: &Type) -> Value {
    match value {
        Value::Several(taken) if taken.is_empty() => Value::None,
        Value::Quantity(..) if *ty == Type::Level => value,
        Value::Quantity(value, UnitWord::Percent | UnitWord::PercentagePoints) => {
            value.checked_div(Decimal::ONE_HUNDRED).map_or(Value::None, Value::Number)
        }
        Value::Quantity(_, UnitWord::Duration(_)) => value,
        Value::Quantity(value, _) => Value::Number(value),
        value => value,
    }
}

/// A quantity with the type that its own unit gives it.
pub(super) fn level((value, ty): (&Value, &Type)) -> Option<(Type, Value)> {
    match (value, ty) {
        (Value::None, _) => None,
        (Value::Quantity(_, unit), Type::Level) => {
            let ty = Type::of_unit(*unit);
            Some((ty.clone(), plain(value.clone(), &ty)))
        }
        (Value::Number(_), Type::Level) => Some((Type::Number, value.clone())),
        (_, Type::Level) => None,
        _ => Some((ty.clone(), value.clone())),
    }
}
