//! What of a measurement still speaks of the program as it is, and of today.

use super::{Measured, Series};
use crate::analyze::Checked;
use crate::analyze::outputs::MEASUREMENT_STALE;
use crate::diagnostic::{Diagnostic, Say, say};
use crate::emit::kpi::{digest, grain};
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use crate::model::time::{Month, PeriodName};
use jiff::ToSpan;

/// Leaves out what was computed or judged by another definition, and marks what is behind.
pub fn current(measured: Measured, checked: &Checked<'_>) -> (Measured, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut kept = Measured { metrics: std::collections::BTreeMap::new(), ..measured.clone() };
    let mut unknown = Vec::new();
    for (id, mut series) in measured.metrics {
        let named = checked.program.all::<Metric>().find(|metric| metric.id().as_str() == id);
        let Some(metric) = named else {
            unknown.push(format!("`{id}`"));
            continue;
        };
        if digest::of(checked, metric).as_ref() != Some(&series.definition) {
            findings.push(changed(metric, &measured.as_of.spell()));
            continue;
        }
        if let Some(period) = later(checked, metric, &series) {
            series.behind = true;
            findings.push(behind(metric, &series, &period));
        }
        kept.metrics.insert(id, series);
    }
    findings.extend(of_the_program(checked, &kept, &unknown));
    (kept, findings)
}

/// The period after the last one with values, when it is over by the day of the build and its rows are ripe.
fn later(checked: &Checked<'_>, metric: Of<'_, Metric>, series: &Series) -> Option<String> {
    let last = series.totals().filter(|point| point.complete && point.value.is_some()).last()?;
    let unit = PeriodName::parse(&last.period).ok()?.unit();
    let rolls = matches!(metric.it.period.value(), Some(crate::model::time::Period::Rolling(_)));
    if rolls {
        return None; // a window ends wherever one looks
    }
    let next = PeriodName::of(unit, last.days?.last.saturating_add(1.day()));
    let end = next.days(Month::new(1)?).last;
    let today = checked.as_of.0;
    let ripe = metric.it.matures_after.value().is_none_or(|wait| grain::ripe_on(end, wait) <= today);
    (end < today && ripe).then(|| next.spell())
}

fn changed(metric: Of<'_, Metric>, day: &str) -> Diagnostic {
    let id = metric.id();
    Diagnostic::new(
        &MEASUREMENT_STALE,
        metric.entity.head(),
        say!(en: "`{id}` was measured on {day} by another definition, so its values are not shown", es: "`{id}` se midió el {day} con otra definición, así que no se muestran sus valores"),
    )
    .help(again())
    .entity(metric.entity.name())
}

fn behind(metric: Of<'_, Metric>, series: &Series, period: &str) -> Diagnostic {
    let id = metric.id();
    let last = series.current().map(|point| point.period.clone()).unwrap_or_default();
    Diagnostic::new(
        &MEASUREMENT_STALE,
        metric.entity.head(),
        say!(en: "`{id}` was measured up to {last}, and {period} is over since", es: "`{id}` se midió hasta {last}, y desde entonces terminó {period}"),
    )
    .help(again())
    .entity(metric.entity.name())
    .on_this_day()
}

fn again() -> Say {
    say!(en: "measure again: `senda measure --all-periods --format json=values.json`",
         es: "mide otra vez: `senda measure --all-periods --format json=valores.json`")
}

/// What speaks of no metric of the program, and a day that has not come.
fn of_the_program(checked: &Checked<'_>, measured: &Measured, unknown: &[String]) -> Vec<Diagnostic> {
    let Some(root) = checked.program.program() else { return Vec::new() };
    let mut findings = Vec::new();
    let mut say = |words: Say| {
        let finding = Diagnostic::new(&MEASUREMENT_STALE, root.entity.head(), words);
        findings.push(finding.help(again()).entity(root.entity.name()));
    };
    if !unknown.is_empty() {
        let names = unknown.join(", ");
        say(
            say!(en: "measured values of no metric of the program: {names}", es: "valores medidos de ninguna métrica del programa: {names}"),
        );
    }
    if measured.as_of > checked.as_of {
        let (measured, built) = (measured.as_of.spell(), checked.as_of.spell());
        say(
            say!(en: "the values were measured on {measured}, after the day of this build, {built}", es: "los valores se midieron el {measured}, después del día de esta construcción, {built}"),
        );
    }
    findings
}
