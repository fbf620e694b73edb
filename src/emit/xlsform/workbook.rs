//! Sheets as the bytes of a workbook: every cell is a text, never a formula, and nothing in it
//! depends on the day.

use super::sheets::Sheet;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The longest text that a cell takes, in UTF-16 units.
pub const MOST_IN_A_CELL: usize = 32_767;

pub fn bytes(sheets: &[Sheet]) -> Vec<u8> {
    written(sheets).expect("cells are shorter than a cell may be, and sheets have names of ours")
}

fn written(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold();
    // A spreadsheet that is told so does not take the text for a formula when somebody edits the cell.
    let quoted = Format::new().set_quote_prefix();
    for sheet in sheets {
        let page = book.add_worksheet().set_name(sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (line, cells) in sheet.lines.iter().enumerate() {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                if line == 0 {
                    page.write_string_with_format(line, column, text, &head)?;
                } else if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                    page.write_string_with_format(line, column, text, &quoted)?;
                } else {
                    page.write_string(line, column, text)?;
                }
            }
        }
    }
    book.save_to_buffer()
}
