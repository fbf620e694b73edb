//! For spreadsheets: one line for each value. What a cell shows is never taken for a formula.

use crate::emit::kpi::words;
use crate::emit::sheet::{Sheet, text};
use crate::measure::report::Report;
use crate::measure::values::{Point, Values};
use crate::model::scalar::Scalar;

/// The columns, in their order.
pub const COLUMNS: [&str; 26] = [
    "metric",
    "title",
    "unit",
    "period",
    "first_day",
    "last_day",
    "state",
    "cut",
    "cut_value",
    "value",
    "n",
    "effective_n",
    "low",
    "high",
    "margin",
    "band",
    "target",
    "target_by",
    "target_distance",
    "target_verdict",
    "before_period",
    "before_value",
    "change",
    "change_verdict",
    "series_break",
    "hidden",
];

/// With commas and decimal points.
pub fn csv(report: &Report<'_, '_, '_>) -> String {
    written(&Sheet::PLAIN, report)
}

/// As spreadsheets in Spanish open it: semicolons, decimal commas and the mark that says UTF-8.
pub fn csv_es(report: &Report<'_, '_, '_>) -> String {
    Sheet::MARK.to_owned() + &written(&Sheet::SPANISH, report)
}

/// One line for each value.
fn written(sheet: &Sheet, report: &Report<'_, '_, '_>) -> String {
    let mut out = sheet.line(&COLUMNS);
    for values in &report.values {
        let title = words::title(report.program.program, values.query, report.lang.code());
        for point in report.chosen.of(values) {
            out.push_str(&sheet.line(&cells(sheet, values, point, &title)));
        }
    }
    out
}

fn cells(sheet: &Sheet, values: &Values<'_, '_>, point: &Point, title: &str) -> [String; 26] {
    let (target, before) = (point.target.as_ref(), point.before.as_ref());
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let broken = before.and_then(|it| values.breaks.get(it.break_at?));
    [
        values.query.metric.id().to_string(),
        text(title),
        values.query.unit.map(|unit| unit.word().to_owned()).unwrap_or_default(),
        point.period.clone(),
        day(point.days.map(|days| days.first)),
        day(point.days.map(|days| days.last)),
        point.state.name().to_owned(),
        point.cut.clone(),
        text(point.cut_value.as_deref().unwrap_or_default()),
        sheet.number(point.value),
        point.n.to_string(),
        sheet.number(point.effective_n),
        sheet.number(point.interval.map(|it| it.low)),
        sheet.number(point.interval.map(|it| it.high)),
        sheet.number(point.sample.map(|sample| sample.margin())),
        point.band.clone().unwrap_or_default(),
        sheet.number(target.map(|it| it.value)),
        target.and_then(|it| it.due).map(|due| due.spell()).unwrap_or_default(),
        sheet.number(target.and_then(|it| it.distance)),
        target.map(|it| it.verdict.name().to_owned()).unwrap_or_default(),
        before.map(|it| it.period.clone()).unwrap_or_default(),
        sheet.number(before.map(|it| it.value)),
        sheet.number(before.and_then(|it| it.change)),
        before.map(|it| it.moved.name().to_owned()).unwrap_or_default(),
        broken.map(|one| one.day.spell()).unwrap_or_default(),
        point.hidden.to_string(),
    ]
}
