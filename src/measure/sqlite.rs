//! SQLite inside this program. Its database is private and temporary: in memory while it is small.

use super::engine::{Engine, Rows, Text};
use super::read::{Cell, Sink, TableOf};
use crate::analyze::draw::hexadecimal;
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::statement::TIMES;
use crate::model::dataset::ColumnType;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql};
use std::path::Path;

/// What an attached database is called.
const BASE: &str = "senda_base";

pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// # Errors
    /// There is no room for it.
    pub fn open() -> Result<Self, Mistake> {
        // An empty name is a database that lives in the cache and spills to a temporary file.
        let connection = Connection::open("").map_err(stopped)?;
        connection
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY")
            .map_err(stopped)?;
        // The one function of emitted SQL that this engine lacks: the draw of control groups.
        let flags = FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS;
        connection.create_scalar_function("md5", 1, flags, hashed).map_err(stopped)?;
        Ok(Self { connection })
    }

    /// Attaches a database of the user, which is only read.
    ///
    /// # Errors
    /// It is of another sort, or may not be read.
    pub fn attach(&self, path: &Path) -> Result<(), Mistake> {
        let shown = path.display();
        let place = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let address = format!("file:{place}?mode=ro");
        let attached = self.connection.execute(&format!("ATTACH ?1 AS {BASE}"), [address]);
        let read = attached.and_then(|_| {
            self.connection.query_row(&format!("SELECT COUNT(*) FROM {BASE}.sqlite_schema"), [], |row| {
                row.get::<_, i64>(0)
            })
        });
        read.map(drop).map_err(|_| {
            Mistake::new(
                say!(en: "`{shown}` is no SQLite database, or it may not be read", es: "`{shown}` no es una base de SQLite, o no se puede leer"),
                say!(en: "of another engine, say which: `--engine duckdb`, `--engine postgres` or `--engine spark`", es: "si es de otro motor, di cuál: `--engine duckdb`, `--engine postgres` o `--engine spark`"),
            )
        })
    }

    /// The relation that holds the rows of a stage in the attached database.
    ///
    /// # Errors
    /// It lacks the table, or a column of it.
    pub fn attached(&self, stage: &Stage<'_>) -> Result<String, Mistake> {
        // A schema before the name belongs to other engines.
        let name = stage.table.rsplit('.').next().unwrap_or(&stage.table);
        let mut asked = self
            .connection
            .prepare(&format!("SELECT name FROM pragma_table_info(?1, '{BASE}')"))
            .map_err(stopped)?;
        let found = asked.query_map([name], |row| row.get::<_, String>(0)).map_err(stopped)?;
        let columns: Vec<String> = found.collect::<rusqlite::Result<_>>().map_err(stopped)?;
        if columns.is_empty() {
            return Err(Mistake::new(
                say!(en: "the database has no table `{name}`", es: "la base no tiene una tabla `{name}`"),
                say!(en: "compare `table` of the dataset with the database", es: "compara `table` del conjunto de datos con la base"),
            ));
        }
        let lacks = stage
            .columns
            .iter()
            .find(|column| columns.iter().all(|own| !own.eq_ignore_ascii_case(column.raw)));
        if let Some(column) = lacks.map(|column| column.raw) {
            return Err(Mistake::new(
                say!(en: "the table `{name}` has no column `{column}`", es: "la tabla `{name}` no tiene una columna `{column}`"),
                say!(en: "compare `columns` of the dataset with the table", es: "compara `columns` del conjunto de datos con la tabla"),
            ));
        }
        Ok(format!("{BASE}.\"{}\"", name.replace('"', "\"\"")))
    }

    /// An empty table for the used columns of a stage, and the relation that holds all its columns.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn table(
        &self,
        at: usize,
        stage: &Stage<'_>,
        table: &TableOf<'_>,
        counted: bool,
    ) -> Result<String, Mistake> {
        let used = || table.columns.iter().filter(|column| column.used);
        let mut columns: Vec<String> =
            used().map(|column| format!("\"{}\" {}", column.raw, type_of(column.ty))).collect();
        columns.push(format!("{TIMES} INTEGER"));
        let mut shown: Vec<String> = table
            .columns
            .iter()
            .map(|c| if c.used { format!("\"{}\"", c.raw) } else { format!("NULL AS \"{}\"", c.raw) })
            .collect();
        shown.extend(counted.then(|| TIMES.to_owned()));
        let (columns, shown) = (columns.join(", "), shown.join(", "));
        let batch = format!(
            "CREATE TABLE senda_data_{at} ({columns});\nCREATE TEMPORARY VIEW senda_raw_{at} AS SELECT {shown} FROM main.senda_data_{at};\nBEGIN"
        );
        self.connection.execute_batch(&batch).map_err(|error| about(error, stage))?;
        Ok(format!("senda_raw_{at}"))
    }

    /// Takes the rows of a table.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn rows_of(&self, at: usize, table: &TableOf<'_>) -> Result<Inserting<'_>, Mistake> {
        let places = vec!["?"; table.columns.iter().filter(|c| c.used).count() + 1].join(", ");
        let text = format!("INSERT INTO senda_data_{at} VALUES ({places})");
        Ok(Inserting { statement: self.connection.prepare(&text).map_err(stopped)? })
    }

    /// Ends the rows of a table.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn done(&self) -> Result<(), Mistake> {
        self.connection.execute_batch("COMMIT").map_err(stopped)
    }

    fn answer(&self, query: &str) -> rusqlite::Result<Rows> {
        let mut statement = self.connection.prepare(query)?;
        let width = statement.column_count();
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: rusqlite::Result<Vec<_>> =
                (0..width).map(|at| Ok(as_text(row.get_ref(at)?))).collect();
            found.push(cells?);
        }
        Ok(found)
    }
}

impl Engine for Sqlite {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn version(&self) -> Option<String> {
        Some(version().to_owned())
    }

    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake> {
        for view in views {
            self.connection.execute_batch(&view.sql).map_err(stopped)?;
        }
        queries.iter().map(|query| self.answer(&query.sql).map_err(stopped)).collect()
    }
}

/// The version of SQLite in this program.
pub fn version() -> &'static str {
    rusqlite::version()
}

/// Rows on their way into a table.
pub struct Inserting<'c> {
    statement: rusqlite::Statement<'c>,
}

impl Inserting<'_> {
    /// A row that stands for several.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn counted_row(&mut self, cells: &[Cell<'_>], times: i64) -> Result<(), Mistake> {
        for (at, cell) in cells.iter().enumerate() {
            self.statement.raw_bind_parameter(at + 1, cell).map_err(stopped)?;
        }
        self.statement.raw_bind_parameter(cells.len() + 1, times).map_err(stopped)?;
        self.statement.raw_execute().map(drop).map_err(stopped)
    }
}

impl Sink for Inserting<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Mistake> {
        self.counted_row(cells, 1)
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Empty => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Number(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Cell::Boolean(yes) => ToSqlOutput::Owned(Value::Integer(i64::from(*yes))),
        })
    }
}

/// `MD5(text)`; nothing of nothing.
fn hashed(context: &mut Context<'_>) -> rusqlite::Result<Option<String>> {
    Ok(as_text(context.get_raw(0)).map(|text| hexadecimal(text.as_bytes())))
}

fn type_of(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Integer | ColumnType::Boolean => "INTEGER",
        ColumnType::Number | ColumnType::Money => "REAL",
        ColumnType::Text | ColumnType::Date | ColumnType::Timestamp => "TEXT",
    }
}

fn as_text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => Some(String::from_utf8_lossy(text).into_owned()),
    }
}

fn about(error: rusqlite::Error, stage: &Stage<'_>) -> Mistake {
    let (mistake, id) = (stopped(error), stage.dataset.id());
    Mistake::new(
        say!(en: "`{id}`: {}", mistake.message.en; es: "`{id}`: {}", mistake.message.es),
        mistake.help,
    )
}

/// What the engine refuses; its own words are for whoever mends Senda.
fn stopped(error: rusqlite::Error) -> Mistake {
    use rusqlite::ErrorCode;
    let full = matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull | ErrorCode::OutOfMemory | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen
        )
    );
    if full {
        return Mistake::new(
            say!(en: "there is no room for the data: the disk for temporary files or the memory is full", es: "no hay lugar para los datos: el disco de archivos temporales o la memoria están llenos"),
            say!(en: "make room, or measure where the data is with `--engine`", es: "haz lugar, o mide donde están los datos con `--engine`"),
        );
    }
    let code = error.sqlite_error().map_or(0, |error| error.extended_code);
    Mistake::new(
        say!(en: "the engine in this program refuses a query of ours (code {code})", es: "el motor de este programa rechaza una consulta nuestra (código {code})"),
        say!(en: "this is a fault of Senda: please report it with the metric", es: "es una falla de Senda: por favor repórtala con la métrica"),
    )
}
