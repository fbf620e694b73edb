//! One page for the sponsor: what hurts, which behavior moves, what it is worth, what comes next.

use super::business_model::{NotDoing, asked, identity, not_doing};
use super::findings;
use super::locale::NBSP;
use super::money::{self, Worked};
use super::page::Page;
use super::scorecard::{self, Score};
use super::view::{Shown, percent};
use crate::model::business_model::BusinessModel;
use crate::model::common::BusinessCase;
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::playbook::{Assignment, Playbook};
use crate::model::program::Program;
use crate::model::quantity::Money;
use crate::model::roadmap::Roadmap;
use crate::model::study::Study;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

/// How many findings the page shows, and how many cases and dates: it is one sheet of paper.
const MOST: usize = 4;
const MOST_CASES: usize = 3;

#[derive(Serialize, JsonSchema)]
struct Bar {
    low: String,
    base: String,
    high: String,
}

#[derive(Default, Serialize, JsonSchema)]
struct MoneyRow {
    challenge: Option<Shown>,
    behavior: Option<Shown>,
    metric: Option<Shown>,
    low: String,
    base: String,
    high: String,
    bar: Option<Bar>,
    firm: String,
    source: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Edge {
    how: &'static str,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct Branch {
    initiative: Shown,
    cost: String,
    edge1: Edge,
    metric: Option<Shown>,
    metric_note: String,
    edge2: Edge,
    behavior: Option<Shown>,
    behavior_note: String,
    edge3: Edge,
    money: String,
    money_note: String,
}

#[derive(Serialize, JsonSchema)]
struct Dated {
    when: String,
    what: Shown,
    who: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct Risk {
    tone: &'static str,
    word: String,
    message: String,
}

#[derive(Serialize, JsonSchema)]
struct Inaction {
    amount: String,
    how: Shown,
}

#[derive(Serialize, JsonSchema)]
pub struct SponsorView {
    kicker: Vec<String>,
    identity: Option<Shown>,
    asked: Option<Shown>,
    money: Vec<MoneyRow>,
    money_note: Option<Shown>,
    others: Vec<Shown>,
    scale: String,
    tree: Vec<Branch>,
    commitments: Vec<Shown>,
    sponsor: Option<Shown>,
    dates: Vec<Dated>,
    risks: Vec<Risk>,
    inaction: Option<Inaction>,
    not_doing: Vec<NotDoing>,
    score: Option<Score>,
}

/// A business case of a playbook or an initiative, worked out.
struct Case<'c> {
    from: EntityIndex,
    name: Shown,
    case: &'c BusinessCase,
    behavior: Option<EntityIndex>,
    /// The business challenges that it says it answers.
    addresses: Vec<Target>,
    worked: Option<Worked>,
    cost: Option<Money>,
    firm: Firm,
    study: Option<Shown>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Firm {
    Measured,
    Estimated,
    Assumed,
}

impl Firm {
    fn name(self) -> &'static str {
        match self {
            Firm::Measured => "measured",
            Firm::Estimated => "estimated",
            Firm::Assumed => "assumed",
        }
    }

    fn edge(self, page: &Page<'_>) -> Edge {
        Edge { how: self.name(), word: page.word(&format!("sponsor.edges.{}", self.name())) }
    }
}

pub fn view(page: &Page<'_>) -> SponsorView {
    let program = page.program().program();
    let mut cases = cases(page);
    cases
        .sort_by_key(|c| std::cmp::Reverse(c.worked.as_ref().and_then(|w| w.base.benefit).map(|b| b.amount)));
    let rows = by_challenge(page, program, &mut cases);
    let others = cases;
    let model = largest(page);
    let shown = || rows.iter().filter_map(|row| row.1.as_ref());
    let top = shown()
        .filter_map(|c| {
            amount(c.worked.as_ref()?.high.as_ref().or(Some(&c.worked.as_ref()?.base))?.benefit.as_ref())
        })
        .fold(0.0, f64::max);
    let worked = shown().any(|case| case.worked.is_some());
    let money: Vec<MoneyRow> = match worked {
        true => rows
            .iter()
            .filter_map(|(challenge, case)| money_row(page, challenge, case.as_ref(), top))
            .collect(),
        false => Vec::new(),
    };
    SponsorView {
        kicker: vec![page.word("sponsor.kicker"), page.write(&page.checked.as_of)],
        identity: model.and_then(|m| identity(page, m.it)),
        asked: model.and_then(|m| asked(page, m.index, m.it)).map(|a| Shown { href: String::new(), ..a }),
        money_note: (money.len() > 1).then(|| Shown::new(page.words.get("sponsor.sum_note"))),
        others: others.into_iter().map(|c| c.name).collect(),
        scale: if money.is_empty() { String::new() } else { page.word("sponsor.same_scale") },
        money,
        tree: shown().take(MOST_CASES).map(|c| branch(page, c)).collect(),
        commitments: program
            .and_then(|p| p.it.sponsor.get())
            .map(|s| page.texts(&s.commitments))
            .unwrap_or_default(),
        sponsor: program.and_then(|p| page.one(p.index, &p.it.sponsor.get()?.role)),
        dates: dates(page),
        risks: findings::gravest(page, MOST)
            .into_iter()
            .map(|d| Risk {
                tone: findings::tone(d.severity),
                word: findings::capital(&page.value("level", d.severity.name())),
                message: findings::sentence(d.message.in_lang(page.lang)),
            })
            .collect(),
        inaction: inaction(page),
        not_doing: not_doing(page),
        score: scorecard::for_the_sponsor(page),
    }
}

/// The cases of playbooks in use and of initiatives, in the order of their ids.
fn cases<'s>(page: &Page<'s>) -> Vec<Case<'s>> {
    let program = page.site.program();
    let mut cases = Vec::new();
    for playbook in program.all::<Playbook>().filter(|p| page.in_use(p.entity)) {
        if let Some(case) = playbook.it.business_case.get() {
            let random = playbook
                .it
                .control_group
                .get()
                .is_some_and(|c| c.assignment.value() == Some(Assignment::Random));
            cases.push(case_of(
                page,
                playbook.index,
                page.entity(playbook.index),
                case,
                playbook.it.cost_per_case.get().map(|cost| cost.0),
                random,
            ));
        }
    }
    for roadmap in program.all::<Roadmap>().filter(|r| page.in_use(r.entity)) {
        for initiative in roadmap.it.initiatives.items() {
            if let Some(case) = initiative.business_case.get() {
                let name = initiative
                    .id
                    .value()
                    .and_then(|id| page.part_of(roadmap.index, "initiatives", id))
                    .unwrap_or_default();
                let mut found = case_of(page, roadmap.index, name, case, None, false);
                found.cost = found.cost.or_else(|| page.in_base(initiative.cost.get()?.0));
                let named = initiative.addresses.spanned_items();
                found.addresses = named.filter_map(|(at, _)| program.target(roadmap.index, at)).collect();
                cases.push(found);
            }
        }
    }
    cases
}

fn case_of<'s>(
    page: &Page<'s>,
    from: EntityIndex,
    name: Shown,
    case: &'s BusinessCase,
    cost_per_case: Option<Money>,
    _measured_here: bool,
) -> Case<'s> {
    let program = page.site.program();
    let study: Option<Of<'_, Study>> =
        case.expects.get().and_then(|e| program.follow(from, e.study.spanned()?.0));
    let firm = match study.as_ref().map(|s| s.it.assignment.value()) {
        Some(Some(crate::model::study::Assignment::Random)) => Firm::Measured,
        Some(_) => Firm::Estimated,
        None => Firm::Assumed,
    };
    let worked = money::worked(page, from, case, cost_per_case);
    Case {
        from,
        name,
        case,
        addresses: Vec::new(),
        behavior: case.moves.spanned().and_then(|(at, _)| program.target(from, at)?.entity()),
        cost: worked.as_ref().and_then(|w| w.base.cost).or_else(|| page.in_base(case.cost.get()?.0)),
        worked,
        firm,
        study: study.map(|s| Shown { href: String::new(), ..page.entity(s.index) }),
    }
}

fn amount(money: Option<&Money>) -> Option<f64> {
    money.and_then(|m| m.amount.to_f64())
}

fn rounded(page: &Page<'_>, money: Option<&Money>) -> String {
    money.map(|m| page.locale.money(&Money { amount: m.amount.round_dp(0), ..*m })).unwrap_or_default()
}

/// Every business challenge with the dearest case that answers it, and the dearest of the other
/// cases while there is room. What is shown is taken out of the cases.
fn by_challenge<'c>(
    page: &Page<'_>,
    program: Option<Of<'_, Program>>,
    cases: &mut Vec<Case<'c>>,
) -> Vec<(Option<Shown>, Option<Case<'c>>)> {
    let mut rows = Vec::new();
    for (program, challenge) in
        program.iter().flat_map(|p| p.it.business_challenges.items().map(move |c| (p, c)))
    {
        let Some(text) = page.opt(&challenge.text) else { continue };
        let part = challenge
            .id
            .value()
            .and_then(|id| page.program().parts.find(program.index, "business_challenges", id));
        let metric =
            challenge.metric.spanned().and_then(|(at, _)| page.program().target(program.index, at)?.entity());
        let answers = |case: &Case<'_>| {
            let named = |to: &Target| matches!(to, Target::Part(_, it) if Some(*it) == part);
            case.addresses.iter().any(named)
                || metric.is_some() && case.behavior.and_then(|b| metric_of(page, b)) == metric
        };
        let found = cases.iter().position(answers).map(|index| cases.remove(index));
        rows.push((Some(text), found));
    }
    let shown = rows.iter().filter(|(_, case)| case.is_some()).count();
    let more = MOST_CASES.saturating_sub(shown).min(cases.len());
    rows.extend(cases.drain(..more).map(|case| (None, Some(case))));
    rows
}

fn metric_of(page: &Page<'_>, behavior: EntityIndex) -> Option<EntityIndex> {
    let it = behavior_of(page, behavior)?;
    let (at, _) = it.metric.spanned()?;
    page.program().target(behavior, at)?.entity()
}

fn behavior_of<'s>(page: &Page<'s>, index: EntityIndex) -> Option<&'s EconomicBehavior> {
    use crate::model::EntityKind;
    EconomicBehavior::of(&page.site.program().entity(index).body)
}

fn money_row(
    page: &Page<'_>,
    challenge: &Option<Shown>,
    case: Option<&Case<'_>>,
    top: f64,
) -> Option<MoneyRow> {
    let bare = || challenge.clone().map(|text| MoneyRow { challenge: Some(text), ..MoneyRow::default() });
    let Some(case) = case else { return bare() };
    let Some((worked, base)) = case.worked.as_ref().and_then(|w| Some((w, w.base.benefit.as_ref()?))) else {
        return bare();
    };
    let sides = [worked.low.as_ref(), worked.high.as_ref()].map(|s| s.and_then(|s| s.benefit));
    let (low, high) = match sides {
        [Some(a), Some(b)] if a.amount > b.amount => (Some(b), Some(a)),
        [a, b] => (a, b),
    };
    let x =
        |money: Option<&Money>| amount(money).filter(|_| top > 0.0).map(|v| percent(0.03 + 0.94 * v / top));
    let middle = x(Some(base));
    Some(MoneyRow {
        challenge: challenge.clone(),
        behavior: case.behavior.map(|b| page.entity(b)),
        metric: case
            .behavior
            .and_then(|b| metric_of(page, b))
            .map(|m| Shown { href: String::new(), ..page.entity(m) }),
        low: rounded(page, low.as_ref()),
        base: rounded(page, Some(base)),
        high: rounded(page, high.as_ref()),
        bar: middle.map(|base| Bar {
            low: x(low.as_ref()).unwrap_or_else(|| base.clone()),
            high: x(high.as_ref()).unwrap_or_else(|| base.clone()),
            base,
        }),
        firm: page.word(&format!("sponsor.edges.{}", case.firm.name())),
        source: case.study.clone(),
    })
}

fn branch(page: &Page<'_>, case: &Case<'_>) -> Branch {
    let expects = case.case.expects.get();
    let change = expects.map(|e| page.written(&e.change)).unwrap_or_default();
    let metric = expects.and_then(|e| page.one(case.from, &e.metric));
    let worked = case.worked.as_ref();
    let rates = worked.map(|w| {
        let after = w.reading.after(w.start.rate);
        format!(
            "{} → {}",
            page.locale.percent(w.start.rate.round_dp(1)),
            page.locale.percent(after.round_dp(1))
        )
    });
    let roi = |sum: Option<&money::Sum>| sum.and_then(|s| s.roi).map(|r| page.locale.percent(r.round_dp(0)));
    let range = worked.and_then(|w| Some((roi(w.low.as_ref())?, roi(w.high.as_ref())?)));
    let base = roi(worked.map(|w| &w.base));
    let money_note = match (range, base) {
        (Some((low, high)), Some(base)) => format!("{}: {base} ({low} … {high})", page.word("playbook.roi")),
        (None, Some(base)) => format!("{}: {base}", page.word("playbook.roi")),
        _ => String::new(),
    };
    Branch {
        initiative: case.name.clone(),
        cost: rounded(page, case.cost.as_ref()),
        edge1: case.firm.edge(page),
        metric,
        metric_note: change,
        edge2: case.firm.edge(page),
        behavior: case.behavior.map(|b| page.entity(b)),
        behavior_note: rates.unwrap_or_default(),
        edge3: Firm::Estimated.edge(page),
        money: rounded(page, worked.and_then(|w| w.base.benefit.as_ref())),
        money_note,
    }
}

/// The first values that customers will notice, the nearest first.
fn dates(page: &Page<'_>) -> Vec<Dated> {
    let today = page.checked.as_of.0;
    let mut dates = Vec::new();
    for roadmap in page.program().all::<Roadmap>().filter(|r| page.in_use(r.entity)) {
        for initiative in roadmap.it.initiatives.items() {
            let Some(day) = initiative.first_value.value().filter(|d| d.0 >= today) else { continue };
            let Some(name) =
                initiative.id.value().and_then(|id| page.part_of(roadmap.index, "initiatives", id))
            else {
                continue;
            };
            let who = page.one(roadmap.index, &initiative.owner).map(|w| Shown { href: String::new(), ..w });
            let what = name.wrap(|n| format!("{n}: {}", page.word("sponsor.first_value")));
            dates.push((day, Dated { when: page.write(&day), what, who }));
        }
    }
    dates.sort_by_key(|(day, _)| day.0);
    dates.into_iter().take(MOST_CASES).map(|(_, dated)| dated).collect()
}

/// The business model of the unit with most customers: the one a sponsor is asked about first.
fn largest<'s>(page: &Page<'s>) -> Option<Of<'s, BusinessModel>> {
    let models = page.site.program().all::<BusinessModel>().filter(|m| page.in_use(m.entity));
    models.min_by_key(|m| {
        std::cmp::Reverse(m.it.baseline.get().and_then(|b| b.customers.get()).map_or(0, |c| c.0))
    })
}

/// What it costs to go on losing customers: those lost in a year times what one is worth.
fn inaction(page: &Page<'_>) -> Option<Inaction> {
    let baseline = largest(page)?.it.baseline.get()?;
    let (customers, churn, value) =
        (baseline.customers.get()?.0, baseline.churn_rate.value()?, *baseline.annual_customer_value.get()?);
    let lost = Decimal::from(customers) * churn.fraction();
    let total = page.in_base(Money { amount: lost * value.amount, ..value })?;
    let how = format!(
        "{} × {} × {}",
        page.locale.count(customers),
        page.locale.percent(churn.percent()),
        super::money::with_rate(page, &value)
    );
    Some(Inaction {
        amount: format!("{}{NBSP}{}", rounded(page, Some(&total)), page.word("sponsor.a_year")),
        how: Shown::new(how),
    })
}
