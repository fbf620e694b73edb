//! Languages of texts, by their BCP 47 tag, with the form of address where the wording of a
//! survey depends on it.

use super::pattern::anchored;
use super::words::{excerpt, not_a, phrase, spelled, write};
use crate::diagnostic::{Mistake, say};
use crate::model::scalar::Scalar;
use serde_json::{Map, Value};

/// `es`, `es-MX`, `es-ES:usted`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag {
    language: String,
    script: Option<String>,
    region: Option<String>,
    address: Option<String>,
}

impl LanguageTag {
    /// The language alone: `es`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Country or area: `MX`, `419`.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Form of address: `usted`.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// A wording of its own, so a series of its own: has a region, a script or a form of address.
    pub fn is_variant(&self) -> bool {
        self.region.is_some() || self.script.is_some() || self.address.is_some()
    }

    /// The language without region, script and form of address.
    pub fn base(&self) -> LanguageTag {
        LanguageTag { language: self.language.clone(), script: None, region: None, address: None }
    }

    /// Where a reading is looked for, the exact variant first: `es-ES:usted`, `es-ES`, `es`.
    pub fn readings(&self) -> Vec<LanguageTag> {
        let mut readings = vec![self.clone()];
        if self.address.is_some() && (self.region.is_some() || self.script.is_some()) {
            readings.push(LanguageTag { address: None, ..self.clone() });
        }
        if self.is_variant() {
            readings.push(self.base());
        }
        readings
    }
}

impl Scalar for LanguageTag {
    const NAME: &'static str = "language";
    const PATTERN: &'static str =
        anchored!("[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?::[a-z]+(?:-[a-z]+)*)?");
    const EXAMPLES: &'static [&'static str] = &["es", "es-MX", "es-ES:usted"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let Some(found) = loosely(raw) else {
            return Err(not_a(
                raw,
                phrase("the tag of a language", "la etiqueta de un idioma"),
                Self::EXAMPLES,
            ));
        };
        if let Some(right) = not_a_language(&found.language) {
            let tag = excerpt(&found.language);
            let forms: Vec<String> = match right {
                "" => Self::EXAMPLES.iter().map(|form| (*form).to_owned()).collect(),
                right => vec![LanguageTag { language: right.to_owned(), ..found }.spell()],
            };
            return Err(Mistake::new(
                say!(en: "`{tag}` is not a language code of ISO 639", es: "`{tag}` no es un código de idioma de ISO 639"),
                write(&forms),
            ));
        }
        if raw == found.spell() { Ok(found) } else { Err(spelled(raw, &[found.spell()])) }
    }

    fn spell(&self) -> String {
        let mut tag = self.language.clone();
        for part in [&self.script, &self.region].into_iter().flatten() {
            tag.push('-');
            tag.push_str(part);
        }
        if let Some(address) = &self.address {
            tag.push(':');
            tag.push_str(address);
        }
        tag
    }

    fn json(&self) -> Value {
        let mut map = Map::new();
        map.insert("language".into(), self.language.clone().into());
        for (key, part) in [("script", &self.script), ("region", &self.region), ("address", &self.address)] {
            if let Some(part) = part {
                map.insert(key.into(), part.clone().into());
            }
        }
        Value::Object(map)
    }
}

/// The tag in whatever capitals and marks: `ES_mx`, `es_ES.UTF-8`.
fn loosely(raw: &str) -> Option<LanguageTag> {
    let (tag, address) = match raw.trim().split_once(':') {
        Some((tag, address)) => (tag.trim(), Some(address.trim().to_lowercase())),
        None => (raw.trim(), None),
    };
    let tag = tag.split('.').next().unwrap_or(tag);
    let mut parts = tag.split(['-', '_']);
    let letters = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_alphabetic());
    let language = parts.next().filter(|part| letters(part, 2) || letters(part, 3))?.to_lowercase();
    let mut found = LanguageTag { language, script: None, region: None, address };
    for part in parts {
        if letters(part, 4) && found.script.is_none() && found.region.is_none() {
            let (first, rest) = part.split_at(1);
            found.script = Some(first.to_uppercase() + &rest.to_lowercase());
        } else if letters(part, 2) && found.region.is_none() {
            let region = part.to_uppercase();
            found.region = Some(if region == "UK" { "GB".to_owned() } else { region });
        } else if part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()) && found.region.is_none() {
            found.region = Some(part.to_owned());
        } else {
            return None;
        }
    }
    let word =
        |text: &String| text.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()));
    if found.address.as_ref().is_some_and(|address| !word(address)) { None } else { Some(found) }
}

/// The two-letter codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie \
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi \
    mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc \
    sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi \
    vo wa wo xh yi yo za zh zu";

/// For a code that is no language, the one that is usually meant, or nothing.
fn not_a_language(code: &str) -> Option<&'static str> {
    if code.len() == 3 || CODES.split_whitespace().any(|known| known == code) {
        return None;
    }
    Some(match code {
        "sp" | "mx" => "es",
        "us" | "gb" => "en",
        "jp" => "ja",
        "cn" => "zh",
        "gr" => "el",
        "cz" => "cs",
        "dk" => "da",
        _ => "",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects};

    #[test]
    fn a_language_may_have_a_script_a_region_and_a_form_of_address() {
        accepts::<LanguageTag>(&["en", "pt-BR", "es-419", "zh-Hans-CN", "es:tu", "nah", "es-MX:usted"]);
        rejects::<LanguageTag>(&[
            ("ES", &["es"]),
            ("es_MX", &["es-MX"]),
            ("es-mx", &["es-MX"]),
            ("es_ES.UTF-8", &["es-ES"]),
            ("es-ES:Usted", &["es-ES:usted"]),
            ("español", &["es"]),
            ("es-", &["es"]),
            ("", &["es"]),
        ]);
        explains::<LanguageTag>(&[("en-UK", &["en-GB"]), ("sp", &["es"]), ("xx", &["es"])]);
    }

    #[test]
    fn a_reading_is_looked_for_from_the_variant_to_the_language() {
        let tag = LanguageTag::parse("es-ES:usted").unwrap();
        let readings: Vec<String> = tag.readings().iter().map(Scalar::spell).collect();
        assert_eq!(readings, ["es-ES:usted", "es-ES", "es"]);
        assert_eq!(LanguageTag::parse("es").unwrap().readings().len(), 1);
        assert_eq!((tag.language(), tag.region(), tag.address()), ("es", Some("ES"), Some("usted")));
    }
}
