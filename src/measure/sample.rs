//! What is known of the people behind a value: its interval, and how far two values are apart.

use super::engine::Rows;
use crate::analyze::measure::answers::{self, Adds};
use crate::analyze::statistics::mean::{Mean, effective_n_of};
use crate::analyze::statistics::normal::z_of;
use crate::analyze::statistics::proportion::{Comparison, wilson};
use crate::analyze::statistics::{CONFIDENCE, Interval, nps};
use crate::diagnostic::{Say, say};
use crate::emit::kpi::plan::Query;
use crate::model::metric::Family;
use crate::resolve::Resolved;
use std::collections::BTreeMap;

/// How a value is estimated from a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Promoters and detractors: adjusted Wald.
    Sides,
    /// A share: Wilson.
    Share,
    /// An average: Student's t.
    Mean,
}

/// The answers behind one value, weighted ones as so many as they are worth.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    Sides([f64; 3]),
    Share { events: f64, n: f64 },
    Mean(Mean),
}

impl Method {
    /// How the values of a metric are estimated.
    ///
    /// # Errors
    /// They have no interval: why.
    pub fn of(program: &Resolved, query: &Query<'_>) -> Result<Self, Say> {
        Ok(match query.family {
            Family::Nps => Method::Sides,
            Family::Rate => Method::Share,
            Family::Mean => Method::Mean,
            Family::Csat | Family::Ces => {
                match answers::of_metric(program, query.metric).ok().flatten().map(|it| it.adds) {
                    Some(Adds::Code) => Method::Mean,
                    _ => Method::Share,
                }
            }
            Family::Sum | Family::Count => {
                return Err(
                    say!(en: "a total of the rows there are: nothing is estimated", es: "un total de las filas que hay: nada se estima"),
                );
            }
            Family::Ratio => {
                return Err(
                    say!(en: "a ratio of two sums, whose interval the rows alone do not give", es: "una razón de dos sumas, cuyo intervalo no dan las filas solas"),
                );
            }
            Family::Quantile => {
                return Err(
                    say!(en: "a quantile, which is shown without an interval", es: "un cuantil, que se muestra sin intervalo"),
                );
            }
            Family::Expression | Family::Health => {
                return Err(
                    say!(en: "put together from other metrics, which have their own intervals", es: "armada con otras métricas, que tienen sus propios intervalos"),
                );
            }
        })
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Method::Sides => "adjusted-wald",
            Method::Share => "wilson",
            Method::Mean => "student-t",
        }
    }

    pub fn say(self) -> Say {
        match self {
            Method::Sides => say!(en: "adjusted Wald", es: "Wald ajustado"),
            Method::Share => say!(en: "Wilson", es: "Wilson"),
            Method::Mean => say!(en: "Student's t", es: "t de Student"),
        }
    }
}

/// The weights behind a value, as the second query gives them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread {
    weight: f64,
    squares: f64,
    up: f64,
    down: f64,
    shifted: f64,
    shifted_squares: f64,
}

/// The spreads of a metric by period, cut and value of the cut.
pub type Spreads = BTreeMap<(String, String, Option<String>), Spread>;

/// Reads what the second query gives: `period, cut, cut_value, n`, then sums.
pub fn spreads(rows: &Rows) -> Spreads {
    let number = |cell: Option<&Option<String>>| -> f64 {
        cell.and_then(|cell| cell.as_deref()).and_then(|text| text.parse().ok()).unwrap_or(0.0)
    };
    let read = |row: &Vec<Option<String>>| {
        let text = |at: usize| row.get(at).cloned().flatten();
        let of = |at: usize| number(row.get(at));
        let spread = Spread {
            weight: of(4),
            squares: of(5),
            up: of(6),
            down: of(7),
            shifted: of(8),
            shifted_squares: of(9),
        };
        ((text(0).unwrap_or_default(), text(1).unwrap_or_default(), text(2)), spread)
    };
    rows.iter().map(read).collect()
}

impl Spread {
    /// What the answers are worth: (Σw)² / Σw² (Kish).
    pub fn effective_n(self) -> f64 {
        effective_n_of(self.weight, self.squares)
    }

    /// None where nothing can be estimated: no answer, or for an average only one.
    pub fn sample(self, method: Method, value: f64) -> Option<Sample> {
        let n = self.effective_n();
        if self.weight <= 0.0 || n <= 0.0 {
            return None;
        }
        let (up, down) = (self.up / self.weight, self.down / self.weight);
        match method {
            Method::Sides => Some(Sample::Sides([up * n, (1.0 - up - down).max(0.0) * n, down * n])),
            Method::Share => Some(Sample::Share { events: up * n, n }),
            Method::Mean => {
                let shift = self.shifted / self.weight;
                let average_square = self.shifted_squares / self.weight - shift * shift;
                Mean::of_squares(n, value, average_square).map(Sample::Mean)
            }
        }
    }
}

impl Sample {
    /// The 95 % interval, in the unit of the value.
    pub fn interval(self) -> Interval {
        match self {
            Sample::Sides([promoters, passives, detractors]) => {
                nps::interval(promoters, passives, detractors)
            }
            Sample::Share { events, n } => wilson(events, n),
            Sample::Mean(mean) => mean.interval(),
        }
    }

    /// Half the width of the usual 95 % interval around the value itself.
    pub fn margin(self) -> f64 {
        let interval = self.interval();
        (interval.high - interval.low) / 2.0
    }

    /// The 95 % interval of how far this value lies above another one of other people.
    pub fn above(self, other: Self) -> Option<Interval> {
        match (self, other) {
            (Sample::Sides(own), Sample::Sides(others)) => {
                let (apart, error, _) = nps::compare(own, others);
                let margin = z_of(CONFIDENCE) * error;
                Some(Interval { low: apart - margin, high: apart + margin })
            }
            (Sample::Share { events, n }, Sample::Share { events: others, n: of }) => {
                Some(Comparison { events: [events, others], n: [n, of] }.newcombe())
            }
            (Sample::Mean(own), Sample::Mean(others)) => Some(own.above(others)),
            _ => None,
        }
    }
}
