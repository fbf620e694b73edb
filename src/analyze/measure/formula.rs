//! Metrics that are arithmetic over other metrics.
//!
//! `lifetime-value` of the library is margin m, retention r and discount d put together: with the first
//! margin at the end of year 1 it is m r / (1 + d − r), with the first margin now m (1 + d) / (1 + d − r).

use super::table::Scope;
use super::{Measure, Measured, Unmeasured, lacks, shown};
use crate::analyze::statistics::lifetime;
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::expression::{Symbol, SymbolKind, TypedExpr, TypedNode, Value, Values, compute};
use crate::model::expression_field::{In, on};
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::metric::Metric;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Measure<'_, '_> {
    pub(super) fn formula(&mut self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Measured, Unmeasured> {
        if let Some(formula) = self.typed(metric, &metric.it.formula)? {
            let inputs = self.inputs(formula, scope)?;
            let value = number(compute(formula, &inputs));
            let text = metric.it.formula.get().map(|formula| formula.text.clone()).unwrap_or_default();
            let how = say!(en: "`{text}` with {}", inputs.told().en; es: "`{text}` con {}", inputs.told().es);
            return Ok(Measured { value, n: inputs.least(), how, decided: None });
        }
        match metric.it.r#use.get().map(|name| name.id().as_str()) {
            Some("lifetime-value") => self.lifetime_value(metric, scope),
            _ => Err(lacks(metric, "formula")),
        }
    }

    fn lifetime_value(&mut self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Measured, Unmeasured> {
        let mut n = usize::MAX;
        let mut told = Vec::new();
        let mut values = Vec::new();
        for key in ["margin", "retention", "discount"] {
            let field = parameter(metric, key)?;
            let typed = self.typed_at(metric, field.span())?;
            let over_rows = typed.symbols().iter().any(|symbol| symbol.kind == SymbolKind::Column);
            let value = if over_rows {
                let mut base = self.base(metric, scope)?;
                self.entering(metric, &mut base)?;
                let mean = self.mean(base, typed, field)?;
                n = n.min(mean.n);
                mean.value
            } else {
                let inputs = self.inputs(typed, scope)?;
                if !inputs.measured.is_empty() {
                    n = n.min(inputs.least());
                }
                number(compute(typed, &inputs))
            };
            told.push(format!("{key} {}", value.map_or_else(|| "–".to_owned(), shown)));
            values.push(value);
        }
        let first = self.typed_at(metric, parameter(metric, "first_margin")?.span())?;
        let at_the_end = matches!(&first.node, TypedNode::Choice(word) if word == "end");
        let value = match values[..] {
            [Some(m), Some(r), Some(d)] if at_the_end => lifetime::at_the_end(m, r, d),
            [Some(m), Some(r), Some(d)] => lifetime::from_now(m, r, d),
            _ => None,
        };
        let form = if at_the_end { "m r / (1 + d − r)" } else { "m (1 + d) / (1 + d − r)" };
        let how = Say::same(format!("{form}: {}", told.join(", ")));
        Ok(Measured { value, n: if n == usize::MAX { 0 } else { n }, how, decided: None })
    }

    /// The metrics that a formula names, with their values.
    fn inputs(&mut self, formula: &TypedExpr, scope: &Scope) -> Result<Inputs, Unmeasured> {
        let mut inputs = Inputs::default();
        for symbol in formula.symbols().iter().filter(|symbol| symbol.kind == SymbolKind::Metric) {
            let named = self.facts.program.get::<Metric>(Id::new(&symbol.name)).ok_or(Unmeasured::Unread)?;
            inputs.measured.insert(symbol.name.clone(), self.finished(named, scope)?);
        }
        Ok(inputs)
    }
}

fn parameter<'m>(
    metric: Of<'m, Metric>,
    key: &str,
) -> Result<&'m Field<In<on::LibraryParameter>>, Unmeasured> {
    let entry = metric.it.with.entries().find(|entry| &*entry.key == key);
    entry.map(|entry| &entry.value).ok_or_else(|| lacks(metric, &format!("with: {key}")))
}

fn number(value: Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Finished values of metrics, by their ids.
#[derive(Default)]
struct Inputs {
    measured: BTreeMap<String, Measured>,
}

impl Inputs {
    fn least(&self) -> usize {
        self.measured.values().map(|input| input.n).min().unwrap_or(0)
    }

    fn told(&self) -> Say {
        let each = |none: &str, how: fn(&Measured) -> &str| {
            let one = |(id, input): (&String, &Measured)| {
                let value = input.value.map_or_else(|| none.to_owned(), shown);
                format!("`{id}` = {value} ({})", how(input))
            };
            self.measured.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        Say { en: each("no value", |input| &input.how.en), es: each("sin valor", |input| &input.how.es) }
    }
}

impl Values for Inputs {
    fn value(&self, symbol: &Symbol) -> Value {
        let value = self.measured.get(&symbol.name).and_then(|input| input.value);
        value.map_or(Value::None, Value::Number)
    }
}
