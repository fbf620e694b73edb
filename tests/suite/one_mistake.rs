//! One mistake is one finding: what a slip hides is not reported as missing, what is mended is
//! right, and what a team knows stays known.

use crate::command::{ROOT, Run, folder, senda};
use crate::programs::{DAY, repository};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn read(here: &Path, path: &str) -> String {
    fs::read_to_string(here.join(path)).expect("it is there")
}

fn run(here: &Path, arguments: &[&str]) -> Run {
    let dated = ["--as-of", DAY];
    senda(here, &arguments.iter().copied().chain(dated).collect::<Vec<_>>())
}

/// The example with one text of one of its files replaced.
fn example_with(file: &str, from: &str, to: &str) -> TempDir {
    let here = copy_of("examples/banco-horizonte");
    let text = read(here.path(), file);
    assert!(text.contains(from), "{file} says `{from}`");
    fs::write(here.path().join(file), text.replacen(from, to, 1)).unwrap();
    here
}

#[test]
fn a_slip_of_indentation_is_mended_and_nothing_is_made_up() {
    let plan = "playbooks/activate-promoters.yaml";
    let slips = [
        ("\n    role: digital-care", "\n\trole: digital-care"),
        ("\n  - id: validate", "\n   - id: validate"),
        ("\n  - id: validate", "\n    id: validate"),
    ];
    for (right, slip) in slips {
        let here = example_with(plan, right, slip);
        let mended = run(here.path(), &["fix", "--unsafe"]);
        assert_eq!(mended.status, 0, "{slip:?}: {}", mended.all());
        let before = fs::read_to_string(repository().join("examples/banco-horizonte").join(plan)).unwrap();
        assert_eq!(read(here.path(), plan), before, "{slip:?}");
    }
}

#[test]
fn an_edit_that_would_leave_more_errors_is_not_made() {
    // Read as a step of its own, the line with the tab would have no id and two unknown keys.
    let file = "kind: role\nid: lead\nname: Ana\n\tmanges: x\n\tpeeple: y\n";
    let here = folder(&[("senda.yaml", ROOT), ("a.yaml", file)]);
    let mended = run(here.path(), &["fix", "--unsafe"]);
    assert!(mended.err.contains("would leave more errors"), "{}", mended.all());
    assert_eq!(read(here.path(), "a.yaml"), file);
}

#[test]
fn one_mistake_of_form_brings_no_false_findings() {
    let rules = |here: &Path| {
        let shown = run(here, &["check", "--format", "json"]);
        let findings: serde_json::Value = serde_json::from_str(&shown.out).expect("it is JSON");
        let all = findings["diagnostics"].as_array().expect("a list").clone();
        all.iter().map(|d| d["rule"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let cases = [
        ("archetypes/first-credit.yaml", "kind: archetype", "kind: arquetipo", "unknown-kind"),
        (
            "surveys/customers.yaml",
            "archetypes: [first-credit",
            "archetypes: [first-creditt",
            "unknown-reference",
        ),
        ("surveys/customers.yaml", "invitations: 100000", "invitations: 10.000", "bad-value"),
        // What cannot be read was not asked in other words.
        ("surveys/customers.yaml", "    use: nps\n", "    use: npss\n", "unknown-reference"),
        ("surveys/customers.yaml", "points: 1..5", "points: 1-5", "bad-value"),
        (
            "playbooks/activate-promoters.yaml",
            "\n    role: digital-care",
            "\n\trole: digital-care",
            "yaml-syntax",
        ),
    ];
    for (file, right, slip, rule) in cases {
        let here = example_with(file, right, slip);
        let mut found = rules(here.path());
        found.retain(|name| name != "held-back");
        assert_eq!(found, [rule], "{file}: {slip:?}");
    }
    let here = example_with("senda.yaml", "languages: [es, en]", "languages: [es]");
    let found = rules(here.path());
    assert_eq!(found.iter().filter(|rule| *rule == "unknown-language").count(), 1, "{found:?}");
    let here = copy_of("examples/banco-horizonte");
    let wide: Vec<u8> = "\u{feff}kind: role".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = fs::read_dir(here.path().join("roles")).unwrap().next().unwrap().unwrap().path();
    fs::write(file, wide).unwrap();
    let mut found = rules(here.path());
    found.retain(|name| name != "held-back");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_baseline_outlives_the_year_and_a_change_of_numbers() {
    let here = copy_of("examples/banco-horizonte");
    let file = here.path().join("surveys/customers.yaml");
    let text = fs::read_to_string(&file).unwrap();
    // Asked of everybody, as often as it likes.
    fs::write(&file, text.replacen("invitations: 100000", "invitations: 900000", 1)).unwrap();
    let check = |day: &str, more: &[&str]| {
        let args = ["check", "--as-of", day, "--baseline", "known.json", "--fail-on", "info"];
        senda(here.path(), &args.iter().chain(more).copied().collect::<Vec<_>>())
    };
    assert_eq!(check("2026-11-20", &["--write-baseline"]).status, 0);
    assert!(read(here.path(), "known.json").contains("quarantine-collision"));
    let later = check("2027-01-02", &[]);
    assert!(!later.out.contains("quarantine-collision"), "{}", later.all());
    fs::write(&file, text.replacen("invitations: 100000", "invitations: 910000", 1)).unwrap();
    let changed = check("2026-11-20", &[]);
    assert!(!changed.out.contains("quarantine-collision"), "{}", changed.all());
}

/// A copy of a folder of the repository.
fn copy_of(path: &str) -> TempDir {
    let here = tempfile::tempdir().expect("a folder");
    copy(&repository().join(path), here.path());
    here
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
