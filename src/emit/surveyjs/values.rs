//! How answers are stored in SurveyJS.
//!
//! | question | stored |
//! |---|---|
//! | scale | the code, a number; `na` for "does not apply" |
//! | choice | the id of the option; a list of ids when several may be taken |
//! | option that asks for words | `other`, and the words under `<name>-Comment` |
//! | yes-no | `true` or `false` |
//! | number, date | a number; `2026-01-31` |
//! | ranking | the ids, the first one first |
//! | matrix | `{ line: code }` |

use crate::emit::survey::Item;
use crate::model::expression::Value;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};

/// What "does not apply" is stored as.
pub const NOT_APPLICABLE: &str = "na";

/// What the option that asks for words is stored as.
pub const OTHER: &str = "other";

/// What the name of a question is followed by where those words are stored.
pub const COMMENT: &str = "-Comment";

/// What an option is stored as: its id, unless SurveyJS gives that word a meaning of its own.
pub fn stored<'s>(item: &Item<'_>, id: &'s str) -> &'s str {
    let words = item.asks_for_words();
    match id {
        _ if words.is_some_and(|option| option.id.as_str() == id) => OTHER,
        "other" if words.is_some() => "other-option",
        "undefined" => "undefined-option",
        _ => id,
    }
}

/// An answer as it is stored.
pub fn json(item: &Item<'_>, value: &Value) -> Json {
    match value {
        Value::YesNo(value) => json!(value),
        Value::Number(number) => match number.normalize().to_i64().filter(|_| number.fract().is_zero()) {
            Some(whole) => json!(whole),
            None => json!(number.to_f64()),
        },
        Value::Text(text) if !item.options().is_empty() => json!(stored(item, text)),
        Value::Text(text) => json!(text),
        Value::Several(taken) => taken.iter().map(|id| json!(stored(item, id))).collect(),
        Value::Date(date) => json!(date.to_string()),
        _ => Json::Null,
    }
}

/// A text of an expression, in quotes. It has no backslash: see the lowering of conditions.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "\\'").replace('"', "\\\""))
}
