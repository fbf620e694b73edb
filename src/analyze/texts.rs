//! The texts of a program that people read, and the languages they are in.

use crate::model::EntityIndex;
use crate::model::id::to_id;
use crate::model::library::{self, BankQuestion};
use crate::model::question::Item;
use crate::model::record::FieldInfo;
use crate::model::text::{Reading, Text, base_language};
use crate::resolve::Resolved;
use crate::source::Span;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

/// A text, where it stands, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct TextSite<'p> {
    pub from: EntityIndex,
    pub at: Span,
    pub(super) place: Place,
    pub(super) text: &'p Text,
    /// Whether respondents read it as part of a question.
    pub wording: bool,
    /// Whether it is written in the languages of the program and in their order, as most texts are: then
    /// none is missing and none is unknown.
    pub(super) as_listed: bool,
}

impl<'p> TextSite<'p> {
    pub fn readings(&self) -> impl Iterator<Item = Reading<'p>> + Clone + use<'p> {
        self.text.readings()
    }

    /// The key of the entity below which it stands.
    pub fn top(&self) -> &'static str {
        self.place.key(0)
    }

    /// The key around the one it stands under; empty at the top.
    pub fn parent(&self) -> &'static str {
        self.place.key(1)
    }

    /// The key it stands under.
    pub fn field(&self) -> &'static str {
        self.place.key(2)
    }

    /// Whether it cannot be read in a language of the program, not even in one of its variants. `first`
    /// is the language of a plain string.
    pub fn lacks(&self, language: &str, first: &str) -> bool {
        let has = |reading: Reading<'_>| match reading.language.as_str() {
            "" => language == first,
            own => base_language(own) == language,
        };
        !self.as_listed && !self.readings().any(has)
    }
}

/// The fields that a text stands in: the one of the entity, the one around its own, and its own. A
/// number: there are far more texts than places in the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(u16);

type Fields = [Option<&'static FieldInfo>; 3];

static PLACES: boxcar::Vec<Fields> = boxcar::Vec::new();
/// Places by the addresses of their fields, which are declared once.
static NUMBERS: LazyLock<RwLock<HashMap<[usize; 3], Place, RandomState>>> = LazyLock::new(Default::default);

impl Place {
    pub(super) fn new(fields: Fields) -> Self {
        let addresses = fields.map(|field| field.map_or(0, |it| std::ptr::from_ref(it).addr()));
        if let Some(known) = NUMBERS.read().unwrap_or_else(|e| e.into_inner()).get(&addresses) {
            return *known;
        }
        let mut numbers = NUMBERS.write().unwrap_or_else(|e| e.into_inner());
        *numbers.entry(addresses).or_insert_with(|| {
            Self(u16::try_from(PLACES.push(fields)).expect("the language has fewer places for texts"))
        })
    }

    fn key(self, level: usize) -> &'static str {
        PLACES[usize::from(self.0)][level].map_or("", |field| field.key)
    }
}

/// The languages of the program, without regions; none when it does not say them.
pub fn languages(program: &Resolved) -> Vec<&str> {
    let Some(root) = program.program() else { return Vec::new() };
    let mut listed: Vec<&str> = Vec::new();
    if root.it.languages.items().any(|language| !is_language(language)) {
        return listed; // said of the list itself
    }
    for language in root.it.languages.items().map(|language| base_language(language)) {
        if !listed.contains(&language) {
            listed.push(language);
        }
    }
    listed
}

/// Whether a word has the form of a language tag: `es`, `es-MX`.
pub fn is_language(word: &str) -> bool {
    let base = base_language(word);
    matches!(base.len(), 2 | 3) && base.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The code of a language by its name, in Spanish or English.
pub fn language_called(name: &str) -> Option<&'static str> {
    Some(match &*to_id(name) {
        "espanol" | "castellano" | "spanish" => "es",
        "ingles" | "english" => "en",
        "portugues" | "portuguese" => "pt",
        "frances" | "french" => "fr",
        "catalan" => "ca",
        "gallego" | "galician" => "gl",
        "euskera" | "vasco" | "basque" => "eu",
        "italiano" | "italian" => "it",
        "aleman" | "german" => "de",
        _ => return None,
    })
}

/// The bank item behind a question, if it is one: whatever wording the question does not write itself
/// comes from there.
pub fn bank_item(program: &Resolved, from: EntityIndex, item: Item<'_>) -> Option<&'static BankQuestion> {
    let used = if item.r#use.is_absent() { return None } else { item.r#use.span() };
    match program.target(from, used)? {
        crate::resolve::Target::BuiltIn(name) => library::question(name),
        _ => None,
    }
}

/// Whether a bank item can be read in a language.
pub fn bank_has(item: &BankQuestion, language: &str) -> bool {
    item.text.keys().any(|own| base_language(own) == language)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostic;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    fn told(rule: &str, languages: &str, more: &str) -> Vec<String> {
        let root = format!(
            "kind: program\nid: p\nsenda: 1\nlanguages: [{languages}]\nlocale: es-MX\ncurrency: MXN\ntimezone: America/Mexico_City\nsponsor: {{ role: lead }}\n---\nkind: role\nid: lead\nmanages: program\n---\n{more}"
        );
        let outcome =
            crate::check(&MemoryWorld::new([("senda.yaml", root)]), Date(jiff::civil::date(2026, 11, 20)))
                .unwrap();
        let words = |finding: &&Diagnostic| {
            let source = outcome.sources.get(finding.at.file);
            let at = &source.text()[finding.at.span.start as usize..finding.at.span.end as usize];
            format!("{at} | {}", finding.message.en)
        };
        outcome
            .diagnostics
            .iter()
            .filter(|finding| finding.rule.name == rule)
            .map(|finding| words(&finding))
            .collect()
    }

    const ROLE: &str = "kind: role\nid: helper\nmanages: team\ntitle: { es: Ayuda, en: Help }";

    #[test]
    fn a_text_in_a_language_that_is_not_listed_is_an_error_of_form() {
        assert_eq!(told("unknown-language", "es, en", ROLE), Vec::<String>::new());
        let turned = ROLE.replace("es: Ayuda, en: Help", "en: Help, es: Ayuda");
        assert_eq!(told("unknown-language", "es, en", &turned), Vec::<String>::new());
        assert_eq!(told("missing-translation", "es, en", &turned), Vec::<String>::new());
        let told = told("unknown-language", "es, en", &ROLE.replace("en: Help", "eng: Help"));
        assert_eq!(told, ["Help | the program has no language `eng`"]);
    }

    #[test]
    fn a_text_without_one_of_the_languages_is_told_where_it_stands() {
        let lacking = told("missing-translation", "es, en", &ROLE.replace(", en: Help", ""));
        assert_eq!(lacking, ["{ es: Ayuda } | `title` has no reading in `en`"]);
        assert_eq!(told("missing-translation", "es", &ROLE.replace(", en: Help", "")), Vec::<String>::new());
        // a plain string is the first language
        assert_eq!(
            told("missing-translation", "es, en", &ROLE.replace("{ es: Ayuda, en: Help }", "Ayuda")).len(),
            1
        );
    }

    #[test]
    fn many_texts_of_one_entity_are_told_at_once() {
        let job = "kind: job\nid: j\narchetype: a\nprogress: Uno\ncircumstance: Dos\nalternatives: [Tres, Cuatro]\ndone_when: { text: Cinco }";
        assert_eq!(
            told("missing-translation", "es, en", job),
            ["j | 5 texts of job:j have no reading in `en`"]
        );
    }

    #[test]
    fn a_survey_that_lacks_a_language_anywhere_is_not_asked_in_it() {
        let survey = |text: &str, subject: &str| {
            format!(
                "kind: survey\nid: s\ntype: pulse\nquestions:\n  - {{ id: a, use: nps, subject: {subject} }}\n  - {{ id: b, type: open, text: {text} }}"
            )
        };
        let both = "{ es: ¿Por qué?, en: Why? }";
        assert_eq!(told("missing-translation", "es, en", &survey(both, "Banco")), Vec::<String>::new());
        let variant = "{ es-MX: ¿Por qué?, en: Why? }";
        assert_eq!(told("missing-translation", "es, en", &survey(variant, "Banco")), Vec::<String>::new());
        let lacking = told("missing-translation", "es, en", &survey("{ es: ¿Por qué? }", "Banco"));
        assert_eq!(lacking.len(), 1);
        assert!(lacking[0].contains("`s` cannot be asked in `en`"), "{lacking:?}");
        let subject = told("missing-translation", "es, en", &survey(both, "{ es: el banco }"));
        assert!(subject[0].contains("cannot be asked"), "{subject:?}");
        // the bank has no Portuguese wording
        let portuguese =
            told("missing-translation", "es, en, pt", &survey("{ es: Uno, en: One, pt: Um }", "Banco"));
        assert_eq!(portuguese.len(), 1, "{portuguese:?}");
        assert!(portuguese[0].starts_with("nps |"), "{portuguese:?}");
    }
}
