//! Time zones, by their IANA name.

use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::anchored;
use crate::model::quantity::words::{any_of, excerpt, not_a, phrase, spelled, write};
use crate::model::scalar::Scalar;
use jiff::tz::TimeZone;
use serde_json::Value;

/// A place whose clocks are followed, daylight saving included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneName {
    name: String,
    zone: TimeZone,
}

impl ZoneName {
    /// `America/Mexico_City`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules of its clocks, from the zone table that the compiler carries.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    fn of(name: &str) -> Option<Self> {
        let place = name.contains('/') || name == "UTC";
        let zone = if place { TimeZone::get(name).ok()? } else { return None };
        let name = zone.iana_name()?.to_owned();
        Some(Self { name, zone })
    }
}

impl Scalar for ZoneName {
    const NAME: &'static str = "timezone";
    const PATTERN: &'static str = anchored!("UTC|[A-Z][A-Za-z_]*(?:/[A-Za-z0-9_+-]+)+");
    const EXAMPLES: &'static [&'static str] = &["America/Mexico_City", "Europe/Madrid", "UTC"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        match Self::of(raw) {
            Some(found) if found.name == raw => Ok(found),
            Some(found) => Err(spelled(raw, &[found.name])),
            None => Err(unknown(raw)),
        }
    }

    fn spell(&self) -> String {
        self.name.clone()
    }

    fn json(&self) -> Value {
        Value::from(self.name.as_str())
    }
}

fn unknown(raw: &str) -> Mistake {
    let near = nearest(raw);
    let quoted = excerpt(raw);
    let offset = raw.contains(['+', '-']) && raw.contains(|c: char| c.is_ascii_digit());
    let short = raw.len() <= 5 && raw.bytes().all(|b| b.is_ascii_uppercase()) && !raw.is_empty();
    if offset || (short && near.is_empty()) {
        let places = any_of(ZoneName::EXAMPLES);
        return Mistake::new(
            say!(en: "`{quoted}` is an offset, not a place: it does not say when clocks change", es: "`{quoted}` es un desfase, no un lugar: no dice cuándo cambian los relojes"),
            say!(en: "Write the IANA name of a place, such as {}.", places.en; es: "Escribe el nombre IANA de un lugar, como {}.", places.es),
        );
    }
    if near.is_empty() {
        return not_a(
            raw,
            phrase("the IANA name of a time zone", "el nombre IANA de una zona horaria"),
            ZoneName::EXAMPLES,
        );
    }
    Mistake::new(
        say!(en: "`{quoted}` is not the IANA name of a time zone", es: "`{quoted}` no es el nombre IANA de una zona horaria"),
        write(&near),
    )
}

/// Up to three zones whose name or place is nearly the text.
fn nearest(raw: &str) -> Vec<String> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(raw.trim());
    let wanted = match wanted.as_str() {
        "cdmx" | "mexico_df" | "ciudad_de_mexico" | "ciudad_de_méxico" => "mexico_city",
        other => other,
    };
    if wanted.len() < 3 {
        return Vec::new();
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for name in jiff::tz::db().available() {
        let name = name.as_str();
        let Some((_, place)) = name.rsplit_once('/') else { continue };
        let target = if wanted.contains('/') { plain(name) } else { plain(place) };
        let begins = wanted.contains('/') && target.starts_with(wanted);
        let distance = if begins { 1 } else { strsim::damerau_levenshtein(&target, wanted) };
        if distance <= wanted.len() / 5 && ZoneName::of(name).is_some_and(|zone| zone.name == name) {
            found.push((distance, name.to_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, name)| name).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, schema_accepts};

    #[test]
    fn a_time_zone_is_a_place_of_the_iana_table() {
        accepts::<ZoneName>(&[
            "America/Argentina/Buenos_Aires",
            "Etc/UTC",
            "America/Port-au-Prince",
            "Etc/GMT+5",
        ]);
        rejects::<ZoneName>(&[
            ("Mexico City", &["America/Mexico_City"]),
            ("CDMX", &["America/Mexico_City"]),
            ("america/mexico_city", &["America/Mexico_City"]),
            ("America/Mexico City", &["America/Mexico_City"]),
            ("Madrid", &["Europe/Madrid"]),
            ("CST", &["America/Mexico_City"]),
            ("GMT-6", &["America/Mexico_City"]),
            ("UTC-06:00", &["America/Mexico_City"]),
            ("", &["America/Mexico_City"]),
        ]);
        explains::<ZoneName>(&[("America/Mexico", &["America/Mexico_City"])]);
    }

    #[test]
    fn the_pattern_knows_every_zone_of_the_table() {
        for name in jiff::tz::db().available() {
            if ZoneName::parse(name.as_str()).is_ok() {
                assert!(schema_accepts::<ZoneName>(name.as_str()), "{name}");
            }
        }
    }
}
