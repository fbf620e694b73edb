//! The values of a symbol that can make a difference to a condition.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::code;
use crate::model::expression::ast::Literal;
use crate::model::expression::eval::Value;
use crate::model::expression::scope::{Symbol, TypedExpr, TypedNode, TypedSet};
use crate::model::expression::types::{Choices, Type};
use crate::model::expression::units::UnitWord;

/// A scale with at most so many codes is tried whole when two symbols are compared with each other.
const WHOLE_SCALE: i64 = 11;

/// The values of a symbol to try: those on both sides of every boundary the condition names, and no
/// value at all.
pub(super) fn candidates(condition: &TypedExpr, symbol: &Symbol) -> Vec<Value> {
    let mut marks = Marks::default();
    marks.gather(condition, symbol);
    let mut values = match (symbol.scale, &symbol.ty) {
        (Some(scale), _) => scale_codes(scale, &marks),
        (None, Type::YesNo) => vec![Value::YesNo(true), Value::YesNo(false)],
        (None, Type::Option(choices) | Type::Id(choices)) => options(choices, &marks),
        (None, Type::Options(choices)) => several(choices, &marks),
        (None, Type::Text) => texts(&marks),
        (None, Type::Date | Type::Timestamp) => dates(&marks),
        (None, Type::Group) => vec![Value::Group],
        _ => numbers(symbol, &marks),
    };
    values.extend(marks.bands.iter().map(|band| Value::Text(band.clone())));
    if let Some(other) =
        symbol.bands.iter().find(|band| !marks.bands.is_empty() && !marks.bands.contains(band))
    {
        values.push(Value::Text(other.clone()));
    }
    let mut distinct: Vec<Value> = Vec::new();
    for value in values.into_iter().chain([Value::None]) {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}

/// Whether the candidates stand for all values: each symbol is compared with what is written out
/// only and in one unit, so that between two boundaries nothing changes.
pub(super) fn exact(condition: &TypedExpr) -> bool {
    let symbols = condition.symbols();
    symbols.iter().all(|symbol| {
        let mut marks = Marks::default();
        marks.gather(condition, symbol);
        let subsets = !matches!(symbol.ty, Type::Options(_)) || marks.named().len() <= MOST_SUBSETS;
        let units: BTreeSet<_> = marks.numbers.iter().map(|(_, unit)| unit).collect();
        (!marks.entangled || whole(symbol.scale)) && subsets && units.len() <= 1
    })
}

fn whole(scale: Option<(i64, i64)>) -> bool {
    scale.is_some_and(|(lowest, highest)| highest - lowest < WHOLE_SCALE)
}

/// All subsets of so many named options are tried.
const MOST_SUBSETS: usize = 5;

/// What a condition compares one symbol with.
#[derive(Default)]
struct Marks {
    numbers: Vec<(Decimal, Option<UnitWord>)>,
    texts: Vec<String>,
    dates: Vec<Date>,
    bands: Vec<String>,
    /// It stands in a calculation, a call or next to another symbol.
    entangled: bool,
}

impl Marks {
    fn gather(&mut self, expr: &TypedExpr, symbol: &Symbol) {
        if !expr.symbols().iter().any(|of| **of == *symbol) {
            return;
        }
        let is = |part: &TypedExpr| matches!(&part.node, TypedNode::Symbol(of) if **of == *symbol);
        match &expr.node {
            TypedNode::Binary(op, left, right) if op.compares() && (is(left) || is(right)) => {
                self.mark(if is(left) { right } else { left });
            }
            TypedNode::In(of, TypedSet::List(items)) if is(of) => {
                items.iter().for_each(|item| self.mark(item))
            }
            TypedNode::In(of, TypedSet::Range(from, to)) if is(of) => {
                self.numbers.extend([*from, *to].map(|end| (Decimal::from(end), None)));
            }
            TypedNode::Includes { of, choice } if is(of) => self.texts.push(choice.clone()),
            TypedNode::Band { band, .. } => self.bands.push(band.clone()),
            TypedNode::State { of, .. } if is(of) => {}
            TypedNode::Symbol(_) => self.entangled |= symbol.ty != Type::YesNo,
            _ => {
                for part in expr.parts() {
                    self.mark_literal(part);
                    self.gather(part, symbol);
                }
            }
        }
    }

    /// The other side of a comparison.
    fn mark(&mut self, other: &TypedExpr) {
        match &other.node {
            TypedNode::Literal(_) => self.mark_literal(other),
            TypedNode::Choice(id) => self.texts.push(id.clone()),
            _ => self.entangled = true,
        }
    }

    /// The texts and options, each once.
    fn named(&self) -> Vec<&String> {
        let mut named: Vec<&String> = Vec::new();
        for text in &self.texts {
            if !named.contains(&text) {
                named.push(text);
            }
        }
        named
    }

    fn mark_literal(&mut self, expr: &TypedExpr) {
        let TypedNode::Literal(literal) = &expr.node else { return };
        match literal {
            Literal::Number(value) => self.numbers.push((*value, None)),
            Literal::Quantity { value, unit } => self.numbers.push((*value, Some(*unit))),
            Literal::Text(text) => self.texts.push(text.clone()),
            Literal::Date(date) => self.dates.push(*date),
            Literal::YesNo(_) => {}
        }
    }
}

/// The ends of a scale and the codes around each boundary.
fn scale_codes((lowest, highest): (i64, i64), marks: &Marks) -> Vec<Value> {
    if marks.entangled && whole(Some((lowest, highest))) {
        return (lowest..=highest).map(code).collect();
    }
    let mut codes = vec![lowest, highest];
    for (mark, _) in &marks.numbers {
        let Ok(mark) = i64::try_from(mark.floor()) else { continue };
        codes.extend([mark.saturating_sub(1), mark, mark.saturating_add(1)]);
    }
    codes.retain(|code| (lowest..=highest).contains(code));
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(code).collect()
}

/// The options that are named, and one that is not.
fn options(choices: &Choices, marks: &Marks) -> Vec<Value> {
    let mut values: Vec<Value> = marks.texts.iter().cloned().map(Value::Text).collect();
    let other = choices.ids.iter().find(|id| !marks.texts.contains(id)).cloned();
    let other = other.or_else(|| choices.open.then(|| "another".to_owned()));
    values.extend(other.map(Value::Text));
    values
}

/// Every set of the options that are named, and one that is not named.
fn several(choices: &Choices, marks: &Marks) -> Vec<Value> {
    let named = marks.named();
    let tried = &named[..named.len().min(MOST_SUBSETS)];
    let mut values: Vec<Value> = (1u32..1 << tried.len())
        .map(|set| {
            let taken = tried.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            Value::Several(taken.map(|(_, id)| (*id).clone()).collect())
        })
        .collect();
    let rest = named[tried.len()..].iter().copied();
    let other = choices.ids.iter().find(|id| !named.contains(id));
    values.extend(rest.chain(other).map(|id| Value::Several(vec![id.clone()])));
    values
}

fn texts(marks: &Marks) -> Vec<Value> {
    let mut other = "text".to_owned();
    while marks.texts.contains(&other) {
        other.push('x');
    }
    marks.texts.iter().cloned().chain([other]).map(Value::Text).collect()
}

fn dates(marks: &Marks) -> Vec<Value> {
    let anchors =
        if marks.dates.is_empty() { vec![jiff::civil::date(2026, 1, 1)] } else { marks.dates.clone() };
    let around = |date: Date| [date.yesterday().ok(), Some(date), date.tomorrow().ok()];
    anchors.into_iter().flat_map(around).flatten().map(Value::Date).collect()
}

/// Each boundary, a number below and above it, and one between each two.
fn numbers(symbol: &Symbol, marks: &Marks) -> Vec<Value> {
    let mut anchors = marks.numbers.clone();
    if anchors.is_empty() {
        anchors.push((Decimal::ZERO, None));
    }
    if symbol.ty == Type::Integer {
        anchors.iter_mut().for_each(|(value, _)| *value = value.floor());
    }
    anchors.sort();
    let two = Decimal::from(2);
    let mut values = Vec::new();
    for pair in anchors.windows(2).filter(|_| symbol.ty != Type::Integer) {
        let middle = pair[0].0.checked_add(pair[1].0).and_then(|sum| sum.checked_div(two));
        values.extend(middle.map(|middle| (middle, pair[0].1)));
    }
    for (value, unit) in anchors {
        let around = [value.checked_sub(Decimal::ONE), Some(value), value.checked_add(Decimal::ONE)];
        values.extend(around.into_iter().flatten().map(|value| (value, unit)));
    }
    values
        .into_iter()
        .map(|(value, unit)| match unit {
            Some(unit) => Value::Quantity(value, unit),
            None => Value::Number(value),
        })
        .collect()
}
