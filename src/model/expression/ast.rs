//! What an expression is once it is read, before anything is known about its names.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::units::{UnitWord, words};
use crate::source::Span;

/// One expression, or a part of one. Two are equal when they say the same: where they stand in the
/// text does not count.
#[derive(Clone, Debug)]
pub struct Expr {
    pub span: Span,
    pub node: Node,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Expr {
    /// Every name in it and its place, in the order of the text; option ids are among them.
    pub fn names(&self) -> Vec<(&Path, Span)> {
        let mut found = Vec::new();
        self.gather_names(&mut found);
        found
    }

    fn gather_names<'e>(&'e self, found: &mut Vec<(&'e Path, Span)>) {
        if let Node::Name(path) = &self.node {
            found.push((path, self.span));
        }
        self.node.parts(|part| part.gather_names(found));
    }
}

/// The forms an expression can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Literal(Literal),
    /// A column, question, metric, field, or the bare id of an option: only the checker can tell.
    Name(Path),
    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `x in (a, b)`, `x in 0..6`.
    In(Box<Expr>, Set),
    /// `x is null`, `x is not answered`, `x is present`.
    State {
        of: Box<Expr>,
        state: State,
        negated: bool,
    },
    /// `metric is band`.
    Is(Box<Expr>, Word),
    /// `drivers includes speed`: the question took several options, and this is one of them.
    Includes(Box<Expr>, Box<Expr>),
    Call(Function, Vec<Expr>),
}

/// A name of one or more segments: `recommend`, `owner.capacity`. A hyphen belongs to the segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<String>);

impl Path {
    /// Splits `a.b` at its points.
    pub fn new(text: &str) -> Self {
        Self(text.split('.').map(str::to_owned).collect())
    }

    /// The words between its points.
    pub fn segments(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }

    /// The name when it has no point: only such a name can be the id of an option.
    pub fn single(&self) -> Option<&str> {
        match self.0.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// A word that is not looked up as a value, such as the name of a band.
#[derive(Clone, Debug)]
pub struct Word {
    pub span: Span,
    pub text: String,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// A value written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Number(Decimal),
    /// `value` is the number as written: `35` for `35 %`.
    Quantity {
        value: Decimal,
        unit: UnitWord,
    },
    Text(String),
    Date(Date),
    YesNo(bool),
}

words! {
    /// What stands before one value.
    UnaryOp {
        Not = "not",
        Minus = "-",
    }
}

words! {
    /// What joins two values.
    BinaryOp {
        Or = "or",
        And = "and",
        Equal = "=",
        NotEqual = "!=",
        Less = "<",
        AtMost = "<=",
        More = ">",
        AtLeast = ">=",
        Plus = "+",
        Minus = "-",
        Times = "*",
        Divided = "/",
    }
}

impl BinaryOp {
    /// Whether it compares two values and gives yes or no.
    pub fn compares(self) -> bool {
        use BinaryOp::*;
        matches!(self, Equal | NotEqual | Less | AtMost | More | AtLeast)
    }

    /// Whether the comparison holds between two values that stand so to each other.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            BinaryOp::Equal => order == Ordering::Equal,
            BinaryOp::NotEqual => order != Ordering::Equal,
            BinaryOp::Less => order == Ordering::Less,
            BinaryOp::AtMost => order != Ordering::Greater,
            BinaryOp::More => order == Ordering::Greater,
            BinaryOp::AtLeast => order != Ordering::Less,
            _ => false,
        }
    }

    /// Whether it needs values that come one before the other.
    pub fn orders(self) -> bool {
        use BinaryOp::*;
        matches!(self, Less | AtMost | More | AtLeast)
    }
}

words! {
    /// What `is` asks of a value, apart from bands.
    State {
        /// Of a column, a metric or a name of the baseline.
        Null = "null",
        /// Of a question.
        Answered = "answered",
        /// Of a field of an entity.
        Present = "present",
    }
}

impl State {
    /// Whether the question is true of what has a value: `is answered`, `is not null`.
    pub fn wants_value(self, negated: bool) -> bool {
        (self == State::Null) == negated
    }
}

words! {
    /// The functions. Those of two dates give the whole units completed from the first to the second.
    Function {
        Days = "days",
        Hours = "hours",
        Months = "months",
        BusinessHours = "business_hours",
        BusinessDays = "business_days",
        Coalesce = "coalesce",
        Min = "min",
        Max = "max",
        Abs = "abs",
    }
}

impl Function {
    /// Whether it measures the time between two dates.
    pub fn between_dates(self) -> bool {
        use Function::*;
        matches!(self, Days | Hours | Months | BusinessHours | BusinessDays)
    }
}

/// What a value may be one of.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// Literals and bare ids.
    List(Vec<Expr>),
    /// Whole numbers, both ends included.
    Range(i64, i64),
}

impl Node {
    /// Hands on the expressions directly inside this one, in the order they are written.
    pub fn parts<'e>(&'e self, mut visit: impl FnMut(&'e Expr)) {
        match self {
            Node::Literal(_) | Node::Name(_) => {}
            Node::Unary(_, of) | Node::State { of, .. } | Node::Is(of, _) | Node::In(of, Set::Range(..)) => {
                visit(of);
            }
            Node::Binary(_, left, right) | Node::Includes(left, right) => {
                visit(left);
                visit(right);
            }
            Node::In(of, Set::List(items)) => {
                visit(of);
                items.iter().for_each(visit);
            }
            Node::Call(_, arguments) => arguments.iter().for_each(visit),
        }
    }
}
