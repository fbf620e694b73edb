//! What people, editors and disks do to files: a clear message, the right exit status, nothing lost.

use crate::command::{ROOT, Run, folder, senda, write};
use crate::programs::{DAY, day};
use senda::source::{Listed, World};
use std::fs;
use std::io;

fn check(here: &tempfile::TempDir) -> Run {
    senda(here.path(), &["check", "--as-of", DAY])
}

/// One finding of this rule, in this file, and exit status 1.
fn finds(here: &tempfile::TempDir, rule: &str, file: &str) -> Run {
    let run = check(here);
    assert_eq!(run.status, 1, "{}", run.all());
    assert!(run.out.contains(rule) && run.out.contains(file), "{rule} in {file}: {}", run.all());
    run
}

#[test]
fn an_empty_folder_says_how_to_start() {
    let run = check(&folder(&[]));
    assert_eq!(run.status, 2);
    assert!(run.err.contains("senda.yaml") && run.err.contains("senda init"), "{}", run.err);
}

#[test]
fn a_root_file_that_is_empty_says_what_belongs_there() {
    finds(&folder(&[("senda.yaml", "")]), "no-program", "senda.yaml");
}

#[test]
fn a_second_program_inside_the_first_is_named() {
    let here = folder(&[("senda.yaml", ROOT), ("pilot/senda.yaml", &ROOT.replace("small", "pilot"))]);
    finds(&here, "two-programs", "senda.yaml");
    let here = folder(&[("senda.yaml", ROOT), ("other.yaml", &ROOT.replace("small", "pilot"))]);
    finds(&here, "two-programs", "other.yaml");
}

#[test]
fn a_nested_program_that_is_excluded_is_no_finding() {
    let root = format!("{ROOT}exclude: [pilot/]\n");
    let here = folder(&[("senda.yaml", &root), ("pilot/senda.yaml", &ROOT.replace("small", "pilot"))]);
    let run = check(&here);
    assert_eq!(run.status, 0, "{}", run.all());
}

#[test]
fn a_data_file_that_is_not_there_is_named_with_the_nearest_one() {
    let dataset = "kind: dataset\nid: answers\ngrain: One row per answer\nfile: data/answer.csv\ncolumns:\n  person: { type: text }\n";
    let here = folder(&[("senda.yaml", ROOT), ("data.yaml", dataset), ("data/answers.csv", "person\n")]);
    let run = check(&here);
    assert!(
        run.out.contains("missing-file") && run.out.contains("did you mean `data/answers.csv`?"),
        "{}",
        run.all()
    );
    let right = dataset.replace("answer.csv", "answers.csv");
    let here = folder(&[("senda.yaml", ROOT), ("data.yaml", &right), ("data/answers.csv", "person\n")]);
    assert!(!check(&here).out.contains("missing-file"), "{}", check(&here).all());
}

#[test]
fn a_document_without_its_kind_is_named_and_files_of_other_tools_are_not() {
    let role = "kind: role\nid: lead\nmanages: program\n";
    for other in [
        "id: care\nmanages: program\nreports_to: lead\n",
        "kind:\nid: care\nmanages: program\n",
        "tipo: role\nid: care\n",
    ] {
        let both = format!("{role}---\n{other}");
        finds(&folder(&[("senda.yaml", ROOT), ("roles.yaml", &both)]), "unknown-kind", "roles.yaml:5");
    }
    let alone = "Kind: role\nid: care\nmanages: program\nreports_to: lead\n";
    finds(&folder(&[("senda.yaml", ROOT), ("roles.yaml", alone)]), "unknown-kind", "roles.yaml:1");
    let foreign = [
        "id: deploy\ntype: docker\nsteps:\n  - run: make\n",
        "apiVersion: v1\nkind: Role\nmetadata: { name: a }\n---\nid: a\n",
        "kind: Deployment\nid: a\n---\nid: b\nmanages: program\n",
        "clase: A\nid: care\nname: x\n",
    ];
    for text in foreign {
        let here = folder(&[("senda.yaml", ROOT), ("role.yaml", role), ("other.yaml", text)]);
        assert!(!check(&here).out.contains("unknown-kind"), "{text}: {}", check(&here).all());
    }
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let here = folder(&[("senda.yaml", ROOT)]);
    write(&here, "a.yaml", b"kind: role\nid: a\0b\n");
    write(&here, "b.yaml", b"kind: role\nid: b\ntitle: Direcci\xf3n\n");
    let run = finds(&here, "not-text", "a.yaml");
    assert!(run.out.contains("b.yaml:3"), "{}", run.out);
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_read() {
    let role = "kind: role\nid: lead\nmanages: program\n";
    let here = folder(&[
        ("senda.yaml", &format!("\u{feff}{}", ROOT.replace('\n', "\r\n"))),
        ("role.yaml", &role.replace('\n', "\r\n")),
    ]);
    let run = check(&here);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(!run.out.contains("yaml-"), "{}", run.out);
}

#[test]
fn tabs_are_named() {
    let here = folder(&[("senda.yaml", &format!("{ROOT}sponsor:\n\trole: lead\n"))]);
    let run = finds(&here, "yaml-syntax", "senda.yaml:11");
    assert!(run.out.contains("tab"), "{}", run.out);
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let here = folder(&[("senda.yaml", ROOT)]);
    write(&here, "big.yaml", &vec![b'a'; 50 * 1024 * 1024]);
    finds(&here, "too-large", "big.yaml");
}

#[test]
fn two_hundred_thousand_brackets_are_one_finding() {
    let deep = format!("kind: role\nid: lead\ntags: {}\n", "[".repeat(200_000));
    let here = folder(&[("senda.yaml", ROOT), ("deep.yaml", &deep)]);
    let run = finds(&here, "yaml-", "deep.yaml");
    assert!(run.out.len() < 20_000, "a long line is cut: {} bytes", run.out.len());
}

#[test]
fn nested_aliases_do_not_explode() {
    let mut bomb = String::from("kind: role\nid: lead\nx-a: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("x-{level}: &a{level} [{aliases}]\n"));
    }
    bomb.push_str("tags: *a9\n");
    finds(&folder(&[("senda.yaml", ROOT), ("bomb.yaml", &bomb)]), "yaml-alias", "bomb.yaml");
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_a_circle_end() {
    let here = folder(&[("senda.yaml", ROOT)]);
    std::os::unix::fs::symlink(here.path(), here.path().join("again")).unwrap();
    std::os::unix::fs::symlink("loop", here.path().join("loop")).unwrap();
    let run = check(&here);
    assert_eq!(run.status, 0, "{}", run.all());
}

#[test]
fn files_of_other_tools_are_no_findings() {
    let here = folder(&[
        ("senda.yaml", ROOT),
        (".github/workflows/ci.yml", "on: push\njobs: {}\n"),
        ("deploy.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n"),
        ("chart.yaml", "name: {{ .Values.name }}\n"),
        ("dbt_project.yml", "name: x\nmodels:\n  - a\n"),
        ("compose.yml", "services:\n  web: {image: x}\n"),
    ]);
    let run = check(&here);
    assert_eq!(run.status, 0, "{}", run.all());
    assert!(!run.out.contains("deploy.yaml") && !run.out.contains("chart.yaml"), "{}", run.out);
}

#[test]
fn ignored_and_excluded_files_are_left_alone() {
    let root = format!("{ROOT}exclude: [drafts/, \"*.old.yaml\"]\n");
    let broken = "kind: role\nid: BAD\n";
    let here = folder(&[
        ("senda.yaml", &root),
        (".gitignore", "ignored/\n"),
        ("ignored/a.yaml", broken),
        ("drafts/b.yaml", broken),
        ("c.old.yaml", broken),
    ]);
    let run = check(&here);
    assert_eq!(run.status, 0, "{}", run.all());
}

#[test]
fn names_that_differ_only_in_case_or_that_windows_reserves_are_named() {
    let role = |id: &str| format!("kind: role\nid: {id}\nmanages: program\n");
    let here = folder(&[("senda.yaml", ROOT), ("a.yaml", &role("one")), ("A.yaml", &role("two"))]);
    finds(&here, "name-clash", "a.yaml");
    finds(&folder(&[("senda.yaml", ROOT), ("a.yaml", &role("aux"))]), "name-clash", "a.yaml:2");
}

/// A world in which one file cannot be read: root may read everything, so the fault is put in.
struct Locked;

impl World for Locked {
    fn list(&self) -> io::Result<Vec<Listed>> {
        Ok(["locked.yaml", "senda.yaml"].map(|path| Listed { path: path.into(), size: 10 }).into())
    }
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if path == "senda.yaml" { Ok(ROOT.into()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
    }
    fn again(&self) -> std::sync::Arc<dyn World + Send> {
        std::sync::Arc::new(Locked)
    }
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_of_the_environment_that_names_it() {
    let error = senda::check(&Locked, day()).map(drop).expect_err("it cannot be read");
    assert!(format!("{error:?}").contains("locked.yaml"));
}

#[test]
fn an_output_folder_that_is_a_file_is_named_and_stays() {
    let here = folder(&[("senda.yaml", ROOT), ("out", "mine")]);
    let run = senda(here.path(), &["build", "--out", "out", "--as-of", DAY, "--target", "json"]);
    assert_eq!(run.status, 2, "{}", run.all());
    assert_eq!(fs::read_to_string(here.path().join("out")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn a_build_does_not_write_through_a_link() {
    let here =
        folder(&[("senda.yaml", ROOT), ("precious/program.json", "mine"), ("out/keep.txt", "mine too")]);
    std::os::unix::fs::symlink(
        here.path().join("precious/program.json"),
        here.path().join("out/program.json"),
    )
    .unwrap();
    let run = senda(here.path(), &["build", "--out", "out", "--as-of", DAY, "--target", "json"]);
    assert_eq!(run.status, 2, "{}", run.all());
    assert_eq!(fs::read_to_string(here.path().join("precious/program.json")).unwrap(), "mine");
}

#[test]
fn a_document_without_an_id_is_one_finding_and_not_one_for_each_reference() {
    let journey = |job: &str| {
        format!(
            "kind: playbook\nid: {job}\ntype: other\ntrigger:\n  every: month\nsteps: []\nmeasures: [churn]\n"
        )
    };
    let metric = "kind: metric\ntitle: Churn\nfamily: count\ndirection: down\n";
    let here = folder(&[
        ("senda.yaml", ROOT),
        ("a.yaml", &journey("a")),
        ("b.yaml", &journey("b")),
        ("m.yaml", metric),
    ]);
    let run = finds(&here, "missing-field", "m.yaml");
    assert!(!run.out.contains("unknown-reference"), "{}", run.out);
}

#[test]
fn a_document_that_lost_its_kind_is_told_which_it_is() {
    let file = "id: build\narchetype: first\nprogress: Start building\ndone_when:\n  text: It stands\n";
    let run = finds(&folder(&[("senda.yaml", ROOT), ("a.yaml", file)]), "unknown-kind", "a.yaml:1");
    assert!(run.out.contains("`kind: job`"), "{}", run.out);
    let other = folder(&[("senda.yaml", ROOT), ("page.yaml", "id: intro\ntitle: Intro\nsidebar: docs\n")]);
    assert_eq!(check(&other).status, 0);
}

#[test]
fn a_key_that_stands_twice_is_one_finding_and_the_last_one_counts() {
    let here =
        folder(&[("senda.yaml", ROOT), ("r.yaml", "kind: role\nid: lead\nmanages:\nmanages: program\n")]);
    let run = finds(&here, "duplicate-key", "r.yaml:4");
    assert!(!run.out.contains("empty-value") && !run.out.contains("schema-drift"), "{}", run.out);
}

#[test]
fn several_mistakes_in_one_file_are_all_said_and_the_rest_lives() {
    let file = "kind: archetype\nid: first-credit\ntitel: Mi primer crédito\nneeds:\n  - id: start\n    text: Necesita crédito\n    importance: 9\nvalue:\n  current: 240 MXN/year\n  projected: 1900 MXN per year\nsize: 12.000\nevolves_to:\n  - archetype: nobody\n    sign: x\n";
    let run = finds(
        &folder(&[("senda.yaml", &ROOT.replace("USD", "MXN")), ("a.yaml", file)]),
        "unknown-key",
        "a.yaml:3",
    );
    for (line, words) in [(7, "outside 1 to 5"), (9, "240 MXN per year"), (11, "12000"), (13, "nobody")] {
        assert!(
            run.out.contains(&format!("a.yaml:{line}")) && run.out.contains(words),
            "line {line}: {}",
            run.out
        );
    }
}
