//! A plan to make customers do what we want.
//!
//! People want to be given power, not to be controlled. "Get them to accept the offer" may move this
//! quarter's number; it does not create anybody who stays because they want to. Concepts E12 and E30.
//!
//! Bad:
//!
//! ```yaml
//! relationship:
//!   we_do: We get customers to accept a second card
//!   stance: control
//! ```
//!
//! Good:
//!
//! ```yaml
//! relationship:
//!   we_do: We show what a second card would cost, and they decide
//!   stance: empower
//! ```
//!
//! How to fix it: say what you do for people and leave the decision with them. If there is no honest
//! way to say it, do not do it. Words of your own house can be added to a glossary with `vocabulary:
//! control`.
//!
//! # es
//! Un plan para que el cliente haga lo que nosotros queremos.
//!
//! La gente quiere que se le dé poder, no que se le controle. "Lograr que acepte la oferta" puede mover
//! el número del trimestre; no crea a nadie que se quede por gusto. Conceptos E12 y E30.
//!
//! Mal:
//!
//! ```yaml
//! relationship:
//!   we_do: Lograr que el cliente acepte una segunda tarjeta
//!   stance: control
//! ```
//!
//! Bien:
//!
//! ```yaml
//! relationship:
//!   we_do: Mostramos lo que costaría una segunda tarjeta y la persona decide
//!   stance: empower
//! ```
//!
//! Cómo corregirlo: di lo que haces por la gente y déjale la decisión. Si no hay un modo honesto de
//! decirlo, no lo hagas. Las palabras de tu casa se agregan en un glosario con `vocabulary: control`.

use crate::analyze::words::{Said, Theme};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::{Archetype, Stance};
use crate::model::journey::{Journey, JourneyState};
use crate::model::roadmap::Roadmap;
use crate::model::{EntityKind, Kind};
use crate::source::At;

rule! { control_language CustomerCentricity Warning everything }

/// Where we say what we intend. What happens today, what we will not do and what competitors say is
/// no intention.
const INTENTIONS: &[(Kind, &str, &str)] = &[
    (Kind::Program, "objectives", "text"),
    (Kind::Program, "why", "*"),
    (Kind::Program, "sponsor", "*"),
    (Kind::BusinessModel, "identity", "statement"),
    (Kind::BusinessModel, "canvas", "*"),
    (Kind::BusinessModel, "reciprocity", "*"),
    (Kind::EconomicBehavior, "title", "*"),
    (Kind::EconomicBehavior, "description", "*"),
    (Kind::Archetype, "relationship", "*"),
    (Kind::ValueProposition, "promises", "text"),
    (Kind::ValueProposition, "offer", "*"),
    (Kind::ValueProposition, "relieves", "*"),
    (Kind::ValueProposition, "achieves", "*"),
    (Kind::ValueProposition, "transcends", "how"),
    (Kind::ValueProposition, "give_get", "*"),
    (Kind::ValueProposition, "personalization", "*"),
    (Kind::Journey, "stages", "organization"),
    (Kind::Journey, "stages", "our_help"),
    (Kind::Journey, "steps", "does"),
    (Kind::Channel, "rationale", "*"),
    (Kind::Metric, "encourages", "*"),
    (Kind::Metric, "decision", "*"),
    (Kind::Playbook, "steps", "do"),
    (Kind::Playbook, "steps", "say"),
    (Kind::Playbook, "steps", "may_offer"),
    (Kind::Playbook, "personalization", "*"),
    (Kind::Roadmap, "vision", "text"),
    (Kind::Roadmap, "opportunities", "text"),
    (Kind::Roadmap, "initiatives", "title"),
    (Kind::Roadmap, "initiatives", "description"),
];

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in context.heard_once(Theme::Control) {
        if said.stands_in(INTENTIONS) && !is_today(&said) {
            let words = said.quote();
            let message = say!(en: "\"{words}\" makes people do what we want", es: "\"{words}\" es hacer que la gente haga lo que queremos");
            tell(context, said.at(context), message, said.entity.name(), out);
        }
    }
    for archetype in context.in_use::<Archetype>() {
        if let Some((at, Stance::Control)) = archetype.it.relationship.get().and_then(|it| it.stance.spanned()) {
            let message = say!(en: "this relationship wants to control", es: "esta relación quiere controlar");
            tell(context, archetype.place(at), message, archetype.entity.name(), out);
        }
    }
    for roadmap in context.in_use::<Roadmap>() {
        for initiative in roadmap.it.initiatives.items() {
            let Some((at, Stance::Control)) = initiative.stance.spanned() else { continue };
            let message = say!(en: "this initiative wants to control", es: "esta iniciativa quiere controlar");
            tell(context, roadmap.place(at), message, roadmap.entity.name(), out);
        }
    }
}

/// A map of today tells what is done to people, and not what is intended.
fn is_today(said: &Said<'_>) -> bool {
    Journey::of(&said.entity.body).is_some_and(|journey| journey.state.value() == Some(JourneyState::AsIs))
}

fn tell(context: &Context<'_>, at: At, message: crate::diagnostic::Say, entity: String, out: &mut Findings) {
    out.push(
        RULE.finding(at, message)
            .help(say!(
                en: "say what you do for them and leave the decision with them; who is held does not stay by choice",
                es: "di lo que haces por ellos y deja la decisión en sus manos; a quien se retiene no se queda por gusto"
            ))
            .entity(entity)
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
