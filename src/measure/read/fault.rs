//! What does not fit in a file, counted by reason and column, with the first places.

use super::cell::ColumnOf;
use crate::diagnostic::{Say, say};
use crate::model::dataset::ColumnType;

/// Why a row does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    NotANumber,
    DecimalComma,
    NotWhole,
    NotABoolean,
    NotADay,
    NotAMoment,
    NoTimeOfDay,
    OffScale,
    NegativeWeight,
    /// A list or an object where one value is meant.
    NotPlain,
    /// More or fewer fields than the first line.
    OtherFields,
    /// Bytes that are no text in UTF-8.
    NotText,
    /// A line of JSON that is no object.
    NotAnObject,
    /// It fits, and something about it does not: the row stays.
    NoKey,
    RepeatedKey,
    UnknownValue,
}

/// A place where a reason was met.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub line: u64,
    pub found: String,
}

/// Rows that do not fit for one reason, in one column.
#[derive(Clone, Debug)]
pub struct Fault {
    pub reason: Reason,
    pub column: Option<String>,
    pub rows: u64,
    /// The first of them.
    pub examples: Vec<Example>,
    /// What would fit.
    pub wanted: Say,
}

impl Reason {
    /// Whether the row can be measured all the same.
    pub fn row_stays(self) -> bool {
        matches!(self, Reason::NoKey | Reason::RepeatedKey | Reason::UnknownValue)
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotANumber => "not-a-number",
            Reason::DecimalComma => "decimal-comma",
            Reason::NotWhole => "not-whole",
            Reason::NotABoolean => "not-true-or-false",
            Reason::NotADay => "not-a-day",
            Reason::NotAMoment => "not-a-moment",
            Reason::NoTimeOfDay => "no-time-of-day",
            Reason::OffScale => "off-scale",
            Reason::NegativeWeight => "negative-weight",
            Reason::NotPlain => "not-plain",
            Reason::OtherFields => "other-fields",
            Reason::NotText => "not-text",
            Reason::NotAnObject => "not-an-object",
            Reason::NoKey => "no-key",
            Reason::RepeatedKey => "repeated-key",
            Reason::UnknownValue => "unknown-value",
        }
    }

    /// What is wrong.
    pub fn say(self) -> Say {
        match self {
            Reason::NotANumber => say!(en: "not a number", es: "no es un número"),
            Reason::DecimalComma => say!(en: "a decimal comma", es: "coma decimal"),
            Reason::NotWhole => say!(en: "not a whole number", es: "no es un número entero"),
            Reason::NotABoolean => say!(en: "neither true nor false", es: "ni verdadero ni falso"),
            Reason::NotADay => {
                say!(en: "not a day written YYYY-MM-DD", es: "no es un día escrito AAAA-MM-DD")
            }
            Reason::NotAMoment => {
                say!(en: "not a moment written YYYY-MM-DD HH:MM:SS", es: "no es un momento escrito AAAA-MM-DD HH:MM:SS")
            }
            Reason::NoTimeOfDay => {
                say!(en: "a day without its time of day", es: "un día sin su hora")
            }
            Reason::OffScale => {
                say!(en: "a code that is neither on the scale nor declared as missing", es: "un código que no está en la escala ni declarado como falta de respuesta")
            }
            Reason::NegativeWeight => say!(en: "a negative weight", es: "un peso negativo"),
            Reason::NotPlain => {
                say!(en: "a list or an object where one value is meant", es: "una lista o un objeto donde va un solo valor")
            }
            Reason::OtherFields => {
                say!(en: "more or fewer fields than the header", es: "más o menos campos que el encabezado")
            }
            Reason::NotText => say!(en: "bytes that are not UTF-8 text", es: "bytes que no son texto UTF-8"),
            Reason::NotAnObject => {
                say!(en: "a line that is not one JSON object", es: "una línea que no es un objeto JSON")
            }
            Reason::NoKey => say!(en: "a row without its key", es: "una fila sin su clave"),
            Reason::RepeatedKey => {
                say!(en: "a key that an earlier row has", es: "una clave que ya tiene una fila anterior")
            }
            Reason::UnknownValue => {
                say!(en: "a value that the dataset does not list", es: "un valor que el conjunto de datos no lista")
            }
        }
    }

    /// What would fit, or what to do.
    pub fn wanted(self, column: Option<&ColumnOf<'_>>) -> Say {
        match self {
            Reason::DecimalComma => {
                say!(en: "write `12.5`: with a point, and without signs for thousands", es: "escribe `12.5`: con punto, y sin separador de miles")
            }
            Reason::NotWhole | Reason::NotANumber => {
                let whole = column.is_some_and(|column| column.ty == ColumnType::Integer);
                if whole {
                    say!(en: "the column is `integer`: write `7`, leave it empty, or list the code under `missing`",
                         es: "la columna es `integer`: escribe `7`, déjala vacía, o lista el código en `missing`")
                } else {
                    say!(en: "write `12.5`, leave it empty, or list the code under `missing`",
                         es: "escribe `12.5`, déjala vacía, o lista el código en `missing`")
                }
            }
            Reason::NotABoolean => say!(en: "write `true` or `false`", es: "escribe `true` o `false`"),
            Reason::NotADay => {
                say!(en: "write `2026-11-20`: 03/04 is a day of March for some and of April for others",
                     es: "escribe `2026-11-20`: 03/04 es un día de marzo para unos y de abril para otros")
            }
            Reason::NotAMoment | Reason::NoTimeOfDay => {
                say!(en: "write `2026-11-20 10:00:00`, or declare the column `type: date`",
                     es: "escribe `2026-11-20 10:00:00`, o declara la columna con `type: date`")
            }
            Reason::OffScale => {
                let (low, high) = column.and_then(|column| column.scale).unwrap_or_default();
                say!(en: "the scale is {low}..{high}; if the code means \"no answer\", list it under `missing`",
                     es: "la escala es {low}..{high}; si el código quiere decir \"sin respuesta\", lístalo en `missing`")
            }
            Reason::NegativeWeight => {
                say!(en: "a weight is 0 or more; a row with 0 is left out", es: "un peso es 0 o más; una fila con 0 se deja fuera")
            }
            Reason::NotPlain => {
                say!(en: "give each value its own key", es: "da a cada valor su propia clave")
            }
            Reason::OtherFields => {
                say!(en: "put a text with a comma or a line break between quotes, and double the quotes inside it",
                     es: "pon entre comillas el texto con coma o salto de línea, y duplica las comillas de adentro")
            }
            Reason::NotText => say!(en: "save the file as UTF-8", es: "guarda el archivo como UTF-8"),
            Reason::NotAnObject => {
                say!(en: "write one object on each line: {{\"customer_id\": \"c1\", \"recommend\": 9}}",
                     es: "escribe un objeto por línea: {{\"customer_id\": \"c1\", \"recommend\": 9}}")
            }
            Reason::NoKey | Reason::RepeatedKey => {
                say!(en: "both rows count; take one away, or take `key: true` from the column when it does not tell rows apart",
                     es: "las dos filas cuentan; quita una, o quita `key: true` de la columna si no distingue filas")
            }
            Reason::UnknownValue => {
                say!(en: "the row counts with the value as it stands; mend it, or list it under `values`",
                     es: "la fila cuenta con el valor como está; corrígelo o lístalo en `values`")
            }
        }
    }
}

/// All that was met, in the order of columns and reasons.
#[derive(Default)]
pub struct Faults {
    list: Vec<((Option<usize>, Reason), Fault)>,
}

/// How many places are kept for each reason.
const EXAMPLES: usize = 3;
/// How much of what was found is shown.
const SHOWN: usize = 40;

impl Faults {
    pub fn add(
        &mut self,
        reason: Reason,
        column: Option<(usize, &ColumnOf<'_>)>,
        line: u64,
        found: impl FnOnce() -> String,
    ) {
        let key = (column.map(|(at, _)| at), reason);
        let at = self.list.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let column = column.map(|(_, column)| column);
            let fault = Fault {
                reason,
                column: column.map(|column| column.raw.to_owned()),
                rows: 0,
                examples: Vec::new(),
                wanted: reason.wanted(column),
            };
            self.list.push((key, fault));
            self.list.len() - 1
        });
        let fault = &mut self.list[at].1;
        fault.rows += 1;
        if fault.examples.len() < EXAMPLES {
            fault.examples.push(Example { line, found: shortened(&found()) });
        }
    }

    pub fn sorted(mut self) -> Vec<Fault> {
        self.list.sort_by_key(|(key, _)| *key);
        self.list.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// The start of what was found, on one line.
pub fn shortened(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN + 1).collect();
    match plain.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}
