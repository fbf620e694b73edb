//! The plan of a survey for whoever sends it: whom to ask, when, how many, what holds an invitation back,
//! what will be known from the answers, and where each answer has to land.

use super::page::{Page, Site};
use super::view::{Facts, Grid, How, Shown};
use crate::analyze::Context;
use crate::analyze::contacts::limits::{Counts, Limit, Policies};
use crate::analyze::fieldwork::{Fieldwork, Margin, Reading, Wave};
use crate::analyze::sampling;
use crate::emit::survey::{self, Instrument, landing};
use crate::model::id::Id;
use crate::model::metric::Metric;
use crate::model::survey::{OutcomeAsked, Survey};
use crate::model::time::Date;
use crate::model::unions::ColumnRefersTo;
use crate::model::{Body, EntityIndex, Kind, Of};
use crate::resolve::Resolved;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
pub struct FieldworkView {
    survey: Shown,
    lede: Shown,
    whom: Facts,
    when: Facts,
    /// The waves of the year to come; none where it goes out after a moment or on request.
    waves: Option<Grid>,
    many: Facts,
    /// How many answers of one group are enough.
    quotas: Option<Grid>,
    limits: Option<Grid>,
    rests: Facts,
    readings: Option<Grid>,
    /// Cuts of which nobody can say before how many answers they bring.
    unplanned: Vec<Shown>,
    lands: Vec<Grid>,
    /// Questions whose answers no dataset keeps.
    kept_nowhere: Vec<Shown>,
    acts: Vec<Shown>,
}

pub fn path(program: &Resolved, survey: EntityIndex) -> String {
    format!("fieldwork/{}.html", program.entity(survey).id)
}

pub fn view(page: &Page<'_>, index: EntityIndex) -> FieldworkView {
    let program = page.program();
    let survey = program.as_kind::<Survey>(index).expect("only surveys have such a page");
    let context = context(page);
    let fieldwork = planned(page, survey, &context);
    let instrument = survey::instrument(page.checked, survey, &mut Vec::new());
    let (lands, kept_nowhere) = instrument.map(|it| lands(page, &it)).unwrap_or_default();
    FieldworkView {
        survey: page.entity(index),
        lede: lede(page, &fieldwork),
        whom: whom(page, index, survey.it),
        when: when(page, index, survey.it),
        waves: waves(page, &fieldwork),
        many: many(page, index, survey.it),
        quotas: quotas(page, survey.it),
        limits: limits(page, &fieldwork),
        rests: rests(page, &fieldwork),
        readings: readings(page, &fieldwork),
        unplanned: unplanned(page, &fieldwork, &context),
        lands,
        kept_nowhere,
        acts: page.list(index, &survey.it.acts),
    }
}

/// What can be read from the expected answers of a survey, for its own page.
pub fn readings_of(page: &Page<'_>, index: EntityIndex) -> Option<Grid> {
    let survey = page.program().as_kind::<Survey>(index)?;
    let context = context(page);
    readings(page, &planned(page, survey, &context))
}

fn context<'s>(page: &Page<'s>) -> Context<'s> {
    Context::new(page.site.checked.program, page.site.checked.sources, page.site.checked.as_of)
}

fn planned<'a>(site: &Site<'a>, survey: Of<'a, Survey>, context: &Context<'a>) -> Fieldwork<'a> {
    Fieldwork::of(survey, &Policies::of(site.program(), site.checked.as_of), context)
}

/// The whole plan as facts.
pub fn plan(page: &Page<'_>, index: EntityIndex, it: &Survey) -> Facts {
    let mut facts = whom(page, index, it);
    facts.append(when(page, index, it));
    facts.append(many(page, index, it));
    page.add(&mut facts, "survey.policy", page.one(index, &it.contact_policy));
    facts
}

pub fn whom(page: &Page<'_>, index: EntityIndex, it: &Survey) -> Facts {
    let mut facts = Facts::default();
    let Some(audience) = it.audience.get() else { return facts };
    page.add(&mut facts, "survey.audience", page.list(index, &audience.archetypes));
    page.add(&mut facts, "survey.roles", page.list(index, &audience.roles));
    page.add(&mut facts, "survey.tenure", page.shown(&audience.minimum_tenure));
    page.add(
        &mut facts,
        "survey.answered",
        audience.answered.get().and_then(|answered| {
            let condition = answered.when.get().map(|when| when.text.to_string()).unwrap_or_default();
            page.one(index, &answered.survey).map(|s| s.wrap(|name| format!("{name}: {condition}")))
        }),
    );
    page.add(
        &mut facts,
        "survey.exclude",
        audience.exclude.items().filter_map(|excluded| {
            let why = page.opt(&excluded.why).map(|why| format!(" ({})", why.s)).unwrap_or_default();
            page.opt(&excluded.when).map(|when| when.wrap(|when| format!("{when}{why}")))
        }),
    );
    facts
}

fn when(page: &Page<'_>, index: EntityIndex, it: &Survey) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "survey.trigger", when_words(page, index, it));
    if let Some(trigger) = it.trigger.get() {
        page.add(&mut facts, "survey.delay", page.shown(&trigger.delay));
        let outcome = trigger.outcome.value().filter(|outcome| *outcome != OutcomeAsked::Any);
        page.add(
            &mut facts,
            "survey.outcome",
            outcome.map(|outcome| Shown::new(page.value("outcome", outcome.word()))),
        );
    }
    page.add(&mut facts, "survey.channels", page.list(index, &it.channels));
    page.add(&mut facts, "survey.reminders", it.reminders.items().map(|d| Shown::new(page.write(d))));
    page.add(&mut facts, "survey.open_for", page.shown(&it.open_for));
    facts
}

/// When a survey goes out, for lists.
pub fn when_of(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    match &page.program().entity(index).body {
        Body::Survey(it) => when_words(page, index, it),
        _ => Vec::new(),
    }
}

pub fn when_words(page: &Page<'_>, index: EntityIndex, it: &Survey) -> Vec<Shown> {
    let Some(trigger) = it.trigger.get() else { return Vec::new() };
    if let Some(every) = trigger.every.get() {
        return vec![Shown::new(format!("{} {}", page.word("survey.every"), page.write(every)))];
    }
    if let Some(after) = page.one(index, &trigger.after) {
        return vec![after.wrap(|name| format!("{} «{name}»", page.word("survey.after")))];
    }
    vec![Shown::new(page.words.get("survey.on_request"))]
}

fn goes_in_waves(it: &Survey) -> bool {
    it.trigger.get().is_some_and(|trigger| trigger.every.get().is_some())
}

/// Per wave, or per month where it goes out after a moment.
fn per(page: &Page<'_>, it: &Survey) -> String {
    page.word(if goes_in_waves(it) { "survey.per_wave" } else { "survey.per_month" })
}

fn many(page: &Page<'_>, index: EntityIndex, it: &Survey) -> Facts {
    let mut facts = Facts::default();
    if let Some(sample) = it.sample.get() {
        let per = per(page, it);
        let invitations = page.shown(&sample.invitations).map(|s| s.wrap(|n| format!("{n} {per}")));
        page.add(&mut facts, "survey.sample", invitations);
        page.add(&mut facts, "survey.share", page.shown(&sample.share));
        page.add(&mut facts, "survey.response_rate", page.shown(&sample.response_rate));
        let answers = page
            .program()
            .as_kind::<Survey>(index)
            .and_then(|survey| sampling::planned_answers(survey, &context(page)));
        page.add(
            &mut facts,
            "survey.answers",
            answers.map(|n| Shown::new(format!("{} {per}", page.locale.count(n.round() as i64)))),
        );
        let method = sample.method.get();
        page.add(
            &mut facts,
            "survey.method",
            method.map(|method| Shown::new(page.value("sampling", method.word()))),
        );
        page.add(&mut facts, "survey.stratify", page.list(index, &sample.stratify_by));
        page.add(&mut facts, "survey.nonresponse", page.opt(&sample.nonresponse));
    }
    facts
}

/// The one sentence for somebody in a hurry: the next wave, or when it goes out.
fn lede(page: &Page<'_>, fieldwork: &Fieldwork<'_>) -> Shown {
    let survey = fieldwork.survey;
    let mut parts = Vec::new();
    match fieldwork.waves.first() {
        Some(wave) => parts.push(format!("{} {}", page.word("fieldwork.next"), date(page, wave.opens))),
        None => parts.extend(when_words(page, survey.index, survey.it).into_iter().map(|it| it.s)),
    }
    if let Some(answers) = fieldwork.answers {
        let (n, per) = (page.locale.count(answers.round() as i64), per(page, survey.it));
        parts.push(format!("{n} {} {per}", page.word("fieldwork.answers_expected")));
    }
    Shown::new(parts.join(" · "))
}

fn date(page: &Page<'_>, day: jiff::civil::Date) -> String {
    page.write(&Date(day))
}

fn grid(page: &Page<'_>, word: &str, head: &[&str]) -> Grid {
    let head = head.iter().map(|word| page.word(word)).collect();
    Grid::new("", page.word(word), head)
}

fn plain(text: impl Into<String>) -> Vec<Shown> {
    vec![Shown::new(text)]
}

fn waves(page: &Page<'_>, fieldwork: &Fieldwork<'_>) -> Option<Grid> {
    let mut grid =
        grid(page, "fieldwork.waves", &["fieldwork.opens", "survey.reminders", "fieldwork.closes"]);
    for Wave { opens, reminders, closes } in &fieldwork.waves {
        let reminders = reminders.iter().map(|day| Shown::new(date(page, *day))).collect();
        let closes = closes.map(|day| Shown::new(date(page, day))).into_iter().collect();
        grid.row("", vec![plain(date(page, *opens)), reminders, closes]);
    }
    (!grid.rows.is_empty()).then_some(grid)
}

/// The quotas of a survey; also for its own page.
pub fn quotas(page: &Page<'_>, it: &Survey) -> Option<Grid> {
    let head = ["fieldwork.quota", "fieldwork.whose", "fieldwork.enough", "fieldwork.full"];
    let mut grid = grid(page, "fieldwork.quotas", &head);
    let per = per(page, it);
    for quota in it.quotas.items() {
        let id = quota.id.get().map(|id| Shown::code(id.as_str())).into_iter().collect();
        let when = quota.when.get().map(|when| Shown::code(&*when.text)).into_iter().collect();
        let limit = quota.limit.get().map(|n| Shown::new(format!("{} {per}", page.locale.count(n.0))));
        let text = quota.text.get().map(|text| page.text(text));
        grid.row("", vec![id, when, limit.into_iter().collect(), text.into_iter().collect()]);
    }
    (!grid.rows.is_empty()).then_some(grid)
}

fn limits(page: &Page<'_>, fieldwork: &Fieldwork<'_>) -> Option<Grid> {
    let head = ["fieldwork.rule", "fieldwork.at_most", "contact.scope", "fieldwork.with_reminders"];
    let mut grid = grid(page, "fieldwork.limits", &head);
    let program = page.program();
    for limit in &fieldwork.limits {
        let policy = program.find(Kind::ContactPolicy, limit.policy);
        let rule = policy.and_then(|policy| page.part_of(policy, "rules", limit.id));
        let rule = rule.unwrap_or_else(|| Shown::code(limit.id.as_str()));
        let at_most = format!(
            "{} {} {}",
            limit.maximum,
            page.word("fieldwork.in"),
            page.locale.duration(limit.written)
        );
        let reminders = if limit.reminders { "playbook.answer_yes" } else { "playbook.answer_no" };
        grid.row("", vec![vec![rule], plain(at_most), counted(page, limit), plain(page.word(reminders))]);
    }
    (!grid.rows.is_empty()).then_some(grid)
}

/// What counts towards a limit.
fn counted(page: &Page<'_>, limit: &Limit) -> Vec<Shown> {
    match &limit.counts {
        Counts::Word(word) => plain(page.value("scope", word.word())),
        Counts::These(sources) => sources.iter().map(|source| page.entity(*source)).collect(),
    }
}

fn rests(page: &Page<'_>, fieldwork: &Fieldwork<'_>) -> Facts {
    let mut facts = Facts::default();
    let lengths = fieldwork.rests.iter().map(|rest| Shown::new(page.locale.duration(rest.written)));
    page.add(&mut facts, "fieldwork.rest", lengths);
    let survey = fieldwork.survey;
    page.add(&mut facts, "survey.policy", page.one(survey.index, &survey.it.contact_policy));
    facts
}

fn readings(page: &Page<'_>, fieldwork: &Fieldwork<'_>) -> Option<Grid> {
    let head =
        ["fieldwork.metric", "survey.group", "survey.answers", "fieldwork.margin", "fieldwork.minimum"];
    let mut grid = grid(page, "survey.readings", &head);
    for reading in &fieldwork.readings {
        let Reading { metric, archetype, answers, margin, minimum } = reading;
        let group = match archetype {
            Some(id) => archetype_name(page, *id),
            None => Shown::new(page.word("survey.everybody")),
        };
        let shown = minimum.is_none_or(|minimum| *answers >= minimum as f64);
        let margin = match (shown, margin) {
            (false, _) => Shown::mark(How::Watch, page.word("fieldwork.too_few")),
            (true, Some(margin)) => Shown::new(margin_words(page, *margin)),
            (true, None) => Shown::new(page.word("fieldwork.no_margin")).how(How::Muted),
        };
        let minimum = minimum.map(|n| Shown::new(page.locale.count(n))).into_iter().collect();
        let answers = plain(page.locale.count(answers.round() as i64));
        grid.row("", vec![vec![page.entity(metric.index)], vec![group], answers, vec![margin], minimum]);
    }
    (!grid.rows.is_empty()).then_some(grid)
}

fn archetype_name(page: &Page<'_>, id: Id) -> Shown {
    let found = page.program().find(Kind::Archetype, id);
    found.map_or_else(|| Shown::code(id.as_str()), |index| page.entity(index))
}

/// `±2,6 puntos`.
fn margin_words(page: &Page<'_>, margin: Margin) -> String {
    let (value, unit) = match margin {
        Margin::Points(points) => (points, "survey.points"),
        Margin::PercentagePoints(points) => (points, "fieldwork.percentage_points"),
        Margin::ScalePoints(points) => (points, "fieldwork.scale_points"),
    };
    // Narrow ones need a digit more to be told from nothing.
    let decimals = if value < 1.0 { 2 } else { 1 };
    format!("±{} {}", page.locale.float(value, decimals), page.word(unit))
}

/// The cuts of what is read that are not by archetype: their groups have no sizes in the program.
fn unplanned<'a>(page: &Page<'_>, fieldwork: &Fieldwork<'a>, context: &Context<'a>) -> Vec<Shown> {
    let archetypes = ColumnRefersTo::Kind(Kind::Archetype);
    let whole = fieldwork.readings.iter().filter(|reading| reading.archetype.is_none());
    let cut = |metric: Of<'a, Metric>| {
        let columns = sampling::cuts(metric, context).into_iter().flatten();
        let other = columns.filter(|(_, column)| column.refers_to.get() != Some(&archetypes));
        let mut names: Vec<String> = other.map(|(id, _)| id.to_string()).collect();
        names.sort();
        names.dedup();
        let title = page.entity(metric.index);
        (!names.is_empty()).then(|| title.wrap(|title| format!("{title}: {}", names.join(", "))))
    };
    whole.filter_map(|reading| cut(reading.metric)).collect()
}

/// For each dataset the columns that take answers and what else a row says; and the questions without one.
fn lands(page: &Page<'_>, instrument: &Instrument<'_>) -> (Vec<Grid>, Vec<Shown>) {
    let program = page.program();
    let datasets = landing::datasets(instrument, program);
    let index = instrument.survey.index;
    let mut taken = vec![false; instrument.items.len()];
    let mut grids = Vec::new();
    for (dataset, beside) in &datasets {
        let head = ["fieldwork.what", "fieldwork.column", "fieldwork.stored"];
        let mut grid = grid(page, "fieldwork.lands", &head);
        grid.title = page.title(dataset.index).s;
        grid.note =
            [dataset.it.table.get().map(|it| it.to_string()), dataset.it.file.get().map(|it| it.to_string())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ");
        for (place, item) in instrument.answered() {
            for landing in landing::of_question(instrument, item, &[(*dataset, beside.clone())], program) {
                taken[place] = true;
                let question = page.part_of(index, "questions", item.id);
                let question = question.unwrap_or_else(|| Shown::code(item.id.as_str()));
                let mut stored =
                    vec![Shown::new(format!("{} {}", page.word("survey.version"), item.version))];
                if !landing.missing.is_empty() {
                    let codes = landing.missing.join(", ");
                    stored.push(Shown::new(format!("{}: {codes}", page.word("fieldwork.missing"))));
                }
                grid.row("", vec![vec![question], vec![Shown::code(landing.column)], stored]);
            }
        }
        for (what, column) in beside {
            let word = page.word(&format!("fieldwork.beside.{what}"));
            grid.row("", vec![plain(word), vec![Shown::code(column.as_str())], Vec::new()]);
        }
        grids.push(grid);
    }
    let without = instrument.answered().filter(|(place, _)| !taken[*place]).map(|(_, item)| (item, ()));
    let without = without.map(|(item, _)| {
        page.part_of(index, "questions", item.id).unwrap_or_else(|| Shown::code(item.id.as_str()))
    });
    (grids, without.collect())
}
