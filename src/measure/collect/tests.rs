//! What each platform hands over, on a small survey: the same three people answer on all of them.

use super::*;
use crate::emit::survey::instrument;
use crate::emit::survey::mapping::mapping;
use crate::emit::survey::platform::Platform;
use crate::emit::survey::small::{checked, program};
use crate::emit::{TARGETS, Target};
use crate::model::survey::Survey;
use crate::resolve::names;
use serde_json::json;

const PROGRAM: &str = r#"kind: archetype
id: family
---
kind: survey
id: s
since: 2026-01-15
type: relationship
audience: { archetypes: [family] }
trigger: { every: quarter }
questions:
  - { id: nps, use: nps, subject: { es: el banco, en: the bank } }
  - id: clear
    type: scale
    version: 3
    text: { es: "¿Claro?", en: "Clear?" }
    scale: { points: 1..5, labels: [{ es: a, en: A }, { es: b, en: B }, { es: c, en: C }, { es: d, en: D }, { es: e, en: E }], not_applicable: true }
  - { id: solved, type: yes-no, text: { es: "¿Resuelto?", en: "Solved?" } }
  - id: reason
    type: choice
    text: { es: "¿Por qué?", en: "Why?" }
    options:
      - { id: fees, text: { es: Cobros, en: Fees } }
      - { id: no-time, text: { es: Tiempo, en: Time } }
      - { id: else, text: { es: Otra, en: Other }, other: true }
  - id: uses
    type: choice
    multiple: true
    text: { es: "¿Qué usas?", en: "What do you use?" }
    options:
      - { id: app, text: { es: App, en: App } }
      - { id: web, text: { es: Web, en: Web } }
---
kind: dataset
id: answers
grain: One row per answer
file: data/answers.csv
columns:
  id: { type: text, key: true }
  who: { type: text, person: true }
  at: { type: timestamp, time: true, zone: local }
  lang: { type: text, role: language }
  survey: { type: text, role: survey }
  wording: { type: integer, role: wording-version }
  nps: { type: integer, question: s/nps, scale: 0..10, missing: [99] }
  clear: { type: integer, question: s/clear, scale: 1..5, missing: [9] }
  solved: { type: boolean, question: s/solved }
  reason: { type: text, question: s/reason }
  uses: { type: text, question: s/uses }
"#;

fn platform(name: &str) -> &'static Platform {
    let found = TARGETS.iter().find(|target: &&Target| target.name == name);
    found.and_then(|target| target.platform).expect("a platform")
}

/// What becomes of what a platform hands over.
fn landed(from: &str, bytes: &[u8], language: Option<&str>) -> Result<Collected, Mistake> {
    let outcome = program("es, en", PROGRAM);
    let checked = checked(&outcome);
    let survey = checked.program.all::<Survey>().next().expect("there is one");
    let instrument = instrument(&checked, survey, &mut Vec::new()).expect("it can be asked");
    let mapping = mapping(&instrument, platform(from), checked.program);
    let dataset = &mapping.datasets[0];
    let zone = names::zone(checked.program);
    collect(bytes, &Collecting { mapping: &mapping, dataset, language, zone })
}

fn rows(from: &str, given: &Json, language: Option<&str>) -> Vec<String> {
    let collected = landed(from, given.to_string().as_bytes(), language).expect("it is read");
    let faults: Vec<&str> = collected.faults.iter().map(|fault| fault.what.en.as_str()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    collected.csv().lines().map(str::to_owned).collect()
}

const HEAD: &str = "id,who,at,lang,survey,wording,nps,clear,solved,reason,uses";

#[test]
fn the_page_of_a_surveyjs_survey() {
    let given = json!({
        "id": "r1", "completed_at": "2026-11-20T18:10:00Z", "locale": "en", "variables": {"sent_who": "C7"},
        "data": {"nps": 9, "clear": "na", "solved": true, "reason": "other", "reason-Comment": "x", "uses": ["web", "app"]}
    });
    let found = rows("surveyjs", &given, None);
    assert_eq!(found, [HEAD, "r1,C7,2026-11-20T18:10:00,en,s,1,9,9,true,else,web|app"]);
}

#[test]
fn a_submission_to_kobotoolbox() {
    let given = json!({"results": [{
        "_uuid": "u1", "_submission_time": "2026-11-20T18:10:00", "sent_who": "C7",
        "page_1/nps": "0", "page_1/clear": "5", "page_2/solved": "no", "page_2/reason": "no-time", "page_2/uses": "app web"
    }]});
    let found = rows("xlsform", &given, Some("es"));
    assert_eq!(found, [HEAD, "u1,C7,2026-11-20T18:10:00,es,s,1,0,5,false,no-time,app|web"]);
}

#[test]
fn a_table_of_qualtrics() {
    let table = "ResponseId,RecordedDate,Finished,UserLanguage,sent_who,nps,clear,solved,reason,reason_3_TEXT,uses\r\n\
        Response ID,\"Recorded, Date\",Finished,User Language,sent_who,\"How likely\nis it?\",b,c,d,e,f\r\n\
        \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",x,x,x,x,x,x,x,x,x,x\r\n\
        R_1,2026-11-20 18:10:00,1,ES,C7,10,99,1,3,porque sí,\"1,2\"\r\n\
        R_2,2026-11-20 18:11:00,0,ES,C8,1,,,,,\r\n";
    let collected = landed("qsf", table.as_bytes(), None).expect("it is read");
    assert!(collected.faults.is_empty());
    assert_eq!(collected.rows.len(), 1, "who did not finish is not there");
    assert_eq!(collected.rows[0].join(","), "R_1,C7,2026-11-20T18:10:00,es,s,1,10,9,true,else,app|web");
}

#[test]
fn responses_of_limesurvey_as_json_and_as_a_table() {
    let given = json!({"responses": [
        {"id": "4", "submitdate": "2026-11-20 18:10:00", "startlanguage": "es", "nps": "7", "clear": "na", "solved": "Y", "reason": "-oth-", "reason_other": "x"},
        {"id": "5", "submitdate": null, "startlanguage": "es", "nps": "1"}
    ]});
    let row = "4,,2026-11-20T18:10:00,es,s,1,7,9,true,else,";
    assert_eq!(rows("limesurvey", &given, None), [HEAD, row]);
    let table =
        "id;submitdate;startlanguage;nps;clear;solved;reason\n4;2026-11-20 18:10:00;es;7;na;Y;-oth-\n";
    assert_eq!(landed("limesurvey", table.as_bytes(), None).expect("it is read").rows[0].join(","), row);
}

#[test]
fn responses_of_google_forms() {
    let outcome = program("es, en", PROGRAM);
    let checked = checked(&outcome);
    let survey = checked.program.all::<Survey>().next().expect("there is one");
    let instrument = instrument(&checked, survey, &mut Vec::new()).expect("it can be asked");
    let ids: Vec<String> = instrument
        .items
        .iter()
        .map(|item| (platform("googleforms").columns)(&instrument, item)[0].name.clone())
        .collect();
    let said = |values: &[&str]| {
        let answers: Vec<Json> = values.iter().map(|value| json!({"value": value})).collect();
        json!({"textAnswers": {"answers": answers}})
    };
    let given = json!({"responses": [{
        "responseId": "g1", "createTime": "2026-11-20T18:00:00Z", "lastSubmittedTime": "2026-11-20T18:10:00.123Z",
        "answers": {ids[0].clone(): said(&["8"]), ids[1].clone(): said(&["e"]), ids[2].clone(): said(&["Sí"]),
                    ids[3].clone(): said(&["porque sí"]), ids[4].clone(): said(&["App", "Web"])}
    }]});
    let found = rows("googleforms", &given, Some("es"));
    assert_eq!(found, [HEAD, "g1,,2026-11-20T18:10:00.123,es,s,1,8,5,true,else,app|web"]);
}

#[test]
fn the_webhook_of_typeform() {
    let field = |name: &str| json!({"id": "x", "ref": name});
    let given = json!({"event_type": "form_response", "form_response": {
        "token": "t1", "submitted_at": "2026-11-20T18:10:00Z", "hidden": {"sent_who": "C7"},
        "answers": [
            {"type": "number", "number": 6, "field": field("nps")},
            {"type": "choice", "choice": {"ref": "clear_2", "label": "b"}, "field": field("clear")},
            {"type": "boolean", "boolean": false, "field": field("solved")},
            {"type": "choice", "choice": {"other": "porque sí"}, "field": field("reason")},
            {"type": "choices", "choices": {"refs": ["uses_web"], "labels": ["Web"]}, "field": field("uses")}
        ]
    }});
    let found = rows("typeform", &given, Some("es"));
    assert_eq!(found, [HEAD, "t1,C7,2026-11-20T18:10:00,es,s,1,6,2,false,else,web"]);
}

#[test]
fn questionnaire_responses() {
    let item = |link: &str, answers: Json| json!({"linkId": link, "answer": answers});
    let given = json!({"resourceType": "Bundle", "entry": [
        {"resource": {
            "resourceType": "QuestionnaireResponse", "id": "f1", "status": "completed", "language": "en",
            "authored": "2026-11-20T12:10:00-06:00",
            "item": [
                item("nps", json!([{"valueCoding": {"code": "9", "display": "9"}}])),
                item("clear", json!([{"valueCoding": {"code": "na"}}])),
                item("solved", json!([{"valueBoolean": true}])),
                item("reason", json!([{"valueString": "because"}])),
                item("uses", json!([{"valueCoding": {"code": "app"}}, {"valueCoding": {"code": "web"}}]))
            ]
        }},
        {"resource": {"resourceType": "QuestionnaireResponse", "id": "f2", "status": "in-progress", "item": []}}
    ]});
    let found = rows("fhir", &given, None);
    assert_eq!(found, [HEAD, "f1,,2026-11-20T18:10:00,en,s,1,9,9,true,else,app|web"]);
}

#[test]
fn the_webhook_of_formbricks() {
    let given = json!({"webhookId": "w", "event": "responseFinished", "data": {
        "id": "b1", "createdAt": "2026-11-20T18:10:00.000Z", "finished": true, "language": "default",
        "data": {"nps": 10, "clear": "No aplica", "solved": "No", "reason": "porque sí", "uses": ["Web"], "sent_who": "C7"}
    }});
    let found = rows("formbricks", &given, None);
    assert_eq!(found, [HEAD, "b1,C7,2026-11-20T18:10:00,es,s,1,10,9,false,else,web"]);
    // One that was only begun.
    let begun =
        json!({"event": "responseCreated", "data": {"id": "b2", "finished": false, "data": {"nps": 1}}});
    assert_eq!(rows("formbricks", &begun, None), [HEAD]);
}

#[test]
fn what_does_not_fit_is_told_and_nothing_is_guessed() {
    let one = |id: &str, data: Json| json!({"id": id, "completed_at": "2026-11-20T18:10:00Z", "locale": "es", "data": data});
    let given = json!([
        one("off-scale", json!({"nps": 11})),
        one("no-option", json!({"reason": "rain"})),
        one("two", json!({"nps": [1, 2]})),
        one("whole", json!({"nps": 9.5})),
        one("missing-code", json!({"nps": 99})),
        one("nothing", json!({"clear": null})),
        one("same", json!({"nps": 3})),
        one("same", json!({"nps": 3})),
        one("same", json!({"nps": 4})),
        {"id": "when", "completed_at": "yesterday", "locale": "es", "data": {"nps": 1}},
        {"id": "tongue", "completed_at": "2026-11-20T18:10:00Z", "locale": "fr", "data": {"nps": 1}},
        {"completed_at": "2026-11-20T18:10:00Z", "locale": "es", "data": {"nps": 1}}
    ]);
    let found = landed("surveyjs", given.to_string().as_bytes(), None).expect("it is read");
    let told: Vec<(&str, &str)> =
        found.faults.iter().map(|fault| (fault.response.as_str(), fault.what.en.as_str())).collect();
    assert_eq!(
        told,
        [
            ("off-scale", "`nps`: `11` is no answer that it offers"),
            ("no-option", "`reason`: `rain` is no answer that it offers"),
            ("two", "`nps` has 2 answers, and takes one"),
            ("whole", "`nps`: `9.5` is no answer that it offers"),
            ("same", "it is there twice, with different answers"),
            ("when", "`yesterday` is no moment that can be read"),
            ("tongue", "it is in `fr`, and the survey is offered in en, es, es-MX"),
            ("#12", "it has no id at `$.id`"),
        ]
    );
    let kept: Vec<&str> = found.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(kept, ["missing-code", "same"]);
    assert_eq!((found.repeated, found.empty), (1, 1));
}

#[test]
fn a_file_that_is_none_of_it() {
    let why = |from: &str, bytes: &[u8]| match landed(from, bytes, Some("es")) {
        Err(mistake) => mistake.message.en,
        Ok(_) => panic!("{from} accepts it"),
    };
    assert_eq!(why("typeform", b""), "it is empty");
    assert_eq!(
        why("typeform", b"a,b\n1,2\n"),
        "it is no JSON, and this platform's responses are read from JSON"
    );
    assert_eq!(why("qsf", b"[]"), "it is JSON, and this platform's responses are read from a CSV");
    assert_eq!(why("typeform", b"{\"a\": [1,"), "line 1, column 9: here the JSON ends or breaks");
    assert_eq!(why("typeform", b"{}\n\xff"), "line 2 is no UTF-8");
    assert_eq!(why("qsf", b"ResponseId,a\nx,\"y\n"), "line 2: a quote opens here and never closes");
    assert_eq!(
        why("limesurvey", b"id;submitdate;nps\n1;2026-11-20 18:10:00;9\n"),
        "it has no column for `$['clear']`, `$['solved']`, `$['reason']`, `$.startlanguage`"
    );
    let deep = "[".repeat(200_000);
    assert!(why("typeform", deep.as_bytes()).starts_with("line 1, column"));
}

#[test]
fn a_value_that_a_spreadsheet_would_run_stays_a_value_in_its_cell() {
    let given = json!({"id": "=1+1", "completed_at": "2026-11-20T18:10:00Z", "locale": "es",
        "variables": {"sent_who": "a,\"b\"\nc"}, "data": {"nps": 9}});
    let found = landed("surveyjs", given.to_string().as_bytes(), None).expect("it is read");
    assert!(
        found.csv().ends_with("=1+1,\"a,\"\"b\"\"\nc\",2026-11-20T18:10:00,es,s,1,9,,,,\r\n"),
        "{}",
        found.csv()
    );
}
