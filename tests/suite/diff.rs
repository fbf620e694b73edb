//! `senda diff`, `senda impact` and `senda why` on real repositories. None of them is ever written to.

use crate::command::{Run, folder, senda, write};
use crate::literate::{Files, Literate};
use crate::programs::{files_below, repository};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Runs git in a folder, without settings of this machine.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-11-20T10:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z")
        .output()
        .expect("git starts");
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().trim().to_owned()
}

fn put(folder: &TempDir, path: &str, change: impl Fn(String) -> String) {
    let text = fs::read_to_string(folder.path().join(path)).unwrap();
    let new = change(text.clone());
    assert_ne!(text, new, "the change of {path} changes nothing");
    write(folder, path, new.as_bytes());
}

fn commit(folder: &TempDir, message: &str) {
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", message]);
}

/// A repository with the base program in a folder of it, on `main`.
fn cx() -> TempDir {
    let here = tempfile::tempdir().unwrap();
    for (path, disk) in files_below(&repository().join("tests/rules/base")) {
        write(&here, &format!("cx/{path}"), &fs::read(disk).unwrap());
    }
    git(here.path(), &["init", "-q"]);
    commit(&here, "begin");
    here
}

/// Everything that git keeps, with its bytes.
fn kept(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder).into_iter().map(|(path, disk)| (path, fs::read(disk).unwrap_or_default())).collect()
}

fn diff(folder: &Path, arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["diff"].into_iter().chain(arguments.iter().copied()).collect();
    senda(folder, &all)
}

fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).unwrap_or_else(|why| panic!("{why}: {}", run.all()))
}

fn one_word(text: String) -> String {
    text.replace("How clear was it", "How honest was it")
}

#[test]
fn what_somebody_writes_does_not_steer_the_terminal() {
    let here = cx();
    let program = here.path().join("cx");
    put(&here, "cx/surveys.yaml", |text| {
        text.replacen("How clear was it", "\"How \\e[2J\\x9b31m clear was it\" # ", 1)
    });
    for form in ["text", "markdown"] {
        let run = diff(&program, &["--format", form]);
        assert!(run.out.contains("[2J") && !run.out.contains(['\u{1b}', '\u{9b}']), "{}", run.all());
    }
}

#[test]
fn a_branch_is_compared_with_where_it_left_and_nothing_is_written() {
    let here = cx();
    let program = here.path().join("cx");
    git(here.path(), &["checkout", "-q", "-b", "work"]);
    put(&here, "cx/surveys.yaml", one_word);
    commit(&here, "another word");
    put(&here, "cx/measures.yaml", |text| text.replace("value: 45 points", "value: 40 points"));
    git(here.path(), &["checkout", "-q", "main"]);
    assert!(diff(&program, &[]).out.contains("Weakens"), "what is not committed counts on main");
    git(here.path(), &["checkout", "-q", "-m", "work"]);
    let before = kept(here.path());
    let found = json(&diff(&program, &["--format", "json"]));
    let schema = fs::read_to_string(repository().join("schemas/changes.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&found).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let levels: Vec<_> =
        found["changes"].as_array().unwrap().iter().map(|it| it["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["series", "weakens"]);
    assert_eq!(found["changes"][0]["to"]["file"], "cx/surveys.yaml");
    assert_eq!(
        (&found["changes"][0]["from"]["line"], &found["changes"][0]["to"]["line"]),
        (&38.into(), &38.into())
    );
    let committed = json(&diff(&program, &["main", "work", "--format", "json"]));
    assert_eq!(committed["changes"].as_array().unwrap().len(), 1);
    assert_eq!(committed["changes"][0]["fingerprint"], found["changes"][0]["fingerprint"]);
    for same in [&["main..work"][..], &["main...work"], &["work~1", "work"]] {
        let run = diff(&program, &[same, &["--format", "json"]].concat());
        assert_eq!(json(&run)["changes"], committed["changes"], "{same:?}");
    }
    for (level, status) in [("series", 1), ("weakens", 1), ("cosmetic", 1)] {
        assert_eq!(diff(&program, &["--fail-on", level]).status, status);
    }
    assert_eq!(diff(&program, &["main", "main", "--fail-on", "cosmetic"]).status, 0);
    assert_eq!(diff(&program, &[]).status, 0);
    assert_eq!(kept(here.path()), before, "a repository is only read");
}

#[test]
fn a_level_that_is_not_reached_does_not_fail_and_a_declared_break_does_not_either() {
    let here = cx();
    let program = here.path().join("cx");
    put(&here, "cx/measures.yaml", |text| text.replace("value: 45 points", "value: 40 points"));
    assert_eq!(diff(&program, &["--fail-on", "commitment"]).status, 0);
    assert_eq!(diff(&program, &["--fail-on", "weakens"]).status, 1);
    commit(&here, "less");
    put(&here, "cx/surveys.yaml", |text| {
        let bridge = "    version: 2\n    bridge: { from: 1, to: 2, method: restart, date: 2026-09-01, why: Loud. }\n    text: How honest was it";
        text.replace("    text: How clear was it", bridge)
    });
    let run = diff(&program, &["--fail-on", "weakens"]);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(run.out.contains("declared: from: 1, to: 2"), "{}", run.out);
}

/// Every case of `tests/changes` as two commits of one history: each step, read from git, gives the
/// changes that the case names.
#[test]
fn a_history_gives_the_expected_changes_at_every_step() {
    let base: Files = files_below(&repository().join("tests/rules/base"))
        .into_iter()
        .map(|(path, disk)| (path, fs::read_to_string(disk).unwrap()))
        .collect();
    let here = tempfile::tempdir().unwrap();
    git(here.path(), &["init", "-q"]);
    let lay = |files: &Files| {
        for (path, _) in files_below(here.path()).iter().filter(|(path, _)| !path.starts_with(".git/")) {
            fs::remove_file(here.path().join(path)).unwrap();
        }
        for (path, text) in files {
            write(&here, path, text.as_bytes());
        }
        git(here.path(), &["add", "-A"]);
        git(here.path(), &["commit", "-q", "--allow-empty", "-m", "step"]);
        git(here.path(), &["rev-parse", "HEAD"])
    };
    let mut steps = Vec::new();
    for (name, disk) in files_below(&repository().join("tests/changes")) {
        let all = Literate::read(&fs::read_to_string(disk).unwrap()).unwrap();
        for case in &all.cases {
            let (before, after) = all.states(&base, case).unwrap();
            let line = |place: &str, kind: &str, level: &str| {
                format!("{place} {kind} {}", level.trim_end_matches('*'))
            };
            let expected: Vec<String> =
                case.expected.iter().map(|it| line(&it.place, &it.rule, &it.severity)).collect();
            steps.push((format!("{name}: {}", case.title), lay(&before), lay(&after), expected));
        }
    }
    assert!(steps.len() > 50, "{}", steps.len());
    for (title, from, to, expected) in steps {
        let found = json(&diff(here.path(), &[&from, &to, "--format", "json"]));
        let mut lines: Vec<String> = found["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let word = |key: &str| it[key].as_str().unwrap().replace(' ', "_");
                let path = if word("path").is_empty() { String::new() } else { format!("#{}", word("path")) };
                format!("{}{path} {} {}", word("entity"), word("kind"), word("level"))
            })
            .collect();
        lines.sort();
        assert_eq!(lines, expected, "{title}");
    }
}

#[test]
fn files_that_move_change_case_or_are_reordered_are_no_change() {
    let here = cx();
    let program = here.path().join("cx");
    git(here.path(), &["mv", "cx/surveys.yaml", "cx/Surveys.yaml"]);
    git(here.path(), &["mv", "cx/measures.yaml", "cx/deep-measures.yaml"]);
    commit(&here, "moved");
    let run = diff(&program, &["HEAD~1", "HEAD", "--fail-on", "cosmetic"]);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(run.out.contains("Nothing changed in meaning"), "{}", run.out);
    let spanish = diff(&program, &["HEAD~1", "HEAD", "--lang", "es"]);
    assert!(spanish.out.contains("Nada cambió de significado"), "{}", spanish.out);
}

#[test]
fn two_folders_need_no_repository_and_a_missing_one_is_said() {
    let here = folder(&[]);
    for (path, disk) in files_below(&repository().join("tests/rules/base")) {
        for side in ["old", "new"] {
            write(&here, &format!("{side}/{path}"), &fs::read(&disk).unwrap());
        }
    }
    put(&here, "new/surveys.yaml", one_word);
    let run = diff(here.path(), &["old", "new"]);
    assert!(run.out.contains("questions/clear/text.en"), "{}", run.all());
    let none = diff(&here.path().join("old"), &[]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("is in no git repository") && none.err.contains("OLD-FOLDER"), "{}", none.err);
    write(&here, "pack.zip", b"PK");
    assert!(diff(here.path(), &["pack.zip", "new"]).err.contains("or an archive (zip, tar, tar.gz)"));
}

/// A zip of these entries; a path that ends with `@` is a link.
fn zip_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in files {
        match path.strip_suffix('@') {
            Some(path) => {
                zip.add_symlink(path, String::from_utf8_lossy(bytes), SimpleFileOptions::default()).unwrap()
            }
            None => {
                zip.start_file(path, SimpleFileOptions::default()).unwrap();
                zip.write_all(bytes).unwrap();
            }
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A tar of these entries, whatever their paths.
fn tar_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = tar::Header::new_ustar();
        let name = path.trim_end_matches('@');
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_mode(0o644);
        if path.ends_with('@') {
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_link_name(String::from_utf8_lossy(bytes).as_ref()).unwrap();
            header.set_size(0);
            header.set_cksum();
            tar.append(&header, &[][..]).unwrap();
        } else {
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            tar.append(&header, &bytes[..]).unwrap();
        }
    }
    tar.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// The base program below a folder, as archives hold it.
fn packed(folder: &str, change: fn(String) -> String) -> Vec<(String, Vec<u8>)> {
    let all = files_below(&repository().join("tests/rules/base"));
    let text = |disk| fs::read_to_string(disk).unwrap();
    all.into_iter().map(|(path, disk)| (format!("{folder}{path}"), change(text(disk)).into_bytes())).collect()
}

#[test]
fn an_archive_is_a_side_like_any_other() {
    let here = cx();
    let old = packed("repo-1a2b3c/cx/", |text| text);
    let mut new = packed("", one_word);
    // What is hidden, ignored or a link is none of the program, as on disk.
    let role = b"kind: role\nid: extra\nmanages: program\n".to_vec();
    new.push((".gitignore".into(), b"drafts/\n".to_vec()));
    new.push(("drafts/extra.yaml".into(), role.clone()));
    new.push((".hidden/extra.yaml".into(), role));
    new.push(("linked.yaml@".into(), b"/etc/passwd".to_vec()));
    write(&here, "old.zip", &zip_of(&old));
    write(&here, "old.tar", &tar_of(&old));
    write(&here, "new.zip", &zip_of(&new));
    write(&here, "new.tar.gz", &gzip(&tar_of(&new)));
    let before = kept(here.path());
    let program = here.path().join("cx");
    let mut all = Vec::new();
    for (from, to) in
        [("old.zip", "new.tar.gz"), ("old.tar", "new.zip"), ("cx", "new.zip"), ("HEAD", "new.tar.gz")]
    {
        let from = if from == "HEAD" { from.to_owned() } else { format!("../{from}") };
        let run = diff(&program, &[&from, &format!("../{to}"), "--format", "json"]);
        let found = json(&run);
        assert_eq!(found["changes"].as_array().unwrap().len(), 1, "{}", run.all());
        all.push(found["changes"][0]["fingerprint"].clone());
    }
    all.dedup();
    assert_eq!(all.len(), 1, "the same change, whatever it is packed in");
    let back = diff(&program, &["../new.zip"]);
    assert!(back.out.contains("honest was it what we repaired? → How clear"), "{}", back.all());
    assert_eq!(kept(here.path()), before, "an archive is only read");
}

#[test]
fn an_archive_that_is_a_trap_or_no_program_is_refused_in_words() {
    let here = folder(&[("cx/senda.yaml", crate::command::ROOT)]);
    let one = |path: &str, bytes: &[u8]| vec![(path.to_owned(), bytes.to_vec())];
    let root = crate::command::ROOT.as_bytes();
    let several = [one("a/senda.yaml", root), one("b/senda.yaml", root)].concat();
    let twice = [one("senda.yaml", root), one("senda.yaml", root)].concat();
    let bomb = gzip(&tar_of(&one("senda.yaml", &vec![b' '; 300 << 20])));
    assert!(bomb.len() < 4 << 20, "small as it comes");
    let mut cut = gzip(&tar_of(&packed("", |text| text)));
    cut.truncate(cut.len() / 2);
    for (name, bytes, words) in [
        ("out.zip", zip_of(&one("../../senda.yaml", root)), "leads out of it"),
        ("out.tar", tar_of(&one("/tmp/senda.yaml", root)), "leads out of it"),
        ("none.zip", zip_of(&one("readme.md", b"x")), "there is no senda.yaml in it"),
        ("several.tar.gz", gzip(&tar_of(&several)), "holds several programs: `a/`, `b/`"),
        ("twice.tar", tar_of(&twice), "has `senda.yaml` twice"),
        ("bomb.tar.gz", bomb, "unpacks to more than 256 MB"),
        ("cut.tar.gz", cut, "is damaged"),
        ("cut.zip", b"PK\x03\x04nothing more".to_vec(), "is damaged"),
    ] {
        write(&here, name, &bytes);
        let run = diff(here.path(), &[name, "cx"]);
        assert_eq!(run.status, 2, "{name}: {}", run.all());
        assert!(run.err.contains(words), "{name}: {}", run.err);
        let spanish = diff(here.path(), &[name, "cx", "--lang", "es"]);
        assert!(spanish.status == 2 && !spanish.err.contains(words), "{name}: {}", spanish.err);
    }
}

#[test]
fn revisions_that_are_none_are_refused_in_words() {
    let here = cx();
    let program = here.path().join("cx");
    for (revision, words) in [
        ("mian", "did you mean `main`?"),
        ("--output=x", "cannot be a revision"),
        ("-x", "cannot be a revision"),
        ("a\nb", "cannot be a revision"),
        ("main^{tree", "git knows no commit"),
        ("HEAD:cx", "git knows no commit"),
        ("0000000000000000000000000000000000000000", "git knows no commit"),
    ] {
        let run = diff(&program, &["HEAD", revision]);
        assert_eq!(run.status, 2, "{revision}: {}", run.all());
        assert!(run.err.contains(words), "{revision}: {}", run.err);
        assert!(!run.err.contains("fatal"), "{revision}: {}", run.err);
    }
    assert!(!program.join("x").exists());
    // A folder that is called as a branch has to be said.
    git(here.path(), &["branch", "deep"]);
    write(&here, "cx/deep/senda.yaml", b"kind: program\nid: x\n");
    assert!(diff(&program, &["deep"]).err.contains("refs/heads/deep"));
}

#[test]
fn an_unborn_branch_a_bare_repository_and_a_worktree() {
    let unborn = folder(&[("senda.yaml", crate::command::ROOT)]);
    git(unborn.path(), &["init", "-q"]);
    let run = diff(unborn.path(), &[]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("there is no commit yet"), "{}", run.err);

    let here = cx();
    git(here.path(), &["checkout", "-q", "-b", "work"]);
    put(&here, "cx/surveys.yaml", one_word);
    commit(&here, "another word");
    git(here.path(), &["checkout", "-q", "--detach"]);
    assert!(
        diff(&here.path().join("cx"), &[]).out.contains("text.en"),
        "a detached HEAD is a state like any"
    );

    let other = tempfile::tempdir().unwrap();
    let bare = other.path().join("bare.git");
    git(here.path(), &["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    let run = diff(&bare, &["main", "work", "--program", "cx"]);
    assert!(run.out.contains("text.en"), "{}", run.all());
    let run = diff(&bare, &["main", "--program", "cx"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("bare"), "{}", run.err);

    let tree = other.path().join("tree");
    git(here.path(), &["worktree", "add", "-q", tree.to_str().unwrap(), "work"]);
    assert!(diff(&tree.join("cx"), &[]).out.contains("text.en"));
}

#[test]
fn a_shallow_clone_is_told_how_to_get_the_rest() {
    let here = cx();
    git(here.path(), &["checkout", "-q", "-b", "work"]);
    put(&here, "cx/surveys.yaml", one_word);
    commit(&here, "another word");
    let other = tempfile::tempdir().unwrap();
    let address = format!("file://{}", here.path().display());
    git(other.path(), &["clone", "-q", "--depth", "1", "--branch", "work", &address, "clone"]);
    let program = other.path().join("clone/cx");
    for arguments in [&["HEAD~1"][..], &["main"]] {
        let run = diff(&program, arguments);
        assert_eq!(run.status, 2, "{}", run.all());
        assert!(run.err.contains("git fetch --unshallow"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_brings_along_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let here = cx();
    let mark = here.path().join("was-run");
    let script = here.path().join("run.sh");
    fs::write(&script, format!("#!/bin/sh\ntouch {}\ncat\n", mark.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let run = script.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
        "filter.x.clean",
        "core.sshCommand",
        "core.askPass",
        "alias.ls-tree",
    ] {
        git(here.path(), &["config", key, run]);
    }
    let hooks = here.path().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    for hook in ["post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"] {
        fs::copy(&script, hooks.join(hook)).unwrap();
    }
    fs::write(here.path().join(".git/info/attributes"), "*.yaml filter=x diff=x\n").unwrap();
    put(&here, "cx/surveys.yaml", one_word);
    let found = diff(&here.path().join("cx"), &[]);
    assert!(found.out.contains("text.en"), "{}", found.all());
    assert!(!mark.exists(), "something of the repository was run");
}

#[test]
fn conflict_marks_are_errors_of_one_side_and_nothing_is_said_about_what_they_hide() {
    let here = cx();
    put(&here, "cx/surveys.yaml", |text| {
        text.replace(
            "    text: How clear was it what we repaired?\n",
            "<<<<<<< ours\n    text: A?\n=======\n    text: B?\n>>>>>>> theirs\n",
        )
    });
    let run = diff(&here.path().join("cx"), &[]);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(run.err.contains("of form; what cannot be read is not compared"), "{}", run.err);
    assert!(!run.out.contains("is gone"), "{}", run.out);
}

#[test]
fn a_program_that_is_new_in_a_branch_is_all_new() {
    let here = folder(&[("README.md", "x")]);
    git(here.path(), &["init", "-q"]);
    commit(&here, "begin");
    write(&here, "cx/senda.yaml", crate::command::ROOT.as_bytes());
    let run = diff(&here.path().join("cx"), &[]);
    assert!(run.out.contains("program:small  is new"), "{}", run.all());
    assert!(run.err.contains("there is no senda.yaml in"), "{}", run.err);
}

#[test]
fn ignored_hidden_and_linked_files_are_none_on_either_side() {
    let here = cx();
    let role = "kind: role\nid: extra\nmanages: program\n";
    write(&here, "cx/.gitignore", b"drafts/\n!drafts/keep.yaml\n");
    write(&here, "cx/drafts/extra.yaml", role.as_bytes());
    write(&here, "cx/.hidden/extra.yaml", role.as_bytes());
    git(here.path(), &["add", "-f", "-A", "."]);
    git(here.path(), &["commit", "-q", "-m", "forced"]);
    let run = diff(&here.path().join("cx"), &["HEAD"]);
    assert!(run.out.contains("Nothing changed in meaning"), "{}", run.all());
}

#[test]
fn what_a_submodule_holds_is_left_out_on_both_sides() {
    let inner = folder(&[("extra.yaml", "kind: role\nid: extra\nmanages: program\n")]);
    git(inner.path(), &["init", "-q"]);
    commit(&inner, "begin");
    let here = cx();
    git(here.path(), &["submodule", "--quiet", "add", inner.path().to_str().unwrap(), "cx/inner"]);
    commit(&here, "with a submodule");
    assert!(here.path().join("cx/inner/extra.yaml").exists());
    for from in ["HEAD", "HEAD~1"] {
        let run = diff(&here.path().join("cx"), &[from]);
        assert!(run.out.contains("Nothing changed in meaning"), "{from}: {}", run.all());
    }
}

#[test]
fn a_summary_is_short_enough_for_a_comment_and_counts_what_it_leaves_out() {
    let here = folder(&[("old/senda.yaml", crate::command::ROOT)]);
    let mut text = String::new();
    for number in 0..3_000 {
        text += &format!(
            "---\nkind: role\nid: role-{number}\nmanages: program\ntitle: \"A | b <i> @all `x` {number} {}\"\n",
            "long ".repeat(60)
        );
    }
    write(&here, "new/senda.yaml", crate::command::ROOT.as_bytes());
    write(&here, "new/roles.yaml", text.as_bytes());
    for (from, to, lang) in [("old", "new", "en"), ("new", "old", "es")] {
        let run = diff(here.path(), &[from, to, "--format", "markdown", "--lang", lang]);
        assert!(run.out.chars().count() < 65_000, "{}", run.out.chars().count());
        let shown = run.out.lines().filter(|line| line.starts_with("| `role:")).count();
        let words = if lang == "en" { "more changes_" } else { "cambios más_" };
        let rest = run
            .out
            .lines()
            .find(|line| line.ends_with(words))
            .unwrap_or_else(|| panic!("{}", &run.out[..900]));
        assert!(shown > 50 && rest.contains(&(3_000 - shown).to_string()), "{shown}: {rest}");
        assert!(!run.out.contains("@all") && !run.out.contains("<i>"));
    }
}

#[test]
fn several_forms_of_changes_at_once_and_never_over_the_program() {
    let here = cx();
    let program = here.path().join("cx");
    put(&here, "cx/surveys.yaml", one_word);
    let run = diff(&program, &["--format", "json=../c.json", "--format", "markdown=../c.md"]);
    assert!(run.out.contains("Breaks a series"), "{}", run.all());
    assert!(fs::read_to_string(here.path().join("c.md")).unwrap().contains("### Breaks a series (1)"));
    assert!(fs::read_to_string(here.path().join("c.json")).unwrap().starts_with('{'));
    assert_eq!(diff(&program, &["--format", "markdown=surveys.yaml"]).status, 2);
    let wrong = diff(&program, &["--format", "xml"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("text, json, markdown") && wrong.err.contains("sarif"), "{}", wrong.err);
}

/// The findings of a summary: what is new stands first, what a rename took along is not new.
#[test]
fn new_findings_come_first_and_a_rename_makes_none() {
    let here = cx();
    let program = here.path().join("cx");
    put(&here, "cx/measures.yaml", |text| text.replace("id: churn-rate\nowner: lead\n", "id: churn-rate\n"));
    let day = ["--as-of", "2026-11-20"];
    let found = json(&diff(&program, &[&["--format", "json"], &day[..]].concat()));
    let new = found["findings"]["new"].as_array().unwrap();
    assert!(!new.is_empty() && found["findings"]["mended"].as_array().unwrap().is_empty(), "{found:#}");
    assert_eq!(
        (&new[0]["at"]["file"], &new[0]["rule"]),
        (&"cx/measures.yaml".into(), &"metric-no-owner".into())
    );
    let check = senda(&program, &["check", "--format", "json", "--as-of", "2026-11-20"]);
    git(here.path(), &["stash", "-q"]);
    let before = senda(&program, &["check", "--format", "json", "--as-of", "2026-11-20"]);
    git(here.path(), &["stash", "pop", "-q"]);
    let count = |run: &Run| json(run)["diagnostics"].as_array().unwrap().len();
    assert_eq!(new.len(), count(&check) - count(&before), "what a check finds more");
    let text = diff(&program, &[&["--format", "markdown", "--lang", "es"], &day[..]].concat()).out;
    let (first, then) = (text.find("### Hallazgos nuevos").unwrap(), text.find("### Debilita").unwrap());
    assert!(first < then, "{text}");
    let back = json(&diff(&program, &[&["--format", "json", "HEAD", "HEAD"], &day[..]].concat()));
    assert_eq!(back["findings"], serde_json::json!({"new": [], "mended": []}));
    // The same findings under another name are not new.
    commit(&here, "without an owner");
    for (path, disk) in files_below(&program) {
        let text = fs::read_to_string(disk).unwrap().replace("churn-rate", "leaving-rate");
        let text = text.replace("id: leaving-rate\n", "id: leaving-rate\nwas: churn-rate\n");
        write(&here, &format!("cx/{path}"), text.as_bytes());
    }
    let renamed = json(&diff(&program, &[&["--format", "json"], &day[..]].concat()));
    assert_eq!(renamed["changes"][0]["kind"], "entity-renamed", "{renamed:#}");
    assert_eq!(renamed["findings"], serde_json::json!({"new": [], "mended": []}), "{renamed:#}");
}

/// What a browser may do with a page is said in it; the hash is that of the one style.
#[test]
fn a_page_of_changes_stands_alone_and_shows_both_states() {
    use base64::prelude::{BASE64_STANDARD, Engine};
    use sha2::{Digest, Sha256};
    let here = three_changes();
    let program = here.path().join("cx");
    put(&here, "cx/journeys.yaml", |text| {
        text.replacen("      title: ", "      title: New ", 1).replacen("does: ", "does: <b>Now</b> ", 1)
    });
    for (lang, words) in [
        ("en", ["Breaks a series", "Before", "Who answers for it"]),
        ("es", ["Rompe una serie", "Antes", "Quién responde por ello"]),
    ] {
        let run = diff(&program, &["--format", "html", "--lang", lang, "--as-of", "2026-11-20"]);
        let page = &run.out;
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let hash = BASE64_STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(page.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'")), "{}", &page[..900]);
        for word in words {
            assert!(page.contains(word), "{word}");
        }
        for odd in ["<script", "style=\"", "http://", "https://", "<b>Now", "<img", "href=\"../"] {
            assert!(!page.replace(style, "").contains(odd), "{odd}");
        }
        assert!(
            page.contains("How <del>clear</del> was it") && page.contains("How <ins>honest</ins> was it"),
            "the words that differ"
        );
        assert_eq!(page.matches("<table class=\"map").count(), 2, "the journey is drawn twice");
        assert!(page.contains("&lt;b&gt;Now") && page.contains(" changed\">"), "the step that changed");
        let mut ids: Vec<&str> =
            page.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id is there twice");
        for anchor in page.split("href=\"#").skip(1).map(|it| it.split('"').next().unwrap()) {
            assert!(ids.contains(&anchor), "#{anchor} leads nowhere");
        }
    }
    put(&here, "cx/surveys.yaml", |text| text.replace("points: 1..5", "points: many"));
    let broken = diff(&program, &["--format", "html"]);
    assert!(
        broken.out.contains("are not drawn") && broken.out.contains("Weakens a safeguard"),
        "{}",
        broken.err
    );
    let none = diff(&program, &["HEAD", "HEAD", "--format", "html"]);
    assert!(
        none.out.contains("Nothing changed in meaning") && none.out.contains("</html>"),
        "{}",
        none.all()
    );
}

/// A question that is worded otherwise, a target that is loosened and a title.
fn three_changes() -> TempDir {
    let here = cx();
    put(&here, "cx/surveys.yaml", one_word);
    put(&here, "cx/measures.yaml", |text| text.replace("value: 45 points", "value: 40 points"));
    put(&here, "cx/customers.yaml", |text| text.replacen("title: New rider", "title: Newer rider", 1));
    here
}

#[test]
fn changes_are_findings_for_build_servers_with_both_places_and_their_own_fingerprints() {
    let here = three_changes();
    let program = here.path().join("cx");
    let forms = ["json", "sarif", "gitlab", "junit"].map(|form| format!("{form}=../{form}"));
    let mut arguments = vec!["--fail-on", "series", "--format", "github"];
    arguments.extend(forms.iter().flat_map(|it| ["--format", it]));
    let run = diff(&program, &arguments);
    assert_eq!(run.status, 1, "{}", run.all());
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    let parse = |name: &str| -> serde_json::Value { serde_json::from_str(&read(name)).unwrap() };
    let (changes, sarif, gitlab) = (parse("json"), parse("sarif"), parse("gitlab"));
    let prints =
        |all: &serde_json::Value, pick: fn(&serde_json::Value) -> &serde_json::Value| -> Vec<String> {
            all.as_array().unwrap().iter().map(|it| pick(it).as_str().unwrap().to_owned()).collect()
        };
    let own = prints(&changes["changes"], |it| &it["fingerprint"]);
    assert_eq!(own.len(), 3);
    assert_eq!(prints(&gitlab, |it| &it["fingerprint"]), own);
    let results = &sarif["runs"][0]["results"];
    assert_eq!(prints(results, |it| &it["partialFingerprints"]["senda/v1"]), own);
    assert_eq!(
        prints(results, |it| &it["ruleId"]),
        ["series-broken", "safeguard-weakened", "cosmetic-change"]
    );
    let word = &results[0];
    assert_eq!(word["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "cx/surveys.yaml");
    assert_eq!(word["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"], "BEFORE");
    assert_eq!(word["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 38);
    assert_eq!(sarif["runs"][0]["automationDetails"]["id"], "senda-diff/cx/");
    assert_eq!(gitlab[0]["location"]["path"], "cx/surveys.yaml");
    assert!(run.out.starts_with("::error file=cx/surveys.yaml,line=38,"), "{}", run.out);
    assert!(
        run.out.contains("::warning file=cx/measures.yaml,") && run.out.contains("::notice "),
        "{}",
        run.out
    );
    let junit = read("junit");
    assert!(junit.contains("tests=\"3\" failures=\"1\""), "{junit}");
}

#[test]
fn what_is_gone_is_shown_where_a_review_has_lines_and_a_declared_break_only_noted() {
    let here = cx();
    let program = here.path().join("cx");
    put(&here, "cx/surveys.yaml", |text| {
        let bridge = "    version: 2\n    bridge: { from: 1, to: 2, method: restart, date: 2026-09-01, why: Loud. }\n    text: How honest was it";
        text.replace("    text: How clear was it", bridge)
    });
    fs::remove_file(here.path().join("cx/playbooks.yaml")).unwrap();
    let run = diff(&program, &["--format", "sarif"]);
    let sarif = json(&run);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let known: Vec<String> =
        files_below(&program).into_iter().map(|(path, _)| format!("cx/{path}")).collect();
    for it in results {
        let place = &it["locations"][0]["physicalLocation"];
        assert!(known.contains(&place["artifactLocation"]["uri"].as_str().unwrap().to_owned()), "{it:#}");
    }
    let gone = results.iter().find(|it| it["message"]["text"].as_str().unwrap().contains("is gone")).unwrap();
    let before = &gone["relatedLocations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(before["uri"], "cx/playbooks.yaml");
    let declared = results.iter().find(|it| it["ruleId"] == "series-broken").unwrap();
    assert_eq!(declared["level"], "note");
    assert!(declared["message"]["text"].as_str().unwrap().contains("Declared in the program: from: 1"));
    // Nothing is left of a program: its changes still have a place.
    for path in files_below(&program).into_iter().map(|(_, disk)| disk) {
        fs::remove_file(path).unwrap();
    }
    let both = diff(here.path(), &["HEAD", "HEAD", "--program", "cx", "--format", "github"]);
    assert_eq!((both.status, both.out.trim()), (0, ""), "{}", both.all());
    git(here.path(), &["commit", "-q", "-a", "-m", "gone"]);
    let all = diff(here.path(), &["HEAD~1", "HEAD", "--program", "cx", "--format", "gitlab"]);
    let all = json(&all);
    assert!(all.as_array().unwrap().len() > 20 && all[0]["location"]["path"] == "senda.yaml", "{all:#}");
}

#[test]
fn annotations_of_changes_stay_within_ten_of_each_level_and_count_the_rest() {
    let here = cx();
    let roles: String = (0..40).map(|n| format!("---\nkind: role\nid: r{n}\nmanages: program\n")).collect();
    write(&here, "cx/more.yaml", roles.as_bytes());
    let run = diff(&here.path().join("cx"), &["--format", "github", "--lang", "es"]);
    assert_eq!(run.out.matches("::notice ").count(), 10, "{}", run.out);
    assert!(run.out.contains("Sin anotación aquí") && run.out.contains("30"), "{}", run.out);
}

#[test]
fn every_rule_of_changes_has_its_page_in_both_languages() {
    for level in
        ["series-broken", "consumers-broken", "commitment-changed", "safeguard-weakened", "cosmetic-change"]
    {
        for (lang, words) in [("en", "How to fix it:"), ("es", "Cómo corregirlo:")] {
            let page = senda(repository(), &["explain", level, "--lang", lang]);
            assert!(page.status == 0 && page.out.contains(words), "{}", page.all());
        }
    }
}

#[test]
fn what_hangs_on_an_entity_and_what_it_hangs_on() {
    let base = repository().join("tests/rules/base");
    let impact = senda(&base, &["impact", "survey:after-repair"]);
    for words in [
        "metric:repair-satisfaction  `question`",
        "scorecard:monthly  through metric:repair-satisfaction",
        "role:mechanic: ",
    ] {
        assert!(impact.out.contains(words), "{words}: {}", impact.out);
    }
    let part = senda(&base, &["impact", "survey:after-repair/explained", "--format", "json"]);
    let part: serde_json::Value = serde_json::from_str(&part.out).unwrap();
    let names: Vec<_> =
        part["entities"].as_array().unwrap().iter().map(|it| it["entity"].as_str().unwrap()).collect();
    assert!(
        names.contains(&"metric:repair-satisfaction") && !names.contains(&"playbook:make-it-right"),
        "{names:?}"
    );
    let why = senda(&base, &["why", "metric:repair-satisfaction", "--lang", "es"]);
    assert!(why.out.contains("survey:after-repair") && why.out.contains("se apoya en"), "{}", why.out);
    assert!(!why.out.contains("scorecard:monthly"), "{}", why.out);
    let wrong = senda(&base, &["impact", "survey:after-repairs"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("did you mean `survey:after-repair`?"), "{}", wrong.err);
    assert_eq!(senda(&base, &["why", "survey:after-repair/satisfeid"]).status, 2);
}
