//! An end page after one that everybody reads.
//!
//! The first end page whose condition holds is shown. One without a condition is shown to everybody who is
//! left, so no page behind it is ever read.
//!
//! Source: a case from the field: words of thanks on top of the page for those who need help.
//!
//! Bad:
//!
//! ```yaml
//! end_pages:
//!   - { id: thanked, text: Thank you. }
//!   - { id: heard, show_when: recommend <= 6, text: Thank you. Somebody will get in touch with you. }
//! ```
//!
//! Good:
//!
//! ```yaml
//! end_pages:
//!   - { id: heard, show_when: recommend <= 6, text: Thank you. Somebody will get in touch with you. }
//!   - { id: thanked, text: Thank you. }
//! ```
//!
//! How to fix it: put the page without a condition last.
//!
//! # es
//! Una página final después de una que lee todo el mundo.
//!
//! Se muestra la primera página final cuya condición se cumple. Una sin condición la lee todo el resto, así
//! que ninguna página posterior se lee nunca.
//!
//! Fuente: un caso real: un agradecimiento encima de la página para quien necesita ayuda.
//!
//! Mal:
//!
//! ```yaml
//! end_pages:
//!   - { id: thanked, text: Gracias. }
//!   - { id: heard, show_when: recommend <= 6, text: Gracias. Alguien te va a buscar. }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! end_pages:
//!   - { id: heard, show_when: recommend <= 6, text: Gracias. Alguien te va a buscar. }
//!   - { id: thanked, text: Gracias. }
//! ```
//!
//! Cómo corregirlo: deja al final la página sin condición.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::survey::Survey;

rule! { end_page_unreachable Suspicious Warning each Survey }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    if survey.it.end_pages.is_bad() {
        return;
    }
    let mut pages = survey.it.end_pages.items();
    let Some(last) = pages.find(|page| page.show_when.is_absent()) else { return };
    let Some((everybody, name)) = last.id.spanned() else { return };
    for (at, id) in pages.filter_map(|page| page.id.spanned()) {
        let message = say!(en: "nobody reads the end page `{id}`: `{name}` before it is for everybody",
                           es: "nadie lee la página final `{id}`: `{name}`, antes, es para todo el mundo");
        let help = say!(en: "put `{name}` last, or give it a `show_when`", es: "deja `{name}` al final, o dale un `show_when`");
        out.push(
            RULE.finding(survey.place(at), message)
                .related(survey.place(everybody), say!(en: "the one for everybody", es: "la que es para todo el mundo"))
                .help(help)
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
