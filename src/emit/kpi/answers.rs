//! Metrics over the answers to one question: NPS, satisfaction and effort.

use super::lower::{Binding, Sql};
use super::plan::Aggregate;
use super::problem::Problem;
use super::rows::RowsOf;
use super::text;
use crate::analyze::measure::answers::{self, Adds, Wording};
use crate::diagnostic::say;

/// What the answers add up to; rows without a valid answer to this question are left out.
///
/// # Errors
/// The answers are in no one column, on no known scale, or cannot be told from those to another wording.
pub fn aggregate(rows: &mut RowsOf<'_, '_>) -> Result<Aggregate, Problem> {
    let metric = rows.metric;
    let at = metric.place(metric.it.question.span());
    let answered = answers::of_metric(rows.program, metric)
        .map_err(|mistake| Problem::new(at, mistake.message, mistake.help))?
        .ok_or_else(|| rows.lacks("question"))?;
    let own = rows.own;
    let staged = |rows: &RowsOf<'_, '_>, raw: &str| rows.stages[own].column(raw).map(|c| c.name.clone());
    let answer = staged(rows, answered.column.key.as_str()).ok_or_else(|| rows.lacks("question"))?;
    let (low, high) = answered.scale;
    let valid = format!("{answer} BETWEEN {low} AND {high}");
    rows.filter(Sql::new(valid, Binding::Comparison), say!(en: "valid answers", es: "respuestas válidas"));
    for (entry, wording) in &answered.wording {
        let name = staged(rows, entry.key.as_str()).ok_or_else(|| rows.lacks("question"))?;
        let own = match wording {
            Wording::Survey(id) => format!("{name} = {}", text::literal(id.as_str())),
            Wording::Version(version) => format!("{name} = {version}"),
        };
        rows.filter(
            Sql::new(own, Binding::Comparison),
            say!(en: "answers to this wording", es: "respuestas a esta redacción"),
        );
    }
    Ok(match answered.adds {
        Adds::Sides => {
            let sides = format!("CASE WHEN {answer} >= 9 THEN 1 WHEN {answer} <= 6 THEN (-1) ELSE 0 END");
            rows.weighted_ratio(&sides, 100)
        }
        Adds::Code => rows.weighted_ratio(&answer, 1),
        Adds::Best(from) => {
            rows.weighted_ratio(&format!("CASE WHEN {answer} >= {from} THEN 1 ELSE 0 END"), 1)
        }
    })
}
