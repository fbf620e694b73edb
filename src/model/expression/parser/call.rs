//! Calls, and the functions that people bring from elsewhere.

use super::{Parser, level, nothing};
use crate::diagnostic::{Say, say};
use crate::model::expression::ast::{Expr, Function, Node};
use crate::model::expression::lexer::Sign;
use crate::model::expression::nearest::nearest;
use crate::source::Span;

impl Parser<'_> {
    /// Values between commas up to the closing bracket; the opening one has been read.
    pub(super) fn arguments(&mut self, open: Span, least: u8) -> Vec<Expr> {
        self.commas += 1;
        let items = self.nested(|parser| {
            let mut items = Vec::new();
            if parser.takes(Sign::Close) {
                return items;
            }
            loop {
                items.push(parser.expression(least));
                if !parser.takes(Sign::Comma) {
                    break;
                }
            }
            parser.closes(open);
            items
        });
        self.commas -= 1;
        items.unwrap_or_default()
    }

    /// A call; its name has been read.
    pub(super) fn call(&mut self, word: &str, span: Span) -> Expr {
        let open = self.lexemes[self.at].span;
        self.at += 1;
        let arguments = self.arguments(open, level::OR);
        let whole = Span::new(span.start as usize, self.end().max(span.end as usize));
        match Function::of_word(word) {
            Some(function) => Expr { span: whole, node: Node::Call(function, arguments) },
            None => {
                self.unknown_function(word, span);
                nothing(whole)
            }
        }
    }

    fn unknown_function(&mut self, word: &str, span: Span) {
        let message = say!(en: "There is no function `{word}`.", es: "No hay una función `{word}`.");
        let all = Function::ALL.iter().map(|function| function.word());
        if let Some(help) = other_function(word) {
            self.mistake(span, message, help);
            return;
        }
        let known = familiar(word).or_else(|| nearest(word, all.clone()));
        match known {
            Some(right) => {
                let help = say!(en: "Write `{right}`.", es: "Escribe `{right}`.");
                self.mistake(span, message, help).replacement = Some(right.to_owned());
            }
            None => {
                let all = all.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let help = say!(en: "There are {all}.", es: "Hay {all}.");
                self.mistake(span, message, help);
            }
        }
    }
}

/// Our name of a function of SQL, of a spreadsheet or in Spanish.
fn familiar(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "datediff" | "date_diff" | "timestampdiff" | "dias" | "días" | "day" | "day_diff" => "days",
        "horas" | "hour" => "hours",
        "meses" | "month" => "months",
        "dias_habiles" | "días_hábiles" | "networkdays" | "workdays" | "working_days" => "business_days",
        "horas_habiles" | "horas_hábiles" | "working_hours" => "business_hours",
        "ifnull" | "nvl" | "ifna" | "iferror" => "coalesce",
        "least" | "minimo" | "mínimo" | "minimum" => "min",
        "greatest" | "maximo" | "máximo" | "maximum" => "max",
        "absolute" | "valor_absoluto" => "abs",
        _ => return None,
    })
}

/// What is done in another way than by a function.
fn other_function(word: &str) -> Option<Say> {
    Some(match word.to_lowercase().as_str() {
        "sum" | "avg" | "average" | "count" | "mean" | "suma" | "promedio" | "contar" => say!(
            en: "An expression looks at one row: the metric's `family` adds and counts.",
            es: "Una expresión mira una sola fila: la `family` de la métrica suma y cuenta.",
        ),
        "now" | "today" | "getdate" | "hoy" | "ahora" | "current_date" => say!(
            en: "Write `as_of`, the date the program is read at.",
            es: "Escribe `as_of`, la fecha en que se lee el programa.",
        ),
        "isnull" | "is_null" | "isblank" | "isempty" => say!(
            en: "Write `x is null` of a column, `x is not answered` of a question.",
            es: "Escribe `x is null` de una columna, `x is not answered` de una pregunta.",
        ),
        "contains" | "contiene" | "incluye" | "has" => say!(
            en: "Write `x includes a`.",
            es: "Escribe `x includes a`.",
        ),
        "round" | "floor" | "ceil" | "redondear" => say!(
            en: "Nothing is rounded before it is shown: take it away.",
            es: "Nada se redondea antes de mostrarse: quítalo.",
        ),
        "if" | "iif" | "case" | "si" => say!(
            en: "Write the condition alone, as `a and b or c`.",
            es: "Escribe solo la condición, como `a and b or c`.",
        ),
        _ => return None,
    })
}
