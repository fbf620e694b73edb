//! The bands of a metric as conditions on its value.

use super::text;
use crate::analyze::measure::bands::{Bands, NumericBand};

/// Each band with the condition under which a value lies in it.
pub fn conditions<'b>(bands: &'b Bands, value: &str) -> Vec<(&'b str, String)> {
    let measured = match bands.target {
        Some(target) => format!("ABS({value} - {})", text::number(target)),
        None => value.to_owned(),
    };
    let condition = |band: &NumericBand| {
        let low = band.low.map(|(end, in_it)| {
            format!("{measured} {} {}", if in_it { ">=" } else { ">" }, text::number(end))
        });
        let high = band.high.map(|(end, in_it)| {
            format!("{measured} {} {}", if in_it { "<=" } else { "<" }, text::number(end))
        });
        let ends: Vec<String> = low.into_iter().chain(high).collect();
        if ends.is_empty() { format!("{value} IS NOT NULL") } else { ends.join(" AND ") }
    };
    bands.bands.iter().map(|band| (band.name.as_str(), condition(band))).collect()
}

/// The condition of one band.
pub fn condition(bands: &Bands, name: &str, value: &str) -> Option<String> {
    conditions(bands, value).into_iter().find(|(known, _)| *known == name).map(|(_, condition)| condition)
}

/// The name of the band that a value lies in.
pub fn name_of(bands: &Bands, value: &str) -> String {
    let branches: String = conditions(bands, value)
        .into_iter()
        .map(|(name, condition)| format!(" WHEN {condition} THEN {}", text::literal(name)))
        .collect();
    format!("CASE{branches} END")
}
