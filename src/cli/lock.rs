//! `senda lock`: keeps the wordings that people are asked.

use super::files::Files;
use super::{Failure, Setting, Status, unreadable};
use crate::analyze::rules::wording_changed;
use crate::check;
use crate::diagnostic::{counted, say};
use crate::model::wordings::{LOCK_FILE, Wordings};
use crate::source::World;
use clap::ArgMatches;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let lang = setting.lang;
    let errors = outcome.diagnostics.iter().filter(|it| it.stops_a_build()).count();
    if errors > 0 {
        let errors = counted(errors, ["error", "errors"], ["error", "errores"]);
        return Err(Failure::new(
            say!(en: "nothing was kept: the program has {} of form", errors.en; es: "no se guardó nada: el programa tiene {} de forma", errors.es),
            say!(en: "`senda check` shows them; mend them first", es: "`senda check` los muestra; corrígelos primero"),
        ));
    }
    let now = Wordings::of(&outcome.program.model);
    let text = now.to_text();
    let same = files.world.read(LOCK_FILE).is_ok_and(|bytes| bytes == text.as_bytes());
    if same {
        let words = say!(en: "{LOCK_FILE}: every wording is kept as it is", es: "{LOCK_FILE}: cada redacción está guardada como es");
        setting.terminal.say(words.in_lang(lang));
        return Ok(Status::Clean);
    }
    if matches.get_flag("check") {
        let words = say!(en: "{LOCK_FILE} does not keep what is asked now; `senda lock` writes it", es: "{LOCK_FILE} no guarda lo que se pregunta ahora; `senda lock` lo escribe");
        setting.terminal.note(words.in_lang(lang));
        return Ok(Status::Findings);
    }
    let changed: Vec<_> =
        outcome.diagnostics.iter().filter(|it| it.rule.name == wording_changed::RULE.info.name).collect();
    if !changed.is_empty() && !matches.get_flag("force") {
        for finding in &changed {
            setting.terminal.note(finding.message.in_lang(lang));
        }
        return Err(Failure::new(
            say!(en: "nothing was kept: questions changed under the same version", es: "no se guardó nada: hay preguntas que cambiaron en la misma versión"),
            say!(en: "raise their `version` and say with `bridge` how the two are joined; `--force` keeps them as they are now, and the old words are lost",
                 es: "sube su `version` y di con `bridge` cómo se unen las dos; `--force` las guarda como están, y las palabras de antes se pierden"),
        ));
    }
    files.put(LOCK_FILE, text.as_bytes())?;
    let kept = counted(now.questions.len(), ["question", "questions"], ["pregunta", "preguntas"]);
    let words = say!(en: "{LOCK_FILE}: the wording of {} is kept. Commit it with the program.", kept.en; es: "{LOCK_FILE}: quedó guardada la redacción de {}. Regístralo junto con el programa.", kept.es);
    setting.terminal.say(words.in_lang(lang));
    Ok(Status::Clean)
}
