//! The stylesheet of a theme: the tokens that differ, in the places where ours stand.

use super::files;
use super::taken;
use crate::analyze::theme::{DARK, LIGHT, Scheme, schemes};
use crate::model::color::Color;
use crate::model::field::{Field, OneOrMany};
use crate::model::program::{FontFile, Theme, ThemeFonts};
use crate::model::text::Plain;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands behind the names of a program, as in `1-tokens.css`.
const SANS: &str =
    "\"Segoe UI\", -apple-system, BlinkMacSystemFont, Roboto, Inter, \"Noto Sans\", system-ui, sans-serif";
const SERIF: &str =
    "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, P052, \"Noto Serif\", Georgia, serif";
const MONO: &str = "ui-monospace, \"SF Mono\", \"Cascadia Mono\", Consolas, \"Noto Sans Mono\", \"DejaVu Sans Mono\", monospace";

pub fn sheet(theme: &Theme, files: &BTreeMap<String, Vec<u8>>) -> String {
    let (light, dark) = schemes(theme);
    let mut css = String::from("/* The theme of this program, from `theme` in senda.yaml. */\n");
    if let Some(fonts) = theme.fonts.get() {
        for font in fonts.files.items() {
            css.extend(face(font, files));
        }
        let families = families(fonts);
        if !families.is_empty() {
            let _ = writeln!(css, ":root {{ {families}}}");
        }
    }
    let (day, night) = (tokens(&light, &LIGHT), tokens(&dark, &DARK));
    if !day.is_empty() {
        let _ = writeln!(css, "@media screen {{ :root {{ {day}}} }}");
    }
    if !night.is_empty() {
        let _ = writeln!(
            css,
            "@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {night}}} }}"
        );
        let _ = writeln!(css, "@media screen {{ :root[data-theme=\"dark\"] {{ {night}}} }}");
    }
    // Paper is white and its ink black, whatever the screen has.
    if light.path != LIGHT.path {
        let soft = light.path.mixed(Color::WHITE, 0.88);
        let _ = writeln!(css, "@media print {{ :root {{ --path: {}; --path-soft: {soft}; }} }}", light.path);
    }
    css
}

/// The tokens that are not as we bring them. A dark page says nothing that the light one changed unless
/// it is said again.
fn tokens(scheme: &Scheme, ours: &Scheme) -> String {
    if scheme == ours {
        return String::new();
    }
    let mut css = String::new();
    for (name, color) in [
        ("paper", scheme.paper),
        ("ground", scheme.ground),
        ("ink", scheme.ink),
        ("ink-2", scheme.ink_2),
        ("ink-3", scheme.ink_3),
        ("rule", scheme.rule),
        ("rule-2", scheme.rule_2),
        ("path", scheme.path),
        ("path-soft", scheme.path_soft),
        ("on-path", scheme.on_path),
    ] {
        let _ = write!(css, "--{name}: {color}; ");
    }
    css
}

fn families(fonts: &ThemeFonts) -> String {
    let mut css = String::new();
    let mut add = |token: &str, names: &Field<OneOrMany<Plain>>, rest: &str| {
        let names: Vec<String> = names.items().map(|name| quoted(name)).collect();
        if !names.is_empty() {
            let _ = write!(css, "--{token}: {}, {rest}; ", names.join(", "));
        }
    };
    add("sans", &fonts.text, SANS);
    add("serif", &fonts.voice, SERIF);
    add("mono", &fonts.code, MONO);
    css
}

fn face(font: &FontFile, files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let path = font.file.get()?;
    let format = files::font(files.get(&**path)?)?;
    let address = taken(files, "font", path)?;
    let address = address.trim_start_matches("assets/");
    let weight = font.weight.value().map_or(400, |it| it.get());
    let weight = match font.up_to.value().map(|it| it.get()).filter(|most| *most > weight) {
        Some(most) => format!("{weight} {most}"),
        None => weight.to_string(),
    };
    let style = if font.italic.value() == Some(true) { "italic" } else { "normal" };
    let family = quoted(font.family.get()?);
    Some(format!(
        "@font-face {{ font-family: {family}; src: url(\"{address}\") format(\"{format}\"); font-weight: {weight}; font-style: {style}; font-display: swap; }}\n"
    ))
}

/// A name as a string of CSS: what is no letter, digit or plain space goes as its code.
fn quoted(name: &str) -> String {
    let mut css = String::from("\"");
    for sign in name.chars() {
        if sign.is_alphanumeric() || sign == ' ' || sign == '-' {
            css.push(sign);
        } else {
            let _ = write!(css, "\\{:x} ", sign as u32);
        }
    }
    css.push('"');
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_inside_its_quotes() {
        assert_eq!(quoted("Source Sans 3"), "\"Source Sans 3\"");
        assert_eq!(quoted("Ñandú"), "\"Ñandú\"");
        assert_eq!(quoted("a\"; } * { x: \\"), "\"a\\22 \\3b  \\7d  \\2a  \\7b  x\\3a  \\5c \"");
    }
}
