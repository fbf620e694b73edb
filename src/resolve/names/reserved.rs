//! Names that already mean something where they would be used.

use super::rules;
use crate::diagnostic::{Diagnostic, Say, say};
use crate::model::expression::BUILT_IN;
use crate::model::{Entity, Kind};
use crate::resolve::{Part, Resolved};

/// Fields that an answer has beside its answers, so that no question may be called so.
pub const RESPONSE_FIELDS: &[&str] =
    &["survey", "customer", "archetype", "channel", "at", "language", "weight", "arm", "account"];

/// Says which columns, questions and steps have a name that is taken.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for (_, part) in resolved.parts.iter() {
        let entity = resolved.entity(part.entity);
        let why = match (entity.kind, part.list()) {
            (Kind::Dataset, "columns") if BUILT_IN.contains(&part.id.as_str()) => say!(
                en: "every expression may name that day; call the column `{}_on`, for example", part.id;
                es: "cualquier expresión puede nombrar ese día; llama a la columna, por ejemplo, `{}_on`", part.id
            ),
            (Kind::Survey, "questions") if RESPONSE_FIELDS.contains(&part.id.as_str()) => say!(
                en: "an answer has a field of that name beside its answers; call the question `{}-asked`, for example", part.id;
                es: "una respuesta tiene un campo con ese nombre junto a lo contestado; llama a la pregunta, por ejemplo, `{}-asked`", part.id
            ),
            (Kind::Journey, "steps") if part.id.as_str() == "end" => say!(
                en: "`to: end` means that the job is done; call the step `last`, for example",
                es: "`to: end` quiere decir que el trabajo está hecho; llama al paso, por ejemplo, `last`",
            ),
            (Kind::Playbook, "steps") if matches!(part.id.as_str(), "end" | "stop") => say!(
                en: "in a gate `{}` closes the case; call the step `close`, for example", part.id;
                es: "en un `gate`, `{}` cierra el caso; llama al paso, por ejemplo, `close`", part.id
            ),
            _ => continue,
        };
        findings.push(taken(entity, part, why));
    }
}

fn taken(entity: &Entity, part: &Part, why: Say) -> Diagnostic {
    let id = part.id;
    Diagnostic::new(
        &rules::RESERVED_NAME,
        entity.place(part.at),
        say!(en: "`{id}` is a reserved name here", es: "`{id}` es un nombre reservado aquí"),
    )
    .help(why)
    .entity(entity.name())
}
