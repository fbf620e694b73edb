//! `senda import survey`: what another platform exported, as YAML of Senda.

use super::files::Files;
use super::folder::DiskFolder;
use super::store::{Folder, StoreError, describe};
use super::{Failure, Setting, Status, disk, unreadable};
use crate::diagnostic::{Say, counted, say};
use crate::import::{self, Imported, MOST_BYTES, Note, Wanted, Written};
use crate::model::Kind;
use crate::model::id::{Id, is_id, to_id};
use crate::{Outcome, check};
use clap::ArgMatches;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A program that the survey goes to.
struct Home {
    files: Files,
    outcome: Outcome,
}

/// Where the YAML goes.
enum Place {
    Screen,
    File { folder: PathBuf, path: String, shown: String },
}

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let Some(("survey", matches)) = matches.subcommand() else { return Ok(Status::Environment) };
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let named = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = bytes(&path)?;
    let home = home(matches, setting)?;
    let languages = home.as_ref().map(|home| home.outcome.program.languages()).unwrap_or_default();
    let asked = matches.get_one::<String>("format").and_then(|name| import::find_format(name));
    let read = import::read(&bytes, asked, &languages).map_err(|refusal| {
        let (shown, what) = (path.display().to_string(), refusal.what);
        Failure::new(
            say!(en: "`{shown}` was not read: {}", what.en; es: "no se leyó `{shown}`: {}", what.es),
            refusal.help,
        )
    })?;
    let Imported { format, draft, mut report } = read;
    let id = id(matches, &path, &draft)?;
    let place = place(matches, home.as_ref(), &id)?;
    let (count, spoken) = (draft.asked(), draft.languages.join(", "));
    let wanted = Wanted {
        id: &id,
        survey_type: matches.get_one::<String>("type").map(String::as_str),
        from: &format!("{named} ({})", format.about.in_lang(setting.lang)),
        lang: setting.lang,
    };
    let written = import::write(draft, &wanted, &mut report);
    let dry = matches.get_flag("dry-run");
    let on_screen = matches!(place, Place::Screen) && !dry;
    put(&place, &written, dry, setting)?;
    let json = matches.get_one::<String>("report").is_some_and(|form| form == "json");
    let told = if json {
        as_json(&id, format.name, &place, dry, &written, &report.notes, setting)
    } else {
        let questions = counted(count, ["question", "questions"], ["pregunta", "preguntas"]);
        let head = head(&place, dry, &questions, &spoken);
        as_text(&head, &written, &report.notes, setting)
    };
    match on_screen {
        true => setting.terminal.note(told.trim_end()),
        false => setting.terminal.say(&told),
    }
    let strict = matches.get_flag("strict") && report.lost_count() > 0;
    Ok(if strict { Status::Findings } else { Status::Clean })
}

/// The bytes of the file, never many more than are read.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        let (shown, why) = (path.display().to_string(), describe(&error));
        Failure::new(
            say!(en: "`{shown}` could not be read: {}", why.en; es: "no se pudo leer `{shown}`: {}", why.es),
            say!(en: "name the file that the platform exported", es: "nombra el archivo que exportó la plataforma"),
        )
    };
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The program that is named, or the one that this folder belongs to.
fn home(matches: &ArgMatches, setting: &Setting) -> Result<Option<Home>, Failure> {
    let is_named = matches.get_one::<PathBuf>("path").is_some();
    if !is_named && disk::find_root(Path::new(".")).is_err() {
        return Ok(None);
    }
    let files = Files::of(matches)?;
    let outcome = check(&files.world, setting.as_of).map_err(|error| unreadable(&error))?;
    Ok(Some(Home { files, outcome }))
}

/// The id that is asked for, else one made of the name of the file, or of the title.
fn id(matches: &ArgMatches, path: &Path, draft: &import::Draft) -> Result<String, Failure> {
    if let Some(id) = matches.get_one::<String>("id") {
        if is_id(id) {
            return Ok(id.clone());
        }
        let better = to_id(id);
        return Err(Failure::new(
            say!(en: "`{id}` cannot be an id", es: "`{id}` no puede ser un id"),
            say!(en: "lower-case letters, digits and hyphens: `{better}`", es: "minúsculas sin acento, cifras y guiones: `{better}`"),
        ));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let title = draft.title.as_ref().and_then(|title| title.0.values().next()).map_or("", String::as_str);
    let made = [to_id(&stem), to_id(title)].into_iter().find(|id| is_id(id));
    Ok(made.unwrap_or_else(|| "imported-survey".to_owned()))
}

/// Where the YAML goes, when nothing that is there stands in the way.
fn place(matches: &ArgMatches, home: Option<&Home>, id: &str) -> Result<Place, Failure> {
    let force = matches.get_flag("force");
    let place = match (matches.get_one::<String>("out"), home) {
        (Some(out), _) if out == "-" => Place::Screen,
        (Some(out), _) => {
            let out = Path::new(out);
            let name = out.file_name().ok_or_else(|| Failure::new(
                say!(en: "`--out` names no file", es: "`--out` no nombra un archivo"),
                say!(en: "write, for example, `--out surveys/{id}.yaml`", es: "escribe, por ejemplo, `--out surveys/{id}.yaml`"),
            ))?;
            let folder =
                out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Place::File {
                folder: folder.to_owned(),
                path: name.to_string_lossy().into_owned(),
                shown: out.display().to_string(),
            }
        }
        (None, Some(home)) => {
            let path = format!("{}{id}.yaml", usual_folder(&home.outcome));
            Place::File { folder: home.files.root.clone(), shown: path.clone(), path }
        }
        (None, None) => Place::Screen,
    };
    if let Place::File { folder, path, shown } = &place {
        taken(home, id, &folder.join(path))?;
        if !force && folder.join(path).symlink_metadata().is_ok() {
            return Err(Failure::new(
                say!(en: "`{shown}` is there already", es: "`{shown}` ya existe"),
                say!(en: "nothing was written; name another file with `--out`, another id with `--id`, or write over it with `--force`",
                     es: "no se escribió nada; nombra otro archivo con `--out`, otro id con `--id`, o escribe encima con `--force`"),
            ));
        }
    }
    Ok(place)
}

/// A survey of this id in another file stays the only one.
fn taken(home: Option<&Home>, id: &str, target: &Path) -> Result<(), Failure> {
    let Some(home) = home else { return Ok(()) };
    let Some(index) = home.outcome.program.model.find(Kind::Survey, Id::new(id)) else { return Ok(()) };
    let head = home.outcome.program.model.entity(index).head();
    let source = home.files.root.join(&*home.outcome.sources.get(head.file).path);
    if source
        .canonicalize()
        .ok()
        .is_some_and(|source| target.canonicalize().is_ok_and(|target| target == source))
    {
        return Ok(()); // the same file: `--force` decides
    }
    let there = home.outcome.sources.describe(head);
    Err(Failure::new(
        say!(en: "the program has a survey `{id}` already: {there}", es: "el programa ya tiene una encuesta `{id}`: {there}"),
        say!(en: "choose another id with `--id`; nothing was written", es: "elige otro id con `--id`; no se escribió nada"),
    ))
}

/// The folder in which most surveys of the program stand, with a closing `/`.
fn usual_folder(outcome: &Outcome) -> String {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for (_, survey) in outcome.program.of_kind(Kind::Survey) {
        let path = outcome.sources.get(survey.head().file).path.to_string();
        let folder = path.rfind('/').map_or(String::new(), |end| path[..=end].to_owned());
        *folders.entry(folder).or_default() += 1;
    }
    let most = folders.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0)));
    most.map_or_else(|| format!("{}/", Kind::Survey.folder()), |(folder, _)| folder)
}

fn put(place: &Place, written: &Written, dry: bool, setting: &Setting) -> Result<(), Failure> {
    match place {
        _ if dry => {}
        Place::Screen => setting.terminal.say(&written.text),
        Place::File { folder, path, .. } => {
            let disk = DiskFolder::new(folder);
            let failed = |error: StoreError| {
                let (message, help) = error.inside(folder).say();
                Failure::new(message, help)
            };
            if disk.is_linked(path) {
                return Err(failed(StoreError::Linked(path.clone())));
            }
            let stored = disk.write(path, written.text.as_bytes());
            stored.map_err(|error| failed(StoreError::Io { path: path.clone(), error }))?;
        }
    }
    Ok(())
}

fn head(place: &Place, dry: bool, questions: &Say, spoken: &str) -> Say {
    let (en, es) = (&questions.en, &questions.es);
    match place {
        Place::File { shown, .. } if !dry => {
            say!(en: "{shown} is written: {en} ({spoken}).", es: "{shown} quedó escrito: {es} ({spoken}).")
        }
        _ => say!(en: "{en} ({spoken}) read.", es: "Se leyeron {es} ({spoken})."),
    }
}

fn as_text(head: &Say, written: &Written, notes: &[Note], setting: &Setting) -> String {
    let lang = setting.lang;
    let mut out = format!("{}\n", head.in_lang(lang));
    let lists = [
        (true, say!(en: "Not understood", es: "No se entendió")),
        (false, say!(en: "Taken over with a difference", es: "Se tomó con una diferencia")),
    ];
    for (lost, title) in lists {
        let list: Vec<&Note> = notes.iter().filter(|note| note.lost == lost).collect();
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{} ({}):", title.in_lang(lang), list.len());
        for note in list {
            let (what, instead) = (note.what.in_lang(lang), note.instead.in_lang(lang));
            let _ = writeln!(out, "  {}: {what}; {instead}", note.place);
        }
    }
    if !written.open.is_empty() {
        let fields = written.open.join(", ");
        let told = say!(
            en: "What the file cannot know is yours to say: {fields}. Then run `senda check`.",
            es: "Lo que el archivo no puede saber lo dices tú: {fields}. Después ejecuta `senda check`."
        );
        let _ = writeln!(out, "\n{}", told.in_lang(lang));
    }
    out
}

fn as_json(
    id: &str,
    format: &str,
    place: &Place,
    dry: bool,
    written: &Written,
    notes: &[Note],
    setting: &Setting,
) -> String {
    let lang = setting.lang;
    let note = |note: &Note| {
        json!({
            "place": note.place,
            "what": note.what.in_lang(lang),
            "instead": note.instead.in_lang(lang),
            "lost": note.lost,
        })
    };
    let path = match place {
        Place::File { shown, .. } if !dry => Some(shown),
        _ => None,
    };
    let all = json!({
        "survey": id,
        "format": format,
        "written": path,
        "to_say": written.open,
        "notes": notes.iter().map(note).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
