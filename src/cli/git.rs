//! Reads git, and only reads: plumbing commands that run no hook, no filter, no pager and no helper,
//! take no lock and fetch nothing.

use super::Failure;
use crate::diagnostic::{Say, say};
use crate::model::reader::nearest;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

/// Settings that would let a repository run something of its own, or let git write or fetch.
const SAFE: [&str; 7] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "diff.external=",
    "protocol.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
];

/// Variables that would lead git elsewhere than to the folder we stand in.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_EXTERNAL_DIFF",
    "GIT_TRACE",
];

/// A repository.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Where commands run.
    folder: PathBuf,
    /// The top of its working tree; none when it is bare.
    pub top: Option<PathBuf>,
    pub is_shallow: bool,
}

/// One file of a tree.
#[derive(Clone, Debug)]
pub struct Blob {
    pub path: String,
    pub id: String,
    pub size: u64,
}

/// What a tree holds.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub blobs: Vec<Blob>,
    /// Folders that are repositories of their own.
    pub submodules: Vec<String>,
}

pub(super) fn command(folder: &Path, arguments: &[&OsStr]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).arg("--no-pager").arg("--literal-pathspecs");
    for setting in SAFE {
        git.arg("-c").arg(setting);
    }
    git.args(arguments).stdin(Stdio::null());
    for name in ELSEWHERE {
        git.env_remove(name);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    git.env("LC_ALL", "C");
    git
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Failure> {
    let words: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    let output = command(folder, &words).output().map_err(|error| no_git(&error))?;
    Ok(match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    })
}

fn no_git(error: &io::Error) -> Failure {
    let why = super::store::describe(error);
    Failure::new(
        say!(en: "git cannot be run: {}", why.en; es: "no se puede ejecutar git: {}", why.es),
        say!(en: "install git, or compare two folders: `senda diff OLD-FOLDER NEW-FOLDER`",
             es: "instala git, o compara dos carpetas: `senda diff CARPETA-VIEJA CARPETA-NUEVA`"),
    )
}

fn one_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

impl Repository {
    /// The repository that a folder lies in.
    pub fn of(folder: &Path) -> Result<Self, Failure> {
        let asked = ["rev-parse", "--is-bare-repository", "--is-shallow-repository"];
        let facts = match run(folder, &asked)? {
            Ok(facts) => one_line(&facts),
            Err(why) => return Err(no_repository(folder, &why)),
        };
        let mut facts = facts.lines().map(|line| line == "true");
        let (is_bare, is_shallow) = (facts.next().unwrap_or(false), facts.next().unwrap_or(false));
        let top = match is_bare {
            true => None,
            false => {
                run(folder, &["rev-parse", "--show-toplevel"])?.ok().map(|top| PathBuf::from(one_line(&top)))
            }
        };
        Ok(Self { folder: folder.to_owned(), top: top.filter(|it| !it.as_os_str().is_empty()), is_shallow })
    }

    /// The commit of a revision.
    pub fn commit(&self, revision: &str) -> Result<String, Failure> {
        refuse_odd(revision)?;
        match self.quietly(revision)? {
            Some(commit) => Ok(commit),
            None => Err(self.no_revision(revision)),
        }
    }

    fn quietly(&self, revision: &str) -> Result<Option<String>, Failure> {
        let wanted = format!("{revision}^{{commit}}");
        let found = run(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        Ok(found.ok().map(|it| one_line(&it)).filter(|it| is_object(it)))
    }

    /// Whether a word is a revision.
    pub fn knows(&self, revision: &str) -> bool {
        refuse_odd(revision).is_ok() && matches!(self.quietly(revision), Ok(Some(_)))
    }

    /// Where two histories part.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<String, Failure> {
        let (a, b) = (self.commit(one)?, self.commit(other)?);
        match run(&self.folder, &["merge-base", &a, &b])? {
            Ok(found) if is_object(&one_line(&found)) => Ok(one_line(&found)),
            _ if self.is_shallow => Err(shallow(
                say!(en: "`{one}` and `{other}` have no commit in common that is here", es: "`{one}` y `{other}` no tienen aquí ningún commit en común"),
            )),
            _ => Err(Failure::new(
                say!(en: "`{one}` and `{other}` have no commit in common", es: "`{one}` y `{other}` no tienen ningún commit en común"),
                say!(en: "name both sides: `senda diff {one} {other}`", es: "nombra los dos lados: `senda diff {one} {other}`"),
            )),
        }
    }

    /// The branch that work is merged into: the one a build server names, that of `origin`, or `main`.
    pub fn default_branch(&self) -> Result<Option<String>, Failure> {
        let named = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
        let named = named.iter().filter_map(|name| std::env::var(name).ok()).filter(|it| !it.is_empty());
        let mut candidates: Vec<String> =
            named.flat_map(|it| [format!("refs/remotes/origin/{it}"), format!("refs/heads/{it}")]).collect();
        if let Ok(head) = run(&self.folder, &["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"])? {
            candidates.push(one_line(&head));
        }
        for name in ["main", "master"] {
            candidates.push(format!("refs/remotes/origin/{name}"));
            candidates.push(format!("refs/heads/{name}"));
        }
        Ok(candidates.into_iter().find(|it| self.knows(it)))
    }

    /// Every file below a folder of a commit, by its path from there; nothing where there is no such
    /// folder.
    pub fn files(&self, commit: &str, folder: &str) -> Result<Listing, Failure> {
        let tree = if folder.is_empty() {
            format!("{commit}^{{tree}}")
        } else {
            format!("{commit}:{}", folder.trim_end_matches('/'))
        };
        let found = run(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &tree])?;
        let Some(tree) = found.ok().map(|it| one_line(&it)).filter(|it| is_object(it)) else {
            return Ok(Listing::default());
        };
        let listed = run(&self.folder, &["ls-tree", "-r", "-z", "-l", "--full-tree", &tree])?;
        let listed = listed.map_err(|why| self.broken(&why))?;
        let mut all = Listing::default();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((facts, path)) = entry.split_once('\t') else { continue };
            let mut facts = facts.split_whitespace();
            let (mode, _, id, size) = (facts.next(), facts.next(), facts.next(), facts.next());
            match (mode, id) {
                (Some("100644" | "100755" | "100664"), Some(id)) => all.blobs.push(Blob {
                    path: path.to_owned(),
                    id: id.to_owned(),
                    size: size.and_then(|it| it.parse().ok()).unwrap_or(0),
                }),
                (Some("160000"), _) => all.submodules.push(format!("{path}/")),
                _ => {} // links are not followed, here as on disk
            }
        }
        all.blobs.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(all)
    }

    /// Reads blobs, one process for all of them.
    pub fn reader(&self) -> Result<Blobs, Failure> {
        let arguments: Vec<&OsStr> = ["cat-file", "--batch"].iter().map(OsStr::new).collect();
        let mut git = command(&self.folder, &arguments);
        let started = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = started.map_err(|error| no_git(&error))?;
        let (Some(ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(self.broken(""));
        };
        Ok(Blobs(Arc::new(Mutex::new(Batch { child, ask: Some(ask), answer: BufReader::new(answer) }))))
    }

    fn no_revision(&self, revision: &str) -> Failure {
        let has_commits = matches!(self.quietly("HEAD"), Ok(Some(_)));
        let message = say!(en: "git knows no commit `{revision}` here", es: "git no conoce aquí un commit `{revision}`");
        if !has_commits {
            return Failure::new(
                say!(en: "there is no commit yet, so `{revision}` is nothing", es: "todavía no hay ningún commit, así que `{revision}` no es nada"),
                say!(en: "commit the program first, or compare two folders", es: "primero registra el programa con un commit, o compara dos carpetas"),
            );
        }
        if self.is_shallow {
            return shallow(message);
        }
        let names = run(&self.folder, &["for-each-ref", "--format=%(refname:short)"]);
        let names = names.ok().and_then(Result::ok).map(|it| one_line(&it)).unwrap_or_default();
        Failure::new(
            message,
            match nearest(revision, names.lines()) {
                Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
                None => {
                    say!(en: "name a branch, a tag, a commit or a folder; `git fetch` brings what is only on the server",
                         es: "nombra una rama, una etiqueta, un commit o una carpeta; `git fetch` trae lo que solo está en el servidor")
                }
            },
        )
    }

    fn broken(&self, why: &str) -> Failure {
        if why.contains("promisor") || why.contains("missing") {
            return Failure::new(
                say!(en: "git lacks files of that commit: this is a partial clone, and nothing is fetched here", es: "a git le faltan archivos de ese commit: es un clon parcial, y aquí no se descarga nada"),
                say!(en: "bring them with `git fetch --refetch --no-filter`", es: "tráelos con `git fetch --refetch --no-filter`"),
            );
        }
        Failure::new(
            say!(en: "git could not read that commit", es: "git no pudo leer ese commit"),
            say!(en: "`git fsck` says what is wrong with the repository; nothing was changed", es: "`git fsck` dice qué le pasa al repositorio; no se cambió nada"),
        )
    }
}

/// A name that could be taken for an option, or that no reference can have, never reaches git.
fn refuse_odd(revision: &str) -> Result<(), Failure> {
    let odd = revision.is_empty() || revision.starts_with('-') || revision.chars().any(char::is_control);
    if !odd {
        return Ok(());
    }
    let shown: String = revision.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
    Err(Failure::new(
        say!(en: "`{shown}` cannot be a revision: none begins with `-` or has a line break", es: "`{shown}` no puede ser una revisión: ninguna empieza con `-` ni lleva saltos de línea"),
        say!(en: "name it by its full reference, such as `refs/heads/x`, or by its commit", es: "nómbrala por su referencia completa, como `refs/heads/x`, o por su commit"),
    ))
}

fn is_object(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn shallow(message: Say) -> Failure {
    Failure::new(
        message,
        say!(en: "this clone is shallow: `git fetch --unshallow` brings the rest (on GitHub Actions, `fetch-depth: 0`; on GitLab, `GIT_DEPTH: 0`)",
             es: "este clon es superficial: `git fetch --unshallow` trae lo demás (en GitHub Actions, `fetch-depth: 0`; en GitLab, `GIT_DEPTH: 0`)"),
    )
}

fn no_repository(folder: &Path, why: &str) -> Failure {
    let shown = folder.display();
    if why.contains("dubious ownership") {
        return Failure::new(
            say!(en: "git does not trust {shown}, because it belongs to somebody else", es: "git no confía en {shown}, porque es de otra persona"),
            say!(en: "if you do, run `git config --global --add safe.directory {shown}`", es: "si tú sí, ejecuta `git config --global --add safe.directory {shown}`"),
        );
    }
    Failure::new(
        say!(en: "{shown} is in no git repository", es: "{shown} no está en ningún repositorio de git"),
        say!(en: "run this inside of one, or compare two folders: `senda diff OLD-FOLDER NEW-FOLDER`",
             es: "hazlo dentro de uno, o compara dos carpetas: `senda diff CARPETA-VIEJA CARPETA-NUEVA`"),
    )
}

/// The contents of blobs, from one running `git cat-file`.
#[derive(Clone)]
pub struct Blobs(Arc<Mutex<Batch>>);

struct Batch {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.ask = None; // it ends when nobody asks any more
        let _ = self.child.wait();
    }
}

impl Blobs {
    pub fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        let mut batch = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(ask) = &mut batch.ask else { return Err(io::ErrorKind::BrokenPipe.into()) };
        writeln!(ask, "{id}")?;
        ask.flush()?;
        let mut head = String::new();
        batch.answer.read_line(&mut head)?;
        let size = head.split_whitespace().nth(2).and_then(|size| size.parse::<usize>().ok());
        let Some(size) = size.filter(|_| head.starts_with(id)) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let mut bytes = vec![0; size + 1]; // and the line end that follows
        batch.answer.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(bytes)
    }
}
