//! A typed expression as portable SQL, with the three-valued logic of the language: nothing in a
//! comparison or a calculation gives nothing, and what is unknown does not hold.
//!
//! What no portable text can say (time between dates, the day of a moment) becomes a column of the
//! staging view.

use super::stage::{DerivedValue, Moment};
use super::text;
use crate::diagnostic::{Mistake, Say, say};
use crate::model::expression::{
    BinaryOp, Function, Literal, Symbol, SymbolKind, Type, TypedExpr, TypedNode, TypedSet, UnitWord, Value,
    Values, compute,
};
use rust_decimal::Decimal;

/// What the names of an expression are in SQL.
pub trait InSql {
    /// The column or value of a name.
    fn symbol(&mut self, symbol: &Symbol) -> Result<String, Unsupported>;
    /// A day or a moment, by its name.
    fn moment(&mut self, symbol: &Symbol) -> Result<Moment, Unsupported>;
    /// A column that the staging view computes.
    fn derived(&mut self, value: DerivedValue) -> Result<String, Unsupported>;
}

/// Why an expression has no portable form, and what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsupported {
    pub why: Say,
    pub help: Say,
}

impl Unsupported {
    pub fn new(why: Say, help: Say) -> Self {
        Self { why, help }
    }
}

impl From<Mistake> for Unsupported {
    fn from(mistake: Mistake) -> Self {
        Self { why: mistake.message, help: mistake.help }
    }
}

/// How strongly a text holds together, from the loosest to the tightest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Atom,
}

/// A piece of SQL, with how strongly it holds together.
#[derive(Clone, Debug, PartialEq)]
pub struct Sql {
    pub text: String,
    binding: Binding,
}

impl Sql {
    pub fn atom(text: impl Into<String>) -> Self {
        Self { text: text.into(), binding: Binding::Atom }
    }

    pub fn new(text: impl Into<String>, binding: Binding) -> Self {
        Self { text: text.into(), binding }
    }

    /// The text, in parentheses when it holds together less than `least`.
    pub fn inside(&self, least: Binding) -> String {
        if self.binding < least { format!("({})", self.text) } else { self.text.clone() }
    }
}

type Lowered = Result<Sql, Unsupported>;

/// A condition that is true, false or unknown in SQL exactly when it is so in the language.
pub fn condition(expr: &TypedExpr, names: &mut dyn InSql) -> Lowered {
    Lowering { names }.condition(expr)
}

/// A number, text or day; NULL when the expression has no value.
pub fn value(expr: &TypedExpr, names: &mut dyn InSql) -> Lowered {
    Lowering { names }.value(expr)
}

/// The day or moment that an expression gives.
pub fn moment(expr: &TypedExpr, names: &mut dyn InSql) -> Result<Moment, Unsupported> {
    Lowering { names }.moment(expr)
}

struct Lowering<'n> {
    names: &'n mut dyn InSql,
}

/// An expression without names has one value, whatever the row.
struct Nothing;

impl Values for Nothing {
    fn value(&self, _: &Symbol) -> Value {
        Value::None
    }
}

impl Lowering<'_> {
    fn condition(&mut self, expr: &TypedExpr) -> Lowered {
        let sql = self.value(expr)?;
        // A bare yes-or-no column is compared, because not every engine takes a column as a condition.
        let column = matches!(&expr.node, TypedNode::Symbol(_) | TypedNode::Call(..));
        Ok(if column {
            Sql::new(format!("{} = TRUE", sql.inside(Binding::Sum)), Binding::Comparison)
        } else {
            sql
        })
    }

    fn value(&mut self, expr: &TypedExpr) -> Lowered {
        if expr.symbols().is_empty() {
            return constant(&compute(expr, &Nothing));
        }
        match &expr.node {
            TypedNode::Literal(_) | TypedNode::Choice(_) => constant(&compute(expr, &Nothing)),
            TypedNode::Symbol(symbol) => self.symbol(symbol),
            TypedNode::Not(of) => {
                let of = self.condition(of)?;
                Ok(Sql::new(format!("NOT {}", of.inside(Binding::Atom)), Binding::Not))
            }
            TypedNode::Minus(of) => {
                let of = self.value(of)?;
                Ok(Sql::new(format!("0 - {}", of.inside(Binding::Product)), Binding::Sum))
            }
            TypedNode::Binary(op, left, right) => self.binary(*op, left, right),
            TypedNode::In(of, set) => self.membership(of, set),
            TypedNode::State { of, state, negated } => {
                let of = self.value(of)?;
                let word = if state.wants_value(*negated) { "IS NOT NULL" } else { "IS NULL" };
                Ok(Sql::new(format!("{} {word}", of.inside(Binding::Sum)), Binding::Comparison))
            }
            TypedNode::Band { metric, .. } => Err(Unsupported::new(
                say!(en: "it asks in which band `{}` lies, and a query over rows does not know that", metric.name;
                     es: "pregunta en qué banda está `{}`, y una consulta sobre filas no lo sabe", metric.name),
                say!(en: "compare the column that the band is made of", es: "compara la columna de la que sale la banda"),
            )),
            TypedNode::Includes { .. } => Err(several_options()),
            TypedNode::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn symbol(&mut self, symbol: &Symbol) -> Lowered {
        if matches!(symbol.ty, Type::Options(_)) {
            return Err(several_options());
        }
        if symbol.kind == SymbolKind::Clock {
            let day = self.names.moment(symbol)?;
            return self.names.derived(DerivedValue::Day(day)).map(Sql::atom);
        }
        self.names.symbol(symbol).map(Sql::atom)
    }

    fn binary(&mut self, op: BinaryOp, left: &TypedExpr, right: &TypedExpr) -> Lowered {
        let joined = |left: Sql, word: &str, right: Sql, binding: Binding, tighter: Binding| {
            Sql::new(format!("{} {word} {}", left.inside(binding), right.inside(tighter)), binding)
        };
        Ok(match op {
            BinaryOp::And => {
                joined(self.condition(left)?, "AND", self.condition(right)?, Binding::And, Binding::And)
            }
            BinaryOp::Or => {
                joined(self.condition(left)?, "OR", self.condition(right)?, Binding::Or, Binding::Or)
            }
            BinaryOp::Plus => {
                joined(self.value(left)?, "+", self.value(right)?, Binding::Sum, Binding::Product)
            }
            BinaryOp::Minus => {
                joined(self.value(left)?, "-", self.value(right)?, Binding::Sum, Binding::Product)
            }
            BinaryOp::Times => return self.times(left, right),
            BinaryOp::Divided => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                // `1e0` keeps whole numbers from being divided as such; nothing is divided by nothing.
                let text = format!("{} * 1e0 / NULLIF({}, 0)", left.inside(Binding::Product), right.text);
                Sql::new(text, Binding::Product)
            }
            _ => {
                let word = if op == BinaryOp::NotEqual { "<>" } else { op.word() };
                let (left, right) = (self.side(left, &right.ty)?, self.side(right, &left.ty)?);
                let text = format!("{} {word} {}", left.inside(Binding::Sum), right.inside(Binding::Sum));
                Sql::new(text, Binding::Comparison)
            }
        })
    }

    /// One side of a comparison: a moment next to a day is looked at by its day.
    fn side(&mut self, expr: &TypedExpr, other: &Type) -> Lowered {
        if expr.ty == Type::Timestamp && *other == Type::Date {
            let moment = self.moment(expr)?;
            return self.names.derived(DerivedValue::Day(moment)).map(Sql::atom);
        }
        if matches!(expr.ty, Type::Duration | Type::Level) {
            return Err(no_calendar());
        }
        self.value(expr)
    }

    fn times(&mut self, left: &TypedExpr, right: &TypedExpr) -> Lowered {
        let (amount, length) = match (&left.ty, &right.ty) {
            (Type::MoneyPerTime(..), Type::Duration) => (left, right),
            (Type::Duration, Type::MoneyPerTime(..)) => (right, left),
            _ => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                let text =
                    format!("{} * 1e0 * {}", left.inside(Binding::Product), right.inside(Binding::Atom));
                return Ok(Sql::new(text, Binding::Product));
            }
        };
        let factor = match (&amount.ty, length.symbols().is_empty()) {
            (Type::MoneyPerTime(currency, period), true) => {
                let one =
                    Literal::Quantity { value: Decimal::ONE, unit: UnitWord::MoneyPer(*currency, *period) };
                let one =
                    TypedExpr { span: amount.span, ty: amount.ty.clone(), node: TypedNode::Literal(one) };
                let node = TypedNode::Binary(BinaryOp::Times, Box::new(one), Box::new(length.clone()));
                compute(&TypedExpr { span: amount.span, ty: Type::Money(*currency), node }, &Nothing)
            }
            _ => Value::None,
        };
        let Value::Number(factor) = factor else { return Err(no_calendar()) };
        let amount = self.value(amount)?;
        let text = format!("{} * 1e0 * {}", amount.inside(Binding::Product), text::number(factor));
        Ok(Sql::new(text, Binding::Product))
    }

    fn membership(&mut self, of: &TypedExpr, set: &TypedSet) -> Lowered {
        match set {
            TypedSet::Range(from, to) => {
                let of = self.value(of)?;
                let text = format!("{} BETWEEN {from} AND {to}", of.inside(Binding::Sum));
                Ok(Sql::new(text, Binding::Comparison))
            }
            TypedSet::List(items) => {
                let day = items.iter().find(|item| item.ty == Type::Date).map_or(&of.ty, |item| &item.ty);
                let subject = self.side(of, day)?;
                let listed: Vec<String> = items
                    .iter()
                    .map(|item| Ok(self.side(item, &of.ty)?.text))
                    .collect::<Result<_, Unsupported>>()?;
                let text = format!("{} IN ({})", subject.inside(Binding::Sum), listed.join(", "));
                Ok(Sql::new(text, Binding::Comparison))
            }
        }
    }

    fn call(&mut self, function: Function, arguments: &[TypedExpr]) -> Lowered {
        if function.between_dates() {
            let [from, to] = arguments else { return Err(no_calendar()) };
            let between = DerivedValue::Between(function, self.moment(from)?, self.moment(to)?);
            return self.names.derived(between).map(Sql::atom);
        }
        let mixed = |ty: &Type| arguments.iter().any(|argument| argument.ty.is_date() && argument.ty != *ty);
        if arguments.first().is_some_and(|first| mixed(&first.ty)) {
            return Err(days_and_moments());
        }
        let values: Vec<Sql> =
            arguments.iter().map(|argument| self.value(argument)).collect::<Result<_, _>>()?;
        let listed = values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(", ");
        Ok(Sql::atom(match function {
            Function::Coalesce => format!("COALESCE({listed})"),
            Function::Abs => format!("ABS({listed})"),
            Function::Min => extreme(&values, "<="),
            _ => extreme(&values, ">="),
        }))
    }

    fn moment(&mut self, expr: &TypedExpr) -> Result<Moment, Unsupported> {
        let all = |this: &mut Self, arguments: &[TypedExpr]| {
            arguments.iter().map(|argument| this.moment(argument)).collect::<Result<Vec<Moment>, _>>()
        };
        match &expr.node {
            TypedNode::Symbol(symbol) => self.names.moment(symbol),
            TypedNode::Literal(Literal::Date(day)) => Ok(Moment::Literal(crate::model::time::Date(*day))),
            TypedNode::Call(Function::Coalesce, arguments) => all(self, arguments).map(Moment::First),
            TypedNode::Call(Function::Min, arguments) => all(self, arguments).map(Moment::Earliest),
            TypedNode::Call(Function::Max, arguments) => all(self, arguments).map(Moment::Latest),
            _ => Err(no_calendar()),
        }
    }
}

/// The least or greatest of several values; nothing when one of them is nothing, on every engine.
fn extreme(values: &[Sql], word: &str) -> String {
    let mut branches = String::new();
    for one in values {
        let others = values.iter().filter(|other| *other != one);
        let beats: Vec<String> = others
            .map(|other| format!("{} {word} {}", one.inside(Binding::Sum), other.inside(Binding::Sum)))
            .collect();
        let test = if beats.is_empty() {
            format!("{} IS NOT NULL", one.inside(Binding::Sum))
        } else {
            beats.join(" AND ")
        };
        branches.push_str(&format!(" WHEN {test} THEN {}", one.text));
    }
    format!("CASE{branches} END")
}

/// A value that every row has.
fn constant(value: &Value) -> Lowered {
    Ok(Sql::atom(match value {
        Value::None => "NULL".to_owned(),
        Value::YesNo(true) => "TRUE".to_owned(),
        Value::YesNo(false) => "FALSE".to_owned(),
        Value::Number(number) => text::number(*number),
        Value::Text(words) if !text::is_portable(words) => return Err(backslash(words)),
        Value::Text(words) => text::literal(words),
        Value::Date(day) => text::literal(&day.to_string()),
        Value::Quantity(..) | Value::Several(_) | Value::Moment(_) | Value::Group => {
            return Err(no_calendar());
        }
    }))
}

fn backslash(words: &str) -> Unsupported {
    Unsupported::new(
        say!(en: "the text `{words}` has a backslash, which engines read differently",
             es: "el texto `{words}` tiene una barra invertida, que cada motor lee de otra manera"),
        say!(en: "give the code another name under `values` of the column", es: "dale otro nombre al código en `values` de la columna"),
    )
}

fn several_options() -> Unsupported {
    Unsupported::new(
        say!(en: "it reads a question with several answers, and tables keep those in different ways",
             es: "lee una pregunta con varias respuestas, y cada tabla las guarda de otra manera"),
        say!(en: "make one yes-or-no column for each option in the table", es: "haz en la tabla una columna de sí o no por opción"),
    )
}

fn no_calendar() -> Unsupported {
    Unsupported::new(
        say!(en: "it calculates with a length of time that has no fixed number of days",
             es: "calcula con una duración que no tiene un número fijo de días"),
        say!(en: "count with `days(a, b)`, `hours(a, b)` or `months(a, b)` and compare with a number",
             es: "cuenta con `days(a, b)`, `hours(a, b)` o `months(a, b)` y compara con un número"),
    )
}

fn days_and_moments() -> Unsupported {
    Unsupported::new(
        say!(en: "it chooses between days and moments of a day", es: "elige entre días y momentos del día"),
        say!(en: "use columns of one type", es: "usa columnas de un mismo tipo"),
    )
}
