//! `is null`, `is answered`, `is present`, bands, and `includes`.

use super::name::{list, typed_symbol};
use super::{Checker, Typed, short};
use crate::diagnostic::say;
use crate::model::expression::ast::{Expr, Literal, Node, State, Word};
use crate::model::expression::nearest::nearest;
use crate::model::expression::scope::{SymbolKind, TypedExpr, TypedNode};
use crate::model::expression::types::Type;
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn state(&mut self, span: Span, of: &Expr, state: State, negated: bool) -> Typed {
        let typed = self.value(of)?;
        let named = match &typed.node {
            TypedNode::Symbol(symbol) => Some(symbol.kind),
            _ => None,
        };
        if named == Some(SymbolKind::Clock) {
            let message = say!(en: "`{of}` always has a value.", es: "`{of}` siempre tiene un valor.");
            let help = say!(en: "Take this condition away.", es: "Quita esta condición.");
            self.mistake(span, message, help);
            return None;
        }
        if named.is_none() && typed.ty == Type::YesNo {
            let message =
                say!(en: "`is` asks of a name or a number.", es: "`is` pregunta por un nombre o un número.");
            let help = say!(
                en: "Ask each name by itself, as in `x is not null`.",
                es: "Pregunta por cada nombre, como en `x is not null`.",
            );
            self.mistake(span, message, help);
            return None;
        }
        let right = state_of(named);
        let fits = state == right || (state == State::Answered && named == Some(SymbolKind::Column));
        if !fits {
            let asked = format!("is {}{}", if negated { "not " } else { "" }, state.word());
            // To be answered or present is to have a value, to be null is to have none.
            let negated = negated != ((state == State::Null) != (right == State::Null));
            let right = format!("is {}{}", if negated { "not " } else { "" }, right.word());
            let (en, es) = kind_in_words(named);
            let message = say!(
                en: "`{asked}` is not asked of {}.", en;
                es: "`{asked}` no se pregunta de {}.", es
            );
            let help = say!(
                en: "Write `{} {right}`.", short(of);
                es: "Escribe `{} {right}`.", short(of)
            );
            let after = Span { start: of.span.end, end: span.end };
            self.mistake(after, message, help).replacement = Some(format!(" {right}"));
            return None;
        }
        Some(TypedExpr {
            span,
            ty: Type::YesNo,
            node: TypedNode::State { of: Box::new(typed), state, negated },
        })
    }

    /// `metric is band`.
    pub(super) fn band(&mut self, span: Span, of: &Expr, band: &Word) -> Typed {
        let typed = self.value(of)?;
        let word = &band.text;
        let metric = match &typed.node {
            TypedNode::Symbol(symbol) if symbol.kind == SymbolKind::Metric => symbol.clone(),
            node => {
                let named = match node {
                    TypedNode::Symbol(symbol) => Some(symbol.kind),
                    _ => None,
                };
                let message = say!(en: "Only a metric has bands.", es: "Solo una métrica tiene bandas.");
                let right = match absence(word) {
                    Some(has_value) => {
                        let state = state_of(named);
                        let not = if has_value == (state == State::Null) { "not " } else { "" };
                        format!("{of} is {not}{}", state.word())
                    }
                    None => format!("{of} = {word}"),
                };
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(span, message, help).replacement = Some(right);
                return None;
            }
        };
        if !metric.bands.contains(word) {
            let name = &metric.name;
            let message =
                say!(en: "`{name}` has no band `{word}`.", es: "`{name}` no tiene una banda `{word}`.");
            let right = nearest(word, metric.bands.iter().map(String::as_str));
            let help = match right {
                Some(right) => say!(en: "Write `{right}`.", es: "Escribe `{right}`."),
                None if metric.bands.is_empty() => say!(
                    en: "Give it `bands`, or compare it with a value.",
                    es: "Dale `bands`, o compárala con un valor.",
                ),
                None => {
                    let listed = list(&metric.bands);
                    say!(en: "It has {listed}.", es: "Tiene {listed}.")
                }
            };
            self.mistake(band.span, message, help).replacement = right.map(str::to_owned);
            return None;
        }
        Some(TypedExpr { span, ty: Type::YesNo, node: TypedNode::Band { metric, band: word.clone() } })
    }

    /// `drivers includes speed`.
    pub(super) fn inclusion(&mut self, span: Span, of: &Expr, option: &Expr) -> Typed {
        let typed = self.value(of)?;
        match &typed.ty {
            Type::Options(choices) => {
                if !matches!(option.node, Node::Name(_) | Node::Literal(Literal::Text(_))) {
                    let message = say!(
                        en: "`includes` takes the id of an option.",
                        es: "`includes` lleva el id de una opción.",
                    );
                    let listed = list(&choices.ids);
                    let help = say!(en: "There are {listed}.", es: "Hay {listed}.");
                    self.mistake(option.span, message, help);
                    return None;
                }
                let choice = self.choice(option, choices, &typed.ty)?;
                let TypedNode::Choice(choice) = choice.node else { return None };
                let node = TypedNode::Includes { of: Box::new(typed), choice };
                Some(TypedExpr { span, ty: Type::YesNo, node })
            }
            ty => {
                let ty = ty.say();
                let message = say!(
                    en: "`includes` asks of several options; `{}` is {}.", short(of), ty.en;
                    es: "`includes` pregunta por varias opciones; `{}` es {}.", short(of), ty.es
                );
                let right = format!("{of} = {option}");
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(span, message, help).replacement = Some(right);
                None
            }
        }
    }

    /// The symbol of a name, typed, without a word about it when there is none.
    pub(super) fn quietly(&self, expr: &Expr) -> Typed {
        match &expr.node {
            Node::Name(path) => self.lookup(path).map(|symbol| typed_symbol(expr.span, symbol)),
            _ => None,
        }
    }
}

/// What is asked of a thing to know whether it has a value.
fn state_of(kind: Option<SymbolKind>) -> State {
    match kind {
        Some(SymbolKind::Question) => State::Answered,
        Some(SymbolKind::Field) => State::Present,
        _ => State::Null,
    }
}

fn kind_in_words(kind: Option<SymbolKind>) -> (&'static str, &'static str) {
    match kind {
        Some(SymbolKind::Column) => ("a column", "una columna"),
        Some(SymbolKind::Question) => ("a question", "una pregunta"),
        Some(SymbolKind::Metric) => ("a metric", "una métrica"),
        Some(SymbolKind::Baseline) => ("a name of the baseline", "un nombre de la línea base"),
        Some(SymbolKind::Field) => ("a field", "un campo"),
        Some(SymbolKind::Clock) => ("a date of the calendar", "una fecha del calendario"),
        None => ("a calculation", "un cálculo"),
    }
}

/// Whether a word that is no band says that a value is there (`set`) or not (`missing`).
fn absence(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "missing" | "none" | "blank" | "absent" | "unset" | "na" | "nil" | "ausente" => Some(false),
        "set" | "defined" | "filled" | "definido" | "definida" => Some(true),
        _ => None,
    }
}
