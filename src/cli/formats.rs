//! `--format NAME` and `--format NAME=FILE`: findings in several forms at once.

use super::folder::DiskFolder;
use super::store::{Folder, StoreError, describe};
use super::{Failure, Setting};
use crate::Outcome;
use crate::diagnostic::render::{Counts, FORMATS, Format, Look, Report};
use crate::diagnostic::{Diagnostic, Lang, Severity, say};
use crate::model::wordings::LOCK_FILE;
use crate::source::SourceMap;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// What a command writes that has more to say than findings: forms of its own, the first for people, and
/// forms of findings by their names.
pub struct Forms<F: 'static> {
    pub own: &'static [(&'static str, F)],
    pub findings: &'static [&'static str],
}

/// One of them.
pub enum Wanted<F: 'static> {
    Own(&'static F),
    Findings(&'static Format),
}

impl<F> Forms<F> {
    pub fn names(&self) -> Vec<&'static str> {
        self.own.iter().map(|(name, _)| *name).chain(self.findings.iter().copied()).collect()
    }

    /// The form at a place of [`Self::names`].
    pub fn at(&self, place: usize) -> Wanted<F> {
        match self.own.get(place) {
            Some((_, form)) => Wanted::Own(form),
            None => Wanted::Findings(self.of_findings(place)),
        }
    }

    fn of_findings(&self, place: usize) -> &'static Format {
        let name = self.findings.get(place - self.own.len());
        name.and_then(|name| Format::of_name(name)).unwrap_or(&FORMATS[0])
    }
}

/// The forms of findings that a command line asks for, each with its file; without one, standard output.
pub struct OfFindings(Vec<(&'static Format, Option<PathBuf>)>);

/// What `--format` says, by the places in a list of names. Where everything goes to files, people
/// still read what was found: the first name.
///
/// # Errors
/// A form that there is none of, two for standard output, one file twice.
pub fn asked(matches: &ArgMatches, names: &[&str]) -> Result<Vec<(usize, Option<PathBuf>)>, Failure> {
    let mut wanted: Vec<(usize, Option<PathBuf>)> = Vec::new();
    for word in matches.get_many::<String>("format").into_iter().flatten() {
        let (name, file) = match word.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (word.as_str(), None),
        };
        let nameless = file.as_ref().is_some_and(|it| it.as_os_str().is_empty());
        let known = names.iter().position(|it| *it == name).filter(|_| !nameless);
        let Some(form) = known else { return Err(unknown(word, names)) };
        if let Some((other, _)) = wanted.iter().find(|(_, taken)| *taken == file) {
            return Err(twice(names[*other], name, file.as_deref()));
        }
        wanted.push((form, file));
    }
    if wanted.iter().all(|(_, file)| file.is_some()) {
        wanted.insert(0, (0, None));
    }
    Ok(wanted)
}

impl OfFindings {
    /// # Errors
    /// As [`asked`].
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let wanted = asked(matches, &names)?;
        Ok(Self(wanted.into_iter().map(|(form, file)| (&FORMATS[form], file)).collect()))
    }

    /// Writes the files, then prints. Nothing of the program is written over.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn give(
        &self,
        root: &Path,
        outcome: &Outcome,
        diagnostics: &[Diagnostic],
        fails_from: Severity,
        setting: &Setting,
    ) -> Result<(), Failure> {
        for file in self.0.iter().filter_map(|(_, file)| file.as_deref()) {
            refuse_own_files(file, root, &outcome.sources)?;
        }
        let folder = super::disk::folder_in_repository(root);
        let look = setting.look(setting.lang);
        let report = Report {
            diagnostics,
            sources: &outcome.sources,
            look,
            counts: Counts { files: outcome.sources.len(), entities: outcome.program.len() },
            folder: &folder,
            fails: &|it| it.severity >= fails_from,
            run: "senda",
            earlier: None,
        };
        let filed = Report { look: Look { color: false, unicode: true, ..look }, ..report };
        for (format, file) in &self.0 {
            if let Some(file) = file {
                write(file, &(format.render)(&filed))?;
            }
        }
        for (format, file) in &self.0 {
            if file.is_none() {
                setting.terminal.say(&(format.render)(&report));
            }
        }
        Ok(())
    }
}

/// Writes the forms that a command line asks for by their places, the files first, then prints. Nothing of
/// the program at `own` is written over.
///
/// # Errors
/// A file that cannot be written.
pub fn give(
    forms: &[(usize, Option<PathBuf>)],
    own: Option<(&Path, &SourceMap)>,
    setting: &Setting,
    render: impl Fn(usize) -> String,
) -> Result<(), Failure> {
    for (form, file) in forms.iter().filter_map(|(form, file)| Some((form, file.as_ref()?))) {
        if let Some((root, sources)) = own {
            refuse_own_files(file, root, sources)?;
        }
        write(file, &render(*form))?;
    }
    for (form, _) in forms.iter().filter(|(_, file)| file.is_none()) {
        setting.terminal.say(&render(*form));
    }
    Ok(())
}

/// Writes a file that a command line names: whole or not at all, over what stood there.
pub fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = file.file_name().and_then(|it| it.to_str()).filter(|_| !file.is_dir()) else {
        return Err(is_no_file(file));
    };
    let disk = DiskFolder::new(folder);
    let shown = file.display().to_string();
    if disk.is_linked(name) || (file.exists() && !file.is_file()) {
        return Err(is_no_file(file));
    }
    disk.write(name, text.as_bytes()).map_err(|error| {
        let (message, help) = StoreError::Io { path: shown, error }.say();
        Failure::new(message, help)
    })
}

fn is_no_file(file: &Path) -> Failure {
    let shown = file.display();
    Failure::new(
        say!(en: "`{shown}` is no plain file that could be written", es: "`{shown}` no es un archivo normal en el que se pueda escribir"),
        say!(en: "name a file, such as `--format sarif=out/senda.sarif`; without `=` it goes to standard output",
             es: "nombra un archivo, por ejemplo `--format sarif=out/senda.sarif`; sin `=` va a la salida estándar"),
    )
}

/// What was named by mistake must not cost somebody's work.
pub fn refuse_own_files(file: &Path, root: &Path, sources: &SourceMap) -> Result<(), Failure> {
    let Ok(real) = file.canonicalize() else { return Ok(()) }; // nothing stands there
    let own = sources.iter().map(|(_, source)| &*source.path).chain([LOCK_FILE]);
    let real_root = root.canonicalize().map_err(|error| {
        let why = describe(&error);
        Failure::new(
            say!(en: "the folder of the program cannot be read: {}", why.en; es: "no se puede leer la carpeta del programa: {}", why.es),
            say!(en: "nothing was written", es: "no se escribió nada"),
        )
    })?;
    if own.into_iter().all(|path| real != real_root.join(path)) {
        return Ok(());
    }
    let shown = file.display();
    Err(Failure::new(
        say!(en: "`{shown}` is a file of the program, and findings would replace it", es: "`{shown}` es un archivo del programa, y los hallazgos lo reemplazarían"),
        say!(en: "name another file; nothing was written", es: "nombra otro archivo; no se escribió nada"),
    ))
}

fn unknown(word: &str, names: &[&str]) -> Failure {
    let (example, names) = (names[names.len() - 1], names.join(", "));
    Failure::new(
        say!(en: "`{word}` cannot be the value of `--format`", es: "`{word}` no puede ser el valor de `--format`"),
        say!(en: "possible: {names}; with `=FILE` it goes to a file, such as `--format {example}=FILE`",
             es: "posibles: {names}; con `=ARCHIVO` va a un archivo, por ejemplo `--format {example}=ARCHIVO`"),
    )
}

fn twice(one: &str, other: &str, file: Option<&Path>) -> Failure {
    match file {
        Some(file) => {
            let shown = file.display();
            Failure::new(
                say!(en: "`{one}` and `{other}` would both be written to `{shown}`", es: "`{one}` y `{other}` se escribirían ambos en `{shown}`"),
                say!(en: "give each its own file", es: "da a cada uno su propio archivo"),
            )
        }
        None => Failure::new(
            say!(en: "`{one}` and `{other}` would both go to standard output", es: "`{one}` y `{other}` irían ambos a la salida estándar"),
            say!(en: "send one of them to a file: `--format {one}=FILE`", es: "envía uno de ellos a un archivo: `--format {one}=ARCHIVO`"),
        ),
    }
}

/// The help of `--format`, in one language.
pub fn help(lang: Lang) -> String {
    let forms = FORMATS.iter().map(|it| format!("{} ({})", it.name, it.about.in_lang(lang)));
    let forms = forms.collect::<Vec<_>>().join(", ");
    match lang {
        Lang::En => format!("{forms}; NAME=FILE writes a file, and several may be asked for [human]"),
        Lang::Es => format!("{forms}; NOMBRE=ARCHIVO escribe un archivo, y se pueden pedir varias [human]"),
    }
}
