//! Where a survey asks for each thing.

use super::Feature;
use crate::emit::survey::landing::sent_name;
use crate::emit::survey::{
    Answer, Branch, Condition, Instrument, Item, Known, Most, Operand, Part, Scale, Variable, Words,
};
use crate::model::text::base_language;
use crate::source::At;

/// One place where a survey asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub feature: Feature,
    pub at: At,
    /// The question, option or language.
    pub name: String,
}

/// Everything that a survey asks for, in the order of its questions.
pub fn uses(instrument: &Instrument<'_>) -> Vec<Use> {
    let mut uses = Uses { instrument, found: Vec::new() };
    uses.whole();
    for (place, item) in instrument.items.iter().enumerate() {
        uses.item(item);
        for words in item.words() {
            uses.texts(place, item.id.as_str(), &words);
        }
        for branch in item.branch.iter() {
            uses.add(Feature::Branch, branch.at, item.id.as_str());
            uses.branch(branch, item.id.as_str());
        }
        for option in item.options() {
            for branch in option.branch.iter() {
                uses.add(Feature::OptionBranch, branch.at, option.id.as_str());
                uses.branch(branch, option.id.as_str());
            }
        }
    }
    uses.ends();
    uses.quotas();
    uses.found
}

/// The names of people and organizations that a survey reads, in a fixed order.
pub fn known_names(instrument: &Instrument<'_>) -> Vec<Known> {
    let mut known = Vec::new();
    for (place, _, words) in instrument.all_words() {
        for tag in &instrument.languages {
            let parts = instrument.read(&words, tag, place);
            known.extend(parts.iter().filter_map(|part| match part {
                Part::Known(known) => Some(*known),
                _ => None,
            }));
        }
    }
    known.sort();
    known.dedup();
    known
}

/// Everything that the link of an invitation brings along: names that texts read, and values of columns
/// that only the sender knows.
pub fn hidden_names(instrument: &Instrument<'_>) -> Vec<String> {
    let read = known_names(instrument).into_iter().map(Known::hidden_name);
    read.chain(instrument.sent_along.iter().map(|column| sent_name(column))).collect()
}

struct Uses<'i, 'p> {
    instrument: &'i Instrument<'p>,
    found: Vec<Use>,
}

impl<'p> Uses<'_, 'p> {
    fn add(&mut self, feature: Feature, at: At, name: &str) {
        self.found.push(Use { feature, at, name: name.to_owned() });
    }

    fn whole(&mut self) {
        let instrument = self.instrument;
        let (head, id) = (instrument.survey.entity.head(), instrument.id());
        let id = id.as_str();
        if let Some(title) = &instrument.title {
            self.add(Feature::Title, title.at, id);
        }
        if instrument.proposed {
            let status = &instrument.survey.entity.common().status;
            self.add(Feature::Proposed, instrument.survey.place(status.span()), id);
        }
        if !instrument.notice.is_empty() {
            self.add(Feature::Notice, instrument.survey.place(instrument.survey.it.consent.span()), id);
        }
        if instrument.languages.len() > 1 {
            self.add(Feature::Languages, head, id);
        }
        if instrument.pages.len() > 1 {
            self.add(Feature::Pages, head, id);
        }
        for tag in &instrument.languages {
            let feature = match (tag.contains(':'), base_language(tag) == tag.as_str()) {
                (true, _) => Feature::Address,
                (_, false) => Feature::Variant,
                _ => continue,
            };
            self.add(feature, self.says(tag).unwrap_or(head), tag);
        }
    }

    /// Where a variant is first written.
    fn says(&self, tag: &str) -> Option<At> {
        let all = self.instrument.items.iter().flat_map(Item::words);
        all.filter_map(|words| words.place_of(tag)).next()
    }

    fn item(&mut self, item: &Item<'p>) {
        let id = item.id.as_str();
        if item.required {
            self.add(Feature::Required, item.at, id);
        }
        match &item.answer {
            Answer::Open => self.add(Feature::Open, item.at, id),
            Answer::YesNo => self.add(Feature::YesNo, item.at, id),
            Answer::Number => self.add(Feature::Number, item.at, id),
            Answer::Date => self.add(Feature::Date, item.at, id),
            Answer::Statement => self.add(Feature::Statement, item.at, id),
            Answer::Scale(scale) => self.scale(item, scale),
            Answer::Choice { most, .. } => self.choice(item, *most),
            Answer::Ranking { most, .. } => {
                self.add(Feature::Ranking, item.at, id);
                if let Most::Some(_) = most {
                    self.add(Feature::RankingAtMost, item.most_at.unwrap_or(item.at), id);
                }
                self.others(item);
            }
            Answer::Matrix { scale, .. } => self.matrix(item, scale),
        }
    }

    fn scale(&mut self, item: &Item<'p>, scale: &Scale<'p>) {
        let id = item.id.as_str();
        let short = scale.has_buttons();
        self.add(if short { Feature::Scale } else { Feature::LongScale }, item.at, id);
        if let Some(at) = scale.not_applicable {
            self.add(if short { Feature::NotApplicable } else { Feature::LongNotApplicable }, at, id);
        }
        if let Some(label) = scale.labelled().first() {
            let at = scale.labels_at.unwrap_or(label.at);
            self.add(if short { Feature::Labels } else { Feature::LongLabels }, at, id);
        }
        let feature = match (short, scale.low_words.is_some() && scale.high_words.is_some()) {
            (true, _) => Feature::EndWords,
            (false, true) => Feature::LongBothEnds,
            (false, false) => Feature::LongOneEnd,
        };
        if let Some(end) = scale.low_words.or(scale.high_words) {
            self.add(feature, end.at, id);
        }
        if short {
            self.ends_beside_labels(scale, id);
        }
    }

    fn choice(&mut self, item: &Item<'p>, most: Most) {
        let id = item.id.as_str();
        self.add(if most == Most::One { Feature::Choice } else { Feature::Several }, item.at, id);
        if let Most::Some(_) = most {
            self.add(Feature::AtMost, item.most_at.unwrap_or(item.at), id);
        }
        if most != Most::One {
            let exclusive = item.options().iter().filter_map(|option| Some((option, option.exclusive?)));
            exclusive.for_each(|(option, at)| self.add(Feature::Exclusive, at, option.id.as_str()));
        }
        self.others(item);
    }

    fn others(&mut self, item: &Item<'p>) {
        let words = item.asks_for_words().map(|option| option.id);
        for (nth, option) in item.options().iter().enumerate() {
            let Some(at) = option.other else { continue };
            let id = option.id.as_str();
            if Some(option.id) != words {
                self.add(Feature::OtherBeside, at, id);
                continue;
            }
            self.add(Feature::Other, at, id);
            if item.options()[nth + 1..].iter().any(|behind| behind.exclusive.is_none()) {
                self.add(Feature::OtherInTheMiddle, at, id);
            }
        }
    }

    fn matrix(&mut self, item: &Item<'p>, scale: &Scale<'p>) {
        let id = item.id.as_str();
        self.add(Feature::Matrix, item.at, id);
        if !scale.has_buttons() {
            self.add(Feature::MatrixLong, item.at, id);
        }
        if let Some(at) = scale.not_applicable {
            self.add(Feature::MatrixNotApplicable, at, id);
        }
        if let Some(label) = scale.labelled().first() {
            self.add(Feature::MatrixLabels, scale.labels_at.unwrap_or(label.at), id);
        } else if let Some(end) = scale.low_words.or(scale.high_words) {
            self.add(Feature::MatrixEnds, end.at, id);
        }
        self.ends_beside_labels(scale, id);
    }

    fn ends_beside_labels(&mut self, scale: &Scale<'p>, id: &str) {
        let labels = scale.labelled();
        let ends = [(&scale.low_words, labels.first()), (&scale.high_words, labels.last())];
        for (end, label) in ends {
            let (Some(end), Some(label)) = (end, label) else { continue };
            // The first and the last word may be those of the ends.
            if self.instrument.languages.iter().any(|tag| end.read(tag) != label.read(tag)) {
                self.add(Feature::EndsBesideLabels, end.at, id);
            }
        }
    }

    fn texts(&mut self, place: usize, id: &str, words: &Words<'p>) {
        let (piped, known) = self.gaps(words, place);
        if known {
            self.add(Feature::Known, words.at, id);
        }
        for answer in piped {
            let several = match &self.instrument.items[answer].answer {
                Answer::Choice { most, .. } => *most != Most::One,
                Answer::Ranking { .. } => true,
                _ => false,
            };
            let feature = if several { Feature::PipedSeveral } else { Feature::Piped };
            self.add(feature, words.at, id);
        }
    }

    fn ends(&mut self) {
        let instrument = self.instrument;
        let by_answers = instrument.ends.iter().any(|end| end.branch.is_some());
        for end in &instrument.ends {
            let id = end.id.as_str();
            self.add(if by_answers { Feature::EndPage } else { Feature::LastWords }, end.whole(), id);
            if end.has_gaps() {
                self.add(Feature::EndPageGap, end.text.at, id);
            }
            self.texts(instrument.items.len(), id, &end.text);
        }
    }

    fn quotas(&mut self) {
        let survey = self.instrument.survey;
        for (at, id) in survey.it.quotas.items().filter_map(|quota| quota.id.spanned()) {
            self.add(Feature::Quota, survey.place(at), id.as_str());
        }
    }

    /// The answers that a text repeats, and whether it says a name that the sender knows.
    fn gaps(&self, words: &Words<'p>, place: usize) -> (Vec<usize>, bool) {
        let (mut piped, mut known) = (Vec::new(), false);
        for tag in &self.instrument.languages {
            for part in self.instrument.read(words, tag, place) {
                match part {
                    Part::Answer(answer) if !piped.contains(&answer) => piped.push(answer),
                    Part::Known(_) => known = true,
                    _ => {}
                }
            }
        }
        (piped, known)
    }

    fn branch(&mut self, branch: &Branch<'p>, name: &str) {
        let Ok(condition) = &branch.condition else { return };
        let mut found = Vec::new();
        self.condition(condition, &mut found);
        found.sort();
        found.dedup();
        found.into_iter().for_each(|feature| self.add(feature, branch.at, name));
    }

    fn condition(&self, condition: &Condition, out: &mut Vec<Feature>) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::All(each) | Condition::Any(each) => {
                each.iter().for_each(|part| self.condition(part, out));
            }
            Condition::Answered(of)
            | Condition::Unanswered(of)
            | Condition::OneOf { of, .. }
            | Condition::Includes { of, .. } => self.variable(of, out),
            Condition::Compare { left, right, .. } => {
                for (own, other) in [(left, right), (right, left)] {
                    self.operand(own, out);
                    if let (Operand::Answer(of), Operand::Number(_)) = (own, other)
                        && self.is_any_number(of)
                    {
                        out.push(Feature::NumberCompared);
                    }
                }
                if let (Operand::Answer(_), Operand::Answer(_)) = (left, right) {
                    out.push(Feature::AnswersCompared);
                }
            }
        }
    }

    fn operand(&self, operand: &Operand, out: &mut Vec<Feature>) {
        match operand {
            Operand::Answer(of) => self.variable(of, out),
            Operand::Text(_) => out.push(Feature::TextCompared),
            Operand::Date(_) => out.push(Feature::DateCompared),
            Operand::Today => out.push(Feature::TodayCompared),
            Operand::Calculated(left, _, right) => {
                out.push(Feature::Calculated);
                self.operand(left, out);
                self.operand(right, out);
            }
            Operand::Either(condition, first, second) => {
                out.push(Feature::Calculated);
                self.condition(condition, out);
                self.operand(first, out);
                self.operand(second, out);
            }
            Operand::Number(_) | Operand::Option(_) | Operand::YesNo(_) => {}
        }
    }

    fn variable(&self, of: &Variable, out: &mut Vec<Feature>) {
        match &self.instrument.items[of.item].answer {
            Answer::Matrix { .. } => out.push(Feature::LineCompared),
            Answer::Ranking { .. } => out.push(Feature::RankingCompared),
            Answer::Scale(scale) if scale.has_buttons() => {}
            Answer::YesNo | Answer::Choice { .. } => {}
            _ => out.push(Feature::OpenAnswered),
        }
    }

    /// Whether an answer is a number that cannot be listed on buttons.
    fn is_any_number(&self, of: &Variable) -> bool {
        match &self.instrument.items[of.item].answer {
            Answer::Number => true,
            Answer::Scale(scale) => !scale.has_buttons(),
            _ => false,
        }
    }
}
