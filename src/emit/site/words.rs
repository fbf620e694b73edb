//! The words of the interface, by language. They live in `templates/site/words/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SPANISH: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("../../../templates/site/words/es.yml")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("../../../templates/site/words/en.yml")));

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
        self.by_path.get(&format!("values.{domain}.{value}")).cloned().unwrap_or_else(|| value.replace('-', " "))
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
                && !text.ends_with(".html")
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
            .filter(|path| !SPANISH.has(path) && !SPANISH.by_path.keys().any(|k| k.starts_with(&format!("{path}."))))
            .collect();
        assert!(missing.is_empty(), "no word for {missing:?}");
    }
}
