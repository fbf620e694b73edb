//! A playbook: what we do when a signal arrives.

mod flow;
mod matrix;

use super::archetype::{ChannelMark, channel_at};
use super::money::{self, Line};
use super::page::Page;
use super::script::{Say, says};
use super::sheet;
use super::signal;
use super::view::{Facts, How, Shown};
use crate::model::playbook::{AsksFor, ControlGroup, Gate, GateTarget, Playbook, PlaybookStep};
use crate::model::unions::{TextOr, Within, WordOr};
use crate::model::{Body, EntityIndex};
use flow::FlowView;
pub use flow::{opening, wrap};
use matrix::MatrixView;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct TriggerView {
    icon: &'static str,
    text: Shown,
}

#[derive(Serialize, JsonSchema)]
struct SheetLink {
    link: Shown,
}

#[derive(Serialize, JsonSchema)]
struct GateView {
    ask: Option<Shown>,
    yes: Shown,
    no: Shown,
}

#[derive(Serialize, JsonSchema)]
struct StepView {
    n: usize,
    id: String,
    does: Option<Shown>,
    title: Option<Shown>,
    role: Option<Shown>,
    channel: Option<ChannelMark>,
    within: Option<Shown>,
    side: Option<Shown>,
    say: Vec<Say>,
    gate: Option<GateView>,
    facts: Facts,
    src: String,
}

#[derive(Serialize, JsonSchema)]
struct OutcomeView {
    code: String,
    text: Shown,
}

#[derive(Serialize, JsonSchema)]
struct CaseView {
    rows: Facts,
    lines: Vec<Line>,
    range: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
pub struct PlaybookView {
    r#type: String,
    r#loop: String,
    triggers: Vec<TriggerView>,
    audience: Vec<Shown>,
    sheets: Vec<SheetLink>,
    flow: Option<FlowView>,
    matrix: Option<MatrixView>,
    steps: Vec<StepView>,
    outcomes: Vec<OutcomeView>,
    outside: Facts,
    control: Facts,
    case: Option<CaseView>,
    loops: Facts,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> PlaybookView {
    let triggers = it
        .trigger
        .items()
        .map(|t| signal::words(page, index, t))
        .map(|s| TriggerView { icon: s.icon, text: s.text })
        .collect();
    PlaybookView {
        r#type: it.playbook_type.get().map(|t| page.value("playbook_type", t.word())).unwrap_or_default(),
        r#loop: page.value("loop", it.r#loop.get().map_or("inner", |l| l.word())),
        triggers,
        audience: page.list(index, &it.audience),
        sheets: sheet::roles(page, index, it)
            .into_iter()
            .map(|role| SheetLink {
                link: page.title(role).to(page.href(&sheet::path(page.program(), index, role))),
            })
            .collect(),
        flow: flow::view(page, index, it),
        matrix: matrix::view(page, index, it),
        steps: it.steps.items().enumerate().map(|(i, s)| step(page, index, it, i + 1, s)).collect(),
        outcomes: it
            .outcomes
            .items()
            .filter_map(|o| {
                let id = o.id.value()?;
                let text = page
                    .opt(&o.text)
                    .or_else(|| page.opt(&o.common.title))
                    .unwrap_or_else(|| Shown::new(id.readable()));
                Some(OutcomeView { code: id.to_string(), text })
            })
            .collect(),
        outside: effort(page, index, it),
        control: it.control_group.get().map(|c| control(page, index, c)).unwrap_or_default(),
        case: case(page, index, it),
        loops: loops(page, index, it),
    }
}

/// What starts a playbook, for lists.
pub fn starts(page: &Page<'_>, index: EntityIndex) -> Vec<Shown> {
    match &page.program().entity(index).body {
        Body::Playbook(it) => it.trigger.items().map(|t| signal::words(page, index, t).text).collect(),
        _ => Vec::new(),
    }
}

/// The deadline of a step, in words.
pub fn within(page: &Page<'_>, step: &PlaybookStep) -> Option<Shown> {
    match step.within.get()? {
        Within::Always(sla) => Some(Shown::new(page.write(sla))),
        Within::ByCase(cases) => {
            let words = cases.iter().map(|c| {
                let when = c.when.get().map(|w| format!(" ({})", w.text)).unwrap_or_default();
                format!("{}{when}", page.written(&c.within))
            });
            Some(Shown::new(words.collect::<Vec<_>>().join(", ")))
        }
    }
}

fn step(page: &Page<'_>, index: EntityIndex, it: &Playbook, n: usize, s: &PlaybookStep) -> StepView {
    StepView {
        n,
        id: s.id.get().map(|id| id.to_string()).unwrap_or_default(),
        does: page.opt(&s.r#do),
        title: page.opt(&s.common.title),
        role: page.one(index, &s.role),
        channel: s.channel.spanned().and_then(|(at, _)| channel_at(page, index, at)),
        within: within(page, s),
        side: side(page, index, it, s),
        say: s.say.get().map(|say| says(page, say)).unwrap_or_default(),
        gate: s.gate.get().map(|gate| GateView {
            ask: page.opt(&gate.ask),
            yes: answer(page, index, it, gate, true),
            no: answer(page, index, it, gate, false),
        }),
        facts: step_facts(page, index, s),
        src: page.src_in(index, s.at),
    }
}

/// The number of a step in file order, from 1.
pub fn number_of(it: &Playbook, id: crate::model::id::Id) -> Option<usize> {
    it.steps.items().position(|s| s.id.value() == Some(id)).map(|i| i + 1)
}

/// `Solo desde 3`: a step that only another one leads to.
pub fn side(page: &Page<'_>, index: EntityIndex, it: &Playbook, s: &PlaybookStep) -> Option<Shown> {
    let from: Vec<String> = s
        .only_from
        .spanned_items()
        .filter_map(|(at, _)| number_of(it, page.program().follow_part(index, at)?.id))
        .map(|n| n.to_string())
        .collect();
    (!from.is_empty()).then(|| Shown::new(format!("{} {}", page.word("playbook.only_from"), from.join(", "))))
}

/// What an answer to a gate leads to.
pub fn answer(page: &Page<'_>, index: EntityIndex, it: &Playbook, gate: &Gate, yes: bool) -> Shown {
    let target = if yes { gate.if_yes.get() } else { gate.if_no.get() };
    target.map_or_else(
        || Shown::new(page.words.get("playbook.goes_on")),
        |target| leads(page, index, it, target),
    )
}

fn leads(page: &Page<'_>, index: EntityIndex, it: &Playbook, target: &GateTarget) -> Shown {
    if let Some((at, _)) = target.go_to.spanned()
        && let Some(part) = page.program().follow_part(index, at)
    {
        let number = number_of(it, part.id).map(|n| format!("{n}. ")).unwrap_or_default();
        let name = page.one(index, &target.go_to).unwrap_or_default();
        return name.wrap(|name| format!("{} {number}{name}", page.word("playbook.to_step")));
    }
    if let Some(other) = page.one(index, &target.hand_over_to) {
        return other.wrap(|name| format!("{} «{name}»", page.word("playbook.hands_over")));
    }
    if let Some(outcome) = page.one(index, &target.end) {
        return outcome.wrap(|name| format!("{}: {name}", page.word("playbook.ends")));
    }
    Shown::new(page.words.get("playbook.stops"))
}

fn step_facts(page: &Page<'_>, index: EntityIndex, s: &PlaybookStep) -> Facts {
    let mut facts = Facts::default();
    page.add(
        &mut facts,
        "playbook.intent",
        s.intent.get().map(|i| Shown::new(page.value("intent", i.word()))),
    );
    page.add(&mut facts, "playbook.may", page.texts(&s.may_offer));
    page.add(&mut facts, "playbook.never", page.texts(&s.must_not));
    page.add(&mut facts, "playbook.delivers", page.list(index, &s.delivers));
    page.add(&mut facts, "playbook.asks_for", s.asks_for.get().and_then(|a| asks(page, a)));
    page.add(&mut facts, "playbook.takes", page.shown(&s.takes));
    page.add(&mut facts, "playbook.after", page.one(index, &s.after));
    page.add(&mut facts, "playbook.repeats", page.shown(&s.every));
    page.add(&mut facts, "playbook.until", s.until.get().map(|u| condition(page, u)));
    page.add(&mut facts, "playbook.to", s.to.get().map(|t| Shown::new(t.to_string())));
    facts
}

fn asks(page: &Page<'_>, it: &AsksFor) -> Option<Shown> {
    let referrals = it.referrals.get().map(|r| format!("{}–{}", r.from(), r.to()));
    let through = it.through.get().map(|t| page.value("through", t.word()));
    let review = it.review.get().map(|r| page.value("review", r.word()));
    let words: Vec<String> = [referrals, through, review].into_iter().flatten().collect();
    (!words.is_empty()).then(|| Shown::new(words.join(", ")))
}

/// A condition as code, or plain words.
pub fn condition<C: std::ops::Deref<Target = crate::model::expression_field::ExpressionField>>(
    page: &Page<'_>,
    it: &TextOr<C>,
) -> Shown {
    match it {
        TextOr::Condition(condition) => Shown::code(&*condition.text),
        TextOr::Text(text) => page.text(text),
    }
}

fn effort(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Facts {
    let mut facts = Facts::default();
    page.add(
        &mut facts,
        "playbook.prioritize",
        it.prioritize_by.get().map(|p| Shown::new(page.value("prioritize", p.word()))),
    );
    if let Some(capacity) = it.capacity.get() {
        let cases = capacity
            .cases_per_day
            .get()
            .map(|n| format!("{} {}", page.write(n), page.word("playbook.cases_per_day")));
        let role = page.one(index, &capacity.role);
        page.add(&mut facts, "playbook.capacity", cases.map(Shown::new).into_iter().chain(role));
    }
    let expected = it.expected_cases.get().and_then(|e| {
        let per = e.per.get().map(|p| page.value("cadence", p.word()))?;
        Some(Shown::new(format!("{} / {per}", page.written(&e.n))))
    });
    page.add(&mut facts, "playbook.expected", expected);
    page.add(&mut facts, "playbook.cost_per_case", page.shown(&it.cost_per_case));
    page.add(&mut facts, "playbook.closes_within", page.shown(&it.closes_within));
    page.add(&mut facts, "playbook.done_when", it.done_when.get().map(|d| condition(page, d)));
    page.add(&mut facts, "playbook.not_with", page.list(index, &it.not_with));
    let flag = |on: Option<bool>| {
        on.map(|on| Shown::new(page.words.get(if on { "playbook.answer_yes" } else { "playbook.answer_no" })))
    };
    page.add(&mut facts, "playbook.two_way", flag(it.two_way.value()));
    page.add(&mut facts, "playbook.can_leave", flag(it.customer_can_leave.value()));
    page.add(
        &mut facts,
        "playbook.personalization",
        it.personalization.get().and_then(|p| page.opt(&p.rule)),
    );
    facts
}

fn control(page: &Page<'_>, index: EntityIndex, it: &ControlGroup) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "playbook.share", page.shown(&it.share));
    page.add(
        &mut facts,
        "playbook.assignment",
        it.assignment.get().map(|a| {
            let random = a.word() == "random";
            Shown::mark(if random { How::Good } else { How::Watch }, page.value("assignment", a.word()))
        }),
    );
    page.add(&mut facts, "playbook.balance", page.list(index, &it.balance_check));
    page.add(
        &mut facts,
        "playbook.exclude",
        it.exclude.items().map(|x| match x {
            WordOr::Word(word) => Shown::new(page.value("never_held", word.word())),
            WordOr::Other(condition) => Shown::code(&*condition.text),
        }),
    );
    page.add(&mut facts, "playbook.lasts", page.shown(&it.lasts));
    page.add(&mut facts, "playbook.safe", page.opt(&it.safe_because));
    facts
}

fn case(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Option<CaseView> {
    let case = it.business_case.get()?;
    let mut rows = Facts::default();
    page.add(&mut rows, "playbook.moves", page.one(index, &case.moves));
    if let Some(expects) = case.expects.get() {
        let change = page.written(&expects.change);
        page.add(
            &mut rows,
            "playbook.expects",
            page.one(index, &expects.metric).map(|m| m.wrap(|name| format!("{name}: {change}"))),
        );
        page.add(&mut rows, "playbook.study", page.one(index, &expects.study));
    }
    let range = case
        .low
        .get()
        .zip(case.high.get())
        .map(|(l, h)| Shown::new(format!("{} … {}", page.write(l), page.write(h))));
    page.add(&mut rows, "playbook.range", range);
    page.add(&mut rows, "playbook.value", page.shown(&case.value_per_customer));
    page.add(&mut rows, "playbook.horizon", page.shown(&case.horizon));
    page.add(&mut rows, "playbook.customers", page.shown(&case.customers));
    page.add(&mut rows, "playbook.cost", page.shown(&case.cost));
    page.add(&mut rows, "playbook.do_nothing", case.do_nothing.get().and_then(|d| page.opt(&d.text)));
    let worked = money::worked(page, index, case, it.cost_per_case.get().map(|cost| cost.0));
    let range = worked.as_ref().and_then(|w| {
        let percent = |sum: &Option<money::Sum>| {
            sum.as_ref().and_then(|s| s.roi).map(|r| page.locale.percent(r.round_dp(0)))
        };
        let (low, high) = (percent(&w.low)?, percent(&w.high)?);
        Some(Shown::new(format!("{}: {low} … {high}", page.word("playbook.roi"))))
    });
    Some(CaseView { rows, lines: worked.map(|w| w.base.lines).unwrap_or_default(), range })
}

fn loops(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "playbook.measures", page.list(index, &it.measures));
    page.add(&mut facts, "playbook.feeds", page.one(index, &it.feeds));
    page.add(&mut facts, "playbook.starts_journey", page.one(index, &it.starts));
    facts
}
