//! Evidence that is past its date.
//!
//! What customers said three years ago is said of people who have since married, moved and changed
//! their minds. Evidence says until when it holds (`expires`); what says nothing is old after 24
//! months, and a financial baseline after 18. Concepts B11 and D24.
//!
//! Bad:
//!
//! ```yaml
//! evidence: [{ level: research, source: Interviews, date: 2022-03-18, n: 24 }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! evidence: [{ level: research, source: Interviews, date: 2026-03-18, n: 24, expires: 2027-03-31 }]
//! ```
//!
//! How to fix it: ask again and write the new date, or set `expires` to the day until which you stand
//! by it. `rules: { evidence-stale: { limit: 36 months } }` sets another age.
//!
//! # es
//! Evidencia que ya caducó.
//!
//! Lo que los clientes dijeron hace tres años lo dijeron personas que desde entonces se casaron, se
//! mudaron y cambiaron de opinión. La evidencia dice hasta cuándo vale (`expires`); la que no dice nada
//! es vieja a los 24 meses, y una línea base financiera a los 18. Conceptos B11 y D24.
//!
//! Mal:
//!
//! ```yaml
//! evidence: [{ level: research, source: Interviews, date: 2022-03-18, n: 24 }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! evidence: [{ level: research, source: Interviews, date: 2026-03-18, n: 24, expires: 2027-03-31 }]
//! ```
//!
//! Cómo corregirlo: vuelve a preguntar y escribe la nueva fecha, o pon en `expires` el día hasta el que
//! respondes por ella. `rules: { evidence-stale: { limit: 36 months } }` fija otra edad.

use crate::analyze::written::Dated;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::business_model::BusinessModel;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::model::time::calendar::after;
use crate::source::Span;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

rule! { evidence_stale Statistics Warning everything limit Time }

/// Evidence that does not say until when it holds is old after this.
fn usual_age() -> Duration {
    Duration::new(Decimal::from(24), TimeUnit::Month)
}

fn check(context: &Context<'_>, out: &mut Findings) {
    let limit = context.limit_time(&RULE, usual_age());
    for evidence in context.written().evidence.iter().filter(|it| context.uses(it.from)) {
        let Some((at, message)) = old(&evidence.it, limit, context.as_of) else { continue };
        let entity = context.program.entity(evidence.from);
        out.about(entity);
        out.push(
            RULE.finding(entity.place(at), message)
                .help(say!(en: "ask again, or set `expires` to the day until which it holds", es: "vuelve a preguntar, o pon en `expires` el día hasta el que vale"))
                .on_this_day(),
        );
    }
    for model in context.in_use::<BusinessModel>() {
        let Some((at, as_of)) = model.it.baseline.get().and_then(|baseline| baseline.as_of.spanned()) else { continue };
        let age = Duration::new(Decimal::from(18), TimeUnit::Month);
        if is_past(*as_of, age, context.as_of) {
            out.about(model.entity);
            out.push(
                RULE.finding(
                    model.place(at),
                    say!(en: "the baseline is of {as_of}, more than 18 months ago", es: "la línea base es del {as_of}, hace más de 18 meses"),
                )
                .help(say!(en: "ask finance for this year's numbers: every return is counted from them", es: "pide a finanzas las cifras de este año: todo retorno se calcula con ellas"))
                .on_this_day(),
            );
        }
    }
}

/// The last day on which evidence is relied on: the one it says, or the usual age after it was gathered.
pub fn last_day(evidence: &Dated, context: &Context<'_>) -> Option<Date> {
    if let Some((_, expires)) = evidence.expires {
        return Some(expires);
    }
    let start = evidence.date?.1.0.to_zoned(TimeZone::UTC).ok()?;
    Some(Date(after(&start, context.limit_time(&RULE, usual_age()))?.date()))
}

fn old(evidence: &Dated, limit: Duration, today: Date) -> Option<(Span, Say)> {
    if let Some((at, expires)) = evidence.expires {
        let gone = expires < today;
        return gone.then(|| (at, say!(en: "it held until {expires}", es: "valía hasta el {expires}")));
    }
    let (at, date) = evidence.date?;
    let limit_text = limit.spell();
    is_past(date, limit, today)
        .then(|| (at, say!(en: "it is of {date}, more than `{limit_text}` ago", es: "es del {date}, hace más de `{limit_text}`")))
}

fn is_past(date: Date, age: Duration, today: Date) -> bool {
    let start = date.0.to_zoned(TimeZone::UTC).ok();
    start.and_then(|start| after(&start, age)).is_some_and(|end| end.date() < today.0)
}
