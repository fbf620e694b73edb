//! What a test starts from: signals in the order of time, the rows that metrics read, and what is known
//! of each customer.

use super::touched::Spot;
use super::{Log, Outcome};
use crate::analyze::business_time;
use crate::analyze::measure::{Facts, Row};
use crate::analyze::questions::holding;
use crate::diagnostic::say;
use crate::model::archetype::Archetype;
use crate::model::channel::Channel;
use crate::model::dataset::{Column, ColumnName, ColumnRole, ColumnType, Dataset};
use crate::model::expression::{Symbol, Value, Values, holds};
use crate::model::field::{Field, MapOf};
use crate::model::id::Id;
use crate::model::quantity::Duration;
use crate::model::question::SurveyQuestion;
use crate::model::survey::Survey;
use crate::model::test::{Arm, GivenResponse, Test};
use crate::model::time::Date;
use crate::model::time::calendar::BusinessCalendar;
use crate::model::unions::{Answer, ColumnRefersTo};
use crate::model::{EntityIndex, Kind, Of};
use crate::resolve::names::{self, answers, cells};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use jiff::Zoned;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// A test with its data read.
pub struct Scene<'p> {
    pub program: &'p Resolved,
    pub test: Of<'p, Test>,
    pub zone: TimeZone,
    pub calendar: Option<BusinessCalendar>,
    /// Where the clock starts, and where it stands when expectations are read.
    pub starts: Zoned,
    pub ends: Zoned,
    /// In the order of time.
    pub signals: Vec<Signal>,
    pub people: BTreeMap<String, Person>,
    pub facts: Facts<'p>,
}

/// What is known of a customer.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub archetype: Option<EntityIndex>,
    pub account: Option<String>,
    pub control: bool,
    /// How long they had been a customer when the clock started.
    pub tenure: Option<Duration>,
}

/// An answered survey or a fact.
pub struct Signal {
    pub at: Zoned,
    pub customer: String,
    pub from: From,
    /// Answers by `survey/question`, or cells by column.
    pub values: BTreeMap<String, Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Survey(EntityIndex),
    /// The dataset and the event.
    Event(EntityIndex, Target),
}

impl Values for Signal {
    fn value(&self, symbol: &Symbol) -> Value {
        if symbol.name == "as_of" {
            return Value::Date(self.at.date());
        }
        self.values.get(&symbol.name).cloned().unwrap_or_default()
    }

    fn zone(&self) -> TimeZone {
        self.at.time_zone().clone()
    }
}

impl<'p> Scene<'p> {
    /// Reads a test; none when a part of its data could not be read, or could never be: that has its
    /// finding. What a person could not have answered is said.
    pub fn of(program: &'p Resolved, test: Of<'p, Test>, out: &mut Log) -> Option<Self> {
        let given = test.it.given.get()?;
        let zone = names::zone(program);
        let starts = given.now.get()?.at(&zone);
        let moments = given.responses.items().filter_map(|response| response.at_time.get());
        let moments = moments.chain(given.events.items().filter_map(|event| event.at_time.get()));
        let ends = moments.map(|moment| moment.at(&zone)).chain([starts.clone()]).max()?;
        let calendar = business_time::of_program(program);
        let facts = Facts {
            program,
            tables: BTreeMap::new(),
            as_of: Date(ends.date()),
            zone: zone.clone(),
            calendar: calendar.clone(),
        };
        let (signals, people) = (Vec::new(), BTreeMap::new());
        let mut scene = Scene { program, test, zone, calendar, starts, ends, signals, people, facts };
        scene.people()?;
        for (at, response) in given.responses.spanned_items() {
            scene.response(at, response, out)?;
        }
        scene.events(out)?;
        scene.rows()?;
        scene.signals.sort_by(|a, b| a.at.cmp(&b.at));
        Some(scene)
    }

    fn people(&mut self) -> Option<()> {
        let given = self.test.it.given.get()?;
        for (name, known) in given.customers.pairs() {
            let archetype = self.program.follow::<Archetype>(self.test.index, known.archetype.span());
            self.people.insert(
                name.to_string(),
                Person {
                    archetype: archetype.map(|archetype| archetype.index),
                    account: None,
                    control: known.arm.value() == Some(Arm::Control),
                    tenure: known.tenure.value(),
                },
            );
        }
        Some(())
    }

    fn response(&mut self, at: Span, response: &GivenResponse, out: &mut Log) -> Option<()> {
        let survey = self.program.follow::<Survey>(self.test.index, response.survey.span())?;
        let customer = response.customer.get()?.to_string();
        let moment = response.at_time.get()?.at(&self.zone);
        let archetype = self.program.follow::<Archetype>(self.test.index, response.archetype.span());
        let person = self.people.entry(customer.clone()).or_default();
        person.archetype = archetype.map(|archetype| archetype.index).or(person.archetype);
        person.control |= response.arm.value() == Some(Arm::Control);
        person.account = response.account.get().map(|account| account.to_string()).or(person.account.take());
        let mut signal =
            Signal { at: moment, customer, from: From::Survey(survey.index), values: BTreeMap::new() };
        for entry in response.answers.entries() {
            let answers::Asked::Known(asked) = answers::in_survey(self.program, survey, &entry.key) else {
                return None;
            };
            let value = cells::of_answer(&asked, entry.value.get()?).ok()?;
            signal.values.insert(format!("{}/{}", survey.id(), &*entry.key), value);
        }
        hidden(self.program, self.test.place(at), survey, response, &mut signal, out);
        self.row_of_response(survey, response, &signal);
        self.signals.push(signal);
        Some(())
    }

    /// The row that a response is in each dataset that holds answers to its survey.
    fn row_of_response(&mut self, survey: Of<'_, Survey>, response: &GivenResponse, signal: &Signal) {
        for dataset in holding(self.program, survey) {
            let mut row = Row::default();
            let mut holds_answers = false;
            for (name, column) in dataset.it.columns.pairs() {
                if let Some(value) = self.answer_in(survey, dataset, column, signal) {
                    holds_answers = true;
                    row.cells.insert(name.as_str(), value);
                } else if let Some(value) = self.about_response(survey, column, response, signal) {
                    row.cells.insert(name.as_str(), value);
                }
            }
            if holds_answers {
                self.facts.tables.entry(dataset.index).or_default().push(row);
            }
        }
    }

    /// What the column of a question holds: its answer, or nothing when it was not answered.
    fn answer_in(
        &self,
        survey: Of<'_, Survey>,
        dataset: Of<'_, Dataset>,
        column: &Column,
        signal: &Signal,
    ) -> Option<Value> {
        column.question.spanned_items().find_map(|(at, _)| {
            let id = match self.program.target(dataset.index, at)? {
                Target::Part(owner, part) if owner == survey.index => self.program.parts.get(part).id,
                Target::Entity(shared) => {
                    let uses = |question: &&SurveyQuestion| {
                        let at = question.r#use.span();
                        self.program.target(survey.index, at) == Some(Target::Entity(shared))
                    };
                    *survey.it.questions.items().find(uses)?.id.get()?
                }
                _ => return None,
            };
            Some(signal.values.get(&format!("{}/{id}", survey.id())).cloned().unwrap_or_default())
        })
    }

    /// What else a response says: who, when, where, in which language, with which weight.
    fn about_response(
        &self,
        survey: Of<'_, Survey>,
        column: &Column,
        response: &GivenResponse,
        signal: &Signal,
    ) -> Option<Value> {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        if column.time.value() == Some(true) {
            return Some(match column.column_type.value() {
                Some(ColumnType::Date) => Value::Date(signal.at.date()),
                _ => Value::Moment(signal.at.timestamp()),
            });
        }
        if column.weight.value() == Some(true) {
            return response.weight.get().map(|weight| Value::Number(weight.0));
        }
        if column.person.value() == Some(true) || column.role.value() == Some(ColumnRole::Respondent) {
            return text(&signal.customer);
        }
        if column.account.value() == Some(true) {
            return response.account.get().and_then(|account| text(account));
        }
        match column.role.value() {
            Some(ColumnRole::Survey) => return text(survey.id().as_str()),
            Some(ColumnRole::Language) => return response.language.get().and_then(|language| text(language)),
            _ => {}
        }
        match column.refers_to.get() {
            Some(ColumnRefersTo::Kind(Kind::Archetype)) => {
                let archetype = self.people.get(&signal.customer)?.archetype?;
                text(self.program.entity(archetype).id.as_str())
            }
            Some(ColumnRefersTo::Kind(Kind::Channel)) => {
                let channel = self.program.follow::<Channel>(self.test.index, response.channel.span())?;
                text(channel.id().as_str())
            }
            Some(ColumnRefersTo::Kind(Kind::Survey)) => text(survey.id().as_str()),
            _ => None,
        }
    }

    fn events(&mut self, out: &mut Log) -> Option<()> {
        for (at, event) in self.test.it.given.get()?.events.spanned_items() {
            let place = event.event.span();
            let target = self.program.target(self.test.index, place)?;
            let dataset = self.program.follow::<Dataset>(self.test.index, place)?;
            let Target::Part(_, part) = target else { return None };
            let id = self.program.parts.get(part).id;
            let row = self.cells(dataset, &event.columns)?;
            let customer = event.customer.get()?.to_string();
            self.people.entry(customer.clone()).or_default();
            let values: BTreeMap<String, Value> =
                row.cells.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let moment = event.at_time.get()?.at(&self.zone);
            let signal = Signal { at: moment, customer, from: From::Event(dataset.index, target), values };
            self.is_event(at, dataset, id, &signal, out);
            self.signals.push(signal);
        }
        Some(())
    }

    /// An event whose own columns say that it is none proves nothing.
    fn is_event(&self, at: Span, dataset: Of<'_, Dataset>, id: Id, signal: &Signal, out: &mut Log) {
        let Some(event) = dataset.it.events.items().find(|event| event.id.value() == Some(id)) else {
            return;
        };
        let Some(condition) = self.program.expression(dataset.index, event.r#where.span()) else { return };
        let text = event.r#where.get().map(|condition| condition.text.clone()).unwrap_or_default();
        if crate::model::expression::truth(condition, signal) == Some(false) {
            let id = format!("{}/{id}", dataset.id());
            out.push(Outcome::differs(
                self.test.place(at),
                say!(en: "with these columns it is no `{id}`", es: "con estas columnas no es `{id}`"),
                say!(en: "a row is this event when `{text}`", es: "una fila es este hecho cuando `{text}`"),
            ));
        }
    }

    fn rows(&mut self) -> Option<()> {
        for entry in self.test.it.given.get()?.rows.entries() {
            let dataset = self.program.follow::<Dataset>(self.test.index, entry.key_span)?;
            for row in entry.value.get()?.fields() {
                let row = self.cells(dataset, row)?;
                self.facts.tables.entry(dataset.index).or_default().push(row);
            }
        }
        Some(())
    }

    fn cells(&self, dataset: Of<'_, Dataset>, written: &Field<MapOf<ColumnName, Answer>>) -> Option<Row> {
        let mut row = Row::default();
        for cell in written.entries() {
            let name = cell.key.as_str();
            let (_, column) = dataset.it.columns.pairs().find(|(own, _)| **own == cell.key)?;
            let symbol = names::column_symbol(self.program, dataset.index, name, column)?;
            let value = cells::of_cell(column, &symbol.ty, &self.zone, cell.value.get()?).ok()?;
            row.cells.insert(name, value);
        }
        Some(row)
    }

    pub fn person(&self, customer: &str) -> Person {
        self.people.get(customer).cloned().unwrap_or_default()
    }
}

/// Answers to questions and options that were hidden when they were given: nobody can give them, and they
/// count as no answer.
fn hidden(
    program: &Resolved,
    at: crate::source::At,
    survey: Of<'_, Survey>,
    response: &GivenResponse,
    signal: &mut Signal,
    out: &mut Log,
) {
    for question in survey.it.questions.items() {
        let (Some(id), false) = (question.id.get(), question.show_when.is_absent()) else { continue };
        let Some(condition) = program.expression(survey.index, question.show_when.span()) else { continue };
        let shown = holds(condition, signal);
        out.touch(Spot::Asked(survey.index, question.show_when.span(), shown));
        if shown {
            continue;
        }
        let address = format!("{}/{id}", survey.id());
        let line = format!("{address}.");
        let given: Vec<String> =
            signal.values.keys().filter(|key| **key == address || key.starts_with(&line)).cloned().collect();
        for key in given {
            if signal.values.remove(&key).is_none_or(|value| value == Value::None) {
                continue;
            }
            let name = key.rsplit('/').next().unwrap_or_default();
            let entry = response.answers.entries().find(|entry| *entry.key == *name);
            let place = entry.map_or(at, |entry| crate::source::At { span: entry.key_span, ..at });
            let text = question.show_when.get().map(|when| when.text.clone()).unwrap_or_default();
            out.push(Outcome::differs(
                place,
                say!(en: "`{name}` is not asked after these answers", es: "`{name}` no se pregunta después de estas respuestas"),
                say!(en: "it is shown when `{text}`; what is hidden counts as no answer", es: "se muestra cuando `{text}`; lo oculto cuenta como sin respuesta"),
            ));
        }
    }
}
