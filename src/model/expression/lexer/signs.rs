//! Signs: those of the language, and those of others with the spelling that is meant.

use super::{Lexer, Sign, Token};
use crate::diagnostic::{Mistake, Say, say};

/// The signs of the language, longest first.
const SIGNS: &[(&str, Sign)] = &[
    ("!=", Sign::NotEqual),
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("..", Sign::Range),
    ("=", Sign::Equal),
    ("<", Sign::Less),
    (">", Sign::More),
    ("+", Sign::Plus),
    ("-", Sign::Minus),
    ("*", Sign::Times),
    ("/", Sign::Divided),
    ("(", Sign::Open),
    (")", Sign::Close),
    (",", Sign::Comma),
    ("%", Sign::Percent),
];

/// The signs of other languages and keyboards, longest first, with ours.
const FOREIGN: &[(&str, &str)] = &[
    ("===", "="),
    ("!==", "!="),
    ("...", ".."),
    ("==", "="),
    ("=!", "!="),
    ("<>", "!="),
    ("< =", "<="),
    ("> =", ">="),
    ("! =", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("&&", "and"),
    ("||", "or"),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("−", "-"),
    ("–", "-"),
    ("—", "-"),
    ("×", "*"),
    ("·", "*"),
    ("÷", "/"),
    ("…", ".."),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("¬", "not"),
];

impl<'t> Lexer<'t> {
    /// A sign, or what was meant by one; nothing when it has no meaning here.
    pub(super) fn sign(&mut self, spaced: bool) -> Option<Token<'t>> {
        let rest = self.rest();
        let start = self.at;
        if let Some((written, ours)) = FOREIGN.iter().find(|(written, _)| rest.starts_with(written))
            && (*written != "!" || !rest.starts_with("!="))
        {
            self.at += written.len();
            let help = say!(en: "Write `{ours}`.", es: "Escribe `{ours}`.");
            let message = say!(en: "`{written}` is not a sign here.", es: "`{written}` no es un signo aquí.");
            self.mistake(start, Mistake::new(message, help)).replacement =
                Some(self.set_apart(ours, start, spaced));
            return Some(known(ours).map_or(Token::Word(ours), Token::Sign));
        }
        if let Some((written, sign)) = SIGNS.iter().find(|(written, _)| rest.starts_with(written)) {
            self.at += written.len();
            return Some(Token::Sign(*sign));
        }
        self.stray()
    }

    /// The word in place of a sign, with the spaces that a word needs and a sign does not.
    fn set_apart(&self, ours: &str, start: usize, spaced: bool) -> String {
        let word = ours.starts_with(char::is_alphabetic);
        let before = if word && !spaced && start > 0 { " " } else { "" };
        let after = if word && !self.rest().starts_with(char::is_whitespace) { " " } else { "" };
        format!("{before}{ours}{after}")
    }

    fn stray(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let first = self.rest().chars().next()?;
        let len = match self.rest() {
            rest if rest.starts_with("${") || rest.starts_with("{{") || rest.starts_with("}}") => 2,
            rest if rest.starts_with(":=") => 2,
            _ => first.len_utf8(),
        };
        let written = self.take(len);
        let listed = matches!(self.lexemes.last(), Some(lexeme) if lexeme.token == Token::Word("in"));
        let (token, words) = match written {
            "[" | "{" if listed => (Some(Sign::Open), Some(round_brackets())),
            "[" => (Some(Sign::Open), Some(round_brackets())),
            "]" => (Some(Sign::Close), None),
            "}" if self.open_brackets() > 0 => (Some(Sign::Close), None),
            "}" | "}}" => (None, None),
            "{" | "{{" | "${" | "`" | "@" | "#" => (None, Some(bare_names(written))),
            "$" if !self.rest().starts_with(|c: char| c.is_ascii_digit()) => {
                (None, Some(bare_names(written)))
            }
            "$" | "€" | "£" | "¥" => (None, Some(currency(written))),
            ";" if self.open_brackets() > 0 => (Some(Sign::Comma), Some(comma())),
            ":=" => (Some(Sign::Equal), Some(assignment())),
            "." if self.rest().starts_with(|c: char| c.is_ascii_digit()) => (None, Some(leading_point())),
            _ => (None, Some(unexpected(written))),
        };
        if let Some((message, help)) = words {
            // A second quote or brace of the same name says nothing new.
            let said = self.mistakes.last().is_some_and(|last| last.mistake.message == message);
            if !said {
                self.mistake(start, Mistake::new(message, help));
            }
        }
        token.map(Token::Sign)
    }

    /// How many brackets are open at this point.
    fn open_brackets(&self) -> usize {
        self.lexemes.iter().fold(0, |open: usize, lexeme| match lexeme.token {
            Token::Sign(Sign::Open) => open + 1,
            Token::Sign(Sign::Close) => open.saturating_sub(1),
            _ => open,
        })
    }
}

fn known(written: &str) -> Option<Sign> {
    SIGNS.iter().find(|(ours, _)| *ours == written).map(|(_, sign)| *sign)
}

fn round_brackets() -> (Say, Say) {
    (
        say!(en: "Brackets are round here.", es: "Los paréntesis son redondos aquí."),
        say!(en: "Write a list as `in (a, b)`.", es: "Escribe una lista como `in (a, b)`."),
    )
}

fn bare_names(written: &str) -> (Say, Say) {
    (
        say!(en: "A name stands alone, without `{written}`.", es: "Un nombre va solo, sin `{written}`."),
        say!(en: "Write the name only: `recommend <= 6`.", es: "Escribe solo el nombre: `recommend <= 6`."),
    )
}

fn currency(written: &str) -> (Say, Say) {
    let code = match written {
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        _ => "MXN",
    };
    (
        say!(en: "Money names its currency by three letters.", es: "El dinero dice su moneda con tres letras."),
        say!(
            en: "Write the code after the number: `850 {code}`.",
            es: "Escribe el código después del número: `850 {code}`.",
        ),
    )
}

fn comma() -> (Say, Say) {
    (
        say!(en: "Values are separated by commas.", es: "Los valores se separan con comas."),
        say!(en: "Write `,` and not `;`.", es: "Escribe `,` y no `;`."),
    )
}

fn assignment() -> (Say, Say) {
    (
        say!(en: "An expression gives no name a value.", es: "Una expresión no da valor a ningún nombre."),
        say!(en: "Write `=` to compare two values.", es: "Escribe `=` para comparar dos valores."),
    )
}

fn leading_point() -> (Say, Say) {
    (
        say!(en: "A number starts with a digit.", es: "Un número empieza con una cifra."),
        say!(en: "Write `0.5` and not `.5`.", es: "Escribe `0.5` y no `.5`."),
    )
}

fn unexpected(written: &str) -> (Say, Say) {
    (
        say!(en: "`{written}` has no meaning in an expression.", es: "`{written}` no significa nada en una expresión."),
        say!(
            en: "Take it away, or put it in quotes if it is part of a text.",
            es: "Quítalo, o ponlo entre comillas si es parte de un texto.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lex;

    #[test]
    fn signs_of_other_languages_come_with_ours() {
        for (text, right) in [("a == 1", "="), ("a && b", "and"), ("a || b", "or"), ("a <> 1", "!=")] {
            let lexed = lex(text);
            assert_eq!(lexed.mistakes.len(), 1, "{text}");
            assert_eq!(lexed.mistakes[0].replacement.as_deref(), Some(right), "{text}");
        }
        assert_eq!(lex("!a").mistakes[0].replacement.as_deref(), Some("not "));
        assert_eq!(lex("a&&b").mistakes[0].replacement.as_deref(), Some(" and "));
    }

    #[test]
    fn not_equal_is_ours() {
        assert!(lex("a != 1").mistakes.is_empty());
    }

    #[test]
    fn a_name_in_braces_is_one_mistake() {
        assert_eq!(lex("{{ recommend }} <= 6").mistakes.len(), 1);
        assert_eq!(lex("${recommend} <= 6").mistakes.len(), 1);
        assert_eq!(lex("`recommend` <= 6").mistakes.len(), 1);
    }

    #[test]
    fn square_brackets_are_one_mistake() {
        assert_eq!(lex("recommend in [1, 2]").mistakes.len(), 1);
        assert_eq!(lex("recommend in {1, 2}").mistakes.len(), 1);
    }
}
