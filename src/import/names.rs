//! Ids for the names of a foreign file.

use super::report::Report;
use crate::diagnostic::say;
use crate::emit::survey::legal;
use crate::model::id::{Id, LONGEST_ID, is_id, to_id};
use std::collections::{BTreeMap, BTreeSet};

/// What no question can be called, because an answer has a field of that name.
const RESERVED: &[&str] =
    &["survey", "customer", "archetype", "channel", "at", "language", "weight", "arm", "account"];

/// Which id each name got.
#[derive(Debug, Default)]
pub struct Names {
    ids: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// The id of a name, a new one for a new name. `else_from` is what an id is made of when the
    /// name itself gives none.
    pub fn id(&mut self, name: &str, else_from: &str) -> String {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let id = self.unused(&id_of(name, else_from));
        self.ids.insert(name.to_owned(), id.clone());
        id
    }

    /// The id of an option or a row, as it is wished.
    pub fn wished(&mut self, name: &str, id: &str) -> String {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let id = self.unused(id);
        self.ids.insert(name.to_owned(), id.clone());
        id
    }

    /// A new id, although the name was there before.
    pub fn another(&mut self, name: &str, else_from: &str) -> String {
        self.unused(&id_of(name, else_from))
    }

    pub fn find(&self, name: &str) -> Option<&str> {
        self.ids.get(name).map(String::as_str)
    }

    fn unused(&mut self, wanted: &str) -> String {
        // Platforms do not tell names apart that differ in capitals only.
        let key = |id: &str| legal(Id::new(id)).to_ascii_lowercase();
        let wanted = if RESERVED.contains(&wanted) { &format!("{wanted}-asked") } else { wanted };
        let numbered = (2..).map(|n| format!("{}-{n}", &wanted[..wanted.len().min(LONGEST_ID - 5)]));
        let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
        let id = all.find(|id| is_id(id) && !self.taken.contains(&key(id))).unwrap_or_default();
        self.taken.insert(key(&id));
        id
    }

    /// Forgets the names of what is no question.
    pub fn keep(&mut self, is_question: impl Fn(&str) -> bool) {
        self.ids.retain(|name, _| is_question(name));
    }

    /// Says which questions are called otherwise now: their answers hang on the name.
    pub fn told(&self, report: &mut Report) {
        for (name, id) in &self.ids {
            let on_platforms = legal(Id::new(id));
            // `meta` is a part of every XLSForm.
            if on_platforms != *name && (name != "meta_" || id != "meta") {
                report.changed(
                    format!("`{name}`"),
                    say!(en: "the name has signs that ids do not have", es: "el nombre tiene signos que un id no lleva"),
                    say!(en: "the question is called `{id}`, on platforms `{on_platforms}`: join older answers by that name",
                         es: "la pregunta se llama `{id}`, en las plataformas `{on_platforms}`: une las respuestas anteriores con ese nombre"),
                );
            }
        }
    }
}

/// The id of a name: `weighedMost` → `weighed-most`.
pub fn id_of(name: &str, else_from: &str) -> String {
    if is_id(name) {
        return name.to_owned();
    }
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before: Option<char> = None;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && before.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        {
            spaced.push('-');
        }
        spaced.push(letter);
        before = Some(letter);
    }
    let id = to_id(&spaced);
    if is_id(&id) { id } else { else_from.to_owned() }
}

/// The id of an option or a row: its stored value when that is an id, else made of its words.
pub fn id_of_option(stored: &str, words: &str, nth: usize) -> String {
    if is_id(stored) {
        return stored.to_owned();
    }
    let is_code = stored.chars().all(|c| !c.is_alphabetic());
    let spoken = || {
        let id = to_id(words);
        let mut short = String::new();
        for word in id.split('-') {
            if !short.is_empty() && short.len() + word.len() > 30 {
                break;
            }
            short = if short.is_empty() { word.to_owned() } else { format!("{short}-{word}") };
        }
        short
    };
    let candidates = if is_code { [spoken(), to_id(stored)] } else { [id_of(stored, ""), spoken()] };
    candidates.into_iter().find(|id| is_id(id)).unwrap_or_else(|| format!("option-{}", nth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_the_id_that_gives_the_name_again() {
        for (name, id) in [("weighedMost", "weighed-most"), ("nps", "nps"), ("aB2C", "a-b2-c")] {
            assert_eq!(id_of(name, "x"), id);
            assert_eq!(legal(Id::new(id)), name);
        }
        assert_eq!(id_of("Pregunta 3: ¿cuál?", "x"), "pregunta-3-cual");
        assert_eq!(id_of("¿?", "question-4"), "question-4");
    }

    #[test]
    fn no_two_names_share_an_id() {
        let mut names = Names::default();
        assert_eq!(names.id("re_ad", "x"), "re-ad");
        assert_eq!(names.id("re-ad", "x"), "re-ad-2");
        assert_eq!(names.id("read", "x"), "read-3", "platforms would take it for `reAd`");
        assert_eq!(names.id("re_ad", "x"), "re-ad");
    }

    #[test]
    fn an_option_that_is_a_number_is_called_by_its_words() {
        assert_eq!(
            id_of_option("3", "Muy rápido y sin vueltas de más, la verdad", 0),
            "muy-rapido-y-sin-vueltas-de-mas"
        );
        assert_eq!(id_of_option("3", "", 0), "n3");
        assert_eq!(id_of_option("Very good", "x", 0), "very-good");
        assert_eq!(id_of_option("-", "?", 4), "option-5");
    }
}
