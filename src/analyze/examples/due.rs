//! By when the steps of a case are due.

use super::given::Scene;
use super::run::Case;
use super::spelled;
use crate::analyze::business_time;
use crate::analyze::measure::{self, Scope};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::expression::{Symbol, SymbolKind, Value, Values, holds};
use crate::model::id::Id;
use crate::model::metric::{Each, Metric};
use crate::model::playbook::PlaybookStep;
use crate::model::quantity::{Duration, Sla};
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::time::calendar::after;
use crate::model::unions::Within;
use crate::resolve::names::metrics;
use crate::source::Span;
use jiff::Zoned;
use jiff::tz::TimeZone;

/// When a step is due, and how that comes about.
pub struct Due {
    pub at: Zoned,
    pub how: Say,
    /// Where the deadline stands, of several that cases choose from.
    pub case: Option<Span>,
}

/// Deadlines that hang on one another, and again on another, end somewhere.
const MOST_STEPS: u32 = 64;

/// By when a step of a case is due; none when something it hangs on could not be read.
///
/// # Errors
/// It has no deadline, or no clock to run by.
pub fn of_step(scene: &Scene<'_>, case: &Case<'_>, step: &PlaybookStep) -> Option<Result<Due, Mistake>> {
    of_step_within(scene, case, step, MOST_STEPS)
}

fn of_step_within(
    scene: &Scene<'_>,
    case: &Case<'_>,
    step: &PlaybookStep,
    steps: u32,
) -> Option<Result<Due, Mistake>> {
    let steps = steps.checked_sub(1)?;
    let id = step.id.get()?;
    if step.within.is_absent() {
        return Some(Err(Mistake::new(
            say!(en: "the step `{id}` has no deadline", es: "el paso `{id}` no tiene plazo"),
            say!(en: "add `within` to the step", es: "agrega `within` al paso"),
        )));
    }
    let sla = match step.within.get()? {
        Within::Always(sla) => Some((None, *sla)),
        Within::ByCase(_) => by_case(scene, case, step)?.map(|(at, sla)| (Some(at), sla)),
    };
    let Some((chosen, sla)) = sla else {
        return Some(Err(Mistake::new(
            say!(en: "no deadline of the step `{id}` is for this case", es: "ningún plazo del paso `{id}` es para este caso"),
            say!(en: "end its `within` with an entry without `when`", es: "termina su `within` con una entrada sin `when`"),
        )));
    };
    let (from, since) = match step.after.get() {
        None => (case.started.clone(), spelled(&case.started)),
        Some(earlier) => {
            // Nobody does a step in a test: it ends when it is due.
            let earlier = find(case, earlier.id())?;
            match of_step_within(scene, case, earlier, steps)? {
                Ok(due) => (due.at.clone(), spelled(&due.at)),
                Err(why) => return Some(Err(why)),
            }
        }
    };
    let role = scene.program.follow::<Role>(case.playbook.index, step.role.span());
    let length = sla.spell();
    let whose = match role.filter(|role| {
        sla.duration().is_business()
            && role.it.capacity.get().is_some_and(|capacity| capacity.hours.get().is_some())
    }) {
        Some(role) => {
            let id = role.id();
            say!(en: ", in the hours of `{id}`", es: ", en el horario de `{id}`")
        }
        None => Say::default(),
    };
    let how =
        say!(en: "`{length}` after {since}{}", whose.en; es: "`{length}` después de {since}{}", whose.es);
    let at = match &scene.calendar {
        Some(calendar) => Some(business_time::of_role(calendar, role).add_sla(&from, &sla)),
        None => after(&from, sla.duration()),
    };
    Some(match at {
        Some(at) => Ok(Due { at, how, case: chosen }),
        None => Err(Mistake::new(
            say!(en: "`{length}` runs by business time, and the program has no opening hours", es: "`{length}` corre por tiempo hábil, y el programa no tiene horario"),
            say!(en: "add `calendar` to the program, with `workdays` and `hours`", es: "agrega `calendar` al programa, con `workdays` y `hours`"),
        )),
    })
}

/// The first deadline whose condition holds for the case. The outer none: it could not be read.
fn by_case(scene: &Scene<'_>, case: &Case<'_>, step: &PlaybookStep) -> Option<Option<(Span, Sla)>> {
    let Within::ByCase(list) = step.within.get()? else { return Some(None) };
    for entry in list.iter() {
        let at = entry.within.span();
        let sla = entry.within.value()?;
        if entry.when.is_absent() {
            return Some(Some((at, sla)));
        }
        let condition = scene.program.expression(case.playbook.index, entry.when.span())?;
        if holds(condition, &Known { scene, case }) {
            return Some(Some((at, sla)));
        }
    }
    Some(None)
}

fn find<'p>(case: &Case<'p>, id: Id) -> Option<&'p PlaybookStep> {
    case.playbook.it.steps.items().find(|step| step.id.value() == Some(id))
}

/// When a case is over at the latest: as its playbook says, or when its last step is due.
pub fn over(scene: &Scene<'_>, case: &Case<'_>) -> Option<Zoned> {
    if let Some(length) = case.playbook.it.closes_within.value() {
        return plus(scene, &case.started, length);
    }
    let steps = case.playbook.it.steps.items();
    let due: Option<Vec<Zoned>> =
        steps.map(|step| of_step(scene, case, step)?.ok().map(|due| due.at)).collect();
    due?.into_iter().max()
}

/// The moment after a length of time, by the hours of the program.
pub fn plus(scene: &Scene<'_>, from: &Zoned, length: Duration) -> Option<Zoned> {
    match &scene.calendar {
        Some(calendar) => Some(calendar.add_duration(from, length)),
        None => after(from, length),
    }
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
