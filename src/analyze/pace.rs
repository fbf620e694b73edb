//! How soon the steps of a playbook can be taken: one after the other, each when its role works and its
//! channel is open, with nobody waiting in a queue before it. What is late even so is late for everybody.

use super::Context;
use super::clocks::Clocks;
use super::open_week::{
    Length, Minute, Open, WEEK, days_of, is_every_day_alike, longest_closed, minutes, overlap, worked,
};
use super::playbooks::{Flow, Next};
use crate::model::channel::Channel;
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::quantity::{Clock, Sla, TimeUnit};
use crate::model::role::Role;
use crate::model::unions::Within;
use crate::model::{EntityKind, Of};
use rust_decimal::prelude::ToPrimitive;
use std::cell::OnceCell;

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
    /// When all of them can be worked on.
    common: Open,
    /// The hours by which deadlines in business time run; none when the program has no such hours.
    hours: Vec<Option<Open>>,
    /// What becomes of each case that decides.
    cases: OnceCell<Vec<Case>>,
}

/// A case: when it starts, and the earliest end of each step of it; none where it does not come, or
/// nobody ever works.
struct Case {
    starts: Minute,
    ends: Vec<Option<Minute>>,
}

impl<'p> Pace<'p> {
    /// None when the steps or the hours of somebody could not be read.
    pub fn of(playbook: Of<'p, Playbook>, clocks: &'p Clocks, context: &Context<'_>) -> Option<Self> {
        let flow = Flow::of(playbook.it);
        if !flow.complete {
            return None;
        }
        let always = || vec![(0, WEEK)];
        let (mut steps, mut hours) = (Vec::new(), Vec::new());
        for step in &flow.steps {
            let role: Option<Of<'_, Role>> = follow(playbook, step.role.spanned().map(|it| it.0), context)?;
            let channel: Option<Of<'_, Channel>> =
                follow(playbook, step.channel.spanned().map(|it| it.0), context)?;
            let works = role.map_or(Some(always()), |it| clocks.role(it.it))?;
            let open = channel.map_or(Some(always()), |it| clocks.channel(it.it))?;
            let takes = step.takes.value().and_then(effort).unwrap_or(0);
            steps.push((overlap(&works, &open), takes));
            hours.push(match role {
                Some(_) => clocks.usual().map(|_| works),
                None => clocks.usual().cloned(),
            });
        }
        let common = steps.iter().fold(always(), |common, (open, _)| overlap(&common, open));
        Some(Self { flow, steps, common, hours, cases: OnceCell::new() })
    }

    /// The case for which a step is latest with one of its deadlines; none when it is in time for all.
    pub fn late(&self, step: usize, sla: Sla) -> Option<Late> {
        if self.surely_in_time(step, sla) {
            return None;
        }
        let length = Length::of(sla.duration())?;
        let mut worst: Option<Late> = None;
        for Case { starts, ends } in self.cases() {
            let Some(end) = ends[step] else { continue };
            let since = match self.flow.steps[step].after.get() {
                None => *starts,
                Some(earlier) => match self.flow.find(earlier.id()).and_then(|earlier| ends[earlier]) {
                    Some(end) => end,
                    None => continue,
                },
            };
            if end <= since.saturating_add(length.at_least()) {
                continue;
            }
            let due = length.due(self.hours[step].as_deref(), since)?;
            if end > due && worst.is_none_or(|it| end - due > it.ends - it.due) {
                worst = Some(Late { starts: *starts, ends: end, due });
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

    fn cases(&self) -> &[Case] {
        let of = |starts| Case { starts, ends: self.ends(starts) };
        self.cases.get_or_init(|| self.starts().into_iter().map(of).collect())
    }

    /// When cases start that decide: how late a step is grows only where somebody's door closes before
    /// the work of the steps up to there is done, and until a clock that stood still runs again. So just
    /// before and after every opening and closing, less the work of the steps before.
    fn starts(&self) -> Vec<Minute> {
        let weeks = self.steps.iter().map(|(open, _)| open);
        let weeks = weeks.chain(self.hours.iter().flatten());
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

    /// Whether a step is in time at first sight: all work up to it fits into the hours that everybody
    /// has in common while the clock of its deadline runs.
    fn surely_in_time(&self, step: usize, sla: Sla) -> bool {
        let work: Minute = self.steps.iter().map(|(_, takes)| *takes).sum();
        match (sla.clock(), &self.hours[step]) {
            (Clock::Business, Some(week)) => {
                let amount = sla.duration().amount().to_f64().unwrap_or(0.0);
                let common = overlap(&self.common, week);
                if sla.duration().unit() == TimeUnit::BusinessHour {
                    return common == *week && f64::from(work) <= amount * 60.0;
                }
                // Where days differ, the first and the last may share next to nothing.
                let alike = is_every_day_alike(week) && is_every_day_alike(&common);
                let days = if alike { amount } else { amount - 1.0 };
                // What takes no time waits for an open minute all the same.
                let work = work + self.steps.len() as Minute;
                days_of(&common) == days_of(week) && f64::from(work) <= days * f64::from(shortest(&common))
            }
            (Clock::Business, None) => true,
            _ => {
                // Work that fits into every stretch meets one closing at the most.
                let fits = self.steps.iter().all(|(open, takes)| *takes <= shortest(open));
                let closed =
                    self.steps.iter().map(|(open, _)| longest_closed(open).map_or(0, |(_, length)| length));
                let within = |length| f64::from(work + closed.sum::<Minute>()) <= length;
                fits && minutes(sla.duration()).is_none_or(within)
            }
        }
    }
}

/// The shortest stretch of a week.
fn shortest(week: &Open) -> Minute {
    week.iter().map(|(from, to)| to - from).min().unwrap_or(0)
}

/// The deadlines of a step.
pub fn slas(step: &PlaybookStep) -> Vec<Sla> {
    match step.within.get() {
        Some(Within::Always(sla)) => vec![*sla],
        Some(Within::ByCase(cases)) => cases.iter().filter_map(|it| it.within.value()).collect(),
        None => Vec::new(),
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
