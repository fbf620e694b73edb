//! The fields of a subject as values of an expression.

use super::subject::Subject;
use super::tree::Tree;
use crate::model::expression::{
    self, Choices, Currency, Literal, Node, PeriodWord, Symbol, Type, UnaryOp, UnitWord, Value, Values,
};
use crate::model::id::Id;
use crate::model::quantity::{CurrencyCode, Level, Rates};
use crate::model::scalar::Scalar;
use crate::model::time::{Date, DateTime};
use crate::model::unions::PolicyFor;
use crate::model::{Entity, EntityIndex};
use crate::resolve::names::{self, kind_behind};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The fields of one subject, and of what it refers to.
pub struct Fields<'f> {
    program: &'f Resolved,
    shape: PolicyFor,
    subject: &'f Subject,
    rates: Option<Rates>,
    zone: TimeZone,
    as_of: Date,
}

impl<'f> Fields<'f> {
    pub fn of(program: &'f Resolved, as_of: Date, shape: PolicyFor, subject: &'f Subject) -> Self {
        Self { program, shape, subject, rates: names::rates(program), zone: names::zone(program), as_of }
    }

    /// What stands under a name with points, over references to other entities, and in which entity.
    fn find(&self, name: &str) -> Option<(Cow<'_, Tree>, Option<EntityIndex>)> {
        let segments: Vec<&str> = name.split('.').collect();
        let mut here = Cow::Borrowed(&self.subject.tree);
        let mut inside = self.subject.entity;
        for (depth, segment) in segments.iter().enumerate() {
            let next = match here {
                Cow::Borrowed(tree) => Cow::Borrowed(tree.get(segment)?),
                Cow::Owned(ref tree) => Cow::Owned(tree.get(segment)?.clone()),
            };
            let last = depth + 1 == segments.len();
            here = match next.spelled() {
                Some(written) if !last => {
                    let index = self.other_end(&segments[..=depth], &next, written, inside)?;
                    inside = Some(index);
                    Cow::Owned(Tree::of_entity(self.entity(index)))
                }
                _ => next,
            };
        }
        (!here.is_empty()).then_some((here, inside))
    }

    fn entity(&self, index: EntityIndex) -> &Entity {
        self.program.entity(index)
    }

    fn other_end(
        &self,
        path: &[&str],
        tree: &Tree,
        written: &str,
        inside: Option<EntityIndex>,
    ) -> Option<EntityIndex> {
        if let (Tree::Reference(_, at), Some(from)) = (tree, inside)
            && let Some(target) = self.program.target(from, *at)
        {
            return target.entity();
        }
        self.program.find(kind_behind(self.shape, path)?, Id::new(written))
    }

    /// How the value of a field is written; none when it is absent.
    pub fn spelled(&self, name: &str) -> Option<String> {
        self.read_in(name, self.program.first_language(), self.program.first_language())
    }

    /// The value of a field as people of a language read it; none when it is absent.
    pub fn read_in(&self, name: &str, language: &str, first: &str) -> Option<String> {
        Some(match &*self.find(name)?.0 {
            Tree::Scalar(raw) | Tree::Reference(raw, _) => raw.clone(),
            Tree::Text(text) => text.reading(language, first).to_owned(),
            Tree::List(items) => items.iter().filter_map(Tree::spelled).collect::<Vec<_>>().join(", "),
            tree @ Tree::Record(..) => match tree.get(language).or_else(|| tree.get(first)) {
                Some(Tree::Scalar(words)) => words.clone(),
                _ => "{ … }".to_owned(),
            },
            Tree::Unread => "…".to_owned(),
        })
    }

    fn read(&self, tree: &Tree, ty: &Type, inside: Option<EntityIndex>) -> Value {
        match tree {
            Tree::Unread => Value::Group,
            Tree::Text(text) => {
                let first = self.program.first_language();
                Value::Text(text.reading(first, first).to_owned())
            }
            Tree::Reference(written, at) => Value::Text(self.id_of(written, *at, inside)),
            Tree::Scalar(raw) => match ty {
                Type::Options(choices) => Value::Several(vec![known(choices, raw)]),
                _ => self.scalar(raw, ty),
            },
            Tree::List(items) => match ty {
                Type::Options(choices) => {
                    Value::Several(items.iter().filter_map(|item| self.item(item, choices, inside)).collect())
                }
                _ => Value::Group,
            },
            Tree::Record(..) => Value::Group,
        }
    }

    fn item(&self, tree: &Tree, choices: &Choices, inside: Option<EntityIndex>) -> Option<String> {
        match tree {
            Tree::Reference(written, at) => Some(self.id_of(written, *at, inside)),
            tree => Some(known(choices, tree.spelled()?)),
        }
    }

    /// The id that a reference leads to, so that former ids compare like the present one.
    fn id_of(&self, written: &str, at: Span, inside: Option<EntityIndex>) -> String {
        let target = inside.and_then(|from| self.program.target(from, at));
        match target {
            Some(Target::Entity(index)) => self.entity(index).id.to_string(),
            _ => written.to_owned(),
        }
    }

    fn scalar(&self, raw: &str, ty: &Type) -> Value {
        let found = match ty {
            Type::YesNo => match raw {
                "true" => Some(Value::YesNo(true)),
                "false" => Some(Value::YesNo(false)),
                _ => None,
            },
            Type::Integer | Type::Number => raw.parse::<Decimal>().ok().map(Value::Number),
            Type::Date => Date::parse(raw).ok().map(|date| Value::Date(date.0)),
            Type::Timestamp => {
                DateTime::parse(raw).ok().map(|moment| Value::Moment(moment.at(&self.zone).timestamp()))
            }
            Type::Money(currency) | Type::MoneyPerTime(currency, _) => self.money(raw, *currency),
            Type::Share | Type::Points | Type::PercentagePoints | Type::Level => quantity(raw),
            Type::Duration => quantity(&as_duration(raw)),
            Type::Option(choices) | Type::Id(choices) => Some(Value::Text(known(choices, raw))),
            _ => Some(Value::Text(raw.to_owned())),
        };
        // what is written and is no such value is there, and equals nothing
        found.unwrap_or(Value::Group)
    }

    /// Money in the currency of the program; money per time in a year's.
    fn money(&self, raw: &str, currency: Currency) -> Option<Value> {
        let (money, per_year) = match Level::parse(raw).ok()? {
            Level::Money(money) => (money, false),
            Level::MoneyPerTime(rate) => (rate.annual()?, true),
            _ => return None,
        };
        let amount =
            self.rates.as_ref()?.convert(money.amount, money.currency, CurrencyCode::of(currency.code())?)?;
        let unit =
            if per_year { UnitWord::MoneyPer(currency, PeriodWord::Year) } else { UnitWord::Money(currency) };
        Some(Value::Quantity(amount, unit))
    }
}

impl Values for Fields<'_> {
    fn value(&self, symbol: &Symbol) -> Value {
        if symbol.kind == expression::SymbolKind::Clock {
            return if symbol.name == "as_of" { Value::Date(self.as_of.0) } else { Value::None };
        }
        self.find(&symbol.name).map_or(Value::None, |(tree, inside)| self.read(&tree, &symbol.ty, inside))
    }

    fn zone(&self) -> TimeZone {
        self.zone.clone()
    }
}

/// A word as the language spells it: a space typed for a hyphen is the hyphen.
fn known(choices: &Choices, raw: &str) -> String {
    let hyphened = raw.replace(' ', "-");
    if !choices.has(raw) && choices.has(&hyphened) { hyphened } else { raw.to_owned() }
}

/// A quantity in the grammar of expressions, with its sign.
fn quantity(raw: &str) -> Option<Value> {
    let unsigned = raw.strip_prefix('+').unwrap_or(raw);
    let expr = expression::parse(unsigned).ok()?;
    let (negative, node) = match &expr.node {
        Node::Unary(UnaryOp::Minus, of) => (true, &of.node),
        node => (false, node),
    };
    let signed = |value: Decimal| if negative { -value } else { value };
    match node {
        Node::Literal(Literal::Number(value)) => Some(Value::Number(signed(*value))),
        Node::Literal(Literal::Quantity { value, unit }) => Some(Value::Quantity(signed(*value), *unit)),
        _ => None,
    }
}

/// A deadline or a cadence as a duration: `3 calendar days` are `3 days`, `half-year` is `6 months`.
fn as_duration(raw: &str) -> String {
    match raw {
        "half-year" => "6 months".to_owned(),
        "day" | "week" | "month" | "quarter" | "year" => format!("1 {raw}"),
        _ => raw.replace("calendar ", ""),
    }
}
