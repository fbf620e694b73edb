//! Names and stored values of an XLSForm.
//!
//! | question | stored |
//! |---|---|
//! | scale, line of a matrix | the code; `na` for "does not apply" |
//! | choice | the id of the option; ids with a space between them when several may be taken |
//! | words of an option that asks for them | the text, under `<name>__<option>` |
//! | yes-no | `yes` or `no` |
//! | ranking | the ids, the first one first |

use crate::emit::survey::platform::{self, Column};
use crate::emit::survey::{Answer, Instrument, Item, Variable};

/// What "does not apply" is stored as.
pub const NOT_APPLICABLE: &str = "na";

pub const YES: &str = "yes";
pub const NO: &str = "no";

/// The name of a question. `meta` is a part of every form.
pub fn name(item: &Item<'_>) -> String {
    match item.name.as_str() {
        "meta" => "meta_".to_owned(),
        name => name.to_owned(),
    }
}

/// The name of something that belongs to a question: an id has no underscore, so it is its own.
pub fn part(item: &Item<'_>, id: &str) -> String {
    format!("{}__{}", item.name, id.replace('-', "_"))
}

/// The name of an answer.
pub fn variable(items: &[Item<'_>], of: &Variable) -> String {
    let item = &items[of.item];
    of.row.as_ref().map_or_else(|| name(item), |row| part(item, row))
}

/// Where the answers are found in the data.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let named = |row: Option<&str>| row.map_or_else(|| name(item), |row| part(item, row));
    let mut columns = platform::columns_by_id(item, &named, &str::to_owned, NOT_APPLICABLE);
    if let Answer::YesNo = item.answer {
        columns[0].values = vec![format!("{YES}=true"), format!("{NO}=false")];
    }
    for option in item.options().iter().filter(|option| option.other.is_some()) {
        let id = option.id.as_str();
        columns.push(Column {
            question: format!("{}.{id}", item.id),
            name: part(item, id),
            sort: "text",
            values: Vec::new(),
        });
    }
    columns
}
