//! `senda schema`.

use super::{Failure, Setting, Status};
use crate::diagnostic::say;
use crate::model::reader::nearest;
use crate::model::{Kind, document_schema};
use clap::ArgMatches;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let schema = match matches.get_one::<String>("kind") {
        None => document_schema::of_all(setting.lang),
        Some(name) => {
            let kind = Kind::of_name(name).ok_or_else(|| unknown(name))?;
            document_schema::of_kind(kind, setting.lang)
        }
    };
    setting.terminal.say(&serde_json::to_string_pretty(&schema).unwrap_or_default());
    Ok(Status::Clean)
}

fn unknown(name: &str) -> Failure {
    let all = Kind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>().join(", ");
    let message = say!(en: "there is no kind `{name}`", es: "no hay una clase `{name}`");
    match nearest(name, Kind::ALL.iter().map(|k| k.name())) {
        Some(better) => {
            Failure::new(message, say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
        }
        None => Failure::new(message, say!(en: "kinds: {all}", es: "clases: {all}")),
    }
}
