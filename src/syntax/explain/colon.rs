//! A colon where YAML cannot have one: in a sentence, in a second value, after a key that was
//! never seen as one.

use super::{Explained, Patch, Scene, quoted};
use crate::diagnostic::{Say, say};
use crate::syntax::line::{Line, is_word};

pub(super) fn message() -> Say {
    say!(en: "this text has a colon and a space in it, so YAML reads a second key", es: "este texto lleva dos puntos y un espacio, y YAML lee otra clave")
}

pub(super) fn here() -> Option<Say> {
    Some(say!(en: "read as a key and its value", es: "se lee como una clave y su valor"))
}

pub(super) fn explain(scene: &Scene<'_>) -> Explained {
    if scene.outer_bracket().is_some_and(|open| open < scene.byte) {
        let subject = scene.subject();
        if subject.contains(&scene.byte) {
            return scene.quote_it(message(), here());
        }
    }
    let line = scene.line();
    if line.key.is_some() && scene.byte >= line.value.start {
        return in_value(scene, &line);
    }
    match line.previous_filled(scene.text) {
        Some(above) if is_glued(scene.text, &above) => super::layout::missing_space(scene, &above),
        Some(above) if above.key.is_none() && above.dash.is_none() && above.indent() == line.indent() => {
            super::layout::no_field(scene, &first_beside(scene.text, above))
        }
        Some(above) if is_glued_item(&scene.text[above.content..above.end]) => {
            let mut explained = below_a_value(scene, &line, &above);
            let shown = format!("- {}", &scene.said[above.content + 1..above.end]);
            let dash = scene.at(above.content..above.content + 1);
            explained.finding = super::layout::space_after_dash(dash, &shown);
            explained
        }
        Some(above) => below_a_value(scene, &line, &above),
        None => scene.quote_it(message(), here()),
    }
}

/// `text: Nota: x`
fn in_value(scene: &Scene<'_>, line: &Line) -> Explained {
    let mut explained = scene.quote_it(message(), here());
    let value = &scene.said[line.value.clone()];
    let (first, rest) = value.split_once(": ").unwrap_or((value, ""));
    let first_is_field = is_word(first) && !first.starts_with(char::is_uppercase);
    if !first_is_field {
        return explained;
    }
    if let Some(help) = explained.finding.help.take() {
        let key = scene.said[line.content..line.value.start].trim_end();
        let indent = " ".repeat(line.item_indent() - line.indent());
        explained.finding = explained.finding.help(say!(
            en: "{}\nIf `{first}` is a field of its own, it goes on the next line:\n  {key}\n  {indent}  {first}: {rest}", help.en;
            es: "{}\nSi `{first}` es un campo aparte, va en la línea siguiente:\n  {key}\n  {indent}  {first}: {rest}", help.es
        ));
        explained.finding.fix = None;
    }
    explained
}

/// `-id: a`: an item whose dash lacks its space.
fn is_glued_item(line: &str) -> bool {
    let item = line.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    item.and_then(|rest| rest.split_once(": ")).is_some_and(|(key, _)| is_word(key))
}

/// `a:b`, which YAML reads as a text.
fn is_glued(text: &str, line: &Line) -> bool {
    line.key.is_none() && super::layout::glued_key(&text[line.item..line.end]).is_some()
}

/// The first of the lines without a key that end in `line` and start in its column.
fn first_beside(text: &str, mut line: Line) -> Line {
    while let Some(above) = line.previous_filled(text) {
        if above.key.is_some() || above.dash.is_some() || above.indent() != line.indent() {
            break;
        }
        line = above;
    }
    line
}

/// A field under a line that has its value already.
fn below_a_value(scene: &Scene<'_>, line: &Line, above: &Line) -> Explained {
    if line.dash.is_some() {
        let finding = super::layout::swallowed(
            scene.at(line.content..line.end),
            scene.at(above.value.clone()),
            &scene.said[above.value.clone()],
        );
        return Explained { finding, patch: Patch::Value(above.value.clone()) };
    }
    let mut owner = above.clone();
    while owner.key.is_none() && owner.dash.is_none() {
        match owner.previous_filled(scene.text) {
            Some(previous) => owner = previous,
            None => break,
        }
    }
    let name = line.key.clone().map_or("", |key| &scene.text[key]);
    let field = is_word(name)
        && !name.starts_with(char::is_uppercase)
        && owner.start == above.start
        && owner.has_word_key(scene.text);
    if field {
        return nested_under_text(scene, line, &owner);
    }
    let first = owner.value.start;
    let text = quoted(&scene.said[first..line.end]);
    let range = first..line.end;
    let key = &scene.said[owner.content..first];
    let indent = " ".repeat(owner.owns_deeper_than() + 2 - owner.indent().min(owner.owns_deeper_than()));
    let words: Vec<&str> = text.trim_matches(['"', '\'']).split(' ').collect();
    let text = words.join(" ");
    let finding = scene
        .finding(scene.character(scene.byte), message())
        .help(say!(
            en: "Write the text as a block, where colons are free:\n  {key}>-\n  {indent}{text}",
            es: "Escribe el texto como bloque, donde los dos puntos son libres:\n  {key}>-\n  {indent}{text}"
        ))
        .related(
            scene.at(range.start..owner.value.end.max(range.start)),
            say!(en: "the text begins here", es: "el texto comienza aquí"),
        );
    Explained { finding, patch: Patch::Value(first..owner.value.end.max(first)) }
}

/// `a: 1` and then a deeper `b: 2`.
fn nested_under_text(scene: &Scene<'_>, line: &Line, owner: &Line) -> Explained {
    let (Some(key), Some(owner_key)) = (line.key.clone(), owner.key.clone()) else {
        return scene.quote_it(message(), here());
    };
    let (name, owner_name) = (&scene.said[key.clone()], &scene.said[owner_key]);
    let column = owner.item_indent() + 1;
    let shown_owner = format!("{}{}", " ".repeat(owner.item_indent()), &scene.said[owner.item..owner.end]);
    let shown = format!("{}{}", " ".repeat(owner.item_indent()), &scene.said[line.content..line.end]);
    let message = say!(
        en: "`{name}` is indented under `{owner_name}`, which has its value already",
        es: "`{name}` está con sangría debajo de `{owner_name}`, que ya tiene su valor"
    );
    let finding = scene
        .finding(key, message)
        .related(scene.at(owner.value.clone()), say!(en: "its value", es: "su valor"))
        .help(say!(
            en: "If it belongs beside `{owner_name}`, start it in column {column}:\n  {shown_owner}\n  {shown}",
            es: "Si va junto a `{owner_name}`, comiénzalo en la columna {column}:\n  {shown_owner}\n  {shown}"
        ))
        .fix(false, vec![(scene.at(line.start..line.content), " ".repeat(owner.item_indent()))]);
    Explained { finding, patch: Patch::Siblings(line.content) }
}
