//! What a build gives, seen from outside.

use crate::programs::{self, EXAMPLES, example_files, repository};
use senda::emit::{self, Artifact, Options, TARGETS};
use senda::source::MemoryWorld;
use std::collections::BTreeSet;
use std::fs;

fn build(world: &MemoryWorld) -> Vec<Artifact> {
    let outcome = programs::check_world(world);
    let checked = outcome.checked().expect("it passes the gate");
    let targets: Vec<_> = TARGETS.iter().collect();
    emit::emit(&targets, &checked, &Options::default()).artifacts
}

#[test]
fn the_program_as_json_fits_its_schema() {
    let schema = fs::read_to_string(repository().join("schemas/program-json.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for name in EXAMPLES {
        let artifacts = build(&programs::example(name));
        let program = artifacts.iter().find(|a| a.path == "program.json").unwrap();
        let json: serde_json::Value = serde_json::from_slice(&program.bytes).unwrap();
        let wrong: Vec<String> =
            schema.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

/// Every file of the examples in these folders fits a schema, and each folder has some.
fn fit(schema: &str, folders: &[String]) {
    let schema = fs::read_to_string(repository().join("schemas").join(schema)).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for name in EXAMPLES {
        let artifacts = build(&programs::example(name));
        for folder in folders {
            let files: Vec<_> = artifacts.iter().filter(|it| it.path.starts_with(folder)).collect();
            assert!(!files.is_empty(), "{name}: nothing in {folder}");
            for file in files {
                let json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
                let wrong: Vec<String> = schema
                    .iter_errors(&json)
                    .map(|e| format!("{}: {e}", e.instance_path()))
                    .take(5)
                    .collect();
                assert!(wrong.is_empty(), "{name}: {}: {wrong:#?}", file.path);
            }
        }
    }
}

#[test]
fn the_fieldwork_of_every_survey_fits_its_schema() {
    fit("survey-operations.schema.json", &["operations/surveys/".to_owned()]);
}

#[test]
fn where_answers_land_fits_its_schema_on_every_platform() {
    let platforms = TARGETS.iter().filter(|target| target.platform.is_some());
    let folders: Vec<String> = platforms.map(|target| format!("{}/mappings/", target.folder)).collect();
    fit("survey-mapping.schema.json", &folders);
}

/// The same documents in files of other names give the same program, but for where they stand:
/// so the order in which files are read changes nothing.
#[test]
fn the_same_input_gives_the_same_bytes_in_any_order_of_files() {
    for name in EXAMPLES {
        let files = example_files(name);
        let first = build(&MemoryWorld::new(files.clone()));
        let again = build(&MemoryWorld::new(files.clone().into_iter().rev()));
        assert_eq!(paths(&first), paths(&again));
        for (a, b) in first.iter().zip(&again) {
            assert!(a.bytes == b.bytes, "{name}: {}", a.path);
        }
        let renamed = files.into_iter().enumerate().map(|(i, (path, bytes))| {
            let turned = 1000 - i;
            (if path == "senda.yaml" { path } else { format!("{turned}.yaml") }, bytes)
        });
        let moved = build(&MemoryWorld::new(renamed));
        assert_eq!(paths(&first), paths(&moved));
        for (a, b) in first.iter().zip(&moved) {
            let pages = ["site/", "wiki/", "mail/"].iter().any(|folder| a.path.starts_with(folder));
            let says_where = a.path == "program.json" || pages;
            assert!(says_where || a.bytes == b.bytes, "{name}: {}", a.path);
        }
    }
}

fn paths(artifacts: &[Artifact]) -> Vec<&str> {
    artifacts.iter().map(|a| a.path.as_str()).collect()
}

#[test]
fn paths_of_outputs_are_safe_on_every_system() {
    for name in EXAMPLES {
        let artifacts = build(&programs::example(name));
        let mut seen = BTreeSet::new();
        for artifact in &artifacts {
            let path = &artifact.path;
            assert!(seen.insert(path.to_lowercase()), "{path} is there twice, but for capitals");
            assert!(
                path.split('/').all(|part| !part.is_empty() && part != ".." && !part.ends_with(['.', ' '])),
                "{path}"
            );
            assert!(path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)), "{path}");
        }
    }
}
