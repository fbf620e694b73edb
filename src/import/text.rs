//! Words of a foreign file as texts of Senda.

use super::draft::Text;
use crate::emit::survey::Known;
use crate::model::text::base_language;
use serde_json::{Map, Value as Json, json};

/// A part of a text: words, or what stands in for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    Words(&'t str),
    /// The answer to the question of this id.
    Answer(String),
    Known(Known),
}

/// A text of Senda. Words that would be read as a gap get a blank between their braces.
pub fn joined(parts: &[Part<'_>]) -> String {
    let part = |part: &Part<'_>| match part {
        Part::Words(words) => harmless(words),
        Part::Answer(id) => format!("{{{{ answer.{id} }}}}"),
        Part::Known(known) => format!("{{{{ {} }}}}", known.path()),
    };
    parts.iter().map(part).collect()
}

fn harmless(words: &str) -> String {
    words.replace("{subject}", "(subject)").replace("{{", "{ {").replace("{%", "{ %")
}

/// A text as a map of languages, in their order.
pub fn json(text: &Text, languages: &[String]) -> Json {
    let known = languages.iter().filter_map(|tag| Some((tag.clone(), json!(text.get(tag)?))));
    Json::Object(known.collect::<Map<_, _>>())
}

/// The tag of a language or variant, as Senda writes it: `es-MX-usted` → `es-MX:usted`, `pt-br` →
/// `pt-BR`. None for what no program can name.
pub fn tag(code: &str) -> Option<String> {
    let mut parts = code.split(['-', '_']).filter(|part| *part != "x");
    let language = parts.next()?.to_ascii_lowercase();
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !is_word(&language) {
        return None;
    }
    let (mut tag, mut rest) = (language, parts.peekable());
    if let Some(place) = rest.next_if(|part| part.len() == 2 && is_word(part)) {
        tag.push_str(&format!("-{}", place.to_ascii_uppercase()));
    }
    if let Some(address) = rest.next_if(|part| part.len() > 2 && is_word(part)) {
        tag.push_str(&format!(":{}", address.to_ascii_lowercase()));
    }
    rest.next().is_none().then_some(tag)
}

/// The languages that every text must have: those that are no variant of another one here.
pub fn bases(languages: &[String]) -> impl Iterator<Item = &String> {
    languages.iter().filter(|tag| {
        let base = base_language(tag);
        *tag == base || !languages.iter().any(|other| other == base)
    })
}

/// Each language before its variants: first the one that is shown, then in the order of the program.
pub fn ordered(mut tags: Vec<String>, first: Option<&str>, program: &[&str]) -> Vec<String> {
    let place = |tag: &str| {
        let base = base_language(tag);
        let of_program = program.iter().position(|language| *language == base).unwrap_or(program.len());
        (first != Some(base), of_program, base.to_owned(), tag != base, tag.to_owned())
    };
    tags.sort_by_key(|tag| place(tag));
    tags.dedup();
    tags
}

/// HTML as plain text: marks taken off, breaks as line ends, entities as letters.
pub fn without_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let opens = tail[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if tail.starts_with('<') && opens {
            let end = tail.find('>').map_or(tail.len(), |end| end + 1);
            let name = tail[1..].trim_start_matches('/').to_ascii_lowercase();
            let breaks = ["br", "p>", "p ", "div", "li", "tr"].iter().any(|block| name.starts_with(block));
            if breaks && !out.ends_with('\n') && !out.is_empty() {
                out.push('\n');
            }
            rest = &tail[end..];
            continue;
        }
        let (letter, length) = entity(tail).unwrap_or((&tail[..1], 1));
        out.push_str(letter);
        rest = &tail[length..];
    }
    out.push_str(rest);
    out
}

/// An entity at the start of a text, and how long it is.
fn entity(text: &str) -> Option<(&'static str, usize)> {
    const ENTITIES: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&#123;", "{"),
        ("&#125;", "}"),
        ("&nbsp;", " "),
    ];
    ENTITIES.iter().find(|(name, _)| text.starts_with(name)).map(|(name, letter)| (*letter, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_platform_becomes_the_tag_of_a_language() {
        for (code, expected) in [
            ("es", Some("es")),
            ("ES", Some("es")),
            ("pt-br", Some("pt-BR")),
            ("es-MX-usted", Some("es-MX:usted")),
            ("es-x-usted", Some("es:usted")),
            ("tel", Some("tel")),
            ("zh-Hans-CN", None),
            ("default", None),
            ("", None),
        ] {
            assert_eq!(tag(code).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn html_becomes_what_people_read() {
        assert_eq!(without_html("<b>a</b> &lt; b &amp; c<br>d"), "a < b & c\nd");
        assert_eq!(without_html("5 < 6 & <"), "5 < 6 & <");
        assert_eq!(without_html("<p>uno</p><p>dos</p>"), "uno\ndos\n");
        assert_eq!(without_html("a <b"), "a ");
    }

    #[test]
    fn words_never_become_a_gap() {
        assert_eq!(
            joined(&[Part::Words("{{ customer.first_name }} {subject}")]),
            "{ { customer.first_name }} (subject)"
        );
    }
}
