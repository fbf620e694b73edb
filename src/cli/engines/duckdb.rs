//! DuckDB through its own program, `duckdb`.

use super::program::{self, MARK, NULL, about, broke_off};
use super::{TakesFiles, no_room};
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::Dialect;
use crate::emit::kpi::text::literal;
use crate::measure::engine::{Engine, Rows, Text};
use crate::measure::read::{Cell, Sink, TableOf};
use crate::measure::run::dialect;
use crate::model::dataset::ColumnType;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use tempfile::{NamedTempFile, TempDir};

pub struct DuckDb {
    /// A database that is only read; without one, a new one in memory.
    database: Option<String>,
    /// Where rows of files wait; it goes away with this.
    folder: TempDir,
    setup: Vec<Text>,
    version: Option<String>,
}

impl DuckDb {
    /// # Errors
    /// There is no room for files, or no such database.
    pub fn new(database: Option<String>) -> Result<Self, Mistake> {
        if let Some(path) = database.as_deref().filter(|path| !Path::new(path).is_file()) {
            return Err(Mistake::new(
                say!(en: "there is no database `{path}`", es: "no hay base de datos `{path}`"),
                say!(en: "name the file of a DuckDB database, or leave `--database` out to measure the program's files", es: "nombra el archivo de una base de DuckDB, o quita `--database` para medir los archivos del programa"),
            ));
        }
        let folder = tempfile::Builder::new().prefix("senda-").tempdir().map_err(|_| no_room())?;
        Ok(Self { database, folder, setup: Vec::new(), version: None })
    }
}

impl Engine for DuckDb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn version(&self) -> Option<String> {
        self.version.clone()
    }

    fn adds_up_first(&self) -> bool {
        true
    }

    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake> {
        let version = Text { about: "version".to_owned(), sql: "SELECT version() AS v".to_owned() };
        let texts: Vec<&Text> =
            std::iter::once(&version).chain(&self.setup).chain(views).chain(queries).collect();
        let mut script = String::new();
        for (number, text) in texts.iter().enumerate() {
            let _ =
                write!(script, ".print '{MARK}{number}'\n{};\n", text.sql.trim_end().trim_end_matches(';'));
        }
        let mut command = Command::new("duckdb");
        command.args(["-batch", "-bail", "-csv", "-nullvalue", NULL, "-init", "/dev/null"]);
        if let Some(database) = &self.database {
            command.arg("-readonly").arg(database);
        }
        let found = program::run(&mut command, "duckdb", script)?;
        if found.status != Some(0) || found.answers.len() != texts.len() {
            return Err(refused(&found, about(&texts, found.answers.len())));
        }
        let mut answers = found.answers;
        self.version = answers.first().and_then(|rows| rows.first()?.first()?.clone());
        Ok(answers.split_off(texts.len() - queries.len()))
    }
}

impl TakesFiles for DuckDb {
    type Waiting = Waiting;

    fn dialect(&self) -> &'static dyn Dialect {
        dialect("duckdb")
    }

    fn has_tables(&self) -> bool {
        self.database.is_some()
    }

    fn parquet(&self, place: &Path) -> String {
        format!("read_parquet({})", literal(&place.display().to_string()))
    }

    fn table(&self, at: usize, table: &TableOf<'_>) -> Result<Waiting, Mistake> {
        let named = tempfile::Builder::new().prefix(&format!("rows-{at}-")).tempfile_in(self.folder.path());
        let file = BufWriter::with_capacity(1 << 18, named.map_err(|_| no_room())?);
        let mut waiting = Waiting { file, line: String::new() };
        let names: Vec<&str> = table.columns.iter().filter(|c| c.used).map(|c| c.raw).collect();
        writeln!(waiting.file, "{},senda_row", names.join(",")).map_err(|_| no_room())?;
        Ok(waiting)
    }

    fn filled(
        &mut self,
        at: usize,
        stage: &Stage<'_>,
        table: &TableOf<'_>,
        rows: Waiting,
    ) -> Result<String, Mistake> {
        let file = rows.file.into_inner().map_err(|_| no_room())?;
        let (_, place) = file.keep().map_err(|_| no_room())?; // the folder goes away with us
        let used: Vec<_> = table.columns.iter().filter(|column| column.used).collect();
        let mut types: Vec<String> =
            used.iter().map(|column| format!("{}: '{}'", literal(column.raw), type_of(column.ty))).collect();
        types.push("'senda_row': 'BIGINT'".to_owned());
        let shown: Vec<String> = table
            .columns
            .iter()
            .map(|c| if c.used { format!("\"{}\"", c.raw) } else { format!("NULL AS \"{}\"", c.raw) })
            .collect();
        let sql = format!(
            "CREATE TEMPORARY TABLE senda_raw_{at} AS SELECT {} FROM read_csv({}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '{NULL}', columns = {{{}}})",
            shown.join(", "),
            literal(&place.display().to_string()),
            types.join(", ")
        );
        self.setup.push(Text { about: stage.dataset.id().to_string(), sql });
        Ok(format!("senda_raw_{at}"))
    }
}

/// What DuckDB says about a statement, by the sort of its message.
fn refused(found: &program::Answers, about: Option<&str>) -> Mistake {
    let at = about.unwrap_or("duckdb");
    let is = |sort: &str| found.said.contains(sort);
    if is("Catalog Error") || is("Binder Error") {
        return Mistake::new(
            say!(en: "DuckDB has no table, or no column, that `{at}` asks for", es: "DuckDB no tiene una tabla o una columna que pide `{at}`"),
            say!(en: "compare `table` and `columns` of the dataset with the database", es: "compara `table` y `columns` del conjunto de datos con la base"),
        );
    }
    if is("Conversion Error") || is("Invalid Input Error") || is("Out of Range") {
        return Mistake::new(
            say!(en: "a value in `{at}` is not of the type that its column declares", es: "un valor de `{at}` no es del tipo que declara su columna"),
            say!(en: "mend the table, or the type of the column in the dataset", es: "corrige la tabla, o el tipo de la columna en el conjunto de datos"),
        );
    }
    if is("IO Error") || is("Permission") {
        return Mistake::new(
            say!(en: "DuckDB cannot read what `{at}` needs: the file is held by another program, is of another version, or may not be read", es: "DuckDB no puede leer lo que `{at}` necesita: otro programa tiene el archivo, es de otra versión, o no hay permiso"),
            say!(en: "close what has it open and try again", es: "cierra lo que lo tiene abierto y vuelve a intentarlo"),
        );
    }
    broke_off("duckdb", about)
}

/// Rows on their way into a file that DuckDB reads.
pub struct Waiting {
    file: BufWriter<NamedTempFile>,
    line: String,
}

impl Sink for Waiting {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Mistake> {
        self.line.clear();
        for cell in cells {
            let _ = match cell {
                Cell::Empty => write!(self.line, "{NULL},"),
                Cell::Text(text) => write!(self.line, "\"{}\",", text.replace('"', "\"\"")),
                Cell::Integer(number) => write!(self.line, "{number},"),
                Cell::Number(number) => write!(self.line, "{number},"),
                Cell::Boolean(yes) => write!(self.line, "{yes},"),
            };
        }
        self.line.push_str("1\n");
        self.file.write_all(self.line.as_bytes()).map_err(|_| no_room())
    }
}

fn type_of(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Text => "VARCHAR",
        ColumnType::Integer => "BIGINT",
        ColumnType::Number => "DOUBLE",
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::Date => "DATE",
        ColumnType::Timestamp => "TIMESTAMP",
        ColumnType::Money => "DECIMAL(18, 4)",
    }
}
