//! What was not understood, or is taken over with a difference.

use crate::diagnostic::{Say, say};

/// One thing, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands: `pages[0].elements[2].validators`, `survey, row 4, constraint`, `QID3`.
    pub place: String,
    pub what: Say,
    /// What was done in its stead.
    pub instead: Say,
    /// Whether it is not there any more; else it is there with a difference.
    pub lost: bool,
}

#[derive(Debug, Default)]
pub struct Report {
    pub notes: Vec<Note>,
}

impl Report {
    /// Something that is not taken over.
    pub fn lost(&mut self, place: impl Into<String>, what: Say, instead: Say) {
        self.notes.push(Note { place: place.into(), what, instead, lost: true });
    }

    /// Something that is taken over with a difference.
    pub fn changed(&mut self, place: impl Into<String>, what: Say, instead: Say) {
        self.notes.push(Note { place: place.into(), what, instead, lost: false });
    }

    /// A property that no survey of Senda has.
    pub fn unknown(&mut self, place: impl Into<String>, key: &str, value: &str) {
        let value = shortened(value);
        self.lost(
            place,
            say!(en: "`{key}` is nothing that a survey of Senda says ({value})", es: "`{key}` no es algo que diga una encuesta de Senda ({value})"),
            left_out(),
        );
    }

    /// How many things are not there any more.
    pub fn lost_count(&self) -> usize {
        self.notes.iter().filter(|note| note.lost).count()
    }
}

pub fn left_out() -> Say {
    say!(en: "it is left out", es: "se deja fuera")
}

/// The start of a long value, on one line.
pub fn shortened(value: &str) -> String {
    const MOST: usize = 60;
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).chain(['…']).collect() }
}
