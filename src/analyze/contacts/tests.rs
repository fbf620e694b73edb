//! The simulation against a naive one: every day is walked through, every contact is compared
//! with every other, and nothing is skipped.

use super::chance::Chance;
use super::days::{Day, date, number};
use super::{Outlook, USUAL};
use crate::analyze::Context;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use std::fmt::Write;

const DAY: Date = Date(jiff::civil::date(2026, 11, 20));
const PEOPLE: u32 = 1000;

/// A survey of a random program.
#[derive(Clone, Debug)]
struct Survey {
    since: Day,
    /// Days between waves; none when it follows a moment, the same one for all that do.
    every: Option<i32>,
    /// Days from the moment to the survey.
    delay: i32,
    invited: u32,
    relationship: bool,
    open_for: Option<i32>,
    reminder: Option<i32>,
}

#[derive(Clone, Debug)]
struct Rule {
    surveys: Vec<usize>,
    window: i32,
    maximum: usize,
    reminders: bool,
}

#[derive(Clone, Debug)]
struct Case {
    surveys: Vec<Survey>,
    rules: Vec<Rule>,
    first: Option<usize>,
}

impl Case {
    fn random(chance: &mut Chance, certain: bool) -> Self {
        let count = 1 + chance.below(4);
        let surveys = (0..count).map(|_| Survey::random(chance, certain)).collect();
        let rules = (0..1 + chance.below(2))
            .map(|number| Rule {
                surveys: (0..count).filter(|_| number == 0 || chance.happens(0.6)).collect(),
                window: 3 + chance.below(90) as i32,
                maximum: 1 + chance.below(3),
                reminders: chance.happens(0.5),
            })
            .filter(|rule| !rule.surveys.is_empty())
            .collect();
        Self { surveys, rules, first: chance.happens(0.5).then(|| chance.below(count)) }
    }

    fn files(&self) -> Vec<(String, String)> {
        let root = "kind: program\nid: p\nsenda: 1\nlanguages: [en]\nlocale: en-GB\ncurrency: EUR\ntimezone: Europe/Madrid\n";
        let mut text = format!(
            "kind: archetype\nid: a\nsize: {PEOPLE}\n---\nkind: dataset\nid: d\ngrain: x\ntable: t\ncolumns:\n  k: {{ type: text, key: true }}\nevents:\n  - id: e\n    where: k is not null\n---\nkind: contact-policy\nid: c\nrules:\n"
        );
        for (index, rule) in self.rules.iter().enumerate() {
            let names: Vec<String> = rule.surveys.iter().map(|it| format!("s{it}")).collect();
            let (names, window, most, reminders) =
                (names.join(", "), rule.window, rule.maximum, rule.reminders);
            let _ = writeln!(
                text,
                "  - {{ id: r{index}, scope: [{names}], window: {window} days, maximum: {most}, counts_reminders: {reminders} }}"
            );
        }
        if let Some(first) = self.first {
            let _ = writeln!(text, "priority: [s{first}]");
        }
        for (index, survey) in self.surveys.iter().enumerate() {
            let kind = if survey.relationship { "relationship" } else { "pulse" };
            let trigger = match survey.every {
                Some(1) => "every: day".to_owned(),
                Some(days) => format!("every: {days} days"),
                None if survey.delay == 0 => "after: d/e".to_owned(),
                None => format!("after: d/e, delay: {} days", survey.delay),
            };
            let _ = write!(
                text,
                "---\nkind: survey\nid: s{index}\ntype: {kind}\nsince: {}\naudience: {{ archetypes: [a] }}\ntrigger: {{ {trigger} }}\nsample: {{ invitations: {}, method: random }}\n",
                date(survey.since),
                survey.invited
            );
            if let Some(days) = survey.open_for {
                let _ = writeln!(text, "open_for: {days} days");
            }
            if let Some(days) = survey.reminder {
                let _ = writeln!(text, "reminders: [{days} days]");
            }
        }
        vec![("senda.yaml".to_owned(), root.to_owned()), ("all.yaml".to_owned(), text)]
    }

    fn outlook<T>(&self, look: impl FnOnce(&Outlook) -> T) -> T {
        let outcome = crate::check(&MemoryWorld::new(self.files()), DAY).unwrap();
        let form: Vec<_> =
            outcome.diagnostics.iter().filter(|it| it.stops_a_build()).map(|it| &it.message.en).collect();
        assert!(form.is_empty(), "{form:?}\n{:?}", self.files());
        let context = Context::new(&outcome.program, &outcome.sources, DAY);
        look(context.outlook())
    }

    fn rank(&self, survey: usize) -> (bool, bool) {
        (self.first != Some(survey), !self.surveys[survey].relationship)
    }

    fn waves(&self, survey: usize) -> Vec<Day> {
        let it = &self.surveys[survey];
        it.every.map_or_else(Vec::new, |every| {
            (0..3_000).map(|step| it.since + step * every).filter(|day| *day <= last()).collect()
        })
    }
}

impl Survey {
    fn random(chance: &mut Chance, certain: bool) -> Self {
        let waves = certain || chance.happens(0.6);
        Self {
            since: number(jiff::civil::date(2025, 10, 1)) + chance.below(500) as Day,
            every: waves.then(|| 20 + chance.below(200) as i32),
            delay: if chance.happens(0.5) { 0 } else { 2 + chance.below(20) as i32 },
            invited: if certain { PEOPLE } else { 40 + chance.below(if waves { 960 } else { 300 }) as u32 },
            relationship: chance.happens(0.3),
            open_for: chance.happens(0.5).then(|| 2 + chance.below(40) as i32),
            reminder: (certain && chance.happens(0.4)).then(|| 2 + chance.below(20) as i32),
        }
    }
}

fn first() -> Day {
    number(jiff::civil::date(2026, 1, 1))
}

fn last() -> Day {
    number(jiff::civil::date(2027, 12, 31))
}

fn within((from, to): (Day, Day), day: Day) -> bool {
    from <= day && day <= to
}

/// Something that is due: the survey, the day it was planned for, whether it is a reminder.
type Due = (usize, Day, bool, Day);

/// What happens to one invitation, by walking through every day: whether another survey is in its
/// way on its day, and when it goes out.
fn naive(case: &Case, focus: usize, day: Day, starts: &[(usize, Day)]) -> (bool, Option<Day>) {
    let mut made: Vec<(usize, Day, bool)> = Vec::new();
    let mut due: Vec<Due> = starts.iter().map(|(survey, day)| (*survey, *day, false, *day)).collect();
    due.push((focus, day, false, day));
    let mut held = false;
    // Days on which nothing is due change nothing.
    while let Some(today) = due.iter().map(|it| it.3).min().filter(|today| *today < day + 800) {
        loop {
            let order = |it: &Due| (case.rank(it.0), it.1, it.0, it.2);
            let next = (0..due.len()).filter(|at| due[*at].3 == today).min_by_key(|at| order(&due[*at]));
            let Some(at) = next else { break };
            let (survey, planned, reminder, _) = due.remove(at);
            let mut full = false;
            for rule in case.rules.iter().filter(|rule| rule.surveys.contains(&survey)) {
                let counted = made.iter().filter(|(by, when, again)| {
                    rule.surveys.contains(by) && (rule.reminders || !again) && today - when < rule.window
                });
                let is_full = (rule.reminders || !reminder) && counted.clone().count() >= rule.maximum;
                full |= is_full;
                if is_full && survey == focus && !reminder && planned == day && today == day {
                    held |= counted.clone().any(|(by, _, _)| *by != focus);
                }
            }
            let looked_at = survey == focus && planned == day && !reminder;
            if !full {
                made.push((survey, today, reminder));
                if looked_at {
                    return (held, Some(today));
                }
                if let (false, Some(days)) = (reminder, case.surveys[survey].reminder) {
                    due.push((survey, planned, true, today + days));
                }
            } else if !reminder {
                let closes = case.surveys[survey].open_for.unwrap_or(365).min(365);
                let closed = today + 1 > planned + closes;
                if closed && looked_at {
                    return (held, None);
                }
                if !closed {
                    due.push((survey, planned, false, today + 1));
                }
            }
        }
    }
    (held, None)
}

/// Whether a survey alone asks more often than a rule allows.
fn alone(case: &Case, survey: usize) -> bool {
    let days = case.waves(survey);
    let share = f64::from(case.surveys[survey].invited) / f64::from(PEOPLE);
    case.rules.iter().filter(|rule| rule.surveys.contains(&survey)).any(|rule| {
        days.iter().filter(|day| **day >= first()).any(|day| {
            let asked = days.iter().filter(|it| **it <= *day && day - **it < rule.window).count();
            share * asked as f64 > rule.maximum as f64 + 1e-9
        })
    })
}

/// How many programs the full run asks for.
fn programs() -> Option<usize> {
    std::env::var("SENDA_PROOFS").ok().map(|it| it.parse().expect("a number of programs"))
}

#[test]
fn waves_that_ask_everybody_collide_exactly_where_a_naive_simulation_says() {
    let cases = programs().unwrap_or(40);
    let mut chance = Chance::of("certain", 1);
    let (mut hit, mut free) = (0, 0);
    for _ in 0..cases {
        let case = Case::random(&mut chance, true);
        case.outlook(|outlook| {
            assert_eq!(outlook.cut, 0);
            for survey in 0..case.surveys.len() {
                let index = outlook.plan.streams.iter().position(|it| it.id.as_str() == format!("s{survey}"));
                let found = outlook.collisions.iter().find(|it| Some(it.stream) == index);
                if alone(&case, survey) {
                    assert!(found.is_some_and(|it| it.by == it.stream), "{case:?} s{survey}: {found:?}");
                    continue;
                }
                let mut waves = Vec::new();
                let (mut dropped, mut waits) = (0, Vec::new());
                for day in case.waves(survey).into_iter().filter(|day| *day >= first()) {
                    let others = (0..case.surveys.len()).filter(|other| *other != survey);
                    let starts: Vec<(usize, Day)> = others
                        .flat_map(|other| case.waves(other).into_iter().map(move |it| (other, it)))
                        .filter(|(_, it)| {
                            index.is_some_and(|index| within(outlook.plan.around(index, day), *it))
                        })
                        .collect();
                    let (held, sent) = naive(&case, survey, day, &starts);
                    if held {
                        waves.push(day);
                        match sent {
                            Some(sent) => waits.push(sent - day),
                            None => dropped += 1,
                        }
                    }
                }
                let covered = case.rules.iter().any(|rule| rule.surveys.contains(&survey));
                let told = found.map(|it| it.waves.clone()).unwrap_or_default();
                assert_eq!(told, if covered { waves.clone() } else { Vec::new() }, "{case:?} s{survey}");
                if let Some(found) = found {
                    hit += 1;
                    assert_eq!(found.share, 1.0);
                    waits.sort_unstable();
                    assert_eq!(found.dropped, f64::from(dropped) / waves.len() as f64, "{case:?} s{survey}");
                    assert_eq!(
                        found.wait,
                        waits.get(waits.len() / 2).copied().unwrap_or(0),
                        "{case:?} s{survey}"
                    );
                } else {
                    free += 1;
                }
            }
        });
    }
    assert!(hit > cases / 5 && free > cases / 5, "{hit} {free}");
}

/// When the other surveys of a case begin for one person, by chance: those that follow the moment begin
/// together, each for its part of the people whom it befalls.
fn draw(case: &Case, focus: usize, day: Day, chance: &mut Chance) -> Vec<(usize, Day)> {
    let part = |survey: usize| f64::from(case.surveys[survey].invited) / f64::from(PEOPLE);
    let others = (0..case.surveys.len()).filter(|other| *other != focus);
    let mut starts = Vec::new();
    for other in others.clone().filter(|other| case.surveys[*other].every.is_some()) {
        let waves = case.waves(other).into_iter().filter(|it| (day - 400..=day + 370).contains(it));
        starts.extend(waves.filter(|_| chance.happens(part(other))).map(|it| (other, it)));
    }
    let following = |it: &usize| case.surveys[*it].every.is_none();
    let most = (0..case.surveys.len()).filter(following).map(part).fold(0.0, f64::max);
    let mut moments: Vec<Day> =
        (day - 400..day + 370).filter(|_| chance.happens(most * 12.0 / 365.0)).collect();
    if following(&focus) {
        moments.push(day - case.surveys[focus].delay);
    }
    for moment in moments {
        for other in others.clone().filter(following) {
            if chance.happens(part(other) / most) {
                starts.push((other, moment + case.surveys[other].delay));
            }
        }
    }
    starts
}

#[test]
fn the_part_of_the_people_is_that_of_a_naive_simulation() {
    let cases = programs().map_or(2, |many| many / 50);
    let mut chance = Chance::of("by chance", 1);
    let mut compared = 0;
    for _ in 0..cases {
        let case = Case::random(&mut chance, false);
        case.outlook(|outlook| {
            for survey in (0..case.surveys.len()).filter(|it| !alone(&case, *it)) {
                let Some(index) =
                    outlook.plan.streams.iter().position(|it| it.id.as_str() == format!("s{survey}"))
                else {
                    continue;
                };
                let found = outlook.collisions.iter().find(|it| it.stream == index);
                let days: Vec<Day> = match case.surveys[survey].every {
                    Some(_) => case.waves(survey).into_iter().filter(|day| *day >= first()).take(1).collect(),
                    None => vec![],
                };
                for day in days {
                    let people = 150;
                    let held = (0..people)
                        .filter(|_| naive(&case, survey, day, &draw(&case, survey, day, &mut chance)).0);
                    let share = held.count() as f64 / f64::from(people);
                    let told = found.is_some_and(|it| it.waves.contains(&day));
                    // Near the usual part, either answer is right.
                    assert!(!told || share > USUAL - 0.14, "{case:?} s{survey} {}: {share}", date(day));
                    assert!(told || share < USUAL + 0.14, "{case:?} s{survey} {}: {share}", date(day));
                    compared += 1;
                }
                if let (None, true) = (case.surveys[survey].every, case.surveys.len() > 1) {
                    let people = 150;
                    let held = (0..people).filter(|_| {
                        let day = first() + chance.below(730) as Day;
                        let starts = draw(&case, survey, day, &mut chance);
                        naive(&case, survey, day, &starts).0
                    });
                    let share = held.count() as f64 / f64::from(people);
                    match found {
                        Some(found) => assert!(
                            (share - found.share).abs() < 0.15,
                            "{case:?} s{survey}: {share} {found:?}"
                        ),
                        None => assert!(share < USUAL + 0.14, "{case:?} s{survey}: {share}"),
                    }
                    compared += 1;
                }
            }
        });
    }
    assert!(compared > 0, "{compared}");
}

#[test]
fn the_same_program_gives_the_same_outlook() {
    let mut chance = Chance::of("again", 1);
    for _ in 0..5 {
        let case = Case::random(&mut chance, false);
        let told = || case.outlook(|outlook| format!("{:?}", outlook.collisions));
        assert_eq!(told(), told());
    }
}
