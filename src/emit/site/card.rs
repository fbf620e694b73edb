//! The card of a role in a playbook: its sheet on A5, with the codes of outcomes.

use super::page::Page;
use super::sheet::{self, SheetView};
use super::view::Shown;
use crate::model::playbook::Playbook;
use crate::model::{EntityIndex, EntityKind};
use crate::resolve::Resolved;
use schemars::JsonSchema;
use serde::Serialize;

/// A way in which a case closes, with what is written down for it.
#[derive(Serialize, JsonSchema)]
struct Coded {
    code: String,
    text: Shown,
}

#[derive(Serialize, JsonSchema)]
pub struct CardView {
    sheet: SheetView,
    outcomes: Vec<Coded>,
    /// The sheet, on the screen.
    back: Shown,
}

pub fn path(program: &Resolved, playbook: EntityIndex, role: EntityIndex) -> String {
    format!("card/{}--{}.html", program.entity(playbook).id, program.entity(role).id)
}

pub fn view(page: &Page<'_>, playbook: EntityIndex, role: EntityIndex) -> CardView {
    let it = Playbook::of(&page.program().entity(playbook).body).expect("a card is of a playbook");
    let outcome = |outcome: &crate::model::playbook::Outcome| {
        let id = outcome.id.value()?;
        let text = page.opt(&outcome.text).or_else(|| page.opt(&outcome.common.title));
        Some(Coded { code: id.to_string(), text: text.unwrap_or_else(|| Shown::new(id.readable())) })
    };
    CardView {
        sheet: sheet::view(page, playbook, role),
        outcomes: it.outcomes.items().filter_map(outcome).collect(),
        back: Shown::link(page.word("sheet.kind"), page.href(&sheet::path(page.program(), playbook, role))),
    }
}
