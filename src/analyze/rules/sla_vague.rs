//! A deadline that nobody can miss.
//!
//! "As soon as possible" means today to whoever waits and whenever there is time to whoever works. The
//! customer hears a promise in it all the same. A text that also states a time or fills in `{{ due }}`
//! is left alone.
//!
//! Source: ISO 10002:2018 asks for time limits; cases from the field said “as soon as possible”.
//!
//! Bad:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Call back as soon as possible }
//! ```
//!
//! Good:
//!
//! ```yaml
//! steps:
//!   - { id: contact, within: 24 h, do: Call back, say: "We will call you before {{ due }}." }
//! ```
//!
//! How to fix it: state the time in `within`, with its clock (`24 h`, `2 business days`), and in what
//! is said put `{{ due }}`.
//!
//! # es
//! Un plazo que nadie puede incumplir.
//!
//! "Lo antes posible" es hoy para quien espera, y cuando haya tiempo para quien trabaja. El cliente oye
//! ahí una promesa de todos modos. Un texto que además dice un tiempo, o que lo completa con `{{ due
//! }}`, se respeta.
//!
//! Fuente: la ISO 10002:2018 pide plazos; en casos reales decía «lo antes posible».
//!
//! Mal:
//!
//! ```yaml
//! steps:
//!   - { id: contact, do: Llamar lo antes posible }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! steps:
//!   - { id: contact, within: 24 h, do: Llamar, say: "Te llamamos antes del {{ due }}." }
//! ```
//!
//! Cómo corregirlo: pon el plazo en `within`, con su reloj (`24 h`, `2 business days`), y en lo que se
//! dice pon `{{ due }}`.

use crate::analyze::words::{Break, Plain, Said, Theme, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;

rule! { sla_vague Suspicious Warning everything }

/// Where something is promised or ordered.
const PROMISED: &[(Kind, &str, &str)] = &[
    (Kind::Playbook, "steps", "do"),
    (Kind::Playbook, "steps", "say"),
    (Kind::Scorecard, "commitments", "text"),
    (Kind::ValueProposition, "promises", "text"),
    (Kind::Program, "sponsor", "commitments"),
];

fn check(context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    for said in context.heard_once(Theme::VagueTime).filter(|said| said.stands_in(PROMISED)) {
        let says_when =
            said.reading.words.contains(|c: char| c.is_ascii_digit()) || said.reading.words.contains("{{ due }}");
        if says_when || is_for_the_customer(&said, language(said.reading, first)) {
            continue;
        }
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" is a deadline that nobody can miss", es: "\"{words}\" es un plazo que nadie puede incumplir"),
            )
            .help(say!(
                en: "say the time: in `within` with its clock (`24 h`, `2 business days`), in a script with `{{{{ due }}}}`, in a promise as a number",
                es: "di el tiempo: en `within` con su reloj (`24 h`, `2 business days`), en un guion con `{{{{ due }}}}`, en una promesa con un número"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// Whether the customer is told to be quick, "come to the emergency room as soon as possible", which
/// is no deadline of ours. In what we say, that is how a clause begins; in what we do, somebody is
/// told to do it.
fn is_for_the_customer(said: &Said<'_>, language: &str) -> bool {
    let plain = Plain::of(said.reading.words);
    let Some(at) = plain.tokens.iter().position(|token| token.start() >= said.words.start) else { return false };
    let sentence = plain.sentence(at);
    let heard = listen(language, &plain);
    let told = heard.iter().filter(|found| sentence.contains(&found.tokens.start) && found.tokens.start < at);
    told.into_iter().any(|found| match found.means {
        Theme::ToldToAct => true,
        Theme::CustomerActs => {
            let start = found.tokens.start;
            said.site.field() == "say" && (start == sentence.start || plain.tokens[start].before != Break::None || asks(plain.word(start - 1)))
        }
        _ => false,
    })
}

/// Words before an imperative.
fn asks(word: &str) -> bool {
    matches!(word, "please" | "favor" | "and" | "y" | "o" | "or" | "then" | "entonces")
}
