//! The command line of `senda measure`.

use super::edit_arguments::Parts;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

/// Where the rows are, and which of them count.
pub fn data(p: &Parts<'_>) -> [Arg; 4] {
    [
        Arg::new("engine")
            .long("engine")
            .value_name((p.t)("NAME", "NOMBRE"))
            .help((p.t)(
                "sqlite, duckdb and spark read the files of the program or a database; postgres reads a database [sqlite]",
                "sqlite, duckdb y spark leen los archivos del programa o una base de datos; postgres lee una base de datos [sqlite]",
            ))
            .value_parser(PossibleValuesParser::new(["sqlite", "duckdb", "postgres", "spark"]))
            .hide_possible_values(true),
        Arg::new("database").long("database").value_name((p.t)("PLACE", "LUGAR")).help((p.t)(
            "where the tables are: the file of a SQLite or DuckDB database, postgres://user@host:5432/name, or where Spark works (local, yarn, spark://host:7077); an address with a password goes into SENDA_DATABASE",
            "dónde están las tablas: el archivo de una base de SQLite o DuckDB, postgres://usuario@servidor:5432/nombre, o dónde trabaja Spark (local, yarn, spark://servidor:7077); una dirección con contraseña va en SENDA_DATABASE",
        )),
        Arg::new("skip-rows").long("skip-rows").action(ArgAction::SetTrue).help((p.t)(
            "go on without the rows that do not fit; they are counted and shown",
            "seguir sin las filas que no encajan; se cuentan y se muestran",
        )),
        Arg::new("trust-tables").long("trust-tables").action(ArgAction::SetTrue).help((p.t)(
            "take the tables of a database as they are declared, where dbt or the database itself looks for repeated keys and codes off the scale",
            "tomar las tablas de una base tal como se declaran, donde dbt o la misma base ya busca llaves repetidas y códigos fuera de escala",
        )),
    ]
}

/// `senda simulate`.
pub fn simulate(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Make up a year that fits what the program assumes, and see what the planned sample can show",
        "Inventar un año que cumple lo que el programa supone, y ver qué puede mostrar la muestra planeada",
    );
    let number = |name: &'static str, en: &'static str, es: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name((p.t)("NUMBER", "NÚMERO"))
            .value_parser(clap::value_parser!(u64).range(1..=1_000_000))
            .help((p.t)(en, es))
    };
    (p.sub)("simulate", about)
        .arg((p.path)())
        .arg(
            Arg::new("out")
                .long("out")
                .value_name((p.t)("DIR", "CARPETA"))
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help((p.t)(
                    "write the tables as the program's datasets lay them out, for `senda measure --data DIR`; nothing that Senda did not write is touched",
                    "escribir las tablas como las disponen los conjuntos de datos del programa, para `senda measure --data CARPETA`; no se toca nada que Senda no haya escrito",
                )),
        )
        .arg(number("seed", "another one gives another year [1]", "otra da otro año [1]"))
        .arg(number("customers", "how many customers [those of the program, at most 1200]", "cuántos clientes [los del programa, a lo más 1200]"))
        .arg(Arg::new("year").long("year").value_name((p.t)("YEAR", "AÑO")).help((p.t)(
            "a calendar year [the four quarters that are over]",
            "un año calendario [los cuatro trimestres que terminaron]",
        )))
        .arg(number("runs", "how often intervals are tried [1000]", "cuántas veces se prueban los intervalos [1000]"))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name((p.t)("FORM[=FILE]", "FORMA[=ARCHIVO]"))
                .action(ArgAction::Append)
                .default_value("table")
                .hide_default_value(true)
                .help((p.t)(
                    "table or json; NAME=FILE writes a file [table]",
                    "table o json; NOMBRE=ARCHIVO escribe un archivo [table]",
                )),
        )
        .arg((p.as_of)())
}

/// `--format` of a result that people, programs and spreadsheets read.
pub fn forms(p: &Parts<'_>) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name((p.t)("FORM[=FILE]", "FORMA[=ARCHIVO]"))
        .action(ArgAction::Append)
        .default_value("table")
        .hide_default_value(true)
        .help((p.t)(
            "table, json, csv or csv-es (semicolons and decimal commas); NAME=FILE writes a file, and several may be asked for [table]",
            "table, json, csv o csv-es (punto y coma, y coma decimal); NOMBRE=ARCHIVO escribe un archivo, y se pueden pedir varias [table]",
        ))
}

pub fn measure(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Compute the metrics from their data, with intervals, bands and targets",
        "Calcular las métricas con sus datos, con intervalos, bandas y metas",
    );
    let text = |name: &'static str, shown: &'static str, en: &'static str, es: &'static str| {
        Arg::new(name).long(name).value_name(shown).help((p.t)(en, es))
    };
    let switch = |name: &'static str, en: &'static str, es: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help((p.t)(en, es))
    };
    (p.sub)("measure", about)
        .arg((p.path)())
        .arg(
            text("metric", "ID", "only this metric; may be repeated [all]", "solo esta métrica; se puede repetir [todas]")
                .action(ArgAction::Append),
        )
        .arg(
            text(
                "by",
                (p.t)("CUT", "CORTE"),
                "only this cut besides the total, such as channel; `total` for the total alone; may be repeated [all]",
                "solo este corte además del total, como channel; `total` para el total solo; se puede repetir [todos]",
            )
            .action(ArgAction::Append),
        )
        .arg(
            text(
                "period",
                (p.t)("PERIOD", "PERIODO"),
                "the periods that lie in this one, such as 2026-Q3 or 2026 [the last one that is over]",
                "los periodos que caen en este, como 2026-Q3 o 2026 [el último que terminó]",
            )
            .conflicts_with_all(["since", "all-periods"]),
        )
        .arg(
            text(
                "since",
                (p.t)("PERIOD", "PERIODO"),
                "the periods from this one on",
                "los periodos desde este",
            )
            .conflicts_with("all-periods"),
        )
        .arg(switch("all-periods", "every period that has rows", "todos los periodos que tienen filas"))
        .args(data(p))
        .arg(
            Arg::new("data")
                .long("data")
                .value_name((p.t)("DIR", "CARPETA"))
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help((p.t)(
                    "read the files of datasets below this folder, such as what `senda simulate --out` wrote [that of the program]",
                    "leer los archivos de los conjuntos de datos bajo esta carpeta, como lo que escribió `senda simulate --out` [la del programa]",
                )),
        )
        .arg(forms(p))
        .arg((p.as_of)())
}
