//! A step of a playbook to which no case comes, or a deadline that is for no case.
//!
//! Both are promises that nobody will ever keep: the step is in the manual, people believe that it
//! happens, and the flow ends before it. What is counted on and never happens is an open loop.
//! Concepts B19 and D05; reachability in a graph.
//!
//! Bad: both answers end the case, and nobody is told what came of it.
//!
//! ```yaml
//! steps:
//!   - id: resolve
//!     do: Mend it
//!     gate: { ask: Is it solved?, if_yes: { end: solved }, if_no: { stop: true } }
//!   - { id: tell-back, do: Tell them what was mended }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - id: resolve
//!     do: Mend it
//!     gate: { ask: Is it solved?, if_no: { stop: true } }
//!   - { id: tell-back, do: Tell them what was mended }
//! ```
//!
//! How to fix it: let an answer of a gate lead to the step (`go_to`), leave one of its answers out so
//! that the case goes on, or take the step out. A deadline for no case has a condition that the signal
//! of the playbook rules out, or stands below one that covers it: the first that holds counts.
//!
//! # es
//! Un paso de un playbook al que ningún caso llega, o un plazo que no es para ningún caso.
//!
//! Los dos son promesas que nadie va a cumplir: el paso está en el manual, la gente cree que ocurre,
//! y el flujo termina antes. Lo que se da por hecho y nunca ocurre es un ciclo abierto. Conceptos B19 y
//! D05; alcanzabilidad en un grafo.
//!
//! Mal: las dos respuestas terminan el caso, y a nadie se le cuenta en qué quedó.
//!
//! ```yaml
//! steps:
//!   - id: resolve
//!     do: Mend it
//!     gate: { ask: Is it solved?, if_yes: { end: solved }, if_no: { stop: true } }
//!   - { id: tell-back, do: Tell them what was mended }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - id: resolve
//!     do: Mend it
//!     gate: { ask: Is it solved?, if_no: { stop: true } }
//!   - { id: tell-back, do: Tell them what was mended }
//! ```
//!
//! Cómo corregirlo: haz que una respuesta lleve al paso (`go_to`), quita una de las respuestas para
//! que el caso siga, o quita el paso. Un plazo que no es para ningún caso tiene una condición que la
//! señal del playbook descarta, o está debajo de otro que ya lo cubre: vale el primero que se cumple.

use crate::analyze::playbooks::Flow;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Diagnostic, Say, Severity, say};
use crate::model::Of;
use crate::model::expression::{Meeting, TypedExpr, meeting};
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::scalar::Scalar;
use crate::model::unions::Within;

rule! { playbook_step_never_taken Suspicious Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let flow = Flow::of(playbook.it);
    if !flow.complete {
        return;
    }
    let taken = flow.taken();
    let mut say = |finding: Diagnostic| out.push(finding.severity(context.weigh(Severity::Error, Asks::Craft)));
    for (index, step) in flow.steps.iter().enumerate() {
        // What comes only after a step that is never taken has its finding there.
        let follows = (0..index).any(|before| !taken[before] && flow.leads(before, index, &|_| false));
        if taken[index] {
            for finding in idle_deadlines(playbook, step, context) {
                say(finding);
            }
        } else if !follows {
            say(never(playbook, &flow, &taken, index));
        }
    }
}

fn never(playbook: Of<'_, Playbook>, flow: &Flow<'_>, taken: &[bool], index: usize) -> Diagnostic {
    let step = flow.steps[index];
    let (at, id) = step.id.spanned().map_or((step.at, String::new()), |(at, id)| (at, id.to_string()));
    let beside = !step.only_from.is_absent();
    let behind = (index + 1..flow.steps.len()).filter(|it| !taken[*it] && flow.leads(index, *it, &|_| false)).count();
    let more = match behind {
        0 => Say::default(),
        1 => say!(en: ", nor to one behind it", es: ", ni a uno que va detrás"),
        _ => say!(en: ", nor to {behind} behind it", es: ", ni a {behind} que van detrás"),
    };
    let finding = RULE.finding(
        playbook.place(at),
        say!(en: "no case comes to the step `{id}`{}", more.en; es: "ningún caso llega al paso `{id}`{}", more.es),
    );
    let last = (0..index).rev().find(|before| taken[*before]).map(|before| flow.steps[before]);
    let gate = last.filter(|_| !beside).and_then(|last| last.gate.spanned());
    let finding = match gate {
        Some((gate, _)) => finding.related(
            playbook.place(gate),
            say!(en: "both answers lead elsewhere", es: "las dos respuestas llevan a otra parte"),
        ),
        None => finding,
    };
    let help = if beside {
        say!(en: "it is taken only when an answer leads to it: write `go_to: {id}` in the gate of the step that it comes from, or take `only_from` out";
             es: "solo se da cuando una respuesta lleva a él: escribe `go_to: {id}` en la pregunta del paso del que viene, o quita `only_from`")
    } else {
        say!(en: "let an answer lead to it (`go_to: {id}`), leave out the answer after which the case goes on, or take the step out";
             es: "haz que una respuesta lleve a él (`go_to: {id}`), quita la respuesta tras la que el caso sigue, o quita el paso")
    };
    finding.help(help)
}

/// Deadlines of a step that are for no case: whatever starts the playbook, their condition cannot hold,
/// or one above them holds first.
fn idle_deadlines(playbook: Of<'_, Playbook>, step: &PlaybookStep, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(Within::ByCase(list)) = step.within.get() else { return Vec::new() };
    let typed = |at| context.program.expression(playbook.index, at);
    let mut starts: Vec<Option<&TypedExpr>> = Vec::new();
    for trigger in playbook.it.trigger.items() {
        if trigger.when.is_bad() || trigger.when.spanned().is_some_and(|(at, _)| typed(at).is_none()) {
            return Vec::new();
        }
        starts.push(trigger.when.spanned().and_then(|(at, _)| typed(at)));
    }
    let mut found = Vec::new();
    // What stands above, and whether one of it is for every case.
    let (mut above, mut all): (Vec<&TypedExpr>, bool) = (Vec::new(), false);
    for (at, entry) in list.spanned() {
        let own = entry.when.spanned();
        let condition = own.and_then(|(at, _)| typed(at));
        if entry.when.is_bad() || own.is_some() && condition.is_none() {
            break;
        }
        let never = |start: &Option<&TypedExpr>| {
            let hold: Vec<&TypedExpr> = start.iter().copied().chain(condition).collect();
            meeting(&hold, &above) == Meeting::Never
        };
        if all || !starts.is_empty() && starts.iter().all(never) {
            let sla = entry.within.value().map(|sla| sla.spell()).unwrap_or_default();
            let finding = RULE.finding(
                playbook.place(at),
                say!(en: "the deadline `{sla}` is for no case", es: "el plazo `{sla}` no es para ningún caso"),
            );
            found.push(finding.help(say!(
                en: "the first entry that holds counts, and only cases that the playbook starts with come here: put it further up, change its `when`, or take it out",
                es: "vale la primera entrada que se cumple, y aquí solo llegan los casos con los que empieza el playbook: súbela, cambia su `when`, o quítala"
            )));
        }
        above.extend(condition);
        all |= own.is_none();
    }
    found
}
