//! Quantities with a unit, each a type of its own, so that a share is never added to points.
//! The decimal mark is a point, digits are not grouped, and one space stands before the unit.

mod arithmetic;
mod change;
mod currency;
mod duration;
mod language;
mod level;
mod money;
mod number;
pub(in crate::model) mod pattern;
mod percent_change;
mod points;
mod range;
mod reading;
mod share;
mod sla;
mod time_unit;
pub(in crate::model) mod words;

#[cfg(test)]
pub(in crate::model) mod check;

pub use arithmetic::UnitMismatch;
pub use change::Change;
pub use currency::{CurrencyCode, Rates};
pub use duration::Duration;
pub use language::LanguageTag;
pub use level::{Level, Unit};
pub use money::{Money, MoneyPerTime, Per, ProjectMoney};
pub use number::{Integer, Number};
pub use percent_change::{PercentagePoints, RelativeChange, UnstatedChange};
pub use points::{Points, PointsChange};
pub use range::IntRange;
pub use share::{Share, ShareAnySize};
pub use sla::{Clock, Sla};
pub use time_unit::TimeUnit;
