//! What a playbook moved: customers who were treated against those who were held out by lot, as the ledger
//! of assignments has them.
//!
//! Everybody is compared in the group that the draw gave first, whatever became of it later: to take out
//! those who left their group would undo the draw. Who was protected from the beginning is in neither.

mod balance;
pub mod gain;
pub mod study;

use crate::analyze::Checked;
use crate::analyze::draw::Draw;
use crate::analyze::statistics::experiment::{
    Group, IMBALANCE, MISMATCH, Stratified, apart, sample_ratio, stratified, welch,
};
use crate::analyze::statistics::normal::z_of;
use crate::analyze::statistics::{CONFIDENCE, Interval, proportion};
use crate::diagnostic::{Say, say};
use crate::emit::kpi::PerCustomer;
use crate::emit::kpi::grain::Grain;
use crate::measure::engine::Rows;
use crate::measure::values::days;
use crate::measure::worklist::ledger::{Arm, Assigned, Ledger};
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::time::Days;
use balance::strata_of;
pub use balance::{Balance, balance};
use gain::Gain;
use std::collections::BTreeMap;

/// Fewer customers in a group than this, or fewer with or without the event than [`FEW_EVENTS`], are too
/// few for the formulas of large samples.
const FEW: f64 = 30.0;
const FEW_EVENTS: f64 = 5.0;

/// The groups as they were drawn.
pub struct Drawn {
    pub treated: usize,
    pub control: usize,
    /// Left out from the beginning.
    pub protected: usize,
    /// Held out at first and treated later, because they complained or their time was over.
    pub left: usize,
    pub share: f64,
    /// Probability of such a split when the draw was right.
    pub p: f64,
    pub balance: Vec<Balance>,
}

/// One metric of both groups.
pub struct Outcome<'p> {
    pub metric: Of<'p, Metric>,
    pub period: String,
    pub days: Option<Days>,
    pub treated: Group,
    pub control: Group,
    /// Customers of each group, assigned in time, of whom the metric says nothing.
    pub without: [usize; 2],
    /// Customers who were assigned after the period had begun.
    pub late: usize,
    /// Treated minus control.
    pub difference: f64,
    pub interval: Interval,
    pub p: f64,
    pub stratified: Option<Stratified>,
    pub gain: Option<Gain>,
    pub warnings: Vec<Say>,
}

impl Outcome<'_> {
    /// Whether every customer had the event or not.
    pub fn is_share(&self) -> bool {
        self.treated.is_share() && self.control.is_share()
    }

    /// Whether the interval leaves no difference out.
    pub fn is_distinct(&self) -> bool {
        !(self.interval.low <= 0.0 && 0.0 <= self.interval.high)
    }
}

pub struct Effect<'p> {
    pub playbook: Of<'p, Playbook>,
    pub drawn: Drawn,
    pub outcomes: Vec<Outcome<'p>>,
    /// Metrics that could not be compared, and why.
    pub not_compared: Vec<(String, Say, Say)>,
    pub warnings: Vec<Say>,
}

/// Puts the groups of a ledger together.
pub fn drawn(ledger: &Ledger, playbook: Of<'_, Playbook>, draw: &Draw) -> (Drawn, Vec<Say>) {
    let id = playbook.id();
    let all: Vec<(&Assigned, &Assigned)> = ledger.of_playbook(id.as_str()).collect();
    let count = |arm: Arm| all.iter().filter(|(first, _)| first.arm == arm).count();
    let (treated, control, protected) = (count(Arm::Treated), count(Arm::Control), count(Arm::Protected));
    let left =
        all.iter().filter(|(first, last)| first.arm == Arm::Control && last.arm != Arm::Control).count();
    let share = rust_decimal::prelude::ToPrimitive::to_f64(&draw.share).unwrap_or(0.0);
    let p = sample_ratio(treated as f64, control as f64, share);
    let firsts: Vec<&Assigned> = all.iter().map(|(first, _)| *first).collect();
    let balance = balance(&firsts);
    let mut warnings = Vec::new();
    if p < MISMATCH {
        warnings.push(say!(
            en: "the groups do not have the sizes of the draw ({treated} and {control}): something besides the lot decided who is in which, and no difference can be trusted until that is found";
            es: "los grupos no tienen el tamaño del sorteo ({treated} y {control}): algo además del azar decidió quién está en cuál, y ninguna diferencia es de fiar hasta encontrarlo"
        ));
    }
    let other =
        firsts.iter().filter(|it| it.arm != Arm::Protected && draw.hash(&it.customer) != it.draw).count();
    let moved = firsts
        .iter()
        .filter(|it| it.arm != Arm::Protected && draw.holds_out(&it.customer) != (it.arm == Arm::Control));
    let moved = moved.count();
    if other > 0 || moved > 0 {
        let n = other.max(moved);
        warnings.push(say!(
            en: "{n} assignments are not those of the draw as it is now: the share or the seed was changed since; the ledger is what counts";
            es: "{n} asignaciones no son las del sorteo de ahora: desde entonces se cambió la parte o la semilla; lo que vale es el registro"
        ));
    }
    // In small groups such distances come by chance.
    let chance = z_of(CONFIDENCE) * (1.0 / treated.max(1) as f64 + 1.0 / control.max(1) as f64).sqrt();
    let far = |one: &&Balance| one.distance.abs() > IMBALANCE.max(chance);
    for one in balance.iter().filter(far) {
        let (column, value) = (&one.column, &one.value);
        warnings.push(say!(
            en: "the groups differ in `{column}` = `{value}` by more than {IMBALANCE} standard deviations: look at the difference by strata";
            es: "los grupos difieren en `{column}` = `{value}` en más de {IMBALANCE} desviaciones estándar: mira la diferencia por estratos"
        ));
    }
    (Drawn { treated, control, protected, left, share, p, balance }, warnings)
}

/// What a metric gives of each customer of both groups.
///
/// # Errors
/// There is nothing to compare: why, and what to do.
pub fn outcome<'p>(
    checked: &Checked<'p>,
    ledger: &Ledger,
    playbook: Of<'p, Playbook>,
    asked: &PerCustomer<'p>,
    rows: &Rows,
    period: Option<&str>,
) -> Result<Outcome<'p>, (Say, Say)> {
    let (period, days) = chosen(checked, asked.grain, rows, period)?;
    let values = values(rows, &period);
    let id = playbook.id();
    let mut groups: [Vec<f64>; 2] = Default::default();
    let mut strata: BTreeMap<&str, [Vec<f64>; 2]> = BTreeMap::new();
    let (mut without, mut late) = ([0, 0], 0);
    for (first, _) in ledger.of_playbook(id.as_str()) {
        let side = match first.arm {
            Arm::Treated => 0,
            Arm::Control => 1,
            Arm::Protected | Arm::Released => continue,
        };
        if days.is_some_and(|days| first.on.0 >= days.first) {
            late += 1;
            continue;
        }
        match values.get(first.customer.as_str()) {
            None => without[side] += 1,
            Some(value) => {
                groups[side].push(*value);
                strata.entry(&first.strata).or_default()[side].push(*value);
            }
        }
    }
    let [treated, control] = [Group::of(&groups[0]), Group::of(&groups[1])];
    if treated.n < 2.0 || control.n < 2.0 {
        let (n, m) = (treated.n, control.n);
        return Err((
            say!(en: "in {period} it has a value for {n} treated and {m} held-out customers who were assigned before it began", es: "en {period} tiene valor para {n} clientes tratados y {m} no tratados que se asignaron antes de que empezara"),
            say!(en: "wait for a period that begins after the assignments, or name one with `--period`", es: "espera un periodo que empiece después de las asignaciones, o nombra uno con `--period`"),
        ));
    }
    let (interval, p) = distance(treated, control);
    let stratified = by_strata(strata);
    let mut outcome = Outcome {
        metric: asked.metric,
        period,
        days,
        treated,
        control,
        without,
        late,
        difference: treated.mean() - control.mean(),
        interval,
        p,
        stratified,
        gain: None,
        warnings: Vec::new(),
    };
    outcome.gain = gain::of_outcome(checked.program, playbook, &outcome);
    outcome.warnings = warnings(&outcome);
    Ok(outcome)
}

/// The interval of a difference and its p value: of shares by Newcombe and the pooled z, of averages by
/// Welch.
pub fn distance(treated: Group, control: Group) -> (Interval, f64) {
    if treated.is_share() && control.is_share() {
        let both = proportion::Comparison {
            events: [treated.events(), control.events()],
            n: [treated.n, control.n],
        };
        return (both.newcombe(), both.p_value());
    }
    (apart(treated, control), welch(treated, control))
}

/// The period that is compared: the one that was asked for, or the last one that is over.
fn chosen(
    checked: &Checked<'_>,
    grain: Grain,
    rows: &Rows,
    asked: Option<&str>,
) -> Result<(String, Option<Days>), (Say, Say)> {
    let mut known: Vec<(String, Option<Days>)> = Vec::new();
    for row in rows {
        let Some(period) = row.first().cloned().flatten() else { continue };
        if known.last().is_none_or(|(last, _)| *last != period) {
            let days = days(grain, &period);
            known.push((period, days));
        }
    }
    let is_over = |days: &Option<Days>| match grain {
        Grain::Calendar(_) => days.is_some_and(|days| days.last < checked.as_of.0),
        _ => true,
    };
    let found = match asked {
        Some(asked) => known.into_iter().find(|(period, _)| period == asked),
        None => {
            known.into_iter().filter(|(_, days)| is_over(days)).max_by_key(|(_, days)| days.map(|it| it.last))
        }
    };
    found.ok_or_else(|| match asked {
        Some(asked) => (
            say!(en: "it has no value in {asked}", es: "no tiene valor en {asked}"),
            say!(en: "name a period as the metric has them: a quarter is 2027-Q1, a month 2027-03", es: "nombra un periodo como los tiene la métrica: un trimestre es 2027-Q1, un mes 2027-03"),
        ),
        None => (
            say!(en: "it has no value for a customer in a period that is over", es: "no tiene valor de ningún cliente en un periodo que ya terminó"),
            say!(en: "look at it with `senda measure`", es: "mírala con `senda measure`"),
        ),
    })
}

fn values<'r>(rows: &'r Rows, period: &str) -> BTreeMap<&'r str, f64> {
    let read = |row: &'r Vec<Option<String>>| {
        let text = |at: usize| row.get(at)?.as_deref();
        if text(0)? != period {
            return None;
        }
        Some((text(1)?, text(2)?.parse::<f64>().ok().filter(|value| value.is_finite())?))
    };
    rows.iter().filter_map(read).collect()
}

/// The difference over strata. Those with fewer than two of a group are taken together.
fn by_strata(strata: BTreeMap<&str, [Vec<f64>; 2]>) -> Option<Stratified> {
    if strata.len() < 2 || strata.keys().all(|strata| strata_of(strata).is_empty()) {
        return None;
    }
    let mut rest: [Vec<f64>; 2] = Default::default();
    let mut groups = Vec::new();
    for [treated, control] in strata.into_values() {
        if treated.len() < 2 || control.len() < 2 {
            rest[0].extend(treated);
            rest[1].extend(control);
        } else {
            groups.push((Group::of(&treated), Group::of(&control)));
        }
    }
    if !rest[0].is_empty() || !rest[1].is_empty() {
        groups.push((Group::of(&rest[0]), Group::of(&rest[1])));
    }
    stratified(&groups).filter(|found| found.strata > 1)
}

fn warnings(outcome: &Outcome<'_>) -> Vec<Say> {
    let mut all = Vec::new();
    let (treated, control) = (outcome.treated, outcome.control);
    let few_events = |group: Group| group.events() < FEW_EVENTS || group.n - group.events() < FEW_EVENTS;
    let few = treated.n < FEW || control.n < FEW;
    if few || (outcome.is_share() && (few_events(treated) || few_events(control))) {
        all.push(say!(
            en: "too few customers to say much: {} treated and {} held out", treated.n, control.n;
            es: "muy pocos clientes para decir gran cosa: {} tratados y {} no tratados", treated.n, control.n
        ));
    }
    if !outcome.is_distinct() {
        all.push(say!(
            en: "the interval holds zero: the difference cannot be told from chance";
            es: "el intervalo contiene el cero: la diferencia no se distingue de la casualidad"
        ));
    }
    let whole = [treated.n, control.n].map(|n| n as usize);
    let of = |side: usize| (whole[side] + outcome.without[side]) as f64;
    let gone = proportion::Comparison {
        events: [outcome.without[0] as f64, outcome.without[1] as f64],
        n: [of(0), of(1)],
    };
    if outcome.without != [0, 0] && gone.p_value() < MISMATCH {
        all.push(say!(
            en: "of one group more customers have no value than of the other: the comparison is of those who stayed to be measured";
            es: "de un grupo faltan más clientes que del otro: se compara solo a quienes se pudo medir"
        ));
    }
    if outcome.days.is_none() {
        all.push(say!(
            en: "the metric has no `period`, so rows from before the assignment count too";
            es: "la métrica no tiene `period`, así que también cuentan filas anteriores a la asignación"
        ));
    }
    all.extend(outcome.gain.as_ref().and_then(Gain::warning));
    all
}
