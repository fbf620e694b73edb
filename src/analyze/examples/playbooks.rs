//! Playbooks that are expected to start, and those that must not.

use super::due;
use super::given::Scene;
use super::run::{Case, Run};
use super::touched::Spot;
use super::{Log, Outcome, spelled};
use crate::analyze::in_use;
use crate::analyze::measure::{self, Scope};
use crate::diagnostic::{Mistake, Say, say};
use crate::model::Of;
use crate::model::expression::Value;
use crate::model::field::Field;
use crate::model::metric::{Each, Metric};
use crate::model::playbook::{Playbook, PlaybookStep, Trigger};
use crate::model::reference::{Ref, to};
use crate::model::role::Role;
use crate::model::scalar::Scalar;
use crate::model::test::{Expect, ExpectedPlaybook};
use crate::model::text::Plain;
use crate::model::time::Date;
use crate::resolve::names::metrics;
use crate::source::Span;

pub fn compare(scene: &Scene<'_>, run: &Run<'_>, expect: &Expect, out: &mut Log) {
    for expected in expect.playbooks.items() {
        let Some((playbook, customer)) = named(scene, &expected.playbook, &expected.customer) else {
            continue;
        };
        let at = expected.playbook.span();
        match started(scene, run, playbook, customer) {
            Started::Case(case) => {
                out.touch(Spot::Trigger(playbook.index, case.trigger, true));
                step(scene, case, expected, out);
            }
            Started::ByMetric { trigger, .. } => {
                out.touch(Spot::Trigger(playbook.index, trigger, true));
                by_metric(scene, playbook, expected, out);
            }
            Started::No { why, .. } => {
                let id = playbook.id();
                out.push(
                    Outcome::differs(
                        scene.test.place(at),
                        say!(en: "`{id}` does not start for `{customer}`", es: "`{id}` no empieza para `{customer}`"),
                        why,
                    )
                    .related(playbook.entity.head(), say!(en: "the playbook", es: "el playbook")),
                );
            }
            Started::Unknown(why) => out.push(unknown(scene, at, playbook, customer, why)),
        }
    }
    for unexpected in expect.no_playbooks.items() {
        let Some((playbook, customer)) = named(scene, &unexpected.playbook, &unexpected.customer) else {
            continue;
        };
        let at = unexpected.playbook.span();
        let id = playbook.id();
        let (when, how) = match started(scene, run, playbook, customer) {
            Started::No { triggers, .. } => {
                triggers.into_iter().for_each(|at| out.touch(Spot::Trigger(playbook.index, at, false)));
                continue;
            }
            Started::Unknown(why) => {
                out.push(unknown(scene, at, playbook, customer, why));
                continue;
            }
            Started::Case(case) => (spelled(&case.started), signal(scene, case)),
            Started::ByMetric { how, .. } => (spelled(&scene.ends), how),
        };
        out.push(
            Outcome::differs(
                scene.test.place(at),
                say!(en: "`{id}` starts for `{customer}` at {when}, and must not", es: "`{id}` empieza para `{customer}` el {when}, y no debe"),
                how,
            )
            .related(playbook.entity.head(), say!(en: "the playbook", es: "el playbook")),
        );
    }
}

fn named<'p, 'e>(
    scene: &Scene<'p>,
    playbook: &Field<Ref<to::AnyPlaybook>>,
    customer: &'e Field<Plain>,
) -> Option<(Of<'p, Playbook>, &'e str)> {
    let playbook = scene.program.follow::<Playbook>(scene.test.index, playbook.span())?;
    Some((playbook, customer.get()?))
}

/// Whether a playbook started for a customer.
enum Started<'r, 'p> {
    Case(&'r Case<'p>),
    /// From the band of a metric, when all is read, by the trigger that stands there.
    ByMetric {
        trigger: Span,
        how: Say,
    },
    /// None of the triggers lets it start: those that something met.
    No {
        triggers: Vec<Span>,
        why: Say,
    },
    /// The test does not say enough to tell.
    Unknown(Say),
}

fn started<'r, 'p>(
    scene: &Scene<'p>,
    run: &'r Run<'p>,
    playbook: Of<'p, Playbook>,
    customer: &str,
) -> Started<'r, 'p> {
    let own = |case: &&Case<'p>| case.playbook.index == playbook.index && case.customer == customer;
    // The latest case is the one that is open at the end.
    if let Some(case) = run.cases.iter().rfind(own) {
        return Started::Case(case);
    }
    if !in_use(playbook.entity, Date(scene.ends.date())) {
        return Started::No {
            triggers: Vec::new(), why: say!(en: "it is not in use", es: "no está en uso")
        };
    }
    let (mut reasons, mut triggers) = (Vec::new(), Vec::new());
    for refusal in &run.refusals {
        if refusal.playbook == playbook.index && refusal.customer == customer {
            if refusal.unknown {
                return Started::Unknown(refusal.why.clone());
            }
            reasons.push(refusal.why.clone());
            triggers.extend(refusal.trigger);
        }
    }
    for (at, trigger) in playbook.it.trigger.spanned_items() {
        if !trigger.every.is_absent() {
            return Started::Unknown(
                say!(en: "it starts by the calendar, and a test cannot say on which day", es: "empieza por calendario, y una prueba no puede decir en qué día"),
            );
        }
        if !trigger.metric.is_absent() {
            match in_band(scene, playbook, trigger, customer) {
                Some(Ok(how)) => return Started::ByMetric { trigger: at, how },
                Some(Err((why, true))) => return Started::Unknown(why),
                Some(Err((why, false))) => {
                    reasons.push(why);
                    triggers.push(at);
                }
                None => {}
            }
        }
    }
    if reasons.is_empty() {
        let why = say!(en: "nothing that starts it happens to `{customer}` in this test", es: "en esta prueba no le pasa a `{customer}` nada con que empiece");
        return Started::No { triggers, why };
    }
    let joined = |pick: fn(&Say) -> &str| reasons.iter().map(pick).collect::<Vec<_>>().join("; ");
    Started::No { triggers, why: Say { en: joined(|say| &say.en), es: joined(|say| &say.es) } }
}

/// Whether a metric lies in the band that a trigger waits for: how, or why not and whether that is open.
fn in_band(
    scene: &Scene<'_>,
    playbook: Of<'_, Playbook>,
    trigger: &Trigger,
    customer: &str,
) -> Option<Result<Say, (Say, bool)>> {
    let metric = scene.program.follow::<Metric>(playbook.index, trigger.metric.span())?;
    let band = trigger.is.get()?;
    let id = metric.id();
    let Some(each) = metrics::each(scene.program, metric) else {
        return Some(Err((
            say!(en: "`{id}` is one value for all, so it starts for the program and for no customer", es: "`{id}` es un solo valor para todos, así que empieza para el programa y no para un cliente"),
            false,
        )));
    };
    if trigger.r#for.get().is_some_and(|periods| periods.0 > 1) {
        return Some(Err((
            say!(en: "it waits for several periods of `{id}` in a row, and a test is one period", es: "espera varios periodos seguidos de `{id}`, y una prueba es un solo periodo"),
            true,
        )));
    }
    let subject = match each {
        Each::Customer => customer.to_owned(),
        Each::Account => scene.person(customer).account?,
    };
    let scope = Scope { subject: Some((each, Value::Text(subject))), ..Scope::default() };
    let measured = measure::measure(&scene.facts, metric, &scope).ok()?;
    let found = measure::band(&scene.facts, metric, &measured, &scope).ok()?;
    let value = measured.value.map_or_else(|| "–".to_owned(), measure::shown);
    Some(if found.as_deref() == Some(&**band) {
        Ok(
            say!(en: "`{id}` of `{customer}` is {value}, which is `{band}`", es: "`{id}` de `{customer}` es {value}, que es `{band}`"),
        )
    } else {
        Err((
            say!(en: "`{id}` of `{customer}` is {value}, which is not `{band}`", es: "`{id}` de `{customer}` es {value}, que no es `{band}`"),
            false,
        ))
    })
}

fn unknown(scene: &Scene<'_>, at: Span, playbook: Of<'_, Playbook>, customer: &str, why: Say) -> Outcome {
    let id = playbook.id();
    Outcome::undecided(
        scene.test.place(at),
        Mistake::new(
            say!(en: "whether `{id}` starts for `{customer}` cannot be told", es: "no se puede saber si `{id}` empieza para `{customer}`"),
            why,
        ),
    )
}

/// The signal that started a case, in words.
fn signal(scene: &Scene<'_>, case: &Case<'_>) -> Say {
    let signal = &scene.signals[case.signal];
    let values: Vec<String> = signal
        .values
        .iter()
        .map(|(name, value)| {
            format!("`{}` = {}", name.rsplit('/').next().unwrap_or_default(), super::run::word(value))
        })
        .collect();
    let source = match signal.from {
        super::given::From::Survey(survey) => scene.program.entity(survey).id.as_str().to_owned(),
        super::given::From::Event(dataset, event) => super::run::event_name(scene.program, dataset, event),
    };
    let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
    let at = spelled(&signal.at);
    say!(en: "started by `{source}` at {at}{values}", es: "empieza con `{source}` del {at}{values}")
}

/// Step, role and deadline of a case.
fn step(scene: &Scene<'_>, case: &Case<'_>, expected: &ExpectedPlaybook, out: &mut Log) {
    let Some(step) = the_step(scene, case.playbook, expected) else { return };
    let Some(id) = step.id.get() else { return };
    let place = scene.test.place(expected.step.span());
    if !step.only_from.is_absent() {
        let from: Vec<String> = step.only_from.items().map(|from| format!("`{}`", from.id())).collect();
        let from = from.join(", ");
        out.push(Outcome::differs(
            place,
            say!(en: "the step `{id}` is not open: only {from} leads to it", es: "el paso `{id}` no está abierto: solo {from} lleva a él"),
            say!(en: "nobody answers a gate in a test, so the case is on its usual way", es: "en una prueba nadie contesta las preguntas de control, así que el caso sigue su camino de siempre"),
        ));
        return;
    }
    out.touch(Spot::Step(case.playbook.index, *id));
    role(scene, case.playbook, step, expected, out);
    let Some((at, wanted)) = expected.due.spanned() else { return };
    match due::of_step(scene, case, step) {
        None => {}
        Some(Err(why)) => out.push(
            Outcome::differs(scene.test.place(at), why.message, why.help)
                .related(case.playbook.place(step.id.span()), say!(en: "the step", es: "el paso")),
        ),
        Some(Ok(due)) => {
            out.touched.extend(due.case.map(|at| Spot::Deadline(case.playbook.index, at)));
            if due.at.timestamp() == wanted.at(&scene.zone).timestamp() {
                return;
            }
            let (found, wanted) = (spelled(&due.at), wanted.spell());
            out.push(
                Outcome::differs(
                    scene.test.place(at),
                    say!(en: "the step `{id}` is due at {found}, not at {wanted}", es: "el paso `{id}` vence el {found}, no el {wanted}"),
                    due.how,
                )
                .between(&wanted, &found)
                .related(case.playbook.place(step.within.span()), say!(en: "the deadline", es: "el plazo")),
            );
        }
    }
}

/// The step that an expectation names, or the first one.
fn the_step<'p>(
    scene: &Scene<'_>,
    playbook: Of<'p, Playbook>,
    expected: &ExpectedPlaybook,
) -> Option<&'p PlaybookStep> {
    if expected.step.is_absent() {
        return playbook.it.steps.items().find(|step| step.only_from.is_absent());
    }
    let part = scene.program.follow_part(scene.test.index, expected.step.span())?;
    playbook.it.steps.items().find(|step| step.id.value() == Some(part.id))
}

fn role(
    scene: &Scene<'_>,
    playbook: Of<'_, Playbook>,
    step: &PlaybookStep,
    expected: &ExpectedPlaybook,
    out: &mut Log,
) {
    if expected.role.is_absent() {
        return;
    }
    let Some(wanted) = scene.program.follow::<Role>(scene.test.index, expected.role.span()) else { return };
    let (id, wanted_id) = (step.id.value().map_or("", |id| id.as_str()), wanted.id());
    let own = scene.program.follow::<Role>(playbook.index, step.role.span());
    let message = match own {
        _ if step.role.is_absent() => {
            say!(en: "the step `{id}` belongs to nobody, not to `{wanted_id}`", es: "el paso `{id}` no es de nadie, tampoco de `{wanted_id}`")
        }
        Some(own) if own.index != wanted.index => {
            let own = own.id();
            say!(en: "the step `{id}` belongs to `{own}`, not to `{wanted_id}`", es: "el paso `{id}` es de `{own}`, no de `{wanted_id}`")
        }
        _ => return,
    };
    out.push(
        Outcome::differs(
            scene.test.place(expected.role.span()),
            message,
            say!(en: "so says `{}`", playbook.id(); es: "así lo dice `{}`", playbook.id()),
        )
        .related(playbook.place(step.id.span()), say!(en: "the step", es: "el paso")),
    );
}

/// A case that the band of a metric starts begins when all is read; its deadlines count from there.
fn by_metric(scene: &Scene<'_>, playbook: Of<'_, Playbook>, expected: &ExpectedPlaybook, out: &mut Log) {
    let Some(step) = the_step(scene, playbook, expected) else { return };
    out.touched.extend(step.id.value().map(|id| Spot::Step(playbook.index, id)));
    role(scene, playbook, step, expected, out);
    if let Some((at, _)) = expected.due.spanned() {
        out.push(Outcome::undecided(
            scene.test.place(at),
            Mistake::new(
                say!(en: "a playbook that a band starts has no moment in a test, so its deadline cannot be told", es: "un playbook que empieza por una banda no tiene un momento en una prueba, así que su plazo no se puede saber"),
                say!(en: "leave `due` out", es: "deja fuera `due`"),
            ),
        ));
    }
}
