//! The program itself, and economic behaviors.

use super::{PlainView, cell, head};
use crate::emit::site::archetype::referring;
use crate::emit::site::page::Page;
use crate::emit::site::view::{Facts, Grid, Shown};
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::program::Program;
use crate::model::{EntityIndex, Kind};

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Program) -> PlainView {
    let mut what = Facts::default();
    page.add(&mut what, "program.why", page.voice(&it.why));
    page.add(
        &mut what,
        "home.approach",
        it.approach.get().map(|a| Shown::new(page.value("approach", a.word()))),
    );
    page.add(
        &mut what,
        "home.readiness",
        it.readiness.get().map(|r| Shown::new(page.value("readiness", r.word()))),
    );
    page.add(&mut what, "program.serves", page.list(index, &it.serves));
    if let Some(sponsor) = it.sponsor.get() {
        page.add(&mut what, "home.sponsor", page.one(index, &sponsor.role));
        page.add(&mut what, "sponsor.commitments", page.texts(&sponsor.commitments));
    }
    if let Some(resources) = it.resources.get() {
        page.add(&mut what, "readiness.budget", page.shown(&resources.budget));
        page.add(&mut what, "readiness.team", page.list(index, &resources.team));
    }
    let mut frame = Facts::default();
    page.add(&mut frame, "program.languages", page.plains(&it.languages));
    page.add(&mut frame, "program.locale", it.locale.get().map(|l| Shown::code(l.to_string())));
    page.add(&mut frame, "program.currency", it.currency.get().map(|c| Shown::code(c.code())));
    page.add(&mut frame, "program.timezone", it.timezone.get().map(|z| Shown::code(z.name())));
    if let Some(calendar) = it.calendar.get() {
        let days: Vec<String> = calendar.workdays.items().map(|d| page.value("weekday", d.name())).collect();
        page.add(&mut frame, "program.workdays", (!days.is_empty()).then(|| Shown::new(days.join(", "))));
        page.add(&mut frame, "channel.hours", calendar.hours.get().map(|h| Shown::new(page.locale.hours(h))));
        page.add(
            &mut frame,
            "program.holidays",
            calendar.holidays.items().map(|d| Shown::new(page.write(d))),
        );
    }
    page.add(&mut frame, "program.profiles", it.profiles.items().map(|p| Shown::code(p.word())));
    PlainView::of(
        [what, frame],
        [challenges(page, index, it), objectives(page, index, it), not_doing(page, it), stages(page, it)],
    )
}

fn id_of(id: &crate::model::field::Field<crate::model::id::Id>) -> String {
    id.get().map(|id| id.to_string()).unwrap_or_default()
}

fn challenges(page: &Page<'_>, index: EntityIndex, it: &Program) -> Grid {
    let mut grid = Grid::new(
        "_challenges",
        page.word("program.challenges"),
        head(page, &["sponsor.challenge", "kinds.metric.one"]),
    );
    for challenge in it.business_challenges.items() {
        grid.row(
            &id_of(&challenge.id),
            vec![cell(page.opt(&challenge.text)), cell(page.one(index, &challenge.metric))],
        );
    }
    grid
}

fn objectives(page: &Page<'_>, index: EntityIndex, it: &Program) -> Grid {
    let words = ["program.objective", "program.objective_type", "playbook.horizon", "kinds.metric.one"];
    let mut grid = Grid::new("_objectives", page.word("program.objectives"), head(page, &words));
    for objective in it.objectives.items() {
        let kind = objective.objective_type.get().map(|t| Shown::new(page.value("objective", t.word())));
        grid.row(
            &id_of(&objective.id),
            vec![
                cell(page.opt(&objective.text)),
                cell(kind),
                cell(page.shown(&objective.horizon)),
                cell(page.one(index, &objective.metric)),
            ],
        );
    }
    grid
}

fn not_doing(page: &Page<'_>, it: &Program) -> Grid {
    let mut grid =
        Grid::new("_not-doing", page.word("bmc.not_doing"), head(page, &["program.what", "contact.why"]));
    for item in it.not_doing.items() {
        grid.row(&id_of(&item.id), vec![cell(page.opt(&item.what)), cell(page.opt(&item.why))]);
    }
    grid
}

fn stages(page: &Page<'_>, it: &Program) -> Grid {
    let mut grid = Grid::new(
        "_lifecycle",
        page.word("program.lifecycle"),
        head(page, &["program.stage", "program.stage_text"]),
    );
    for stage in it.lifecycle.items() {
        let Some(id) = stage.id.value() else { continue };
        grid.row(id.as_str(), vec![vec![Shown::code(id.as_str())], cell(page.opt(&stage.text))]);
    }
    grid
}

pub fn behavior(page: &Page<'_>, index: EntityIndex, it: &EconomicBehavior) -> PlainView {
    let mut what = Facts::default();
    page.add(
        &mut what,
        "behavior.type",
        it.behavior_type.get().map(|t| Shown::new(page.value("behavior", t.word()))),
    );
    page.add(&mut what, "bmc.metric", page.one(index, &it.metric));
    page.add(
        &mut what,
        "bmc.direction",
        it.direction.get().map(|d| Shown::new(page.value("direction", d.word()))),
    );
    page.add(&mut what, "bmc.value", it.value.get().map(|v| Shown::code(&*v.text)));
    page.add(&mut what, "behavior.because", page.list(index, &it.because));
    let mut levers = Facts::default();
    let playbooks = page.program().edges_to(index).filter(|e| e.field() == "moves").map(|e| match e.part {
        Some(part) => page.part(e.from, part),
        None => page.entity(e.from),
    });
    let mut moved: Vec<Shown> = Vec::new();
    for lever in playbooks {
        if !moved.contains(&lever) {
            moved.push(lever);
        }
    }
    page.add(&mut levers, "behavior.levers", moved);
    let predicted = page
        .program()
        .edges_to(index)
        .filter(|e| e.field() == "economic_behavior")
        .map(|e| page.entity(e.from));
    page.add(&mut levers, "behavior.predicted", predicted);
    page.add(
        &mut levers,
        "behavior.models",
        referring(page, index, Kind::BusinessModel, "economic_behaviors").into_iter().map(|i| page.entity(i)),
    );
    PlainView::of([what, levers], [])
}
