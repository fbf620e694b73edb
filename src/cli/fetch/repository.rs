//! One revision of a repository elsewhere, as files. Only https, ssh and file are spoken; nothing is
//! asked on the terminal, no hook runs, no submodule is followed, and nothing is checked out.

use crate::cli::Failure;
use crate::cli::git::{self, Repository};
use crate::diagnostic::{Say, say};
use crate::model::reader::nearest;
use crate::packages::lock::belongs;
use std::ffi::OsStr;
use std::path::Path;

/// More than this is no program.
const MOST_FILES: usize = 50_000;
const MOST_BYTES: u64 = 200 * 1024 * 1024;

/// A revision with its YAML files, in the order of their paths.
pub struct Revision {
    pub commit: String,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why an address or a revision is not handed to git at all.
pub fn refused(url: &str, rev: &str) -> Option<Failure> {
    let odd = |text: &str| text.is_empty() || text.starts_with('-') || text.chars().any(char::is_control);
    let shown = |text: &str| text.chars().map(|c| if c.is_control() { '?' } else { c }).collect::<String>();
    let scheme = url.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    // `git@host:path` is ssh, as git writes it.
    let short_ssh = scheme.is_none()
        && !url.contains("::")
        && url.split_once(':').is_some_and(|(host, path)| {
            host.contains('@') && !host.contains('/') && !host.contains("@-") && !path.is_empty()
        });
    let spoken = scheme.is_some_and(|(scheme, rest)| {
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        matches!(scheme.as_str(), "https" | "ssh" | "file") && !host.starts_with('-') && !rest.is_empty()
    });
    if odd(url) || url.contains(char::is_whitespace) || !(spoken || short_ssh) {
        let url = shown(url);
        return Some(Failure::new(
            say!(en: "`{url}` is not fetched: packages come over https, ssh or file only", es: "`{url}` no se trae: los paquetes vienen solo por https, ssh o file"),
            say!(en: "write `https://…`, `ssh://…` or `file:///…` under `git`", es: "escribe `https://…`, `ssh://…` o `file:///…` en `git`"),
        ));
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-' | '+');
    if odd(rev) || !rev.chars().all(fits) || rev.contains("..") || rev.starts_with(['.', '/', '+']) {
        let rev = shown(rev);
        return Some(Failure::new(
            say!(en: "`{rev}` cannot be a revision", es: "`{rev}` no puede ser una revisión"),
            say!(en: "name a tag, a branch or a commit under `rev`: `v1.2`", es: "nombra una etiqueta, una rama o un commit en `rev`: `v1.2`"),
        ));
    }
    None
}

/// Brings a revision. `scratch` is an empty folder for git to work in.
pub fn fetch(url: &str, rev: &str, scratch: &Path) -> Result<Revision, Failure> {
    if let Some(failure) = refused(url, rev) {
        return Err(failure);
    }
    run(scratch, &["init", "--quiet", "--bare", "--template=", "."])?
        .map_err(|why| unexplained(url, &why))?;
    let usual = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--depth=1", url, rev];
    let commit = match run(scratch, &usual)? {
        Ok(_) => repository(scratch)?.commit("FETCH_HEAD")?,
        // A commit that the server does not hand out alone, or its first digits.
        Err(why) if is_digits(rev) && !is_reach(&why) => everything(url, rev, scratch)?,
        Err(why) => return Err(explained(url, rev, scratch, &why)),
    };
    let repository = repository(scratch)?;
    let listing = repository.files(&commit, "")?;
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.') || part.is_empty());
    let blobs: Vec<_> =
        listing.blobs.into_iter().filter(|it| belongs(&it.path) && !is_hidden(&it.path)).collect();
    if blobs.len() > MOST_FILES || blobs.iter().map(|it| it.size).sum::<u64>() > MOST_BYTES {
        return Err(Failure::new(
            say!(en: "{url} is too large for a package", es: "{url} es demasiado grande para un paquete"),
            say!(en: "a package has at most {MOST_FILES} YAML files and 200 MB; put it in a repository of its own", es: "un paquete tiene como mucho {MOST_FILES} archivos YAML y 200 MB; ponlo en un repositorio aparte"),
        ));
    }
    let reader = repository.reader()?;
    let mut files = Vec::new();
    for blob in blobs {
        let bytes = reader.read(&blob.id).map_err(|error| unexplained(url, &error.to_string()))?;
        files.push((blob.path, bytes));
    }
    files.sort();
    Ok(Revision { commit, files })
}

fn repository(scratch: &Path) -> Result<Repository, Failure> {
    Repository::of(scratch)
}

/// All branches and tags, when a commit cannot be had alone.
fn everything(url: &str, rev: &str, scratch: &Path) -> Result<String, Failure> {
    let all = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
    let words = ["fetch", "--quiet", "--no-recurse-submodules", url, all[0], all[1]];
    if let Err(why) = run(scratch, &words)? {
        return Err(explained(url, rev, scratch, &why));
    }
    let repository = repository(scratch)?;
    repository.commit(rev).map_err(|_| no_revision(url, rev, scratch))
}

fn is_digits(rev: &str) -> bool {
    (7..=64).contains(&rev.len()) && rev.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn run(folder: &Path, words: &[&str]) -> Result<Result<Vec<u8>, String>, Failure> {
    let words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
    let mut git = git::command(folder, &words);
    git.env("GIT_ALLOW_PROTOCOL", "https:ssh:file").env("GIT_ASKPASS", "").env("SSH_ASKPASS", "");
    if std::env::var_os("GIT_SSH_COMMAND").is_none() {
        git.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
    }
    let output = git.output().map_err(|error| {
        let why = crate::cli::store::describe(&error);
        Failure::new(
            say!(en: "git cannot be run: {}", why.en; es: "no se puede ejecutar git: {}", why.es),
            say!(en: "install git; packages with `path` need none", es: "instala git; los paquetes con `path` no lo necesitan"),
        )
    })?;
    Ok(match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    })
}

/// Whether the repository could not be reached at all.
fn is_reach(why: &str) -> bool {
    ["resolve host", "connect", "timed out", "does not appear", "not found", "denied", "prompts disabled"]
        .iter()
        .any(|words| why.contains(words))
}

fn explained(url: &str, rev: &str, scratch: &Path, why: &str) -> Failure {
    let says = |words: &[&str]| words.iter().any(|it| why.contains(it));
    if says(&["remote ref", "not our ref", "no such remote ref"]) {
        return no_revision(url, rev, scratch);
    }
    if says(&["resolve host", "connect", "timed out", "unreachable"]) {
        return Failure::new(
            say!(en: "{url} cannot be reached from here", es: "desde aquí no se llega a {url}"),
            say!(en: "check the address and the connection; nothing was changed", es: "revisa la dirección y la conexión; no se cambió nada"),
        );
    }
    if says(&["denied", "Authentication", "could not read Username", "prompts disabled", "403"]) {
        return Failure::new(
            say!(en: "{url} does not let us in", es: "{url} no nos deja entrar"),
            say!(en: "nobody is asked for a password here: set up git so that `git ls-remote {url}` works alone", es: "aquí no se pide contraseña a nadie: configura git para que `git ls-remote {url}` funcione solo"),
        );
    }
    if says(&["does not appear", "not found", "does not exist", "No such file"]) {
        return Failure::new(
            say!(en: "there is no git repository at {url}", es: "no hay un repositorio de git en {url}"),
            say!(en: "correct `git` in senda.yaml", es: "corrige `git` en senda.yaml"),
        );
    }
    unexplained(url, why)
}

fn no_revision(url: &str, rev: &str, scratch: &Path) -> Failure {
    let listed = run(scratch, &["ls-remote", "--quiet", "--heads", "--tags", url]);
    let listed = listed.ok().and_then(Result::ok).map(|it| String::from_utf8_lossy(&it).into_owned());
    let listed = listed.unwrap_or_default();
    let name = |line: &str| {
        let name = line.split_once('\t')?.1.trim_end_matches("^{}");
        Some(name.trim_start_matches("refs/heads/").trim_start_matches("refs/tags/").to_owned())
    };
    let mut names: Vec<String> = listed.lines().filter_map(name).collect();
    names.dedup();
    if names.is_empty() {
        return Failure::new(
            say!(en: "the repository {url} has no commit yet", es: "el repositorio {url} todavía no tiene ningún commit"),
            say!(en: "commit the package there first", es: "primero registra ahí el paquete con un commit"),
        );
    }
    let help = match nearest(rev, names.iter().map(String::as_str)) {
        Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
        None => {
            let all = names.iter().take(8).map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            say!(en: "there are: {all}", es: "hay: {all}")
        }
    };
    Failure::new(say!(en: "{url} has no revision `{rev}`", es: "{url} no tiene una revisión `{rev}`"), help)
}

fn unexplained(url: &str, _: &str) -> Failure {
    let message: Say = say!(en: "git could not bring {url}", es: "git no pudo traer {url}");
    Failure::new(
        message,
        say!(en: "`git ls-remote {url}` tells why; nothing was changed", es: "`git ls-remote {url}` dice por qué; no se cambió nada"),
    )
}
