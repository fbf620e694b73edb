//! The sheets of front-line people: one per playbook and role. Internal names stay out of them.

use super::archetype::{ChannelMark, channel_at};
use super::card;
use super::case;
use super::page::Page;
use super::page::Site;
use super::playbook::{answer, side, within};
use super::script::{Say, says};
use super::signal;
use super::view::Shown;
use crate::model::playbook::{Gate, Playbook, PlaybookStep};
use crate::model::{EntityIndex, EntityKind};
use crate::resolve::Resolved;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Point {
    word: String,
    hit: bool,
    off: bool,
}

#[derive(Serialize, JsonSchema)]
struct ScaleView {
    points: Vec<Point>,
    label: String,
}

#[derive(Serialize, JsonSchema)]
struct Clock {
    first: String,
    note: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Way {
    text: Shown,
    href: String,
}

#[derive(Serialize, JsonSchema)]
struct GateView {
    ask: Option<Shown>,
    yes: Way,
    no: Way,
    bad_yes: bool,
}

#[derive(Serialize, JsonSchema)]
struct StepView {
    n: usize,
    id: String,
    mine: bool,
    does: Option<Shown>,
    role: Option<Shown>,
    channel: Option<ChannelMark>,
    within: Option<Shown>,
    side: Option<Shown>,
    say: Vec<Say>,
    gate: Option<GateView>,
    offers: Vec<Shown>,
    never: Vec<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Help {
    who: Shown,
    href: String,
}

#[derive(Serialize, JsonSchema)]
pub struct SheetView {
    title: Shown,
    role: Shown,
    playbook: Shown,
    /// The card for paper.
    card: Shown,
    why: Vec<Shown>,
    scale: Option<ScaleView>,
    clock: Option<Clock>,
    steps: Vec<StepView>,
    outcomes: Vec<Shown>,
    words_go: Option<Shown>,
    help: Option<Help>,
    /// What the panel of a case knows, as JSON.
    case: String,
}

#[derive(Serialize, JsonSchema)]
struct SheetLink {
    link: Shown,
    when: Vec<Shown>,
    first: String,
}

#[derive(Serialize, JsonSchema)]
struct RoleSheets {
    id: String,
    role: Shown,
    sheets: Vec<SheetLink>,
}

#[derive(Serialize, JsonSchema)]
pub struct SheetsView {
    roles: Vec<RoleSheets>,
}

/// The page of a sheet. Ids have no double hyphen, so the name is unique.
pub fn path(program: &Resolved, playbook: EntityIndex, role: EntityIndex) -> String {
    format!("sheet/{}--{}.html", program.entity(playbook).id, program.entity(role).id)
}

/// The roles that do something in a playbook, in the order of its steps.
pub fn roles(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Vec<EntityIndex> {
    roles_of(page.program(), index, it)
}

fn role_of(program: &Resolved, index: EntityIndex, step: &PlaybookStep) -> Option<EntityIndex> {
    program.target(index, step.role.spanned()?.0)?.entity()
}

fn roles_of(program: &Resolved, index: EntityIndex, it: &Playbook) -> Vec<EntityIndex> {
    let mut roles = Vec::new();
    for role in it.steps.items().filter_map(|step| role_of(program, index, step)) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// Every sheet of the playbooks in use: the playbook, and the role that reads it.
pub fn all<'s>(site: &'s Site<'_>) -> &'s [(EntityIndex, EntityIndex)] {
    let program = site.program();
    site.sheets.get_or_init(|| {
        let playbooks = program.all::<Playbook>().filter(|p| site.in_use(p.entity) && site.shows(p.index));
        playbooks
            .flat_map(|p| roles_of(program, p.index, p.it).into_iter().map(move |role| (p.index, role)))
            .collect()
    })
}

/// The agent's way in: sheets by role.
pub fn list(page: &Page<'_>) -> SheetsView {
    let mut roles: Vec<(EntityIndex, Vec<SheetLink>)> = Vec::new();
    for (playbook, role) in all(page.site).iter().copied() {
        let Some(it) = Playbook::of(&page.program().entity(playbook).body) else { continue };
        let first = it.steps.items().find(|s| role_of(page.program(), playbook, s) == Some(role));
        let sheet = SheetLink {
            link: page.title(playbook).to(page.href(&path(page.program(), playbook, role))),
            when: it.trigger.items().map(|t| Shown::new(signal::words(page, playbook, t).text.s)).collect(),
            first: first.and_then(|s| within(page, s)).map(|w| w.s).unwrap_or_default(),
        };
        match roles.iter_mut().find(|(r, _)| *r == role) {
            Some((_, sheets)) => sheets.push(sheet),
            None => roles.push((role, vec![sheet])),
        }
    }
    let roles = roles
        .into_iter()
        .map(|(role, sheets)| RoleSheets {
            id: page.program().entity(role).id.to_string(),
            role: page.entity(role),
            sheets,
        })
        .collect();
    SheetsView { roles }
}

pub fn view(page: &Page<'_>, playbook: EntityIndex, role: EntityIndex) -> SheetView {
    let it = Playbook::of(&page.program().entity(playbook).body).expect("a sheet is of a playbook");
    let mut why: Vec<Shown> =
        it.trigger.items().map(|t| Shown::new(signal::words(page, playbook, t).text.s)).collect();
    if let Some(order) = it.prioritize_by.get() {
        why.push(Shown::new(format!(
            "{}: {}",
            page.word("playbook.prioritize"),
            page.value("prioritize", order.word())
        )));
    }
    SheetView {
        title: page.title(playbook),
        role: page.title(role),
        playbook: page.entity(playbook).wrap(|_| page.word("sheet.full")),
        card: Shown::link(page.word("card.see"), page.href(&card::path(page.program(), playbook, role))),
        why,
        scale: it.trigger.items().next().and_then(|t| scale(page, playbook, t)),
        clock: clock(page, playbook, role, it),
        steps: it
            .steps
            .items()
            .enumerate()
            .map(|(i, s)| step(page, playbook, role, it, (i + 1, s)))
            .collect(),
        outcomes: it
            .outcomes
            .items()
            .filter_map(|o| {
                let id = o.id.value()?;
                Some(
                    page.opt(&o.text)
                        .or_else(|| page.opt(&o.common.title))
                        .unwrap_or_else(|| Shown::new(id.readable())),
                )
            })
            .collect(),
        words_go: page
            .one(playbook, &it.feeds)
            .map(|f| Shown::new(format!("{} {}", page.word("sheet.words"), f.s))),
        help: help(page, playbook, role, it),
        case: case::data(page, playbook, role, it),
    }
}

fn scale(
    page: &Page<'_>,
    index: EntityIndex,
    trigger: &crate::model::playbook::Trigger,
) -> Option<ScaleView> {
    let hits = signal::hits(page, index, trigger)?;
    let words = hits.words()?;
    let points = hits.hit.iter().enumerate().map(|(i, hit)| Point {
        word: (hits.from + i as i64).to_string(),
        hit: *hit,
        off: !hit,
    });
    (hits.to - hits.from <= 10).then(|| ScaleView {
        points: points.collect(),
        label: format!("{}: {words}", page.word("sheet.scale")),
    })
}

fn clock(page: &Page<'_>, index: EntityIndex, role: EntityIndex, it: &Playbook) -> Option<Clock> {
    let first = it
        .steps
        .items()
        .filter(|s| role_of(page.program(), index, s) == Some(role))
        .find_map(|s| within(page, s))?;
    let whole = it
        .closes_within
        .get()
        .map(|d| Shown::new(format!("{}: {}", page.word("sheet.whole"), page.write(d))));
    Some(Clock { first: format!("{} {}", page.word("sheet.first"), first.s), note: whole })
}

fn step(
    page: &Page<'_>,
    index: EntityIndex,
    role: EntityIndex,
    it: &Playbook,
    (n, s): (usize, &PlaybookStep),
) -> StepView {
    let mine = role_of(page.program(), index, s) == Some(role);
    StepView {
        n,
        id: s.id.get().map(|id| id.to_string()).unwrap_or_default(),
        mine,
        does: page.opt(&s.r#do),
        role: page.one(index, &s.role).map(|r| Shown { href: String::new(), ..r }),
        channel: s
            .channel
            .spanned()
            .and_then(|(at, _)| channel_at(page, index, at))
            .map(ChannelMark::unlinked),
        within: within(page, s),
        side: side(page, index, it, s),
        say: s.say.get().map(|say| says(page, say)).unwrap_or_default(),
        gate: s.gate.get().map(|gate| gate_view(page, index, it, gate)),
        offers: page.texts(&s.may_offer),
        never: page.texts(&s.must_not),
    }
}

fn gate_view(page: &Page<'_>, index: EntityIndex, it: &Playbook, gate: &Gate) -> GateView {
    let way = |yes: bool| {
        let shown = answer(page, index, it, gate, yes);
        // Within the sheet a step is an anchor; another playbook or an outcome has no place here.
        let href = shown
            .href
            .split_once('#')
            .filter(|_| leads_to_step(gate, yes))
            .map(|(_, id)| format!("#{id}"))
            .unwrap_or_default();
        Way { text: Shown::new(shown.s), href }
    };
    GateView {
        ask: page.opt(&gate.ask),
        yes: way(true),
        no: way(false),
        bad_yes: gate.if_yes.get().is_some() && gate.if_no.get().is_none(),
    }
}

fn leads_to_step(gate: &Gate, yes: bool) -> bool {
    let target = if yes { gate.if_yes.get() } else { gate.if_no.get() };
    target.is_some_and(|t| t.go_to.get().is_some())
}

/// Whom to turn to: the step that another role takes over, or the role this one reports to.
fn help(page: &Page<'_>, index: EntityIndex, role: EntityIndex, it: &Playbook) -> Option<Help> {
    let taken =
        it.steps.items().find(|s| !s.only_from.has_none() && role_of(page.program(), index, s) != Some(role));
    if let Some(step) = taken {
        let who = role_of(page.program(), index, step).map(|r| page.title(r))?;
        return Some(Help { who, href: step.id.get().map(|id| format!("#{id}")).unwrap_or_default() });
    }
    let boss = crate::model::role::Role::of(&page.program().entity(role).body)?;
    page.one(role, &boss.reports_to)
        .map(|who| Help { who: Shown { href: String::new(), ..who }, href: String::new() })
}
