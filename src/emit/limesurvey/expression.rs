//! Conditions as relevance, in the language of LimeSurvey's Expression Manager.
//!
//! There an empty answer compares as 0 or as an empty text, so the guards of the lowered conditions
//! are written out with `is_empty`.

use super::codes::{self, NO, NOT_APPLICABLE, OTHER, YES};
use crate::emit::survey::operand::{bracketed, number};
use crate::emit::survey::{
    Answer, Arithmetic, Comparator, Condition, Item, Most, Operand, Row, Scale, Variable,
};

/// The text of a condition; nothing when it needs what LimeSurvey cannot be told.
pub fn expression(items: &[Item<'_>], condition: &Condition) -> Option<String> {
    Printer { items }.condition(condition, false)
}

/// A text in quotes; the quote that is in it is written with a backslash.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

struct Printer<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Printer<'_, '_> {
    /// `nested`: inside another condition, where what is joined needs brackets.
    fn condition(&self, condition: &Condition, nested: bool) -> Option<String> {
        Some(match condition {
            Condition::Always => "1".to_owned(),
            Condition::Never => "0".to_owned(),
            Condition::All(each) => self.joined(each, " && ", nested)?,
            Condition::Any(each) => self.joined(each, " || ", nested)?,
            Condition::Answered(of) => self.answered(of, nested)?,
            Condition::Unanswered(of) => format!("!({})", self.answered(of, false)?),
            Condition::Compare { left, by, right } => {
                format!("{} {} {}", self.operand(left, right)?, sign(*by), self.operand(right, left)?)
            }
            Condition::OneOf { of, options, inside } => {
                let (sign, word) = if *inside { ("==", " || ") } else { ("!=", " && ") };
                let item = &self.items[of.item];
                let name = self.name(of)?;
                let one = |id: &String| format!("{name} {sign} {}", quoted(&codes::option(item, id)));
                let each: Vec<String> = options.iter().map(one).collect();
                bracketed(each.join(word), nested && each.len() > 1)
            }
            Condition::Includes { of, option, inside } => self.taken(of, option, *inside)?,
        })
    }

    fn joined(&self, each: &[Condition], word: &str, nested: bool) -> Option<String> {
        let each: Option<Vec<String>> = each.iter().map(|part| self.condition(part, true)).collect();
        Some(bracketed(each?.join(word), nested))
    }

    /// Whether one of several options was taken.
    fn taken(&self, of: &Variable, option: &str, there: bool) -> Option<String> {
        let item = &self.items[of.item];
        if matches!(item.answer, Answer::Ranking { .. }) {
            return None;
        }
        let name = format!("{}.NAOK", codes::part(item, option));
        Some(match (codes::option(item, option) == OTHER, there) {
            (true, true) => format!("!is_empty({name})"),
            (true, false) => format!("is_empty({name})"),
            (false, true) => format!("{name} == \"{YES}\""),
            (false, false) => format!("{name} != \"{YES}\""),
        })
    }

    /// That there is an answer; of several columns, that one of them has one.
    fn answered(&self, of: &Variable, nested: bool) -> Option<String> {
        let item = &self.items[of.item];
        let any = |each: Option<Vec<String>>| {
            let each = each?;
            Some(bracketed(each.join(" || "), nested && each.len() > 1))
        };
        match (&item.answer, &of.row) {
            (Answer::Matrix { rows, .. }, None) => {
                let line = |row: &Row<'_>| {
                    let row = Some(row.id.as_str().to_owned());
                    self.answered(&Variable { item: of.item, row }, true)
                };
                any(rows.iter().map(line).collect())
            }
            (Answer::Choice { options, most }, _) if *most != Most::One => {
                any(options.iter().map(|option| self.taken(of, option.id.as_str(), true)).collect())
            }
            (Answer::Ranking { .. }, _) => None,
            _ => {
                let name = self.raw(of);
                let there = format!("!is_empty({name})");
                Some(match self.scale(of).is_some_and(|scale| scale.not_applicable.is_some()) {
                    true => bracketed(format!("{there} && {name} != \"{NOT_APPLICABLE}\""), nested),
                    false => there,
                })
            }
        }
    }

    /// A value; `beside` is what it is compared with, which says whose option a bare id is.
    fn operand(&self, operand: &Operand, beside: &Operand) -> Option<String> {
        Some(match operand {
            Operand::Answer(of) => self.name(of)?,
            Operand::Number(value) => number(*value),
            Operand::Text(text) => quoted(text),
            Operand::Option(id) => match beside {
                Operand::Answer(of) => quoted(&codes::option(&self.items[of.item], id)),
                _ => return None,
            },
            Operand::YesNo(value) => format!("\"{}\"", if *value { YES } else { NO }),
            Operand::Date(_) | Operand::Today => return None,
            Operand::Calculated(left, by, right) => {
                let (left, right) = (self.operand(left, right)?, self.operand(right, left)?);
                match by {
                    // `+` joins what it takes for texts.
                    Arithmetic::Plus => format!("sum({left}, {right})"),
                    Arithmetic::Minus => format!("({left} - {right})"),
                    Arithmetic::Times => format!("({left} * {right})"),
                    // Quotients are binary there: 0.3 / 3 is not 0.1.
                    Arithmetic::Divided => format!("round({left} / {right}, 9)"),
                }
            }
            Operand::Either(when, first, second) => {
                let when = self.condition(when, false)?;
                format!("if({when}, {}, {})", self.operand(first, beside)?, self.operand(second, beside)?)
            }
        })
    }

    /// The column of an answer.
    fn raw(&self, of: &Variable) -> String {
        let own = codes::code(&self.items[of.item].name);
        match &of.row {
            Some(row) => format!("{own}_{}.NAOK", codes::line(row)),
            None => format!("{own}.NAOK"),
        }
    }

    /// An answer as a value: where codes are not the numbers they stand for, those numbers.
    fn name(&self, of: &Variable) -> Option<String> {
        let item = &self.items[of.item];
        let several = matches!(item.answer, Answer::Choice { most, .. } if most != Most::One);
        if several || matches!(item.answer, Answer::Date | Answer::Ranking { .. }) {
            return None;
        }
        let raw = self.raw(of);
        let Some(scale) = self.scale(of).filter(|scale| codes::has_signs(scale)) else { return Some(raw) };
        let negative = scale.codes().filter(|code| *code < 0).rev();
        Some(negative.fold(raw.clone(), |rest, code| {
            format!("if({raw} == \"{}\", {}, {rest})", codes::point(code), number(code.into()))
        }))
    }

    fn scale(&self, of: &Variable) -> Option<&Scale<'_>> {
        self.items[of.item].scale().filter(|scale| scale.has_buttons() || of.row.is_some())
    }
}

fn sign(by: Comparator) -> &'static str {
    match by {
        Comparator::Equal => "==",
        Comparator::NotEqual => "!=",
        Comparator::Less => "<",
        Comparator::AtMost => "<=",
        Comparator::More => ">",
        Comparator::AtLeast => ">=",
    }
}
