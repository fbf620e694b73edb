//! What is written in the entities of a program, found in one walk for all rules: texts, lengths of
//! time, amounts of money, the dates of evidence.

use super::texts::{self, Place, TextSite};
use crate::model::id::Id;
use crate::model::quantity::{CurrencyCode, Duration};
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::text::Text;
use crate::model::time::Date;
use crate::model::walk::{AnyScalar, Leaf, Visitor};
use crate::model::{EntityIndex, Kind};
use crate::resolve::Resolved;
use crate::source::Span;

/// What was found, each in the order of declaration.
#[derive(Default)]
pub struct Written<'p> {
    /// Names of sources, of competitors and of what a question is about are no texts.
    pub texts: Vec<TextSite<'p>>,
    /// Lengths of time that are counted in business time.
    pub business_time: Vec<Found<Duration>>,
    pub money: Vec<Found<CurrencyCode>>,
    pub evidence: Vec<Found<Dated>>,
}

/// Something in a field of an entity or of one of its parts.
#[derive(Clone, Copy, Debug)]
pub struct Found<T> {
    pub from: EntityIndex,
    pub at: Span,
    pub it: T,
}

/// When evidence was gathered and until when it holds, and where that is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dated {
    pub date: Option<(Span, Date)>,
    pub expires: Option<(Span, Date)>,
}

impl<'p> Written<'p> {
    pub fn of(program: &'p Resolved) -> Self {
        // Room for more than there will be: what is not used is no memory, and growing would be.
        let mut written =
            Self { texts: Vec::with_capacity(16 * program.entities().len()), ..Self::default() };
        let languages: Vec<Id> = texts::languages(program).into_iter().map(Id::new).collect();
        for (index, entity) in program.entities() {
            let mut scan = Scan {
                languages: &languages,
                from: index,
                kind: entity.kind,
                fields: Vec::new(),
                evidence: None,
                written: &mut written,
            };
            entity.body.walk(entity.span, &mut scan);
        }
        written
    }
}

struct Scan<'s, 'p> {
    /// Those of the program.
    languages: &'s [Id],
    from: EntityIndex,
    kind: Kind,
    fields: Vec<&'static FieldInfo>,
    /// The evidence we are in.
    evidence: Option<(Span, Dated)>,
    written: &'s mut Written<'p>,
}

/// Keys of a question under which respondents read something.
const ASKED: &[&str] = &["text", "subject", "low", "high", "labels"];

/// The record of one piece of evidence.
const EVIDENCE: &str = "evidence";

impl<'p> Scan<'_, 'p> {
    fn is_wording(&self) -> bool {
        let inside = match self.kind {
            Kind::Question => true,
            Kind::Survey => self.fields.first().is_some_and(|field| field.key == "questions"),
            _ => false,
        };
        let key = |key: &str| self.fields.iter().any(|field| field.key == key);
        inside && self.fields.last().is_some_and(|field| ASKED.contains(&field.key)) && !key("links")
    }

    /// Whether a plain string is a name here, of a source, a competitor or the subject of a question, and
    /// not words to translate.
    fn names_something(&self) -> bool {
        self.fields.last().is_some_and(|field| {
            let ty = (field.type_name)();
            field.key == "subject" || (ty.contains("reference to") && ty.ends_with("or text"))
        })
    }

    fn text(&mut self, text: &'p Text, at: Span) {
        let plain = text.is_plain();
        if plain && self.names_something() {
            return;
        }
        let as_listed = match plain {
            true => self.languages.len() == 1,
            false => text.readings().map(|reading| reading.language).eq(self.languages.iter().copied()),
        };
        let around = self.fields.len().checked_sub(2).map(|index| self.fields[index]);
        let place = Place::new([self.fields.first().copied(), around, self.fields.last().copied()]);
        let wording = self.is_wording();
        self.written.texts.push(TextSite { from: self.from, at, place, text, wording, as_listed });
    }

    fn scalar(&mut self, scalar: &dyn AnyScalar, at: Span) {
        let from = self.from;
        if let Some(it) = scalar.length_of_time().filter(|it| it.is_business()) {
            self.written.business_time.push(Found { from, at, it });
        } else if let Some(it) = scalar.currency_code() {
            self.written.money.push(Found { from, at, it });
        } else if let (Some((_, dated)), Some(day)) = (&mut self.evidence, scalar.calendar_day()) {
            match self.fields.last().map_or("", |field| field.key) {
                "date" => dated.date = Some((at, day)),
                "expires" => dated.expires = Some((at, day)),
                _ => {}
            }
        }
    }
}

impl<'m> Visitor<'m> for Scan<'_, 'm> {
    fn record(&mut self, info: &'static RecordInfo, _: Option<(Id, Span)>, at: Span) {
        if info.name == EVIDENCE {
            self.evidence = Some((at, Dated::default()));
        }
    }

    fn end_record(&mut self, info: &'static RecordInfo) {
        if info.name == EVIDENCE
            && let Some((at, it)) = self.evidence.take()
        {
            self.written.evidence.push(Found { from: self.from, at, it });
        }
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        self.fields.push(field);
        true
    }

    fn end_field(&mut self, _: &'static FieldInfo) {
        self.fields.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, at: Span) {
        match leaf {
            Leaf::Text(text) => self.text(text, at),
            Leaf::Scalar(scalar) => self.scalar(scalar, at),
            _ => {}
        }
    }
}
