//! The site as a reader meets it: every link leads somewhere, nothing a user writes becomes markup.

use super::TARGET;
use crate::emit::options::Told;
use crate::emit::{Options, Output, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::model::{EntityIndex, Kind};
use crate::source::MemoryWorld;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn site(world: &MemoryWorld, options: &Options) -> Output {
    let outcome = crate::check(world, Date::parse("2026-11-22").expect("a date")).expect("reads");
    let faults: Vec<&str> =
        outcome.diagnostics.iter().filter(|d| d.stops_a_build()).map(|d| d.message.en.as_str()).collect();
    let checked = outcome.checked().unwrap_or_else(|| panic!("it passes the gate: {faults:#?}"));
    emit(&[&TARGET], &checked, options)
}

fn pages(output: &Output) -> BTreeMap<String, String> {
    let faults: Vec<&str> = output.findings.iter().map(|d| d.message.en.as_str()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    output
        .artifacts
        .iter()
        .map(|a| (a.path.clone(), String::from_utf8_lossy(&a.bytes).into_owned()))
        .collect()
}

#[allow(clippy::disallowed_methods)] // the test reads the examples
pub(super) fn example(name: &str) -> MemoryWorld {
    fn add(folder: &Path, root: &Path, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                add(&path, root, files);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut files = Vec::new();
    add(&root, &root, &mut files);
    MemoryWorld::new(files)
}

const SMALL: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [es, en]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\n";

/// The values of an attribute, in the order of the page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let opening = format!(" {attribute}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The path that a link of a page leads to.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn unescaped(text: &str) -> String {
    text.replace("&#x2f;", "/").replace("&amp;", "&")
}

/// The programs of the repository.
const EXAMPLES: [&str; 2] = ["banco-horizonte", "city-permits"];

#[test]
fn every_link_leads_to_a_page_and_a_place_on_it() {
    for name in EXAMPLES {
        let wrong = broken_links(&pages(&site(&example(name), &Options::default())));
        assert!(wrong.is_empty(), "{name}, {}: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    }
}

fn broken_links(pages: &BTreeMap<String, String>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, text)| (path.as_str(), values(text, "id").into_iter().collect())).collect();
    let mut wrong = Vec::new();
    let mut links = 0;
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in values(text, "href").into_iter().chain(values(text, "src")) {
            let link = unescaped(link);
            if link.starts_with("https:") {
                continue;
            }
            links += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path.clone() } else { resolve(path, file) };
            match ids.get(target.as_str()) {
                None => wrong.push(format!("{path}: {link}")),
                Some(ids) if !anchor.is_empty() && !ids.contains(anchor) => {
                    wrong.push(format!("{path}: {link}"))
                }
                Some(_) => {}
            }
        }
    }
    assert!(links > 1_000, "links are found: {links}");
    wrong
}

#[test]
fn an_id_stands_once_on_a_page_and_no_page_has_styles_or_scripts_of_its_own() {
    let all = EXAMPLES.into_iter().flat_map(|name| pages(&site(&example(name), &Options::default())));
    for (path, text) in all {
        let ids = values(&text, "id");
        let once: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "an id is twice on {path}");
        if path.ends_with(".html") {
            assert!(!ids.contains(&""), "an empty id on {path}");
            assert!(!text.contains(" style="), "{path}");
            assert!(!text.contains("<script>"), "{path}");
            assert!(text.contains("Content-Security-Policy"), "{path}");
        }
    }
}

#[test]
fn every_page_is_there_in_every_language_and_every_entity_has_one() {
    let world = example("banco-horizonte");
    let pages = pages(&site(&world, &Options::default()));
    let of = |language: &str| -> BTreeSet<String> {
        let folder = format!("site/{language}/");
        pages.keys().filter_map(|path| path.strip_prefix(&folder)).map(str::to_owned).collect()
    };
    let (spanish, english) = (of("es"), of("en"));
    assert_eq!(spanish, english);
    let outcome = crate::check(&world, Date::parse("2026-11-22").expect("a date")).expect("reads");
    for (_, entity) in outcome.program.entities() {
        let path = format!("{}/{}.html", entity.kind.name(), entity.id);
        assert!(spanish.contains(&path), "{path}");
    }
}

#[test]
fn the_smallest_program_has_a_site() {
    let pages = pages(&site(&MemoryWorld::new([("senda.yaml", SMALL)]), &Options::default()));
    assert!(unescaped(&pages["site/index.html"]).contains("url=es/index.html"));
    assert!(pages["site/es/index.html"].contains("Small"));
    assert!(pages.contains_key("site/en/sponsor.html"));
}

#[test]
fn what_a_user_writes_is_text_and_never_markup() {
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\" onmouseover=\\\"alert(1)";
    let files = [
        ("senda.yaml", format!("{SMALL}title: \"{hostile}\"\nwhy: \"{hostile}\"\nserves: [a]\n")),
        (
            "a.yaml",
            format!(
                "kind: archetype\nid: a\ntitle: \"{hostile}\"\nneeds:\n  - {{ id: n, text: \"{hostile}\" }}\nexpectations:\n  - {{ text: \"{hostile}\", because: n, set_by: \"{hostile}\" }}\n"
            ),
        ),
    ];
    let pages = pages(&site(&MemoryWorld::new(files), &Options::default()));
    for (path, text) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains("<script>"), "{path}");
        assert!(!text.contains("<img"), "{path}");
        assert!(!text.contains("\" onmouseover"), "{path}");
    }
}

#[test]
fn a_template_with_a_fault_is_reported_by_line_and_column_and_the_other_pages_stand() {
    for (text, place) in [
        ("{{ v.nothing }}", "1:4"),
        ("<h1>ñ</h1>\n<p>é {{ v.nothing.at_all }}</p>", "2:10"),
        ("a\n {{ v. }}", "2:8"),
        ("{% if v.rows %}\n<p>", "1:16"),
        ("\n\n  {{ v | nosuch }}", "3:10"),
        (
            "{% from 'parts.html' import x %}\n{% for r in v.roles %}{{ r.id }}{% endfor %} {{- x(v.nothing) }}",
            "2:50",
        ),
        ("{% include 'nowhere.html' %}", "1:4"),
    ] {
        let overrides = BTreeMap::from([("templates/site/sheets.html".to_owned(), text.to_owned())]);
        let output = site(
            &MemoryWorld::new([("senda.yaml", SMALL)]),
            &Options { overrides: overrides.into(), ..Options::default() },
        );
        let faults: Vec<&str> = output.findings.iter().map(|d| d.rule.name).collect();
        assert_eq!(faults, ["template-fault"], "{text}");
        let said = &output.findings[0].message.en;
        assert!(said.starts_with(&format!("templates/site/sheets.html:{place}: ")), "{text}: {said}");
        assert!(output.artifacts.iter().any(|a| a.path == "site/es/index.html"));
        assert!(!output.artifacts.iter().any(|a| a.path == "site/es/sheets.html"));
    }
}

#[test]
fn the_same_numbers_stand_in_both_languages_in_their_own_form() {
    let pages = pages(&site(&example("banco-horizonte"), &Options::default()));
    let study =
        |language: &str| pages[&format!("site/{language}/study/recovery-study.html")].replace('\u{a0}', " ");
    for (es, en) in
        [("$170,000", "MXN 170,000"), ("70%", "70%"), ("750%", "750%"), ("10,000 × 2%", "10,000 × 2%")]
    {
        assert!(study("es").contains(es), "{es}");
        assert!(study("en").contains(en), "{en}");
    }
}

/// An example with one text of a file exchanged for another.
#[allow(clippy::disallowed_methods)] // the test reads the examples
fn changed(path: &str, find: &str, by: &str) -> MemoryWorld {
    let disk = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/banco-horizonte").join(path);
    let text = std::fs::read_to_string(disk).expect("a file");
    assert_eq!(text.matches(find).count(), 1, "{find} in {path}");
    let mut world = example("banco-horizonte");
    world.set(path, text.replace(find, by));
    world
}

#[test]
fn costs_in_another_currency_are_counted_by_the_rate_of_the_program() {
    let path = "playbooks/activate-promoters.yaml";
    let pages =
        pages(&site(&changed(path, "cost_per_case: 4 MXN", "cost_per_case: 4 USD"), &Options::default()));
    let page = unescaped(&pages["site/es/playbook/activate-promoters.html"]).replace('\u{a0}', " ");
    // 33,000 cases of 4 USD at 18.5, and 120,000 MXN besides
    assert!(page.contains("$2,562,000"), "{page}");
    assert!(page.contains("33,000 × 4 USD × 18.5 + $120,000"), "{page}");
}

#[test]
fn a_question_is_shown_in_the_words_in_which_it_is_asked() {
    let own = "use: nps\n    text: { es: ¿Nos amas?, en: Do you love us? }\n    subject: Banco Horizonte";
    let find = "use: nps\n    subject: Banco Horizonte";
    let pages = pages(&site(&changed("surveys/customers.yaml", find, own), &Options::default()));
    let page = &pages["site/es/survey/relationship-survey.html"];
    // once, in the table of what is written
    assert_eq!(page.matches("¿Nos amas?").count(), 1, "{page}");
    assert!(page.contains("recomiendes Banco Horizonte"), "{page}");
}

#[test]
fn the_plan_of_a_survey_says_what_will_be_known_and_where_answers_land() {
    let pages = pages(&site(&example("banco-horizonte"), &Options::default()));
    let page = pages["site/es/fieldwork/relationship-survey.html"].replace('\u{a0}', " ");
    for said in [
        "12 abr 2027",
        "<td data-l=\"Respuestas esperadas\">8,635</td>",
        "±1.6 puntos",
        "1 en 180 días",
        "<code>wording_version</code>",
        "11, 99",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // The survey itself says the same margins, and leads there.
    let survey = pages["site/es/survey/relationship-survey.html"].replace('\u{a0}', " ");
    assert!(survey.contains("±1.6 puntos") && survey.contains("../fieldwork/relationship-survey.html"));
    // An answer that no metric reads has no column, and that is said.
    assert!(page.contains("Ninguna columna guarda las respuestas a:"), "{page}");
}

#[test]
fn a_site_of_some_entities_has_their_pages_and_no_link_to_others() {
    let world = example("banco-horizonte");
    let outcome = crate::check(&world, Date::parse("2026-11-22").expect("a date")).expect("reads");
    let program = &outcome.program;
    let of = |kind| program.of_kind(kind).map(|(index, _)| index).take(6);
    let kinds = [Kind::Playbook, Kind::Metric, Kind::Role, Kind::Journey, Kind::Survey, Kind::Archetype];
    let only: BTreeSet<EntityIndex> = kinds.into_iter().flat_map(of).collect();
    let told = BTreeMap::from([("languages", Told::Words(vec!["es".to_owned()]))]);
    let options = Options { only: Some(only.clone().into()), told, ..Options::default() };
    let checked = outcome.checked().expect("it passes the gate");
    let pages = pages(&emit(&[&TARGET], &checked, &options));
    let wrong = broken_links(&pages);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let of_entities =
        pages.keys().filter(|path| path.starts_with("site/es/") && path.matches('/').count() == 3);
    let more = |path: &&String| {
        ["sheet", "card", "preview", "fields", "fieldwork", "interview"]
            .iter()
            .any(|f| path.starts_with(&format!("site/es/{f}/")))
    };
    assert_eq!(of_entities.filter(|path| !more(path)).count(), only.len());
    assert!(!pages.keys().any(|path| path.starts_with("site/en/") || path.ends_with("sponsor.html")));
}

#[test]
fn the_footer_says_the_day_and_the_revision() {
    let options = Options { revision: Some("v7 <&>".to_owned()), ..Options::default() };
    let pages = pages(&site(&MemoryWorld::new([("senda.yaml", SMALL)]), &options));
    for (path, page) in pages.iter().filter(|(path, _)| {
        path.matches('/').count() > 1 && path.ends_with(".html") && !path.contains("/preview/")
    }) {
        let footer = page.split("<footer").nth(1).unwrap_or_default();
        assert!(footer.contains("v7 &lt;&amp;&gt;") && footer.contains("2026"), "{path}: {footer}");
    }
}

#[test]
fn a_survey_is_shown_as_whoever_answers_sees_it() {
    let pages = pages(&site(&example("banco-horizonte"), &Options::default()));
    let page = &pages["site/es/preview/relationship-survey.html"];
    assert!(page.contains("script-src 'self';") && !page.contains("<script>"), "{page}");
    assert!(page.contains("value=\"es-MX\" selected"), "it opens in the words of the place: {page}");
    assert!(pages["site/en/preview/relationship-survey.html"].contains("value=\"en\" selected"));
    assert!(pages["site/es/survey/relationship-survey.html"].contains("preview/relationship-survey.html"));
    let document = &pages["site/assets/preview/relationship-survey.js"];
    let document = document.strip_prefix("window.sendaDocument = ").and_then(|it| it.strip_suffix(";\n"));
    let document: serde_json::Value = serde_json::from_str(document.expect("one value")).expect("JSON");
    assert_eq!(document["title"]["es"], "Encuesta de relación");
    assert!(pages.contains_key("site/assets/preview/renderer.js"));
    let without = pages_of_small();
    assert!(!without.keys().any(|path| path.contains("preview/")), "no survey, no renderer");
}

fn pages_of_small() -> BTreeMap<String, String> {
    pages(&site(&MemoryWorld::new([("senda.yaml", SMALL)]), &Options::default()))
}

#[test]
fn a_survey_without_all_its_words_says_so() {
    let open = "kind: survey\nid: s\ntype: pulse\ntitle: { es: Una, en: One }\nquestions:\n  - { id: a, type: open, text: { es: \"¿A?\" } }\n  - { id: b, type: open, text: { en: \"B?\" } }\n";
    let world = MemoryWorld::new([("senda.yaml", SMALL), ("s.yaml", open)]);
    let pages = pages(&site(&world, &Options::default()));
    let page = pages.iter().find(|(path, _)| path.ends_with("preview/s.html")).expect("its page").1;
    assert!(!page.contains("renderer.js") && page.contains("findings"), "{page}");
}
