//! What an engine is, and what is asked of it.

use super::sample::Method;
use crate::analyze::Checked;
use crate::diagnostic::Mistake;
use crate::emit::kpi::plan::Query;
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::{self, Dialect, Setting};
use crate::emit::kpi::{Kpis, statement, text};
use crate::resolve::Resolved;

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
        Asked {
            query,
            stages,
            values: text::with_plain_relations(&values),
            spread: spread.as_deref().map(text::with_plain_relations),
        }
    };
    kpis.queries.iter().map(asked).collect()
}

/// The clock and the views of some stages, each over its raw relation.
pub fn views(
    program: &Checked<'_>,
    stages: &[(&Stage<'_>, String)],
    dialect: &dyn Dialect,
    setting: &Setting,
) -> Vec<Text> {
    let create = dialect.create_temporary_view();
    let made = |about: &str, name: &str, select: String| Text {
        about: about.to_owned(),
        sql: format!("{create} {name} AS\n{select}"),
    };
    let clock = made("senda.yaml", staging::CLOCK, staging::clock(dialect, program.as_of));
    let view = |(stage, raw): &(&Stage<'_>, String)| {
        let select = staging::select(stage, dialect, setting, raw, staging::CLOCK);
        made(stage.dataset.id().as_str(), &stage.view, select)
    };
    std::iter::once(clock).chain(stages.iter().map(view)).collect()
}

/// For each column of a stage, whether some of the texts may read it. A name that stands nowhere in them
/// and in no computed column is read by nobody.
pub fn used_columns(stage: &Stage<'_>, texts: &[&str]) -> Vec<bool> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: std::collections::HashSet<&str> =
        texts.iter().flat_map(|text| text.split(|c| !is_word(c))).collect();
    let derived: Vec<&str> = stage
        .derived
        .iter()
        .filter(|derived| words.contains(derived.name.as_str()))
        .flat_map(|derived| stage.columns_of(&derived.value))
        .collect();
    let used = |name: &str| words.contains(name) || derived.contains(&name);
    stage.columns.iter().map(|column| used(&column.name)).collect()
}
