//! What all files for spreadsheets have in common.

/// How cells and numbers are written.
pub struct Sheet {
    separator: char,
    comma: bool,
}

impl Sheet {
    /// With commas and decimal points.
    pub const PLAIN: Sheet = Sheet { separator: ',', comma: false };
    /// As spreadsheets in Spanish open it: semicolons and decimal commas.
    pub const SPANISH: Sheet = Sheet { separator: ';', comma: true };
    /// What stands first in a file of the Spanish form: the mark that says UTF-8.
    pub const MARK: &str = "\u{feff}";

    pub fn line<T: AsRef<str>>(&self, cells: &[T]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.quoted(cell.as_ref())).collect();
        cells.join(&self.separator.to_string()) + "\r\n"
    }

    fn quoted(&self, cell: &str) -> String {
        if cell.contains([self.separator, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    }

    pub fn number(&self, number: Option<f64>) -> String {
        let text = number.map(|number| number.to_string()).unwrap_or_default();
        if self.comma { text.replace('.', ",") } else { text }
    }
}

/// A text of the data or of the program. A sign at its start would make a formula of it.
pub fn text(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.starts_with(['=', '+', '-', '@', ' ']) { format!("'{plain}") } else { plain }
}
