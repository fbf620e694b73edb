//! One KPI as a catalogue has it.

use crate::analyze::Checked;
use crate::analyze::measure::bands;
use crate::emit::kpi::plan::Query;
use crate::emit::kpi::series::{Break, breaks};
use crate::emit::kpi::{Kpis, digest};
use crate::model::dataset::Dataset;
use crate::model::field::Field;
use crate::model::metric::{Band, Metric, TargetOf, whom};
use crate::model::quantity::Level;
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::text::Text;
use crate::model::{EntityIndex, Of};
use crate::resolve::names::metrics;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A text by language.
pub type Texts = BTreeMap<String, String>;

/// A number in the unit of the metric's query, and as it is written.
#[derive(Clone)]
pub struct Number {
    pub value: Option<f64>,
    pub written: String,
}

pub struct Step {
    pub name: String,
    /// For whom, when not for everybody.
    pub when: String,
    pub low: Option<Number>,
    /// Whether the lower end itself lies in it.
    pub low_included: bool,
    pub high: Option<Number>,
    pub high_included: bool,
}

pub struct Goal {
    pub number: Number,
    pub by: String,
    pub whom: Vec<(String, String)>,
}

pub struct Entry {
    pub metric: EntityIndex,
    pub id: String,
    /// Texts by field, each by language: `title`, `description`, `base`, `decision`, `encourages`.
    pub texts: Vec<(&'static str, Texts)>,
    /// Words and names by field.
    pub facts: Vec<(&'static str, String)>,
    pub minimum_n: Option<i64>,
    pub cuts: Vec<String>,
    pub baseline: Option<(Number, Option<i64>, String)>,
    pub goals: Vec<Goal>,
    pub steps: Vec<Step>,
    pub breaks: Vec<Value>,
    /// The file of its query among those of the target `sql`; none when no query can be written.
    pub query: Option<String>,
    pub definition: Option<String>,
}

/// The fields of texts, in their order.
pub const TEXTS: [&str; 5] = ["title", "description", "base", "decision", "encourages"];

/// The fields of words, in their order.
pub const FACTS: [&str; 11] = [
    "family",
    "unit",
    "direction",
    "period",
    "dataset",
    "question",
    "owner",
    "category",
    "timing",
    "status",
    "library",
];

impl Entry {
    pub fn of(checked: &Checked<'_>, kpis: &Kpis<'_>, metric: Of<'_, Metric>) -> Self {
        let query = kpis.queries.iter().find(|query| query.metric.index == metric.index);
        let it = metric.it;
        let baseline = it.baseline.get().and_then(|baseline| {
            let period = baseline.period.get().map(|it| it.to_string()).unwrap_or_default();
            let number = number(checked, metric, baseline.value.get()?);
            Some((number, baseline.n.get().map(|n| n.0), period))
        });
        let own = it.bands.items().map(|band| step(checked, metric, String::new(), band));
        let by = it.bands_by.items().flat_map(|one| {
            let when = one.when.get().map(|when| when.text.to_string()).unwrap_or_default();
            one.bands.items().map(move |band| step(checked, metric, when.clone(), band))
        });
        Self {
            metric: metric.index,
            id: metric.id().to_string(),
            texts: texts(checked, metric),
            facts: facts(checked, metric),
            minimum_n: query.and_then(|query| query.minimum_n).or(it.minimum_n.get().map(|n| n.0)),
            cuts: query.map(cuts).unwrap_or_default(),
            baseline,
            goals: it.target.items().filter_map(|target| goal(checked, metric, target)).collect(),
            steps: own.chain(by).collect(),
            breaks: query.map(|query| broken(checked, query)).unwrap_or_default(),
            query: query.map(|query| format!("{}.sql", query.name)),
            definition: digest::of(checked, metric),
        }
    }

    pub fn fact(&self, name: &str) -> &str {
        self.facts.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    pub fn text(&self, name: &str, language: &str) -> &str {
        let texts = self.texts.iter().find(|(known, _)| *known == name);
        texts.and_then(|(_, texts)| texts.get(language)).map_or("", String::as_str)
    }

    pub fn json(&self) -> Value {
        let mut all = Map::new();
        all.insert("metric".to_owned(), self.id.clone().into());
        all.extend(self.texts.iter().map(|(name, texts)| ((*name).to_owned(), json!(texts))));
        let said = |value: &String| if value.is_empty() { Value::Null } else { json!(value) };
        all.extend(self.facts.iter().map(|(name, value)| ((*name).to_owned(), said(value))));
        let shown = |number: &Number| json!({ "value": number.value, "written": number.written });
        let end = |number: &Option<Number>, included: bool| {
            number
                .as_ref()
                .map(|it| json!({ "value": it.value, "written": it.written, "included": included }))
        };
        let step = |it: &Step| {
            json!({
                "name": it.name,
                "when": said(&it.when),
                "low": end(&it.low, it.low_included),
                "high": end(&it.high, it.high_included),
            })
        };
        let goal = |it: &Goal| {
            let whom: BTreeMap<&String, &String> =
                it.whom.iter().map(|(column, value)| (column, value)).collect();
            json!({ "value": it.number.value, "written": it.number.written, "by": said(&it.by), "for": whom })
        };
        let rest = json!({
            "minimum_n": self.minimum_n,
            "cuts": self.cuts,
            "baseline": self.baseline.as_ref().map(|(number, n, period)| {
                json!({ "value": shown(number)["value"], "written": number.written, "n": n, "period": said(period) })
            }),
            "targets": self.goals.iter().map(goal).collect::<Vec<_>>(),
            "bands": self.steps.iter().map(step).collect::<Vec<_>>(),
            "breaks": self.breaks,
            "query": self.query,
            "definition": self.definition,
        });
        if let Value::Object(rest) = rest {
            all.extend(rest);
        }
        Value::Object(all)
    }
}

fn texts(checked: &Checked<'_>, metric: Of<'_, Metric>) -> Vec<(&'static str, Texts)> {
    let (program, it, common) = (checked.program, metric.it, metric.entity.common());
    let first = program.first_language();
    let read = |field: Option<&Text>| -> Texts {
        let languages = program.languages();
        let of = |text: &Text| {
            languages.iter().map(|tag| ((*tag).to_owned(), text.reading(tag, first).to_owned())).collect()
        };
        field.map(of).unwrap_or_default()
    };
    let title = match common.title.get() {
        Some(title) => read(Some(title)),
        None => program.languages().iter().map(|tag| ((*tag).to_owned(), metric.id().readable())).collect(),
    };
    let fields = [
        title,
        read(common.description.get()),
        read(it.base.get().and_then(|base| base.text.get())),
        read(it.decision.get()),
        read(it.encourages.get()),
    ];
    TEXTS.into_iter().zip(fields).collect()
}

fn facts(checked: &Checked<'_>, metric: Of<'_, Metric>) -> Vec<(&'static str, String)> {
    fn spelled<T: Scalar>(field: &Field<T>) -> String {
        field.get().map(Scalar::spell).unwrap_or_default()
    }
    let (program, it, common) = (checked.program, metric.it, metric.entity.common());
    let library = metrics::library_kpi(it);
    let dataset = program.follow::<Dataset>(metric.index, it.dataset.span());
    let owner = program.follow::<Role>(metric.index, common.owner.span());
    let direction = it.direction.get().map(|it| it.word().to_owned());
    let fields = [
        metrics::family(it).map(|it| it.word().to_owned()).unwrap_or_default(),
        metrics::stated_unit(it).map(|it| it.word().to_owned()).unwrap_or_default(),
        direction.or_else(|| library.map(|it| it.direction.clone())).unwrap_or_default(),
        spelled(&it.period),
        dataset.filter(|_| !it.dataset.is_absent()).map(|it| it.id().to_string()).unwrap_or_default(),
        it.question.get().map(|it| it.path.to_string()).unwrap_or_default(),
        owner.filter(|_| !common.owner.is_absent()).map(|it| it.id().to_string()).unwrap_or_default(),
        it.category.get().map(|it| it.word().to_owned()).unwrap_or_default(),
        it.timing.get().map(|it| it.word().to_owned()).unwrap_or_default(),
        common.status.get().map_or("active", |it| it.word()).to_owned(),
        library.map(|it| it.id.clone()).unwrap_or_default(),
    ];
    FACTS.into_iter().zip(fields).collect()
}

fn number(checked: &Checked<'_>, metric: Of<'_, Metric>, level: &Level) -> Number {
    let value = bands::number(checked.program, metric, level).and_then(|it| it.to_f64());
    Number { value, written: level.spell() }
}

fn step(checked: &Checked<'_>, metric: Of<'_, Metric>, when: String, band: &Band) -> Step {
    let end = |level: &Field<Level>| level.get().map(|level| number(checked, metric, level));
    Step {
        name: band.name.get().map(|name| name.to_string()).unwrap_or_default(),
        when,
        low: end(&band.from).or_else(|| end(&band.above)),
        low_included: !band.from.is_absent(),
        high: end(&band.up_to).or_else(|| end(&band.below)),
        high_included: !band.up_to.is_absent(),
    }
}

fn goal(checked: &Checked<'_>, metric: Of<'_, Metric>, target: &TargetOf) -> Option<Goal> {
    let by = target.by.get().map(Scalar::spell);
    let whom = whom(&target.r#for).into_iter().map(|(column, value)| (column.to_string(), value.to_string()));
    Some(Goal {
        number: number(checked, metric, target.value.get()?),
        by: by.or_else(|| target.period.get().map(Scalar::spell)).unwrap_or_default(),
        whom: whom.collect(),
    })
}

fn cuts(query: &Query<'_>) -> Vec<String> {
    query.cuts.iter().map(|cut| cut.name.clone()).collect()
}

fn broken(checked: &Checked<'_>, query: &Query<'_>) -> Vec<Value> {
    let (first, languages) = (checked.program.first_language(), checked.program.languages());
    let one = |it: &Break| {
        let why = it.why.as_ref().map(|why| {
            let words = languages.iter().map(|tag| ((*tag).to_owned(), why.reading(tag, first).into()));
            Value::Object(words.collect())
        });
        json!({
            "day": it.day.spell(), "from": it.from, "to": it.to, "method": it.method.word(),
            "offset": it.offset, "n": it.n, "why": why, "metric": it.of,
        })
    };
    breaks(checked.program, query).iter().map(one).collect()
}
