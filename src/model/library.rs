//! The built-in question bank and KPI library, as data.

use super::id::Id;
use super::reference::Library;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A canonical survey item, its wording frozen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankQuestion {
    pub id: String,
    /// Version of the wording.
    pub version: u32,
    #[serde(rename = "type")]
    pub question_type: String,
    /// `LOW..HIGH`, for scales.
    pub scale: Option<String>,
    pub source: Option<String>,
    /// Wording by language or variant; `{subject}` is a gap.
    pub text: BTreeMap<String, String>,
    #[serde(default)]
    pub low: BTreeMap<String, String>,
    #[serde(default)]
    pub high: BTreeMap<String, String>,
    /// A label for each point, by language.
    #[serde(default)]
    pub labels: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub options: Vec<BankOption>,
    /// What an interviewer asks on with, by language or variant.
    #[serde(default)]
    pub probes: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankOption {
    pub id: String,
    pub text: BTreeMap<String, String>,
    #[serde(default)]
    pub other: bool,
}

impl BankQuestion {
    /// Whether the survey has to say who or what is asked about.
    pub fn has_gap(&self) -> bool {
        self.text.values().any(|text| text.contains("{subject}"))
    }

    /// Lowest and highest code of its scale.
    pub fn range(&self) -> Option<(i64, i64)> {
        let (low, high) = self.scale.as_deref()?.split_once("..")?;
        Some((low.parse().ok()?, high.parse().ok()?))
    }

    /// A text by language: the exact variant, else its base language. Never another language.
    pub fn reading<'q>(texts: &'q BTreeMap<String, String>, language: &str) -> Option<&'q str> {
        texts.get(language).or_else(|| texts.get(super::text::base_language(language))).map(String::as_str)
    }
}

/// A library KPI: what it fills in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryKpi {
    pub id: String,
    pub family: String,
    pub unit: String,
    pub direction: String,
    /// Parameters that `with` must give.
    pub needs: Vec<String>,
    pub en: String,
    pub es: String,
}

static QUESTIONS: LazyLock<Vec<BankQuestion>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("data/questions.yml")).expect("our own question bank reads")
});
static KPIS: LazyLock<Vec<LibraryKpi>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("data/kpis.yml")).expect("our own KPI library reads"));
static QUESTIONS_BY_NAME: LazyLock<HashMap<&'static str, &'static BankQuestion>> =
    LazyLock::new(|| QUESTIONS.iter().map(|question| (question.id.as_str(), question)).collect());
static KPIS_BY_NAME: LazyLock<HashMap<&'static str, &'static LibraryKpi>> =
    LazyLock::new(|| KPIS.iter().map(|kpi| (kpi.id.as_str(), kpi)).collect());

pub fn question(name: Id) -> Option<&'static BankQuestion> {
    QUESTIONS_BY_NAME.get(name.as_str()).copied()
}

pub fn kpi(name: Id) -> Option<&'static LibraryKpi> {
    KPIS_BY_NAME.get(name.as_str()).copied()
}

/// Whether a library has an item of this name.
pub fn knows(library: Library, name: Id) -> bool {
    match library {
        Library::Questions => question(name).is_some(),
        Library::Metrics => kpi(name).is_some(),
    }
}

/// The names of a library, in its order.
pub fn names(library: Library) -> Vec<&'static str> {
    match library {
        Library::Questions => QUESTIONS.iter().map(|q| q.id.as_str()).collect(),
        Library::Metrics => KPIS.iter().map(|k| k.id.as_str()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_canonical_item_has_both_languages_and_a_scale_where_one_is_meant() {
        for question in QUESTIONS.iter() {
            for language in ["en", "es"] {
                assert!(
                    BankQuestion::reading(&question.text, language).is_some(),
                    "{} in {language}",
                    question.id
                );
            }
            assert_eq!(question.question_type == "scale", question.range().is_some(), "{}", question.id);
        }
    }

    #[test]
    fn the_words_of_a_library_kpi_are_those_of_the_language() {
        use crate::model::metric::Family;
        for kpi in KPIS.iter() {
            assert!(Family::ALL.iter().any(|f| f.word() == kpi.family), "{}", kpi.id);
        }
    }
}
