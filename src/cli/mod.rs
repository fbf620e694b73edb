//! The commands. Only this folder touches the outside: files, environment, clock, terminal.

mod allocator;
mod archive;
mod arguments;
mod baseline;
mod build;
mod check;
mod collect;
mod collect_arguments;
mod diff;
mod disk;
mod edit_arguments;
mod effect;
mod engines;
mod experiment_arguments;
mod explain;
mod fetch;
mod files;
mod fix;
mod fmt;
mod folder;
mod formats;
mod git;
mod graph;
mod ignored;
mod impact;
mod import;
mod init;
mod lock;
mod measure;
mod measure_arguments;
mod new;
mod rename;
mod review_arguments;
mod revision;
mod rules;
mod schema;
mod score;
mod serve;
mod sides;
mod simulate;
mod store;
mod terminal;
mod test;
mod usage;
mod worklist;
mod written;

pub use allocator::Allocator;
pub use disk::DiskWorld;
pub use store::{Build, Folder, StoreError, Written};

use crate::diagnostic::{Lang, Say, say};
use crate::model::read::ROOT_FILE;
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::FileId;
use crate::syntax;
use clap::ArgMatches;
use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use terminal::Terminal;

/// Exit statuses: 0 nothing to say, 1 findings, 2 usage or environment, 3 a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Clean = 0,
    Findings = 1,
    Environment = 2,
    Fault = 3,
}

/// A command that cannot go on: what is wrong, and what to do.
pub struct Failure {
    pub message: Say,
    pub help: Option<Say>,
}

impl Failure {
    pub fn new(message: Say, help: Say) -> Self {
        Self { message, help: Some(help) }
    }
}

/// What every command is given.
pub struct Setting {
    pub lang: Lang,
    pub as_of: Date,
    pub terminal: Terminal,
}

impl Setting {
    /// How findings are drawn in the terminal.
    pub fn look(&self, lang: Lang) -> crate::diagnostic::render::Look {
        let terminal = &self.terminal;
        crate::diagnostic::render::Look {
            lang,
            width: terminal.width,
            color: terminal.colors,
            unicode: terminal.unicode,
        }
    }
}

/// Runs the command line and answers with its exit status.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os().collect()) as u8)
}

fn run(arguments: Vec<OsString>) -> Status {
    let asked = arguments::language_asked_for(&arguments).or_else(terminal::language_of_senda);
    let usual = || terminal::language_of_environment().unwrap_or_default();
    let near = |folder: &Path| asked.or_else(|| language_of_program(folder)).unwrap_or_else(usual);
    let terminal = Terminal::of_environment();
    std::panic::set_hook(Box::new(|_| {})); // said below, in words
    let here = near(Path::new("."));
    let matches = match arguments::command(here).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => {
            return usage::answer(&error, here, &terminal).unwrap_or_else(|failure| {
                terminal.fail(&failure, here);
                Status::Environment
            });
        }
    };
    let lang = match matches.subcommand() {
        Some(("init", _)) => asked.unwrap_or_else(usual), // there is no program yet
        Some((_, own)) => {
            innermost(own).try_get_one::<PathBuf>("path").ok().flatten().map_or(here, |path| near(path))
        }
        None => here,
    };
    let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| dispatch(&matches, lang, &terminal)));
    match outcome {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            terminal.fail(&failure, lang);
            Status::Environment
        }
        Err(cause) => {
            let what = cause
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| cause.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            if what.contains("Broken pipe") {
                return Status::Clean; // the reader had enough
            }
            terminal.fail(
                &Failure::new(
                    say!(en: "Senda stopped on a fault of its own: {what}", es: "Senda se detuvo por una falla propia: {what}"),
                    say!(en: "your files are as they were; please report this with the command you ran",
                         es: "tus archivos están como estaban; por favor repórtalo con el comando que usaste"),
                ),
                lang,
            );
            Status::Fault
        }
    }
}

/// The first language of the program that a path belongs to, if it is one that we speak.
fn language_of_program(path: &Path) -> Option<Lang> {
    let text = std::fs::read(disk::find_root(path).ok()?.join(ROOT_FILE)).ok()?;
    let text = syntax::decode_bytes(text).ok()?;
    let (tree, _) = syntax::parse(FileId(0), &text);
    let languages = tree.documents().find_map(|document| document.get("languages"))?;
    Lang::of_tag(languages.items().next().or(Some(languages))?.raw()?)
}

/// What is said to a command, or to the command inside it.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, inner)| innermost(inner))
}

fn dispatch(matches: &ArgMatches, lang: Lang, terminal: &Terminal) -> Result<Status, Failure> {
    let Some((name, matches)) = matches.subcommand() else {
        terminal.say(&arguments::command(lang).render_help().to_string());
        return Ok(Status::Environment);
    };
    let setting = Setting { lang, as_of: day(innermost(matches))?, terminal: terminal.clone() };
    match name {
        "init" => init::run(matches, &setting),
        "check" => check::run(matches, &setting),
        "build" => build::run(matches, &setting),
        "explain" => explain::run(matches, &setting),
        "schema" => schema::run(matches, &setting),
        "graph" => graph::run(matches, &setting),
        "diff" => diff::run(matches, &setting),
        "impact" => impact::run(impact::Way::Impact, matches, &setting),
        "why" => impact::run(impact::Way::Why, matches, &setting),
        "fix" => fix::run(matches, &setting),
        "new" => new::run(matches, &setting),
        "import" => import::run(matches, &setting),
        "fetch" => fetch::run(matches, &setting),
        "lock" => lock::run(matches, &setting),
        "rules" => rules::run(matches, &setting),
        "score" => score::run(matches, &setting),
        "serve" => serve::run(matches, &setting),
        "test" => test::run(matches, &setting),
        "measure" => measure::run(matches, &setting),
        "collect" => collect::run(matches, &setting),
        "effect" => effect::run(matches, &setting),
        "simulate" => simulate::run(matches, &setting),
        "worklist" => worklist::run(matches, &setting),
        "rename" => rename::run(matches, &setting),
        "fmt" => fmt::run(matches, &setting),
        "completions" => arguments::completions(matches, &setting),
        _ => Ok(Status::Environment),
    }
}

/// The day of `--as-of`; without it the day of this machine. This is the only place that looks.
fn day(matches: &ArgMatches) -> Result<Date, Failure> {
    match matches.try_get_one::<String>("as-of").ok().flatten() {
        Some(text) => Date::parse(text)
            .map_err(|mistake| Failure { message: mistake.message, help: Some(mistake.help) }),
        None => Ok(Date(jiff::Zoned::now().date())),
    }
}

/// The folder of the program: the one that is named, or one above it with `senda.yaml`.
pub(crate) fn root(matches: &ArgMatches) -> Result<PathBuf, Failure> {
    let start = matches.get_one::<PathBuf>("path").cloned().unwrap_or_else(|| PathBuf::from("."));
    disk::find_root(&start).map_err(|none| Failure { message: none.message(), help: Some(none.help()) })
}

/// A program that could not be read at all, in words.
pub(crate) fn unreadable(error: &crate::model::read::ReadError) -> Failure {
    use crate::model::read::ReadError;
    let (path, cause) = match error {
        ReadError::List(cause) => (".".to_owned(), cause),
        ReadError::File { path, error } => (path.clone(), error),
    };
    let why = store::describe(cause);
    Failure::new(
        say!(en: "`{path}` could not be read: {}", why.en; es: "no se pudo leer `{path}`: {}", why.es),
        say!(en: "nothing was checked; make it readable, or leave it out with `exclude:` in senda.yaml",
             es: "no se revisó nada; haz que se pueda leer, o déjalo fuera con `exclude:` en senda.yaml"),
    )
}
