//! Whether an SVG is a drawing and nothing else.

use crate::diagnostic::{Say, say};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements that run something or hold other documents.
const ACTIVE: [&str; 9] =
    ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"];

/// What is in a drawing that a page must not have; none when it is only lines, shapes and text.
pub fn fault(bytes: &[u8]) -> Option<(Say, usize)> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some((say!(en: "it is not written in UTF-8", es: "no está escrito en UTF-8"), 0));
    };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = true;
    let (mut depth, mut is_svg, mut in_style) = (0usize, false, false);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let found = match reader.read_event() {
            Err(_) => Some(no_drawing()),
            Ok(Event::Eof) if is_svg && depth == 0 => return None,
            Ok(Event::Eof) => Some(no_drawing()),
            Ok(Event::Start(element)) => {
                depth += 1;
                in_style |= element.local_name().as_ref() == "style";
                opened(&element, &mut is_svg)
            }
            Ok(Event::Empty(element)) => opened(&element, &mut is_svg),
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                in_style &= element.local_name().as_ref() != "style";
                None
            }
            Ok(Event::Text(words)) if in_style => fetches(&words).then(fetched),
            Ok(Event::CData(words)) if in_style => fetches(&words).then(fetched),
            // A sign of a style that is spelled by its number.
            Ok(Event::GeneralRef(_)) if in_style => Some(fetched()),
            // Entities of its own could hide anything.
            Ok(Event::DocType(words)) if words.contains('[') => Some(
                say!(en: "it declares entities of its own (`<!DOCTYPE … [`)", es: "declara entidades propias (`<!DOCTYPE … [`)"),
            ),
            Ok(Event::PI(words)) if words.starts_with("xml-stylesheet") => Some(fetched()),
            Ok(_) => None,
        };
        if let Some(found) = found {
            return Some((found, at));
        }
    }
}

fn no_drawing() -> Say {
    say!(en: "it is not a whole SVG drawing", es: "no es un dibujo SVG completo")
}

fn fetched() -> Say {
    say!(en: "it fetches something from elsewhere", es: "trae algo de otra parte")
}

fn opened(element: &BytesStart<'_>, is_svg: &mut bool) -> Option<Say> {
    let name = element.local_name();
    let first = !std::mem::replace(is_svg, true);
    if first && name.as_ref() != "svg" {
        return Some(no_drawing());
    }
    if ACTIVE.iter().any(|active| name.as_ref().eq_ignore_ascii_case(active)) {
        let name = name.as_ref().to_owned();
        return Some(say!(en: "it holds `<{name}>`", es: "contiene `<{name}>`"));
    }
    attributes(element.attributes())
}

fn attributes(all: Attributes<'_>) -> Option<Say> {
    for attribute in all {
        let Ok(attribute) = attribute else { return Some(no_drawing()) };
        let name = attribute.key.local_name().as_ref().to_lowercase();
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return Some(no_drawing());
        };
        let value = value.trim().to_lowercase();
        if name.starts_with("on") {
            return Some(say!(en: "it runs a script (`{name}`)", es: "ejecuta un script (`{name}`)"));
        }
        let picture = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];
        let inside = value.starts_with('#') || picture.iter().any(|start| value.starts_with(start));
        if matches!(name.as_str(), "href" | "src" | "base") && !inside && !value.is_empty()
            || value.contains("javascript:")
            || fetches(&value)
        {
            return Some(fetched());
        }
    }
    None
}

/// Whether a style leads out of the drawing: `url(#a)` stays inside. A backslash could spell anything.
fn fetches(style: &str) -> bool {
    let style = style.to_lowercase();
    let leads = |rest: &str| !rest.trim_start_matches([' ', '\'', '"']).starts_with('#');
    style.contains("@import")
        || style.contains('\\')
        || style.split("url(").skip(1).any(leads)
        || style.contains("image-set(")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";

    #[test]
    fn a_drawing_passes() {
        for inside in [
            "<path d=\"M0 0h9\" fill=\"url(#a)\"/><linearGradient id=\"a\"/>",
            "<style>.a { fill: url('#a'); }</style><use href=\"#a\"/>",
            "<image href=\"data:image/png;base64,AAAA\"/><title>On &amp; off</title>",
        ] {
            assert_eq!(fault(format!("{SVG}{inside}</svg>").as_bytes()), None, "{inside}");
        }
        let head = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"a\" \"b\"><!-- c -->";
        assert_eq!(fault(format!("\u{feff}{head}{SVG}</svg>\n").as_bytes()), None);
    }

    #[test]
    fn what_runs_or_fetches_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<path onload=\"a()\"/>",
            "<path ONCLICK=\"a()\"/>",
            "<foreignObject><p/></foreignObject>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\"&#106;avascript:alert(1)\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<image href=\"data:image/svg+xml,a\"/>",
            "<use href=\"other.svg#a\"/>",
            "<path style=\"fill: url(https://example.org/a)\"/>",
            "<path fill=\"url( 'http://example.org/a#b')\"/>",
            "<style>@import 'a.css';</style>",
            "<style>.a { fill: &#117;rl(//a) }</style>",
            "<style><![CDATA[a { fill: u\\72l(//a) }]]></style>",
            "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        ] {
            assert!(fault(format!("{SVG}{inside}</svg>").as_bytes()).is_some(), "{inside}");
        }
        for all in
            ["", "GIF89a", "<html></html>", SVG, "<svg><g></svg>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"]
        {
            assert!(fault(all.as_bytes()).is_some(), "{all}");
        }
        assert!(fault(b"<svg>\xff</svg>").is_some());
    }
}
