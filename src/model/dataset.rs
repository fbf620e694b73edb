//! `dataset`: the tables metrics are computed from.

use super::common::{EntityCommon, PartCommon};
use super::expression_field::{In, on};
use super::field::{List, MapOf, OneOrMany};
use super::id::Id;
use super::quantity::IntRange;
use super::reference::{Ref, to};
use super::scalar::Scalar;
use super::text::{Plain, Text};
use super::time::Cadence;
use super::unions::{ColumnRefersTo, ColumnValues};
use super::{choice, record};
use crate::diagnostic::{Mistake, say};
use serde_json::Value as Json;

record! {
    /// A table that metrics are computed from.
    /// es: Una tabla de donde se calculan métricas.
    pub struct Dataset("dataset") {
        /// What one row is: "one row per answered survey".
        /// es: Qué es una fila: "una fila por encuesta respondida".
        grain: Text [required],
        /// Its name in the data warehouse: `cx.survey_responses`.
        /// es: Su nombre en el almacén de datos: `cx.survey_responses`.
        table: Plain,
        /// A CSV, JSON lines or Parquet file inside the program's folder, which `senda measure` reads.
        /// es: Un archivo CSV, JSON por líneas o Parquet dentro de la carpeta del programa, que lee `senda measure`.
        file: Plain,
        /// The system it comes from, when it is neither a table nor a file yet.
        /// es: El sistema de donde viene, si todavía no es tabla ni archivo.
        system: Plain,
        /// How often it is renewed.
        /// es: Cada cuánto se renueva.
        refresh: Cadence,
        /// The roles that may use it.
        /// es: Los roles que pueden usarla.
        shared_with: List<Ref<to::AnyRole>>,
        /// Its columns, by their names in the data.
        /// es: Sus columnas, por su nombre en los datos.
        columns: MapOf<ColumnName, Column> [required],
        /// Facts that surveys and playbooks may start from, each a condition over rows.
        /// es: Hechos con que pueden empezar encuestas y playbooks, cada uno una condición sobre las filas.
        events: List<DatasetEvent>,
    }
    common common: EntityCommon
    where super::Constraint::AtLeastOne(&["table", "file", "system"])
}

/// The name of a column, as the data has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnName(pub Id);

impl ColumnName {
    pub fn as_str(self) -> &'static str {
        self.0.as_str()
    }
}

impl Scalar for ColumnName {
    const NAME: &'static str = "column name";
    const PATTERN: &'static str = "^[a-z_][a-z0-9_]*$";
    const EXAMPLES: &'static [&'static str] = &["customer_id", "recommend"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let fits = raw.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if fits {
            return Ok(ColumnName(Id::new(raw)));
        }
        let better = super::id::to_id(raw).replace('-', "_");
        let example = if better.is_empty() { "customer_id" } else { &better };
        Err(Mistake::new(
            say!(en: "`{raw}` cannot be the name of a column", es: "`{raw}` no puede ser el nombre de una columna"),
            say!(en: "a column is lower-case letters, digits and underscores: `{example}`; rename it where the table is made",
                 es: "una columna son minúsculas sin acento, cifras y guiones bajos: `{example}`; renómbrala donde se hace la tabla"),
        ))
    }

    fn spell(&self) -> String {
        self.as_str().to_owned()
    }

    fn json(&self) -> Json {
        self.as_str().into()
    }
}

choice! {
    /// What the values of a column are.
    /// es: De qué tipo son los valores de una columna.
    pub enum ColumnType("column type") {
        /// Words or codes.
        /// es: Palabras o códigos.
        Text = "text" | "texto",
        /// Whole numbers.
        /// es: Números enteros.
        Integer = "integer" | "entero",
        /// Numbers with decimals.
        /// es: Números con decimales.
        Number = "number" | "número",
        /// True or false.
        /// es: Verdadero o falso.
        Boolean = "boolean" | "booleano" | "lógico",
        /// Days.
        /// es: Días.
        Date = "date" | "fecha",
        /// Days with the time.
        /// es: Días con su hora.
        Timestamp = "timestamp" | "fecha y hora",
        /// Amounts of money.
        /// es: Cantidades de dinero.
        Money = "money" | "dinero",
    }
}

choice! {
    /// What else a column says about an answer. Answers that differ in it are not one series.
    /// es: Qué más dice una columna sobre una respuesta. Las respuestas que difieren en ello no son una misma serie.
    pub enum ColumnRole("column role") {
        /// The language in which it was asked.
        /// es: El idioma en que se preguntó.
        Language = "language" | "idioma",
        /// The version of the wording.
        /// es: La versión del texto de la pregunta.
        WordingVersion = "wording-version" | "versión del texto",
        /// The survey it was asked in.
        /// es: La encuesta en que se preguntó.
        Survey = "survey" | "encuesta",
        /// Who answered.
        /// es: Quién respondió.
        Respondent = "respondent" | "respondiente",
    }
}

choice! {
    /// In which time zone the moments of a column are written.
    /// es: En qué huso horario están escritos los momentos de una columna.
    pub enum ColumnZone("column zone") {
        /// In the program's time zone.
        /// es: En el huso horario del programa.
        Local = "local",
        /// In universal time.
        /// es: En tiempo universal.
        Utc = "utc",
    }
}

record! {
    /// A column of a dataset.
    /// es: Una columna de un conjunto de datos.
    pub struct Column("column") {
        /// What its values are: text, numbers, dates.
        /// es: De qué tipo son sus valores: texto, números, fechas.
        column_type = "type": ColumnType [required],
        /// Whether it tells one row from every other.
        /// es: Si distingue una fila de todas las demás.
        key: bool,
        /// Whether it holds personal data. Such a column never appears in a result.
        /// es: Si contiene datos personales. Esas columnas nunca aparecen en un resultado.
        pii: bool,
        /// What its values name: `archetype`, `channel`, or another dataset.
        /// es: Qué nombran sus valores: `archetype`, `channel` u otro conjunto de datos.
        refers_to: ColumnRefersTo,
        /// The survey question whose answers it holds: `relationship-survey/recommend`.
        /// es: La pregunta de encuesta cuyas respuestas contiene: `relationship-survey/recommend`.
        question: OneOrMany<Ref<to::AnyQuestion>>,
        /// What else it says about an answer: its language, wording version, survey or respondent.
        /// es: Qué más dice sobre una respuesta: su idioma, versión del texto, encuesta o respondiente.
        role: ColumnRole,
        /// Whether it is the moment of the row, which decides the period it counts in.
        /// es: Si es el momento de la fila, que decide en qué periodo cuenta.
        time: bool,
        /// Whether its moments are in local or universal time. At 23:30 in Mexico it may be another month in universal time.
        /// es: Si sus momentos están en hora local o universal. A las 23:30 en México puede ser otro mes en hora universal.
        zone: ColumnZone,
        /// The valid scores: `0..10`.
        /// es: Las calificaciones válidas: `0..10`.
        scale: IntRange,
        /// Codes that mean "no answer": `[11, 99]`.
        /// es: Códigos que significan "sin respuesta": `[11, 99]`.
        missing: List<Plain>,
        /// Whether it is the weight of the row, so that the sample speaks for everybody. One column at most.
        /// es: Si es el peso de la fila, para que la muestra hable por todos. Una columna como máximo.
        weight: bool,
        /// The unit of its numbers: `MXN`, `days`; for shares `fraction` (0.35) or `percent` (35).
        /// es: La unidad de sus números: `MXN`, `days`; en porcentajes, `fraction` (0.35) o `percent` (35).
        unit: Plain,
        /// Its valid values, or what the codes of the data mean: `{ MX_01: first-credit }`.
        /// es: Sus valores válidos, o qué significan los códigos de los datos: `{ MX_01: first-credit }`.
        values: ColumnValues,
        /// Whether it tells who the customer is, for control groups and contact counts.
        /// es: Si dice quién es el cliente, para grupos de control y conteo de contactos.
        person: bool,
        /// Whether it tells the account, to which several people may belong.
        /// es: Si dice cuál es la cuenta, a la que pueden pertenecer varias personas.
        account: bool,
    }
}

record! {
    /// A fact that surveys and playbooks may start from.
    /// es: Un hecho con que pueden empezar encuestas y playbooks.
    pub struct DatasetEvent("event") {
        /// The name of the event: `card-activated`.
        /// es: El nombre del hecho: `card-activated`.
        id: Id [required],
        /// Which rows are this event: `activated_on is not null`.
        /// es: Qué filas son este hecho: `activated_on is not null`.
        r#where = "where": In<on::OwnRows> [required],
    }
    common common: PartCommon
}
