//! What people meet on the way: files that are not read, limits, pages, graphs, a command's own words.

use crate::command::{ROOT, Run, folder, senda, write};
use crate::programs::{DAY, repository};
use std::fs;
use std::path::Path;

fn run(here: &Path, arguments: &[&str]) -> Run {
    let dated = ["--as-of", DAY];
    senda(here, &arguments.iter().copied().chain(dated).collect::<Vec<_>>())
}

const ROLE: &str = "kind: role\nid: lead\nmanages: program\n";

#[test]
fn a_file_is_read_or_said_not_to_be() {
    let here = folder(&[("senda.yaml", ROOT), ("A.YAML", ROLE), ("b.Yml", &ROLE.replace("lead", "other"))]);
    let listed = run(here.path(), &["graph", "--format", "json"]);
    assert!(listed.out.contains("role:lead") && listed.out.contains("role:other"), "{}", listed.all());
    // Lines that end in a carriage return alone, behind a comment.
    let here = folder(&[("senda.yaml", ROOT)]);
    write(&here, "lead.yaml", format!("# ours\n{ROLE}").replace('\n', "\r").as_bytes());
    let listed = run(here.path(), &["graph", "--format", "json"]);
    assert!(listed.out.contains("role:lead"), "{}", listed.all());
    // What a simple editor makes of the name.
    let here = folder(&[
        ("senda.yaml", &format!("{ROOT}sponsor:\n  role: lead\n")),
        ("lead.yaml.txt", ROLE),
        ("notes.yaml.txt", "bread, milk\n"),
    ]);
    let found = run(here.path(), &["check"]);
    assert!(found.status == 1 && found.out.contains("rename it to `lead.yaml`"), "{}", found.all());
    assert!(!found.out.contains("notes.yaml") && !found.out.contains("unknown-reference"), "{}", found.all());
}

#[test]
fn a_program_inside_of_a_program_is_told() {
    let here = folder(&[("senda.yaml", ROOT)]);
    let made = senda(here.path(), &["init", "inner"]);
    assert!(made.err.contains("is a program already"), "{}", made.all());
    let alone = folder(&[]);
    let made = senda(alone.path(), &["init", "inner"]);
    assert!(!made.err.contains("is a program already"), "{}", made.all());
}

#[test]
fn a_limit_is_of_the_kind_that_its_rule_counts_in() {
    let limits = [
        ("too-many-handoffs: { limit: 4 h }", "`limit: 4`"),
        ("mot-survey-delay: { limit: 48 }", "`limit: 48 h`"),
        ("too-many-mot: { limit: 3 }", "`limit: 40 %`"),
        ("no-stop-list: { level: warning, limit: 40 % }", "`no-stop-list: warning`"),
    ];
    for (rule, right) in limits {
        let here = folder(&[("senda.yaml", &format!("{ROOT}rules:\n  {rule}\n"))]);
        let found = run(here.path(), &["check"]);
        assert!(found.status == 1 && found.out.contains(right), "{rule}: {}", found.all());
    }
    let fine = "too-many-handoffs: { limit: 5 }\n  mot-survey-delay: { limit: 72 h }\n  too-many-mot: { limit: 50 % }";
    let here = folder(&[("senda.yaml", &format!("{ROOT}rules:\n  {fine}\n"))]);
    let found = run(here.path(), &["check"]);
    assert!(!found.out.contains("rule-limit"), "{}", found.all());
}

#[test]
fn a_title_in_the_place_of_an_id_is_answered_with_the_id() {
    let channel = "kind: channel\nid: branch\ntitle: High street office\n";
    let role = "kind: role\nid: lead\nmanages: program\n---\nkind: playbook\nid: p\nsteps:\n  - id: a\n    channel: high-street-office\n";
    let here = folder(&[("senda.yaml", ROOT), ("c.yaml", channel), ("p.yaml", role)]);
    let found = run(here.path(), &["check"]);
    assert!(found.out.contains("did you mean `branch`?"), "{}", found.all());
}

#[test]
fn a_graph_can_be_of_some_kinds_and_says_when_it_is_too_large() {
    let bank = repository().join("examples/banco-horizonte");
    let all = run(&bank, &["graph"]);
    assert!(all.err.contains("--only"), "{}", all.err);
    let some = run(&bank, &["graph", "--only", "journey,playbook"]);
    assert!(some.out.contains("journey_") && !some.out.contains("role_"), "{}", some.out);
    assert!(some.err.is_empty(), "{}", some.err);
    assert_eq!(run(&bank, &["graph", "--only", "jurney"]).status, 2);
}

#[test]
fn an_entity_is_explained_in_its_own_language() {
    let bank = repository().join("examples/banco-horizonte");
    let shown = senda(&bank, &["explain", "playbook:activate-promoters"]);
    let lines: Vec<&str> = shown.out.lines().collect();
    assert_eq!(lines[1..3], ["kind: playbook", "id: activate-promoters"], "{}", shown.out);
    assert!(serde_yaml::from_str::<serde_json::Value>(&shown.out).is_ok(), "{}", shown.out);
    let part = senda(&bank, &["explain", "playbook:activate-promoters/thank"]);
    assert!(part.out.contains("\nid: thank\nrole: digital-care\n"), "{}", part.all());
    assert_eq!(senda(&bank, &["explain", "playbook:activate-promoters/nobody"]).status, 2);
}

#[test]
fn words_of_the_command_are_in_spanish() {
    let here = folder(&[]);
    let help = senda(here.path(), &["check", "--help", "--lang", "es"]);
    assert!(help.out.contains("[OPCIONES]") && !help.out.contains("OPTIONS"), "{}", help.all());
    let kind = senda(here.path(), &["new", "arquetipo", "--lang", "es"]);
    assert!(kind.err.contains("¿quisiste decir `archetype`?"), "{}", kind.all());
}

#[test]
fn the_examples_are_built_strictly() {
    for example in ["banco-horizonte", "city-permits"] {
        let out = tempfile::tempdir().expect("a folder");
        let out = out.path().to_string_lossy().into_owned();
        let built = run(&repository().join("examples").join(example), &["build", "--strict", "--out", &out]);
        assert_eq!(built.status, 0, "{}", built.all());
    }
}

#[test]
fn pages_tell_what_is_kept_elsewhere_and_every_challenge_in_the_reader_s_language() {
    let out = tempfile::tempdir().expect("a folder");
    let to = out.path().to_string_lossy().into_owned();
    let bank = repository().join("examples/banco-horizonte");
    assert_eq!(run(&bank, &["build", "--target", "site", "--out", &to]).status, 0);
    let page = |path: &str| fs::read_to_string(out.path().join("site/es").join(path)).expect("it is written");
    let coverage = page("coverage.html");
    assert!(!coverage.contains("Ningún paso la cumple") && coverage.contains("La cumple otro recorrido"));
    let sponsor = page("sponsor.html");
    for challenge in
        ["uno de cada cinco clientes", "siguen sin usarse", "llega por recomendación", "busca casa"]
    {
        assert!(sponsor.contains(challenge), "{challenge}");
    }
    assert!(page("contact-policy/standard.html").contains("Una encuesta al mes"));
    assert!(!page("metric/relationship-nps.html").contains("Pregunta: Recommend"));
}
