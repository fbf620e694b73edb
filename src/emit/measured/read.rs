//! A file that `senda measure --format json` wrote.

use super::{Against, Before, Break, Measured, Point, Series};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use crate::model::time::{Date, Days};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a measurement.
///
/// # Errors
/// It is not what `senda measure --format json` writes.
pub fn read(bytes: &[u8]) -> Result<Measured, Mistake> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let document: Value = serde_json::from_slice(text).map_err(|error| no_json(error.line()))?;
    if document["version"] != 1 || !document["metrics"].is_array() {
        return Err(no_measurement());
    }
    measured(&document).ok_or_else(no_measurement)
}

fn no_json(line: usize) -> Mistake {
    Mistake::new(
        say!(en: "it is not JSON: line {line} cannot be read", es: "no es JSON: no se puede leer la línea {line}"),
        how(),
    )
}

fn no_measurement() -> Mistake {
    Mistake::new(
        say!(en: "it is not what `senda measure --format json` writes", es: "no es lo que escribe `senda measure --format json`"),
        how(),
    )
}

fn how() -> crate::diagnostic::Say {
    say!(en: "measure again, and give that file: `senda measure --all-periods --format json=values.json`",
         es: "mide otra vez y da ese archivo: `senda measure --all-periods --format json=valores.json`")
}

fn measured(document: &Value) -> Option<Measured> {
    let engine = &document["engine"];
    let mut metrics = BTreeMap::new();
    for metric in document["metrics"].as_array()? {
        metrics.insert(text(&metric["metric"])?, series(metric)?);
    }
    let name = text(&engine["name"])?;
    Some(Measured {
        program: text(&document["program"]),
        as_of: day(&document["as_of"])?,
        engine: text(&engine["version"]).map_or(name.clone(), |version| format!("{name} {version}")),
        metrics,
    })
}

fn series(metric: &Value) -> Option<Series> {
    let breaks = metric["breaks"]
        .as_array()?
        .iter()
        .map(|one| Some(Break { day: day(&one["day"])?, from: text(&one["from"])?, to: text(&one["to"])? }));
    Some(Series {
        definition: text(&metric["definition"])?,
        breaks: breaks.collect::<Option<_>>()?,
        points: metric["values"].as_array()?.iter().map(point).collect::<Option<_>>()?,
        behind: false,
    })
}

fn point(value: &Value) -> Option<Point> {
    let days = day(&value["first_day"]).zip(day(&value["last_day"]));
    Some(Point {
        period: text(&value["period"])?,
        days: days.map(|(first, last)| Days { first: first.0, last: last.0 }),
        complete: value["state"].as_str()? == "complete",
        cut: text(&value["cut"])?,
        cut_value: text(&value["cut_value"]).unwrap_or_default(),
        value: value["value"].as_f64(),
        n: value["n"].as_i64()?,
        hidden: value["hidden"].as_bool()?,
        interval: value["interval"]["low"].as_f64().zip(value["interval"]["high"].as_f64()),
        band: text(&value["band"]),
        target: against(&value["target"]),
        before: before(&value["before"]),
    })
}

fn against(target: &Value) -> Option<Against> {
    let verdict = text(&target["verdict"])?;
    Some(Against { value: target["value"].as_f64()?, by: day(&target["by"]), verdict })
}

fn before(before: &Value) -> Option<Before> {
    let verdict = text(&before["verdict"])?;
    Some(Before { change: before["change"].as_f64(), verdict, broken: day(&before["break"]) })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn day(value: &Value) -> Option<Date> {
    Date::parse(value.as_str()?).ok()
}
