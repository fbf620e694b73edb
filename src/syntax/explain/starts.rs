//! Values that begin with a sign which means something to YAML, and lines that are no content.

use super::{Explained, Patch, Scene, brackets, quoted};
use crate::diagnostic::say;
use granit_parser::ErrorKind;

/// A value that starts with `@ % & * ! ? , ] }` or a backtick, and whatever has no words of its own.
pub(super) fn sign(scene: &Scene<'_>) -> Explained {
    let subject = scene.subject();
    let text = &scene.text[subject.clone()];
    if text.is_empty() && scene.outer_bracket().is_some() && scene.text[scene.byte..].starts_with(',') {
        return brackets::nothing_between(scene);
    }
    let broken = scene.text[scene.byte..].chars().next();
    if let Some(hidden) = broken.filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return control_character(scene, hidden);
    }
    if let Some(hidden) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return control_character(scene, hidden);
    }
    if text.starts_with("{{") {
        return template(scene);
    }
    let Some(first) = text.chars().next().filter(|c| "@%`&*!?,]}|>-:".contains(*c)) else {
        return scene.quote_it(
            say!(en: "YAML cannot read this line", es: "YAML no puede leer esta línea"),
            Some(say!(en: "the reading stops here", es: "la lectura se detiene aquí")),
        );
    };
    if first == '*' {
        return emphasis(scene);
    }
    if first == '`' {
        return scene.quote_it(
            say!(en: "a text cannot start with a backtick, which means something else in YAML", es: "un texto no puede comenzar con una comilla invertida, que en YAML significa otra cosa"),
            None,
        );
    }
    scene.quote_it(
        say!(en: "a text cannot start with `{first}`, which means something else in YAML", es: "un texto no puede comenzar con `{first}`, que en YAML significa otra cosa"),
        None,
    )
}

/// `*word* more`: emphasis that YAML takes for a reference.
pub(super) fn emphasis(scene: &Scene<'_>) -> Explained {
    scene.quote_it(
        say!(en: "a text cannot start with `*`: YAML reads a reference and not emphasis", es: "un texto no puede comenzar con `*`: YAML lee una referencia y no un énfasis"),
        None,
    )
}

/// `{{ name }}` outside of quotes.
pub(super) fn template(scene: &Scene<'_>) -> Explained {
    scene.quote_it(
        say!(en: "`{{{{` opens a map for YAML: a text with `{{{{ }}}}` goes between quotes", es: "para YAML `{{{{` abre un mapa: un texto con `{{{{ }}}}` va entre comillas"),
        None,
    )
}

/// `| text` and `> text` on one line.
pub(super) fn block_header(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let value = &scene.said[line.value.clone()];
    let header = value.len() - value.trim_start_matches(['|', '>', '-', '+']).len();
    let (header, rest) = value.split_at(header);
    let sign: String = header.chars().take(1).collect();
    let message = say!(en: "after `{sign}` the text begins on the next line", es: "después de `{sign}` el texto comienza en la línea siguiente");
    let mut explained = scene.quote_it(message, None);
    if rest.starts_with(' ') && scene.outer_bracket().is_none() {
        let key = &scene.said[line.content..line.value.start];
        let indent = " ".repeat(line.owns_deeper_than() + 2 - line.indent().min(line.owns_deeper_than()));
        let rest = super::shorten(rest.trim().to_owned());
        explained.finding.fix = None;
        explained.finding.help = Some(say!(
            en: "Begin the text on a line of its own:\n  {key}{header}\n  {indent}{rest}",
            es: "Comienza el texto en su propia línea:\n  {key}{header}\n  {indent}{rest}"
        ));
    }
    explained
}

/// A list that begins beside its key, or a lone `-`.
pub(super) fn dash(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    if *scene.kind == ErrorKind::BlockEntryInFlowCollection && line.content == scene.byte {
        return brackets::open_ended(scene);
    }
    let subject = scene.subject();
    let text = &scene.said[subject.clone()];
    let item = text.trim_start_matches('-').trim();
    if scene.outer_bracket().is_some() || item.is_empty() || line.key.is_none() {
        return scene.quote_it(
            say!(en: "`-` begins a list item, and there is no room for one here", es: "`-` comienza un elemento de lista, y aquí no cabe ninguno"),
            None,
        );
    }
    let key = scene.said[line.content..line.value.start].trim_end();
    let text_form = scene.corrected(&subject, &quoted(text));
    let message = say!(en: "a list begins on the line after its key", es: "una lista comienza en la línea siguiente a su clave");
    let finding = scene.finding(subject.clone(), message).help(say!(
        en: "A list:\n  {key}\n    - {item}\nA text:\n  {text_form}",
        es: "Una lista:\n  {key}\n    - {item}\nUn texto:\n  {text_form}"
    ));
    Explained { finding, patch: scene.subject_patch(&subject) }
}

/// `"x"#y`, or a comment in the middle of a text of several lines.
pub(super) fn comment(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let subject = scene.subject();
    if *scene.kind == ErrorKind::CommentInterceptedScalar {
        let message = say!(en: "a comment stands in the middle of a text", es: "hay un comentario en medio de un texto");
        let finding = scene.finding(scene.byte..line.end.max(scene.byte), message).help(say!(
            en: "Move the comment above the text, or write the text between quotes if `#` is part of it.",
            es: "Mueve el comentario arriba del texto, o escribe el texto entre comillas si `#` es parte de él."
        ));
        return Explained { finding, patch: scene.subject_patch(&line.value) };
    }
    let spaced = scene.corrected(&(scene.byte..scene.byte), " ");
    let by = quoted(&scene.said[subject.clone()]);
    let text_form = scene.corrected(&subject, &by);
    let message = say!(en: "a comment needs a space before its `#`", es: "un comentario necesita un espacio antes de su `#`");
    let finding = scene.finding(scene.byte..line.end, message).help(say!(
        en: "A comment:\n  {spaced}\nA text:\n  {text_form}",
        es: "Un comentario:\n  {spaced}\nUn texto:\n  {text_form}"
    ));
    Explained { finding, patch: scene.subject_patch(&subject) }
}

/// `%YAML 1.2`, and any line that starts with `%`.
pub(super) fn directive(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let range = line.content..line.end;
    let message = say!(en: "a line that starts with `%` is an instruction to YAML, and a program needs none", es: "una línea que comienza con `%` es una instrucción para YAML, y un programa no necesita ninguna");
    let finding = scene
        .finding(range.clone(), message)
        .help(say!(en: "Delete the line.", es: "Borra la línea."))
        .fix(true, vec![(scene.at(range), String::new())]);
    Explained { finding, patch: Patch::Line(scene.byte) }
}

/// A byte order mark in the middle of a file.
pub(super) fn hidden_character(scene: &Scene<'_>) -> Explained {
    control_character(scene, '\u{feff}')
}

fn control_character(scene: &Scene<'_>, hidden: char) -> Explained {
    let line = scene.line();
    let code = u32::from(hidden);
    let from = line.start;
    let found = scene.text[from..].find(hidden).map_or(scene.byte, |i| from + i);
    let range = scene.character(found);
    let message = say!(en: "there is an invisible character here (U+{code:04X})", es: "aquí hay un carácter invisible (U+{code:04X})");
    let finding = scene
        .finding(range.clone(), message)
        .help(say!(
            en: "It most likely came along when text was copied. Delete it.",
            es: "Lo más probable es que llegara al copiar un texto. Bórralo."
        ))
        .fix(true, vec![(scene.at(range), String::new())]);
    Explained { finding, patch: scene.subject_patch(&scene.subject()) }
}
