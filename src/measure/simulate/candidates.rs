//! Rows as they could be: every cell fits its column, and nothing else is meant by them. Which of them are
//! taken, and how often, is decided by what the metrics ask.

use super::chance::Chance;
use super::plan::Part;
use crate::analyze::measure::answers::version;
use crate::analyze::{Checked, in_use};
use crate::emit::kpi::stage::{Stage, StageColumn};
use crate::model::dataset::{ColumnRole, ColumnType};
use crate::model::metric::{Family, Metric};
use crate::model::survey::Survey;
use crate::model::time::Days;
use crate::model::unions::{ColumnRefersTo, ColumnValues};
use crate::model::{EntityIndex, Kind};
use crate::resolve::Target;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// How far the other days of a row lie from its own, at most, in days; and how often they are missing.
const LATER: usize = 120;
const EMPTY: f64 = 0.3;

/// What a column is made of.
enum Made {
    /// A name of its own for each row.
    Key,
    Person,
    /// One of these words, by weights summed up.
    Words(Vec<String>, Vec<f64>),
    /// The moment of the row.
    Moment,
    /// Another day, or none: before the moment of the row when its column is, else after it.
    Day(bool),
    Whole(i64, i64),
    /// An amount with this average, with so many decimals, at most so much; half of them on both sides of
    /// numbers that some metric compares it with.
    Amount(f64, usize, Option<f64>, Vec<f64>),
    YesNo,
    One,
    Text,
    Nothing,
}

/// Makes rows of one table.
pub struct Maker<'m, 'p> {
    checked: &'m Checked<'p>,
    stage: &'m Stage<'p>,
    archetypes: &'m [(String, f64)],
    days: Days,
}

/// A row: the text of each cell, in the order of the columns.
pub type Row = Vec<String>;

impl<'m, 'p> Maker<'m, 'p> {
    pub fn new(
        checked: &'m Checked<'p>,
        stage: &'m Stage<'p>,
        archetypes: &'m [(String, f64)],
        days: Days,
    ) -> Self {
        Self { checked, stage, archetypes, days }
    }

    /// So many rows of a part of the table. Their keys are numbers from `first` on.
    pub fn rows(&self, part: &Part, count: usize, first: usize, chance: &mut Chance) -> Vec<Row> {
        let made: Vec<Made> = self.stage.columns.iter().map(|column| self.made(column, part)).collect();
        (0..count).map(|at| self.row(&made, first + at, chance)).collect()
    }

    fn row(&self, made: &[Made], number: usize, chance: &mut Chance) -> Row {
        let length = self.days.first.until(self.days.last).map_or(364, |span| span.get_days()) + 1;
        let day = self.days.first.saturating_add((chance.below(length as usize) as i64).days());
        let cells = made.iter().zip(&self.stage.columns).map(|(made, column)| match made {
            Made::Key if column.ty == ColumnType::Integer => number.to_string(),
            Made::Key => key(number),
            Made::Person => person(number),
            Made::Words(words, summed) => words.get(chance.by_weight(summed)).cloned().unwrap_or_default(),
            Made::Moment => moment(day, column.ty, chance),
            Made::Day(_) if chance.part() < EMPTY => String::new(),
            Made::Day(before) => {
                let far = chance.below(LATER) as i64;
                let other =
                    if *before { day.saturating_sub(far.days()) } else { day.saturating_add(far.days()) };
                moment(other, column.ty, chance)
            }
            Made::Whole(low, high) => {
                (low + chance.below((high - low + 1).max(1) as usize) as i64).to_string()
            }
            Made::Amount(average, decimals, most, edges) => {
                let edge = chance.one_of(edges).copied().filter(|_| chance.part() < 0.5);
                let amount = match edge {
                    None => chance.amount(*average),
                    Some(edge) => {
                        let far = chance.amount(edge.abs().max(*average) / 2.0);
                        if chance.part() < 0.5 { edge - far } else { edge + far }
                    }
                };
                let amount = amount.min(most.unwrap_or(f64::INFINITY));
                let lowest = if edges.iter().any(|edge| *edge <= 0.0) { f64::NEG_INFINITY } else { 0.0 };
                let amount = amount.max(lowest);
                format!("{amount:.decimals$}")
            }
            Made::YesNo => (chance.part() < 0.5).to_string(),
            Made::One => "1".to_owned(),
            Made::Text => "simulated".to_owned(),
            Made::Nothing => String::new(),
        });
        cells.collect()
    }

    fn made(&self, column: &StageColumn<'p>, part: &Part) -> Made {
        let declared = column.column;
        let time = self.stage.time().map(|time| time.raw);
        if declared.person.value() == Some(true) || declared.account.value() == Some(true) {
            return Made::Person;
        }
        if declared.key.value() == Some(true) {
            return Made::Key;
        }
        if declared.weight.value() == Some(true) {
            return Made::One;
        }
        if time == Some(column.raw) {
            return Made::Moment;
        }
        if !declared.question.is_absent() && !self.asks(column, part) {
            return Made::Nothing;
        }
        if let Some(words) = self.words(column, part) {
            return words;
        }
        match column.ty {
            ColumnType::Boolean => Made::YesNo,
            ColumnType::Date | ColumnType::Timestamp => Made::Day(self.is_before(column)),
            ColumnType::Text => Made::Text,
            ColumnType::Integer | ColumnType::Number | ColumnType::Money => self.number(column),
        }
    }

    /// Whether a column stands before that of the moment: what it says came first.
    fn is_before(&self, column: &StageColumn<'p>) -> bool {
        let place = |raw: &str| self.stage.columns.iter().position(|it| it.raw == raw);
        let time = self.stage.time().and_then(|time| place(time.raw));
        time.is_some_and(|time| place(column.raw) < Some(time))
    }

    /// Whether the survey of a part asks what the column holds.
    fn asks(&self, column: &StageColumn<'p>, part: &Part) -> bool {
        let Some(survey) = part.survey else { return true };
        self.questions(column).any(|(entity, _)| entity == survey)
    }

    fn questions(&self, column: &StageColumn<'p>) -> impl Iterator<Item = (EntityIndex, Option<Target>)> {
        let program = self.checked.program;
        let from = self.stage.dataset.index;
        let targets =
            column.column.question.spanned_items().filter_map(move |(at, _)| program.target(from, at));
        targets.filter_map(|target| Some((target.entity()?, Some(target))))
    }

    /// The words of a column that has some: its values, ids of a kind, the survey, the language.
    fn words(&self, column: &StageColumn<'p>, part: &Part) -> Option<Made> {
        let declared = column.column;
        let evenly = |words: Vec<String>| {
            let summed = super::chance::summed(words.iter().map(|_| 1.0));
            (!words.is_empty()).then_some(Made::Words(words, summed))
        };
        match declared.role.value() {
            role if tells_survey(column) && role.is_none_or(|role| role == ColumnRole::Survey) => {
                let id = part.survey.map(|survey| self.checked.program.entity(survey).id.to_string());
                return evenly(
                    id.map(|id| self.codes(column, vec![id]))
                        .unwrap_or_else(|| self.ids(column, Kind::Survey)),
                );
            }
            Some(ColumnRole::WordingVersion) => return Some(self.versions(part)),
            Some(ColumnRole::Language) => {
                let own = self.codes(
                    column,
                    self.checked.program.languages().iter().map(|it| (*it).to_owned()).collect(),
                );
                return evenly(own);
            }
            _ => {}
        }
        if let Some(ColumnRefersTo::Kind(Kind::Archetype)) = declared.refers_to.get() {
            let ids: Vec<String> = self.archetypes.iter().map(|(id, _)| id.clone()).collect();
            let words = self.codes(column, ids);
            let summed = super::chance::summed(self.archetypes.iter().map(|(_, size)| *size));
            return (words.len() == summed.len() && !words.is_empty()).then_some(Made::Words(words, summed));
        }
        if let Some(ColumnRefersTo::Kind(kind)) = declared.refers_to.get() {
            let own = self.codes(column, self.of_survey(part, *kind));
            return evenly(if own.is_empty() { self.ids(column, *kind) } else { own });
        }
        match (declared.values.get()?, column.ty) {
            (ColumnValues::Valid(values), _) => {
                evenly(values.iter().map(|value| value.to_string()).collect())
            }
            (ColumnValues::Meanings(codes), _) => {
                evenly(codes.entries().iter().map(|it| it.key.to_string()).collect())
            }
        }
    }

    /// The channels and roles of a survey.
    fn of_survey(&self, part: &Part, kind: Kind) -> Vec<String> {
        let survey = part.survey.and_then(|survey| self.checked.program.as_kind::<Survey>(survey));
        let Some(survey) = survey else { return Vec::new() };
        match kind {
            Kind::Channel => survey.it.channels.items().map(|it| it.path.to_string()).collect(),
            Kind::Role => {
                let audience = survey.it.audience.get();
                audience.into_iter().flat_map(|it| it.roles.items()).map(|it| it.path.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The ids of a kind that a column may hold, as the data writes them.
    fn ids(&self, column: &StageColumn<'p>, kind: Kind) -> Vec<String> {
        let used = self.checked.program.of_kind(kind).filter(|(_, it)| in_use(it, self.checked.as_of));
        self.codes(column, used.map(|(_, entity)| entity.id.to_string()).collect())
    }

    /// Our ids as the data writes them; those that the column does not know are left out.
    fn codes(&self, column: &StageColumn<'p>, ids: Vec<String>) -> Vec<String> {
        match column.column.values.get() {
            None => ids,
            Some(ColumnValues::Valid(values)) => {
                ids.into_iter().filter(|id| values.iter().any(|value| **value == **id)).collect()
            }
            Some(ColumnValues::Meanings(codes)) => {
                let code = |id: &String| {
                    let means = |meant: &str| meant == id;
                    let entry = codes.entries().iter().find(|it| it.value.get().is_some_and(|it| means(it)));
                    entry.map(|entry| entry.key.to_string())
                };
                ids.iter().filter_map(code).collect()
            }
        }
    }

    /// The versions of the questions that a survey asks.
    fn versions(&self, part: &Part) -> Made {
        let mut found: Vec<i64> = self
            .stage
            .columns
            .iter()
            .flat_map(|column| self.questions(column))
            .filter(|(survey, _)| part.survey.is_none_or(|own| own == *survey))
            .filter(|(survey, _)| self.checked.program.as_kind::<Survey>(*survey).is_some())
            .filter_map(|(survey, target)| match target? {
                Target::Part(_, question) => Some(version(self.checked.program, survey, question)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            found.push(1);
        }
        let summed = super::chance::summed(found.iter().map(|_| 1.0));
        Made::Words(found.iter().map(i64::to_string).collect(), summed)
    }

    /// A number: on its scale, a part of one, or an amount around the start of a metric that averages it.
    fn number(&self, column: &StageColumn<'p>) -> Made {
        let declared = column.column;
        if let Some(scale) = declared.scale.value() {
            return Made::Whole(scale.from(), scale.to());
        }
        let unit = declared.unit.get().map(|unit| unit.to_string()).unwrap_or_default();
        let decimals = match column.ty {
            ColumnType::Integer => 0,
            ColumnType::Money => 2,
            _ => 3,
        };
        let (average, edges) = (self.average(column), self.edges(column));
        match unit.as_str() {
            "fraction" => Made::Amount(average.unwrap_or(0.4), decimals, Some(1.0), edges),
            "percent" => Made::Amount(average.unwrap_or(40.0), decimals, Some(100.0), edges),
            _ => {
                let usual = if column.ty == ColumnType::Money { 500.0 } else { 8.0 };
                Made::Amount(average.unwrap_or(usual), decimals, None, edges)
            }
        }
    }

    /// The numbers that conditions of metrics over this table compare the column with.
    fn edges(&self, column: &StageColumn<'p>) -> Vec<f64> {
        let program = self.checked.program;
        let mut found = Vec::new();
        for metric in program.all::<Metric>() {
            let reads = metric.it.dataset.spanned().and_then(|(at, _)| program.target(metric.index, at));
            if reads.and_then(|it| it.entity()) != Some(self.stage.dataset.index) {
                continue;
            }
            let base = metric.it.base.get().and_then(|base| base.r#where.get()).map(|it| it.text.to_string());
            let own = [
                metric.it.r#where.get().map(|it| it.text.to_string()),
                metric.it.count.get().map(|it| it.text.to_string()),
                metric.it.of.get().map(|it| it.text.to_string()),
            ];
            for text in own.into_iter().chain([base]).flatten() {
                let words: Vec<&str> = text.split_whitespace().collect();
                let compared =
                    words.windows(3).filter(|it| it[0] == column.raw && it[1].starts_with(['<', '>', '=']));
                found.extend(compared.filter_map(|it| it[2].trim_end_matches(')').parse::<f64>().ok()));
            }
        }
        found.sort_by(f64::total_cmp);
        found.dedup();
        found
    }

    /// Where a metric starts that averages the column itself.
    fn average(&self, column: &StageColumn<'p>) -> Option<f64> {
        let program = self.checked.program;
        program.all::<Metric>().find_map(|metric| {
            let reads = metric.it.dataset.spanned().and_then(|(at, _)| program.target(metric.index, at))?;
            let is_it = metric.it.family.value() == Some(Family::Mean)
                && reads.entity() == Some(self.stage.dataset.index)
                && metric.it.value.get().is_some_and(|value| *value.text == *column.raw);
            let start = is_it.then(|| super::start(self.checked, metric))??;
            let percent = column.column.unit.get().is_some_and(|unit| **unit == *"percent");
            let start = start.value.to_f64().filter(|it| *it > 0.0)?;
            Some(if percent { start * 100.0 } else { start })
        })
    }
}

/// Whether a column says which survey a row belongs to.
pub fn tells_survey(column: &StageColumn<'_>) -> bool {
    let survey = ColumnRefersTo::Kind(Kind::Survey);
    column.column.role.value() == Some(ColumnRole::Survey) || column.column.refers_to.get() == Some(&survey)
}

/// The key of a row, which nobody takes for one of the real data.
pub fn key(number: usize) -> String {
    format!("sim-{number:06}")
}

/// A made-up customer.
pub fn person(number: usize) -> String {
    format!("sim-c{number:05}")
}

/// A day, or a moment in the hours in which people are awake.
pub fn moment(day: Date, ty: ColumnType, chance: &mut Chance) -> String {
    match ty {
        ColumnType::Timestamp => {
            let (hour, minute) = (8 + chance.below(13), chance.below(60));
            format!("{day} {hour:02}:{minute:02}:00")
        }
        _ => day.to_string(),
    }
}
