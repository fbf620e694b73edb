//! By when the steps of a case are due: by elapsed time, by the calendar, or by open time of the program
//! or of the role.

use super::business_time;
use crate::diagnostic::{Mistake, Say, say};
use crate::model::Of;
use crate::model::expression::TypedExpr;
use crate::model::id::Id;
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::quantity::{Duration, Sla};
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::time::calendar::{BusinessCalendar, after};
use crate::model::unions::Within;
use crate::resolve::Resolved;
use crate::source::Span;
use jiff::Zoned;

/// When a step is due, and how that comes about.
pub struct Due {
    pub at: Zoned,
    pub how: Say,
    /// Where the deadline stands, of several that cases choose from.
    pub case: Option<Span>,
}

/// A case and the clocks that it runs by.
pub struct Clock<'c, 'p> {
    pub program: &'p Resolved,
    pub calendar: Option<&'c BusinessCalendar>,
    pub playbook: Of<'p, Playbook>,
    pub started: &'c Zoned,
    /// Whether a condition of `within` holds for the case.
    pub holds: &'c dyn Fn(&TypedExpr, Span) -> bool,
}

/// Deadlines that hang on one another, and again on another, end somewhere.
const MOST_STEPS: u32 = 64;

/// A moment as people read it: `2026-11-20T10:00`.
pub fn spelled(moment: &Zoned) -> String {
    super::examples::spelled(moment)
}

impl<'p> Clock<'_, 'p> {
    /// By when a step is due; none when something it hangs on could not be read.
    ///
    /// # Errors
    /// It has no deadline, or no clock to run by.
    pub fn of_step(&self, step: &PlaybookStep) -> Option<Result<Due, Mistake>> {
        self.of_step_within(step, MOST_STEPS)
    }

    fn of_step_within(&self, step: &PlaybookStep, steps: u32) -> Option<Result<Due, Mistake>> {
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
            Within::ByCase(_) => self.by_case(step)?.map(|(at, sla)| (Some(at), sla)),
        };
        let Some((case, sla)) = sla else {
            return Some(Err(Mistake::new(
                say!(en: "no deadline of the step `{id}` is for this case", es: "ningún plazo del paso `{id}` es para este caso"),
                say!(en: "end its `within` with an entry without `when`", es: "termina su `within` con una entrada sin `when`"),
            )));
        };
        let (from, since) = match step.after.get() {
            None => (self.started.clone(), spelled(self.started)),
            Some(earlier) => {
                // Nobody says when a step was done: it ends when it is due.
                let earlier = self.find(earlier.id())?;
                match self.of_step_within(earlier, steps)? {
                    Ok(due) => (due.at.clone(), spelled(&due.at)),
                    Err(why) => return Some(Err(why)),
                }
            }
        };
        Some(self.due(step, &sla, &from, &since).map(|(at, how)| Due { at, how, case }))
    }

    fn due(
        &self,
        step: &PlaybookStep,
        sla: &Sla,
        from: &Zoned,
        since: &str,
    ) -> Result<(Zoned, Say), Mistake> {
        let role = self.program.follow::<Role>(self.playbook.index, step.role.span());
        let length = sla.spell();
        let has_hours = |role: &Of<'_, Role>| {
            sla.duration().is_business()
                && role.it.capacity.get().is_some_and(|capacity| capacity.hours.get().is_some())
        };
        let whose = match role.filter(has_hours) {
            Some(role) => {
                let id = role.id();
                say!(en: ", in the hours of `{id}`", es: ", en el horario de `{id}`")
            }
            None => Say::default(),
        };
        let how =
            say!(en: "`{length}` after {since}{}", whose.en; es: "`{length}` después de {since}{}", whose.es);
        let at = match self.calendar {
            Some(calendar) => Some(business_time::of_role(calendar, role).add_sla(from, sla)),
            None => after(from, sla.duration()),
        };
        at.map(|at| (at, how)).ok_or_else(|| {
            Mistake::new(
                say!(en: "`{length}` runs by business time, and the program has no opening hours", es: "`{length}` corre por tiempo hábil, y el programa no tiene horario"),
                say!(en: "add `calendar` to the program, with `workdays` and `hours`", es: "agrega `calendar` al programa, con `workdays` y `hours`"),
            )
        })
    }

    /// The first deadline whose condition holds for the case. The outer none: it could not be read.
    fn by_case(&self, step: &PlaybookStep) -> Option<Option<(Span, Sla)>> {
        let Within::ByCase(list) = step.within.get()? else { return Some(None) };
        for entry in list.iter() {
            let at = entry.within.span();
            let sla = entry.within.value()?;
            if entry.when.is_absent() {
                return Some(Some((at, sla)));
            }
            let condition = self.program.expression(self.playbook.index, entry.when.span())?;
            if (self.holds)(condition, entry.when.span()) {
                return Some(Some((at, sla)));
            }
        }
        Some(None)
    }

    fn find(&self, id: Id) -> Option<&'p PlaybookStep> {
        self.playbook.it.steps.items().find(|step| step.id.value() == Some(id))
    }

    /// When the case is over at the latest: as its playbook says, or when its last step is due.
    pub fn over(&self) -> Option<Zoned> {
        if let Some(length) = self.playbook.it.closes_within.value() {
            return self.plus(length);
        }
        let steps = self.playbook.it.steps.items();
        let due: Option<Vec<Zoned>> = steps.map(|step| self.of_step(step)?.ok().map(|due| due.at)).collect();
        due?.into_iter().max()
    }

    /// The moment after a length of time, by the hours of the program.
    fn plus(&self, length: Duration) -> Option<Zoned> {
        match self.calendar {
            Some(calendar) => Some(calendar.add_duration(self.started, length)),
            None => after(self.started, length),
        }
    }
}
