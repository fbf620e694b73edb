//! Cases that show where each branch opens and where it stays closed, with a way for a person to get
//! there.

use super::Instrument;
use super::item::{Answer, Branch, Most};
use super::respondent::{Answers, Diligence, Path, Read, Stop, TODAY};
use crate::model::expression::{Assignment, Covering, Symbol, TypedExpr, Value, covering, holds};
use std::cell::Cell;

/// What a branch opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The question at this place.
    Item(usize),
    /// The option at the second place, of the question at the first.
    Option(usize, usize),
}

/// One person for whom a branch is open or closed.
#[derive(Clone, Debug)]
pub struct Case {
    pub opens: Opens,
    pub open: bool,
    /// The answers that decide, in the words of the condition: `recommend = 8`.
    pub because: Vec<Because>,
    pub path: Path,
}

/// One person who comes to the end.
#[derive(Clone, Debug)]
pub struct EndCase {
    /// The end page that is read; none where a word of thanks is.
    pub end: Option<usize>,
    pub because: Vec<Because>,
    pub path: Path,
}

/// An answer that decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    /// The question, or `question.line`.
    pub name: String,
    pub value: Value,
}

/// Ways to fill in what a condition needs are looked for this many times at most.
const MOST_TRIES: u32 = 2_000;

impl<'p> Instrument<'p> {
    /// The cases of every branch, in the order of the questions: for each side of each boundary a
    /// person who can get there. A combination that nobody can reach has none.
    pub fn cases(&self) -> Vec<Case> {
        let mut found = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let own = item.branch.iter().map(|branch| (Opens::Item(place), branch));
            let options = item.options().iter().enumerate();
            let offers = options
                .filter_map(|(nth, option)| Some((Opens::Option(place, nth), option.branch.as_ref()?)));
            for (opens, branch) in own.chain(offers).filter(|(_, branch)| branch.condition.is_ok()) {
                let Covering { when_true, when_false, .. } = covering(branch.typed);
                let both = when_true
                    .into_iter()
                    .map(|a| (true, a))
                    .chain(when_false.into_iter().map(|a| (false, a)));
                found.extend(both.filter_map(|(open, assignment)| self.case(opens, open, &assignment)));
            }
        }
        found
    }

    /// Persons who come to each end page, and to none: for each side of each boundary of each condition.
    pub fn end_cases(&self) -> Vec<EndCase> {
        let mut found: Vec<EndCase> = Vec::new();
        for branch in self.ends.iter().filter_map(|end| end.branch.as_ref()) {
            let Covering { when_true, when_false, .. } = covering(branch.typed);
            for assignment in when_true.into_iter().chain(when_false) {
                let Some(path) = self.path_of(&assignment, &[]) else { continue };
                if path.stop == Stop::AtTheEnd && found.iter().all(|known| known.path.answers != path.answers)
                {
                    let end = self.end_after(&path.answers);
                    found.push(EndCase { end, because: because(&assignment), path });
                }
            }
        }
        found
    }

    /// The way of somebody who gives the answers of an assignment.
    fn path_of(&self, assignment: &Assignment, musts: &[&'p TypedExpr]) -> Option<Path> {
        let wanted = self.merged(&Answers::on(self.today(assignment)?), assignment)?;
        self.reach(&wanted, musts, &Cell::new(MOST_TRIES))
    }

    fn case(&self, opens: Opens, open: bool, assignment: &Assignment) -> Option<Case> {
        // An option can be looked at only where its question is asked.
        let (branch, owner) = match opens {
            Opens::Item(item) => (self.items[item].branch.as_ref(), None),
            Opens::Option(item, nth) => {
                let item = &self.items[item];
                (item.options()[nth].branch.as_ref(), item.branch.as_ref())
            }
        };
        let musts: Vec<&TypedExpr> =
            owner.into_iter().filter(|branch| branch.condition.is_ok()).map(|branch| branch.typed).collect();
        let path = self.path_of(assignment, &musts)?;
        let because = because(assignment);
        (self.is_open(branch, &path.answers) == open).then_some(Case { opens, open, because, path })
    }

    /// The day of an assignment; none when it has a condition on a day that is no day.
    fn today(&self, assignment: &Assignment) -> Option<jiff::civil::Date> {
        match assignment.0.iter().find(|answer| answer.symbol.name == TODAY).map(|answer| &answer.value) {
            None => Some(self.as_of.0),
            Some(Value::Date(day)) => Some(*day),
            Some(_) => None,
        }
    }

    /// Adds the answers without which the wanted ones could not be given.
    fn reach(&self, wanted: &Answers, musts: &[&'p TypedExpr], tries: &Cell<u32>) -> Option<Path> {
        tries.set(tries.get().checked_sub(1)?);
        let needed = musts.iter().copied().chain(self.needs(wanted));
        for condition in needed {
            if holds(condition, &Read { instrument: self, answers: wanted }) {
                continue;
            }
            let unsaid = condition.symbols().iter().any(|symbol| {
                self.variable(symbol).is_some_and(|variable| !wanted.given.contains_key(&variable))
            });
            if !unsaid {
                return None;
            }
            let ways = covering(condition).when_true;
            return ways.iter().find_map(|way| self.reach(&self.merged(wanted, way)?, musts, tries));
        }
        self.respond(wanted, Diligence::Required)
    }

    /// The conditions that must hold so that these answers can be given.
    fn needs(&self, wanted: &Answers) -> Vec<&'p TypedExpr> {
        let mut needs = Vec::new();
        for (variable, value) in wanted.given.iter().filter(|(_, value)| **value != Value::None) {
            let item = &self.items[variable.item];
            let chosen = |id: &str| match value {
                Value::Text(one) => {
                    one == id && matches!(item.answer, Answer::Choice { most: Most::One, .. })
                }
                Value::Several(taken) => taken.iter().any(|one| one == id),
                _ => false,
            };
            let options = item.options().iter().filter(|option| chosen(option.id.as_str()));
            let branches = item.branch.iter().chain(options.filter_map(|option| option.branch.as_ref()));
            needs.extend(
                branches.filter(|branch| branch.condition.is_ok()).map(|branch: &Branch<'p>| branch.typed),
            );
        }
        needs
    }

    /// The wanted answers and those of an assignment, when they do not contradict each other.
    fn merged(&self, wanted: &Answers, way: &Assignment) -> Option<Answers> {
        let mut merged = wanted.clone();
        for answer in &way.0 {
            let Some(variable) = self.variable(&answer.symbol) else {
                if answer.symbol.name == TODAY && answer.value != Value::Date(merged.today) {
                    return None;
                }
                continue;
            };
            let known = merged.given.entry(variable).or_insert_with(|| answer.value.clone());
            if *known != answer.value {
                return None;
            }
        }
        Some(merged)
    }
}

/// The answers of an assignment that decide, in the words of the condition.
fn because(assignment: &Assignment) -> Vec<Because> {
    let name = |symbol: &Symbol| symbol.name.rsplit('/').next().unwrap_or_default().to_owned();
    let decides = assignment.0.iter();
    decides.map(|answer| Because { name: name(&answer.symbol), value: answer.value.clone() }).collect()
}
