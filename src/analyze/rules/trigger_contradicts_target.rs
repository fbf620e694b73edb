//! A playbook that starts for results that are on target.
//!
//! A target says what is good enough, and a trigger says when somebody has to act. Where the band
//! that starts a playbook reaches past the target, people are sent after customers who are on plan,
//! and the target means nothing to those who do the work. Seen in the field: half of the customers
//! were to be active, and the alarm rang for everybody below sixty per cent.
//!
//! The most demanding target that is for everybody is compared; playbooks that start from the best
//! band celebrate and are left alone.
//!
//! Source: a case from the field: a playbook that started for customers who were on plan.
//!
//! Bad: at 55 % the target is met and the playbook starts:
//!
//! ```yaml
//! kind: metric
//! id: active-by-day-60
//! direction: up
//! target: { value: 50 %, always: true }
//! bands:
//!   - { name: alert, below: 60 % }
//!   - { name: healthy, from: 60 % }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: wake-up
//! trigger: { metric: active-by-day-60, is: alert }
//! ```
//!
//! Good: the alarm ends below the target:
//!
//! ```yaml
//! kind: metric
//! id: active-by-day-60
//! direction: up
//! target: { value: 60 %, always: true }
//! bands:
//!   - { name: alert, below: 60 % }
//!   - { name: healthy, from: 60 % }
//! ```
//!
//! How to fix it: let the band end at the target or before it, or raise the target. If customers are
//! to be helped long before the target, give that band a name and a playbook of its own.
//!
//! # es
//! Un playbook que empieza con resultados que cumplen la meta.
//!
//! La meta dice qué es suficiente, y la señal dice cuándo hay que actuar. Si la banda que inicia un
//! playbook pasa de la meta, se manda gente tras clientes que van según el plan, y la meta no le
//! dice nada a quien hace el trabajo. Visto en la práctica: la mitad de los clientes debía estar
//! activa, y la alarma sonaba por debajo del sesenta por ciento.
//!
//! Se compara la meta más exigente que vale para todos; los playbooks que empiezan con la mejor
//! banda celebran y no se tocan.
//!
//! Fuente: un caso real: un playbook que empezaba con clientes que iban según el plan.
//!
//! Mal: con 55 % se cumple la meta y el playbook empieza:
//!
//! ```yaml
//! kind: metric
//! id: active-by-day-60
//! direction: up
//! target: { value: 50 %, always: true }
//! bands:
//!   - { name: alert, below: 60 % }
//!   - { name: healthy, from: 60 % }
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: wake-up
//! trigger: { metric: active-by-day-60, is: alert }
//! ```
//!
//! Bien: la alarma acaba por debajo de la meta:
//!
//! ```yaml
//! kind: metric
//! id: active-by-day-60
//! direction: up
//! target: { value: 60 %, always: true }
//! bands:
//!   - { name: alert, below: 60 % }
//!   - { name: healthy, from: 60 % }
//! ```
//!
//! Cómo corregirlo: haz que la banda acabe en la meta o antes, o sube la meta. Si quieres ayudar al
//! cliente mucho antes de la meta, dale a esa banda un nombre y un playbook propios.

use crate::analyze::bands::{Stretch, stretches};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Direction, Metric, TargetOf};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use crate::source::Span;
use std::cmp::Ordering;

rule! { trigger_contradicts_target Suspicious Error each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let starts = context.signals().on_metric(metric.index);
    if starts.is_empty() || !metric.it.bands_by.has_none() {
        return;
    }
    let better = match direction(metric) {
        Some(Direction::Up) => Ordering::Greater,
        Some(Direction::Down) => Ordering::Less,
        _ => return,
    };
    let Some((target_at, target)) = hardest(metric, better) else { return };
    let Some(bands) = stretches(metric.it.bands.spanned_items()) else { return };
    for start in starts {
        let Some((at, name)) = start.trigger.is.spanned() else { continue };
        let Some(band) = bands.iter().find(|band| band.name == &**name) else { continue };
        if !reaches_past(band, &target, better) {
            continue;
        }
        let (playbook, wanted, id) = (start.playbook.id(), target.spell(), metric.id());
        out.push(
            RULE.finding(
                start.playbook.place(at),
                say!(en: "`{playbook}` also starts when `{id}` is on target: the target is {wanted}, and `{name}` reaches past it";
                     es: "`{playbook}` también empieza cuando `{id}` cumple la meta: la meta es {wanted}, y `{name}` la rebasa"),
            )
            .help(say!(
                en: "let `{name}` end at {wanted} or before it, or set the target where help is no longer needed";
                es: "haz que `{name}` acabe en {wanted} o antes, o pon la meta donde ya no haga falta ayuda"
            ))
            .related(metric.place(target_at), say!(en: "the target", es: "la meta"))
            .related(metric.place(band.at), say!(en: "the band", es: "la banda"))
            .entity(start.playbook.entity.name())
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

fn direction(metric: Of<'_, Metric>) -> Option<Direction> {
    let library = || crate::model::library::kpi(metric.it.r#use.get()?.path.head);
    let by_word = || Direction::ALL.iter().copied().find(|it| library().is_some_and(|kpi| kpi.direction == it.word()));
    metric.it.direction.value().or_else(by_word)
}

/// The most demanding target that is for everybody, and where it stands.
fn hardest(metric: Of<'_, Metric>, better: Ordering) -> Option<(Span, Level)> {
    let for_all = |target: &&TargetOf| target.r#for.is_absent();
    let values = metric.it.target.items().filter(for_all).filter_map(|target| target.value.spanned());
    let mut hardest: Option<(Span, Level)> = None;
    for (at, value) in values {
        match &hardest {
            None => hardest = Some((at, *value)),
            Some((_, known)) => {
                if value.compare(known)? == better {
                    hardest = Some((at, *value));
                }
            }
        }
    }
    hardest
}

/// Whether a band that is not the best one holds values that meet the target.
fn reaches_past(band: &Stretch, target: &Level, better: Ordering) -> bool {
    let good_end = if better == Ordering::Greater { &band.high } else { &band.low };
    good_end.as_ref().is_some_and(|end| match end.level.compare(target) {
        Some(Ordering::Equal) => end.included,
        Some(order) => order == better,
        None => false,
    })
}
