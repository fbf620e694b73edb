//! Health scores: the points of several metrics, put together by their weights. With a value for each
//! customer or account, the score of all is the mean of theirs.

use super::base::{no_subject, subject_column};
use super::points::{self, Points};
use super::table::Scope;
use super::{Measure, Measured, Unmeasured, lacks, shown};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::Of;
use crate::model::expression::{Value, holds};
use crate::model::metric::{Each, Metric};
use crate::model::scalar::Scalar;
use crate::resolve::names::metrics;
use crate::source::Span;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One case of a score, or all as one.
struct Scored {
    value: Option<Decimal>,
    n: usize,
    how: Say,
    decided: Option<String>,
}

impl Measure<'_, '_> {
    pub(super) fn health(&mut self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Measured, Unmeasured> {
        let own = scope.subject.as_ref().map(|(each, _)| *each);
        let Some(each) = own.or_else(|| metrics::each(self.facts.program, metric)) else {
            let Scored { value, n, how, decided } = self.score(metric, scope)?;
            return Ok(Measured { value, n, how, decided });
        };
        let mut scored = Vec::new();
        for (subject, facts) in self.cases(metric, each, scope)? {
            let own = Scope { subject: Some((each, subject.clone())), ..scope.clone() };
            let mut case = self.score(metric, &own)?;
            if facts.no_value {
                case.value = None;
            }
            case.decided = facts.band;
            scored.push((subject, case));
        }
        if let [(_, _)] = &scored[..]
            && let Some((_, case)) = scored.pop()
        {
            let n = if scope.subject.is_some() { case.n } else { usize::from(case.value.is_some()) };
            return Ok(Measured { value: case.value, n, how: case.how, decided: case.decided });
        }
        let known: Vec<Decimal> = scored.iter().filter_map(|(_, case)| case.value).collect();
        let n = known.len();
        let value = if n == 0 { None } else { known.iter().sum::<Decimal>().checked_div(Decimal::from(n)) };
        let each: Vec<String> = scored
            .iter()
            .take(12)
            .map(|(subject, case)| {
                let value = case.value.map_or_else(|| "–".to_owned(), shown);
                format!("{} {value}", word(subject))
            })
            .collect();
        let how = say!(en: "mean of {n}: {}", each.join(", "); es: "promedio de {n}: {}", each.join(", "));
        Ok(Measured { value, n, how, decided: None })
    }

    /// The score over one case, or over everything.
    fn score(&mut self, metric: Of<'_, Metric>, scope: &Scope) -> Result<Scored, Unmeasured> {
        let (mut sum, mut weights, mut all) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        let (mut told, mut least, mut lacking) = (Vec::new(), usize::MAX, false);
        for component in metric.it.components.items() {
            let part = self
                .facts
                .program
                .follow::<Metric>(metric.index, component.metric.span())
                .ok_or(Unmeasured::Unread)?;
            let measured = self.finished(part, scope)?;
            let id = component.id.value().unwrap_or_else(|| part.id());
            let weight = component.weight.value().ok_or_else(|| no_weight(id.as_str()))?;
            least = least.min(measured.n);
            all += weight.fraction();
            let earns = Points::of(self.facts.program, component, part).map_err(|_| Unmeasured::Unread)?;
            let earned = measured.value.and_then(|value| earns.earned(value));
            let value = measured.value.map_or_else(|| "–".to_owned(), shown);
            match earned {
                Some(earned) => {
                    sum += weight.fraction() * Decimal::from(earned);
                    weights += weight.fraction();
                    told.push(format!("{id} {value} → {earned} × {}", weight.spell()));
                }
                None => {
                    lacking = true;
                    told.push(format!("{id} {value} → –"));
                }
            }
        }
        let redistributes = points::redistributes(metric.it);
        let weights = if redistributes { weights } else { all };
        let (low, high) = points::scale(metric.it);
        let whole = (redistributes || !lacking) && !weights.is_zero();
        let value = if whole {
            sum.checked_div(weights)
                .map(|mean| Decimal::from(low) + mean / Decimal::ONE_HUNDRED * Decimal::from(high - low))
        } else {
            None
        };
        let n = if least == usize::MAX { 0 } else { least };
        Ok(Scored { value, n, how: Say::same(told.join(", ")), decided: None })
    }

    /// The customers or accounts that have rows, each with what its rows say about it.
    fn cases(
        &self,
        metric: Of<'_, Metric>,
        each: Each,
        scope: &Scope,
    ) -> Result<Vec<(Value, CaseFacts)>, Unmeasured> {
        let own = !metric.it.dataset.is_absent();
        let with_rows =
            points::with_rows(self.facts.program, metric).ok_or_else(|| lacks(metric, "dataset"))?;
        let mut base = self.base(with_rows, scope)?;
        if own {
            self.entering(metric, &mut base)?;
        }
        let name = subject_column(base.dataset, each).ok_or_else(|| no_subject(base.dataset, each))?;
        let condition = |at: Span| self.typed_at(metric, at);
        let no_value =
            if metric.it.null_when.is_absent() { None } else { Some(condition(metric.it.null_when.span())?) };
        let mut overrides = Vec::new();
        for fact in metric.it.overrides.items() {
            let band = fact.band.get().map(|band| band.to_string()).unwrap_or_default();
            overrides.push((condition(fact.when.span())?, band));
        }
        let mut cases: Vec<(Value, CaseFacts)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for row in &base.rows {
            let subject = row.cell(name);
            if subject == Value::None {
                continue;
            }
            let values = base.values(row);
            let index = *known.entry(word(&subject)).or_insert(cases.len());
            if index == cases.len() {
                cases.push((subject, CaseFacts::default()));
            }
            let facts = &mut cases[index].1;
            facts.no_value |= no_value.is_some_and(|condition| holds(condition, &values));
            let deciding = overrides.iter().position(|(condition, _)| holds(condition, &values));
            if let Some(place) = deciding
                && facts.place.is_none_or(|known| place < known)
            {
                facts.place = Some(place);
                facts.band = Some(overrides[place].1.clone());
            }
        }
        Ok(cases)
    }
}

/// What the rows of a case say about it.
#[derive(Default)]
struct CaseFacts {
    no_value: bool,
    band: Option<String>,
    /// Which of the facts decides the band.
    place: Option<usize>,
}

fn word(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => shown(*number),
        _ => "?".to_owned(),
    }
}

fn no_weight(id: &str) -> Unmeasured {
    Mistake::new(
        say!(en: "its component `{id}` does not say how much it weighs", es: "su componente `{id}` no dice cuánto pesa"),
        say!(en: "add `weight: 40 %`", es: "agrega `weight: 40 %`"),
    )
    .into()
}
