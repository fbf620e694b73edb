//! Datasets and shared questions.

use super::{PlainView, cell, head};
use crate::emit::site::archetype::referring;
use crate::emit::site::page::Page;
use crate::emit::site::view::{Facts, Grid, How, Shown};
use crate::model::dataset::{Column, Dataset};
use crate::model::question::Question;
use crate::model::unions::{ColumnRefersTo, ColumnValues};
use crate::model::{EntityIndex, Kind};

pub fn dataset(page: &Page<'_>, index: EntityIndex, it: &Dataset) -> PlainView {
    let mut what = Facts::default();
    page.add(&mut what, "dataset.grain", page.opt(&it.grain));
    page.add(&mut what, "dataset.table", it.table.get().map(|t| Shown::code(t.to_string())));
    page.add(&mut what, "dataset.file", it.file.get().map(|t| Shown::code(t.to_string())));
    page.add(&mut what, "dataset.system", it.system.get().map(|t| Shown::new(t.to_string())));
    page.add(&mut what, "dataset.refresh", page.shown(&it.refresh));
    page.add(&mut what, "dataset.shared_with", page.list(index, &it.shared_with));
    let mut uses = Facts::default();
    page.add(
        &mut uses,
        "dataset.metrics",
        referring(page, index, Kind::Metric, "dataset").into_iter().map(|i| page.entity(i)),
    );
    PlainView::of([what, uses], [columns(page, index, it), events(page, it)])
}

fn columns(page: &Page<'_>, index: EntityIndex, it: &Dataset) -> Grid {
    let mut grid = Grid::new(
        "_columns",
        page.word("dataset.columns"),
        head(page, &["dataset.column", "dataset.type", "dataset.means", "dataset.valid"]),
    );
    for (name, column) in it.columns.pairs() {
        let id = name.as_str().to_owned();
        let mut means: Vec<Shown> =
            column.question.spanned_items().map(|(at, q)| page.reference(index, at, q)).collect();
        means.extend(column.refers_to.spanned().map(|(at, refers)| match refers {
            ColumnRefersTo::Kind(kind) => Shown::new(page.word(&format!("kinds.{}.one", kind.name()))),
            ColumnRefersTo::Dataset(dataset) => page.reference(index, at, dataset),
        }));
        means.extend(flags(page, column));
        let kind = column.column_type.get().map(|t| page.value("column_type", t.word())).unwrap_or_default();
        let unit = column.unit.get().map(|u| format!(", {u}")).unwrap_or_default();
        grid.row(
            &id,
            vec![
                vec![Shown::code(id.clone())],
                vec![Shown::new(format!("{kind}{unit}"))],
                means,
                valid(page, column),
            ],
        );
    }
    grid
}

/// What a column is besides its type: key, person, moment, weight, personal data.
fn flags(page: &Page<'_>, column: &Column) -> Vec<Shown> {
    let mut flags = Vec::new();
    let mut add = |on: Option<bool>, word: &str| {
        if on == Some(true) {
            flags.push(Shown::new(page.words.get(word)));
        }
    };
    add(column.key.value(), "dataset.key");
    add(column.person.value(), "dataset.person");
    add(column.account.value(), "dataset.account");
    add(column.time.value(), "dataset.time");
    add(column.weight.value(), "dataset.weight");
    if column.pii.value() == Some(true) {
        flags.push(Shown::mark(How::Alert, page.word("dataset.pii")));
    }
    flags
}

fn valid(page: &Page<'_>, column: &Column) -> Vec<Shown> {
    let mut valid = Vec::new();
    valid.extend(column.scale.get().map(|s| Shown::new(format!("{} – {}", s.from(), s.to()))));
    match column.values.get() {
        Some(ColumnValues::Valid(values)) => valid.extend(values.iter().map(|v| Shown::code(v.to_string()))),
        Some(ColumnValues::Meanings(map)) => {
            valid.extend(
                map.entries()
                    .iter()
                    .filter_map(|e| Some(Shown::code(format!("{} → {}", e.key, e.value.get()?)))),
            );
        }
        None => {}
    }
    let missing: Vec<String> = column.missing.items().map(|m| m.to_string()).collect();
    if !missing.is_empty() {
        valid.push(
            Shown::new(format!("{}: {}", page.word("dataset.missing"), missing.join(", "))).how(How::Muted),
        );
    }
    valid
}

fn events(page: &Page<'_>, it: &Dataset) -> Grid {
    let mut grid =
        Grid::new("_events", page.word("dataset.events"), head(page, &["dataset.event", "dataset.rows"]));
    for event in it.events.items() {
        let Some(id) = event.id.value() else { continue };
        let name = page.opt(&event.common.title).unwrap_or_else(|| Shown::new(id.readable()));
        grid.row(id.as_str(), vec![vec![name], cell(event.r#where.get().map(|w| Shown::code(&*w.text)))]);
    }
    grid
}

pub fn question(page: &Page<'_>, index: EntityIndex, it: &Question) -> PlainView {
    let item = it.item();
    let mut facts = Facts::default();
    page.add(
        &mut facts,
        "question.type",
        item.question_type.get().map(|t| Shown::new(page.value("question_type", t.word()))),
    );
    page.add(&mut facts, "question.canonical", page.one(index, &it.canonical_of));
    page.add(&mut facts, "survey.version", [Shown::new(item.version.get().map_or(1, |v| v.0).to_string())]);
    page.add(&mut facts, "survey.drives", page.list(index, item.driver_of));
    if let Some(scale) = item.scale.get() {
        let ends = [&scale.low, &scale.high].map(|end| end.get().map(|t| page.text(t).s).unwrap_or_default());
        let points = scale.points.get().map(|p| format!("{} – {}", p.from(), p.to())).unwrap_or_default();
        page.add(&mut facts, "question.scale", [Shown::new(format!("{points}: {} … {}", ends[0], ends[1]))]);
    }
    let mut wording = Facts::default();
    if let Some(text) = item.text.get() {
        for reading in text.readings() {
            let tag =
                if reading.language.as_str().is_empty() { page.first } else { reading.language.as_str() };
            wording.add(tag, [page.in_language(tag, reading.words).how(How::Voice)]);
        }
    }
    let mut options = Grid::new(
        "_options",
        page.word("question.options"),
        head(page, &["question.option", "question.text"]),
    );
    for option in item.options.items() {
        let Some(id) = option.id.value() else { continue };
        options.row(
            id.as_str(),
            vec![vec![Shown::code(id.as_str())], cell(option.text.get().map(|t| page.text(t)))],
        );
    }
    PlainView::of([wording, facts], [options])
}
