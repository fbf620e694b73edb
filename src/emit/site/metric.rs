//! A KPI: what it is, how it is computed, where it stands and what it is for.

use super::bands::{self, BandsView};
use super::charts::{self, TrendView};
use super::locale::NBSP;
use super::measured::{self, MeasuredView};
use super::page::Page;
use super::standing::{Standing, standing};
use super::view::{Facts, Grid, How, Shown};
use crate::analyze::statistics::{CONFIDENCE, normal::z_of};
use crate::diagnostic::Lang;
use crate::model::common::Bridge;
use crate::model::metric::{Band, Family, Metric, Prediction, TargetOf};
use crate::model::reference::Ref;
use crate::model::{EntityIndex, Kind};
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Value {
    s: String,
    unit: String,
    margin: String,
    what: Shown,
    n: String,
    period: String,
    source: String,
    band: Option<Shown>,
    note: Option<Shown>,
}

/// A target: the value, by when, and for whom.
#[derive(Serialize, JsonSchema)]
pub struct Target {
    pub value: String,
    pub by: String,
    pub scope: Option<Shown>,
    note: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Predicts {
    to: Option<Shown>,
    r: String,
    interval: String,
    n: String,
    date: String,
    firm: Shown,
}

#[derive(Serialize, JsonSchema)]
struct Formula {
    words: Shown,
    code: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct MetricView {
    sentence: Shown,
    value: Option<Value>,
    measured: Option<MeasuredView>,
    no_value: Shown,
    bands: Option<BandsView>,
    trend: Option<TrendView>,
    definition: Facts,
    purpose: Facts,
    formula: Option<Formula>,
    targets: Vec<Target>,
    predicts: Vec<Predicts>,
    tables: Vec<Grid>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Metric) -> MetricView {
    MetricView {
        sentence: sentence(page, it),
        value: standing(page, it).map(|s| value(page, it, &s)),
        measured: measured::view(page, it),
        no_value: Shown::new(page.words.get("metric.no_value")),
        bands: bands::bar(page, it),
        trend: charts::trend(page, index, it),
        definition: definition(page, index, it),
        purpose: purpose(page, index, it),
        formula: formula(page, index, it),
        targets: targets(page, index, it),
        predicts: it.predicts.items().map(|p| predicts(page, index, p)).collect(),
        tables: tables(page, index, it),
    }
}

/// Of whom it speaks, and which way is better.
fn sentence(page: &Page<'_>, it: &Metric) -> Shown {
    let base = it.base.get().and_then(|b| page.opt(&b.text)).unwrap_or_default();
    let way = direction(page, it).map(|d| d.s).unwrap_or_default();
    base.wrap(|text| {
        [text.trim_end_matches('.'), &way]
            .iter()
            .filter(|s| !s.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(". ")
    })
}

fn value(page: &Page<'_>, it: &Metric, standing: &Standing) -> Value {
    let written = page.write(&standing.level);
    let (number, unit) = written
        .split_once(NBSP)
        .map_or((written.clone(), String::new()), |(n, u)| (n.to_owned(), u.to_owned()));
    let margin = standing.margin(it);
    let source = match (&standing.measured, margin) {
        (_, None) => String::new(),
        (Some(_), _) => {
            let interval = measured::interval(page, it).unwrap_or_default();
            format!("{}: {interval}", page.word("metric.interval"))
        }
        (None, _) if bands::family(it) == Some(Family::Nps) => {
            format!("±: {}", page.word("metric.margin_assumed"))
        }
        (None, _) => format!("±: {}", page.word("metric.margin")),
    };
    Value {
        s: number,
        unit,
        margin: margin.map(|m| format!("±{}", page.locale.float(m, 1))).unwrap_or_default(),
        what: Shown::new(page.words.get(standing.what)),
        n: standing.n.map(|n| page.locale.count(n)).unwrap_or_default(),
        period: standing.period.clone(),
        source,
        band: bands::band_of(page, it, standing),
        note: bands::crosses(it, standing).then(|| Shown::new(page.words.get("metric.not_distinguishable"))),
    }
}

/// Which way is better, in words.
pub fn direction(page: &Page<'_>, it: &Metric) -> Option<Shown> {
    bands::direction(it).map(|d| Shown::new(page.word(&format!("metric.{}", d.word()))))
}

/// By when a target is to be reached.
pub fn by_when(page: &Page<'_>, target: &TargetOf) -> String {
    if let Some(day) = target.by.get() {
        return format!("{} {}", page.word("metric.by"), page.write(day));
    }
    if let Some(age) = target.at_age.get() {
        return format!("{} {}", page.word("metric.at_age"), page.write(age));
    }
    if let Some(period) = target.period.get() {
        return format!("{} {}", page.word("metric.until_period"), page.write(period));
    }
    if target.always.value() == Some(true) { page.word("metric.always") } else { String::new() }
}

pub fn targets(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Vec<Target> {
    it.target
        .items()
        .map(|t| Target {
            value: page.written(&t.value),
            by: by_when(page, t),
            scope: scope(page, index, &t.r#for),
            note: t.tolerance.get().map(|level| Shown::new(format!("±{}", page.write(level)))),
        })
        .collect()
}

/// For whom it is, by the names that people know; where nothing has one, as it was written.
fn scope<T: crate::model::reference::Target>(
    page: &Page<'_>,
    index: EntityIndex,
    map: &crate::model::field::Field<crate::model::field::MapOf<Ref<T>, crate::model::text::Plain>>,
) -> Option<Shown> {
    let entries = map.entries();
    let words: Vec<(String, bool)> = entries
        .filter_map(|entry| {
            let value = entry.value.get()?;
            let named = named_by(page, index, entry.key_span, value);
            Some(match named {
                Some((kind, name)) => (format!("{kind}: {name}"), true),
                None => (format!("{} = {value}", entry.key.path), false),
            })
        })
        .collect();
    let shown = words.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(", ");
    match words.iter().all(|(_, named)| *named) {
        _ if words.is_empty() => None,
        true => Some(Shown::new(shown)),
        false => Some(Shown::code(shown)),
    }
}

/// The kind and the title of what the value of a column is.
fn named_by(
    page: &Page<'_>,
    index: EntityIndex,
    key: crate::source::Span,
    value: &str,
) -> Option<(String, String)> {
    use crate::model::dataset::Dataset;
    use crate::model::unions::ColumnRefersTo;
    let program = page.program();
    let crate::resolve::Target::Part(dataset, part) = program.target(index, key)? else { return None };
    let part = program.parts.get(part);
    let columns = program.as_kind::<Dataset>(dataset)?.it.columns.entries();
    let column = columns.into_iter().find(|entry| entry.key_span == part.at)?.value.get()?;
    let Some(ColumnRefersTo::Kind(kind)) = column.refers_to.get() else { return None };
    let entity = program.find(*kind, crate::model::id::Id::new(value))?;
    Some((page.word(&format!("kinds.{}.one", kind.name())), page.title(entity).s))
}

fn definition(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "metric.from_library", page.one(index, &it.r#use));
    page.add(
        &mut facts,
        "metric.family",
        bands::family(it).map(|f| Shown::new(page.value("family", f.word()))),
    );
    page.add(&mut facts, "metric.question", page.one(index, &it.question));
    page.add(&mut facts, "metric.dataset", page.one(index, &it.dataset));
    page.add(&mut facts, "metric.base", it.base.get().and_then(|b| page.opt(&b.text)));
    let base_rows = it.base.get().and_then(|b| b.r#where.get()).into_iter().chain(it.r#where.get());
    page.add(&mut facts, "metric.where", base_rows.map(|w| Shown::code(&*w.text)));
    page.add(
        &mut facts,
        "metric.excludes",
        it.exclude.items().filter_map(|x| {
            let when = x.when.get()?;
            let why = page.opt(&x.why);
            Some(why.map_or_else(|| Shown::code(&*when.text), |w| w.wrap(|w| format!("{} ({w})", when.text))))
        }),
    );
    page.add(&mut facts, "metric.period", page.shown(&it.period));
    page.add(&mut facts, "metric.cuts", it.cuts.items().map(cut_words));
    page.add(&mut facts, "metric.matures", page.shown(&it.matures_after));
    page.add(&mut facts, "metric.grace", page.shown(&it.grace));
    page.add(&mut facts, "metric.unit", it.unit.get().map(|u| Shown::new(page.value("unit", u.word()))));
    page.add(
        &mut facts,
        "metric.minimum_n",
        it.minimum_n.get().map_or(Some(Shown::new("30")), |n| Some(Shown::new(page.write(n)))),
    );
    facts
}

fn cut_words(cut: &crate::model::unions::CutSpec) -> Shown {
    Shown::code(cut.list().iter().map(|r| r.path.to_string()).collect::<Vec<_>>().join(" × "))
}

fn purpose(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Facts {
    let mut facts = Facts::default();
    page.add(
        &mut facts,
        "metric.category",
        it.category.get().map(|c| Shown::new(page.value("metric_category", c.word()))),
    );
    page.add(
        &mut facts,
        "metric.timing",
        it.timing.get().map(|t| Shown::new(page.value("timing", t.word()))),
    );
    page.add(&mut facts, "metric.about", page.list(index, &it.about));
    page.add(&mut facts, "metric.decision", page.opt(&it.decision));
    page.add(&mut facts, "metric.encourages", page.opt(&it.encourages));
    page.add(&mut facts, "metric.gaming", page.opt(&it.gaming_risk));
    page.add(&mut facts, "metric.pairs_with", page.one(index, &it.pairs_with));
    page.add(
        &mut facts,
        "metric.drivers",
        it.drivers.get().map(|d| page.list(index, &d.questions)).unwrap_or_default(),
    );
    page.add(&mut facts, "metric.meaningful", page.shown(&it.meaningful_change));
    page.add(&mut facts, "metric.stale", page.shown(&it.stale_after));
    page.add(
        &mut facts,
        "metric.shown_in",
        super::archetype::referring(page, index, Kind::Scorecard, "metrics")
            .into_iter()
            .map(|i| page.entity(i)),
    );
    page.add(
        &mut facts,
        "metric.history",
        charts::breaks(page, index).into_iter().map(|it| broken(page, it)),
    );
    facts
}

/// A declared break: what became what, when, how both are joined, and why.
fn broken(page: &Page<'_>, it: &Bridge) -> Shown {
    let method = it.method.get().map(|m| page.value("bridge", m.word())).unwrap_or_default();
    let ends = [it.from.get(), it.to.get()].map(|v| v.map(|v| v.to_string()).unwrap_or_default());
    let mut words = format!("{} → {}: {method}, {}", ends[0], ends[1], page.written(&it.date));
    if let Some(n) = it.n.get() {
        words += &format!(", n {}", page.write(n));
    }
    if it.offset.get().is_some() {
        words += &format!(", {}", page.written(&it.offset));
    }
    match page.opt(&it.why) {
        Some(why) => why.wrap(|why| format!("{words}. {why}")),
        None => Shown::new(words),
    }
}

/// What is computed, in words and as the file says it.
fn formula(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Option<Formula> {
    let family = bands::family(it).map(|family| page.word(&format!("formula.{}", family.word())));
    let library =
        bands::library(it).map(|kpi| if page.lang == Lang::Es { kpi.es.clone() } else { kpi.en.clone() });
    let words = [library, family].into_iter().flatten().collect::<Vec<_>>().join(". ");
    if words.is_empty() {
        return None;
    }
    let mut code = Vec::new();
    let mut line = |key: &str, text: Option<&str>| code.extend(text.map(|t| format!("{key}: {t}")));
    line("count", it.count.get().map(|e| &*e.text));
    line("of", it.of.get().map(|e| &*e.text));
    line("value", it.value.get().map(|e| &*e.text));
    line("per", it.per.get().map(|e| &*e.text));
    line("formula", it.formula.get().map(|e| &*e.text));
    line("where", it.base.get().and_then(|b| b.r#where.get()).map(|e| &*e.text));
    line("where", it.r#where.get().map(|e| &*e.text));
    let quantile = page.written(&it.quantile);
    line("quantile", (!quantile.is_empty()).then_some(quantile.as_str()));
    for (key, value) in it.with.pairs() {
        code.push(format!("{key}: {}", value.text));
    }
    let question = page.one(index, &it.question);
    Some(Formula {
        words: Shown::new(question.map_or(words.clone(), |q| format!("{words} · {}", q.s))),
        code,
    })
}

fn predicts(page: &Page<'_>, index: EntityIndex, it: &Prediction) -> Predicts {
    let r = it.r.get().and_then(|r| r.get().to_f64());
    let n = it.n.get().map(|n| n.0);
    Predicts {
        to: page.one(index, &it.economic_behavior),
        r: r.map(|r| page.locale.float(r, 2)).unwrap_or_default(),
        interval: r
            .zip(n)
            .and_then(|(r, n)| fisher(r, n))
            .map(|(low, high)| format!("{} – {}", page.locale.float(low, 2), page.locale.float(high, 2)))
            .unwrap_or_default(),
        n: page.written(&it.n),
        date: page.written(&it.date),
        firm: Shown::mark(How::Note, page.word("metric.association")),
    }
}

/// The 95 % interval of a correlation, by Fisher's transformation.
fn fisher(r: f64, n: i64) -> Option<(f64, f64)> {
    if n <= 3 || r.abs() >= 1.0 {
        return None;
    }
    let (z, se) = (r.atanh(), 1.0 / ((n - 3) as f64).sqrt());
    let half = z_of(CONFIDENCE) * se;
    Some(((z - half).tanh(), (z + half).tanh()))
}

fn tables(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Vec<Grid> {
    let mut tables = vec![
        bands_table(page, it),
        components(page, index, it),
        actuals(page, index, it),
        benchmarks(page, index, it),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn head(page: &Page<'_>, words: &[&str]) -> Vec<String> {
    words.iter().map(|word| page.words.get(word).to_owned()).collect()
}

fn range(page: &Page<'_>, band: &Band) -> String {
    let low = band
        .from
        .get()
        .map(|l| format!("≥ {}", page.write(l)))
        .or_else(|| band.above.get().map(|l| format!("> {}", page.write(l))));
    let high = band
        .up_to
        .get()
        .map(|l| format!("≤ {}", page.write(l)))
        .or_else(|| band.below.get().map(|l| format!("< {}", page.write(l))));
    [low, high].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn bands_table(page: &Page<'_>, it: &Metric) -> Grid {
    let mut grid =
        Grid::new("_bands", page.word("metric.bands"), head(page, &["metric.band", "metric.from_to"]));
    let mut add = |prefix: &str, band: &Band| {
        let name = band.name.get().map(|n| page.value("band", n.as_str())).unwrap_or_default();
        grid.row("", vec![vec![Shown::new(format!("{prefix}{name}"))], vec![Shown::new(range(page, band))]]);
    };
    it.bands.items().for_each(|band| add("", band));
    for conditional in it.bands_by.items() {
        let when = conditional.when.get().map(|w| format!("{}: ", w.text)).unwrap_or_default();
        conditional.bands.items().for_each(|band| add(&when, band));
    }
    grid
}

fn components(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Grid {
    let mut grid = Grid::new(
        "_components",
        page.word("metric.components"),
        head(page, &["kinds.metric.one", "metric.weight", "metric.points"]),
    );
    for component in it.components.items() {
        let points = component.score.items().map(|s| {
            let ends = [page.written(&s.from), page.written(&s.to)];
            Shown::new(format!("{} – {}: {}", ends[0], ends[1], s.points.value().map_or(0, |p| p.get())))
        });
        let by_band = component
            .points
            .pairs()
            .map(|(band, points)| Shown::new(format!("{}: {}", page.value("band", band), points.get())));
        let id = component.id.get().map(|id| id.to_string()).unwrap_or_default();
        grid.row(
            &id,
            vec![
                page.one(index, &component.metric).into_iter().collect(),
                page.shown(&component.weight).into_iter().collect(),
                points.chain(by_band).collect(),
            ],
        );
    }
    grid
}

fn actuals(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Grid {
    let mut grid = Grid::new(
        "_actuals",
        page.word("metric.actuals"),
        head(page, &["metric.period", "metric.value", "metric.sample", "metric.invited", "metric.cause"]),
    );
    for actual in it.actuals.items() {
        let value = page.shown(&actual.value).or_else(|| {
            let why = page.opt(&actual.not_measured)?;
            Some(why.wrap(|why| format!("{}: {why}", page.word("metric.not_measured"))).how(How::Muted))
        });
        let mut period = vec![Shown::new(page.written(&actual.period))];
        period.extend(scope(page, index, &actual.r#for));
        let causes = [page.opt(&actual.cause), page.opt(&actual.corrective_action)];
        grid.row(
            "",
            vec![
                period,
                value.into_iter().collect(),
                page.shown(&actual.n).into_iter().collect(),
                page.shown(&actual.invited).into_iter().collect(),
                causes.into_iter().flatten().collect(),
            ],
        );
    }
    grid
}

fn benchmarks(page: &Page<'_>, index: EntityIndex, it: &Metric) -> Grid {
    let mut grid = Grid::new(
        "_benchmarks",
        page.word("metric.benchmarks"),
        head(page, &["metric.benchmarks", "metric.value", "metric.date", "metric.source"]),
    );
    for benchmark in it.benchmarks.items() {
        let who = benchmark.who.get().map(|w| Shown::new(w.to_string()));
        let reference =
            benchmark.reference.get().map(|r| Shown::new(page.value("benchmark", r.word())).how(How::Muted));
        grid.row(
            "",
            vec![
                who.into_iter().chain(reference).collect(),
                page.shown(&benchmark.value).into_iter().collect(),
                page.shown(&benchmark.date).into_iter().collect(),
                page.source(index, &benchmark.source).into_iter().collect(),
            ],
        );
    }
    grid
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_interval_of_a_correlation_is_that_of_fisher() {
        let (low, high) = super::fisher(0.41, 3200).expect("enough answers");
        assert!((low - 0.381).abs() < 0.001 && (high - 0.438).abs() < 0.001, "{low} {high}");
        assert_eq!(super::fisher(0.41, 3), None);
    }
}
