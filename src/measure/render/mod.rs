//! A measurement in its forms.

mod csv;
pub mod effect;
mod effect_json;
mod json;
mod numbers;
mod table;
pub mod worklist;

pub use csv::{csv, csv_es};
pub use json::json;
pub use numbers::locale;
pub use table::{data, table};

use super::judge::{Moved, Verdict};
use crate::diagnostic::{Say, say};

/// A verdict about a target in words.
fn verdict(verdict: Verdict) -> Say {
    match verdict {
        Verdict::Met => say!(en: "met", es: "se cumple"),
        Verdict::NotMet => say!(en: "not met", es: "no se cumple"),
        Verdict::NotYet => say!(en: "not yet", es: "todavía no"),
        Verdict::Indistinct => say!(en: "not distinguishable from it", es: "no se distingue de ella"),
        Verdict::NotCompared => say!(en: "not compared", es: "no se compara"),
    }
}

fn moved(moved: Moved) -> Say {
    match moved {
        Moved::Changed => say!(en: "it moved", es: "cambió"),
        Moved::Indistinct => say!(en: "not distinguishable", es: "no se distingue"),
        Moved::Unknown => say!(en: "without an interval", es: "sin intervalo"),
        Moved::NotCompared => say!(en: "not compared", es: "no se compara"),
    }
}
