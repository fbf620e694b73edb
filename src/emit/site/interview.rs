//! A survey as a guide for somebody who asks it in person: what to say first, each question in its frozen
//! words, what to ask on with, and room to write. For paper, and for a phone beside the conversation.

use super::page::{Page, Site};
use super::view::{Facts, Shown};
use crate::emit::survey::{self, Answer, Instrument, Item, Told, ours, thanks};
use crate::model::library::{self, BankQuestion};
use crate::model::survey::{Survey, SurveyType};
use crate::model::text::{Text, base_language};
use crate::model::{Body, EntityIndex};
use crate::resolve::Resolved;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct ToAsk {
    n: usize,
    id: String,
    /// It is only read out.
    is_statement: bool,
    asked_when: Option<Shown>,
    text: Shown,
    /// What to choose from: options, points, lines.
    choices: Vec<Shown>,
    probes: Vec<Shown>,
    /// How many lines to write on.
    lines: usize,
}

#[derive(Serialize, JsonSchema)]
pub struct InterviewView {
    survey: Shown,
    lede: Shown,
    whom: Facts,
    /// What is said before the first question.
    first: Vec<Shown>,
    questions: Vec<ToAsk>,
    /// What is said at the end, and to whom.
    last: Vec<ToSay>,
}

#[derive(Serialize, JsonSchema)]
struct ToSay {
    when: Option<Shown>,
    text: Shown,
}

pub fn path(program: &Resolved, survey: EntityIndex) -> String {
    format!("interview/{}.html", program.entity(survey).id)
}

/// The surveys that have such a page.
pub fn all<'s>(site: &'s Site<'_>) -> impl Iterator<Item = EntityIndex> + 's {
    super::preview::all(site).filter(|index| is_led(site, *index))
}

/// Whether a survey is one that people are asked in a conversation: to learn, and not to count.
pub fn is_led(site: &Site<'_>, survey: EntityIndex) -> bool {
    let talks = |it: &Survey| {
        matches!(
            it.survey_type.value(),
            Some(SurveyType::Discovery | SurveyType::Exit | SurveyType::Employee)
        )
    };
    super::preview::is_shown(site, survey)
        && matches!(&site.program().entity(survey).body, Body::Survey(it) if talks(it))
}

/// Lines to write on, for an answer in one's own words and for any other.
const LINES: [usize; 2] = [5, 1];

pub fn view(page: &Page<'_>, index: EntityIndex) -> InterviewView {
    let program = page.program();
    let survey = program.as_kind::<Survey>(index).expect("only surveys have such a page");
    let instrument = survey::instrument(page.checked, survey, &mut Vec::new());
    let minutes =
        survey.it.minutes.get().map(|m| format!("{} {}", page.write(m), page.word("survey.minutes")));
    let read = Reads::of(page, instrument.as_ref());
    InterviewView {
        survey: page.entity(index),
        lede: Shown::new(
            [Some(page.word("interview.lede")), minutes]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        whom: super::fieldwork::whom(page, index, survey.it),
        first: instrument.iter().flat_map(|it| it.notice.iter()).map(|line| read.notice(line)).collect(),
        questions: instrument.iter().flat_map(|it| questions(page, it, &read)).collect(),
        last: instrument.iter().flat_map(|it| last(it, &read)).collect(),
    }
}

/// In which language or variant of the survey a page reads it.
struct Reads<'p, 's> {
    page: &'p Page<'s>,
    tag: String,
}

impl<'p, 's> Reads<'p, 's> {
    fn of(page: &'p Page<'s>, instrument: Option<&Instrument<'_>>) -> Self {
        let own = |tag: &&String| base_language(tag) == page.language;
        let offered = instrument.map(|it| it.languages.clone()).unwrap_or_default();
        let wanted = page.tag();
        let exact = offered.iter().find(|tag| **tag == wanted);
        let tag = exact.or_else(|| offered.iter().find(own)).or(offered.first()).cloned();
        Self { page, tag: tag.unwrap_or(wanted) }
    }

    fn words<'w>(&self, instrument: &Instrument<'w>, words: &survey::Words<'w>, before: usize) -> Shown {
        let said = instrument.read(words, &self.tag, before).into_iter().map(|part| match part {
            survey::Part::Words(words) => words,
            survey::Part::Answer(_) | survey::Part::Known(_) | survey::Part::Unknown => "…".to_owned(),
        });
        self.page.in_language(&self.tag, &said.collect::<String>())
    }

    fn notice(&self, line: &survey::Line<'_>) -> Shown {
        let told = match &line.text {
            Told::Ours(say) => ours(say, &self.tag).to_owned(),
            Told::Program(words) => words.read(&self.tag).unwrap_or_default(),
        };
        self.page.in_language(&self.tag, &format!("{}: {told}", ours(&line.label, &self.tag)))
    }
}

fn questions(page: &Page<'_>, instrument: &Instrument<'_>, read: &Reads<'_, '_>) -> Vec<ToAsk> {
    let mut n = 0;
    let asked = |(place, item): (usize, &Item<'_>)| {
        n += usize::from(item.is_answered());
        ToAsk {
            n,
            id: item.id.to_string(),
            is_statement: !item.is_answered(),
            asked_when: item.branch.as_ref().map(|branch| Shown::code(branch.text)),
            text: read.words(instrument, &item.text, place),
            choices: choices(instrument, place, item, read),
            probes: probes(page, instrument, item, read),
            lines: LINES[usize::from(!matches!(item.answer, Answer::Open))],
        }
    };
    instrument.items.iter().enumerate().map(asked).collect()
}

fn choices(instrument: &Instrument<'_>, place: usize, item: &Item<'_>, read: &Reads<'_, '_>) -> Vec<Shown> {
    let mut found: Vec<Shown> =
        item.options().iter().map(|option| read.words(instrument, &option.text, place)).collect();
    if let Answer::Matrix { rows, .. } = &item.answer {
        found.extend(rows.iter().map(|row| read.words(instrument, &row.text, place)));
    }
    if let Some(scale) = item.scale() {
        let end = |code: i64, words: &Option<survey::Words<'_>>| match words {
            Some(words) => Shown::new(format!("{code} = {}", read.words(instrument, words, place).s)),
            None => Shown::new(code.to_string()),
        };
        found.extend([end(scale.low, &scale.low_words), end(scale.high, &scale.high_words)]);
    }
    found
}

/// The program's own, else those of the question bank.
fn probes(page: &Page<'_>, instrument: &Instrument<'_>, item: &Item<'_>, read: &Reads<'_, '_>) -> Vec<Shown> {
    let own: Vec<&Text> = item.question.probes.items().collect();
    let shared = || {
        let used = item.question.r#use.spanned().map(|(at, _)| at)?;
        let question =
            page.program().follow::<crate::model::question::Question>(instrument.survey.index, used)?;
        Some(question.it.probes.items().collect::<Vec<_>>())
    };
    let own = if own.is_empty() { shared().unwrap_or_default() } else { own };
    if !own.is_empty() {
        return own.into_iter().map(|probe| page.text(probe)).collect();
    }
    let bank: Option<&BankQuestion> =
        item.canonical.and_then(|id| library::question(crate::model::id::Id::new(id)));
    let forms = survey::forms(&read.tag);
    let listed = bank.and_then(|bank| forms.iter().find_map(|form| bank.probes.get(form)));
    listed.into_iter().flatten().map(|probe| page.in_language(&read.tag, probe)).collect()
}

fn last(instrument: &Instrument<'_>, read: &Reads<'_, '_>) -> Vec<ToSay> {
    let before = instrument.items.len();
    let mut said: Vec<ToSay> = instrument
        .ends
        .iter()
        .map(|end| ToSay {
            when: end.branch.as_ref().map(|branch| Shown::code(branch.text)),
            text: read.words(instrument, &end.text, before),
        })
        .collect();
    if instrument.last_words().is_none() {
        let words = read.page.in_language(&read.tag, ours(&thanks(), &read.tag));
        said.push(ToSay { when: None, text: words });
    }
    said
}
