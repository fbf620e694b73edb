//! The command line of playbooks as experiments.

use super::edit_arguments::Parts;
use super::measure_arguments::{data, forms};
use clap::{Arg, Command, value_parser};
use std::path::PathBuf;

/// The file with the assignments.
fn ledger(p: &Parts<'_>, en: &'static str, es: &'static str) -> Arg {
    Arg::new("ledger")
        .long("ledger")
        .value_name((p.t)("FILE", "ARCHIVO"))
        .value_parser(value_parser!(PathBuf))
        .help((p.t)(en, es))
}

pub fn all(p: &Parts<'_>) -> [Command; 2] {
    let named = |en: &'static str, es: &'static str, words: (&'static str, &'static str)| {
        Arg::new("name").required(true).value_name((p.t)(en, es)).help((p.t)(words.0, words.1))
    };
    let worklist = (p.sub)(
        "worklist",
        (p.t)(
            "List whom a playbook has to contact now, in order, without those held out for comparison",
            "Listar a quién debe contactar ahora un playbook, en orden, sin quienes quedan fuera para comparar",
        ),
    );
    let effect = (p.sub)(
        "effect",
        (p.t)(
            "Compare treated and held-out customers of a playbook, or work a study out: difference, interval, return",
            "Comparar clientes tratados y no tratados de un playbook, o hacer las cuentas de un estudio: diferencia, intervalo, retorno",
        ),
    );
    [
        worklist
            .arg(named("PLAYBOOK", "PLAYBOOK", ("the id of a playbook", "el id de un playbook")))
            .arg((p.path)())
            .arg(ledger(
                p,
                "the file that keeps who was drawn for which group; new assignments are added to it",
                "el archivo que guarda a quién le tocó cada grupo; ahí se agregan las asignaciones nuevas",
            ))
            .args(data(p))
            .arg(forms(p))
            .arg((p.as_of)()),
        effect
            .arg(named(
                "PLAYBOOK or STUDY",
                "PLAYBOOK o ESTUDIO",
                ("the id of a playbook or of a study", "el id de un playbook o de un estudio"),
            ))
            .arg((p.path)())
            .arg(ledger(
                p,
                "the file in which `senda worklist` kept who was drawn for which group",
                "el archivo donde `senda worklist` guardó a quién le tocó cada grupo",
            ))
            .arg(Arg::new("period").long("period").value_name((p.t)("PERIOD", "PERIODO")).help((p.t)(
                "the period of the metric that is compared, such as 2027-Q1 [the last one that is over]",
                "el periodo de la métrica que se compara, como 2027-Q1 [el último que terminó]",
            )))
            .args(data(p))
            .arg(forms(p))
            .arg((p.as_of)()),
    ]
}
