//! The portable text as engines take it that read a quote in a text or a hash in another way. Where none of
//! that stands in it, the portable text is theirs as well.

/// How an engine differs from the portable text.
struct Ways {
    name: &'static str,
    /// A quote in a text is written with a backslash.
    escapes: bool,
    /// Around the argument of MD5, for lower-case digits.
    hash: Option<(&'static str, &'static str)>,
    /// The type of texts, when it takes no length.
    text: Option<&'static str>,
}

const WAYS: [Ways; 3] = [
    Ways { name: "bigquery", escapes: true, hash: Some(("TO_HEX(MD5(", "))")), text: Some("STRING") },
    Ways { name: "databricks", escapes: true, hash: None, text: None },
    Ways { name: "trino", escapes: false, hash: Some(("LOWER(TO_HEX(MD5(TO_UTF8(", "))))")), text: None },
];

/// The text in the words of a dialect; none when the portable one is right.
pub fn of(dialect: &str, sql: &str) -> Option<String> {
    let ways = WAYS.iter().find(|ways| ways.name == dialect)?;
    let text = written(ways, sql);
    (text != sql).then_some(text)
}

fn written(ways: &Ways, sql: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut out, mut rest) = (String::new(), sql);
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '\'' {
            literal_length(rest)
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        match (piece, ways.hash, ways.text) {
            ("MD5", Some((open, close)), _) if rest.starts_with('(') => {
                let end = closing(rest);
                out.push_str(open);
                out.push_str(&written(ways, &rest[1..end]));
                out.push_str(close);
                rest = &rest[(end + 1).min(rest.len())..];
            }
            ("VARCHAR", _, Some(name)) if rest.starts_with('(') => {
                out.push_str(name);
                rest = &rest[(closing(rest) + 1).min(rest.len())..];
            }
            _ if ways.escapes && first == '\'' && piece.len() > 2 => {
                let inside = &piece[1..piece.len() - 1];
                out.push('\'');
                out.push_str(&inside.replace("''", "\\'"));
                out.push('\'');
            }
            _ => out.push_str(piece),
        }
    }
    out
}

/// How long the text literal is with which a text begins.
fn literal_length(sql: &str) -> usize {
    let mut at = 1;
    while let Some(end) = sql[at..].find('\'') {
        at += end + 1;
        if !sql[at..].starts_with('\'') {
            return at;
        }
        at += 1;
    }
    sql.len()
}

/// Where the parenthesis closes with which a text begins.
fn closing(sql: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(first) = sql[at..].chars().next() {
        match first {
            '\'' => {
                at += literal_length(&sql[at..]);
                continue;
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
        at += first.len_utf8();
    }
    sql.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_hashes_are_written_as_the_engine_reads_them() {
        let sql = "-- it's\nSELECT SUBSTR(MD5('p/it''s (1)|' || COALESCE(c, '')), 1, 8), CAST(x AS VARCHAR(40)), ''";
        assert_eq!(
            of("bigquery", sql).unwrap(),
            "-- it's\nSELECT SUBSTR(TO_HEX(MD5('p/it\\'s (1)|' || COALESCE(c, ''))), 1, 8), CAST(x AS STRING), ''"
        );
        assert_eq!(
            of("trino", sql).unwrap(),
            "-- it's\nSELECT SUBSTR(LOWER(TO_HEX(MD5(TO_UTF8('p/it''s (1)|' || COALESCE(c, ''))))), 1, 8), CAST(x AS VARCHAR(40)), ''"
        );
        assert!(of("databricks", sql).unwrap().contains("MD5('p/it\\'s (1)|'"));
        assert_eq!(of("snowflake", sql), None);
        assert_eq!(of("trino", "SELECT 1"), None);
    }
}
