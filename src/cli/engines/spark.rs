//! Spark through its own program, `spark-sql`: one session answers everything, and its temporary views end
//! with it. Each row comes back as a line of JSON behind a word of ours, for its tables have no quotes.

use super::program::{self, MARK, about, broke_off};
use super::{TakesFiles, no_room};
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::Dialect;
use crate::emit::kpi::text::literal;
use crate::measure::engine::{Engine, Rows, Text};
use crate::measure::read::{Cell, Sink, TableOf};
use crate::measure::run::dialect;
use crate::model::dataset::ColumnType;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use tempfile::{NamedTempFile, TempDir};

const PROGRAM: &str = "spark-sql";
/// Stands before each row.
const ROW: &str = "senda:row ";
/// Before it, a doubled quote ends a text and begins another.
const OLDEST: u32 = 4;

pub struct Spark {
    /// Where it works, as `spark-sql --master` takes it; without one, on this machine.
    master: Option<String>,
    /// Rows of files, the script, and what Spark writes beside them; it goes away with this.
    folder: TempDir,
    setup: Vec<Text>,
    version: Option<String>,
}

impl Spark {
    /// # Errors
    /// There is no room for files.
    pub fn new(master: Option<String>) -> Result<Self, Mistake> {
        let folder = tempfile::Builder::new().prefix("senda-").tempdir().map_err(|_| no_room())?;
        Ok(Self { master, folder, setup: Vec::new(), version: None })
    }

    /// Whether it works on this machine, where it can read files of the program.
    fn is_here(&self) -> bool {
        self.master.as_deref().is_none_or(|master| master.starts_with("local"))
    }

    fn command(&self, script: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.folder.path());
        command.args(["--master", self.master.as_deref().unwrap_or("local[*]")]);
        let mut settings = vec![
            "spark.ui.enabled=false",
            "spark.sql.variable.substitute=false", // `${x}` in a text is that text
            "spark.sql.ansi.enabled=true",
            "spark.sql.session.timeZone=UTC",
            "spark.sql.legacy.consecutiveStringLiterals.enabled=false", // `''` in a text is a quote
        ];
        if self.is_here() {
            settings.extend(["spark.driver.bindAddress=127.0.0.1", "spark.driver.host=127.0.0.1"]);
            settings.push("spark.sql.shuffle.partitions=16");
            command.env("SPARK_LOCAL_IP", "127.0.0.1");
        }
        if self.master.is_none() {
            settings.push("spark.sql.catalogImplementation=in-memory");
        }
        settings.iter().for_each(|setting| {
            command.args(["--conf", setting]);
        });
        command.arg("-S").arg("-f").arg(script);
        command
    }
}

impl Engine for Spark {
    fn name(&self) -> &'static str {
        "spark"
    }

    fn version(&self) -> Option<String> {
        self.version.clone()
    }

    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake> {
        let version = Text { about: PROGRAM.to_owned(), sql: "SELECT VERSION() AS v".to_owned() };
        let statements = self.setup.iter().chain(views).map(|text| (text, false));
        let all: Vec<(&Text, bool)> = std::iter::once((&version, true))
            .chain(statements)
            .chain(queries.iter().map(|text| (text, true)))
            .collect();
        let script = self.folder.path().join("script.sql");
        std::fs::write(&script, script_of(&all)).map_err(|_| no_room())?;
        let found = program::output(&mut self.command(&script), PROGRAM, String::new())?;
        let mut answers = answers(&found.stdout);
        let said = answers.first().and_then(|rows| rows.first()?.first()?.clone());
        self.version = said.and_then(|words| words.split_whitespace().next().map(str::to_owned));
        if let Some(version) = self.version.as_deref().filter(|version| is_too_old(version)) {
            return Err(too_old(version));
        }
        if found.status != Some(0) || answers.len() != all.len() || self.version.is_none() {
            let texts: Vec<&Text> = all.iter().map(|(text, _)| *text).collect();
            return Err(refused(&found.said, about(&texts, answers.len())));
        }
        Ok(answers.split_off(all.len() - queries.len()))
    }
}

/// Statements with a line of ours before each; the rows of queries as JSON.
fn script_of(all: &[(&Text, bool)]) -> String {
    let mut script = String::new();
    for (number, (text, asks)) in all.iter().enumerate() {
        let sql = text.sql.trim_end().trim_end_matches(';');
        let _ = writeln!(script, "SELECT '{MARK}{number}';");
        let _ = if *asks {
            writeln!(
                script,
                "SELECT CONCAT('{ROW}', TO_JSON(STRUCT(*), MAP('ignoreNullFields', 'false', 'timestampNTZFormat', 'yyyy-MM-dd HH:mm:ss'))) FROM (\n{sql}\n) AS senda_answer;"
            )
        } else {
            writeln!(script, "{sql};")
        };
    }
    script
}

/// The answers in their order. What else Spark writes is passed over.
fn answers(bytes: &[u8]) -> Vec<Rows> {
    let mut found: Vec<Rows> = Vec::new();
    for line in String::from_utf8_lossy(bytes).split('\n') {
        if line.starts_with(MARK) {
            found.push(Rows::new());
        } else if let (Some(json), Some(rows)) = (line.strip_prefix(ROW), found.last_mut()) {
            let row = serde_json::from_str::<Map<String, Value>>(json).unwrap_or_default();
            rows.push(row.into_iter().map(|(_, value)| as_text(value)).collect());
        }
    }
    found
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

fn is_too_old(version: &str) -> bool {
    version.split('.').next().and_then(|major| major.parse().ok()).is_some_and(|major: u32| major < OLDEST)
}

impl TakesFiles for Spark {
    type Waiting = Waiting;

    fn dialect(&self) -> &'static dyn Dialect {
        dialect("spark")
    }

    fn has_tables(&self) -> bool {
        self.master.is_some()
    }

    fn no_files(&self) -> Option<Mistake> {
        let (false, Some(master)) = (self.is_here(), &self.master) else { return None };
        Some(Mistake::new(
            say!(en: "it names a file and no `table`, and Spark at `{master}` does not see the files of this machine", es: "nombra un archivo y ningún `table`, y Spark en `{master}` no ve los archivos de este equipo"),
            say!(en: "add `table: schema.name` to the dataset, or leave `--database` out to work on this machine", es: "agrega `table: esquema.nombre` al conjunto de datos, o quita `--database` para trabajar en este equipo"),
        ))
    }

    fn parquet(&self, place: &Path) -> String {
        format!("parquet.`{}`", place.display().to_string().replace('`', "``"))
    }

    fn table(&self, at: usize, table: &TableOf<'_>) -> Result<Waiting, Mistake> {
        let named = tempfile::Builder::new().prefix(&format!("rows-{at}-")).tempfile_in(self.folder.path());
        let file = BufWriter::with_capacity(1 << 18, named.map_err(|_| no_room())?);
        let used = table.columns.iter().filter(|column| column.used);
        Ok(Waiting { file, names: used.map(|column| column.raw.to_owned()).collect(), line: Vec::new() })
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
        let quoted = |name: &str| self.dialect().quoted(name);
        let mut columns: Vec<String> = table
            .columns
            .iter()
            .filter(|column| column.used)
            .map(|column| format!("{} {}", quoted(column.raw), type_of(column.ty)))
            .collect();
        columns.push("senda_row BIGINT".to_owned());
        let shown: Vec<String> = table
            .columns
            .iter()
            .map(|c| if c.used { quoted(c.raw) } else { format!("NULL AS {}", quoted(c.raw)) })
            .collect();
        let path = literal(&format!("file://{}", place.display()));
        let sqls = [
            format!(
                "CREATE TEMPORARY VIEW senda_file_{at} ({}) USING json OPTIONS (path {path}, mode 'FAILFAST')",
                columns.join(", ")
            ),
            format!("CACHE TABLE senda_file_{at}"), // read once, whatever the number of queries
            format!(
                "CREATE TEMPORARY VIEW senda_raw_{at} AS SELECT {} FROM senda_file_{at}",
                shown.join(", ")
            ),
        ];
        let about = stage.dataset.id().to_string();
        self.setup.extend(sqls.map(|sql| Text { about: about.clone(), sql }));
        Ok(format!("senda_raw_{at}"))
    }
}

/// What Spark says about a statement, by the name of its error.
fn refused(said: &str, about: Option<&str>) -> Mistake {
    let at = about.unwrap_or(PROGRAM);
    let is = |name: &str| said.contains(name);
    if is("JAVA_HOME is not set")
        || is("java: command not found")
        || is("java: No such file")
        || is("java: not found")
    {
        return Mistake::new(
            say!(en: "Spark needs Java, and there is none in JAVA_HOME or the PATH", es: "Spark necesita Java, y no hay ninguno en JAVA_HOME ni en el PATH"),
            say!(en: "install Java 17 or 21, such as `apt install openjdk-17-jre-headless`", es: "instala Java 17 o 21, por ejemplo `apt install openjdk-17-jre-headless`"),
        );
    }
    if is("UnsupportedClassVersionError") {
        return Mistake::new(
            say!(en: "this Java is too old for this Spark", es: "este Java es demasiado viejo para este Spark"),
            say!(en: "install Java 17 or 21, and let JAVA_HOME point at it", es: "instala Java 17 o 21, y haz que JAVA_HOME apunte ahí"),
        );
    }
    if is("[TABLE_OR_VIEW_NOT_FOUND]") || is("[SCHEMA_NOT_FOUND]") || is("[UNRESOLVED_COLUMN") {
        return Mistake::new(
            say!(en: "Spark has no table, or no column, that `{at}` asks for", es: "Spark no tiene una tabla o una columna que pide `{at}`"),
            say!(en: "compare `table` and `columns` of the dataset with its catalogue", es: "compara `table` y `columns` del conjunto de datos con su catálogo"),
        );
    }
    if is("[CAST_INVALID_INPUT]")
        || is("[CAST_OVERFLOW")
        || is("[NUMERIC_VALUE_OUT_OF_RANGE")
        || is("[DATATYPE_MISMATCH")
    {
        return Mistake::new(
            say!(en: "a value in `{at}` is not of the type that its column declares", es: "un valor de `{at}` no es del tipo que declara su columna"),
            say!(en: "mend the table, or the type of the column in the dataset", es: "corrige la tabla, o el tipo de la columna en el conjunto de datos"),
        );
    }
    if is("OutOfMemoryError") {
        return Mistake::new(
            say!(en: "Spark ran out of memory while it was asked about `{at}`", es: "a Spark se le acabó la memoria mientras se le preguntaba por `{at}`"),
            say!(en: "give it more: SPARK_DRIVER_MEMORY=4g", es: "dale más: SPARK_DRIVER_MEMORY=4g"),
        );
    }
    if is("Could not parse Master URL") || is("All masters are unresponsive") {
        return Mistake::new(
            say!(en: "Spark did not reach what `--database` names", es: "Spark no llegó a lo que nombra `--database`"),
            say!(en: "write it as `spark-sql --master` takes it: `local[4]`, `yarn`, `spark://host:7077`", es: "escríbelo como lo toma `spark-sql --master`: `local[4]`, `yarn`, `spark://servidor:7077`"),
        );
    }
    broke_off(PROGRAM, about)
}

fn too_old(version: &str) -> Mistake {
    Mistake::new(
        say!(en: "this is Spark {version}, which reads a doubled quote in a text another way", es: "este es Spark {version}, que lee de otra manera una comilla doble en un texto"),
        say!(en: "use Spark {OLDEST} or newer", es: "usa Spark {OLDEST} o más nuevo"),
    )
}

/// Rows on their way into a file of JSON lines.
pub struct Waiting {
    file: BufWriter<NamedTempFile>,
    names: Vec<String>,
    line: Vec<u8>,
}

impl Sink for Waiting {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Mistake> {
        self.line.clear();
        for (name, cell) in self.names.iter().zip(cells) {
            let _ = match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    let text = serde_json::to_string(text).map_err(|_| no_room())?;
                    write!(self.line, "\"{name}\":{text},")
                }
                Cell::Integer(number) => write!(self.line, "\"{name}\":{number},"),
                Cell::Number(number) => write!(self.line, "\"{name}\":{number},"),
                Cell::Boolean(yes) => write!(self.line, "\"{name}\":{yes},"),
            };
        }
        let written = self.file.write_all(b"{").and_then(|()| self.file.write_all(&self.line));
        written.and_then(|()| self.file.write_all(b"\"senda_row\":1}\n")).map_err(|_| no_room())
    }
}

fn type_of(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Text => "STRING",
        ColumnType::Integer => "BIGINT",
        ColumnType::Number => "DOUBLE",
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::Date => "DATE",
        ColumnType::Timestamp => "TIMESTAMP_NTZ",
        ColumnType::Money => "DECIMAL(18, 4)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_apart_from_what_spark_writes_beside_them() {
        let text = "noise\nsenda:answer 0\nsenda:row {\"b\":\"x\\n\\t\",\"a\":null}\nnoise\nsenda:answer 1\n";
        let found = answers(text.as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], [vec![Some("x\n\t".to_owned()), None]]);
        assert!(found[1].is_empty());
    }

    #[test]
    fn what_spark_says_is_told_by_its_name() {
        let words = |said| refused(said, Some("answers")).message.en;
        assert!(words("JAVA_HOME is not set").contains("needs Java"));
        assert!(words("[TABLE_OR_VIEW_NOT_FOUND] x").contains("no table"));
        assert!(words("").contains("went away while it was asked about `answers`"));
        assert!(is_too_old("3.5.8") && !is_too_old("4.3.0") && !is_too_old("14.0"));
    }
}
