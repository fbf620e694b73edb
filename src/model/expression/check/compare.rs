//! Comparisons, `in`, and what makes two values comparable.

use super::{Checker, Typed, fix, short};
use crate::diagnostic::say;
use crate::model::expression::ast::{BinaryOp, Expr, Literal, Node, Set};
use crate::model::expression::scope::{TypedExpr, TypedNode, TypedSet};
use crate::model::expression::types::Type;
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn comparison(&mut self, span: Span, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        let (first, second) = self.sides(left, right)?;
        if let Some(several) = [&first, &second].into_iter().find(|side| matches!(side.ty, Type::Options(_)))
        {
            let (of, option) = if several.span == left.span { (left, right) } else { (right, left) };
            let not = if op == BinaryOp::NotEqual { "not " } else { "" };
            let right = format!("{not}{of} includes {option}");
            let message = say!(
                en: "`{}` takes several options: no one of them equals it.", short(of);
                es: "`{}` admite varias opciones: ninguna sola es igual a ella.", short(of)
            );
            let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
            self.mistake(span, message, help).replacement = Some(right);
            return None;
        }
        let Some((first, second)) = self.meet(&first, &second) else {
            self.mismatch(span, (left, &first), (right, &second));
            return None;
        };
        if op.orders() && !first.ty.has_order() {
            let ty = first.ty.say();
            let message = say!(
                en: "`{}` needs an order, and {} has none.", op.word(), ty.en;
                es: "`{}` necesita un orden, y {} no lo tiene.", op.word(), ty.es
            );
            let help = say!(en: "Write `=`, `!=` or `in (a, b)`.", es: "Escribe `=`, `!=` o `in (a, b)`.");
            self.mistake(span, message, help);
            return None;
        }
        if first.ty == Type::Group {
            let message = say!(
                en: "`{}` holds other fields and has no value of its own.", short(left);
                es: "`{}` contiene otros campos y no tiene valor propio.", short(left)
            );
            let help = say!(
                en: "Write `is present`, or name a field inside it.",
                es: "Escribe `is present`, o nombra un campo de dentro.",
            );
            self.mistake(span, message, help);
            return None;
        }
        let node = TypedNode::Binary(op, Box::new(first), Box::new(second));
        Some(TypedExpr { span, ty: Type::YesNo, node })
    }

    /// Types both sides; a bare id is looked for among the choices of the other side.
    pub(super) fn sides(&mut self, left: &Expr, right: &Expr) -> Option<(TypedExpr, TypedExpr)> {
        let first = if self.may_be_choice(left) { self.quietly(left) } else { Some(self.value(left)?) };
        let second = if self.may_be_choice(right) { self.quietly(right) } else { Some(self.value(right)?) };
        if let Some(first) = &first
            && let Some(second) = self.beside(first, right, second.is_some())
        {
            return Some((first.clone(), second?));
        }
        if let Some(second) = &second
            && let Some(first) = self.beside(second, left, first.is_some())
        {
            return Some((first?, second.clone()));
        }
        // The name on the left is told first: the one on the right may be one of its choices.
        let first = first.or_else(|| self.value(left))?;
        let second = second.or_else(|| self.beside_text(&first, right))?;
        Some((first, second))
    }

    fn may_be_choice(&self, expr: &Expr) -> bool {
        self.bare(expr).is_some()
    }

    /// The other side as a choice of `subject`; nothing when it is not meant as one.
    fn beside(&mut self, subject: &TypedExpr, expr: &Expr, known: bool) -> Option<Typed> {
        let choices = subject.ty.choices()?.clone();
        let (bare, text) = match &expr.node {
            Node::Name(path) => (path.single(), None),
            Node::Literal(Literal::Text(text)) => (None, Some(text)),
            _ => return None,
        };
        let listed = bare.is_some_and(|id| choices.has(id));
        if text.is_some() || listed || (bare.is_some() && !known) {
            return Some(self.choice(expr, &choices, &subject.ty));
        }
        None
    }

    /// A name that stands for nothing, next to a text or a yes-or-no: a value without its quotes.
    fn beside_text(&mut self, subject: &TypedExpr, expr: &Expr) -> Typed {
        let word = self.bare(expr).filter(|word| !matches!(*word, "none" | "nil" | "nulo" | "nan"));
        let (Type::Text, Some(word)) = (&subject.ty, word) else { return self.value(expr) };
        let right = Literal::Text(word.to_owned()).to_string();
        let message = say!(en: "There is no name `{word}` here.", es: "No hay un nombre `{word}` aquí.");
        let help = say!(
            en: "Write a text in quotes: `{right}`.",
            es: "Escribe un texto entre comillas: `{right}`.",
        );
        self.mistake(expr.span, message, help).replacement = Some(right);
        None
    }

    /// Both sides in one type, or nothing when they have none in common.
    pub(super) fn meet(&self, left: &TypedExpr, right: &TypedExpr) -> Option<(TypedExpr, TypedExpr)> {
        if alike(&left.ty, &right.ty) {
            return Some((left.clone(), right.clone()));
        }
        if let Some(right) = self.fit(right, &left.ty) {
            return Some((left.clone(), right));
        }
        self.fit(left, &right.ty).map(|left| (left, right.clone()))
    }

    /// A part as a value of another type, where it can be read as one: the difference of two shares
    /// as percentage points, a ratio as a share, money by a stated rate.
    pub(super) fn fit(&self, typed: &TypedExpr, ty: &Type) -> Option<TypedExpr> {
        if alike(&typed.ty, ty) && !(*ty == Type::Integer && typed.ty == Type::Number) {
            return Some(typed.clone());
        }
        match (&typed.node, &typed.ty, ty) {
            (TypedNode::Binary(BinaryOp::Minus, left, right), Type::Share, Type::PercentagePoints)
                if left.ty == Type::Share && right.ty == Type::Share => {}
            (TypedNode::Binary(BinaryOp::Divided, left, right), Type::Number, Type::Share)
                if alike(&left.ty, &right.ty) => {}
            (TypedNode::Binary(BinaryOp::Times, left, right), one, other)
                if [one, other].into_iter().all(|ty| *ty == Type::Share || ty.is_number())
                    && (left.ty == Type::Share || right.ty == Type::Share) => {}
            (_, Type::Money(from), Type::Money(to)) => {
                let rate = self.scope.rate(*from, *to)?;
                let rate = super::typed_literal(typed.span, &Literal::Number(rate));
                let node = TypedNode::Binary(BinaryOp::Times, Box::new(typed.clone()), Box::new(rate));
                return Some(TypedExpr { span: typed.span, ty: ty.clone(), node });
            }
            _ => return None,
        }
        Some(TypedExpr { ty: ty.clone(), ..typed.clone() })
    }

    /// Says both types, and how to write the literal if one side is one.
    pub(super) fn mismatch(&mut self, span: Span, left: (&Expr, &TypedExpr), right: (&Expr, &TypedExpr)) {
        let (one, other) = (left.1.ty.say(), right.1.ty.say());
        let message = say!(
            en: "`{}` is {} and `{}` is {}: they do not mix.", short(left.0), one.en, short(right.0), other.en;
            es: "`{}` es {} y `{}` es {}: no se mezclan.", short(left.0), one.es, short(right.0), other.es
        );
        let (literal, ty) = match (&left.0.node, &right.0.node) {
            (_, Node::Literal(literal)) => (Some((right.0, literal)), &left.1.ty),
            (Node::Literal(literal), _) => (Some((left.0, literal)), &right.1.ty),
            _ => (None, &left.1.ty),
        };
        let fixed = literal.and_then(|(expr, literal)| Some((expr.span, fix::literal_as(literal, ty)?)));
        match fixed {
            Some((span, fix)) => {
                let help = fix.help();
                self.mistake(span, message, help).replacement = fix.only();
            }
            None => {
                let help = fix::without_literal(&left.1.ty, &right.1.ty);
                self.mistake(span, message, help);
            }
        }
    }

    pub(super) fn membership(&mut self, span: Span, of: &Expr, set: &Set) -> Typed {
        let subject = self.value(of)?;
        let set = match set {
            Set::Range(from, to) => {
                if !subject.ty.is_number() {
                    self.range_of_quantity(span, of, &subject.ty);
                    return None;
                }
                TypedSet::Range(*from, *to)
            }
            Set::List(items) => {
                if let Type::Options(_) = subject.ty {
                    let right = items
                        .iter()
                        .map(|item| format!("{of} includes {item}"))
                        .collect::<Vec<_>>()
                        .join(" or ");
                    let message = say!(
                        en: "`{}` takes several options: it is not one of a list.", short(of);
                        es: "`{}` admite varias opciones: no es una de una lista.", short(of)
                    );
                    let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                    self.mistake(span, message, help).replacement = Some(format!("({right})"));
                    return None;
                }
                let items: Vec<Typed> = items.iter().map(|item| self.member(of, &subject, item)).collect();
                TypedSet::List(items.into_iter().collect::<Option<_>>()?)
            }
        };
        Some(TypedExpr { span, ty: Type::YesNo, node: TypedNode::In(Box::new(subject), set) })
    }

    /// One value of a list.
    fn member(&mut self, of: &Expr, subject: &TypedExpr, item: &Expr) -> Typed {
        let known = self.quietly(item);
        let typed = match self.beside(subject, item, known.is_some()) {
            Some(choice) => choice?,
            None => known.or_else(|| self.beside_text(subject, item))?,
        };
        match self.meet(subject, &typed) {
            Some((same, typed)) if same == *subject => Some(typed),
            _ => {
                self.mismatch(item.span, (of, subject), (item, &typed));
                None
            }
        }
    }

    fn range_of_quantity(&mut self, span: Span, of: &Expr, ty: &Type) {
        let words = ty.say();
        let message = say!(
            en: "A range has whole numbers; `{}` is {}.", short(of), words.en;
            es: "Un rango tiene números enteros; `{}` es {}.", short(of), words.es
        );
        let help = if ty.has_order() {
            say!(
                en: "Write `{} >= a and {} <= b`.", short(of), short(of);
                es: "Escribe `{} >= a and {} <= b`.", short(of), short(of)
            )
        } else {
            say!(en: "Write a list: `{} in (a, b)`.", short(of); es: "Escribe una lista: `{} in (a, b)`.", short(of))
        };
        self.mistake(span, message, help);
    }
}

/// Whether two types have values that can be equal.
pub(super) fn alike(left: &Type, right: &Type) -> bool {
    match (left, right) {
        (Type::Option(one) | Type::Id(one), Type::Option(other) | Type::Id(other)) => {
            one.of == other.of || one.open || other.open || one.ids.iter().any(|id| other.has(id))
        }
        (Type::Level, other) | (other, Type::Level) => other.is_numeric(),
        _ => left == right || (left.is_number() && right.is_number()) || (left.is_date() && right.is_date()),
    }
}
