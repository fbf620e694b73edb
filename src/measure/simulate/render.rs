//! What a simulation assumed and what it shows, for people and for programs.

use super::shows::{Coverage, Shows};
use super::year::Year;
use crate::analyze::Checked;
use crate::diagnostic::{Lang, Say, say};
use crate::emit::site::locale::{Locale, NBSP};
use crate::model::metric::MetricUnit;
use crate::source::At;
use serde_json::{Value, json};

/// Everything that is said of a simulated year.
pub struct Report<'r, 'p> {
    pub checked: &'r Checked<'p>,
    pub year: &'r Year,
    pub shows: &'r [Shows],
    pub coverage: &'r [Coverage],
    pub seed: u64,
    pub lang: Lang,
}

impl Report<'_, '_> {
    fn place(&self, at: At) -> String {
        let source = self.checked.sources.get(at.file);
        format!("{}:{}", source.path, source.place(at.span.start).line)
    }

    fn say(&self, words: Say) -> String {
        words.in_lang(self.lang).to_owned()
    }
}

/// For programs: described by `schemas/simulation.schema.json`.
pub fn json(report: &Report<'_, '_>) -> String {
    let (year, lang) = (report.year, report.lang);
    let assumptions: Vec<Value> = year
        .plan
        .assumptions
        .iter()
        .map(|one| json!({ "about": one.about, "what": one.what.in_lang(lang), "source": one.at.map(|at| report.place(at)) }))
        .collect();
    let name = |entity| report.checked.program.entity(entity).name();
    let tables: Vec<Value> = year
        .tables
        .iter()
        .map(|table| json!({ "dataset": name(table.dataset), "file": table.path, "rows": table.rows }))
        .collect();
    let left_out: Vec<Value> = year
        .plan
        .left_out
        .iter()
        .map(|(id, why)| json!({ "dataset": format!("dataset:{id}"), "why": why.in_lang(lang) }))
        .collect();
    let others: Vec<Value> =
        year.as_it_comes.iter().map(|(id, why)| json!({ "metric": id, "why": why.in_lang(lang) })).collect();
    let shows: Vec<Value> = report.shows.iter().map(one_json).collect();
    let coverage: Vec<Value> = report
        .coverage
        .iter()
        .map(|one| {
            json!({ "metric": one.metric, "interval": one.method.name(), "n": one.n, "runs": one.runs, "held": one.held })
        })
        .collect();
    let all = json!({
        "version": 1,
        "simulated": true,
        "program": report.checked.program.program().map(|root| root.id().to_string()),
        "seed": report.seed,
        "first_day": year.plan.days.first.to_string(),
        "last_day": year.plan.days.last.to_string(),
        "customers": year.plan.people,
        "assumptions": assumptions,
        "tables": tables,
        "left_out": left_out,
        "as_it_comes": others,
        "shows": shows,
        "coverage": coverage,
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn one_json(one: &Shows) -> Value {
    json!({
        "metric": one.metric,
        "unit": one.unit.map(|unit| unit.word()),
        "cut": one.cut,
        "cut_value": one.cut_value,
        "n": one.n,
        "value": one.value,
        "margin": one.margin,
        "smallest_change": one.smallest,
        "change_that_matters": one.matters,
        "hidden": one.hidden,
    })
}

/// For people.
pub fn text(report: &Report<'_, '_>) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let plan = &report.year.plan;
    let (first, last, seed) = (plan.days.first, plan.days.last, report.seed);
    line(&report.say(say!(en: "A made-up year, {first} to {last}, seed {seed}. None of it happened: do not publish it.", es: "Un año inventado, del {first} al {last}, semilla {seed}. Nada de esto ocurrió: no lo publiques.")));
    line("");
    line(&report.say(say!(en: "What it takes from the files", es: "Lo que toma de los archivos")));
    for one in plan.assumptions.iter() {
        if let Some(at) = one.at {
            line(&format!("  {}: {} ({})", one.about, one.what.in_lang(report.lang), report.place(at)));
        }
    }
    line("");
    line(&report.say(say!(en: "What the files do not say, and what stands in its place", es: "Lo que los archivos no dicen, y lo que está en su lugar")));
    for one in plan.assumptions.iter().filter(|one| one.at.is_none()) {
        line(&format!("  {}: {}", one.about, one.what.in_lang(report.lang)));
    }
    for (id, why) in &report.year.as_it_comes {
        let why = why.in_lang(report.lang);
        line(
            &report
                .say(say!(en: "  metric:{id}: as it comes ({why})", es: "  metric:{id}: como salga ({why})")),
        );
    }
    for (id, why) in &plan.left_out {
        let why = why.in_lang(report.lang);
        line(&report.say(
            say!(en: "  dataset:{id}: not simulated ({why})", es: "  dataset:{id}: no se simula ({why})"),
        ));
    }
    line(&report.say(say!(en: "  cuts: all of them answer alike; answers do not hang together beyond what metrics ask\n  conditions: how many rows lie in the base of a metric follows from columns that are made up", es: "  cortes: todos responden igual; las respuestas no se relacionan más allá de lo que piden las métricas\n  condiciones: cuántas filas caen en la base de una métrica sale de columnas inventadas")));
    out.push('\n');
    out.push_str(&shown(report));
    out.push_str(&held(report));
    out
}

/// The table of what the planned sample can show.
fn shown(report: &Report<'_, '_>) -> String {
    let head = [
        say!(en: "metric", es: "métrica"),
        say!(en: "of", es: "de"),
        say!(en: "n a period", es: "n por periodo"),
        say!(en: "value", es: "valor"),
        say!(en: "± 95 %", es: "± 95 %"),
        say!(en: "seen from", es: "se ve desde"),
        say!(en: "what matters", es: "lo que importa"),
    ];
    let locale = crate::measure::render::locale(report.checked.program, report.lang);
    let mut rows = vec![head.map(|it| report.say(it)).to_vec()];
    rows.extend(report.shows.iter().map(|one| cells(report, &locale, one)));
    let title = report.say(say!(en: "What the planned sample can show: the smallest change between two periods that is seen with 80 % power", es: "Lo que la muestra planeada puede mostrar: el menor cambio entre dos periodos que se ve con 80 % de potencia"));
    let widths: Vec<usize> =
        (0..7).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect();
    let mut out = title + "\n";
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        out.push_str(&format!("  {}\n", cells.join("  ").trim_end()));
    }
    out
}

fn cells(report: &Report<'_, '_>, locale: &Locale, one: &Shows) -> Vec<String> {
    let share = one.unit == Some(MetricUnit::Share);
    let far = |value: f64| match share {
        true => format!("{}{NBSP}pp", locale.float(100.0 * value, 1)),
        false => locale.float(value, 2),
    };
    let value = match share {
        true => format!("{}{NBSP}%", locale.float(100.0 * one.value, 1)),
        false => locale.float(one.value, 2),
    };
    let of = match &one.cut_value {
        Some(value) if one.cut != "total" => format!("{}: {value}", one.cut),
        _ => report.say(say!(en: "everybody", es: "todos")),
    };
    let matters = match one.matters {
        None => "–".to_owned(),
        Some(change) => {
            let change_words = far(change);
            match one.smallest <= change {
                true => {
                    report.say(say!(en: "{change_words}: it will be seen", es: "{change_words}: se verá"))
                }
                false => report
                    .say(say!(en: "{change_words}: it will not be seen", es: "{change_words}: no se verá")),
            }
        }
    };
    let n = locale.float(one.n, 0);
    let n = if one.hidden { format!("{n}*") } else { n };
    vec![one.metric.clone(), of, n, value, far(one.margin), far(one.smallest), matters]
}

fn held(report: &Report<'_, '_>) -> String {
    let mut out = String::new();
    if report.shows.iter().any(|one| one.hidden) {
        out.push_str(
            &report.say(say!(en: "  * too few to be shown\n", es: "  * muy pocas para mostrarse\n")),
        );
    }
    out.push('\n');
    out.push_str(&report.say(say!(en: "How often the 95 % interval held the true value, in periods of that n\n", es: "Cuántas veces el intervalo al 95 % contuvo el valor verdadero, en periodos de esa n\n")));
    let locale = crate::measure::render::locale(report.checked.program, report.lang);
    for one in report.coverage {
        let part = locale.float(100.0 * one.held as f64 / one.runs.max(1) as f64, 1);
        let (metric, runs, n, method) = (&one.metric, one.runs, one.n, one.method.say());
        let words = say!(en: "  {metric}: {part} % of {runs} (n {n}, {})", method.en; es: "  {metric}: {part} % de {runs} (n {n}, {})", method.es);
        out.push_str(&report.say(words));
        out.push('\n');
    }
    out
}
