//! The answers and rows of tests: do their questions and columns exist, and could they hold the value?

use super::cells::Impossible;
use super::{answers, cells, columns, rules};
use crate::diagnostic::{Diagnostic, say};
use crate::model::dataset::{ColumnName, Dataset};
use crate::model::field::{Field, MapOf};
use crate::model::id::Id;
use crate::model::reader::nearest;
use crate::model::survey::Survey;
use crate::model::test::{GivenResponse, Test};
use crate::model::unions::Answer;
use crate::model::{Kind, Of};
use crate::resolve::{Resolved, Target};
use crate::source::{At, Span};
use jiff::tz::TimeZone;

/// Says which answers and cells of tests are not possible.
pub fn report(resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let zone = zone(resolved);
    for test in resolved.all::<Test>() {
        let Some(given) = test.it.given.get() else { continue };
        let mut check = Check { resolved, test, zone: &zone, findings };
        given.responses.items().for_each(|response| check.response(response));
        for event in given.events.items() {
            if let Some(dataset) = resolved.follow::<Dataset>(test.index, event.event.span()) {
                check.row(dataset, &event.columns);
            }
        }
        for entry in given.rows.entries() {
            let Some(dataset) = resolved.follow::<Dataset>(test.index, entry.key_span) else { continue };
            let rows = entry.value.get().into_iter().flat_map(|rows| rows.fields());
            rows.for_each(|row| check.row(dataset, row));
        }
    }
}

/// The time zone of the program; UTC when it could not be read.
pub fn zone(resolved: &Resolved) -> TimeZone {
    resolved
        .program()
        .and_then(|program| Some(program.it.timezone.get()?.zone().clone()))
        .unwrap_or(TimeZone::UTC)
}

struct Check<'c> {
    resolved: &'c Resolved,
    test: Of<'c, Test>,
    zone: &'c TimeZone,
    findings: &'c mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn response(&mut self, response: &GivenResponse) {
        let resolved = self.resolved;
        let Some(survey) = resolved.follow::<Survey>(self.test.index, response.survey.span()) else { return };
        for entry in response.answers.entries() {
            match answers::in_survey(resolved, survey, &entry.key) {
                answers::Asked::Known(answers) => {
                    let Some((span, answer)) = entry.value.spanned() else { continue };
                    if let Err(why) = cells::of_answer(&answers, answer) {
                        self.impossible(span, &entry.key, &format!("{}/{}", survey.id(), entry.key), why);
                    }
                }
                answers::Asked::Unreadable => {}
                answers::Asked::Unknown(names) => {
                    let id = survey.id();
                    let message = say!(en: "the survey `{id}` has no question `{}`", entry.key;
                                       es: "la encuesta `{id}` no tiene una pregunta `{}`", entry.key);
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    self.unknown(
                        entry.key_span,
                        &entry.key,
                        message,
                        &names,
                        (survey.entity.kind, survey.id()),
                    );
                }
            }
        }
    }

    fn row(&mut self, dataset: Of<'_, Dataset>, row: &Field<MapOf<ColumnName, Answer>>) {
        if dataset.it.columns.is_bad() {
            return;
        }
        for cell in row.entries() {
            let name = cell.key.as_str();
            let Some(column) = dataset.it.columns.entries().find(|entry| entry.key == cell.key) else {
                let id = dataset.id();
                let message = say!(en: "the dataset `{id}` has no column `{name}`", es: "el conjunto de datos `{id}` no tiene una columna `{name}`");
                let names: Vec<&str> = dataset.it.columns.entries().map(|entry| entry.key.as_str()).collect();
                self.unknown(cell.key_span, name, message, &names, (dataset.entity.kind, id));
                continue;
            };
            let symbol = column
                .value
                .get()
                .and_then(|column| columns::symbol(self.resolved, dataset.index, name, column));
            let (Some(column), Some(symbol), Some((span, answer))) =
                (column.value.get(), symbol, cell.value.spanned())
            else {
                continue;
            };
            if let Err(why) = cells::of_cell(column, &symbol.ty, self.zone, answer) {
                self.impossible(span, name, &format!("{}/{name}", dataset.id()), why);
            }
        }
    }

    fn impossible(&mut self, at: Span, name: &str, address: &str, why: Impossible) {
        let text =
            say!(en: "`{name}` can never have this value", es: "`{name}` nunca puede tener este valor");
        let mut finding = Diagnostic::new(&rules::IMPOSSIBLE_VALUE, self.test.place(at), text)
            .help(why)
            .entity(self.test.entity.name());
        if let Some(place) = self.defined(address) {
            finding = finding
                .related(place, say!(en: "`{address}` is defined here", es: "`{address}` se define aquí"));
        }
        self.findings.push(finding);
    }

    fn unknown(
        &mut self,
        at: Span,
        name: &str,
        message: crate::diagnostic::Say,
        names: &[&str],
        owner: (Kind, Id),
    ) {
        let place = self.test.place(at);
        let mut finding =
            Diagnostic::new(&rules::UNKNOWN_NAME, place, message).entity(self.test.entity.name());
        finding = match nearest(name, names.iter().copied()) {
            Some(better) => {
                let finding = finding
                    .help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
                    .fix(false, vec![(place, better.to_owned())]);
                match self.defined(&format!("{}/{better}", owner.1)) {
                    Some(far) => finding.related(
                        far,
                        say!(en: "`{better}` is defined here", es: "`{better}` se define aquí"),
                    ),
                    None => finding,
                }
            }
            None => {
                let listed =
                    names.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                finding.help(say!(en: "there are: {listed}", es: "hay: {listed}"))
            }
        };
        self.findings.push(finding);
    }

    /// Where a question or column is defined: `survey/question`, `dataset/column`.
    fn defined(&self, address: &str) -> Option<At> {
        let (owner, part) = address.split_once('/')?;
        let part = part.split('.').next().unwrap_or(part);
        [(Kind::Survey, "questions"), (Kind::Dataset, "columns")].into_iter().find_map(|(kind, list)| {
            let entity = self.resolved.find(kind, Id::new(owner))?;
            let found = self.resolved.parts.find(entity, list, Id::new(part))?;
            super::report::place_of(self.resolved, Target::Part(entity, found))
        })
    }
}
