//! The rules that a team writes for itself (`kind: policy`): what each one looks at, and whether it
//! holds. A policy reads and never changes anything, and looks at every subject once.

mod subject;
mod tree;
mod values;

#[cfg(test)]
mod tests;

pub use subject::{Subject, example, subjects};
pub use tree::Tree;
pub use values::Fields;

use crate::diagnostic::{Lang, Say};
use crate::model::Of;
use crate::model::expression::{TypedExpr, holds, truth};
use crate::model::policy::Policy;
use crate::model::text::{Piece, Text, pieces};
use crate::model::unions::PolicyFor;
use crate::resolve::Resolved;

/// A policy whose conditions could be typed.
pub struct Readable<'p> {
    pub policy: Of<'p, Policy>,
    pub subject: PolicyFor,
    filter: Option<&'p TypedExpr>,
    must: &'p TypedExpr,
}

/// What a policy says of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// `where` does not hold: the policy does not look at it.
    NotLookedAt,
    Holds,
    Broken {
        /// Whether `must` is unknown, because something it reads is absent.
        unknown: bool,
    },
}

impl<'p> Readable<'p> {
    /// None when a condition has a finding of its own.
    pub fn of(program: &'p Resolved, policy: Of<'p, Policy>) -> Option<Self> {
        let filter = match policy.it.r#where.is_absent() {
            true => None,
            false => Some(program.expression(policy.index, policy.it.r#where.span())?),
        };
        let must = program.expression(policy.index, policy.it.must.span())?;
        Some(Self { policy, subject: policy.it.r#for.value()?, filter, must })
    }

    pub fn verdict(&self, fields: &Fields<'_>) -> Verdict {
        if self.filter.is_some_and(|filter| !holds(filter, fields)) {
            return Verdict::NotLookedAt;
        }
        match truth(self.must, fields) {
            Some(true) => Verdict::Holds,
            known => Verdict::Broken { unknown: known.is_none() },
        }
    }

    /// What the conditions read of a subject, in the order they name it: `minutes = 9`, `say` absent.
    pub fn seen(&self, fields: &Fields<'_>) -> Vec<(String, Option<String>)> {
        let mut seen: Vec<(String, Option<String>)> = Vec::new();
        for symbol in self.filter.into_iter().chain([self.must]).flat_map(TypedExpr::symbols) {
            if seen.iter().all(|(name, _)| *name != symbol.name) {
                seen.push((symbol.name.clone(), fields.spelled(&symbol.name)));
            }
        }
        seen
    }
}

/// What the conditions read, in a sentence.
pub fn seen_in_words(seen: &[(String, Option<String>)]) -> Say {
    let words = |absent: &str| {
        let each = seen.iter().map(|(name, value)| match value {
            Some(value) => format!("`{name}` = {value}"),
            None => format!("`{name}` {absent}"),
        });
        each.collect::<Vec<_>>().join(", ")
    };
    Say { en: words("is absent"), es: words("no está") }
}

/// The message of a policy about a subject, with `{{ entity.… }}` filled in.
pub fn message(program: &Resolved, policy: &Policy, fields: &Fields<'_>) -> Say {
    let first = program.first_language();
    let text = policy.message.get().cloned().unwrap_or_default();
    Say { en: filled(&text, Lang::En, first, fields), es: filled(&text, Lang::Es, first, fields) }
}

fn filled(text: &Text, lang: Lang, first: &str, fields: &Fields<'_>) -> String {
    let mut out = String::new();
    for piece in pieces(text.reading(lang.code(), first)) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Path(path) => {
                let name = path.strip_prefix("entity.").unwrap_or(path);
                out.push_str(&fields.read_in(name, lang.code(), first).unwrap_or_else(|| "…".to_owned()));
            }
        }
    }
    out
}

/// A text in both languages that the compiler speaks, as far as the program has them.
pub fn in_both(program: &Resolved, text: &Text) -> Say {
    let first = program.first_language();
    Say { en: text.reading("en", first).to_owned(), es: text.reading("es", first).to_owned() }
}

/// The policies in use whose conditions could be typed.
pub fn readable<'p>(context: &super::Context<'p>) -> Vec<Readable<'p>> {
    let in_use = context.program.all::<Policy>().filter(|policy| context.is_in_use(policy.entity));
    in_use.filter_map(|policy| Readable::of(context.program, policy)).collect()
}
