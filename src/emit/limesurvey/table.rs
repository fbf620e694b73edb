//! The rows of the file as tab-separated text.

use std::collections::BTreeMap;

/// The columns, in their order. Those behind `same_script` are attributes of questions.
pub const COLUMNS: &[&str] = &[
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "encrypted",
    "other",
    "default",
    "same_default",
    "same_script",
    "question_template",
    "max_answers",
    "exclude_all_others",
    "other_replace_text",
    "num_value_int_only",
    "min_num_value_n",
    "max_num_value_n",
];

/// One row: its cells by the name of their column; the others are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(pub BTreeMap<&'static str, String>);

impl Row {
    pub fn of(class: &str) -> Self {
        Self::default().with("class", class)
    }

    pub fn with(mut self, column: &'static str, cell: impl Into<String>) -> Self {
        self.0.insert(column, cell.into());
        self
    }
}

/// The whole file. LimeSurvey reads lines that end in a line feed, and cells in quotes.
pub fn text(rows: &[Row]) -> String {
    let mut out = COLUMNS.join("\t");
    out.push('\n');
    for row in rows {
        let cells: Vec<String> = COLUMNS
            .iter()
            .map(|column| row.0.get(column).map_or_else(String::new, |cell| quoted(cell)))
            .collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    let needs = cell.contains(['"', '\t', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
