//! What stands after a whole expression and cannot.

use super::Parser;
use super::foreign::state_of_word;
use crate::diagnostic::say;
use crate::model::expression::ast::Function;
use crate::model::expression::lexer::{Sign, Token};

impl Parser<'_> {
    /// Says what is wrong with the lexeme at this point, and gives the rest up.
    pub(super) fn leftover(&mut self) {
        let at = self.at;
        let lexeme = self.lexemes[at].clone();
        let before = self.lexemes.get(at.wrapping_sub(1)).cloned();
        self.at = self.lexemes.len();
        if self.silent {
            return;
        }
        let written = self.slice(lexeme.span).to_owned();
        match (&lexeme.token, before.map(|lexeme| lexeme.token)) {
            (Token::Sign(Sign::Close), _) => {
                let message = say!(en: "This bracket closes nothing.", es: "Este paréntesis no cierra nada.");
                let help = say!(en: "Take it away, or open it before.", es: "Quítalo, o ábrelo antes.");
                self.mistake(lexeme.span, message, help);
            }
            (Token::Sign(Sign::Comma), _) => {
                let message = say!(en: "A comma has no place here.", es: "Aquí no cabe una coma.");
                let help = say!(
                    en: "Write a list as `x in (a, b)`, and join conditions by `and` or `or`.",
                    es: "Escribe una lista como `x in (a, b)`, y une condiciones con `and` u `or`.",
                );
                self.mistake(lexeme.span, message, help);
            }
            (Token::Sign(Sign::Range), _) => {
                let message = say!(en: "A range stands after `in`.", es: "Un rango va después de `in`.");
                let help = say!(en: "Write `x in 0..6`.", es: "Escribe `x in 0..6`.");
                self.mistake(lexeme.span, message, help);
            }
            (Token::Word(word), Some(Token::Word(_))) if state_of_word(word).is_some() => {
                let message =
                    say!(en: "`is` is missing before `{word}`.", es: "Falta `is` antes de `{word}`.");
                let help = say!(en: "Write `is {word}`.", es: "Escribe `is {word}`.");
                self.mistake(lexeme.span, message, help).replacement = Some(format!("is {word}"));
            }
            (_, Some(Token::Word("if" | "si" | "when" | "cuando" | "where" | "IF" | "WHEN"))) if at == 1 => {
                let first = self.lexemes[0].span;
                let message = say!(en: "A condition has no word before it.", es: "Una condición no lleva palabra delante.");
                let help = say!(en: "Write the condition alone: `a and b`.", es: "Escribe solo la condición: `a and b`.");
                self.mistake(first, message, help);
            }
            (_, Some(Token::Word(word))) if Function::of_word(word).is_some() => {
                let message = say!(
                    en: "The values of a function stand in brackets.",
                    es: "Los valores de una función van entre paréntesis.",
                );
                let help = say!(en: "Write `{word}(a, b)`.", es: "Escribe `{word}(a, b)`.");
                self.mistake(lexeme.span, message, help);
            }
            (Token::Word(_), Some(Token::Word(_))) => {
                let message = say!(
                    en: "Something is missing before `{written}`.",
                    es: "Falta algo antes de `{written}`.",
                );
                let help = say!(
                    en: "Join conditions by `and` or `or`; a text of several words stands in quotes.",
                    es: "Une condiciones con `and` u `or`; un texto de varias palabras va entre comillas.",
                );
                self.mistake(lexeme.span, message, help);
            }
            _ => {
                let message = say!(
                    en: "Something is missing before `{written}`.",
                    es: "Falta algo antes de `{written}`.",
                );
                let help = say!(
                    en: "Between two values stands `and`, `or`, a comparison such as `=`, or a sign such as `+`.",
                    es: "Entre dos valores va `and`, `or`, una comparación como `=` o un signo como `+`.",
                );
                self.mistake(lexeme.span, message, help);
            }
        }
    }
}
