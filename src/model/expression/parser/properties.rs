use super::foreign::{is_reserved, state_of_word};
use crate::model::expression::ast::*;
use crate::model::expression::parse;
use crate::model::expression::units::{Currency, DurationUnit, PeriodWord, UnitWord};
use crate::source::Span;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn expr(node: Node) -> Expr {
    Expr { span: Span::default(), node }
}

fn name() -> impl Strategy<Value = Path> {
    let word = "[a-z][a-z0-9_]{0,8}(-[a-z0-9]{1,4})?".prop_filter("a word", |word| !is_reserved(word));
    prop::collection::vec(word, 1..3).prop_map(|words| Path::new(&words.join(".")))
}

fn unit() -> impl Strategy<Value = UnitWord> {
    let money = prop::sample::select(vec!["MXN", "EUR", "USD"]).prop_filter_map("ISO", Currency::of_code);
    prop_oneof![
        Just(UnitWord::Percent),
        Just(UnitWord::Points),
        Just(UnitWord::PercentagePoints),
        money.clone().prop_map(UnitWord::Money),
        (money, prop::sample::select(PeriodWord::ALL)).prop_map(|(c, p)| UnitWord::MoneyPer(c, p)),
        prop::sample::select(DurationUnit::ALL).prop_map(UnitWord::Duration),
    ]
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (-10_000_000i64..10_000_000, 0u32..6).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        decimal().prop_map(Literal::Number),
        (decimal(), unit()).prop_map(|(value, unit)| match unit {
            UnitWord::Duration(_) => Literal::Quantity { value: value.trunc(), unit },
            _ => Literal::Quantity { value, unit },
        }),
        any::<String>().prop_map(Literal::Text),
        (1900i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| Literal::Date(jiff::civil::date(y, m, d))),
        any::<bool>().prop_map(Literal::YesNo),
    ]
}

fn leaf() -> BoxedStrategy<Expr> {
    prop_oneof![literal().prop_map(Node::Literal), name().prop_map(Node::Name)].prop_map(expr).boxed()
}

fn tree() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(6, 40, 3, |inner| {
        let set = prop_oneof![
            prop::collection::vec(leaf(), 1..4).prop_map(Set::List),
            (-20i64..20, 0i64..20).prop_map(|(from, more)| Set::Range(from, from + more)),
        ];
        let band = "[a-z]{2,6}".prop_filter("a band", |word| {
            !is_reserved(word) && state_of_word(word).is_none() && word != "no"
        });
        prop_oneof![
            (prop::sample::select(UnaryOp::ALL), inner.clone())
                .prop_map(|(op, of)| Node::Unary(op, Box::new(of))),
            (prop::sample::select(BinaryOp::ALL), inner.clone(), inner.clone())
                .prop_map(|(op, left, right)| Node::Binary(op, Box::new(left), Box::new(right))),
            (inner.clone(), set).prop_map(|(of, set)| Node::In(Box::new(of), set)),
            (inner.clone(), prop::sample::select(State::ALL), any::<bool>())
                .prop_map(|(of, state, negated)| Node::State { of: Box::new(of), state, negated }),
            (inner.clone(), band)
                .prop_map(|(of, text)| Node::Is(Box::new(of), Word { span: Span::default(), text })),
            (inner.clone(), leaf()).prop_map(|(of, option)| Node::Includes(Box::new(of), Box::new(option))),
            (prop::sample::select(Function::ALL), prop::collection::vec(inner, 0..3))
                .prop_map(|(function, arguments)| Node::Call(function, arguments)),
        ]
        .prop_map(expr)
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same(expr in tree()) {
        let text = expr.to_string();
        match parse(&text) {
            Ok(again) => prop_assert_eq!(again, expr, "{}", text),
            Err(mistakes) => prop_assert!(false, "{text}: {mistakes:#?}"),
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn no_heap_of_words_and_signs_makes_the_reader_fail(
        words in prop::collection::vec(prop::sample::select(vec![
            "and", "or", "not", "no", "y", "in", "is", "null", "answered", "includes", "between", "a", "b-c",
            "1", "0.5", "10.000", "..", "(", ")", ",", "%", "MXN", "per", "year", "business", "days", "-", "+",
            "*", "/", "=", "==", "<", ">", "'x", "'x'", "days(", "nada(", "[", "]", "{", "}", "$", "2026-01-01",
            " ", " ", " ", "ñ", "“", "es", "nulo", "not in", "5 ",
        ]), 0..40)
    ) {
        check(&words.concat())?;
    }
}

/// Every mistake lies inside the text, on the boundaries of its characters.
fn check(text: &str) -> Result<(), TestCaseError> {
    if let Err(mistakes) = parse(text) {
        prop_assert!(!mistakes.is_empty());
        for mistake in mistakes {
            prop_assert!(text.get(mistake.span.range()).is_some(), "{text:?} {:?}", mistake);
        }
    }
    Ok(())
}
