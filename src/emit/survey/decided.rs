//! Conditions that one question decides: whether they hold after each of its answers.

use super::condition::{Comparator, Condition, Variable, simplified};
use super::item::{Answer, Item, Most};
use super::operand::Operand;
use rust_decimal::Decimal;

/// What "does not apply" is called among the answers to a scale.
pub const NOT_APPLICABLE: &str = "na";

/// The answers of a question that are listed: options, points (and "does not apply"), yes and no.
pub fn listed(item: &Item<'_>) -> Option<Vec<String>> {
    match &item.answer {
        Answer::YesNo => Some(vec!["true".to_owned(), "false".to_owned()]),
        Answer::Choice { options, .. } => Some(options.iter().map(|option| option.id.to_string()).collect()),
        Answer::Scale(scale) if scale.has_buttons() => {
            let none = scale.not_applicable.map(|_| NOT_APPLICABLE.to_owned());
            Some(scale.codes().map(|code| code.to_string()).chain(none).collect())
        }
        _ => None,
    }
}

/// Whether a question takes one of its listed answers.
pub fn takes_one(item: &Item<'_>) -> bool {
    let several = matches!(&item.answer, Answer::Choice { most, .. } if *most != Most::One);
    !several && listed(item).is_some()
}

/// Whether one listed answer to the question at a place, or none, makes a condition hold. Nothing when
/// something else decides it as well.
pub fn holds_after(condition: &Condition, place: usize, answer: Option<&str>) -> Option<bool> {
    let own = |of: &Variable| (of.item == place && of.row.is_none()).then_some(());
    let given = answer.filter(|answer| *answer != NOT_APPLICABLE);
    match condition {
        Condition::Always => Some(true),
        Condition::Never => Some(false),
        Condition::All(each) => each
            .iter()
            .map(|part| holds_after(part, place, answer))
            .try_fold(true, |all, part| Some(all & part?)),
        Condition::Any(each) => each
            .iter()
            .map(|part| holds_after(part, place, answer))
            .try_fold(false, |any, part| Some(any | part?)),
        Condition::Answered(of) => own(of).map(|()| given.is_some()),
        Condition::Unanswered(of) => own(of).map(|()| given.is_none()),
        Condition::OneOf { of, options, inside } => own(of)
            .map(|()| given.is_some_and(|given| options.iter().any(|option| option == given)) == *inside),
        Condition::Includes { .. } => None,
        Condition::Compare { left, by, right } => {
            let (of, by, value) = sides(left, *by, right)?;
            own(of)?;
            matches!(value, Operand::Number(_) | Operand::YesNo(_) | Operand::Option(_))
                .then(|| given.is_some_and(|given| compares(given, by, value)))
        }
    }
}

/// The answer that a comparison looks at, and what it is compared with; nothing when both sides are
/// answers or neither is.
pub fn sides<'c>(
    left: &'c Operand,
    by: Comparator,
    right: &'c Operand,
) -> Option<(&'c Variable, Comparator, &'c Operand)> {
    match (left, right) {
        (Operand::Answer(_), Operand::Answer(_)) => None,
        (Operand::Answer(of), value) => Some((of, by, value)),
        (value, Operand::Answer(of)) => Some((of, by.turned(), value)),
        _ => None,
    }
}

/// Whether a listed answer compares so with a value.
pub fn compares(given: &str, by: Comparator, value: &Operand) -> bool {
    match value {
        Operand::Number(number) => given.parse::<Decimal>().is_ok_and(|code| by.holds(code.cmp(number))),
        Operand::YesNo(yes) => by.holds(given.cmp(if *yes { "true" } else { "false" })),
        Operand::Option(option) => by.holds(given.cmp(option.as_str())),
        _ => false,
    }
}

/// The questions that a condition looks at, in their order; nothing for a calculation.
pub fn looked_at(condition: &Condition) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    look(condition, &mut found)?;
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn look(condition: &Condition, out: &mut Vec<usize>) -> Option<()> {
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(each) | Condition::Any(each) => {
            each.iter().try_for_each(|part| look(part, out))?;
        }
        Condition::Answered(of)
        | Condition::Unanswered(of)
        | Condition::OneOf { of, .. }
        | Condition::Includes { of, .. } => out.push(of.item),
        Condition::Compare { left, right, .. } => {
            for side in [left, right] {
                match side {
                    Operand::Answer(of) => out.push(of.item),
                    Operand::Calculated(..) | Operand::Either(..) => return None,
                    _ => {}
                }
            }
        }
    }
    Some(())
}

/// A condition where some questions have no answer.
pub fn without_answers(condition: &Condition, empty: &dyn Fn(usize) -> bool) -> Condition {
    simplified(emptied(condition, empty))
}

fn emptied(condition: &Condition, empty: &dyn Fn(usize) -> bool) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(|part| emptied(part, empty)).collect();
    let constant = |holds: bool| if holds { Condition::Always } else { Condition::Never };
    let is_empty = |side: &Operand| matches!(side, Operand::Answer(of) if empty(of.item));
    match condition {
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::Answered(of) if empty(of.item) => Condition::Never,
        Condition::Unanswered(of) if empty(of.item) => Condition::Always,
        Condition::OneOf { of, inside, .. } | Condition::Includes { of, inside, .. } if empty(of.item) => {
            constant(!inside)
        }
        Condition::Compare { left, right, .. } if is_empty(left) || is_empty(right) => Condition::Never,
        other => other.clone(),
    }
}

/// A part of a condition: what one question decides, all of it together, or anything else.
pub enum Decided<'c> {
    By(usize, Condition),
    Else(&'c Condition),
}

/// The question that takes one listed answer and alone decides a condition.
pub fn decides(items: &[Item<'_>], condition: &Condition) -> Option<usize> {
    let looked = looked_at(condition)?;
    let [place] = looked[..] else { return None };
    takes_one(&items[place]).then_some(place)
}

/// The parts that hold together, or one of which holds, with those that one question decides as one.
pub fn by_question<'c>(items: &[Item<'_>], each: &'c [Condition], all: bool) -> Vec<Decided<'c>> {
    let mut parts: Vec<Decided<'c>> = Vec::new();
    for part in each {
        let Some(place) = decides(items, part) else {
            parts.push(Decided::Else(part));
            continue;
        };
        let same = parts.iter_mut().find_map(|known| match known {
            Decided::By(own, condition) if *own == place => Some(condition),
            _ => None,
        });
        match same {
            Some(Condition::All(own)) if all => own.push(part.clone()),
            Some(Condition::Any(own)) if !all => own.push(part.clone()),
            _ => {
                let own = vec![part.clone()];
                parts.push(Decided::By(place, if all { Condition::All(own) } else { Condition::Any(own) }));
            }
        }
    }
    parts
}
