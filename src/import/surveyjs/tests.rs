//! The expression language of SurveyJS.

use super::expression::parse;
use crate::emit::survey::{Arithmetic, Comparator};
use crate::import::condition::Foreign;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn name(of: &str) -> Box<Foreign> {
    Box::new(Foreign::Name(of.to_owned()))
}

fn number(of: i64) -> Box<Foreign> {
    Box::new(Foreign::Number(Decimal::from(of)))
}

#[test]
fn words_and_signs_of_an_operator_are_the_same() {
    let least = |of: &str| Foreign::Compare(name(of), Comparator::AtMost, number(6));
    for text in ["{nps} <= 6", "{nps} lessorequal 6", "({nps} <= 6)"] {
        assert_eq!(parse(text), Some(least("nps")), "{text}");
    }
    for text in ["{a} <= 6 and {b} <= 6", "{a} <= 6 && {b} <= 6", "{a} <= 6 AND {b} <= 6"] {
        assert_eq!(parse(text), Some(Foreign::All(vec![least("a"), least("b")])), "{text}");
    }
}

#[test]
fn what_binds_tighter_is_read_first() {
    let sum = Foreign::Calculated(
        name("a"),
        Arithmetic::Plus,
        Box::new(Foreign::Calculated(name("b"), Arithmetic::Times, number(2))),
    );
    assert_eq!(
        parse("{a} + {b} * 2 > 3"),
        Some(Foreign::Compare(Box::new(sum), Comparator::More, number(3)))
    );
    let not = Foreign::Not(Box::new(Foreign::Answered(name("a"))));
    let text =
        Foreign::Compare(name("b"), Comparator::Equal, Box::new(Foreign::Text("it's \"so\"".to_owned())));
    assert_eq!(parse("!{a} notempty or {b} = 'it\\'s \\\"so\\\"'"), Some(Foreign::Any(vec![not, text])));
}

#[test]
fn what_is_not_known_is_not_guessed() {
    for text in
        ["age({a}) > 3", "{a} >", "{a", "'open", "({a} = 1", "{a} = 1)", "{a} ^ 2 = 4", "", "{a} = 1 {b}"]
    {
        assert_eq!(parse(text), None, "{text}");
    }
    assert_eq!(parse(&"(".repeat(10_000)), None);
    assert_eq!(parse(&"!".repeat(10_000)), None);
    assert_eq!(parse(&format!("{}1 = 1", "-".repeat(10_000))), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_stop(text in "[{}()\\[\\]'\"$a-z0-9<>=!&|+*/. -]{0,40}") {
        parse(&text);
    }
}
