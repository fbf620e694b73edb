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
"#;

/// The cells of a sheet, below its head, by column.
fn sheet(book: &str, name: &str) -> Vec<BTreeMap<String, Data>> {
    let outcome = program("es, en", PROGRAM);
    let output = emit(&[&TARGET], &checked(&outcome), &Options::default());
    let file = output.artifacts.into_iter().find(|it| it.path == format!("workbooks/{book}.xlsx"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.expect("it is written").bytes)).expect("a workbook");
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
    let surveys = sheet("surveys", "surveys");
    assert_eq!(text(&surveys[0], "title_es"), "=HYPERLINK(\"x\")");
    assert_eq!(text(&surveys[0], "title_en"), "+1");
    assert_eq!(text(&sheet("roadmap", "gaps")[0], "text_es"), "@brecha");
    assert!(sheet("surveys", "consent").iter().any(|row| text(row, "text_es") == "-2"));
}

#[test]
fn questions_have_their_wording_scale_and_branch() {
    let questions = sheet("surveys", "questions");
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0]["scale_from"], Data::Float(0.0));
    assert_eq!(questions[0]["scale_to"], Data::Float(10.0));
    assert!(text(&questions[0], "text_es").contains("el banco"));
    assert_eq!(text(&questions[1], "asked_when"), "nps <= 6");
    let options = sheet("surveys", "options");
    let options: Vec<String> = options.iter().map(|row| text(row, "text_en")).collect();
    assert_eq!(options, ["One", "Two"]);
}

#[test]
fn a_gap_names_the_initiatives_that_close_it() {
    assert_eq!(text(&sheet("roadmap", "gaps")[0], "closed_by"), "i");
    let initiatives = sheet("roadmap", "initiatives");
    assert_eq!(text(&initiatives[0], "cost"), "1000 MXN");
    assert_eq!(text(&initiatives[0], "closes"), "g");
    assert_eq!(text(&sheet("roadmap", "reviews")[0], "next"), "2027-01-10");
}
