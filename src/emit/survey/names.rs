//! Names for questions that every platform accepts: letters and digits, a letter first.

use crate::model::id::Id;

/// The name of a question on the platforms: its id in camel case. It depends on nothing else, so it
/// stays when the survey grows.
pub fn legal(id: Id) -> String {
    let mut words = id.as_str().split('-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// A name for each id. Two that are the same to a platform that does not tell capitals apart are a
/// clash; the later one gets a number, so that no answer overwrites another.
pub fn unique(ids: &[Id]) -> (Vec<String>, Vec<Clash>) {
    let mut names: Vec<String> = Vec::with_capacity(ids.len());
    let mut clashes = Vec::new();
    for (second, id) in ids.iter().enumerate() {
        let wanted = legal(*id);
        let mut name = wanted.clone();
        let taken = |name: &str, names: &[String]| names.iter().position(|n| n.eq_ignore_ascii_case(name));
        if let Some(first) = taken(&name, &names) {
            clashes.push(Clash { first, second, name: wanted.clone() });
            let mut number = 2;
            while taken(&name, &names).is_some() {
                name = format!("{wanted}{number}");
                number += 1;
            }
        }
        names.push(name);
    }
    (names, clashes)
}

/// Two questions whose names are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub first: usize,
    pub second: usize,
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> (Vec<String>, usize) {
        let ids: Vec<Id> = ids.iter().map(|id| Id::new(id)).collect();
        let (names, clashes) = unique(&ids);
        (names, clashes.len())
    }

    #[test]
    fn an_id_becomes_camel_case() {
        assert_eq!(
            names(&["recommend", "weighed-most", "a-1-b"]),
            (vec!["recommend".to_owned(), "weighedMost".to_owned(), "a1B".to_owned()], 0)
        );
    }

    #[test]
    fn names_that_differ_in_capitals_only_clash() {
        assert_eq!(
            names(&["re-ad", "read", "read2"]),
            (vec!["reAd".to_owned(), "read2".to_owned(), "read22".to_owned()], 2)
        );
    }
}
