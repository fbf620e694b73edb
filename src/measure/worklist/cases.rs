//! Signals as cases: a customer has one open case at most, and a signal that arrives meanwhile joins it.

use super::Making;
use super::ledger::Arm;
use crate::analyze::deadlines::Clock;
use crate::diagnostic::{Mistake, say};
use crate::emit::kpi::signals::FIRST_EXTRA;
use crate::model::expression::TypedExpr;
use crate::model::quantity::Duration;
use crate::model::time::calendar::{BusinessCalendar, after};
use crate::model::unions::Within;
use crate::source::Span;
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use std::collections::BTreeMap;

/// A case that is open at the end of the day.
pub struct Case {
    pub customer: String,
    pub archetype: Option<String>,
    pub started: Zoned,
    pub trigger: usize,
    pub score: Option<f64>,
    pub draw: String,
    pub arm: Arm,
    pub strata: String,
    pub due: Result<Zoned, Mistake>,
    pub over: Option<Zoned>,
}

/// What came of all signals.
pub struct Found {
    pub cases: Vec<Case>,
    pub nobody: usize,
    pub timeless: usize,
    /// The end of the day that the list is for.
    pub now: Zoned,
}

/// A signal as the query gives it.
struct Signal<'r> {
    row: &'r [Option<String>],
    started: Zoned,
    trigger: usize,
}

impl Signal<'_> {
    fn text(&self, at: usize) -> Option<&str> {
        self.row.get(at)?.as_deref()
    }
}

/// The cases that are open on the day.
pub fn open(making: &Making<'_, '_>, zone: &TimeZone, calendar: Option<&BusinessCalendar>) -> Found {
    let day = making.checked.as_of.0;
    let last = day.at(23, 59, 59, 0).to_zoned(zone.clone());
    let now = last.unwrap_or_else(|_| jiff::Timestamp::MAX.to_zoned(zone.clone()));
    let mut found = Found { cases: Vec::new(), nobody: 0, timeless: 0, now };
    let mut by_customer: BTreeMap<&str, Vec<Signal<'_>>> = BTreeMap::new();
    for row in making.rows {
        let text = |at: usize| row.get(at).and_then(|cell| cell.as_deref());
        let Some(customer) = text(0).filter(|customer| !customer.is_empty()) else {
            found.nobody += 1;
            continue;
        };
        let trigger = text(2).and_then(|number| number.parse().ok()).unwrap_or(0);
        let lead = making.signals.leads.get(trigger).copied().flatten();
        let Some(started) = text(1).and_then(|started| moment(started, zone, lead)) else {
            found.timeless += 1;
            continue;
        };
        if started <= found.now {
            by_customer.entry(customer).or_default().push(Signal { row, started, trigger });
        }
    }
    for (customer, mut signals) in by_customer {
        signals.sort_by_key(|signal| (signal.started.timestamp(), signal.trigger));
        // Whoever is protected by one signal is protected.
        let protected = signals.iter().any(|signal| signal.text(6) == Some("protected"));
        if let Some(mut case) = last_case(making, customer, &signals, &found.now, calendar) {
            if protected {
                case.arm = Arm::Protected;
            }
            found.cases.push(case);
        }
    }
    found
}

/// A moment of the query on the clocks of the program, less what the trigger starts ahead of it.
fn moment(text: &str, zone: &TimeZone, lead: Option<Duration>) -> Option<Zoned> {
    let at = match text.parse::<civil::DateTime>() {
        Ok(at) => at,
        Err(_) => text.parse::<civil::Date>().ok()?.at(0, 0, 0, 0),
    };
    let at = at.to_zoned(zone.clone()).ok()?;
    match lead {
        Some(lead) => after(&at, Duration::new(-lead.amount(), lead.unit())),
        None => Some(at),
    }
}

/// The last case of a customer, when it is open at the end of the day.
fn last_case(
    making: &Making<'_, '_>,
    customer: &str,
    signals: &[Signal<'_>],
    now: &Zoned,
    calendar: Option<&BusinessCalendar>,
) -> Option<Case> {
    let mut open: Option<(&Signal<'_>, Option<Zoned>)> = None;
    for signal in signals {
        let joins =
            open.as_ref().is_some_and(|(_, over)| over.as_ref().is_none_or(|over| signal.started <= *over));
        if !joins {
            open = Some((signal, with_clock(making, signal, calendar, |clock| clock.over())));
        }
    }
    let (signal, over) = open?;
    // A case is on the list on the whole day on which it ends.
    let day = now.checked_sub(1.day()).ok()?;
    if over.as_ref().is_some_and(|over| *over <= day) {
        return None;
    }
    let due = with_clock(making, signal, calendar, |clock| {
        let first = crate::analyze::playbooks::Flow::of(clock.playbook.it).first()?;
        let step = clock.playbook.it.steps.items().nth(first)?;
        Some(clock.of_step(step)?.map(|due| due.at))
    });
    let arm = signal.text(6).and_then(Arm::of).unwrap_or(Arm::Treated);
    Some(Case {
        customer: customer.to_owned(),
        archetype: signal.text(3).map(str::to_owned),
        started: signal.started.clone(),
        trigger: signal.trigger,
        score: signal.text(4).and_then(|score| score.parse().ok()),
        draw: signal.text(5).unwrap_or_default().to_owned(),
        arm,
        strata: strata(making, signal),
        due: due.unwrap_or_else(|| Err(no_step())),
        over,
    })
}

fn no_step() -> Mistake {
    Mistake::new(
        say!(en: "the playbook has no first step", es: "el playbook no tiene un primer paso"),
        say!(en: "add `steps`", es: "agrega `steps`"),
    )
}

/// What both groups are compared by, as a JSON object of texts.
fn strata(making: &Making<'_, '_>, signal: &Signal<'_>) -> String {
    let first = FIRST_EXTRA + making.signals.by_case.len();
    let names = making.signals.balance.iter().enumerate();
    let values: serde_json::Map<String, serde_json::Value> =
        names.filter_map(|(at, name)| Some((name.clone(), signal.text(first + at)?.into()))).collect();
    serde_json::Value::Object(values).to_string()
}

fn with_clock<'p, T>(
    making: &Making<'_, 'p>,
    signal: &Signal<'_>,
    calendar: Option<&BusinessCalendar>,
    ask: impl FnOnce(&Clock<'_, 'p>) -> T,
) -> T {
    // The query has said which deadline of a step is the one of this case.
    let holds = |_: &TypedExpr, at: Span| {
        making.signals.by_case.iter().enumerate().any(|(number, step)| {
            let chosen = signal.text(FIRST_EXTRA + number).and_then(|text| text.parse::<usize>().ok());
            let step = making.signals.playbook.it.steps.items().nth(*step);
            let Some(Within::ByCase(list)) = step.and_then(|step| step.within.get()) else { return false };
            chosen.and_then(|chosen| list.iter().nth(chosen)).is_some_and(|entry| entry.when.span() == at)
        })
    };
    ask(&Clock {
        program: making.checked.program,
        calendar,
        playbook: making.signals.playbook,
        started: &signal.started,
        holds: &holds,
    })
}
