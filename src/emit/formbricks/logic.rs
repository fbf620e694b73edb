//! Conditions as Formbricks computes them: an answer that is not there is less than, more than and equal to
//! nothing, and "is skipped".

use super::survey::{choice_id, element_id, is_number, is_row};
use crate::emit::manifest::sha256;
use crate::emit::survey::decided::{
    Decided, NOT_APPLICABLE, by_question, decides, holds_after, listed, sides,
};
use crate::emit::survey::{Answer, Comparator, Condition, Instrument, Item, Operand, Variable};
use serde_json::{Value as Json, json};

/// A condition without its ids; nothing for one that cannot be told.
pub fn condition(instrument: &Instrument<'_>, condition: &Condition) -> Option<Json> {
    Logic { items: &instrument.items }.told(condition)
}

struct Logic<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Logic<'_, '_> {
    fn told(&self, condition: &Condition) -> Option<Json> {
        if let Some(place) = decides(self.items, condition) {
            return self.decided(place, condition);
        }
        match condition {
            Condition::Always => Some(joined(Vec::new(), true)),
            Condition::Never => Some(joined(Vec::new(), false)),
            Condition::All(each) => self.together(each, true),
            Condition::Any(each) => self.together(each, false),
            Condition::Answered(of) => Some(self.answered(of, true)),
            Condition::Unanswered(of) => Some(self.answered(of, false)),
            Condition::Includes { of, option, inside } => {
                let item = &self.items[of.item];
                let operator = if *inside { "includesOneOf" } else { "doesNotIncludeOneOf" };
                let several = matches!(item.answer, Answer::Choice { .. });
                several.then(|| test(item, operator, Some(json!([choice_id(item, option)]))))
            }
            Condition::OneOf { .. } => None,
            Condition::Compare { left, by, right } => {
                let (of, by, value) = sides(left, *by, right)?;
                self.compared(of, by, value)
            }
        }
    }

    fn together(&self, each: &[Condition], all: bool) -> Option<Json> {
        let part = |part: Decided<'_>| match part {
            Decided::By(place, own) => self.decided(place, &own),
            Decided::Else(part) => self.told(part),
        };
        let parts: Option<Vec<Json>> = by_question(self.items, each, all).into_iter().map(part).collect();
        Some(joined(parts?, all))
    }

    /// The answers to one question with which a condition holds.
    fn decided(&self, place: usize, condition: &Condition) -> Option<Json> {
        let item = &self.items[place];
        let after = |answer: Option<&str>| holds_after(condition, place, answer);
        let silent = after(None)?;
        let all = listed(item)?;
        let held: Vec<String> =
            all.iter().filter(|answer| after(Some(answer)) == Some(true)).cloned().collect();
        let skipped = silent.then(|| test(item, "isSkipped", None));
        if held.len() == all.len() {
            return Some(if silent { joined(Vec::new(), true) } else { test(item, "isSubmitted", None) });
        }
        let is_number = matches!(&item.answer, Answer::Scale(scale) if is_row(scale));
        let own: Vec<Json> = if is_number {
            let code = |answer: &String| {
                test(item, "equals", Some(json!(answer.parse::<i64>().unwrap_or_default())))
            };
            held.iter().map(code).collect()
        } else if held.is_empty() {
            Vec::new()
        } else {
            let ids: Vec<String> = held.iter().map(|answer| choice_id(item, answer)).collect();
            vec![test(item, "equalsOneOf", Some(json!(ids)))]
        };
        Some(joined(skipped.into_iter().chain(own).collect(), false))
    }

    fn answered(&self, of: &Variable, there: bool) -> Json {
        let item = &self.items[of.item];
        let Answer::Matrix { rows, scale } = &item.answer else {
            return test(item, if there { "isSubmitted" } else { "isSkipped" }, None);
        };
        let own = rows.iter().enumerate();
        let own = own.filter(|(_, row)| of.row.as_deref().is_none_or(|wanted| wanted == row.id.as_str()));
        let operator = if there { "equals" } else { "doesNotEqual" };
        let points = scale.codes().count();
        let each = own.flat_map(|(row, _)| (0..points).map(move |column| cell(item, row, column, operator)));
        joined(each.collect(), !there)
    }

    fn compared(&self, of: &Variable, by: Comparator, value: &Operand) -> Option<Json> {
        let item = &self.items[of.item];
        match (&item.answer, value) {
            (Answer::Matrix { rows, scale }, Operand::Number(number)) => {
                let row = rows.iter().position(|row| Some(row.id.as_str()) == of.row.as_deref())?;
                let fits = |code: i64| by.holds(rust_decimal::Decimal::from(code).cmp(number));
                let columns = scale.codes().enumerate().filter(|(_, code)| fits(*code));
                Some(joined(columns.map(|(column, _)| cell(item, row, column, "equals")).collect(), false))
            }
            (_, Operand::Number(number)) if is_number(item) => {
                let number: serde_json::Number = number.normalize().to_string().parse().ok()?;
                let operator = match by {
                    Comparator::Equal => "equals",
                    Comparator::NotEqual => "doesNotEqual",
                    Comparator::Less => "isLessThan",
                    Comparator::AtMost => "isLessThanOrEqual",
                    Comparator::More => "isGreaterThan",
                    Comparator::AtLeast => "isGreaterThanOrEqual",
                };
                Some(test(item, operator, Some(json!(number))))
            }
            (Answer::Date, Operand::Date(day)) => {
                let one = |operator: &str| test(item, operator, Some(json!(day.to_string())));
                Some(match by {
                    Comparator::Equal => one("equals"),
                    Comparator::NotEqual => one("doesNotEqual"),
                    Comparator::Less => one("isBefore"),
                    Comparator::More => one("isAfter"),
                    Comparator::AtMost => joined(vec![one("isBefore"), one("equals")], false),
                    Comparator::AtLeast => joined(vec![one("isAfter"), one("equals")], false),
                })
            }
            (Answer::Open, Operand::Text(text)) if !text.is_empty() => match by {
                Comparator::Equal => Some(test(item, "equals", Some(json!(text)))),
                Comparator::NotEqual => Some(test(item, "doesNotEqual", Some(json!(text)))),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What a line of a matrix is answered with: the place of a column.
fn cell(item: &Item<'_>, row: usize, column: usize, operator: &str) -> Json {
    let mut told = test(item, operator, Some(json!(column.to_string())));
    told["leftOperand"]["meta"] = json!({"row": row.to_string()});
    told
}

fn test(item: &Item<'_>, operator: &str, value: Option<Json>) -> Json {
    let mut told =
        json!({"leftOperand": {"type": "element", "value": element_id(&item.name)}, "operator": operator});
    if let Some(value) = value {
        told["rightOperand"] = json!({"type": "static", "value": value});
    }
    told
}

/// All of these, or one of them, without what decides nothing.
fn joined(each: Vec<Json>, all: bool) -> Json {
    let decides = |part: &Json| if all { is_never(part) } else { is_always(part) };
    let is_idle = |part: &Json| if all { is_always(part) } else { is_never(part) };
    if let Some(one) = each.iter().find(|part| decides(part)) {
        return one.clone();
    }
    let mut kept: Vec<Json> = each.into_iter().filter(|part| !is_idle(part)).collect();
    if kept.len() == 1 {
        return kept.remove(0);
    }
    json!({"connector": if all { "and" } else { "or" }, "conditions": kept})
}

fn is_empty(told: &Json) -> bool {
    told["conditions"].as_array().is_some_and(Vec::is_empty)
}

/// Whether a condition holds for everybody. It is never written.
pub fn is_always(told: &Json) -> bool {
    told["connector"] == "and" && is_empty(told)
}

/// Whether a condition holds for nobody. It is never written.
pub fn is_never(told: &Json) -> bool {
    told["connector"] == "or" && is_empty(told)
}

/// What holds of a question that was shown, answered or not.
pub fn seen(item: &Item<'_>) -> Json {
    joined(vec![test(item, "isSubmitted", None), test(item, "isSkipped", None)], false)
}

/// A condition as a group with ids of its own, which come from where it stands.
pub fn identified(told: Json, of: &str) -> Json {
    let group = told.get("connector").is_some();
    let mut told = if group { told } else { json!({"connector": "and", "conditions": [told]}) };
    number(&mut told, of, &mut 0);
    told
}

fn number(told: &mut Json, of: &str, nth: &mut usize) {
    *nth += 1;
    told["id"] = json!(id(&format!("{of} {nth}")));
    if let Some(parts) = told.get_mut("conditions").and_then(Json::as_array_mut) {
        parts.iter_mut().for_each(|part| number(part, of, nth));
    }
}

/// An id as Formbricks makes them: a letter, then letters and digits; from a name, so that it stays.
pub fn id(name: &str) -> String {
    format!("c{}", &sha256(name.as_bytes())[..23])
}

/// What "does not apply" is called among the options.
pub const NONE: &str = NOT_APPLICABLE;
