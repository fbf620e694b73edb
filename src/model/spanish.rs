//! Spanish names of keys and values: not accepted, but understood and answered with the
//! English ones.

use super::id::to_id;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(serde::Deserialize)]
struct Names {
    keys: HashMap<String, String>,
    words: HashMap<String, String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let names: Names = serde_yaml::from_str(include_str!("data/spanish.yml")).expect("our own list of names reads");
    let plain = |map: HashMap<String, String>| map.into_iter().map(|(es, en)| (to_id(&es), en)).collect();
    Names { keys: plain(names.keys), words: plain(names.words) }
});

/// The English key of a Spanish one.
pub fn key(name: &str) -> Option<&'static str> {
    NAMES.keys.get(&to_id(name)).map(String::as_str)
}

/// The English value of a Spanish one.
pub fn word(name: &str) -> Option<&'static str> {
    NAMES.words.get(&to_id(name)).map(String::as_str)
}
