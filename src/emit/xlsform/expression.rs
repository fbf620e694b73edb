//! Conditions as XPath, as XForms engines read it.
//!
//! There an empty answer is the empty text, which is no number: `'' <= 8` does not hold, and neither
//! does `'' > 8`. The guards of the lowered conditions are written out all the same, because an empty
//! text equals another one.

use super::values::{self, NO, NOT_APPLICABLE, YES};
use crate::emit::survey::operand::{bracketed, number};
use crate::emit::survey::{Answer, Arithmetic, Comparator, Condition, Item, Operand, Variable};

/// The text of a condition.
pub fn expression(items: &[Item<'_>], condition: &Condition) -> String {
    Printer { items }.condition(condition, false)
}

/// A text as an XPath literal. It has no way to write both quotes, so such a text is put together,
/// and so is one with what looks like the name of a question.
pub fn quoted(text: &str) -> String {
    if !text.contains('\'') && !text.contains("${") {
        return format!("'{text}'");
    }
    if !text.contains('"') && !text.contains("${") {
        return format!("\"{text}\"");
    }
    let parts = text.replace("${", "$\u{0}{");
    let pieces: Vec<String> = parts
        .split('\u{0}')
        .flat_map(|part| {
            let mut pieces = Vec::new();
            for (nth, piece) in part.split('\'').enumerate() {
                if nth > 0 {
                    pieces.push("\"'\"".to_owned());
                }
                if !piece.is_empty() {
                    pieces.push(format!("'{piece}'"));
                }
            }
            pieces
        })
        .collect();
    format!("concat({})", pieces.join(", "))
}

struct Printer<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Printer<'_, '_> {
    /// `nested`: inside another condition, where what is joined needs brackets.
    fn condition(&self, condition: &Condition, nested: bool) -> String {
        match condition {
            Condition::Always => "true()".to_owned(),
            Condition::Never => "false()".to_owned(),
            Condition::All(each) => self.joined(each, " and ", nested),
            Condition::Any(each) => self.joined(each, " or ", nested),
            Condition::Answered(of) => self.answered(of, nested),
            Condition::Unanswered(of) => format!("not({})", self.answered(of, false)),
            Condition::Compare { left, by, right } => {
                format!("{} {} {}", self.operand(left), sign(*by), self.operand(right))
            }
            Condition::OneOf { of, options, inside } => {
                let name = self.name(of);
                let (sign, word) = if *inside { ("=", " or ") } else { ("!=", " and ") };
                let each: Vec<String> =
                    options.iter().map(|id| format!("{name} {sign} {}", quoted(id))).collect();
                bracketed(each.join(word), nested && each.len() > 1)
            }
            Condition::Includes { of, option, inside } => {
                let selected = format!("selected({}, {})", self.name(of), quoted(option));
                if *inside { selected } else { format!("not({selected})") }
            }
        }
    }

    fn joined(&self, each: &[Condition], word: &str, nested: bool) -> String {
        let each: Vec<String> = each.iter().map(|part| self.condition(part, true)).collect();
        bracketed(each.join(word), nested)
    }

    /// That there is an answer; of a whole matrix, that one of its lines has one.
    fn answered(&self, of: &Variable, nested: bool) -> String {
        let item = &self.items[of.item];
        if let (Answer::Matrix { rows, .. }, None) = (&item.answer, &of.row) {
            let line = |row: &crate::emit::survey::Row<'_>| {
                let line = Variable { item: of.item, row: Some(row.id.as_str().to_owned()) };
                self.answered(&line, true)
            };
            let lines: Vec<String> = rows.iter().map(line).collect();
            return bracketed(lines.join(" or "), nested && lines.len() > 1);
        }
        let name = self.name(of);
        let may_not_apply = item.scale().is_some_and(|scale| match item.answer {
            Answer::Matrix { .. } => scale.not_applicable.is_some(),
            _ => scale.offers_not_applicable(),
        });
        match may_not_apply {
            true => bracketed(format!("{name} != '' and {name} != '{NOT_APPLICABLE}'"), nested),
            false => format!("{name} != ''"),
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Answer(of) => self.name(of),
            Operand::Number(value) => number(*value),
            Operand::Text(text) | Operand::Option(text) => quoted(text),
            Operand::YesNo(value) => format!("'{}'", if *value { YES } else { NO }),
            Operand::Date(date) => format!("date('{date}')"),
            Operand::Today => "today()".to_owned(),
            Operand::Calculated(left, by, right) => {
                let (left, right) = (self.operand(left), self.operand(right));
                match by {
                    Arithmetic::Plus => format!("({left} + {right})"),
                    Arithmetic::Minus => format!("({left} - {right})"),
                    Arithmetic::Times => format!("({left} * {right})"),
                    // Quotients are binary there: 0.3 div 3 is not 0.1.
                    Arithmetic::Divided => format!("round({left} div {right}, 9)"),
                }
            }
            Operand::Either(when, first, second) => {
                let when = self.condition(when, false);
                format!("if({when}, {}, {})", self.operand(first), self.operand(second))
            }
        }
    }

    fn name(&self, of: &Variable) -> String {
        format!("${{{}}}", values::variable(self.items, of))
    }
}

fn sign(by: Comparator) -> &'static str {
    match by {
        Comparator::Equal => "=",
        Comparator::NotEqual => "!=",
        Comparator::Less => "<",
        Comparator::AtMost => "<=",
        Comparator::More => ">",
        Comparator::AtLeast => ">=",
    }
}
