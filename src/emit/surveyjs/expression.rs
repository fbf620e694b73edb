//! Conditions in the expression language of SurveyJS.
//!
//! There an empty answer differs from everything and equals another empty one, so the guards of the
//! lowered conditions are written out: `{nps} notempty and {nps} <= 8`. "Does not apply" is stored as
//! `na` and is no answer: it is guarded in the same way.

use super::values::{NOT_APPLICABLE, quoted, stored};
use crate::emit::survey::{Answer, Arithmetic, Comparator, Condition, Instrument, Item, Operand, Variable};
use rust_decimal::Decimal;

/// The text of a condition; nothing when it always holds.
pub fn expression(instrument: &Instrument<'_>, condition: &Condition) -> Option<String> {
    (*condition != Condition::Always)
        .then(|| Printer { items: &instrument.items }.condition(condition, false))
}

struct Printer<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Printer<'_, '_> {
    /// `nested`: inside another condition, where what is joined needs brackets.
    fn condition(&self, condition: &Condition, nested: bool) -> String {
        match condition {
            Condition::Always => "1 = 1".to_owned(),
            Condition::Never => "1 = 2".to_owned(),
            Condition::All(each) => self.joined(each, " and ", nested),
            Condition::Any(each) => self.joined(each, " or ", nested),
            Condition::Answered(of) => {
                let name = self.name(of);
                match self.may_not_apply(of) {
                    true => bracketed(format!("{name} notempty and {name} <> '{NOT_APPLICABLE}'"), nested),
                    false => format!("{name} notempty"),
                }
            }
            Condition::Unanswered(of) => {
                let name = self.name(of);
                match self.may_not_apply(of) {
                    true => bracketed(format!("{name} empty or {name} = '{NOT_APPLICABLE}'"), nested),
                    false => format!("{name} empty"),
                }
            }
            Condition::Compare { left, by, right } => {
                format!(
                    "{} {} {}",
                    self.operand(left, Some(right)),
                    sign(*by),
                    self.operand(right, Some(left))
                )
            }
            Condition::OneOf { of, options, inside } => {
                let list: Vec<String> = options.iter().map(|id| self.option(of, id)).collect();
                let name = self.name(of);
                match (&list[..], inside) {
                    ([one], true) => format!("{name} = {one}"),
                    ([one], false) => format!("{name} <> {one}"),
                    (_, true) => format!("{name} anyof [{}]", list.join(", ")),
                    (_, false) => format!("{name} noneof [{}]", list.join(", ")),
                }
            }
            Condition::Includes { of, option, inside } => {
                let word = if *inside { "contains" } else { "notcontains" };
                format!("{} {word} {}", self.name(of), self.option(of, option))
            }
        }
    }

    fn joined(&self, each: &[Condition], word: &str, nested: bool) -> String {
        let each: Vec<String> = each.iter().map(|part| self.condition(part, true)).collect();
        bracketed(each.join(word), nested)
    }

    /// A value; `beside` is what it is compared with, which says whose option a bare id is.
    fn operand(&self, operand: &Operand, beside: Option<&Operand>) -> String {
        match operand {
            Operand::Answer(of) => self.name(of),
            Operand::Number(value) => number(*value),
            Operand::Text(text) => quoted(text),
            Operand::Option(id) => match beside {
                Some(Operand::Answer(of)) => self.option(of, id),
                _ => quoted(id),
            },
            Operand::YesNo(value) => value.to_string(),
            Operand::Date(date) => quoted(&date.to_string()),
            Operand::Today => "today()".to_owned(),
            Operand::Calculated(left, by, right) => {
                let (left, right) = (self.operand(left, None), self.operand(right, None));
                match by {
                    Arithmetic::Plus => format!("({left} + {right})"),
                    Arithmetic::Minus => format!("({left} - {right})"),
                    Arithmetic::Times => format!("({left} * {right})"),
                    // Quotients are binary there: 0.3 / 3 is not 0.1.
                    Arithmetic::Divided => format!("round({left} / {right}, 9)"),
                }
            }
            Operand::Either(when, first, second) => {
                let when = self.condition(when, false);
                format!("iif({when}, {}, {})", self.operand(first, beside), self.operand(second, beside))
            }
        }
    }

    fn name(&self, of: &Variable) -> String {
        let name = &self.items[of.item].name;
        match &of.row {
            Some(row) => format!("{{{name}.{row}}}"),
            None => format!("{{{name}}}"),
        }
    }

    fn option(&self, of: &Variable, id: &str) -> String {
        quoted(stored(&self.items[of.item], id))
    }

    /// Whether "does not apply" can stand where the answer is: on a scale, and on the lines of a matrix.
    fn may_not_apply(&self, of: &Variable) -> bool {
        let item = &self.items[of.item];
        let one_value = of.row.is_some() || !matches!(item.answer, Answer::Matrix { .. });
        one_value && item.scale().is_some_and(|scale| scale.offers_not_applicable())
    }
}

fn bracketed(text: String, nested: bool) -> String {
    if nested { format!("({text})") } else { text }
}

fn sign(by: Comparator) -> &'static str {
    match by {
        Comparator::Equal => "=",
        Comparator::NotEqual => "<>",
        Comparator::Less => "<",
        Comparator::AtMost => "<=",
        Comparator::More => ">",
        Comparator::AtLeast => ">=",
    }
}

/// A number as the expression parser reads it: never with an exponent.
fn number(value: Decimal) -> String {
    value.normalize().to_string()
}
