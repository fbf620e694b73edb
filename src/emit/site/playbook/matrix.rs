//! Who does what by when: roles in rows, deadlines in columns, the nearest first.

use super::within;
use crate::emit::site::page::Page;
use crate::emit::site::view::Shown;
use crate::model::EntityIndex;
use crate::model::playbook::{Playbook, PlaybookStep};
use crate::model::quantity::TimeUnit;
use crate::model::unions::Within;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Clone, Serialize, JsonSchema)]
struct Task {
    n: usize,
    id: String,
    text: Shown,
}

#[derive(Serialize, JsonSchema)]
struct RoleRow {
    role: Shown,
    cells: Vec<Vec<Task>>,
}

#[derive(Serialize, JsonSchema)]
pub struct MatrixView {
    columns: Vec<String>,
    rows: Vec<RoleRow>,
}

/// The table, when there is more than one deadline to compare.
pub fn view(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Option<MatrixView> {
    let mut deadlines: Vec<(f64, String)> = Vec::new();
    let mut roles: Vec<Shown> = Vec::new();
    let mut tasks: Vec<(Shown, String, Task)> = Vec::new();
    for (i, step) in it.steps.items().enumerate() {
        let word = within(page, step).map_or_else(|| page.word("playbook.anytime"), |w| w.s);
        if !deadlines.iter().any(|(_, w)| *w == word) {
            deadlines.push((hours(step), word.clone()));
        }
        let role =
            page.one(index, &step.role).unwrap_or_else(|| Shown::new(page.words.get("playbook.no_role")));
        if !roles.contains(&role) {
            roles.push(role.clone());
        }
        let text = page
            .opt(&step.common.title)
            .or_else(|| page.opt(&step.r#do))
            .unwrap_or_default()
            .wrap(|t| super::flow::opening(t).to_owned());
        let id = step.id.get().map(|id| id.to_string()).unwrap_or_default();
        tasks.push((role, word, Task { n: i + 1, id, text }));
    }
    if deadlines.len() < 2 {
        return None;
    }
    deadlines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let columns: Vec<String> = deadlines.into_iter().map(|(_, word)| word).collect();
    let rows = roles
        .into_iter()
        .map(|role| {
            let cells = columns
                .iter()
                .map(|column| {
                    tasks
                        .iter()
                        .filter(|(r, c, _)| *r == role && c == column)
                        .map(|(_, _, task)| task.clone())
                        .collect()
                })
                .collect();
            RoleRow { role, cells }
        })
        .collect();
    Some(MatrixView { columns, rows })
}

/// The order of a deadline: its hours, a business day counting as one day; without one, last.
fn hours(step: &PlaybookStep) -> f64 {
    let sla = match step.within.get() {
        Some(Within::Always(sla)) => Some(*sla),
        Some(Within::ByCase(cases)) => cases.iter().filter_map(|c| c.within.value()).next(),
        None => None,
    };
    let Some(sla) = sla else { return f64::INFINITY };
    let unit = match sla.duration().unit() {
        TimeUnit::Second => 1.0 / 3600.0,
        TimeUnit::Minute => 1.0 / 60.0,
        TimeUnit::Hour | TimeUnit::BusinessHour => 1.0,
        TimeUnit::Day | TimeUnit::BusinessDay => 24.0,
        TimeUnit::Week => 168.0,
        TimeUnit::Month => 730.0,
        TimeUnit::Quarter => 2190.0,
        TimeUnit::Year => 8760.0,
    };
    sla.duration().amount().to_f64().unwrap_or(0.0) * unit
}
