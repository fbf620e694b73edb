//! The words of the interface, by language. They live in `templates/site/words/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SPANISH: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../../templates/site/words/es.yml")));
static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../../templates/site/words/en.yml")));

/// The words of one language, by their path: `journey.emotion`.
pub struct Words {
    by_path: BTreeMap<String, String>,
    /// The same, nested, as templates take them.
    tree: minijinja::Value,
}

impl Words {
    /// The words for a program language; English for a language that has none yet.
    pub fn of(language: &str) -> &'static Words {
        match language.split('-').next() {
            Some("es") => &SPANISH,
            _ => &ENGLISH,
        }
    }

    fn parse(text: &str) -> Self {
        let tree: serde_json::Value = serde_yaml::from_str(text).expect("our own words are YAML");
        let mut by_path = BTreeMap::new();
        flatten("", &tree, &mut by_path);
        Self { by_path, tree: minijinja::Value::from(minijinja::value::Serde(&tree)) }
    }

    /// The word at a path. A path without a word is shown as it is; a test finds it.
    pub fn get<'w>(&'w self, path: &'w str) -> &'w str {
        self.by_path.get(path).map_or(path, String::as_str)
    }

    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The word for a value of an enumeration.
    pub fn value(&self, domain: &str, value: &str) -> String {
        self.by_path
            .get(&format!("values.{domain}.{value}"))
            .cloned()
            .unwrap_or_else(|| value.replace('-', " "))
    }

    pub fn tree(&self) -> minijinja::Value {
        self.tree.clone()
    }
}

fn flatten(path: &str, value: &serde_json::Value, into: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&path, value, into);
            }
        }
        serde_json::Value::String(text) => {
            into.insert(path.to_owned(), text.clone());
        }
        other => panic!("`{path}` is not a word: {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_exists_in_every_language() {
        let keys = |words: &Words| words.by_path.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&SPANISH), keys(&ENGLISH));
    }

    /// Paths of words that stand in a template: after `w.`.
    fn named(text: &str, opening: &str) -> BTreeSet<String> {
        let other = |c: char| !(c.is_ascii_lowercase() || c == '_' || c == '.');
        text.split(opening)
            .skip(1)
            .map(|rest| rest.split(other).next().unwrap_or("").trim_end_matches('.').to_owned())
            .filter(|path| path.contains('.'))
            .collect()
    }

    /// Paths of words in the code: quoted, in small letters with points, and of a section of ours.
    fn quoted(text: &str) -> BTreeSet<String> {
        let path = |text: &str| {
            text.contains('.')
                && ![".html", ".js"].iter().any(|end| text.ends_with(end))
                && text.chars().all(|c| c.is_ascii_lowercase() || "_-.".contains(c))
                && text.split('.').all(|part| !part.is_empty())
                && SPANISH.by_path.keys().any(|known| known.split('.').next() == text.split('.').next())
        };
        text.split('"').filter(|piece| path(piece)).map(str::to_owned).collect()
    }

    #[test]
    fn every_word_that_a_template_or_a_view_asks_for_exists() {
        let mut asked = BTreeSet::new();
        for (_, text) in super::super::templates::all() {
            asked.extend([" w.", "(w.", "[w."].into_iter().flat_map(|opening| named(text, opening)));
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit/site");
        #[allow(clippy::disallowed_methods)] // the test reads the sources it stands in
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            #[allow(clippy::disallowed_methods)]
            for entry in std::fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                #[allow(clippy::disallowed_methods)]
                let text = std::fs::read_to_string(path).expect("a source file");
                asked.extend(quoted(&text));
            }
        }
        assert!(asked.len() > 400, "the search finds something: {}", asked.len());
        let missing: Vec<_> = asked
            .iter()
            .filter(|path| {
                !SPANISH.has(path) && !SPANISH.by_path.keys().any(|k| k.starts_with(&format!("{path}.")))
            })
            .collect();
        assert!(missing.is_empty(), "no word for {missing:?}");
    }

    macro_rules! choices {
        ($($domain:literal: $choice:ty;)+) => {
            [$(($domain, <$choice>::ALL.iter().map(|choice| choice.word()).collect::<Vec<&str>>())),+]
        };
    }

    #[test]
    fn every_choice_of_the_language_has_a_word() {
        use crate::model::{
            archetype, assessment, business_model, channel, common, contact_policy, dataset,
            economic_behavior,
        };
        use crate::model::{
            glossary, journey, metric, playbook, program, question, roadmap, role, scorecard, study, survey,
        };
        let domains = choices! {
            "status": common::Status;
            "evidence": common::EvidenceLevel;
            "method": common::EvidenceMethod;
            "bridge": common::BridgeMethod;
            "basis": common::LegalBasis;
            "approach": program::Approach;
            "readiness": program::Readiness;
            "objective": program::ObjectiveType;
            "behavior": economic_behavior::BehaviorType;
            "direction": economic_behavior::BehaviorDirection;
            "churn_counts": business_model::ChurnCounts;
            "domain": archetype::ExpectationDomain;
            "stance": archetype::Stance;
            "state": journey::JourneyState;
            "model": journey::JourneyModel;
            "end_at": journey::StopsAt;
            "moment": journey::stage::Moment;
            "moment_name": journey::stage::Moment;
            "actor": journey::step::Actor;
            "initiator": journey::step::Initiator;
            "demand": journey::step::Demand;
            "channel_type": channel::ChannelType;
            "channel_direction": channel::ChannelDirection;
            "purpose": channel::ChannelPurpose;
            "family": metric::Family;
            "metric_category": metric::Category;
            "timing": metric::Timing;
            "unit": metric::MetricUnit;
            "benchmark": metric::BenchmarkReference;
            "survey_type": survey::SurveyType;
            "outcome": survey::OutcomeAsked;
            "sampling": survey::SampleMethod;
            "question_type": question::QuestionType;
            "question_about": question::Asked;
            "scope": contact_policy::ScopeWord;
            "scope": contact_policy::ExemptWord;
            "per": contact_policy::ContactUnit;
            "playbook_type": playbook::PlaybookType;
            "loop": playbook::Loop;
            "prioritize": playbook::QueueOrder;
            "assignment": playbook::Assignment;
            "assignment": study::Assignment;
            "never_held": playbook::ProtectedCase;
            "intent": playbook::Intent;
            "through": playbook::ReferralThrough;
            "review": playbook::ReviewAsked;
            "manages": role::Manages;
            "applies_to": role::IncentiveScope;
            "initiative_type": roadmap::initiative::InitiativeType;
            "dependency": roadmap::dependency::DependencyState;
            "discipline": roadmap::discipline::Discipline;
            "scorecard_type": scorecard::ScorecardType;
            "assessment_model": assessment::AssessmentModel;
            "vocabulary": glossary::Vocabulary;
            "column_type": dataset::ColumnType;
        };
        let missing: Vec<String> = domains
            .iter()
            .flat_map(|(domain, words)| words.iter().map(move |word| format!("values.{domain}.{word}")))
            .chain(metric::Family::ALL.iter().map(|family| format!("formula.{}", family.word())))
            .chain(crate::model::Kind::ALL.iter().map(|kind| format!("kinds.{}.count", kind.name())))
            .filter(|path| !SPANISH.has(path))
            .collect();
        assert!(missing.is_empty(), "no word for {missing:#?}");
    }
}
