//! A value proposition that anybody else could make.
//!
//! Put the name of a competitor in front of it: if it still fits, it differentiates nothing. It is
//! found when there are no differentiators, when one says what a competitor says of itself, and when
//! two propositions promise the same in the same words. Concept A05.
//!
//! Bad:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: fast, text: Your credit in minutes }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: guided, text: "Your first credit, with somebody beside you" }
//! differentiators:
//!   - { text: We lend by how people pay and not by their history, versus: Traditional banks }
//! ```
//!
//! How to fix it: ask customers who recommend you what you do notably better than others, and write it
//! with `versus`. If two propositions say the same, one of them is too many.
//!
//! # es
//! Una propuesta de valor que podría hacer cualquiera.
//!
//! Pon delante el nombre de un competidor: si le queda, no diferencia nada. Se encuentra cuando no hay
//! diferenciadores, cuando uno dice lo que un competidor dice de sí mismo, y cuando dos propuestas
//! prometen lo mismo con las mismas palabras. Concepto A05.
//!
//! Mal:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: fast, text: Your credit in minutes }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! promises:
//!   - { id: guided, text: "Your first credit, with somebody beside you" }
//! differentiators:
//!   - { text: We lend by how people pay and not by their history, versus: Traditional banks }
//! ```
//!
//! Cómo corregirlo: pregunta a los clientes que te recomiendan qué haces notablemente mejor que los
//! demás y escríbelo con `versus`. Si dos propuestas dicen lo mismo, sobra una.

use crate::analyze::words::{alike, content, language};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::business_model::BusinessModel;
use crate::model::text::{Text, base_language};
use crate::model::value_proposition::ValueProposition;
use crate::source::At;
use std::collections::{BTreeSet, HashMap};

rule! { vp_not_differentiated CustomerCentricity Warning everything }

/// Shorter sentences are alike by chance.
const FEWEST_WORDS: usize = 3;
/// Of the words of two sentences, so many per cent are shared when they say the same.
const SAME: usize = 70;

/// Who says it, in which words, and where.
type Claim = (String, BTreeSet<String>, At);

fn check(context: &Context<'_>, out: &mut Findings) {
    let first = context.program.first_language();
    let claims: Vec<Claim> = context
        .in_use::<BusinessModel>()
        .flat_map(|model| {
            model.it.competitors.items().filter_map(move |rival| {
                let (at, says) = rival.says.spanned()?;
                let name = rival.name.get().map(|it| it.to_string()).or(Some(rival.id.get()?.to_string()))?;
                Some((name, said(says, first), model.place(at)))
            })
        })
        .collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (_, says, _)) in claims.iter().enumerate() {
        for word in says {
            by_word.entry(word).or_default().push(index);
        }
    }
    let mut promised: HashMap<BTreeSet<String>, (At, String)> = HashMap::new();
    for proposition in context.in_use::<ValueProposition>() {
        let it = proposition.it;
        let (id, name) = (proposition.id(), proposition.entity.name());
        if it.differentiators.has_none() {
            let message = say!(en: "`{id}` says nothing that it does better than others", es: "`{id}` no dice nada que haga mejor que los demás");
            tell(proposition.entity.head(), message, None, name.clone(), context, out);
        }
        for differentiator in it.differentiators.items() {
            let Some((at, text)) = differentiator.text.spanned() else { continue };
            let own = said(text, first);
            for (rival, _, there) in same(&own, &claims, &by_word) {
                let message = say!(en: "{rival} says the same of itself", es: "{rival} dice lo mismo de sí");
                tell(proposition.place(at), message, Some(*there), name.clone(), context, out);
            }
        }
        for promise in it.promises.items() {
            let Some((at, text)) = promise.text.spanned() else { continue };
            let words = said(text, first);
            if words.len() < FEWEST_WORDS {
                continue;
            }
            let place = proposition.place(at);
            match promised.get(&words) {
                Some((there, other)) if *other != name => {
                    let message = say!(en: "{other} promises the same", es: "{other} promete lo mismo");
                    tell(place, message, Some(*there), name.clone(), context, out);
                }
                Some(_) => {}
                None => {
                    promised.insert(words, (place, name.clone()));
                }
            }
        }
    }
}

/// The claims of competitors that say the same, looked up by their words.
fn same<'c>(
    own: &BTreeSet<String>,
    claims: &'c [Claim],
    by_word: &HashMap<&str, Vec<usize>>,
) -> impl Iterator<Item = &'c Claim> {
    let near: BTreeSet<usize> =
        own.iter().filter_map(|word| by_word.get(word.as_str())).flatten().copied().collect();
    let found: Vec<usize> = near.into_iter().filter(|index| alike(own, &claims[*index].1, SAME)).collect();
    found.into_iter().map(|index| &claims[index])
}

/// What a text says in the program's first language.
fn said(text: &Text, first: &str) -> BTreeSet<String> {
    let own = base_language(first);
    let reading = text.readings().find(|it| language(*it, first) == own);
    reading.map(|it| content(own, it.words)).unwrap_or_default()
}

fn tell(at: At, message: crate::diagnostic::Say, there: Option<At>, entity: String, context: &Context<'_>, out: &mut Findings) {
    let mut finding = RULE
        .finding(at, message)
        .help(say!(
            en: "put a competitor's name in front of it: what still fits differentiates nothing; ask those who recommend you what you do notably better",
            es: "pon delante el nombre de un competidor: lo que aún le queda no diferencia nada; pregunta a quienes te recomiendan qué haces notablemente mejor"
        ))
        .entity(entity)
        .severity(context.weigh(Severity::Warning, Asks::Strategy));
    if let Some(there) = there {
        finding = finding.related(there, say!(en: "said here as well", es: "también se dice aquí"));
    }
    out.push(finding);
}
