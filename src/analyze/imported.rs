//! What is found in entities of packages: practice is a matter for those who write them; an error of form
//! is said where the program names the package.

use super::rules::unknown_language;
use crate::diagnostic::{Diagnostic, say};
use crate::model::package_rules::PACKAGE_BROKEN;
use crate::resolve::Resolved;
use crate::source::SourceMap;
use std::collections::BTreeMap;

/// Takes out what stands in files of packages, and says the first error of each at its import.
pub fn at_the_door(program: &Resolved, sources: &SourceMap, diagnostics: &mut Vec<Diagnostic>) {
    if program.packages.list.is_empty() {
        return;
    }
    let mut broken = BTreeMap::new();
    diagnostics.retain(|it| match program.packages.of_file(it.at.file) {
        None => true,
        Some(package) => {
            // A group speaks more languages than each of its countries.
            if it.stops_a_build() && it.rule.name != unknown_language::RULE.info.name {
                let first = broken.entry(package.name).or_insert_with(|| (package, it.clone()));
                if it.at < first.1.at {
                    first.1 = it.clone();
                }
            }
            false
        }
    });
    for (name, (package, first)) in broken {
        let place = sources.describe(first.at);
        diagnostics.push(
            Diagnostic::new(
                &PACKAGE_BROKEN,
                package.at,
                say!(en: "what the program uses of `{name}` does not hold together here: {}", first.message.en;
                     es: "lo que el programa usa de `{name}` no se sostiene aquí: {}", first.message.es),
            )
            .related(first.at, say!(en: "the error stands here", es: "el error está aquí"))
            .help(say!(
                en: "mend {place} where the package is written, or put an entity of your own in its place with `overrides`",
                es: "corrige {place} donde se escribe el paquete, o pon una entidad propia en su lugar con `overrides`"
            )),
        );
    }
}
