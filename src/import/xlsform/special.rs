//! What Senda writes into a form besides questions: title, mark of a proposal, notice, the words
//! beside an option, names that the sender knows.

use super::expression;
use super::form::Reader;
use super::sheet::Line;
use super::text::plain;
use crate::emit::survey::{Known, Subject, ours, proposed};
use crate::import::SENT;
use crate::import::draft::{Answer, Choice, End, Question, Text, When};
use crate::import::notice::{self, Line as Told};

impl Reader<'_> {
    /// A note: whether it is one of Senda's own.
    pub fn is_own_note(&mut self, line: &Line) -> bool {
        let (name, words) = (line.peek("name").to_owned(), line.words("label"));
        if words.0.is_empty() {
            return false;
        }
        match name.as_str() {
            "title_words" => {
                let mut title = Text::default();
                for (tag, words) in &words.0 {
                    let Some(words) = words.strip_prefix("# ") else { return false };
                    title.0.insert(tag.clone(), words.to_owned());
                }
                self.draft.title = Some(self.text(&title, &line.place("label")));
                true
            }
            "proposed_mark" => {
                let is_ours = words.0.iter().all(|(tag, words)| words == ours(&proposed(), tag));
                self.draft.proposed |= is_ours;
                is_ours
            }
            name if name.starts_with("consent_notice_") => self.is_notice(&words),
            name => name.strip_prefix("end_page_").is_some_and(|nth| self.is_end(line, nth, &words)),
        }
    }

    fn is_notice(&mut self, words: &Text) -> bool {
        let mut subject = None;
        let mut told = Text::default();
        for (tag, words) in &words.0 {
            let cut = words.strip_prefix("**").and_then(|rest| rest.split_once(":** "));
            let Some((label, words)) = cut else { return false };
            let own = Subject::ALL.into_iter().find(|subject| ours(&subject.label(), tag) == label);
            if own.is_none() || subject.is_some_and(|subject| Some(subject) != own) {
                return false;
            }
            subject = own;
            told.0.insert(tag.clone(), plain(words));
        }
        let Some(subject) = subject else { return false };
        let own = crate::import::text::bases(&self.languages.tags).cloned().collect::<Vec<_>>();
        told.0.retain(|tag, _| own.contains(tag));
        let Some(fields) = notice::consent(&[Told { subject, told }], &self.languages.tags) else {
            return false;
        };
        self.draft.consent.extend(fields);
        true
    }

    /// The number of the end page that is read: which one is, after which answers.
    pub fn is_choice_of_ends(&mut self, line: &Line) -> bool {
        let Some(ways) = expression::choice_of(line.peek("calculation")) else { return false };
        let (place, written) = (line.place("calculation"), line.take("calculation"));
        let when = |condition| When { place: place.clone(), written: written.to_owned(), condition };
        self.ends_when = ways.into_iter().map(|(nth, condition)| (nth, when(condition))).collect();
        line.take("name");
        true
    }

    fn is_end(&mut self, line: &Line, nth: &str, words: &Text) -> bool {
        let Ok(nth) = nth.parse::<usize>() else { return false };
        let relevant = line.peek("relevant");
        if nth != self.draft.ends.len() + 1
            || !matches!(relevant, "") && relevant != format!("${{end_page}} = {nth}")
        {
            return false;
        }
        let own = self.ends_when.iter().position(|(of, _)| *of == nth);
        let when = own.map(|own| self.ends_when.remove(own).1);
        if when.is_some() && relevant.is_empty() {
            return false;
        }
        line.take("relevant");
        let text = self.text(words, &line.place("label"));
        self.draft.ends.push(End { text, when });
        true
    }

    /// A field that the sender fills in.
    pub fn is_known(line: &Line) -> bool {
        let name = line.peek("name");
        name.starts_with(SENT) || Known::ALL.iter().any(|known| known.path().replace('.', "_") == name)
    }

    /// The words beside an option that asks for them: `reason__other`, asked when it is selected.
    pub fn is_words_of_option(&mut self, line: &Line) -> bool {
        let Some((question, _)) = line.peek("name").split_once("__") else { return false };
        let is_it = |it: &Question| it.name.trim_end_matches('_') == question;
        let Some(nth) = self.draft.questions.iter().rposition(is_it) else { return false };
        let asked = &self.draft.questions[nth];
        let (name, named) = (asked.name.clone(), line.peek("name"));
        let is_words = |option: &&Choice| named == format!("{question}__{}", option.stored.replace('-', "_"));
        let Some(option) = asked.answer.options().iter().find(is_words) else { return false };
        let (stored, words) = (option.stored.clone(), option.text.clone());
        let label = line.words("label");
        if self.text(&label, &line.place("label")) != words
            || line.take("relevant") != format!("selected(${{{name}}}, '{stored}')")
        {
            return false;
        }
        let (Answer::Choice { options, .. } | Answer::Ranking { options, .. }) =
            &mut self.draft.questions[nth].answer
        else {
            return false;
        };
        let own = options.iter_mut().find(|option| option.stored == stored);
        let is_own = own.map(|option| option.other = true).is_some();
        if is_own {
            line.take("name");
            line.take("required");
        }
        is_own
    }
}
