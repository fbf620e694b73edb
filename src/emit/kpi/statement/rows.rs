//! Values that are made of rows: rows that count, cells, cuts, value.

use super::{Parts, TIMES};
use crate::emit::kpi::plan::{Aggregate, Cut, Levels, Rows};
use crate::emit::kpi::statement::subject_name;
use crate::emit::kpi::text;
use rust_decimal::Decimal;

impl Parts {
    /// The part with the rows that count.
    pub(super) fn rows_part(&mut self, base: &str, rows: &Rows) -> String {
        self.add(format!("{base}_rows"), |parts| {
            let mut measures = measures(&rows.aggregate);
            if parts.counted {
                measures.push((TIMES.to_owned(), TIMES));
            }
            kept_rows(rows, measures)
        })
    }

    pub(super) fn value_of_rows(&mut self, base: &str, rows: &Rows, levels: &Levels) -> String {
        let kept = self.rows_part(base, rows);
        let cells = self.add(format!("{base}_cells"), |parts| cells(rows, &kept, parts.counted));
        let cuts = self.add(format!("{base}_cuts"), |_| cuts(rows, levels, &cells));
        match &rows.aggregate {
            Aggregate::Ratio { times, .. } => {
                let times = if *times == 1 { String::new() } else { format!("{times} * ") };
                summed(&cuts, &format!("{times}SUM(numerator_sum) / NULLIF(SUM(denominator_sum), 0)"))
            }
            Aggregate::Sum { .. } => summed(&cuts, "SUM(numerator_sum)"),
            Aggregate::Count => summed(&cuts, "SUM(cell_n)"),
            Aggregate::Quantile { share, weight, .. } => {
                let reached = self.add(format!("{base}_reached"), |_| reached(&cuts));
                quantile(&reached, *share, weight.is_some())
            }
        }
    }
}

/// What each row adds: the columns of the first part besides period and dimensions.
pub fn measures(aggregate: &Aggregate) -> Vec<(String, &'static str)> {
    match aggregate {
        Aggregate::Ratio { numerator, denominator, .. } => {
            vec![(numerator.clone(), "numerator"), (denominator.clone(), "denominator")]
        }
        Aggregate::Sum { amount } => vec![(amount.clone(), "numerator")],
        Aggregate::Count => Vec::new(),
        Aggregate::Quantile { amount, weight, .. } => {
            let weight = weight.clone().unwrap_or_else(|| "1".to_owned());
            vec![(amount.clone(), "amount"), (weight, "denominator")]
        }
    }
}

/// The rows that count, with their period, dimensions and subject, and what each adds.
pub fn kept_rows(rows: &Rows, measures: Vec<(String, &'static str)>) -> String {
    let mut columns = vec![format!("{} AS period", rows.period.text)];
    columns.extend(rows.subject.iter().map(|subject| format!("{subject} AS subject")));
    columns.extend(rows.dimensions.iter().map(|dimension| {
        if dimension.sql == dimension.alias {
            dimension.alias.clone()
        } else {
            format!("{} AS {}", dimension.sql, dimension.alias)
        }
    }));
    columns.extend(measures.iter().map(|(sql, name)| format!("{sql} AS {name}")));
    let view = text::relation(&rows.view);
    let mut select = format!("  SELECT\n    {}\n  FROM {view}", columns.join(",\n    "));
    for (index, filter) in rows.filters.iter().enumerate() {
        let word = if index == 0 { "WHERE" } else { "  AND" };
        select.push_str(&format!("\n  {word} {}", filter.sql.inside(super::super::lower::Binding::And)));
    }
    select
}

/// The names of everything that rows are told apart by.
pub fn told_apart_by(rows: &Rows) -> Vec<&str> {
    let mut keys: Vec<&str> = vec!["period"];
    keys.extend(rows.subject.iter().map(|_| "subject"));
    keys.extend(rows.dimensions.iter().map(|dimension| dimension.alias.as_str()));
    keys
}

/// Rows added up by everything that they are told apart by.
fn cells(rows: &Rows, kept: &str, counted: bool) -> String {
    let times = if counted { format!("{TIMES} * ") } else { String::new() };
    let mut keys = told_apart_by(rows);
    let mut columns: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    columns.push(format!("{} AS cell_n", cell_n(counted)));
    match &rows.aggregate {
        Aggregate::Ratio { .. } => {
            columns.push(format!("SUM({times}numerator * 1e0) AS numerator_sum"));
            columns.push(format!("SUM({times}denominator * 1e0) AS denominator_sum"));
        }
        Aggregate::Sum { .. } => columns.push(format!("SUM({times}numerator * 1e0) AS numerator_sum")),
        Aggregate::Count => {}
        Aggregate::Quantile { .. } => {
            keys.push("amount");
            columns.push("amount".to_owned());
            columns.push(format!("SUM({times}denominator) AS denominator_sum"));
        }
    }
    format!("  SELECT\n    {}\n  FROM {kept}\n  GROUP BY {}", columns.join(",\n    "), keys.join(", "))
}

/// Cells once for the total and once for each cut; for each subject alone when that is wanted.
fn cuts(rows: &Rows, levels: &Levels, cells: &str) -> String {
    let sums: &[&str] = match &rows.aggregate {
        Aggregate::Ratio { .. } => &["numerator_sum", "denominator_sum"],
        Aggregate::Sum { .. } => &["numerator_sum"],
        Aggregate::Count => &[],
        Aggregate::Quantile { .. } => &["amount", "denominator_sum"],
    };
    by_cut(rows, levels, cells, sums)
}

/// How many rows of the data a cell holds.
pub fn cell_n(counted: bool) -> String {
    if counted { format!("SUM({TIMES})") } else { "COUNT(*)".to_owned() }
}

/// Sums of cells, once for the total and once for each cut; for each subject alone when that is wanted.
pub fn by_cut(rows: &Rows, levels: &Levels, cells: &str, sums: &[&str]) -> String {
    let sums: String = sums.iter().map(|sum| format!(", {sum}")).collect();
    let select = |cut: &str, value: &str| {
        format!("  SELECT period, {cut} AS cut, {value} AS cut_value, cell_n{sums}\n  FROM {cells}")
    };
    match levels {
        Levels::Each(each) => select(&text::literal(subject_name(*each)), "subject"),
        Levels::Shown(shown) => {
            let total = select("'total'", "'all'");
            let cuts = shown.iter().map(|cut| select(&text::literal(&cut.name), &cut_value(rows, cut)));
            std::iter::once(total).chain(cuts).collect::<Vec<_>>().join("\n  UNION ALL\n")
        }
    }
}

/// What a row shows for a cut: its values, with `/` between crossed ones.
pub fn cut_value(rows: &Rows, cut: &Cut) -> String {
    let label = |alias: &String| {
        rows.dimensions.iter().find(|known| known.alias == *alias).map(|known| known.label())
    };
    let labels: Vec<String> = cut.dimensions.iter().filter_map(label).collect();
    match &labels[..] {
        [one] => one.clone(),
        several => several
            .iter()
            .map(|one| if one.starts_with("CASE") { format!("({one})") } else { one.clone() })
            .collect::<Vec<_>>()
            .join(" || '/' || "),
    }
}

fn summed(cuts: &str, value: &str) -> String {
    format!(
        "  SELECT\n    period,\n    cut,\n    cut_value,\n    {value} AS value,\n    SUM(cell_n) AS n\n  FROM {cuts}\n  GROUP BY period, cut, cut_value"
    )
}

/// The weight of all rows up to an amount, and of all rows.
fn reached(cuts: &str) -> String {
    let by_amount = format!(
        "    SELECT period, cut, cut_value, amount, SUM(cell_n) AS amount_n, SUM(denominator_sum) AS amount_weight\n    FROM {cuts}\n    GROUP BY period, cut, cut_value, amount"
    );
    format!(
        "  SELECT\n    period,\n    cut,\n    cut_value,\n    amount,\n    amount_n,\n    SUM(amount_weight) OVER (\n      PARTITION BY period, cut, cut_value ORDER BY amount ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW\n    ) AS reached,\n    SUM(amount_weight) OVER (PARTITION BY period, cut, cut_value) AS whole\n  FROM (\n{by_amount}\n  ) AS by_amount"
    )
}

/// The smallest amount whose cumulated weight reaches the share. The share is a fraction of whole
/// numbers, so that counted rows compare exactly; sums of weights carry the rounding of their decimals
/// and get a billionth of leeway.
fn quantile(reached: &str, share: Decimal, weighted: bool) -> String {
    let share = share.normalize();
    let below = Decimal::from(10u64.pow(share.scale().min(18)));
    let above = (share * below).normalize();
    let leeway = if weighted { " * 0.999999999" } else { "" };
    let enough = format!("reached * {below} >= whole * {above}{leeway}");
    format!(
        "  SELECT\n    period,\n    cut,\n    cut_value,\n    MIN(CASE WHEN {enough} THEN amount END) AS value,\n    SUM(amount_n) AS n\n  FROM {reached}\n  GROUP BY period, cut, cut_value"
    )
}
