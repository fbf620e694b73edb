//! Business time is used, and the program does not say when business is open.
//!
//! Three business days from a Friday are something else where Saturday is worked. Without workdays
//! and hours nobody can tell when a step is due, and two teams count it in two ways.
//!
//! Source: ISO 10002:2018 asks for time limits that the customer can count on; cases from the field
//! left open which days count.
//!
//! Bad: three business days of which week?:
//!
//! ```yaml
//! kind: program
//! id: bank
//! timezone: Europe/Madrid
//! ```
//!
//! Good: a week with hours:
//!
//! ```yaml
//! kind: program
//! id: bank
//! timezone: Europe/Madrid
//! calendar: { workdays: [mon, tue, wed, thu, fri], hours: "09:00-18:00" }
//! ```
//!
//! How to fix it: write `calendar.workdays` and `calendar.hours` in `senda.yaml`, and the holidays;
//! or count in hours and calendar days.
//!
//! # es
//! Se usa tiempo hábil, y el programa no dice cuándo se trabaja.
//!
//! Tres días hábiles desde un viernes son otra cosa donde se trabaja el sábado. Sin días laborables
//! y horario nadie puede decir cuándo vence un paso, y dos equipos lo cuentan de dos maneras.
//!
//! Fuente: la ISO 10002:2018 pide plazos con los que el cliente pueda contar; en casos reales no se
//! decía qué días cuentan.
//!
//! Mal: ¿tres días hábiles de qué semana?:
//!
//! ```yaml
//! kind: program
//! id: bank
//! timezone: Europe/Madrid
//! ```
//!
//! Bien: una semana con horario:
//!
//! ```yaml
//! kind: program
//! id: bank
//! timezone: Europe/Madrid
//! calendar: { workdays: [mon, tue, wed, thu, fri], hours: "09:00-18:00" }
//! ```
//!
//! Cómo corregirlo: escribe `calendar.workdays` y `calendar.hours` en `senda.yaml`, y los festivos;
//! o cuenta en horas y días naturales.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::scalar::Scalar;

rule! { calendar_basis Suspicious Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let Some(program) = context.root_program() else { return };
    let calendar = program.it.calendar.get();
    let bad = program.it.calendar.is_bad() || calendar.is_some_and(|it| it.workdays.is_bad() || it.hours.is_bad());
    let has = calendar.is_some_and(|it| !it.workdays.has_none() && !it.hours.is_absent());
    if bad || has {
        return;
    }
    let Some(first) = context.business_time().next() else { return };
    let block = "calendar:\n  workdays: [mon, tue, wed, thu, fri]\n  hours: \"09:00-18:00\"";
    let edits = if calendar.is_none() { context.added(context.root(), block) } else { Vec::new() };
    let (count, written) = (context.business_time().count(), first.it.spell());
    let times = if count == 1 {
        say!(en: "once", es: "una vez")
    } else {
        say!(en: "{count} times", es: "{count} veces")
    };
    out.push(
        RULE.finding(
            context.root(),
            say!(en: "business time is used {} (`{written}`), and the program has no workdays and hours", times.en;
                 es: "se usa tiempo hábil {} (`{written}`), y el programa no tiene días laborables ni horario", times.es),
        )
        .help(say!(
            en: "write `calendar: {{ workdays: [mon, tue, wed, thu, fri], hours: \"09:00-18:00\" }}` in `senda.yaml`",
            es: "escribe `calendar: {{ workdays: [mon, tue, wed, thu, fri], hours: \"09:00-18:00\" }}` en `senda.yaml`"
        ))
        .guess(edits)
        .related(context.place(first), say!(en: "it is used here", es: "se usa aquí"))
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
