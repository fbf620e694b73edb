//! What an expression is once it is read, before anything is known about its names.

use jiff::civil::Date;
use rust_decimal::Decimal;

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

/// The unit written after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitWord {
    /// `%`: a share.
    Percent,
    /// `points`: the unit of NPS.
    Points,
    /// `pp`: the distance between two shares.
    PercentagePoints,
    /// `850 MXN`.
    Money(Currency),
    /// `240 MXN per year`.
    MoneyPer(Currency, PeriodWord),
    /// `24 h`, `3 business days`.
    Duration(DurationUnit),
}

/// Three capital letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a code, if ISO 4217 has it.
    pub fn of_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code)?;
        code.as_bytes().try_into().ok().map(Self)
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Declares an enum whose values are words of the language.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value,)* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$value,)*];

            /// How it is written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }

            /// The value that is written so.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)* _ => None }
            }
        }
    };
}

words! {
    /// What money flows per.
    PeriodWord {
        Day = "day",
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Year = "year",
    }
}

words! {
    /// The unit of a duration, in the spelling it has with every number but 1.
    DurationUnit {
        Seconds = "s",
        Minutes = "min",
        Hours = "h",
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        Quarters = "quarters",
        Years = "years",
        BusinessHours = "business hours",
        BusinessDays = "business days",
    }
}

impl DurationUnit {
    /// The spelling next to 1: `day`, `business hour`, but `h`.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Seconds | Self::Minutes | Self::Hours => self.word(),
            _ => self.word().trim_end_matches('s'),
        }
    }

    /// Whether half of one can be meant: half an hour can, half a day cannot.
    pub fn divisible(self) -> bool {
        matches!(self, Self::Seconds | Self::Minutes | Self::Hours | Self::BusinessHours)
    }
}

words! {
    UnaryOp {
        Not = "not",
        Minus = "-",
    }
}

words! {
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
