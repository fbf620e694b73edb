//! The bands of a metric as numbers of its unit.

use crate::model::Of;
use crate::model::expression::{Function, Type, TypedExpr, TypedNode, grace};
use crate::model::field::Field;
use crate::model::metric::{Band, Direction, Metric};
use crate::model::quantity::{Level, TimeUnit};
use crate::resolve::Resolved;
use crate::resolve::names::{self, metrics};
use rust_decimal::Decimal;

/// The bands of a metric, with their ends as numbers of its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    pub bands: Vec<NumericBand>,
    /// Bands apply to the distance from this target.
    pub target: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NumericBand {
    pub name: String,
    /// The end, and whether it belongs to the band.
    pub low: Option<(Decimal, bool)>,
    pub high: Option<(Decimal, bool)>,
}

impl Bands {
    /// None when there are no bands, when they depend on a cut, or when an end is no number of the
    /// metric's unit.
    pub fn of(program: &Resolved, metric: Of<'_, Metric>) -> Option<Self> {
        if metric.it.bands.has_none() || !metric.it.bands_by.has_none() {
            return None;
        }
        Self::of_list(program, metric, metric.it.bands.items())
    }

    /// One set of bands of a metric; none when an end is no number of its unit.
    pub fn of_list<'b>(
        program: &Resolved,
        metric: Of<'_, Metric>,
        bands: impl Iterator<Item = &'b Band>,
    ) -> Option<Self> {
        Self::with(metric.it, bands, &|level| number(program, metric, level))
    }

    /// One set of bands of a metric, their ends as numbers of somebody's choice; none when an end has
    /// no number.
    pub fn with<'b>(
        metric: &Metric,
        bands: impl Iterator<Item = &'b Band>,
        number: &dyn Fn(&Level) -> Option<Decimal>,
    ) -> Option<Self> {
        let bands: Option<Vec<NumericBand>> = bands.map(|band| numeric(band, number)).collect();
        let target = if metric.direction.value() == Some(Direction::Hold) {
            let mut targets = metric.target.items().filter(|target| target.r#for.is_absent());
            Some(targets.next().and_then(|target| number(target.value.get()?))?)
        } else {
            None
        };
        Some(Bands { bands: bands?, target })
    }

    /// The band that a value lies in.
    pub fn band_of(&self, value: Decimal) -> Option<&NumericBand> {
        let measured = self.target.map_or(value, |target| (value - target).abs());
        self.bands.iter().find(|band| band.holds(measured))
    }
}

impl NumericBand {
    fn holds(&self, value: Decimal) -> bool {
        let above = self.low.is_none_or(|(end, in_it)| value > end || (in_it && value == end));
        let below = self.high.is_none_or(|(end, in_it)| value < end || (in_it && value == end));
        above && below
    }
}

fn numeric(band: &Band, number: &dyn Fn(&Level) -> Option<Decimal>) -> Option<NumericBand> {
    let end = |included: &Field<Level>, excluded: &Field<Level>| match (included.get(), excluded.get()) {
        (Some(level), _) => number(level).map(|end| Some((end, true))),
        (None, Some(level)) => number(level).map(|end| Some((end, false))),
        (None, None) => Some(None),
    };
    let (low, high) = (end(&band.from, &band.above)?, end(&band.up_to, &band.below)?);
    Some(NumericBand { name: band.name.value()?.as_str().to_owned(), low, high })
}

/// A level as the number that a query gives for it: a share as a part of one, money in the currency of
/// the program, a length of time in the unit that the metric counts in.
pub fn number(program: &Resolved, metric: Of<'_, Metric>, level: &Level) -> Option<Decimal> {
    if metrics::stated_unit(metric.it).is_some_and(|unit| unit.unit() != level.unit()) {
        return None; // its finding is out already
    }
    match level {
        Level::Share(share) => Some(share.fraction()),
        Level::Points(points) => Some(points.0),
        Level::Number(number) => Some(number.0),
        Level::Money(money) => {
            let rates = names::rates(program)?;
            rates.convert(money.amount, money.currency, rates.base())
        }
        Level::MoneyPerTime(flow) => {
            let rates = names::rates(program)?;
            let Some(Type::MoneyPerTime(_, per)) = metrics::value_type(program, metric) else { return None };
            let amount = rates.convert(flow.money.amount, flow.money.currency, rates.base())?;
            (flow.per.name() == per.word()).then_some(amount)
        }
        Level::Duration(length) => {
            let counted = counted_in(program, metric)?;
            let ((from, of), (to, unit)) = (base(length.unit()), base(counted));
            (of == unit).then(|| length.amount() * Decimal::from(from) / Decimal::from(to))
        }
    }
}

/// The unit in which a metric counts time: that of the one function its value counts with.
pub fn counted_in(program: &Resolved, metric: Of<'_, Metric>) -> Option<TimeUnit> {
    if metric.it.value.is_absent() {
        return None;
    }
    let typed = program.expression(metric.index, metric.it.value.span())?;
    let mut functions = Vec::new();
    gather(typed, &mut functions);
    functions.dedup();
    let [function] = functions[..] else { return None };
    Some(match function {
        Function::Days => TimeUnit::Day,
        Function::Hours => TimeUnit::Hour,
        Function::Months => TimeUnit::Month,
        Function::BusinessHours => TimeUnit::BusinessHour,
        Function::BusinessDays => TimeUnit::BusinessDay,
        _ => return None,
    })
}

fn gather(expr: &TypedExpr, functions: &mut Vec<Function>) {
    if let TypedNode::Call(function, _) = &expr.node
        && function.between_dates()
    {
        functions.push(*function);
    }
    expr.parts().into_iter().for_each(|part| gather(part, functions));
}

/// How many of the smallest unit of its clock one unit is; a day counts 24 hours.
fn base(unit: TimeUnit) -> (u32, TimeUnit) {
    match (grace::seconds(unit), grace::months(unit)) {
        (Some(seconds), _) => (seconds, TimeUnit::Second),
        (_, Some(months)) => (months, TimeUnit::Month),
        _ => (1, unit),
    }
}
