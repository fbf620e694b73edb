//! For spreadsheets: one line for each value. What a cell shows is never taken for a formula.

use crate::emit::kpi::words;
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
    Form { separator: ',', comma: false }.written(report)
}

/// As spreadsheets in Spanish open it: semicolons, decimal commas and the mark that says UTF-8.
pub fn csv_es(report: &Report<'_, '_, '_>) -> String {
    format!("\u{feff}{}", Form { separator: ';', comma: true }.written(report))
}

struct Form {
    separator: char,
    comma: bool,
}

impl Form {
    fn written(&self, report: &Report<'_, '_, '_>) -> String {
        let mut out = self.line(&COLUMNS.map(str::to_owned));
        for values in &report.values {
            let title = words::title(report.program.program, values.query, report.lang.code());
            for point in report.chosen.of(values) {
                out.push_str(&self.line(&self.cells(values, point, &title)));
            }
        }
        out
    }

    fn line(&self, cells: &[String]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.quoted(cell)).collect();
        cells.join(&self.separator.to_string()) + "\r\n"
    }

    fn quoted(&self, cell: &str) -> String {
        if cell.contains([self.separator, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    }

    fn number(&self, number: Option<f64>) -> String {
        let text = number.map(|number| number.to_string()).unwrap_or_default();
        if self.comma { text.replace('.', ",") } else { text }
    }

    fn cells(&self, values: &Values<'_, '_>, point: &Point, title: &str) -> [String; 26] {
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
            self.number(point.value),
            point.n.to_string(),
            self.number(point.effective_n),
            self.number(point.interval.map(|it| it.low)),
            self.number(point.interval.map(|it| it.high)),
            self.number(point.sample.map(|sample| sample.margin())),
            point.band.clone().unwrap_or_default(),
            self.number(target.map(|it| it.value)),
            target.and_then(|it| it.due).map(|due| due.spell()).unwrap_or_default(),
            self.number(target.and_then(|it| it.distance)),
            target.map(|it| it.verdict.name().to_owned()).unwrap_or_default(),
            before.map(|it| it.period.clone()).unwrap_or_default(),
            self.number(before.map(|it| it.value)),
            self.number(before.and_then(|it| it.change)),
            before.map(|it| it.moved.name().to_owned()).unwrap_or_default(),
            broken.map(|one| one.day.spell()).unwrap_or_default(),
            point.hidden.to_string(),
        ]
    }
}

/// A text of the data or of the program. A sign at its start would make a formula of it.
fn text(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.starts_with(['=', '+', '-', '@', ' ']) { format!("'{plain}") } else { plain }
}
