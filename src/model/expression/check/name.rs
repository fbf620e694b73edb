//! Names: what they stand for, and what was meant by one that stands for nothing.

use std::sync::Arc;

use super::{Checker, Typed};
use crate::diagnostic::{Say, say};
use crate::model::expression::ast::{Expr, Literal, Node, Path};
use crate::model::expression::nearest::nearest;
use crate::model::expression::scope::{BUILT_IN, Lookup, Symbol, SymbolKind, TypedExpr, TypedNode};
use crate::model::expression::spell::spell_choice;
use crate::model::expression::types::{Choices, Type};
use crate::source::Span;

/// How many names a message lists.
const MOST_LISTED: usize = 12;

impl Checker<'_> {
    pub(super) fn name(&mut self, span: Span, path: &Path) -> Typed {
        match self.answer(path) {
            Lookup::Found(symbol) => Some(typed_symbol(span, symbol)),
            Lookup::Refused(mistake) => {
                self.mistake(span, mistake.message, mistake.help);
                None
            }
            Lookup::Unknown(candidates) => {
                self.unknown(span, path, &candidates);
                None
            }
        }
    }

    /// What a name stands for, if it may be used.
    pub(super) fn lookup(&self, path: &Path) -> Option<Arc<Symbol>> {
        match self.answer(path) {
            Lookup::Found(symbol) => Some(symbol),
            _ => None,
        }
    }

    fn answer(&self, path: &Path) -> Lookup {
        if let Some(name) = path.single().filter(|name| BUILT_IN.contains(name)) {
            return Lookup::Found(Arc::new(Symbol::new(SymbolKind::Clock, name, Type::Date)));
        }
        match self.scope.name(&path.segments()) {
            Lookup::Unknown(mut candidates) => {
                candidates.extend(BUILT_IN.iter().map(|name| name.to_string()));
                Lookup::Unknown(candidates)
            }
            answer => answer,
        }
    }

    /// The word of a name that stands for nothing itself, and so may be the id of a choice.
    pub(super) fn bare<'e>(&self, expr: &'e Expr) -> Option<&'e str> {
        match &expr.node {
            Node::Name(path) => path.single(),
            _ => None,
        }
    }

    fn unknown(&mut self, span: Span, path: &Path, candidates: &[String]) {
        let written = path.to_string();
        let message =
            say!(en: "There is no name `{written}` here.", es: "No hay un nombre `{written}` aquí.");
        if let Some((help, replacement)) = meant(&written) {
            self.mistake(span, message, help).replacement = replacement;
            return;
        }
        let right = self
            .subtraction(&written)
            .or_else(|| nearest(&written, candidates.iter().map(String::as_str)).map(str::to_owned));
        match right {
            Some(right) => {
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(span, message, help).replacement = Some(right);
            }
            None => {
                let listed = list(candidates);
                let help = say!(
                    en: "There are {listed}. A text stands in quotes: `'{written}'`.",
                    es: "Hay {listed}. Un texto va entre comillas: `'{written}'`.",
                );
                self.mistake(span, message, help);
            }
        }
    }

    /// `a-b`, when both sides of the hyphen are names: a minus without its spaces.
    fn subtraction(&self, written: &str) -> Option<String> {
        let known = |part: &str| !part.is_empty() && self.lookup(&Path::new(part)).is_some();
        written.match_indices('-').find_map(|(at, _)| {
            let (left, right) = (&written[..at], &written[at + 1..]);
            let number = right.bytes().all(|b| b.is_ascii_digit());
            (known(left) && (known(right) || number)).then(|| format!("{left} - {right}"))
        })
    }

    /// A bare id or a text in the role of a choice. `None` when it is neither, or was told to be wrong.
    pub(super) fn choice(&mut self, expr: &Expr, choices: &Arc<Choices>, ty: &Type) -> Typed {
        let (written, bare) = match &expr.node {
            Node::Name(path) => (path.to_string(), true),
            Node::Literal(Literal::Text(text)) => (text.clone(), false),
            _ => return None,
        };
        if choices.has(&written) || choices.open {
            let ty = match ty {
                Type::Options(choices) => Type::Option(choices.clone()),
                ty => ty.clone(),
            };
            return Some(TypedExpr { span: expr.span, ty, node: TypedNode::Choice(written) });
        }
        let of = &choices.of;
        let message = say!(en: "`{of}` has no `{written}`.", es: "`{of}` no tiene `{written}`.");
        match nearest(&written, choices.ids.iter().map(String::as_str)) {
            Some(right) => {
                let right =
                    if bare { spell_choice(right) } else { Literal::Text(right.to_owned()).to_string() };
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(expr.span, message, help).replacement = Some(right);
            }
            None => {
                let listed = list(&choices.ids);
                let help = say!(en: "It has {listed}.", es: "Tiene {listed}.");
                self.mistake(expr.span, message, help);
            }
        }
        None
    }
}

pub(super) fn typed_symbol(span: Span, symbol: Arc<Symbol>) -> TypedExpr {
    TypedExpr { span, ty: symbol.ty.clone(), node: TypedNode::Symbol(symbol) }
}

/// Names between commas, at most a dozen.
pub(super) fn list(names: &[String]) -> String {
    let mut listed: Vec<_> = names.iter().take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST_LISTED {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}

/// Words of other languages that stand where a name is expected.
fn meant(written: &str) -> Option<(Say, Option<String>)> {
    let right = match written.to_lowercase().as_str() {
        "yes" | "sí" | "si" | "verdadero" | "cierto" => "true",
        "no" | "falso" => "false",
        "today" | "now" | "hoy" | "ahora" | "current_date" => "as_of",
        "none" | "nil" | "nulo" | "nan" | "undefined" => {
            let help = say!(
                en: "Write `x is null` or `x is not null`.",
                es: "Escribe `x is null` o `x is not null`.",
            );
            return Some((help, None));
        }
        _ => return None,
    };
    Some((say!(en: "Write `{right}`.", es: "Escribe `{right}`."), Some(right.to_owned())))
}
