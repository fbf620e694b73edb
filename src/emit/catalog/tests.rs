//! The catalogue as those who load it meet it.

use super::TARGET;
use crate::emit::{Options, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use std::collections::BTreeMap;

const PROGRAM: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [es, en]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\n---\nkind: dataset\nid: visits\ngrain: { es: Una visita, en: One visit }\nfile: v.csv\ncolumns:\n  id: { type: text, key: true }\n  day: { type: date, time: true }\n  ok: { type: boolean }\n---\nkind: metric\nid: done\ntitle: { es: '=HYPERLINK(\"x\");1', en: '@SUM(1)' }\nfamily: rate\ndataset: visits\ncount: ok = true\nof: ok is not null\ndirection: up\nperiod: quarter\nbaseline: { value: 12.5 %, n: 40, period: 2026-Q1 }\ntarget: { value: 66.5 %, by: 2027-12-31 }\nbands: [{ name: low, below: 55 % }, { name: good, from: 55 % }]\ndecision: { es: \"-2\\n+3\", en: \"a;b,\\\"c\\\"\" }\n";

fn files() -> BTreeMap<String, Vec<u8>> {
    let world = MemoryWorld::new([("senda.yaml", PROGRAM.to_owned())]);
    let outcome = crate::check(&world, Date::parse("2026-11-20").expect("a date")).expect("reads");
    let checked = outcome.checked().expect("it passes the gate");
    let output = emit(&[&TARGET], &checked, &Options::default());
    output.artifacts.into_iter().map(|it| (it.path, it.bytes)).collect()
}

fn text(name: &str) -> String {
    String::from_utf8(files().remove(&format!("kpi/catalog/{name}")).expect("it is written")).expect("text")
}

#[test]
fn the_json_fits_its_schema_and_has_the_numbers_of_the_query() {
    let found: serde_json::Value = serde_json::from_str(&text("catalog.json")).expect("JSON");
    let schema = include_str!("../../../schemas/kpi-catalog.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema");
    let faults: Vec<String> = schema.iter_errors(&found).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let one = &found["metrics"][0];
    assert_eq!(
        (one["baseline"]["value"].as_f64(), one["targets"][0]["value"].as_f64()),
        (Some(0.125), Some(0.665))
    );
    assert_eq!((one["query"].as_str(), one["unit"].as_str()), (Some("done.sql"), Some("share")));
    assert_eq!(one["bands"][1]["low"]["included"], true);
}

#[test]
fn spreadsheets_get_their_separator_their_decimals_and_no_formula() {
    let plain = text("catalog.csv");
    assert!(plain.starts_with("metric,title_es,title_en,"), "{plain}");
    assert!(plain.contains("done,\"'=HYPERLINK(\"\"x\"\");1\",'@SUM(1),"), "{plain}");
    assert!(plain.contains(",'-2 +3,\"a;b,\"\"c\"\"\",") && plain.contains(",0.125,12.5 %,40,"), "{plain}");
    let spanish = text("catalog.es.csv");
    assert!(spanish.starts_with("\u{feff}metric;title_es;title_en;"), "{spanish}");
    assert!(
        spanish.contains(";0,125;12.5 %;40;") && spanish.contains(";0,665;66.5 %;2027-12-31;"),
        "{spanish}"
    );
}

#[test]
fn the_same_program_gives_the_same_workbook() {
    assert_eq!(files()["kpi/catalog/catalog.xlsx"], files()["kpi/catalog/catalog.xlsx"]);
}
