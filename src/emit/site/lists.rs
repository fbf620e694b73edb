//! The list of each kind, and the list of everything.

use super::page::{Page, path_of};
use super::standing::standing;
use super::view::{Badge, How, Shown};
use crate::model::{Body, EntityIndex, Kind};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct ListRow {
    id: String,
    cells: Vec<Vec<Shown>>,
    src: String,
    ev: Option<Badge>,
}

#[derive(Serialize, JsonSchema)]
struct ListGroup {
    word: Option<String>,
    rows: Vec<ListRow>,
}

#[derive(Serialize, JsonSchema)]
pub struct ListView {
    title: String,
    lede: String,
    head: Vec<String>,
    groups: Vec<ListGroup>,
    filter: bool,
    more: Vec<Shown>,
}

/// Lists longer than this can be filtered.
const LONG: usize = 8;

/// Everything of the program, by kind.
pub fn everything(page: &Page<'_>) -> ListView {
    let groups = Kind::ALL
        .iter()
        .filter(|kind| page.shown_of(**kind).next().is_some())
        .map(|kind| ListGroup {
            word: Some(page.word(&format!("kinds.{}.many", kind.name()))),
            rows: page.shown_of(*kind).map(|index| row(page, index, vec![name(page, index)])).collect(),
        })
        .collect();
    let count = page.program().entities().filter(|(index, _)| page.shows(*index)).count();
    ListView {
        title: page.word("frame.all"),
        lede: String::new(),
        head: vec![page.word("entity.name")],
        groups,
        filter: count > LONG,
        more: Vec::new(),
    }
}

pub fn view(page: &Page<'_>, kind: Kind) -> ListView {
    let (columns, grouped) = columns(kind);
    let mut head = vec![page.word("entity.name")];
    head.extend(columns.iter().map(|(word, _)| page.words.get(word).to_owned()));
    let mut groups: Vec<ListGroup> = Vec::new();
    let mut entities: Vec<(String, EntityIndex)> = page
        .shown_of(kind)
        .map(|index| {
            let body = &page.program().entity(index).body;
            (grouped.and_then(|group| group(page, body)).unwrap_or_default(), index)
        })
        .collect();
    entities.sort_by(|a, b| a.0.cmp(&b.0));
    let count = entities.len();
    for (word, index) in entities {
        let mut cells = vec![name(page, index)];
        cells.extend(columns.iter().map(|(_, cell)| cell(page, index)));
        let row = row(page, index, cells);
        let word = (!word.is_empty()).then_some(word);
        match groups.last_mut().filter(|g| g.word == word) {
            Some(group) => group.rows.push(row),
            None => groups.push(ListGroup { word, rows: vec![row] }),
        }
    }
    let more = match kind {
        Kind::Journey if !page.is_part() => {
            vec![Shown::link(page.word("moments.title"), page.href("moments.html"))]
        }
        Kind::Playbook => vec![Shown::link(page.word("sheets.title"), page.href("sheets.html"))],
        _ => Vec::new(),
    };
    ListView {
        title: page.word(&format!("kinds.{}.many", kind.name())),
        lede: page.word(&format!("kinds.{}.lede", kind.name())),
        head,
        groups,
        filter: count > LONG,
        more,
    }
}

fn row(page: &Page<'_>, index: EntityIndex, cells: Vec<Vec<Shown>>) -> ListRow {
    let entity = page.program().entity(index);
    let badge = page.badge(index, &entity.common().evidence);
    ListRow {
        id: entity.id.to_string(),
        cells,
        src: page.src(entity.head()),
        ev: (badge.level != "none").then_some(badge),
    }
}

/// The name of an entity, and one line about it.
fn name(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    let entity = page.program().entity(index);
    let mut cell = vec![page.title(index).to(page.href(&path_of(page.program(), index)))];
    let line = match &entity.body {
        Body::Archetype(it) => page.opt(&it.life_moment),
        Body::Job(it) => page.opt(&it.progress),
        Body::BusinessModel(it) => super::business_model::identity(page, it).map(|t| t.how(How::Voice)),
        Body::ValueProposition(it) => {
            it.promises.items().next().and_then(|p| page.opt(&p.text)).map(|t| t.how(How::Voice))
        }
        Body::Journey(it) => it.start.get().and_then(|s| page.opt(&s.circumstance)),
        Body::Metric(it) => it.base.get().and_then(|b| page.opt(&b.text)),
        Body::Dataset(it) => page.opt(&it.grain),
        Body::Study(it) => page.opt(&it.population),
        Body::Question(it) => it.item().text.get().map(|text| page.text(text).how(How::Voice)),
        Body::Policy(it) => page.opt(&it.message),
        Body::Channel(it) => page.opt(&it.rationale),
        _ => None,
    };
    let line = line.or_else(|| page.opt(&entity.common().description));
    cell.extend(line.map(|line| if line.how == How::Plain { line.how(How::Muted) } else { line }));
    cell
}

type Cell = fn(&Page<'_>, EntityIndex) -> Vec<Shown>;
type Group = fn(&Page<'_>, &Body) -> Option<String>;

/// The columns of a kind's list besides its name, and what it is grouped by.
fn columns(kind: Kind) -> (Vec<(&'static str, Cell)>, Option<Group>) {
    let owner: (&str, Cell) = ("entity.owner", |page, i| {
        page.one(i, &page.program().entity(i).common().owner).into_iter().collect()
    });
    let archetype: (&str, Cell) = ("kinds.archetype.one", |page, i| named(page, i, "archetype"));
    match kind {
        Kind::Archetype => (vec![("archetype.prefers", |page, i| named(page, i, "prefers")), owner], None),
        Kind::Job => (vec![archetype], None),
        Kind::ValueProposition => (vec![archetype, ("kinds.job.one", |page, i| named(page, i, "job"))], None),
        Kind::Journey => (
            vec![archetype, ("kinds.job.one", |page, i| named(page, i, "job"))],
            Some(|page, body| match body {
                Body::Journey(it) => it.state.get().map(|s| page.value("state", s.word())),
                _ => None,
            }),
        ),
        Kind::Metric => (
            vec![
                ("metric.direction", metric_direction),
                ("metric.baseline", metric_value),
                ("metric.target", metric_target),
                owner,
            ],
            Some(|page, body| match body {
                Body::Metric(it) => it
                    .category
                    .get()
                    .map(|c| super::findings::capital(&page.value("metric_category", c.word()))),
                _ => None,
            }),
        ),
        Kind::Survey => (
            vec![
                ("survey.trigger", |page, i| super::fieldwork::when_of(page, i)),
                ("survey.acts", |page, i| named(page, i, "acts")),
                owner,
            ],
            Some(|page, body| match body {
                Body::Survey(it) => it.survey_type.get().map(|t| page.value("survey_type", t.word())),
                _ => None,
            }),
        ),
        Kind::Playbook => (
            vec![
                ("playbook.starts", |page, i| super::playbook::starts(page, i)),
                ("playbook.measures", |page, i| named(page, i, "measures")),
            ],
            Some(|page, body| match body {
                Body::Playbook(it) => it.playbook_type.get().map(|t| page.value("playbook_type", t.word())),
                _ => None,
            }),
        ),
        Kind::EconomicBehavior => (
            vec![
                ("kinds.metric.one", |page, i| named(page, i, "metric")),
                ("kinds.job.one", |page, i| named(page, i, "because")),
            ],
            None,
        ),
        Kind::Channel => (vec![("kinds.archetype.many", |page, i| named(page, i, "serves"))], None),
        Kind::Dataset => (vec![("metric.shown_in", metrics_of)], None),
        Kind::Role => (vec![("kinds.archetype.many", |page, i| named(page, i, "archetypes"))], None),
        Kind::Scorecard => (
            vec![
                ("scorecard.to", |page, i| named(page, i, "audience")),
                ("kinds.metric.many", |page, i| named(page, i, "metrics")),
            ],
            None,
        ),
        _ => (vec![owner], None),
    }
}

/// What an entity names under a key, outside its parts.
fn named(page: &Page<'_>, index: EntityIndex, field: &str) -> Vec<Shown> {
    page.program()
        .edges_from(index)
        .iter()
        .filter(|e| e.field() == field && e.part.is_none())
        .map(|e| page.target(e.to))
        .collect()
}

fn metrics_of(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    super::archetype::referring(page, index, Kind::Metric, "dataset")
        .into_iter()
        .map(|i| page.entity(i))
        .collect()
}

fn metric(
    page: &Page<'_>,
    index: EntityIndex,
    show: fn(&Page<'_>, EntityIndex, &crate::model::metric::Metric) -> Vec<Shown>,
) -> Vec<Shown> {
    match &page.program().entity(index).body {
        Body::Metric(it) => show(page, index, it),
        _ => Vec::new(),
    }
}

fn metric_direction(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    metric(page, index, |page, _, it| super::metric::direction(page, it).into_iter().collect())
}

fn metric_value(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    metric(page, index, |page, _, it| standing(page, it).map(|s| s.short(page)).unwrap_or_default())
}

fn metric_target(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    metric(page, index, |page, i, it| {
        super::metric::targets(page, i, it)
            .into_iter()
            .map(|t| Shown::new(format!("{} {}", t.value, t.by)))
            .collect()
    })
}
