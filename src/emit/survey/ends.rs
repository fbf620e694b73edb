//! What is read after the last question.

use super::condition::{Condition, opposite, simplified};
use super::wording::{Fragment, Words, fragments};
use super::{Answers, Branch, Instrument};
use crate::model::id::Id;
use crate::source::{At, Span};

/// An end page with a condition that platforms can be told, or for everybody.
#[derive(Debug)]
pub struct End<'p> {
    pub id: Id,
    /// Where its id stands.
    pub at: At,
    pub text: Words<'p>,
    /// When it is read; by whoever is left when there is none.
    pub branch: Option<Branch<'p>>,
}

impl End<'_> {
    /// Whether it repeats an answer or a name in some language.
    pub fn has_gaps(&self) -> bool {
        let gap = |text: &str| fragments(text).iter().any(|part| !matches!(part, Fragment::Words(_)));
        self.text.own_readings().any(|(text, _)| gap(text))
    }

    /// From its first to its last line.
    pub fn whole(&self) -> At {
        let parts = [self.at, self.text.at, self.branch.as_ref().map_or(self.at, |branch| branch.at)];
        let start = parts.iter().map(|part| part.span.start).min().unwrap_or_default();
        let end = parts.iter().map(|part| part.span.end).max().unwrap_or_default();
        At { file: self.at.file, span: Span { start, end } }
    }

    fn condition(&self) -> Condition {
        let own = self.branch.as_ref().and_then(|branch| branch.condition.as_ref().ok());
        own.cloned().unwrap_or(Condition::Always)
    }
}

impl<'p> Instrument<'p> {
    /// The end page that is read after these answers: the first one whose condition holds. None where a
    /// word of thanks is read.
    pub fn end_after(&self, answers: &Answers) -> Option<usize> {
        self.ends.iter().position(|end| self.is_open(end.branch.as_ref(), answers))
    }

    /// The end page that whoever no condition fits reads.
    pub fn last_words(&self) -> Option<&End<'p>> {
        self.ends.iter().find(|end| end.branch.is_none())
    }

    /// When an end page is read, said without the others: its condition holds, and none before it.
    pub fn read_when(&self, nth: usize) -> Condition {
        let before = self.ends[..nth].iter().map(|end| opposite(end.condition()));
        let mut all: Vec<Condition> = before.collect();
        all.push(self.ends[nth].condition());
        simplified(Condition::All(all))
    }

    /// When the word of thanks is read instead of an end page.
    pub fn thanked_when(&self) -> Condition {
        let none = self.ends.iter().map(|end| opposite(end.condition()));
        simplified(Condition::All(none.collect()))
    }

    /// Everything that is read of the questions and at the end, with the place before which the answers
    /// that it repeats were given, and whose words they are.
    pub fn all_words(&self) -> impl Iterator<Item = (usize, Id, Words<'p>)> {
        let of_items = self.items.iter().enumerate();
        let asked =
            of_items.flat_map(|(place, item)| item.words().into_iter().map(move |w| (place, item.id, w)));
        asked.chain(self.ends.iter().map(|end| (self.items.len(), end.id, end.text)))
    }
}
