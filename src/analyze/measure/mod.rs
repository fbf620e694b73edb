//! What a metric is over given rows: the same definition that the queries have, computed here, with the
//! way it was computed in words.

pub mod answers;
pub mod bands;
mod base;
mod formula;
mod health;
pub mod points;
mod rows;
mod table;

pub use table::{Facts, Row, Scope};

use crate::diagnostic::{Mistake, Say, say};
use crate::model::expression::{Symbol, TypedExpr, Value, Values, holds};
use crate::model::field::Field;
use crate::model::metric::{Family, Metric};
use crate::model::time::Period;
use crate::model::{EntityIndex, Of};
use crate::resolve::names::metrics;
use crate::source::Span;
use bands::Bands;
use rust_decimal::Decimal;

/// The value of a metric, and how it came about.
#[derive(Clone, Debug)]
pub struct Measured {
    /// None when nothing counts, or when it would be divided by zero. Shares are parts of one.
    pub value: Option<Decimal>,
    /// The rows that count; of a health score, the cases.
    pub n: usize,
    pub how: Say,
    /// The band that a fact about the one case decides.
    pub decided: Option<String>,
}

/// Why a metric has no value that could be computed.
#[derive(Clone, Debug)]
pub enum Unmeasured {
    /// Something it is made of could not be read; its finding is out.
    Unread,
    Because(Box<Mistake>),
}

impl From<Mistake> for Unmeasured {
    fn from(mistake: Mistake) -> Self {
        Unmeasured::Because(Box::new(mistake))
    }
}

/// The value of a metric over the facts, all in one period.
///
/// # Errors
/// It is not computed from rows, or a part of its definition cannot be computed.
pub fn measure(facts: &Facts<'_>, metric: Of<'_, Metric>, scope: &Scope) -> Result<Measured, Unmeasured> {
    Measure { facts, period: metric.it.period.value(), open: Vec::new() }.finished(metric, scope)
}

/// The name of the band that a value lies in; none when it lies in none or has none.
///
/// # Errors
/// The bands are no numbers of the metric's unit.
pub fn band(
    facts: &Facts<'_>,
    metric: Of<'_, Metric>,
    measured: &Measured,
    scope: &Scope,
) -> Result<Option<String>, Unmeasured> {
    if let Some(decided) = &measured.decided {
        return Ok(Some(decided.clone()));
    }
    let Some(value) = measured.value else { return Ok(None) };
    let mut list = &metric.it.bands;
    for set in metric.it.bands_by.items() {
        let when = facts.program.expression(metric.index, set.when.span()).ok_or(Unmeasured::Unread)?;
        if holds(when, scope) {
            list = &set.bands;
            break;
        }
    }
    let bands = Bands::of_list(facts.program, metric, list.items()).ok_or(Unmeasured::Unread)?;
    Ok(bands.band_of(value).map(|band| band.name.clone()))
}

/// One period of one metric and of everything it is made of.
struct Measure<'f, 'p> {
    facts: &'f Facts<'p>,
    period: Option<Period>,
    /// Metrics whose value is being computed.
    open: Vec<EntityIndex>,
}

impl<'p> Measure<'_, 'p> {
    fn finished(&mut self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Measured, Unmeasured> {
        if self.open.contains(&metric.index) {
            return Err(Unmeasured::Unread); // a circle has its finding
        }
        self.open.push(metric.index);
        let family = metrics::family(metric.it).ok_or(Unmeasured::Unread);
        let measured = family.and_then(|family| match family {
            Family::Expression => self.formula(metric, scope),
            Family::Health => self.health(metric, scope),
            _ => self.rows(metric, family, scope),
        });
        self.open.pop();
        measured
    }

    /// The typed form of a field; none when it is absent.
    fn typed<T>(
        &self,
        metric: Of<'_, Metric>,
        field: &Field<T>,
    ) -> Result<Option<&'p TypedExpr>, Unmeasured> {
        if field.is_absent() { Ok(None) } else { self.typed_at(metric, field.span()).map(Some) }
    }

    fn typed_at(&self, metric: Of<'_, Metric>, at: Span) -> Result<&'p TypedExpr, Unmeasured> {
        let typed = self.facts.program.expression(metric.index, at).ok_or(Unmeasured::Unread)?;
        let ends = |symbol: &Symbol| matches!(symbol.name.as_str(), "period_start" | "period_end");
        if self.period.is_none() && typed.symbols().iter().any(|symbol| ends(symbol)) {
            let id = metric.id();
            return Err(Mistake::new(
                say!(en: "`{id}` asks for an end of its period and names no `period`", es: "`{id}` pregunta por un extremo de su periodo y no nombra `period`"),
                say!(en: "add `period: quarter` to the metric", es: "agrega `period: quarter` a la métrica"),
            )
            .into());
        }
        Ok(typed)
    }
}

/// A field that nothing can be computed without.
fn lacks(metric: Of<'_, Metric>, key: &str) -> Unmeasured {
    let id = metric.id();
    if key == "dataset" && !metric.it.actuals.has_none() {
        return Mistake::new(
            say!(en: "`{id}` has published values and no dataset, so no row changes it", es: "`{id}` tiene valores publicados y ningún conjunto de datos, así que ninguna fila la cambia"),
            say!(en: "take it out of the test, or give the metric a `dataset`", es: "quítala de la prueba, o dale a la métrica un `dataset`"),
        )
        .into();
    }
    Mistake::new(
        say!(en: "`{id}` does not say `{key}`", es: "`{id}` no dice `{key}`"),
        say!(en: "add `{key}` to the metric", es: "agrega `{key}` a la métrica"),
    )
    .into()
}

/// A number as people read it: no more than nine digits that count.
pub fn shown(value: Decimal) -> String {
    value.round_sf(9).unwrap_or(value).normalize().to_string()
}

impl Values for Scope {
    fn value(&self, symbol: &Symbol) -> Value {
        let cut = self.cuts.iter().find(|(_, column, _)| *column == symbol.name);
        cut.map_or(Value::None, |(.., value)| value.clone())
    }
}
