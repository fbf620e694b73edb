//! A study that was not drawn by lot and says that something caused something.
//!
//! Whoever answers the phone stays longer than whoever does not, called or not. Without groups drawn by
//! lot, the two may have been different from the start, and a sentence with "thanks to" is not proved.
//! Concept C17; Shadish, Cook and Campbell, Experimental and Quasi-Experimental Designs (2002).
//!
//! Bad:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! assignment: self-selected
//! claims: The call reduced churn by ten per cent
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! assignment: self-selected
//! claims: Those who were called left less often
//! ```
//!
//! How to fix it: say what was seen instead (those who were called left less often), or draw the groups
//! by lot and write `assignment: random`.
//!
//! # es
//! Un estudio que no se sorteó y afirma que algo causó algo.
//!
//! Quien contesta el teléfono se queda más que quien no, lo llamen o no. Sin grupos sorteados, los dos
//! pudieron ser distintos desde el principio, y una frase con «gracias a» no está probada. Concepto
//! C17; Shadish, Cook y Campbell, Experimental and Quasi-Experimental Designs (2002).
//!
//! Mal:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! assignment: self-selected
//! claims: The call reduced churn by ten per cent
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! assignment: self-selected
//! claims: Those who were called left less often
//! ```
//!
//! Cómo corregirlo: di lo que se vio (quienes recibieron la llamada se fueron menos), o sortea los
//! grupos y escribe `assignment: random`.

use crate::analyze::words::Plain;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::study::{Assignment, Study};

rule! { evidence_not_causal Statistics Warning each Study }

/// Words that say that something made something happen.
const CAUSES: &[&str] = &[
    "because of", "caused", "causes", "due to", "led to", "leads to", "made them", "results in",
    "resulted in", "thanks to", "reduced", "reduces", "increased", "increases", "prevented", "prevents",
    "debido a", "gracias a", "causó", "causaron", "provocó", "provoca", "logró que",
    "hizo que", "redujo", "reduce", "aumentó", "aumenta", "evitó", "evita", "llevó a", "por efecto de",
];

/// Words that take it back.
const NOT: &[&str] = &["not", "no", "never", "nor", "nunca", "ni", "tampoco", "without", "sin"];

/// The word in a sentence that says that something made something happen, and does not deny it.
fn claimed(text: &str) -> Option<&'static str> {
    text.split(['.', ';', '!', '?'])
        .map(Plain::of)
        .filter(|sentence| sentence.first(NOT).is_none())
        .find_map(|sentence| sentence.first(CAUSES))
}

fn check(study: Of<'_, Study>, _: &Context<'_>, out: &mut Findings) {
    let (Some(assignment), Some((at, claims))) = (study.it.assignment.value(), study.it.claims.spanned()) else { return };
    if assignment == Assignment::Random {
        return;
    }
    let found = claims.readings().find_map(|reading| claimed(reading.words));
    let Some(word) = found else { return };
    let assignment = assignment.word();
    out.push(
        RULE.finding(
            study.place(at),
            say!(en: "\"{word}\" says that one thing made the other, and the groups were not drawn by lot (`{assignment}`)", es: "«{word}» afirma que una cosa produjo la otra, y los grupos no se sortearon (`{assignment}`)"),
        )
        .help(say!(en: "say what was seen and not what made it, such as \"those who were called left less often\"", es: "di lo que se vio y no qué lo produjo, por ejemplo «quienes recibieron la llamada se fueron menos»")),
    );
}
