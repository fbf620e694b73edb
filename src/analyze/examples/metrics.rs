//! Values and bands of metrics: what is expected against what the given rows come to.

use super::given::Scene;
use super::touched::Spot;
use super::{Log, Outcome};
use crate::analyze::measure::bands::number;
use crate::analyze::measure::{self, Measured, Scope, Unmeasured, shown};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::Of;
use crate::model::dataset::Dataset;
use crate::model::expression::Value;
use crate::model::field::MapOf;
use crate::model::metric::{Metric, MetricUnit};
use crate::model::quantity::Level;
use crate::model::reference::{Ref, to};
use crate::model::scalar::Scalar;
use crate::model::test::Expect;
use crate::model::text::Plain;
use crate::model::unions::ExpectedValue;
use crate::resolve::names::{self, cells, metrics};
use crate::source::Span;
use rust_decimal::Decimal;

pub fn compare(scene: &Scene<'_>, expect: &Expect, out: &mut Log) {
    for entry in expect.metrics.entries() {
        let Some(metric) = scene.program.follow::<Metric>(scene.test.index, entry.key_span) else { continue };
        let Some((at, expected)) = entry.value.spanned() else { continue };
        match expected {
            ExpectedValue::Level(level) => {
                let Some(found) = measured(scene, metric, &Scope::default(), at, out) else { continue };
                value(scene, metric, &found, (at, level), out);
            }
            ExpectedValue::Record(expected) => {
                let scope = match expected.r#for.get().map(|cuts| scope(scene, cuts)) {
                    Some(Some(scope)) => scope,
                    Some(None) => continue, // its finding is out
                    None => Scope::default(),
                };
                let Some(found) = measured(scene, metric, &scope, at, out) else { continue };
                if let Some((at, level)) = expected.value.spanned() {
                    value(scene, metric, &found, (at, level), out);
                }
                if let Some((at, n)) = expected.n.spanned()
                    && usize::try_from(n.0) != Ok(found.n)
                {
                    let (id, n, own) = (metric.id(), n.0, found.n);
                    out.push(differs(
                        scene,
                        metric,
                        at,
                        say!(en: "`{id}` rests on {own}, not on {n}", es: "`{id}` se apoya en {own}, no en {n}"),
                        &found,
                    ).between(n, own));
                }
                if let Some((at, band)) = expected.band.spanned() {
                    in_band(scene, metric, &found, &scope, (at, band), out);
                }
            }
        }
    }
    for entry in expect.bands.entries() {
        let Some(metric) = scene.program.follow::<Metric>(scene.test.index, entry.key_span) else { continue };
        let Some((at, band)) = entry.value.spanned() else { continue };
        let scope = Scope::default();
        let Some(found) = measured(scene, metric, &scope, at, out) else { continue };
        in_band(scene, metric, &found, &scope, (at, band), out);
    }
}

/// For whom a value is expected; none when a value could never be.
fn scope(scene: &Scene<'_>, cuts: &MapOf<Ref<to::Column>, Plain>) -> Option<Scope> {
    let mut scope = Scope::default();
    for entry in cuts.entries() {
        let part = scene.program.follow_part(scene.test.index, entry.key_span)?;
        let dataset = scene.program.as_kind::<Dataset>(part.entity)?;
        let (name, column) =
            dataset.it.columns.pairs().find(|(name, _)| name.as_str() == part.id.as_str())?;
        let symbol = names::column_symbol(scene.program, dataset.index, name.as_str(), column)?;
        let text = entry.value.get()?;
        // An id of ours, or a code of the data.
        let value =
            cells::of_code(column, &symbol.ty, &scene.zone, text).unwrap_or(Value::Text(text.to_string()));
        scope.cuts.push((part.entity, name.as_str(), value));
    }
    Some(scope)
}

fn measured(
    scene: &Scene<'_>,
    metric: Of<'_, Metric>,
    scope: &Scope,
    at: Span,
    out: &mut Log,
) -> Option<Measured> {
    match measure::measure(&scene.facts, metric, scope) {
        Ok(found) => {
            out.touch(Spot::Metric(metric.index));
            Some(found)
        }
        Err(Unmeasured::Unread) => None,
        Err(Unmeasured::Because(why)) => {
            out.push(Outcome::undecided(scene.test.place(at), *why));
            None
        }
    }
}

fn value(
    scene: &Scene<'_>,
    metric: Of<'_, Metric>,
    found: &Measured,
    (at, expected): (Span, &Level),
    out: &mut Log,
) {
    let Some(wanted) = number(scene.program, metric, expected) else {
        let (id, expected) = (metric.id(), expected.spell());
        out.push(Outcome::undecided(
            scene.test.place(at),
            Mistake::new(
                say!(en: "`{expected}` cannot be put next to the values of `{id}`", es: "`{expected}` no se puede comparar con los valores de `{id}`"),
                say!(en: "write it in the unit in which the metric counts", es: "escríbelo en la unidad en que cuenta la métrica"),
            ),
        ));
        return;
    };
    if found.value.is_some_and(|value| same(value, wanted, written(expected))) {
        return;
    }
    let (id, expected) = (metric.id(), expected.spell());
    let message = match found.value.map(|value| in_unit(scene, metric.it, value)) {
        Some(value) => {
            say!(en: "`{id}` comes to `{value}`, not to `{expected}`", es: "`{id}` da `{value}`, no `{expected}`")
        }
        None => {
            say!(en: "`{id}` has no value here, and `{expected}` is expected", es: "`{id}` no tiene valor aquí, y se espera `{expected}`")
        }
    };
    let own = found.value.map_or_else(|| "–".to_owned(), |value| in_unit(scene, metric.it, value));
    out.push(differs(scene, metric, at, message, found).between(expected, own));
}

/// The smallest step of a level as it is written: with `20.5 %`, 0.001.
fn written(level: &Level) -> Decimal {
    let (number, hundredth) = match level {
        Level::Share(share) => (share.percent(), true),
        Level::Points(points) => (points.0, false),
        Level::Number(number) => (number.0, false),
        Level::Money(money) => (money.amount, false),
        Level::MoneyPerTime(flow) => (flow.money.amount, false),
        Level::Duration(length) => (length.amount(), false),
    };
    Decimal::new(1, number.scale() + if hundredth { 2 } else { 0 })
}

/// To the decimals that are written, and to nine digits at most.
fn same(found: Decimal, expected: Decimal, step: Decimal) -> bool {
    let difference = (found - expected).abs();
    let nine_digits = expected.abs() / Decimal::from(1_000_000_000);
    difference <= (step / Decimal::TWO).max(nine_digits)
}

fn in_band(
    scene: &Scene<'_>,
    metric: Of<'_, Metric>,
    found: &Measured,
    scope: &Scope,
    (at, expected): (Span, &Plain),
    out: &mut Log,
) {
    let band = match measure::band(&scene.facts, metric, found, scope) {
        Ok(band) => band,
        Err(Unmeasured::Unread) => return,
        Err(Unmeasured::Because(why)) => {
            out.push(Outcome::undecided(scene.test.place(at), *why));
            return;
        }
    };
    out.touched.extend(band.clone().map(|band| Spot::Band(metric.index, band)));
    if band.as_deref() == Some(&**expected) {
        return;
    }
    let id = metric.id();
    let value = found.value.map(|value| in_unit(scene, metric.it, value));
    let own = band.clone().unwrap_or_else(|| "–".to_owned());
    let message = match (band, value) {
        (Some(band), Some(value)) => {
            say!(en: "`{id}` comes to `{value}`, which is `{band}` and not `{expected}`", es: "`{id}` da `{value}`, que es `{band}` y no `{expected}`")
        }
        (None, Some(value)) => {
            say!(en: "`{id}` comes to `{value}`, which lies in no band, and `{expected}` is expected", es: "`{id}` da `{value}`, que no está en ninguna banda, y se espera `{expected}`")
        }
        _ => {
            say!(en: "`{id}` has no value here and so no band, and `{expected}` is expected", es: "`{id}` no tiene valor aquí, y por eso tampoco banda, y se espera `{expected}`")
        }
    };
    out.push(differs(scene, metric, at, message, found).between(&**expected, own));
}

fn differs(scene: &Scene<'_>, metric: Of<'_, Metric>, at: Span, message: Say, found: &Measured) -> Outcome {
    Outcome::differs(scene.test.place(at), message, found.how.clone())
        .related(metric.entity.head(), say!(en: "the metric", es: "la métrica"))
}

/// A value in the words of its metric's unit.
fn in_unit(scene: &Scene<'_>, metric: &Metric, value: Decimal) -> String {
    match metrics::stated_unit(metric) {
        Some(MetricUnit::Money) => match names::rates(scene.program) {
            Some(rates) => format!("{} {}", shown(value), rates.base().spell()),
            None => shown(value),
        },
        Some(MetricUnit::Points) => format!("{} points", shown(value)),
        Some(MetricUnit::Share) => format!("{} %", shown(value * Decimal::ONE_HUNDRED)),
        _ => shown(value),
    }
}
