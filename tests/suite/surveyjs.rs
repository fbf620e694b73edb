//! The SurveyJS output of whole programs.

use crate::command::{ROOT, folder, senda};
use crate::programs::{DAY, EXAMPLES, check_world, example, files_below, repository};
use senda::Outcome;
use senda::analyze::Context;
use senda::emit::{Options, Output, emit, find_target};
use senda::model::id::Id;
use senda::model::{Entity, Kind};
use senda::source::MemoryWorld;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;

fn build(outcome: &Outcome) -> Output {
    let target = find_target("surveyjs").expect("the target is registered");
    emit(&[target], &outcome.checked().expect("the program has no error of form"), &Options::default())
}

/// A program with every way to ask and to branch; the real client reads it as well.
fn every_shape() -> Outcome {
    let folder = repository().join("tests/emit/surveyjs/every-shape");
    let files =
        files_below(&folder).into_iter().map(|(path, disk)| (path, fs::read(disk).expect("it can be read")));
    check_world(&MemoryWorld::new(files.collect::<Vec<_>>()))
}

fn programs() -> Vec<(String, Outcome)> {
    let examples = EXAMPLES.iter().map(|name| ((*name).to_owned(), check_world(&example(name))));
    examples.chain([("every-shape".to_owned(), every_shape())]).collect()
}

fn is_in_use(outcome: &Outcome, survey: &Entity) -> bool {
    Context::new(&outcome.program, &outcome.sources, outcome.as_of).is_in_use(survey)
}

fn json(output: &Output, path: &str) -> Json {
    let found = output.artifacts.iter().find(|artifact| artifact.path == path);
    serde_json::from_slice(&found.unwrap_or_else(|| panic!("no {path}")).bytes).expect("it is JSON")
}

fn elements(survey: &Json) -> Vec<Json> {
    let pages = survey["pages"].as_array().expect("pages");
    pages.iter().flat_map(|page| page["elements"].as_array().expect("elements").clone()).collect()
}

#[test]
fn each_survey_in_use_has_its_document_and_its_tests_and_no_other_has() {
    for (name, outcome) in programs() {
        let output = build(&outcome);
        let paths: BTreeSet<&str> = output.artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
        for (_, survey) in outcome.program.of_kind(Kind::Survey) {
            for path in [
                format!("surveys/surveyjs/{}.json", survey.id),
                format!("surveys/surveyjs/{}.tests.json", survey.id),
            ] {
                assert_eq!(paths.contains(path.as_str()), is_in_use(&outcome, survey), "{name}: {path}");
            }
        }
    }
}

#[test]
fn the_same_program_gives_the_same_bytes() {
    for name in EXAMPLES {
        let (one, other) = (build(&check_world(&example(name))), build(&check_world(&example(name))));
        let bytes = |output: &Output| -> Vec<(String, Vec<u8>)> {
            output.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.bytes.clone())).collect()
        };
        assert_eq!(bytes(&one), bytes(&other), "{name}");
    }
}

#[test]
fn the_examples_lose_nothing() {
    for name in EXAMPLES {
        let findings = build(&check_world(&example(name))).findings;
        // No platform counts who answered: quotas are work of whoever sends the survey.
        let lost = findings.iter().filter(|finding| !finding.message.en.contains("has no quotas"));
        assert_eq!(lost.count(), 0, "{name}: {findings:?}");
    }
}

#[test]
fn names_are_letters_and_digits_and_unique_whatever_the_case() {
    for (name, outcome) in programs() {
        let output = build(&outcome);
        let is_document = |path: &str| {
            path.ends_with(".json") && !path.ends_with(".tests.json") && !path.contains("/mappings/")
        };
        for artifact in output.artifacts.iter().filter(|artifact| is_document(&artifact.path)) {
            let mut seen = BTreeSet::new();
            for element in elements(&json(&output, &artifact.path)) {
                let own = element["name"].as_str().expect("a name").to_owned();
                let legal = own.starts_with(|c: char| c.is_ascii_lowercase())
                    && own.bytes().all(|b| b.is_ascii_alphanumeric());
                assert!(legal || own == "consent_notice", "{name}: {own}");
                assert!(seen.insert(own.to_lowercase()), "{name}: {own} twice");
            }
        }
    }
}

#[test]
fn every_branch_is_tried_open_and_closed() {
    for (name, outcome) in programs() {
        let output = build(&outcome);
        for (_, survey) in
            outcome.program.of_kind(Kind::Survey).filter(|(_, survey)| is_in_use(&outcome, survey))
        {
            let document = json(&output, &format!("surveys/surveyjs/{}.json", survey.id));
            let tests = json(&output, &format!("surveys/surveyjs/{}.tests.json", survey.id)).to_string();
            for element in elements(&document).iter().filter(|element| element.get("visibleIf").is_some()) {
                let own = element["name"].as_str().expect("a name");
                for visible in [true, false] {
                    assert!(
                        tests.contains(&format!("\"{own}\":{{\"visible\":{visible}")),
                        "{name}: {}/{own} is never {visible}",
                        survey.id
                    );
                }
            }
        }
    }
}

#[test]
fn the_relationship_survey_of_the_bank_asks_detractors_and_passives_what_weighed() {
    let output = build(&check_world(&example("banco-horizonte")));
    let survey = json(&output, "surveys/surveyjs/relationship-survey.json");
    let find = |name: &str| {
        elements(&survey).into_iter().find(|element| element["name"] == name).expect("it is asked")
    };
    assert_eq!(find("weighedMost")["visibleIf"], "{recommend} notempty and {recommend} <= 8");
    assert_eq!(
        find("recommend")["title"]["es"],
        "¿Qué probabilidad hay de que recomiendes Banco Horizonte a un amigo o colega?"
    );
    assert_eq!(find("recommend")["isRequired"], true);
}

#[test]
fn the_codebook_says_which_property_is_which_question() {
    let output = build(&check_world(&example("banco-horizonte")));
    let codebook = output.artifacts.iter().find(|artifact| artifact.path == "surveys/surveyjs/codebook.csv");
    let text = String::from_utf8(codebook.expect("it is written").bytes.clone()).expect("it is text");
    for line in [
        "relationship-survey,recommend,2,recommend,code,0..10,nps",
        "relationship-survey,clarity,2,clarity,code,1..5|na,",
        "relationship-survey,weighed-most,1,weighedMost,options,explanations|waiting|treatment|charges|other=something-else|nothing-special,",
        "goal-pulse,understanding.what-moves-it,1,understanding.what-moves-it,code,1..5,",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} is not in\n{text}");
    }
    let survey = Id::new("relationship-survey-2025");
    assert!(!text.contains(survey.as_str()), "a retired survey is not asked");
}

const BRACES: &str = "kind: survey\nid: s\ntype: pulse\ntrigger: { on_request: true }\nquestions:\n  - id: a\n    type: open\n    text: What about {this}?\n";

/// A build of one survey whose text has braces, which SurveyJS cannot show.
fn build_with(root: &str, survey: &str) -> String {
    let folder = folder(&[("senda.yaml", &format!("{ROOT}{root}")), ("survey.yaml", survey)]);
    senda(folder.path(), &["build", "--as-of", DAY, "--target", "surveyjs", "--out", "out"]).all()
}

#[test]
fn a_loss_is_told_by_the_build_and_can_be_allowed_or_switched_off() {
    assert!(build_with("", BRACES).contains("target-loss"));
    let off = build_with("rules: { target-loss: off }\n", BRACES);
    assert!(!off.contains("target-loss") && !off.contains("unknown-rule"), "{off}");
    let reason = "    # senda: allow(target-loss): the parentheses read well\n    text";
    let allowed = build_with("", &BRACES.replace("    text", reason));
    assert!(!allowed.contains("braces") && !allowed.contains("unused-suppression"), "{allowed}");
    let over = reason.replace("):", ") until 2026-11-19:");
    assert!(
        build_with("", &BRACES.replace("    text", &over)).contains("braces"),
        "an exception that ended is none"
    );
}
