//! How far the rows of a value scatter: what an interval is made of, for the same rows, periods and cuts.

use super::rows::{by_cut, cell_n, told_apart_by};
use super::{Parts, TIMES, base};
use crate::emit::kpi::plan::{Aggregate, Plan, Query};

/// The columns of [`of_spread`] after `period, cut, cut_value`.
pub const SPREAD: [&str; 7] = [
    "n",
    "spread_weight",
    "spread_weight_squares",
    "spread_up",
    "spread_down",
    "spread_shifted",
    "spread_squares",
];

/// The SELECT with the weights behind each value of a metric that is an average over rows: how many
/// rows, the sum of their weights w and of w², the weight of the rows whose amount is above and below 0,
/// and, with d the distance of an amount from the average of all rows, the sums of w·d and w·d². A sum of
/// squares around 0 would lose its digits when amounts are large. None for every other metric.
pub fn of_spread(query: &Query<'_>) -> Option<String> {
    written(query, Parts::default())
}

/// The same over rows that stand for several.
pub fn of_counted_spread(query: &Query<'_>) -> Option<String> {
    written(query, Parts { counted: true, ..Parts::default() })
}

fn written(query: &Query<'_>, mut parts: Parts) -> Option<String> {
    let Plan::Rows(rows) = &query.finished.plan else { return None };
    let Aggregate::Ratio { .. } = &rows.aggregate else { return None };
    let base = base(&query.finished);
    let kept = parts.rows_part(&base, rows);
    let times = if parts.counted { format!("{TIMES} * ") } else { String::new() };
    let cell_n = cell_n(parts.counted);
    let middle = parts.add(format!("{base}_middle"), |_| {
        format!("  SELECT SUM({times}numerator * 1e0) / NULLIF(SUM({times}denominator * 1e0), 0) AS spread_middle\n  FROM {kept}")
    });
    let keys = told_apart_by(rows).join(", ");
    let cells = parts.add(format!("{base}_spread"), |_| {
        let distance = "(numerator * 1e0 / denominator - spread_middle)";
        format!(
            "  SELECT\n    {keys},\n    {cell_n} AS cell_n,\n    SUM({times}denominator * 1e0) AS spread_weight,\n    SUM({times}denominator * 1e0 * denominator) AS spread_weight_squares,\n    SUM({times}CASE WHEN numerator > 0 THEN denominator * 1e0 ELSE 0 END) AS spread_up,\n    SUM({times}CASE WHEN numerator < 0 THEN denominator * 1e0 ELSE 0 END) AS spread_down,\n    SUM({times}denominator * {distance}) AS spread_shifted,\n    SUM({times}denominator * {distance} * {distance}) AS spread_squares\n  FROM {kept}\n  CROSS JOIN {middle}\n  GROUP BY {keys}"
        )
    });
    let sums = &SPREAD[1..];
    let cuts =
        parts.add(format!("{base}_spread_cuts"), |_| by_cut(rows, &query.finished.levels, &cells, sums));
    let added: String = sums.iter().map(|sum| format!(",\n  SUM({sum}) AS {sum}")).collect();
    Some(format!(
        "{}SELECT\n  period,\n  cut,\n  cut_value,\n  SUM(cell_n) AS n{added}\nFROM {cuts}\nGROUP BY period, cut, cut_value\nORDER BY period, cut, cut_value\n",
        parts.with()
    ))
}
