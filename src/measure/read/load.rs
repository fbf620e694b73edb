//! A file as rows for an engine: every cell read as its column declares, and what does not fit counted.

use super::Form;
use super::cell::{Cell, ColumnOf};
use super::csv::{MOST_COLUMNS, Record, Rows, Stop};
use super::fault::{Fault, Faults, Reason, shortened};
use super::jsonl::{Line, Lines};
use crate::diagnostic::{Mistake, say};
use foldhash::fast::FixedState;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::io::Read;

/// Where rows go: a cell for each column that is used.
pub trait Sink {
    /// # Errors
    /// The engine does not take it: why, in words.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Mistake>;
}

/// What a file must hold.
pub struct TableOf<'p> {
    /// The file, as the program names it.
    pub file: &'p str,
    pub columns: Vec<ColumnOf<'p>>,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Rows of the file.
    pub rows: u64,
    /// Rows that do not fit, which no engine was given.
    pub left_out: u64,
    /// Rows whose weight is empty or 0.
    pub without_weight: u64,
    pub faults: Vec<Fault>,
}

impl Loaded {
    /// Whether some row could not be given to the engine.
    pub fn is_broken(&self) -> bool {
        self.left_out > 0
    }
}

/// Reads a file row by row. Rows that do not fit are counted and not handed on.
///
/// # Errors
/// The file cannot be read as a table at all, or the engine stops.
pub fn load(
    source: &mut dyn Read,
    form: Form,
    table: &TableOf<'_>,
    sink: &mut dyn Sink,
    progress: &mut dyn FnMut(u64),
) -> Result<Loaded, Mistake> {
    let reading = Reading {
        table,
        sink,
        faults: Faults::default(),
        loaded: Loaded::default(),
        keys: HashMap::with_hasher(FixedState::default()),
    };
    match form {
        Form::Csv => reading.csv(source, progress),
        Form::JsonLines => reading.json_lines(source, progress),
        Form::Parquet => Err(Mistake::new(
            say!(en: "`{}` is Parquet, which the engine in this program does not read", table.file; es: "`{}` es Parquet, que el motor de este programa no lee", table.file),
            say!(en: "measure with `--engine duckdb`, or export it as CSV", es: "mide con `--engine duckdb`, o expórtalo como CSV"),
        )),
    }
}

struct Reading<'l, 'p> {
    table: &'l TableOf<'p>,
    sink: &'l mut dyn Sink,
    faults: Faults,
    loaded: Loaded,
    /// The line on which each key was met, by its hash.
    keys: HashMap<u64, u64, FixedState>,
}

/// How often progress is told, in rows.
const STEP: u64 = 4096;

impl Reading<'_, '_> {
    fn csv(mut self, source: &mut dyn Read, progress: &mut dyn FnMut(u64)) -> Result<Loaded, Mistake> {
        let stopped = |stop| self.table.stopped(stop);
        let mut rows = Rows::new(source).map_err(stopped)?;
        if let Some(mistake) = self.table.no_utf8(rows.start()) {
            return Err(mistake);
        }
        rows.separated_by(self.table.separator(rows.start()));
        let mut record = Record::default();
        if !rows.next(&mut record).map_err(stopped)? {
            return Err(self.table.is_empty());
        }
        let header: Vec<String> =
            record.fields().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let places = self.table.places(&header)?;
        while rows.next(&mut record).map_err(|stop| self.table.stopped(stop))? {
            self.loaded.rows += 1;
            if self.loaded.rows.is_multiple_of(STEP) {
                progress(rows.taken);
            }
            let line = record.line;
            if record.len != header.len() {
                let found = format!("{} ≠ {}", record.len, header.len());
                self.refuse(Reason::OtherFields, None, line, || found);
                continue;
            }
            let table = self.table;
            self.row(
                line,
                &|at| match std::str::from_utf8(record.field(places[at])) {
                    Ok(text) if !text.contains('\0') => Ok(text.into()),
                    _ => {
                        Err((Reason::NotText, String::from_utf8_lossy(record.field(places[at])).into_owned()))
                    }
                },
                table,
            )?;
        }
        progress(rows.taken);
        self.done()
    }

    fn json_lines(mut self, source: &mut dyn Read, progress: &mut dyn FnMut(u64)) -> Result<Loaded, Mistake> {
        let mut lines = Lines::new(source);
        let table = self.table;
        let mut given = vec![false; table.columns.len()];
        let mut others = Vec::new();
        while let Some(line) = lines.next().map_err(|stop| table.stopped(stop))? {
            self.loaded.rows += 1;
            if self.loaded.rows.is_multiple_of(STEP) {
                progress(lines.taken);
            }
            let row = match line {
                Line::Row(row) => row,
                Line::NoObject(found) => {
                    self.refuse(Reason::NotAnObject, None, lines.line, || found);
                    continue;
                }
                Line::NoText => {
                    self.refuse(Reason::NotText, None, lines.line, String::new);
                    continue;
                }
            };
            for (at, column) in table.columns.iter().enumerate() {
                given[at] |= row.contains_key(column.raw);
            }
            if others.is_empty() {
                others = row.keys().cloned().collect();
            }
            self.row(
                lines.line,
                &|at| match row.get(table.columns[at].raw) {
                    None | Some(Value::Null) => Ok("".into()),
                    Some(Value::String(text)) if text.contains('\0') => Err((Reason::NotText, text.clone())),
                    Some(Value::String(text)) => Ok(text.as_str().into()),
                    Some(Value::Bool(yes)) => Ok(if *yes { "true" } else { "false" }.into()),
                    Some(Value::Number(number)) => Ok(number.to_string().into()),
                    Some(other) => Err((Reason::NotPlain, other.to_string())),
                },
                table,
            )?;
        }
        progress(lines.taken);
        if self.loaded.rows == 0 {
            return Err(table.is_empty());
        }
        let missing: Vec<&str> =
            table.columns.iter().zip(&given).filter(|(_, given)| !**given).map(|(c, _)| c.raw).collect();
        if self.loaded.left_out < self.loaded.rows && !missing.is_empty() {
            return Err(table.lacks(&missing, &others));
        }
        self.done()
    }

    fn done(mut self) -> Result<Loaded, Mistake> {
        self.loaded.faults = self.faults.sorted();
        Ok(self.loaded)
    }

    fn refuse(&mut self, reason: Reason, column: Option<usize>, line: u64, found: impl FnOnce() -> String) {
        self.faults.add(reason, column.map(|at| (at, &self.table.columns[at])), line, found);
        self.loaded.left_out += 1;
    }

    /// One row; `text` gives what stands in a column.
    fn row<'c>(
        &mut self,
        line: u64,
        text: &'c dyn Fn(usize) -> Result<Cow<'c, str>, (Reason, String)>,
        table: &TableOf<'_>,
    ) -> Result<(), Mistake> {
        let mut cells = Vec::with_capacity(table.columns.len());
        let mut weighs = true;
        let mut key = self.keys.hasher().build_hasher();
        let (mut has_key, mut whole_key) = (false, true);
        for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_read()) {
            let read = text(at).and_then(|text| {
                if column.is_key {
                    key.write(text.as_bytes());
                    key.write_u8(0xff);
                }
                let wrong = |reason| (reason, text.to_string());
                match &text {
                    Cow::Borrowed(text) => column.read(text).map_err(wrong),
                    Cow::Owned(text) => column.read(text).map(Cell::owned).map_err(wrong),
                }
            });
            let cell = match read {
                Ok(cell) => cell,
                Err((reason, found)) => {
                    self.refuse(reason, Some(at), line, || found);
                    return Ok(());
                }
            };
            if column.is_weight {
                weighs = !matches!(cell, Cell::Empty | Cell::Integer(0)) && cell != Cell::Number(0.0);
            }
            if column.is_key {
                has_key = true;
                whole_key &= cell != Cell::Empty;
            }
            if let Cell::Text(text) = &cell
                && !column.is_known(text)
            {
                self.faults.add(Reason::UnknownValue, Some((at, column)), line, || text.to_string());
            }
            if column.used {
                cells.push(cell);
            }
        }
        if has_key {
            let shown = |at| text(at).map(Cow::into_owned).unwrap_or_default();
            self.keep_key(key.finish(), whole_key, line, &shown);
        }
        self.loaded.without_weight += u64::from(!weighs);
        self.sink.row(&cells)
    }

    /// Rows of the same key both count; somebody should know.
    fn keep_key(&mut self, key: u64, whole: bool, line: u64, text: &dyn Fn(usize) -> String) {
        let keys = || self.table.columns.iter().enumerate().filter(|(_, column)| column.is_key);
        let Some((at, column)) = keys().next() else { return };
        let shown = || keys().map(|(at, _)| text(at)).collect::<Vec<_>>().join(", ");
        if !whole {
            self.faults.add(Reason::NoKey, Some((at, column)), line, shown);
        } else if let Some(first) = self.keys.insert(key, line) {
            self.keys.insert(key, first);
            self.faults
                .add(Reason::RepeatedKey, Some((at, column)), line, || format!("{} ({first})", shown()));
        }
    }
}

impl TableOf<'_> {
    /// The sign between fields: the one under which the first line has most of the declared columns.
    fn separator(&self, start: &[u8]) -> u8 {
        let known = |separator: u8| {
            let first = start.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty());
            let names = first.unwrap_or_default().split(|byte| *byte == separator);
            let plain = |name: &[u8]| String::from_utf8_lossy(name).trim().trim_matches('"').to_owned();
            names.filter(|name| self.columns.iter().any(|c| c.raw.eq_ignore_ascii_case(&plain(name)))).count()
        };
        let mut best = b',';
        for separator in *b";\t|" {
            if known(separator) > known(best) {
                best = separator;
            }
        }
        best
    }

    /// Where each column stands in the first line. As in a database, capitals make no other name.
    fn places(&self, header: &[String]) -> Result<Vec<usize>, Mistake> {
        let mut places = Vec::with_capacity(self.columns.len());
        let mut missing = Vec::new();
        for column in &self.columns {
            let exact = header.iter().enumerate().filter(|(_, name)| *name == column.raw);
            let alike = header.iter().enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(column.raw));
            let found: Vec<usize> = if exact.clone().next().is_some() {
                exact.map(|(at, _)| at).collect()
            } else {
                alike.map(|(at, _)| at).collect()
            };
            match found[..] {
                [place] => places.push(place),
                [one, other, ..] => return Err(self.named_twice(column.raw, one, other)),
                [] => missing.push(column.raw),
            }
        }
        if missing.is_empty() { Ok(places) } else { Err(self.lacks(&missing, header)) }
    }

    fn named_twice(&self, column: &str, one: usize, other: usize) -> Mistake {
        let (file, one, other) = (self.file, one + 1, other + 1);
        Mistake::new(
            say!(en: "`{file}` has the column `{column}` twice: it is number {one} and number {other}", es: "`{file}` tiene dos veces la columna `{column}`: es la número {one} y la número {other}"),
            say!(en: "rename one of them", es: "cambia el nombre de una"),
        )
    }

    fn lacks(&self, missing: &[&str], header: &[String]) -> Mistake {
        let file = self.file;
        let listed = |names: &[&str]| {
            names.iter().map(|name| format!("`{}`", shortened(name))).collect::<Vec<_>>().join(", ")
        };
        let mut shown: Vec<&str> =
            header.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let more = if shown.len() > 20 { ", …" } else { "" };
        shown.truncate(20);
        let (has, lacks) = (listed(&shown), listed(missing));
        let near = |name: &str| name.to_lowercase().replace([' ', '-', '.'], "_");
        let alike = missing.iter().find_map(|name| {
            let found = header.iter().find(|other| near(other) == *name)?;
            Some((*name, found.as_str()))
        });
        let help = match alike {
            Some((wanted, found)) => {
                say!(en: "rename `{found}` to `{wanted}` where the file is made; the file has {has}{more}", es: "cambia `{found}` por `{wanted}` donde se hace el archivo; el archivo tiene {has}{more}")
            }
            None => {
                say!(en: "add them to the file, or take them out of the dataset; the file has {has}{more}", es: "agrégalas al archivo, o quítalas del conjunto de datos; el archivo tiene {has}{more}")
            }
        };
        Mistake::new(
            say!(en: "`{file}` lacks columns that its dataset declares: {lacks}", es: "a `{file}` le faltan columnas que declara su conjunto de datos: {lacks}"),
            help,
        )
    }

    fn is_empty(&self) -> Mistake {
        let file = self.file;
        Mistake::new(
            say!(en: "`{file}` is empty: it has not even a first line with the names of its columns", es: "`{file}` está vacío: ni siquiera tiene una primera línea con los nombres de sus columnas"),
            say!(en: "export it again; a table without rows has its header", es: "expórtalo otra vez; una tabla sin filas tiene su encabezado"),
        )
    }

    fn no_utf8(&self, start: &[u8]) -> Option<Mistake> {
        let wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        let file = self.file;
        wide.then(|| {
            Mistake::new(
                say!(en: "`{file}` is written in UTF-16", es: "`{file}` está escrito en UTF-16"),
                say!(en: "save it as CSV in UTF-8", es: "guárdalo como CSV en UTF-8"),
            )
        })
    }

    fn stopped(&self, stop: Stop) -> Mistake {
        let file = self.file;
        match stop {
            Stop::OpenQuote(line) => Mistake::new(
                say!(en: "`{file}`, line {line}: a quote opens in this row and never closes", es: "`{file}`, línea {line}: en esta fila se abren comillas que nunca se cierran"),
                say!(en: "close it; a quote inside a text is doubled: \"he said \"\"no\"\"\"", es: "ciérralas; las comillas dentro de un texto van dobles: \"dijo \"\"no\"\"\""),
            ),
            Stop::TooLong(line) => Mistake::new(
                say!(en: "`{file}`, line {line}: the row that begins here has more than 16 MB", es: "`{file}`, línea {line}: la fila que empieza aquí tiene más de 16 MB"),
                say!(en: "a quote probably opens here and does not close", es: "es probable que aquí se abran comillas que no se cierran"),
            ),
            Stop::TooManyColumns(line) => Mistake::new(
                say!(en: "`{file}`, line {line}: more than {MOST_COLUMNS} columns", es: "`{file}`, línea {line}: más de {MOST_COLUMNS} columnas"),
                say!(en: "export only the columns that the dataset declares", es: "exporta solo las columnas que declara el conjunto de datos"),
            ),
            Stop::Io(error) => {
                let why = unreadable(&error);
                Mistake::new(
                    say!(en: "`{file}` could not be read to its end: {}", why.en; es: "no se pudo leer `{file}` hasta el final: {}", why.es),
                    say!(en: "nothing of it was measured; look at the disk or the connection and try again", es: "no se midió nada de él; revisa el disco o la conexión y vuelve a intentarlo"),
                )
            }
        }
    }
}

fn unreadable(error: &std::io::Error) -> crate::diagnostic::Say {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => say!(en: "it is not there", es: "no está"),
        ErrorKind::PermissionDenied => say!(en: "it may not be read", es: "no hay permiso de lectura"),
        ErrorKind::IsADirectory => say!(en: "it is a folder", es: "es una carpeta"),
        _ => say!(en: "the disk does not give it", es: "el disco no lo entrega"),
    }
}
