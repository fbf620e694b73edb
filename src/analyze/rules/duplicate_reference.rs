//! Two playbooks or surveys that point at one and the same place elsewhere.
//!
//! A script, a form or a procedure behind a link belongs to one playbook. Where two have the same,
//! one was copied and its link forgotten, and somebody reads the wrong script to a customer. Seen in
//! the field.
//!
//! Source: a case from the field: two playbooks that sent customers to one and the same form.
//!
//! Bad: two playbooks, one script:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! links: [{ text: Script, to: https://intranet.example/recovery-script }]
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! links: [{ text: Script, to: https://intranet.example/recovery-script }]
//! ```
//!
//! Good: each its own:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! links: [{ text: Script, to: https://intranet.example/promoter-script }]
//! ```
//!
//! How to fix it: correct the link of the copy, or, when both really use it, suppress this with the
//! reason.
//!
//! # es
//! Dos playbooks o encuestas que señalan el mismo lugar fuera de aquí.
//!
//! Un guion, un formulario o un procedimiento detrás de un enlace es de un playbook. Si dos tienen
//! el mismo, uno se copió y se olvidó su enlace, y alguien le lee a un cliente el guion equivocado.
//! Visto en la práctica.
//!
//! Fuente: un caso real: dos playbooks que mandaban a los clientes al mismo formulario.
//!
//! Mal: dos playbooks, un guion:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! links: [{ text: Script, to: https://intranet.example/recovery-script }]
//! ```
//!
//! ```yaml
//! kind: playbook
//! id: recover-detractors
//! links: [{ text: Script, to: https://intranet.example/recovery-script }]
//! ```
//!
//! Bien: cada uno el suyo:
//!
//! ```yaml
//! kind: playbook
//! id: activate-promoters
//! links: [{ text: Script, to: https://intranet.example/promoter-script }]
//! ```
//!
//! Cómo corregirlo: corrige el enlace de la copia o, si de verdad los dos lo usan, suprime esto con
//! la razón.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::{Entity, Kind};
use crate::source::Span;
use std::collections::BTreeMap;

rule! { duplicate_reference Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for kind in [Kind::Playbook, Kind::Survey] {
        let mut known: BTreeMap<String, (&Entity, Span)> = BTreeMap::new();
        for (_, entity) in context.program.of_kind(kind) {
            if !context.is_in_use(entity) {
                continue;
            }
            for link in entity.common().links.items() {
                let Some((at, to)) = link.to.spanned() else { continue };
                let to = to.as_str().to_owned();
                let Some((first, first_at)) = known.get(&to).copied() else {
                    known.insert(to, (entity, at));
                    continue;
                };
                if first.id == entity.id {
                    continue;
                }
                let (one, other) = (first.id, entity.id);
                out.push(
                    RULE.finding(
                        entity.place(at),
                        say!(en: "`{other}` and `{one}` point at the same place: {to}", es: "`{other}` y `{one}` señalan el mismo lugar: {to}"),
                    )
                    .help(say!(
                        en: "correct the link of the copy; if both really use it, suppress this with the reason",
                        es: "corrige el enlace de la copia; si de verdad los dos lo usan, suprime esto con la razón"
                    ))
                    .related(first.place(first_at), say!(en: "the first one", es: "el primero"))
                    .entity(entity.name())
                    .severity(context.weigh(Severity::Warning, Asks::Craft)),
                );
            }
        }
    }
}
