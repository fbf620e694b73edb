//! What every survey platform needs of a survey, lowered once: legal names, pages, the words in each
//! language the survey can be offered in, scales and options, branching with two truth values, the
//! notice and the words at the end.
//!
//! The plan of a survey (whom, when, how many, reminders, contact policy) is not part of the
//! instrument: it is work of whoever sends it, and stands in other outputs.

pub mod cases;
mod condition;
pub mod decided;
mod ends;
mod faults;
mod item;
pub mod landing;
pub mod mapping;
mod names;
mod notice;
pub mod operand;
mod paging;
pub mod platform;
mod respondent;
#[cfg(test)]
pub mod small;
mod wording;

pub use condition::{Comparator, Condition, Unsupported, Variable, certainly};
pub use ends::End;
pub use item::{Answer, Branch, Choice, Item, Most, Row, Scale};
pub use names::legal;
pub use notice::{
    Line, Subject, Told, legal_basis, not_applicable, proposed, sensitive_data, spelled, thanks,
};
pub use operand::{Arithmetic, Operand};
pub use respondent::{Answers, Diligence, Path, Stop, TODAY, Visit};
pub use wording::{Fragment, Words, filled, forms};

use crate::analyze::{Checked, Context};
use crate::diagnostic::{Diagnostic, Lang, Say};
use crate::model::common::Status;
use crate::model::expression::Symbol;
use crate::model::expression_field::{In, on};
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::model::time::Date;
use crate::model::{EntityIndex, Of};

/// The field that says when something is asked.
type ShowWhen = Field<In<on::Answers>>;

/// A survey as platforms see it.
#[derive(Debug)]
pub struct Instrument<'p> {
    pub survey: Of<'p, Survey>,
    /// Agreed and not sent yet.
    pub proposed: bool,
    /// Every language and variant in which it is complete, in the order of the program, each
    /// followed by its variants. Never empty; the first one is shown unless somebody chooses another.
    pub languages: Vec<String>,
    /// What it is called, when that is written in all its languages.
    pub title: Option<Words<'p>>,
    pub notice: Vec<Line<'p>>,
    pub items: Vec<Item<'p>>,
    /// The places of the items on each page.
    pub pages: Vec<Vec<usize>>,
    /// What is read at the end, in the order in which it is tried: at most the last one is for everybody.
    pub ends: Vec<End<'p>>,
    /// The columns of datasets that an invitation brings values for: whom it went to, and how.
    pub sent_along: Vec<String>,
    /// The day the program is looked at.
    pub as_of: Date,
}

/// What whoever sends a survey knows of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    CustomerFirstName,
    CustomerFormalName,
    AgentName,
    OrganizationName,
}

impl Known {
    pub const ALL: [Known; 4] =
        [Known::CustomerFirstName, Known::CustomerFormalName, Known::AgentName, Known::OrganizationName];

    /// As texts name it: `customer.first_name`.
    pub fn path(self) -> &'static str {
        match self {
            Known::CustomerFirstName => "customer.first_name",
            Known::CustomerFormalName => "customer.formal_name",
            Known::AgentName => "agent.name",
            Known::OrganizationName => "organization.name",
        }
    }

    /// As the hidden field is called that the link of an invitation fills in: `customer_first_name`.
    pub fn hidden_name(self) -> String {
        self.path().replace('.', "_")
    }

    fn of_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.path() == path)
    }
}

/// A part of a text that somebody reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Words(String),
    /// The answer to the item at this place.
    Answer(usize),
    Known(Known),
    /// Something that nobody can fill in; its finding is out.
    Unknown,
}

impl<'p> Instrument<'p> {
    pub fn id(&self) -> Id {
        self.survey.id()
    }

    /// The language that is shown unless somebody chooses another.
    pub fn language(&self) -> &str {
        &self.languages[0]
    }

    /// What is read in one of its languages. `before` is the place of the item that the words belong
    /// to: only the answers to earlier ones can be repeated.
    pub fn read(&self, words: &Words<'p>, language: &str, before: usize) -> Vec<Part> {
        let text = words.read(language).unwrap_or_default();
        let part = |fragment: Fragment<'_>| match fragment {
            Fragment::Words(words) => Part::Words(words.to_owned()),
            Fragment::Answer(id) => self.earlier(id, before).map_or(Part::Unknown, Part::Answer),
            Fragment::Known(path) => Known::of_path(path).map_or(Part::Unknown, Part::Known),
        };
        wording::fragments(&text).into_iter().map(part).collect()
    }

    /// The place of an earlier question with an answer that can be repeated in a text.
    fn earlier(&self, id: &str, before: usize) -> Option<usize> {
        let items = &self.items[..before.min(self.items.len())];
        items.iter().position(|item| {
            item.id.as_str() == id && !matches!(item.answer, Answer::Matrix { .. } | Answer::Statement)
        })
    }

    /// The questions that are answered, with their places.
    pub fn answered(&self) -> impl Iterator<Item = (usize, &Item<'p>)> {
        self.items.iter().enumerate().filter(|(_, item)| item.is_answered())
    }

    /// The answer that a symbol of a condition stands for.
    pub fn variable(&self, symbol: &Symbol) -> Option<Variable> {
        let ids: Vec<Id> = self.items.iter().map(|item| item.id).collect();
        variable(self.id(), &ids, symbol)
    }
}

/// Our own words in a language of a survey; English where we do not speak it.
pub fn ours<'s>(say: &'s Say, language: &str) -> &'s str {
    say.in_lang(Lang::of_tag(language).unwrap_or(Lang::En))
}

/// The instruments of all surveys in use, in the order of their ids, and what stands in their way.
pub fn instruments<'p>(
    checked: &Checked<'p>,
    wanted: &dyn Fn(EntityIndex) -> bool,
) -> (Vec<Instrument<'p>>, Vec<Diagnostic>) {
    let context = Context::new(checked.program, checked.sources, checked.as_of);
    let (mut list, mut findings) = (Vec::new(), Vec::new());
    for survey in checked
        .program
        .all::<Survey>()
        .filter(|survey| context.is_in_use(survey.entity) && wanted(survey.index))
    {
        let mut found = Vec::new();
        list.extend(instrument(checked, survey, &mut found));
        findings.extend(found.into_iter().map(|finding: Diagnostic| finding.entity(survey.entity.name())));
    }
    (list, findings)
}

/// One survey, when it can be asked in a language at all; `out` gets what stands in its way.
pub fn instrument<'p>(
    checked: &Checked<'p>,
    survey: Of<'p, Survey>,
    out: &mut Vec<Diagnostic>,
) -> Option<Instrument<'p>> {
    let program = checked.program;
    let first = program.first_language();
    let items = items(checked, survey, out);
    if items.is_empty() {
        out.extend(faults::no_questions(survey));
        return None;
    }
    let notice = notice::lines(survey, first);
    let ends = ends(checked, survey, &items, out);
    let words = all_words(&items, &notice, &ends);
    let locale = program.program().and_then(|root| root.it.locale.get()).map(|locale| &**locale);
    let (languages, missing) = wording::languages(&program.languages(), locale, &words);
    let gaps = words.iter().filter(|words| words.has_open_gap()).map(faults::open_gap).collect::<Vec<_>>();
    if gaps.is_empty() {
        out.extend(missing.iter().map(|missing| faults::missing(survey, missing, &languages)));
    }
    out.extend(gaps);
    languages.first()?;
    let title = title(survey, first, &languages, out);
    let pages = paging::pages(&items, !notice.is_empty());
    let proposed = survey.entity.common().status.get() == Some(&Status::Proposed);
    let as_of = checked.as_of;
    let sent_along = landing::sent_along(survey, program);
    let instrument =
        Instrument { survey, proposed, languages, title, notice, items, pages, ends, sent_along, as_of };
    faults::of_texts(&instrument, out);
    faults::of_conditions(&instrument, out);
    faults::of_languages(&instrument, out);
    Some(instrument)
}

fn items<'p>(checked: &Checked<'p>, survey: Of<'p, Survey>, out: &mut Vec<Diagnostic>) -> Vec<Item<'p>> {
    let named: Vec<(&SurveyQuestion, Id)> =
        survey.it.questions.items().filter_map(|question| Some((question, question.id.value()?))).collect();
    let ids: Vec<Id> = named.iter().map(|(_, id)| *id).collect();
    let (names, clashes) = names::unique(&ids);
    out.extend(clashes.iter().flat_map(|clash| faults::clash(survey, &named, clash)));
    let unbranched = |_: EntityIndex, _: &'p ShowWhen| None;
    let (mut asked, mut not_asked) = (Vec::new(), Vec::new());
    for ((question, id), name) in named.iter().zip(names) {
        let kept = item(checked, survey, question, *id, String::new(), &unbranched).is_some();
        if kept { asked.push((*question, *id, name)) } else { not_asked.push((*question, *id)) }
    }
    out.extend(not_asked.iter().map(|(question, id)| faults::cannot_be_asked(survey, question, *id)));
    let ids: Vec<Id> = asked.iter().map(|(_, id, _)| *id).collect();
    let branches =
        |from: EntityIndex, show_when: &'p ShowWhen| branch(checked, survey, &ids, from, show_when);
    let built = |(question, id, name)| item(checked, survey, question, id, name, &branches);
    let items: Vec<Item<'p>> = asked.into_iter().filter_map(built).collect();
    out.extend(items.iter().flat_map(|item| faults::of_form(survey, item)));
    items
}

fn item<'p>(
    checked: &Checked<'p>,
    survey: Of<'p, Survey>,
    question: &'p SurveyQuestion,
    id: Id,
    name: String,
    branches: &item::Branches<'_, 'p>,
) -> Option<Item<'p>> {
    let program = checked.program;
    let own = question.item();
    let form = item::form(program, survey.index, own)?;
    let at = survey.place(if own.r#use.is_absent() { question.id.span() } else { own.r#use.span() });
    let shape = item::shape(program, form, own.subject.get(), at, branches)?;
    let shared = match form {
        item::Form::Written { item, .. } => Some(item),
        item::Form::Canonical { wording, .. } => wording.map(|(_, item)| item),
    };
    let required =
        own.required.value().or_else(|| shared.and_then(|item| item.required.value())).unwrap_or(false);
    Some(Item {
        question,
        id,
        name,
        at: survey.place(question.id.span()),
        text: shape.text,
        answer: shape.answer?,
        required,
        branch: branches(survey.index, &question.show_when),
        version: own.version.get().map_or(shape.version, |version| version.0),
        canonical: shape.canonical,
        most_at: shape.most_at,
    })
}

/// The end pages up to the first one for everybody, but for those whose condition no platform can be told.
fn ends<'p>(
    checked: &Checked<'p>,
    survey: Of<'p, Survey>,
    items: &[Item<'p>],
    out: &mut Vec<Diagnostic>,
) -> Vec<End<'p>> {
    let ids: Vec<Id> = items.iter().map(|item| item.id).collect();
    let mut ends = Vec::new();
    for page in survey.it.end_pages.items() {
        let (Some((at, id)), Some((span, text))) = (page.id.spanned(), page.text.spanned()) else { continue };
        let branch = branch(checked, survey, &ids, survey.index, &page.show_when);
        if let Some(Err(unsupported)) = branch.as_ref().map(|branch| &branch.condition) {
            out.push(faults::end_untold(survey.place(page.show_when.span()), unsupported));
            continue;
        }
        let text = Words::written(text, survey.place(span), checked.program.first_language());
        let is_last = branch.is_none();
        ends.push(End { id: *id, at: survey.place(at), text, branch });
        if is_last {
            break;
        }
    }
    ends
}

fn branch<'p>(
    checked: &Checked<'p>,
    survey: Of<'p, Survey>,
    ids: &[Id],
    from: EntityIndex,
    show_when: &'p ShowWhen,
) -> Option<Branch<'p>> {
    let (span, written) = show_when.spanned()?;
    let typed = checked.program.expression(from, span)?;
    let find = |symbol: &Symbol| variable(survey.id(), ids, symbol);
    let at = checked.program.entity(from).place(span);
    Some(Branch { typed, text: &written.text, condition: certainly(typed, &find), at })
}

/// The answer that a symbol `survey/question` or `survey/question.line` stands for.
fn variable(survey: Id, ids: &[Id], symbol: &Symbol) -> Option<Variable> {
    let (owner, name) = symbol.name.split_once('/')?;
    if owner != survey.as_str() {
        return None;
    }
    let (question, row) =
        name.split_once('.').map_or((name, None), |(question, row)| (question, Some(row.to_owned())));
    let item = ids.iter().position(|id| id.as_str() == question)?;
    Some(Variable { item, row })
}

/// The title, when people can read it in every language of the survey.
fn title<'p>(
    survey: Of<'p, Survey>,
    first: &'p str,
    languages: &[String],
    out: &mut Vec<Diagnostic>,
) -> Option<Words<'p>> {
    let (span, text) = survey.entity.common().title.spanned()?;
    let title = Words::written(text, survey.place(span), first);
    let lacking: Vec<&String> = languages.iter().filter(|tag| title.read(tag).is_none()).collect();
    if lacking.is_empty() {
        return Some(title);
    }
    out.push(faults::title(&title, &lacking));
    None
}

/// Everything a person reads, apart from the title.
fn all_words<'p>(items: &[Item<'p>], notice: &[Line<'p>], ends: &[End<'p>]) -> Vec<Words<'p>> {
    let told = notice.iter().filter_map(Line::program);
    told.chain(items.iter().flat_map(Item::words)).chain(ends.iter().map(|end| end.text)).collect()
}
