//! By when the steps of a case of a test are due.

use super::given::Scene;
use super::run::Case;
use crate::analyze::deadlines::{Clock, Due};
use crate::analyze::measure::{self, Scope};
use crate::diagnostic::Mistake;
use crate::model::expression::{Symbol, SymbolKind, TypedExpr, Value, Values, holds};
use crate::model::id::Id;
use crate::model::metric::{Each, Metric};
use crate::model::playbook::PlaybookStep;
use crate::model::quantity::Duration;
use crate::model::time::calendar::after;
use crate::resolve::names::metrics;
use crate::source::Span;
use jiff::Zoned;
use jiff::tz::TimeZone;

/// By when a step of a case is due; none when something it hangs on could not be read.
///
/// # Errors
/// It has no deadline, or no clock to run by.
pub fn of_step(scene: &Scene<'_>, case: &Case<'_>, step: &PlaybookStep) -> Option<Result<Due, Mistake>> {
    with_clock(scene, case, |clock| clock.of_step(step))
}

/// When a case is over at the latest: as its playbook says, or when its last step is due.
pub fn over(scene: &Scene<'_>, case: &Case<'_>) -> Option<Zoned> {
    with_clock(scene, case, |clock| clock.over())
}

/// The moment after a length of time, by the hours of the program.
pub fn plus(scene: &Scene<'_>, from: &Zoned, length: Duration) -> Option<Zoned> {
    match &scene.calendar {
        Some(calendar) => Some(calendar.add_duration(from, length)),
        None => after(from, length),
    }
}

fn with_clock<'p, T>(scene: &Scene<'p>, case: &Case<'p>, ask: impl FnOnce(&Clock<'_, 'p>) -> T) -> T {
    let known = Known { scene, case };
    let holds = |condition: &TypedExpr, _: Span| holds(condition, &known);
    ask(&Clock {
        program: scene.program,
        calendar: scene.calendar.as_ref(),
        playbook: case.playbook,
        started: &case.started,
        holds: &holds,
    })
}

/// What is known of a case: its signal, and metrics with a value for its customer.
struct Known<'k, 'p> {
    scene: &'k Scene<'p>,
    case: &'k Case<'p>,
}

impl Values for Known<'_, '_> {
    fn value(&self, symbol: &Symbol) -> Value {
        if symbol.kind != SymbolKind::Metric {
            return self.scene.signals[self.case.signal].value(symbol);
        }
        let measured = self
            .metric(symbol)
            .and_then(|(metric, scope)| measure::measure(&self.scene.facts, metric, &scope).ok()?.value);
        measured.map_or(Value::None, Value::Number)
    }

    fn band(&self, metric: &Symbol) -> Option<String> {
        let (metric, scope) = self.metric(metric)?;
        let measured = measure::measure(&self.scene.facts, metric, &scope).ok()?;
        measure::band(&self.scene.facts, metric, &measured, &scope).ok()?
    }

    fn zone(&self) -> TimeZone {
        self.scene.zone.clone()
    }
}

impl<'p> Known<'_, 'p> {
    fn metric(&self, symbol: &Symbol) -> Option<(crate::model::Of<'p, Metric>, Scope)> {
        let metric = self.scene.program.get::<Metric>(Id::new(&symbol.name))?;
        let mut scope = Scope::default();
        if let Some(each) = metrics::each(self.scene.program, metric) {
            let subject = match each {
                Each::Customer => Some(self.case.customer.clone()),
                Each::Account => self.scene.person(&self.case.customer).account,
            };
            scope.subject = Some((each, Value::Text(subject?)));
        }
        Some((metric, scope))
    }
}
