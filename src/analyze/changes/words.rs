//! A change in words.

use super::{Change, What};
use crate::diagnostic::{Say, say};

/// The longest value that is shown in one line.
const LONGEST: usize = 160;

impl Change {
    /// What happened, where the values stand beside it.
    pub fn headline(&self) -> Say {
        match self.what {
            What::EntityAdded | What::PartAdded => say!(en: "new", es: "nuevo"),
            What::EntityRemoved | What::PartRemoved => say!(en: "gone", es: "ya no está"),
            What::EntityRenamed | What::PartRenamed => say!(en: "renamed", es: "con otro nombre"),
            What::ValueAdded => say!(en: "said now", es: "ahora se dice"),
            What::ValueRemoved => say!(en: "no longer said", es: "ya no se dice"),
            What::ValueChanged => say!(en: "changed", es: "cambió"),
            What::OrderChanged => say!(en: "another order", es: "otro orden"),
            What::SuppressionAdded => say!(en: "allowed now", es: "ahora se permite"),
            What::SuppressionRemoved => say!(en: "no longer allowed", es: "ya no se permite"),
            What::SuppressionChanged => say!(en: "allowed otherwise", es: "se permite de otro modo"),
        }
    }

    /// What happened, without where.
    pub fn say(&self) -> Say {
        let before = cut(self.before.as_deref().unwrap_or(""));
        let after = cut(self.after.as_deref().unwrap_or(""));
        match self.what {
            What::EntityAdded | What::PartAdded => say!(en: "is new: {after}", es: "es nuevo: {after}"),
            What::EntityRemoved | What::PartRemoved => {
                say!(en: "is gone: {before}", es: "ya no está: {before}")
            }
            What::EntityRenamed | What::PartRenamed => {
                say!(en: "was called `{before}`", es: "antes se llamaba `{before}`")
            }
            What::ValueAdded => say!(en: "is said now: {after}", es: "ahora se dice: {after}"),
            What::ValueRemoved => say!(en: "is no longer said: {before}", es: "ya no se dice: {before}"),
            What::ValueChanged => say!(en: "{before} → {after}", es: "{before} → {after}"),
            What::OrderChanged => {
                say!(en: "another order: {before} → {after}", es: "otro orden: {before} → {after}")
            }
            What::SuppressionAdded => say!(en: "is allowed now: {after}", es: "ahora se permite: {after}"),
            What::SuppressionRemoved => {
                say!(en: "is no longer allowed: {before}", es: "ya no se permite: {before}")
            }
            What::SuppressionChanged => {
                say!(en: "is allowed otherwise: {before} → {after}", es: "se permite de otro modo: {before} → {after}")
            }
        }
    }
}

/// One line that is not too long; what was cut is marked.
pub fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}
