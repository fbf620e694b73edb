//! Indentation, and lines that are neither a field nor an item.

use super::{Explained, Patch, Scene, shorten, starts};
use crate::diagnostic::{Diagnostic, say};
use crate::source::At;
use crate::syntax::line::{Line, is_word};
use crate::syntax::rules;
use std::collections::HashMap;

/// Tabs where only spaces may indent.
pub(super) fn tabs(scene: &Scene<'_>) -> Explained {
    let lines = tabbed_lines(scene);
    let Some(first) = lines.iter().find(|l| l.end >= scene.byte).or(lines.first()) else {
        return stray_tab(scene);
    };
    let columns = columns_for_tabs(scene.text);
    let indent_of = |line: &Line| " ".repeat(columns.get(&line.start).copied().unwrap_or_default());
    let fixes = lines.iter().map(|line| (scene.at(line.start..line.content), indent_of(line)));
    let count = lines.len();
    let message = match count {
        1 => {
            say!(en: "this line is indented with a tab; YAML counts spaces only", es: "esta línea tiene sangría con tabulador; YAML solo cuenta espacios")
        }
        2 => {
            say!(en: "this line and another one are indented with tabs; YAML counts spaces only", es: "esta línea y otra tienen sangría con tabulador; YAML solo cuenta espacios")
        }
        _ => {
            say!(en: "this line and {} more are indented with tabs; YAML counts spaces only", count - 1; es: "esta línea y {} más tienen sangría con tabulador; YAML solo cuenta espacios", count - 1)
        }
    };
    let shown = shorten(format!("{}{}", indent_of(first), &scene.said[first.content..first.end]));
    let finding = scene
        .finding(first.start..first.content, message)
        .help(say!(en: "Use two spaces for each step:\n  {shown}", es: "Usa dos espacios por nivel:\n  {shown}"))
        .fix(false, fixes.collect());
    Explained { finding, patch: Patch::Tabs }
}

/// For each line that a tab indents, the column in which it most likely belongs: one in which a
/// field, or an item, can stand there.
fn columns_for_tabs(text: &str) -> HashMap<usize, usize> {
    let mut found = HashMap::new();
    // The columns of the blocks around a line, and whether items stand in them.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut awaits: Option<usize> = None;
    let mut next = Some(Line::at(text, 0));
    while let Some(line) = next {
        next = line.next(text);
        if line.is_blank(text) {
            continue;
        }
        let item = line.dash.is_some();
        let before = &text[line.start..line.content];
        let column = if before.contains('\t') {
            let plain = before.replace('\t', "  ").len();
            let inside = awaits.into_iter().flat_map(|key| [key + 2].into_iter().chain(item.then_some(key)));
            let alike = open.iter().filter(|(_, items)| *items == item).map(|(column, _)| *column);
            let fits: Vec<usize> = alike.chain(inside).collect();
            let nearest = fits.iter().copied().min_by_key(|c| (c.abs_diff(plain), usize::MAX - c));
            found.insert(line.start, nearest.unwrap_or(plain));
            nearest.unwrap_or(plain)
        } else {
            line.indent()
        };
        let inner = column + (line.item - line.content);
        open.retain(|(held, items)| *held < column || (*held == column && *items != item && item));
        open.push((column, item));
        if item && line.key.is_some() {
            open.push((inner, false));
        }
        awaits = (line.key.is_some() && line.value.is_empty()).then_some(inner);
    }
    found
}

fn tabbed_lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut next = Some(Line::at(scene.text, 0));
    while let Some(line) = next {
        if !line.is_blank(scene.text) && scene.text[line.start..line.content].contains('\t') {
            lines.push(line.clone());
        }
        next = line.next(scene.text);
    }
    lines
}

/// A tab between a dash and its item, or where a block of text begins.
fn stray_tab(scene: &Scene<'_>) -> Explained {
    let line = scene.line();
    let tab = scene.text[line.start..line.end].find('\t').map_or(scene.byte, |i| line.start + i);
    let range = scene.character(tab);
    let shown = shorten(scene.said[line.content..line.end].replace('\t', " "));
    let message = say!(en: "there is a tab here where YAML needs a space", es: "aquí hay un tabulador donde YAML necesita un espacio");
    let finding = scene
        .finding(range.clone(), message)
        .help(say!(en: "Use a space:\n  {shown}", es: "Usa un espacio:\n  {shown}"))
        .fix(false, vec![(scene.at(range), " ".to_owned())]);
    Explained { finding, patch: Patch::Block(scene.byte) }
}

/// A line that does not fit where it stands.
pub(super) fn line(scene: &Scene<'_>) -> Explained {
    let mut line = scene.line();
    while line.is_blank(scene.text) {
        match line.previous(scene.text) {
            Some(previous) => line = previous,
            None => break,
        }
    }
    let text = &scene.text[line.item..line.end];
    let read_here = scene.read_until > line.item && scene.byte > line.item && scene.read_until <= scene.byte;
    let value_before = read_here && scene.byte > line.value.start;
    if value_before || scene.outer_bracket().is_some() {
        return after_a_value(scene, &line);
    }
    if text.starts_with('-') && !text.starts_with("--") && line.dash.is_none() && item_above(scene, &line) {
        return missing_dash_space(scene, &line);
    }
    if line.key.is_none() && line.dash.is_none() && glued_key(text).is_some() {
        return missing_space(scene, &line);
    }
    let columns = columns_above(scene, &line);
    if !columns.is_empty() && !columns.contains(&line.indent()) {
        return between_columns(scene, &line, &columns);
    }
    match (&line.key, line.dash) {
        (None, None) => no_field(scene, &line),
        (_, Some(_)) => mixed(scene, &line, true),
        (Some(_), None) => mixed(scene, &line, false),
    }
}

/// `{{ x }} hola`, `*word* more`, `[a], b`
fn after_a_value(scene: &Scene<'_>, line: &Line) -> Explained {
    let value = &scene.text[line.value.clone()];
    if value.contains("{{") {
        return starts::template(scene);
    }
    if value.starts_with('*') {
        return starts::emphasis(scene);
    }
    let message = match value.chars().next() {
        Some('[' | '{') => {
            say!(en: "there is text after the closing bracket", es: "hay texto después del cierre")
        }
        Some('"' | '\'') => {
            say!(en: "there is text after the closing quote", es: "hay texto después de la comilla que cierra")
        }
        _ => say!(en: "YAML cannot read what follows here", es: "YAML no puede leer lo que sigue aquí"),
    };
    let mut explained = scene.quote_it(message, None);
    let end = line.value.end.max(scene.byte);
    explained.finding.at = scene.at(scene.byte..end);
    explained
}

fn item_above(scene: &Scene<'_>, line: &Line) -> bool {
    line.previous_filled(scene.text)
        .is_some_and(|above| above.dash.is_some() || above.indent() < line.indent())
}

fn missing_dash_space(scene: &Scene<'_>, line: &Line) -> Explained {
    let dash = line.item..line.item + 1;
    let shown = scene.corrected(&dash, "- ");
    Explained { finding: space_after_dash(scene.at(dash), &shown), patch: Patch::Block(line.content) }
}

/// `at` is the dash, `shown` the line as it should be.
pub(in crate::syntax) fn space_after_dash(at: At, shown: &str) -> Diagnostic {
    let message = say!(en: "a space is missing after `-`", es: "falta un espacio después de `-`");
    Diagnostic::new(&rules::YAML_SYNTAX, at, message)
        .help(say!(en: "An item is written:\n  {shown}", es: "Un elemento se escribe:\n  {shown}"))
        .fix(true, vec![(at, "- ".to_owned())])
}

/// `key:value`: the length of the key, where a space is all that is missing.
pub(in crate::syntax) fn glued_key(item: &str) -> Option<usize> {
    let colon = item.find(':')?;
    let (key, rest) = (&item[..colon], &item[colon + 1..]);
    let fits = is_word(key) && !rest.is_empty() && !rest.starts_with([' ', '/', '\t', ':']);
    fits.then_some(colon)
}

pub(super) fn missing_space(scene: &Scene<'_>, line: &Line) -> Explained {
    let text = &scene.text[line.item..line.end];
    let colon = line.item + glued_key(text).unwrap_or(0);
    let shown = scene.corrected(&(colon..colon + 1), ": ");
    let finding = space_after_colon(scene.at(colon..colon + 1), &shown);
    Explained { finding, patch: Patch::Block(line.content) }
}

/// `at` is the colon, `shown` the line as it should be.
pub(in crate::syntax) fn space_after_colon(at: At, shown: &str) -> Diagnostic {
    let message =
        say!(en: "a space is missing after the colon", es: "falta un espacio después de los dos puntos");
    Diagnostic::new(&rules::YAML_SYNTAX, at, message)
        .help(say!(en: "A field is written:\n  {shown}", es: "Un campo se escribe:\n  {shown}"))
        .fix(true, vec![(at, ": ".to_owned())])
}

/// The columns in which the blocks around a line start, the innermost first.
fn columns_above(scene: &Scene<'_>, line: &Line) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    let mut above = line.previous_filled(scene.text);
    let is_text = |one: &&Line| one.key.is_none() && one.dash.is_none() && !is_marker(scene.text, one);
    if let Some(text) = above.as_ref().filter(is_text) {
        columns.push(text.indent());
    }
    while let Some(one) = above {
        let outermost = columns.last().copied().unwrap_or(usize::MAX);
        let fits = one.key.is_some() || one.dash.is_some();
        if fits && one.indent() < outermost {
            if one.dash.is_some() && one.key.is_some() && one.item_indent() < outermost {
                columns.push(one.item_indent());
            }
            columns.push(one.indent());
        }
        if one.indent() == 0 {
            break;
        }
        above = one.previous_filled(scene.text);
    }
    columns
}

/// Of the columns around a line, those in which items stand when it is one, and fields when it is not.
fn alike_above(scene: &Scene<'_>, line: &Line, columns: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut above = line.previous_filled(scene.text);
    while let Some(one) = above {
        let column = match (line.dash.is_some(), one.dash.is_some()) {
            (true, true) => Some(one.indent()),
            (false, true) => one.key.is_some().then(|| one.item_indent()),
            (false, false) => one.key.is_some().then(|| one.indent()),
            (true, false) => None,
        };
        found.extend(column.filter(|column| columns.contains(column) && !found.contains(column)));
        if one.indent() == 0 {
            break;
        }
        above = one.previous_filled(scene.text);
    }
    found
}

/// `---`, with or without something after it.
fn is_marker(text: &str, line: &Line) -> bool {
    line.indent() == 0 && text[line.start..line.end].starts_with("---")
}

/// A name and a value with nothing but a space between them.
fn few_words(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    let words = text.split_whitespace().count();
    (2..=4).contains(&words) && is_word(first) && !first.starts_with(char::is_uppercase)
}

/// The line starts in no column in which a block around it starts.
fn between_columns(scene: &Scene<'_>, line: &Line, columns: &[usize]) -> Explained {
    let found = line.indent();
    let alike = alike_above(scene, line, columns);
    let candidates = if alike.is_empty() { columns } else { &alike };
    let nearest = candidates.iter().copied().min_by_key(|c| (c.abs_diff(found), usize::MAX - c)).unwrap_or(0);
    let mut around: Vec<usize> = columns.to_vec();
    around.sort_unstable();
    let shallower = around.iter().rev().find(|c| **c < found);
    let deeper = around.iter().find(|c| **c > found);
    let expected: Vec<String> = shallower.into_iter().chain(deeper).map(|c| (c + 1).to_string()).collect();
    let (or_en, or_es) = (expected.join(" or "), expected.join(" o "));
    let column = found + 1;
    let message = say!(
        en: "this line starts in column {column}, and the lines it can belong to start in column {or_en}",
        es: "esta línea comienza en la columna {column}, y las líneas con las que puede ir comienzan en la columna {or_es}"
    );
    let shown = shorten(format!("{}{}", " ".repeat(nearest), &scene.said[line.content..line.end]));
    let finding = scene
        .finding(line.content..line.end, message)
        .help(say!(en: "Most likely it is:\n  {shown}", es: "Lo más probable es:\n  {shown}"))
        .fix(false, vec![(scene.at(line.start..line.content), " ".repeat(nearest))]);
    // Left of everything above, the lines below stand there as well: one mistake, one finding.
    let patch = if shallower.is_none() { Patch::Rest(line.content) } else { Patch::Siblings(line.content) };
    Explained { finding, patch }
}

/// A line (`at`) that YAML reads as the continuation of the text above it.
pub(in crate::syntax) fn swallowed(at: At, above: At, text: &str) -> Diagnostic {
    let text = shorten(text.to_owned());
    let message = say!(en: "this line is read as part of the text above it, `{text}`", es: "esta línea se lee como parte del texto de arriba, `{text}`");
    Diagnostic::new(&rules::YAML_SYNTAX, at, message)
        .related(above, say!(en: "the text begins here", es: "el texto comienza aquí"))
        .help(say!(
            en: "Start it in the column of the lines it belongs to. If the key above has a list or fields, it has no value on its own line.",
            es: "Comiénzala en la columna de las líneas con las que va. Si la clave de arriba tiene una lista o campos, no lleva valor en su propia línea."
        ))
}

/// A field among items, or an item among fields.
fn mixed(scene: &Scene<'_>, line: &Line, item: bool) -> Explained {
    let message = if item {
        say!(en: "a list item stands where a field (`key: value`) is expected", es: "hay un elemento de lista donde se espera un campo (`clave: valor`)")
    } else {
        say!(en: "a field stands where a list item (`- …`) is expected", es: "hay un campo donde se espera un elemento de lista (`- …`)")
    };
    let above = line.previous_filled(scene.text);
    let of_item = above.filter(|above| {
        !item && above.dash.is_some() && above.key.is_some() && above.indent() == line.indent()
    });
    if let Some(above) = of_item {
        // The field of an item, written below its dash.
        let indent = " ".repeat(above.item - above.start);
        let shown = shorten(format!(
            "{}\n  {indent}{}",
            &scene.said[above.start..above.end],
            &scene.said[line.content..line.end]
        ));
        let finding = scene
            .finding(line.content..line.value.end.max(line.content), message)
            .help(say!(en: "If it belongs to the item above, indent it as its first field is:\n  {shown}", es: "Si es parte del elemento de arriba, dale la sangría de su primer campo:\n  {shown}"))
            .fix(false, vec![(scene.at(line.start..line.content), indent)]);
        return Explained { finding, patch: Patch::Siblings(line.content) };
    }
    let finding = scene.finding(line.content..line.value.end.max(line.content), message).help(say!(
        en: "The lines of one block are all fields, or all items. Compare the indentation with the lines above.",
        es: "Las líneas de un bloque son todas campos, o todas elementos. Compara la sangría con las líneas de arriba."
    ));
    Explained { finding, patch: Patch::Siblings(line.content) }
}

/// A line of text that nothing announces.
pub(super) fn no_field(scene: &Scene<'_>, line: &Line) -> Explained {
    let text = shorten(scene.said[line.content..line.end].to_owned());
    let message = say!(en: "this line is neither a field (`key: value`) nor a list item (`- value`)", es: "esta línea no es un campo (`clave: valor`) ni un elemento de lista (`- valor`)");
    let prose = |a: &Line| a.key.is_some() && scene.text[a.value.clone()].contains(' ');
    let above = line.previous_filled(scene.text).filter(prose);
    let finding = scene.finding(line.content..line.end, message);
    let finding = match above {
        Some(above) if !scene.text[above.value.clone()].starts_with(['[', '{', '|', '>']) => {
            let key = &scene.said[above.content..above.value.start];
            let value = shorten(scene.said[above.value.clone()].trim_matches(['"', '\'']).to_owned());
            let indent = " ".repeat(above.owns_deeper_than() + 2 - above.indent());
            finding.help(say!(
                en: "If it continues the text above, indent both:\n  {key}>-\n  {indent}{value}\n  {indent}{text}",
                es: "Si continúa el texto de arriba, dales sangría a los dos:\n  {key}>-\n  {indent}{value}\n  {indent}{text}"
            ))
        }
        _ if few_words(&text) => {
            let field = text.replacen(' ', ": ", 1);
            finding.help(say!(
                en: "A field has a colon and a space after its name:\n  {field}",
                es: "Un campo lleva dos puntos y un espacio después de su nombre:\n  {field}"
            ))
        }
        _ => finding.help(say!(
            en: "A field has a colon and a space after its name. A note to yourself begins with `#`:\n  # {text}",
            es: "Un campo lleva dos puntos y un espacio después de su nombre. Una nota para ti comienza con `#`:\n  # {text}"
        )),
    };
    Explained { finding, patch: Patch::Block(line.content) }
}
