//! Brackets and braces: not closed, closed twice, closed by the wrong one, and broken in between.

use super::{Explained, Patch, Scene, colon, quotes, starts};
use crate::diagnostic::say;
use crate::syntax::build::MAX_DEPTH;
use crate::syntax::flow::{self, Unclosed};
use crate::syntax::line::Line;
use granit_parser::ErrorKind;
use std::ops::Range;

/// The line below stands too far to the left: a bracket or a quote was not closed, or the rest
/// of the list needs more indentation.
pub(super) fn open_ended(scene: &Scene<'_>) -> Explained {
    let from = scene.outer_bracket().unwrap_or(scene.read_until.min(scene.byte));
    let at_its_opening = matches!(scene.kind, ErrorKind::UnclosedFlowCollection { .. });
    let until = if at_its_opening { scene.text.len() } else { scene.byte };
    match flow::unclosed(scene.text, from, until) {
        Some(Unclosed::Quote(open)) => quotes::unclosed_quote(scene, open),
        Some(Unclosed::Bracket(open)) if flow::closing(scene.text, open).is_none() => {
            unclosed_bracket(scene, open)
        }
        Some(Unclosed::Bracket(open)) if is_left_of_key(scene, open) => too_far_left(scene),
        _ => starts::sign(scene),
    }
}

fn is_left_of_key(scene: &Scene<'_>, open: usize) -> bool {
    let (key, line) = (Line::at(scene.text, open), scene.line());
    key.start < line.start && line.indent() <= key.owns_deeper_than()
}

fn unclosed_bracket(scene: &Scene<'_>, open: usize) -> Explained {
    let bracket = scene.character(open);
    let sign = &scene.text[bracket.clone()];
    let close = if sign == "[" { "]" } else { "}" };
    let line = Line::at(scene.text, open);
    let outer = scene.outer_bracket().unwrap_or(open).min(open);
    let (name_en, name_es) = if sign == "[" { ("bracket", "el corchete") } else { ("brace", "la llave") };
    let message = say!(en: "the {name_en} `{sign}` that opens here is never closed", es: "{name_es} `{sign}` que se abre aquí no se cierra nunca");
    let mut finding = scene.finding(bracket, message);
    let outer_line = Line::at(scene.text, outer);
    let alone = line.block_end(scene.text) == line.end && outer_line.start == line.start;
    let end = line.value.end.max(open + 1);
    if alone && !scene.text[open..end].ends_with(',') {
        let gap = if sign == "{" { " " } else { "" };
        let shown = scene.corrected(&(end..end), &format!("{gap}{close}"));
        finding = finding
            .help(say!(en: "Close it with `{close}`:\n  {shown}", es: "Ciérrala con `{close}`:\n  {shown}"))
            .fix(false, vec![(scene.at(end..end), format!("{gap}{close}"))]);
        if sign == "[" {
            finding = finding.help(
                say!(en: "Close it with `{close}`:\n  {shown}", es: "Ciérralo con `{close}`:\n  {shown}"),
            );
        }
    } else {
        finding = finding.help(say!(
            en: "Write `{close}` where it ends. Over several lines it reads better as a block, without brackets.",
            es: "Escribe `{close}` donde termina. En varias líneas se lee mejor como bloque, sin corchetes ni llaves."
        ));
    }
    let first = outer_line.value.start.min(outer);
    Explained { finding, patch: Patch::Value(first..outer_line.value.end.max(outer + 1)) }
}

/// The bracket is closed, but its lines are not deeper than the key they belong to.
fn too_far_left(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let key = Line::at(scene.text, scene.outer_bracket().unwrap_or(scene.byte));
    let closes = scene.text[line.content..line.end].starts_with([']', '}']);
    let indent = " ".repeat(key.owns_deeper_than() + if closes { 1 } else { 2 });
    let shown = format!("{indent}{}", &scene.said[line.content..line.end]);
    let range = line.content..if closes { line.content + 1 } else { line.end };
    let message = if closes {
        say!(en: "the closing bracket must be indented deeper than its key", es: "el cierre debe tener más sangría que su clave")
    } else {
        say!(en: "what stands between brackets must be indented deeper than its key", es: "lo que va entre corchetes debe tener más sangría que su clave")
    };
    let finding = scene
        .finding(range, message)
        .help(say!(en: "Indent the line:\n  {shown}", es: "Añade sangría a la línea:\n  {shown}"))
        .fix(true, vec![(scene.at(line.start..line.content), indent)]);
    Explained { finding, patch: Patch::Join(scene.byte) }
}

/// `[b, c]]`
pub(super) fn one_too_many(scene: &Scene<'_>) -> Explained {
    let bracket = scene.character(scene.byte);
    let sign = &scene.text[bracket.clone()];
    let line = scene.line();
    let value = &scene.text[line.value.clone()];
    if value.starts_with([']', '}']) {
        return starts::sign(scene);
    }
    let shown = scene.corrected(&bracket, "");
    let message = say!(en: "this `{sign}` closes nothing", es: "este `{sign}` no cierra nada");
    let finding = scene
        .finding(bracket.clone(), message)
        .help(say!(en: "Delete it:\n  {shown}", es: "Bórralo:\n  {shown}"))
        .fix(false, vec![(scene.at(bracket), String::new())]);
    Explained { finding, patch: Patch::Value(line.value) }
}

/// `[b, c}`
pub(super) fn mismatched(scene: &Scene<'_>, open: char, close: char) -> Explained {
    let right = if open == '[' { ']' } else { '}' };
    let bracket = scene.character(scene.byte);
    let outer = scene.outer_bracket().unwrap_or(scene.byte).min(scene.byte);
    let line = Line::at(scene.text, outer);
    let message = say!(en: "what `{open}` opens is closed by `{close}`", es: "lo que abre `{open}` lo cierra `{close}`");
    let finding = scene.finding(bracket, message).help(say!(
        en: "Close it with `{right}`, or look for a bracket that is missing in between.",
        es: "Ciérralo con `{right}`, o busca un corchete que falte entre medio."
    ));
    let end = line.value.end.max(outer + 1);
    Explained { finding, patch: Patch::Value(outer..end) }
}

/// An item between brackets that goes on where a comma or the closing bracket must stand.
pub(super) fn item(scene: &Scene<'_>) -> Explained {
    let subject = scene.subject();
    let item = &scene.text[subject.clone()];
    let rest = &scene.text[scene.byte.min(subject.end)..subject.end];
    if Line::at(scene.text, subject.start).start < scene.line().start {
        return open_ended(scene);
    }
    if item.is_empty() {
        return nothing_between(scene);
    }
    if item.contains("{{") {
        return starts::template(scene);
    }
    if item.starts_with('*') {
        return starts::emphasis(scene);
    }
    if rest.starts_with(['"', '\'']) {
        return missing_comma(scene, &subject);
    }
    let sign = &scene.text[scene.character(scene.byte)];
    if sign == ":" {
        return scene.quote_it(colon::message(), colon::here());
    }
    let here = Some(
        say!(en: "a comma or the closing bracket is expected here", es: "aquí se espera una coma o el cierre"),
    );
    let message = match sign {
        "[" | "{" => {
            say!(en: "a text between brackets cannot have `{sign}` in it", es: "un texto entre corchetes o llaves no puede llevar `{sign}`")
        }
        _ => {
            say!(en: "this goes on where a comma or the closing bracket must stand", es: "esto sigue donde debe ir una coma o el cierre")
        }
    };
    scene.quote_it(message, here)
}

/// `[a, , b]`
pub(super) fn nothing_between(scene: &Scene<'_>) -> Explained {
    let sign = scene.character(scene.byte);
    let shown = scene.corrected(&sign, "");
    let message = say!(en: "nothing stands before this sign", es: "no hay nada antes de este signo");
    let finding = scene
        .finding(sign.clone(), message)
        .help(say!(en: "Delete it, or write what is missing:\n  {shown}", es: "Bórralo, o escribe lo que falta:\n  {shown}"))
        .fix(false, vec![(scene.at(sign.clone()), String::new())]);
    Explained { finding, patch: Patch::Blank(sign) }
}

/// `{ a: "x" b: 1 }`, `["a" "b"]`
pub(super) fn missing_comma(scene: &Scene<'_>, subject: &Range<usize>) -> Explained {
    let before = scene.text[..scene.byte].trim_end().len();
    let shown = scene.corrected(&(before..scene.byte), ", ");
    let message = say!(en: "a comma is missing between these two", es: "falta una coma entre estos dos");
    let finding = scene
        .finding(before..scene.character(scene.byte).end, message)
        .help(say!(en: "Separate them:\n  {shown}", es: "Sepáralos:\n  {shown}"))
        .fix(false, vec![(scene.at(before..scene.byte), ", ".to_owned())]);
    Explained { finding, patch: scene.subject_patch(subject) }
}

/// Brackets in brackets in brackets, or blocks in blocks.
pub(super) fn too_deep(scene: &Scene<'_>) -> Explained {
    let outer = scene.outer_bracket();
    let message = say!(en: "this is nested deeper than {MAX_DEPTH} levels", es: "esto tiene más de {MAX_DEPTH} niveles de anidamiento");
    let finding = scene.finding(scene.character(scene.byte), message).help(say!(
        en: "No part of a program needs so many levels. Look for brackets that were left open.",
        es: "Ninguna parte de un programa necesita tantos niveles. Busca corchetes que quedaron abiertos."
    ));
    let patch = match outer {
        Some(open) => {
            let line = Line::at(scene.text, open);
            Patch::Value(open..line.value.end.max(open + 1))
        }
        None => Patch::Block(scene.byte),
    };
    Explained { finding, patch }
}
