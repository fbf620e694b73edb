//! Customers whose value of a metric fell in a band: in the last period that is over, or in the last ones.

use super::Wanted;
use super::source::{NO_TEXT, Source, looked_up_by};
use crate::analyze::Checked;
use crate::diagnostic::{Say, say};
use crate::emit::kpi::grain::Grain;
use crate::emit::kpi::problem::Problem;
use crate::emit::kpi::{Kpis, statement, text};
use crate::model::metric::{Each, Metric};
use crate::model::playbook::{Playbook, Trigger};
use crate::model::scalar::Scalar;
use crate::model::time::{CalendarUnit, Month, PeriodName};
use crate::model::unions::ColumnRefersTo;
use crate::model::{Kind, Of};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// The customers of a trigger that waits for a band, and what cannot be said of them.
///
/// # Errors
/// The metric has no value for each customer, or no period that is ever over.
pub fn source<'p>(
    checked: &Checked<'p>,
    kpis: &Kpis<'p>,
    playbook: Of<'p, Playbook>,
    trigger: &'p Trigger,
    at: Span,
    number: usize,
    wanted: &Wanted,
) -> Result<(Source, Vec<Problem>), Problem> {
    let program = checked.program;
    let place = playbook.place(at);
    let metric = program.follow::<Metric>(playbook.index, trigger.metric.span());
    let query =
        metric.and_then(|metric| kpis.queries.iter().find(|query| query.metric.index == metric.index));
    let each = query.and_then(|query| Some((query, query.each?, statement::of_subjects(query)?)));
    let Some((query, each, values)) = each else {
        return Err(Problem::new(place, of_all().0, of_all().1));
    };
    let (Grain::Calendar(unit), Some(band)) = (query.grain, trigger.is.get()) else {
        return Err(Problem::new(
            place,
            say!(en: "its metric has no calendar `period`, so no period of it is ever over", es: "su métrica no tiene un `period` de calendario, así que ninguno de sus periodos termina"),
            say!(en: "give the metric `period: month` or another one", es: "dale a la métrica `period: month` u otro"),
        ));
    };
    let count =
        trigger.r#for.get().map_or(1, |periods| usize::try_from(periods.0).unwrap_or(1).clamp(1, 100));
    let (periods, started) = last_periods(unit, checked.as_of.0, count);
    let listed: Vec<String> = periods.iter().map(|period| text::literal(period)).collect();
    let (subject, last) = (statement::subject_name(each), listed.first().cloned().unwrap_or_default());
    let from = format!(
        "(\n    SELECT {subject}, MAX(CASE WHEN period = {last} THEN value END) AS value\n    FROM (\n{}\n    ) AS each_value\n    WHERE band = {}\n      AND period IN ({})\n    GROUP BY {subject}\n    HAVING COUNT(*) = {count}\n  ) AS found",
        values.trim_end(),
        text::literal(band),
        listed.join(", ")
    );
    let mut lost = Vec::new();
    let customer = format!("found.{subject}");
    let archetype = kpis.stages.iter().find_map(|other| {
        let named = other.columns.iter().find(|column| {
            matches!(column.column.refers_to.get(), Some(ColumnRefersTo::Kind(Kind::Archetype)))
        })?;
        (each == Each::Customer).then(|| looked_up_by(&customer, other, named)).flatten()
    });
    let balance = wanted.balance.iter().map(|(name, _)| {
        let found = kpis.stages.iter().find_map(|other| {
            let column = other.column(name).filter(|column| !column.is_personal())?;
            looked_up_by(&customer, other, column)
        });
        found.unwrap_or_else(|| {
            lost.push(Problem::new(
                place,
                say!(en: "`{name}` is in no table with a row for each customer", es: "`{name}` no está en ninguna tabla con una fila por cliente"),
                say!(en: "add the column there, or take it from `balance_check`", es: "agrega ahí la columna, o quítala de `balance_check`"),
            ));
            NO_TEXT.to_owned()
        })
    });
    let balance: Vec<String> = balance.collect();
    if !wanted.exclude.is_empty() || !trigger.when.is_absent() {
        lost.push(Problem::new(
            place,
            say!(en: "its conditions look at rows, and a band is of a metric", es: "sus condiciones miran filas, y una banda es de una métrica"),
            say!(en: "put the condition into the `where` of the metric", es: "pon la condición en el `where` de la métrica"),
        ));
    }
    let filters = match (&archetype, playbook.it.audience.has_none()) {
        (_, true) => Vec::new(),
        (Some(archetype), false) => super::source::audience(program, playbook, archetype),
        (None, false) => {
            return Err(Problem::new(
                place,
                say!(en: "it is for certain archetypes, and no table says which one each customer is", es: "es para ciertos arquetipos, y ninguna tabla dice cuál es cada cliente"),
                say!(en: "add a column with `refers_to: archetype` to the table of customers", es: "agrega una columna con `refers_to: archetype` a la tabla de clientes"),
            ));
        }
    };
    let source = Source {
        from,
        number,
        customer,
        started: text::literal(&started.to_string()),
        age: None,
        archetype,
        score: Some("found.value * 1e0".to_owned()),
        protected: Vec::new(),
        deadlines: vec!["CAST(NULL AS INTEGER)".to_owned(); wanted.by_case.len()],
        balance,
        filters,
    };
    Ok((source, lost))
}

fn of_all() -> (Say, Say) {
    (
        say!(en: "its metric is one value for all, so it starts for the program and for no customer", es: "su métrica es un solo valor para todos, así que empieza para el programa y no para un cliente"),
        say!(en: "give the metric `each: customer`, or start the playbook with an event of a dataset", es: "dale a la métrica `each: customer`, o empieza el playbook con un hecho de un conjunto de datos"),
    )
}

/// The names of the last periods that are over, the latest first, and the day after the latest.
fn last_periods(unit: CalendarUnit, as_of: Date, count: usize) -> (Vec<String>, Date) {
    let first = |day: Date| Month::new(1).map_or(day, |month| PeriodName::of(unit, day).days(month).first);
    let started = first(as_of);
    let mut day = started;
    let mut names = Vec::new();
    for _ in 0..count {
        day = day.saturating_sub(1.day());
        names.push(PeriodName::of(unit, day).spell());
        day = first(day);
    }
    (names, started)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_periods_end_before_the_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (names, started) = last_periods(CalendarUnit::Quarter, day("2026-11-20"), 3);
        assert_eq!(names, ["2026-Q3", "2026-Q2", "2026-Q1"]);
        assert_eq!(started, day("2026-10-01"));
        assert_eq!(last_periods(CalendarUnit::Month, day("2026-01-01"), 1).0, ["2025-12"]);
    }
}
