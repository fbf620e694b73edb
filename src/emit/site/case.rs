//! What a sheet knows to work a case with: the clocks its deadlines run by, its outcomes, its words.
//!
//! The script of the sheet counts by the very calendar that the compiler counts by: days of the week with
//! their open stretches, days off, the zone. It stands in one attribute, as JSON.

use super::page::Page;
use crate::analyze::business_time;
use crate::model::EntityIndex;
use crate::model::field::Field;
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::quantity::Sla;
use crate::model::role::Role;
use crate::model::time::Weekday;
use crate::model::time::calendar::BusinessCalendar;
use crate::model::unions::Within;
use crate::resolve::names;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Words of the panel, by the last part of their path.
const WORDS: &[(&str, &str)] = &[
    ("title", "case.title"),
    ("lede", "case.lede"),
    ("number", "case.number"),
    ("arrived", "case.arrived"),
    ("now", "case.now"),
    ("first_name", "case.first_name"),
    ("formal_name", "case.formal_name"),
    ("agent_name", "case.agent_name"),
    ("keep", "case.keep"),
    ("which", "case.which"),
    ("due", "case.due"),
    ("left", "case.left"),
    ("late", "case.late"),
    ("done", "case.done"),
    ("outcome", "case.outcome"),
    ("none", "case.none"),
    ("json", "case.json"),
    ("csv", "case.csv"),
    ("copied", "case.copied"),
    ("by_hand", "case.by_hand"),
    ("forget", "case.forget"),
    ("forgotten", "case.forgotten"),
    ("days", "case.days"),
];

#[derive(Serialize, JsonSchema)]
struct Deadline {
    when: String,
    n: String,
    unit: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Clocked {
    id: String,
    /// Which of the calendars; none when the program has no opening hours.
    calendar: Option<usize>,
    /// The step that it is counted from, instead of from the arrival of the case.
    after: Option<String>,
    within: Vec<Deadline>,
}

#[derive(Serialize, JsonSchema)]
struct Case<'p> {
    playbook: &'p str,
    role: &'p str,
    zone: String,
    language: String,
    calendars: Vec<Value>,
    steps: Vec<Clocked>,
    outcomes: Vec<(String, String)>,
    words: BTreeMap<&'static str, &'p str>,
}

/// The data of a sheet, as JSON.
pub fn data(page: &Page<'_>, playbook: EntityIndex, role: EntityIndex, it: &Playbook) -> String {
    let program = page.program();
    let usual = business_time::of_program(program);
    let mut calendars: Vec<BusinessCalendar> = Vec::new();
    let steps =
        it.steps.items().filter_map(|step| clocked(page, playbook, step, usual.as_ref(), &mut calendars));
    let steps = steps.collect();
    let outcomes = it.outcomes.items().filter_map(|outcome| {
        let id = outcome.id.value()?;
        let text = page.opt(&outcome.text).or_else(|| page.opt(&outcome.common.title));
        Some((id.to_string(), text.map_or_else(|| id.readable(), |text| text.s)))
    });
    let case = Case {
        playbook: program.entity(playbook).id.as_str(),
        role: program.entity(role).id.as_str(),
        zone: names::zone(program).iana_name().unwrap_or("UTC").to_owned(),
        language: page.tag(),
        outcomes: outcomes.collect(),
        steps,
        calendars: calendars.iter().map(calendar).collect(),
        words: WORDS.iter().map(|(name, path)| (*name, page.words.get(path))).collect(),
    };
    serde_json::to_string(&case).unwrap_or_default()
}

fn clocked(
    page: &Page<'_>,
    playbook: EntityIndex,
    step: &PlaybookStep,
    usual: Option<&BusinessCalendar>,
    calendars: &mut Vec<BusinessCalendar>,
) -> Option<Clocked> {
    let within = match step.within.get()? {
        Within::Always(sla) => vec![deadline(String::new(), sla)],
        Within::ByCase(cases) => cases
            .iter()
            .filter_map(|case| {
                let when = case.when.get().map(|when| when.text.to_string()).unwrap_or_default();
                Some(deadline(when, case.within.get()?))
            })
            .collect(),
    };
    let calendar = usual.map(|usual| {
        let role = page.program().follow::<Role>(playbook, step.role.span());
        let own = business_time::of_role(usual, role);
        calendars.iter().position(|known| *known == own).unwrap_or_else(|| {
            calendars.push(own);
            calendars.len() - 1
        })
    });
    let after = step.after.get().map(|earlier| earlier.id().to_string());
    Some(Clocked { id: id(&step.id)?, calendar, after, within })
}

fn id<T: std::fmt::Display>(field: &Field<T>) -> Option<String> {
    field.get().map(ToString::to_string)
}

fn deadline(when: String, sla: &Sla) -> Deadline {
    let length = sla.duration();
    Deadline { when, n: length.amount().normalize().to_string(), unit: length.unit().key() }
}

/// Open stretches in minutes of each day from Monday on, and days off.
fn calendar(calendar: &BusinessCalendar) -> Value {
    let day = |day: &Weekday| -> Vec<(u16, u16)> {
        calendar.usual_hours(*day).iter().map(|hours| (hours.from(), hours.to())).collect()
    };
    let holidays: Vec<String> = calendar.holidays().map(|day| day.to_string()).collect();
    json!({ "week": Weekday::ALL.each_ref().map(day), "holidays": holidays })
}
