//! `senda rename`: another id for an entity or a part.

use super::files::{Files, show};
use super::{Failure, Setting, Status, unreadable};
use crate::check;
use crate::diagnostic::{counted, say};
use crate::edit::rename::{Refused, rename};
use crate::model::Kind;
use crate::source::World;
use crate::syntax::decode_bytes;
use clap::ArgMatches;

/// The kind that a command line names.
pub fn kind_named(matches: &ArgMatches) -> Result<Kind, Failure> {
    kind_called(matches.get_one::<String>("kind").map_or("", String::as_str))
}

/// The kind of a name, or what was meant.
pub fn kind_called(name: &str) -> Result<Kind, Failure> {
    Kind::of_name(name).ok_or_else(|| {
        let message = say!(en: "`{name}` is not a kind", es: "`{name}` no es una clase de entidad");
        Failure::new(
            message,
            match crate::model::read::near_kind(name) {
                Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
                None => {
                    let all = Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
                    say!(en: "kinds: {all}", es: "clases: {all}")
                }
            },
        )
    })
}

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (kind, old, new) = (kind_named(matches)?, word("old"), word("new"));
    let files = Files::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    let renamed = rename(&files.world, &outcome, kind, old, new).map_err(|refused| match refused {
        Refused::Unreadable(error) => unreadable(&error),
        Refused::Because(message, help) => Failure::new(message, help),
    })?;
    let diff = matches.get_flag("diff");
    for (path, bytes) in &renamed.files {
        if diff {
            let text = |bytes: Vec<u8>| decode_bytes(bytes).unwrap_or_default();
            show(path, &text(files.world.read(path).unwrap_or_default()), &text(bytes.clone()), setting);
        } else {
            files.put(path, bytes)?;
        }
    }
    let (places, count) = (renamed.places, renamed.files.len());
    let places = counted(places, ["place", "places"], ["lugar", "lugares"]);
    let count = counted(count, ["file", "files"], ["archivo", "archivos"]);
    let words = if diff {
        say!(en: "would change: {} in {}", places.en, count.en; es: "cambiaría: {} en {}", places.es, count.es)
    } else {
        say!(en: "`{old}` is `{new}` now: {} in {}", places.en, count.en;
             es: "`{old}` ahora es `{new}`: {} en {}", places.es, count.es)
    };
    setting.terminal.note(words.in_lang(setting.lang));
    Ok(Status::Clean)
}
