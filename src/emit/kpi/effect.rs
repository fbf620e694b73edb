//! What a playbook moved, as one portable query over a ledger of assignments that stands in the warehouse:
//! treated against held out, for each metric and period.
//!
//! Columns of the answer: `metric, period, treated_n, treated, control_n, control, difference,
//! standard_error, low, high, p, return_on_cost, return_low, return_high, break_even_cost_per_case`. The
//! formulas are those of `senda effect`. SQL lacks Student's distribution, which the interval and the
//! probability of averages (Welch) need: they come of expansions around the normal one, and have no value
//! below ten degrees of freedom, where those are not good enough.

use super::grain::Grain;
use super::staging::Dialect;
use super::statement::subject_name;
use super::{Kpis, PerCustomer, text};
use crate::analyze::Checked;
use crate::analyze::draw::Draw;
use crate::analyze::statistics::CONFIDENCE;
use crate::analyze::statistics::normal::z_of;
use crate::analyze::terms::{Terms, rises};
use crate::diagnostic::Say;
use crate::model::Of;
use crate::model::dataset::ColumnType;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::time::CalendarUnit;
use crate::resolve::Resolved;

/// The table that a ledger is loaded into, with its columns as texts.
pub const TABLE: &str = "senda_ledger";
/// The view above it.
pub const VIEW: &str = "stg_senda_ledger";

/// A playbook with the query for its effect.
pub struct Compared<'p> {
    pub playbook: Of<'p, Playbook>,
    /// Of its file.
    pub name: String,
    /// Relations stand between marks.
    pub sql: String,
    /// Metrics that are left out, and why.
    pub without: Vec<(String, Say)>,
}

/// The query for the effect of a playbook; none when nobody is held out by lot or no metric has a value for
/// each customer.
pub fn of_playbook<'p>(
    checked: &Checked<'p>,
    kpis: &mut Kpis<'p>,
    playbook: Of<'p, Playbook>,
) -> Option<Compared<'p>> {
    let program = checked.program;
    Draw::of(program, playbook)?;
    let metrics = metrics(program, playbook);
    let (mut branches, mut without) = (Vec::new(), Vec::new());
    for (metric, planned) in metrics.iter().zip(kpis.per_customer(checked, &metrics)) {
        let id = metric.id().to_string();
        match planned.map(|planned| branch(playbook, &planned)) {
            Ok(Some(text)) => branches.push(text),
            Ok(None) => without.push((id, crate::diagnostic::say!(en: "its period ends on the day of the clock", es: "su periodo termina el día del reloj"))),
            Err(problem) => without.push((id, problem.why)),
        }
    }
    let sql = (!branches.is_empty()).then(|| statement(&branches, gain(program, playbook)))?;
    Some(Compared { name: text::name(playbook.id().as_str()), playbook, sql, without })
}

/// What the playbook is to move: first what its case counts on, then the rest of `measures`.
pub fn metrics<'p>(program: &'p Resolved, playbook: Of<'p, Playbook>) -> Vec<Of<'p, Metric>> {
    let expects = playbook.it.business_case.get().and_then(|case| case.expects.get());
    let first = expects.map(|expects| expects.metric.span());
    let rest = playbook.it.measures.spanned_items().map(|(at, _)| at);
    let mut found: Vec<Of<'p, Metric>> = Vec::new();
    for at in first.into_iter().chain(rest) {
        let metric = program.follow::<Metric>(playbook.index, at);
        found.extend(metric.filter(|metric| found.iter().all(|known| known.index != metric.index)));
    }
    found
}

/// The values of one metric with the group of each customer; none for windows, whose beginning is in no name.
fn branch(playbook: Of<'_, Playbook>, asked: &PerCustomer<'_>) -> Option<String> {
    let before = match asked.grain {
        Grain::Whole => String::new(),
        // Names of periods are in the order of time.
        Grain::Calendar(_) => format!(" AND l.period_{} < v.period", asked.grain.slug()),
        Grain::Rolling(_) => return None,
    };
    let (metric, playbook) =
        (text::literal(asked.metric.id().as_str()), text::literal(playbook.id().as_str()));
    let (customer, ledger) = (subject_name(asked.each), text::relation(VIEW));
    Some(format!(
        "  SELECT {metric} AS metric, v.period AS period, l.arm AS arm, v.value * 1e0 AS value\n  FROM (\n{}\n  ) AS v\n  INNER JOIN {ledger} AS l ON l.customer = v.{customer}\n  WHERE l.playbook = {playbook} AND l.arm IN ('treated', 'control') AND v.value IS NOT NULL{before}",
        asked.sql.trim_end()
    ))
}

/// The metric that the business case is about, its terms and whether more of it is better.
fn gain(program: &Resolved, playbook: Of<'_, Playbook>) -> Option<(String, Terms, bool)> {
    let expects = playbook.it.business_case.get()?.expects.get()?;
    let metric = program.follow::<Metric>(playbook.index, expects.metric.span())?;
    Some((metric.id().to_string(), Terms::of(program, playbook)?, rises(metric)?))
}

/// A number that every engine reads as one of double precision.
fn number(value: f64) -> String {
    if value < 0.0 { format!("({value:e})") } else { format!("{value:e}") }
}

fn statement(branches: &[String], gain: Option<(String, Terms, bool)>) -> String {
    let values = branches.join("\n  UNION ALL\n");
    let (z, [low, high], p) = distances();
    let (bend, of_average, margin) =
        (bend(), normal_of_student(), format!("{} * standard_error", critical()));
    let (effect, returns) = returns(gain);
    format!(
        "WITH observed AS (
{values}
),
averages AS (
  SELECT metric, period, arm, COUNT(*) AS n, SUM(value) / COUNT(*) AS average, MIN(CASE WHEN value = 0 OR value = 1 THEN 1 ELSE 0 END) AS is_share
  FROM observed
  GROUP BY metric, period, arm
),
spreads AS (
  SELECT o.metric AS metric, o.period AS period, o.arm AS arm, SUM((o.value - a.average) * (o.value - a.average)) AS squares
  FROM observed AS o
  INNER JOIN averages AS a ON a.metric = o.metric AND a.period = o.period AND a.arm = o.arm
  GROUP BY o.metric, o.period, o.arm
),
arms AS (
  SELECT a.metric AS metric, a.period AS period, a.arm AS arm, a.n * 1e0 AS n, a.average AS average, a.is_share AS is_share,
    s.squares / NULLIF(a.n - 1, 0) / a.n AS variance_of_average
  FROM averages AS a
  INNER JOIN spreads AS s ON s.metric = a.metric AND s.period = a.period AND s.arm = a.arm
  WHERE a.n >= 2
),
both_arms AS (
  SELECT t.metric AS metric, t.period AS period, t.n AS tn, t.average AS t, c.n AS cn, c.average AS c,
    t.average - c.average AS difference, t.is_share * c.is_share AS are_shares, SQRT(t.variance_of_average + c.variance_of_average) AS standard_error,
    (t.variance_of_average + c.variance_of_average) * (t.variance_of_average + c.variance_of_average)
      / NULLIF(t.variance_of_average * t.variance_of_average / (t.n - 1) + c.variance_of_average * c.variance_of_average / (c.n - 1), 0) AS degrees,
    CASE WHEN t.is_share * c.is_share = 1 THEN t.average END AS ts, CASE WHEN t.is_share * c.is_share = 1 THEN c.average END AS cs,
    (t.average * t.n + c.average * c.n) / (t.n + c.n) AS pooled
  FROM arms AS t
  INNER JOIN arms AS c ON c.metric = t.metric AND c.period = t.period
  WHERE t.arm = 'treated' AND c.arm = 'control'
),
bent AS (
  SELECT b.*, {bend} AS bend
  FROM both_arms AS b
),
distances AS (
  SELECT b.*, CASE WHEN are_shares = 1 THEN {z} ELSE {of_average} END AS z,
    {t_low} AS t_low, {t_high} AS t_high, {c_low} AS c_low, {c_high} AS c_high,
    {effect}
  FROM bent AS b
)
SELECT metric, period, tn AS treated_n, t AS treated, cn AS control_n, c AS control, difference, standard_error,
  CASE WHEN are_shares = 1 THEN {low} WHEN bend IS NOT NULL THEN difference - {margin} END AS low,
  CASE WHEN are_shares = 1 THEN {high} WHEN bend IS NOT NULL THEN difference + {margin} END AS high,
  CASE WHEN are_shares = 1 OR bend IS NOT NULL THEN {p} END AS p,
  {returns}
FROM distances
ORDER BY metric, period
",
        t_low = wilson("ts", "tn", '-'),
        t_high = wilson("ts", "tn", '+'),
        c_low = wilson("cs", "cn", '-'),
        c_high = wilson("cs", "cn", '+'),
    )
}

/// The pooled z of two shares; the interval of Newcombe (1998, method 10); the probability, both sides together.
fn distances() -> (String, [String; 2], String) {
    let spread = "pooled * (1 - pooled) * (1e0 / tn + 1e0 / cn)";
    let z = format!("CASE WHEN pooled > 0 AND pooled < 1 THEN ABS(difference) / SQRT({spread}) ELSE 0e0 END");
    let low = "difference - SQRT((ts - t_low) * (ts - t_low) + (c_high - cs) * (c_high - cs))".to_owned();
    let high = "difference + SQRT((t_high - ts) * (t_high - ts) + (cs - c_low) * (cs - c_low))".to_owned();
    (z, [low, high], two_sided("z"))
}

/// Degrees of freedom from which the expansions hold: then the probability is off by less than 10⁻⁹, and the
/// critical value by less than 10⁻⁵; from 30 on, by 10⁻¹¹ and 10⁻⁷.
const FEWEST_DEGREES: u32 = 10;

/// `(ν - ½) ln(1 + t²/ν)` for two averages with Welch's ν; nothing for shares and below [`FEWEST_DEGREES`].
fn bend() -> String {
    format!(
        "CASE WHEN are_shares = 0 AND degrees >= {FEWEST_DEGREES} THEN (degrees - 0.5e0) * LN(1 + difference * difference / (standard_error * standard_error) / degrees) END"
    )
}

/// The normal value that is as rare as Student's `t` (Hill, CACM 13, 1970, algorithm 395).
fn normal_of_student() -> String {
    let b = "(48e0 * (degrees - 0.5e0) * (degrees - 0.5e0))";
    let series = ["3.3e0", "24e0", "85.5e0"]
        .iter()
        .fold("(0 - 0.4e0)".to_owned(), |text, next| format!("({text} * bend - {next})"));
    format!("(({series} / (0.8e0 * bend * bend + 100 + {b}) + bend + 3) / {b} + 1) * SQRT(bend)")
}

/// Student's critical value of the interval (Abramowitz and Stegun 26.7.5).
fn critical() -> String {
    let z = z_of(CONFIDENCE);
    let odd = |coefficients: &[f64], under: f64| {
        let sum = coefficients.iter().rev().fold(0.0, |sum, next| sum * z * z + next);
        number(sum * z / under)
    };
    let terms = [
        odd(&[-945.0, -1920.0, 1482.0, 776.0, 79.0], 92_160.0),
        odd(&[-15.0, 17.0, 19.0, 3.0], 384.0),
        odd(&[3.0, 16.0, 5.0], 96.0),
        odd(&[1.0, 1.0], 4.0),
        number(z),
    ];
    terms.into_iter().reduce(|text, term| format!("({text} / degrees + {term})")).unwrap_or_default()
}

/// An end of the interval of a share (Wilson 1927), within 0 and 1.
fn wilson(share: &str, n: &str, sign: char) -> String {
    let z = z_of(CONFIDENCE);
    let (square, z) = (number(z * z), number(z));
    let end = format!(
        "({share} + {square} / (2 * {n}) {sign} {z} * SQRT(({share} * (1 - {share}) + {square} / (4 * {n})) / {n})) / (1 + {square} / {n})"
    );
    // Of a share of 0 or 1, one end is the share itself.
    match sign {
        '-' => format!("CASE WHEN {share} = 0 THEN 0e0 ELSE {end} END"),
        _ => format!("CASE WHEN {share} = 1 THEN 1e0 ELSE {end} END"),
    }
}

/// The probability, both sides together, of a normal value at least as far from 0 as one that is not negative:
/// the rational approximation of Hart (Computer Approximations, 1968), and a continued fraction further out.
fn two_sided(z: &str) -> String {
    const OVER: [f64; 7] = [
        3.526_249_659_989_11e-2,
        0.700_383_064_443_688,
        6.373_962_203_531_65,
        33.912_866_078_383,
        112.079_291_497_871,
        221.213_596_169_931,
        220.206_867_912_376,
    ];
    const UNDER: [f64; 8] = [
        8.838_834_764_831_84e-2,
        1.755_667_163_182_64,
        16.064_177_579_207,
        86.780_732_202_946_1,
        296.564_248_779_674,
        637.333_633_378_831,
        793.826_512_519_948,
        440.413_735_824_752,
    ];
    let polynomial = |coefficients: &[f64]| {
        let (first, rest) = coefficients.split_first().unwrap_or((&0.0, &[]));
        rest.iter().fold(number(*first), |text, next| format!("({text} * {z} + {})", number(*next)))
    };
    let scale = format!("EXP(0 - {z} * {z} / 2)");
    let fraction =
        (1..=4).rev().fold(format!("({z} + 0.65e0)"), |text, step| format!("({z} + {step} / {text})"));
    format!(
        "CASE WHEN {z} > 37 THEN 0e0 WHEN {z} < 7 THEN 2 * {scale} * {} / {} ELSE 2 * {scale} / {fraction} / {} END",
        polynomial(&OVER),
        polynomial(&UNDER),
        number((2.0 * std::f64::consts::PI).sqrt())
    )
}

/// Columns that prepare the return, and those that give it.
fn returns(gain: Option<(String, Terms, bool)>) -> (String, String) {
    let Some((metric, Terms { value, cost_per_case, fixed_cost }, rises)) = gain else {
        let none = "NULL AS return_on_cost, NULL AS return_low, NULL AS return_high, NULL AS break_even_cost_per_case";
        return ("0 AS gains".to_owned(), none.to_owned());
    };
    let (value, fixed) = (number(value), number(fixed_cost));
    let sign = if rises { "" } else { "0 - " };
    let prepared = format!(
        "CASE WHEN metric = {} AND are_shares = 1 THEN 1 ELSE 0 END AS gains, {sign}difference AS effect, {} * tn + {fixed} AS cost, SQRT(ts * (1 - ts) / tn + cs * (1 - cs) / cn) * {} AS margin",
        text::literal(&metric),
        number(cost_per_case),
        number(z_of(CONFIDENCE))
    );
    let of = |effect: &str| {
        format!("CASE WHEN gains = 1 THEN (tn * ({effect}) * {value} - cost) / NULLIF(cost, 0) END")
    };
    let given = format!(
        "{} AS return_on_cost,\n  {} AS return_low,\n  {} AS return_high,\n  CASE WHEN gains = 1 THEN effect * {value} - {fixed} / tn END AS break_even_cost_per_case",
        of("effect"),
        of("effect - margin"),
        of("effect + margin")
    );
    (prepared, given)
}

/// The view above the ledger in the words of a dialect: its columns, and the period of each assignment.
pub fn ledger_view(dialect: &dyn Dialect) -> String {
    let typed = |name: &str| format!("{} AS {name}", dialect.cast(&format!("t.{name}"), ColumnType::Text));
    let columns: Vec<String> = ["playbook", "customer", "arm", "strata"].map(typed).to_vec();
    let day = dialect.cast("t.assigned_on", ColumnType::Date);
    let periods = CalendarUnit::ALL.map(|unit| {
        format!("  {} AS period_{}", dialect.period(unit, "assigned_on"), Grain::Calendar(unit).slug())
    });
    format!(
        "DROP VIEW IF EXISTS {VIEW};\n\n{} {VIEW} AS\nWITH typed AS (\n  SELECT {}, {day} AS assigned_on\n  FROM {TABLE} AS t\n)\nSELECT\n  playbook,\n  customer,\n  arm,\n  strata,\n  assigned_on,\n{}\nFROM typed;\n",
        dialect.create_view(),
        columns.join(", "),
        periods.join(",\n")
    )
}
