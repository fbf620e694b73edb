//! The tables of the year.

use super::candidates::{Maker, Row, key, moment, person};
use super::chance::{Chance, summed};
use super::plan::{Assumption, Part, Plan, TablePlan};
use super::tilt;
use crate::analyze::Checked;
use crate::diagnostic::{Mistake, Say, say};
use crate::emit::kpi::plan::{Aggregate, Plan as Lowered, Query};
use crate::emit::kpi::stage::{Stage, StageColumn};
use crate::emit::kpi::{Kpis, statement};
use crate::measure::run::{Files, Measuring, More};
use crate::model::EntityIndex;
use crate::model::dataset::ColumnType;
use crate::model::time::Days;
use crate::model::unions::ColumnRefersTo;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Candidates for each part of a table.
const CANDIDATES: usize = 4000;

/// A table as it is written.
pub struct Table {
    pub path: String,
    pub dataset: EntityIndex,
    pub rows: usize,
    pub csv: String,
}

/// A metric whose value the year is made for.
pub struct Aimed {
    pub query: usize,
    /// Which of the stages its rows are of.
    pub stage: usize,
    pub value: f64,
    /// What a row adds, above and below the line, and how much of the year it is.
    pub rows: Vec<(f64, f64, f64)>,
}

pub struct Year {
    pub plan: Plan,
    pub tables: Vec<Table>,
    pub aimed: Vec<Aimed>,
    /// Metrics whose value is as it comes, and why.
    pub as_it_comes: Vec<(String, Say)>,
}

/// Files that are in memory.
pub struct InMemory<'f>(pub BTreeMap<&'f str, &'f str>);

impl Files for InMemory<'_> {
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Mistake> {
        let text = self.0.get(path).map(|text| (*text).to_owned());
        let missing = || {
            Mistake::new(
                say!(en: "`{path}` is not simulated", es: "`{path}` no se simula"),
                say!(en: "name a CSV as its `file`", es: "nombra un CSV como su `file`"),
            )
        };
        Ok(Box::new(Cursor::new(text.ok_or_else(missing)?)))
    }

    fn place(&self, path: &str) -> std::path::PathBuf {
        path.into()
    }

    fn progress(&self, _: &str, _: u64) {}
}

/// What one metric asks of the candidates of a table.
struct Ask {
    query: usize,
    value: f64,
    table: usize,
}

/// The candidates of one table, by its parts.
struct Candidates {
    parts: Vec<Vec<Row>>,
    csv: String,
}

/// Makes the year.
///
/// # Errors
/// The engine in this program stops.
pub fn simulate(
    checked: &Checked<'_>,
    kpis: &Kpis<'_>,
    seed: u64,
    days: Days,
    people: Option<usize>,
) -> Result<Year, Mistake> {
    let mut plan = Plan::of(checked, kpis, days, people);
    let candidates: Vec<Candidates> =
        plan.tables.iter().map(|table| candidates(checked, kpis, &plan, table, seed)).collect();
    let (asks, mut as_it_comes) = asks(checked, kpis, &mut plan);
    let found = amounts(checked, kpis, &plan, &candidates, &asks)?;
    let mut weighing =
        Weighing { kpis, asks: &asks, found: &found, aimed: BTreeMap::new(), missed: Vec::new() };
    let weights: Vec<Vec<Vec<f64>>> = plan
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| weighing.table(at, table, &candidates[at]))
        .collect();
    let Weighing { aimed, missed, .. } = weighing;
    let id = |ask: usize| kpis.queries[asks[ask].query].metric.id().to_string();
    let why_missed = say!(en: "its value does not go together with those of other metrics of the same rows", es: "su valor no cabe junto con los de otras métricas de las mismas filas");
    let why_none = say!(en: "no simulated row counts for it", es: "ninguna fila simulada cuenta para ella");
    for ask in (0..asks.len()).filter(|ask| missed.contains(ask) || found[*ask].is_empty()) {
        let why = if found[ask].is_empty() { &why_none } else { &why_missed };
        as_it_comes.push((id(ask), why.clone()));
        let about = kpis.queries[asks[ask].query].metric.entity.name();
        plan.assumptions.retain(|one| one.about != about);
    }
    let aimed = aimed.into_iter().filter(|(ask, _)| !missed.contains(ask)).map(|(_, one)| one).collect();
    let people = People::of(kpis, &plan, &candidates, &weights, seed);
    let tables = plan
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| drawn(kpis, &plan, table, &candidates[at], &weights[at], &people, seed));
    let tables = tables.collect();
    Ok(Year { plan, tables, aimed, as_it_comes })
}

/// Weighs the candidates of one table after another.
struct Weighing<'w, 'p> {
    kpis: &'w Kpis<'p>,
    asks: &'w [Ask],
    found: &'w [Amounts],
    aimed: BTreeMap<usize, Aimed>,
    /// Which of the metrics do not get their value.
    missed: Vec<usize>,
}

impl Weighing<'_, '_> {
    /// The weights of the candidates, part for part.
    fn table(&mut self, at: usize, table: &TablePlan, candidates: &Candidates) -> Vec<Vec<f64>> {
        let mut of_parts = Vec::new();
        let mut first = 0;
        for (part, rows) in table.parts.iter().zip(&candidates.parts) {
            let names: Vec<String> =
                (first..first + rows.len()).map(|row| name(self.kpis, table, row)).collect();
            first += rows.len();
            of_parts.push(self.part(at, table, part, &names));
        }
        of_parts
    }

    fn part(&mut self, at: usize, table: &TablePlan, part: &Part, names: &[String]) -> Vec<f64> {
        let (asks, found) = (self.asks, self.found);
        let own: Vec<usize> = (0..asks.len()).filter(|ask| asks[*ask].table == at).collect();
        let demand = |ask: &usize| -> tilt::Demand {
            let amount = |key: &String| {
                found[*ask].get(key).map_or(0.0, |(above, below)| above - asks[*ask].value * below)
            };
            names.iter().map(amount).collect()
        };
        let demands: Vec<tilt::Demand> = own.iter().map(demand).collect();
        let (weights, met) = tilt::weights(names.len(), &demands);
        for (ask, met) in own.iter().zip(met) {
            let of = |(row, key): (usize, &String)| {
                let (above, below) = found[*ask].get(key).copied()?;
                Some((above, below, weights[row] * part.rows as f64))
            };
            let rows: Vec<(f64, f64, f64)> = names.iter().enumerate().filter_map(of).collect();
            if !met {
                self.missed.push(*ask);
            } else if !rows.is_empty() {
                let Ask { query, value, .. } = asks[*ask];
                let new = || Aimed { query, stage: table.at, value, rows: Vec::new() };
                self.aimed.entry(*ask).or_insert_with(new).rows.extend(rows);
            }
        }
        weights
    }
}

fn candidates(
    checked: &Checked<'_>,
    kpis: &Kpis<'_>,
    plan: &Plan,
    table: &TablePlan,
    seed: u64,
) -> Candidates {
    let stage = &kpis.stages[table.at];
    let maker = Maker::new(checked, stage, &plan.archetypes, plan.days);
    let mut parts = Vec::new();
    let mut first = 0;
    for (at, part) in table.parts.iter().enumerate() {
        let name = format!("candidates/{}/{at}", stage.dataset.id());
        let rows = maker.rows(part, CANDIDATES, first, &mut Chance::of(seed, &name));
        first += rows.len();
        parts.push(rows);
    }
    let csv = csv(stage, parts.iter().flatten());
    Candidates { parts, csv }
}

/// What a query calls the row of this number: its key, as the view shows it.
fn name(kpis: &Kpis<'_>, table: &TablePlan, row: usize) -> String {
    match key_of(&kpis.stages[table.at]) {
        Some(column) if is_person(column) => person(row),
        Some(column) if column.ty == ColumnType::Integer => row.to_string(),
        _ => key(row),
    }
}

fn key_of<'s, 'p>(stage: &'s Stage<'p>) -> Option<&'s StageColumn<'p>> {
    let named = |column: &&StageColumn<'p>| matches!(column.ty, ColumnType::Text | ColumnType::Integer);
    stage.keys().find(named)
}

fn is_person(column: &StageColumn<'_>) -> bool {
    column.column.person.value() == Some(true) || column.column.account.value() == Some(true)
}

/// What each metric asks: those that say where they start, and whose value is made of rows.
fn asks(checked: &Checked<'_>, kpis: &Kpis<'_>, plan: &mut Plan) -> (Vec<Ask>, Vec<(String, Say)>) {
    let (mut asks, mut others) = (Vec::new(), Vec::new());
    for (at, query) in kpis.queries.iter().enumerate() {
        match ask(checked, kpis, plan, at, query) {
            Ok((ask, assumption)) => {
                asks.push(ask);
                plan.assumptions.push(assumption);
            }
            Err(why) => others.push((query.metric.id().to_string(), why)),
        }
    }
    (asks, others)
}

fn ask(
    checked: &Checked<'_>,
    kpis: &Kpis<'_>,
    plan: &Plan,
    at: usize,
    query: &Query<'_>,
) -> Result<(Ask, Assumption), Say> {
    let Lowered::Rows(rows) = &query.finished.plan else {
        return Err(say!(en: "put together from other metrics", es: "armada con otras métricas"));
    };
    if matches!(rows.aggregate, Aggregate::Sum { .. } | Aggregate::Count) {
        return Err(
            say!(en: "a total, which follows from the rows", es: "un total, que resulta de las filas"),
        );
    }
    let Some(table) = plan.tables.iter().position(|table| table.at == rows.stage) else {
        return Err(say!(en: "its data is not simulated", es: "sus datos no se simulan"));
    };
    if key_of(&kpis.stages[rows.stage]).is_none() {
        return Err(
            say!(en: "its data has no `key` of texts or whole numbers", es: "sus datos no tienen una `key` de textos o enteros"),
        );
    }
    let Some(start) = super::start(checked, query.metric) else {
        return Err(
            say!(en: "neither a baseline nor a published value", es: "ni línea base ni valor publicado"),
        );
    };
    let factor = match &rows.aggregate {
        Aggregate::Ratio { times, .. } => Decimal::from(*times),
        _ => Decimal::ONE,
    };
    let value = match &rows.aggregate {
        // A little more than its share lies at or below a quantile.
        Aggregate::Quantile { share, .. } => (share.to_f64().unwrap_or(0.5) + 0.01).min(0.995),
        _ => (start.value / factor).to_f64().unwrap_or_default(),
    };
    let shown = start.written;
    let about = query.metric.entity.name();
    let what = say!(en: "its value is {shown}", es: "su valor es {shown}");
    Ok((Ask { query: at, value, table }, Assumption { about, what, at: Some(start.at) }))
}

/// By the key of each candidate that counts: what it adds above and below the line.
type Amounts = BTreeMap<String, (f64, f64)>;

fn amounts(
    checked: &Checked<'_>,
    kpis: &Kpis<'_>,
    plan: &Plan,
    candidates: &[Candidates],
    asks: &[Ask],
) -> Result<Vec<Amounts>, Mistake> {
    let texts = asks.iter().map(|ask| {
        let query = &kpis.queries[ask.query];
        let sql = text(checked, kpis, query).unwrap_or_default();
        More::of(query.metric.id().to_string(), &sql, kpis)
    });
    let more: Vec<More> = texts.collect();
    // Looked at when every row is ripe: a row is the same whenever it happened.
    let ripe = Date::new(plan.days.last.year() + 5, 1, 1).unwrap_or(plan.days.last);
    let later = Checked { as_of: crate::model::time::Date(ripe), ..*checked };
    let measuring = Measuring { program: &later, kpis, asked: &[], more: &more, skips: false, trusts: false };
    let files = plan.tables.iter().zip(candidates).map(|(table, it)| (table.file.as_str(), it.csv.as_str()));
    let outcome = measuring.in_sqlite(&InMemory(files.collect()), None)?;
    let read = |rows: Option<crate::measure::engine::Rows>| -> Amounts {
        let rows = rows.unwrap_or_default();
        let number = |row: &[Option<String>], back: usize| -> Option<f64> {
            row.get(row.len().checked_sub(back)?)?.as_deref()?.parse().ok()
        };
        let of = |row: &Vec<Option<String>>| {
            let key = row.get(row.len().checked_sub(3)?)?.clone()?;
            Some((key, (number(row, 2)?, number(row, 1)?)))
        };
        rows.iter().filter_map(of).filter(|(_, (_, below))| *below != 0.0).collect()
    };
    Ok(outcome.more.into_iter().map(read).collect())
}

/// The rows that count for a metric, each with its key and what it adds.
fn text(checked: &Checked<'_>, kpis: &Kpis<'_>, query: &Query<'_>) -> Option<String> {
    let Lowered::Rows(rows) = &query.finished.plan else { return None };
    let key = key_of(&kpis.stages[rows.stage])?.name.clone();
    let (above, below) = match &rows.aggregate {
        Aggregate::Ratio { numerator, denominator, .. } => (numerator.clone(), denominator.clone()),
        Aggregate::Quantile { amount, weight, .. } => {
            let weight = weight.clone().unwrap_or_else(|| "1".to_owned());
            let most = crate::emit::kpi::text::number(super::start(checked, query.metric)?.value);
            (format!("CASE WHEN ({amount}) <= {most} THEN {weight} ELSE 0 END"), weight)
        }
        _ => return None,
    };
    let bare = crate::emit::kpi::plan::Rows { dimensions: Vec::new(), subject: None, ..(**rows).clone() };
    Some(statement::kept_rows(&bare, vec![(key, "sim_key"), (above, "sim_above"), (below, "sim_below")]))
}

/// The customers of the year, and which archetype each is, as the data writes it.
struct People(BTreeMap<String, Vec<usize>>, usize);

impl People {
    /// Those of the table with a row for each; else drawn by the sizes of archetypes.
    fn of(kpis: &Kpis<'_>, plan: &Plan, all: &[Candidates], weights: &[Vec<Vec<f64>>], seed: u64) -> Self {
        let mut by_archetype: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, table) in plan.tables.iter().enumerate().filter(|(_, table)| table.of_people) {
            let stage = &kpis.stages[table.at];
            let Some(place) = archetype_of(stage) else { continue };
            let rows = picked(stage, table, &all[at], &weights[at], seed);
            for (number, row) in rows.iter().enumerate() {
                by_archetype.entry(row[place].clone()).or_default().push(number);
            }
            return Self(by_archetype, plan.people);
        }
        Self(by_archetype, plan.people)
    }

    /// Somebody of an archetype; anybody where it is not known.
    fn somebody(&self, archetype: Option<&str>, chance: &mut Chance) -> String {
        let own = archetype.and_then(|archetype| self.0.get(archetype)).filter(|own| !own.is_empty());
        let number = match own {
            Some(own) => own[chance.below(own.len())],
            None => chance.below(self.1),
        };
        person(number)
    }
}

fn archetype_of(stage: &Stage<'_>) -> Option<usize> {
    let archetype = ColumnRefersTo::Kind(crate::model::Kind::Archetype);
    stage.columns.iter().position(|column| column.column.refers_to.get() == Some(&archetype))
}

/// The candidates that the year takes, by their weights, part for part.
fn picked<'c>(
    stage: &Stage<'_>,
    table: &TablePlan,
    candidates: &'c Candidates,
    weights: &[Vec<f64>],
    seed: u64,
) -> Vec<&'c Row> {
    let mut found = Vec::new();
    for (at, Part { rows, .. }) in table.parts.iter().enumerate() {
        let mut chance = Chance::of(seed, &format!("picked/{}/{at}", stage.dataset.id()));
        let sums = summed(weights[at].iter().copied());
        found.extend((0..*rows).map(|_| &candidates.parts[at][chance.by_weight(&sums)]));
    }
    found
}

/// The table of the year: what is picked, each row with a key, a person and a day of its own.
fn drawn(
    kpis: &Kpis<'_>,
    plan: &Plan,
    table: &TablePlan,
    candidates: &Candidates,
    weights: &[Vec<f64>],
    people: &People,
    seed: u64,
) -> Table {
    let stage = &kpis.stages[table.at];
    let mut chance = Chance::of(seed, &format!("drawn/{}", stage.dataset.id()));
    let archetype = archetype_of(stage);
    let time = stage.time().and_then(|time| stage.columns.iter().position(|it| it.raw == time.raw));
    let length = plan.days.first.until(plan.days.last).map_or(364, |span| span.get_days()) + 1;
    let mut rows: Vec<Row> = Vec::new();
    for (number, row) in picked(stage, table, candidates, weights, seed).into_iter().enumerate() {
        let mut row = row.clone();
        let day = |text: &str| text.get(..10)?.parse::<Date>().ok();
        let new = plan.days.first.saturating_add((chance.below(length as usize) as i64).days());
        let moved = time.and_then(|time| day(&row[time])?.until(new).ok());
        let somebody = if table.of_people {
            person(number)
        } else {
            people.somebody(archetype.map(|at| row[at].as_str()), &mut chance)
        };
        for (cell, column) in row.iter_mut().zip(&stage.columns) {
            let dated = matches!(column.ty, ColumnType::Date | ColumnType::Timestamp);
            if is_person(column) {
                cell.clone_from(&somebody);
            } else if column.column.key.value() == Some(true) {
                *cell =
                    if column.ty == ColumnType::Integer { (number + 1).to_string() } else { key(number + 1) };
            } else if let (true, Some(moved), Some(was)) = (dated, moved, day(cell)) {
                // All days of a row move together: what lies between them stays.
                let clock = cell.get(10..).unwrap_or_default().to_owned();
                *cell = format!("{}{clock}", was.saturating_add(moved));
            } else if dated && cell.is_empty() && Some(column.raw) == stage.time().map(|time| time.raw) {
                *cell = moment(new, column.ty, &mut chance);
            }
        }
        rows.push(row);
    }
    let csv = csv(stage, rows.iter());
    Table { path: table.file.clone(), dataset: stage.dataset.index, rows: rows.len(), csv }
}

/// A table as its dataset lays it out.
fn csv<'r>(stage: &Stage<'_>, rows: impl Iterator<Item = &'r Row>) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let quoted = cells.map(|cell| {
            if cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.to_owned()
            }
        });
        quoted.collect::<Vec<_>>().join(",") + "\n"
    };
    let mut text = line(&mut stage.columns.iter().map(|column| column.raw));
    for row in rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    text
}
