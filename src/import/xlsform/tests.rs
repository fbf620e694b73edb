//! What stands in the cells of a form.

use super::expression::parse;
use super::limits::{Limits, parse as limits, range};
use super::text::plain;
use crate::import::condition::Foreign;
use proptest::prelude::*;

fn name(of: &str) -> Box<Foreign> {
    Box::new(Foreign::Name(of.to_owned()))
}

#[test]
fn what_differs_from_nothing_is_answered() {
    assert_eq!(parse("${a} != ''"), Some(Foreign::Answered(name("a"))));
    assert_eq!(parse("'' = ${a}"), Some(Foreign::Unanswered(name("a"))));
    let there = Foreign::Answered(name("a"));
    assert_eq!(parse("not(${a} != '')"), Some(Foreign::Not(Box::new(there))));
}

#[test]
fn what_is_not_known_is_not_guessed() {
    for text in ["string-length(${a}) > 3", "${a} >", "(${a} = 1", "../a = 1", "count(${a}) = 1 or", ""] {
        assert_eq!(parse(text), None, "{text}");
    }
    assert_eq!(parse(&"(".repeat(10_000)), None);
    assert_eq!(parse(&"not(".repeat(10_000)), None);
    assert_eq!(parse(&"-".repeat(10_000)), None);
}

#[test]
fn limits_are_read_whole_or_not_at_all() {
    let most = Limits { most: Some(3), exclusive: vec!["none".into()], ..Limits::default() };
    assert_eq!(
        limits("count-selected(.) <= 3 and not(selected(., 'none') and count-selected(.) > 1)"),
        Some(most)
    );
    assert_eq!(
        limits(". >= -2 and . <= 100"),
        Some(Limits { low: Some(-2), high: Some(100), ..Limits::default() })
    );
    for text in ["", ". > 3", "count-selected(.) <= 3 or true()", ". >= 1 and regex(., 'x')"] {
        assert_eq!(limits(text), None, "{text}");
    }
    assert_eq!(range("start=0 end=10 step=1"), Some((0, 10)));
    assert_eq!(range("start=1 end=5 step=0.5"), None);
}

#[test]
fn backslashes_before_marks_are_taken_off() {
    assert_eq!(plain("\\# a \\*b\\* \\\\ c\\d"), "# a *b* \\ c\\d");
}

proptest! {
    #[test]
    fn no_text_makes_it_stop(text in "[{}()\\[\\]'\"$a-z0-9<>=!&|+*/. -]{0,40}") {
        parse(&text);
        limits(&text);
    }
}
