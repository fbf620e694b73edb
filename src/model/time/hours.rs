//! Opening hours of one day.

use super::date_time::loose_clock;
use crate::diagnostic::{Mistake, say};
use crate::model::quantity::pattern::{anchored, piece};
use crate::model::quantity::words::{excerpt, not_a, phrase, spelled, write};
use crate::model::scalar::Scalar;
use serde_json::{Value, json};

/// A stretch of a day, from its first minute up to but without its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    from: u16,
    to: u16,
}

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

impl Interval {
    /// The whole day.
    pub const ALL_DAY: Interval = Interval { from: 0, to: DAY };

    /// From one minute after midnight to another, at most 1440; none when the end is not after
    /// the start.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= DAY).then_some(Self { from, to })
    }

    /// Minutes after midnight at which it opens.
    pub fn from(self) -> u16 {
        self.from
    }

    /// Minutes after midnight at which it closes; 1440 is the end of the day.
    pub fn to(self) -> u16 {
        self.to
    }

    fn spell(self) -> String {
        format!("{}-{}", time(self.from), time(self.to))
    }
}

fn time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The hours in which somebody is there: all of them, or stretches in their order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Hours {
    /// Around the clock.
    Always,
    /// At least one stretch; no two overlap.
    Open(Vec<Interval>),
}

impl Hours {
    /// The stretches of one open day.
    pub fn intervals(&self) -> &[Interval] {
        match self {
            Hours::Always => &[Interval::ALL_DAY],
            Hours::Open(intervals) => intervals,
        }
    }
}

impl Scalar for Hours {
    const NAME: &'static str = "hours";
    const PATTERN: &'static str = anchored!("always|", piece!(interval), "(?:,", piece!(interval), ")*");
    const EXAMPLES: &'static [&'static str] = &["09:00-18:00", "09:00-14:00,16:00-19:00", "always"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if raw == "always" {
            return Ok(Hours::Always);
        }
        let means_always =
            ["24/7", "24h", "24 h", "24 horas", "24 hours", "siempre", "all day", "todo el día", "anytime"];
        if means_always.contains(&raw.trim().to_lowercase().as_str())
            || raw.trim().eq_ignore_ascii_case("always")
        {
            return Err(spelled(raw, &["always"]));
        }
        let Some(written) = stretches(raw) else {
            return Err(not_a(
                raw,
                phrase("a span of opening hours", "un horario de apertura"),
                Self::EXAMPLES,
            ));
        };
        let mut intervals = Vec::new();
        for (from, to) in &written {
            match Interval::new(*from, *to) {
                Some(interval) => intervals.push(interval),
                None => return Err(ends_before_its_start(raw, *from, *to)),
            }
        }
        let given = intervals.clone();
        intervals.sort();
        if let Some(pair) = intervals.windows(2).find(|pair| pair[1].from < pair[0].to) {
            return Err(overlap(raw, &intervals, pair));
        }
        let found = Hours::Open(intervals.clone());
        if raw == found.spell() {
            return Ok(found);
        }
        let mut mistake = spelled(raw, &[found.spell()]);
        if given != intervals {
            let raw = excerpt(raw);
            mistake.message = say!(en: "`{raw}` does not go in the order of the day", es: "`{raw}` no sigue el orden del día");
        }
        Err(mistake)
    }

    fn spell(&self) -> String {
        match self {
            Hours::Always => "always".to_owned(),
            Hours::Open(intervals) => {
                intervals.iter().map(|interval| interval.spell()).collect::<Vec<_>>().join(",")
            }
        }
    }

    fn json(&self) -> Value {
        match self {
            Hours::Always => Value::from("always"),
            Hours::Open(intervals) => intervals
                .iter()
                .map(|interval| json!({ "from": time(interval.from), "to": time(interval.to) }))
                .collect(),
        }
    }
}

/// Both ends of every stretch, in whatever spelling.
fn stretches(raw: &str) -> Option<Vec<(u16, u16)>> {
    let text = raw.to_lowercase().replace(['–', '—'], "-");
    let text = text.replace(" to ", "-").replace(" a ", "-").replace(" hasta ", "-").replace("..", "-");
    let parts = text
        .split([',', ';', '/', '&', '+'])
        .flat_map(|part| part.split(" y ").flat_map(|p| p.split(" and ")));
    let minutes = |text: &str| loose_clock(text).map(|(hour, minute)| hour as u16 * 60 + minute as u16);
    parts
        .map(|part| {
            let (from, to) = part.split_once('-')?;
            Some((minutes(from)?, minutes(to)?))
        })
        .collect()
}

/// The end is not after the start: over midnight, it is two stretches.
fn ends_before_its_start(raw: &str, from: u16, to: u16) -> Mistake {
    let raw = excerpt(raw);
    let message = say!(
        en: "`{raw}`: {} is not after {}, and hours are those of one day", time(to), time(from);
        es: "`{raw}`: {} no es posterior a {}, y el horario es el de un día", time(to), time(from)
    );
    let rest = Interval::new(from, DAY).map(Interval::spell);
    let forms = match (Interval::new(0, to).map(Interval::spell), rest) {
        _ if from == to => vec!["always".to_owned()],
        (Some(night), Some(rest)) => vec![format!("{night},{rest}")],
        (None, Some(rest)) => vec![rest],
        _ => vec!["00:00-24:00".to_owned()],
    };
    Mistake::new(message, write(&forms))
}

fn overlap(raw: &str, intervals: &[Interval], pair: &[Interval]) -> Mistake {
    let raw = excerpt(raw);
    let mut merged: Vec<Interval> = Vec::new();
    for interval in intervals {
        match merged.last_mut() {
            Some(last) if interval.from <= last.to => last.to = last.to.max(interval.to),
            _ => merged.push(*interval),
        }
    }
    let (first, second) = (pair[0].spell(), pair[1].spell());
    Mistake::new(
        say!(en: "`{raw}`: {first} and {second} overlap", es: "`{raw}`: {first} y {second} se solapan"),
        write(&[Hours::Open(merged).spell()]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::check::{accepts, explains, rejects, survives_the_round_trip};
    use proptest::prelude::*;

    #[test]
    fn hours_are_stretches_of_one_day() {
        accepts::<Hours>(&[
            "00:00-24:00",
            "08:00-08:01",
            "09:00-14:00,14:00-18:00",
            "00:00-06:00,22:00-24:00",
        ]);
        rejects::<Hours>(&[
            ("9-18", &["09:00-18:00"]),
            ("9:00-18:00", &["09:00-18:00"]),
            ("09:00 - 18:00", &["09:00-18:00"]),
            ("09:00–18:00", &["09:00-18:00"]),
            ("09:00 a 18:00", &["09:00-18:00"]),
            ("9am-6pm", &["09:00-18:00"]),
            ("9h30-18h", &["09:30-18:00"]),
            ("09:00-14:00, 16:00-19:00", &["09:00-14:00,16:00-19:00"]),
            ("09:00-14:00 y 16:00-19:00", &["09:00-14:00,16:00-19:00"]),
            ("24/7", &["always"]),
            ("siempre", &["always"]),
            ("Always", &["always"]),
            ("09:00", &["09:00-18:00"]),
            ("25:00-26:00", &["09:00-18:00"]),
            ("mornings", &["09:00-18:00"]),
            ("", &["always"]),
        ]);
        explains::<Hours>(&[
            ("16:00-19:00,09:00-14:00", &["09:00-14:00,16:00-19:00"]),
            ("09:00-14:00,13:00-19:00", &["09:00-19:00"]),
            ("18:00-09:00", &["00:00-09:00,18:00-24:00"]),
            ("18:00-00:00", &["18:00-24:00"]),
            ("09:00-09:00", &["always"]),
        ]);
    }

    #[test]
    fn always_is_open_the_whole_day() {
        assert_eq!(Hours::parse("always").unwrap().intervals(), [Interval::ALL_DAY]);
        let json = json!([{ "from": "09:00", "to": "18:00" }]);
        assert_eq!(Hours::parse("09:00-18:00").unwrap().json(), json);
    }

    proptest! {
        #[test]
        fn hours_survive_the_round_trip(mut minutes in proptest::collection::btree_set(0u16..=DAY, 2..8)) {
            if minutes.len() % 2 == 1 {
                minutes.pop_last();
            }
            let minutes: Vec<u16> = minutes.into_iter().collect();
            let intervals = minutes.chunks(2).map(|ends| Interval::new(ends[0], ends[1]).unwrap()).collect();
            survives_the_round_trip(&Hours::Open(intervals));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9:ahmpy ,-]{0,24}") {
            let _ = Hours::parse(&text);
        }
    }
}
