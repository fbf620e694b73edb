//! Texts, addresses and code as Markdown has them: what somebody wrote is never taken for markup.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, Output, State, escape_formatter};

/// Writes a value of a template; only what a filter or a macro has written already passes as it is.
pub fn written(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(_) if value.is_safe() => escape_formatter(out, state, value),
        Some(words) => out.write_str(&text(words)).map_err(Error::from),
        None if matches!(value.kind(), ValueKind::None | ValueKind::Number) => {
            let shown = if value.is_none() { String::new() } else { value.to_string() };
            out.write_str(&shown).map_err(Error::from)
        }
        None => out.write_str(&text(&value.to_string())).map_err(Error::from),
    }
}

/// A text on one line. Signs that mean something in CommonMark, in tables or as an address that is
/// linked by itself have a backslash before them.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let line = one_line(words);
    let signs: Vec<char> = line.chars().collect();
    let number = signs.iter().take_while(|c| c.is_ascii_digit()).count();
    for (at, &c) in signs.iter().enumerate() {
        let next = signs.get(at + 1).copied();
        let first = at == 0 || (at == 1 && signs[0] == ' ');
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            '+' | '-' => first && next.is_none_or(|c| c == ' ' || c == '-'),
            '=' => first,
            ':' => first || signs[at + 1..].starts_with(&['/', '/']),
            '.' | ')' if number > 0 && at == number => next.is_none_or(|c| c == ' '),
            '.' => at >= 3 && signs[at - 3..at].iter().all(|w| w.eq_ignore_ascii_case(&'w')),
            '&' => next.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '!' => next.is_none(),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// As it is, on one line: for lines of code that stand apart.
pub fn raw(words: &str) -> Value {
    Value::from_safe_string(words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// As code where that can be said; a text with signs that end it is a plain one.
pub fn code(words: &str) -> Value {
    let line = one_line(words);
    let plain = line.is_empty() || line.contains(['`', '|']) || line.starts_with(' ') || line.ends_with(' ');
    Value::from_safe_string(if plain { text(&line) } else { format!("`{line}`") })
}

/// Where a link of a page leads: to the Markdown of that page, or out. Empty when it leads to a place on
/// the same page or to a page that there is only in the site.
pub fn address(href: &str) -> Value {
    let to = if href.contains("://") || href.starts_with("mailto:") {
        href.to_owned()
    } else {
        let page = href.split('#').next().unwrap_or_default();
        match page.strip_suffix(".html").filter(|page| super::stands(page.trim_start_matches("../"))) {
            Some(page) => format!("{page}.md"),
            None => String::new(),
        }
    };
    let mut out = String::with_capacity(to.len());
    for c in to.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            ' ' | '(' | ')' | '<' | '>' | '"' | '\\' | '`' | '|' | '[' | ']' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    Value::from_safe_string(out)
}

/// With one space for every stretch of spaces, line ends and signs that are not seen.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | ' ') { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

/// What a line of a document begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Heading,
    Table,
    Quote,
    Item,
    Code,
    Text,
}

impl Sort {
    fn of(line: &str) -> Self {
        let inner = line.trim_start();
        let number = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        if inner.starts_with("- ") || (number > 0 && inner[number..].starts_with(". ")) {
            Sort::Item
        } else if line.starts_with("    ") {
            Sort::Code
        } else if line.starts_with('#') {
            Sort::Heading
        } else if line.starts_with('|') {
            Sort::Table
        } else if line.starts_with('>') {
            Sort::Quote
        } else {
            Sort::Text
        }
    }
}

/// A document with one empty line between its parts, and none at its ends: lines of different sorts are
/// never read as one part.
pub fn tidy(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    let mut before: Option<Sort> = None;
    let mut apart = false;
    for line in document.lines().map(str::trim_end) {
        if line.is_empty() {
            apart = true;
            continue;
        }
        let sort = Sort::of(line);
        // Items of one list stay together whatever stood between them.
        let one_list = sort == Sort::Item && before == Some(Sort::Item);
        let differ = before != Some(sort) || sort == Sort::Heading || (apart && !one_list);
        if before.is_some() && differ {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = Some(sort);
        apart = false;
    }
    out
}
