//! Charts as they are written; the real client looks at them in `tests/clients/vega_lite`.

use super::TARGET;
use crate::emit::{Options, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use serde_json::Value;

const PROGRAM: &str = "kind: program\nid: small\nsenda: 1\nlanguages: [en, es]\nlocale: en-US\ncurrency: USD\ntimezone: America/New_York\n---\nkind: dataset\nid: visits\ngrain: { en: One visit, es: Una visita }\nfile: v.csv\ncolumns:\n  id: { type: text, key: true }\n  day: { type: date, time: true }\n  minutes: { type: number }\n---\nkind: metric\nid: wait\ntitle: { en: \"Wait \\\"now\\\"\", es: Espera }\nfamily: mean\ndataset: visits\nvalue: minutes\nunit: number\ndirection: down\nperiod: quarter\ntarget: { value: 8, by: 2027-12-31 }\nbands: [{ name: good, below: 10 }, { name: bad, from: 10 }]\nhistory: [{ from: by-hand, to: by-clock, method: restart, date: 2026-05-04 }]\n";

#[test]
fn a_chart_keeps_both_sides_of_a_break_apart_and_has_no_values_in_it() {
    let world = MemoryWorld::new([("senda.yaml", PROGRAM.to_owned())]);
    let outcome = crate::check(&world, Date::parse("2026-11-20").expect("a date")).expect("reads");
    let checked = outcome.checked().expect("it passes the gate");
    let output = emit(&[&TARGET], &checked, &Options::default());
    assert_eq!(output.artifacts[0].path, "kpi/vega-lite/wait.json");
    let chart: Value = serde_json::from_slice(&output.artifacts[0].bytes).expect("JSON");
    assert_eq!(chart["data"]["url"], "values.csv");
    assert_eq!(chart["title"]["text"], "Wait \"now\"");
    let stretch = chart["transform"][1]["calculate"].as_str().expect("an expression");
    assert_eq!(
        stretch,
        "((datum.first_day < '2026-05-04' && '2026-05-04' <= datum.last_day)) ? datum.period : '' + ((datum.first_day >= '2026-05-04' ? 1 : 0))"
    );
    let said = chart["layer"].to_string();
    for words in ["series break: by-hand → by-clock", "target 8 · 2027-12-31", "bad ≥ 10"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}
