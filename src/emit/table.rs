//! Tables with heads: as CSV, and as sheets of a workbook. Every text stays a text, and nothing depends on
//! the day.

use super::sheet::{Sheet, text};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The longest text that a cell takes, in UTF-16 units.
const MOST_IN_A_CELL: usize = 32_767;

#[derive(Clone)]
pub enum Cell {
    Text(String),
    Number(Option<f64>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(Some(number as f64))
    }
}

pub struct Table {
    /// Of at most 31 letters, as sheets are called.
    pub name: String,
    pub head: Vec<String>,
    pub lines: Vec<Vec<Cell>>,
}

/// A table with the separator and the decimals of a spreadsheet.
pub fn csv(sheet: &Sheet, table: &Table) -> String {
    let mut out = sheet.line(&table.head);
    for line in &table.lines {
        let cells: Vec<String> = line
            .iter()
            .map(|cell| match cell {
                Cell::Text(words) => text(words),
                Cell::Number(number) => sheet.number(*number),
            })
            .collect();
        out.push_str(&sheet.line(&cells));
    }
    out
}

/// Tables as the bytes of a workbook; nothing in it depends on the day.
pub fn xlsx(tables: &[Table]) -> Vec<u8> {
    book(tables).expect("cells are shorter than a cell may be, and sheets have names of ours")
}

fn book(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold();
    // A spreadsheet that is told so does not take the text for a formula when somebody edits the cell.
    let quoted = Format::new().set_quote_prefix();
    for table in tables {
        let page = book.add_worksheet().set_name(&table.name)?;
        page.set_freeze_panes(1, 1)?;
        for (name, column) in table.head.iter().zip(0..) {
            page.write_string_with_format(0, column, name, &head)?;
        }
        for (cells, line) in table.lines.iter().zip(1..) {
            for (cell, column) in cells.iter().zip(0..) {
                match cell {
                    Cell::Number(Some(number)) => page.write_number(line, column, *number)?,
                    Cell::Text(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', ' ']) => {
                        page.write_string_with_format(line, column, fitting(words), &quoted)?
                    }
                    Cell::Text(words) if !words.is_empty() => {
                        page.write_string(line, column, fitting(words))?
                    }
                    _ => continue,
                };
            }
        }
    }
    book.save_to_buffer()
}

/// As much of a text as a cell takes.
fn fitting(words: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_IN_A_CELL
    };
    words.chars().take_while(fits).collect()
}
