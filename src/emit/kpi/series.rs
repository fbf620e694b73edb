//! Where a series breaks: values on the two sides of a declared change do not belong to one line.

use super::plan::{Finished, Query};
use super::text;
use crate::diagnostic::{Lang, Say, say};
use crate::model::Of;
use crate::model::common::{Bridge, BridgeMethod};
use crate::model::metric::Metric;
use crate::model::quantity::Change;
use crate::model::question::Question;
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::text::Text;
use crate::model::time::{Date, Days};
use crate::resolve::{Resolved, Target};
use rust_decimal::prelude::ToPrimitive;

/// A change after which values are another series.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    pub day: Date,
    pub from: String,
    pub to: String,
    pub method: BridgeMethod,
    /// New minus old in the unit of the values: shares as parts of one. Only of a parallel run.
    pub offset: Option<f64>,
    /// How many answered both. Only of a parallel run.
    pub n: Option<i64>,
    pub why: Option<Text>,
    /// The metric that broke, when it is a part of this one.
    pub of: Option<String>,
}

impl Break {
    /// Whether it lies between two periods, or within the later one.
    pub fn parts(&self, earlier: Days, later: Days) -> bool {
        earlier.first < self.day.0 && self.day.0 <= later.last
    }

    /// Whether a period holds days from both sides.
    pub fn cuts(&self, days: Days) -> bool {
        days.first < self.day.0 && self.day.0 <= days.last
    }

    /// Whether both are the same change; each may say why in its own words.
    fn is(&self, other: &Self) -> bool {
        let facts = |it: &Self| (it.day, it.from.clone(), it.to.clone(), it.method, it.of.clone());
        facts(self) == facts(other) && self.offset == other.offset
    }

    /// What a definition says of it in a language: the break, the evidence of a parallel run, and why.
    pub fn told(&self, language: &str, first: &str, lang: Lang) -> String {
        let mut words = self.say().in_lang(lang).to_owned();
        if let Some(n) = self.n {
            words += &format!(", n {n}");
        }
        if let Some(why) = &self.why {
            words += &format!(" ({})", why.reading(language, first));
        }
        words
    }

    pub fn say(&self) -> Say {
        let (day, from, to) = (self.day.spell(), &self.from, &self.to);
        let of = self.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
        match self.method {
            BridgeMethod::ParallelRun => {
                say!(en: "series break on {day}: {from} → {to}{of}, joined by a parallel run", es: "corte de la serie el {day}: {from} → {to}{of}, unida por una medición en paralelo")
            }
            _ => {
                say!(en: "series break on {day}: {from} → {to}{of}; values before and after are not compared", es: "corte de la serie el {day}: {from} → {to}{of}; los valores de antes y de después no se comparan")
            }
        }
    }
}

/// The breaks of a metric, of its question and of the metrics that it is made of; the oldest first.
pub fn breaks(program: &Resolved, query: &Query<'_>) -> Vec<Break> {
    let mut found = own(program, query.metric);
    for input in query.finished.plan.inputs() {
        within(program, input, &mut found);
    }
    found.sort_by_key(|one| one.day);
    // A break is often said twice, by the question and by its metric.
    found.dedup_by(|one, other| one.is(other));
    found
}

fn within(program: &Resolved, finished: &Finished, found: &mut Vec<Break>) {
    let named = |metric: &Of<'_, Metric>| text::name(metric.id().as_str()) == finished.name;
    if let Some(metric) = program.all::<Metric>().find(named) {
        // Whatever the parts are joined by, the whole has no offset.
        let part = |one: Break| Break { offset: None, of: Some(metric.id().to_string()), ..one };
        found.extend(own(program, metric).into_iter().map(part));
    }
    for input in finished.plan.inputs() {
        within(program, input, found);
    }
}

fn own(program: &Resolved, metric: Of<'_, Metric>) -> Vec<Break> {
    bridges(program, metric).into_iter().filter_map(of_bridge).collect()
}

/// What a metric declares of its series, and what its question does: in the survey, or in the shared question
/// that the survey asks.
pub fn bridges<'p>(program: &'p Resolved, metric: Of<'p, Metric>) -> Vec<&'p Bridge> {
    let mut found: Vec<&Bridge> = metric.it.history.items().collect();
    if metric.it.question.is_absent() {
        return found;
    }
    if let Some(Target::Part(entity, part)) = program.target(metric.index, metric.it.question.span())
        && let Some(survey) = program.as_kind::<Survey>(entity)
    {
        let id = program.parts.get(part).id;
        let asked = survey.it.questions.items().find(|question| question.id.value() == Some(id));
        if let Some(question) = asked {
            found.extend(question.bridge.items());
            let shared = question.r#use.spanned();
            let shared = shared.and_then(|(at, _)| program.follow::<Question>(survey.index, at));
            found.extend(shared.into_iter().flat_map(|it| it.it.bridge.items()));
        }
    }
    found
}

fn of_bridge(bridge: &Bridge) -> Option<Break> {
    let offset = |change: &Change| match change {
        Change::PercentagePoints(points) => points.points.to_f64().map(|points| points / 100.0),
        Change::Points(points) => points.0.to_f64(),
        Change::Number(number) => number.0.to_f64(),
        _ => None,
    };
    let method = bridge.method.value()?;
    Some(Break {
        day: bridge.date.value()?,
        from: bridge.from.get()?.to_string(),
        to: bridge.to.get()?.to_string(),
        method,
        offset: bridge.offset.get().and_then(offset).filter(|_| method == BridgeMethod::ParallelRun),
        n: bridge.n.value().map(|n| n.0).filter(|_| method == BridgeMethod::ParallelRun),
        why: bridge.why.get().cloned(),
        of: None,
    })
}
