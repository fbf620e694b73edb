//! `senda worklist` and `senda effect` as a team runs them: the list, the ledger that keeps the draw, the
//! comparison, and the founding study to the digit.

use crate::command::{Run, folder, senda, write};
use crate::programs::{DAY, repository};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn trial(answers: &str) -> TempDir {
    let program = fs::read_to_string(repository().join("tests/clients/measure/trial.yaml")).unwrap();
    let here = folder(&[("senda.yaml", &program)]);
    write(
        &here,
        "answers.csv",
        format!("answer_id,customer,at,recommend,urgent,channel\n{answers}").as_bytes(),
    );
    for (name, head) in [
        ("people", "customer,archetype,fragile\nC1,S,\n=cmd,L,\n"),
        ("complaints", "complaint_id,customer,seen_on,made_on\n"),
        ("contacts", "contact_id,customer,at,survey,playbook\n"),
        ("months", "row_id,customer,month_on,left,spent\n"),
    ] {
        write(&here, &format!("{name}.csv"), head.as_bytes());
    }
    here
}

/// C1 is treated, K1 and C3 are drawn for comparison or not as the hash says; one has no name.
const ANSWERS: &str = "a,C1,2026-11-19 16:00:00,3,,web
b,=cmd,2026-11-19 17:00:00,6,,
c,C3,2026-11-18 16:00:00,0,,shop
d,,2026-11-18 16:00:00,0,,shop
e,C9,2026-11-18 16:00:00,9,,shop
";

fn run(here: &Path, command: &[&str]) -> Run {
    senda(here, &[command, &["--as-of", "2026-11-20"]].concat())
}

fn json(run: &Run, schema: &str) -> Value {
    let found: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.all()));
    let schema = fs::read_to_string(repository().join(format!("schemas/{schema}.schema.json"))).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&found).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    found
}

fn customers(list: &Value, state: &str) -> Vec<String> {
    let all = list[state].as_array().unwrap().iter();
    all.map(|it| it["customer"].as_str().unwrap().to_owned()).collect()
}

fn close(found: &Value, wanted: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

#[test]
fn the_founding_study_comes_out_to_the_digit() {
    let bank = repository().join("examples/banco-horizonte");
    let run = senda(&bank, &["effect", "recovery-study", "--as-of", DAY, "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.all());
    let found = json(&run, "effect");
    let study = &found["study"];
    close(&study["counted"]["z"], -3.604_920_469_572_504);
    close(&study["counted"]["p"], 0.000_312_248_534_289_858_34);
    close(&study["counted"]["interval"]["low"], -0.030_868_778_334_799_5);
    close(&study["counted"]["interval"]["high"], -0.009_127_146_817_701_416);
    let [relative, points] = &study["readings"].as_array().unwrap()[..] else { panic!("{study:#}") };
    assert_eq!((&relative["used"], &points["used"]), (&true.into(), &false.into()));
    assert_eq!(relative["control_rate_assumed"], true);
    let gain = &relative["gain"];
    for (key, wanted) in [
        ("kept", 200.0),
        ("benefit", 170_000.0),
        ("cost", 100_000.0),
        ("roi", 0.7),
        ("roi_above_zero", 0.931_209_742_603_185_5),
        ("break_even_cost_per_case", 17.0),
        ("break_even_effect", 0.011_764_705_882_352_941),
        ("group_size_for_gain", 35_599.0),
    ] {
        close(&gain[key], wanted);
    }
    close(&gain["roi_interval"]["low"], -0.223_974_918_366_229_4);
    close(&gain["roi_interval"]["high"], 1.623_974_918_366_232_2);
    let meanings: Vec<(f64, f64, f64)> = study["meanings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let number = |key: &str| it[key].as_f64().unwrap();
            (number("control_rate"), (number("value_to_cost") * 100.0).round() / 100.0, number("group_size"))
        })
        .collect();
    let wanted = [(0.1, 170.0, 13_495.0), (0.2, 85.0, 6_039.0), (0.3, 56.67, 3_554.0), (0.2, 17.0, 199.0)];
    assert_eq!(meanings, wanted);
    let warnings = study["warnings"].to_string();
    assert!(warnings.contains("interval") || warnings.contains("intervalo"), "{warnings}");
}

#[test]
fn words_about_groups_that_were_not_drawn_do_not_speak_of_causes() {
    let bank = repository().join("examples/banco-horizonte");
    for (lang, words) in [("en", ["caused", "thanks to"]), ("es", ["causó", "gracias a"])] {
        let run = senda(&bank, &["effect", "recovery-study", "--as-of", DAY, "--lang", lang]);
        assert_eq!(run.status, 0, "{}", run.all());
        assert!(words.iter().all(|word| !run.out.contains(word)), "{}", run.out);
    }
}

#[test]
fn a_list_has_an_order_deadlines_and_who_is_left_out() {
    let here = trial(ANSWERS);
    let list = json(&run(here.path(), &["worklist", "recover", "--format", "json"]), "worklist");
    assert_eq!(list["rows_without_customer"], 1);
    assert_eq!(
        (&list["step"], &list["role"], &list["channel"]),
        (&"contact".into(), &"caller".into(), &"phone".into())
    );
    let mut all = [customers(&list, "now"), customers(&list, "held_out")].concat();
    all.sort();
    assert_eq!(all, ["=cmd", "C1", "C3"]);
    let entry = |customer: &str| {
        let both = list["now"].as_array().unwrap().iter().chain(list["held_out"].as_array().unwrap());
        both.into_iter().find(|it| it["customer"] == customer).unwrap().clone()
    };
    // 16:00 in UTC is 10:00 in Mexico. A score of 0 is due after four open hours: the pause does not count.
    assert_eq!(entry("C3")["due"], "2026-11-18T14:00");
    assert_eq!(entry("C1")["due"], "2026-11-23T10:00");
    close(&entry("=cmd")["worth_a_year"], 176.0);
}

#[test]
fn the_ledger_is_added_to_and_never_written_over() {
    let here = trial(ANSWERS);
    let ledger = here.path().join("ledger.csv");
    let list = |more: &[&str]| {
        let file = ledger.display().to_string();
        run(here.path(), &[&["worklist", "recover", "--lang", "en", "--ledger", &file], more].concat())
    };
    let first = list(&[]);
    assert_eq!(first.status, 0, "{}", first.all());
    let text = fs::read_to_string(&ledger).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(list(&[]).out.contains("0 new assignments"), "{}", list(&[]).out);
    assert_eq!(fs::read_to_string(&ledger).unwrap(), text);
    // Somebody's own file, and a line that was changed.
    for other in ["name,phone\nAna,5\n".to_owned(), text.replacen("treated", "control", 1)] {
        fs::write(&ledger, &other).unwrap();
        let refused = list(&[]);
        assert_eq!(refused.status, 2, "{}", refused.all());
        assert_eq!(fs::read_to_string(&ledger).unwrap(), other);
        assert!(refused.out.is_empty(), "{}", refused.out);
    }
    // A new case is added at the end; another seed moves nobody who is known.
    fs::write(&ledger, &text).unwrap();
    write(
        &here,
        "answers.csv",
        format!("answer_id,customer,at,recommend,urgent,channel\n{ANSWERS}f,C4,2026-11-19 16:00:00,3,,web\n")
            .as_bytes(),
    );
    let program = fs::read_to_string(here.path().join("senda.yaml")).unwrap();
    write(&here, "senda.yaml", program.replace("seed: it's 1", "seed: another").as_bytes());
    let again = list(&["--format", "json"]);
    let grown = fs::read_to_string(&ledger).unwrap();
    assert!(grown.starts_with(&text) && grown.lines().count() == 5, "{grown}");
    let listed = json(&again, "worklist");
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let state = if cells[2] == "control" { "held_out" } else { "now" };
        assert!(customers(&listed, state).contains(&cells[1].to_owned()), "{line} {listed:#}");
    }
}

#[test]
fn a_ledger_is_no_file_of_the_program() {
    let here = trial(ANSWERS);
    let before = fs::read_to_string(here.path().join("senda.yaml")).unwrap();
    let file = here.path().join("senda.yaml").display().to_string();
    let refused = run(here.path(), &["worklist", "recover", "--ledger", &file]);
    assert_eq!(refused.status, 2, "{}", refused.all());
    assert_eq!(fs::read_to_string(here.path().join("senda.yaml")).unwrap(), before);
}

#[test]
fn spreadsheets_get_no_formulas_and_nobody_who_is_held_out() {
    let here = trial(ANSWERS);
    let list = json(&run(here.path(), &["worklist", "recover", "--format", "json"]), "worklist");
    let csv = run(here.path(), &["worklist", "recover", "--format", "csv"]);
    for customer in customers(&list, "held_out") {
        assert!(!csv.out.contains(&format!(",{customer},")), "{}", csv.out);
    }
    assert_eq!(csv.out.lines().count(), 1 + customers(&list, "now").len());
    assert!(!csv.out.contains(",=cmd"), "{}", csv.out);
    let spanish = run(here.path(), &["worklist", "recover", "--format", "csv-es"]);
    assert!(spanish.out.starts_with('\u{feff}') && spanish.out.contains(";position;"), "{}", spanish.out);
}

#[test]
fn a_draw_that_went_wrong_and_too_few_customers_are_said() {
    // Two hundred customers whom somebody put into the list by their own choice: nobody is held out.
    let program = repository().join("tests/clients/measure/trial.yaml");
    let program = fs::read_to_string(program).unwrap().replace("urgent = true", "recommend >= 0");
    let rows: String = (0..40).map(|n| format!("a{n},D{n},2026-11-19 16:00:00,3,,web\n")).collect();
    let here = trial(&rows);
    let months: String = (0..40).map(|n| format!("m{n},D{n},2026-12-31,{},{n}\n", n % 7 == 0)).collect();
    write(&here, "months.csv", format!("row_id,customer,month_on,left,spent\n{months}").as_bytes());
    let ledger = PathBuf::from(here.path()).join("ledger.csv").display().to_string();
    assert_eq!(run(here.path(), &["worklist", "recover", "--ledger", &ledger]).status, 0);
    let effect = senda(
        here.path(),
        &["effect", "recover", "--ledger", &ledger, "--as-of", "2027-01-15", "--lang", "en"],
    );
    assert_eq!(effect.status, 0, "{}", effect.all());
    assert!(effect.out.contains("too few customers"), "{}", effect.out);
    assert!(effect.out.contains("the interval of the return holds zero"), "{}", effect.out);
    // Everybody protected: there is nobody to compare.
    write(&here, "senda.yaml", program.as_bytes());
    let none = here.path().join("other.csv").display().to_string();
    assert_eq!(run(here.path(), &["worklist", "recover", "--ledger", &none]).status, 0);
    let effect = senda(
        here.path(),
        &["effect", "recover", "--ledger", &none, "--as-of", "2027-01-15", "--lang", "en"],
    );
    assert!(effect.out.contains("in neither group: 40"), "{}", effect.all());
}

#[test]
fn data_that_does_not_fit_is_named_and_nothing_is_kept() {
    let here = trial("a,C1,2026-11-19 16:00:00,3,,web\nb,C2,19/11/2026,3,,web\n");
    let ledger = here.path().join("ledger.csv");
    let file = ledger.display().to_string();
    let refused = run(here.path(), &["worklist", "recover", "--lang", "en", "--ledger", &file]);
    assert_eq!(refused.status, 1, "{}", refused.all());
    assert!(refused.all().contains("19/11/2026") && !ledger.exists(), "{}", refused.all());
    let without =
        run(here.path(), &["worklist", "recover", "--lang", "en", "--skip-rows", "--ledger", &file]);
    assert_eq!(without.status, 1, "{}", without.all());
    assert_eq!(fs::read_to_string(&ledger).unwrap().lines().count(), 2, "{}", without.all());
}

#[test]
fn what_cannot_be_listed_or_compared_is_said_in_words() {
    let bank = repository().join("examples/banco-horizonte");
    for (command, words) in [
        (["worklist", "weekly-huddle"], "closed in the team"),
        (["worklist", "home-conversation"], "by the calendar"),
        (["worklist", "recover-detractor"], "the nearest is `recover-detractors`"),
        (["effect", "recover-detractors"], "no ledger says"),
        (["effect", "answer-complaint"], "leaves nobody untreated"),
    ] {
        let refused = senda(&bank, &[&command[..], &["--as-of", DAY, "--lang", "en"]].concat());
        assert_eq!(refused.status, 2, "{}", refused.all());
        assert!(refused.all().contains(words), "{words}: {}", refused.all());
    }
}
