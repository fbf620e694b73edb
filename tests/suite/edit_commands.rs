//! The commands that change a user's files, and those that help to live with findings.

use crate::command::{ROOT, Run, folder, senda, write};
use crate::programs::{DAY, repository};
use std::fs;
use std::path::Path;

fn read(here: &Path, path: &str) -> String {
    fs::read_to_string(here.join(path)).expect("it is there")
}

fn run(here: &Path, arguments: &[&str]) -> Run {
    let dated = ["--as-of", DAY];
    senda(here, &arguments.iter().copied().chain(dated).collect::<Vec<_>>())
}

/// The shortest role, its keys out of order.
const ROLE: &str = "id: lead\n# all of it\nmanages: program\nkind: role\n";

#[test]
fn fmt_writes_what_changes_and_check_only_tells() {
    let here = folder(&[("senda.yaml", ROOT), ("roles/lead.yaml", ROLE), ("other.yaml", "a:   b\n")]);
    let checked = senda(here.path(), &["fmt", "--check"]);
    assert_eq!((checked.status, checked.out.trim()), (1, "roles/lead.yaml"));
    let shown = senda(here.path(), &["fmt", "--diff"]);
    assert!(shown.status == 1 && shown.out.contains("+kind: role"), "{}", shown.all());
    assert_eq!(read(here.path(), "roles/lead.yaml"), ROLE, "nothing was written");
    assert_eq!(senda(here.path(), &["fmt"]).status, 0);
    assert_eq!(read(here.path(), "roles/lead.yaml"), "kind: role\nid: lead\n# all of it\nmanages: program\n");
    assert_eq!(read(here.path(), "other.yaml"), "a:   b\n", "it is not ours");
    assert_eq!(senda(here.path(), &["fmt", "--check"]).status, 0);
}

#[test]
fn fmt_of_one_file_leaves_the_others_and_broken_files_are_told() {
    let here = folder(&[
        ("senda.yaml", ROOT),
        ("a.yaml", ROLE),
        ("b.yaml", &ROLE.replace("lead", "other")),
        ("c.yaml", "kind: role\nid: [a\n"),
    ]);
    assert_eq!(senda(here.path(), &["fmt", "a.yaml"]).status, 0);
    assert!(
        read(here.path(), "a.yaml").starts_with("kind: role")
            && read(here.path(), "b.yaml") == ROLE.replace("lead", "other")
    );
    let all = senda(here.path(), &["fmt"]);
    assert_eq!(all.status, 1);
    assert!(
        all.out.contains("c.yaml") && all.err.contains("1 file could not be read and was left as it is"),
        "{}",
        all.all()
    );
    assert_eq!(read(here.path(), "c.yaml"), "kind: role\nid: [a\n");
}

#[test]
fn fix_makes_safe_edits_and_guesses_only_when_asked() {
    let role = "kind: role\r\nid: lead # the lead\r\nmanges: program\r\ntitle: 12\r\n";
    let here = folder(&[("senda.yaml", ROOT)]);
    write(&here, "lead.yaml", format!("\u{feff}{role}").as_bytes());
    let safe = run(here.path(), &["fix"]);
    assert_eq!(safe.status, 1, "{}", safe.all());
    let text = read(here.path(), "lead.yaml");
    assert_eq!(text, format!("\u{feff}{}", role.replace("title: 12", "title: \"12\"")));
    assert!(safe.err.contains("--unsafe"), "{}", safe.err);
    let shown = run(here.path(), &["fix", "--unsafe", "--diff"]);
    assert!(shown.status == 1 && shown.out.contains("+manages: program"), "{}", shown.all());
    assert_eq!(read(here.path(), "lead.yaml"), text);
    assert_eq!(run(here.path(), &["fix", "--unsafe"]).status, 0);
    assert_eq!(read(here.path(), "lead.yaml"), text.replace("manges", "manages"));
    assert_eq!(run(here.path(), &["check"]).status, 0);
}

#[test]
fn rename_follows_references_and_says_where() {
    let root = format!("{ROOT}sponsor:\n  role: lead # who\n");
    let here = folder(&[("senda.yaml", &root), ("lead.yaml", "kind: role\nid: lead\nmanages: program\n")]);
    let shown = run(here.path(), &["rename", "role", "lead", "head", "--diff"]);
    assert!(shown.status == 0 && shown.out.contains("+  role: head # who"), "{}", shown.all());
    assert_eq!(run(here.path(), &["rename", "role", "lead", "head"]).status, 0);
    assert_eq!(read(here.path(), "lead.yaml"), "kind: role\nid: head\nwas: lead\nmanages: program\n");
    assert_eq!(read(here.path(), "senda.yaml"), root.replace("role: lead", "role: head"));
    for (arguments, words) in [
        (["rename", "role", "nobody", "x"], "there is no `role:nobody`"),
        (["rename", "rol", "head", "x"], "did you mean `role`?"),
        (["rename", "role", "head", "Head"], "cannot be an id"),
    ] {
        let run = run(here.path(), &arguments);
        assert!(run.status == 2 && run.err.contains(words), "{arguments:?}: {}", run.all());
    }
}

#[test]
fn new_writes_a_file_of_every_kind_that_checks_and_never_overwrites() {
    let here = folder(&[("senda.yaml", ROOT)]);
    for kind in ["role", "archetype", "job", "journey", "playbook", "metric", "survey", "policy", "test"] {
        let made = run(here.path(), &["new", kind]);
        assert_eq!(made.status, 0, "{kind}: {}", made.all());
        let checked = run(here.path(), &["check", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&checked.out).expect("it is JSON");
        let grave: Vec<_> = found["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|d| d["category"] == "correctness" && d["severity"] == "error")
            .collect();
        assert!(grave.is_empty(), "{kind}: {grave:#?}");
    }
    let before = read(here.path(), "roles/my-role.yaml");
    let again = run(here.path(), &["new", "role", "my-role"]);
    assert_eq!(again.status, 2, "{}", again.all());
    assert_eq!(read(here.path(), "roles/my-role.yaml"), before);
    assert_eq!(senda(here.path(), &["fmt", "--check"]).status, 0, "new files have their form");
    assert_eq!(run(here.path(), &["new", "program"]).status, 2);
}

#[test]
fn a_baseline_lets_only_new_findings_count() {
    let metric = "kind: metric\nid: adoption\nuse: product-adoption\n";
    let here = folder(&[("senda.yaml", ROOT), ("m.yaml", metric)]);
    let strict = ["check", "--fail-on", "info"];
    assert_eq!(run(here.path(), &strict).status, 1);
    let with = |more: &[&str]| {
        let known = ["check", "--fail-on", "info", "--baseline", "known.json"];
        run(here.path(), &known.iter().chain(more).copied().collect::<Vec<_>>())
    };
    assert_eq!(with(&[]).status, 2, "there is no such file yet");
    assert_eq!(with(&["--write-baseline"]).status, 0);
    let known = with(&[]);
    assert_eq!(known.status, 0, "{}", known.all());
    // Lines move, words around change: what is known stays known.
    fs::write(here.path().join("m.yaml"), format!("# a comment\n\n\n{metric}tags: [a]\n")).unwrap();
    let moved = with(&[]);
    assert_eq!(moved.status, 0, "{}", moved.all());
    // Something new counts.
    fs::write(here.path().join("n.yaml"), metric.replace("adoption\nuse", "again\nuse")).unwrap();
    let more = with(&[]);
    assert!(
        more.status == 1 && more.out.contains("n.yaml") && !more.out.contains("m.yaml"),
        "{}",
        more.all()
    );
    // What is no longer found is told.
    fs::remove_file(here.path().join("m.yaml")).unwrap();
    fs::remove_file(here.path().join("n.yaml")).unwrap();
    let gone = with(&[]);
    assert!(gone.err.contains("no longer found") && gone.err.contains("metric:adoption"), "{}", gone.all());
    // Errors of form are never known.
    fs::write(here.path().join("m.yaml"), metric.replace("use:", "usse:")).unwrap();
    assert_eq!(with(&["--write-baseline"]).status, 0);
    assert_eq!(with(&[]).status, 1);
    fs::write(here.path().join("known.json"), "{}").unwrap();
    assert_eq!(with(&[]).status, 2);
}

#[test]
fn the_score_has_named_parts_and_three_places() {
    let example = repository().join("examples/banco-horizonte");
    let shown = run(&example, &["score", "--format", "json", "--min", "50"]);
    let score: serde_json::Value = serde_json::from_str(&shown.out).expect("it is JSON");
    assert_eq!(shown.status, 0, "{}", shown.all());
    let parts = score["parts"].as_array().unwrap();
    assert_eq!(parts.len(), 5);
    let mean =
        parts.iter().map(|p| 100.0 * p["have"].as_f64().unwrap() / p["of"].as_f64().unwrap()).sum::<f64>()
            / 5.0;
    assert_eq!(score["score"].as_f64().unwrap(), mean.floor());
    // A program that only begins: everything is still to be written.
    let here = folder(&[("senda.yaml", ROOT)]);
    let empty = run(here.path(), &["score", "--min", "1"]);
    assert!(empty.status == 1 && empty.out.contains("Coverage: 0 of 100"), "{}", empty.all());
    assert_eq!(empty.out.matches("+20.0").count(), 3);
    // One promise that no step keeps costs exactly what the list says.
    let promise = "kind: value-proposition\nid: v\narchetype: p\npromises:\n  - id: a\n    text: A\n  - id: b\n    text: B\n";
    let journey = "kind: journey\nid: j\nstate: as-is\narchetype: p\nsteps:\n  - id: s\n    actor: customer\n    does: x\n    delivers: [a]\n";
    let archetype = "kind: archetype\nid: p\n";
    let here =
        folder(&[("senda.yaml", ROOT), ("v.yaml", promise), ("j.yaml", journey), ("p.yaml", archetype)]);
    let half = run(here.path(), &["score", "--format", "json"]);
    let score: serde_json::Value = serde_json::from_str(&half.out).expect("it is JSON");
    assert_eq!((&score["score"], &score["parts"][0]["score"]), (&10.into(), &50.0.into()), "{}", half.out);
}

#[test]
fn all_rules_are_listed_once() {
    let here = folder(&[]);
    let shown = senda(here.path(), &["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&shown.out).expect("it is JSON");
    assert_eq!(rules["rules"].as_array().unwrap().len(), senda::analyze::all_rules().len());
    let human = senda(here.path(), &["rules", "--lang", "es"]);
    for info in senda::analyze::all_rules() {
        assert_eq!(human.out.matches(&format!("  {} ", info.name)).count(), 1, "{}", info.name);
    }
}

#[test]
fn lock_keeps_wordings_and_does_not_take_a_change_for_granted() {
    let survey = |text: &str| {
        format!(
            "kind: survey\nid: visit\ntype: pulse\nquestions:\n  - {{ id: helped, type: yes-no, text: {text} }}\n"
        )
    };
    let here = folder(&[("senda.yaml", ROOT), ("visit.yaml", &survey("Did it help you?"))]);
    assert_eq!(run(here.path(), &["lock", "--check"]).status, 1);
    assert!(!here.path().join("senda.lock").exists(), "checking writes nothing");
    assert_eq!(run(here.path(), &["lock"]).status, 0);
    let kept = read(here.path(), "senda.lock");
    assert!(kept.contains("visit/helped") && kept.contains("Did it help you?"), "{kept}");
    assert_eq!(run(here.path(), &["lock", "--check"]).status, 0);

    write(&here, "visit.yaml", survey("Did we help you?").as_bytes());
    let checked = run(here.path(), &["check", "--lang", "es"]);
    assert!(checked.out.contains("sigue en la versión 1"), "{}", checked.all());
    let refused = run(here.path(), &["lock"]);
    assert_eq!(refused.status, 2, "{}", refused.all());
    assert_eq!(read(here.path(), "senda.lock"), kept, "the old words are not lost");
    assert_eq!(run(here.path(), &["lock", "--force"]).status, 0);
    assert!(!run(here.path(), &["check"]).all().contains("wording-changed"));

    write(&here, "senda.lock", b"<<<<<<< ours\n");
    assert!(run(here.path(), &["check"]).all().contains("lock-unreadable"));
    write(&here, "visit.yaml", b"kind: survey\nid: [visit\n");
    assert_eq!(run(here.path(), &["lock"]).status, 2, "nothing is kept of a program with an error of form");
}
