//! PostgreSQL through its own program, `psql`: views that end with the session, in a transaction that is
//! rolled back, so that nothing stays and every metric sees the same rows.

use super::address::{self, Environment};
use super::program::{self, MARK, NULL, about, broke_off};
use crate::cli::Failure;
use crate::diagnostic::{Mistake, say};
use crate::measure::engine::{Engine, Rows, Text};
use std::fmt::Write;
use std::process::Command;

/// The environment variable that holds an address, with its password.
const ADDRESS: &str = "SENDA_DATABASE";

pub struct Postgres {
    environment: Environment,
    version: Option<String>,
}

impl Postgres {
    /// The database of an address, of `SENDA_DATABASE`, or the one that `psql` finds by its own settings.
    ///
    /// # Errors
    /// It is no address.
    pub fn new(database: Option<&str>) -> Result<Self, Failure> {
        let environment = match (database, std::env::var(ADDRESS)) {
            (Some(url), _) => address::read(url, false)?,
            (None, Ok(url)) if !url.is_empty() => address::read(&url, true)?,
            _ => Environment::new(),
        };
        Ok(Self { environment, version: None })
    }
}

impl Engine for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn version(&self) -> Option<String> {
        self.version.clone()
    }

    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake> {
        let version = Text { about: "version".to_owned(), sql: "SHOW server_version".to_owned() };
        let texts: Vec<&Text> = std::iter::once(&version).chain(views).chain(queries).collect();
        let mut script = String::from("\\set VERBOSITY sqlstate\nBEGIN ISOLATION LEVEL REPEATABLE READ;\n");
        for (number, text) in texts.iter().enumerate() {
            let _ =
                write!(script, "\\echo '{MARK}{number}'\n{};\n", text.sql.trim_end().trim_end_matches(';'));
        }
        script.push_str("ROLLBACK;\n");
        let mut command = Command::new("psql");
        command.args(["-X", "-q", "-w", "--csv", "-v", "ON_ERROR_STOP=1", "-P"]);
        command.arg(format!("null={NULL}")).args(["-f", "-"]);
        command.env("PGCLIENTENCODING", "UTF8").env("PGDATESTYLE", "ISO").env_remove(ADDRESS);
        command.env("LC_ALL", "C").envs(self.environment.iter().map(|(key, value)| (key, value)));
        let found = program::run(&mut command, "psql", script)?;
        if found.status != Some(0) || found.answers.len() != texts.len() {
            return Err(refused(&found, about(&texts, found.answers.len())));
        }
        let mut answers = found.answers;
        self.version = answers.first().and_then(|rows| rows.first()?.first()?.clone());
        Ok(answers.split_off(texts.len() - queries.len()))
    }
}

/// What `psql` says, by the code that the SQL standard gives it.
fn refused(found: &program::Answers, about: Option<&str>) -> Mistake {
    let at = about.unwrap_or("psql");
    if found.answers.is_empty() {
        return not_reached(&found.said);
    }
    let code = found.said.rsplit("ERROR:").next().map(str::trim).unwrap_or_default();
    let code = if found.said.contains("ERROR:") { code.get(..5).unwrap_or_default() } else { "" };
    match code {
        "42P01" | "3F000" => Mistake::new(
            say!(en: "the database has no table that `{at}` asks for", es: "la base no tiene una tabla que pide `{at}`"),
            say!(en: "compare `table` of the dataset with the database", es: "compara `table` del conjunto de datos con la base"),
        ),
        "42703" => Mistake::new(
            say!(en: "the database has no column that `{at}` declares", es: "la base no tiene una columna que declara `{at}`"),
            say!(en: "compare `columns` of the dataset with the table", es: "compara `columns` del conjunto de datos con la tabla"),
        ),
        "42501" => Mistake::new(
            say!(en: "this user may not read what `{at}` needs, or may not make temporary views", es: "este usuario no puede leer lo que `{at}` necesita, o no puede hacer vistas temporales"),
            say!(en: "ask for SELECT on the tables and TEMPORARY on the database", es: "pide SELECT sobre las tablas y TEMPORARY sobre la base"),
        ),
        code if code.starts_with("22") || code == "42846" => Mistake::new(
            say!(en: "a value in `{at}` is not of the type that its column declares", es: "un valor de `{at}` no es del tipo que declara su columna"),
            say!(en: "mend the table, or the type of the column in the dataset", es: "corrige la tabla, o el tipo de la columna en el conjunto de datos"),
        ),
        "" => broke_off("psql", about),
        code if code.starts_with("57") || code.starts_with("08") => broke_off("psql", about),
        code => Mistake::new(
            say!(en: "the database refuses a query about `{at}` (code {code})", es: "la base rechaza una consulta sobre `{at}` (código {code})"),
            say!(en: "show the code to whoever looks after the database", es: "muestra el código a quien cuida la base"),
        ),
    }
}

fn not_reached(said: &str) -> Mistake {
    if said.contains("password") {
        return Mistake::new(
            say!(en: "the database asks for a password, or does not take this one", es: "la base pide una contraseña, o no acepta esta"),
            say!(en: "put the address with its password into SENDA_DATABASE, or the password into ~/.pgpass", es: "pon la dirección con su contraseña en SENDA_DATABASE, o la contraseña en ~/.pgpass"),
        );
    }
    Mistake::new(
        say!(en: "the database could not be reached", es: "no se pudo llegar a la base de datos"),
        say!(en: "look whether it is up, and at the address: `--database postgres://user@host:5432/name`, or SENDA_DATABASE", es: "revisa que esté en pie, y la dirección: `--database postgres://usuario@servidor:5432/nombre`, o SENDA_DATABASE"),
    )
}
