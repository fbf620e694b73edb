//! Changes whose level hangs on which way they go: a target that asks for less, a rule that is
//! switched off, evidence that became better.

use super::Level;
use super::compare::Spot;
use super::tree::Node;

/// From the weakest on, as the language spells them.
const EVIDENCE: [&str; 3] = ["assumption", "partial", "research"];
const RULES: [&str; 4] = ["off", "info", "warning", "error"];

/// The level of a value that is another one now; `usual` where the way says nothing.
pub fn changed(spot: Spot, was: &Node, is: &Node, direction: Option<&str>, usual: Level) -> Level {
    let (old, new) = (was.means(), is.means());
    let weaker = match (spot.record.name, spot.field.key) {
        ("metric target", "value") => match direction {
            Some("up") => less(&new, &old),
            Some("down") => less(&old, &new),
            _ => None,
        },
        ("metric target", "by") => return if new > old { Level::Weakens } else { usual },
        ("metric target", "tolerance") => less(&old, &new),
        ("metric" | "drivers", "minimum_n") => return rising(less(&old, &new), usual),
        ("evidence", "level") => return rising(rank(&EVIDENCE, &old, &new), usual),
        ("program", "rules") | ("rule limit" | "policy", "level") => {
            return rising(rank(&RULES, &old, &new), usual);
        }
        _ => None,
    };
    if weaker == Some(true) { Level::Weakens } else { usual }
}

/// The level of a value that came or went.
pub fn one_only(spot: Spot, node: &Node, gone: bool, usual: Level) -> Level {
    if let ("dataset", "columns", Node::Record(column)) = (spot.record.name, spot.field.key, node)
        && column.get("weight").is_some_and(|weight| weight.node.means() == "true")
    {
        return Level::Series; // every figure is computed otherwise with it
    }
    let strict =
        matches!((spot.record.name, spot.field.key), ("program", "rules")) && node.means() == "error";
    if strict && !gone { Level::Cosmetic } else { usual }
}

/// What rises asks for more, and weakens nothing.
fn rising(rises: Option<bool>, usual: Level) -> Level {
    if rises == Some(true) { Level::Cosmetic } else { usual }
}

fn rank(words: &[&str], old: &str, new: &str) -> Option<bool> {
    let place = |word: &str| words.iter().position(|it| *it == word);
    Some(place(old)? < place(new)?)
}

/// Whether one quantity is less than another, when both have one unit.
fn less(one: &str, other: &str) -> Option<bool> {
    let parts = |text: &str| -> Option<(f64, String)> {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
        let number: String = text.chars().filter(|c| of_number(*c)).collect();
        Some((number.parse().ok()?, text.chars().filter(|c| !of_number(*c)).collect()))
    };
    let ((one, unit), (other, other_unit)) = (parts(one)?, parts(other)?);
    (unit == other_unit).then_some(one < other)
}
