use super::super::{ExpressionMistake, MAX_LENGTH, parse};

fn mistakes(text: &str) -> Vec<ExpressionMistake> {
    match parse(text) {
        Ok(expr) => panic!("{text} was read as {expr}"),
        Err(mistakes) => mistakes,
    }
}

/// The only mistake of a text.
fn mistake(text: &str) -> ExpressionMistake {
    let mut found = mistakes(text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

/// The text after its only mistake was put right.
fn corrected(text: &str) -> String {
    let mistake = mistake(text);
    let right = mistake.replacement.unwrap_or_else(|| panic!("{text}: {}", mistake.mistake.help.en));
    let mut whole = text.to_owned();
    whole.replace_range(mistake.span.range(), &right);
    parse(&whole).unwrap_or_else(|mistakes| panic!("{whole}: {mistakes:?}")).to_string()
}

fn help(text: &str) -> String {
    mistake(text).mistake.help.en
}

#[test]
fn the_conditions_of_the_worked_program_are_read() {
    for text in [
        "tenure_days >= 90",
        "closed_on is not null and days(opened_on, closed_on) <= 90",
        "opened_on is not null",
        "recommend is answered",
        "recommend <= 8",
        "effort <= 4",
        "channel is present",
        "say is present",
        "drivers includes speed or why is not answered",
        "recommend in 0..6 and not archetype in (first-credit, growing-family)",
        "relationship-nps is alert",
        "churn-rate - 10 pp > 20 %",
        "(retained - 35 points) / 2 * 850.50 MXN",
        "owner.capacity.hours is not present",
        "coalesce(days(opened_on, as_of), 0) > 15 and segment = \"Más de uno\"",
        "value > 240 MXN per year and max_wait <= 1 business hour",
        "period_start <= opened_on and opened_on <= 2026-12-31",
    ] {
        let expr = parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
        let again = parse(&expr.to_string()).expect("canonical text is read");
        assert_eq!(again, expr, "{text}");
    }
}

#[test]
fn operators_hold_as_the_reference_says() {
    for (text, bracketed) in [
        ("a or b and c", "a or (b and c)"),
        ("not a = 1 and b", "(not (a = 1)) and b"),
        ("a + b * -c < d", "(a + (b * (-c))) < d"),
        ("a - b - c", "(a - b) - c"),
        ("a and b is null or c", "(a and (b is null)) or c"),
        ("not not a", "not (not a)"),
    ] {
        assert_eq!(parse(text), parse(bracketed), "{text}");
    }
}

#[test]
fn spans_are_bytes_of_the_text() {
    let expr = parse("ñ = 1 and b").expect("it is read");
    assert_eq!(expr.span.range(), 0..12);
    let mistake = mistake("año = 1 and b == 2");
    assert_eq!(&"año = 1 and b == 2"[mistake.span.range()], "==");
}

#[test]
fn signs_and_words_of_others_are_put_right() {
    for (text, right) in [
        ("a == 1", "a = 1"),
        ("a<>1", "a != 1"),
        ("a =< 1", "a <= 1"),
        ("a => 1", "a >= 1"),
        ("a && b", "a and b"),
        ("a&&b", "a and b"),
        ("a || b", "a or b"),
        ("!a", "not a"),
        ("a or !(b = 1)", "a or not b = 1"),
        ("a y b", "a and b"),
        ("a o b", "a or b"),
        ("no a", "not a"),
        ("a AND b", "a and b"),
        ("NOT a", "not a"),
        ("a en (1, 2)", "a in (1, 2)"),
        ("a es nulo", "a is null"),
        ("a no es nulo", "a is not null"),
        ("a IS NOT NULL", "a is not null"),
        ("a es respondida", "a is answered"),
        ("a está contestada", "a is answered"),
        ("a no está respondida", "a is not answered"),
        ("a contiene b", "a includes b"),
        ("a contains b", "a includes b"),
        ("a is empty", "a is not answered"),
        ("a is not empty", "a is answered"),
        ("a answered", "a is answered"),
        ("a not null", "a is not null"),
        ("a no nulo", "a is not null"),
        ("a is 5", "a = 5"),
        ("a is not 'x'", "a != 'x'"),
        ("a is in (1, 2)", "a in (1, 2)"),
        ("a is not alert", "not a is alert"),
        ("a not in (1, 2)", "not a in (1, 2)"),
        ("a no contiene b", "not a includes b"),
        ("a mayor que 5", "a > 5"),
        ("a = TRUE", "a = true"),
        ("a = not b", "a = (not b)"),
    ] {
        assert_eq!(corrected(text), right, "{text}");
    }
}

#[test]
fn between_becomes_a_range_or_two_comparisons() {
    assert_eq!(corrected("a between 0 and 6"), "a in 0..6");
    assert_eq!(corrected("a entre 0 y 6 and b"), "a in 0..6 and b");
    assert_eq!(corrected("a between 1 % and 2 %"), "a >= 1 % and a <= 2 %");
}

#[test]
fn chained_comparisons_are_shown_as_two() {
    assert_eq!(corrected("0 <= a <= 6"), "0 <= a and a <= 6");
    assert_eq!(corrected("b and 0 < a + 1 < 6"), "b and 0 < a + 1 and a + 1 < 6");
    assert_eq!(corrected("1 < a < b < 6"), "1 < a and a < b and b < 6");
    assert_eq!(mistakes(&format!("a{}", " < b".repeat(500))).len(), 1);
    assert_eq!(help("a is null = true"), "Join two comparisons by `and` or `or`.");
}

#[test]
fn ranges_and_lists_have_one_spelling() {
    for (text, right) in [
        ("a in 0-6", "a in 0..6"),
        ("a in 0 a 6", "a in 0..6"),
        ("a in (0..6)", "a in 0..6"),
        ("a in 6..0", "a in 0..6"),
        ("a in 0...6", "a in 0..6"),
        ("a in 9, 10", "a in (9, 10)"),
        ("a in b", "a in (b)"),
    ] {
        assert_eq!(corrected(text), right, "{text}");
    }
    assert!(parse("a in -3..-1").is_ok());
    assert_eq!(help("a in ()"), "Write at least one value in it.");
    assert_eq!(help("a in (1 + 2)"), "Write numbers, texts or ids, or compare with `=` and `or`.");
    assert_eq!(help("a in 0..20 points"), "Write quantities as `x >= 0 points and x <= 20 points`.");
    assert_eq!(help("a = 0..6"), "Write `x in 0..6`.");
}

#[test]
fn quantities_in_another_spelling_are_put_right() {
    for (text, right) in [
        ("a > 0,5", "a > 0.5"),
        ("a > 1 200 000", "a > 1200000"),
        ("a > 850MXN", "a > 850 MXN"),
        ("a > 850 mxn", "a > 850 MXN"),
        ("a > 240 MXN/year", "a > 240 MXN per year"),
        ("a > 240 MXN annual", "a > 240 MXN per year"),
        ("a > 240 MXN por mes", "a > 240 MXN per month"),
        ("a > 48h", "a > 48 h"),
        ("a > 48 hours", "a > 48 h"),
        ("a > 35 percent", "a > 35 %"),
        ("a > 20 puntos", "a > 20 points"),
        ("a > 1 days", "a > 1 day"),
        ("a > 2 semanas", "a > 2 weeks"),
        ("a > 2 business day", "a > 2 business days"),
        ("a -1 > 2", "a - 1 > 2"),
        ("3-2 > b", "3 - 2 > b"),
    ] {
        assert_eq!(corrected(text), right, "{text}");
    }
    assert_eq!(help("a > 1,200 MXN"), "Write `1200` or `1.2000`.");
    assert_eq!(help("a > 15 días"), "Write `15 days` or `15 business days`.");
    assert_eq!(help("a > 850 pesos"), "Write the three letters of the currency: `850 MXN`.");
    assert_eq!(help("a * -10 % relative"), "Multiply by it: `x * 0.9`.");
    assert_eq!(help("a > 1.5 days"), "Write a whole number, or a smaller unit such as `36 h`.");
    assert_eq!(help("a > 1e4"), "Write the number with all its digits, such as `10000`.");
}

#[test]
fn functions_by_another_name_are_put_right() {
    for (text, right) in [
        ("day(a, b) > 1", "days(a, b) > 1"),
        ("datediff(a, b) > 1", "days(a, b) > 1"),
        ("coalese(a, b) > 1", "coalesce(a, b) > 1"),
        ("ifnull(a, b) > 1", "coalesce(a, b) > 1"),
        ("business-days(a, b) > 1", "business_days(a, b) > 1"),
    ] {
        assert_eq!(corrected(text), right, "{text}");
    }
    assert_eq!(help("sum(a) > 1"), "An expression looks at one row: the metric's `family` adds and counts.");
    assert_eq!(help("now() > a"), "Write `as_of`, the date the program is read at.");
}

#[test]
fn what_is_missing_or_too_much_is_named() {
    assert_eq!(help(""), "Write one, such as `recommend <= 6`.");
    assert_eq!(help("a ="), "Write a value after it, or take it away.");
    assert_eq!(help("(a = 1"), "Write `)` where the group ends.");
    assert_eq!(help("a = 1)"), "Take it away, or open it before.");
    assert_eq!(help("and a"), "Write a value there, or take `and` away.");
    assert_eq!(help("a or or b"), "Write a value there, or take `or` away.");
    assert_eq!(help("a > = 5"), "Write `>=`.");
    assert_eq!(help("a := 5"), "Write `=` to compare two values.");
    assert_eq!(help("a = null"), "Write `x is null` or `x is not null`.");
    assert_eq!(help("a = 'x"), "Write ' after the last letter of the text, or take this one away.");
    assert_eq!(help("="), "Write a value there, or take `=` away.");
    assert_eq!(help("a in 0.."), "Write a value after it, or take it away.");
    assert_eq!(help("if a = 1"), "Write the condition alone: `a and b`.");
    assert_eq!(help("days a, b > 1"), "Write `days(a, b)`.");
    assert_eq!(help("days(a; b) > 1"), "Write `,` and not `;`.");
    assert!(help("a = Más de uno").ends_with("a text of several words stands in quotes."));
    assert_eq!(help("a like 'x%'"), "Write `=` or `in ('a', 'b')`.");
    assert!(help("a = 1 b = 2").starts_with("Between two values stands `and`"));
}

#[test]
fn several_mistakes_are_all_told_in_order() {
    let found = mistakes("a == 1 && b es nulo");
    let right: Vec<_> = found.iter().filter_map(|mistake| mistake.replacement.as_deref()).collect();
    assert_eq!(right, ["=", "and", "is null"]);
    assert_eq!(mistakes("(a == 1 b) and c <> 2").len(), 3);
}

#[test]
fn every_mistake_speaks_both_languages() {
    for mistake in mistakes("a == 1 y b es nulo") {
        assert_ne!(mistake.mistake.message.en, mistake.mistake.message.es);
    }
}

#[test]
fn long_and_deep_texts_are_refused_in_words() {
    let deep = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(parse(&deep(60)).is_ok());
    assert!(help(&deep(100)).starts_with("Write fewer brackets"));
    assert!(help(&format!("a{}", " and b".repeat(100))).starts_with("Write fewer brackets"));
    assert!(help(&"-".repeat(3_000)).starts_with("Write fewer brackets"));
    assert!(help(&"x".repeat(MAX_LENGTH + 1)).starts_with("Write `x in (a, b)`"));
}

#[test]
fn the_deepest_expression_is_read_again_from_its_canonical_text() {
    for text in [
        format!("{}a", "- ".repeat(63)),
        format!("{}a", "not ".repeat(63)),
        format!("{}a{}", "not (b or ".repeat(31), ")".repeat(31)),
        format!("{}a{}", "abs(".repeat(63), ")".repeat(63)),
        format!("{}a{}", "-(b + ".repeat(31), ")".repeat(31)),
        format!("a{}", " - b".repeat(63)),
    ] {
        let expr = parse(&text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:#?}"));
        assert_eq!(parse(&expr.to_string()).as_ref(), Ok(&expr), "{text}");
        let deeper = parse(&format!("{}{text}", "- ".repeat(64)));
        assert!(deeper.is_err(), "{text}");
    }
}
