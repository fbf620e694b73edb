//! What a platform handed over, as documents: JSON, JSON lines, or a table as `{"responses": [row, …]}`.

use crate::diagnostic::{Mistake, say};
use crate::emit::survey::platform::Format;
use crate::measure::read::csv::{Record, Rows, Stop};
use serde_json::{Map, Value as Json, json};

/// The documents of a file. A list counts as the documents in it.
///
/// # Errors
/// What is neither, by its line; a form that the platform does not hand over.
pub fn documents(bytes: &[u8], formats: &[Format]) -> Result<Vec<Json>, Mistake> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Mistake::new(
            say!(en: "line {line} is no UTF-8", es: "la línea {line} no es UTF-8"),
            say!(en: "export it again as UTF-8", es: "expórtalo otra vez como UTF-8"),
        )
    })?;
    let is_json = !is_table(bytes);
    if text.trim().is_empty() {
        return Err(Mistake::new(
            say!(en: "it is empty", es: "está vacío"),
            say!(en: "export the responses of the survey again", es: "exporta otra vez las respuestas de la encuesta"),
        ));
    }
    let table = formats.iter().find(|format| **format != Format::Json);
    match (is_json, table) {
        (true, _) if formats.contains(&Format::Json) => of_json(text),
        (false, Some(format)) => table_of(bytes, *format).map(|table| vec![table]),
        (true, _) => Err(wrong_form(
            say!(en: "it is JSON, and this platform's responses are read from a CSV", es: "es JSON, y las respuestas de esta plataforma se leen de un CSV"),
        )),
        (false, None) => Err(wrong_form(
            say!(en: "it is no JSON, and this platform's responses are read from JSON", es: "no es JSON, y las respuestas de esta plataforma se leen de JSON"),
        )),
    }
}

/// Whether a file is no JSON.
pub fn is_table(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    !bytes.trim_ascii_start().starts_with(b"{") && !bytes.trim_ascii_start().starts_with(b"[")
}

fn wrong_form(message: crate::diagnostic::Say) -> Mistake {
    Mistake::new(
        message,
        say!(en: "docs/surveys.md says what each platform hands over", es: "docs/surveys.md dice qué entrega cada plataforma"),
    )
}

fn of_json(text: &str) -> Result<Vec<Json>, Mistake> {
    let mut documents = Vec::new();
    for document in serde_json::Deserializer::from_str(text).into_iter::<Json>() {
        match document {
            Ok(Json::Array(list)) => documents.extend(list),
            Ok(document) => documents.push(document),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                return Err(Mistake::new(
                    say!(en: "line {line}, column {column}: here the JSON ends or breaks", es: "línea {line}, columna {column}: aquí se corta o se rompe el JSON"),
                    say!(en: "fetch the responses again; the file may be cut off", es: "vuelve a traer las respuestas; quizá el archivo está cortado"),
                ));
            }
        }
    }
    Ok(documents)
}

fn table_of(bytes: &[u8], format: Format) -> Result<Json, Mistake> {
    let mut source = bytes;
    let mut rows = Rows::new(&mut source).map_err(broken)?;
    rows.separated_by(separator(rows.start()));
    let mut record = Record::default();
    if !rows.next(&mut record).map_err(broken)? {
        return Ok(json!({"responses": []}));
    }
    let names: Vec<String> = fields(&record);
    let headings = if format == Format::CsvWithThreeHeadings { 2 } else { 0 };
    for _ in 0..headings {
        rows.next(&mut record).map_err(broken)?;
    }
    let mut found = Vec::new();
    while rows.next(&mut record).map_err(broken)? {
        let row = names.iter().cloned().zip(fields(&record).into_iter().map(Json::String));
        found.push(Json::Object(row.collect::<Map<_, _>>()));
    }
    Ok(json!({"responses": found}))
}

fn fields(record: &Record) -> Vec<String> {
    record.fields().map(|field| String::from_utf8_lossy(field).into_owned()).collect()
}

/// What most often stands between the names of the first line.
fn separator(start: &[u8]) -> u8 {
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: &u8| memchr::memchr_iter(*sign, first).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(sign), *sign == b',')).unwrap_or(b',')
}

fn broken(stop: Stop) -> Mistake {
    let message = match stop {
        Stop::OpenQuote(line) => {
            say!(en: "line {line}: a quote opens here and never closes", es: "línea {line}: aquí se abre una comilla que no se cierra")
        }
        Stop::TooLong(line) => {
            say!(en: "line {line}: the row does not end", es: "línea {line}: la fila no termina")
        }
        Stop::TooManyColumns(line) => {
            say!(en: "line {line}: too many columns", es: "línea {line}: demasiadas columnas")
        }
        Stop::Io(_) => say!(en: "it cannot be read to its end", es: "no se puede leer hasta el final"),
    };
    Mistake::new(message, say!(en: "export the table again", es: "exporta la tabla otra vez"))
}
