//! Metrics that are computed from rows: who counts, and what is added up.

use super::answers;
use super::cuts::{Dimensions, Written};
use super::grain::Grain;
use super::lower::{self, Binding, InSql, Sql, Unsupported};
use super::plan::{Aggregate, Cut, Filter, Levels, Plan, Rows};
use super::problem::Problem;
use super::stage::{DerivedValue, Moment, Stage};
use super::text;
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::dataset::Dataset;
use crate::model::expression::{Symbol, TypedExpr, grace};
use crate::model::field::Field;
use crate::model::metric::{Each, Family, Metric};
use crate::model::quantity::Duration;
use crate::model::scalar::Scalar;
use crate::resolve::Resolved;
use crate::source::Span;

/// For whom values are wanted.
#[derive(Clone, Copy)]
pub enum Wanted<'w> {
    /// The total and these cuts.
    Shown(&'w [Written]),
    Each(Each),
}

/// Puts the rows of one metric together.
pub struct RowsOf<'r, 'p> {
    pub program: &'p Resolved,
    pub stages: &'r mut [Stage<'p>],
    pub metric: Of<'p, Metric>,
    pub family: Family,
    pub grain: Grain,
    pub own: usize,
    pub filters: Vec<Filter>,
}

impl<'r, 'p> RowsOf<'r, 'p> {
    /// The rows of a metric at a grain.
    ///
    /// # Errors
    /// Its table, its time or a part of its definition has no form in SQL.
    pub fn new(
        program: &'p Resolved,
        stages: &'r mut [Stage<'p>],
        metric: Of<'p, Metric>,
        family: Family,
        grain: Grain,
    ) -> Result<Self, Problem> {
        let own = stage_of(program, stages, metric)?;
        let mut rows = Self { program, stages, metric, family, grain, own, filters: Vec::new() };
        rows.only_dated_rows()?;
        Ok(rows)
    }

    /// The whole plan of a metric over rows.
    ///
    /// # Errors
    /// A part of its definition has no form in SQL.
    pub fn plan(mut self, wanted: &Wanted<'_>) -> Result<(Plan, Levels), Problem> {
        let aggregate = self.aggregate()?;
        self.rows_that_may_enter()?;
        let (rows, levels) = self.finish(aggregate, wanted, None)?;
        Ok((Plan::Rows(Box::new(rows)), levels))
    }

    /// The rows with their dimensions, and their subject when one is wanted.
    ///
    /// # Errors
    /// A cut is out of reach, or the table does not say whom its rows are about.
    pub fn finish(
        mut self,
        aggregate: Aggregate,
        wanted: &Wanted<'_>,
        case: Option<Each>,
    ) -> Result<(Rows, Levels), Problem> {
        let mut dimensions = Dimensions::new();
        let (levels, each) = match wanted {
            Wanted::Shown(cuts) => {
                let cuts: Result<Vec<Cut>, Problem> =
                    cuts.iter().map(|cut| dimensions.cut(cut, self.stages, self.own)).collect();
                (Levels::Shown(cuts?), case)
            }
            Wanted::Each(each) => (Levels::Each(*each), Some(*each)),
        };
        let subject = each.map(|each| self.subject(each)).transpose()?;
        if let Some(subject) = &subject {
            let known = Sql::new(format!("{subject} IS NOT NULL"), Binding::Comparison);
            self.filter(
                known,
                say!(en: "rows that say whom they are about", es: "filas que dicen de quién hablan"),
            );
        }
        let period = match self.grain {
            Grain::Whole => Sql::atom("'all'"),
            grain => Sql::atom(self.stages[self.own].derive(DerivedValue::Period(grain))),
        };
        let stage = &self.stages[self.own];
        let rows = Rows {
            stage: self.own,
            view: stage.view.clone(),
            period,
            filters: self.filters,
            dimensions: dimensions.list,
            subject,
            aggregate,
        };
        Ok((rows, levels))
    }

    /// The column of the customer or the account.
    fn subject(&self, each: Each) -> Result<String, Problem> {
        let stage = &self.stages[self.own];
        if let Some(column) = stage.subject(each) {
            return Ok(column.name.clone());
        }
        let (dataset, role) = (stage.dataset.id(), if each == Each::Customer { "person" } else { "account" });
        Err(Problem::new(
            self.metric.place(if self.metric.it.each.is_absent() {
                self.metric.entity.at
            } else {
                self.metric.it.each.span()
            }),
            say!(en: "it has a value for each {}, and no column of `{dataset}` says which one a row is about", each.word();
                 es: "tiene un valor por cada {}, y ninguna columna de `{dataset}` dice de cuál habla una fila",
                 if each == Each::Customer { "cliente" } else { "cuenta" }),
            say!(en: "mark the column of `{dataset}` with `{role}: true`", es: "marca la columna de `{dataset}` con `{role}: true`"),
        ))
    }

    fn aggregate(&mut self) -> Result<Aggregate, Problem> {
        let metric = self.metric.it;
        Ok(match self.family {
            Family::Nps | Family::Csat | Family::Ces => answers::aggregate(self)?,
            Family::Rate => {
                if let Some(of) = self.typed(&metric.of)? {
                    let of = self.condition(&of, metric.of.span())?;
                    self.filter(of, say!(en: "among these", es: "entre estas"));
                }
                let counted = self.needed(&metric.count, "count")?;
                let counted = match metric.grace.get() {
                    Some(grace) => grace::with_grace(&counted, *grace)
                        .map_err(|mistake| Problem::of(self.metric, metric.grace.span(), mistake.into()))?,
                    None => counted,
                };
                let counted = self.condition(&counted, metric.count.span())?;
                self.weighted_ratio(&format!("CASE WHEN {} THEN 1 ELSE 0 END", counted.text), 1)
            }
            Family::Mean => {
                let value = self.amount(&metric.value, "value")?;
                self.weighted_ratio(&value.inside(Binding::Product), 1)
            }
            Family::Ratio => {
                let value = self.amount(&metric.value, "value")?;
                let per = self.amount(&metric.per, "per")?;
                let weight = self.weight();
                let numerator = weighted(weight.as_deref(), &value.inside(Binding::Product));
                let denominator = weighted(weight.as_deref(), &per.inside(Binding::Product));
                Aggregate::Ratio { numerator, denominator, times: 1 }
            }
            Family::Sum => {
                let value = self.amount(&metric.value, "value")?;
                let weight = self.weight();
                Aggregate::Sum { amount: weighted(weight.as_deref(), &value.inside(Binding::Product)) }
            }
            Family::Count => Aggregate::Count,
            Family::Quantile => {
                let amount = self.amount(&metric.value, "value")?.text;
                let Some(share) = metric.quantile.value() else { return Err(self.lacks("quantile")) };
                Aggregate::Quantile { amount, weight: self.weight(), share: share.fraction() }
            }
            Family::Expression | Family::Health => return Err(self.lacks("dataset")),
        })
    }

    /// What each row adds to the top; its weight goes to the bottom.
    pub fn weighted_ratio(&mut self, counted: &str, times: u32) -> Aggregate {
        let weight = self.weight();
        let denominator = weight.clone().unwrap_or_else(|| "1".to_owned());
        Aggregate::Ratio { numerator: weighted(weight.as_deref(), counted), denominator, times }
    }

    /// The weight of a row, which leaves rows without weight out.
    fn weight(&mut self) -> Option<String> {
        let name = self.stages[self.own].weight()?.name.clone();
        let weighs = Sql::new(format!("{name} > 0"), Binding::Comparison);
        if self.filters.iter().all(|known| known.sql != weighs) {
            self.filter(weighs, say!(en: "rows that have a weight", es: "filas que tienen peso"));
        }
        Some(name)
    }

    /// An amount of each row, which leaves rows without it out.
    fn amount(
        &mut self,
        field: &Field<impl std::ops::Deref<Target = crate::model::expression_field::ExpressionField>>,
        key: &str,
    ) -> Result<Sql, Problem> {
        let typed = self.needed(field, key)?;
        self.amount_of(&typed, field.span())
    }

    /// A typed amount of each row, which leaves rows without it out.
    pub fn amount_of(&mut self, typed: &TypedExpr, at: Span) -> Result<Sql, Problem> {
        let amount = self.lowered(typed, at, lower::value)?;
        let known = Sql::new(format!("{} IS NOT NULL", amount.inside(Binding::Sum)), Binding::Comparison);
        self.filter(known, say!(en: "rows that have the value", es: "filas que tienen el valor"));
        Ok(amount)
    }

    fn only_dated_rows(&mut self) -> Result<(), Problem> {
        let stage = &mut self.stages[self.own];
        let dataset = stage.dataset.id();
        match (stage.time().map(|time| time.name.clone()), self.grain) {
            (Some(time), Grain::Whole) => {
                let dated = Sql::new(format!("{time} IS NOT NULL"), Binding::Comparison);
                self.filter(
                    dated,
                    say!(en: "rows that have their moment", es: "filas que tienen su momento"),
                );
            }
            (Some(_), grain) => {
                let period = stage.derive(DerivedValue::Period(grain));
                let dated = Sql::new(format!("{period} IS NOT NULL"), Binding::Comparison);
                self.filter(dated, say!(en: "rows that lie in a period", es: "filas que caen en un periodo"));
            }
            (None, Grain::Whole) => {}
            (None, _) => {
                return Err(Problem::new(
                    self.metric.place(self.metric.it.period.span()),
                    say!(en: "no column of `{dataset}` says when its rows happened", es: "ninguna columna de `{dataset}` dice cuándo ocurrieron sus filas"),
                    say!(en: "mark the column with `time: true`, or take `period` away", es: "marca la columna con `time: true`, o quita `period`"),
                ));
            }
        }
        Ok(())
    }

    /// `where`, `base.where`, `exclude` and `matures_after`.
    pub fn rows_that_may_enter(&mut self) -> Result<(), Problem> {
        let metric = self.metric.it;
        if let Some(typed) = self.typed(&metric.r#where)? {
            let kept = self.condition(&typed, metric.r#where.span())?;
            self.filter(kept, say!(en: "rows that may enter", es: "filas que pueden entrar"));
        }
        if let Some(base) = metric.base.get()
            && let Some(typed) = self.typed(&base.r#where)?
        {
            let kept = self.condition(&typed, base.r#where.span())?;
            self.filter(kept, say!(en: "the base", es: "la base"));
        }
        for excluded in metric.exclude.items() {
            let Some(typed) = self.typed(&excluded.when)? else { continue };
            let out = self.condition(&typed, excluded.when.span())?;
            // A row of which it is unknown stays.
            let kept = format!("CASE WHEN {} THEN 0 ELSE 1 END = 1", out.text);
            let first = self.program.first_language();
            let why = excluded.why.get().map(|why| Say {
                en: why.reading("en", first).to_owned(),
                es: why.reading("es", first).to_owned(),
            });
            let why = why.map_or_else(
                || say!(en: "left out", es: "se deja fuera"),
                |why| say!(en: "left out: {}", why.en; es: "se deja fuera: {}", why.es),
            );
            self.filter(Sql::new(kept, Binding::Comparison), why);
        }
        if let Some(wait) = metric.matures_after.value() {
            self.matured(wait)?;
        }
        Ok(())
    }

    /// A row counts once its moment plus the wait has come. It counts in the period of its moment, so a
    /// late period is read over fewer rows until all of them have matured.
    fn matured(&mut self, wait: Duration) -> Result<(), Problem> {
        let (function, least) = grace::maturity(wait);
        let stage = &mut self.stages[self.own];
        let Some(moment) = stage.time().map(|time| time.moment()) else {
            return Err(self.lacks("matures_after"));
        };
        let mut columns = Columns { stage, grain: self.grain };
        let age = columns.derived(DerivedValue::Between(function, moment, Moment::AsOf));
        let age = age.map_err(|unsupported| {
            Problem::of(self.metric, self.metric.it.matures_after.span(), unsupported)
        })?;
        let old = Sql::new(format!("{age} >= {}", text::number(least)), Binding::Comparison);
        let spelled = wait.spell();
        self.filter(old, say!(en: "at least {spelled} old; younger rows wait", es: "con al menos {spelled}; las más jóvenes esperan"));
        Ok(())
    }

    pub fn filter(&mut self, sql: Sql, why: Say) {
        self.filters.push(Filter { sql, why });
    }

    /// The typed form of a field; none when the field is absent.
    pub fn typed<T>(&self, field: &Field<T>) -> Result<Option<TypedExpr>, Problem> {
        if field.is_absent() {
            return Ok(None);
        }
        match self.program.expression(self.metric.index, field.span()) {
            Some(typed) => Ok(Some(typed.clone())),
            None => Err(unread(self.metric, field.span())),
        }
    }

    fn needed<T>(&self, field: &Field<T>, key: &str) -> Result<TypedExpr, Problem> {
        self.typed(field)?.ok_or_else(|| self.lacks(key))
    }

    pub fn lacks(&self, key: &str) -> Problem {
        lacks(self.metric, key)
    }

    pub fn condition(&mut self, typed: &TypedExpr, at: Span) -> Result<Sql, Problem> {
        self.lowered(typed, at, lower::condition)
    }

    fn lowered(
        &mut self,
        typed: &TypedExpr,
        at: Span,
        lower: fn(&TypedExpr, &mut dyn InSql) -> Result<Sql, Unsupported>,
    ) -> Result<Sql, Problem> {
        let mut columns = Columns { stage: &mut self.stages[self.own], grain: self.grain };
        lower(typed, &mut columns).map_err(|unsupported| Problem::of(self.metric, at, unsupported))
    }
}

fn weighted(weight: Option<&str>, amount: &str) -> String {
    match weight {
        Some(weight) if amount == "1" => weight.to_owned(),
        Some(weight) if amount.starts_with("CASE") => format!("{weight} * ({amount})"),
        Some(weight) => format!("{weight} * {amount}"),
        None => amount.to_owned(),
    }
}

/// The stage of the dataset that a metric names.
fn stage_of(program: &Resolved, stages: &[Stage<'_>], metric: Of<'_, Metric>) -> Result<usize, Problem> {
    if metric.it.dataset.is_absent() {
        return Err(lacks(metric, "dataset"));
    }
    let at = metric.it.dataset.span();
    let Some(dataset) = program.follow::<Dataset>(metric.index, at) else {
        return Err(lacks(metric, "dataset"));
    };
    stages.iter().position(|stage| stage.dataset.index == dataset.index).ok_or_else(|| {
        let id = dataset.id();
        Problem::new(
            metric.place(at),
            say!(en: "`{id}` is in no table or file that a query can read", es: "`{id}` no está en una tabla ni en un archivo que una consulta pueda leer"),
            say!(en: "give `{id}` a `table` or a `file`; until then its published `actuals` are its only values",
                 es: "dale a `{id}` un `table` o un `file`; mientras tanto sus `actuals` publicados son sus únicos valores"),
        )
    })
}

/// A metric that lacks a field without which nothing can be computed.
pub fn lacks(metric: Of<'_, Metric>, key: &str) -> Problem {
    let at = metric.entity.head();
    if key == "dataset" && !metric.it.actuals.has_none() {
        return Problem::new(
            at,
            say!(en: "it has published values and no dataset", es: "tiene valores publicados y ningún conjunto de datos"),
            say!(en: "its `actuals` are its values; name a `dataset` to have it computed", es: "sus `actuals` son sus valores; nombra un `dataset` para que se calcule"),
        );
    }
    Problem::new(
        at,
        say!(en: "it does not say `{key}`", es: "no dice `{key}`"),
        say!(en: "add `{key}`", es: "agrega `{key}`"),
    )
}

/// An expression that could not be read has its finding already.
pub fn unread(metric: Of<'_, Metric>, at: Span) -> Problem {
    Problem::new(
        metric.place(at),
        say!(en: "this expression could not be understood", es: "esta expresión no se pudo entender"),
        say!(en: "mend it first", es: "corrígela primero"),
    )
}

/// The columns of a stage as names of an expression.
pub struct Columns<'s, 'p> {
    pub stage: &'s mut Stage<'p>,
    pub grain: Grain,
}

impl InSql for Columns<'_, '_> {
    fn symbol(&mut self, symbol: &Symbol) -> Result<String, Unsupported> {
        match self.stage.column(&symbol.name) {
            Some(column) => Ok(column.name.clone()),
            None => Err(no_column(self.stage, &symbol.name)),
        }
    }

    fn moment(&mut self, symbol: &Symbol) -> Result<Moment, Unsupported> {
        let needs_period = || {
            let name = &symbol.name;
            Unsupported::new(
                say!(en: "`{name}` is an end of its period, and it names no `period`", es: "`{name}` es un extremo de su periodo, y no nombra `period`"),
                say!(en: "add `period: quarter`", es: "agrega `period: quarter`"),
            )
        };
        match (symbol.name.as_str(), self.grain) {
            ("as_of", _) => Ok(Moment::AsOf),
            ("period_start" | "period_end", Grain::Whole) => Err(needs_period()),
            ("period_start", grain) => Ok(Moment::Start(grain)),
            ("period_end", grain) => Ok(Moment::End(grain)),
            (name, _) => match self.stage.column(name) {
                Some(column) => Ok(column.moment()),
                None => Err(no_column(self.stage, name)),
            },
        }
    }

    fn derived(&mut self, value: DerivedValue) -> Result<String, Unsupported> {
        self.stage.computed(value)
    }
}

fn no_column(stage: &Stage<'_>, name: &str) -> Unsupported {
    let dataset = stage.dataset.id();
    Unsupported::new(
        say!(en: "`{dataset}` has no column `{name}`", es: "`{dataset}` no tiene la columna `{name}`"),
        say!(en: "name a column of `{dataset}`", es: "nombra una columna de `{dataset}`"),
    )
}
