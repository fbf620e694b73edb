//! What a condition is worth when some values are known and the rest may be anything.

use super::ast::{BinaryOp, Function};
use super::eval::{Value, Values, truth};
use super::scope::{Symbol, TypedExpr, TypedNode};

/// What is known settles a condition, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    Holds,
    Fails,
    /// Something that has no value decides: never true, denied or not.
    Unknown,
    /// It depends on what is not known.
    Open,
}

impl Worth {
    /// Whether the condition can still be true.
    pub fn may_hold(self) -> bool {
        matches!(self, Worth::Holds | Worth::Open)
    }
}

/// What is known of the symbols: [`Value::None`] has no value, `None` may be anything.
pub trait Known {
    fn known(&self, symbol: &Symbol) -> Option<Value>;
}

impl<F: Fn(&Symbol) -> Option<Value>> Known for F {
    fn known(&self, symbol: &Symbol) -> Option<Value> {
        self(symbol)
    }
}

/// What a condition is worth with what is known.
pub fn worth(condition: &TypedExpr, known: &dyn Known) -> Worth {
    match &condition.node {
        TypedNode::Not(of) => match worth(of, known) {
            Worth::Holds => Worth::Fails,
            Worth::Fails => Worth::Holds,
            other => other,
        },
        TypedNode::Binary(BinaryOp::And, left, right) => {
            both([worth(left, known), worth(right, known)], Worth::Fails)
        }
        TypedNode::Binary(BinaryOp::Or, left, right) => {
            both([worth(left, known), worth(right, known)], Worth::Holds)
        }
        _ => statement(condition, known),
    }
}

/// `decides` settles it alone; what is open may settle it; what is unknown never makes it true.
fn both(sides: [Worth; 2], decides: Worth) -> Worth {
    let (all_of, otherwise) = match decides {
        Worth::Fails => (true, Worth::Holds),
        _ => (false, Worth::Fails),
    };
    if sides.contains(&decides) {
        decides
    } else if all_of && sides.contains(&Worth::Unknown) {
        Worth::Unknown
    } else if sides.contains(&Worth::Open) {
        Worth::Open
    } else if sides.contains(&Worth::Unknown) {
        Worth::Unknown
    } else {
        otherwise
    }
}

/// A condition without `and`, `or` and `not`.
fn statement(condition: &TypedExpr, known: &dyn Known) -> Worth {
    if condition.symbols().iter().all(|symbol| known.known(symbol).is_some()) {
        return match truth(condition, &Settled(known)) {
            Some(true) => Worth::Holds,
            Some(false) => Worth::Fails,
            None => Worth::Unknown,
        };
    }
    let misses = |part: &TypedExpr| has_no_value(part, known);
    let unknown = match &condition.node {
        TypedNode::Binary(_, left, right) => misses(left) || misses(right),
        TypedNode::In(of, _) | TypedNode::Includes { of, .. } => misses(of),
        _ => false,
    };
    if unknown { Worth::Unknown } else { Worth::Open }
}

/// Whether a part has no value, whatever the rest is.
fn has_no_value(expr: &TypedExpr, known: &dyn Known) -> bool {
    let misses = |part: &TypedExpr| has_no_value(part, known);
    match &expr.node {
        TypedNode::Symbol(symbol) => known.known(symbol) == Some(Value::None),
        TypedNode::Minus(of) => misses(of),
        TypedNode::Binary(_, left, right) => misses(left) || misses(right),
        TypedNode::Call(Function::Coalesce, arguments) => arguments.iter().all(misses),
        TypedNode::Call(_, arguments) => arguments.iter().any(misses),
        _ => false,
    }
}

struct Settled<'k>(&'k dyn Known);

impl Values for Settled<'_> {
    fn value(&self, symbol: &Symbol) -> Value {
        self.0.known(symbol).unwrap_or_default()
    }

    fn band(&self, metric: &Symbol) -> Option<String> {
        match self.value(metric) {
            Value::Text(band) => Some(band),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{Expected, tests::typed};
    use super::*;

    fn is(condition: &str, name: &str, value: &Value) -> Worth {
        let known = |symbol: &Symbol| (symbol.name == name).then(|| value.clone());
        worth(&typed(condition, Expected::YesNo), &known)
    }

    fn code(condition: &str, code: i64) -> Worth {
        is(condition, "recommend", &Value::Number(code.into()))
    }

    #[test]
    fn an_answer_decides_what_asks_for_it_and_leaves_the_rest_open() {
        assert_eq!(code("recommend <= 6", 6), Worth::Holds);
        assert_eq!(code("recommend <= 6", 7), Worth::Fails);
        assert_eq!(code("recommend in 0..6 and effort >= 5", 3), Worth::Open);
        assert_eq!(code("recommend in 0..6 and effort >= 5", 9), Worth::Fails);
        assert_eq!(code("not (recommend > 6) or effort <= 2", 9), Worth::Open);
        assert_eq!(code("recommend in (9, 10)", 10), Worth::Holds);
        assert_eq!(code("recommend + 1 > 10", 10), Worth::Holds);
        assert_eq!(code("recommend is answered", 0), Worth::Holds);
        assert_eq!(code("recommend is not answered", 0), Worth::Fails);
        assert_eq!(code("effort is answered", 0), Worth::Open);
        let speed = Value::Text("speed".to_owned());
        assert_eq!(is("main = speed", "main", &speed), Worth::Holds);
        assert_eq!(is("main in (clarity, care)", "main", &speed), Worth::Fails);
        assert_eq!(is("resolved", "resolved", &Value::YesNo(false)), Worth::Fails);
    }

    #[test]
    fn no_answer_is_never_true_denied_or_not() {
        let none = |condition| is(condition, "recommend", &Value::None);
        assert_eq!(none("recommend <= 6"), Worth::Unknown);
        assert_eq!(none("not (recommend <= 6)"), Worth::Unknown);
        assert_eq!(none("recommend <= effort"), Worth::Unknown);
        assert_eq!(none("recommend <= 6 and effort >= 5"), Worth::Unknown);
        assert_eq!(none("recommend <= 6 or effort >= 5"), Worth::Open);
        assert_eq!(none("recommend is not answered"), Worth::Holds);
        assert_eq!(none("coalesce(recommend, effort) <= 6"), Worth::Open);
    }
}
