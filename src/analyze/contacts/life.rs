//! The contacts of one person, day by day: who is let through, who waits, who is dropped.
//!
//! A contact is let through when fewer than `maximum` contacts that the limit counts lie in the
//! window before it. One that is not waits until it may go, and is dropped when it can no longer be
//! answered by then. What belongs to a case of a playbook is never held back; it counts.

use super::chance::Chance;
use super::days::Day;
use super::happening::Happening;
use super::limits::Rank;
use super::plan::{Plan, Starts};
use crate::model::survey::OutcomeAsked;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A contact that took place.
#[derive(Clone, Copy, Debug)]
struct Made {
    day: Day,
    stream: usize,
    reminder: bool,
}

/// Why a contact had to wait.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The limit; none when the person rests after an answer.
    pub limit: Option<usize>,
    /// The streams whose contacts fill it, each once.
    pub by: Vec<usize>,
}

/// What became of the contact that is looked at.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What was in its way on the day it was planned for.
    pub blocks: Vec<Block>,
    /// When it took place; none when it was dropped.
    pub made: Option<Day>,
    /// The limits that its own contacts went over.
    pub over: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Begin { planned: Day },
    Remind,
    Touch,
}

/// What may happen next. They are taken by day, then by who goes first, then by what was planned
/// earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Next {
    day: Day,
    rank: Rank,
    planned: Day,
    stream: usize,
    act: Act,
    looked_at: bool,
}

/// The contact that is looked at: a stream that begins on a day.
#[derive(Clone, Copy, Debug)]
pub struct Focus {
    pub stream: usize,
    pub day: Day,
}

/// Nobody is asked about what is a year old, however long a survey stays open.
const LONGEST_WAIT: Day = 365;

/// One person of the simulation.
pub struct Life<'p> {
    plan: &'p Plan,
    made: Vec<Made>,
    next: BinaryHeap<Reverse<Next>>,
    /// Until when the person rests, by the rule of each policy, and from whose answer.
    rests: Vec<(usize, Day, usize)>,
    chance: Chance,
    outcome: Outcome,
    focus: Focus,
}

impl<'p> Life<'p> {
    /// A person for whom the stream in focus begins on its day, among other streams that begin
    /// for them by chance between two days.
    pub fn new(
        plan: &'p Plan,
        others: &[usize],
        focus: Focus,
        (from, to): (Day, Day),
        chance: Chance,
    ) -> Self {
        let outcome = Outcome::default();
        let (made, next, rests) = (Vec::new(), BinaryHeap::new(), Vec::new());
        let mut life = Self { plan, made, next, rests, chance, outcome, focus };
        let mut happened = Vec::new();
        for other in others.iter().copied().filter(|other| *other != focus.stream) {
            match plan.happening(other) {
                Some((number, happening)) if !happened.contains(&number) => {
                    happened.push(number);
                    life.happen(happening, others, from, to);
                }
                Some(_) => {}
                None => life.scatter(other, from, to),
            }
        }
        life.begin_together(others);
        life.lead_up();
        life.begin(focus.stream, focus.day, true);
        life
    }

    fn begin(&mut self, stream: usize, day: Day, looked_at: bool) {
        let rank = self.plan.streams[stream].rank;
        self.next.push(Reverse(Next {
            day,
            rank,
            planned: day,
            stream,
            act: Act::Begin { planned: day },
            looked_at,
        }));
    }

    /// When something befalls this person, and what follows it.
    fn happen(&mut self, happening: &Happening, others: &[usize], from: Day, to: Day) {
        let mut at = f64::from(from) + self.chance.wait(happening.per_day);
        while at < f64::from(to) {
            let outcome = happening.goes(self.chance.part());
            self.follow(happening, outcome, others, at as Day);
            at += self.chance.wait(happening.per_day);
        }
    }

    fn follow(&mut self, happening: &Happening, outcome: OutcomeAsked, others: &[usize], day: Day) {
        for follower in &happening.followers {
            let other = follower.stream != self.focus.stream && others.contains(&follower.stream);
            if other && follower.asks(outcome) && self.chance.happens(follower.share) {
                self.begin(follower.stream, day + follower.moment.delay, false);
            }
        }
    }

    /// What else follows the happening that the stream in focus follows.
    fn begin_together(&mut self, others: &[usize]) {
        let Some((_, happening)) = self.plan.happening(self.focus.stream) else { return };
        let own = happening.followers.iter().find(|it| it.stream == self.focus.stream);
        let Some(moment) = own.map(|it| it.moment) else { return };
        let outcome = match moment.outcome {
            OutcomeAsked::Any => happening.goes(self.chance.part()),
            known => known,
        };
        self.follow(happening, outcome, others, self.focus.day - moment.delay);
    }

    /// When a stream begins for this person.
    fn scatter(&mut self, stream: usize, from: Day, to: Day) {
        let streams = &self.plan.streams;
        match &streams[stream].starts {
            Starts::Waves { days, share } => {
                let first = days.partition_point(|day| *day < from);
                for day in days[first..].iter().copied().take_while(|day| *day <= to) {
                    if self.chance.happens(*share) {
                        self.begin(stream, day, false);
                    }
                }
            }
            Starts::Events { per_day, .. } if *per_day > 0.0 => {
                let mut at = f64::from(from) + self.chance.wait(*per_day);
                while at < f64::from(to) {
                    self.begin(stream, at as Day, false);
                    at += self.chance.wait(*per_day);
                }
            }
            Starts::Events { .. } | Starts::Answers { .. } => {}
        }
    }

    /// What certainly came before: the answers from which the people of a survey are drawn, and
    /// the invitation whose answer opened a case.
    fn lead_up(&mut self) {
        let (streams, day) = (&self.plan.streams, self.focus.day);
        let focus = &streams[self.focus.stream];
        if let Starts::Answers { of, .. } = &focus.starts {
            let stream = of[self.chance.below(of.len())];
            self.made.push(Made { day, stream, reminder: false });
        }
        let Some(source) = focus.drawn_from else { return };
        // Whoever draws from answers takes those who may be asked again, if there are any.
        let windows = focus.limits.iter().filter(|limit| streams[source].limits.contains(limit));
        let rested =
            |it: Day| windows.clone().all(|limit| self.plan.policies.limits[*limit].window.after(it) <= day);
        let earlier = match &streams[source].starts {
            Starts::Waves { days, .. } => {
                let last_year = days.iter().copied().filter(|it| *it > day - 365 && *it < day);
                let free: Vec<Day> = last_year.clone().filter(|it| rested(*it)).collect();
                let choice = if free.is_empty() { last_year.collect() } else { free };
                let chosen = self.chance.below(choice.len());
                choice.get(chosen).copied()
            }
            _ => {
                let latest = (1..365).find(|ago| rested(day - ago)).unwrap_or(1);
                Some(day - latest - self.chance.below(365 - latest as usize) as Day)
            }
        };
        if let Some(day) = earlier {
            // It is the invitation of that wave, and not one more.
            self.next.retain(|Reverse(it)| it.stream != source || it.day != day);
            self.made.push(Made { day, stream: source, reminder: false });
        }
    }

    /// Lives until the contact in focus is over.
    pub fn live(mut self) -> Outcome {
        while let Some(Reverse(next)) = self.next.pop() {
            match next.act {
                Act::Begin { .. } if self.plan.streams[next.stream].rank.0 == 0 => self.open_case(next),
                Act::Begin { planned } => {
                    if self.invite(next, planned) {
                        return self.outcome;
                    }
                }
                Act::Remind => self.remind(next),
                Act::Touch => self.touch(next),
            }
            if next.day > self.focus.day + 800 {
                break;
            }
        }
        self.outcome
    }

    /// An invitation: sent, put off or dropped. True when it was the one looked at.
    fn invite(&mut self, next: Next, planned: Day) -> bool {
        let blocks = self.blocks(next.stream, next.day, false);
        if next.looked_at && next.day == planned {
            self.outcome.blocks = blocks.iter().map(|(block, _)| block.clone()).collect();
        }
        let Some(free) = blocks.iter().map(|(_, free)| *free).max() else {
            self.send(next);
            if next.looked_at {
                self.outcome.made = Some(next.day);
            }
            return next.looked_at;
        };
        let closes = self.plan.streams[next.stream].open_for.map_or(Day::MAX, |open| open.after(planned));
        if free > closes.min(planned + LONGEST_WAIT) {
            return next.looked_at;
        }
        self.next.push(Reverse(Next { day: free.max(next.day + 1), ..next }));
        false
    }

    fn send(&mut self, next: Next) {
        let streams = &self.plan.streams;
        let stream = &streams[next.stream];
        self.made.push(Made { day: next.day, stream: next.stream, reminder: false });
        let answered = self.chance.happens(stream.response);
        if answered {
            for (index, rest) in self.plan.policies.rests.iter().enumerate() {
                if rest.covers(stream.source, stream.maker) {
                    self.rests.push((index, rest.length.after(next.day), next.stream));
                }
            }
        } else {
            for touch in stream.touches.iter().filter(|touch| touch.reminder) {
                let day = next.day + touch.after;
                self.next.push(Reverse(Next { day, act: Act::Remind, looked_at: false, ..next }));
            }
        }
        for (index, share) in self.plan.followers(next.stream) {
            if index != self.focus.stream && self.chance.happens(share) {
                self.begin(index, next.day, false);
            }
        }
    }

    fn remind(&mut self, next: Next) {
        if self.blocks(next.stream, next.day, true).is_empty() {
            self.made.push(Made { day: next.day, stream: next.stream, reminder: true });
        }
    }

    fn open_case(&mut self, next: Next) {
        let streams = &self.plan.streams;
        for touch in &streams[next.stream].touches {
            self.next.push(Reverse(Next { day: next.day + touch.after, act: Act::Touch, ..next }));
        }
    }

    fn touch(&mut self, next: Next) {
        self.made.push(Made { day: next.day, stream: next.stream, reminder: false });
        if !next.looked_at {
            return;
        }
        let streams = &self.plan.streams;
        for limit in streams[next.stream].limits.iter().copied() {
            let over = self.counted(limit, next.day).count() > self.plan.policies.limits[limit].maximum;
            if over && !self.outcome.over.contains(&limit) {
                self.outcome.over.push(limit);
            }
        }
    }

    /// The contacts that a limit counts on a day.
    fn counted(&self, limit: usize, day: Day) -> impl Iterator<Item = &Made> {
        let rule = &self.plan.policies.limits[limit];
        self.made.iter().filter(move |made| {
            (rule.reminders || !made.reminder)
                && made.day <= day
                && rule.window.after(made.day) > day
                && self.plan.streams[made.stream].limits.contains(&limit)
        })
    }

    /// What is in the way of a contact, and when each of these gives way.
    fn blocks(&self, stream: usize, day: Day, reminder: bool) -> Vec<(Block, Day)> {
        let mut blocks = Vec::new();
        for limit in self.plan.streams[stream].limits.iter().copied() {
            let rule = &self.plan.policies.limits[limit];
            if reminder && !rule.reminders {
                continue;
            }
            let mut counted: Vec<&Made> = self.counted(limit, day).collect();
            if counted.len() < rule.maximum {
                continue;
            }
            counted.sort_by_key(|made| made.day);
            let gives_way = counted.get(counted.len() - rule.maximum);
            let free = gives_way.map_or(Day::MAX, |made| rule.window.after(made.day));
            blocks.push((
                Block { limit: Some(limit), by: names(counted.iter().map(|made| made.stream)) },
                free,
            ));
        }
        let asking = &self.plan.streams[stream];
        // Whoever is drawn from answers was chosen among those who are rested.
        let rests = self.rests.iter().filter(|(index, until, by)| {
            *until > day
                && self.plan.policies.rests[*index].covers(asking.source, asking.maker)
                && Some(*by) != asking.drawn_from
        });
        let (until, by): (Vec<Day>, Vec<usize>) = rests.map(|(_, until, by)| (*until, *by)).unzip();
        if let Some(free) = until.into_iter().max() {
            blocks.push((Block { limit: None, by: names(by.into_iter()) }, free));
        }
        blocks
    }
}

fn names(streams: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut names: Vec<usize> = streams.collect();
    names.sort_unstable();
    names.dedup();
    names
}
