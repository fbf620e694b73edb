//! A person who goes through an instrument: page after page, seeing what the conditions of the
//! language say, answering what is wanted, and stopped by what is required.

use super::item::{Answer, Branch, Choice, Item, Most, Scale};
use super::{Instrument, Variable};
use crate::model::expression::{Symbol, Value, Values, holds};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Answers by question, or by question and line.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// [`Value::None`]: left empty on purpose.
    pub given: BTreeMap<Variable, Value>,
    /// The day on which they are given.
    pub today: Date,
}

impl Answers {
    /// No answers yet, on a day.
    pub fn on(today: Date) -> Self {
        Self { given: BTreeMap::new(), today }
    }
}

/// The name of the day in conditions.
pub const TODAY: &str = "as_of";

/// One page as a person saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The place of the page.
    pub page: usize,
    /// The items seen on it, in order.
    pub seen: Vec<usize>,
}

/// Where a person stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// After the last page.
    AtTheEnd,
    /// A required question was left empty: its page cannot be left.
    Required,
}

/// A way through an instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub visits: Vec<Visit>,
    /// Every answer that was given.
    pub answers: Answers,
    pub stop: Stop,
}

/// How a person answers what nobody said anything about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diligence {
    /// Only what is required.
    Required,
    /// Everything that is asked.
    Everything,
}

/// Answers, as conditions read them.
pub(super) struct Read<'r, 'p> {
    pub instrument: &'r Instrument<'p>,
    pub answers: &'r Answers,
}

impl Values for Read<'_, '_> {
    fn value(&self, symbol: &Symbol) -> Value {
        if symbol.name == TODAY {
            return Value::Date(self.answers.today);
        }
        let Some(variable) = self.instrument.variable(symbol) else { return Value::None };
        if variable.row.is_none()
            && matches!(self.instrument.items[variable.item].answer, Answer::Matrix { .. })
        {
            let line = |(of, value): (&Variable, &Value)| of.item == variable.item && *value != Value::None;
            return if self.answers.given.iter().any(line) { Value::Group } else { Value::None };
        }
        self.answers.given.get(&variable).cloned().unwrap_or_default()
    }
}

impl<'p> Instrument<'p> {
    /// Whether a branch is open after these answers.
    pub fn is_open(&self, branch: Option<&Branch<'p>>, answers: &Answers) -> bool {
        let read = Read { instrument: self, answers };
        // What no platform can be told is asked of everybody.
        branch.is_none_or(|branch| branch.condition.is_err() || holds(branch.typed, &read))
    }

    /// The options that are offered after these answers.
    pub fn offered<'i>(&self, item: &'i Item<'p>, answers: &Answers) -> Vec<&'i Choice<'p>> {
        item.options().iter().filter(|option| self.is_open(option.branch.as_ref(), answers)).collect()
    }

    /// The way of a person who gives these answers and leaves out the others; none when some of them
    /// cannot be given: the question is hidden, the option is not offered, a page cannot be left.
    pub fn respond(&self, wanted: &Answers, diligence: Diligence) -> Option<Path> {
        let mut path = Path { visits: Vec::new(), answers: Answers::on(wanted.today), stop: Stop::AtTheEnd };
        for (page, items) in self.pages.iter().enumerate() {
            let mut visit = Visit { page, seen: Vec::new() };
            let mut stop = path.stop;
            for place in items {
                let seen = path.stop == Stop::AtTheEnd
                    && self.is_open(self.items[*place].branch.as_ref(), &path.answers);
                if seen {
                    visit.seen.push(*place);
                    if let Given::TooLittle = self.answer(*place, wanted, diligence, &mut path.answers)? {
                        stop = Stop::Required;
                    }
                } else if wants_something(wanted, *place) {
                    return None;
                }
            }
            path.stop = stop;
            if !visit.seen.is_empty() {
                path.visits.push(visit);
            }
        }
        Some(path)
    }

    fn answer(
        &self,
        place: usize,
        wanted: &Answers,
        diligence: Diligence,
        given: &mut Answers,
    ) -> Option<Given> {
        let item = &self.items[place];
        let fill = item.required || diligence == Diligence::Everything;
        if let Answer::Matrix { rows, scale } = &item.answer {
            return lines(
                place,
                rows.iter().map(|row| row.id.as_str()),
                scale,
                item.required,
                fill,
                wanted,
                given,
            );
        }
        let variable = Variable { item: place, row: None };
        let offered = self.offered(item, given);
        match wanted.given.get(&variable) {
            Some(Value::None) => return Some(if item.required { Given::TooLittle } else { Given::Enough }),
            Some(value) if !can_be_given(item, value, &offered) => return None,
            Some(value) => given.given.insert(variable, value.clone()),
            None if !fill => None,
            None => match some_answer(item, &offered) {
                Some(value) => given.given.insert(variable, value),
                None => return Some(if item.required { Given::TooLittle } else { Given::Enough }),
            },
        };
        Some(Given::Enough)
    }
}

enum Given {
    Enough,
    /// It is required and empty.
    TooLittle,
}

fn wants_something(wanted: &Answers, place: usize) -> bool {
    wanted.given.iter().any(|(variable, value)| variable.item == place && *value != Value::None)
}

/// The lines of a matrix. That the whole matrix is answered is wanted as [`Value::Group`].
fn lines<'r>(
    item: usize,
    rows: impl Iterator<Item = &'r str>,
    scale: &Scale<'_>,
    required: bool,
    fill: bool,
    wanted: &Answers,
    given: &mut Answers,
) -> Option<Given> {
    let whole = wanted.given.get(&Variable { item, row: None });
    let mut empty = false;
    for row in rows {
        let line = Variable { item, row: Some(row.to_owned()) };
        let value = match (wanted.given.get(&line), whole) {
            (Some(Value::None), Some(Value::Group)) | (None, Some(Value::None)) => Value::None,
            (Some(_), Some(Value::None)) => return None,
            (Some(value), _) => value.clone(),
            (None, Some(_)) => code(scale.low),
            (None, None) if fill => code(scale.low),
            (None, None) => Value::None,
        };
        empty |= value == Value::None;
        if value != Value::None {
            if !on_scale(scale, &value) {
                return None;
            }
            given.given.insert(line, value);
        }
    }
    let answered = given.given.keys().any(|variable| variable.item == item);
    if whole == Some(&Value::Group) && !answered {
        return None;
    }
    Some(if required && empty { Given::TooLittle } else { Given::Enough })
}

/// Whether a person can give this answer.
fn can_be_given(item: &Item<'_>, value: &Value, offered: &[&Choice<'_>]) -> bool {
    let is_offered = |id: &String| offered.iter().any(|option| option.id.as_str() == id);
    match (&item.answer, value) {
        (Answer::Open, Value::Text(text)) => !text.trim().is_empty(),
        (Answer::YesNo, Value::YesNo(_))
        | (Answer::Number, Value::Number(_))
        | (Answer::Date, Value::Date(_)) => true,
        (Answer::Scale(scale), value) => on_scale(scale, value),
        (Answer::Choice { most: Most::One, .. }, Value::Text(id)) => is_offered(id),
        (Answer::Choice { most, .. } | Answer::Ranking { most, .. }, Value::Several(taken)) => {
            let alone = |id: &String| {
                offered.iter().any(|option| option.exclusive.is_some() && option.id.as_str() == id)
            };
            most.allows(taken.len())
                && taken.iter().all(is_offered)
                && (taken.len() <= 1 || !taken.iter().any(alone))
        }
        _ => false,
    }
}

fn on_scale(scale: &Scale<'_>, value: &Value) -> bool {
    matches!(value, Value::Number(number) if scale.codes().any(|code| Decimal::from(code) == *number))
}

/// Any answer that a person could give; none when nothing is offered.
fn some_answer(item: &Item<'_>, offered: &[&Choice<'_>]) -> Option<Value> {
    let plain = || {
        let simple = offered.iter().find(|option| option.other.is_none());
        simple.or(offered.first()).map(|option| option.id.as_str().to_owned())
    };
    Some(match &item.answer {
        Answer::Open => Value::Text("…".to_owned()),
        Answer::YesNo => Value::YesNo(true),
        Answer::Number => code(1),
        Answer::Date => Value::Date(SOME_DAY),
        Answer::Scale(scale) => code(scale.high),
        Answer::Choice { most: Most::One, .. } => Value::Text(plain()?),
        Answer::Choice { .. } => Value::Several(vec![plain()?]),
        Answer::Ranking { most, .. } => {
            let count = (1..=offered.len()).rev().find(|count| most.allows(*count))?;
            Value::Several(offered[..count].iter().map(|option| option.id.as_str().to_owned()).collect())
        }
        Answer::Matrix { .. } | Answer::Statement => return None,
    })
}

const SOME_DAY: Date = date(2026, 1, 1);

fn code(code: i64) -> Value {
    Value::Number(Decimal::from(code))
}
