//! The arithmetic of an effect: from a rate and a change to benefit, cost and return, each line
//! with its sum, so that a reader can redo it.

use super::page::Page;
use crate::analyze::statistics;
use crate::model::common::BusinessCase;
use crate::model::playbook::Playbook;
use crate::model::quantity::{Change, Level, Money, PercentagePoints, RelativeChange};
use crate::model::study::{ChangeReading, Study};
use crate::model::{EntityIndex, Of};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// One line of a sum.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Line {
    word: String,
    value: String,
    how: String,
    total: bool,
    note: String,
}

/// What the arithmetic starts from. Shares are in per cent.
#[derive(Clone)]
pub struct Start {
    pub treated: Decimal,
    pub rate: Decimal,
    pub rate_note: String,
    /// What one customer who is moved is worth over the horizon.
    pub value: Option<Money>,
    pub cost_per_case: Option<Money>,
    pub fixed: Option<Money>,
}

/// What comes out.
pub struct Sum {
    pub lines: Vec<Line>,
    pub benefit: Option<Money>,
    pub cost: Option<Money>,
    /// In per cent of the cost.
    pub roi: Option<Decimal>,
}

/// A reading of a change of a share.
#[derive(Clone, Copy)]
pub enum Reading {
    Relative(RelativeChange),
    Points(PercentagePoints),
}

/// The ways a change of a share can be read: one, or both when the source does not say.
pub fn readings(change: &Change) -> Vec<Reading> {
    match change {
        Change::Relative(change) => vec![Reading::Relative(*change)],
        Change::PercentagePoints(change) => vec![Reading::Points(*change)],
        Change::Unstated(change) => {
            let (relative, points) = change.readings();
            vec![Reading::Relative(relative), Reading::Points(points)]
        }
        _ => Vec::new(),
    }
}

impl Reading {
    pub fn is(self, choice: ChangeReading) -> bool {
        matches!(
            (self, choice),
            (Reading::Relative(_), ChangeReading::Relative) | (Reading::Points(_), ChangeReading::Pp)
        )
    }

    pub fn word(self) -> &'static str {
        match self {
            Reading::Relative(_) => "study.relative",
            Reading::Points(_) => "study.points",
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Reading::Relative(_) => "_relative",
            Reading::Points(_) => "_points",
        }
    }

    /// The share after the change, in per cent.
    pub fn after(self, rate: Decimal) -> Decimal {
        match self {
            Reading::Relative(change) => rate * change.factor(),
            Reading::Points(change) => rate + change.points,
        }
    }
}

/// The whole sum of one reading.
pub fn sum(page: &Page<'_>, start: &Start, reading: Reading) -> Sum {
    let locale = &page.locale;
    let share = |value: Decimal| locale.percent(value.round_dp(2));
    let after = reading.after(start.rate);
    let difference = (start.rate - after).abs();
    let moved = start.treated * difference / HUNDRED;
    let mut lines = Vec::new();
    let mut line = |word: &str, value: String, how: String, note: String, total: bool| {
        lines.push(Line { word: page.word(word), value, how, note, total });
    };
    line("study.control_rate", share(start.rate), String::new(), start.rate_note.clone(), false);
    let how = match reading {
        Reading::Relative(change) => {
            format!("{} × (1 {} {})", share(start.rate), sign(change.percent), share(change.percent.abs()))
        }
        Reading::Points(change) => {
            format!("{} {} {} pp", share(start.rate), sign(change.points), locale.number(change.points.abs()))
        }
    };
    line("study.treated_rate", share(after), how, String::new(), false);
    line(
        "study.difference",
        format!("{} pp", locale.rounded(difference, 2)),
        format!("{} − {}", share(start.rate.max(after)), share(start.rate.min(after))),
        String::new(),
        false,
    );
    line(
        "study.moved",
        locale.rounded(moved, 0),
        format!("{} × {}", locale.number(start.treated), share(difference)),
        String::new(),
        false,
    );
    let benefit = start.value.and_then(|value| page.in_base(Money { amount: moved * value.amount, ..value }));
    if let (Some(benefit), Some(value)) = (&benefit, &start.value) {
        line(
            "study.benefit",
            money(page, benefit),
            format!("{} × {}", locale.rounded(moved, 0), with_rate(page, value)),
            String::new(),
            false,
        );
    }
    let cost = cost(page, start);
    if let Some(cost) = &cost {
        line("study.cost", money(page, cost), cost_words(page, start), String::new(), false);
    }
    let roi = benefit.zip(cost).and_then(|(b, c)| roi(&b, &c));
    if let (Some(roi), Some(benefit), Some(cost)) = (roi, &benefit, &cost) {
        let (b, c) = (locale.rounded(benefit.amount, 0), locale.rounded(cost.amount, 0));
        line("study.roi", locale.percent(roi.round_dp(0)), format!("({b} − {c}) / {c}"), String::new(), true);
    }
    Sum { lines, benefit, cost, roi }
}

fn sign(value: Decimal) -> char {
    if value.is_sign_negative() { '−' } else { '+' }
}

fn money(page: &Page<'_>, money: &Money) -> String {
    page.locale.money(&Money { amount: money.amount.round_dp(0), ..*money })
}

/// What the cases cost and what the whole does, in the currency of the program.
fn cost(page: &Page<'_>, start: &Start) -> Option<Money> {
    let variable = start.cost_per_case.map(|c| Money { amount: c.amount * start.treated, ..c });
    let parts = [variable, start.fixed].into_iter().flatten().map(|part| page.in_base(part));
    let parts: Vec<Money> = parts.collect::<Option<_>>()?;
    parts.into_iter().reduce(|a, b| Money { amount: a.amount + b.amount, ..a })
}

/// An amount as a sum shows it: with its rate, when it is in another currency.
pub fn with_rate(page: &Page<'_>, money: &Money) -> String {
    let written = page.locale.money(money);
    match page.in_base(Money { amount: Decimal::ONE, ..*money }) {
        Some(one) if one.currency != money.currency => {
            format!("{written} × {}", page.locale.number(one.amount.round_dp(6).normalize()))
        }
        _ => written,
    }
}

fn cost_words(page: &Page<'_>, start: &Start) -> String {
    let variable = start
        .cost_per_case
        .map(|c| format!("{} × {}", page.locale.number(start.treated), with_rate(page, &c)));
    let fixed = start.fixed.map(|f| with_rate(page, &f));
    [variable, fixed].into_iter().flatten().collect::<Vec<_>>().join(" + ")
}

/// (benefit − cost) / cost, in per cent.
pub fn roi(benefit: &Money, cost: &Money) -> Option<Decimal> {
    let same = benefit.currency == cost.currency;
    same.then(|| statistics::roi(benefit.amount, cost.amount))?.map(|roi| roi * HUNDRED)
}

/// The share before the change, as the study publishes or assumes it, and whether it is assumed.
pub fn control_rate(study: &Study) -> Option<(Decimal, bool)> {
    let published = study.effect.get().and_then(|e| e.control_rate.get());
    let assumed = study.assumes.get().and_then(|a| a.control_rate.get());
    match (published, assumed) {
        (Some(Level::Share(share)), _) => Some((share.percent(), false)),
        (_, Some(Level::Share(share))) => Some((share.percent(), true)),
        _ => None,
    }
}

/// What a customer is worth over the horizon of a case.
pub fn value_of(case: &BusinessCase) -> Option<Money> {
    case.value_per_customer.get()?.over(*case.horizon.get()?).ok()
}

/// The start of the arithmetic of a case: the study it rests on gives the rate, or the baseline
/// of its metric does; customers are those it reaches, or those of the study's first arm.
pub fn start(
    page: &Page<'_>,
    index: EntityIndex,
    case: &BusinessCase,
    cost_per_case: Option<Money>,
) -> Option<Start> {
    let expects = case.expects.get()?;
    let study: Option<Of<'_, Study>> =
        expects.study.spanned().and_then(|(at, _)| page.program().follow(index, at));
    let from_study = study.as_ref().and_then(|s| control_rate(s.it));
    let from_baseline = || {
        let (at, _) = expects.metric.spanned()?;
        let metric = page.program().follow::<crate::model::metric::Metric>(index, at)?;
        match super::standing::published_standing(page, metric.it)?.level {
            Level::Share(share) => Some((share.percent(), false)),
            _ => None,
        }
    };
    let (rate, assumed) = from_study.or_else(from_baseline)?;
    let treated = case.customers.get().map(|n| Decimal::from(n.0)).or_else(|| {
        let arm = study.as_ref()?.it.arms.items().next()?;
        arm.n.get().map(|n| Decimal::from(n.0))
    })?;
    Some(Start {
        treated,
        rate,
        rate_note: if assumed { page.word("study.assumed") } else { String::new() },
        value: value_of(case),
        cost_per_case,
        fixed: case.cost.get().map(|cost| cost.0),
    })
}

/// The playbook whose case rests on a study: it says what a customer is worth and a case costs.
pub fn case_of<'s>(page: &Page<'s>, study: EntityIndex) -> Option<Of<'s, Playbook>> {
    let program = page.site.program();
    let from = program.edges_to(study).find(|e| e.field() == "study").map(|e| e.from)?;
    program.all::<Playbook>().find(|p| p.index == from)
}

/// One business case worked out, with the range its author gives.
pub struct Worked {
    pub base: Sum,
    pub low: Option<Sum>,
    pub high: Option<Sum>,
    pub start: Start,
    pub reading: Reading,
}

pub fn worked(
    page: &Page<'_>,
    index: EntityIndex,
    case: &BusinessCase,
    cost_per_case: Option<Money>,
) -> Option<Worked> {
    let start = start(page, index, case, cost_per_case)?;
    let change = case.expects.get()?.change.get()?;
    let reading = readings(change).into_iter().next()?;
    let of = |change: Option<&Change>| {
        readings(change?).into_iter().next().map(|reading| sum(page, &start, reading))
    };
    Some(Worked {
        base: sum(page, &start, reading),
        low: of(case.low.get()),
        high: of(case.high.get()),
        start: start.clone(),
        reading,
    })
}
