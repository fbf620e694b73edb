//! The command line of the commands for reviews: what changed, and what hangs on what.

use super::edit_arguments::Parts;
use crate::analyze::changes::Level;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

pub fn all(parts: &Parts<'_>) -> Vec<Command> {
    let impact = (parts.t)(
        "What would feel a change of an entity, and who answers for it",
        "Qué sentiría un cambio de una entidad, y quién responde por ello",
    );
    let why = (parts.t)("What an entity leans on", "En qué se apoya una entidad");
    vec![test(parts), diff(parts), hanging(parts, "impact", impact), hanging(parts, "why", why)]
}

fn test(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Run the tests of a program, and tell what no test touches",
        "Ejecutar las pruebas de un programa, y decir qué no toca ninguna",
    );
    (p.sub)("test", about)
        .arg((p.path)())
        .arg(
            Arg::new("only").long("only").value_name((p.t)("ID", "ID")).action(ArgAction::Append).help((p.t)(
                "only this test; may be repeated [all]",
                "solo esta prueba; se puede repetir [todas]",
            )),
        )
        .arg(Arg::new("untouched").long("untouched").action(ArgAction::SetTrue).help((p.t)(
            "list what no test touches: metrics, bands, steps of playbooks, branches",
            "enumerar lo que no toca ninguna prueba: métricas, bandas, pasos de playbooks, bifurcaciones",
        )))
        .arg(
            Arg::new("min")
                .long("min")
                .value_name((p.t)("PERCENT", "PORCENTAJE"))
                .value_parser(clap::value_parser!(u32).range(0..=100))
                .help((p.t)(
                    "exit with 1 when tests touch less of the program than this",
                    "salir con 1 cuando las pruebas tocan menos del programa que esto",
                )),
        )
        .arg((p.as_of)())
        .arg(
            Arg::new("format")
                .long("format")
                .value_name((p.t)("FORM[=FILE]", "FORMA[=ARCHIVO]"))
                .action(ArgAction::Append)
                .default_value("human")
                .hide_default_value(true)
                .help((p.t)(
                    "human, json, junit (for test reports), github, sarif or gitlab; NAME=FILE writes a file, and several may be asked for [human]",
                    "human, json, junit (para informes de pruebas), github, sarif o gitlab; NOMBRE=ARCHIVO escribe un archivo, y se pueden pedir varias [human]",
                )),
        )
}

fn diff(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "What changed in meaning between two states, and what it breaks",
        "Qué cambió de significado entre dos estados, y qué rompe",
    );
    (p.sub)("diff", about)
        .arg(Arg::new("from").value_name((p.t)("FROM", "DESDE")).allow_hyphen_values(true).help((p.t)(
            "a revision, a folder or an archive, or a range such as main...HEAD [where this branch left the default branch]",
            "una revisión, una carpeta o un archivo comprimido, o un rango como main...HEAD [donde esta rama dejó la rama principal]",
        )))
        .arg(Arg::new("to").value_name((p.t)("TO", "HASTA")).allow_hyphen_values(true).help((p.t)(
            "a revision, a folder or an archive [the working tree]",
            "una revisión, una carpeta o un archivo comprimido [los archivos de trabajo]",
        )))
        .arg((p.path)().long("program").value_name((p.t)("PATH", "RUTA")))
        .arg((p.as_of)())
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name((p.t)("LEVEL", "NIVEL"))
                .value_parser(PossibleValuesParser::new(Level::ALL.map(Level::name)))
                .hide_possible_values(true)
                .help((p.t)(
                    "exit with 1 from this level on: series, consumers, commitment, weakens, cosmetic [never]",
                    "salir con 1 desde este nivel: series, consumers, commitment, weakens, cosmetic [nunca]",
                )),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .value_name((p.t)("FORM[=FILE]", "FORMA[=ARCHIVO]"))
                .action(ArgAction::Append)
                .default_value("text")
                .hide_default_value(true)
                .help((p.t)(
                    "text, json, markdown (a summary for a pull request), html (one page, before and after side by side), github, sarif, gitlab or junit; NAME=FILE writes a file, and several may be asked for [text]",
                    "text, json, markdown (un resumen para un pull request), html (una página, antes y después lado a lado), github, sarif, gitlab o junit; NOMBRE=ARCHIVO escribe un archivo, y se pueden pedir varias [text]",
                )),
        )
}

fn hanging(p: &Parts<'_>, name: &'static str, about: &'static str) -> Command {
    (p.sub)(name, about)
        .arg(Arg::new("name").value_name((p.t)("KIND:ID", "CLASE:ID")).required(true).help((p.t)(
            "an entity, or a part of one: KIND:ID/PART",
            "una entidad, o una parte de ella: CLASE:ID/PARTE",
        )))
        .arg((p.path)())
        .arg(p.format())
}
