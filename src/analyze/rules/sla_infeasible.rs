//! A deadline that cannot be kept, whatever anybody does.
//!
//! A promise of 24 hours that somebody who works Monday to Friday has to keep on a Saturday is
//! broken before the case begins. The same is so when more cases come than are attended, when a step
//! may take longer than the whole case, when the work takes longer than the time there is, or when a
//! step comes too late although everybody before it works at once. Concept D04.
//!
//! Compared are `within` with the hours of the role and of the channel over a usual week, with
//! `closes_within`, and with the `takes` of this step and of those before it; and `expected_cases` with
//! `capacity.cases_per_day`. A duration in hours or days runs through the night; business time waits.
//!
//! Bad: nobody works on Saturday:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { hours: { mon-fri: "09:00-18:00" } }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! steps:
//!   - { id: contact, role: care, within: 24 h, do: x }
//! ```
//!
//! Good: the clock waits for Monday:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: x }
//! ```
//!
//! How to fix it: count in business time, choose a role or channel that is there, make the deadline
//! longer, or set more people aside.
//!
//! # es
//! Un plazo que no se puede cumplir, haga lo que se haga.
//!
//! Una promesa de 24 horas que debe cumplir en sábado quien trabaja de lunes a viernes está rota
//! antes de que empiece el caso. Lo mismo pasa cuando llegan más casos de los que se atienden,
//! cuando un paso puede durar más que el caso entero, cuando el trabajo toma más que el tiempo que
//! hay, o cuando un paso llega tarde aunque todos antes de él trabajen al momento. Concepto D04.
//!
//! Se comparan `within` con el horario del rol y del canal en una semana normal, con `closes_within`
//! y con el `takes` de este paso y de los anteriores; y los casos esperados (`expected_cases`) con `capacity.cases_per_day`. Un plazo en
//! horas o días corre también de noche; el tiempo hábil espera.
//!
//! Mal: nadie trabaja en sábado:
//!
//! ```yaml
//! kind: role
//! id: care
//! manages: channel
//! capacity: { hours: { mon-fri: "09:00-18:00" } }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! steps:
//!   - { id: contact, role: care, within: 24 h, do: x }
//! ```
//!
//! Bien: el reloj espera al lunes:
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! steps:
//!   - { id: contact, role: care, within: 1 business day, do: x }
//! ```
//!
//! Cómo corregirlo: cuenta en tiempo hábil, elige un rol o canal que esté, alarga el plazo, o
//! reserva más gente.

use crate::analyze::clocks::Clocks;
use crate::analyze::open_week::{WEEK, longest_closed, minutes, moment, overlap};
use crate::analyze::pace::{Late, Pace};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Diagnostic, Say, Severity, say};
use crate::model::Of;
use crate::model::channel::Channel;
use crate::model::id::Id;
use crate::model::playbook::{CasePeriod, Playbook, PlaybookStep};
use crate::model::quantity::{Clock, Duration, Sla, TimeUnit};
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::time::Weekday;
use crate::model::unions::Within;
use crate::source::Span;
use std::cmp::Ordering;
use std::collections::BTreeMap;

rule! { sla_infeasible Statistics Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let clocks = context.clocks();
    let mut say = |finding: Diagnostic| out.push(finding.severity(context.weigh(Severity::Error, Asks::Craft)));
    if let Some(finding) = too_many(playbook, clocks) {
        say(finding);
    }
    // The deadlines that count one after the other, by step.
    let mut chains: BTreeMap<Id, Vec<Duration>> = BTreeMap::new();
    let pace = Pace::of(playbook, clocks, context);
    for (index, step) in playbook.it.steps.items().enumerate() {
        let Some((at, slas)) = deadlines(step) else { continue };
        let base = step.after.get().and_then(|after| chains.get(&after.id())).cloned().unwrap_or_default();
        for sla in &slas {
            let mut chain = base.clone();
            chain.push(sla.duration());
            let finding = beyond_the_case(playbook, at, *sla, &chain, clocks)
                .or_else(|| longer_than_it_may(playbook, step, at, *sla))
                .or_else(|| closed(playbook, step, at, *sla, clocks, context))
                .or_else(|| late(playbook, at, pace.as_ref()?.late(index, *sla)?, *sla));
            if let Some(finding) = finding {
                say(finding);
                break;
            }
        }
        if let (Some(id), Some(sla)) = (step.id.value(), slas.first()) {
            let mut chain = base;
            chain.push(sla.duration());
            chains.insert(id, chain);
        }
    }
}

fn deadlines(step: &PlaybookStep) -> Option<(Span, Vec<Sla>)> {
    let (at, within) = step.within.spanned()?;
    Some(match within {
        Within::Always(sla) => (at, vec![*sla]),
        Within::ByCase(cases) => (at, cases.iter().filter_map(|it| it.within.value()).collect()),
    })
}

/// More cases a day than are attended.
fn too_many(playbook: Of<'_, Playbook>, clocks: &Clocks) -> Option<Diagnostic> {
    let expected = playbook.it.expected_cases.get()?;
    let (n, per) = (expected.n.get()?.0 as f64, expected.per.value()?);
    let (at, capacity) = playbook.it.capacity.get()?.cases_per_day.spanned()?;
    let daily = match per {
        CasePeriod::Day => n,
        CasePeriod::Week => n / clocks.workdays_per_week()?,
        CasePeriod::Month => n / clocks.workdays_per_month()?,
    };
    if daily <= capacity.0 as f64 {
        return None;
    }
    let (daily, capacity) = (daily.ceil(), capacity.0);
    Some(
        RULE.finding(
            playbook.place(at),
            say!(en: "about {daily} cases come on a workday, and {capacity} are attended",
                 es: "llegan unos {daily} casos por día hábil, y se atienden {capacity}"),
        )
        .help(say!(
            en: "the queue grows every day, so no deadline holds for long: set aside capacity for {daily}, or let fewer answers start it";
            es: "la fila crece cada día, así que ningún plazo dura: reserva capacidad para {daily}, o haz que lo inicien menos respuestas"
        ))
        .related(playbook.place(expected.at), say!(en: "the cases that are expected", es: "los casos que se esperan")),
    )
}

/// The step may end after the case has to be closed.
fn beyond_the_case(
    playbook: Of<'_, Playbook>,
    at: Span,
    sla: Sla,
    chain: &[Duration],
    clocks: &Clocks,
) -> Option<Diagnostic> {
    let (closes_at, closes) = playbook.it.closes_within.spanned()?;
    if !clocks.surely_later(chain, &[*closes]) {
        return None;
    }
    let (sla, closes) = (sla.spell(), closes.spell());
    let message = if chain.len() > 1 {
        say!(en: "`{sla}` after the step before it is later than the end of the case, after `{closes}`",
             es: "`{sla}` después del paso anterior es más tarde que el cierre del caso, a los `{closes}`")
    } else {
        say!(en: "this step may take `{sla}`, and the case must be closed after `{closes}`",
             es: "este paso puede tardar `{sla}`, y el caso debe cerrarse a los `{closes}`")
    };
    Some(
        RULE.finding(playbook.place(at), message)
            .help(say!(
                en: "one of the two cannot be kept: shorten `within`, or lengthen `closes_within`",
                es: "uno de los dos no se puede cumplir: acorta `within`, o alarga `closes_within`"
            ))
            .related(playbook.place(closes_at), say!(en: "the end of the case", es: "el cierre del caso")),
    )
}

/// The work takes longer than there is time.
fn longer_than_it_may(playbook: Of<'_, Playbook>, step: &PlaybookStep, at: Span, sla: Sla) -> Option<Diagnostic> {
    let (takes_at, takes) = step.takes.spanned()?;
    let length = match sla.duration().unit() {
        TimeUnit::BusinessHour => Duration::new(sla.duration().amount(), TimeUnit::Hour),
        _ => sla.duration(),
    };
    if takes.compare(length) != Some(Ordering::Greater) {
        return None;
    }
    let (takes, sla) = (takes.spell(), sla.spell());
    Some(
        RULE.finding(
            playbook.place(at),
            say!(en: "the work takes `{takes}`, and there is time for `{sla}`", es: "el trabajo toma `{takes}`, y hay tiempo para `{sla}`"),
        )
        .help(say!(en: "lengthen `within`, or split the work into two steps", es: "alarga `within`, o divide el trabajo en dos pasos"))
        .related(playbook.place(takes_at), say!(en: "the work of one case", es: "el trabajo de un caso")),
    )
}

/// A case can come at a moment from which nobody is there until it is due.
fn closed(
    playbook: Of<'_, Playbook>,
    step: &PlaybookStep,
    at: Span,
    sla: Sla,
    clocks: &Clocks,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let role = step.role.spanned().and_then(|(at, _)| context.program.follow::<Role>(playbook.index, at));
    let channel = step.channel.spanned().and_then(|(at, _)| context.program.follow::<Channel>(playbook.index, at));
    let always = vec![(0, WEEK)];
    let works = role.map_or(Some(always.clone()), |it| clocks.role(it.it))?;
    let open = channel.map_or(Some(always), |it| clocks.channel(it.it))?;
    let (from, length) = longest_closed(&overlap(&works, &open))?;
    let who = who(role.map(|it| it.id()), channel.map(|it| it.id()))?;
    let spelled = sla.spell();
    if length >= WEEK {
        let who = who.map(|names| names.replace("` in `", "` and `").replace("` en `", "` y `"));
        return Some(
            RULE.finding(
                playbook.place(at),
                say!(en: "{} never have an hour in common, so this step cannot be taken within `{spelled}`", who.en;
                     es: "{} no coinciden nunca en una hora, así que este paso no puede darse en `{spelled}`", who.es),
            )
            .help(say!(
                en: "choose a channel that is open while the role works, or change one of the two `hours`",
                es: "elige un canal que esté abierto mientras trabaja el rol, o cambia uno de los dos horarios (`hours`)"
            )),
        );
    }
    if sla.clock() == Clock::Business || minutes(sla.duration())? > f64::from(length) {
        return None;
    }
    let (day, time) = moment(from);
    let (end_day, end_time) = moment(from + minutes(sla.duration())? as u32);
    let (day, end_day) = (weekday(day), weekday(end_day));
    Some(
        RULE.finding(
            playbook.place(at),
            say!(en: "a case of {} {time} is due on {} {end_time}, and {} is closed all that time", day.en, end_day.en, who.en;
                 es: "un caso del {} a las {time} vence el {} a las {end_time}, y {} está cerrado todo ese tiempo", day.es, end_day.es, who.es),
        )
        .help(say!(
            en: "`{spelled}` runs through nights and weekends: count in business time, make it longer than {} hours, or choose a role and channel that are there", length.div_ceil(60);
            es: "`{spelled}` corre de noche y en fin de semana: cuenta en tiempo hábil, ponle más de {} horas, o elige un rol y un canal que estén", length.div_ceil(60)
        )),
    )
}

/// The step ends too late even when everybody before it works at once.
fn late(playbook: Of<'_, Playbook>, at: Span, late: Late, sla: Sla) -> Option<Diagnostic> {
    let told = |minute: u32| {
        let (day, time) = moment(minute);
        (weekday(day), time)
    };
    let ((start_day, start), (end_day, end), (due_day, due)) =
        (told(late.starts), told(late.ends), told(late.due));
    let spelled = sla.spell();
    Some(
        RULE.finding(
            playbook.place(at),
            say!(en: "a case of {} {start} is due here on {} {due}, and this step ends on {} {end} at the earliest", start_day.en, due_day.en, end_day.en;
                 es: "un caso del {} a las {start} vence aquí el {} a las {due}, y este paso termina lo antes posible el {} a las {end}", start_day.es, due_day.es, end_day.es),
        )
        .help(say!(
            en: "the work up to here does not fit into `{spelled}` when people and channels are there: make it longer, count from the step before with `after`, or let the earlier steps be taken at other hours",
            es: "el trabajo hasta aquí no cabe en `{spelled}` con el horario de personas y canales: ponle más tiempo, cuenta desde el paso anterior con `after`, o haz que los pasos previos se den a otras horas"
        )),
    )
}

fn who(role: Option<Id>, channel: Option<Id>) -> Option<Say> {
    Some(match (role, channel) {
        (Some(role), Some(channel)) => say!(en: "`{role}` in `{channel}`", es: "`{role}` en `{channel}`"),
        (Some(one), None) | (None, Some(one)) => Say::same(format!("`{one}`")),
        (None, None) => return None,
    })
}

fn weekday(day: Weekday) -> Say {
    let (en, es) = [
        ("Monday", "lunes"),
        ("Tuesday", "martes"),
        ("Wednesday", "miércoles"),
        ("Thursday", "jueves"),
        ("Friday", "viernes"),
        ("Saturday", "sábado"),
        ("Sunday", "domingo"),
    ][day.index()];
    Say { en: en.to_owned(), es: es.to_owned() }
}
