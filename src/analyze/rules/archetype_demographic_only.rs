//! An archetype that is told by age, place, income or spend alone.
//!
//! Two women of thirty in the same street may want opposite things of you. Traits say who is counted,
//! not what anybody needs, and nothing can be designed from them. Concept A15; the two warnings of
//! concepts C15 and C16: traits correlate, circumstances explain.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: young-women
//! circumstances: [Women aged 25 to 34, Live in the capital]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! circumstances: [Has just got a first job and nobody lends to them]
//! traits: [Most are between 22 and 28]
//! ```
//!
//! How to fix it: write the circumstance in which the need arises ("has just got a first job and nobody
//! lends to them") and keep age, place and spend under `traits`, where they illustrate and do not
//! define.
//!
//! # es
//! Un arquetipo que se distingue solo por edad, lugar, ingreso o gasto.
//!
//! Dos mujeres de treinta años en la misma calle pueden querer cosas opuestas. Los rasgos dicen a quién
//! se cuenta, no lo que alguien necesita, y con ellos no se puede diseñar nada. Concepto A15; lo
//! advierten C15 y C16: los rasgos acompañan, las circunstancias explican.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: young-women
//! circumstances: [Mujeres de 25 a 34 años, Viven en la capital]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! circumstances: [Acaba de conseguir su primer empleo y nadie le presta]
//! traits: [La mayoría tiene entre 22 y 28 años]
//! ```
//!
//! Cómo corregirlo: escribe la circunstancia en que surge la necesidad ("acaba de conseguir su primer
//! empleo y nadie le presta") y deja edad, lugar y gasto en `traits`, donde ilustran y no definen.

use crate::analyze::words::{Plain, Theme, is_filler, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::text::Text;
use crate::source::Span;

rule! { archetype_demographic_only CustomerCentricity Warning each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let it = archetype.it;
    if it.circumstances.is_bad() || it.needs.is_bad() {
        return;
    }
    let mut defining: Vec<(Span, &Text)> = it.circumstances.spanned_items().collect();
    defining.extend(it.needs.items().filter_map(|need| need.text.spanned()));
    defining.extend(it.life_moment.spanned());
    defining.extend(it.capability_gaps.spanned_items());
    let first = context.program.first_language();
    let at = match defining.first() {
        Some((at, _)) if defining.iter().all(|(_, text)| is_demographic(text, first)) => *at,
        None if !it.traits.has_none() && it.needs.has_none() => it.traits.span(),
        _ => return,
    };
    let title = archetype.id();
    out.push(
        RULE.finding(
            archetype.place(at),
            say!(en: "`{title}` is told by age, place, income or spend alone", es: "`{title}` se distingue solo por edad, lugar, ingreso o gasto"),
        )
        .help(say!(
            en: "traits do not explain what anybody needs: write the circumstance in which the need arises, and keep these under `traits`",
            es: "los rasgos no explican lo que alguien necesita: escribe la circunstancia en que surge la necesidad y deja esto en `traits`"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}

/// Whether most of what a text says is a trait, in one of its languages.
fn is_demographic(text: &Text, first: &str) -> bool {
    text.readings().any(|reading| {
        let (plain, language) = (Plain::of(reading.words), language(reading, first));
        let traits: Vec<_> =
            listen(language, &plain).into_iter().filter(|found| found.means == Theme::Demographic).collect();
        let (mut said, mut other) = (0, 0);
        for word in 0..plain.tokens.len() {
            if is_filler(language, plain.word(word)) {
                continue;
            }
            match traits.iter().any(|found| found.tokens.contains(&word)) {
                true => said += 1,
                false => other += 1,
            }
        }
        said > 0 && other <= said
    })
}
