//! Metrics that are computed from rows: which of them count, and what is added up.

use super::answers::{self, Adds, Answered, Wording};
use super::base::{Base, columns, fails, marked};
use super::table::{Row, RowValues, Scope};
use super::{Measure, Measured, Unmeasured, lacks, shown};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::expression::{TypedExpr, Value, compute, grace, holds};
use crate::model::expression_field::ExpressionField;
use crate::model::field::Field;
use crate::model::metric::{Family, Metric};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use std::ops::Deref;

impl<'f, 'p> Measure<'f, 'p> {
    pub(super) fn rows(
        &mut self,
        metric: Of<'_, Metric>,
        family: Family,
        scope: &Scope,
    ) -> Result<Measured, Unmeasured> {
        let mut base = self.base(metric, scope)?;
        self.entering(metric, &mut base)?;
        match family {
            Family::Nps | Family::Csat | Family::Ces => self.answers(metric, base),
            Family::Rate => self.rate(metric, base),
            Family::Count => {
                let n = base.rows.len();
                Ok(Measured { value: Some(Decimal::from(n)), n, how: base.told(), decided: None })
            }
            Family::Mean => {
                let value = self.needed(metric, &metric.it.value, "value")?;
                self.mean(base, value, &metric.it.value)
            }
            Family::Sum | Family::Ratio | Family::Quantile => self.amounts(metric, family, base),
            Family::Expression | Family::Health => Err(Unmeasured::Unread),
        }
    }

    fn answers(&self, metric: Of<'_, Metric>, mut base: Base<'f, 'p>) -> Result<Measured, Unmeasured> {
        let answered =
            answers::of_metric(self.facts.program, metric)?.ok_or_else(|| lacks(metric, "question"))?;
        let Answered { column, scale: (low, high), adds, wording } = answered;
        let name = column.key.as_str();
        base.keep(say!(en: "without a valid answer", es: "sin respuesta válida"), &[name], |row| {
            matches!(row.cell(name), Value::Number(code) if Decimal::from(low) <= code && code <= Decimal::from(high))
        });
        for (entry, own) in wording {
            let name = entry.key.as_str();
            // A row that does not say its wording has that of the metric.
            base.keep(
                say!(en: "of another wording (`{name}`)", es: "de otra redacción (`{name}`)"),
                &[],
                |row| {
                    !row.gives(name)
                        || match (own, row.cell(name)) {
                            (Wording::Survey(id), Value::Text(survey)) => survey == id.as_str(),
                            (Wording::Version(version), Value::Number(own)) => own == Decimal::from(version),
                            (Wording::Version(version), Value::Text(own)) => own == version.to_string(),
                            _ => false,
                        }
                },
            );
        }
        let weights = weigh(&mut base);
        let code = |row: &Row| match row.cell(name) {
            Value::Number(code) => code,
            _ => Decimal::ZERO,
        };
        let of = |counts: &dyn Fn(Decimal) -> bool| -> Decimal {
            base.rows
                .iter()
                .zip(&weights)
                .filter(|(row, _)| counts(code(row)))
                .map(|(_, weight)| *weight)
                .sum()
        };
        let all: Decimal = weights.iter().copied().sum();
        let (value, how) = match adds {
            Adds::Sides => {
                let (up, down) = (of(&|code| code >= Decimal::from(9)), of(&|code| code <= Decimal::from(6)));
                let (p, d, a) = (shown(up), shown(down), shown(all));
                let how = say!(en: "promoters {p}, detractors {d}: 100 × ({p} − {d}) / {a}", es: "promotores {p}, detractores {d}: 100 × ({p} − {d}) / {a}");
                (divided(Decimal::ONE_HUNDRED * (up - down), all), how)
            }
            Adds::Code => {
                let sum: Decimal =
                    base.rows.iter().zip(&weights).map(|(row, weight)| code(row) * weight).sum();
                (divided(sum, all), fraction(sum, all))
            }
            Adds::Best(from) => {
                let best = of(&|code| code >= Decimal::from(from));
                let (b, a) = (shown(best), shown(all));
                let how = say!(en: "from {from} on: {b} of {a}", es: "de {from} en adelante: {b} de {a}");
                (divided(best, all), how)
            }
        };
        Ok(done(&base, value, how))
    }

    fn rate(&self, metric: Of<'_, Metric>, mut base: Base<'f, 'p>) -> Result<Measured, Unmeasured> {
        if let Some(of) = self.typed(metric, &metric.it.of)? {
            base.keep_where(fails(&metric.it.of), of);
        }
        let counted = self.needed(metric, &metric.it.count, "count")?;
        let lenient = match metric.it.grace.value() {
            Some(late) => Some(grace::with_grace(counted, late)?),
            None => None,
        };
        let counted = lenient.as_ref().unwrap_or(counted);
        let weights = weigh(&mut base);
        let mut top = Decimal::ZERO;
        for (row, weight) in base.rows.iter().zip(&weights) {
            if holds(counted, &base.values(row)) {
                top += weight;
            }
        }
        let all: Decimal = weights.iter().copied().sum();
        let text = metric.it.count.get().map(|count| count.text.clone()).unwrap_or_default();
        let (t, a) = (shown(top), shown(all));
        Ok(done(
            &base,
            divided(top, all),
            say!(en: "`{text}` holds for {t} of {a}", es: "`{text}` se cumple en {t} de {a}"),
        ))
    }

    /// The weighted average of an amount over rows that have it.
    pub(super) fn mean<T: Deref<Target = ExpressionField>>(
        &self,
        mut base: Base<'f, 'p>,
        value: &TypedExpr,
        field: &Field<T>,
    ) -> Result<Measured, Unmeasured> {
        let amounts = self.amount(&mut base, value, field);
        let weights = weigh(&mut base);
        let sum = base.rows.iter().zip(&weights).map(|(row, weight)| amounts(row) * weight).sum();
        let all = weights.iter().copied().sum();
        Ok(done(&base, divided(sum, all), fraction(sum, all)))
    }

    fn amounts(
        &self,
        metric: Of<'_, Metric>,
        family: Family,
        mut base: Base<'f, 'p>,
    ) -> Result<Measured, Unmeasured> {
        let value = self.needed(metric, &metric.it.value, "value")?;
        let amount = self.amount(&mut base, value, &metric.it.value);
        let per = match family {
            Family::Ratio => {
                let per = self.needed(metric, &metric.it.per, "per")?;
                Some(self.amount(&mut base, per, &metric.it.per))
            }
            _ => None,
        };
        let weights = weigh(&mut base);
        let summed = |amount: &dyn Fn(&Row) -> Decimal| -> Decimal {
            base.rows.iter().zip(&weights).map(|(row, weight)| amount(row) * weight).sum()
        };
        if let Some(per) = per {
            let (top, bottom) = (summed(&*amount), summed(&*per));
            return Ok(done(&base, divided(top, bottom), fraction(top, bottom)));
        }
        if family == Family::Sum {
            let sum = summed(&*amount);
            let value = (!base.rows.is_empty()).then_some(sum);
            return Ok(done(&base, value, say!(en: "added up", es: "sumadas")));
        }
        let share = metric.it.quantile.value().ok_or_else(|| lacks(metric, "quantile"))?;
        let mut sorted: Vec<(Decimal, Decimal)> =
            base.rows.iter().zip(&weights).map(|(row, weight)| (amount(row), *weight)).collect();
        sorted.sort();
        let enough = share.fraction() * weights.iter().copied().sum::<Decimal>();
        let mut reached = Decimal::ZERO;
        let value = sorted.iter().find_map(|(amount, weight)| {
            reached += weight;
            (reached >= enough).then_some(*amount)
        });
        let share = share.spell();
        Ok(done(
            &base,
            value,
            say!(en: "the smallest that {share} of them do not exceed", es: "el menor que {share} de ellas no superan"),
        ))
    }

    /// What each row has of an amount; rows without it are left out.
    fn amount<'e, T: Deref<Target = ExpressionField>>(
        &self,
        base: &mut Base<'f, 'p>,
        value: &'e TypedExpr,
        field: &Field<T>,
    ) -> Box<dyn Fn(&Row) -> Decimal + 'e>
    where
        'f: 'e,
        'p: 'e,
    {
        let (facts, period) = (self.facts, base.period);
        let number = move |row: &Row| match compute(value, &RowValues { facts, row, period }) {
            Value::Number(number) => Some(number),
            _ => None,
        };
        let symbols = value.symbols();
        let text = field.get().map(|field| field.text.clone()).unwrap_or_default();
        base.keep(say!(en: "without `{text}`", es: "sin `{text}`"), &columns(&symbols), |row| {
            number(row).is_some()
        });
        Box::new(move |row| number(row).unwrap_or_default())
    }

    fn needed<T>(
        &self,
        metric: Of<'_, Metric>,
        field: &Field<T>,
        key: &str,
    ) -> Result<&'p TypedExpr, Unmeasured> {
        self.typed(metric, field)?.ok_or_else(|| lacks(metric, key))
    }
}

/// The weight of each row, which leaves rows without weight out; a weight that is not given counts 1.
fn weigh(base: &mut Base<'_, '_>) -> Vec<Decimal> {
    let Some((name, _)) = marked(base.dataset, |column| column.weight.value() == Some(true)) else {
        return vec![Decimal::ONE; base.rows.len()];
    };
    let weight = |row: &Row| match row.cell(name) {
        _ if !row.gives(name) => Decimal::ONE,
        Value::Number(weight) => weight,
        _ => Decimal::ZERO,
    };
    base.keep(say!(en: "without weight", es: "sin peso"), &[], |row| weight(row) > Decimal::ZERO);
    base.rows.iter().map(|row| weight(row)).collect()
}

fn done(base: &Base<'_, '_>, value: Option<Decimal>, how: Say) -> Measured {
    let told = base.told();
    let n = base.rows.len();
    let how = if n == 0 { told } else { say!(en: "{}; {}", told.en, how.en; es: "{}; {}", told.es, how.es) };
    Measured { value, n, how, decided: None }
}

fn divided(top: Decimal, bottom: Decimal) -> Option<Decimal> {
    if bottom.is_zero() { None } else { top.checked_div(bottom) }
}

fn fraction(top: Decimal, bottom: Decimal) -> Say {
    Say::same(format!("{} / {}", shown(top), shown(bottom)))
}
