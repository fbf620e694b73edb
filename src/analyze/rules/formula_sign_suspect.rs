//! A span of time that is counted from its end to its beginning.
//!
//! `days(a, b)` is the time from a to b. With the later date first, every value is negative, its
//! average improves when things get slower, and a limit such as `<= 90` holds for everybody.
//!
//! Source: a case from the field: a duration computed as the earlier day minus the later one.
//!
//! Bad:
//!
//! ```yaml
//! value: days(closed_on, opened_on)
//! ```
//!
//! Good:
//!
//! ```yaml
//! value: days(opened_on, closed_on)
//! ```
//!
//! How to fix it: write the earlier date first: `days(opened_on, closed_on)`. If the names mean
//! something else here, suppress the finding and say why.
//!
//! # es
//! Un lapso que se cuenta desde su final hasta su comienzo.
//!
//! `days(a, b)` es el tiempo de a a b. Con la fecha posterior primero, todos los valores son negativos,
//! su promedio mejora cuando las cosas tardan más, y un límite como `<= 90` se cumple siempre.
//!
//! Fuente: un caso real: una duración calculada como el día anterior menos el posterior.
//!
//! Mal:
//!
//! ```yaml
//! value: days(closed_on, opened_on)
//! ```
//!
//! Bien:
//!
//! ```yaml
//! value: days(opened_on, closed_on)
//! ```
//!
//! Cómo corregirlo: escribe primero la fecha anterior: `days(opened_on, closed_on)`. Si los nombres
//! significan otra cosa aquí, suprime el hallazgo y di por qué.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::expression::{Expr, Function, Node};
use crate::model::expression_field::ExpressionField;
use crate::model::metric::Metric;

rule! { formula_sign_suspect Suspicious Error each Metric }

/// Words in the names of columns that hold a beginning, and of those that hold an end.
const BEGINS: &[&str] = &[
    "opened", "open", "created", "joined", "started", "start", "begun", "applied", "asked", "requested",
    "received", "filed", "registered", "ordered", "sent", "invited", "reported", "abierto", "apertura",
    "creado", "alta", "inicio", "solicitado", "recibido", "enviado", "pedido",
];
const ENDS: &[&str] = &[
    "closed", "close", "left", "ended", "end", "finished", "solved", "resolved", "answered", "decided",
    "delivered", "completed", "done", "cancelled", "canceled", "returned", "cerrado", "cierre", "baja", "fin",
    "resuelto", "contestado", "entregado", "terminado",
];

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    let it = metric.it;
    let base = it.base.get().and_then(|base| base.r#where.get());
    let fields: [Option<&ExpressionField>; 7] = [
        it.value.get().map(|field| &**field),
        it.per.get().map(|field| &**field),
        it.count.get().map(|field| &**field),
        it.of.get().map(|field| &**field),
        it.r#where.get().map(|field| &**field),
        base.map(|field| &**field),
        it.null_when.get().map(|field| &**field),
    ];
    for field in fields.into_iter().flatten() {
        search(&field.expr, &mut |function, from, to, expr| {
            let name = function.word();
            out.push(
                RULE.finding(
                    metric.place(field.span(expr.span)),
                    say!(en: "`{name}({from}, {to})` counts from the end to the beginning, so it is negative", es: "`{name}({from}, {to})` cuenta desde el final hasta el comienzo, así que es negativo"),
                )
                .help(say!(en: "write the earlier one first: `{name}({to}, {from})`", es: "escribe primero la fecha anterior: `{name}({to}, {from})`")),
            );
        });
    }
}

fn search(expr: &Expr, found: &mut dyn FnMut(Function, &str, &str, &Expr)) {
    if let Node::Call(function, arguments) = &expr.node
        && function.between_dates()
        && let [from, to] = &arguments[..]
        && let (Some(from), Some(to)) = (name(from), name(to))
        && has(&from, ENDS)
        && has(&to, BEGINS)
        && !has(&from, BEGINS)
        && !has(&to, ENDS)
    {
        found(*function, &from, &to, expr);
    }
    expr.node.parts(|part| search(part, found));
}

fn name(expr: &Expr) -> Option<String> {
    match &expr.node {
        Node::Name(path) => Some(path.to_string()),
        _ => None,
    }
}

fn has(name: &str, words: &[&str]) -> bool {
    name.split(['_', '.']).any(|part| words.contains(&part))
}
