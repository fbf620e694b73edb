//! Codes of questions and answers, and what is stored.
//!
//! | question | stored |
//! |---|---|
//! | scale, line of a matrix | the code, `m1` for -1; `na` for "does not apply" |
//! | choice | `A1`, `A2`, … in the order of the options; `-oth-` for the one that asks for words |
//! | several options | a column for each, `Y` when it was taken |
//! | yes-no | `Y` or `N` |
//! | ranking | a column for each place, with the code of an option |

use crate::emit::manifest::sha256;
use crate::emit::survey::platform::{Column, column, columns_by_id};
use crate::emit::survey::{Answer, Instrument, Item, Most, Scale};

/// What "does not apply" is stored as.
pub const NOT_APPLICABLE: &str = "na";
/// What the option that asks for words is stored as.
pub const OTHER: &str = "-oth-";
pub const YES: &str = "Y";
pub const NO: &str = "N";

/// A code of a question may have so many characters.
pub const MOST_IN_A_CODE: usize = 20;
/// What is left of a name that is too long, before the digits that keep it apart from others.
const KEPT: usize = 14;

/// Codes that LimeSurvey uses itself, in the data and in expressions.
const TAKEN: &[&str] = &[
    "id",
    "sid",
    "gid",
    "qid",
    "token",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "startdate",
    "datestamp",
    "ipaddr",
    "refurl",
    "this",
    "that",
    "self",
    "lang",
    "time",
    "random",
    "completed",
];

/// The code of a question or of a line: the name itself when LimeSurvey can keep it.
pub fn code(name: &str) -> String {
    if name.len() <= MOST_IN_A_CODE && !TAKEN.contains(&name.to_ascii_lowercase().as_str()) {
        return name.to_owned();
    }
    // Of the name alone, so that it stays when the survey grows.
    let digits = &sha256(name.as_bytes())[..5];
    format!("{}x{digits}", &name[..name.len().min(KEPT)])
}

/// The code of a line of a matrix: its id without the `-`, which no other id is the same without.
pub fn line(id: &str) -> String {
    let mut words = id.split('-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        name.push('X');
        name.push_str(word);
    }
    code(&name)
}

/// The code of the option at a place.
pub fn option(item: &Item<'_>, id: &str) -> String {
    if item.asks_for_words().is_some_and(|words| words.id.as_str() == id) {
        return OTHER.to_owned();
    }
    let place = item.options().iter().position(|option| option.id.as_str() == id);
    format!("A{}", place.unwrap_or_default() + 1)
}

/// The code of a point of a scale: no sign can stand in it.
pub fn point(code: i64) -> String {
    if code < 0 { format!("m{}", code.unsigned_abs()) } else { code.to_string() }
}

/// Whether codes of a scale are not the numbers that they stand for.
pub fn has_signs(scale: &Scale<'_>) -> bool {
    scale.has_buttons() && scale.low < 0
}

/// The column of an option of several, or of the words of the other one.
pub fn part(item: &Item<'_>, id: &str) -> String {
    let option = option(item, id);
    format!("{}_{}", code(&item.name), if option == OTHER { "other" } else { &option })
}

/// Where the answers are found in the data.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let own = code(&item.name);
    let named = |row: Option<&str>| row.map_or_else(|| own.clone(), |row| format!("{own}_{}", line(row)));
    let stored = |id: &str| option(item, id);
    let mut columns = match &item.answer {
        Answer::Choice { options, most } if *most != Most::One => {
            let one = |choice: &crate::emit::survey::Choice<'_>| {
                let id = choice.id.as_str();
                let words = option(item, id) == OTHER;
                let values = if words { Vec::new() } else { vec![format!("{YES}=true")] };
                let sort = if words { "text" } else { "boolean" };
                Column { question: format!("{}.{id}", item.id), name: part(item, id), sort, values }
            };
            return options.iter().map(one).collect();
        }
        Answer::Ranking { options, .. } => {
            let place = |nth: usize| Column {
                question: format!("{}.{nth}", item.id),
                ..column(item, format!("{own}_{nth}"), &stored, NOT_APPLICABLE)
            };
            return (1..=options.len()).map(place).collect();
        }
        _ => columns_by_id(item, &named, &stored, NOT_APPLICABLE),
    };
    if let Answer::YesNo = item.answer {
        columns[0].values = vec![format!("{YES}=true"), format!("{NO}=false")];
    }
    if let Answer::Scale(scale) | Answer::Matrix { scale, .. } = &item.answer
        && has_signs(scale)
    {
        let told = scale.codes().map(|code| format!("{}={code}", point(code)));
        let none = scale.not_applicable.map(|_| NOT_APPLICABLE.to_owned());
        let values: Vec<String> = told.chain(none).collect();
        columns.iter_mut().for_each(|column| column.values.clone_from(&values));
    }
    if let Some(words) = item.asks_for_words() {
        columns.push(Column {
            question: format!("{}.{}", item.id, words.id),
            name: format!("{own}_other"),
            sort: "text",
            values: Vec::new(),
        });
    }
    columns
}
