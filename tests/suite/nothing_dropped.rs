//! Nothing of a program is dropped in silence: what an output does not carry, it says.

use crate::programs::{EXAMPLES, check_world, example, files_below, repository};
use senda::Outcome;
use senda::analyze::{Context, in_use};
use senda::emit::{self, Options, Output, find_target};
use senda::model::metric::Metric;
use senda::model::question::QuestionType;
use senda::model::survey::Survey;
use senda::source::MemoryWorld;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;

fn stress(folder: &str) -> Outcome {
    let folder = repository().join("tests/emit").join(folder);
    let yaml = files_below(&folder).into_iter().filter(|(path, _)| path.ends_with(".yaml"));
    check_world(&MemoryWorld::new(
        yaml.map(|(path, disk)| (path, fs::read(disk).unwrap())).collect::<Vec<_>>(),
    ))
}

fn programs() -> Vec<(&'static str, Outcome)> {
    let examples = EXAMPLES.iter().map(|name| (*name, check_world(&example(name))));
    examples
        .chain([
            ("every-family", stress("kpi/every-family")),
            ("every-shape", stress("surveyjs/every-shape")),
        ])
        .collect()
}

fn build(target: &str, outcome: &Outcome) -> Output {
    let target = find_target(target).expect("the target is registered");
    emit::emit(&[target], &outcome.checked().expect("it passes the gate"), &Options::default())
}

/// Whether the output says something about an entity that has all of these words in it.
fn says(output: &Output, entity: &str, words: &[&str]) -> bool {
    output.findings.iter().any(|finding| {
        finding.entity.as_deref() == Some(entity)
            && words.iter().all(|word| finding.message.en.contains(word))
    })
}

fn has(output: &Output, path: &str) -> bool {
    output.artifacts.iter().any(|artifact| artifact.path == path)
}

fn json(output: &Output, path: &str) -> Json {
    let found = output.artifacts.iter().find(|artifact| artifact.path == path);
    serde_json::from_slice(&found.unwrap_or_else(|| panic!("no {path}")).bytes).expect("it is JSON")
}

#[test]
fn every_metric_in_use_is_a_query_and_a_model_or_it_is_said_why_not() {
    let mut carried = 0;
    for (name, outcome) in programs() {
        let (sql, dbt) = (build("sql", &outcome), build("dbt", &outcome));
        let listed = json(&dbt, "kpi/dbt/senda_metrics.json");
        let listed: BTreeSet<&str> =
            listed.as_array().unwrap().iter().filter_map(|m| m["metric"].as_str()).collect();
        for metric in outcome.program.all::<Metric>().filter(|m| in_use(m.entity, outcome.as_of)) {
            let (id, entity) = (metric.id().as_str(), metric.entity.name());
            let file = id.replace('-', "_");
            let query = has(&sql, &format!("kpi/sql/{file}.sql"));
            let model = has(&dbt, &format!("kpi/dbt/models/kpi/kpi_{file}.sql"));
            let not_computable = |output: &Output| {
                output.findings.iter().any(|f| {
                    f.rule.name == "metric-not-computable" && f.entity.as_deref() == Some(entity.as_str())
                })
            };
            assert!(query || not_computable(&sql), "{name}: sql drops {id}");
            assert!(model || not_computable(&dbt), "{name}: dbt drops {id}");
            let said = says(&dbt, &entity, &[id, "not in the semantic layer"]) || not_computable(&dbt);
            assert!(listed.contains(id) != said, "{name}: MetricFlow has {id}: {}", listed.contains(id));
            carried += usize::from(query && model && listed.contains(id));
        }
    }
    assert!(carried > 60, "only {carried} metrics were carried everywhere");
}

#[test]
fn every_cut_of_a_metric_is_in_its_query_and_in_the_semantic_layer_or_it_is_said_why_not() {
    let mut carried = 0;
    for (name, outcome) in programs() {
        let (sql, dbt) = (build("sql", &outcome), build("dbt", &outcome));
        let listed = json(&dbt, "kpi/dbt/senda_metrics.json");
        for metric in outcome.program.all::<Metric>().filter(|m| in_use(m.entity, outcome.as_of)) {
            let (id, entity) = (metric.id().as_str(), metric.entity.name());
            let Some(entry) = listed.as_array().unwrap().iter().find(|m| m["metric"] == *id) else {
                continue;
            };
            let cuts: Vec<&str> =
                entry["cuts"].as_array().unwrap().iter().filter_map(|c| c["cut"].as_str()).collect();
            let asked = metric.it.cuts.items().count();
            let lost_in_sql = sql.findings.iter().filter(|f| {
                f.entity.as_deref() == Some(entity.as_str()) && f.message.en.contains("is without this cut")
            });
            let lost_in_dbt = dbt
                .findings
                .iter()
                .filter(|f| f.entity.as_deref() == Some(entity.as_str()) && f.message.en.contains("` by `"));
            let lost = lost_in_sql.count() + lost_in_dbt.count();
            assert_eq!(cuts.len() + lost, asked, "{name}: {id} has {cuts:?}");
            let query =
                sql.artifacts.iter().find(|a| a.path == format!("kpi/sql/{}.sql", id.replace('-', "_")));
            let query = String::from_utf8_lossy(&query.expect("a query").bytes).into_owned();
            for cut in &cuts {
                assert!(
                    query.contains(&format!("'{cut}' AS cut")),
                    "{name}: the query of {id} has no cut {cut}"
                );
                carried += 1;
            }
        }
    }
    assert!(carried > 20, "only {carried} cuts were carried");
}

#[test]
fn every_question_of_a_survey_in_use_is_asked_or_it_is_said_why_not() {
    let mut asked = 0;
    for (name, outcome) in programs() {
        let output = build("surveyjs", &outcome);
        let context = Context::new(&outcome.program, &outcome.sources, outcome.as_of);
        for survey in outcome.program.all::<Survey>().filter(|survey| context.is_in_use(survey.entity)) {
            let (id, entity) = (survey.id(), survey.entity.name());
            let path = format!("surveys/surveyjs/{id}.json");
            if !has(&output, &path) {
                assert!(says(&output, &entity, &[]), "{name}: {id} is dropped");
                continue;
            }
            let codebook =
                output.artifacts.iter().find(|a| a.path.ends_with("codebook.csv")).expect("a codebook");
            let codebook = String::from_utf8_lossy(&codebook.bytes).into_owned();
            let document = json(&output, &path).to_string();
            let (read, answered): (Vec<_>, Vec<_>) = survey
                .it
                .questions
                .items()
                .partition(|question| question.question_type.value() == Some(QuestionType::Statement));
            // Nothing is stored of a statement, so it has no line in the codebook.
            assert_eq!(document.matches("\"type\":\"expression\"").count(), read.len(), "{name}: {id}");
            for question in answered.into_iter().filter_map(|question| question.id.value()) {
                let own = |line: &&str| {
                    let mut cells = line.split(',');
                    let base = |cell: &str| cell.split('.').next().unwrap_or("").to_owned();
                    cells.next() == Some(id.as_str())
                        && cells.next().map(base).as_deref() == Some(question.as_str())
                };
                let stored = codebook.lines().find(own).and_then(|line| line.split(',').nth(3));
                let is_asked = stored.is_some_and(|stored| {
                    let name = stored.split('.').next().unwrap_or(stored);
                    document.contains(&format!("\"name\":\"{name}\""))
                });
                assert!(
                    is_asked || says(&output, &entity, &[question.as_str()]),
                    "{name}: {id} drops {question} ({stored:?})"
                );
                asked += usize::from(is_asked);
            }
        }
    }
    assert!(asked > 60, "only {asked} questions were asked");
}
