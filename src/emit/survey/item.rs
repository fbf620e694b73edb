//! The questions of an instrument, wherever they take their form from: their own fields, a question
//! that several surveys share, or the built-in bank.

use super::condition::{Condition, Unsupported};
use super::wording::Words;
use crate::model::expression::TypedExpr;
use crate::model::id::Id;
use crate::model::library::{self, BankQuestion};
use crate::model::question::{self, Question, QuestionScale, QuestionType, SurveyQuestion};
use crate::model::text::Text;
use crate::model::unions::Multiple;
use crate::model::{EntityIndex, EntityKind};
use crate::resolve::{Resolved, Target};
use crate::source::At;

/// One question as it is asked.
#[derive(Debug)]
pub struct Item<'p> {
    pub question: &'p SurveyQuestion,
    pub id: Id,
    /// Its name on every platform.
    pub name: String,
    /// Where its id stands.
    pub at: At,
    pub text: Words<'p>,
    pub answer: Answer<'p>,
    pub required: bool,
    /// When it is asked; always when there is none.
    pub branch: Option<Branch<'p>>,
    /// The version of its wording.
    pub version: i64,
    /// The item of the built-in bank that it is, or is a wording of.
    pub canonical: Option<&'static str>,
    /// Where it says how many options may be taken, when it does.
    pub most_at: Option<At>,
}

impl<'p> Item<'p> {
    /// Everything that is read of it.
    pub fn words(&self) -> Vec<Words<'p>> {
        let mut words = vec![self.text];
        match &self.answer {
            Answer::Choice { options, .. } | Answer::Ranking { options, .. } => {
                words.extend(options.iter().map(|option| option.text));
            }
            Answer::Scale(scale) => words.extend(scale.words()),
            Answer::Matrix { rows, scale } => {
                words.extend(rows.iter().map(|row| row.text));
                words.extend(scale.words());
            }
            Answer::Open | Answer::YesNo | Answer::Number | Answer::Date | Answer::Statement => {}
        }
        words
    }

    /// Whether there is anything to answer: a statement is only read.
    pub fn is_answered(&self) -> bool {
        !matches!(self.answer, Answer::Statement)
    }

    /// What there is to choose from; nothing when it is answered in another way.
    pub fn options(&self) -> &[Choice<'p>] {
        match &self.answer {
            Answer::Choice { options, .. } | Answer::Ranking { options, .. } => options,
            _ => &[],
        }
    }

    /// The scale on which it, or each of its lines, is answered.
    pub fn scale(&self) -> Option<&Scale<'p>> {
        match &self.answer {
            Answer::Scale(scale) | Answer::Matrix { scale, .. } => Some(scale),
            _ => None,
        }
    }

    /// The option that asks for words where a platform has one place for them: it stands in a choice,
    /// is always offered and does not exclude the others.
    pub fn asks_for_words(&self) -> Option<&Choice<'p>> {
        let Answer::Choice { options, most } = &self.answer else { return None };
        let plain = |option: &&Choice<'p>| {
            option.other.is_some()
                && option.branch.is_none()
                && (*most == Most::One || option.exclusive.is_none())
        };
        options.iter().find(plain)
    }

    /// When it is asked and when its options are offered.
    pub fn branches(&self) -> impl Iterator<Item = &Branch<'p>> {
        self.branch.iter().chain(self.options().iter().filter_map(|option| option.branch.as_ref()))
    }
}

/// When something is asked or offered.
#[derive(Debug)]
pub struct Branch<'p> {
    pub typed: &'p TypedExpr,
    /// As the program writes it.
    pub text: &'p str,
    pub condition: Result<Condition, Unsupported>,
    /// Where it stands.
    pub at: At,
}

/// How a question is answered.
#[derive(Debug)]
pub enum Answer<'p> {
    Open,
    Choice {
        options: Vec<Choice<'p>>,
        most: Most,
    },
    Scale(Scale<'p>),
    YesNo,
    Number,
    Date,
    Ranking {
        options: Vec<Choice<'p>>,
        most: Most,
    },
    Matrix {
        rows: Vec<Row<'p>>,
        scale: Scale<'p>,
    },
    /// It is only read.
    Statement,
}

/// How many options may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    One,
    /// Never below 2.
    Some(i64),
    All,
}

impl Most {
    /// Whether a person may take so many.
    pub fn allows(self, taken: usize) -> bool {
        match self {
            Most::One => taken <= 1,
            Most::Some(most) => i64::try_from(taken).is_ok_and(|taken| taken <= most),
            Most::All => true,
        }
    }
}

#[derive(Debug)]
pub struct Choice<'p> {
    pub id: Id,
    pub text: Words<'p>,
    pub branch: Option<Branch<'p>>,
    /// Where it says that it asks for words of one's own.
    pub other: Option<At>,
    /// Where it says that it excludes all others.
    pub exclusive: Option<At>,
    /// Where its id stands.
    pub at: At,
}

/// A line of a matrix.
#[derive(Debug)]
pub struct Row<'p> {
    pub id: Id,
    pub text: Words<'p>,
}

#[derive(Debug)]
pub struct Scale<'p> {
    /// Lowest and highest code.
    pub low: i64,
    pub high: i64,
    pub low_words: Option<Words<'p>>,
    pub high_words: Option<Words<'p>>,
    /// The words of its codes, as many as were written: see [`Scale::labelled`].
    pub labels: Vec<Words<'p>>,
    /// Where those words stand, all of them.
    pub labels_at: Option<At>,
    /// Where it says that "does not apply" may be answered.
    pub not_applicable: Option<At>,
}

/// More points than this are no row of buttons.
const MOST_BUTTONS: usize = 11;

impl<'p> Scale<'p> {
    fn words(&self) -> impl Iterator<Item = Words<'p>> {
        self.low_words.into_iter().chain(self.high_words).chain(self.labels.iter().copied())
    }

    pub fn codes(&self) -> std::ops::RangeInclusive<i64> {
        self.low..=self.high
    }

    /// Whether it is asked as a row of buttons, and not as a number.
    pub fn has_buttons(&self) -> bool {
        self.codes().count() <= MOST_BUTTONS
    }

    /// Whether "does not apply" is one more button: only where there are buttons.
    pub fn offers_not_applicable(&self) -> bool {
        self.not_applicable.is_some() && self.has_buttons()
    }

    /// A word for each code; nothing when there are too few or too many.
    pub fn labelled(&self) -> &[Words<'p>] {
        let fits = self.labels.len() == self.codes().count();
        if fits { &self.labels } else { &[] }
    }
}

/// Where a question takes its form from.
#[derive(Clone, Copy)]
pub(super) enum Form<'p> {
    Written {
        from: EntityIndex,
        item: question::Item<'p>,
    },
    /// A canonical item, perhaps in a wording of the program's own.
    Canonical {
        bank: &'static BankQuestion,
        wording: Option<(EntityIndex, question::Item<'p>)>,
    },
}

/// Questions that take their form from one another end somewhere.
const MOST_STEPS: u32 = 8;

/// The form of a question; none when it could not be read.
pub(super) fn form<'p>(
    program: &'p Resolved,
    from: EntityIndex,
    item: question::Item<'p>,
) -> Option<Form<'p>> {
    form_within(program, from, item, MOST_STEPS)
}

fn form_within<'p>(
    program: &'p Resolved,
    from: EntityIndex,
    item: question::Item<'p>,
    steps: u32,
) -> Option<Form<'p>> {
    let steps = steps.checked_sub(1)?;
    if !item.question_type.is_absent() {
        return Some(Form::Written { from, item });
    }
    match program.target(from, item.r#use.span()).filter(|_| !item.r#use.is_absent())? {
        Target::BuiltIn(name) => Some(Form::Canonical { bank: library::question(name)?, wording: None }),
        Target::Entity(shared) => {
            let question: &Question = EntityKind::of(&program.entity(shared).body)?;
            let own = question.item();
            if own.question_type.is_absent() && own.r#use.is_absent() {
                let bank = library::question(question.canonical_of.get()?.id())?;
                return Some(Form::Canonical { bank, wording: Some((shared, own)) });
            }
            form_within(program, shared, own, steps)
        }
        Target::Part(..) => None,
    }
}

/// What turns conditions into branches, for the options of a question.
pub(super) type Branches<'b, 'p> = dyn Fn(EntityIndex, &'p super::ShowWhen) -> Option<Branch<'p>> + 'b;

/// What a question asks, how it is answered, and which canonical item it is.
pub(super) struct Shape<'p> {
    pub text: Words<'p>,
    pub answer: Option<Answer<'p>>,
    pub version: i64,
    pub canonical: Option<&'static str>,
    pub most_at: Option<At>,
}

/// The shape of a question. `at` is where the survey asks for it.
pub(super) fn shape<'p>(
    program: &'p Resolved,
    form: Form<'p>,
    subject: Option<&'p Text>,
    at: At,
    branches: &Branches<'_, 'p>,
) -> Option<Shape<'p>> {
    let first = program.first_language();
    match form {
        Form::Written { from, item } => {
            let (span, text) = item.text.spanned()?;
            let place = program.entity(from).place(span);
            Some(Shape {
                text: Words::written(text, place, first).about(subject.or(item.subject.get())),
                answer: written(program, from, item, branches),
                version: item.version.get().map_or(1, |version| version.0),
                canonical: None,
                most_at: item.multiple.get().map(|_| program.entity(from).place(item.multiple.span())),
            })
        }
        Form::Canonical { bank, wording } => {
            let own = wording.and_then(|(from, item)| Some((from, item, item.text.spanned()?)));
            let (text, version) = match own {
                Some((from, item, (span, text))) => {
                    let version = item.version.get().map_or(1, |version| version.0);
                    (Words::written(text, program.entity(from).place(span), first), version)
                }
                None => (Words::bank(&bank.text, at, first), i64::from(bank.version)),
            };
            let subject = subject.or_else(|| wording.and_then(|(_, item)| item.subject.get()));
            Some(Shape {
                text: text.about(subject),
                answer: canonical(bank, at, first),
                version,
                canonical: Some(&bank.id),
                most_at: None,
            })
        }
    }
}

fn written<'p>(
    program: &'p Resolved,
    from: EntityIndex,
    item: question::Item<'p>,
    branches: &Branches<'_, 'p>,
) -> Option<Answer<'p>> {
    let most = match item.multiple.value() {
        Some(Multiple::All(true)) => Most::All,
        Some(Multiple::AtMost(most)) if most.0 > 1 => Most::Some(most.0),
        _ => Most::One,
    };
    Some(match item.question_type.value()? {
        QuestionType::Open => Answer::Open,
        QuestionType::YesNo => Answer::YesNo,
        QuestionType::Number => Answer::Number,
        QuestionType::Date => Answer::Date,
        QuestionType::Statement => Answer::Statement,
        QuestionType::Choice => Answer::Choice { options: options(program, from, item, branches), most },
        QuestionType::Ranking => {
            let most = if most == Most::One { Most::All } else { most };
            Answer::Ranking { options: options(program, from, item, branches), most }
        }
        QuestionType::Scale => Answer::Scale(scale(program, from, item.scale.get()?)?),
        QuestionType::Matrix => Answer::Matrix {
            rows: rows(program, from, item),
            scale: scale(program, from, item.scale.get()?)?,
        },
    })
}

/// Where something is switched on.
fn said(field: &crate::model::field::Field<bool>, entity: &crate::model::Entity) -> Option<At> {
    (field.value() == Some(true)).then(|| entity.place(field.span()))
}

fn options<'p>(
    program: &'p Resolved,
    from: EntityIndex,
    item: question::Item<'p>,
    branches: &Branches<'_, 'p>,
) -> Vec<Choice<'p>> {
    let entity = program.entity(from);
    let read = |option: &'p question::AnswerOption| {
        let (at, id) = option.id.spanned()?;
        let (span, text) = option.text.spanned()?;
        Some(Choice {
            id: *id,
            text: Words::written(text, entity.place(span), program.first_language()),
            branch: branches(from, &option.show_when),
            other: said(&option.other, entity),
            exclusive: said(&option.exclusive, entity),
            at: entity.place(at),
        })
    };
    item.options.items().filter_map(read).collect()
}

fn rows<'p>(program: &'p Resolved, from: EntityIndex, item: question::Item<'p>) -> Vec<Row<'p>> {
    let entity = program.entity(from);
    let read = |row: &'p question::MatrixRow| {
        let (span, text) = row.text.spanned()?;
        Some(Row {
            id: row.id.value()?,
            text: Words::written(text, entity.place(span), program.first_language()),
        })
    };
    item.rows.items().filter_map(read).collect()
}

fn scale<'p>(program: &'p Resolved, from: EntityIndex, scale: &'p QuestionScale) -> Option<Scale<'p>> {
    let (entity, first) = (program.entity(from), program.first_language());
    let points = scale.points.value()?;
    let words = |field: &'p crate::model::field::Field<crate::model::text::Wording>| {
        field.spanned().map(|(span, text)| Words::written(text, entity.place(span), first))
    };
    let labels =
        scale.labels.spanned_items().map(|(span, text)| Words::written(text, entity.place(span), first));
    Some(Scale {
        low: points.from(),
        high: points.to(),
        low_words: words(&scale.low),
        high_words: words(&scale.high),
        labels: labels.collect(),
        labels_at: scale.labels.get().map(|_| entity.place(scale.labels.span())),
        not_applicable: said(&scale.not_applicable, entity),
    })
}

fn canonical<'p>(bank: &'static BankQuestion, at: At, first: &'p str) -> Option<Answer<'p>> {
    let options = || {
        let read = |option: &'static library::BankOption| Choice {
            id: Id::new(&option.id),
            text: Words::bank(&option.text, at, first),
            branch: None,
            other: option.other.then_some(at),
            exclusive: None,
            at,
        };
        bank.options.iter().map(read).collect()
    };
    Some(match QuestionType::ALL.iter().find(|ty| ty.word() == bank.question_type)? {
        QuestionType::Open => Answer::Open,
        QuestionType::YesNo => Answer::YesNo,
        QuestionType::Number => Answer::Number,
        QuestionType::Date => Answer::Date,
        QuestionType::Statement => Answer::Statement,
        QuestionType::Choice => Answer::Choice { options: options(), most: Most::One },
        QuestionType::Ranking => Answer::Ranking { options: options(), most: Most::All },
        QuestionType::Scale => {
            let (low, high) = bank.range()?;
            let end = |texts: &'static std::collections::BTreeMap<String, String>| {
                (!texts.is_empty()).then(|| Words::bank(texts, at, first))
            };
            let count = bank.labels.values().map(Vec::len).max().unwrap_or(0);
            let labels = (0..count).map(|nth| Words::label(&bank.labels, nth, at, first)).collect();
            let (low_words, high_words) = (end(&bank.low), end(&bank.high));
            Answer::Scale(Scale {
                low,
                high,
                low_words,
                high_words,
                labels,
                labels_at: Some(at),
                not_applicable: None,
            })
        }
        QuestionType::Matrix => return None,
    })
}
