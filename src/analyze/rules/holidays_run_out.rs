//! A deadline that reaches past the last holiday that is entered.
//!
//! Business time after the last holiday of the calendar counts as if nobody ever rested again: every
//! due date of next year is a little too early, and nobody sees why.
//!
//! Source: ISO 10002:2018 asks for time limits that hold; a calendar that ends moves them without a
//! word.
//!
//! Bad: the list ends this year:
//!
//! ```yaml
//! calendar:
//!   workdays: [mon, tue, wed, thu, fri]
//!   hours: "09:00-18:00"
//!   holidays: [2026-01-01]
//! ```
//!
//! Good: next year is there:
//!
//! ```yaml
//! calendar:
//!   workdays: [mon, tue, wed, thu, fri]
//!   hours: "09:00-18:00"
//!   holidays: [2026-01-01, 2026-12-25, 2027-01-01, 2027-12-25]
//! ```
//!
//! How to fix it: enter the holidays of the coming year in `calendar.holidays`.
//!
//! # es
//! Un plazo que llega más allá del último festivo anotado.
//!
//! El tiempo hábil después del último festivo del calendario se cuenta como si nadie volviera a
//! descansar: todos los vencimientos del año que viene caen un poco antes, y nadie ve por qué.
//!
//! Fuente: la ISO 10002:2018 pide plazos que se cumplan; un calendario que se acaba los mueve sin
//! decirlo.
//!
//! Mal: la lista acaba este año:
//!
//! ```yaml
//! calendar:
//!   workdays: [mon, tue, wed, thu, fri]
//!   hours: "09:00-18:00"
//!   holidays: [2026-01-01]
//! ```
//!
//! Bien: el año que viene está:
//!
//! ```yaml
//! calendar:
//!   workdays: [mon, tue, wed, thu, fri]
//!   hours: "09:00-18:00"
//!   holidays: [2026-01-01, 2026-12-25, 2027-01-01, 2027-12-25]
//! ```
//!
//! Cómo corregirlo: anota en `calendar.holidays` los festivos del año que viene.

use crate::analyze::written::Found;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::quantity::Duration;
use crate::model::scalar::Scalar;

rule! { holidays_run_out Continuity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(calendar) = context.root_program().and_then(|program| program.it.calendar.get()) else { return };
    let Some((at, _)) = calendar.holidays.spanned().filter(|_| !calendar.holidays.has_none()) else { return };
    let clocks = context.clocks();
    let Some(business) = &clocks.calendar else { return };
    let Some(last) = business.last_holiday() else { return };
    let Ok(today) = context.as_of.0.to_zoned(business.zone().clone()) else { return };
    // most deadlines are the same few lengths of time
    let mut lengths: Vec<&Found<Duration>> = Vec::new();
    for found in context.business_time() {
        if !lengths.iter().any(|known| known.it == found.it) {
            lengths.push(found);
        }
    }
    let due = |found: &Found<Duration>| business.add_duration(&today, found.it).date();
    let latest = lengths.into_iter().map(|it| (due(it), it));
    let Some((due, longest)) = latest.max_by_key(|(day, it)| (*day, std::cmp::Reverse(context.place(it)))) else { return };
    if due <= last {
        return;
    }
    let written = longest.it.spell();
    let program = context.root_program().map_or_else(|| context.root(), |program| program.place(at));
    out.push(
        RULE.finding(
            program,
            say!(en: "the last holiday is {last}, and `{written}` from today end on {due}", es: "el último festivo es {last}, y `{written}` desde hoy acaban el {due}"),
        )
        .help(say!(
            en: "enter the holidays that come after it, or deadlines fall on days on which nobody works",
            es: "anota los festivos que siguen, o los plazos vencerán en días en que no se trabaja"
        ))
        .related(context.place(longest), say!(en: "the longest deadline", es: "el plazo más largo"))
        .severity(Severity::Warning)
        .on_this_day(),
    );
}
