//! Texts, numbers and names as every SQL engine reads them.

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Stands around the name of a relation in a generated text, so that a target can put its own way of
/// naming relations in place. It is taken out of everything that users write.
pub const MARK: char = '\u{1}';

/// A relation that the text reads from: `stg_responses`.
pub fn relation(name: &str) -> String {
    format!("{MARK}{name}{MARK}")
}

/// The text with every relation by its plain name.
pub fn with_plain_relations(text: &str) -> String {
    text.replace(MARK, "")
}

/// A text literal. The quote is doubled, which is the one escape that all engines share.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace(MARK, "").replace('\'', "''"))
}

/// Whether a text means the same between quotes on every engine: some read a backslash as an escape.
pub fn is_portable(text: &str) -> bool {
    !text.contains('\\')
}

/// A number without exponent; a negative one in parentheses, so that it can stand after a minus.
pub fn number(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_sign_negative() && !value.is_zero() { format!("({value})") } else { value.abs().to_string() }
}

/// Text for a `--` comment: one line, whatever was written.
pub fn comment(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest name that we build: PostgreSQL cuts names at 63 bytes, and ours get suffixes.
const LONGEST: usize = 44;

/// An id as a name in SQL: `first-credit` → `first_credit`. A long one is cut and keeps its difference
/// in a hash.
pub fn name(id: &str) -> String {
    let snake = id.replace('-', "_");
    if snake.len() <= LONGEST {
        return snake;
    }
    let hash: String = Sha256::digest(id.as_bytes()).iter().take(4).map(|b| format!("{b:02x}")).collect();
    format!("{}_{hash}", snake[..LONGEST - 9].trim_end_matches('_'))
}

/// A column name that can stand without quotes: words that some engine reserves get an underscore.
pub fn column_name(name: &str) -> String {
    if is_reserved(name) { format!("{name}_") } else { name.to_owned() }
}

/// Whether an engine that we write for reserves a word.
pub fn is_reserved(word: &str) -> bool {
    RESERVED.split_whitespace().any(|reserved| reserved == word)
}

/// Words that DuckDB, PostgreSQL, SQLite, Spark, BigQuery, Snowflake, Redshift, Trino or Databricks do
/// not take as a bare column name.
const RESERVED: &str = "
    account aes128 aes256 all alter analyse analyze and anti any array as asc assert_rows_modified asymmetric at
    authorization backup between binary blanksasnull both by bytedict case cast check collate collation column commit
    concurrently connect connection constraint create credentials cross cube current current_catalog current_date
    current_path current_role current_schema current_time current_timestamp current_user database deallocate default
    deferrable deferred define deflate defrag delete delta desc describe disable distinct do drop else emptyasnull
    enable encode encrypt encryption end enum escape except exclude execute exists explain extract false fetch filter
    following for foreign freeze from full function glob globaldict grant group grouping groups gzip hash having
    identity if ignore ilike in increment index indexed initially inner insert instead intersect interval into is
    isnull issue join language_handler lateral leading left like limit listagg localtime localtimestamp lookup lun
    luns map match match_recognize materialized merge minus natural new no normalize not nothing notnull null nulls
    of off offline offset oid old on only open or order organization outer over overlaps parallel partition percent
    permissions pivot placing preceding prepare primary proto qualify raise range raw readratio recover recursive
    references regexp reindex rejectlog release replace resort respect restore returning revoke right rlike rollback
    rollup row rows sample schema select semi session_user set show similar skip snapshot some start struct summarize
    symmetric sysdate system table tables tablesample tag tdes then to top trailing transaction treat trigger true
    truncatecolumns try_cast unbounded uescape union unique unnest unpivot update user using vacuum values variadic
    verbose view virtual wallet when whenever where window with within without";

/// Names that are taken, so that no two things share one.
#[derive(Clone, Debug, Default)]
pub struct Taken(BTreeSet<String>);

impl Taken {
    /// The name itself, or with a number after it when something else has it.
    pub fn unique(&mut self, name: &str) -> String {
        let mut found = name.to_owned();
        let mut number = 2;
        while !self.0.insert(found.clone()) {
            found = format!("{name}_{number}");
            number += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_quotes_or_its_comment() {
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("'; DROP TABLE x; --"), "'''; DROP TABLE x; --'");
        assert_eq!(literal("a\u{1}b"), "'ab'");
        assert_eq!(comment("one\n; DROP\r\ntwo\u{2028}three\u{85}four"), "one ; DROP two three four");
        assert!(!is_portable(r"C:\"));
    }

    #[test]
    fn numbers_have_no_exponent_and_no_double_minus() {
        assert_eq!(number(Decimal::new(-350, 2)), "(-3.5)");
        assert_eq!(number(Decimal::new(1, 9)), "0.000000001");
        assert_eq!(number("-0".parse().unwrap()), "0");
    }

    #[test]
    fn names_are_snake_case_and_stay_apart() {
        let long = "a".repeat(60);
        let other = format!("{}b", "a".repeat(59));
        assert_eq!(name("first-credit"), "first_credit");
        assert!(name(&long).len() <= LONGEST && name(&long) != name(&other));
        let mut taken = Taken::default();
        assert_eq!([taken.unique("n"), taken.unique("n"), taken.unique("n")], ["n", "n_2", "n_3"]);
        assert_eq!(column_name("order"), "order_");
        assert_eq!(column_name("channel"), "channel");
    }
}
