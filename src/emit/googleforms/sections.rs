//! Which questions stand in which section, and where each option leads.
//!
//! In a form only an option leads to another section, and a section leads to the next one. So a question
//! can be skipped when one answer, in the section just before, decides it, and when whoever is led to
//! it also gets every question between it and the place where all meet again.

use crate::emit::survey::decided::{holds_after, listed, looked_at, takes_one};
use crate::emit::survey::{Condition, Instrument};
use std::collections::{BTreeMap, BTreeSet};

/// Where an option leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    Section(usize),
    ToTheEnd,
}

/// How a question with a condition is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Of those whom the condition means.
    AsMeant,
    /// Of those, and of whoever leaves the deciding question empty.
    AlsoOfTheSilent,
    /// Of everybody.
    OfEverybody,
}

/// A form as sections.
pub struct Plan {
    /// The places of the questions of each section.
    pub sections: Vec<Vec<usize>>,
    /// Where the answers to a question lead. An answer that is not there leads to the next section.
    pub leads: BTreeMap<usize, BTreeMap<String, Leads>>,
    /// What becomes of each question with a condition.
    pub asked: BTreeMap<usize, Asked>,
}

/// Who is asked: everybody, or those who gave these answers to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Everybody,
    After {
        source: usize,
        answers: BTreeSet<String>,
        silent: bool,
    },
    /// It cannot be told by one answer.
    Untold,
}

/// The sections of a survey.
pub fn plan(instrument: &Instrument<'_>) -> Plan {
    let mut who: Vec<Who> = (0..instrument.items.len()).map(|place| who(instrument, place)).collect();
    let mut asked = BTreeMap::new();
    for (place, who) in who.iter_mut().enumerate() {
        if *who == Who::Untold {
            asked.insert(place, Asked::OfEverybody);
            *who = Who::Everybody;
        }
    }
    let runs = runs(instrument, &mut who, &mut asked);
    let sections = sections(instrument, &who, &runs);
    let of = |place: usize| sections.iter().position(|section| section.contains(&place)).unwrap_or_default();
    let mut leads = BTreeMap::new();
    for run in &runs {
        let words = instrument.items[run.source].asks_for_words().map(|option| option.id.to_string());
        let answers = listed(&instrument.items[run.source]).unwrap_or_default();
        let lead = |answer: String| {
            let place = (run.first..=run.last).find(|place| gets(&who[*place], &answer));
            let next = place.or_else(|| (run.last + 1 < who.len()).then_some(run.last + 1));
            (answer, next.map_or(Leads::ToTheEnd, |place| Leads::Section(of(place))))
        };
        let own = answers.into_iter().filter(|answer| Some(answer) != words.as_ref()).map(lead).collect();
        leads.insert(run.source, own);
    }
    Plan { sections, leads, asked }
}

/// Consecutive questions that the answers to one question decide.
struct Run {
    source: usize,
    first: usize,
    last: usize,
}

fn gets(who: &Who, answer: &str) -> bool {
    matches!(who, Who::After { answers, .. } if answers.contains(answer))
}

fn who(instrument: &Instrument<'_>, place: usize) -> Who {
    let branch = instrument.items[place].branch.as_ref();
    let Some(condition) = branch.and_then(|branch| branch.condition.as_ref().ok()) else {
        return Who::Everybody;
    };
    let sources = looked_at(condition).unwrap_or_default();
    let [source] = sources[..] else {
        return if *condition == Condition::Always { Who::Everybody } else { Who::Untold };
    };
    let item = &instrument.items[source];
    let after = |answer: Option<&str>| holds_after(condition, source, answer);
    let (Some(all), Some(silent), true) = (listed(item), after(None), takes_one(item)) else {
        return Who::Untold;
    };
    let answers: BTreeSet<String> =
        all.iter().filter(|answer| after(Some(answer)) == Some(true)).cloned().collect();
    if answers.len() == all.len() && (silent || item.required) {
        return Who::Everybody;
    }
    Who::After { source, answers, silent }
}

/// The runs that can be told. Whoever stands in none of them is asked of everybody.
fn runs(instrument: &Instrument<'_>, who: &mut [Who], asked: &mut BTreeMap<usize, Asked>) -> Vec<Run> {
    let (mut runs, mut start, mut place) = (Vec::new(), 0, 0);
    while place < who.len() {
        let Who::After { source, .. } = who[place] else {
            place += 1;
            continue;
        };
        let same = |who: &Who| matches!(who, Who::After { source: own, .. } if *own == source);
        let last = (place..who.len()).take_while(|place| same(&who[*place])).last().unwrap_or(place);
        let first = if source < start { last + 1 } else { first_kept(instrument, who, source, place, last) };
        asked.extend((place..first).map(|freed| (freed, Asked::OfEverybody)));
        who[place..first].fill(Who::Everybody);
        let required = instrument.items[source].required;
        for (own, kept) in who[first..=last].iter().zip(first..) {
            let silent = matches!(own, Who::After { silent: true, .. });
            asked.insert(kept, if silent || required { Asked::AsMeant } else { Asked::AlsoOfTheSilent });
        }
        if first <= last {
            runs.push(Run { source, first, last });
            start = last + 1;
        }
        place = last + 1;
    }
    runs
}

/// From where on whoever gets a question also gets the ones behind it, up to the last of a run. The option
/// that asks for words leads nowhere, so whoever takes it gets all of them.
fn first_kept(instrument: &Instrument<'_>, who: &[Who], source: usize, first: usize, last: usize) -> usize {
    let nobody = BTreeSet::new();
    let answers = |place: usize| match &who[place] {
        Who::After { answers, .. } => answers,
        _ => &nobody,
    };
    let mut kept = last;
    while kept > first && answers(kept - 1).is_subset(answers(kept)) {
        kept -= 1;
    }
    let words = instrument.items[source].asks_for_words().map(|option| option.id.to_string());
    words.map_or(kept, |words| {
        (kept..=last).find(|place| answers(*place).contains(&words)).unwrap_or(last + 1)
    })
}

/// The pages of the survey, but for a page of its own for each group that is skipped together, and none
/// between a question that leads somewhere and what it leads to.
fn sections(instrument: &Instrument<'_>, who: &[Who], runs: &[Run]) -> Vec<Vec<usize>> {
    let starts: BTreeSet<usize> = instrument.pages.iter().filter_map(|page| page.first().copied()).collect();
    let mut sections: Vec<Vec<usize>> = Vec::new();
    for place in 0..who.len() {
        let run = runs.iter().find(|run| (run.first..=run.last).contains(&place));
        let behind_a_source = runs.iter().any(|run| run.source < place && place < run.first);
        let begins = match run {
            Some(run) => place == run.first || who[place] != who[place - 1],
            None => {
                runs.iter().any(|run| run.last + 1 == place) || starts.contains(&place) && !behind_a_source
            }
        };
        match sections.last_mut() {
            Some(section) if !begins => section.push(place),
            _ => sections.push(vec![place]),
        }
    }
    sections
}
