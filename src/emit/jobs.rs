//! What a program orders under `targets`: which outputs, where, of which entities, with which options.

use super::options::{OptionInfo, Options, Takes, Told};
use super::{Job, TARGETS, Target, find_target};
use crate::analyze::outputs::{OUTPUT_PLACE, OUTPUT_UNKNOWN};
use crate::analyze::texts::is_language;
use crate::diagnostic::{Diagnostic, RuleInfo, Say, say};
use crate::model::field::Entry;
use crate::model::program::{Program, ProgramTarget, TargetOption};
use crate::model::reader::nearest;
use crate::model::text::Plain;
use crate::model::{EntityIndex, Of};
use crate::resolve::{self, Resolved};
use crate::source::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The outputs of a program in their order; when it orders none, those that are written by default, in
/// their usual places.
pub fn jobs(program: &Resolved, options: &Options) -> Vec<Job> {
    order(program, options).0
}

/// What is wrong with the order.
pub fn faults(program: &Resolved) -> Vec<Diagnostic> {
    order(program, &Options::default()).1
}

fn order(program: &Resolved, options: &Options) -> (Vec<Job>, Vec<Diagnostic>) {
    let root = program.program().filter(|root| !root.it.targets.is_absent());
    let Some(root) = root else {
        let usual = TARGETS.iter().filter(|target| target.by_default);
        return (usual.map(|target| Job::usual(target, options)).collect(), Vec::new());
    };
    let mut order = Order { program, root, jobs: Vec::new(), faults: Vec::new() };
    for (at, ordered) in root.it.targets.spanned_items() {
        order.add(at, ordered, options);
    }
    (order.jobs, order.faults)
}

struct Order<'p> {
    program: &'p Resolved,
    root: Of<'p, Program>,
    jobs: Vec<Job>,
    faults: Vec<Diagnostic>,
}

impl Order<'_> {
    fn fault(&mut self, rule: &'static RuleInfo, at: Span, message: Say, help: Say) {
        let name = self.root.entity.name();
        self.faults.push(Diagnostic::new(rule, self.root.place(at), message).help(help).entity(name));
    }

    fn add(&mut self, at: Span, ordered: &ProgramTarget, options: &Options) {
        let Some(emits) = ordered.emits.value() else { return };
        let Some(target) = find_target(emits.as_str()) else {
            let help = one_of(emits.as_str(), TARGETS.iter().map(|target| target.name));
            let message =
                say!(en: "there is no output called `{emits}`", es: "no hay una salida llamada `{emits}`");
            return self.fault(&OUTPUT_UNKNOWN, ordered.emits.span(), message, help);
        };
        let mut job = Job::usual(target, options);
        if let Some(to) = ordered.to.get() {
            if !is_safe(to) {
                let message = say!(en: "`{}` is not a folder inside the output folder", &**to; es: "`{}` no es una carpeta dentro de la carpeta de salida", &**to);
                let help = say!(en: "write a path of letters, digits, `-`, `_` and `/`: `board/kpi`", es: "escribe una ruta de letras, cifras, `-`, `_` y `/`: `board/kpi`");
                return self.fault(&OUTPUT_PLACE, ordered.to.span(), message, help);
            }
            job.folder = to.trim_end_matches('/').to_owned();
        }
        let place = if ordered.to.is_absent() { at } else { ordered.to.span() };
        if let Some(other) = self.jobs.iter().find(|other| meets(&other.folder, &job.folder)) {
            let (own, taken) = (job.folder.clone(), other.folder.clone());
            let message = say!(en: "this output would write to `{own}`, and another one writes to `{taken}`", es: "esta salida escribiría en `{own}`, y otra escribe en `{taken}`");
            let help = say!(en: "give it a folder of its own with `to: board/kpi`", es: "dale su propia carpeta con `to: board/kpi`");
            return self.fault(&OUTPUT_PLACE, place, message, help);
        }
        if !ordered.only.is_absent() {
            job.options.only = Some(Arc::new(self.only(target, ordered)));
        }
        for entry in ordered.options.entries() {
            if let Some((name, told)) = self.option(target, entry) {
                job.options.told.insert(name, told);
            }
        }
        self.jobs.push(job);
    }

    /// The entities of `only`, as far as the target writes such.
    fn only(&mut self, target: &Target, ordered: &ProgramTarget) -> BTreeSet<EntityIndex> {
        let mut only = BTreeSet::new();
        for (at, reference) in ordered.only.spanned_items() {
            let Some(found) = self.program.target(self.root.index, at) else { continue };
            let whole = match found {
                resolve::Target::Entity(entity) => Some(entity),
                _ => None,
            };
            let kind = whole.map(|entity| self.program.entity(entity).kind);
            match (whole, kind) {
                (Some(entity), Some(kind)) if target.selects.is_empty() || target.selects.contains(&kind) => {
                    only.insert(entity);
                }
                _ => {
                    let kinds: Vec<&str> = target.selects.iter().map(|kind| kind.name()).collect();
                    let (name, path, kinds) = (target.name, reference.path.to_string(), kinds.join(", "));
                    let message = say!(en: "`{name}` cannot write `{path}` alone", es: "`{name}` no puede escribir solo `{path}`");
                    let help = if kinds.is_empty() {
                        say!(en: "name a whole entity, not a part of one", es: "nombra una entidad completa, no una parte")
                    } else {
                        say!(en: "what it writes one by one: {kinds}", es: "lo que escribe una por una: {kinds}")
                    };
                    self.fault(&OUTPUT_UNKNOWN, at, message, help);
                }
            }
        }
        only
    }

    fn option(
        &mut self,
        target: &Target,
        entry: &Entry<Plain, TargetOption>,
    ) -> Option<(&'static str, Told)> {
        let name = &*entry.key;
        let Some(info) = target.options.iter().find(|option| option.name == name) else {
            let of = target.name;
            let message = say!(en: "`{of}` has no option called `{name}`", es: "`{of}` no tiene una opción llamada `{name}`");
            let help = one_of(name, target.options.iter().map(|option| option.name));
            self.fault(&OUTPUT_UNKNOWN, entry.key_span, message, help);
            return None;
        };
        let value = entry.value.get()?;
        let told = match (info.takes, value) {
            (Takes::Switch, TargetOption::Switch(on)) => Some(Told::Switch(*on)),
            (Takes::Switch, _) => None,
            (Takes::SomeOf(known), value) => {
                let words =
                    words(value).filter(|words| words.iter().all(|word| known.contains(&word.as_str())));
                words.map(Told::Words)
            }
            (Takes::Languages, value) => {
                let known = self.program.languages();
                let words =
                    words(value).filter(|words| words.iter().all(|word| known.contains(&word.as_str())));
                words.map(Told::Words)
            }
        };
        let readable = self.program.program().is_some_and(|root| {
            !root.it.languages.is_bad() && root.it.languages.items().all(|it| is_language(it))
        });
        if told.is_none() && (info.takes != Takes::Languages || readable) {
            let takes = self.spelled(info);
            let message = say!(en: "`{name}` takes another value", es: "`{name}` lleva otro valor");
            let help = say!(en: "write {takes}", es: "escribe {takes}");
            self.fault(&OUTPUT_UNKNOWN, entry.value.span(), message, help);
        }
        Some((info.name, told?))
    }

    /// What an option takes, as somebody would write it.
    fn spelled(&self, info: &OptionInfo) -> String {
        let name = info.name;
        match info.takes {
            Takes::Switch => format!("`{name}: true`, `{name}: false`"),
            Takes::SomeOf(known) => format!("`{name}: [{}]`", known.join(", ")),
            Takes::Languages => format!("`{name}: [{}]`", self.program.languages().join(", ")),
        }
    }
}

/// The words of an option, one or several; at least one.
fn words(value: &TargetOption) -> Option<Vec<String>> {
    match value {
        TargetOption::Words(word) => Some(vec![word.to_string()]),
        TargetOption::List(list) => {
            let word = |item: &TargetOption| match item {
                TargetOption::Words(word) => Some(word.to_string()),
                _ => None,
            };
            let words: Option<Vec<String>> = list.iter().map(word).collect();
            words.filter(|words| !words.is_empty())
        }
        _ => None,
    }
}

fn one_of<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> Say {
    let all = known.clone().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
    match nearest(name, known) {
        Some(better) => say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"),
        None if all.is_empty() => {
            say!(en: "it has none: take the line away", es: "no tiene ninguna: quita la línea")
        }
        None => say!(en: "there are {all}", es: "hay {all}"),
    }
}

/// A path that stays inside and means the same on every system.
fn is_safe(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    path.trim_end_matches('/').split('/').all(plain)
}

/// Whether two outputs write to the same folder, or one into that of the other. The output folder
/// itself holds one file of the program, and folders beside it.
fn meets(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let inside = |a: &str, b: &str| !b.is_empty() && a.starts_with(&format!("{b}/"));
    one == other || inside(&one, &other) || inside(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_stay_inside_and_apart() {
        for path in ["../x", "/x", "a//b", "a\\b", ".hidden", "a/../b", "", "C:x", "x."] {
            assert!(!is_safe(path), "{path}");
        }
        assert!(is_safe("board/kpi") && is_safe("board/kpi/"));
        assert!(meets("site", "Site") && meets("kpi/sql", "kpi") && meets("a", "a/b"));
        assert!(!meets("kpi/sql", "kpi/dbt") && !meets("", "site") && !meets("site", "site2"));
    }
}
