//! Surveys that come back from the platforms, and surveys that were never ours.

use crate::command::{ROOT, folder, senda};
use crate::programs::{EXAMPLES, check_world, example, files_below, repository};
use senda::Outcome;
use senda::diagnostic::Lang;
use senda::edit::format::{Formatted, format};
use senda::emit::{Options, emit, find_target};
use senda::import::{self, Note, Wanted};
use senda::source::{FileId, MemoryWorld};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;

/// A program of one survey: the root with the languages and the place of another program.
fn program(of: &Outcome, yaml: &str) -> Outcome {
    let languages = of.program.languages().join(", ");
    let locale =
        of.program.program().and_then(|root| root.it.locale.get()).map_or("en-US", |it| &**it).to_owned();
    let root = ROOT.replace("[en]", &format!("[{languages}]")).replace("en-US", &locale);
    check_world(&MemoryWorld::new([("senda.yaml", root.as_str()), ("surveys/it.yaml", yaml)]))
}

/// The files that a target writes for the surveys of a program.
fn exported(outcome: &Outcome, target: &str) -> Vec<(String, Vec<u8>)> {
    let checked = outcome.checked().expect("the program has no error of form");
    let found = find_target(target).expect("the target is registered");
    let artifacts = emit(&[found], &checked, &Options::default()).artifacts;
    artifacts.into_iter().map(|artifact| (artifact.path, artifact.bytes)).collect()
}

/// What an import comes to: the YAML and the list.
fn imported(bytes: &[u8], id: &str, languages: &[&str]) -> (String, Vec<Note>) {
    let mut read =
        import::read(bytes, None, languages).unwrap_or_else(|refusal| panic!("{id}: {}", refusal.what.en));
    let wanted = Wanted { id, survey_type: Some("pulse"), from: "a file", lang: Lang::En };
    let written = import::write(read.draft, &wanted, &mut read.report);
    assert!(
        matches!(format(FileId(0), &written.text), Formatted::Same),
        "{id} is not in its form:\n{}",
        written.text
    );
    (written.text, read.report.notes)
}

/// Every program with surveys, the ones for targets as well.
fn programs() -> Vec<(String, Outcome)> {
    let made = |name: &str| {
        let folder = repository().join("tests/emit/surveyjs").join(name);
        let files = files_below(&folder)
            .into_iter()
            .map(|(path, disk)| (path, fs::read(disk).expect("it can be read")));
        (name.to_owned(), check_world(&MemoryWorld::new(files.collect::<Vec<_>>())))
    };
    let examples = EXAMPLES.iter().map(|name| ((*name).to_owned(), check_world(&example(name))));
    examples.chain([made("every-shape"), made("hostile")]).collect()
}

fn errors(outcome: &Outcome) -> Vec<String> {
    let of_survey =
        |d: &&senda::diagnostic::Diagnostic| outcome.sources.describe(d.at).starts_with("surveys/");
    outcome
        .diagnostics
        .iter()
        .filter(|d| d.stops_a_build())
        .filter(of_survey)
        .map(|d| format!("{}: {}", d.rule.name, d.message.en))
        .collect()
}

#[test]
fn a_survey_that_comes_back_from_surveyjs_is_the_same_instrument() {
    for (name, outcome) in programs() {
        for (path, bytes) in exported(&outcome, "surveyjs") {
            let Some(id) = path.strip_prefix("surveys/surveyjs/").and_then(|path| path.strip_suffix(".json"))
            else {
                continue;
            };
            if id.ends_with(".tests") {
                continue;
            }
            let (yaml, notes) = imported(&bytes, id, &outcome.program.languages());
            assert!(notes.is_empty(), "{name}/{id}: {notes:?}");
            let back = program(&outcome, &yaml);
            assert_eq!(errors(&back), Vec::<String>::new(), "{name}/{id}:\n{yaml}");
            let again = exported(&back, "surveyjs");
            let again = again.iter().find(|(other, _)| *other == path).expect("it is written again");
            let (mut before, mut after): (Json, Json) =
                (serde_json::from_slice(&bytes).unwrap(), serde_json::from_slice(&again.1).unwrap());
            if id == "hard-to-carry" {
                // The words of its twelve points are lost, says the target; so it needs less room.
                (before, after) = (on_one_page(before), on_one_page(after));
            }
            similar(&before, &after, &format!("{name}/{id}"), &yaml);
        }
    }
}

/// A SurveyJS document with all its questions on its first page.
fn on_one_page(mut document: Json) -> Json {
    let pages = document["pages"].as_array_mut().expect("pages");
    let elements: Vec<Json> = pages
        .iter_mut()
        .flat_map(|page| page["elements"].as_array_mut().expect("elements").drain(..).collect::<Vec<_>>())
        .collect();
    document["pages"] = Json::Array(elements);
    document
}

/// Two documents are one; else the first place where they differ is shown.
fn similar(before: &Json, after: &Json, place: &str, yaml: &str) {
    match (before, after) {
        (Json::Object(one), Json::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                similar(&before[key], &after[key], &format!("{place}.{key}"), yaml);
            }
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                similar(one, other, &format!("{place}[{nth}]"), yaml);
            }
        }
        _ => assert_eq!(before, after, "{place}\n{}", yaml.lines().take(200).collect::<Vec<_>>().join("\n")),
    }
}

/// The rules that speak of an imported survey, because no platform's file knows what they ask for:
/// what it is for, who acts on it, how often people are contacted, who is asked.
const ONLY_THE_PROGRAM_KNOWS: &[&str] = &[
    "detractor-no-playbook",
    "missing-field",
    "no-contact-policy",
    "promoter-no-playbook",
    "survey-no-action",
    "vp-survey-wrong-audience",
];

#[test]
fn what_is_found_in_an_imported_survey_is_what_its_file_cannot_know() {
    let outcome = check_world(&example("banco-horizonte"));
    let mut found = BTreeSet::new();
    for (path, bytes) in exported(&outcome, "surveyjs") {
        if !path.ends_with(".json") || path.ends_with(".tests.json") {
            continue;
        }
        let mut read = import::read(&bytes, None, &outcome.program.languages()).expect("it is read");
        let wanted = Wanted { id: "it", survey_type: None, from: "a file", lang: Lang::Es };
        let yaml = import::write(read.draft, &wanted, &mut read.report).text;
        let back = program(&outcome, &yaml);
        found.extend(
            back.diagnostics
                .iter()
                .filter(|d| back.sources.describe(d.at).starts_with("surveys/"))
                .map(|d| d.rule.name),
        );
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ONLY_THE_PROGRAM_KNOWS);
}

/// Every leaf of a document, as the way to it.
fn leaves(json: &Json, way: &str, out: &mut Vec<String>) {
    match json {
        Json::Object(map) => map.iter().for_each(|(key, inner)| leaves(inner, &format!("{way}/{key}"), out)),
        Json::Array(list) => {
            list.iter().enumerate().for_each(|(nth, inner)| leaves(inner, &format!("{way}/{nth}"), out));
        }
        _ => out.push(way.to_owned()),
    }
}

fn altered(value: &Json) -> Json {
    match value {
        Json::String(text) => Json::String(format!("{text}x")),
        Json::Bool(value) => Json::Bool(!value),
        Json::Number(number) => Json::from(number.as_i64().unwrap_or(0) + 1),
        _ => Json::from("x"),
    }
}

/// The document without the leaf at a way.
fn without(document: &Json, way: &str) -> Json {
    let mut other = document.clone();
    let (parent, own) = way.rsplit_once('/').expect("it stands in something");
    match other.pointer_mut(parent) {
        Some(Json::Object(map)) => drop(map.shift_remove(own)),
        Some(Json::Array(list)) => drop(list.remove(own.parse::<usize>().expect("a place"))),
        _ => {}
    }
    other
}

#[test]
fn no_leaf_of_a_surveyjs_document_goes_unnoticed() {
    let outcome = programs().remove(2).1;
    let files = exported(&outcome, "surveyjs");
    let own = ["every-question", "hard-to-carry", "canonical"].map(|id| {
        let path = format!("surveys/surveyjs/{id}.json");
        files.iter().find(|(other, _)| *other == path).expect("it is written").1.clone()
    });
    let foreign = fs::read(repository().join("tests/import/delivery.surveyjs.json")).expect("it is there");
    let format = import::find_format("surveyjs").expect("it is read");
    // What is not there is as Senda or SurveyJS has it, follows from the count of the points, or stands
    // in the bank.
    let same_without = ["locale", "clearInvisibleValues", "completedHtml", "rateMin", "rateMax", "es-MX"];
    // Of what is no question, only its words are listed; pages that are not Senda's are made anew.
    let names = ["/pages/0/name", "/pages/0/elements/1/name", "/pages/0/elements/2/name"];
    let mut unnoticed = Vec::new();
    for bytes in own.into_iter().chain([foreign]) {
        let document: Json = serde_json::from_slice(&bytes).unwrap();
        let told = |document: &Json| imported_as(format, document);
        let (before, mut ways) = (told(&document), Vec::new());
        leaves(&document, "", &mut ways);
        for way in ways {
            let is_in = |keys: &[&str]| way.split('/').any(|part| keys.contains(&part));
            let is_nameless =
                document["title"]["default"] == "Your delivery" && names.contains(&way.as_str());
            if is_nameless || format.no_meaning.iter().any(|(name, _)| is_in(&[name])) {
                continue;
            }
            let mut other = document.clone();
            let leaf = other.pointer_mut(&way).expect("the way leads there");
            *leaf = altered(leaf);
            if told(&other) == before {
                unnoticed.push(format!("altered: {way}"));
            }
            if !is_in(&same_without) && told(&without(&document, &way)) == before {
                unnoticed.push(format!("removed: {way}"));
            }
        }
    }
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
}

/// The YAML and the list, as one text; why it is refused, when it is.
fn imported_as(format: &'static import::Format, document: &Json) -> String {
    let bytes = serde_json::to_vec(document).unwrap();
    match import::read(&bytes, Some(format), &["es", "en"]) {
        Ok(mut read) => {
            let wanted = Wanted { id: "it", survey_type: None, from: "a file", lang: Lang::En };
            let yaml = import::write(read.draft, &wanted, &mut read.report).text;
            format!("{yaml}{:?}", read.report.notes)
        }
        Err(refusal) => refusal.what.en,
    }
}

/// A foreign survey of `tests/import`, as the YAML and the list that stand beside it.
fn as_kept(name: &str, stem: &str) {
    let folder = repository().join("tests/import");
    let bytes = fs::read(folder.join(name)).expect("it is there");
    let (yaml, notes) = imported(&bytes, "delivery", &["es", "en"]);
    let list: String = notes
        .iter()
        .map(|note| {
            let word = if note.lost { "lost" } else { "changed" };
            format!(
                "{word} {}\n  {}; {}\n  {}; {}\n",
                note.place, note.what.en, note.instead.en, note.what.es, note.instead.es
            )
        })
        .collect();
    for (ending, text) in [("yaml", yaml), ("list.txt", list)] {
        let path = folder.join(format!("{stem}.{ending}"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).expect("it can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, kept, "{} is not current; UPDATE=1 writes it anew", path.display());
    }
}

#[test]
fn a_foreign_surveyjs_survey_is_read_and_what_is_not_understood_is_listed() {
    as_kept("delivery.surveyjs.json", "delivery.surveyjs");
}

/// A folder with a program and an exported survey beside it.
fn at_hand() -> tempfile::TempDir {
    let survey =
        fs::read_to_string(repository().join("tests/import/delivery.surveyjs.json")).expect("it is there");
    folder(&[
        ("senda.yaml", &ROOT.replace("[en]", "[en, es]")),
        ("from/Delivery 2026.json", &survey),
        ("listen/one.yaml", ONE),
    ])
}

const ONE: &str = "kind: survey\nid: one\ntype: pulse\nquestions:\n  - id: why\n    use: why\n";

#[test]
fn an_import_goes_where_the_program_keeps_its_surveys_and_never_over_a_file() {
    let home = at_hand();
    let first = senda(home.path(), &["import", "survey", "from/Delivery 2026.json"]);
    assert_eq!(first.status, 0, "{}", first.all());
    assert!(
        first.out.contains("listen/delivery-2026.yaml is written: 7 questions (es, en)."),
        "{}",
        first.out
    );
    let path = home.path().join("listen/delivery-2026.yaml");
    let before = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, before.replace("kind: survey\n", "kind: survey\nx-mine: true\n")).unwrap();
    let second = senda(home.path(), &["import", "survey", "from/Delivery 2026.json", "--lang", "es"]);
    assert_eq!(second.status, 2, "{}", second.all());
    assert!(second.err.contains("`listen/delivery-2026.yaml` ya existe"), "{}", second.err);
    assert!(fs::read_to_string(&path).unwrap().contains("x-mine"), "it was not touched");
    let forced = senda(home.path(), &["import", "survey", "from/Delivery 2026.json", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.all());
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    let taken = senda(
        home.path(),
        &["import", "survey", "from/Delivery 2026.json", "--id", "one", "--out", "new.yaml"],
    );
    assert_eq!(taken.status, 2, "{}", taken.all());
    assert!(taken.err.contains("the program has a survey `one` already: listen/one.yaml"), "{}", taken.err);
    assert!(!home.path().join("new.yaml").exists());
}

#[test]
fn an_import_can_be_looked_at_before_it_is_written() {
    let home = at_hand();
    let dry = senda(
        home.path(),
        &["import", "survey", "from/Delivery 2026.json", "--dry-run", "--strict", "--lang", "es"],
    );
    assert_eq!(dry.status, 1, "something was not understood: {}", dry.all());
    assert!(dry.out.contains("No se entendió") && dry.out.contains("pages[0].elements[3]"), "{}", dry.out);
    assert!(!home.path().join("listen/delivery-2026.yaml").exists());
    let screen =
        senda(home.path(), &["import", "survey", "from/Delivery 2026.json", "--out", "-", "--type", "pulse"]);
    assert!(
        screen.out.starts_with("# Read from Delivery 2026.json (SurveyJS, JSON).\nkind: survey\n"),
        "{}",
        screen.out
    );
    assert!(screen.err.contains("Not understood"), "{}", screen.err);
    let json =
        senda(home.path(), &["import", "survey", "from/Delivery 2026.json", "--dry-run", "--report", "json"]);
    let list: Json = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!((&list["survey"], &list["format"]), (&Json::from("delivery-2026"), &Json::from("surveyjs")));
    assert!(list["notes"].as_array().is_some_and(|notes| notes.len() > 5), "{list}");
}

#[test]
fn what_is_no_survey_is_refused_in_words() {
    let home = at_hand();
    let deep = format!("{{\"pages\": {}1{}}}", "[".repeat(5000), "]".repeat(5000));
    for (name, text, told) in [
        ("empty.json", "", "it is no survey of a form that is read here"),
        ("words.txt", "hello", "it is no survey of a form that is read here"),
        ("other.json", "{\"a\": 1}", "it is no survey of a form that is read here"),
        ("none.json", "{\"pages\": []}", "it has no `pages` and no `elements` with questions"),
        ("deep.json", &deep, "it is no survey of a form that is read here"),
    ] {
        fs::write(home.path().join(name), text).unwrap();
        let run = senda(home.path(), &["import", "survey", name]);
        assert_eq!(run.status, 2, "{name}: {}", run.all());
        assert!(run.err.contains(told), "{name}: {}", run.err);
    }
    let missing = senda(home.path(), &["import", "survey", "nowhere.json", "--lang", "es"]);
    assert!(
        missing.status == 2 && missing.err.contains("no se pudo leer `nowhere.json`"),
        "{}",
        missing.all()
    );
    let format = senda(home.path(), &["import", "survey", "words.txt", "--format", "surveyjs"]);
    assert!(format.err.contains("it is no JSON at line 1, column 1"), "{}", format.err);
}
