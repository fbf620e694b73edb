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
    // The mapping of the answers stands in a folder of its own.
    let is_form = |path: &str| path.matches('/').count() == 2;
    artifacts.into_iter().filter(|it| is_form(&it.path)).map(|it| (it.path, it.bytes)).collect()
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
fn as_kept(bytes: &[u8], stem: &str) {
    let folder = repository().join("tests/import");
    let (yaml, notes) = imported(bytes, stem.split('.').next().unwrap_or_default(), &["es", "en"]);
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
    let bytes = fs::read(repository().join("tests/import/delivery.surveyjs.json")).expect("it is there");
    as_kept(&bytes, "delivery.surveyjs");
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

/// The rows of a workbook, each with its sheet.
fn rows(bytes: &[u8]) -> Vec<String> {
    use calamine::{DataType, Reader};
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("it is a workbook");
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("the sheet is read");
        for row in range.rows() {
            let cells = row.iter().map(|cell| cell.as_string().unwrap_or_default());
            all.push(format!("{name}: {}", cells.collect::<Vec<_>>().join(" | ")));
        }
    }
    all
}

#[test]
fn a_survey_that_comes_back_from_xlsform_is_the_same_workbook() {
    let mut wrong = Vec::new();
    for (name, outcome) in programs() {
        for (path, bytes) in exported(&outcome, "xlsform") {
            let Some(id) = path.strip_prefix("surveys/xlsform/").and_then(|path| path.strip_suffix(".xlsx"))
            else {
                continue;
            };
            let (yaml, notes) = imported(&bytes, id, &outcome.program.languages());
            wrong.extend(notes.iter().map(|note| format!("{name}/{id}: {note:?}")));
            let back = program(&outcome, &yaml);
            wrong.extend(errors(&back).into_iter().map(|error| format!("{name}/{id}: {error}\n{yaml}")));
            if back.checked().is_none() {
                continue;
            }
            let again = exported(&back, "xlsform");
            let again = &again.iter().find(|(other, _)| *other == path).expect("it is written again").1;
            let (mut before, mut after) = (rows(&bytes), rows(again));
            // Fields for the datasets of a program, which the program of one survey does not have.
            let is_sent = |row: &String| row.starts_with("survey: hidden | sent_");
            let has_sent = before.iter().any(is_sent);
            before.retain(|row| !(is_sent(row) || has_sent && row.starts_with("settings")));
            after.retain(|row| !(has_sent && row.starts_with("settings")));
            if id == "hard-to-carry" {
                // The words of its twelve points are lost, says the target; so it needs less room.
                let is_page = |row: &String| {
                    row.contains("| page_") || row.contains("end_group") || row.starts_with("settings")
                };
                before.retain(|row| !is_page(row));
                after.retain(|row| !is_page(row));
            } else if !has_sent && *again != bytes {
                wrong.push(format!("{name}/{id}: other bytes"));
            }
            for (one, other) in before.iter().zip(&after).filter(|(one, other)| one != other) {
                wrong.push(format!("{name}/{id}\n  before {one}\n  after  {other}"));
            }
            if before.len() != after.len() {
                wrong.push(format!("{name}/{id}: {} rows and {}", before.len(), after.len()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A workbook of sheets written as lines of cells: `# name` begins a sheet.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in text.split("# ").filter(|sheet| !sheet.trim().is_empty()) {
        let (name, lines) = sheet.split_once('\n').expect("a sheet has lines");
        let page = book.add_worksheet();
        page.set_name(name.trim()).expect("a name");
        for (row, line) in lines.lines().enumerate() {
            for (column, cell) in line.split('|').enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                match cell.trim().parse::<f64>() {
                    Ok(number) => page.write_number(row, column, number),
                    Err(_) => page.write_string(row, column, cell.trim()),
                }
                .expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const VISIT: &str = "\
# survey
type|name|label::Español (es)|label::English (en)|hint::English (en)|required|relevant|constraint|appearance|calculation|parameters|choice_filter|default
start|start
deviceid|deviceid
hidden|who
begin group|first|Primero|First
select_one country|country|¿País?|Country?
select_one city|city|¿Ciudad?|City?||||||||country = ${country}
end group|
range|nps|¿Qué probabilidad hay de que recomiendes Acme a un amigo o colega?|How likely is it that you would recommend Acme to a friend or colleague?|0 = Not at all likely, 10 = Extremely likely|yes||||| start=0 end=10 step=1
text|why_low|¿Por qué ${nps}, ${who}?|Why ${nps}, ${who}?|||${nps} <= 6 and ${city} != 'gdl'|string-length(.) <= 200|multiline
select_multiple things|things|¿Qué pesó?|What weighed?||true||count-selected(.) <= 2
select_one likert|easy|¿Fue fácil?|Was it easy?||||||||| 3
begin_group|aspects|Cada cosa|Each thing|||selected(${things}, 'price')
select_one quality|aspects_head|Cosa|Thing|||||label
select_one quality|box|La caja|The box||yes|||list-nolabel
select_one quality|person|Quien llegó|Who came||yes|||list-nolabel
end_group|
begin_repeat|children|Hijos|Children
integer|age|Edad|Age
end_repeat|
geopoint|place|Lugar|Place
calculate|score||||||||${nps} * 10
note|bye|**Adiós**|**Bye**
select_one nowhere|lost|¿Y esto?|And this?
date|day|¿Qué día?
# choices
list_name|name|label::Español (es)|label::English (en)|country|image
country|mx|México|Mexico
country|co|Colombia|Colombia
city|cdmx|CDMX|Mexico City|mx
city|gdl|Guadalajara|Guadalajara|mx|gdl.png
city|bog|Bogotá|Bogotá|co
things|price|Precio|Price
things|Good staff|Trato|Staff
likert|1|Nada fácil|Not easy
likert|2|Algo|Somewhat
likert|3|Muy fácil|Very easy
quality|bad|Mala|Bad
quality|good|Buena|Good
unused|a|A|A
# settings
form_title|form_id|version|default_language|public_key
La visita|visit_1|3|Español (es)|abc
";

#[test]
fn a_foreign_xlsform_is_read_and_what_is_not_understood_is_listed() {
    as_kept(&workbook(VISIT), "visit.xlsform");
}

/// A workbook with one sheet of this XML.
fn made_by_hand(sheet: &str) -> Vec<u8> {
    use std::io::Write;
    let form = workbook("# survey\ntype|name|label\ntext|a|A\n");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(form)).expect("a workbook");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for nth in 0..archive.len() {
        let mut file = archive.by_index(nth).expect("a file");
        let name = file.name().expect("a name").into_owned();
        out.start_file(&name, zip::write::SimpleFileOptions::default()).expect("a file");
        match name.as_str() {
            "xl/worksheets/sheet1.xml" => out.write_all(sheet.as_bytes()).expect("written"),
            _ => drop(std::io::copy(&mut file, &mut out).expect("written")),
        }
    }
    out.finish().expect("a workbook").into_inner()
}

#[test]
fn a_workbook_that_is_damaged_or_a_bomb_is_refused() {
    let head = "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    let refused =
        |bytes: &[u8]| import::read(bytes, None, &[]).map(|_| ()).expect_err("it is refused").what.en;
    let blanks = format!("{head}<sheetData/>{}</worksheet>", " ".repeat(80 * 1024 * 1024));
    assert_eq!(refused(&made_by_hand(&blanks)), "the workbook has more than 64 MB when it is unpacked");
    let far = format!(
        "{head}<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>"
    );
    assert_eq!(refused(&made_by_hand(&far)), "the sheet `survey` asks nothing that Senda asks");
    let cut = workbook(VISIT);
    assert_eq!(refused(&cut[..cut.len() / 2]), "the workbook is damaged, has a password, or is none");
    assert_eq!(refused(b"PK\x03\x04"), "the workbook is damaged, has a password, or is none");
    assert_eq!(refused(&workbook("# sheet\na|b\n")), "the workbook has no sheet `survey`");
}

#[test]
fn a_survey_that_comes_back_from_qualtrics_is_the_same_document() {
    let mut wrong = Vec::new();
    for (name, outcome) in programs() {
        for (path, bytes) in exported(&outcome, "qsf") {
            let Some(id) = path.strip_prefix("surveys/qsf/").and_then(|path| path.strip_suffix(".qsf"))
            else {
                continue;
            };
            let (yaml, notes) = imported(&bytes, id, &outcome.program.languages());
            wrong.extend(notes.iter().map(|note| format!("{name}/{id}: {note:?}")));
            let back = program(&outcome, &yaml);
            wrong.extend(errors(&back).into_iter().map(|error| format!("{name}/{id}: {error}\n{yaml}")));
            if back.checked().is_none() {
                continue;
            }
            let again = exported(&back, "qsf");
            let again = &again.iter().find(|(other, _)| *other == path).expect("it is written again").1;
            let (before, after): (Json, Json) =
                (serde_json::from_slice(&bytes).unwrap(), serde_json::from_slice(again).unwrap());
            let (mut before, mut after) = (before, after);
            if id == "hard-to-carry" {
                // The words of its twelve points are lost, says the target; so it needs less room.
                for document in [&mut before, &mut after] {
                    let elements =
                        document["SurveyElements"][0]["Payload"]["2"]["BlockElements"].as_array_mut();
                    elements.expect("a block").retain(|it| it["Type"] != "Page Break");
                }
            }
            without_sent(&mut before);
            without_sent(&mut after);
            if id == "every-question" {
                // The variant that calls people by their formal name is lost, says the target.
                for document in [&mut before, &mut after] {
                    let fields =
                        document["SurveyElements"][1]["Payload"]["Flow"][0]["EmbeddedData"].as_array_mut();
                    fields.expect("fields").retain(|it| it["Field"] != "customer_formal_name");
                }
            }
            let mut places = Vec::new();
            differing(&before, &after, "", &mut places);
            wrong.extend(places.into_iter().map(|place| format!("{name}/{id}{place}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A survey of Qualtrics without the fields for the datasets of a program, which the program of one
/// survey does not have.
fn without_sent(document: &mut Json) {
    let flow = &mut document["SurveyElements"][1]["Payload"];
    flow["Properties"]["Count"] = Json::Null;
    let steps = flow["Flow"].as_array_mut().expect("a flow");
    for step in steps.iter_mut() {
        if let Some(fields) = step["EmbeddedData"].as_array_mut() {
            fields.retain(|it| !it["Field"].as_str().is_some_and(|field| field.starts_with("sent_")));
        }
    }
    steps.retain(|step| !step["EmbeddedData"].as_array().is_some_and(Vec::is_empty));
}

/// Where two documents differ.
fn differing(before: &Json, after: &Json, place: &str, out: &mut Vec<String>) {
    match (before, after) {
        (Json::Object(one), Json::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                differing(&before[key], &after[key], &format!("{place}.{key}"), out);
            }
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                differing(one, other, &format!("{place}[{nth}]"), out);
            }
        }
        _ if before != after => out.push(format!("{place}: {before} became {after}")),
        _ => {}
    }
}

#[test]
fn a_foreign_survey_of_qualtrics_is_read_and_what_is_not_understood_is_listed() {
    let bytes = fs::read(repository().join("tests/import/contact.qsf")).expect("it is there");
    as_kept(&bytes, "contact.qsf");
}
