//! Which rows of a dataset a metric is computed from: those in its scope that may enter.

use super::table::{Facts, Row, RowValues, Scope};
use super::{Measure, Unmeasured, lacks};
use crate::diagnostic::{Mistake, Say, counted, say};
use crate::model::dataset::{Column, ColumnName, ColumnType, Dataset};
use crate::model::expression::{
    BinaryOp, Literal, Symbol, SymbolKind, Type, TypedExpr, TypedNode, Value, grace, holds,
};
use crate::model::expression_field::ExpressionField;
use crate::model::field::{Entry, Field};
use crate::model::metric::{Each, Metric};
use crate::model::quantity::Duration;
use crate::model::scalar::Scalar;
use crate::model::time::{Days, Period};
use crate::model::unions::ColumnRefersTo;
use crate::model::{EntityIndex, Of};
use crate::source::Span;
use std::ops::Deref;
use std::sync::Arc;

/// Rows that still count, and those that were left out on the way.
pub(super) struct Base<'f, 'p> {
    pub facts: &'f Facts<'p>,
    pub dataset: Of<'p, Dataset>,
    pub rows: Vec<&'f Row>,
    given: usize,
    left_out: Vec<(Say, usize)>,
    /// Columns that were asked for and that no row gives.
    missing: Vec<String>,
    pub period: Option<Days>,
}

impl<'f, 'p> Base<'f, 'p> {
    pub fn keep(&mut self, why: Say, asks: &[&str], counts: impl Fn(&Row) -> bool) {
        let before = self.rows.len();
        for column in asks {
            let given = self.facts.rows(self.dataset.index).iter().any(|row| row.gives(column));
            if !given && !self.missing.iter().any(|known| known == column) {
                self.missing.push((*column).to_owned());
            }
        }
        self.rows.retain(|row| counts(row));
        let gone = before - self.rows.len();
        if gone > 0 {
            self.left_out.push((why, gone));
        }
    }

    pub fn values(&self, row: &'f Row) -> RowValues<'f, 'p> {
        RowValues { facts: self.facts, row, period: self.period }
    }

    pub fn keep_where(&mut self, why: Say, condition: &TypedExpr) {
        let (facts, period) = (self.facts, self.period);
        let symbols = condition.symbols();
        let asks: Vec<&str> = columns(&symbols);
        self.keep(why, &asks, |row| holds(condition, &RowValues { facts, row, period }));
    }

    /// Which rows count, in words.
    pub fn told(&self) -> Say {
        let (n, given, id) = (self.rows.len(), self.given, self.dataset.id());
        let mut told = if n == given {
            let rows = counted(n, ["row", "rows"], ["fila", "filas"]);
            say!(en: "{} of `{id}`", rows.en; es: "{} de `{id}`", rows.es)
        } else {
            let rows = counted(given, ["row", "rows"], ["fila", "filas"]);
            say!(en: "{n} of {} of `{id}`", rows.en; es: "{n} de {} de `{id}`", rows.es)
        };
        let joined = |pick: fn(&Say) -> &str| {
            self.left_out
                .iter()
                .map(|(why, gone)| format!("{gone} {}", pick(why)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        if !self.left_out.is_empty() {
            told.en.push_str(&format!(", without {}", joined(|say| &say.en)));
            told.es.push_str(&format!(", sin {}", joined(|say| &say.es)));
        }
        if n == 0 && !self.missing.is_empty() {
            let missing = self.missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            told.en.push_str(&format!("; no row gives {missing}, and what is not given is empty"));
            told.es.push_str(&format!("; ninguna fila da {missing}, y lo que no se da está vacío"));
        }
        told
    }
}

pub(super) fn columns(symbols: &[Arc<Symbol>]) -> Vec<&str> {
    let is_column = |symbol: &&Arc<Symbol>| symbol.kind == SymbolKind::Column;
    symbols.iter().filter(is_column).map(|symbol| symbol.name.as_str()).collect()
}

/// What each row has in a column that may lie in another table.
type CellOf<'f> = Box<dyn Fn(&Row) -> Value + 'f>;

impl<'f, 'p> Measure<'f, 'p> {
    /// The rows of the dataset of a metric that lie in the scope.
    pub(super) fn base(&self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Base<'f, 'p>, Unmeasured> {
        if metric.it.dataset.is_absent() {
            return Err(lacks(metric, "dataset"));
        }
        let program = self.facts.program;
        let dataset =
            program.follow::<Dataset>(metric.index, metric.it.dataset.span()).ok_or(Unmeasured::Unread)?;
        let given = self.facts.rows(dataset.index);
        let mut base = Base {
            facts: self.facts,
            dataset,
            rows: given.iter().collect(),
            given: given.len(),
            left_out: Vec::new(),
            missing: Vec::new(),
            period: self.period_of(dataset),
        };
        if let Some((name, _)) = marked(dataset, |column| column.time.value() == Some(true)) {
            base.keep(
                say!(en: "without their moment (`{name}`)", es: "sin su momento (`{name}`)"),
                &[],
                |row| !row.gives(name) || row.cell(name) != Value::None,
            );
        }
        for (of, column, wanted) in &scope.cuts {
            let reach = self.reach(dataset, *of, column).ok_or_else(|| out_of_reach(dataset, column))?;
            base.keep(say!(en: "outside `{column}`", es: "fuera de `{column}`"), &[], |row| {
                reach(row) == *wanted
            });
        }
        if let Some((each, subject)) = &scope.subject {
            let name = subject_column(dataset, *each).ok_or_else(|| no_subject(dataset, *each))?;
            base.keep(say!(en: "of others", es: "de otros"), &[], |row| row.cell(name) == *subject);
        }
        Ok(base)
    }

    /// The days of the one period that holds all rows of a dataset.
    fn period_of(&self, dataset: Of<'_, Dataset>) -> Option<Days> {
        let period = self.period?;
        let time = marked(dataset, |column| column.time.value() == Some(true));
        let day = |row: &Row| match row.cell(time?.0) {
            Value::Date(day) => Some(day),
            Value::Moment(moment) => Some(moment.to_zoned(self.facts.zone.clone()).date()),
            _ => None,
        };
        let days: Vec<jiff::civil::Date> = self.facts.rows(dataset.index).iter().filter_map(day).collect();
        let as_of = self.facts.as_of.0;
        let (first, last) =
            (days.iter().min().copied().unwrap_or(as_of), days.iter().max().copied().unwrap_or(as_of));
        Some(match period {
            Period::Calendar(_) => Days { first: period.around(first).first, last: period.around(last).last },
            Period::Rolling(_) => {
                let around = period.around(as_of);
                Days { first: around.first.min(first), last: around.last.max(last) }
            }
        })
    }

    /// What a row has in a column of its dataset, or of one that it points at by its key.
    fn reach(&self, own: Of<'p, Dataset>, of: EntityIndex, column: &'static str) -> Option<CellOf<'_>> {
        if own.it.columns.entries().any(|entry| entry.key.as_str() == column) {
            return Some(Box::new(move |row| row.cell(column)));
        }
        let other = self.facts.program.as_kind::<Dataset>(of)?;
        let mut keys = other.it.columns.entries().filter(|entry| has(entry, |c| c.key.value() == Some(true)));
        let (Some(key), None) = (keys.next(), keys.next()) else { return None };
        let key = key.key.as_str();
        let points = |c: &Column| matches!(c.refers_to.get(), Some(ColumnRefersTo::Dataset(to)) if to.path.head == other.id());
        let pointer = own.it.columns.entries().find(|entry| has(entry, points))?.key.as_str();
        let rows = self.facts.rows(of);
        Some(Box::new(move |row| {
            let pointed = row.cell(pointer);
            let found = rows.iter().find(|other| pointed != Value::None && other.cell(key) == pointed);
            found.map_or(Value::None, |other| other.cell(column))
        }))
    }

    /// `where`, `base.where`, `exclude` and `matures_after`.
    pub(super) fn entering(&self, metric: Of<'_, Metric>, base: &mut Base<'f, 'p>) -> Result<(), Unmeasured> {
        if let Some(condition) = self.typed(metric, &metric.it.r#where)? {
            base.keep_where(fails(&metric.it.r#where), condition);
        }
        if let Some(stated) = metric.it.base.get()
            && let Some(condition) = self.typed(metric, &stated.r#where)?
        {
            base.keep_where(fails(&stated.r#where), condition);
        }
        for excluded in metric.it.exclude.items() {
            let Some(condition) = self.typed(metric, &excluded.when)? else { continue };
            let text = excluded.when.get().map(|when| when.text.clone()).unwrap_or_default();
            let (facts, period) = (self.facts, base.period);
            base.keep(say!(en: "excluded by `{text}`", es: "que excluye `{text}`"), &[], |row| {
                !holds(condition, &RowValues { facts, row, period })
            });
        }
        let Some(wait) = metric.it.matures_after.value() else { return Ok(()) };
        let time = marked(base.dataset, |column| column.time.value() == Some(true));
        let (name, ty) = time.ok_or_else(|| lacks(metric, "matures_after"))?;
        let old = old_enough(name, ty, wait);
        let wait = wait.spell();
        base.keep_where(say!(en: "younger than {wait}", es: "con menos de {wait}"), &old);
        Ok(())
    }
}

pub(super) fn fails<T: Deref<Target = ExpressionField>>(field: &Field<T>) -> Say {
    let text = field.get().map(|field| field.text.clone()).unwrap_or_default();
    say!(en: "for which `{text}` does not hold", es: "en que no se cumple `{text}`")
}

fn has(entry: &Entry<ColumnName, Column>, holds: impl Fn(&Column) -> bool) -> bool {
    entry.value.get().is_some_and(holds)
}

/// The column that is marked for something, with its type.
pub(super) fn marked(
    dataset: Of<'_, Dataset>,
    wanted: impl Fn(&Column) -> bool,
) -> Option<(&'static str, ColumnType)> {
    let entry = dataset.it.columns.entries().find(|entry| has(entry, &wanted))?;
    Some((entry.key.as_str(), entry.value.get()?.column_type.value()?))
}

/// The column that says which customer or account a row is about.
pub(super) fn subject_column(dataset: Of<'_, Dataset>, each: Each) -> Option<&'static str> {
    let found = marked(dataset, |column| match each {
        Each::Customer => column.person.value() == Some(true),
        Each::Account => column.account.value() == Some(true),
    });
    found.map(|(name, _)| name)
}

/// That a row has the age from which it counts.
fn old_enough(time: &str, ty: ColumnType, wait: Duration) -> TypedExpr {
    let (function, least) = grace::maturity(wait);
    let of = |ty: Type, node: TypedNode| TypedExpr { span: Span::default(), ty, node };
    let ty = if ty == ColumnType::Timestamp { Type::Timestamp } else { Type::Date };
    let symbol =
        |kind, name: &str, ty: Type| of(ty.clone(), TypedNode::Symbol(Arc::new(Symbol::new(kind, name, ty))));
    let moments = vec![symbol(SymbolKind::Column, time, ty), symbol(SymbolKind::Clock, "as_of", Type::Date)];
    let age = of(Type::Integer, TypedNode::Call(function, moments));
    let least = of(Type::Number, TypedNode::Literal(Literal::Number(least)));
    of(Type::YesNo, TypedNode::Binary(BinaryOp::AtLeast, Box::new(age), Box::new(least)))
}

fn out_of_reach(dataset: Of<'_, Dataset>, column: &str) -> Unmeasured {
    let id = dataset.id();
    Mistake::new(
        say!(en: "rows of `{id}` do not say `{column}`", es: "las filas de `{id}` no dicen `{column}`"),
        say!(en: "name a column of `{id}` under `for`", es: "nombra en `for` una columna de `{id}`"),
    )
    .into()
}

pub(super) fn no_subject(dataset: Of<'_, Dataset>, each: Each) -> Unmeasured {
    let id = dataset.id();
    let role = if each == Each::Customer { "person" } else { "account" };
    Mistake::new(
        say!(en: "no column of `{id}` says whom a row is about", es: "ninguna columna de `{id}` dice de quién habla una fila"),
        say!(en: "mark the column of `{id}` with `{role}: true`", es: "marca la columna de `{id}` con `{role}: true`"),
    )
    .into()
}
