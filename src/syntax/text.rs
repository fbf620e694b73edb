//! Bytes of a file → its text, or why it has none.

use super::rules;
use crate::diagnostic::{Diagnostic, RuleInfo, Say, say};
use crate::source::{At, FileId, LineIndex, Span};
use std::borrow::Cow;
use std::io;

/// Largest YAML file that is read, in bytes.
pub const MAX_FILE: u64 = 5 * 1024 * 1024;

/// Why a file cannot be read as text. Put [`Unreadable::text`] into the source map as what the
/// file says, so that the finding has a place to show.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// As much of the file as can be shown, with `�` for what cannot; empty where that makes no
    /// sense.
    pub text: String,
    /// Where in `text` it happens.
    pub span: Span,
    rule: &'static RuleInfo,
    message: Say,
    help: Say,
}

impl Unreadable {
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let at = At { file, span: self.span };
        Diagnostic::new(self.rule, at, self.message.clone()).help(self.help.clone())
    }
}

/// A file that is not even read, told from its size.
pub fn too_large(size: u64) -> Option<Unreadable> {
    if size <= MAX_FILE {
        return None;
    }
    let (size, most) = (size.div_ceil(1024 * 1024), MAX_FILE / (1024 * 1024));
    Some(Unreadable {
        text: String::new(),
        span: Span::default(),
        rule: &rules::TOO_LARGE,
        message: say!(en: "the file has {size} MB, and a YAML file may have {most} MB at most", es: "el archivo pesa {size} MB, y un archivo YAML puede pesar {most} MB como máximo"),
        help: say!(
            en: "Keep data in CSV or Parquet files, split it into several files, or name it under `exclude` in senda.yaml.",
            es: "Guarda los datos en CSV o Parquet, divídelo en varios archivos, o nómbralo en `exclude`, en senda.yaml."
        ),
    })
}

/// A file that the world would not hand out.
pub fn unreadable(error: &io::Error) -> Unreadable {
    let message = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            say!(en: "there is no permission to read this file", es: "no hay permiso para leer este archivo")
        }
        io::ErrorKind::NotFound => say!(en: "this file is no longer there", es: "este archivo ya no está"),
        _ => say!(en: "this file cannot be read", es: "este archivo no se puede leer"),
    };
    Unreadable {
        text: String::new(),
        span: Span::default(),
        rule: &rules::UNREADABLE_FILE,
        message,
        help: say!(
            en: "Change its permissions, or name it under `exclude` in senda.yaml if it is not part of the program.",
            es: "Cambia sus permisos, o nómbralo en `exclude`, en senda.yaml, si no es parte del programa."
        ),
    }
}

/// The text of a file's bytes. A byte order mark at the start is taken off: positions count
/// from the character after it.
pub fn decode_bytes(bytes: Vec<u8>) -> Result<String, Box<Unreadable>> {
    if let Some(problem) = too_large(bytes.len() as u64) {
        return Err(Box::new(problem));
    }
    if let Some(name) = other_encoding(&bytes) {
        return Err(Box::new(encoded_as(name)));
    }
    if bytes.contains(&0) {
        return Err(Box::new(binary()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => Err(Box::new(broken(error.as_bytes(), error.utf8_error()))),
    }
}

/// The text with every lone carriage return as a line feed, so that a line is a line to all
/// who read it. As long as before.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    if !text.contains('\r') || !(0..bytes.len()).any(lone) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.char_indices().map(|(i, c)| if lone(i) { '\n' } else { c }).collect())
}

/// UTF-16 and UTF-32, by their marks or by zeros in every second byte.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(512) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let most = start.len() / 2 * 3 / 4;
    let wide = start.len() >= 8 && ((zeros(0) > most && zeros(1) == 0) || (zeros(1) > most && zeros(0) == 0));
    wide.then_some("UTF-16")
}

fn encoded_as(name: &str) -> Unreadable {
    Unreadable {
        text: String::new(),
        span: Span::default(),
        rule: &rules::NOT_TEXT,
        message: say!(en: "the file is saved as {name}, and it must be UTF-8", es: "el archivo está guardado como {name}, y debe ser UTF-8"),
        help: say!(en: "Save it again with the encoding UTF-8.", es: "Guárdalo de nuevo con la codificación UTF-8."),
    }
}

fn binary() -> Unreadable {
    Unreadable {
        text: String::new(),
        span: Span::default(),
        rule: &rules::NOT_TEXT,
        message: say!(en: "the file is binary data and not text", es: "el archivo es binario y no texto"),
        help: say!(
            en: "If it is not part of the program, give it another extension or name it under `exclude` in senda.yaml.",
            es: "Si no es parte del programa, dale otra extensión o nómbralo en `exclude`, en senda.yaml."
        ),
    }
}

/// Bytes that are no UTF-8: their place, and the encoding they most likely come from.
fn broken(bytes: &[u8], error: std::str::Utf8Error) -> Unreadable {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    let mut at = error.valid_up_to();
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
        at = at.saturating_sub('\u{feff}'.len_utf8());
    }
    let place = LineIndex::new(&text).place(&text, at as u32);
    let (line, column, byte) = (place.line, place.column, bytes[error.valid_up_to()]);
    let message = say!(
        en: "line {line}, column {column} is not UTF-8 (byte {byte:#04x})",
        es: "la línea {line}, columna {column} no es UTF-8 (byte {byte:#04x})"
    );
    let accents = [
        0xe1, 0xe9, 0xed, 0xf3, 0xfa, 0xf1, 0xbf, 0xa1, 0xc1, 0xc9, 0xcd, 0xd3, 0xda, 0xd1, 0xfc, 0x93, 0x94,
    ];
    let help = if accents.contains(&byte) {
        let meant = char::from(byte);
        let meant = match byte {
            0x93 => '“',
            0x94 => '”',
            _ => meant,
        };
        say!(
            en: "It reads as `{meant}` in Windows-1252. Save the file again with the encoding UTF-8.",
            es: "En Windows-1252 se lee `{meant}`. Guarda el archivo de nuevo con la codificación UTF-8."
        )
    } else {
        say!(en: "Save the file again with the encoding UTF-8.", es: "Guarda el archivo de nuevo con la codificación UTF-8.")
    };
    let span = Span::new(at, at + '\u{fffd}'.len_utf8());
    Unreadable { text, span, rule: &rules::NOT_TEXT, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> Box<Unreadable> {
        decode_bytes(bytes.to_vec()).unwrap_err()
    }

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(decode_bytes("\u{feff}id: ñ\r\n".into()).unwrap(), "id: ñ\r\n");
    }

    #[test]
    fn other_encodings_are_named() {
        let wide: Vec<u8> = "kind: survey".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(problem(&wide).message.es.contains("UTF-16"));
        assert!(problem(b"\xff\xfea\0").message.en.contains("UTF-16"));
        assert!(problem(b"\xff\xfe\0\0a\0\0\0").message.en.contains("UTF-32"));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert!(problem(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").message.en.contains("binary"));
    }

    #[test]
    fn broken_utf_8_has_a_place_and_a_likely_reading() {
        let broken = problem(b"id: a\ntext: informaci\xf3n\n");
        assert_eq!(broken.message.en, "line 2, column 16 is not UTF-8 (byte 0xf3)");
        assert!(broken.help.es.contains("`ó`"));
        assert_eq!(&broken.text[broken.span.range()], "\u{fffd}");
        let marked = problem(b"\xef\xbb\xbfa\xff");
        assert_eq!(&marked.text[marked.span.range()], "\u{fffd}");
    }

    #[test]
    fn what_the_disk_refuses_is_a_finding_without_a_place() {
        let denied = unreadable(&io::ErrorKind::PermissionDenied.into());
        let finding = denied.diagnostic(FileId(3));
        assert_eq!((finding.rule.name, finding.at.file), ("unreadable-file", FileId(3)));
        assert_eq!(finding.message.es, "no hay permiso para leer este archivo");
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        assert_eq!(with_line_feeds("a\rb\r\nñ\r"), "a\nb\r\nñ\n");
        assert!(matches!(with_line_feeds("a\r\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn five_megabytes_are_the_limit() {
        assert!(decode_bytes(vec![b' '; MAX_FILE as usize]).is_ok());
        assert!(problem(&vec![b' '; MAX_FILE as usize + 1]).message.en.contains("6 MB"));
    }
}
