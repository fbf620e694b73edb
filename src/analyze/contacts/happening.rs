//! Things that happen to people, and the streams that follow one and the same of them.

use super::days::Day;
use super::plan::{Starts, Stream};
use crate::model::survey::OutcomeAsked;
use crate::resolve::Target;
use std::collections::BTreeMap;

/// Something that happens to a person, after which streams begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    pub of: Target,
    /// How it must have gone.
    pub outcome: OutcomeAsked,
    /// Days from it to the stream.
    pub delay: Day,
}

/// Everything that follows one happening: whom it befalls is asked by several streams at a time.
#[derive(Clone, Debug, Default)]
pub struct Happening {
    pub followers: Vec<Follower>,
    /// How often it befalls a person on a day: at least as often as anything that follows it.
    pub per_day: f64,
    /// The parts of it that are known to go well, and to go wrong.
    success: f64,
    failure: f64,
}

/// A stream that follows a happening.
#[derive(Clone, Copy, Debug)]
pub struct Follower {
    pub stream: usize,
    pub moment: Moment,
    /// The part of those for whom it went as the stream asks.
    pub share: f64,
}

impl Happening {
    fn of(streams: &[(usize, Moment, f64)]) -> Self {
        let most = |asked: OutcomeAsked| {
            let own = streams.iter().filter(|(_, moment, _)| moment.outcome == asked);
            own.map(|(_, _, per_day)| *per_day).fold(0.0, f64::max)
        };
        let (well, wrong) = (most(OutcomeAsked::Success), most(OutcomeAsked::Failure));
        let per_day = most(OutcomeAsked::Any).max(well + wrong);
        let share = |moment: &Moment, often: f64| match moment.outcome {
            OutcomeAsked::Any => often / per_day,
            OutcomeAsked::Success => often / well,
            OutcomeAsked::Failure => often / wrong,
        };
        let follower = |(stream, moment, often): &(usize, Moment, f64)| Follower {
            stream: *stream,
            moment: *moment,
            share: share(moment, *often),
        };
        let followers = streams.iter().map(follower).collect();
        Self { followers, per_day, success: well / per_day, failure: wrong / per_day }
    }

    /// How it goes for a person, where `chance` is a number from 0 to 1; `any` where nothing asks for more.
    pub fn goes(&self, chance: f64) -> OutcomeAsked {
        match chance {
            part if part < self.success => OutcomeAsked::Success,
            part if part < self.success + self.failure => OutcomeAsked::Failure,
            _ => OutcomeAsked::Any,
        }
    }
}

impl Follower {
    /// Whether it asks those for whom it went so.
    pub fn asks(&self, outcome: OutcomeAsked) -> bool {
        self.moment.outcome == OutcomeAsked::Any || self.moment.outcome == outcome
    }
}

/// What the streams of a plan follow, and which of it each stream does.
pub fn happenings(streams: &[Stream]) -> (Vec<Happening>, Vec<Option<usize>>) {
    let mut by_moment: BTreeMap<Target, Vec<(usize, Moment, f64)>> = BTreeMap::new();
    for (index, stream) in streams.iter().enumerate() {
        if let Starts::Events { per_day, moment: Some(moment) } = stream.starts
            && per_day > 0.0
        {
            by_moment.entry(moment.of).or_default().push((index, moment, per_day));
        }
    }
    let mut follows = vec![None; streams.len()];
    for (number, group) in by_moment.values().enumerate() {
        group.iter().for_each(|(stream, ..)| follows[*stream] = Some(number));
    }
    (by_moment.values().map(|group| Happening::of(group)).collect(), follows)
}
