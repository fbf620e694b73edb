//! The plan of a program as streams of contacts: when each survey and playbook starts to contact
//! people, how many of them, and on which days after that.

use super::days::{Day, Length, number};
use super::happening::{Happening, Moment, happenings};
use super::limits::{Limit, Maker, Policies, Rank, reaches_out};
use super::volumes::{self, MONTH, Missing};
use crate::analyze::Context;
use crate::model::archetype::Archetype;
use crate::model::common::Status;
use crate::model::id::Id;
use crate::model::playbook::{Loop, Playbook, PlaybookStep};
use crate::model::survey::{OutcomeAsked, SampleMethod, Survey, SurveyType};
use crate::model::time::Cadence;
use crate::model::unions::Within;
use crate::model::{Entity, EntityIndex, EntityKind, Of};
use crate::resolve::Target;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// When the contacts of a stream begin for a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Starts {
    /// On these days, each for this part of the people.
    Waves { days: Vec<Day>, share: f64 },
    /// At any time, so often for each person and day; where it follows a moment, so long after it.
    Events { per_day: f64, moment: Option<Moment> },
    /// When somebody answers one of these streams, for this part of those it invited.
    Answers { of: Vec<usize>, share: f64 },
}

/// One contact of a stream, so many days after it begins for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    pub after: Day,
    pub reminder: bool,
}

/// Everything one survey or playbook does to reach people.
#[derive(Clone, Debug)]
pub struct Stream {
    pub source: EntityIndex,
    pub id: Id,
    pub maker: Maker,
    pub starts: Starts,
    /// In their order, the first one when it begins.
    pub touches: Vec<Touch>,
    pub open_for: Option<Length>,
    pub rank: Rank,
    /// The stream whose answers decide who is asked.
    pub drawn_from: Option<usize>,
    /// The part of those invited who answer.
    pub response: f64,
    /// People invited in a wave, or in a month.
    pub planned: f64,
    /// Nobody else can be asked instead.
    pub everybody: bool,
    /// The people it may reach.
    pub people: f64,
    pub archetypes: Vec<EntityIndex>,
    /// The limits that count and hold back its contacts.
    pub limits: Vec<usize>,
}

impl Stream {
    /// The people it begins with on an average day.
    fn per_day(&self, every: f64) -> f64 {
        match &self.starts {
            Starts::Waves { .. } => self.planned / every,
            _ => self.planned / MONTH,
        }
    }
}

/// Something that cannot be simulated, because the files do not say how many people it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold {
    pub source: EntityIndex,
    pub missing: Missing,
}

/// Days looked back over before the simulation begins.
const BEFORE: Day = 400;

/// The whole plan.
#[derive(Debug)]
pub struct Plan {
    pub streams: Vec<Stream>,
    pub policies: Policies,
    pub untold: Vec<Untold>,
    /// The first and the last day that are simulated.
    pub from: Day,
    pub to: Day,
    /// Names the draw, so that every run draws the same people.
    pub seed: String,
    /// Days between two waves, by stream.
    every: Vec<f64>,
    /// The streams that begin with the answers of each, in their order.
    followers: Vec<Vec<usize>>,
    /// What several streams may follow, and which of them each stream does.
    happenings: Vec<Happening>,
    follows: Vec<Option<usize>>,
}

impl Plan {
    /// Two years from the first day of this one.
    pub fn of(context: &Context<'_>) -> Self {
        let first = context.as_of.0.first_of_year();
        let seed = context.root_program().map_or_else(String::new, |it| it.id().to_string());
        let mut plan = Self {
            streams: Vec::new(),
            policies: Policies::of(context.program, context.as_of),
            untold: Vec::new(),
            from: number(first),
            to: number(first.saturating_add(2.years())) - 1,
            seed,
            every: Vec::new(),
            followers: Vec::new(),
            happenings: Vec::new(),
            follows: Vec::new(),
        };
        plan.policies.limits.retain(Limit::is_of_people);
        if plan.policies.limits.is_empty() {
            return plan;
        }
        let mut by_survey = BTreeMap::new();
        for survey in planned::<Survey>(context) {
            if let Some((stream, every)) = plan.survey(survey, context) {
                by_survey.insert(survey.index, plan.streams.len());
                plan.streams.push(stream);
                plan.every.push(every);
            }
        }
        for (index, survey) in by_survey.iter().map(|(survey, index)| (*index, *survey)) {
            plan.streams[index].drawn_from =
                drawn_from(survey, context).and_then(|it| by_survey.get(&it).copied());
        }
        for playbook in planned::<Playbook>(context) {
            if let Some((stream, every)) = plan.playbook(playbook, &by_survey, context) {
                plan.streams.push(stream);
                plan.every.push(every);
            }
        }
        plan.followers = followers(&plan.streams);
        (plan.happenings, plan.follows) = happenings(&plan.streams);
        plan
    }

    /// The streams that begin with the answers of another one.
    pub fn followers(&self, stream: usize) -> impl Iterator<Item = (usize, f64)> {
        self.followers.get(stream).into_iter().flatten().filter_map(|index| {
            match &self.streams[*index].starts {
                Starts::Answers { share, .. } => Some((*index, *share)),
                _ => None,
            }
        })
    }

    /// What a stream follows, when it is known, with its number.
    pub fn happening(&self, stream: usize) -> Option<(usize, &Happening)> {
        let number = *self.follows.get(stream)?.as_ref()?;
        Some((number, &self.happenings[number]))
    }

    /// The most that streams which follow the same happening fill of a limit, as a part of it.
    pub fn together(&self, stream: usize, limit: usize) -> f64 {
        let Some((_, happening)) = self.happening(stream) else { return 0.0 };
        let others = happening.followers.iter().filter(|it| it.stream != stream);
        let counted = others.filter(|it| self.streams[it.stream].limits.contains(&limit));
        let contacts = counted.map(|it| it.share * self.streams[it.stream].touches.len() as f64);
        contacts.sum::<f64>() / self.policies.limits[limit].maximum.max(1) as f64
    }

    /// The days around one of them that can make a difference to it: several times the longest
    /// window before, because those who wait make others wait, and as long as it can wait after.
    pub fn around(&self, stream: usize, day: Day) -> (Day, Day) {
        let windows = self.policies.limits.iter().map(|limit| limit.window.about());
        let rests = self.policies.rests.iter().map(|rest| rest.length.about());
        let reach = (6 * windows.chain(rests).max().unwrap_or(0)).max(90);
        let wait = self.streams[stream].open_for.map_or(365, |open| open.about());
        (day - reach.min(BEFORE), day + wait.clamp(31, 365) + 5)
    }

    fn limits(&self, source: EntityIndex, maker: Maker) -> Vec<usize> {
        let limits = self.policies.limits.iter().enumerate();
        limits.filter(|(_, limit)| limit.covers(source, maker)).map(|(index, _)| index).collect()
    }

    fn survey(&mut self, survey: Of<'_, Survey>, context: &Context<'_>) -> Option<(Stream, f64)> {
        let maker = Maker::survey(survey.it);
        let trigger = survey.it.trigger.get()?;
        let limits = self.limits(survey.index, maker);
        if maker == Maker::Survey(Some(SurveyType::Employee))
            || trigger.on_request.value() == Some(true)
            || limits.is_empty()
        {
            return None;
        }
        let listed = survey.it.audience.get().map(|audience| &audience.archetypes);
        let spans = listed.into_iter().flat_map(|list| list.spanned_items().map(|(at, _)| at));
        let archetypes = volumes::archetypes(survey.index, spans, context);
        let sample = survey.it.sample.get();
        let counted = volumes::people(&archetypes, context)
            .and_then(|people| Ok((people, volumes::invited(survey, people, context)?)));
        let (people, planned) = match counted {
            Ok(counted) => counted,
            Err(missing) => {
                self.untold.push(Untold { source: survey.index, missing });
                return None;
            }
        };
        let share = (planned / people).min(1.0);
        let (starts, every) = match trigger.every.value() {
            Some(cadence) => {
                let days = self.days(cadence, survey.entity);
                (Starts::Waves { days, share }, length_of(cadence))
            }
            None => {
                let target =
                    trigger.after.spanned().and_then(|(at, _)| context.program.target(survey.index, at));
                let moment = target.map(|of| Moment {
                    of,
                    outcome: trigger.outcome.value().unwrap_or(OutcomeAsked::Any),
                    delay: trigger.delay.value().map_or(0, |delay| Length::of(delay).about()),
                });
                (Starts::Events { per_day: planned / people / MONTH, moment }, MONTH)
            }
        };
        let mut touches = vec![Touch { after: 0, reminder: false }];
        let reminders = survey.it.reminders.items().map(|it| Length::of(*it).about());
        touches.extend(reminders.map(|after| Touch { after, reminder: true }));
        touches.sort_by_key(|touch| touch.after);
        let everybody = trigger.every.is_absent()
            || share >= 1.0
            || sample.is_some_and(|sample| sample.method.value() == Some(SampleMethod::Census));
        let stream = Stream {
            source: survey.index,
            id: survey.id(),
            maker,
            starts,
            touches,
            open_for: survey.it.open_for.value().map(Length::of),
            rank: self.policies.rank(survey.index, maker),
            drawn_from: None,
            response: sample.and_then(|sample| sample.response_rate.get()).map_or(0.0, volumes::part),
            planned,
            everybody,
            people,
            archetypes,
            limits,
        };
        Some((stream, every))
    }

    fn playbook(
        &mut self,
        playbook: Of<'_, Playbook>,
        surveys: &BTreeMap<EntityIndex, usize>,
        context: &Context<'_>,
    ) -> Option<(Stream, f64)> {
        let maker = Maker::playbook(playbook.it);
        let limits = self.limits(playbook.index, maker);
        let touches = touches(playbook, context);
        let inner = matches!(playbook.it.r#loop.value(), None | Some(Loop::Inner));
        if limits.is_empty() || touches.is_empty() || !inner {
            return None;
        }
        let archetypes = volumes::archetypes(
            playbook.index,
            playbook.it.audience.spanned_items().map(|(at, _)| at),
            context,
        );
        let counted = volumes::people(&archetypes, context)
            .and_then(|people| Ok((people, volumes::cases_per_month(playbook)?)));
        let (people, planned) = match counted {
            Ok(counted) => counted,
            Err(missing) => {
                self.untold.push(Untold { source: playbook.index, missing });
                return None;
            }
        };
        let (starts, every) = self.starts(playbook, surveys, planned, people, context);
        let stream = Stream {
            source: playbook.index,
            id: playbook.id(),
            maker,
            starts,
            touches,
            open_for: None,
            rank: self.policies.rank(playbook.index, maker),
            drawn_from: None,
            response: 0.0,
            planned,
            everybody: true,
            people,
            archetypes,
            limits,
        };
        Some((stream, every))
    }

    /// A playbook begins with answers when all its signals are surveys of the plan, in waves when
    /// it runs by the calendar, and at any time otherwise.
    fn starts(
        &self,
        playbook: Of<'_, Playbook>,
        surveys: &BTreeMap<EntityIndex, usize>,
        planned: f64,
        people: f64,
        context: &Context<'_>,
    ) -> (Starts, f64) {
        let triggers: Vec<_> = playbook.it.trigger.items().collect();
        let survey = |at| context.program.target(playbook.index, at).and_then(Target::entity);
        let answered: Option<Vec<usize>> = triggers
            .iter()
            .map(|trigger| surveys.get(&survey(trigger.survey.spanned()?.0)?).copied())
            .collect();
        if let Some(mut of) = answered.filter(|of| !of.is_empty()) {
            of.sort_unstable();
            of.dedup();
            let invited: f64 = of.iter().map(|it| self.streams[*it].per_day(self.every[*it]) * MONTH).sum();
            return (Starts::Answers { of, share: (planned / invited.max(f64::EPSILON)).min(1.0) }, MONTH);
        }
        if let [trigger] = triggers[..]
            && let Some(cadence) = trigger.every.value()
        {
            let (days, every) = (self.days(cadence, playbook.entity), length_of(cadence));
            let share = (planned / MONTH * every / people).min(1.0);
            return (Starts::Waves { days, share }, every);
        }
        let moment = match triggers[..] {
            [trigger] => {
                trigger.event.spanned().and_then(|(at, _)| context.program.target(playbook.index, at))
            }
            _ => None,
        };
        let moment = moment.map(|of| Moment { of, outcome: OutcomeAsked::Any, delay: 0 });
        (Starts::Events { per_day: planned / people / MONTH, moment }, MONTH)
    }

    fn days(&self, cadence: Cadence, entity: &Entity) -> Vec<Day> {
        let (from, to) = (super::days::date(self.from - BEFORE), super::days::date(self.to));
        waves(cadence, entity, super::days::date(self.from), from..=to).into_iter().map(number).collect()
    }
}

/// The days within `among` on which waves begin: counted from `since`, or from two years before the first
/// day of the `year` that is looked at.
pub fn waves(cadence: Cadence, entity: &Entity, year: Date, among: RangeInclusive<Date>) -> Vec<Date> {
    let common = entity.common();
    let begin =
        common.since.value().map_or_else(|| year.first_of_year().saturating_sub(2.years()), |since| since.0);
    let last = common.until.value().map_or(*among.end(), |until| until.0.min(*among.end()));
    // Steps are counted from the beginning, so that the 31st does not stay the 28th.
    let steps = (0..5_000i64).map_while(|step| cadence.span().checked_mul(step).ok());
    let days = steps.map(|span| begin.saturating_add(span)).take_while(|day| *day <= last);
    days.filter(|day| among.contains(day)).collect()
}

fn followers(streams: &[Stream]) -> Vec<Vec<usize>> {
    let mut followers = vec![Vec::new(); streams.len()];
    for (index, stream) in streams.iter().enumerate() {
        if let Starts::Answers { of, .. } = &stream.starts {
            of.iter().for_each(|source| followers[*source].push(index));
        }
    }
    followers
}

/// About how many days lie between two waves.
fn length_of(cadence: Cadence) -> f64 {
    let from = jiff::civil::date(2026, 1, 1);
    f64::from((number(cadence.next(from)) - number(from)).max(1))
}

/// Entities that will be in use: neither draft nor retired nor over. One that begins later
/// belongs to the plan from that day on.
fn planned<'a, T: EntityKind>(context: &Context<'a>) -> impl Iterator<Item = Of<'a, T>> {
    let day = context.as_of;
    context.program.all::<T>().filter(move |it| {
        let common = it.entity.common();
        !matches!(common.status.get(), Some(Status::Draft | Status::Retired))
            && common.until.get().is_none_or(|until| until.0 >= day.0)
    })
}

fn drawn_from(survey: EntityIndex, context: &Context<'_>) -> Option<EntityIndex> {
    let survey = context.program.as_kind::<Survey>(survey)?;
    let (at, _) = survey.it.audience.get()?.answered.get()?.survey.spanned()?;
    context.program.target(survey.index, at)?.entity()
}

/// The contacts of a case on its usual way, each on the day it is due. Steps beside that way are
/// taken by few, and inbound channels wait for the customer.
fn touches(playbook: Of<'_, Playbook>, context: &Context<'_>) -> Vec<Touch> {
    let mut due: BTreeMap<Id, Day> = BTreeMap::new();
    let mut touches = Vec::new();
    let mut last = 0;
    let closes = playbook.it.closes_within.value().map_or(60, |it| Length::of(it).about()).min(365);
    for step in playbook.it.steps.items() {
        let base = step.after.get().and_then(|after| due.get(&after.id())).copied().unwrap_or(0);
        let day = within(step).map_or(last, |within| base + within);
        if let Some(id) = step.id.value() {
            due.insert(id, day);
        }
        if !step.only_from.has_none() || !reaches_out(context.program, playbook, step) {
            continue;
        }
        last = day;
        touches.push(Touch { after: day, reminder: false });
        if let Some(every) = step.every.get().map(|every| Length::of(every.duration()).about().max(1)) {
            let repeats = (1..=20).map(|time| day + time * every).take_while(|day| *day <= closes);
            touches.extend(repeats.map(|after| Touch { after, reminder: false }));
        }
    }
    touches.sort_by_key(|touch| touch.after);
    touches
}

fn within(step: &PlaybookStep) -> Option<Day> {
    let sla = match step.within.get()? {
        Within::Always(sla) => *sla,
        Within::ByCase(cases) => *cases.iter().find_map(|it| it.within.get())?,
    };
    Some(Length::of(sla.duration()).about())
}

/// Where an archetype is known by its index, for people.
pub fn archetype_id(index: EntityIndex, context: &Context<'_>) -> Option<Id> {
    context.program.as_kind::<Archetype>(index).map(|it| it.id())
}
