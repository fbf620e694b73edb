//! What an engine is, and what is asked of it.

use super::sample::Method;
use crate::analyze::Checked;
use crate::diagnostic::Mistake;
use crate::emit::kpi::plan::{Plan, Query};
use crate::emit::kpi::stage::{Derived, DerivedValue, Stage};
use crate::emit::kpi::staging::{self, Dialect, Setting};
use crate::emit::kpi::{Kpis, statement, text};
use crate::resolve::Resolved;
use std::collections::HashSet;

/// The rows that a query gives: its columns as text, nothing where there is no value.
pub type Rows = Vec<Vec<Option<String>>>;

/// Runs queries above the staging views.
pub trait Engine {
    /// `sqlite`, `duckdb`, `postgres`.
    fn name(&self) -> &'static str;

    /// The version, when the engine says it; after it was asked.
    fn version(&self) -> Option<String>;

    /// Makes the views, then answers each query in its order.
    ///
    /// # Errors
    /// The engine stops: why, in words.
    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake>;

    /// Whether it is better to add up equal rows in a temporary table first than to read all rows in every query.
    fn adds_up_first(&self) -> bool {
        false
    }
}

/// A statement, and what it is about: `metric:nps`, `dataset:answers`.
#[derive(Clone, Debug)]
pub struct Text {
    pub about: String,
    pub sql: String,
}

/// The queries of one metric.
pub struct Asked<'k, 'p> {
    pub query: &'k Query<'p>,
    /// `metric, period, cut, cut_value, value, n`: the text that the target `sql` writes.
    pub values: String,
    /// What intervals are made of.
    pub spread: Option<String>,
    /// Both over rows that stand for several, when every part of the metric adds rows up; the views between marks.
    pub counted: Option<(String, Option<String>)>,
    /// The stages whose views the texts read.
    pub stages: Vec<usize>,
}

/// What is asked for the metrics of a program.
pub fn asked<'k, 'p>(program: &Resolved, kpis: &'k Kpis<'p>) -> Vec<Asked<'k, 'p>> {
    let asked = |query| {
        let values = statement::of_query(query);
        let estimated = Method::of(program, query).is_ok();
        let spread = if estimated { statement::of_spread(query) } else { None };
        let reads = |stage: &Stage<'_>| values.contains(&text::relation(&stage.view));
        let stages = (0..kpis.stages.len()).filter(|at| reads(&kpis.stages[*at])).collect();
        let counted = || {
            let spread = if estimated { statement::of_counted_spread(query) } else { None };
            (statement::of_counted_query(query), spread)
        };
        Asked {
            query,
            stages,
            counted: adds_rows_up(&query.finished.plan).then(counted),
            values: text::with_plain_relations(&values),
            spread: spread.as_deref().map(text::with_plain_relations),
        }
    };
    kpis.queries.iter().map(asked).collect()
}

/// Whether equal rows can be added up before a metric is computed: what is known of a single case is not.
fn adds_rows_up(plan: &Plan) -> bool {
    !matches!(plan, Plan::Health(_)) && plan.inputs().into_iter().all(|input| adds_rows_up(&input.plan))
}

/// The stages whose equal rows can be added up: those that only such metrics read, together with all
/// other stages of these metrics. `single` are read row by row.
pub fn countable(asked: &[Asked<'_, '_>], stages: &[Stage<'_>], single: &[usize]) -> Vec<bool> {
    // Open time is counted in parts of the view that hand on only the columns of the data.
    let mut fine: Vec<bool> =
        stages.iter().map(|stage| !stage.derived.iter().any(|derived| derived.value.is_business())).collect();
    single.iter().for_each(|at| fine[*at] = false);
    loop {
        let blocked =
            asked.iter().filter(|one| one.counted.is_none() || one.stages.iter().any(|at| !fine[*at]));
        let stops: Vec<usize> =
            blocked.flat_map(|one| one.stages.iter().copied()).filter(|at| fine[*at]).collect();
        if stops.is_empty() {
            return fine;
        }
        stops.into_iter().for_each(|at| fine[at] = false);
    }
}

/// The clock and the views of some stages, each over its raw relation.
pub fn views(
    program: &Checked<'_>,
    stages: &[Staged<'_, '_>],
    dialect: &dyn Dialect,
    setting: &Setting,
) -> Vec<Text> {
    let create = dialect.create_temporary_view();
    let made = |about: &str, name: &str, select: String| Text {
        about: about.to_owned(),
        sql: format!("{create} {name} AS\n{select}"),
    };
    let clock = made("senda.yaml", staging::CLOCK, staging::clock(dialect, program.as_of));
    let view = |staged: &Staged<'_, '_>| {
        let more: &[&str] = if staged.counted { &[statement::TIMES] } else { &[] };
        let (stage, raw) = (staged.stage, &staged.raw);
        let select = staging::select_with(stage, dialect, setting, raw, staging::CLOCK, more);
        made(stage.dataset.id().as_str(), &stage.view, select)
    };
    std::iter::once(clock).chain(stages.iter().map(view)).collect()
}

/// A stage and the relation that holds its rows.
pub struct Staged<'s, 'p> {
    pub stage: &'s Stage<'p>,
    pub raw: String,
    /// Its rows stand for several.
    pub counted: bool,
}

/// Whether the time of day of a stage's own moment is asked for by nobody: only its period is.
pub fn only_days(stage: &Stage<'_>, texts: &[&str]) -> bool {
    let Some(time) = stage.time() else { return false };
    let words = words(texts);
    let by_day = |value: &DerivedValue| matches!(value, DerivedValue::Period(_));
    let read = |derived: &Derived| words.contains(derived.name.as_str());
    let of_time = |derived: &Derived| stage.columns_of(&derived.value).contains(&time.name.as_str());
    !words.contains(time.name.as_str())
        && stage.derived.iter().filter(|it| read(it) && of_time(it)).all(|it| by_day(&it.value))
}

/// The words of texts: names of columns are among them.
pub fn words<'t>(texts: &[&'t str]) -> HashSet<&'t str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    texts.iter().flat_map(|text| text.split(move |c| !is_word(c))).collect()
}

/// For each column of a stage, whether some of the texts may read it. A name that stands nowhere in them
/// and in no computed column is read by nobody.
pub fn used_columns(stage: &Stage<'_>, texts: &[&str]) -> Vec<bool> {
    let words = words(texts);
    let derived: Vec<&str> = stage
        .derived
        .iter()
        .filter(|derived| words.contains(derived.name.as_str()))
        .flat_map(|derived| stage.columns_of(&derived.value))
        .collect();
    let used = |name: &str| words.contains(name) || derived.contains(&name);
    stage.columns.iter().map(|column| used(&column.name)).collect()
}
