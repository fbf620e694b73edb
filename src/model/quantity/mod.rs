//! Quantities with a unit, each a type of its own, so that a share is never added to points.
//! The decimal mark is a point, digits are not grouped, and one space stands before the unit.

mod arithmetic;
mod at_least;
mod change;
mod currency;
mod digits;
mod duration;
mod duration_mistake;
mod language;
mod level;
mod money;
mod money_per_time;
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
pub use at_least::{Amount, AtLeast, Count, Positive};
pub use change::Change;
pub use currency::{CurrencyCode, Rates};
pub use duration::Duration;
pub use language::LanguageTag;
pub use level::{Level, Unit};
pub use money::Money;
pub use money_per_time::{MoneyPerTime, Per, ProjectMoney};
pub use number::{Integer, Number};
pub use percent_change::{PercentagePoints, RelativeChange, UnstatedChange};
pub use points::{Points, PointsChange};
pub use range::IntRange;
pub use share::{Share, ShareAnySize};
pub use sla::{Clock, Sla};
pub use time_unit::TimeUnit;

#[cfg(test)]
mod tests {
    use super::check::{reads_or_explains, texts};
    use super::*;
    use crate::model::scalar::Scalar;
    use proptest::prelude::*;

    const TOKENS: &str = "+|-|−|$|0|1|2|10|100|999|.|,|000|5|e4| | | %|%| relative| unstated| pp| points| point\
        | MXN| EUR| per year| per month|/day| h| min| days| day| months| quarters\
        | business hours| business day| calendar days|..|9999999999999999999999999|es|-MX|:usted\
        |ñ|\u{a0}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        // relative changes and percentage points show each other's spelling: as changes, below
        fn every_text_is_read_or_explained(text in texts(TOKENS)) {
            reads_or_explains::<Integer>(&text);
            reads_or_explains::<Number>(&text);
            reads_or_explains::<IntRange>(&text);
            reads_or_explains::<Share>(&text);
            reads_or_explains::<ShareAnySize>(&text);
            reads_or_explains::<UnstatedChange>(&text);
            reads_or_explains::<Points>(&text);
            reads_or_explains::<PointsChange>(&text);
            reads_or_explains::<Money>(&text);
            reads_or_explains::<MoneyPerTime>(&text);
            reads_or_explains::<ProjectMoney>(&text);
            reads_or_explains::<Duration>(&text);
            reads_or_explains::<Sla>(&text);
            reads_or_explains::<Level>(&text);
            reads_or_explains::<Change>(&text);
            reads_or_explains::<CurrencyCode>(&text);
            reads_or_explains::<LanguageTag>(&text);
        }

        #[test]
        fn a_level_with_a_sign_is_a_change_of_the_same_amount(amount in 1i64..9_999, unit in 0usize..4) {
            let unit = [" points", " MXN", " h", ""][unit];
            let level = Level::parse(&format!("{amount}{unit}")).unwrap();
            let change = Change::parse(&format!("+{amount}{unit}")).unwrap();
            prop_assert_eq!(change.spell(), format!("+{}", level.spell()));
        }
    }
}
