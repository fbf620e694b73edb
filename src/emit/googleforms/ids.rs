//! The ids of questions and sections: eight hexadecimal digits, from a name alone, so that they stay when
//! the survey grows and one form can be told from its next version.

use crate::emit::manifest::sha256;
use crate::emit::survey::platform::{Column, columns_by_id};
use crate::emit::survey::{Answer, Instrument, Item};

/// The id of a question, or of a line of a grid.
pub fn question(item: &Item<'_>, line: Option<&str>) -> String {
    digits(&format!("question {} {}", item.name, line.unwrap_or_default()))
}

/// The id of the item that shows a question.
pub fn item(item: &Item<'_>) -> String {
    digits(&format!("item {}", item.name))
}

/// The id of the section that begins with a question.
pub fn section(first: &Item<'_>) -> String {
    digits(&format!("section {}", first.name))
}

/// A positive number of 32 bits.
fn digits(name: &str) -> String {
    let digest = sha256(name.as_bytes());
    let number = u32::from_str_radix(&digest[..8], 16).unwrap_or_default() & 0x7fff_ffff;
    format!("{number:08x}")
}

/// The lines of a question that is a grid: those of a matrix, the options of a ranking.
pub fn lines<'p>(item: &Item<'p>) -> Vec<&'p str> {
    match &item.answer {
        Answer::Matrix { rows, .. } => rows.iter().map(|row| row.id.as_str()).collect(),
        Answer::Ranking { options, .. } => options.iter().map(|option| option.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Two questions with one id: nothing that is likely, and nothing that may pass in silence.
pub fn clash(instrument: &Instrument<'_>) -> Option<usize> {
    let mut taken = std::collections::HashSet::new();
    instrument.items.iter().position(|own| {
        let lines = lines(own);
        let questions = lines.iter().map(|line| question(own, Some(line)));
        let mut all: Vec<String> = questions.chain([item(own), section(own)]).collect();
        if lines.is_empty() {
            all.push(question(own, None));
        }
        all.into_iter().any(|id| !taken.insert(id))
    })
}

/// Where the answers are found: by the id of the question, with the text that was read.
pub fn columns(_: &Instrument<'_>, item: &Item<'_>) -> Vec<Column> {
    let same = |id: &str| id.to_owned();
    if let Answer::Ranking { options, .. } = &item.answer {
        let places = vec![format!("1..{}", super::form::places(item))];
        let line = |option: &crate::emit::survey::Choice<'_>| Column {
            question: format!("{}.{}", item.id, option.id),
            name: question(item, Some(option.id.as_str())),
            sort: "place",
            values: places.clone(),
        };
        return options.iter().map(line).collect();
    }
    let mut columns = columns_by_id(item, &|line| question(item, line), &same, "na");
    let read = !matches!(item.answer, Answer::Open | Answer::Number | Answer::Date);
    if read && super::form::is_labelled(item) {
        columns.iter_mut().for_each(|column| column.sort = "label");
    }
    columns
}
