//! `vega-lite`: each KPI as a chart for Vega-Lite 6: every complete period with its interval, bands and
//! targets as lines, series breaks marked and no line drawn across one.
//!
//! A chart has no values in it. It reads `values.csv` beside it, which is what
//! `senda measure --all-periods --format csv=…/kpi/vega-lite/values.csv` writes.

#[cfg(test)]
mod tests;

use super::kpi::Kpis;
use super::kpi::plan::Query;
use super::kpi::series::{Break, breaks};
use super::kpi::words::{direction, title};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::analyze::measure::bands;
use crate::diagnostic::{Diagnostic, Lang, Say, Words, say};
use crate::model::Kind;
use crate::model::metric::MetricUnit;
use crate::model::scalar::Scalar;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

pub const TARGET: Target = Target {
    name: "vega-lite",
    about: Words {
        en: "each KPI as a Vega-Lite chart over what `senda measure --format csv` writes",
        es: "cada KPI como gráfica de Vega-Lite sobre lo que escribe `senda measure --format csv`",
    },
    folder: "kpi/vega-lite",
    by_default: false,
    selects: &[Kind::Metric],
    options: &[],
    emit,
    platform: None,
};

const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v6.json";
/// The file that charts read.
pub const VALUES: &str = "values.csv";
/// Colours that people who see red and green alike tell apart (Okabe and Ito, Color universal design, 2008).
const LINE: &str = "#0072B2";
const AIM: &str = "#009E73";
const GREY: &str = "#666666";

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let kpis = Kpis::of(checked, &|metric| options.wants(metric));
    for query in &kpis.queries {
        let path = format!("{}.json", query.metric.id());
        if out.wants(&path) {
            out.put(Artifact::json(path, &chart(checked, query), [query.metric.index]));
        }
    }
    Vec::new()
}

/// What a chart says in the first language of the program.
struct Spoken {
    language: String,
    lang: Lang,
}

impl Spoken {
    fn say(&self, words: Say) -> String {
        words.in_lang(self.lang).to_owned()
    }
}

fn chart(checked: &Checked<'_>, query: &Query<'_>) -> Value {
    let language = checked.program.first_language().to_owned();
    let spoken = Spoken { lang: Lang::of_tag(&language).unwrap_or_default(), language };
    let found = breaks(checked.program, query);
    let name = title(checked.program, query, &spoken.language);
    let mut layers = levels(checked, query, &spoken);
    layers.extend(series(query, &spoken));
    layers.extend(found.iter().map(|one| mark(one, &spoken)));
    let way = match direction(query) {
        Some("up") => spoken.say(say!(en: "more is better", es: "más es mejor")),
        Some("down") => spoken.say(say!(en: "less is better", es: "menos es mejor")),
        Some(_) => spoken.say(say!(en: "close to the target", es: "cerca de la meta")),
        None => String::new(),
    };
    let description = spoken.say(say!(
        en: "Each complete period with its 95 % interval. A dashed line is a series break; nothing is drawn across it.",
        es: "Cada periodo completo con su intervalo al 95 %. Una línea discontinua es un corte de la serie; nada se dibuja a través de ella."
    ));
    json!({
        "$schema": SCHEMA,
        "title": { "text": name, "subtitle": way },
        "description": format!("{name}. {description}"),
        "width": 560,
        "height": 260,
        "data": { "url": VALUES, "format": { "type": "csv", "parse": parsed() } },
        "transform": transforms(query, &found),
        "layer": layers,
        "usermeta": { "metric": query.metric.id().as_str(), "program": checked.program.program().map(|root| root.id().to_string()) },
    })
}

/// Days stay texts, which compare as days do.
fn parsed() -> Value {
    json!({ "value": "number", "n": "number", "low": "number", "high": "number", "first_day": "string", "last_day": "string" })
}

/// The rows of the metric for everybody, and the stretch between breaks that each belongs to.
fn transforms(query: &Query<'_>, breaks: &[Break]) -> Value {
    let id = query.metric.id();
    let rows = format!(
        "datum.metric === {} && datum.cut === 'total' && datum.state === 'complete' && isValid(datum.value) && datum.first_day !== null && datum.first_day !== ''",
        literal(id.as_str())
    );
    let inside: Vec<String> = breaks
        .iter()
        .map(|one| format!("(datum.first_day < '{day}' && '{day}' <= datum.last_day)", day = one.day.spell()))
        .collect();
    let before: Vec<String> =
        breaks.iter().map(|one| format!("(datum.first_day >= '{}' ? 1 : 0)", one.day.spell())).collect();
    let count = if before.is_empty() { "0".to_owned() } else { before.join(" + ") };
    // A period that holds days of both sides belongs to neither and stands alone.
    let stretch = match inside.is_empty() {
        true => format!("'' + ({count})"),
        false => format!("({}) ? datum.period : '' + ({count})", inside.join(" || ")),
    };
    json!([
        { "filter": rows },
        { "calculate": stretch, "as": "stretch" },
        { "calculate": "toDate(datum.last_day)", "as": "day" },
    ])
}

/// A text in an expression of Vega.
fn literal(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// How numbers of the unit are written on an axis.
fn format_of(query: &Query<'_>) -> &'static str {
    match query.unit {
        Some(MetricUnit::Share) => ".1%",
        Some(MetricUnit::Money | MetricUnit::MoneyPerTime) => ",.2f",
        _ => ",.4~g",
    }
}

fn axes(query: &Query<'_>, spoken: &Spoken) -> (Value, Value) {
    let unit = match query.unit {
        Some(MetricUnit::Points) => spoken.say(say!(en: "points", es: "puntos")),
        _ => String::new(),
    };
    let x = json!({ "field": "day", "type": "temporal", "title": null, "axis": { "format": "%Y-%m", "labelOverlap": true } });
    let y = json!({ "field": "value", "type": "quantitative", "title": unit, "scale": { "zero": false }, "axis": { "format": format_of(query) } });
    (x, y)
}

/// The line, its intervals and its points.
fn series(query: &Query<'_>, spoken: &Spoken) -> Vec<Value> {
    let (x, y) = axes(query, spoken);
    let tip =
        |field: &str, ty: &str, title: Say| json!({ "field": field, "type": ty, "title": spoken.say(title) });
    let number = |field: &str, title: Say| {
        let mut tip = tip(field, "quantitative", title);
        tip["format"] = format_of(query).into();
        tip
    };
    let tips = json!([
        tip("period", "nominal", say!(en: "period", es: "periodo")),
        number("value", say!(en: "value", es: "valor")),
        number("low", say!(en: "from", es: "desde")),
        number("high", say!(en: "to", es: "hasta")),
        tip("n", "quantitative", say!(en: "n", es: "n")),
    ]);
    let mut low = y.clone();
    low["field"] = "low".into();
    vec![
        json!({
            "transform": [{ "filter": "isValid(datum.low) && isValid(datum.high)" }],
            "mark": { "type": "rule", "color": LINE, "opacity": 0.6 },
            "encoding": { "x": x, "y": low, "y2": { "field": "high" } },
        }),
        json!({
            "mark": { "type": "line", "color": LINE },
            "encoding": { "x": x, "y": y, "detail": { "field": "stretch", "type": "nominal" } },
        }),
        json!({
            "mark": { "type": "point", "filled": true, "size": 60, "color": LINE },
            "encoding": { "x": x, "y": y, "tooltip": tips },
        }),
    ]
}

/// A break: a dashed line on its day, with what changed.
fn mark(one: &Break, spoken: &Spoken) -> Value {
    let day = one.day.spell();
    let (from, to) = (&one.from, &one.to);
    let words = spoken.say(say!(en: "series break: {from} → {to}", es: "corte de la serie: {from} → {to}"));
    let x = json!({ "field": "at", "type": "temporal" });
    json!({
        "data": { "values": [{ "at": day, "words": words }] },
        "transform": [{ "calculate": "toDate(datum.at)", "as": "at" }],
        "layer": [
            { "mark": { "type": "rule", "strokeDash": [4, 4], "color": "#000000" }, "encoding": { "x": x } },
            {
                "mark": { "type": "text", "align": "left", "dx": 5, "y": 10 },
                "encoding": { "x": x, "text": { "field": "words", "type": "nominal" } },
            },
        ],
    })
}

/// The edges of bands and the targets for everybody, each a line with its words.
fn levels(checked: &Checked<'_>, query: &Query<'_>, spoken: &Spoken) -> Vec<Value> {
    let it = query.metric.it;
    if query.each.is_some() {
        return Vec::new(); // there they are of each customer
    }
    let number = |level| bands::number(checked.program, query.metric, level)?.to_f64();
    let everybody = it.target.items().filter(|target| target.r#for.get().is_none_or(|of| of.is_empty()));
    let aims = everybody.filter_map(|target| {
        let level = target.value.get()?;
        let by = target.by.get().map(|day| format!(" · {}", day.spell())).unwrap_or_default();
        let (written, aim) = (level.spell(), spoken.say(say!(en: "target", es: "meta")));
        Some(json!({ "at": number(level)?, "words": format!("{aim} {written}{by}") }))
    });
    let edges = it.bands.items().filter_map(|band| {
        let level = band.from.get().or(band.above.get())?;
        let name = band.name.get().map(|name| name.to_string()).unwrap_or_default();
        Some(json!({ "at": number(level)?, "words": format!("{name} ≥ {}", level.spell()) }))
    });
    let hold = direction(query) == Some("hold");
    let edges: Vec<Value> = if hold { Vec::new() } else { edges.collect() };
    let lines = |values: Vec<Value>, colour: &str, dash: Value| {
        let y = json!({ "field": "at", "type": "quantitative" });
        let mark = json!({ "type": "rule", "color": colour, "strokeDash": dash });
        (!values.is_empty()).then(|| {
            json!({
                "data": { "values": values },
                "layer": [
                    { "mark": mark, "encoding": { "y": y } },
                    {
                        "mark": { "type": "text", "align": "right", "baseline": "bottom", "x": "width", "color": colour },
                        "encoding": { "y": y, "text": { "field": "words", "type": "nominal" } },
                    },
                ],
            })
        })
    };
    [lines(edges, GREY, json!([1, 3])), lines(aims.collect(), AIM, json!([8, 3]))]
        .into_iter()
        .flatten()
        .collect()
}
