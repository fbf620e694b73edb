//! How one scalar is written.

use super::pieces::Body;

/// The scalar as it was written, put in canonical form. `text` is what YAML 1.2 reads as text.
pub fn body(written: &str, is_text: bool) -> Body {
    if !written.contains('\n') {
        return Body::Line(one_line(written, is_text));
    }
    let quoted = written.starts_with('"');
    let mut lines: Vec<String> = Vec::new();
    for (index, line) in written.split('\n').enumerate() {
        let line = if index == 0 { line } else { line.trim_start_matches([' ', '\t']) };
        let cut = line.trim_end_matches([' ', '\t']);
        // A blank behind a backslash is part of the text.
        let keep = quoted && cut.ends_with('\\') && cut.len() < line.len();
        lines.push(if keep { line.to_owned() } else { cut.to_owned() });
    }
    Body::Lines(lines)
}

/// A scalar on one line: double quotes where quotes are needed and both would do.
pub fn one_line(written: &str, is_text: bool) -> String {
    if let Some(inside) = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        if inside.contains(['"', '\\']) {
            return written.to_owned();
        }
        return format!("\"{}\"", inside.replace("''", "'"));
    }
    if is_text && !written.starts_with('"') && misread(written) {
        return format!("\"{written}\"");
    }
    written.to_owned()
}

/// A key. `n` is one of ours, and no reader in use takes a single letter for a yes or no there.
pub fn key(written: &str, is_text: bool) -> String {
    one_line(written, is_text && written.len() > 1)
}

/// Whether a reader of YAML 1.1 takes a plain text for something else: a yes or no, a number to the
/// base of sixty, digits with underscores. A date is one to both.
pub fn misread(plain: &str) -> bool {
    let lower = plain.to_ascii_lowercase();
    let cased = plain == lower
        || plain == plain.to_ascii_uppercase()
        || plain.get(..1).zip(plain.get(1..)).is_some_and(|(first, rest)| {
            first == first.to_ascii_uppercase() && rest == rest.to_ascii_lowercase()
        });
    if cased && ["y", "n", "yes", "no", "on", "off"].contains(&lower.as_str()) {
        return true;
    }
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && (is_sexagesimal(digits) || with_underscores(digits) || is_binary(digits))
}

fn is_sexagesimal(digits: &str) -> bool {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut groups = whole.split(':');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && first.bytes().all(|b| b.is_ascii_digit() || b == b'_')
        && rest.iter().all(|g| matches!(g.len(), 1 | 2) && g.parse::<u8>().is_ok_and(|n| n < 60))
}

fn with_underscores(digits: &str) -> bool {
    let body = digits.strip_prefix("0x").unwrap_or(digits);
    let hexadecimal = body.len() < digits.len();
    digits.contains('_')
        && body
            .chars()
            .all(|c| c.is_ascii_digit() || c == '_' || c == '.' || (hexadecimal && c.is_ascii_hexdigit()))
}

fn is_binary(digits: &str) -> bool {
    digits.strip_prefix("0b").is_some_and(|rest| rest.bytes().all(|b| matches!(b, b'0' | b'1' | b'_')))
}

/// Whether a text is a sentence or a name of several words, and not an id, a number or a quantity.
pub fn is_prose(text: &str) -> bool {
    text.contains([' ', ',', '\n']) && !text.starts_with(|c: char| c.is_ascii_digit() || "+-.<>=".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_1_1_misreads_is_quoted_and_nothing_else_is() {
        for word in
            ["no", "On", "YES", "y", "N", "12:30", "1:30:15", "1_000", "0b101", "-1_0", "190:20:30.15"]
        {
            assert_eq!(one_line(word, true), format!("\"{word}\""));
        }
        for word in [
            "nO",
            "2026-01-01",
            "09:00-18:00",
            "a_b",
            "1,5",
            "24 h",
            "12:75",
            "none",
            "s\u{ed}",
            "0x_z",
            "850 MXN",
        ] {
            assert_eq!(one_line(word, true), word);
        }
        assert_eq!(one_line("010", false), "010");
    }

    #[test]
    fn single_quotes_become_double_ones_where_both_say_the_same() {
        assert_eq!(one_line("'it''s'", true), "\"it's\"");
        assert_eq!(one_line("'a \\ \"b\"'", true), "'a \\ \"b\"'");
    }

    #[test]
    fn quantities_are_no_prose() {
        assert!(
            is_prose("Qué tal") && is_prose("Hola, qué") && !is_prose("35 %") && !is_prose("first-credit")
        );
    }
}
