//! The cells of a workbook as texts, read one by one: a workbook can unpack to far more than it weighs,
//! and a single cell can claim to stand in the last line of a sheet.

use crate::diagnostic::{Say, say};
use crate::import::Refusal;
use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// What a workbook may unpack to, in bytes.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most files in a workbook.
const MOST_FILES: usize = 2_000;
/// The most cells with something in them.
const MOST_CELLS: usize = 400_000;

/// The cells of a line, by column, both from 0.
pub type Cells = BTreeMap<u32, String>;
/// The lines of a sheet that have something in them, with their numbers from 0.
pub type Lines = Vec<(u32, Cells)>;

/// The sheets by their names in small letters.
pub fn sheets(bytes: &[u8]) -> Result<BTreeMap<String, Lines>, Refusal> {
    unpacks_to_little(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut sheets = BTreeMap::new();
    let mut count = 0;
    for name in book.sheet_names() {
        let mut lines: BTreeMap<u32, Cells> = BTreeMap::new();
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue }; // a chart, say
        while let Some(cell) = cells.next_cell().map_err(|_| damaged())? {
            let text = spelled(cell.get_value());
            if text.is_empty() {
                continue;
            }
            count += 1;
            if count > MOST_CELLS {
                return Err(too_much(say!(en: "{MOST_CELLS} cells", es: "{MOST_CELLS} celdas")));
            }
            let (line, column) = cell.get_position();
            lines.entry(line).or_default().insert(column, text);
        }
        sheets.insert(name.trim().to_lowercase(), lines.into_iter().collect());
    }
    Ok(sheets)
}

/// Unpacks everything into nothing, and counts.
fn unpacks_to_little(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_FILES {
        return Err(too_much(say!(en: "{MOST_FILES} files", es: "{MOST_FILES} archivos")));
    }
    let mut left = MOST_UNPACKED;
    for nth in 0..archive.len() {
        let file = archive.by_index(nth).map_err(|_| damaged())?;
        let mut limited = file.take(left + 1);
        let read = std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| damaged())?;
        if read > left {
            let most = MOST_UNPACKED / (1024 * 1024);
            return Err(too_much(
                say!(en: "{most} MB when it is unpacked", es: "{most} MB al descomprimirlo"),
            ));
        }
        left -= read;
    }
    Ok(())
}

fn spelled(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn damaged() -> Refusal {
    Refusal::new(
        say!(en: "the workbook is damaged, has a password, or is none", es: "el libro está dañado, tiene contraseña o no es un libro"),
        say!(en: "open it in a spreadsheet and save it anew as .xlsx", es: "ábrelo en una hoja de cálculo y guárdalo de nuevo como .xlsx"),
    )
}

fn too_much(most: Say) -> Refusal {
    Refusal::new(
        say!(en: "the workbook has more than {}", most.en; es: "el libro tiene más de {}", most.es),
        say!(en: "no form is so large; keep only its sheets `survey`, `choices` and `settings`",
             es: "ningún formulario es tan grande; deja solo sus hojas `survey`, `choices` y `settings`"),
    )
}
