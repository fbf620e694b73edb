//! The canonical text of an expression: reading it again gives the same expression.

use std::fmt;

use rust_decimal::Decimal;

use super::ast::{BinaryOp, Expr, Literal, Node, Set, UnaryOp};
use super::lexer::{ambiguous, is_word};
use super::parser::{is_reserved, level};
use super::units::{DurationUnit, UnitWord};

/// Writes an expression with one space around every sign and no brackets that say nothing.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        spell(self, level::OR, f)
    }
}

/// Writes an expression where only operators at least as tight as `least` may stand bare.
fn spell(expr: &Expr, least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if level_of(&expr.node) < least {
        f.write_str("(")?;
        spell(expr, level::OR, f)?;
        return f.write_str(")");
    }
    match &expr.node {
        Node::Literal(literal) => write!(f, "{literal}"),
        Node::Name(path) => write!(f, "{path}"),
        Node::Unary(UnaryOp::Not, of) => {
            f.write_str("not ")?;
            spell(of, level::NOT, f)
        }
        // A minus before a number would be read as part of it.
        Node::Unary(UnaryOp::Minus, of) => match of.node {
            Node::Literal(_) | Node::Unary(..) => write!(f, "-({of})"),
            _ => {
                f.write_str("-")?;
                spell(of, level::MINUS, f)
            }
        },
        Node::Binary(op, left, right) => {
            let own = level_of_op(*op);
            spell(left, if op.compares() { own + 1 } else { own }, f)?;
            write!(f, " {} ", op.word())?;
            spell(right, own + 1, f)
        }
        Node::In(of, set) => {
            spell(of, level::SUM, f)?;
            match set {
                Set::Range(from, to) => write!(f, " in {from}..{to}"),
                Set::List(items) => {
                    f.write_str(" in ")?;
                    list(items, level::SUM, f)
                }
            }
        }
        Node::State { of, state, negated } => {
            spell(of, level::SUM, f)?;
            write!(f, " is {}{}", if *negated { "not " } else { "" }, state.word())
        }
        Node::Is(of, band) => {
            spell(of, level::SUM, f)?;
            write!(f, " is {}", band.text)
        }
        Node::Includes(of, option) => {
            spell(of, level::SUM, f)?;
            f.write_str(" includes ")?;
            spell(option, level::SUM, f)
        }
        Node::Call(function, arguments) => {
            f.write_str(function.word())?;
            list(arguments, level::OR, f)
        }
    }
}

fn list(items: &[Expr], least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("(")?;
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        spell(item, least, f)?;
    }
    f.write_str(")")
}

fn level_of(node: &Node) -> u8 {
    match node {
        Node::Binary(op, ..) => level_of_op(*op),
        Node::Unary(UnaryOp::Not, _) => level::NOT,
        Node::In(..) | Node::State { .. } | Node::Is(..) | Node::Includes(..) => level::COMPARE,
        Node::Literal(_) | Node::Name(_) | Node::Unary(UnaryOp::Minus, _) | Node::Call(..) => level::MINUS,
    }
}

fn level_of_op(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => level::OR,
        BinaryOp::And => level::AND,
        BinaryOp::Plus | BinaryOp::Minus => level::SUM,
        BinaryOp::Times | BinaryOp::Divided => level::PRODUCT,
        _ => level::COMPARE,
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Number(value) => f.write_str(&number(*value)),
            Literal::Quantity { value, unit: UnitWord::Duration(unit) } => {
                let one = value.abs() == Decimal::ONE;
                write!(
                    f,
                    "{} {}",
                    number(*value),
                    if one { unit.singular() } else { DurationUnit::word(*unit) }
                )
            }
            Literal::Quantity { value, unit } => write!(f, "{} {unit}", number(*value)),
            Literal::Text(text) => {
                let quote = if text.contains('\'') && !text.contains('"') { "\"" } else { "'" };
                write!(f, "{quote}{}{quote}", text.replace(quote, &quote.repeat(2)))
            }
            Literal::Date(date) => write!(f, "{date}"),
            Literal::YesNo(value) => write!(f, "{value}"),
        }
    }
}

/// The unit as it is written after a number other than 1.
impl fmt::Display for UnitWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UnitWord::Percent => f.write_str("%"),
            UnitWord::Points => f.write_str("points"),
            UnitWord::PercentagePoints => f.write_str("pp"),
            UnitWord::Money(currency) => write!(f, "{currency}"),
            UnitWord::MoneyPer(currency, period) => write!(f, "{currency} per {}", period.word()),
            UnitWord::Duration(unit) => f.write_str(unit.word()),
        }
    }
}

/// The id of an option as it stands in a comparison: bare when it is a word, else in quotes.
pub fn spell_choice(id: &str) -> String {
    let bare = is_word(id) && !id.contains('.') && !is_reserved(id);
    if bare { id.to_owned() } else { Literal::Text(id.to_owned()).to_string() }
}

/// A number as written, kept out of the form that has two readings.
fn number(value: Decimal) -> String {
    let plain = value.to_string();
    if ambiguous(plain.trim_start_matches('-')) { format!("{plain}0") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn canonical(text: &str) -> String {
        parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}")).to_string()
    }

    #[test]
    fn spaces_and_brackets_that_say_nothing_are_left_out() {
        assert_eq!(canonical("((a)=1)  and(b<2)"), "a = 1 and b < 2");
        assert_eq!(canonical("35%*(x)"), "35 % * x");
        assert_eq!(canonical("x in(1,2 , 3)"), "x in (1, 2, 3)");
    }

    #[test]
    fn brackets_that_change_the_meaning_stay() {
        for text in
            ["(a or b) and c", "not (a and b)", "a - (b - c)", "(a + b) * c", "-(3) * x", "(a = 1) = true"]
        {
            assert_eq!(canonical(text), text);
        }
    }

    #[test]
    fn quantities_are_written_as_their_types_have_them() {
        for text in ["x > -10 pp", "x = 1 business day", "x < 240 MXN per year", "x > 12.1250", "x = 'd\"Or'"]
        {
            assert_eq!(canonical(text), text);
        }
    }
}
