//! `senda init`: a folder to start in, and an editor that helps.

use super::folder::DiskFolder;
use super::store::{Folder, StoreError};
use super::{Failure, Setting, Status};
use crate::diagnostic::{Lang, counted, say};
use crate::model::id::to_id;
use crate::model::{Kind, document_schema};
use clap::ArgMatches;
use serde_json::json;
use std::path::PathBuf;

/// Where the schema for editors lies, and the settings that point at it.
const SCHEMA: &str = ".senda/schema.json";
const SETTINGS: &str = ".vscode/settings.json";
const EXTENSIONS: &str = ".vscode/extensions.json";

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let root = matches.get_one::<PathBuf>("path").cloned().unwrap_or_else(|| PathBuf::from("."));
    let folder = DiskFolder::new(&root);
    let full = std::path::absolute(&root).unwrap_or_else(|_| root.clone());
    let outer = full.parent().and_then(|above| super::disk::find_root(above).ok());
    let io = |path: &str| {
        let (path, root) = (path.to_owned(), root.clone());
        move |error| {
            let (message, help) = StoreError::Io { path: path.clone(), error }.inside(&root).say();
            Failure::new(message, help)
        }
    };
    let name = root
        .canonicalize()
        .ok()
        .and_then(|p| p.file_name().map(|n| to_id(&n.to_string_lossy())))
        .or_else(|| root.file_name().map(|n| to_id(&n.to_string_lossy())))
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| "my-program".to_owned());
    let schema =
        serde_json::to_string_pretty(&document_schema::of_all(setting.lang)).unwrap_or_default() + "\n";
    let editor = json!({"yaml.schemas": {SCHEMA: ["*.yaml", "*.yml"]}, "yaml.format.enable": false});
    let editor = serde_json::to_string_pretty(&editor).unwrap_or_default() + "\n";
    let extensions = serde_json::to_string_pretty(&json!({"recommendations": ["redhat.vscode-yaml"]}))
        .unwrap_or_default()
        + "\n";
    let mut files = vec![
        ("senda.yaml".to_owned(), root_file(&name, setting.lang), false),
        (SCHEMA.to_owned(), schema, true),
        (SETTINGS.to_owned(), editor, false),
        (EXTENSIONS.to_owned(), extensions, false),
    ];
    files.extend(
        Kind::ALL
            .iter()
            .filter(|k| k.folder() != ".")
            .map(|k| (format!("{}/.gitkeep", k.folder()), String::new(), false)),
    );
    let (mut made, mut kept) = (0, Vec::new());
    for (path, text, ours) in &files {
        let old = folder.read(path).map_err(io(path))?;
        match old {
            Some(old) if old == text.as_bytes() => {}
            Some(_) if !ours => kept.push(path.as_str()),
            _ => {
                folder.write(path, text.as_bytes()).map_err(io(path))?;
                made += 1;
            }
        }
    }
    let shown = root.display();
    let files = counted(made, ["file made", "files made"], ["archivo creado", "archivos creados"]);
    let done = say!(
        en: "{shown}: {}. Open senda.yaml, say what the program is, and run `senda check`.", files.en;
        es: "{shown}: {}. Abre senda.yaml, di qué programa es y ejecuta `senda check`.", files.es
    );
    setting.terminal.say(done.in_lang(setting.lang));
    if let Some(outer) = &outer {
        let (inner, outer) = (root.display(), outer.display());
        let words = say!(
            en: "careful: {outer} is a program already, and a program does not lie inside of another; move {inner} beside it",
            es: "cuidado: {outer} ya es un programa, y un programa no va dentro de otro; mueve {inner} a su lado"
        );
        setting.terminal.note(words.in_lang(setting.lang));
    }
    for path in kept {
        let words = say!(en: "{path} was there already and stays as it was", es: "{path} ya existía y queda como estaba");
        setting.terminal.note(words.in_lang(setting.lang));
    }
    if made == 0 {
        let words = say!(en: "everything was there already", es: "ya estaba todo");
        setting.terminal.note(words.in_lang(setting.lang));
    }
    Ok(Status::Clean)
}

fn root_file(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "kind: program\nid: {name}\nsenda: 1\n\n# The languages of every text, the first is the default.\nlanguages: [en, es]\nlocale: en-US\ncurrency: USD\ntimezone: America/New_York\ncalendar:\n  workdays: [mon, tue, wed, thu, fri]\n  hours: \"09:00-18:00\"\n\n# reactive: we listen in order to repair. intelligent: we start from the business model.\napproach: reactive\n# passive, involved or focused: what you claim; the files show how far you are.\nreadiness: passive\n"
        ),
        Lang::Es => format!(
            "kind: program\nid: {name}\nsenda: 1\n\n# Los idiomas de todo texto; el primero es el principal.\nlanguages: [es, en]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\ncalendar:\n  workdays: [mon, tue, wed, thu, fri]\n  hours: \"09:00-18:00\"\n\n# reactive: escuchamos para corregir. intelligent: partimos del modelo de negocio.\napproach: reactive\n# passive, involved o focused: lo que afirmas; los archivos muestran hasta dónde has llegado.\nreadiness: passive\n"
        ),
    }
}
