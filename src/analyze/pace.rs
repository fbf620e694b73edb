//! How soon the steps of a playbook can be taken: one after the other, each when its role works and its
//! channel is open, with nobody waiting in a queue before it. What is late even so is late for everybody.

use super::Context;
use super::clocks::{Clocks, Open, Timed, WEEK, longest_closed, minutes, overlap};
use super::playbooks::{Flow, Next};
use crate::model::channel::Channel;
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::quantity::{Clock, Sla, TimeUnit};
use crate::model::role::Role;
use crate::model::time::calendar::after;
use crate::model::unions::Within;
use crate::model::{EntityKind, Of};
use jiff::civil::DateTime;
use jiff::{ToSpan, Zoned};
use rust_decimal::prelude::ToPrimitive;

/// A minute, counted from the beginning of a week without holidays.
type Minute = u32;

/// The week that is looked at: its first day is a Monday, and no list of holidays goes back so far.
const MONDAY: DateTime = jiff::civil::datetime(1990, 1, 1, 0, 0, 0, 0);

/// A step that ends after it is due, however quickly everybody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// When the case starts, when the step ends at the earliest, and when it is due.
    pub starts: Minute,
    pub ends: Minute,
    pub due: Minute,
}

/// The steps of a playbook by the clock.
pub struct Pace<'p> {
    pub flow: Flow<'p>,
    /// When each step can be worked on, and how long that takes.
    steps: Vec<(Open, Minute)>,
    /// The calendar that deadlines in business time run by, and the open week of it.
    clocks: Vec<Option<&'p Timed>>,
    zone: jiff::tz::TimeZone,
}

impl<'p> Pace<'p> {
    /// None when the steps or the hours of somebody could not be read.
    pub fn of(playbook: Of<'p, Playbook>, clocks: &'p Clocks, context: &Context<'_>) -> Option<Self> {
        let flow = Flow::of(playbook.it);
        if !flow.complete {
            return None;
        }
        let (mut steps, mut calendars) = (Vec::new(), Vec::new());
        for step in &flow.steps {
            let role: Option<Of<'_, Role>> = follow(playbook, step.role.spanned().map(|it| it.0), context)?;
            let channel: Option<Of<'_, Channel>> =
                follow(playbook, step.channel.spanned().map(|it| it.0), context)?;
            let always = || vec![(0, WEEK)];
            let works = role.map_or(Some(always()), |it| clocks.role(it.it))?;
            let open = channel.map_or(Some(always()), |it| clocks.channel(it.it))?;
            let takes = step.takes.value().and_then(effort).unwrap_or(0);
            steps.push((overlap(&works, &open), takes));
            calendars.push(clocks.of_role(role.map(|role| role.index)));
        }
        let zone = clocks.calendar.as_ref().map_or(jiff::tz::TimeZone::UTC, |it| it.zone().clone());
        Some(Self { flow, steps, clocks: calendars, zone })
    }

    /// The case for which a step is latest with one of its deadlines; none when it is in time for all.
    pub fn late(&self, step: usize, sla: Sla) -> Option<Late> {
        if self.surely_in_time(step, sla) {
            return None;
        }
        let soonest = soonest(sla);
        let mut worst: Option<Late> = None;
        for starts in self.starts() {
            let ends = self.ends(starts);
            let Some(end) = ends[step] else { continue };
            let since = match self.flow.steps[step].after.get() {
                None => starts,
                Some(earlier) => match self.flow.find(earlier.id()).and_then(|earlier| ends[earlier]) {
                    Some(end) => end,
                    None => continue,
                },
            };
            if f64::from(end - since.min(end)) <= soonest {
                continue;
            }
            let due = self.due(step, since, sla)?;
            if end > due && worst.is_none_or(|it| end - due > it.ends - it.due) {
                worst = Some(Late { starts, ends: end, due });
            }
        }
        worst
    }

    /// Whether every deadline of a step can be kept, whenever the case starts.
    pub fn is_kept(&self, step: usize) -> bool {
        let slas = slas(self.flow.steps[step]);
        let open = !self.steps[step].0.is_empty();
        open && !slas.is_empty() && slas.iter().all(|sla| self.late(step, *sla).is_none())
    }

    /// The earliest end of each step of a case; none where no case comes, or nobody ever works.
    fn ends(&self, starts: Minute) -> Vec<Option<Minute>> {
        let mut ends: Vec<Option<Minute>> = vec![None; self.steps.len()];
        let mut waiting: Vec<(usize, Minute)> =
            self.flow.first().map(|first| (first, starts)).into_iter().collect();
        while let Some((step, arrives)) = waiting.pop() {
            let (open, takes) = &self.steps[step];
            let Some(end) = worked(open, arrives, *takes) else { continue };
            if ends[step].is_some_and(|known| known <= end) {
                continue;
            }
            ends[step] = Some(end);
            waiting.extend(self.flow.ways[step].iter().filter_map(|next| match next {
                Next::Step(to) => Some((*to, end)),
                Next::Leaves | Next::Done => None,
            }));
        }
        ends
    }

    /// When a deadline that counts from a minute is over.
    fn due(&self, step: usize, since: Minute, sla: Sla) -> Option<Minute> {
        let from: Zoned =
            MONDAY.checked_add(i64::from(since).minutes()).ok()?.to_zoned(self.zone.clone()).ok()?;
        let due = match &self.clocks[step] {
            Some((calendar, _)) => calendar.add_sla(&from, &sla),
            None => after(&from, sla.duration())?,
        };
        Minute::try_from(due.datetime().duration_since(MONDAY).as_mins()).ok()
    }

    /// When cases start that decide: how late a step is grows only where somebody's door closes before
    /// the work of the steps up to there is done, and until a clock that stood still runs again. So just
    /// before and after every opening and closing, less the work of the steps before.
    fn starts(&self) -> Vec<Minute> {
        let weeks = self.steps.iter().map(|(open, _)| open);
        let weeks = weeks.chain(self.clocks.iter().flatten().map(|(_, week)| week));
        let mut edges: Vec<Minute> = weeks.flatten().flat_map(|(from, to)| [*from, *to]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut work = vec![0];
        for (_, takes) in &self.steps {
            work.push((work.last().copied().unwrap_or(0) + takes) % WEEK);
        }
        work.dedup();
        let around = |at: Minute| [at + WEEK - 1, at, at + 1].map(|minute| minute % WEEK);
        let decide = edges.iter().flat_map(|edge| work.iter().map(move |work| edge + WEEK - work));
        let mut all: Vec<Minute> = decide.flat_map(around).collect();
        all.push(0);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a step is in time at first sight: those who come before it are there as long as the
    /// clock of its deadline runs, and all their work fits into it.
    fn surely_in_time(&self, step: usize, sla: Sla) -> bool {
        let work: Minute = self.steps.iter().map(|(_, takes)| *takes).sum();
        match (sla.clock(), &self.clocks[step]) {
            (Clock::Business, Some((_, week))) => {
                let shortest = week.iter().map(|(from, to)| to - from).min().unwrap_or(0);
                let amount = sla.duration().amount().to_f64().unwrap_or(0.0);
                let each = if sla.duration().unit() == TimeUnit::BusinessHour { 60 } else { shortest };
                f64::from(work) <= amount * f64::from(each)
                    && self.steps.iter().all(|(open, _)| overlap(open, week) == *week)
            }
            (Clock::Business, None) => true,
            _ => {
                let closed =
                    self.steps.iter().map(|(open, _)| longest_closed(open).map_or(0, |(_, length)| length));
                minutes(sla.duration()).is_none_or(|length| f64::from(work + closed.sum::<u32>()) <= length)
            }
        }
    }
}

/// The deadlines of a step.
pub fn slas(step: &PlaybookStep) -> Vec<Sla> {
    match step.within.get() {
        Some(Within::Always(sla)) => vec![*sla],
        Some(Within::ByCase(cases)) => cases.iter().filter_map(|it| it.within.value()).collect(),
        None => Vec::new(),
    }
}

/// Minutes that pass at least before a deadline is over, whatever the calendar: business hours are no
/// shorter than hours, and of business days the first may have been over already. Zero says nothing.
fn soonest(sla: Sla) -> f64 {
    let amount = sla.duration().amount().to_f64().unwrap_or(0.0);
    match (sla.clock(), sla.duration().unit()) {
        (_, TimeUnit::BusinessHour) => amount * 60.0,
        (_, TimeUnit::BusinessDay) => (amount - 1.0).max(0.0) * 1440.0,
        (Clock::Business, _) => 0.0,
        _ => minutes(sla.duration()).unwrap_or(0.0),
    }
}

/// What a reference leads to; the inner none when there is no reference.
fn follow<'c, T: EntityKind>(
    playbook: Of<'_, Playbook>,
    at: Option<crate::source::Span>,
    context: &Context<'c>,
) -> Option<Option<Of<'c, T>>> {
    match at {
        None => Some(None),
        Some(at) => context.program.follow(playbook.index, at).map(Some),
    }
}

/// Minutes of work; none for days and longer, which say nothing about hours at work.
fn effort(length: crate::model::quantity::Duration) -> Option<Minute> {
    let minutes = match length.unit() {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => minutes(length)?,
        TimeUnit::BusinessHour => length.amount().to_f64()? * 60.0,
        _ => return None,
    };
    Some(minutes.ceil().clamp(0.0, f64::from(WEEK)) as Minute)
}

/// The minute at which so many open minutes have passed; without any, the next open one. None when it
/// never opens.
fn worked(open: &Open, from: Minute, mut takes: Minute) -> Option<Minute> {
    let total: Minute = open.iter().map(|(from, to)| to - from).sum();
    if total == 0 {
        return None;
    }
    let mut week = from / WEEK * WEEK + (takes / total).saturating_sub(1) * WEEK;
    takes -= (takes / total).saturating_sub(1) * total;
    let skipped = week + from % WEEK;
    loop {
        for (begins, ends) in open.iter().map(|(begins, ends)| (week + begins, week + ends)) {
            let begins = begins.max(skipped);
            if begins < ends {
                if takes <= ends - begins {
                    return Some(begins + takes);
                }
                takes -= ends - begins;
            }
        }
        week += WEEK;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_when_somebody_is_there_again() {
        let mornings: Open = (0..5).map(|day| (day * 1440 + 540, day * 1440 + 720)).collect();
        assert_eq!(worked(&mornings, 0, 30), Some(570));
        assert_eq!(worked(&mornings, 700, 30), Some(1440 + 550));
        assert_eq!(worked(&mornings, 4 * 1440 + 715, 10), Some(WEEK + 545));
        assert_eq!(worked(&mornings, 720, 0), Some(1440 + 540));
        assert_eq!(worked(&mornings, WEEK + 600, 900), Some(2 * WEEK + 600));
        assert_eq!(worked(&Vec::new(), 0, 1), None);
        assert_eq!(worked(&vec![(0, WEEK)], 77, 5), Some(82));
    }
}
