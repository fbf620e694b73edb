//! Conditions as Typeform has them: `and`, `or`, and what an answer is compared with.
//!
//! It knows no "is answered". Where one question decides a part of a condition, that part becomes the list
//! of answers with which it holds, so that nothing is left to say of an empty answer. Elsewhere what an
//! answer is compared with says that there is one, and comparisons that an empty answer could pass are
//! written so that it cannot.

use super::form::{is_row, option_reference, reference};
use crate::emit::survey::decided::{Decided, by_question, decides, holds_after, listed, sides};
use crate::emit::survey::{Answer, Comparator, Condition, Instrument, Item, Most, Operand, Variable};
use serde_json::{Value as Json, json};

/// A condition; nothing for one that cannot be told.
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
            Condition::All(each) => self.together(each, true),
            Condition::Any(each) => self.together(each, false),
            Condition::Compare { left, by, right } => {
                let (of, by, value) = sides(left, *by, right)?;
                self.compared(of, by, value)
            }
            Condition::Includes { of, option, inside } => self.taken(of, option, *inside),
            Condition::Answered(of) => self.any_taken(of, true),
            Condition::Unanswered(of) => self.any_taken(of, false),
            Condition::Always => Some(joined(Vec::new(), true)),
            Condition::Never => Some(joined(Vec::new(), false)),
            Condition::OneOf { .. } => None,
        }
    }

    /// Parts that hold together, or one of which holds. Those that one question decides are one part.
    fn together(&self, each: &[Condition], all: bool) -> Option<Json> {
        let mut told: Vec<Json> = Vec::new();
        for part in by_question(self.items, each, all) {
            match part {
                Decided::By(place, own) => told.push(self.decided(place, &own)?),
                // What is compared, or taken, is answered.
                Decided::Else(Condition::Answered(of))
                    if all && each.iter().any(|other| says_answered(other, of)) => {}
                Decided::Else(part) => told.push(self.told(part)?),
            }
        }
        Some(joined(told, all))
    }

    /// The answers with which a condition holds; those with which it does not where no answer is fine.
    fn decided(&self, place: usize, condition: &Condition) -> Option<Json> {
        let item = &self.items[place];
        let after = |answer: Option<&str>| holds_after(condition, place, answer);
        let silent = after(None)?;
        let words = item.asks_for_words().map(|option| option.id.to_string());
        let all = listed(item)?;
        let (held, not_held): (Vec<&String>, Vec<&String>) =
            all.iter().partition(|answer| after(Some(answer)) == Some(true));
        // Words of one's own are no option that could be named: they fall where no answer falls.
        if words.is_some_and(|words| held.contains(&&words) != silent) {
            return None;
        }
        let words = item.asks_for_words().map(|option| option.id.as_str());
        let named = |answers: Vec<&String>| {
            answers.into_iter().filter(|id| Some(id.as_str()) != words).cloned().collect::<Vec<_>>()
        };
        let each = |answers: Vec<String>, there: bool| -> Vec<Json> {
            answers.iter().map(|answer| self.is(item, answer, there)).collect()
        };
        Some(if silent {
            joined(each(named(not_held), false), true)
        } else {
            joined(each(named(held), true), false)
        })
    }

    /// That an answer was given, or was not.
    fn is(&self, item: &Item<'_>, answer: &str, there: bool) -> Json {
        let name = reference(item, None);
        match &item.answer {
            Answer::YesNo => {
                let op = if there { "is" } else { "is_not" };
                test(op, &name, "constant", json!(answer == "true"))
            }
            Answer::Scale(scale) if is_row(scale) => {
                let op = if there { "equal" } else { "not_equal" };
                test(op, &name, "constant", json!(answer.parse::<i64>().unwrap_or_default()))
            }
            _ => {
                let op = if there { "is" } else { "is_not" };
                test(op, &name, "choice", json!(option_reference(item, answer)))
            }
        }
    }

    fn takes_several(&self, of: &Variable) -> bool {
        matches!(&self.items[of.item].answer, Answer::Choice { most, .. } if *most != Most::One)
    }

    fn taken(&self, of: &Variable, option: &str, there: bool) -> Option<Json> {
        let item = &self.items[of.item];
        let words = item.asks_for_words().is_some_and(|words| words.id.as_str() == option);
        (self.takes_several(of) && !words).then(|| self.is(item, option, there))
    }

    /// That any of several options was taken, or none.
    fn any_taken(&self, of: &Variable, there: bool) -> Option<Json> {
        let item = &self.items[of.item];
        if !self.takes_several(of) || item.asks_for_words().is_some() {
            return self.line_answered(of, there);
        }
        let each = item.options().iter().map(|option| self.is(item, option.id.as_str(), there)).collect();
        Some(joined(each, !there))
    }

    /// That a line of a matrix, or one of its lines, has an answer, or none.
    fn line_answered(&self, of: &Variable, there: bool) -> Option<Json> {
        let Answer::Matrix { rows, scale } = &self.items[of.item].answer else { return None };
        let item = &self.items[of.item];
        let own = rows.iter().filter(|row| of.row.as_deref().is_none_or(|wanted| wanted == row.id.as_str()));
        let points = own.flat_map(|row| scale.codes().map(move |code| (row.id.as_str(), code)));
        let op = if there { "is" } else { "is_not" };
        let each = points.map(|(row, code)| self.point(item, row, code, op));
        Some(joined(each.collect(), !there))
    }

    fn point(&self, item: &Item<'_>, row: &str, code: i64, op: &str) -> Json {
        let choice = format!("{}_{code}", reference(item, Some(row)));
        test(op, &reference(item, Some(row)), "choice", json!(choice))
    }

    fn compared(&self, of: &Variable, by: Comparator, value: &Operand) -> Option<Json> {
        let item = &self.items[of.item];
        let name = reference(item, of.row.as_deref());
        match (&item.answer, value, &of.row) {
            (Answer::Matrix { scale, .. }, Operand::Number(number), Some(row)) => {
                let fits = |code: &i64| by.holds(rust_decimal::Decimal::from(*code).cmp(number));
                let each = scale.codes().filter(fits).map(|code| self.point(item, row, code, "is"));
                Some(joined(each.collect(), false))
            }
            (Answer::Number | Answer::Scale(_), Operand::Number(number), _) => {
                let number: serde_json::Number = number.normalize().to_string().parse().ok()?;
                Some(ordered(
                    &name,
                    by,
                    &json!(number),
                    ["equal", "lower_than", "lower_equal_than", "greater_than", "greater_equal_than"],
                ))
            }
            (Answer::Date, Operand::Date(day), _) => {
                let ops = ["on", "earlier_than", "earlier_than_or_on", "later_than", "later_than_or_on"];
                Some(ordered(&name, by, &json!(day.to_string()), ops))
            }
            (Answer::Open, Operand::Text(text), _) if by == Comparator::Equal => {
                Some(test("equal", &name, "constant", json!(text)))
            }
            _ => None,
        }
    }
}

/// Whether a part can hold only after an answer.
fn says_answered(part: &Condition, wanted: &Variable) -> bool {
    match part {
        Condition::Compare { left, by, right } => {
            sides(left, *by, right).is_some_and(|(of, ..)| of == wanted)
        }
        Condition::Includes { of, inside, .. } => *inside && of == wanted,
        Condition::All(each) => each.iter().any(|part| says_answered(part, wanted)),
        Condition::Any(each) => !each.is_empty() && each.iter().all(|part| says_answered(part, wanted)),
        _ => false,
    }
}

/// A comparison in the words for equal, less, at most, more and at least. What differs is less or more, for
/// an empty answer differs from everything.
fn ordered(name: &str, by: Comparator, value: &Json, words: [&str; 5]) -> Json {
    let [equal, less, at_most, more, at_least] = words;
    let one = |op: &str| test(op, name, "constant", value.clone());
    match by {
        Comparator::Equal => one(equal),
        Comparator::NotEqual => json!({"op": "or", "vars": [one(less), one(more)]}),
        Comparator::Less => one(less),
        Comparator::AtMost => one(at_most),
        Comparator::More => one(more),
        Comparator::AtLeast => one(at_least),
    }
}

fn test(op: &str, name: &str, kind: &str, value: Json) -> Json {
    json!({"op": op, "vars": [{"type": "field", "value": name}, {"type": kind, "value": value}]})
}

/// All of these, or one of them, without what decides nothing.
fn joined(each: Vec<Json>, all: bool) -> Json {
    let decides = |part: &Json| if all { is_never(part) } else { is_always(part) };
    let is_idle = |part: &Json| if all { is_always(part) } else { is_never(part) };
    if let Some(one) = each.iter().find(|part| decides(part)) {
        return one.clone();
    }
    let mut kept: Vec<Json> = each.into_iter().filter(|part| !is_idle(part)).collect();
    match (kept.len(), all) {
        (1, _) => kept.remove(0),
        (0, true) => always(),
        (_, true) => json!({"op": "and", "vars": kept}),
        (_, false) => json!({"op": "or", "vars": kept}),
    }
}

/// What holds for everybody.
pub fn always() -> Json {
    json!({"op": "always", "vars": []})
}

/// Whether a condition holds for everybody.
pub fn is_always(told: &Json) -> bool {
    told["op"] == "always"
}

/// Whether a condition holds for nobody: one of no parts. It is never written.
pub fn is_never(told: &Json) -> bool {
    told["op"] == "or" && told["vars"].as_array().is_some_and(Vec::is_empty)
}
