//! Numbers that cannot be true together, or that leave nothing to count.
//!
//! More events than people, a group of nobody, a rate of zero answers: whatever is computed from them
//! is no number at all, and a reader of the outputs cannot see where it comes from. A control group
//! of 0 % compares with nobody, one of 100 % treats nobody.
//!
//! Source: arithmetic: a part is no larger than its whole (Kolmogorov, 1933, for probabilities).
//!
//! Bad:
//!
//! ```yaml
//! arms:
//!   - { id: treated, n: 10000, did: A call, events: 18000 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! arms:
//!   - { id: treated, n: 10000, did: A call, events: 1800 }
//! ```
//!
//! How to fix it: look the number up where it comes from and correct it, or leave the field out
//! until somebody knows it.
//!
//! # es
//! Números que no pueden ser ciertos a la vez, o que no dejan nada que contar.
//!
//! Más casos que personas, un grupo sin nadie, una tasa de cero respuestas: lo que se calcula con
//! ellos no es un número, y quien lee los resultados no ve de dónde salió. Un grupo de control de 0 %
//! compara con nadie; uno de 100 % no trata a nadie.
//!
//! Fuente: la aritmética: una parte no es mayor que su todo (Kolmogorov, 1933, para probabilidades).
//!
//! Mal:
//!
//! ```yaml
//! arms:
//!   - { id: treated, n: 10000, did: Una llamada, events: 18000 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! arms:
//!   - { id: treated, n: 10000, did: Una llamada, events: 1800 }
//! ```
//!
//! Cómo corregirlo: búscalo donde se publicó y corrígelo, o deja fuera el campo hasta que alguien lo
//! sepa.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Diagnostic, Say, say};
use crate::model::metric::Metric;
use crate::model::playbook::Playbook;
use crate::model::study::Study;
use crate::model::survey::Survey;
use crate::model::{Entity, Of};
use crate::source::Span;
use rust_decimal::Decimal;

rule! { impossible_number Correctness Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut tell = |entity: &Entity, found: Vec<Found>| {
        for Found { at, message, help } in found {
            let finding: Diagnostic = RULE.finding(entity.place(at), message).help(help);
            out.push(finding.entity(entity.name()));
        }
    };
    for playbook in context.program.all::<Playbook>() {
        tell(playbook.entity, control_group(playbook));
    }
    for survey in context.program.all::<Survey>() {
        tell(survey.entity, plan(survey));
    }
    for study in context.program.all::<Study>() {
        tell(study.entity, arms(study));
    }
    for metric in context.program.all::<Metric>() {
        tell(metric.entity, published(metric));
    }
}

struct Found {
    at: Span,
    message: Say,
    help: Say,
}

fn control_group(playbook: Of<'_, Playbook>) -> Vec<Found> {
    let share = playbook.it.control_group.get().and_then(|group| group.share.spanned());
    let Some((at, share)) = share else { return Vec::new() };
    let message = match share.percent() {
        none if none.is_zero() => say!(
            en: "a control group of 0 % is nobody: there is nothing to compare with",
            es: "un grupo de control de 0 % no tiene a nadie: no hay con qué comparar"
        ),
        all if all == Decimal::ONE_HUNDRED => say!(
            en: "a control group of 100 % is everybody: nobody would be treated",
            es: "un grupo de control de 100 % son todos: no se trataría a nadie"
        ),
        _ => return Vec::new(),
    };
    let help = say!(
        en: "write the share that is left untreated, such as `10 %`; without a control group, remove `control_group`",
        es: "escribe la parte que se deja sin tratar, por ejemplo `10 %`; si no hay grupo de control, quita `control_group`"
    );
    vec![Found { at, message, help }]
}

fn plan(survey: Of<'_, Survey>) -> Vec<Found> {
    let Some(sample) = survey.it.sample.get() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some((at, _)) = sample.response_rate.spanned().filter(|(_, rate)| rate.percent().is_zero()) {
        found.push(Found {
            at,
            message: say!(en: "a response rate of 0 % means that nobody answers", es: "una tasa de respuesta de 0 % quiere decir que nadie contesta"),
            help: say!(
                en: "write the rate of the last wave or an estimate; leave it out while nobody knows it",
                es: "escribe la tasa de la última ola o una estimación; déjala fuera mientras nadie la sepa"
            ),
        });
    }
    if let Some((at, _)) = sample.share.spanned().filter(|(_, share)| share.percent().is_zero()) {
        found.push(Found {
            at,
            message: say!(en: "a sample of 0 % invites nobody", es: "una muestra de 0 % no invita a nadie"),
            help: say!(en: "write the share that is invited", es: "escribe la parte a la que se invita"),
        });
    }
    found
}

fn arms(study: Of<'_, Study>) -> Vec<Found> {
    let mut found = Vec::new();
    for arm in study.it.arms.items() {
        let (Some(n), Some((at, events))) = (arm.n.get(), arm.events.spanned()) else { continue };
        if events.0 > n.0 {
            let (n, events) = (n.0, events.0);
            found.push(Found {
                at,
                message: say!(en: "{events} had the outcome, in a group of {n}", es: "{events} tuvieron el resultado, en un grupo de {n}"),
                help: say!(en: "count people and not times, and at most as many as there were", es: "cuenta personas y no veces, y como mucho las que había"),
            });
        }
    }
    let sizes: Option<Vec<i64>> = study.it.arms.items().map(|arm| Some(arm.n.get()?.0)).collect();
    let complete = study.it.arms.get().is_some_and(|arms| arms.iter().count() == arms.len());
    let sum: i64 = sizes.unwrap_or_default().into_iter().fold(0, i64::saturating_add);
    if let Some((at, n)) = study.it.n.spanned().filter(|(_, n)| complete && sum > n.0) {
        let n = n.0;
        found.push(Found {
            at,
            message: say!(en: "{n} people in all, and {sum} in its groups", es: "{n} personas en total, y {sum} en sus grupos"),
            help: say!(en: "the groups are part of the whole: correct one of the numbers", es: "los grupos son parte del total: corrige uno de los números"),
        });
    }
    found
}

fn published(metric: Of<'_, Metric>) -> Vec<Found> {
    let more = metric.it.actuals.items().filter_map(|actual| {
        let ((at, n), invited) = (actual.n.spanned()?, actual.invited.get()?);
        let (n, invited) = (n.0, invited.0);
        (n > invited).then(|| Found {
            at,
            message: say!(en: "{n} answered, and {invited} were invited", es: "contestaron {n} y se invitó a {invited}"),
            help: say!(en: "correct one of the two", es: "corrige uno de los dos"),
        })
    });
    more.collect()
}
