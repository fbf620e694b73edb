//! The `senda` command as a person or a pipeline runs it.

use crate::programs::{DAY, repository};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A run of the command: what it printed and how it ended.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Runs the command in a folder, in English, without colors.
pub fn senda(folder: &Path, arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_senda"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SENDA_LANG")
        .env_remove("LC_ALL")
        .env("LANG", "en_US.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .expect("the command starts");
    let run = Run {
        status: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).expect("it prints text"),
        err: String::from_utf8(stderr).expect("it prints text"),
    };
    assert_ne!(run.status, 3, "a fault of ours: {}", run.all());
    assert!(!run.all().contains("panicked"), "{}", run.all());
    run
}

/// A folder with files in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (path, text) in files {
        write(&folder, path, text.as_bytes());
    }
    folder
}

pub fn write(folder: &TempDir, path: &str, bytes: &[u8]) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders can be made");
    fs::write(path, bytes).expect("a file can be written");
}

pub const ROOT: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [en]\nlocale: en-US\ncurrency: USD\ntimezone: America/New_York\napproach: reactive\nreadiness: passive\n";

#[test]
fn a_command_line_that_is_wrong_is_answered_in_our_own_words() {
    let here = folder(&[]);
    for (arguments, words) in [
        (&["chek"][..], "did you mean `check`?"),
        (&["check", "--formt", "json"], "`--formt` is not an option here"),
        (&["check", "--format", "xml"], "human, json, github"),
        (&["check", "--format", "sarif="], "--format junit=FILE"),
        (&["check", "--format", "sarif", "--format", "json"], "both go to standard output"),
        (&["check", "--format", "sarif=a", "--format", "junit=a"], "both be written to `a`"),
        (&["check", "--as-of", "20/11/2026"], "2026-11-20"),
        (&["build"], "missing"),
        (&["explain", "journey-liner"], "did you mean `journey-linear`?"),
        (&["schema", "jorney"], "did you mean `journey`?"),
    ] {
        let run = senda(here.path(), arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.all());
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("Usage:") && !run.err.contains("For more information"), "{}", run.err);
    }
}

#[test]
fn help_is_there_in_both_languages() {
    let here = folder(&[]);
    let english = senda(here.path(), &["--help"]);
    let spanish = senda(here.path(), &["--help", "--lang", "es"]);
    assert_eq!((english.status, spanish.status), (0, 0));
    assert!(english.out.contains("Check a program") && spanish.out.contains("Revisar un programa"));
    for command in [
        "init",
        "check",
        "build",
        "explain",
        "schema",
        "graph",
        "test",
        "diff",
        "impact",
        "why",
        "fmt",
        "fix",
        "rename",
        "new",
        "lock",
        "score",
        "rules",
        "completions",
    ] {
        let run = senda(here.path(), &[command, "--help", "--lang", "es"]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("Uso:") && run.out.contains("Opciones:"), "{command}: {}", run.out);
    }
}

#[test]
fn version_is_printed() {
    let run = senda(folder(&[]).path(), &["--version"]);
    assert_eq!((run.status, run.out.trim()), (0, concat!("senda ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_started_program_checks_and_starting_again_changes_nothing() {
    for lang in ["en", "es"] {
        let here = folder(&[]);
        let first = senda(here.path(), &["init", "mine", "--lang", lang]);
        assert_eq!(first.status, 0, "{}", first.all());
        let program = here.path().join("mine");
        assert!(program.join("journeys").is_dir() && program.join(".vscode/settings.json").is_file());
        let checked = senda(&program, &["check", "--as-of", DAY]);
        assert_eq!(checked.status, 0, "{}", checked.all());
        fs::write(program.join("senda.yaml"), ROOT).unwrap();
        let again = senda(here.path(), &["init", "mine", "--lang", lang]);
        assert_eq!(again.status, 0);
        assert!(again.err.contains("senda.yaml"), "{}", again.all());
        assert_eq!(fs::read_to_string(program.join("senda.yaml")).unwrap(), ROOT, "what was there stays");
    }
}

#[test]
fn the_exit_status_follows_fail_on() {
    let here =
        folder(&[("senda.yaml", ROOT), ("roles/lead.yaml", "kind: role\nid: lead\nmanages: program\n")]);
    assert_eq!(senda(here.path(), &["check", "--as-of", DAY]).status, 0);
    let strict = senda(here.path(), &["check", "--as-of", DAY, "--fail-on", "info"]);
    assert_eq!(strict.status, 1, "{}", strict.all());
    let broken = folder(&[("senda.yaml", &ROOT.replace("en-US", "[]"))]);
    assert_eq!(senda(broken.path(), &["check", "--as-of", DAY]).status, 1);
}

#[test]
fn check_walks_up_to_the_root() {
    let here = folder(&[("senda.yaml", ROOT), ("a/b/role.yaml", "kind: role\nid: lead\nmanages: program\n")]);
    let run = senda(&here.path().join("a/b"), &["check", "--as-of", DAY, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(json["summary"]["entities"], 2);
}

#[test]
fn json_findings_fit_their_schema_and_annotations_name_the_place() {
    let here = folder(&[("senda.yaml", &ROOT.replace("locale", "locael"))]);
    let run = senda(here.path(), &["check", "--as-of", DAY, "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let schema = fs::read_to_string(repository().join("schemas/diagnostics.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    assert!(
        schema.is_valid(&found),
        "{:?}",
        schema.iter_errors(&found).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let unknown =
        found["diagnostics"].as_array().unwrap().iter().find(|d| d["rule"] == "unknown-key").unwrap();
    assert_eq!((&unknown["line"], &unknown["column"]), (&5.into(), &1.into()));
    let github = senda(here.path(), &["check", "--as-of", DAY, "--format", "github"]);
    assert!(github.out.contains("::error file=senda.yaml,line=5,col=1"), "{}", github.out);
}

#[test]
fn a_build_writes_once_and_knows_when_it_is_current() {
    let here =
        folder(&[("senda.yaml", ROOT), ("roles/lead.yaml", "kind: role\nid: lead\nmanages: program\n")]);
    let build = ["build", "--out", "out", "--as-of", DAY, "--target", "json"];
    let with = |more: &'static str| build.iter().copied().chain([more]).collect::<Vec<_>>();
    assert_eq!(senda(here.path(), &with("--check")).status, 1, "nothing is there yet");
    assert_eq!(senda(here.path(), &build).status, 0);
    let bytes = fs::read(here.path().join("out/program.json")).unwrap();
    assert_eq!(senda(here.path(), &with("--check")).status, 0);
    assert_eq!(senda(here.path(), &build).status, 0);
    assert_eq!(fs::read(here.path().join("out/program.json")).unwrap(), bytes);
    fs::write(here.path().join("out/program.json"), "by hand").unwrap();
    assert_eq!(senda(here.path(), &with("--check")).status, 1, "changed by hand is not current");
    let refused = senda(here.path(), &build);
    assert_eq!(refused.status, 2, "{}", refused.all());
    assert_eq!(fs::read_to_string(here.path().join("out/program.json")).unwrap(), "by hand");
}

#[test]
fn errors_of_form_stop_a_build_and_nothing_is_written() {
    let here = folder(&[("senda.yaml", &ROOT.replace("senda: 1", "senda: one"))]);
    let run = senda(here.path(), &["build", "--out", "out", "--as-of", DAY]);
    assert_eq!(run.status, 1, "{}", run.all());
    assert!(!here.path().join("out").exists());
}

#[test]
fn an_entity_is_explained_with_its_defaults() {
    let here =
        folder(&[("senda.yaml", ROOT), ("roles/lead.yaml", "kind: role\nid: lead\nmanages: program\n")]);
    let run = senda(here.path(), &["explain", "role:lead"]);
    assert!(
        run.out.contains("manages: program") && run.out.contains("status: active  # default"),
        "{}",
        run.all()
    );
}

#[test]
fn the_graph_is_printed_in_three_forms() {
    let here = folder(&[
        ("senda.yaml", &format!("{ROOT}sponsor:\n  role: lead\n")),
        ("roles/lead.yaml", "kind: role\nid: lead\nmanages: program\n"),
    ]);
    for (format, words) in [
        ("mermaid", "program_small -->|role| role_lead"),
        ("dot", "\"program:small\" -> \"role:lead\""),
        ("json", "\"to\": \"role:lead\""),
    ] {
        let run = senda(here.path(), &["graph", "--format", format]);
        assert!(run.out.contains(words), "{format}: {}", run.all());
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    let here = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = senda(here.path(), &["completions", shell]);
        assert!(run.status == 0 && run.out.contains("senda"), "{shell}");
    }
}

#[test]
fn several_forms_go_to_several_files_and_people_still_read_what_was_found() {
    let here = folder(&[("senda.yaml", &ROOT.replace("locale", "locael"))]);
    let files = ["sarif", "gitlab", "junit", "json"].map(|form| format!("{form}=out/{form}.report"));
    let mut arguments = vec!["check", "--as-of", DAY];
    arguments.extend(files.iter().flat_map(|it| ["--format", it]));
    let run = senda(here.path(), &arguments);
    assert_eq!(run.status, 1, "{}", run.all());
    assert!(run.out.contains("unknown-key"), "{}", run.out);
    let read = |form: &str| fs::read_to_string(here.path().join(format!("out/{form}.report"))).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&read("sarif")).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "senda.yaml"
    );
    let known: serde_json::Value = serde_json::from_str(&read("json")).unwrap();
    let gitlab: serde_json::Value = serde_json::from_str(&read("gitlab")).unwrap();
    assert_eq!(gitlab[0]["fingerprint"], known["diagnostics"][0]["fingerprint"]);
    assert!(read("junit").starts_with("<?xml"));
    arguments.extend(["--format", "github"]);
    let with_github = senda(here.path(), &arguments);
    assert!(with_github.out.starts_with("::error"), "{}", with_github.out);
    assert_eq!(fs::read_dir(here.path().join("out")).unwrap().count(), 4, "nothing is left beside them");
}

#[test]
fn a_report_is_never_written_over_the_program_a_folder_or_a_link() {
    let here = folder(&[("senda.yaml", ROOT), ("out/old.json", "old")]);
    let check =
        |file: &str| senda(here.path(), &["check", "--as-of", DAY, "--format", &format!("json={file}")]);
    let refused = check("out/../senda.yaml");
    assert_eq!(refused.status, 2, "{}", refused.all());
    assert!(refused.err.contains("is a file of the program"), "{}", refused.err);
    assert_eq!(fs::read_to_string(here.path().join("senda.yaml")).unwrap(), ROOT);
    assert_eq!(check("out").status, 2);
    assert_eq!(check("senda.yaml/x.json").status, 2);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(here.path().join("out/old.json"), here.path().join("link.json")).unwrap();
        assert!(check("link.json").err.contains("no plain file"));
    }
    assert_eq!(fs::read_to_string(here.path().join("out/old.json")).unwrap(), "old");
    assert_eq!(check("out/old.json").status, 0);
    assert!(fs::read_to_string(here.path().join("out/old.json")).unwrap().starts_with('{'));
}
