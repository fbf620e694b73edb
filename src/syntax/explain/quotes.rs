//! Quotes that are not closed, closed too early, or hold a backslash that means something else.

use super::brackets;
use super::{Explained, Patch, Scene};
use crate::diagnostic::say;
use crate::syntax::flow::{self, Unclosed, closes_in_place};
use crate::syntax::line::{Line, is_word, quoted_end};

/// `"Hola" dijo`: text after the closing quote.
pub(super) fn after_closing(scene: &Scene<'_>) -> Explained {
    let from = scene.outer_bracket().unwrap_or(scene.read_until.min(scene.byte));
    if let Some(Unclosed::Quote(open)) = flow::unclosed(scene.text, from, scene.byte)
        && Line::at(scene.text, open).start < scene.line().start
    {
        return unclosed_quote(scene, open);
    }
    if let Some(open) = opened_above(scene, from) {
        return unclosed_quote(scene, open);
    }
    let subject = scene.subject();
    let text = &scene.said[subject.clone()];
    let rest = &scene.text[scene.byte..subject.end.max(scene.byte)];
    let here = Some(say!(en: "the quote was closed before this", es: "la comilla se cerró antes de esto"));
    let in_brackets = scene.outer_bracket().is_some();
    let missing_comma = in_brackets && (rest.starts_with(['"', '\'']) || starts_with_key(rest));
    if missing_comma {
        return brackets::missing_comma(scene, &subject);
    }
    let message =
        say!(en: "there is text after the closing quote", es: "hay texto después de la comilla que cierra");
    let mut explained = scene.quote_it(message, None);
    explained.finding.here = here;
    explained.finding.at = scene.at(scene.byte..subject.end.max(scene.byte));
    let glued = scene.text[..scene.byte].ends_with('\'');
    let apostrophe = glued && text.starts_with('\'') && !text.contains('"');
    if apostrophe && text.ends_with('\'') && text.len() > 1 {
        let by = format!("\"{}\"", &text[1..text.len() - 1]);
        let line = scene.corrected(&subject, &by);
        explained.finding = explained.finding.fix(false, vec![(scene.at(subject), by)]).help(say!(
            en: "The apostrophe ends the text. Use double quotes around it:\n  {line}",
            es: "El apóstrofo termina el texto. Usa comillas dobles alrededor:\n  {line}"
        ));
    } else if rest.starts_with(',') && !in_brackets {
        let list = scene.corrected(&subject, &format!("[{text}]"));
        explained.finding.fix = None;
        explained.finding.help = Some(say!(
            en: "Write a list between brackets:\n  {list}",
            es: "Escribe una lista entre corchetes:\n  {list}"
        ));
    }
    explained
}

/// The quoted text that ends right before the error, if it began on a line above.
fn opened_above(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let line = scene.line().start;
    let opens = scene.text[from..line.max(from)].rmatch_indices(['"', '\'']).map(|(i, _)| from + i);
    let ends = scene.text[..scene.byte].trim_end().len();
    opens.take(20).find(|open| quoted_end(scene.text, *open) == Some(ends))
}

fn starts_with_key(rest: &str) -> bool {
    rest.split_once(':').is_some_and(|(key, _)| is_word(key.trim()))
}

/// A quote without its partner, or with its partner on a line that stands too far to the left.
pub(super) fn open_ended(scene: &Scene<'_>) -> Explained {
    let from = scene.outer_bracket().unwrap_or(scene.read_until.min(scene.byte));
    match flow::unclosed(scene.text, from, scene.text.len()) {
        Some(Unclosed::Quote(open)) => unclosed_quote(scene, open),
        _ => too_far_left(scene),
    }
}

pub(super) fn unclosed_quote(scene: &Scene<'_>, open: usize) -> Explained {
    let quote = scene.character(open);
    let sign = &scene.text[quote.clone()];
    let line = Line::at(scene.text, open);
    let text = scene.said[open..line.end].trim_end();
    let in_brackets = scene.outer_bracket().is_some_and(|bracket| bracket < open);
    let ends = text.find([',', ']', '}']).filter(|_| in_brackets).unwrap_or(text.len());
    let text = text[..ends].trim_end();
    let range = open..open + text.len();
    let closed = format!("{text}{sign}");
    let shown = scene.corrected(&range, &closed);
    let message = say!(en: "the quote {sign} that opens here is never closed", es: "la comilla {sign} que se abre aquí no se cierra nunca");
    let finding = scene.finding(quote, message).help(say!(
        en: "Close it where the text ends:\n  {shown}",
        es: "Ciérrala donde termina el texto:\n  {shown}"
    ));
    let finding = finding.fix(false, vec![(scene.at(range.end..range.end), sign.to_owned())]);
    let value = line.value.start.min(open)..line.value.end.max(range.end);
    Explained { finding, patch: Patch::Value(value) }
}

/// The text goes on below, but not deeper than its key.
fn too_far_left(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let range = line.content..line.end;
    let above = line.previous_filled(scene.text).unwrap_or_else(|| line.clone());
    let indent = " ".repeat(above.owns_deeper_than() + 2);
    let (first, second) = (above.clone(), &scene.said[range.clone()]);
    let first = &scene.said[first.start..first.end];
    let message = say!(en: "a text that goes on below must be indented deeper than its key", es: "un texto que sigue abajo debe tener más sangría que su clave");
    let finding = scene
        .finding(range, message)
        .help(say!(en: "Indent the line:\n  {first}\n  {indent}{second}", es: "Añade sangría a la línea:\n  {first}\n  {indent}{second}"))
        .fix(true, vec![(scene.at(line.start..line.content), indent.clone())]);
    Explained { finding, patch: Patch::Join(scene.byte) }
}

/// `"C:\x"`: a backslash between double quotes.
pub(super) fn escape(scene: &Scene<'_>) -> Explained {
    let open = scene.byte;
    let end = quoted_end(scene.text, open).filter(|end| closes_in_place(scene.text, open, Some(*end)));
    let Some(end) = end else { return unclosed_quote(scene, open) };
    let text = &scene.text[open..end];
    let bad = bad_escape(text).map_or(0..text.len(), |i| i..text.len().min(i + 2));
    let bad = bad.start..(bad.end..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let sign = &text[bad.clone()];
    let by = format!("'{}'", text[1..text.len() - 1].replace('\'', "''"));
    let shown = scene.corrected(&(open..end), &by);
    let message = say!(en: "`{sign}` between double quotes is read as a special character that does not exist", es: "`{sign}` entre comillas dobles se lee como un carácter especial que no existe");
    let finding = scene
        .finding(open + bad.start..open + bad.end, message)
        .help(say!(
            en: "Between single quotes a backslash is just a backslash:\n  {shown}",
            es: "Entre comillas simples una barra invertida es solo eso:\n  {shown}"
        ))
        .fix(false, vec![(scene.at(open..end), by)]);
    Explained { finding, patch: Patch::Item(open..end) }
}

/// Where the first backslash stands that YAML has no meaning for.
fn bad_escape(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let (_, kind) = chars.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N'
            | '_' | 'L' | 'P' | '\n' | '\r' => continue,
            _ => return Some(at),
        };
        let code: String = chars.clone().take(digits).map(|(_, c)| c).collect();
        let value = u32::from_str_radix(&code, 16).ok().filter(|_| code.len() == digits);
        if value.and_then(char::from_u32).is_none() {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::explain::quoted;

    #[test]
    fn the_first_backslash_without_a_meaning_is_found() {
        assert_eq!(bad_escape(r#""a\n\d""#), Some(4));
        assert_eq!(bad_escape(r#""\x41\xZZ""#), Some(5));
        assert_eq!(bad_escape(r#""\ud83d""#), Some(1));
        assert_eq!(bad_escape(r#""\\ \" \u00e1""#), None);
    }

    #[test]
    fn quotes_are_chosen_by_what_stands_between_them() {
        assert_eq!(quoted("Nota: x"), "\"Nota: x\"");
        assert_eq!(quoted("\"Hola\" dijo"), "'\"Hola\" dijo'");
        assert_eq!(quoted("a\n   b"), "\"a b\"");
        assert_eq!(quoted("d'or \\"), "'d''or \\'");
    }
}
