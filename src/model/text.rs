//! Text that people read, in the languages of the program.

pub use super::readings::Reading;

use super::id::Id;
use super::reader::Reader;
use super::readings::Readings;
use super::rules;
use super::schemas::Schemas;
use super::value::{Key, Value};
use super::walk::{Leaf, Visitor};
use crate::diagnostic::say;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// A plain string in the program's first language, or a map by language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(Readings);

impl Text {
    pub fn readings(&self) -> impl Iterator<Item = Reading<'_>> + Clone {
        self.0.iter()
    }

    /// Whether it is a plain string, in the program's first language.
    pub fn is_plain(&self) -> bool {
        self.readings().next().is_some_and(|r| r.language.as_str().is_empty())
    }

    /// The reading for exactly this language or variant; `first` is the program's first language.
    pub fn exact(&self, language: &str, first: &str) -> Option<&str> {
        self.readings()
            .find(|r| match r.language.as_str() {
                "" => language == first,
                own => own == language,
            })
            .map(|r| r.words)
    }

    /// The reading for a language: exact variant, its base language, the program's first one,
    /// whatever there is.
    pub fn reading(&self, language: &str, first: &str) -> &str {
        let base = base_language(language);
        self.exact(language, first)
            .or_else(|| self.exact(base, first))
            .or_else(|| self.readings().find(|r| base_language(r.language.as_str()) == base).map(|r| r.words))
            .or_else(|| self.exact(first, first))
            .or_else(|| self.readings().next().map(|r| r.words))
            .unwrap_or("")
    }
}

/// `es` of `es-ES:usted`.
pub fn base_language(tag: &str) -> &str {
    if is_language(tag) {
        return tag; // most are
    }
    tag.split(['-', ':']).next().unwrap_or(tag)
}

const LANGUAGE: &str = "^[a-z]{2,3}$";
const VARIANT: &str = "^[a-z]{2,3}(-[A-Z]{2})?(:[a-z]+)?$";

fn is_language(key: &str) -> bool {
    (2..=3).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_variant(key: &str) -> bool {
    let (tag, form) = key.split_once(':').map_or((key, None), |(t, f)| (t, Some(f)));
    let (base, region) = tag.split_once('-').map_or((tag, None), |(b, r)| (b, Some(r)));
    is_language(base)
        && region.is_none_or(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()))
        && form.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_lowercase()))
}

fn read_words<'n>(node: Node<'n>, reader: &mut Reader<'_>) -> Option<&'n str> {
    match node.content() {
        Content::Text(words) if !words.trim().is_empty() => Some(words),
        Content::Text(_) | Content::Null => {
            reader.empty(node);
            None
        }
        Content::Bad => None,
        Content::List | Content::Map => {
            reader.wrong_type(node, "text", &[]);
            None
        }
        _ => {
            let raw = node.raw().unwrap_or("");
            let message = say!(en: "text belongs here, and `{raw}` without quotes is not text",
                               es: "aquí va texto, y `{raw}` sin comillas no es texto");
            let help = say!(en: "write `\"{raw}\"`", es: "escribe `\"{raw}\"`");
            reader.fault_with(node, (message, help), true, format!("\"{raw}\""));
            None
        }
    }
}

fn read_text(node: Node<'_>, reader: &mut Reader<'_>, variants: bool) -> Option<Text> {
    if node.content() != Content::Map {
        let words = read_words(node, reader)?;
        let reading = Reading { language: Id::new(""), span: node.span(), words };
        return Some(Text(Readings::of(&[reading])));
    }
    let mut readings = Vec::with_capacity(node.entries().len());
    for (key, value) in node.entries() {
        let language = key.raw().unwrap_or("");
        if !(is_language(language) || variants && is_variant(language)) {
            if matches!(value.content(), Content::Null) && language.contains(' ') {
                continue; // prose cut at a comma: said by the syntax stage
            }
            let help = if is_variant(language) {
                say!(en: "variants are for survey wording and scripts; here write `{}`", base_language(language);
                     es: "las variantes son para encuestas y guiones; aquí escribe `{}`", base_language(language))
            } else {
                say!(en: "write the text itself, or a map by language: `es: …`, `en: …`",
                     es: "escribe el texto, o un mapa por idioma: `es: …`, `en: …`")
            };
            reader.fault(
                key.span(),
                &rules::UNKNOWN_KEY,
                say!(en: "`{language}` is not a language", es: "`{language}` no es un idioma"),
                Some(help),
            );
            continue;
        }
        if let Some(words) = read_words(value, reader) {
            readings.push(Reading { language: Id::new(language), span: value.span(), words });
        }
    }
    if readings.is_empty() {
        if node.entries().len() == 0 {
            reader.empty(node);
        }
        return None;
    }
    Some(Text(Readings::of(&readings)))
}

fn text_schema(schemas: &mut Schemas, name: &str, pattern: &str) -> Json {
    schemas.define(name, |_| {
        json!({
            "type": ["string", "object"],
            "pattern": "\\S",
            "propertyNames": {"pattern": pattern},
            "additionalProperties": {"type": "string", "pattern": "\\S"},
            "minProperties": 1
        })
    })
}

impl Value for Text {
    const PROSE: bool = true;

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read_text(node, reader, false)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        text_schema(schemas, "text", LANGUAGE)
    }

    fn type_name() -> String {
        "text".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Text(self), span);
    }
}

/// Survey wording: text whose readings may be variants, because a different wording is a
/// different instrument.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording(pub Text);

impl std::ops::Deref for Wording {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Value for Wording {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = read_text(node, reader, true)?;
        placeholders_known(&text, reader);
        Some(Wording(text))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        text_schema(schemas, "wording", VARIANT)
    }

    fn type_name() -> String {
        "wording".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Text(self), span);
    }
}

/// A script: text with variants and with `{{ path }}` from a closed list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script(pub Text);

impl std::ops::Deref for Script {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Value for Script {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = read_text(node, reader, true)?;
        placeholders_known(&text, reader);
        Some(Script(text))
    }

    fn schema(schemas: &mut Schemas) -> Json {
        text_schema(schemas, "script", VARIANT)
    }

    fn type_name() -> String {
        "script".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Text(self), span);
    }
}

/// The paths a template text may name, and those that take a name of their own.
const PATHS: [&str; 6] = [
    "customer.first_name",
    "customer.formal_name",
    "agent.name",
    "organization.name",
    "playbook.link",
    "due",
];
const OPEN_PATHS: [&str; 2] = ["answer.", "promise."];

/// A piece of a template text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    Words(&'t str),
    /// What stands between `{{` and `}}`, trimmed.
    Path(&'t str),
}

/// Cuts a template text into words and paths. An unclosed `{{` is words.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((path, behind)) = after.split_once("}}") else { break };
        if !before.is_empty() {
            out.push(Piece::Words(before));
        }
        out.push(Piece::Path(path.trim()));
        rest = behind;
    }
    if !rest.is_empty() {
        out.push(Piece::Words(rest));
    }
    out
}

fn placeholders_known(text: &Text, reader: &mut Reader<'_>) {
    for reading in text.readings() {
        if reading.words.contains("{%") {
            reader.fault(
                reading.span,
                &rules::BAD_VALUE,
                say!(en: "`{{% … %}}` is program logic, and a text has none", es: "`{{% … %}}` es lógica de programación, y un texto no la lleva"),
                Some(say!(en: "write two texts, or use a gate or `show_when`", es: "escribe dos textos, o usa un `gate` o `show_when`")),
            );
        }
        for piece in pieces(reading.words) {
            let Piece::Path(path) = piece else { continue };
            if PATHS.contains(&path)
                || OPEN_PATHS.iter().any(|open| path.len() > open.len() && path.starts_with(open))
            {
                continue;
            }
            let known = PATHS
                .iter()
                .chain(&["answer.QUESTION", "promise.ID"])
                .map(|p| format!("`{p}`"))
                .collect::<Vec<_>>()
                .join(", ");
            let better = super::reader::nearest(path, PATHS.into_iter());
            let offer = better
                .map(|b| say!(en: "did you mean `{b}`? ", es: "¿quisiste decir `{b}`? "))
                .unwrap_or_default();
            reader.fault(
                reading.span,
                &rules::BAD_VALUE,
                say!(en: "`{{{{ {path} }}}}` is not something a text can be filled with",
                     es: "`{{{{ {path} }}}}` no es algo con que se pueda completar un texto"),
                Some(say!(en: "{}known: {known}", offer.en; es: "{}se conocen: {known}", offer.es)),
            );
        }
    }
}

/// A string that is never translated: names, tables, places elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plain(pub Box<str>);

impl std::ops::Deref for Plain {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Plain {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(_) | Content::Number(_) => node.raw().map(|raw| Plain(raw.into())),
            _ => read_words(node, reader).map(|words| Plain(words.into())),
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("plain", |_| json!({"type": ["string", "number"], "pattern": "\\S"}))
    }

    fn type_name() -> String {
        "plain".to_owned()
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        visitor.leaf(Leaf::Plain((**self).into()), span);
    }
}

impl Key for Plain {
    fn read_key(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.raw() {
            Some(raw) if !raw.trim().is_empty() => Some(Plain(raw.into())),
            _ => {
                reader.empty(node);
                None
            }
        }
    }

    fn spell_key(&self) -> String {
        self.0.to_string()
    }

    fn key_pattern() -> Option<&'static str> {
        None
    }

    fn key_type() -> &'static str {
        "name"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_told_from_languages() {
        assert!(is_language("es") && !is_language("es-MX") && !is_language("esp-"));
        assert!(is_variant("es-MX") && is_variant("es-ES:usted") && is_variant("es:tu") && is_variant("en"));
        assert!(!is_variant("es-mx") && !is_variant("es-ES:") && !is_variant("español"));
    }

    #[test]
    fn a_template_text_is_words_and_paths() {
        assert_eq!(
            pieces("Hola {{ customer.first_name }}, gracias"),
            [Piece::Words("Hola "), Piece::Path("customer.first_name"), Piece::Words(", gracias")]
        );
        assert_eq!(pieces("{{ x"), [Piece::Words("{{ x")]);
    }
}
