//! A roadmap: vision, diagnosis, gaps, initiatives on a time line, review.

use super::page::Page;
use super::scorecard::{RitualView, ritual};
use super::view::{Facts, Grid, Shown, percent};
use crate::model::EntityIndex;
use crate::model::roadmap::Roadmap;
use crate::model::roadmap::initiative::Initiative;
use crate::model::time::Date;
use crate::resolve::{PartIndex, Target};
use jiff::civil;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Statement {
    id: String,
    text: Option<Shown>,
    seen: Vec<Shown>,
    score: String,
}

#[derive(Serialize, JsonSchema)]
struct GapRow {
    id: String,
    text: Option<Shown>,
    at: Vec<Shown>,
    to: Option<Shown>,
    closed_by: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct InsightView {
    id: String,
    text: Option<Shown>,
    from: Option<Shown>,
    at: Vec<Shown>,
    quotes: Vec<Shown>,
    date: String,
}

#[derive(Serialize, JsonSchema)]
struct OpportunityView {
    id: String,
    text: Option<Shown>,
    impact: String,
    effort: String,
    pursued: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Tick {
    x: String,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct PhaseView {
    x: String,
    w: String,
    word: Shown,
}

#[derive(Serialize, JsonSchema)]
struct Bar {
    x: String,
    w: String,
}

#[derive(Serialize, JsonSchema)]
struct InitiativeRow {
    id: String,
    name: Shown,
    r#type: String,
    owner: Option<Shown>,
    bar: Option<Bar>,
    first: Option<String>,
    dates: String,
    cost: String,
    closes: Vec<Shown>,
    moves: Vec<Shown>,
    measures: Vec<Shown>,
    status: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct TimeLine {
    ticks: Vec<Tick>,
    today: Option<String>,
    phases: Vec<PhaseView>,
    rows: Vec<InitiativeRow>,
}

#[derive(Serialize, JsonSchema)]
pub struct RoadmapView {
    vision: Vec<Statement>,
    diagnosis: Facts,
    customer_view: Option<Shown>,
    gaps: Vec<GapRow>,
    insights: Vec<InsightView>,
    opportunities: Vec<OpportunityView>,
    timeline: TimeLine,
    dependencies: Option<Grid>,
    disciplines: Option<Grid>,
    reviews: Vec<RitualView>,
}

fn id_of(id: &crate::model::field::Field<crate::model::id::Id>) -> String {
    id.get().map(|id| id.to_string()).unwrap_or_default()
}

/// The initiatives of this roadmap that refer to one of its parts under a key.
fn initiatives_with(page: &Page<'_>, index: EntityIndex, field: &str, part: Option<PartIndex>) -> Vec<Shown> {
    let Some(part) = part else { return Vec::new() };
    page.program()
        .edges_from(index)
        .iter()
        .filter(|e| e.field() == field && e.to == Target::Part(index, part))
        .filter_map(|e| e.part)
        .map(|initiative| page.part(index, initiative))
        .collect()
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Roadmap) -> RoadmapView {
    let part = |list: &str, id: &crate::model::field::Field<crate::model::id::Id>| {
        id.value().and_then(|id| page.program().parts.find(index, list, id))
    };
    let diagnosis = it.diagnosis.get();
    let score = |id: &crate::model::field::Field<crate::model::id::Id>| {
        diagnosis
            .and_then(|d| d.scores.pairs().find(|(key, _)| Some(key.path.head) == id.value()))
            .map(|(_, score)| format!("{}/10", score.get()))
            .unwrap_or_default()
    };
    RoadmapView {
        vision: it
            .vision
            .get()
            .map(|v| {
                let statements = v.statements.items().map(|s| Statement {
                    id: id_of(&s.id),
                    text: page.opt(&s.text),
                    seen: page.list(index, &s.observable_as),
                    score: score(&s.id),
                });
                statements.collect()
            })
            .unwrap_or_default(),
        diagnosis: diagnosis
            .map(|d| {
                let mut facts = Facts::default();
                page.add(&mut facts, "roadmap.of", page.one(index, &d.of));
                page.add(&mut facts, "roadmap.against", page.many(index, &d.against));
                page.add(&mut facts, "roadmap.date", page.shown(&d.date));
                facts
            })
            .unwrap_or_default(),
        customer_view: diagnosis.and_then(|d| page.opt(&d.customer_view)),
        gaps: it
            .gaps
            .items()
            .map(|g| GapRow {
                id: id_of(&g.id),
                text: page.opt(&g.text),
                at: page.many(index, &g.places),
                to: page.one(index, &g.to),
                closed_by: initiatives_with(page, index, "closes", part("gaps", &g.id)),
            })
            .collect(),
        insights: it
            .insights
            .items()
            .map(|i| InsightView {
                id: id_of(&i.id),
                text: page.opt(&i.text),
                from: page.source(index, &i.from),
                at: page.list(index, &i.places),
                quotes: page.texts(&i.quotes),
                date: page.written(&i.date),
            })
            .collect(),
        opportunities: it
            .opportunities
            .items()
            .map(|o| OpportunityView {
                id: id_of(&o.id),
                text: page.opt(&o.text),
                impact: o.impact.value().map(|v| format!("{}/5", v.get())).unwrap_or_default(),
                effort: o.effort.value().map(|v| format!("{}/5", v.get())).unwrap_or_default(),
                pursued: initiatives_with(page, index, "pursues", part("opportunities", &o.id)),
            })
            .collect(),
        timeline: timeline(page, index, it),
        dependencies: dependencies(page, index, it),
        disciplines: disciplines(page, index, it),
        reviews: it.review.items().map(|r| ritual(page, index, r)).collect(),
    }
}

/// The stretch of time that all initiatives and phases fill, in whole months.
struct Span {
    first: civil::Date,
    days: f64,
    months: i32,
}

impl Span {
    fn of(it: &Roadmap) -> Option<Self> {
        let initiatives =
            it.initiatives.items().flat_map(|i| [i.start.get(), i.first_value.get(), i.end.get()]);
        let phases = it.phases.items().flat_map(|p| [p.start.get(), p.end.get()]);
        let days: Vec<civil::Date> = initiatives.chain(phases).flatten().map(|d| d.0).collect();
        let (first, last) = (days.iter().min()?.first_of_month(), days.iter().max()?.last_of_month());
        let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.month())
            - i32::from(first.month())
            + 1;
        Some(Self { first, days: f64::from((last - first).get_days()) + 1.0, months })
    }

    fn fraction(&self, day: civil::Date) -> f64 {
        (f64::from((day - self.first).get_days()) / self.days).clamp(0.0, 1.0)
    }

    fn x(&self, day: Date) -> String {
        percent(self.fraction(day.0))
    }

    /// The beginning of every month, or of every third one when there are many.
    fn ticks(&self, page: &Page<'_>) -> Vec<Tick> {
        let step = if self.months > 24 {
            6
        } else if self.months > 9 {
            3
        } else {
            1
        };
        let mut ticks = Vec::new();
        let mut day = self.first;
        for number in 0..self.months {
            if number % step == 0 {
                let year =
                    if number == 0 || day.month() == 1 { format!(" {}", day.year()) } else { String::new() };
                ticks.push(Tick {
                    x: percent(self.fraction(day)),
                    word: format!("{}{year}", page.locale.month(day.month())),
                });
            }
            day = day.last_of_month().tomorrow().unwrap_or(day);
        }
        ticks
    }
}

fn timeline(page: &Page<'_>, index: EntityIndex, it: &Roadmap) -> TimeLine {
    let span = Span::of(it);
    let today = span.as_ref().filter(|s| {
        let day = page.checked.as_of.0;
        let fraction = s.fraction(day);
        day >= s.first && fraction < 1.0
    });
    TimeLine {
        ticks: span.as_ref().map(|s| s.ticks(page)).unwrap_or_default(),
        today: today.map(|s| s.x(page.checked.as_of)),
        phases: span
            .as_ref()
            .map(|s| {
                let phases = it.phases.items().filter_map(|p| {
                    let (from, to) = (p.start.value()?, p.end.value()?);
                    let word = page
                        .opt(&p.common.title)
                        .or_else(|| page.opt(&p.text))
                        .or_else(|| p.id.get().map(|id| Shown::new(id.readable())))?;
                    Some(PhaseView { x: s.x(from), w: percent(s.fraction(to.0) - s.fraction(from.0)), word })
                });
                phases.collect()
            })
            .unwrap_or_default(),
        rows: it.initiatives.items().map(|i| initiative(page, index, i, span.as_ref())).collect(),
    }
}

fn initiative(page: &Page<'_>, index: EntityIndex, it: &Initiative, span: Option<&Span>) -> InitiativeRow {
    let name = it
        .id
        .value()
        .map(|id| page.opt(&it.common.title).unwrap_or_else(|| Shown::new(id.readable())))
        .unwrap_or_default();
    let bar = span.and_then(|s| {
        let (from, to) = (it.start.value()?, it.end.value().or(it.first_value.value())?);
        Some(Bar { x: s.x(from), w: percent((s.fraction(to.0) - s.fraction(from.0)).max(0.005)) })
    });
    let dates = [page.written(&it.start), page.written(&it.end)];
    InitiativeRow {
        id: id_of(&it.id),
        name,
        r#type: it.initiative_type.get().map(|t| page.value("initiative_type", t.word())).unwrap_or_default(),
        owner: page.one(index, &it.owner),
        bar,
        first: span.and_then(|s| it.first_value.value().map(|d| s.x(d))),
        dates: dates.iter().filter(|d| !d.is_empty()).cloned().collect::<Vec<_>>().join(" – "),
        cost: page.written(&it.cost),
        closes: page.list(index, &it.closes).into_iter().chain(page.list(index, &it.pursues)).collect(),
        moves: page.list(index, &it.moves),
        measures: page.list(index, &it.measures),
        status: it.first_value.get().map(|d| {
            Shown::new(format!("{}: {}", page.word("sponsor.first_value"), page.write(d)))
                .how(super::view::How::Muted)
        }),
    }
}

fn head(page: &Page<'_>, words: &[&str]) -> Vec<String> {
    words.iter().map(|w| page.words.get(w).to_owned()).collect()
}

fn dependencies(page: &Page<'_>, index: EntityIndex, it: &Roadmap) -> Option<Grid> {
    let words =
        ["ask", "to", "owner", "needed_by", "for", "state"].map(|w| format!("roadmap.dependency.{w}"));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut grid = Grid::new("_dependencies", page.word("roadmap.dependencies"), head(page, &words));
    for d in it.dependencies.items() {
        grid.row(
            &id_of(&d.id),
            vec![
                page.opt(&d.ask).into_iter().collect(),
                page.opt(&d.to).into_iter().collect(),
                page.one(index, &d.owner).into_iter().collect(),
                page.shown(&d.needed_by).into_iter().collect(),
                page.one(index, &d.initiative).into_iter().collect(),
                d.state.get().map(|s| Shown::new(page.value("dependency", s.word()))).into_iter().collect(),
            ],
        );
    }
    (!grid.rows.is_empty()).then_some(grid)
}

fn disciplines(page: &Page<'_>, index: EntityIndex, it: &Roadmap) -> Option<Grid> {
    let words = ["name", "rank", "thinking", "capabilities", "culture", "change", "initiatives"]
        .map(|w| format!("roadmap.discipline.{w}"));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut grid = Grid::new("_disciplines", page.word("roadmap.disciplines"), head(page, &words));
    for d in it.disciplines.items() {
        grid.row(
            "",
            vec![
                d.discipline
                    .get()
                    .map(|d| Shown::new(page.value("discipline", d.word())))
                    .into_iter()
                    .collect(),
                page.shown(&d.impact_rank).into_iter().collect(),
                page.opt(&d.linear_thinking).into_iter().collect(),
                page.texts(&d.capabilities),
                page.texts(&d.culture),
                page.texts(&d.change),
                page.list(index, &d.initiatives),
            ],
        );
    }
    (!grid.rows.is_empty()).then_some(grid)
}
