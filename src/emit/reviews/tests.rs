//! The target on a small program.

use crate::emit::survey::small::{checked, program};
use crate::emit::{Options, emit};

const PROGRAM: &str = r#"kind: archetype
id: family
---
kind: roadmap
id: board
title: { es: "Tablero; \"todo\"", en: Board }
review:
  - { id: month-end, title: { es: Cierre, en: Month end }, every: month, next: 2026-11-30 }
  - { id: never, title: { es: Nunca, en: Never }, every: month }
---
kind: journey
id: first
title: { es: Primero, en: First }
state: as-is
archetype: family
review: { every: 6 months, last: 2026-01-10 }
evidence:
  - { level: research, source: A study, date: 2025-01-31 }
  - { level: research, source: Another, date: 2024-01-31, expires: 2027-01-31 }
  - { level: research, source: Third, date: 2020-01-31 }
"#;

fn days(language: &str) -> (Vec<(String, String)>, Vec<String>) {
    let outcome = program("es, en", PROGRAM);
    let output = emit(&[&super::TARGET], &checked(&outcome), &Options::default());
    let path = format!("reviews/reviews.{language}.ics");
    let file = output.artifacts.iter().find(|it| it.path == path).expect("it is written");
    let text = String::from_utf8(file.bytes.clone()).expect("text").replace("\r\n ", "");
    let value = |event: &str, name: &str| {
        let line = event.lines().find(|line| line.starts_with(name)).expect("it has one");
        line.rsplit(':').next().unwrap_or_default().to_owned()
    };
    let events = text.split("BEGIN:VEVENT").skip(1);
    let events =
        events.map(|event| (value(event, "DTSTART"), value(event, "SUMMARY").trim().to_owned())).collect();
    (events, output.findings.iter().map(|finding| finding.message.en.clone()).collect())
}

#[test]
fn sessions_follow_each_other_from_the_day_they_name_and_the_31st_comes_back() {
    let (days, findings) = days("en");
    let board: Vec<&str> =
        days.iter().filter(|(_, what)| what.ends_with("Board")).map(|(day, _)| day.as_str()).collect();
    assert_eq!(board.len(), 12);
    assert_eq!(board[..4], ["20261130", "20261230", "20270130", "20270228"]);
    assert_eq!(findings.iter().filter(|it| it.contains("no day to count from")).count(), 1, "{findings:?}");
}

#[test]
fn what_is_overdue_is_due_today_and_evidence_has_its_last_day_once() {
    let (days, _) = days("en");
    let of = |word: &str| -> Vec<&str> {
        days.iter().filter(|(_, what)| what.contains(word)).map(|(day, _)| day.as_str()).collect()
    };
    assert_eq!(of("First").len(), 4, "{days:?}");
    // Six months after the tenth of January was in July: today, and then in January and July.
    assert_eq!(days.iter().filter(|(_, what)| what == "First").count(), 4);
    // Both hold until the same day; the third ended long ago.
    assert!(days.iter().any(|(day, _)| day == "20270131"));
}

#[test]
fn each_language_has_its_calendar() {
    let (spanish, _) = days("es");
    assert!(spanish.iter().any(|(_, what)| what.contains("Tablero\\; \"todo\"")), "{spanish:?}");
    assert_eq!(spanish.len(), days("en").0.len());
}
