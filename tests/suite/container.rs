//! The container file as far as it can be told without building it: what it copies is there and enough,
//! what it stands on is pinned, and nothing runs as root.

use crate::programs::repository;
use std::fs;

/// The instructions, each with what follows it; continued lines are one.
fn instructions() -> Vec<(String, String)> {
    let text = fs::read_to_string(repository().join("Containerfile")).unwrap().replace("\\\n", " ");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let split = |line: &str| {
        let (word, rest) = line.split_once(' ').unwrap();
        (word.to_owned(), rest.trim().to_owned())
    };
    lines.map(split).collect()
}

fn of<'i>(all: &'i [(String, String)], word: &str) -> Vec<&'i str> {
    all.iter().filter(|(it, _)| it == word).map(|(_, rest)| rest.as_str()).collect()
}

#[test]
fn stages_are_pinned_and_the_last_one_is_not_root() {
    let all = instructions();
    let known = ["FROM", "RUN", "WORKDIR", "COPY", "USER", "ENTRYPOINT", "CMD"];
    assert!(all.iter().all(|(word, _)| known.contains(&word.as_str())), "{all:?}");
    let stages = of(&all, "FROM");
    assert_eq!(stages.len(), 2, "{stages:?}");
    for stage in &stages {
        let (_, tag) = stage.split(' ').next().unwrap().rsplit_once(':').expect("a tag");
        assert!(tag.starts_with(|c: char| c.is_ascii_digit()) && tag.contains('.'), "{stage} is not pinned");
    }
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let needed = manifest.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    let minor = |version: &str| version.split('.').nth(1).unwrap().parse::<u32>().unwrap();
    let used = stages[0].rsplit_once(':').unwrap().1.split('-').next().unwrap();
    assert!(minor(used) >= minor(needed), "{used} cannot build what needs {needed}");
    let last = all.iter().rposition(|(word, _)| word == "FROM").unwrap();
    let users = of(&all[last..], "USER");
    let user = users.last().expect("the last stage names its user");
    assert!(user.split(':').all(|part| part.parse::<u32>().is_ok_and(|id| id > 0)), "{user}");
    assert!(all[last..].iter().any(|(word, rest)| word == "RUN" && rest.contains(" git")), "diff needs git");
    let entry: Vec<String> = serde_json::from_str(of(&all, "ENTRYPOINT")[0]).unwrap();
    assert_eq!(entry, ["senda"]);
}

#[test]
fn what_is_copied_is_there_and_is_all_that_the_compiler_is_made_of() {
    let all = instructions();
    let builds: Vec<&str> = of(&all, "RUN").into_iter().filter(|it| it.contains("cargo build")).collect();
    assert!(
        builds.len() == 1 && builds[0].contains("--locked") && builds[0].contains("--release"),
        "{builds:?}"
    );
    let own = of(&all, "COPY").into_iter().filter(|it| !it.starts_with("--from"));
    let copied: Vec<&str> =
        own.flat_map(|it| it.split(' ').collect::<Vec<_>>().into_iter().rev().skip(1)).collect();
    for path in &copied {
        assert!(repository().join(path).exists(), "{path}");
    }
    let ignored = fs::read_to_string(repository().join(".containerignore")).unwrap();
    assert!(copied.iter().all(|path| ignored.lines().all(|line| line != *path)), "{ignored}");
    assert!(ignored.lines().any(|line| line == "target"), "what was built here stays here");
    // Everything that the sources take in at build time lies in a folder that is copied.
    for (path, disk) in crate::programs::files_below(&repository().join("src")) {
        if path.ends_with("tests.rs") {
            continue; // no part of the binary
        }
        let Ok(text) = fs::read_to_string(&disk) else { continue };
        let in_tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        let literal = |rest: &str| rest.split('"').nth(1).map(str::to_owned);
        for taken in
            text[..in_tests].split("include_str!(\"").skip(1).filter_map(|rest| literal(&format!("\"{rest}")))
        {
            let from = disk.parent().unwrap().join(&taken);
            let Ok(full) = from.canonicalize() else { continue };
            let inside = full.strip_prefix(repository().canonicalize().unwrap()).unwrap().to_owned();
            assert!(
                copied.iter().any(|root| inside.starts_with(root)),
                "src/{path} takes {}",
                inside.display()
            );
        }
    }
    // Cargo looks for each bench that the manifest names.
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("[[bench]]") || copied.contains(&"benches"));
    assert!(!manifest.contains("build = "), "a build script would have to be copied as well");
}
