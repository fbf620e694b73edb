//! `bpmn`: each playbook as a process of BPMN 2.0, with its drawing, for process tools.
//!
//! A lane for each role, a task for each step, a gateway for each question, a clock on a step that has a
//! deadline, an end for each way a case closes. `docs/playbooks.md` says what has no place there.

mod graph;
mod layout;
#[cfg(test)]
mod tests;
mod xml;

use super::site::{Page, Shared, Site};
use super::{Artifact, Options, Out, Target};
use crate::analyze::outputs::TARGET_LOSS;
use crate::analyze::{Checked, in_use};
use crate::diagnostic::{Diagnostic, Words, say};
use crate::model::Kind;
use crate::model::playbook::Playbook;

pub const TARGET: Target = Target {
    name: "bpmn",
    about: Words {
        en: "each playbook as a BPMN 2.0 process with its drawing, for process tools",
        es: "cada playbook como proceso BPMN 2.0 con su dibujo, para herramientas de procesos",
    },
    folder: "playbooks/bpmn",
    selects: &[Kind::Playbook],
    options: &[],
    by_default: false,
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let program = checked.program;
    let shared = Shared::of(checked);
    let site = Site::new(checked, &shared, program.first_language()).told(options);
    let page = Page::new(&site, "index.html");
    let mut findings = Vec::new();
    for playbook in program.all::<Playbook>() {
        let steps = playbook.it.steps.items().next().is_some();
        let alone = program.find(Kind::Playbook, playbook.entity.id) == Some(playbook.index);
        if !(alone && steps && options.wants(playbook.index) && in_use(playbook.entity, checked.as_of)) {
            continue;
        }
        let path = format!("{}.bpmn", playbook.id());
        let drawn = graph::of(&page, playbook);
        for step in &drawn.unreached {
            let at = playbook.place(step.at);
            let id = step.id.value().map(|id| id.to_string()).unwrap_or_default();
            findings.push(
                Diagnostic::new(
                    &TARGET_LOSS,
                    at,
                    say!(en: "nothing leads to the step `{id}`, so the process of BPMN leaves it out", es: "nada lleva al paso `{id}`, así que el proceso de BPMN no lo incluye"),
                )
                .help(say!(en: "lead a gate to it with `go_to`, or take it away", es: "lleva una pregunta a él con `go_to`, o quítalo"))
                .entity(playbook.entity.name()),
            );
        }
        if out.wants(&path) {
            let placed = layout::place(&drawn.graph);
            let text = xml::document(playbook.id().as_str(), &drawn.graph, &placed);
            out.put(Artifact::text(path, text, [playbook.index]));
        }
    }
    findings
}
