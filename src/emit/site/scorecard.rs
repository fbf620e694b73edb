//! A scorecard: what is looked at, by whom, how often.

use super::bands::{self, MiniView};
use super::charts::SparkView;
use super::measured;
use super::metric::{direction, targets};
use super::page::Page;
use super::standing::{self, standing};
use super::view::{Facts, Shown};
use crate::model::common::Ritual;
use crate::model::metric::Metric;
use crate::model::scorecard::{Audience, Commitment, Scorecard, ScorecardType};
use crate::model::{EntityIndex, Of};
use schemars::JsonSchema;
use serde::Serialize;

/// A metric where people look at several.
#[derive(Serialize, JsonSchema)]
pub struct ScoreRow {
    metric: Shown,
    category: String,
    timing: String,
    direction: Option<Shown>,
    value: String,
    note: String,
    band: Option<Shown>,
    target: String,
    target_note: String,
    /// What the interval lets one say, where it was measured.
    verdict: Option<Shown>,
    moved: Option<Shown>,
    spark: Option<SparkView>,
    bands: Option<MiniView>,
    owner: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct CommitmentRow {
    id: String,
    text: Option<Shown>,
    metric: Option<Shown>,
    target: String,
    period: String,
    action: Option<Shown>,
    owner: Option<Shown>,
}

/// A session that repeats.
#[derive(Serialize, JsonSchema)]
pub struct RitualView {
    pub word: String,
    pub rows: Facts,
}

#[derive(Serialize, JsonSchema)]
pub struct ScorecardView {
    r#type: String,
    audience: Vec<Shown>,
    rows: Vec<ScoreRow>,
    /// When and how it was measured; empty without a measurement.
    measured: String,
    commitments: Vec<CommitmentRow>,
    rituals: Vec<RitualView>,
    sent_to: Vec<Shown>,
    by: Vec<Shown>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Scorecard) -> ScorecardView {
    let kind = it.scorecard_type.value().unwrap_or(ScorecardType::Team);
    let audience = match it.audience.get() {
        Some(Audience::Public) => vec![Shown::new(page.words.get("scorecard.public"))],
        Some(Audience::Roles(roles)) => {
            roles.spanned().map(|(at, role)| page.reference(index, at, role)).collect()
        }
        None => Vec::new(),
    };
    ScorecardView {
        r#type: page.value("scorecard_type", kind.word()),
        audience,
        rows: it
            .metrics
            .spanned_items()
            .filter_map(|(at, _)| Some(row(page, page.program().follow(index, at)?)))
            .collect(),
        measured: measured::note(page),
        commitments: it.commitments.items().map(|c| commitment(page, index, c)).collect(),
        rituals: it.rituals.items().map(|r| ritual(page, index, r)).collect(),
        sent_to: page.list(index, &it.sent_to),
        by: page.list(index, &it.by),
    }
}

pub fn row(page: &Page<'_>, metric: Of<'_, Metric>) -> ScoreRow {
    let it = metric.it;
    let standing = standing(page, it);
    let margin =
        standing.as_ref().and_then(|s| s.margin(it)).map(|m| format!("±{} · ", page.locale.float(m, 1)));
    let target = targets(page, metric.index, it).into_iter().next();
    let current = standing::series(page, it).and_then(|series| series.current());
    ScoreRow {
        metric: page.entity(metric.index),
        category: it.category.get().map(|c| page.value("metric_category", c.word())).unwrap_or_default(),
        timing: it.timing.get().map(|t| page.value("timing", t.word())).unwrap_or_default(),
        direction: direction(page, it),
        value: standing.as_ref().map(|s| page.write(&s.level)).unwrap_or_default(),
        note: match &standing {
            Some(s) => format!("{}{}", margin.unwrap_or_default(), s.note(page)),
            None => page.word("metric.no_value"),
        },
        band: standing.as_ref().and_then(|s| bands::band_of(page, it, s)),
        target: target.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
        target_note: target.map(|t| t.by).unwrap_or_default(),
        verdict: current.and_then(|it| measured::verdict(page, &it.target.as_ref()?.verdict)),
        moved: current.and_then(|it| {
            let before = it.before.as_ref()?;
            measured::moved(page, &before.verdict, before.broken.is_some())
        }),
        spark: measured::spark(page, it, &page.title(metric.index).s),
        bands: bands::mini(page, it),
        owner: page.one(metric.index, &metric.entity.common().owner),
    }
}

/// The metrics that the sponsor looks at.
#[derive(Serialize, JsonSchema)]
pub struct Score {
    title: Shown,
    rows: Vec<ScoreRow>,
    measured: String,
}

/// How many metrics the sponsor's page has.
const MOST: usize = 10;

/// The scorecard of those who decide, with what was measured; none without a measurement.
pub fn for_the_sponsor(page: &Page<'_>) -> Option<Score> {
    let of_those_who_decide = |it: &Of<'_, Scorecard>| {
        page.in_use(it.entity) && it.it.scorecard_type.value() == Some(ScorecardType::Executive)
    };
    let scorecard = page.program().all::<Scorecard>().find(of_those_who_decide)?;
    let metrics = scorecard.it.metrics.spanned_items();
    let metrics = metrics.filter_map(|(at, _)| page.program().follow::<Metric>(scorecard.index, at));
    let measured = metrics.filter(|metric| standing::series(page, metric.it).is_some());
    let rows: Vec<ScoreRow> = measured.take(MOST).map(|metric| row(page, metric)).collect();
    let title = page.entity(scorecard.index);
    (!rows.is_empty()).then(|| Score { title, rows, measured: measured::note(page) })
}

fn commitment(page: &Page<'_>, index: EntityIndex, it: &Commitment) -> CommitmentRow {
    CommitmentRow {
        id: it.id.get().map(|id| id.to_string()).unwrap_or_default(),
        text: page.opt(&it.text),
        metric: page.one(index, &it.metric),
        target: page.written(&it.target),
        period: page.written(&it.period),
        action: page.opt(&it.corrective_action),
        owner: page.one(index, &it.owner),
    }
}

pub fn ritual(page: &Page<'_>, index: EntityIndex, it: &Ritual) -> RitualView {
    let mut rows = Facts::default();
    page.add(&mut rows, "scorecard.ritual.every", page.shown(&it.every));
    page.add(&mut rows, "scorecard.ritual.role", page.one(index, &it.role));
    page.add(&mut rows, "scorecard.ritual.participants", page.list(index, &it.participants));
    page.add(&mut rows, "scorecard.ritual.inputs", page.list(index, &it.inputs));
    page.add(&mut rows, "scorecard.ritual.decides", page.texts(&it.decides));
    page.add(&mut rows, "scorecard.ritual.takes", page.shown(&it.takes));
    page.add(&mut rows, "scorecard.ritual.last", page.shown(&it.last));
    page.add(&mut rows, "scorecard.ritual.next", page.shown(&it.next));
    let name = page.opt(&it.common.title).map(|t| t.s).or_else(|| it.id.get().map(|id| id.readable()));
    RitualView { word: name.unwrap_or_default(), rows }
}
