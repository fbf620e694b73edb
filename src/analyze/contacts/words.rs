//! Numbers and lists as people say them.

use super::Outlook;
use crate::analyze::Context;
use crate::diagnostic::{Say, say};

/// `33 %`: a part of the people, without decimals that nobody could stand by.
pub fn percent(part: f64) -> String {
    format!("{} %", (part * 100.0).round())
}

/// A number of people or contacts.
pub fn count(number: f64) -> String {
    format!("{}", number.round())
}

/// `a, b and 3 more`.
pub fn list(all: &[String], most: usize) -> Say {
    let shown = all.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(most) {
        0 => Say::same(shown),
        more => say!(en: "{shown} and {more} more", es: "{shown} y {more} más"),
    }
}

/// What the simulation does not know, as the end of a sentence.
pub fn left_out(outlook: &Outlook, context: &Context<'_>) -> Say {
    let untold: Vec<String> =
        outlook.plan.untold.iter().map(|it| format!("`{}`", context.program.entity(it.source).id)).collect();
    let mut words = Say::default();
    if !untold.is_empty() {
        let names = list(&untold, 3);
        words.en.push_str(&format!(" (not counted, because their volume is not written: {})", names.en));
        words.es.push_str(&format!(" (sin contar, porque su volumen no está escrito: {})", names.es));
    }
    if outlook.cut > 0 {
        let cut = outlook.cut;
        words.en.push_str(&format!(" ({cut} other combinations were too many to simulate)"));
        words.es.push_str(&format!(" (otras {cut} combinaciones eran demasiadas para simularlas)"));
    }
    words
}
