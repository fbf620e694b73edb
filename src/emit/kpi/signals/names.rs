//! What the names of a condition over a signal are in the table of the signal.

use crate::diagnostic::say;
use crate::emit::kpi::lower::{InSql, Unsupported};
use crate::emit::kpi::stage::{DerivedValue, Moment, Stage, StageColumn};
use crate::model::EntityIndex;
use crate::model::Of;
use crate::model::expression::{Symbol, SymbolKind};
use crate::model::survey::Survey;
use crate::resolve::{Resolved, Target};

/// Answers of a survey and columns of a table, as names of an expression.
pub struct Names<'s, 'p> {
    pub program: &'p Resolved,
    pub stage: &'s mut Stage<'p>,
    pub survey: Option<Of<'p, Survey>>,
}

impl<'p> Names<'_, 'p> {
    fn column(&self, symbol: &Symbol) -> Option<&StageColumn<'p>> {
        let (owner, name) = match symbol.name.split_once('/') {
            Some((owner, name)) => (Some(owner), name),
            None => (None, symbol.name.as_str()),
        };
        if symbol.kind == SymbolKind::Question {
            let survey = self.survey.filter(|it| owner.is_none_or(|owner| owner == it.id().as_str()))?;
            return question_column(self.program, self.stage, survey, name);
        }
        let own = owner.is_none_or(|owner| owner == self.stage.dataset.id().as_str());
        if own { self.stage.column(name) } else { None }
    }

    fn found(&self, symbol: &Symbol) -> Result<&StageColumn<'p>, Unsupported> {
        self.column(symbol).ok_or_else(|| {
            let (name, dataset) = (&symbol.name, self.stage.dataset.id());
            Unsupported::new(
                say!(en: "no column of `{dataset}` holds `{name}`", es: "ninguna columna de `{dataset}` contiene `{name}`"),
                say!(en: "name it with `question` at the column that has it", es: "nómbrala con `question` en la columna que la tiene"),
            )
        })
    }
}

impl InSql for Names<'_, '_> {
    fn symbol(&mut self, symbol: &Symbol) -> Result<String, Unsupported> {
        self.found(symbol).map(|column| column.name.clone())
    }

    fn moment(&mut self, symbol: &Symbol) -> Result<Moment, Unsupported> {
        if symbol.kind == SymbolKind::Clock {
            return match symbol.name.as_str() {
                "as_of" => Ok(Moment::AsOf),
                name => Err(Unsupported::new(
                    say!(en: "`{name}` is an end of a period, and a signal has none", es: "`{name}` es un extremo de un periodo, y una señal no tiene"),
                    say!(en: "compare with `as_of`", es: "compara con `as_of`"),
                )),
            };
        }
        self.found(symbol).map(StageColumn::moment)
    }

    fn derived(&mut self, value: DerivedValue) -> Result<String, Unsupported> {
        self.stage.computed(value)
    }
}

/// The column of a table that holds the answers to a question of a survey.
pub fn question_column<'s, 'p>(
    program: &Resolved,
    stage: &'s Stage<'p>,
    survey: Of<'_, Survey>,
    question: &str,
) -> Option<&'s StageColumn<'p>> {
    let asked =
        survey.it.questions.items().find(|it| it.id.get().is_some_and(|id| id.as_str() == question))?;
    let shared = program.target(survey.index, asked.r#use.span());
    stage.columns.iter().find(|column| {
        let mut named = column.column.question.spanned_items();
        named.any(|(at, _)| holds(program, stage.dataset.index, at, survey, question, shared))
    })
}

fn holds(
    program: &Resolved,
    dataset: EntityIndex,
    at: crate::source::Span,
    survey: Of<'_, Survey>,
    question: &str,
    shared: Option<Target>,
) -> bool {
    match program.target(dataset, at) {
        Some(Target::Part(owner, part)) => {
            owner == survey.index && program.parts.get(part).id.as_str() == question
        }
        Some(own @ Target::Entity(_)) => Some(own) == shared,
        _ => false,
    }
}
