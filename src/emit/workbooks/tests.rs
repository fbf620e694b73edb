//! The workbooks read back by another reader.

use super::TARGET;
use crate::emit::survey::small::{checked, program};
use crate::emit::{Options, emit};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

const PROGRAM: &str = r#"kind: survey
id: s
title: { es: '=HYPERLINK("x")', en: "+1" }
type: relationship
consent: { purpose: { es: "-2", en: "@x" }, basis: consent }
questions:
  - { id: nps, use: nps, subject: { es: el banco, en: the bank } }
  - { id: why, type: choice, text: { es: "¿Por qué?", en: "Why?" }, show_when: nps <= 6, options: [ { id: a, text: { es: Uno, en: One } }, { id: b, text: { es: Dos, en: Two } } ] }
---
kind: roadmap
id: road
gaps: [ { id: g, text: { es: "@brecha", en: Gap }, at: j } ]
initiatives: [ { id: i, title: { es: Iniciativa, en: Initiative }, type: process, closes: [g], cost: 1000 MXN, start: 2026-12-01 } ]
review: { every: quarter, next: 2027-01-10 }
---
kind: journey
id: j
state: as-is
archetype: family
---
kind: archetype
id: family
---
kind: metric
id: shown
title: { es: Se mostró, en: Shown rate }
family: rate
dataset: visits
count: was_shown = true
of: was_shown is not null
base: { text: { es: Todas, en: All } }
direction: up
period: month
bands: [ { name: poor, below: 50 % }, { name: fair, from: 50 % } ]
target: [ { value: 70 %, by: 2027-06-30 } ]
---
kind: dataset
id: visits
grain: One visit
table: visits
columns: { id: { type: text, key: true }, at: { type: date, time: true }, was_shown: { type: boolean } }
"#;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Every book that is written, by its path.
fn books() -> BTreeMap<String, Book> {
    let outcome = program("es, en", PROGRAM);
    let written = emit(&[&TARGET], &checked(&outcome), &Options::default()).artifacts;
    let opened = |it: crate::emit::Artifact| (it.path, Xlsx::new(Cursor::new(it.bytes)).expect("a workbook"));
    written.into_iter().map(opened).collect()
}

/// The cells of a sheet of the English book, below its head, by column.
fn sheet(book: &str, name: &str) -> Vec<BTreeMap<String, Data>> {
    sheet_of(&format!("{book}.en"), name)
}

fn sheet_of(book: &str, name: &str) -> Vec<BTreeMap<String, Data>> {
    let mut book = books().remove(&format!("workbooks/{book}.xlsx")).expect("it is written");
    let formulas = book.worksheet_formula(name).expect("the sheet");
    assert!(formulas.used_cells().next().is_none(), "{name} has a formula");
    let cells = book.worksheet_range(name).expect("the sheet");
    let mut rows = cells.rows();
    let head: Vec<String> = rows.next().expect("a head").iter().map(ToString::to_string).collect();
    rows.map(|row| head.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn text(row: &BTreeMap<String, Data>, column: &str) -> String {
    row.get(column).unwrap_or_else(|| panic!("{column} of {row:?}")).to_string()
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let surveys = sheet("surveys", "Surveys");
    assert_eq!(text(&surveys[0], "Title (es)"), "=HYPERLINK(\"x\")");
    assert_eq!(text(&surveys[0], "Title (en)"), "+1");
    assert_eq!(text(&sheet("roadmap", "Gaps")[0], "Text (es)"), "@brecha");
    assert!(sheet("surveys", "Consent").iter().any(|row| text(row, "Text (es)") == "-2"));
}

#[test]
fn questions_have_their_wording_scale_and_branch() {
    let questions = sheet("surveys", "Questions");
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0]["Scale from"], Data::Float(0.0));
    assert_eq!(questions[0]["Scale to"], Data::Float(10.0));
    assert!(text(&questions[0], "Text (es)").contains("el banco"));
    assert_eq!(text(&questions[1], "Asked when"), "nps <= 6");
    let options = sheet("surveys", "Options");
    let options: Vec<String> = options.iter().map(|row| text(row, "Text (en)")).collect();
    assert_eq!(options, ["One", "Two"]);
}

#[test]
fn a_gap_names_the_initiatives_that_close_it() {
    assert_eq!(text(&sheet("roadmap", "Gaps")[0], "Closed by"), "i");
    let initiatives = sheet("roadmap", "Initiatives");
    assert_eq!(text(&initiatives[0], "Cost"), "MXN\u{a0}1,000");
    assert_eq!(text(&initiatives[0], "Closes"), "g");
    assert_eq!(text(&sheet("roadmap", "Reviews")[0], "Next"), "2027-01-10");
}

#[test]
fn a_book_is_in_the_words_of_its_language() {
    let initiatives = sheet_of("roadmap.es", "Iniciativas");
    assert_eq!(text(&initiatives[0], "Tipo"), "Proceso");
    assert_eq!(text(&initiatives[0], "Título (en)"), "Initiative");
    assert_eq!(text(&sheet_of("roadmap.es", "Revisiones")[0], "Cada cuánto"), "trimestre");
    let questions = sheet_of("surveys.es", "Preguntas");
    assert_eq!(text(&questions[1], "Se responde con"), "una opción");
    let kpis = sheet_of("kpis.es", "KPI");
    assert_eq!(text(&kpis[0], "Título (en)"), "Shown rate");
    assert_eq!(
        ["Familia", "Unidad", "Dirección", "Periodo"].map(|it| text(&kpis[0], it)),
        ["Tasa", "parte", "↑ sube", "Mes"]
    );
    assert_eq!(kpis[0]["Meta"], Data::Float(0.7));
    let bands = sheet_of("kpis.es", "Bandas");
    assert_eq!(["Banda", "Incluye el desde"].map(|it| text(&bands[1], it)), ["fair", "sí"]);
    assert_eq!(sheet_of("kpis.es", "Metas").len(), 1);
    let books = books();
    assert_eq!(books.len(), 6, "three books in two languages");
    for (path, mut book) in books {
        for name in book.sheet_names() {
            let cells = book.worksheet_range(&name).expect("the sheet");
            let all = cells.used_cells().map(|(_, _, cell)| cell.to_string()).chain([name.clone()]);
            let unnamed: Vec<String> = all.filter(|cell| cell.contains("book.")).collect();
            assert!(unnamed.is_empty(), "{path} has no words for {unnamed:?}");
        }
    }
}
