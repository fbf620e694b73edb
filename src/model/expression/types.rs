//! The types of expressions.

use std::sync::Arc;

use super::ast::Literal;
use super::units::{Currency, PeriodWord, UnitWord};
use crate::diagnostic::{Say, say};

/// What a value is, as far as expressions care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    YesNo,
    /// A whole number: the code of a scale, a count.
    Integer,
    Number,
    Text,
    Date,
    /// A moment. It is compared with a date by its day in the program's time zone.
    Timestamp,
    Share,
    Points,
    PercentagePoints,
    Money(Currency),
    MoneyPerTime(Currency, PeriodWord),
    Duration,
    /// One option of a question, or one of the values that a column or field allows.
    Option(Arc<Choices>),
    /// Any number of options of a question.
    Options(Arc<Choices>),
    /// A reference to an entity.
    Id(Arc<Choices>),
    /// A quantity whose unit only the entity at hand says (the target of a metric).
    Level,
    /// A field that holds other fields: it can only be present.
    Group,
}

/// What a value may be chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Whose choices they are: a question, a column, a kind.
    pub of: String,
    pub ids: Vec<String>,
    /// Whether others exist too, so that an id that is not listed is no mistake.
    pub open: bool,
    /// Whether `ids` are in order, as those of a kind are: there can be very many.
    sorted: bool,
}

impl Choices {
    /// Choices of which there are no others.
    pub fn closed(of: impl Into<String>, ids: impl IntoIterator<Item = impl Into<String>>) -> Arc<Self> {
        Arc::new(Self::listed(of.into(), ids.into_iter().map(Into::into).collect(), false))
    }

    /// Choices some of which could not be read.
    pub fn partly(of: impl Into<String>, ids: impl IntoIterator<Item = impl Into<String>>) -> Arc<Self> {
        Arc::new(Self::listed(of.into(), ids.into_iter().map(Into::into).collect(), true))
    }

    fn listed(of: String, ids: Vec<String>, open: bool) -> Self {
        let sorted = ids.is_sorted();
        Self { of, ids, open, sorted }
    }

    /// Choices that cannot all be known.
    pub fn open(of: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::listed(of.into(), Vec::new(), true))
    }

    /// Whether an id is one of them, as far as is known.
    pub fn has(&self, id: &str) -> bool {
        if self.sorted {
            return self.ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
        }
        self.ids.iter().any(|known| known == id)
    }
}

impl Type {
    /// The type of a value written out.
    pub fn of_literal(literal: &Literal) -> Self {
        match literal {
            Literal::Number(value) if value.fract().is_zero() => Type::Integer,
            Literal::Number(_) => Type::Number,
            Literal::Quantity { unit, .. } => Type::of_unit(*unit),
            Literal::Text(_) => Type::Text,
            Literal::Date(_) => Type::Date,
            Literal::YesNo(_) => Type::YesNo,
        }
    }

    /// The type of a number with this unit.
    pub fn of_unit(unit: UnitWord) -> Self {
        match unit {
            UnitWord::Percent => Type::Share,
            UnitWord::Points => Type::Points,
            UnitWord::PercentagePoints => Type::PercentagePoints,
            UnitWord::Money(currency) => Type::Money(currency),
            UnitWord::MoneyPer(currency, period) => Type::MoneyPerTime(currency, period),
            UnitWord::Duration(_) => Type::Duration,
        }
    }

    /// Whether it is a number without a unit.
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Integer | Type::Number)
    }

    /// Whether it is a number, with or without a unit.
    pub fn is_numeric(&self) -> bool {
        use Type::*;
        matches!(
            self,
            Integer
                | Number
                | Share
                | Points
                | PercentagePoints
                | Money(_)
                | MoneyPerTime(..)
                | Duration
                | Level
        )
    }

    /// Whether it is a day or a moment.
    pub fn is_date(&self) -> bool {
        matches!(self, Type::Date | Type::Timestamp)
    }

    /// Whether one of its values can come before another.
    pub fn has_order(&self) -> bool {
        self.is_numeric() || self.is_date()
    }

    /// The choices that a bare id may name, next to a value of this type.
    pub fn choices(&self) -> Option<&Arc<Choices>> {
        match self {
            Type::Option(choices) | Type::Options(choices) | Type::Id(choices) => Some(choices),
            _ => None,
        }
    }

    /// The type in words, with its article.
    pub fn say(&self) -> Say {
        match self {
            Type::YesNo => say!(en: "yes or no", es: "sí o no"),
            Type::Integer => say!(en: "a whole number", es: "un número entero"),
            Type::Number => say!(en: "a number", es: "un número"),
            Type::Text => say!(en: "a text", es: "un texto"),
            Type::Date => say!(en: "a date", es: "una fecha"),
            Type::Timestamp => say!(en: "a date with its time", es: "una fecha con hora"),
            Type::Share => say!(en: "a share", es: "un porcentaje"),
            Type::Points => say!(en: "points", es: "puntos"),
            Type::PercentagePoints => say!(en: "percentage points", es: "puntos porcentuales"),
            Type::Money(currency) => say!(en: "money in {currency}", es: "dinero en {currency}"),
            Type::MoneyPerTime(currency, period) => {
                let per = period.word();
                say!(en: "money in {currency} per {per}", es: "dinero en {currency} `per {per}`")
            }
            Type::Duration => say!(en: "a duration", es: "una duración"),
            Type::Option(choices) => {
                let of = &choices.of;
                say!(en: "an option of `{of}`", es: "una opción de `{of}`")
            }
            Type::Options(choices) => {
                let of = &choices.of;
                say!(en: "several options of `{of}`", es: "varias opciones de `{of}`")
            }
            Type::Id(choices) => {
                let of = &choices.of;
                say!(en: "an id of `{of}`", es: "un id de `{of}`")
            }
            Type::Level => say!(en: "a quantity", es: "una cantidad"),
            Type::Group => say!(en: "a group of fields", es: "un grupo de campos"),
        }
    }
}
