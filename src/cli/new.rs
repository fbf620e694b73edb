//! `senda new`: a file to start from.

use super::files::Files;
use super::rename::kind_named;
use super::{Failure, Setting, Status, unreadable};
use crate::check;
use crate::diagnostic::{Lang, say};
use crate::edit::new;
use crate::model::id::{Id, is_id, to_id};
use crate::model::{Kind, Model};
use clap::ArgMatches;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let kind = kind_named(matches)?;
    if kind == Kind::Program {
        return Err(Failure::new(
            say!(en: "a program has one root file, and it is there", es: "un programa tiene un solo archivo raíz, y ya existe"),
            say!(en: "`senda init FOLDER` starts another program", es: "`senda init CARPETA` empieza otro programa"),
        ));
    }
    let files = Files::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let lang = setting.lang;
    let model = &outcome.program.model;
    let id = match matches.get_one::<String>("id") {
        Some(id) if is_id(id) => id.clone(),
        Some(id) => {
            let better = to_id(id);
            return Err(Failure::new(
                say!(en: "`{id}` cannot be an id", es: "`{id}` no puede ser un id"),
                say!(en: "lower-case letters, digits and hyphens: `{better}`", es: "minúsculas sin acento, cifras y guiones: `{better}`"),
            ));
        }
        None => new::unused(kind, model),
    };
    let path = format!("{}/{id}.yaml", kind.folder());
    let there =
        model.find(kind, Id::new(&id)).map(|index| outcome.sources.describe(model.entity(index).head()));
    let there = there.or_else(|| files.root.join(&path).symlink_metadata().is_ok().then(|| path.clone()));
    if let Some(place) = there {
        return Err(Failure::new(
            say!(en: "`{id}` is there already: {place}", es: "`{id}` ya existe: {place}"),
            say!(en: "choose another id; nothing was written", es: "elige otro id; no se escribió nada"),
        ));
    }
    let text = match matches.get_one::<String>("ready") {
        Some(name) => ready(kind, name, &id, model, lang)?,
        None => new::file(kind, &id, model, lang),
    };
    files.put(&path, text.as_bytes())?;
    let done = say!(
        en: "{path} is written. Say in it what is true for you, and run `senda check`.",
        es: "{path} quedó escrito. Di en él lo que es cierto para ti y ejecuta `senda check`."
    );
    setting.terminal.say(done.in_lang(lang));
    Ok(Status::Clean)
}

fn ready(kind: Kind, name: &str, id: &str, model: &Model, lang: Lang) -> Result<String, Failure> {
    let all: Vec<String> = new::ready(lang).map(|(name, about)| format!("`{name}` ({about})")).collect();
    let all = all.join("; ");
    if kind != Kind::Survey {
        return Err(Failure::new(
            say!(en: "only a survey can be ready", es: "solo una encuesta puede estar lista"),
            say!(en: "`senda new survey --ready NAME`: {all}", es: "`senda new survey --ready NOMBRE`: {all}"),
        ));
    }
    new::ready_survey(name, id, model, lang).ok_or_else(|| {
        Failure::new(
            say!(en: "no survey that is ready is called `{name}`", es: "ninguna encuesta lista se llama `{name}`"),
            say!(en: "there are {all}", es: "hay {all}"),
        )
    })
}
